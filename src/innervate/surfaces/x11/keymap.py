# mypy: allow-untyped-calls
"""The keymap of a display: which key gives a character, and spare keys lent to those that have none.

A character that no key gives is put on a key that has no meaning. An application looks a key up in the
keymap when it *handles* the press, long after it was sent, so a lent key keeps its character for
as long as this object lives, and is lent anew only when the applications that were typed into have
caught up. `restore` clears the lent keys. Which are lent is noted on the root window, so that those of
a process that was killed are found and lent anew.

Refuses to lend any key that means something. Everything here belongs on the display's thread.
"""

from __future__ import annotations

import struct
import time
from collections.abc import Iterable
from dataclasses import dataclass

import xcffib.keysymdef
import xcffib.xproto as x

from innervate.core.errors import BadInput
from innervate.surfaces.x11.display import Display

_UNICODE = 0x01000000
_KEYPAD = range(0xFF80, 0xFFBE)  # whose second level hangs on Num Lock, not on Shift
_FRIENDLY = {
    "control": "Control_L",
    "ctrl": "Control_L",
    "shift": "Shift_L",
    "alt": "Alt_L",
    "option": "Alt_L",
    "super": "Super_L",
    "meta": "Super_L",
    "win": "Super_L",
    "cmd": "Super_L",
    "altgr": "ISO_Level3_Shift",
    "enter": "Return",
    "esc": "Escape",
    "del": "Delete",
    "ins": "Insert",
    "pageup": "Page_Up",
    "pgup": "Page_Up",
    "pagedown": "Page_Down",
    "pgdn": "Page_Down",
    "spacebar": "space",
}
# Stop, WWW, favourites, back, forward, home, reload, close and search of evdev's keycodes: Chromium goes by
# the place of these keys, whatever stands on them.
_BY_PLACE = frozenset({136, 158, 164, 166, 167, 180, 181, 182, 225})
_CONTROL_CHARACTERS = {"\n": "Return", "\r": "Return", "\t": "Tab", "\b": "BackSpace", "\x1b": "Escape"}
_BY_NAME: dict[str, int] = {
    name[3:]: value for name, value in vars(xcffib.keysymdef).items() if name.startswith("XK_")
}
_BY_LOWER_NAME = {name.lower(): value for name, value in reversed(_BY_NAME.items()) if len(name) > 1}


@dataclass(frozen=True, slots=True)
class Key:
    """A key, and whether Shift must be held for what is wanted of it."""

    code: int
    shift: bool = False


@dataclass(slots=True)
class Lent:
    """A spare key in use: for which symbol, and into which window it was typed last, and when."""

    symbol: int
    window: int = 0
    used: float = 0.0


