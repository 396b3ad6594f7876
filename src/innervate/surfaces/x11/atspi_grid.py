"""The showing cells of a table with too many to list, by its Table interface.

Promises: no call whose answer grows with the table; where rows and columns begin and end on the screen is
found by halving, then each crossing is asked for by its numbers, at most 4,000 of them. None where the table
doesn't tell which row and column a cell is in (LibreOffice's numbers overflow beyond row 131,072).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from innervate.core.geometry import Device, Point, Rect
from innervate.surfaces.x11.atspi_bus import Failed, Ref, integer, reference
from innervate.surfaces.x11.atspi_contents import ACCESSIBLE, ADDRESS
from innervate.surfaces.x11.atspi_read import COMPONENT, Reader
from innervate.surfaces.x11.atspi_strays import at_once

_TABLE = "org.a11y.atspi.Table"
_MOST = 4_000
_SCREEN = 0
# How finely a table is tapped for a first cell: so many points along each side.
_TAPS = 7

Cell = tuple[int, int]
Where = Callable[[int, int], Awaitable[Cell | None]]


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells that show, row by row, and whether they are named by their address."""

    refs: tuple[Ref, ...]
    addressed: bool


async def shown_cells(reader: Reader, table: Ref, area: Rect[Device]) -> Cells | None:
    """The cells of a table that lie in `area`; None where it can't be told."""
    grid = _Grid(reader, table)
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
    refs = tuple(dict.fromkeys(ref for ref in found if ref is not None))
    if not refs:
        return None
    headers = await at_once([grid.header(column) for column in columns])
    named = tuple(dict.fromkeys(ref for ref in headers if ref is not None and ref not in refs))
    return Cells((*named, *refs), await grid.addressed(refs))


class _Grid:
    def __init__(self, reader: Reader, table: Ref) -> None:
        self._reader, self._table = reader, table

    async def tap(self, area: Rect[Device]) -> Point[Device] | None:
        """A point at which there is a cell: the middle, or else one of a coarse net."""
        middle = area.centre
        net = [
            Point[Device](area.x + area.width * i // (_TAPS + 1), area.y + area.height * j // (_TAPS + 1))
            for j in range(1, _TAPS + 1)
            for i in range(1, _TAPS + 1)
        ]
        corner = Point[Device](area.x + min(area.width - 1, 6), area.y + min(area.height - 1, 6))
        for points in ([middle], [corner, *net]):
            hits = await at_once([self._at(point) for point in points])
            for point, hit in zip(points, hits, strict=True):
                if hit is not None and await self._owns(*hit):
                    return point
        return None

    async def _owns(self, row: int, column: int) -> bool:
        """Whether cells are the table's own children, not those of its rows."""
        ref = await self.cell(row, column)
        try:
            return ref is not None and await self._reader.parent(ref) == self._table
        except Failed:
            return False

    async def edge(self, start: Point[Device], end: tuple[int | None, int | None]) -> Cell:
        """The last cell from `start` to an x or a y, found by halving; headers and blanks end it."""
        x, y = end
        goal = Point[Device](start.x if x is None else x, start.y if y is None else y)
        last = await self._at(start)
        if (there := await self._at(goal)) is not None:
            return there
        near, far = start, goal
        while abs(far.x - near.x) + abs(far.y - near.y) > 1:
            between = Point[Device]((near.x + far.x) // 2, (near.y + far.y) // 2)
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
            again = await self.cell(row, column) if min(index, row, column) >= 0 else None
        except Failed:
            return None
        return (row, column) if again == hit else None

    async def cell(self, row: int, column: int) -> Ref | None:
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

    async def addressed(self, refs: tuple[Ref, ...]) -> bool:
        """Whether cells are named by their address; the first and the last tell."""
        try:
            names = await at_once([self._reader.name(ref) for ref in (refs[0], refs[-1])])
        except Failed:
            return False
        return all(ADDRESS.fullmatch(name) for name in names)
