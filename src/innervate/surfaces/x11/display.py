# mypy: allow-untyped-calls
"""One X display: its two connections, its thread, its atoms and who it is.

Requests that need an answer go over one connection, on one thread of their own; what the server
tells unasked comes over the other, read by the event loop without ever blocking. So a slow answer
never holds up the loop, and an event always wakes it.

Promises: a display that is gone, or does not answer, is `Lost` and never an xcffib error.
Refuses, with `Unavailable`, a display that can't be opened or lacks what is needed.
"""

from __future__ import annotations

import asyncio
import os
import socket
import struct
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from typing import Protocol, Self, TypeVar, TypeVarTuple

import xcffib
import xcffib.damage
import xcffib.res
import xcffib.shm
import xcffib.xfixes
import xcffib.xkb
import xcffib.xproto
import xcffib.xtest

from innervate.core.errors import Lost, Unavailable
from innervate.core.geometry import Device, Rect

# A local server answers in well under a millisecond; one that needs this long hangs.
_ANSWER_SECONDS = 10.0
_ATOMS = (
    "_INNERVATE_DESKTOP",
    "_INNERVATE_LENT_KEYS",
    "_NET_ACTIVE_WINDOW",
    "_NET_CLIENT_LIST",
    "_NET_CLIENT_LIST_STACKING",
    "_NET_CLOSE_WINDOW",
    "_NET_SUPPORTING_WM_CHECK",
    "_NET_WM_NAME",
    "_NET_WM_PID",
    "_NET_WM_PING",
    "WM_PROTOCOLS",
)
_USE_CORE_KEYBOARD = 0x100

R = TypeVar("R", covariant=True)
Given = TypeVarTuple("Given")


class Reply(Protocol[R]):
    """The promise of a reply: a cookie of xcffib."""

    def reply(self) -> R: ...


