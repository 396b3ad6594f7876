"""A View as text for people and as JSON for the wire, the journal and the report; and back.

The JSON is canonical (sorted keys, no spaces, UTF-8), so equal Views are equal bytes. `view_from_json`
refuses every key, type and value that a View does not have.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TypeVar

from innervate.boundary.handles import read_handle
from innervate.core.errors import BadInput
from innervate.core.geometry import Rect, Viewed
from innervate.core.values import ValueType
from innervate.core.view import Bucket, Handle, Label, Phrase, View, ViewElement, ViewTable, ViewWindow
from innervate.core.vocabulary import EDITABLE, INTERACTIVE, Role, Situation, State

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]
T = TypeVar("T")


def view_text(view: View) -> str:
    """The View as a planner reads it, one line for each element."""
    lines: list[str] = []
    for window in view.windows:
        name = window.application or "unknown application"
        if window.program is not None:
            name += f" ({window.program.capitalize()})"
        title = [] if window.title is None else [_label_text(window.title)]
        active = ["active"] if window.active else []
        lines.append(" · ".join([f"view {view.epoch}", name, *title, window.situation.value, *active]))
        rows = [(e.number, _element_text(e)) for e in window.elements]
        rows += [(t.number, _table_text(t)) for t in window.tables]
        lines += [f"{f'e{number}':<4}{text}".rstrip() for number, text in sorted(rows)]
    if not view.windows:
        lines.append(f"view {view.epoch} · nothing shows")
    for application, names in view.capabilities:
        lines.append(f"{application} can: {', '.join(names)}")
    return "\n".join(lines) + "\n"


def _label_text(label: Label | None) -> str:
    match label:
        case Phrase(text):
            return f'"{text}"'
        case Handle():
            return str(label)
    return ""


def _element_text(element: ViewElement) -> str:
    facts: list[str] = []
    shown = element.value or element.choice
    if shown is not None:
        facts.append(f"{shown} of {element.options}" if element.options else str(shown))
    elif element.role in EDITABLE:
        facts.append("empty")
    facts += [state.value for state in element.states if state is not State.ENABLED]
    if element.role in INTERACTIVE and State.ENABLED not in element.states:
        facts.append("disabled")
    elif element.role in INTERACTIVE and not facts:
        facts.append("enabled")
    return f"{element.role.value:<15}{_label_text(element.label):<24} {', '.join(facts)}"


def _table_text(table: ViewTable) -> str:
    columns = " ".join(f"{_label_text(label)}:{type_.value}" for label, type_ in table.columns)
    return f"{Role.TABLE.value:<15}columns {columns} · {table.rows.value} rows"


def view_bytes(view: View) -> bytes:
    """The canonical JSON of a View."""
    return canonical(view_json(view))


def canonical(value: Json) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def view_json(view: View) -> dict[str, Json]:
    return {
        "epoch": view.epoch,
        "windows": [_window_json(window) for window in view.windows],
        "capabilities": [[name, list(names)] for name, names in view.capabilities],
    }


def _window_json(window: ViewWindow) -> Json:
    return {
        "number": window.number,
        "application": window.application,
        "program": window.program,
        "title": _label_json(window.title),
        "situation": window.situation.value,
        "active": window.active,
        "place": _place_json(window.place),
        "elements": [_element_json(element) for element in window.elements],
        "tables": [_table_json(table) for table in window.tables],
    }


def _element_json(element: ViewElement) -> Json:
    return {
        "number": element.number,
        "role": element.role.value,
        "label": _label_json(element.label),
        "value": None if element.value is None else str(element.value),
        "choice": None if element.choice is None else str(element.choice),
        "states": [state.value for state in element.states],
        "place": _place_json(element.place),
        "options": None if element.options is None else element.options.value,
    }


def _table_json(table: ViewTable) -> Json:
    return {
        "number": table.number,
        "columns": [[_label_json(label), type_.value] for label, type_ in table.columns],
        "rows": table.rows.value,
        "place": _place_json(table.place),
    }


def _label_json(label: Label | None) -> Json:
    match label:
        case Phrase(text):
            return {"phrase": text}
        case Handle():
            return {"handle": str(label)}
    return None


def _place_json(place: Rect[Viewed] | None) -> Json:
    return None if place is None else [place.x, place.y, place.width, place.height]


def view_from_json(data: bytes | str) -> View:
    """
    :raises BadInput: it is no View, to the last key.
    """
    try:
        view = _fields(json.loads(data), "epoch windows capabilities")
        return View(
            _is(view["epoch"], int),
            tuple(_window(w) for w in _is(view["windows"], list)),
            tuple(_capability(c) for c in _is(view["capabilities"], list)),
        )
    except (ValueError, TypeError, KeyError) as error:
        raise BadInput("a View as JSON", f"{type(error).__name__}: {error}", "make the View anew") from error


def _window(data: Json) -> ViewWindow:
    window = _fields(data, "number application program title situation active place elements tables")
    place = _place(window["place"])
    if place is None:
        raise ValueError("a window without a place")
    return ViewWindow(
        number=_is(window["number"], int),
        application=_optional(window["application"], _text),
        title=_optional(window["title"], _label),
        situation=Situation(_text(window["situation"])),
        active=_is(window["active"], bool),
        elements=tuple(_element(e) for e in _is(window["elements"], list)),
        tables=tuple(_table(t) for t in _is(window["tables"], list)),
        place=place,
        program=_optional(window["program"], _text),
    )


def _element(data: Json) -> ViewElement:
    element = _fields(data, "number role label value choice states place options")
    return ViewElement(
        number=_is(element["number"], int),
        role=Role(_text(element["role"])),
        label=_optional(element["label"], _label),
        value=_optional(element["value"], _handle),
        choice=_optional(element["choice"], _handle),
        states=tuple(State(state) for state in _is(element["states"], list)),
        place=_place(element["place"]),
        options=_optional(element["options"], lambda found: Bucket(_text(found))),
    )


def _table(data: Json) -> ViewTable:
    table = _fields(data, "number columns rows place")
    columns: list[tuple[Label | None, ValueType]] = []
    for column in _is(table["columns"], list):
        label, type_ = _is(column, list)
        columns.append((_optional(label, _label), ValueType(type_)))
    return ViewTable(
        _is(table["number"], int), tuple(columns), Bucket(_text(table["rows"])), _place(table["place"])
    )


def _capability(data: Json) -> tuple[str, tuple[str, ...]]:
    name, names = _is(data, list)
    return _text(name), tuple(_text(found) for found in _is(names, list))


def _label(data: Json) -> Label:
    match data:
        case {"phrase": str(text), **rest} if not rest:
            return Phrase(text)
        case {"handle": text, **rest} if not rest:
            return _handle(text)
    raise ValueError("a label is a phrase or a handle")


def _handle(data: Json) -> Handle:
    handle = read_handle(_text(data))
    if handle is None:
        raise ValueError("no handle")
    return handle


def _place(data: Json) -> Rect[Viewed] | None:
    if data is None:
        return None
    x, y, width, height = (_is(number, int) for number in _is(data, list))
    return Rect(x, y, width, height)


def _text(data: Json) -> str:
    return _is(data, str)


def _optional(data: Json, read: Callable[[Json], T]) -> T | None:
    return None if data is None else read(data)


def _fields(data: Json, names: str) -> dict[str, Json]:
    found = _is(data, dict)
    if found.keys() != set(names.split()):
        raise ValueError(f"wanted exactly {names}")
    return found


def _is(data: Json, wanted: type[T]) -> T:
    if type(data) is not wanted:
        raise TypeError(f"wanted {wanted.__name__}, found {type(data).__name__}")
    return data
