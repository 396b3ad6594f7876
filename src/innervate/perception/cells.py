"""Tables from detected cells: which cells make one table, its columns, its rows, its header.

Promises: a column is a stretch of x, a row a stretch of y, that hardly any cell crosses, so that a cell
that was missed or a merged one does not shift the rest. Refuses to see a table in fewer than four cells or
two columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from innervate.core.geometry import Device, Rect
from innervate.core.scene import TextRun
from innervate.perception.grid import Line
from innervate.perception.picture import spans

Place = Rect[Device]

_LEAST_CELLS = 4
_CROSSED = 0.12
"""Share of the fullest row or column that may cross a border."""
_NEAR_X, _NEAR_Y = 14, 10


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's place. columns: [left, right). header: where its header ends below, None without one."""

    bounds: Place
    columns: tuple[tuple[int, int], ...]
    header: int | None
    lines: tuple[Line, ...]


def grids(
    cells: Sequence[Place], headers: Sequence[Place], texts: Sequence[TextRun], chosen: Sequence[Place]
) -> list[Grid]:
    """The tables that these cells and column headers make, their texts in rows. chosen: selected cells."""
    found: list[Grid] = []
    for group in groups([*cells, *headers]):
        bodies = [cells[i] for i in group if i < len(cells)]
        if len(bodies) < _LEAST_CELLS:
            continue
        heads = [headers[i - len(cells)] for i in group if i >= len(cells)]
        grid = grid_of(bodies, heads, texts, chosen)
        if grid is not None:
            found.append(grid)
    return found


def groups(places: Sequence[Place]) -> list[list[int]]:
    """Indexes of places that touch, or nearly, in groups."""
    edges = np.array([(p.x, p.y, p.right, p.bottom) for p in places]).reshape(-1, 4)
    rest = np.ones(len(places), dtype=np.bool_)
    found: list[list[int]] = []
    for first in range(len(places)):
        if not rest[first]:
            continue
        group, waiting = [], [first]
        rest[first] = False
        while waiting:
            index = waiting.pop()
            group.append(index)
            left, top, right, bottom = edges[index]
            near = (
                rest
                & (edges[:, 0] < right + _NEAR_X)
                & (edges[:, 2] > left - _NEAR_X)
                & (edges[:, 1] < bottom + _NEAR_Y)
                & (edges[:, 3] > top - _NEAR_Y)
            )
            rest &= ~near
            waiting += np.flatnonzero(near).tolist()
        found.append(sorted(group))
    return found


def hull(places: Sequence[Place]) -> Place:
    whole = places[0]
    for place in places[1:]:
        whole = whole.union(place)
    return whole


def grid_of(
    cells: Sequence[Place], headers: Sequence[Place], texts: Sequence[TextRun], chosen: Sequence[Place]
) -> Grid | None:
    """Rows and columns of one group of cells."""
    bounds = hull([*cells, *headers])
    header = max((h.bottom for h in headers), default=None) if headers else None
    inner = [run for run in texts if bounds.holds(run.bounds.centre)]
    columns = stretches(
        [(p.x, p.right) for p in [*cells, *headers, *(r.bounds for r in inner)]], bounds.x, bounds.right
    )
    top = header if header is not None else bounds.y
    rows = stretches([(c.y, c.bottom) for c in cells if c.centre.y >= top], top, bounds.bottom)
    if len(columns) < 2 or not rows:
        return None
    lines: list[Line] = []
    for start, end in rows:
        held = tuple(run for run in inner if start <= run.bounds.centre.y < end)
        place: Place = Rect(bounds.x, start, bounds.width, end - start)
        if held:
            lines.append(Line(place, held, any(place.holds(c.centre) for c in chosen)))
    return Grid(bounds, columns, header, tuple(lines))


def stretches(edges: Sequence[tuple[int, int]], start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Stretches that hardly any of these [from, to) cross, touching each other, from `start` to `end`."""
    if end <= start or not edges:
        return ()
    count = np.zeros(end - start + 1, dtype=np.int32)
    for a, b in edges:
        slack = min(4, (b - a) // 4)
        first, last = max(start, a + slack) - start, min(end, b - slack) - start
        if last > first:
            count[first] += 1
            count[last] -= 1
    covered = np.cumsum(count)[:-1]
    taken = spans(covered > _CROSSED * covered.max(initial=0), 1)
    middles = [start, *((a[1] + b[0]) // 2 + start for a, b in pairwise(taken)), end]
    return tuple(pairwise(middles)) if taken else ()
