"""Text runs of a screen: boxes from the detector's map of texts, shrunk to the ink that is drawn there.

Promises: a box holds one run of one line and touches all of its ink; neighbouring boxes do not overlap along
their line. Refuses specks.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import cv2
import numpy as np
import numpy.typing as npt

from innervate.core.geometry import Rect
from innervate.perception.detector_outputs import TEXT_STRIDE
from innervate.perception.drawn import ABOVE, INKED, Box, Drawn, Rough, drawn_in
from innervate.perception.picture import Image, spans

_LIKELY, _SPECK = 0.5, 3
"""Chance from which on a place is text, and places of which a run has at least so many."""
_SEVERAL, _VALLEY = 1.5, 0.75
"""Of a usual line's height, that from which on a place may be several lines; of how sure the lesser of two
lines is, the most between them."""
_SIDE, _AT_ONCE = 8, 512
_BORDER, _CAPTION = 3, 30
_ASIDE, _ASIDE_SHARE = 3, 0.2
"""Pixels, and of a line's height: the least gap from a box or circle to tick to its text."""
_LEAST_GAP, _GAP, _BETWEEN, _PASSED = 7, 0.6, 0.4, 0.5
"""Pixels, and of a line's height: the least gap at which a line may be of two things; of its height: the
least where one ends and another begins there, and how far beyond the gap one may be told to end."""


