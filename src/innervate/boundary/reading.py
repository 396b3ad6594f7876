"""The text of a View read back, line by line, into the closed algebra.

Refuses every word, order and spelling that `render` would not write: a text that can be read says nothing
but what its View says.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import takewhile
from typing import TypeVar

from innervate.boundary.render import BARE, CAN_BE_OFF, MASKED, OPENED, UNKNOWN, view_text, word
from innervate.core.errors import BadInput
from innervate.core.geometry import Rect, Viewed
from innervate.core.values import ValueType
from innervate.core.view import (
    Bucket,
    Chosen,
    Column,
    Handle,
    Masked,
    Others,
    Phrase,
    View,
    ViewElement,
    ViewWindow,
    read_handle,
)
from innervate.core.vocabulary import Role, Situation, State

_WORDS = re.compile(r'(?:"(?:[^"\\]|\\.)*"|[^ "])+')
_PLACE = re.compile(r"@(\d{1,4}),(\d{1,4}),(\d{1,4}),(\d{1,4})", re.ASCII)
_COUNT = re.compile(r"0|[1-9]\d{0,15}", re.ASCII)
_ROLES = {word(role): role for role in Role}
_STATES = {word(state): state for state in State}
_FILLING = frozenset({"empty", "disabled"})
T = TypeVar("T")


def read_view(text: str) -> View:
    """
    :raises BadInput: it is no View, to the last character.
    """
    try:
        view = _view(text)
    except (ValueError, KeyError, IndexError) as error:
        raise _no_view(type(error).__name__) from None
    if view_text(view, places=True) != text:
        raise _no_view("it says the same in other words")
    return view


def words_of(line: str) -> list[str]:
    """The words of a line; what stands in quotation marks is one.

    :raises ValueError: there is more than one space between two words, or a quotation mark is left open.
    """
    words = _WORDS.findall(line)
    if " ".join(words) != line:
        raise ValueError("spaces or quotation marks that no line has")
    return words


def read_window(words: list[str]) -> ViewWindow:
    """A window by the words of its line, without elements.

    :raises ValueError, KeyError, IndexError: no window has such a line.
    """
    _require(words[0] == "window")
    rest = words[1:]
    first = rest.pop(0)
    application = None if first == UNKNOWN else _name(first)
    program = None
    if rest[0] == "in":
        program, rest = _name(rest[1]), rest[2:]
    title = Phrase(_unquoted(rest.pop(0))) if rest[0].startswith('"') else None
    place = _place(rest.pop()) if rest[-1].startswith("@") else None
    situation = Situation(rest.pop(0))
    _require(rest in ([], ["active"]))
    return ViewWindow(application, title, situation, bool(rest), (), place, program)


@lru_cache(maxsize=4096)
def read_element(line: str) -> ViewElement:
    """An element by its line.

    :raises ValueError, KeyError, IndexError: no element has such a line.
    """
    words = words_of(line)
    role, rest = _ROLES[words[0]], words[1:]
    place = _place(rest.pop()) if rest and rest[-1].startswith("@") else None
    count = Bucket(rest.pop()[1:]) if rest and rest[-1].startswith("×") else Bucket.ONE
    holds = None
    if len(rest) >= 2 and rest[-2] == "of":
        holds, rest = Bucket(rest[-1]), rest[:-2]
    label: Phrase | Masked | None = _masked(rest)
    if label is None and rest and rest[0].startswith('"') and rest[0][-1] == '"':
        label = Phrase(_unquoted(rest.pop(0)))
    handles = [_handle(rest.pop(0)) for _ in range(2) if rest and rest[0].startswith("⟦")]
    shown = _masked(rest)
    opened = _opened(rest.pop(0)) if rest and rest[0].startswith(OPENED) else None
    chosen = _only(h for h in handles if h.type is ValueType.CHOICE)
    _require(opened is None or chosen is None)
    columns: list[Column] = []
    while rest and ":" in rest[-1]:
        columns.insert(0, _column(rest.pop()))
    states = {_STATES[found] for found in rest if found not in _FILLING}
    if role in CAN_BE_OFF and "disabled" not in rest and count is Bucket.ONE:
        states.add(State.ENABLED)
    return ViewElement(
        role,
        label,
        _only(h for h in handles if h.type is not ValueType.CHOICE),
        opened or chosen,
        _ordered(frozenset(states)),
        tuple(columns),
        holds,
        count,
        place,
        shown,
    )


@lru_cache(maxsize=512)
def _ordered(states: frozenset[State]) -> tuple[State, ...]:
    return tuple(state for state in State if state in states)


def _name(found: str) -> str:
    if found.startswith('"'):
        return _unquoted(found)
    _require(BARE.fullmatch(found) is not None)
    return found


def read_number(found: str) -> int:
    _require(_COUNT.fullmatch(found) is not None)
    return int(found)


def filled(head: ViewWindow, lines: Sequence[str]) -> ViewWindow:
    """The window with the elements that these lines say.

    :raises ValueError, KeyError, IndexError: no element has such a line.
    """
    elements: list[ViewElement] = []
    others: tuple[Others, ...] = ()
    for line in lines:
        _require(not others)
        if line.startswith("others "):
            others = tuple(map(_others, words_of(line)[1:]))
        else:
            elements.append(read_element(line))
    return replace(head, elements=tuple(elements), others=others)


def _view(text: str) -> View:
    lines = text.removesuffix("\n").split("\n")
    first, number = words_of(lines.pop(0))
    _require(first == "view")
    windows: list[ViewWindow] = []
    while lines and lines[0].startswith("window "):
        head = read_window(words_of(lines.pop(0)))
        inside = list(takewhile(lambda line: line.startswith("  "), lines))
        del lines[: len(inside)]
        windows.append(filled(head, [line[2:] for line in inside]))
    return View(read_number(number), tuple(windows), tuple(_capability(words_of(line)) for line in lines))


def _others(found: str) -> Others:
    role, counted = found.split(":")
    bucket, _, types = counted.removesuffix(")").partition("(")
    return Others(_ROLES[role], Bucket(bucket), tuple(map(ValueType, types.split(","))) if types else ())


def _capability(words: list[str]) -> tuple[str, tuple[str, ...]]:
    _require(words[0] == "can")
    return _name(words[1]), tuple(_name(found) for found in words[2:])


def _column(found: str) -> Column:
    label, _, kind = found.rpartition(":")
    return Column(Phrase(_unquoted(label)) if label else None, ValueType(kind))


def _unquoted(found: str) -> str:
    text = json.loads(found) if "\\" in found else found[1:-1]
    _require(isinstance(text, str))
    return str(text)


def _handle(found: str) -> Handle:
    handle = read_handle(found)
    if handle is None:
        raise ValueError("no handle")
    return handle


def _masked(rest: list[str]) -> Masked | None:
    """The next word, taken, where it is a masked text."""
    if not rest or not rest[0].startswith(f'{MASKED}"'):
        return None
    return Masked(_unquoted(rest.pop(0).removeprefix(MASKED)))


def _opened(found: str) -> Chosen | Phrase:
    what = found.removeprefix(OPENED)
    return Phrase(_unquoted(what)) if what.startswith('"') else Chosen(what)


def _place(found: str) -> Rect[Viewed]:
    matched = _PLACE.fullmatch(found)
    if matched is None:
        raise ValueError("no place")
    x, y, width, height = map(int, matched.groups())
    return Rect(x, y, width, height)


def _only(found: Iterator[T]) -> T | None:
    one = next(found, None)
    _require(next(found, None) is None)
    return one


def _require(holds: bool) -> None:
    if not holds:
        raise ValueError("not as a View says it")


def _no_view(seen: str) -> BadInput:
    """Never quotes the text: it may be what a screen showed."""
    return BadInput("the text of a View", seen, "make the View anew")
