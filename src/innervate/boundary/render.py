"""A View as text: what a planner is told, what a person reads, and what the journal keeps.

One line for each element. The journal's form has places on the grid at the ends of lines, for pictures at
home; what is told has none. `reading` is the exact way back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from json.encoder import encode_basestring

from innervate.core.geometry import Rect, Viewed
from innervate.core.view import (
    Bucket,
    Capabilities,
    Chosen,
    Column,
    Guide,
    GuideScreen,
    Handle,
    Masked,
    Others,
    Phrase,
    Press,
    View,
    ViewElement,
    ViewWindow,
)
from innervate.core.vocabulary import EDITABLE, INTERACTIVE, Role, State

BARE = re.compile(r"[A-Za-z_][\w.-]*")
"""A name of the desk that needs no quotation marks."""
UNKNOWN = "?"
"""In the place of the application's name, where the desk knows none."""
MASKED = "~"
"""Before a text at the level open."""
OPENED = "="
"""Before what is chosen where a policy opens it."""
_WORDS: Mapping[Role | State, str] = {member: member.value.replace(" ", "-") for member in (*Role, *State)}
CAN_BE_OFF = INTERACTIVE | EDITABLE
"""Of these it is told when they are disabled."""


def view_text(view: View, *, places: bool = False) -> str:
    """The View, line by line."""
    lines = [f"view {view.epoch}"]
    for guide in view.guides:
        lines += guide_lines(guide)
    for window in view.windows:
        lines.append(window_line(window, places=places))
        lines += (f"  {line}" for line in element_lines(window, places=places))
    lines += capability_lines(view.capabilities)
    return "\n".join(lines) + "\n"


def window_line(window: ViewWindow, *, places: bool = False) -> str:
    words = ["window", UNKNOWN if window.application is None else name(window.application)]
    if window.program is not None:
        words += ["in", name(window.program)]
    if window.title is not None:
        words.append(quoted(window.title.text))
    words.append(window.situation.value)
    if window.active:
        words.append("active")
    return " ".join([*words, *_place(window.place if places else None)])


def element_lines(window: ViewWindow, *, places: bool = False) -> list[str]:
    """Those of its elements, and one for the rest."""
    lines = [_element_line(element, places) for element in window.elements]
    if window.others:
        lines.append(" ".join(["others", *map(_others, window.others)]))
    return lines


def capability_lines(capabilities: Iterable[Capabilities]) -> list[str]:
    return [" ".join(["can", name(who), *(_capability(*one) for one in what)]) for who, what in capabilities]


def guide_lines(guide: Guide) -> list[str]:
    """What is quoted of an application's profile."""
    lines = [f"profile {name(guide.application)} {guide.version}"]
    lines += (f"  {_guide_screen(screen)}" for screen in guide.screens)
    lines += (
        " ".join(["  menu", quoted(menu.label.text), *(quoted(item.text) for item in menu.items)])
        for menu in guide.menus
    )
    return lines


def _guide_screen(screen: GuideScreen) -> str:
    words = [f"screen {screen.number}"]
    words += press_words(screen.name) if screen.name is not None else []
    for route in screen.routes:
        words.append("by")
        words += (said for press in route.presses for said in press_words(press))
        words += ["from", str(route.source)] if route.source is not None else []
    if screen.elements:
        words += ["has", *map(element_words, screen.elements)]
    return " ".join(words)


def press_words(press: Press) -> list[str]:
    return [word(press.role), *([quoted(press.label.text)] if press.label is not None else [])]


def _capability(what: str, takes: Sequence[str]) -> str:
    return f"{name(what)}({','.join(map(name, takes))})" if takes else name(what)


def word(member: Role | State) -> str:
    """A role or state as one word."""
    return _WORDS[member]


def name(text: str) -> str:
    """A name of the desk: bare where it is a word, else in quotation marks."""
    return text if BARE.fullmatch(text) else quoted(text)


def quoted(text: str) -> str:
    return encode_basestring(text)


@lru_cache(maxsize=4096)  # of what is told: nothing private is kept
def _element_line(element: ViewElement, places: bool) -> str:
    words = [word(element.role)]
    if element.label is not None:
        words.append(
            masked(element.label) if isinstance(element.label, Masked) else quoted(element.label.text)
        )
    if element.count is not Bucket.ONE:
        return " ".join([*words, f"×{element.count.value}", *_place(element.place if places else None)])
    words += [str(element.value)] if element.value is not None else []
    words += [masked(element.shown)] if element.shown is not None else []
    words += [_choice(element.choice)] if element.choice is not None else []
    if element.value is None and element.role in EDITABLE:
        words.append("empty")
    words += (word(state) for state in element.states if state is not State.ENABLED)
    if element.role in CAN_BE_OFF and State.ENABLED not in element.states:
        words.append("disabled")
    words += map(_column, element.columns)
    if element.holds is not None:
        words += ["of", element.holds.value]
    return " ".join([*words, *_place(element.place if places else None)])


def element_words(element: ViewElement) -> str:
    """An element of a screen that is known from before: nothing is told of what it holds."""
    words = [word(element.role)]
    words += [quoted(element.label.text)] if isinstance(element.label, Phrase) else []
    words += (word(state) for state in element.states if state is not State.ENABLED)
    words += map(_column, element.columns)
    words += ["of", element.holds.value] if element.holds is not None else []
    return " ".join(words)


def _column(column: Column) -> str:
    return f"{quoted(column.label.text) if column.label is not None else ''}:{column.type.value}"


def masked(text: Masked) -> str:
    return f"{MASKED}{quoted(text.text)}"


def _choice(choice: Handle | Chosen | Phrase) -> str:
    """A handle, or what a policy opens, with a sign before it that no other word has."""
    match choice:
        case Handle():
            return str(choice)
        case Chosen():
            return f"{OPENED}{choice.value}"
    return f"{OPENED}{quoted(choice.text)}"


def _others(others: Others) -> str:
    types = f"({','.join(type_.value for type_ in others.types)})" if others.types else ""
    return f"{word(others.role)}:{others.count.value}{types}"


def _place(place: Rect[Viewed] | None) -> list[str]:
    return [] if place is None else [f"@{place.x},{place.y},{place.width},{place.height}"]