class Keymap:
    """Finds keys. `read` again when the server says that its keymap changed."""

    def __init__(self, display: Display) -> None:
        self._display = display
        self._keys: dict[int, Key] = {}
        self._free: list[int] = []
        self._lent: dict[int, Lent] = {}
        self._wide = 2
        self.modifiers: frozenset[int] = frozenset()

    def read(self) -> None:
        """Learn the keymap that the server has now."""
        core, codes = self._display.core, self._display.keycodes
        asked, asked_modifiers = core.GetKeyboardMapping(codes.start, len(codes)), core.GetModifierMapping()
        reply = asked.reply()
        self._wide, symbols = reply.keysyms_per_keycode, tuple(reply.keysyms)
        rows = {code: symbols[i * self._wide : (i + 1) * self._wide] for i, code in enumerate(codes)}
        self.modifiers = frozenset(asked_modifiers.reply().keycodes) - {0}
        noted = set(self._display.numbers(self._display.root, "_INNERVATE_LENT_KEYS"))
        mine, self._lent = self._lent, {}
        self._keys, self._free = {}, []
        for code, row in rows.items():
            if not any(row):
                self._free.append(code)
            elif code in noted and row[0] == row[1]:
                before = mine.get(code)
                self._lent[code] = before if before and before.symbol == row[0] else Lent(row[0])
            elif not any(symbol in _KEYPAD for symbol in row[:2]):
                self._learn(code, row)
        # Key 8 is none on any real keyboard, and toolkits that count from it take it for no key.
        self._free = [code for code in self._free if code > codes.start and code not in _BY_PLACE]

    def _learn(self, code: int, row: tuple[int, ...]) -> None:
        for level, symbol in enumerate(row[:2]):
            if symbol and (symbol not in self._keys or (self._keys[symbol].shift and not level)):
                self._keys[symbol] = Key(code, bool(level))

    def find(self, symbol: int) -> Key | None:
        if symbol in self._keys:
            return self._keys[symbol]
        return next((Key(code) for code, lent in self._lent.items() if lent.symbol == symbol), None)

    @property
    def capacity(self) -> int:
        """How many symbols spare keys can give at the same time."""
        return len(self._free) + len(self._lent)

    @property
    def lent(self) -> tuple[int, ...]:
        """Spare keys in use."""
        return tuple(self._lent)

    def lacking(self, symbols: Iterable[int]) -> list[int]:
        return [symbol for symbol in dict.fromkeys(symbols) if self.find(symbol) is None]

    def in_the_way(self, lacking: list[int], needed: Iterable[int]) -> list[int]:
        """Lent keys to take back so that there is room for these symbols, longest unused first."""
        kept = set(needed)
        idle = [code for code, lent in self._lent.items() if lent.symbol not in kept]
        idle.sort(key=lambda code: self._lent[code].used)
        return idle[: max(0, len(lacking) - len(self._free))]

    def typed_into(self, codes: Iterable[int]) -> dict[int, float]:
        """Windows into which these keys were typed, and when last."""
        found: dict[int, float] = {}
        for lent in (self._lent[code] for code in codes):
            if lent.window:
                found[lent.window] = max(lent.used, found.get(lent.window, 0.0))
        return found

    def lend(self, lacking: list[int], taken: list[int]) -> None:
        """Put the symbols on spare keys, first those `taken` back; done when it returns."""
        for code in taken:
            del self._lent[code]
        room = [*taken, *self._free]
        self._lent |= {code: Lent(symbol) for symbol, code in zip(lacking, room, strict=False)}
        self._free = [code for code in room if code not in self._lent]
        self._note_lent()  # first: a key that is noted and not lent does no harm
        for code in room[: len(lacking)]:
            # On both levels: one alone is taken for a letter, and typed in the wrong case.
            row = [self._lent[code].symbol] * 2 + [0] * (self._wide - 2)
            self._display.core.ChangeKeyboardMapping(1, code, self._wide, row)
        self._display.settle()

    def _note_lent(self) -> None:
        core, atom, codes = self._display.core, self._display.atoms["_INNERVATE_LENT_KEYS"], tuple(self._lent)
        data, root = struct.pack(f"={len(codes)}I", *codes), self._display.root
        core.ChangeProperty(x.PropMode.Replace, root, atom, x.Atom.CARDINAL, 32, len(codes), data)

    def note(self, keys: Iterable[Key], window: int) -> None:
        """These keys were just typed into a window."""
        now = time.monotonic()
        for key in keys:
            if (lent := self._lent.get(key.code)) is not None:
                lent.window, lent.used = window, now

    def restore(self) -> None:
        """Take back all that is lent."""
        for code in self._lent:
            self._display.core.ChangeKeyboardMapping(1, code, self._wide, [0] * self._wide)
        self._lent.clear()
        self._note_lent()
        self._display.settle()

    def held_modifiers(self) -> list[int]:
        """Modifier keys that are down now, by whoever."""
        down = self._display.core.QueryKeymap().reply().keys
        return sorted(code for code in self.modifiers if down[code // 8] >> (code % 8) & 1)


def symbol_of(character: str) -> int:
    """The keysym of a character.

    :raises BadInput: a control character that no key stands for.
    """
    if name := _CONTROL_CHARACTERS.get(character):
        return _BY_NAME[name]
    code = ord(character)
    if code < 0x20 or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000:
        raise BadInput("to type a text", f"the control character U+{code:04X} in it", "take it out")
    return code if code < 0x100 else _UNICODE + code


def symbol_named(name: str) -> int:
    """The keysym of a key's name: an X name, a friendly one, or a character.

    :raises BadInput: no such name.
    """
    if len(name) == 1:
        return symbol_of(name)
    name = _FRIENDLY.get(name.lower(), name)
    symbol = _BY_NAME.get(name) or _BY_LOWER_NAME.get(name.lower())
    if symbol is None:
        raise BadInput(f"a key named {name!r}", "no such key", "use an X keysym name, e.g. Page_Down")
    return symbol
