"""The screens of an application's profile as they are written into its file, and read back.

Promises: one element, menu or way on each line, so that two versions show their difference; what is read is
of public forms only, bounded, and each way leads to a screen that is there. Refuses everything else.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import NoReturn

from innervate.boundary.canonical import Json
from innervate.boundary.public_form import public_form
from innervate.core.profile import Learned, Menu, Screen, Way
from innervate.core.values import ValueType
from innervate.core.view import Bucket, Column, Phrase, Press, ViewElement
from innervate.core.vocabulary import EDITABLE, INTERACTIVE, Role, State

MOST_SCREENS, MOST_PARTS = 200, 500
"""Screens of one application; elements, menus, items and ways of one screen."""
KEPT_STATES = frozenset({State.REQUIRED, State.READ_ONLY, State.MULTI_LINE})
"""States that a designer gave a field; all others are of the moment."""
_CAN_BE_OFF = INTERACTIVE | EDITABLE
_FIELDS = {"screen", "learned", "elements", "menus", "ways"}


def element_of(
    role: Role,
    label: Phrase | None,
    states: Iterable[State] = (),
    columns: tuple[Column, ...] = (),
    holds: Bucket | None = None,
) -> ViewElement:
    """An element of a screen in its one form: without values, with lasting states alone."""
    kept = KEPT_STATES.intersection(states) | ({State.ENABLED} if role in _CAN_BE_OFF else frozenset())
    ordered = tuple(state for state in State if state in kept)
    return ViewElement(role, label, states=ordered, columns=columns, holds=holds)


def written(screens: Sequence[Screen]) -> str:
    """The value of `screens` in a profile's file."""
    return _list(map(_screen, screens), "")


def read_screens(said: Json) -> tuple[Screen, ...]:
    """
    :raises ValueError, KeyError, TypeError: these are no screens.
    """
    screens = tuple(_read_screen(one) for one in _bounded(said, MOST_SCREENS))
    numbers = [screen.number for screen in screens]
    if len(set(numbers)) != len(numbers) or any(number < 1 for number in numbers):
        _bad("a screen whose number is not its own")
    if not {way.to for screen in screens for way in screen.ways} <= set(numbers):
        _bad("a way to a screen that is not there")
    return screens


def _screen(screen: Screen) -> str:
    head: dict[str, Json] = {"screen": screen.number}
    if screen.name is not None:
        head["name"] = _press(screen.name)
    head["learned"] = screen.learned.value
    elements = _list((_said(_element(one)) for one in screen.elements), " ")
    menus = _list(
        (_said({"menu": m.label, "items": [_press(i) for i in m.items]}) for m in screen.menus), " "
    )
    ways = _list(
        (_said({"press": [_press(p) for p in way.presses], "screen": way.to}) for way in screen.ways), " "
    )
    return f'{_said(head)[:-1]},\n "elements": {elements},\n "menus": {menus},\n "ways": {ways}}}'


def _list(lines: Iterable[str], indent: str) -> str:
    told = list(lines)
    return "[\n" + ",\n".join(f"{indent}{line}" for line in told) + f"\n{indent}]" if told else "[]"


def _said(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False)


def _press(press: Press) -> dict[str, Json]:
    label: dict[str, Json] = {} if press.label is None else {"label": press.label.text}
    return {"element": press.role.value, **label}


def _element(element: ViewElement) -> dict[str, Json]:
    label = element.label if isinstance(element.label, Phrase) else None
    found = _press(Press(element.role, label))
    found |= {state.value: True for state in element.states if state in KEPT_STATES}
    if element.columns:
        found["columns"] = [
            {**({"label": c.label.text} if c.label is not None else {}), "type": c.type.value}
            for c in element.columns
        ]
    if element.holds is not None:
        found["of"] = element.holds.value
    return found


def _read_screen(said: Json) -> Screen:
    if not isinstance(said, dict) or said.keys() - {"name"} != _FIELDS:
        _bad("a screen of another form")
    number, name = said["screen"], said.get("name")
    if type(number) is not int:
        _bad("a screen without a number")
    return Screen(
        number,
        _read_press(name, labelled=True) if name is not None else None,
        tuple(map(_read_element, _bounded(said["elements"]))),
        tuple(map(_read_menu, _bounded(said["menus"]))),
        tuple(map(_read_way, _bounded(said["ways"]))),
        Learned(str(said["learned"])),
    )


def _read_press(said: Json, *, labelled: bool = False) -> Press:
    match said:
        case {"element": str(role), "label": str(label), **rest} if not rest:
            return Press(Role(role), _phrase(label))
        case {"element": str(role), **rest} if not rest and not labelled:
            return Press(Role(role))
    _bad("something to press of another form")


def _read_element(said: Json) -> ViewElement:
    if not isinstance(said, dict):
        _bad("an element of another form")
    rest = dict(said)
    role, label, columns, holds = (rest.pop(name, None) for name in ("element", "label", "columns", "of"))
    states = [State(name) for name, told in rest.items() if told is True]
    if len(states) != len(rest) or not KEPT_STATES.issuperset(states):
        _bad("an element of another form")
    return element_of(
        Role(str(role)),
        _phrase(label) if label is not None else None,
        states,
        tuple(map(_read_column, _bounded(columns))) if columns is not None else (),
        Bucket(str(holds)) if holds is not None else None,
    )


def _read_column(said: Json) -> Column:
    match said:
        case {"type": str(kind), "label": label, **rest} if not rest:
            return Column(_phrase(label), ValueType(kind))
        case {"type": str(kind), **rest} if not rest:
            return Column(None, ValueType(kind))
    _bad("a column of another form")


def _read_menu(said: Json) -> Menu:
    match said:
        case {"menu": str(label), "items": items, **rest} if not rest:
            named = tuple(_read_press(one, labelled=True) for one in _bounded(items))
            return Menu(_phrase(label).text, named)
    _bad("a menu of another form")


def _read_way(said: Json) -> Way:
    match said:
        case {"press": presses, "screen": int(to), **rest} if not rest:
            pressed = tuple(map(_read_press, _bounded(presses)))
            if pressed:
                return Way(pressed, to)
    _bad("a way of another form")


def _phrase(text: Json) -> Phrase:
    if not isinstance(text, str) or public_form(text) != text:
        _bad("a name that no phrase can be")
    return Phrase(text)


def _bounded(said: Json, most: int = MOST_PARTS) -> list[Json]:
    if not isinstance(said, list) or len(said) > most:
        _bad("no list, or one that is too long")
    return said


def _bad(seen: str) -> NoReturn:
    """Never quotes what it found."""
    raise ValueError(seen)
