"""Tables, lists and boxes at the boundary: how many things they hold, and of which type a column is.

What they hold is people's own: it is counted, in buckets, and told one by one only where a person approved
its name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from innervate.boundary.recognizers import Recognition
from innervate.core.scene import Element, Scene, Table
from innervate.core.values import ValueType
from innervate.core.view import Bucket
from innervate.core.vocabulary import Role

HOLDERS = frozenset({Role.TABLE, Role.LIST, Role.TREE})
HELD = frozenset({Role.ITEM, Role.TREE_ITEM, Role.ROW, Role.CELL, Role.OPTION})
_COUNTED = frozenset({Role.ITEM, Role.TREE_ITEM, Role.OPTION})
_LOOKED_AT = 60


def held(scene: Scene) -> dict[str, Bucket]:
    """How many rows, items or options the tables, lists, trees and combo boxes hold, by their ids.

    Each thing counts for the nearest of these around it; options of a combo box also while it is closed.
    """
    counts: Counter[str] = Counter()
    holders: dict[str, Element | None] = {"": None}
    for element in scene.elements:
        if element.role in _COUNTED or element.role is Role.MENU_ITEM:
            holder = _holder(element.parent, scene, holders)
            if holder is None:
                continue
            chosen_from = holder.role is Role.COMBO
            shows = element.visible and element.bounds is not None
            if chosen_from or (shows and element.role is not Role.MENU_ITEM):
                counts[holder.id] += 1
    found = {id_: Bucket.of(count) for id_, count in counts.items()}
    return found | {table.id: Bucket.of(len(table.rows)) for table in scene.tables}


def _holder(id_: str, scene: Scene, known: dict[str, Element | None]) -> Element | None:
    """The nearest list, tree or combo box from this element upwards."""
    climbed: list[str] = []
    while id_ not in known:
        known[id_] = None  # a circle of parents ends here
        climbed.append(id_)
        element = scene.by_id.get(id_)
        if element is None:
            break
        if element.role in HOLDERS or element.role is Role.COMBO:
            known[id_] = element
            break
        id_ = element.parent
    found = known[id_]
    for below in climbed:
        known[below] = found
    return found


def types_among(texts: Sequence[str], recognition: Recognition) -> tuple[ValueType, ...]:
    """The types of the first of these texts, but free text."""
    seen = {recognition.recognise(text)[0] for text in texts[:_LOOKED_AT]} - {ValueType.TEXT}
    return tuple(type_ for type_ in ValueType if type_ in seen)


def column_types(scene: Scene, table: Table, recognition: Recognition) -> list[ValueType]:
    """The type that most of a column's cells have, whatever the order of rows; text for an empty column.

    Else a planner that has a table sorted would learn by its first rows' types what is first.
    """
    found: list[ValueType] = []
    for number in range(len(table.columns)):
        ids = (row.cells[number] for row in table.rows[:_LOOKED_AT] if number < len(row.cells))
        cells = (scene.by_id.get(cell) for cell in ids if cell is not None)
        texts = (cell.value or cell.name for cell in cells if cell is not None)
        types = Counter(recognition.recognise(text)[0] for text in texts if text.strip())
        found.append(max(ValueType, key=lambda kind: types[kind]) if types else ValueType.TEXT)
    return found
