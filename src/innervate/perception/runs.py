"""Text runs of a screen: boxes from the detector's map of texts, shrunk to the ink that is drawn there.

Promises: a box holds one run of one line and touches all of its ink; neighbouring boxes do not overlap along
their line. Refuses specks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import cv2
import numpy as np
import numpy.typing as npt

from innervate.core.geometry import Rect
from innervate.perception.detector_outputs import TEXT_STRIDE
from innervate.perception.ink import Ink, as_ink, ground_of, ink_of, strength_of
from innervate.perception.picture import Cropped, Image, cut, spans

Box = Rect[Cropped]

_LIKELY = 0.4
_SURE = 0.5
_SIDE, _ABOVE = 8, 3
_FAINTEST, _EVEN = 12, 20
"""Least difference to the background, of 255, that is no noise; most difference along a ruling line."""
_THICKEST = 4
"""Pixels of the thickest ruling line; what is wider is another background."""
_BORDER, _CAPTION = 3, 30
_LEAST_GAP, _GAP, _INKED = 6, 0.55, 40
"""Pixels, and of a line's height: the least gap at which a line may be of two things; ink that is drawn."""
_DRAWN = 0.24
"""Share of the strongest ink that counts as drawn."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A run of text as it is drawn: its place in the picture, and its ink there."""

    bounds: Box
    ink: Ink

    def cut(self, end: int, start: int) -> tuple[Drawn, Drawn]:
        """What lies left of `end` and right of `start`, columns of the picture."""
        b = self.bounds
        left: Box = Rect(b.x, b.y, end - b.x, b.height)
        right: Box = Rect(start, b.y, b.right - start, b.height)
        return (
            Drawn(left, self.ink[:, : end - b.x]).lowered(),
            Drawn(right, self.ink[:, start - b.x :]).lowered(),
        )

    def lowered(self) -> Drawn:
        """The run without the rows above and below in which nothing of it is drawn."""
        rows = np.flatnonzero((self.ink > _INKED).any(axis=1))
        if not rows.size:
            return self
        first, last = int(rows[0]), int(rows[-1]) + 1
        b = self.bounds
        return Drawn(Rect(b.x, b.y + first, b.width, last - first), self.ink[first:last])

    def parts(self, cut: int) -> list[Drawn]:
        """The run on both sides of a column of the picture, if that goes through it."""
        x = cut - self.bounds.x
        if not 2 < x < self.bounds.width - 2:
            return [self]
        b = self.bounds
        left: Box = Rect(b.x, b.y, x - 1, b.height)
        right: Box = Rect(cut + 2, b.y, b.width - x - 2, b.height)
        return [Drawn(left, self.ink[:, : x - 1]), Drawn(right, self.ink[:, x + 2 :])]


