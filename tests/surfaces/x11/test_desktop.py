"""The private desktop works, is private, and leaves nothing behind, whoever is killed."""

from __future__ import annotations

import json
import os
import pty
import select
import signal
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from innervate.core.errors import Unavailable
from innervate.surfaces.x11.desktop import VirtualDesktop
from innervate.surfaces.x11.processes import descendants, running, tagged

pytestmark = pytest.mark.desktop

_SIZE = (640, 480)
_SECONDS = 20.0
_PARENT = """
import json, sys
from innervate.surfaces.x11.desktop import VirtualDesktop
with VirtualDesktop(size=(640, 480)) as desktop:
    print(json.dumps({"id": desktop.id, "display": desktop.display, "env": desktop.env}), flush=True)
    sys.exit(desktop.run(sys.argv[1:]))
"""
# One daemon with the desktop's tag and one that has dropped its environment; then the foreground.
_DAEMONS = """
(setsid sleep 1000 &)
(setsid env -i sleep 1000 &)
echo started
"""
_DEAF = """(setsid sh -c 'trap "" TERM; while :; do sleep 1000; done' &)
"""


@dataclass(frozen=True, slots=True)
class Seen:
    """A desktop in another process, with everything that lived in it at one time."""

    parent: subprocess.Popen[str]
    guard: int
    owner: int
    desktop: str
    display: str
    place: Path
    handles: dict[int, int]

    def await_end(self) -> None:
        """Every process has ended, and the files are gone."""
        deadline = time.monotonic() + _SECONDS
        for handle, pid in self.handles.items():
            left = max(0.0, deadline - time.monotonic())
            assert select.select([handle], [], [], left)[0], f"process {pid} still lives"
        until(lambda: not tagged(self.desktop), deadline)
        until(lambda: not self.place.exists(), deadline)
        assert not Path(f"/tmp/.X11-unix/X{self.display[1:]}").exists()


def until(holds: Callable[[], bool], deadline: float) -> None:
    while not holds():
        assert time.monotonic() < deadline
        select.select([], [], [], 0.02)


def only_child(pid: int) -> int:
    (found,) = (process.pid for process in running().values() if process.parent == pid)
    return found


@contextmanager
def parent_running(script: str) -> Iterator[Seen]:
    """Another process with a desktop in which the shell script has said that it started."""
    argv = [sys.executable, "-c", _PARENT, "sh", "-c", script]
    handles: dict[int, int] = {}
    with subprocess.Popen(argv, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True) as parent:
        try:
            assert parent.stdout is not None
            told = json.loads(parent.stdout.readline())
            assert parent.stdout.readline() == "started\n"
            guard = only_child(parent.pid)
            for pid in descendants([parent.pid], running()):
                with suppress(ProcessLookupError):
                    handles[os.pidfd_open(pid)] = pid
            place = Path(told["env"]["XDG_RUNTIME_DIR"]).parent
            yield Seen(parent, guard, only_child(guard), told["id"], told["display"], place, handles)
        finally:
            parent.kill()
            for handle in handles:
                with suppress(ProcessLookupError):  # what a failing test has left
                    signal.pidfd_send_signal(handle, signal.SIGKILL)
                os.close(handle)


def quietly(desktop: VirtualDesktop, *argv: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        argv, env=desktop.env | env, capture_output=True, text=True, check=False, timeout=_SECONDS
    )


@pytest.fixture(scope="module")
def desktop() -> Iterator[VirtualDesktop]:
    with VirtualDesktop(size=_SIZE) as opened:
        yield opened


def test_clients_reach_the_display(desktop: VirtualDesktop) -> None:
    shown = quietly(desktop, "xdpyinfo")
    assert shown.returncode == 0
    assert "640x480 pixels" in shown.stdout
    assert f"name of display:    {desktop.display}" in shown.stdout


def test_the_root_window_carries_the_id(desktop: VirtualDesktop) -> None:
    assert f'"{desktop.id}"' in quietly(desktop, "xprop", "-root", "_INNERVATE_DESKTOP").stdout


