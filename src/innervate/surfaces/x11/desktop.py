"""A private virtual desktop: an X display with window manager, D-Bus and accessibility of its own.

Promises: nothing of the desktop is seen by, or sees, the user's own session; and no process or
file of it is left behind, however the desktop, the calling process or the desktop's owner ends.
Refuses with `Unavailable` when a part is missing or does not come up.
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
import threading
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import FrameType, TracebackType
from typing import Any, Self

from innervate.core.errors import Unavailable
from innervate.surfaces.x11.desktop_environment import first_environment
from innervate.surfaces.x11.desktop_parts import clear_display
from innervate.surfaces.x11.processes import end_all, members

_PACKAGE_OF = {
    "Xvfb": "xvfb",
    "openbox": "openbox",
    "dbus-daemon": "dbus",
    "dbus-send": "dbus",
    "xprop": "x11-utils",
    "setxkbmap": "x11-xkb-utils",
    "x11vnc": "x11vnc",
}
# More than the owner and then the guard may take to clear up.
_CLOSE_SECONDS = 30.0
_MESSAGE_BYTES = 1 << 20


class VirtualDesktop:
    """A desktop for the length of a `with` block.

    With `home`, applications have that home directory; without, the caller's. `extra_env` has the
    last word on the environment of everything that runs in the desktop.
    """

    def __init__(
        self,
        size: tuple[int, int] = (1920, 1080),
        vnc: bool = False,
        home: Path | None = None,
        extra_env: Mapping[str, str] | None = None,
    ) -> None:
        self.id = str(uuid.uuid4())
        self.size = size
        self.display = ""
        self.env: dict[str, str] = {}
        self.accessibility_bus = ""
        self.vnc_port: int | None = None
        self._wants_vnc = vnc
        self._first_env = first_environment(os.environ, home, extra_env or {})
        self._control: socket.socket | None = None
        self._guard: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self._require_programs()
        with ExitStack() as undo:
            undo.callback(self._close)
            self._start()
            undo.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def run(self, cmd: Sequence[str]) -> int:
        """Run a command in the foreground with this process's standard input, output and error.

        Returns its exit status, 128 + n for one that signal n ended. Meanwhile SIGTERM and SIGHUP,
        unless the caller handles them, raise `SystemExit`, so that the `with` block is left in order.
        """
        sys.stdout.flush()
        sys.stderr.flush()
        order = {"argv": list(cmd), "cwd": os.getcwd(), "group": os.getpgrp()}
        with _signals_exit():
            self._order(order, (0, 1, 2))
            reply = self._answer("the command to run in the desktop to its end")
        if "refused" in reply:
            raise Unavailable(f"to run {cmd[0]}", reply["refused"], "check the command line")
        return int(reply["ended"])

    def _require_programs(self) -> None:
        for program, package in _PACKAGE_OF.items():
            if program == "x11vnc" and not self._wants_vnc:
                continue
            if shutil.which(program) is None:
                raise Unavailable(
                    f"the program {program}", "no such program on PATH", f"apt-get install {package}"
                )

    def _start(self) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._control = ours
        with theirs:
            # -P: a json.py in the working directory is not ours. A process group of its own: the
            # Ctrl-C at the terminal is for the parent and the command, the owner clears up after.
            self._guard = subprocess.Popen(
                [
                    *(sys.executable, "-P", "-m", "innervate.surfaces.x11.desktop_owner"),
                    *(str(theirs.fileno()), self.id, str(os.getpid())),
                ],
                stdin=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                process_group=0,
            )
        width, height = self.size
        order = {"width": width, "height": height, "vnc": self._wants_vnc, "env": self._first_env}
        self._order(order)
        ready = self._answer("a virtual desktop")["ready"]
        self.display, self.env = ready["display"], ready["env"]
        self.accessibility_bus, self.vnc_port = ready["accessibility"], ready["vnc_port"]

    def _order(self, order: Mapping[str, object], files: Sequence[int] = ()) -> None:
        if self._control is None:
            raise Unavailable("an open desktop", "a closed one", "use it inside its with block")
        try:
            socket.send_fds(self._control, [json.dumps(order).encode()], list(files))
        except (BrokenPipeError, ConnectionResetError) as error:
            raise self._lost("a living desktop") from error

    def _answer(self, wanted: str) -> dict[str, Any]:
        assert self._control is not None
        try:
            data = self._control.recv(_MESSAGE_BYTES)
        except ConnectionResetError:
            data = b""
        if not data:
            raise self._lost(wanted)
        reply: dict[str, Any] = json.loads(data)
        if "failed" in reply:
            raise Unavailable(**reply["failed"])
        if "stopped" in reply:
            raise Unavailable(wanted, f"its owner give up: {reply['stopped']}", "start it again")
        return reply

    def _lost(self, wanted: str) -> Unavailable:
        return Unavailable(wanted, "its owner end without a word (killed?)", "start it again")

    def _close(self) -> None:
        """Have the owner clear up; when that went wrong, end what carries the desktop's tag."""
        control, guard, self._control, self._guard = self._control, self._guard, None, None
        if control is None:
            return
        with control:
            if guard is None:
                return
            control.shutdown(socket.SHUT_WR)
            # The other end is held by owner and guard only: its end means that both have gone.
            in_order = _await_end(control) and guard.wait() == 0
        if not in_order:
            guard.kill()
            guard.wait()
            end_all(lambda: members(self.id), grace=0.0)
            self._remove_files()

    def _remove_files(self) -> None:
        if runtime_dir := self.env.get("XDG_RUNTIME_DIR"):
            place = Path(runtime_dir).parent
            clear_display(place)
            shutil.rmtree(place, ignore_errors=True)


def _await_end(control: socket.socket) -> bool:
    poll = select.poll()
    poll.register(control, select.POLLIN)
    while poll.poll(int(_CLOSE_SECONDS * 1000)):
        try:
            if not control.recv(_MESSAGE_BYTES):
                return True
        except ConnectionResetError:
            return True
    return False


@contextmanager
def _signals_exit() -> Iterator[None]:
    """Turn SIGTERM and SIGHUP into `SystemExit`, where they would have ended the process."""

    def leave(number: int, frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread may set handlers, and only it would get the exception
        return
    numbers = [n for n in (signal.SIGTERM, signal.SIGHUP) if signal.getsignal(n) is signal.SIG_DFL]
    for number in numbers:
        signal.signal(number, leave)
    try:
        yield
    finally:
        for number in numbers:
            signal.signal(number, signal.SIG_DFL)