def text_runs(image: Image, texts: npt.NDArray[np.float32], near: Box | None = None) -> list[Drawn]:
    """All text runs, top down, left to right.

    texts: the detector's map, (height / 2, width / 2), 0 to 1. near: only those are wanted that may reach
    this place; others may be told.
    """
    rough = rough_boxes(texts)
    usual = median(box.height for box in rough) if rough else 0.0
    found: list[Drawn] = []
    for box, (left, right) in zip(rough, rooms(rough, image.shape[1]), strict=True):
        if near is not None and not overlap(box, near):
            continue
        for line in lines_in(image, box, usual):
            found += shrunk(image, line, left, right)
    return sorted(found, key=lambda d: (d.bounds.y + d.bounds.height // 2, d.bounds.x))


def overlap(box: Box, near: Box) -> bool:
    """Whether a rough box may grow into a place."""
    return (
        box.x - _SIDE < near.right
        and near.x < box.right + _SIDE
        and box.y - _ABOVE < near.bottom
        and near.y < box.bottom + _ABOVE
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
        gap = max(_LEAST_GAP, round(_GAP * b.height))
        chunks = spans(np.asarray((run.ink > _INKED).any(axis=0)), gap) if b.width > 2 * gap else []
        if len(chunks) > 1:
            y = b.y + b.height // 2
            here = (top <= y) & (y < bottom)
            middles = np.array([[b.x + (start + end) // 2] for start, end in chunks])
            held = here & (left <= middles) & (middles < right)
            apart = (held[1:] != held[:-1]).any(axis=1)
            for (_, end), (start, _), cut in zip(chunks[:-1], chunks[1:], apart.tolist(), strict=True):
                if cut:
                    before, run = run.cut(b.x + end, b.x + start)
                    found.append(before)
        found.append(run)
    return found


def captions(image: Image, places: Sequence[Box], runs: Sequence[Drawn]) -> list[Drawn]:
    """What is drawn in the middle of those places in which no run stands: it may be a text that was
    overlooked.

    places: of elements that are usually called something.
    """
    found: list[Drawn] = []
    inner: list[Box] = [
        Rect(p.x + _BORDER, p.y + _BORDER, p.width - 2 * _BORDER, p.height - 2 * _BORDER) for p in places
    ]
    for place, middle, taken in zip(places, inner, touched(inner, [r.bounds for r in runs]), strict=True):
        if taken or not 6 <= middle.height <= 3 * _CAPTION or middle.width < 3:
            continue
        drawn = shrunk(image, middle, max(0, place.x - _SIDE), min(image.shape[1], place.right + _SIDE))
        found += [d for d in drawn if 2 < d.bounds.height <= _CAPTION and place.holds(d.bounds.centre)]
    return found


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
    count, labels, stats, _ = cv2.connectedComponentsWithStats(likely, connectivity=4)
    if count <= 1:
        return []
    surest = np.zeros(count, dtype=np.float32)
    np.maximum.at(surest, np.asarray(labels[likely > 0], dtype=np.intp), texts[likely > 0])
    found: list[Box] = []
    for (x, y, width, height, area), best in zip(stats[1:].tolist(), surest[1:].tolist(), strict=True):
        if best >= _SURE and area >= 3:
            step = TEXT_STRIDE
            found.append(Rect(x * step, y * step - 1, width * step, height * step + 2))
    return found


def rooms(boxes: Sequence[Box], width: int) -> list[tuple[int, int]]:
    """For each box how far it may grow to the left and right: to the middle of the gap to its neighbours."""
    found: list[tuple[int, int]] = []
    order = sorted(range(len(boxes)), key=lambda i: boxes[i].y)
    tops = np.array([boxes[i].y for i in order])
    highest = max((b.height for b in boxes), default=0)
    for box in boxes:
        left, right = max(0, box.x - _SIDE), min(width, box.right + _SIDE)
        first = int(np.searchsorted(tops, box.y - highest))
        last = int(np.searchsorted(tops, box.bottom))
        for other in (boxes[i] for i in order[first:last]):
            if other is box or other.bottom <= box.y:
                continue
            if other.right <= box.x:
                left = max(left, (other.right + box.x + 1) // 2)
            elif other.x >= box.right:
                right = min(right, (box.right + other.x) // 2)
        found.append((left, right))
    return found


def lines_in(image: Image, box: Box, usual: float) -> list[Box]:
    """A box in which two lines grew together, taken apart where least is drawn."""
    if box.height < max(20, 1.7 * usual) or box.width < 2 * box.height:
        return [box]
    weight = ink_of(cut(image, box)).sum(axis=1, dtype=np.float32)
    inner = weight[7:-7]
    if not inner.size or inner.min() > 0.15 * weight.mean():
        return [box]
    seam = 7 + int(inner.argmin())
    upper: Box = Rect(box.x, box.y, box.width, seam)
    lower: Box = Rect(box.x, box.y + seam, box.width, box.height - seam)
    return [*lines_in(image, upper, usual), *lines_in(image, lower, usual)]


def shrunk(image: Image, box: Box, left: int, right: int) -> list[Drawn]:
    """What is drawn in and right beside a rough box, shrunk to its ink: parted by ruling lines, none if
    empty.

    left, right: how far it may reach.
    """
    top, bottom = max(0, box.y - _ABOVE), min(image.shape[0], box.bottom + _ABOVE)
    crop = image[top:bottom, left:right]
    if crop.size == 0:
        return []
    strength = strength_of(crop, ground_of(crop))
    drawn = strength > max(_FAINTEST, _DRAWN * float(strength.max()))
    rules = ruling(strength, axis=0)
    drawn[ruling(strength, axis=1)] = False
    drawn[:, rules] = False
    drawn = own(drawn, Rect(box.x - left, box.y - top, box.width, box.height))
    first, last = reach(np.asarray(drawn.any(axis=1)), box.y - top, box.bottom - top)
    gap = 2 if last - first < 16 else 3
    found: list[Drawn] = []
    for start, end in pairwise([0, *(int(x) for x in np.flatnonzero(rules)), crop.shape[1]]):
        part = np.asarray(drawn[first:last, start:end].any(axis=0))
        a, b = reach(part, max(0, box.x - left - start), min(end, box.right - left) - start, gap)
        if last - first < 2 or b - a < 1:
            continue
        a, b = start + a, start + b
        rows = np.flatnonzero(drawn[first:last, a:b].any(axis=1))
        if rows.size:
            y, height = first + int(rows[0]), int(rows[-1] - rows[0]) + 1
            place: Box = Rect(left + a, top + y, b - a, height)
            found.append(Drawn(place, as_ink(strength[y : y + height, a:b])))
    return found


def own(ink: npt.NDArray[np.bool_], box: Box) -> npt.NDArray[np.bool_]:
    """The ink without what comes in from outside: what touches an edge and lies mostly outside of the box."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink.astype(np.uint8), connectivity=8)
    if count <= 1:
        return ink
    height, width = ink.shape
    left, top, wide, high, area = stats.T
    touches = (left == 0) | (top == 0) | (left + wide == width) | (top + high == height)
    inner = labels[max(0, box.y) : max(0, box.bottom), max(0, box.x) : max(0, box.right)]
    inside = np.bincount(inner.ravel(), minlength=count)
    keeps = ~touches | (2 * inside >= area)
    keeps[0] = False
    return np.asarray(keeps[labels])


def ruling(strength: npt.NDArray[np.float32], axis: int) -> npt.NDArray[np.bool_]:
    """Where a line goes evenly through all of the surroundings, along the axis: no letter does. At the
    upper or lower edge it may be another background as well."""
    least, most = strength.min(axis=axis), strength.max(axis=axis)
    even = np.asarray((most - least <= _EVEN) & (least >= _FAINTEST), dtype=np.bool_)
    if even.any():
        for start, end in spans(even, 1):
            at_edge = axis == 1 and (start == 0 or end == even.size)
            if end - start > _THICKEST and not at_edge:
                even[start:end] = False
    return even


def reach(drawn: npt.NDArray[np.bool_], start: int, end: int, gap: int = 0) -> tuple[int, int]:
    """[start, end) shrunk to what is drawn in it, grown over what is drawn beside it, at most `gap` away."""
    inside = np.flatnonzero(drawn[max(0, start) : max(0, end)])
    if not inside.size:
        return start, start
    first, last = max(0, start) + int(inside[0]), max(0, start) + int(inside[-1]) + 1
    while first - start <= gap and (before := np.flatnonzero(drawn[max(0, first - 1 - gap) : first])).size:
        first = max(0, first - 1 - gap) + int(before[0])
    while end - last <= gap and (after := np.flatnonzero(drawn[last : last + 1 + gap])).size:
        last += int(after[-1]) + 1
    return first, last