class Display:
    """An open display. Everything but `run`, `lost` and `close` belongs on the thread of `run`."""

    def __init__(self, name: str, env: Mapping[str, str]) -> None:
        self.name = name
        self.env = dict(env) | {"DISPLAY": name}
        self.requests = xcffib.connect(name)
        self.events = xcffib.connect(name)
        setup = self.requests.get_setup()
        self.screen = setup.roots[self.requests.pref_screen]
        self.root: int = self.screen.root
        self.keycodes = range(setup.min_keycode, setup.max_keycode + 1)
        self.little_endian = setup.image_byte_order == 0
        # Ids that one client makes share what is outside this mask.
        self.client_mask: int = ~setup.resource_id_mask & 0xFFFFFFFF
        self.core = xcffib.xproto.xprotoExtension(self.requests)
        self.atoms = self._intern()
        self.require("XTEST", "X-Resource", "XKEYBOARD")
        self.test = xcffib.xtest.xtestExtension(self.requests, xcffib.xtest.key)
        self.resources = xcffib.res.resExtension(self.requests, xcffib.res.key)
        self.keyboard = xcffib.xkb.xkbExtension(self.requests, xcffib.xkb.key)
        self.resources.QueryVersion(1, 2).reply()
        self.keyboard.UseExtension(1, 0).reply()
        self.identity = self._identity()
        self._thread: ThreadPoolExecutor | None = None

    @classmethod
    async def open(cls, name: str | None, env: Mapping[str, str]) -> Self:
        """Connect.

        :raises Unavailable: no such display, or it lacks an extension.
        """
        chosen = name or env.get("DISPLAY", "")
        if not chosen:
            seen = "no name given and no DISPLAY set"
            raise Unavailable("an X display", seen, "set DISPLAY or start a virtual desktop")
        thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix=f"x11 {chosen}")
        try:
            display = await asyncio.get_running_loop().run_in_executor(thread, partial(cls, chosen, env))
        except (xcffib.XcffibException, ValueError, IndexError) as error:
            thread.shutdown(wait=False)
            raise Unavailable(
                f"the X display {chosen}", f"{error}", "is it running, and is XAUTHORITY right?"
            ) from error
        except Unavailable:
            thread.shutdown(wait=False)
            raise
        display._thread = thread
        return display

    def require(self, *extensions: str) -> None:
        """:raises Unavailable: the server has not all of these."""
        for name in extensions:
            if not self.core.QueryExtension(len(name), name).reply().present:
                raise Unavailable(f"the X extension {name}", "a server without it", "use Xvfb or Xorg")

    def _intern(self) -> dict[str, int]:
        asked = {name: self.core.InternAtom(False, len(name), name) for name in _ATOMS}
        return {name: cookie.reply().atom for name, cookie in asked.items()}

    async def run(self, work: Callable[[*Given], R], *given: *Given) -> R:
        """Do blocking work on the thread of this display.

        :raises Lost: the display is gone, hangs or is closed.
        """
        if self._thread is None:
            raise self.lost("this surface is closed")
        job = asyncio.get_running_loop().run_in_executor(self._thread, work, *given)
        try:
            return await asyncio.wait_for(job, _ANSWER_SECONDS)
        except xcffib.ConnectionException as error:
            raise self.lost(str(error)) from error
        except TimeoutError as error:
            self._sever()
            raise self.lost(f"no answer in {_ANSWER_SECONDS:.0f} s") from error

    def lost(self, seen: str) -> Lost:
        return Lost(f"the X display {self.name}", seen, "start the desktop again and resume the run")

    async def close(self) -> None:
        """Disconnect; nothing that was launched ends by it."""
        thread, self._thread = self._thread, None
        if thread is None:
            return
        self._sever()  # also wakes a thread that hangs in a wait
        await asyncio.get_running_loop().run_in_executor(thread, self._disconnect)
        thread.shutdown(wait=False)

    def _sever(self) -> None:
        """End the sockets under the connections, so that whoever waits for an answer gets an error."""
        for connection in (self.requests, self.events):
            if connection.has_error():
                continue
            with socket.socket(fileno=os.dup(connection.get_file_descriptor())) as line:
                try:
                    line.shutdown(socket.SHUT_RDWR)
                except OSError:  # the other end is gone already
                    continue

    def _disconnect(self) -> None:
        self.requests.disconnect()
        self.events.disconnect()

    @contextmanager
    def grabbed(self) -> Iterator[None]:
        """Nobody else's request is served meanwhile: what is checked in here stays true in here."""
        self.core.GrabServer()
        try:
            yield
        finally:
            self.core.UngrabServer()
            self.settle()

    def settle(self) -> None:
        """Wait until the server has done all that was requested, and drop stray errors."""
        self.core.GetInputFocus().reply()
        while True:
            try:
                if self.requests.poll_for_event() is None:
                    return
            except xcffib.Error:  # of a request about a window that is gone
                continue

    def settle_events(self) -> None:
        """Wait until the server has done all that was requested over the connection for events."""
        xcffib.xproto.xprotoExtension(self.events).GetInputFocus().reply()

    def neutral_locks(self) -> None:
        """Caps Lock off, first layout, nothing latched; Num Lock (Mod2) stays as it is."""
        held = 0xFF & ~0x10
        self.keyboard.LatchLockState(_USE_CORE_KEYBOARD, held, 0, True, 0, held, False, 0)

    def numbers(self, window: int, atom: str) -> tuple[int, ...]:
        """A property of 32-bit numbers; empty where there is none."""
        return numbers(self.core.GetProperty(False, window, self.atoms[atom], 0, 0, 1 << 16))

    def process(self, window: int) -> int:
        """The process that made the window, from the server's own knowledge; 0 where it has none.

        A window's _NET_WM_PID is what its program says of itself; it is asked last.
        """
        spec = xcffib.res.ClientIdSpec.synthetic(window, xcffib.res.ClientIdMask.LocalClientPID)
        found = answer(self.resources.QueryClientIds(1, [spec]))
        for entry in found.ids if found is not None else ():
            if entry.spec.mask == xcffib.res.ClientIdMask.LocalClientPID and len(entry.value):
                return int(entry.value[0])
        return next(iter(self.numbers(window, "_NET_WM_PID")), 0)

    def measure(self) -> Rect[Device]:
        """The screen as it is now: monitors come and go."""
        size = self.core.GetGeometry(self.root).reply()
        return Rect(0, 0, size.width, size.height)

    def scale(self) -> float:
        """Device pixels per logical pixel, as the desktop's settings (Xft.dpi) tell applications."""
        manager = xcffib.xproto.Atom.RESOURCE_MANAGER
        reply = answer(self.core.GetProperty(False, self.root, manager, 0, 0, 1 << 16))
        for line in content(reply).decode("latin-1").splitlines():
            name, _, value = line.partition(":")
            if name == "Xft.dpi" and value.strip().replace(".", "", 1).isdigit():
                return float(value) / 96
        return 1.0

    def _identity(self) -> str:
        marked = answer(self.core.GetProperty(False, self.root, self.atoms["_INNERVATE_DESKTOP"], 0, 0, 64))
        if mark := content(marked).rstrip(b"\0"):
            return f"desktop {mark.decode(errors='replace')}"
        return f"{socket.gethostname()} {self.name} {self._server()}"

    def _server(self) -> str:
        """Who serves the display: its process and when that started."""
        with socket.socket(fileno=os.dup(self.requests.get_file_descriptor())) as line:
            if line.family != socket.AF_UNIX:
                return f"root {self.root:#x}"
            peer = line.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
        pid = struct.unpack("3i", peer)[0]
        try:
            with open(f"/proc/{pid}/stat", "rb") as file:
                started = file.read().rpartition(b")")[2].split()[19].decode()
        except OSError:
            started = "?"
        return f"server {pid} started {started}"


def answer(cookie: Reply[R]) -> R | None:
    """The reply, or None where the server says that what was asked about does not exist."""
    try:
        return cookie.reply()
    except xcffib.Error:
        return None


def content(reply: object) -> bytes:
    """The bytes of a property; none where there is no such property."""
    value = getattr(reply, "value", None)
    return bytes(value.raw) if isinstance(value, xcffib.List) else b""


def numbers(cookie: Reply[object]) -> tuple[int, ...]:
    """The 32-bit numbers of a property that was asked for."""
    data = content(answer(cookie))
    return struct.unpack(f"={len(data) // 4}I", data[: len(data) // 4 * 4])