def test_a_window_manager_is_there(desktop: VirtualDesktop) -> None:
    assert "window id" in quietly(desktop, "xprop", "-root", "_NET_SUPPORTING_WM_CHECK").stdout


def test_accessibility_is_on_and_its_registry_runs(desktop: VirtualDesktop) -> None:
    ask = ("dbus-send", "--session", "--print-reply", "--dest=org.a11y.Bus", "/org/a11y/bus")
    get = ("org.freedesktop.DBus.Properties.Get", "string:org.a11y.Status", "string:IsEnabled")
    assert "boolean true" in quietly(desktop, *ask, *get).stdout
    assert desktop.accessibility_bus in quietly(desktop, *ask, "org.a11y.Bus.GetAddress").stdout
    bus = ("dbus-send", f"--bus={desktop.accessibility_bus}", "--print-reply")
    who = ("--dest=org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus.NameHasOwner")
    assert "boolean true" in quietly(desktop, *bus, *who, "string:org.a11y.atspi.Registry").stdout


def test_a_wrong_cookie_is_refused(desktop: VirtualDesktop, tmp_path: Path) -> None:
    right = Path(desktop.env["XAUTHORITY"]).read_bytes()
    wrong = tmp_path / "Xauthority"
    cookie = right[-16:]
    wrong.write_bytes(right.replace(cookie, cookie[:-1] + bytes([cookie[-1] ^ 1])))
    assert quietly(desktop, "xdpyinfo", XAUTHORITY=str(wrong)).returncode != 0
    assert quietly(desktop, "xdpyinfo", XAUTHORITY="/dev/null").returncode != 0


def test_its_cookie_is_found_by_name_and_number_too(desktop: VirtualDesktop) -> None:
    # As python-xlib looks for it, which knows nothing of wild ones.
    def counted(text: str) -> bytes:
        return len(text).to_bytes(2, "big") + text.encode()

    number = desktop.display.removeprefix(":")
    local = (256).to_bytes(2, "big") + counted(socket.gethostname()) + counted(number)
    assert local in Path(desktop.env["XAUTHORITY"]).read_bytes()


def test_two_desktops_are_two(desktop: VirtualDesktop) -> None:
    with VirtualDesktop(size=_SIZE) as other:
        assert other.display != desktop.display
        assert other.id != desktop.id
        assert quietly(desktop, "xdpyinfo", DISPLAY=other.display).returncode != 0
        assert quietly(other, "xdpyinfo").returncode == 0
    assert quietly(desktop, "xdpyinfo").returncode == 0


def test_a_command_has_its_status_and_the_environment(desktop: VirtualDesktop) -> None:
    assert desktop.run(["sh", "-c", f'test "$DISPLAY" = {desktop.display} && exit 7']) == 7
    assert desktop.run(["sh", "-c", "kill -9 $$"]) == 128 + signal.SIGKILL
    with pytest.raises(Unavailable, match="no-such-program"):
        desktop.run(["no-such-program"])


def test_a_home_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", "/elsewhere")
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    with VirtualDesktop(size=_SIZE, home=tmp_path, extra_env={"LANG": "de_DE.UTF-8"}) as opened:
        assert opened.env["HOME"] == str(tmp_path)
        assert opened.env["LANG"] == "de_DE.UTF-8"
        assert not {"XDG_CONFIG_HOME", "WAYLAND_DISPLAY"} & opened.env.keys()


def test_a_viewer_may_look_on() -> None:
    with VirtualDesktop(size=_SIZE, vnc=True) as opened:
        assert opened.vnc_port is not None
        with socket.create_connection(("127.0.0.1", opened.vnc_port), timeout=_SECONDS) as viewer:
            assert viewer.recv(3) == b"RFB"


def test_a_missing_program_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(Unavailable, match="apt-get install xvfb"), VirtualDesktop():
        pass


