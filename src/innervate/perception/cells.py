"""Tables from detected cells: which cells make one table, its columns, its rows, its header.

Promises: a column is a stretch of x, a row a stretch of y, that hardly any cell crosses, so that a cell
that was missed or a merged one does not shift the rest. Refuses to see a table in fewer than four cells or
two columns.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import pairwise
from statistics import median

import cv2
import numpy as np
import numpy.typing as npt

from innervate.core.geometry import Device, Point, Rect
from innervate.core.scene import TextRun
from innervate.perception.grid import Grid, Line
from innervate.perception.layout import bands, hull, middle, same_line
from innervate.perception.picture import Image, spans

Place = Rect[Device]

_LEAST_CELLS = 4
_CROSSED = 0.5
"""Share of what stands on either side of a border that may cross it."""
_NEAR_X, _NEAR_Y = 14, 10
_COARSE = 4
_STEP, _THROUGH, _ROWS = 8, 0.6, 120
"""Least difference of neighbouring colours at a line; share of a table's height that it goes through, and
about how many rows of pixels are looked at for that."""
_NOWHERE: Point[Device] = Point(0, 0)


def grids(
    cells: Sequence[Place],
    headers: Sequence[Place],
    texts: Sequence[TextRun],
    chosen: Sequence[Place],
    image: Image | None = None,
    origin: Point[Device] = _NOWHERE,
) -> list[Grid]:
    """The tables that these cells and column headers make, their texts in rows. chosen: selected cells.

    image: the picture, BGR, in which they stand, and its place: lines that are drawn in it are borders.
    """
    found: list[Grid] = []
    for group in groups([*cells, *headers]):
        bodies = [cells[i] for i in group if i < len(cells)]
        heads = [headers[i - len(cells)] for i in group if i >= len(cells)]
        for inner, above in apart(bodies, heads):
            if len(inner) < _LEAST_CELLS:
                continue
            grid = grid_of(inner, above, texts, chosen, lambda place: ruled(image, origin, place))
            if grid is not None:
                found.append(grid)
    return found


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
        if len(row) >= 2 and len(line) < len(row) and _LEAST_CELLS <= len(above) <= len(cells) - _LEAST_CELLS:
            parts = ([c for c in cells if c.centre.y >= top], [h for h in headers if h.centre.y >= top])
            return [(above, [h for h in headers if h.centre.y < top]), *apart(*parts)]
    return [(list(cells), list(headers))]


def ruled(image: Image | None, origin: Point[Device], place: Place) -> list[int]:
    """Where lines are drawn through most of a place from top to bottom: the borders that they are."""
    if image is None:
        return []
    part = image[place.y - origin.y : place.bottom - origin.y, place.x - origin.x : place.right - origin.x]
    if part.shape[0] < 8 or part.shape[1] < 8:
        return []
    # Of a high place some rows tell as much as all.
    part = np.ascontiguousarray(part[:: max(1, part.shape[0] // _ROWS)])
    step = cv2.absdiff(part[:, 1:], part[:, :-1])
    drawn = np.logical_or.reduce([step[..., c] > _STEP for c in range(3)]).mean(axis=0) > _THROUGH
    middles = [place.x + (a + b) // 2 + 1 for a, b in spans(np.asarray(drawn), 4)]
    return [x for x in middles if place.x + 8 < x < place.right - 8]


def grid_of(
    cells: Sequence[Place],
    headers: Sequence[Place],
    texts: Sequence[TextRun],
    chosen: Sequence[Place],
    lines_in: Callable[[Place], list[int]],
) -> Grid | None:
    """Rows and columns of one group of cells. lines_in: the borders that are drawn in a place."""
    heads = first_row(headers, cells)
    cells = [*cells, *(h for h in headers if h not in heads)]
    bounds = hull([*cells, *heads])
    header = max((h.bottom for h in heads), default=None)
    inner = [run for run in texts if bounds.holds_middle(run.bounds)]
    columns = stretches(
        [(p.x, p.right) for p in [*cells, *heads, *(r.bounds for r in inner)]], bounds.x, bounds.right
    )
    top = header if header is not None else bounds.y
    drawn = lines_in(Rect(bounds.x, top, bounds.width, bounds.bottom - top))
    if drawn:
        columns = with_lines(columns, drawn, bounds, [run.bounds.x + run.bounds.width // 2 for run in inner])
    body = [run for run in inner if run.bounds.y + run.bounds.height // 2 >= top]
    if len(columns) < 2 or not body:
        return None
    rows = rows_of(body, cells)
    # Between two rows the border is in the middle of what is free.
    ends = [max(r.bounds.bottom for r in row) for row in rows]
    starts = [min(r.bounds.y for r in row) for row in rows]
    borders = [top, *((a + b) // 2 for a, b in zip(ends[:-1], starts[1:], strict=True)), bounds.bottom]
    lines: list[Line] = []
    for row, (start, end) in zip(rows, pairwise(borders), strict=True):
        place: Place = Rect(bounds.x, start, bounds.width, max(1, end - start))
        lines.append(Line(place, tuple(row), any(place.holds_middle(c) for c in chosen)))
    return Grid(bounds, columns, header, tuple(lines))


def with_lines(
    columns: Sequence[tuple[int, int]], drawn: Sequence[int], bounds: Place, middles: Sequence[int]
) -> tuple[tuple[int, int], ...]:
    """Columns with the borders that are drawn; others stay where texts stand on both sides of them.

    middles: of the texts in the table.
    """
    borders = [bounds.x, *drawn, bounds.right]
    for x in (a for a, _ in columns[1:]):
        place = bisect_right(borders, x)
        before, after = borders[place - 1], borders[place]
        if any(before <= m < x for m in middles) and any(x <= m < after for m in middles):
            borders.insert(place, x)
    return tuple(pairwise(borders))


def rows_of(texts: Sequence[TextRun], cells: Sequence[Place]) -> list[list[TextRun]]:
    """Texts in rows, top down: the lines of text, those joined that more cells hold together than apart."""
    lines = [[run for run, _ in band] for band in bands([(run, run.bounds) for run in texts])]
    middles = np.array([middle([run.bounds for run in line]) for line in lines])
    tops, bottoms = np.array([(c.y, c.y + c.height) for c in cells]).T[:, :, None]
    held = (tops < middles) & (middles < bottoms)
    joined = (held[:, 1:] & held[:, :-1]).sum(axis=0)
    apart = (held[:, 1:] != held[:, :-1]).sum(axis=0)
    rows = [lines[0]]
    for line, more in zip(lines[1:], (joined > apart).tolist(), strict=True):
        if more:
            rows[-1] = rows[-1] + line
        else:
            rows.append(line)
    return rows


def first_row(headers: Sequence[Place], cells: Sequence[Place]) -> list[Place]:
    """The headers that stand in one row above nearly all cells; what looks like one further down is a
    cell."""
    if not headers:
        return []
    highest = min(headers, key=lambda h: h.centre.y)
    row = [h for h in headers if same_line(h, highest)]
    bottom = median(h.bottom for h in row)
    below = sum(c.y + c.height // 2 > bottom for c in cells)
    return row if below >= 0.9 * len(cells) else []


def stretches(edges: Sequence[tuple[int, int]], start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Stretches that few of these [from, to) cross, touching each other, from `start` to `end`."""
    if end <= start or not edges:
        return ()
    first, last = np.array(edges, dtype=np.int32).T
    slack = np.minimum(8, (last - first) // 6)
    first = np.maximum(start, first + slack) - start
    last = np.minimum(end, last - slack) - start
    covers = last > first
    count = np.zeros(end - start + 1, dtype=np.int32)
    np.add.at(count, first[covers], 1)
    np.add.at(count, last[covers], -1)
    borders = valleys(np.cumsum(count)[:-1].astype(np.float32))
    return tuple(pairwise([start, *(start + x for x in borders), end]))


def valleys(covered: npt.NDArray[np.float32]) -> list[int]:
    """Where what is covered falls to half of what it is on both sides: the middles of the lowest places."""
    if covered.size < 6:
        return []
    before = np.maximum.accumulate(covered)
    after = np.maximum.accumulate(covered[::-1])[::-1]
    share = covered / np.minimum(before, after).clip(1e-6)
    share[(before < 1) | (after < 1)] = 1
    lowest = int(share.argmin())
    if share[lowest] > _CROSSED:
        return []
    last = lowest
    while last + 1 < covered.size and covered[last + 1] == covered[lowest]:
        last += 1
    middle = (lowest + last + 1) // 2
    return [*valleys(covered[:middle]), middle, *(middle + x for x in valleys(covered[middle:]))]
