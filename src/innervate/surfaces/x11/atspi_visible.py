"""The showing children of a container with too many to list.

A spreadsheet's table has billions of children, a long list thousands, so neither GetChildren nor one index
after the other is of use. A table is asked by rows and columns; children that lie in order are found by
halving, by their places; else they are found by pointing at the screen: the first column and the first row
are felt out step by step, then every crossing is asked for. Promises: at most 4,000 accessibles, and no call
whose answer grows with the container; None where the container doesn't tell.
"""

from __future__ import annotations

from collections.abc import Callable

from innervate.core.geometry import Device, Rect
from innervate.surfaces.x11.atspi_bus import Ref, references
from innervate.surfaces.x11.atspi_calls import Failed
from innervate.surfaces.x11.atspi_contents import ACCESSIBLE
from innervate.surfaces.x11.atspi_grid import Cells, shown_cells
from innervate.surfaces.x11.atspi_known import Known
from innervate.surfaces.x11.atspi_read import COMPONENT, Reader
from innervate.surfaces.x11.atspi_strays import at_once

_STEPS = 200
_MOST = 2_000
_CLIMB = 20
_SCREEN = 0
_SMALLEST = 6
# No list that shows is longer: a screen is some 2,000 pixels high.
_MOST_IN_ORDER = 600


async def visible_children(reader: Reader, known: Known, area: Rect[Device]) -> Cells | None:
    """The children that are under a point of `area`, in order; None where it can't be told."""
    ref, count = known.ref, known.count
    if reader.toolkit.in_window or not area.area:
        return None
    try:
        if (cells := await shown_cells(reader, ref, area, known.sheet)) is not None:
            return cells
    except Failed:
        pass
    refs = await _in_order(reader, ref, count, area) if count > 0 else None
    if refs is None:
        refs = await _by_pointing(reader, ref, area)
    return Cells(tuple(refs)) if refs else None


async def _in_order(reader: Reader, ref: Ref, count: int, area: Rect[Device]) -> list[Ref] | None:
    """Children that lie one under the other; None where they don't, or don't say where they lie."""
    line = _Line(reader, ref)
    try:
        ends = await at_once([line.place(0), line.place(count - 1)])
        if ends[0].y >= ends[1].y:
            return None
        first = await line.first(count, lambda place: place.bottom > area.y)
        last = await line.first(count, lambda place: place.y >= area.bottom)
        wanted = range(first, min(last, first + _MOST_IN_ORDER))
        return await at_once([line.child(index) for index in wanted])
    except Failed:
        return None


class _Line:
    """Children in the order of their places."""

    def __init__(self, reader: Reader, ref: Ref) -> None:
        self._reader, self._ref = reader, ref

    async def first(self, count: int, holds: Callable[[Rect[Device]], bool]) -> int:
        """The index of the first child of whose place it holds; `count` if it holds of none."""
        low, high = 0, count
        while low < high:
            middle = (low + high) // 2
            if holds(await self.place(middle)):
                high = middle
            else:
                low = middle + 1
        return low

    async def child(self, index: int) -> Ref:
        found = references(
            await self._reader.bus.call(self._ref, ACCESSIBLE, "GetChildAtIndex", "i", [index])
        )
        if not found:
            raise Failed("no such child")
        return found[0]

    async def place(self, index: int) -> Rect[Device]:
        place = await self._reader.extents(await self.child(index))
        if place is None:
            raise Failed("no place")
        return place


async def _by_pointing(reader: Reader, ref: Ref, area: Rect[Device]) -> list[Ref]:
    pointer = _Pointer(reader, ref, area)
    rows = await pointer.feel(area.x + _SMALLEST, down=True)
    if not rows:
        return []
    columns = await pointer.feel(rows[min(1, len(rows) - 1)], down=False) or [area.x + _SMALLEST]
    points = [(x, y) for y in rows for x in columns][:_MOST]
    hits = await at_once([pointer.at(x, y) for x, y in points])
    return list(dict.fromkeys(hit for hit in hits if hit is not None))


class _Pointer:
    def __init__(self, reader: Reader, ref: Ref, area: Rect[Device]) -> None:
        self._reader, self._ref, self._area = reader, ref, area
        self._child_of: dict[Ref, Ref | None] = {}

    async def feel(self, fixed: int, *, down: bool) -> list[int]:
        """Middles of what lies along a vertical or horizontal line."""
        area, middles = self._area, []
        here, end = (area.y, area.bottom) if down else (area.x, area.right)
        for _ in range(_STEPS):
            if here >= end:
                break
            x, y = (fixed, here + 1) if down else (here + 1, fixed)
            hit = await self.at(x, y)
            place = await self._reader.extents(hit) if hit is not None else None
            edge = (place.bottom if down else place.right) if place is not None else 0
            if edge > here + 1:
                middles.append((here + min(edge, end)) // 2)
            here = max(edge, here + _SMALLEST)
        return middles

    async def at(self, x: int, y: int) -> Ref | None:
        """The child under a point."""
        try:
            said = await self._reader.bus.call(
                self._ref, COMPONENT, "GetAccessibleAtPoint", "iiu", [x, y, _SCREEN]
            )
            found = references(said)
            return await self._child(found[0]) if found else None
        except Failed:
            return None

    async def _child(self, hit: Ref) -> Ref | None:
        """The direct child that holds the hit, which may be deep inside it."""
        if hit not in self._child_of:
            self._child_of[hit] = await self._climb(hit)
        return self._child_of[hit]

    async def _climb(self, hit: Ref) -> Ref | None:
        here = hit
        for _ in range(_CLIMB):
            above = await self._reader.parent(here)
            if above == self._ref:
                return here
            if above is None:
                return None
            here = above
        return None
