"""Scenes as small files, so that a bench looks at the same screens again: one line for each element.

Keeps what a View is made of: windows, elements that show, what they stand in, and tables. Pixels, texts read
from them and raw trees are left out. Only for screens whose contents were generated.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import cast

from innervate.core.errors import BadInput
from innervate.core.frame import Frame, Pixels, Window
from innervate.core.geometry import Device, Rect
from innervate.core.scene import Element, Row, Scene, Table, WindowState, scene_of
from innervate.core.vocabulary import Role, Situation, Source, State

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


def kept(scene: Scene) -> list[Element]:
    """The elements that show, those that they stand in, and those that label them."""
    wanted = {cell for table in scene.tables for row in table.rows for cell in row.cells if cell}
    waiting = [e.id for e in scene.elements if e.visible and e.bounds is not None]
    # A field's options are counted whether they show or not.
    waiting += [e.id for e in scene.elements if e.role in (Role.OPTION, Role.MENU_ITEM)]
    waiting += [*wanted]
    found: set[str] = set()
    while waiting:
        id_ = waiting.pop()
        element = scene.by_id.get(id_)
        if element is not None and id_ not in found:
            found.add(id_)
            waiting += [element.parent, element.label or ""]
    return [e for e in scene.elements if e.id in found]


def to_json(scene: Scene) -> dict[str, Json]:
    """Ids become short: what they were says nothing."""
    short: dict[str, Json] = {"": ""}

    def id_of(id_: str) -> Json:
        return short.setdefault(id_, f"{len(short):x}")

    elements: list[Json] = [
        [
            id_of(e.id),
            e.role.value,
            e.name,
            _box(e.bounds),
            e.window,
            e.value,
            id_of(e.parent),
            cast(Json, sorted(s.value for s in e.states)),
            e.source.value,
            id_of(e.label) if e.label else None,
            e.named_by_content,
            e.origin,
            e.visible,
        ]
        for e in kept(scene)
    ]
    windows: list[Json] = [
        [w.id, w.title, w.executable, _box(w.bounds), w.order, w.active, w.popup] for w in scene.windows
    ]
    tables: list[Json] = [
        [
            id_of(t.id),
            cast(Json, list(t.columns)),
            [[id_of(r.id), [id_of(c) if c else None for c in r.cells]] for r in t.rows],
        ]
        for t in scene.tables
    ]
    states: list[Json] = [[s.window, s.situation.value, s.confidence] for s in scene.states]
    return {
        "bounds": _box(scene.frame.bounds),
        "windows": windows,
        "elements": elements,
        "tables": tables,
        "states": states,
    }


def from_json(body: Mapping[str, Json], epoch: int = 1) -> Scene:
    """
    :raises BadInput: it is no recorded Scene.
    """
    try:
        elements = tuple(_element(row) for row in _rows(body["elements"]))
        windows = tuple(
            Window(
                int(_num(w[0])), str(w[1]), 1, str(w[2]), _rect(w[3]), int(_num(w[4])), bool(w[5]), bool(w[6])
            )
            for w in _rows(body["windows"])
        )
        tables = tuple(
            Table(
                str(t[0]),
                tuple(map(str, _list(t[1]))),
                tuple(
                    Row(str(r[0]), tuple(None if c is None else str(c) for c in _list(r[1])))
                    for r in _rows(t[2])
                ),
            )
            for t in _rows(body["tables"])
        )
        states = tuple(
            WindowState(int(_num(s[0])), Situation(str(s[1])), float(_num(s[2])))
            for s in _rows(body["states"])
        )
        frame = Frame(epoch, _rect(body["bounds"]), Pixels(0, 0, 0, b""), windows, {})
        return scene_of(frame, elements, tables=tables, states=states)
    except (KeyError, IndexError, TypeError, ValueError) as error:
        raise BadInput(
            "a recorded Scene", f"{type(error).__name__}: {error}", "record it anew: make applications"
        ) from error


def write(path_text: Mapping[str, Json]) -> str:
    """JSON with one element, window or table on each line, so that two recordings can be compared."""
    return _written(dict(path_text), 0) + "\n"


def _written(value: Json, depth: int) -> str:
    if isinstance(value, dict) and depth < 4:
        inner = ",\n".join(f"{json.dumps(k)}: {_written(v, depth + 1)}" for k, v in value.items())
        return "{\n" + inner + "\n}"
    if isinstance(value, list) and value and depth < 5 and isinstance(value[0], list | dict):
        return "[\n" + ",\n".join(_written(v, depth + 1) for v in value) + "\n]"
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _element(row: Sequence[Json]) -> Element:
    id_, role, name, box, window, value, parent, states, source, label, by_content, origin, visible = row
    return Element(
        id=str(id_),
        role=Role(str(role)),
        name=str(name),
        bounds=None if box is None else _rect(box),
        window=int(_num(window)),
        value=None if value is None else str(value),
        parent=str(parent),
        states=frozenset(State(str(s)) for s in _list(states)),
        source=Source(str(source)),
        label=None if label is None else str(label),
        named_by_content=bool(by_content),
        origin=None if origin is None else str(origin),
        visible=bool(visible),
    )


def _box(bounds: Rect[Device] | None) -> Json:
    return None if bounds is None else [bounds.x, bounds.y, bounds.width, bounds.height]


def _rect(value: Json) -> Rect[Device]:
    x, y, width, height = (int(_num(n)) for n in _list(value))
    return Rect(x, y, width, height)


def _num(value: Json) -> int | float:
    if not isinstance(value, int | float):
        raise TypeError(f"{value!r} is no number")
    return value


def _list(value: Json) -> list[Json]:
    if not isinstance(value, list):
        raise TypeError(f"{value!r} is no list")
    return value


def _rows(value: Json) -> list[list[Json]]:
    return [_list(row) for row in _list(value)]
