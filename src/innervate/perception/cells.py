"""Tables from detected cells: their columns, their rows, their header.

Promises: a column is a stretch of x, a row a stretch of y, that hardly any cell crosses, so that a cell
that was missed or a merged one does not shift the rest. Refuses to see a table in fewer than four cells or
two columns.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from statistics import median

import numpy as np

from innervate.core.geometry import Device, Point, Rect
from innervate.core.scene import TextRun
from innervate.perception.cell_groups import LEAST_CELLS, apart, beside, groups, unlapped
from innervate.perception.columns import Place, ruled, stretches, with_lines
from innervate.perception.grid import Grid, Line
from innervate.perception.layout import bands, hull, middle, same_line
from innervate.perception.picture import Image

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
    places = unlapped([*cells, *headers], [run.bounds for run in texts])
    cells, headers = places[: len(cells)], places[len(cells) :]
    for group in groups(places):
        bodies = [cells[i] for i in group if i < len(cells)]
        heads = [headers[i - len(cells)] for i in group if i >= len(cells)]
        tables = [table for part in apart(bodies, heads) for table in beside(*part)]
        for inner, above in tables:
            if len(inner) < LEAST_CELLS:
                continue
            grid = grid_of(inner, above, texts, chosen, lambda place: ruled(image, origin, place))
            if grid is not None:
                found.append(grid)
    return found


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
