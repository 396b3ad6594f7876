"""Columns of a table: stretches of x that few of its cells and texts cross, and borders that are drawn.

Promises: a cell that was missed or a merged one does not shift the rest.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

import cv2
import numpy as np
import numpy.typing as npt

from innervate.core.geometry import Device, Point, Rect
from innervate.perception.picture import Image, spans

Place = Rect[Device]

_CROSSED = 0.5
"""Share of what stands on either side of a border that may cross it."""
_STEP, _THROUGH, _ROWS = 8, 0.6, 120
"""Least difference of neighbouring colours at a line; share of a table's height that it goes through, and
about how many rows of pixels are looked at for that."""


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


def into(columns: Sequence[tuple[int, int]], places: Sequence[Place]) -> list[list[Place]]:
    """The places by the column, [left, right) and touching the next, that their middles are in."""
    starts = [start for start, _ in columns[1:]]
    found: list[list[Place]] = [[] for _ in columns]
    for place in places:
        found[bisect_right(starts, place.x + place.width // 2)].append(place)
    return found
