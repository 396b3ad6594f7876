"""Tables and lists at the boundary: how many of their rows are told, and of which type a column is.

Counts cross as buckets. So of a table's rows, or of a list's items, exactly as many are shown one by one
as the bucket's least count: those that are there tell no more than the bucket does.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from innervate.boundary.recognizers import Recognition
from innervate.core.scene import Element, Scene, Table
from innervate.core.values import ValueType
from innervate.core.view import Bucket
from innervate.core.vocabulary import Role

MOST_CELLS = 40
_ROWS_SAMPLED = 12
_LEAST = {Bucket.NONE: 0, Bucket.ONE: 1, Bucket.FEW: 2, Bucket.SOME: 6, Bucket.MANY: 31}
LISTED = frozenset({Role.ITEM, Role.TREE_ITEM, Role.ROW, Role.CELL})


def told(count: int) -> int:
    """How many of so many things can be shown one by one without telling more than their bucket."""
    return _LEAST[Bucket.of(count)]


@dataclass(slots=True)
class Rows:
    """Which rows of a Scene's tables are shown. shown, hidden: ids of rows and cells. cells: the shown."""

    tables: dict[str, Table] = field(default_factory=dict)
    shown: set[str] = field(default_factory=set)
    hidden: set[str] = field(default_factory=set)
    cells: set[str] = field(default_factory=set)

    @property
    def roots(self) -> frozenset[str]:
        return frozenset(self.tables) | self.shown | self.hidden


def rows_of(scene: Scene) -> Rows:
    rows = Rows()
    for table in scene.tables:
        rows.tables[table.id] = table
        most = min(told(len(table.rows)), MOST_CELLS // max(1, len(table.columns)))
        for number, row in enumerate(table.rows):
            cells = {cell for cell in row.cells if cell is not None}
            if number < most:
                rows.cells |= cells
            (rows.shown if number < most else rows.hidden).update(cells, (row.id,))
    rows.hidden -= rows.shown  # a row without an element of its own may be called as its table
    return rows


def listed(scene: Scene) -> set[str]:
    """Ids of the list and tree items that are shown one by one: of each list the first few that show."""
    counts: Counter[str] = Counter()
    items = [e for e in scene.elements if e.role in LISTED and e.visible and e.bounds is not None]
    for item in items:
        counts[item.parent] += 1
    found: set[str] = set()
    left = {parent: told(count) for parent, count in counts.items()}
    for item in items:
        if left[item.parent] > 0:
            left[item.parent] -= 1
            found.add(item.id)
    return found


def column_types(scene: Scene, table: Table, recognition: Recognition) -> list[ValueType]:
    """The type that most of a column's first told cells have; text for an empty column."""
    found: list[ValueType] = []
    sample = table.rows[: min(_ROWS_SAMPLED, told(len(table.rows)))]
    for number in range(len(table.columns)):
        ids = (row.cells[number] for row in sample if number < len(row.cells))
        cells = (scene.by_id.get(cell) for cell in ids if cell is not None)
        texts = (cell_text(cell) for cell in cells if cell is not None)
        types = Counter(recognition.recognise(text)[0] for text in texts if text.strip())
        found.append(types.most_common(1)[0][0] if types else ValueType.TEXT)
    return found


def cell_text(cell: Element) -> str:
    return cell.value or cell.name