def test_what_the_caller_started_in_it_ends_with_it_and_nothing_else() -> None:
    with subprocess.Popen(["sleep", "1000"]) as bystander:
        with VirtualDesktop(size=_SIZE) as opened:
            application = subprocess.Popen(["sleep", "1000"], env=opened.env)
        assert application.wait(_SECONDS) == -signal.SIGTERM
        assert bystander.poll() is None
        bystander.kill()


def test_applications_may_still_use_the_display_when_told_to_end(tmp_path: Path) -> None:
    note = tmp_path / "note"
    script = f'trap "xdpyinfo >/dev/null && touch {note}; exit" TERM; touch {tmp_path}/up; sleep 1000 & wait'
    with VirtualDesktop(size=_SIZE) as opened:
        assert opened.run(["sh", "-c", f"(setsid sh -c '{script}' >/dev/null &)"]) == 0
        until((tmp_path / "up").exists, time.monotonic() + _SECONDS)
    assert note.exists()


def test_nothing_is_left_after_a_normal_end() -> None:
    with parent_running(_DEAF + _DAEMONS + "exit 3") as seen:
        assert seen.parent.wait(_SECONDS) == 3
        seen.await_end()


@pytest.mark.parametrize(
    ("number", "status"),
    [(signal.SIGINT, -signal.SIGINT), (signal.SIGTERM, 128 + 15), (signal.SIGHUP, 128 + 1)],
)
def test_nothing_is_left_after_a_signal(number: signal.Signals, status: int) -> None:
    with parent_running(_DAEMONS + "exec sleep 1000") as seen:
        seen.parent.send_signal(number)
        assert seen.parent.wait(_SECONDS) == status
        seen.await_end()


@pytest.mark.parametrize("killed", [["parent"], ["owner"], ["guard"], ["owner", "guard"]])
def test_nothing_is_left_after_a_kill(killed: list[str]) -> None:
    with parent_running(_DAEMONS + "exec sleep 1000") as seen:
        pids = {"parent": seen.parent.pid, "owner": seen.owner, "guard": seen.guard}
        for name in killed:
            os.kill(pids[name], signal.SIGKILL)
        assert seen.parent.wait(_SECONDS) != 0
        if killed != ["owner", "guard"]:
            seen.await_end()
        else:  # then a daemon that dropped its environment cannot be told from a stranger's
            until(lambda: not tagged(seen.desktop), time.monotonic() + _SECONDS)


def test_the_end_of_the_x_server_is_an_error() -> None:
    with VirtualDesktop(size=_SIZE) as opened:
        with socket.socket(socket.AF_UNIX) as client:
            client.connect(f"/tmp/.X11-unix/X{opened.display[1:]}")
            peer = client.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
        server, _, _ = struct.unpack("3i", peer)
        with pytest.raises(Unavailable, match="Xvfb"):
            opened.run(["sh", "-c", f"kill -9 {server}; exec sleep 1000"])
    assert not tagged(opened.id)


def test_at_a_terminal_the_command_reads_and_control_c_ends_all() -> None:
    ours, theirs = pty.openpty()
    script = "echo started; read line; echo got $line; exec sleep 1000"
    argv = ["setsid", "--ctty", sys.executable, "-c", _PARENT, "sh", "-c", script]
    with subprocess.Popen(argv, stdin=theirs, stdout=theirs, stderr=theirs) as parent:
        os.close(theirs)
        said = terminal_says(ours, b"started")
        desktop = json.loads(said.splitlines()[0])["id"]
        os.write(ours, b"hello\n")
        terminal_says(ours, b"got hello")
        os.write(ours, b"\x03")
        assert parent.wait(_SECONDS) == -signal.SIGINT
    os.close(ours)
    assert not tagged(desktop)


def terminal_says(terminal: int, awaited: bytes) -> bytes:
    said = b""
    while awaited not in said:
        assert select.select([terminal], [], [], _SECONDS)[0], said
        said += os.read(terminal, 4096)
    return said