def text_runs(image: Image, texts: npt.NDArray[np.float32], near: Box | None = None) -> list[Drawn]:
    """All text runs, top down, left to right.

    texts: the detector's map, (height / 2, width / 2), 0 to 1. near: only those are wanted that may reach
    this place; others may be told.
    """
    rough = rough_boxes(texts)
    places = [
        Rough(box, left, right)
        for box, (left, right) in zip(rough, rooms(rough, image.shape[1]), strict=True)
        if near is None or overlap(box, near)
    ]
    found = [one for drawn in drawn_in(image, places) for one in drawn]
    return sorted(found, key=lambda d: (d.bounds.y + d.bounds.height // 2, d.bounds.x))


def overlap(box: Box, near: Box) -> bool:
    """Whether a rough box may grow into a place."""
    return (
        box.x - _SIDE < near.right
        and near.x < box.right + _SIDE
        and box.y - ABOVE < near.bottom
        and near.y < box.bottom + ABOVE
    )


def parted(runs: Sequence[Drawn], places: Sequence[Box]) -> list[Drawn]:
    """The runs, cut where a wide gap lies between what stands in one place and what does not.

    places: of elements that hold a text of their own, as a menu or a cell does.
    """
    if not places:
        return list(runs)
    left, top, right, bottom = np.array([(p.x, p.y, p.right, p.bottom) for p in places]).T
    found: list[Drawn] = []
    for run in runs:
        b = run.bounds
        gap, between = max(_LEAST_GAP, round(_GAP * b.height)), max(3, round(_BETWEEN * b.height))
        columns = run.columns()
        # One glance tells of most runs that nothing in them is so wide apart.
        chunks = spans(columns, between) if bytes(between) in columns.tobytes() else []
        if len(chunks) > 1 and b.width > 2 * gap:
            y = b.y + b.height // 2
            here = (top <= y) & (y < bottom)
            middles = np.array([[b.x + (start + end) // 2] for start, end in chunks])
            held = here & (left <= middles) & (middles < right)
            ends, starts = (b.x + np.array([[chunk[i]] for chunk in chunks]) for i in (1, 0))
            # A place that ends within the next words is not what they stand outside of.
            closed = held[:-1] & ~held[1:] & (right <= starts[1:] + _PASSED * b.height)
            opened = held[1:] & ~held[:-1] & (left >= ends[:-1] - _PASSED * b.height)
            wide = np.array([after[0] - before[1] >= gap for before, after in pairwise(chunks)])
            either, both = (closed | opened).any(axis=1), closed.any(axis=1) & opened.any(axis=1)
            one = (held[:-1] & held[1:]).any(axis=1)
            apart = np.where(wide, either, both & ~one)
            for (_, end), (start, _), cut in zip(chunks[:-1], chunks[1:], apart.tolist(), strict=True):
                if cut:
                    before, run = run.cut(b.x + end, b.x + start)
                    found.append(before)
        found.append(run)
    return found


def without(runs: Sequence[Drawn], indicators: Sequence[Box]) -> list[Drawn]:
    """The runs without what is no text at their beginnings: boxes and circles to tick."""
    found = list(runs)
    for place in indicators:
        for number, run in enumerate(found):
            b = run.bounds
            if abs(b.x - place.x) <= _BORDER and b.y < place.centre.y < b.bottom and place.right < b.right:
                rest = np.flatnonzero((run.ink[:, place.right - b.x :] > INKED).any(axis=0))
                # What the next letter follows closely is a letter, be it as round as a ring.
                if rest.size and rest[0] >= max(_ASIDE, _ASIDE_SHARE * b.height):
                    found[number] = run.cut(place.right, place.right + int(rest[0]))[1]
    return found


def captions(image: Image, places: Sequence[Box], runs: Sequence[Drawn]) -> list[Drawn]:
    """What is drawn in the middle of those places in which no run stands: it may be a text that was
    overlooked.

    places: of elements that are usually called something.
    """
    inner: list[Box] = [
        Rect(p.x + _BORDER, p.y + _BORDER, p.width - 2 * _BORDER, p.height - 2 * _BORDER) for p in places
    ]
    empty = [
        (place, Rough(middle, max(0, place.x - _SIDE), min(image.shape[1], place.right + _SIDE)))
        for place, middle, taken in zip(places, inner, touched(inner, [r.bounds for r in runs]), strict=True)
        if not taken and 6 <= middle.height <= 6 * _CAPTION and middle.width >= 3
    ]
    drawn = drawn_in(image, [rough for _, rough in empty])
    return [
        one
        for (place, _), found in zip(empty, drawn, strict=True)
        for one in found
        if one.bounds.height <= _CAPTION and place.holds(one.bounds.centre)
    ]


def touched(places: Sequence[Box], others: Sequence[Box]) -> list[bool]:
    """Which of the places overlap any of the others."""
    if not places or not others:
        return [False] * len(places)
    a, b = (np.array([(p.x, p.y, p.right, p.bottom) for p in boxes]).T for boxes in (places, others))
    wide = (a[0][:, None] < b[2]) & (b[0] < a[2][:, None])
    high = (a[1][:, None] < b[3]) & (b[1] < a[3][:, None])
    return [bool(one) for one in (wide & high).any(axis=1)]


def rough_boxes(texts: npt.NDArray[np.float32]) -> list[Box]:
    """Boxes of connected places that are likely text, a pixel more above and below."""
    likely = (texts > _LIKELY).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(likely, connectivity=4)
    heights = stats[1:, cv2.CC_STAT_HEIGHT]
    usual = float(np.median(heights)) if heights.size else 0.0
    high = (1 + np.flatnonzero(heights >= max(9, _SEVERAL * usual))).tolist()
    for number in high:
        x, y, width, height, _ = stats[number].tolist()
        part = np.s_[y : y + height, x : x + width]
        own = labels[part] == number
        for seam in seams(np.where(own, texts[part], 0)):
            likely[y + seam, x : x + width][own[seam]] = 0
    if high:
        _, _, stats, _ = cv2.connectedComponentsWithStats(likely, connectivity=4)
    step = TEXT_STRIDE
    return [
        Rect(x * step, y * step - 1, width * step, height * step + 2)
        for x, y, width, height, area in stats[1:].tolist()
        if area >= _SPECK
    ]


def seams(texts: npt.NDArray[np.float32]) -> list[int]:
    """The rows of a part of the map between lines that grew together: the lowest between two higher ones."""
    squared = texts * texts  # Sharper, twice: what is nearly sure counts most.
    weight = (squared * squared).sum(axis=1)
    found: list[int] = []
    for row in range(1, len(weight) - 1):
        higher = weight > weight[row] / _VALLEY
        above, below = np.flatnonzero(higher[:row]), np.flatnonzero(higher[row:])
        if above.size and below.size and weight[above[-1] : row + below[0]].min() == weight[row]:
            found.append(row)
    return found


def rooms(boxes: Sequence[Box], width: int) -> list[tuple[int, int]]:
    """For each box how far it may grow to the left and right: to the middle of the gap to its neighbours."""
    sides = np.array([(b.x, b.y, b.right, b.bottom) for b in boxes], dtype=np.int32).reshape(-1, 4)
    found: list[tuple[int, int]] = []
    for some in range(0, len(boxes), _AT_ONCE):
        left, top, right, bottom = sides[some : some + _AT_ONCE].T[:, :, None]
        beside = (top < sides[:, 3]) & (sides[:, 1] < bottom)
        before = np.where(beside & (sides[:, 2] <= left), sides[:, 2], -width).max(axis=1, keepdims=True)
        after = np.where(beside & (sides[:, 0] >= right), sides[:, 0], 3 * width).min(axis=1, keepdims=True)
        starts = np.maximum(np.maximum(0, left - _SIDE), (before + left + 1) // 2)
        ends = np.minimum(np.minimum(width, right + _SIDE), (right + after) // 2)
        found += zip(starts[:, 0].tolist(), ends[:, 0].tolist(), strict=True)
    return found
