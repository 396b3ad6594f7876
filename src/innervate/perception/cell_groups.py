"""Which detected cells make one table: those that touch, but not those of tables below or beside each other.

Promises: tables beside each other are told apart where their rows are not level, tables below each other by
their headers. Refuses to part what has fewer than four rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

import cv2
import numpy as np
import numpy.typing as npt

from innervate.core.geometry import Rect
from innervate.perception.columns import Place, into, stretches
from innervate.perception.layout import bands, hull, same_line

Rows = npt.NDArray[np.float64]
"""The middles of a column's rows, top down."""

LEAST_CELLS = 4
_LEAST_ITEMS, _MOSTLY_LEVEL = 6, 0.7
"""List items that make a table at least; share of them that have another one beside them."""
_NEAR_X, _NEAR_Y = 14, 10
_COARSE = 4
_LAP = 4
"""Pixels by which neighbouring cells may overlap: so exactly they are seen."""
_LEAST_ROWS, _REACH = 4, 8
"""Of tables beside each other: fewest rows; pixels by which the rows of one may go on beyond the other's."""
_EVEN, _MOSTLY, _UNEVEN, _OFTEN = 0.2, 0.9, 0.25, 0.2
"""Of the distance of rows: how far off one is that is level, and from where on one is not; shares of rows."""


def celled(items: Sequence[Place]) -> list[list[int]]:
    """Indexes of those list items that stand beside each other, row for row, as cells do, by their table."""
    found: list[list[int]] = []
    for group in groups(items):
        if len(group) >= _LEAST_ITEMS:
            level = sum(sum(same_line(items[i], items[j]) for j in group) > 1 for i in group)
            if level >= _MOSTLY_LEVEL * len(group):
                found.append(group)
    return found


