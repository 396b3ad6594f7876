"""Runs of text as they are drawn: rough boxes, shrunk to the ink in them.

Promises: a box touches all ink of its run, and nothing of what only comes in from outside: borders, ruling
lines, neighbours. Crops of one height stand on one shelf, beside each other, so that an operation serves all
of them: what is done for each alone takes four times as long.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np

from innervate.core.geometry import Rect
from innervate.perception.ink import Ink, Strength, as_ink, grounds_of, strength_of
from innervate.perception.picture import Cropped, Image, Mask
from innervate.perception.spots import Spots

Box = Rect[Cropped]

ABOVE = 3
"""Pixels above and below a rough box that its ink may reach."""
INKED = 40
"""Ink that is drawn, of 255."""
_FAINTEST, _EVEN = 12, 20
"""Least difference to the background, of 255, that is no noise; most difference along a ruling line."""
_THICKEST = 4
"""Pixels of the thickest ruling line; what is wider is another background."""
_DOTS, _THIN, _WIDE = 5, 2, 48
"""Pixels from dot to dot of a dotted line at most, of its thickness, and of the least width of a crop with
one."""
_DRAWN = 0.24
"""Share of the strongest ink that counts as drawn."""


@dataclass(frozen=True, slots=True)
class Rough:
    """A rough box, and the columns of the picture that its ink may reach, [left, right)."""

    box: Box
    left: int
    right: int


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

    def columns(self) -> Mask:
        """Which columns something is drawn in."""
        return np.asarray((self.ink > INKED).any(axis=0))

    def lowered(self) -> Drawn:
        """The run without the rows above and below in which nothing of it is drawn."""
        rows = np.flatnonzero((self.ink > INKED).any(axis=1))
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


def drawn_in(image: Image, places: Sequence[Rough]) -> list[list[Drawn]]:
    """For each place what is drawn in it and right beside it: parted by ruling lines, none if it is empty.

    image: BGR.
    """
    shelves: dict[int, list[int]] = {}
    tops: list[int] = []
    for number, place in enumerate(places):
        top, bottom = max(0, place.box.y - ABOVE), min(image.shape[0], place.box.bottom + ABOVE)
        tops.append(top)
        if bottom > top and place.right > place.left:
            shelves.setdefault(bottom - top, []).append(number)
    found: list[list[Drawn]] = [[] for _ in places]
    for height, numbers in shelves.items():
        shelf = Shelf(image, [(places[i], tops[i]) for i in numbers], height)
        for at, number in enumerate(numbers):
            found[number] = shelf.drawn(at)
    return found


class Shelf:
    """Crops of one height beside each other, an empty column behind each."""

    def __init__(self, image: Image, places: Sequence[tuple[Rough, int]], height: int) -> None:
        """places: each with the row of the picture at which its crop begins."""
        self._places = places
        self._spots = spots = Spots([place.right - place.left for place, _ in places])
        crops = np.zeros((height, spots.length, 3), dtype=np.uint8)
        for (place, top), (start, end) in zip(places, spots.places(), strict=True):
            crops[:, start:end] = image[top : top + height, place.left : place.right]
        self._inner = [inner_of(place, top, height) for place, top in places]
        self._strength = strength_of(crops, grounds_of(crops, spots, self._inner))
        self._strength[:, spots.ends] = 0
        most = self._strength.max(axis=0)
        drawn = self._strength > spots.each(np.maximum(_FAINTEST, _DRAWN * spots.over(np.maximum, most)))
        self._rules = thin(even(self._strength.min(axis=0), most), _THICKEST)
        lines = spots.each(self._level() | self._dotted(drawn), axis=1)
        lines[:, self._rules] = True
        self._drawn = self._own(drawn & ~lines, lines)
        self._rows = spots.over(np.logical_or, self._drawn, axis=1)

    def drawn(self, number: int) -> list[Drawn]:
        """What is drawn in one of the places."""
        place, top = self._places[number]
        begin, width = int(self._spots.starts[number]), place.right - place.left
        box, strength = place.box, self._strength[:, begin : begin + width]
        first, last = reach(self._rows[:, number], box.y - top, box.bottom - top)
        if last - first < 2:
            return []
        gap = 2 if last - first < 16 else 3
        inked = self._drawn[first:last, begin : begin + width]
        columns = np.asarray(inked.any(axis=0))
        rules = np.flatnonzero(self._rules[begin : begin + width]).tolist()
        found: list[Drawn] = []
        for start, end in pairwise([0, *rules, width]):
            a, b = reach(
                columns[start:end],
                max(0, box.x - place.left - start),
                min(end, box.right - place.left) - start,
                gap,
            )
            if b - a < 1:
                continue
            a, b = start + a, start + b
            rows = np.flatnonzero(inked[:, a:b].any(axis=1))
            if rows.size:
                y, height = first + int(rows[0]), int(rows[-1] - rows[0]) + 1
                bounds: Box = Rect(place.left + a, top + y, b - a, height)
                found.append(Drawn(bounds, as_ink(strength[y : y + height, a:b])))
        return found

    def _level(self) -> Mask:
        """Of each crop, a column each, the rows in which a line goes through all of it: at the upper and
        lower end it may be another background as well."""
        least, most = (self._spots.over(how, self._strength, axis=1) for how in (np.minimum, np.maximum))
        return thin(even(least, most), _THICKEST, edges=True)

    def _dotted(self, drawn: Mask) -> Mask:
        """Of each crop the rows through all of which a dotted line goes: round what has the focus."""
        dense = cv2.dilate(drawn.view(np.uint8), np.ones((1, _DOTS), np.uint8))
        through = np.asarray(self._spots.over(np.minimum, dense, axis=1) > 0)
        return thin(through & (self._spots.widths >= _WIDE), _THIN)

    def _own(self, drawn: Mask, lines: Mask) -> Mask:
        """The ink without what comes in from outside: what touches an edge, or a line that was left out, and
        lies mostly outside of the box."""
        count, labels, stats, _ = cv2.connectedComponentsWithStats(drawn.view(np.uint8), connectivity=8)
        if count <= 1:
            return drawn
        inner = self._spots.inside(self._inner, drawn.shape[0])
        left, top, wide, high, area = stats.T
        owner = np.searchsorted(self._spots.starts, left, side="right") - 1
        touches = (left == self._spots.starts[owner]) | (left + wide == self._spots.ends[owner])
        touches |= (top == 0) | (top + high == drawn.shape[0])
        beside = cv2.dilate(lines.view(np.uint8), np.ones((3, 3), np.uint8)) > 0
        touches |= np.bincount(labels[beside & drawn], minlength=count) > 0
        inside = np.bincount(labels[inner], minlength=count)
        keeps = ~touches | (2 * inside >= area)
        keeps[0] = False
        return np.asarray(keeps[labels])


def inner_of(place: Rough, top: int, height: int) -> Box:
    """The part of a place's crop that its rough box covers, in its pixels. top: the crop's first row."""
    box, width = place.box, place.right - place.left
    left, right = max(0, box.x - place.left), min(width, box.right - place.left)
    first, last = max(0, box.y - top), min(height, box.bottom - top)
    covers = left < right and first < last
    return Rect(left, first, right - left, last - first) if covers else Rect(0, 0, width, height)


def even(least: Strength, most: Strength) -> Mask:
    """Where something goes evenly through all of the surroundings: no letter does.

    least, most: ink along each row or column.
    """
    return np.asarray((most - least <= _EVEN) & (least >= _FAINTEST))


def thin(marks: Mask, thickest: int, edges: bool = False) -> Mask:
    """The marks without stretches down a column that are longer than `thickest`. edges: those at its ends
    stay."""
    columns, longer = marks.view(np.uint8).reshape(len(marks), -1), np.ones((thickest + 1, 1), np.uint8)
    begins = cv2.erode(columns, longer, anchor=(0, 0), borderType=cv2.BORDER_CONSTANT, borderValue=0)
    thick = cv2.dilate(begins, longer, anchor=(0, thickest)).astype(np.bool_).reshape(marks.shape)
    if edges:
        thick &= ~np.logical_and.accumulate(marks, axis=0)
        thick &= ~np.logical_and.accumulate(marks[::-1], axis=0)[::-1]
    return np.asarray(marks & ~thick)


def reach(drawn: Mask, start: int, end: int, gap: int = 0) -> tuple[int, int]:
    """[start, end) shrunk to what is drawn in it, grown over what is drawn beside it, at most `gap` away."""
    marks, start, end = drawn.tobytes(), max(0, start), max(0, end)
    first, last = marks.find(1, start, end), marks.rfind(1, start, end) + 1
    if first < 0:
        return start, start
    while first - start <= gap and (before := marks.find(1, max(0, first - 1 - gap), first)) >= 0:
        first = before
    while end - last <= gap and (after := marks.rfind(1, last, last + 1 + gap)) >= 0:
        last = after + 1
    return first, last
