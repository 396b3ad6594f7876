"""A table of a View: its columns, the cells that were told, and how many rows there are, coarsely.

A View does not say which cell stands in which column. Cells come row by row and from left to right, so
columns are found by where cells start, and matched to the table's columns by order and type.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from innervate.core.values import ValueType
from innervate.core.view import Bucket, Handle, Label, ViewElement, ViewTable
from innervate.core.vocabulary import Role
from innervate.report.drawing import Box, ghost, pill, width_of, words, words_width
from innervate.report.markup import Markup, tag

ROW = 21.0
_GHOSTS = {Bucket.NONE: 0, Bucket.ONE: 1, Bucket.FEW: 2, Bucket.SOME: 4, Bucket.MANY: 6}
_COUNTED = {
    Bucket.NONE: "no rows",
    Bucket.ONE: "one row",
    Bucket.FEW: "a few rows (2 to 5)",
    Bucket.SOME: "some rows (6 to 30)",
    Bucket.MANY: "many rows (more than 30)",
}
_NARROWEST, _WIDEST, _GAP = 44.0, 190.0, 12.0


@dataclass(slots=True)
class Column:
    """label: None where it has none. cells: what is told of it, by the number of the row."""

    label: Label | None
    kind: ValueType
    cells: dict[int, Handle] = field(default_factory=dict)

    @property
    def width(self) -> float:
        labels = [self.label, *self.cells.values()]
        needed = max((width_of(one) for one in labels if one is not None), default=0.0)
        return min(_WIDEST, max(_NARROWEST if self.cells else 20.0, needed)) + _GAP


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as it is drawn. rows: how many have cells that are told; taken: numbers of those cells."""

    table: ViewTable
    columns: tuple[Column, ...]
    rows: int
    taken: frozenset[int]

    @property
    def width(self) -> float:
        return max(sum(column.width for column in self.columns) + 8, words_width(self.note) + 20)

    @property
    def height(self) -> float:
        return self.header + ROW * (1 + (self.rows or _GHOSTS[self.table.rows])) + 4

    @property
    def header(self) -> float:
        """Its height; a table none of whose columns has a name has none."""
        return ROW if any(column.label is not None for column in self.columns) else 0.0

    @property
    def note(self) -> str:
        """How many rows there are, and that not all of them are drawn."""
        said = _COUNTED[self.table.rows]
        first = f", of which {self.rows} told" if self.rows > 1 else ""
        return said + first


def grid_of(table: ViewTable, elements: Iterable[ViewElement]) -> Grid:
    """The table with those of these elements that are its cells."""
    area = table.place
    cells = [
        e
        for e in elements
        if area is not None
        and e.role is Role.CELL
        and e.place is not None
        and e.value is not None
        and area.contains(e.place)
    ]
    rows = _rows(cells)
    starts = _starts(rows)
    columns = tuple(Column(label, kind) for label, kind in table.columns)
    kinds = [
        {c.value.type for row in rows for c in row if c.value and c.place and c.place.x in at}
        for at in starts
    ]
    for at, number in zip(starts, _matched(kinds, columns), strict=True):
        for n, row in enumerate(rows):
            for cell in row:
                if cell.place is not None and cell.place.x in at and cell.value is not None:
                    columns[number].cells[n] = cell.value
    shown = tuple(c for c in columns if c.cells or c.label is not None)
    return Grid(table, shown or columns, len(rows), frozenset(c.number for c in cells))


def _rows(cells: list[ViewElement]) -> list[list[ViewElement]]:
    """Cells come in the order of rows: a new one begins where the next cell is not further right."""
    rows: list[list[ViewElement]] = []
    x = y = -1
    for place, cell in ((c.place, c) for c in cells if c.place is not None):
        below = place.y > y and place.x <= x + 1  # a cell that is indented may start a bit further right
        if not rows or place.x <= x or below:
            rows.append([])
        rows[-1].append(cell)
        x, y = place.x, place.y
    return rows


def _starts(rows: list[list[ViewElement]]) -> list[set[int]]:
    """Where columns start, in cells of the View: neighbouring starts are one column if no row has both."""
    together = {frozenset((a, b)) for row in _xs(rows) for a in row for b in row if a != b}
    found: list[set[int]] = []
    for x in sorted({x for row in _xs(rows) for x in row}):
        near = found and x - max(found[-1]) <= 1
        if near and not any(frozenset((x, other)) in together for other in found[-1]):
            found[-1].add(x)
        else:
            found.append({x})
    return found


def _xs(rows: list[list[ViewElement]]) -> list[list[int]]:
    return [[cell.place.x for cell in row if cell.place is not None] for row in rows]


def _matched(kinds: list[set[ValueType]], columns: tuple[Column, ...]) -> list[int]:
    """For each start the column whose type fits best, in order; the table has at least as many columns."""
    if len(kinds) >= len(columns):
        return [min(n, len(columns) - 1) for n in range(len(kinds))]
    best: dict[tuple[int, int], tuple[float, list[int]]] = {}

    def match(start: int, column: int) -> tuple[float, list[int]]:
        if start == len(kinds):
            return 0.0, []
        if len(columns) - column < len(kinds) - start:
            return float("-inf"), []
        if (start, column) not in best:
            here = 2.0 * (columns[column].kind in kinds[start]) + (columns[column].label is not None)
            score, rest = match(start + 1, column + 1)
            best[start, column] = max(
                (here + score, [column, *rest]), match(start, column + 1), key=lambda pair: pair[0]
            )
        return best[start, column]

    return match(0, 0)[1]


def table(grid: Grid, box: Box) -> Markup:
    """The header, the rows that are told or faint ones, and the count in words."""
    spare = (box.width - grid.width) / max(1, len(grid.columns))
    at, drawn = box.x + 8, []
    header = box.top(ROW) if grid.header else None
    top = box.y + grid.header
    for column in grid.columns:
        width = column.width + max(0.0, spare)
        spot = Box(at, top, width - _GAP, ROW)
        if column.label is not None:
            drawn.append(pill(column.label, spot.moved(0, -ROW), "head"))
        drawn += _cells(grid, column, spot)
        at += width
    count = grid.rows or _GHOSTS[grid.table.rows]
    rules = [
        tag("path", {"class": "rule", "d": f"M{box.x:g} {top + ROW * (n + 1):g}h{box.width:g}"})
        for n in range(count)
    ]
    note = words(grid.note, Box(box.x + 8, top + ROW * count + 2, box.width - 16, ROW), "soft")
    return tag(
        "g", "table", box.rect("box", 3), header.rect("header", 3) if header else None, *rules, *drawn, note
    )


def _cells(grid: Grid, column: Column, spot: Box) -> list[Markup]:
    if grid.rows:
        return [pill(handle, spot.moved(0, ROW * n)) for n, handle in column.cells.items()]
    faint = Box(spot.x, spot.y + 6, min(spot.width, 60), ROW - 12)
    return [ghost(column.kind, faint.moved(0, ROW * n)) for n in range(_GHOSTS[grid.table.rows])]
