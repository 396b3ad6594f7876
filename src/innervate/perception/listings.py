"""Lists with a header, found in a window's pixels by how they are built, whatever was detected in them.

A header is a line of short texts without digits, parted by separators that end where it ends; what goes on
far below is the border of a pane. Promises: the place of each such list, with the columns that its header
draws. Refuses a header below which fewer than two lines of text stand in its columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import cv2
import numpy as np
import numpy.typing as npt

from innervate.core.geometry import Device, Point, Rect
from innervate.core.scene import TextRun
from innervate.perception.grid import Header
from innervate.perception.layout import bands, middle
from innervate.perception.picture import Image

_STEP = 8
_LONGEST = 28
_LEAST_COLUMNS = 3
_AROUND = 3
_FAR = 60
"""Pixels below a header to which the border of a pane goes on."""
_FITTING = 0.85
"""Share of a list's texts that stand wholly in a column with a header."""
_WIDER, _UNEVEN, _EVEN = 1.6, 0.15, 0.75
"""Of the rows' distance: from where on a list ends, by how much rows differ; share of rows that do not."""
_APART = 2.6
"""Line heights between two lines from which on the second is no more of the list."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list's place on the surface, its header, and the texts in it."""

    bounds: Rect[Device]
    header: Header
    texts: tuple[TextRun, ...]


def listings(image: Image, origin: Point[Device], texts: Sequence[TextRun]) -> list[Listing]:
    """The lists of a window; `image` is its BGR crop, `origin` the crop's place, `texts` what was read in
    it."""
    found: list[Listing] = []
    for band in bands([(run, run.bounds) for run in texts]):
        runs = [run for run, _ in band]
        if sum(map(may_head, runs)) < _LEAST_COLUMNS or any(
            run.bounds.overlaps(one.bounds) for one in found for run in runs
        ):
            continue
        found += below(image, origin, runs, texts)
    return found


def may_head(run: TextRun) -> bool:
    return len(run.text) <= _LONGEST and not any(c.isdigit() for c in run.text)


def below(
    image: Image, origin: Point[Device], heads: Sequence[TextRun], texts: Sequence[TextRun]
) -> list[Listing]:
    """The lists, one for each pane, that a line of texts may be the header of."""
    top = max(0, min(run.bounds.y for run in heads) - _AROUND - origin.y)
    bottom = min(image.shape[0], max(run.bounds.bottom for run in heads) + _AROUND - origin.y)
    if bottom - top < 8 or bottom + _FAR > image.shape[0]:
        return []
    upright = edges(image[top:bottom])
    if upright.size < _LEAST_COLUMNS - 1:
        return []
    further = image[bottom : bottom + _FAR]
    through = upright[unbroken(further[:, upright], further[:, upright + 1])]
    panes = [0, *through.tolist(), image.shape[1]]
    found: list[Listing] = []
    for left, right in pairwise(panes):
        if right - left > 150:
            borders = [x - left for x in upright.tolist() if left + 4 < x < right - 4]
            place: Rect[Device] = Rect(left + origin.x, top + origin.y, right - left, bottom - top)
            one = listing(place, borders, heads, texts)
            found += [one] if one is not None else []
    return found


def edges(strip: Image) -> npt.NDArray[np.int64]:
    """Columns at which a colour step goes unbroken through all rows."""
    # Two rows tell nearly all other columns.
    sample = strip[:: max(1, strip.shape[0] - 1)]
    steps = np.flatnonzero(unbroken(sample[:, 1:], sample[:, :-1]))
    return steps[unbroken(strip[:, steps + 1], strip[:, steps])] if steps.size else steps


def unbroken(one: Image, other: Image) -> npt.NDArray[np.bool_]:
    """In which columns two pictures differ in every row."""
    step = cv2.absdiff(one, other)
    return np.asarray((np.maximum(np.maximum(step[..., 0], step[..., 1]), step[..., 2]) > _STEP).all(axis=0))


