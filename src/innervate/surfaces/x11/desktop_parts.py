"""Start the parts of a private desktop: X server, D-Bus, accessibility, window manager, VNC.

Promises: every part is ready when its function returns, known from the part's own word on a pipe
or its answer to a call, and never guessed from the clock; what does not answer in time, or ends,
is a `PartFailed` that says what was wanted, what was seen and what to do. Refuses an X display
that another process serves.
"""

from __future__ import annotations

import os
import re
import secrets
import socket
import struct
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from innervate.surfaces.x11.processes import die_with_parent

_READY_SECONDS = 15.0
_FAMILY_WILD, _FAMILY_LOCAL = 0xFFFF, 256
_WINDOW_MANAGER_RULES = Path(__file__).with_name("openbox.xml")
_ID_PROPERTY = "_INNERVATE_DESKTOP"


class PartFailed(RuntimeError):
    """A part of the desktop could not be started."""

    def __init__(self, wanted: str, seen: str, remedy: str) -> None:
        super().__init__(f"wanted {wanted}; saw {seen}; {remedy}")
        self.wanted, self.seen, self.remedy = wanted, seen, remedy


@dataclass(slots=True)
class Parts:
    """What is being built: where its files are, what its programs see, which of them run."""

    place: Path
    env: dict[str, str]
    # Waits until the descriptor can be read: False when the deadline came first. The owner's
    # version raises when the desktop is to end, so that no start-up step holds up the end.
    wait: Callable[[int, float], bool]
    # The pipes stay open for as long as the parts live, else a later word would be a SIGPIPE.
    started: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self, name: str, *argv: str) -> subprocess.Popen[bytes]:
        """Start one part, its output going to a pipe and its complaints to a log file."""
        with open(self.place / f"{name}.log", "ab") as log:
            try:
                part = subprocess.Popen(
                    argv,
                    env=self.env,
                    cwd="/",
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.PIPE,
                    stderr=log,
                    start_new_session=True,  # a Ctrl-C at the terminal is not for the X server
                    preexec_fn=die_with_parent(os.getpid()),
                )
            except OSError as error:
                raise PartFailed(name, str(error), f"see whether {argv[0]} is installed") from error
        self.started[name] = part
        return part

    def complaint(self, name: str) -> str:
        """The last lines of the part's log."""
        text = (self.place / f"{name}.log").read_text(errors="replace").strip()
        return " | ".join(text.splitlines()[-4:]) or "no message"

    def hear(self, name: str, enough: Callable[[bytes], bool]) -> str:
        """Read what a part says until it is enough; its silence and its end are failures."""
        deadline, said = time.monotonic() + _READY_SECONDS, b""
        while not enough(said):
            chunk = self._chunk(name, deadline)
            if not chunk:
                seen = f"it ended without ({self.complaint(name)})"
                raise PartFailed(f"{name} to report readiness", seen, f"run {name} by hand to see why")
            said += chunk
        return said.decode(errors="replace").strip()

    def ask(self, name: str, *argv: str) -> str:
        """Run a short program to its end and return what it printed."""
        program, deadline, said = self.start(name, *argv), time.monotonic() + _READY_SECONDS, b""
        while chunk := self._chunk(name, deadline):
            said += chunk
        del self.started[name]
        assert program.stdout is not None
        program.stdout.close()
        if program.wait() != 0:
            remedy = "apt-get install at-spi2-core dbus x11-utils x11-xkb-utils"
            raise PartFailed(f"{name} to succeed", self.complaint(name), remedy)
        return said.decode(errors="replace")

    def _chunk(self, name: str, deadline: float) -> bytes:
        pipe = self.started[name].stdout
        assert pipe is not None
        if not self.wait(pipe.fileno(), deadline):
            seen = f"nothing in {_READY_SECONDS:.0f} s ({self.complaint(name)})"
            raise PartFailed(f"a word from {name}", seen, "try again when the machine is less busy")
        return os.read(pipe.fileno(), 4096)


