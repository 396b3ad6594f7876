# mypy: allow-untyped-calls
"""Type texts and press chords, any character on any layout, into one window and no other.

Promises: the keyboard focus is checked and the keys are sent while the server serves nobody else,
so that not one key goes astray; text goes in chunks, so that a window that gets in the way stops it
early. No modifier stays down. Refuses with `Changed` when the window has not the keyboard; once
part of a text is typed, that is `Uncertain`.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass

import xcffib.xproto as x

from innervate.core.action import Press, Type
from innervate.core.errors import Changed, Unavailable, Uncertain
from innervate.surfaces.x11.damage import Watch
from innervate.surfaces.x11.display import Display
from innervate.surfaces.x11.keymap import Key, Keymap, symbol_named, symbol_of
from innervate.surfaces.x11.messages import Messages
from innervate.surfaces.x11.windows import Windows

_CHUNK = 20
# How long an application may take to come to what was typed before a key is given another meaning.
_CATCH_UP_SECONDS = 5.0
# The same for programs that can't be asked (xterm knows no ping).
_SILENT_SECONDS = 1.0
# A window manager calls a window active before the server has given it the keyboard.
_FOCUS_SECONDS = 0.5
_FOCUS_POLL_SECONDS = 0.01


@dataclass(slots=True)
class Delivery:
    """Whether anything of an action has been sent: from then on a failure is uncertain."""

    begun: bool = False


class Keyboard:
    """Keys of one display, through XTEST."""

    def __init__(self, display: Display, watch: Watch, windows: Windows, messages: Messages) -> None:
        self._display, self._watch, self._windows, self._messages = display, watch, windows, messages
        self._keymap = Keymap(display)

    async def type(self, action: Type, delivery: Delivery) -> None:
        """:raises Changed, Uncertain, BadInput, Unavailable, Lost: as `Surface.perform` says."""
        symbols = [symbol_of(character) for character in action.text.replace("\r\n", "\n")]
        await self._await_keyboard(action.window)
        for chunk in await self._chunks(symbols):
            keys = await self._keys(chunk, chunk)
            await self._display.run(self._type, keys, action.window, delivery)

    async def press(self, action: Press, delivery: Delivery) -> None:
        """:raises Changed, BadInput, Unavailable, Lost: as `Surface.perform` says."""
        symbols = [symbol_named(name) for name in action.keys]
        await self._await_keyboard(action.window)
        keys = await self._keys(symbols, symbols)
        await self._display.run(self._press, keys, action.window, delivery)

    async def close(self) -> None:
        """Give lent keys back, once what was typed with them has been read."""
        lent = list(self._keymap.lent)
        await self._await_reading(lent)
        await self._display.run(self._keymap.restore)

    async def _chunks(self, symbols: list[int]) -> list[list[int]]:
        """Pieces of at most 20 characters, no line crossing one, lending all keys at once if they suffice."""
        await self._display.run(self._refresh)
        room = self._keymap.capacity
        if len(self._keymap.lacking(symbols)) > room:
            return list(_cut(symbols, min(_CHUNK, max(1, room))))
        await self._keys(symbols, symbols)
        return list(_cut(symbols, _CHUNK))

    def _refresh(self) -> None:
        if self._watch.keymap_changed:
            self._watch.keymap_changed = False
            self._keymap.read()

    async def _keys(self, symbols: list[int], needed: list[int]) -> list[Key]:
        """Keys for the symbols; spare ones are lent where the keymap has none."""
        await self._display.run(self._refresh)
        if lacking := self._keymap.lacking(symbols):
            taken = self._keymap.in_the_way(lacking, needed)
            await self._await_reading(taken)
            await self._display.run(self._keymap.lend, lacking, taken)
        keys = [self._keymap.find(symbol) for symbol in symbols]
        found = [key for key in keys if key is not None]
        if len(found) != len(symbols):
            seen = "no key gives it and none is spare"
            raise Unavailable("a key for every character", seen, "choose a smaller layout (setxkbmap)")
        return found

    async def _await_reading(self, codes: list[int]) -> None:
        """Wait until applications have read what was typed with these keys."""
        for window, used in self._keymap.typed_into(codes).items():
            read = await self._messages.ping(window, _CATCH_UP_SECONDS)
            if not read and await self._display.run(self._windows.place, window) is not None:
                await asyncio.sleep(max(0.0, used + _SILENT_SECONDS - time.monotonic()))

    async def _await_keyboard(self, window: int) -> None:
        """Refuse unless the window has the keyboard; what the manager calls active may get it in a moment."""
        deadline = time.monotonic() + _FOCUS_SECONDS
        # The server tells nobody but the application where the keyboard goes.
        while time.monotonic() < deadline and await self._display.run(  # noqa: ASYNC110
            self._windows.awaits_keyboard, window
        ):
            await asyncio.sleep(_FOCUS_POLL_SECONDS)
        await self._display.run(self._check, window)

    def _check(self, window: int) -> None:
        if not self._windows.has_keyboard(window):
            seen = "another window has the keyboard"
            raise Changed(f"window {window:#x} with the keyboard", seen, "observe, focus it, try again")

    def _type(self, keys: list[Key], window: int, delivery: Delivery) -> None:
        with self._display.grabbed():
            try:
                self._check(window)
            except Changed as error:
                if not delivery.begun:
                    raise
                todo = "read what is in the field; do not type again blindly"
                raise Uncertain("to type all of a text", f"typed in part, then {error.seen}", todo) from error
            self.neutralise()
            delivery.begun = True
            shift = self._shift()
            held = False
            for key in keys:
                if key.shift != held:
                    self._send(shift, down=key.shift)
                    held = key.shift
                self._send(key.code, down=True)
                self._send(key.code, down=False)
            if held:
                self._send(shift, down=False)
        self._keymap.note(keys, window)

    def _press(self, keys: list[Key], window: int, delivery: Delivery) -> None:
        shift = self._shift()
        codes = [key.code for key in keys]
        if any(key.shift for key in keys) and shift not in codes:
            codes.insert(0, shift)
        with self._display.grabbed():
            self._check(window)
            self.neutralise()
            delivery.begun = True
            for code in codes:
                self._send(code, down=True)
            for code in reversed(codes):
                self._send(code, down=False)
        self._keymap.note(keys, window)

    def _shift(self) -> int:
        key = self._keymap.find(symbol_named("Shift"))
        if key is None:
            raise Unavailable("a Shift key", "a keymap without one", "load a keymap (setxkbmap us)")
        return key.code

    def neutralise(self) -> None:
        """Release modifiers that somebody holds or has locked; else text would turn into commands."""
        self._refresh()
        for code in self._keymap.held_modifiers():
            self._send(code, down=False)
        self._display.neutral_locks()

    def _send(self, code: int, *, down: bool) -> None:
        kind = x.KeyPressEvent.event_number if down else x.KeyReleaseEvent.event_number
        self._display.test.FakeInput(kind, code, 0, 0, 0, 0, 0)


def _cut(symbols: list[int], size: int) -> Iterator[list[int]]:
    """Pieces of at most `size`, each ending after a Return or Tab: those may move the focus."""
    enders = {symbol_named("Return"), symbol_named("Tab")}
    piece: list[int] = []
    for symbol in symbols:
        piece.append(symbol)
        if len(piece) == size or symbol in enders:
            yield piece
            piece = []
    if piece:
        yield piece
