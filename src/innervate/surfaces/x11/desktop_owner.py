"""Own the processes of one virtual desktop, and see that none of them outlives it.

Two processes run this module. The guard starts first, becomes a subreaper and forks the owner; the
owner, a subreaper too, starts every part and every command of the desktop and takes orders from
the parent (the process with the `VirtualDesktop`) on a socket. Each covers for another's death:

- the parent goes, in whatever way: the owner sees its pidfd or the end of the socket;
- the owner is killed: its descendants, daemonised ones too, become the guard's, which ends them;
- the guard is killed: the owner sees the end of a pipe between them;
- both are killed at once: the kernel kills what the owner started itself (PR_SET_PDEATHSIG), and
  the parent ends whatever carries the desktop's tag.

The guard is a process of its own so that the parent need not be a subreaper: a test runner must
not find foreign orphans among its children, nor have to tell its own children from them.
"""

from __future__ import annotations

import json
import os
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from innervate.surfaces.x11 import desktop_parts as build
from innervate.surfaces.x11.processes import (
    TAG,
    become_subreaper,
    die_with_parent,
    end_all,
    members,
    reap,
    wait_for_end,
)

_WITH_THE_SERVER = 0.2
"""Seconds in which the X server of a desktop is seen to end after a part of it that ended along with it."""
_STOP_SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
_APPLICATIONS_GRACE = 2.0
_PARTS_GRACE = 1.0
# What the owner may take to clear up before the guard does it; above all its graces together.
_OWNER_SECONDS = 15.0
_MESSAGE_BYTES = 1 << 20


class Stop(Exception):
    """The desktop is to end."""


@dataclass(slots=True)
class Owner:
    """The process that starts everything and, when it is time, ends everything."""

    control: socket.socket
    desktop: str
    place: Path
    parent: int
    guard_pipe: int
    wakeup: int
    parts: build.Parts = field(init=False)
    infrastructure: list[int] = field(default_factory=list)
    command: subprocess.Popen[bytes] | None = None

    def serve(self) -> int:
        """Build the desktop, do what the parent asks, clear up; returns the exit status."""
        try:
            self._build(self._order())
            while True:
                self._await_event()
        except build.PartFailed as failed:
            self._reply(failed={"wanted": failed.wanted, "seen": failed.seen, "todo": failed.remedy})
        except Stop as stop:
            self._reply(stopped=str(stop))
        return self._clear_up()

    def _build(self, order: dict[str, Any]) -> None:
        self.place.joinpath("run").mkdir(mode=0o700)
        env = order["env"] | {"XDG_RUNTIME_DIR": str(self.place / "run"), TAG: self.desktop}
        self.parts = parts = build.Parts(self.place, env, self._wait)
        number = build.start_x_server(parts, (order["width"], order["height"]))
        build.set_keyboard(parts)
        build.start_session_bus(parts)
        build.start_window_manager(parts)
        build.mark_root_window(parts, self.desktop)
        bus = build.start_accessibility(parts)
        port = build.start_vnc(parts) if order["vnc"] else None
        reap()
        # All that runs so far, with what the buses have started (they daemonise it, so that
        # descent from them does not show).
        self.infrastructure = [found.pid for found in members(self.desktop, os.getpid())]
        self._reply(ready={"display": f":{number}", "env": env, "accessibility": bus, "vnc_port": port})

    def _wait(self, source: int | None, deadline: float | None) -> bool:
        """Wait for the descriptor, or without one for any event; raises `Stop` when it is time."""
        poll = select.poll()
        for watched in (self.parent, self.guard_pipe, self.wakeup):
            poll.register(watched, select.POLLIN)
        poll.register(self.control, select.POLLIN if source is None else select.POLLRDHUP)
        if source is not None:
            poll.register(source, select.POLLIN)
        while deadline is None or (left := deadline - time.monotonic()) > 0:
            ready = dict(poll.poll(None if deadline is None else max(1, int(left * 1000))))
            if self.parent in ready:
                raise Stop("its parent ended")
            if self.guard_pipe in ready:
                raise Stop("its guard was killed")
            if ready.get(self.control.fileno(), 0) & (select.POLLRDHUP | select.POLLHUP):
                raise Stop("its parent closed it")
            if self.wakeup in ready:
                self._heed(os.read(self.wakeup, 4096))
            if source is None or source in ready:
                return True
        return False

    def _heed(self, numbers: bytes) -> None:
        for number in numbers:
            if number in _STOP_SIGNALS:
                raise Stop(f"{signal.Signals(number).name} told it to end")

    def _await_event(self) -> None:
        self._wait(None, None)
        ended = reap()
        if self.command is not None and self.command.pid in ended:
            code, self.command = ended[self.command.pid], None
            self._reply(ended=code)
        if any(part.pid in ended for part in self.parts.started.values()):
            # The X server's end is the others' end, and they may be first to be reaped: the one started first
            # is told.
            first = next(iter(self.parts.started.values()))
            if first.pid not in ended:
                wait_for_end(first.pid, _WITH_THE_SERVER)
                ended |= reap()
        for name, part in self.parts.started.items():
            if part.pid in ended:
                seen = f"it ended with status {ended[part.pid]} ({self.parts.complaint(name)})"
                raise build.PartFailed(
                    f"{name} to run as long as the desktop", seen, "start the desktop again"
                )
        poll = select.poll()
        poll.register(self.control, select.POLLIN)
        if poll.poll(0):
            self._run(*self._order_with_files())

    def _order(self) -> dict[str, Any]:
        order, files = self._order_with_files()
        for handle in files:
            os.close(handle)
        return order

    def _order_with_files(self) -> tuple[dict[str, Any], list[int]]:
        data, files, _, _ = socket.recv_fds(self.control, _MESSAGE_BYTES, 3)
        if not data:
            raise Stop("its parent closed it")
        order: dict[str, Any] = json.loads(data)
        return order, files

    def _run(self, order: dict[str, Any], files: list[int]) -> None:
        """Start a command with the parent's own standard input, output and error."""
        try:
            self.command = subprocess.Popen(
                order["argv"],
                env=self.parts.env,
                cwd=order["cwd"],
                stdin=files[0],
                stdout=files[1],
                stderr=files[2],
                # In the parent's process group: at a terminal it is in the foreground, gets the
                # Ctrl-C that the parent gets, and may read.
                process_group=order["group"],
                preexec_fn=die_with_parent(os.getpid()),
            )
        except (OSError, subprocess.SubprocessError) as error:
            self._reply(refused=str(error))
        finally:
            for handle in files:
                os.close(handle)

    def _reply(self, **message: Any) -> None:
        with suppress(BrokenPipeError, ConnectionResetError):  # nobody is left to be told
            self.control.send(json.dumps(message).encode())

    def _clear_up(self) -> int:
        """Applications first: they may save, and are spared the loss of the X server under them."""
        me = os.getpid()
        end_all(lambda: members(self.desktop, me, self.infrastructure), _APPLICATIONS_GRACE)
        left = end_all(lambda: members(self.desktop, me), _PARTS_GRACE)
        _remove(self.place)
        return 1 if left else 0


