"""Handles: what stands for a private value outside, and the way back at home.

Promises: a number is random among the free ones, whatever the types, so it tells neither the value nor how
many of its kind came before; a place on the screen keeps its handle while it holds the same text; another
place gets another handle, even for the same text, and so does a text that comes back. `value` gives back the
exact source text.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from enum import StrEnum
from typing import Protocol

from innervate.boundary.recognizers import Recognition
from innervate.core.errors import Denied
from innervate.core.values import PERSON, Origin, Value, ValueType
from innervate.core.view import Handle

_FIRST_RANGE = 1000
_NOT_LOOKED_FOR = frozenset({ValueType.CHOICE, ValueType.SECRET})
_SHORTEST_KNOWN = 4
_BRACKET = re.compile(r"([⟦⟧\\])")
_ESCAPED = re.compile(r"\\([⟦⟧\\])")


class Randomness(Protocol):
    """Where numbers come from; `random.Random` will do for a test."""

    def randrange(self, stop: int, /) -> int: ...


class Part(StrEnum):
    """What of an element a handle stands for."""

    VALUE = "value"
    CHOICE = "choice"


_Place = tuple[str, str, Part]


class Handles:
    """All handles of one run. Local: the texts in it never cross.

    recognition: what tells the types of texts; it remembers them for as long as the handles are kept.
    """

    def __init__(self, randomness: Randomness | None = None, recognition: Recognition | None = None) -> None:
        self._randomness: Randomness = randomness or secrets.SystemRandom()
        self.recognition = recognition or Recognition()
        self._shown: dict[_Place, tuple[str, Handle]] = {}
        self._values: dict[Handle, Value] = {}
        self._numbers: set[int] = set()
        self._texts: set[str] = set()

    def of(
        self,
        place: str,
        element: str,
        part: Part,
        text: str,
        hint: ValueType | None = None,
        near: str | None = None,
    ) -> Handle:
        """The handle of a text that an element shows; a new one unless this very place showed it last.

        place: the sink identity that the element belongs to. hint: a type to try first; SECRET and
        CHOICE are taken as they are. near: its label, if that is public: a type must tell nothing of a label
        that isn't.
        """
        known = self._shown.get((place, element, part))
        if known is not None and known[0] == text:
            return known[1]
        handle = self.issue(self._typed(text, hint, near, Origin(place)))
        self._shown[place, element, part] = (text, handle)
        return handle

    def typed(self, text: str) -> Value:
        """What a person gives, as a value of theirs."""
        found, datum = self.recognition.recognise(text, None)
        return Value(found, text, PERSON, datum)

    def _typed(self, text: str, hint: ValueType | None, near: str | None, origin: Origin) -> Value:
        if hint is ValueType.SECRET:
            return Value(hint, text, origin)
        found, datum = self.recognition.recognise(text, hint, near)
        return Value(found, text, origin, datum)

    def issue(self, value: Value) -> Handle:
        """A new handle for a value, equal to no other."""
        stop = _FIRST_RANGE
        while len(self._numbers) * 4 > stop:
            stop *= 10
        number = 1 + self._randomness.randrange(stop)
        while number in self._numbers:
            number = 1 + self._randomness.randrange(stop)
        self._numbers.add(number)  # whatever its type: numbers must not tell which types there are
        handle = Handle(value.type, number)
        self._values[handle] = value
        self._texts.add(value.text.strip())
        return handle

    def restore(self, values: Mapping[Handle, Value]) -> None:
        """Handles of this run, from its journal."""
        for handle, value in values.items():
            self._numbers.add(handle.number)
            self._values[handle] = value
            self._texts.add(value.text.strip())

    def value(self, handle: Handle) -> Value:
        """
        :raises Denied: this run never issued the handle.
        """
        try:
            return self._values[handle]
        except KeyError:
            raise Denied(
                f"the value of {handle}", "no such handle was issued in this run", "plan from a fresh View"
            ) from None

    def known_in(self, text: str, but: str | None = None) -> tuple[int, int] | None:
        """Where in a text the first value stands that a handle stands for, as a whole word; the longest.

        Choices and secrets are not looked for, nor `but`, nor what is shorter than four characters.
        """
        known = {v.text.strip() for v in self._values.values() if v.type not in _NOT_LOOKED_FOR}
        known.discard(but.strip() if but is not None else "")
        found: tuple[int, int] | None = None
        for value in known:
            at = text.find(value) if len(value) >= _SHORTEST_KNOWN else -1
            while at >= 0 and not _is_whole(text, at, at + len(value)):
                at = text.find(value, at + 1)
            if at >= 0 and (found is None or (at, -len(value)) < (found[0], found[0] - found[1])):
                found = at, at + len(value)
        return found

    def issued(self, handle: Handle) -> bool:
        return handle in self._values

    def holds_text(self, text: str) -> bool:
        """Whether the text, or a run of it between spaces and marks, is a value that a handle stands for."""
        parts = re.findall(r"[^\s\"',:;]+", text)
        return text.strip() in self._texts or any(part in self._texts for part in parts)


def _is_whole(text: str, start: int, end: int) -> bool:
    return not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum())


def escaped(text: str) -> str:
    r"""Screen text in which nothing can be taken for a handle: ⟦ becomes \⟦."""
    return _BRACKET.sub(r"\\\1", text)


def unescaped(text: str) -> str:
    """The exact inverse of `escaped`."""
    return _ESCAPED.sub(r"\1", text)