def start_x_server(parts: Parts, size: tuple[int, int]) -> int:
    """Start Xvfb on a display number that it takes itself; returns the number."""
    authority = parts.place / "Xauthority"
    cookie = secrets.token_bytes(16)
    # FamilyWild: valid for whatever display number the server takes.
    with open(os.open(authority, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as sink:
        sink.write(_entry(cookie, _FAMILY_WILD))
    width, height = size
    # -noreset: the server must survive the moment when no client is connected.
    argv = ["Xvfb", "-displayfd", "1", "-screen", "0", f"{width}x{height}x24", "-noreset"]
    server = parts.start("Xvfb", *argv, "-nolisten", "tcp", "-auth", str(authority))
    number = int(parts.hear("Xvfb", lambda said: said.endswith(b"\n")))
    found = _socket(number).stat().st_ino
    # Noted for whoever clears up if the server and its owner are both killed.
    (parts.place / "display").write_text(f"{number} {found}")
    # With -displayfd Xvfb writes no /tmp/.X…-lock, so the listener itself is asked who it is.
    for address in (str(_socket(number)), f"\0{_socket(number)}"):
        if (listener := _listener(address)) != server.pid:
            seen = f"process {listener} listening there"
            raise PartFailed(f"X display :{number} for Xvfb, process {server.pid}", seen, "try again")
    # Programs with a reader of their own (python-xlib) find a cookie by this machine's name and number alone.
    with authority.open("ab") as sink:
        sink.write(_entry(cookie, _FAMILY_LOCAL, socket.gethostname(), str(number)))
    parts.env |= {"DISPLAY": f":{number}", "XAUTHORITY": str(authority)}
    return number


def set_keyboard(parts: Parts) -> None:
    """An American keyboard without the keys of media and of laptops.

    Nobody presses those here, and each is a spare key for a character that the keyboard lacks
    (`keymap`): 121 in place of 18.
    """
    parts.ask("setxkbmap", "setxkbmap", "-keycodes", "evdev", "-symbols", "pc+us")


def _entry(cookie: bytes, family: int, host: str = "", number: str = "") -> bytes:
    """A cookie as a file of cookies holds it."""
    parts = host.encode(), number.encode(), b"MIT-MAGIC-COOKIE-1", cookie
    return struct.pack(">H", family) + b"".join(struct.pack(">H", len(part)) + part for part in parts)


def _socket(number: int) -> Path:
    return Path(f"/tmp/.X11-unix/X{number}")


def _listener(address: str) -> int | None:
    """The process that listens on a Unix socket."""
    with socket.socket(socket.AF_UNIX) as client:
        try:
            client.connect(address)
        except (FileNotFoundError, ConnectionRefusedError):
            return None
        peer = client.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
    return int(struct.unpack("3i", peer)[0])


def clear_display(place: Path) -> None:
    """Remove the socket that a killed X server left, if it is still that one and nobody listens."""
    try:
        number, inode = map(int, (place / "display").read_text().split())
        if _socket(number).stat().st_ino == inode and _listener(str(_socket(number))) is None:
            _socket(number).unlink()
    except (FileNotFoundError, ValueError):
        return


def start_session_bus(parts: Parts) -> None:
    """Start the D-Bus session bus; what it activates gets the environment of the desktop."""
    path = parts.place / "bus"
    parts.env["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={path}"
    argv = ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--nosyslog"]
    parts.start("dbus-daemon", *argv, f"--address=unix:path={path}", "--print-address=1")
    parts.env["DBUS_SESSION_BUS_ADDRESS"] = parts.hear("dbus-daemon", lambda said: said.endswith(b"\n"))


def start_accessibility(parts: Parts) -> str:
    """Switch accessibility on before any application starts; returns the address of its bus.

    The launcher is started by the session bus, on the first call: the bus holds the call back
    until the launcher has its name, where starting it ourselves would race with that very call.
    """
    asked = ("dbus-send", "--session", "--print-reply=literal", "--dest=org.a11y.Bus", "/org/a11y/bus")
    switch = ("org.freedesktop.DBus.Properties.Set", "string:org.a11y.Status", "string:IsEnabled")
    parts.ask("accessibility switch", *asked, *switch, "variant:boolean:true")
    address = parts.ask("accessibility bus", *asked, "org.a11y.Bus.GetAddress").strip()
    registry = ("org.freedesktop.DBus.StartServiceByName", "string:org.a11y.atspi.Registry", "uint32:0")
    bus = (f"--bus={address}", "--print-reply=literal", "--dest=org.freedesktop.DBus")
    parts.ask("accessibility registry", "dbus-send", *bus, "/org/freedesktop/DBus", *registry)
    return address


def start_window_manager(parts: Parts) -> None:
    """Start openbox; it runs the --startup command once it manages the screen."""
    argv = ("openbox", "--sm-disable", "--config-file", str(_WINDOW_MANAGER_RULES))
    parts.start("openbox", *argv, "--startup", "echo ready")
    parts.hear("openbox", lambda said: b"ready\n" in said)


def mark_root_window(parts: Parts, desktop: str) -> None:
    """Write the id of the desktop where a client can check which desktop it talks to."""
    parts.ask("xprop", "xprop", "-root", "-f", _ID_PROPERTY, "8u", "-set", _ID_PROPERTY, desktop)


def start_vnc(parts: Parts) -> int:
    """Start a view-only VNC server for this machine alone; returns its port."""
    looks = ("-viewonly", "-forever", "-shared", "-nopw", "-norc", "-quiet", "-noxdamage")
    where = ("-display", parts.env["DISPLAY"], "-auth", parts.env["XAUTHORITY"], "-localhost")
    parts.start("x11vnc", "x11vnc", *where, *looks, "-autoport", "5900")
    said = parts.hear("x11vnc", lambda said: re.search(rb"PORT=\d+\n", said) is not None)
    port = re.search(r"PORT=(\d+)", said)
    assert port is not None
    return int(port[1])
