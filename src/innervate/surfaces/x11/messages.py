# mypy: allow-untyped-calls
"""Send messages to the window manager and to applications, and wait for what comes of them.

Promises: waiting ends by an event or at a deadline, never by a guess. A `ping` that is answered says
that the application has taken from its queue all input that was sent to it before.
"""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Callable

import xcffib.xproto as x

from innervate.core.errors import Changed
from innervate.surfaces.x11.damage import Watch
from innervate.surfaces.x11.display import Display
from innervate.surfaces.x11.windows import Windows

_MANAGER_SECONDS = 3.0
_SOURCE_PAGER = 2  # "a person asks for it", so that no focus-stealing prevention holds it back
# High numbers: a window manager's own pings carry small time stamps.
_serials = itertools.count(0x7F000000)


class Messages:
    """Requests to other programs, in the name of the person."""

    def __init__(self, display: Display, watch: Watch, windows: Windows) -> None:
        self._display, self._watch, self._windows = display, watch, windows

    async def until(self, holds: Callable[[], bool], seconds: float) -> bool:
        """Ask again after each event, until it holds (True) or the time is over (False).

        :raises Lost: the display is gone.
        """
        deadline = time.monotonic() + seconds
        while True:
            self._watch.arrived.clear()
            if await self._display.run(holds):
                return True
            self._watch.pump()
            if self._watch.lost is not None:
                raise self._watch.lost
            try:
                await asyncio.wait_for(self._watch.arrived.wait(), deadline - time.monotonic())
            except TimeoutError:
                return False

    async def focus(self, window: int) -> None:
        """Bring to the front; returns when it has the keyboard.

        :raises Changed: it is gone, or does not get the keyboard.
        """
        await self._display.run(self._ask_focus, window)
        if not await self.until(lambda: self._windows.is_active(window), _MANAGER_SECONDS):
            seen = f"it did not get the keyboard in {_MANAGER_SECONDS:.0f} s"
            raise Changed(f"window {window:#x} in front", seen, "observe: a dialog may hold it back")

    def _ask_focus(self, window: int) -> None:
        self._require(window, "to bring to the front")
        if self._windows.is_managed():
            self._tell_manager(window, "_NET_ACTIVE_WINDOW", (_SOURCE_PAGER, x.Time.CurrentTime, 0))
            return
        core = self._display.core
        core.ConfigureWindow(window, x.ConfigWindow.StackMode, [x.StackMode.Above])
        core.SetInputFocus(x.InputFocus.Parent, window, x.Time.CurrentTime)
        self._display.settle()

    async def close(self, window: int) -> None:
        """Ask a window to close.

        :raises Changed: it is gone.
        """
        await self._display.run(self._ask_close, window)

    def _ask_close(self, window: int) -> None:
        self._require(window, "to close")
        self._tell_manager(window, "_NET_CLOSE_WINDOW", (x.Time.CurrentTime, _SOURCE_PAGER))

    def _require(self, window: int, purpose: str) -> None:
        if self._windows.place(window) is None:
            raise Changed(f"window {window:#x} {purpose}", "no such window", "observe again")

    def _tell_manager(self, window: int, atom: str, words: tuple[int, ...]) -> None:
        mask = x.EventMask.SubstructureNotify | x.EventMask.SubstructureRedirect
        self._send(self._display.root, window, atom, words, mask)

    def _send(self, to: int, window: int, atom: str, words: tuple[int, ...], mask: int) -> None:
        data = x.ClientMessageData.synthetic([*words, *(0,) * (5 - len(words))], "5I")
        message = x.ClientMessageEvent.synthetic(32, window, self._display.atoms[atom], data)
        self._display.core.SendEvent(False, to, mask, message.pack())
        self._display.settle()

    async def ping(self, window: int, seconds: float) -> bool:
        """Whether the application has come to this message in time; False also if it knows no ping."""
        return await self.answers(window, seconds) is True

    async def answers(self, window: int, seconds: float) -> bool | None:
        """Whether the application has come to this message in time; None if it knows no ping, or is gone."""
        serial, atoms = next(_serials), self._display.atoms

        def send() -> bool:
            if atoms["_NET_WM_PING"] not in self._display.numbers(window, "WM_PROTOCOLS"):
                return False
            self._send(window, window, "WM_PROTOCOLS", (atoms["_NET_WM_PING"], serial, window), 0)
            return True

        if not await self._display.run(send):
            return None

        def over() -> bool:
            return serial in self._watch.pongs or self._windows.place(window) is None

        await self.until(over, seconds)
        answered = serial in self._watch.pongs
        self._watch.pongs.clear()
        return answered if answered or self._windows.place(window) is not None else None
