"""The showing cells of a table with too many to list, by its Table interface.

Promises: no call whose answer grows with the table; where rows and columns begin and end on the screen is
found by halving, then each crossing is asked for by its numbers, at most 4,000 of them. None where the table
doesn't tell which row and column a cell is in (LibreOffice's numbers overflow beyond row 131,072).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from innervate.core.geometry import Device, Point, Rect
from innervate.surfaces.x11.atspi_bus import Ref, integer, reference
from innervate.surfaces.x11.atspi_calls import Failed
from innervate.surfaces.x11.atspi_contents import ACCESSIBLE
from innervate.surfaces.x11.atspi_known import Cell, Sheet, address
from innervate.surfaces.x11.atspi_read import COMPONENT, Reader
from innervate.surfaces.x11.atspi_strays import at_once

_TABLE = "org.a11y.atspi.Table"
_MOST = 4_000
_SCREEN = 0
# How finely a table is tapped for a first cell: so many points along each side.
_TAPS = 7
_GAP = 4


@dataclass(frozen=True, slots=True)
class Cells:
    """What shows of a crowd, in order. sheet: its cells by row and column, where they are named by these."""

    refs: tuple[Ref, ...]
    sheet: Mapping[Cell, Ref] = field(default_factory=dict)


async def shown_cells(reader: Reader, table: Ref, area: Rect[Device], sheet: Sheet) -> Cells | None:
    """The cells of a table that lie in `area`; None where it can't be told. sheet: cells known before."""
    grid = _Grid(reader, table, sheet.living())
    first = await grid.tap(area)
    if first is None:
        return None
    ends = ((area.x, None), (None, area.y), (area.right - 1, None), (None, area.bottom - 1))
    left, top, right, bottom = await at_once([grid.edge(first, end) for end in ends])
    rows, columns = range(top[0], bottom[0] + 1), range(left[1], right[1] + 1)
    if not rows or not columns or len(columns) > _MOST:
        return None
    rows = rows[: max(1, _MOST // len(columns))]
    found = await at_once([grid.cell(row, column) for row in rows for column in columns])
    places = [(row, column) for row in rows for column in columns]
    cells = {place: ref for place, ref in zip(places, found, strict=True) if ref is not None}
    if not cells:
        return None
    refs = tuple(dict.fromkeys(cells.values()))
    if sheet or await grid.addressed(cells):
        return Cells(refs, cells)
    headers = await at_once([grid.header(column) for column in columns])
    known = set(refs)
    named = tuple(dict.fromkeys(ref for ref in headers if ref is not None and ref not in known))
    return Cells((*named, *refs))


def _grown(place: Rect[Device]) -> Rect[Device]:
    """With the gap between cells, in which a point counts as one of them."""
    return Rect(place.x - _GAP, place.y - _GAP, place.width + 2 * _GAP, place.height + 2 * _GAP)


class _Grid:
    def __init__(self, reader: Reader, table: Ref, sheet: Mapping[Cell, Ref]) -> None:
        self._reader, self._table, self._sheet = reader, table, sheet

    async def tap(self, area: Rect[Device]) -> Point[Device] | None:
        """A point at which there is a cell: the middle, or else one of a coarse net."""
        middle = area.centre
        net: list[Point[Device]] = [
            Point(area.x + area.width * i // (_TAPS + 1), area.y + area.height * j // (_TAPS + 1))
            for j in range(1, _TAPS + 1)
            for i in range(1, _TAPS + 1)
        ]
        corner: Point[Device] = Point(area.x + min(area.width - 1, 6), area.y + min(area.height - 1, 6))
        for points in ([middle], [corner, *net]):
            hits = await at_once([self._at(point) for point in points])
            for point, hit in zip(points, hits, strict=True):
                if hit is not None and await self._owns(point, *hit):
                    return point
        return None

    async def _owns(self, point: Point[Device], row: int, column: int) -> bool:
        """Whether rows and columns are rightly told, of cells that are the table's own children."""
        ref = await self.cell(row, column)
        try:
            if ref is None or await self._reader.parent(ref) != self._table:
                return False
            place = await self._reader.extents(ref)
        except Failed:
            return False
        return place is not None and _grown(place).holds(point)

    async def edge(self, start: Point[Device], end: tuple[int | None, int | None]) -> Cell:
        """The last cell from `start` to an x or a y, found by halving; headers and blanks end it."""
        x, y = end
        goal: Point[Device] = Point(start.x if x is None else x, start.y if y is None else y)
        last = await self._at(start)
        if (there := await self._at(goal)) is not None:
            return there
        near, far = start, goal
        while abs(far.x - near.x) + abs(far.y - near.y) > 1:
            between: Point[Device] = Point((near.x + far.x) // 2, (near.y + far.y) // 2)
            if (hit := await self._at(between)) is not None:
                near, last = between, hit
            else:
                far = between
        if last is None:
            raise Failed("a cell that comes and goes")
        return last

    async def _at(self, point: Point[Device]) -> Cell | None:
        """Row and column of the cell at a point."""
        try:
            said = await self._reader.bus.call(
                self._table, COMPONENT, "GetAccessibleAtPoint", "iiu", [point.x, point.y, _SCREEN]
            )
            hit = reference(said[0] if said else None)
            if hit is None or hit == self._table:
                return None
            index = integer(await self._reader.bus.call(hit, ACCESSIBLE, "GetIndexInParent"))
            row = integer(await self._reader.bus.call(self._table, _TABLE, "GetRowAtIndex", "i", [index]))
            column = integer(
                await self._reader.bus.call(self._table, _TABLE, "GetColumnAtIndex", "i", [index])
            )
        except Failed:
            return None
        return (row, column) if min(index, row, column) >= 0 else None

    async def cell(self, row: int, column: int) -> Ref | None:
        """The accessible of a cell: LibreOffice makes a new one for each question, and never frees it."""
        if (known := self._sheet.get((row, column))) is not None:
            return known
        try:
            said = await self._reader.bus.call(self._table, _TABLE, "GetAccessibleAt", "ii", [row, column])
        except Failed:
            return None
        return reference(said[0] if said else None)

    async def header(self, column: int) -> Ref | None:
        try:
            said = await self._reader.bus.call(self._table, _TABLE, "GetColumnHeader", "i", [column])
        except Failed:
            return None
        return reference(said[0] if said else None)

    async def addressed(self, cells: Mapping[Cell, Ref]) -> bool:
        """Whether cells are named by their address; the first, the middle and the last tell."""
        places = list(cells)
        sample = {places[0], places[len(places) // 2], places[-1]}
        asked = [self._reader.is_called(cells[place], address(place)) for place in sample]
        return all(await at_once(asked))
