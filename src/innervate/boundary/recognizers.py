"""What a value is, by its looks: decides how useful a handle is, never whether a value crosses.

A wrong guess costs a planner some sense and leaks nothing but the type. What is ambiguous has a type
and no datum. Recognizers are plug-ins of one method; the built-in one enters through the same door. What they
say is held to `TOLD`, and data are always parsed here: one that fails, hangs or says nonsense costs a type.
"""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Protocol

from innervate.boundary.classifier import SURE, shipped
from innervate.boundary.dates import worded_date
from innervate.boundary.near import type_by_label
from innervate.boundary.shapes import type_by_shape
from innervate.core.parsing import Unparsed, parse_as
from innervate.core.values import Datum, ValueType

log = logging.getLogger(__name__)

TOLD = frozenset(ValueType) - {ValueType.SECRET, ValueType.CHOICE, ValueType.PICTURE}
"""What may be said of a text by its looks; the others come from where it stands."""
_WITH_DATUM = frozenset({ValueType.AMOUNT, ValueType.DATE, ValueType.NUMBER})
_LONGEST, _MOST_LINES, _MOST_WORDS = 120, 5, 14
# Small words that begin with one and hold a digit are counts, fields and names of files. This is for speed.
_SMALL_AND_COUNTED = re.compile(r"(?=[^0-9]*[0-9])[a-z][a-z0-9 ._:()/-]*", re.ASCII)
_IN_ADDRESSES = frozenset({None, ValueType.ADDRESS, ValueType.NUMBER})
_PATIENCE = 2.0
"""Seconds for one text, after which a plug-in is left out for the rest of the run."""
_MOST_COMPLAINTS = 3
_REMEMBERED = 4096


class Recogniser(Protocol):
    """Tells the type of one text."""

    def type_of(self, text: str, near: str | None) -> ValueType | None:
        """The type, None where it can't tell. near: the label beside the text, where there is one."""
        ...


class BuiltIn:
    """Shapes first, then words."""

    def type_of(self, text: str, near: str | None) -> ValueType | None:
        text = text.strip()
        if not text or len(text) > _LONGEST:
            return None
        if "\n" in text:
            return self._of_lines(text)
        if (found := type_by_shape(text)) is not None:
            return found if near is None else type_by_label(near, found, text)
        if not any(c.isalpha() for c in text) or _SMALL_AND_COUNTED.fullmatch(text):
            return None
        found = self._of_words(text)
        return found if near is None else type_by_label(near, found, text)

    def _of_words(self, text: str, sure: float = SURE) -> ValueType | None:
        if text.count(" ") >= _MOST_WORDS:
            return None
        likely = shipped().likelihoods(text)
        best = max(likely, key=lambda kind: likely[kind])
        return best if likely[best] >= sure and best is not ValueType.TEXT else None

    def _of_lines(self, text: str) -> ValueType | None:
        """Of what has several lines only addresses are told; no line of one is a value of another kind."""
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        if len(lines) > _MOST_LINES or not any(c.isdigit() for c in text):
            return None
        if any(type_by_shape(line) not in _IN_ADDRESSES for line in lines):
            return None
        found = self._of_words(", ".join(lines), 0.9)
        return found if found is ValueType.ADDRESS else None


class Recognition:
    """What the handles of one run ask; it remembers texts only as long as they do.

    plugins: by name, asked in this order before the built-in one. Promises: an answer, whatever they do.
    """

    def __init__(self, plugins: Mapping[str, Recogniser] | None = None) -> None:
        self._plugins = [_Guarded(name, plugin) for name, plugin in (plugins or {}).items()]
        self._built_in = BuiltIn()
        self._seen = lru_cache(maxsize=_REMEMBERED)(self._fresh)

    def recognise(
        self, text: str, hint: ValueType | None = None, near: str | None = None
    ) -> tuple[ValueType, Datum]:
        """The type of a text and its datum, None where it has none or could have several.

        hint: tried first, and taken if the text can be read so. near: its label or its column's header.
        """
        if hint is not None:
            datum = parse_as(text, hint)
            if not isinstance(datum, Unparsed):
                return hint, datum
            if datum.ambiguous:
                return hint, None
        return self._seen(text, near)

    @property
    def failed(self) -> Sequence[str]:
        """Plug-ins that failed in this run: their names, and how."""
        return [f"{plugin.name}: {plugin.failure}" for plugin in self._plugins if plugin.failure]

    def forget(self) -> None:
        """Drops every text that was seen."""
        self._seen.cache_clear()

    def _fresh(self, text: str, near: str | None) -> tuple[ValueType, Datum]:
        found = next((said for plugin in self._plugins if (said := plugin.type_of(text, near))), None)
        if found is None or found is ValueType.TEXT:
            found = self._built_in.type_of(text, near) or ValueType.TEXT
        return found, datum_of(text, found)


class _Guarded:
    """A plug-in whose answers are held to types of texts; it is left out once it hung or often failed."""

    def __init__(self, name: str, plugin: Recogniser) -> None:
        self.name, self.failure = name, ""
        self._plugin, self._complaints = plugin, 0

    def type_of(self, text: str, near: str | None) -> ValueType | None:
        if self._complaints >= _MOST_COMPLAINTS:
            return None
        answers: list[object] = []
        asked = threading.Thread(target=self._ask, args=(text, near, answers), daemon=True)
        asked.start()
        asked.join(_PATIENCE)
        if not answers:
            self._complain(_MOST_COMPLAINTS, f"gave no answer within {_PATIENCE} s")
            return None
        said = answers[0]
        if isinstance(said, _Raised):
            self._complain(1, f"raised {said.kind}")
            return None
        if said is not None and not (isinstance(said, ValueType) and said in TOLD):
            self._complain(1, "said what is no type of a text")
            return None
        return said

    def _ask(self, text: str, near: str | None, answers: list[object]) -> None:
        try:
            answers.append(self._plugin.type_of(text, near))
        except BaseException as error:  # noqa: BLE001 it is somebody else's code, on a thread of its own
            answers.append(_Raised(type(error).__name__))

    def _complain(self, weight: int, how: str) -> None:
        self._complaints += weight
        self.failure = how  # never what it said: that may hold the text
        left = self._complaints >= _MOST_COMPLAINTS
        log.warning("recognizer %s %s%s", self.name, how, "; it is left out" if left else "")


class _Raised:
    """What a plug-in raised, without its text."""

    def __init__(self, kind: str) -> None:
        self.kind = kind


def datum_of(text: str, kind: ValueType) -> Datum:
    """What a text of this type says, None where that is nothing or could be several things."""
    if kind not in _WITH_DATUM:
        return None
    datum = parse_as(text, kind)
    if not isinstance(datum, Unparsed):
        return datum
    return worded_date(text.strip()) if kind is ValueType.DATE and not datum.ambiguous else None


def recognise(text: str, hint: ValueType | None = None, near: str | None = None) -> tuple[ValueType, Datum]:
    """The built-in answer for one text, remembered nowhere."""
    return Recognition().recognise(text, hint, near)


def open_built_in() -> Recogniser:
    """The entry point of the built-in recognizer."""
    return BuiltIn()