def parted(heads: Sequence[TextRun], borders: Sequence[int]) -> bool:
    """Whether a border stands between any two neighbours, and none in a text."""
    gaps = [(a.bounds.right, b.bounds.x) for a, b in pairwise(sorted(heads, key=lambda run: run.bounds.x))]
    inside = any(run.bounds.x < x < run.bounds.right for run in heads for x in borders)
    return not inside and all(any(a <= x <= b for x in borders) for a, b in gaps)


def in_columns(rows: Sequence[Sequence[TextRun]], heads: Sequence[TextRun], edges: Sequence[int]) -> bool:
    """Whether the texts of rows stand in the columns of these headers, nearly all, and two or more in most
    rows."""
    columned = [row for row in rows if len(row) >= 2]
    if len(columned) < 2 or len(columned) < 0.6 * len(rows):
        return False
    named = [(a, b) for a, b in pairwise(edges) if any(a <= head.bounds.centre.x < b for head in heads)]
    runs = [run for row in rows for run in row]
    fitting = sum(any(a - 2 <= run.bounds.x and run.bounds.right <= b + 2 for a, b in named) for run in runs)
    return fitting >= _FITTING * len(runs)


def listing(
    place: Rect[Device], borders: Sequence[int], heads: Sequence[TextRun], texts: Sequence[TextRun]
) -> Listing | None:
    """The list under a header at that place; None where it is none. borders: from the place's left edge."""
    own = [run for run in heads if place.holds_middle(run.bounds)]
    plain = all(map(may_head, own))
    if len(own) < _LEAST_COLUMNS or not plain or not parted(own, [place.x + x for x in borders]):
        return None
    rows = evenly(
        [
            [run for run, _ in band]
            for band in bands(
                [
                    (r, r.bounds)
                    for r in texts
                    if r.bounds.y >= place.bottom - 2
                    and place.x <= r.bounds.x + r.bounds.width // 2 < place.right
                ]
            )
        ],
        place.bottom,
    )
    edges = [place.x, *(place.x + x for x in borders), place.right]
    rows = until_misfits(rows, edges)
    if not rows or not in_columns(rows, own, edges):
        return None
    last = max(run.bounds.bottom for run in rows[-1])
    bounds: Rect[Device] = Rect(place.x, place.y, place.width, last + 4 - place.y)
    return Listing(
        bounds, Header(place.height, tuple(borders)), tuple(own) + tuple(run for row in rows for run in row)
    )


def until_misfits(rows: Sequence[list[TextRun]], edges: Sequence[int]) -> list[list[TextRun]]:
    """The rows before the first two in succession, or a last one, whose texts cross borders: those are of
    something else."""
    crosses = [any(r.bounds.x < x - 2 and x + 2 < r.bounds.right for x in edges for r in row) for row in rows]
    for number, (one, other) in enumerate(pairwise([*crosses, True])):
        if one and other:
            return list(rows[:number])
    return list(rows)


def evenly(lines: Sequence[list[TextRun]], top: int) -> list[list[TextRun]]:
    """The lines of text from `top` on that follow each other as rows do: close to the first and all alike."""
    rows: list[list[TextRun]] = []
    middles: list[float] = []
    last = top
    for line in lines:
        height = max(run.bounds.height for run in line)
        here = middle([run.bounds for run in line])
        pitch = median(b - a for a, b in pairwise(middles)) if len(middles) > 2 else None
        if min(run.bounds.y for run in line) - last > _APART * height:
            break
        if pitch is not None and here - middles[-1] > _WIDER * pitch + 2:
            break
        rows.append(line)
        middles.append(here)
        last = max(run.bounds.bottom for run in line)
    steps = [b - a for a, b in pairwise(middles)]
    pitch = median(steps) if steps else 0.0
    even = sum(abs(step - pitch) <= _UNEVEN * pitch + 1 for step in steps)
    return rows if even >= _EVEN * len(steps) else []
