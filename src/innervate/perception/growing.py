"""Tables grown over the rows and columns beside them in which no cell was detected.

Promises: a row is taken in where it follows at the rows' distance and stands in the columns; a column where
most rows go on into it without a border of a pane between. Refuses to grow what has fewer than three rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

import numpy as np

from innervate.core.geometry import Device, Point, Rect
from innervate.core.scene import TextRun
from innervate.perception.grid import Grid, Line
from innervate.perception.layout import bands, middle
from innervate.perception.picture import Image, spans

_LEAST_ROWS = 3
_NEAREST, _FARTHEST = 0.6, 1.5
"""Of the rows' distance: how far the next row is at least and at most."""
_MOST_ROWS = 0.5
"""Share of the rows that a further column has texts in."""
_EVEN = 10
"""Most difference of colours along the border of a row, of 255, that is none."""
_UNBROKEN = 0.7


def grown(grid: Grid, texts: Sequence[TextRun], image: Image, origin: Point[Device]) -> Grid:
    """The table with what it goes on into. image: the picture, BGR, in which it stands, at `origin`."""
    if len(grid.lines) < _LEAST_ROWS:
        return grid
    for right in (True, False):
        grid = with_columns(grid, texts, image, origin, right)
    return with_rows(grid, texts)


def with_columns(
    grid: Grid, texts: Sequence[TextRun], image: Image, origin: Point[Device], right: bool
) -> Grid:
    """The table with the columns on one side of it."""
    beside = [
        run
        for run in texts
        if (run.bounds.x >= grid.bounds.right if right else run.bounds.right <= grid.bounds.x)
    ]
    rows = [[run for run in beside if in_row(run, line)] for line in grid.lines]
    for first, last in stretches_beside(rows, right):
        found = [[run for run in row if first <= run.bounds.x < last] for row in rows]
        edge = grid.bounds.right if right else grid.bounds.x
        between = (edge - 2, last) if right else (first, edge + 2)
        if (
            sum(map(bool, found)) < _MOST_ROWS * len(rows)
            or counts(found)
            or not unbroken(grid.lines, between, image, origin)
        ):
            break
        bounds = grid.bounds.union(Rect(first - 2, grid.bounds.y, last - first + 4, grid.bounds.height))
        columns = (*grid.columns, (edge, bounds.right)) if right else ((bounds.x, edge), *grid.columns)
        lines = tuple(
            replace(
                line,
                bounds=Rect(bounds.x, line.bounds.y, bounds.width, line.bounds.height),
                runs=tuple(sorted([*line.runs, *more], key=lambda run: run.bounds.x)),
            )
            for line, more in zip(grid.lines, found, strict=True)
        )
        grid = replace(grid, bounds=bounds, columns=columns, lines=lines)
    return grid


def in_row(run: TextRun, line: Line) -> bool:
    middle = run.bounds.y + run.bounds.height // 2
    return line.bounds.y <= middle < line.bounds.bottom


def counts(rows: Sequence[Sequence[TextRun]]) -> bool:
    """Whether a column only numbers the rows: most are one more than the row above."""
    numbers = [int(row[0].text) if len(row) == 1 and row[0].text.isdecimal() else None for row in rows]
    steps = [b - a == 1 for a, b in pairwise(numbers) if a is not None and b is not None]
    return len(steps) >= 2 and 2 * sum(steps) > len(rows) - 1


def stretches_beside(rows: Iterable[Sequence[TextRun]], right: bool) -> list[tuple[int, int]]:
    """Stretches [from, to) in which texts stand below each other, the nearest first."""
    runs = [run for row in rows for run in row]
    if not runs:
        return []
    start = min(run.bounds.x for run in runs)
    taken = np.zeros(max(run.bounds.right for run in runs) - start, dtype=np.bool_)
    for run in runs:
        taken[run.bounds.x - start : run.bounds.right - start] = True
    found = [(a + start, b + start) for a, b in spans(taken, 6)]
    return found if right else found[::-1]


def unbroken(lines: Sequence[Line], between: tuple[int, int], image: Image, origin: Point[Device]) -> bool:
    """Whether along the borders of most rows nothing is drawn between two places."""
    first, last = max(0, between[0] - origin.x), between[1] - origin.x
    even = 0
    for line in lines:
        y = line.bounds.y - origin.y
        if not 0 <= y < image.shape[0]:
            return False
        strip = image[y, first:last]
        even += bool(strip.size) and int(np.ptp(strip, axis=0).max()) <= _EVEN
    return even >= _UNBROKEN * len(lines)


def with_rows(grid: Grid, texts: Sequence[TextRun]) -> Grid:
    """The table with the rows below and above it."""
    middles = [middle_of(line.runs) for line in grid.lines]
    pitch = median(b - a for a, b in pairwise(middles))
    across = [
        run for run in texts if grid.bounds.x <= run.bounds.x + run.bounds.width // 2 < grid.bounds.right
    ]
    below = [run for run in across if run.bounds.y + run.bounds.height // 2 >= grid.bounds.bottom]
    above = [run for run in across if run.bounds.y + run.bounds.height // 2 < grid.bounds.y]
    after = following(below, middles[-1], pitch, grid.columns)
    before = following(above, middles[0], -pitch, grid.columns) if grid.header is None else []
    height = max(1, round(pitch))

    def line_of(runs: Sequence[TextRun]) -> Line:
        place: Rect[Device] = Rect(
            grid.bounds.x, round(middle_of(runs) - pitch / 2), grid.bounds.width, height
        )
        return Line(place, tuple(runs), False)

    lines = (*map(line_of, before[::-1]), *grid.lines, *map(line_of, after))
    bounds = grid.bounds
    for line in (lines[0], lines[-1]):
        bounds = bounds.union(line.bounds)
    return replace(grid, bounds=bounds, lines=lines)


def middle_of(runs: Sequence[TextRun]) -> float:
    return middle([run.bounds for run in runs])


def following(
    texts: Sequence[TextRun], last: float, pitch: float, columns: Sequence[tuple[int, int]]
) -> list[list[TextRun]]:
    """Rows that follow one at a distance, upwards where that is negative."""
    lines = [[run for run, _ in band] for band in bands([(run, run.bounds) for run in texts])]
    found: list[list[TextRun]] = []
    for line in lines if pitch > 0 else lines[::-1]:
        here = middle_of(line)
        if not _NEAREST <= (here - last) / pitch <= _FARTHEST or not in_columns(line, columns):
            break
        found.append(line)
        last = here
    return found


def in_columns(line: Sequence[TextRun], columns: Sequence[tuple[int, int]]) -> bool:
    """Whether the texts of a line stand in two columns or more, none across a border."""
    places = [
        next(
            (i for i, (a, b) in enumerate(columns) if a - 3 <= run.bounds.x and run.bounds.right <= b + 3),
            None,
        )
        for run in line
    ]
    return None not in places and len(set(places)) >= 2
