"""Screens with exact truth: one picture, one JSON beside it.

Promises: what `load` returns is well typed, every role is one of `ROLES`, every state one of `STATES`, and
all bounds are image pixels. Refuses a file that says otherwise with `BadInput`, naming file and entry.
What the lists mean (a visible run, half covered, a boundary that can be seen) is written in
evaluation/eyes/README.md.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from innervate.core.errors import BadInput
from innervate.core.geometry import Device, Rect

FORMAT = 1
ROLES = frozenset(
    (
        "button,entry,password entry,check box,radio button,combo box,tab,menu,menu item,link,icon,slider,"
        "spin button,list item,tree item,table cell,column header,scroll bar,toggle"
    ).split(",")
)
STATES = frozenset({"checked", "selected", "disabled", "focused", "expanded"})

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Run:
    """A visible run of text; bounds: tight around its ink."""

    text: str
    bounds: Rect[Device]


@dataclass(frozen=True, slots=True)
class Target:
    """Something that a person can act on. boundary: its edge can be seen."""

    role: str
    bounds: Rect[Device]
    name: str = ""
    states: frozenset[str] = frozenset()
    boundary: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A body cell that shows text; row and column count from 0, a header row doesn't count."""

    row: int
    column: int
    text: str
    bounds: Rect[Device]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; columns: the names of its columns from the left, empty where it has no header."""

    bounds: Rect[Device]
    columns: tuple[str, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """A window or dialog. order: 0 is lowest."""

    title: str
    bounds: Rect[Device]
    order: int
    dialog: bool


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption and the field that it names."""

    label: Rect[Device]
    target: Rect[Device]


@dataclass(frozen=True, slots=True)
class Screen:
    """One picture and what it shows. ignore: areas where what is found counts neither for nor against."""

    name: str
    application: str
    toolkit: str
    theme: str
    fonts: tuple[str, ...]
    scale: float
    width: int
    height: int
    texts: tuple[Run, ...] = ()
    elements: tuple[Target, ...] = ()
    tables: tuple[Table, ...] = ()
    windows: tuple[Window, ...] = ()
    captions: tuple[Caption, ...] = ()
    ignore: tuple[Rect[Device], ...] = ()


def load(path: Path) -> Screen:
    """The truth in a JSON file; its picture is the file of the same name that ends in .png.

    :raises BadInput: not a truth of this format, or not readable.
    """
    try:
        facts = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BadInput(f"a readable JSON file at {path}", str(error)) from error
    if not isinstance(facts, dict) or facts.get("format") != FORMAT:
        raise BadInput(f"a truth of format {FORMAT} in {path}", f"{str(facts)[:80]}")
    try:
        return parse(path.stem, facts)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadInput(f"a truth of format {FORMAT} in {path}", repr(error)) from error


def parse(name: str, facts: Mapping[str, object]) -> Screen:
    """A screen from the parsed JSON.

    :raises KeyError, TypeError, ValueError: a part is missing or of another type.
    """
    return Screen(
        name=name,
        application=_text(facts["application"]),
        toolkit=_text(facts["toolkit"]),
        theme=_text(facts["theme"]),
        fonts=_each(facts["fonts"], _text),
        scale=_number(facts["scale"]),
        width=int(_number(facts["width"])),
        height=int(_number(facts["height"])),
        texts=_each(facts["texts"], _run),
        elements=_each(facts["elements"], _target),
        tables=_each(facts["tables"], _table),
        windows=_each(facts["windows"], _window),
        captions=_each(facts["labels"], _caption),
        ignore=_each(facts["ignore"], _rect),
    )


def facts(screen: Screen) -> dict[str, object]:
    """What stands in the file of `screen`; `parse` reads it back."""
    return {
        "format": FORMAT,
        "application": screen.application,
        "toolkit": screen.toolkit,
        "theme": screen.theme,
        "fonts": list(screen.fonts),
        "scale": screen.scale,
        "width": screen.width,
        "height": screen.height,
        "texts": [{"text": t.text, "bounds": _numbers(t.bounds)} for t in screen.texts],
        "elements": [_target_facts(e) for e in screen.elements],
        "tables": [_table_facts(t) for t in screen.tables],
        "windows": [
            {"title": w.title, "bounds": _numbers(w.bounds), "order": w.order, "dialog": w.dialog}
            for w in screen.windows
        ],
        "labels": [{"label": _numbers(c.label), "for": _numbers(c.target)} for c in screen.captions],
        "ignore": [_numbers(area) for area in screen.ignore],
    }


def _target_facts(target: Target) -> dict[str, object]:
    return {
        "role": target.role,
        "name": target.name,
        "bounds": _numbers(target.bounds),
        "states": sorted(target.states),
        "boundary": target.boundary,
    }


def _table_facts(table: Table) -> dict[str, object]:
    cells = [
        {"row": c.row, "column": c.column, "text": c.text, "bounds": _numbers(c.bounds)} for c in table.cells
    ]
    return {"bounds": _numbers(table.bounds), "columns": list(table.columns), "cells": cells}


def _numbers(rect: Rect[Device]) -> list[int]:
    return [rect.x, rect.y, rect.width, rect.height]


def _each(value: object, make: Callable[[object], T]) -> tuple[T, ...]:
    if not isinstance(value, list):
        raise TypeError(f"a list, not {value!r}")
    return tuple(make(item) for item in value)


def _entry(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise TypeError(f"an object, not {value!r}")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"a text, not {value!r}")
    return value


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"a number, not {value!r}")
    return value


def _rect(value: object) -> Rect[Device]:
    x, y, width, height = _each(value, _number)
    return Rect(int(x), int(y), int(width), int(height))


def _among(value: object, known: frozenset[str]) -> str:
    if _text(value) not in known:
        raise ValueError(f"{value!r} is none of {', '.join(sorted(known))}")
    return _text(value)


def _run(value: object) -> Run:
    entry = _entry(value)
    return Run(_text(entry["text"]), _rect(entry["bounds"]))


def _target(value: object) -> Target:
    entry = _entry(value)
    return Target(
        role=_among(entry["role"], ROLES),
        bounds=_rect(entry["bounds"]),
        name=_text(entry["name"]),
        states=frozenset(_each(entry["states"], lambda state: _among(state, STATES))),
        boundary=bool(entry["boundary"]),
    )


def _cell(value: object) -> Cell:
    entry = _entry(value)
    row, column = int(_number(entry["row"])), int(_number(entry["column"]))
    return Cell(row, column, _text(entry["text"]), _rect(entry["bounds"]))


def _table(value: object) -> Table:
    entry = _entry(value)
    return Table(_rect(entry["bounds"]), _each(entry["columns"], _text), _each(entry["cells"], _cell))


def _window(value: object) -> Window:
    entry = _entry(value)
    order = int(_number(entry["order"]))
    return Window(_text(entry["title"]), _rect(entry["bounds"]), order, bool(entry["dialog"]))


def _caption(value: object) -> Caption:
    entry = _entry(value)
    return Caption(_rect(entry["label"]), _rect(entry["for"]))