def unlapped(places: Sequence[Place], texts: Sequence[Place]) -> list[Place]:
    """The places, those that overlap the next on their line cut there, through no text.

    How wide a cell is, is hardly seen where nothing is drawn between two; what stands in its middle is.
    """
    if len(places) < 2:
        return list(places)
    x, y, right, bottom = np.array([(p.x, p.y, p.right, p.bottom) for p in places], dtype=np.int32).T
    centre = x + right
    lapping = (x < right[:, None] - _LAP) & (y < bottom[:, None]) & (bottom > y[:, None])
    lapping &= (centre > centre[:, None]) & (x > x[:, None]) & (right > right[:, None])
    first, last, level_of = (
        np.array([(t.x, t.right, t.y + t.height // 2) for t in texts], dtype=np.int32).reshape(-1, 3).T
    )
    one, other = np.nonzero(lapping)
    level = np.minimum(bottom[one], bottom[other]) - np.maximum(y[one], y[other])
    beside = 2 * level > np.minimum((bottom - y)[one], (bottom - y)[other])
    # Of each one's neighbours the nearest.
    one, other = one[beside], other[beside]
    order = np.lexsort((centre[other], one))
    one, nearest = np.unique(one[order], return_index=True)
    other = other[order[nearest]]
    borders = (x[other] + right[one]) // 2
    through = (first < borders[:, None]) & (borders[:, None] < last)
    through &= (y[one][:, None] <= level_of) & (level_of < bottom[one][:, None])
    for number, text in zip(*(found.tolist() for found in np.nonzero(through)), strict=True):
        border = borders[number]
        borders[number] = first[text] if border - first[text] < last[text] - border else last[text]
    starts, ends = x.copy(), right.copy()
    ends[one] = np.minimum(borders, ends[one])
    np.maximum.at(starts, other, borders)
    return [
        Rect(a, p.y, b - a, p.height) if b > a else p
        for p, a, b in zip(places, starts.tolist(), ends.tolist(), strict=True)
    ]


def groups(places: Sequence[Place]) -> list[list[int]]:
    """Indexes of places that touch, or nearly, in groups."""
    if not places:
        return []
    edges = np.array([(p.x, p.y, p.x + p.width, p.y + p.height) for p in places], dtype=np.int32)
    coarse = (edges - edges.min(axis=0)[[0, 1, 0, 1]]) // _COARSE
    x, y, right, bottom = coarse.T
    reach_x, reach_y = _NEAR_X // 2 // _COARSE, _NEAR_Y // 2 // _COARSE
    # Plus one at each rectangle's start, minus one after its end, and the sums are where one is.
    corners = np.zeros((int(bottom.max()) + reach_y + 3, int(right.max()) + reach_x + 3), dtype=np.int32)
    first_x, first_y = (x - reach_x).clip(0), (y - reach_y).clip(0)
    last_x, last_y = right + 1 + reach_x, bottom + 1 + reach_y
    for ys, xs, sign in (
        (first_y, first_x, 1),
        (first_y, last_x, -1),
        (last_y, first_x, -1),
        (last_y, last_x, 1),
    ):
        np.add.at(corners, (ys, xs), sign)
    filled = (corners.cumsum(axis=0).cumsum(axis=1) > 0).astype(np.uint8)
    labels = cv2.connectedComponents(filled, connectivity=8)[1]
    found: dict[int, list[int]] = {}
    for index, label in enumerate(labels[y, x].tolist()):
        found.setdefault(label, []).append(index)
    return list(found.values())


def apart(cells: Sequence[Place], headers: Sequence[Place]) -> list[tuple[list[Place], list[Place]]]:
    """Cells and headers of the tables that stand below each other in a group, each with a row of headers."""
    for row in bands([(h, h) for h in headers]):
        top = min(h.y for h, _ in row)
        line = [c for c in cells if any(same_line(c, h) for h, _ in row)]
        above = [c for c in cells if c.centre.y < top]
        if len(row) >= 2 and len(line) < len(row) and LEAST_CELLS <= len(above) <= len(cells) - LEAST_CELLS:
            parts = ([c for c in cells if c.centre.y >= top], [h for h in headers if h.centre.y >= top])
            return [(above, [h for h in headers if h.centre.y < top]), *apart(*parts)]
    return [(list(cells), list(headers))]


def beside(cells: Sequence[Place], headers: Sequence[Place]) -> list[tuple[list[Place], list[Place]]]:
    """Cells and headers of the tables that stand beside each other in a group: their rows are not level."""
    bounds = hull([*cells, *headers])
    columns = stretches([(p.x, p.right) for p in (*cells, *headers)], bounds.x, bounds.right)
    stacks = map(rows_in, into(columns, cells))
    starts = [
        start
        for (start, _), (left, right) in zip(columns[1:], pairwise(stacks), strict=True)
        if uneven(left, right)
    ]
    parts = list(pairwise([bounds.x, *starts, bounds.right]))
    return list(zip(into(parts, cells), into(parts, headers), strict=True))


def uneven(ones: Rows, others: Rows) -> bool:
    """Whether two columns have rows of their own: each of one height, one's between the other's."""
    if min(ones.size, others.size) < _LEAST_ROWS:
        return False
    start, end = max(ones.min(), others.min()), min(ones.max(), others.max())
    one, other = (s[(s >= start - _REACH) & (s <= end + _REACH)] for s in (ones, others))
    if min(one.size, other.size) < _LEAST_ROWS:
        return False
    fits = pitch_of(one), pitch_of(other)
    return None not in fits and any(
        (off_by(rows, *fit) > _UNEVEN).mean() > _OFTEN
        for rows, fit in zip((one, other), reversed(fits), strict=True)
        if fit
    )


def rows_in(column: Sequence[Place]) -> Rows:
    """The middles of the rows that cells below each other are in, top down."""
    if not column:
        return np.zeros(0)
    middles = np.sort(np.array([p.y + p.height / 2 for p in column]))
    firsts = np.flatnonzero(np.diff(middles, prepend=-np.inf) > median(p.height for p in column) / 2)
    return np.asarray(np.add.reduceat(middles, firsts) / np.diff(firsts, append=middles.size))


def pitch_of(rows: Rows) -> tuple[float, float] | None:
    """The distance of rows, and where one of them is; None where they don't have one distance."""
    rough = float(np.median(np.diff(rows)))
    number = np.round((rows - rows[0]) / rough)
    # Least squares, of which the mean is the middle.
    offset = number - number.mean()
    pitch = float(offset @ rows / (offset @ offset))
    first = float(rows.mean() - pitch * number.mean())
    return (pitch, first) if (off_by(rows, pitch, first) < _EVEN).mean() >= _MOSTLY else None


def off_by(rows: Rows, pitch: float, first: float) -> Rows:
    """How far rows are from the nearest of those that have this distance, in distances."""
    number = (rows - first) / pitch
    return np.asarray(np.abs(number - np.round(number)))
