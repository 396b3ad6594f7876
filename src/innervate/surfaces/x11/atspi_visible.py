"""The showing children of a container with too many to list: found by pointing at the screen.

A spreadsheet's table has billions of children and a long list thousands, so neither GetChildren nor an
index is of use. The first column and the first row are felt out step by step, then every crossing is asked
for. Promises: at most 2,000 accessibles, and no call whose answer grows with the container.
"""

from __future__ import annotations

import asyncio

from innervate.core.geometry import Device, Rect
from innervate.surfaces.x11.atspi_bus import Failed, Ref, references
from innervate.surfaces.x11.atspi_read import COMPONENT, Reader

_STEPS = 200
_MOST = 2_000
_CLIMB = 20
_SCREEN = 0
_SMALLEST = 6


async def visible_children(reader: Reader, ref: Ref, area: Rect[Device]) -> list[Ref]:
    """The children of `ref` that are under a point of `area`, row by row."""
    pointer = _Pointer(reader, ref, area)
    rows = await pointer.feel(area.x + _SMALLEST, down=True)
    if not rows:
        return []
    columns = await pointer.feel(rows[min(1, len(rows) - 1)], down=False) or [area.x + _SMALLEST]
    points = [(x, y) for y in rows for x in columns][:_MOST]
    hits = await asyncio.gather(*(pointer.at(x, y) for x, y in points))
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
