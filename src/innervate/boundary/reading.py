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
    Capabilities,
    Chosen,
    Column,
    Guide,
    GuideMenu,
    GuideScreen,
    Handle,
    Masked,
    Others,
    Phrase,
    Press,
    Route,
    View,
    ViewElement,
    ViewWindow,
    read_handle,
)
from innervate.core.vocabulary import Role, Situation, State

_WORDS = re.compile(r'(?:"(?:[^"\\]|\\.)*"|[^ "])+')
_PLACE = re.compile(r"@(\d{1,4}),(\d{1,4}),(\d{1,4}),(\d{1,4})", re.ASCII)
_NAME = rf'(?:"(?:[^"\\]|\\.)*"|{BARE.pattern})'
_ONE_NAME = re.compile(_NAME)
_TAKES = re.compile(rf"({_NAME})\(({_NAME}(?:,{_NAME})*)\)")
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
    guides = read_guides(lines)
    windows: list[ViewWindow] = []
    while lines and lines[0].startswith("window "):
        head = read_window(words_of(lines.pop(0)))
        inside = list(takewhile(lambda line: line.startswith("  "), lines))
        del lines[: len(inside)]
        windows.append(filled(head, [line[2:] for line in inside]))
    can = tuple(_capability(words_of(line)) for line in lines)
    return View(read_number(number), tuple(windows), can, guides)


def read_guides(lines: list[str]) -> tuple[Guide, ...]:
    """The guides that these lines begin with, taken from them.

    :raises ValueError, KeyError, IndexError: no guide has such a line.
    """
    found: list[Guide] = []
    while lines and lines[0].startswith("profile "):
        _, application, version = words_of(lines.pop(0))
        inside = [line[2:] for line in takewhile(lambda line: line.startswith("  "), lines)]
        del lines[: len(inside)]
        said = [words_of(line) for line in inside]
        screens = tuple(_guide_screen(words) for words in said if words[0] == "screen")
        menus = tuple(_guide_menu(words) for words in said if words[0] != "screen")
        found.append(Guide(_name(application), read_number(version), screens, menus))
    return tuple(found)


def _guide_screen(words: list[str]) -> GuideScreen:
    number, rest = read_number(words[1]), words[2:]
    elements: tuple[ViewElement, ...] = ()
    if "has" in rest:
        at = rest.index("has")
        rest, elements = rest[:at], tuple(map(_known, _parted(rest[at + 1 :])))
    first, *routes = _split(rest, "by")
    names = _presses(first)
    _require(len(names) <= 1)
    return GuideScreen(number, names[0] if names else None, tuple(map(_route, routes)), elements)


def _guide_menu(words: list[str]) -> GuideMenu:
    kind, label, *items = words
    _require(kind == "menu")
    return GuideMenu(Phrase(_unquoted(label)), tuple(Phrase(_unquoted(item)) for item in items))


def _route(words: list[str]) -> Route:
    source = None
    if len(words) > 2 and words[-2] == "from":
        words, source = words[:-2], read_number(words[-1])
    _require(bool(words))
    return Route(tuple(_presses(words)), source)


def _presses(words: list[str]) -> list[Press]:
    parts = _parted(words)
    _require(all(len(part) <= 2 for part in parts))
    return [Press(_ROLES[part[0]], Phrase(_unquoted(part[1])) if len(part) > 1 else None) for part in parts]


def _known(words: list[str]) -> ViewElement:
    return read_element(" ".join(words))


def _parted(words: list[str]) -> list[list[str]]:
    """Words in parts, of which each begins with a role."""
    found: list[list[str]] = []
    for one in words:
        if one in _ROLES:
            found.append([])
        found[-1].append(one)
    return found


def _split(words: list[str], at: str) -> list[list[str]]:
    """Words in parts between such words."""
    found: list[list[str]] = [[]]
    for one in words:
        if one == at:
            found.append([])
        else:
            found[-1].append(one)
    return found


def _others(found: str) -> Others:
    role, counted = found.split(":")
    bucket, _, types = counted.removesuffix(")").partition("(")
    return Others(_ROLES[role], Bucket(bucket), tuple(map(ValueType, types.split(","))) if types else ())


def _capability(words: list[str]) -> Capabilities:
    _require(words[0] == "can")
    return _name(words[1]), tuple(_takes(found) for found in words[2:])


def _takes(found: str) -> tuple[str, tuple[str, ...]]:
    """A capability with its parameters, as `register(claim,amount)`."""
    matched = _TAKES.fullmatch(found)
    if matched is None:
        return _name(found), ()
    return _name(matched[1]), tuple(_name(one[0]) for one in _ONE_NAME.finditer(matched[2]))


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