def _remove(place: Path) -> None:
    build.clear_display(place)
    shutil.rmtree(place, ignore_errors=True)


def _signals_to_pipe() -> int:
    """Have the stop signals and SIGCHLD wake a poll; a handler itself does nothing."""
    source, sink = os.pipe()
    os.set_blocking(source, False)
    os.set_blocking(sink, False)
    signal.set_wakeup_fd(sink, warn_on_full_buffer=False)
    for number in (*_STOP_SIGNALS, signal.SIGCHLD):
        signal.signal(number, lambda *_: None)
    return source


def _guard(owner: int, control: socket.socket, desktop: str, place: Path, parent: int) -> int:
    """Wait for the owner to end, then end whatever it has left; returns the exit status."""
    poll = select.poll()
    handle = os.pidfd_open(owner)
    poll.register(handle, select.POLLIN)
    poll.register(control, select.POLLRDHUP)
    poll.register(parent, select.POLLIN)
    poll.poll()
    for other in (control, parent):
        poll.unregister(other)
    if not poll.poll(int(_OWNER_SECONDS * 1000)):  # it hangs, or somebody has stopped it
        signal.pidfd_send_signal(handle, signal.SIGKILL)
        poll.poll()
    _, status = os.waitpid(owner, 0)
    if os.waitstatus_to_exitcode(status) == 0:
        return 0
    end_all(lambda: members(desktop, os.getpid()), _PARTS_GRACE)
    _remove(place)
    return 1


def main(control_number: str, desktop: str, parent_pid: str) -> int:
    """Become the guard of a desktop and fork its owner."""
    become_subreaper()
    control = socket.socket(fileno=int(control_number))
    control.set_inheritable(False)
    try:
        parent = os.pidfd_open(int(parent_pid))
    except ProcessLookupError:
        return 1
    place = Path(tempfile.mkdtemp(prefix="innervate-desktop-"))
    guard_end, owner_end = os.pipe()
    if (owner := os.fork()) != 0:
        os.close(guard_end)
        return _guard(owner, control, desktop, place, parent)
    os.close(owner_end)
    become_subreaper()  # not inherited over fork
    return Owner(control, desktop, place, parent, guard_end, _signals_to_pipe()).serve()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
