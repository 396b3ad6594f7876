"""What is written among what is drawn: texts on a canvas or a chart, at any size, read when a plan asks.

For what neither a tree nor the reading of a whole window tells: large digits, letters in the slices of a
pie. Promises: lines of one colour each, with what they say; letters of any size come out as large as the
reader likes them. Refuses to tell what the reader is not sure of, and leaves out letters whose strokes are
thinner than about three pixels: a window's reading tells those better. A plain shape may be taken for a
letter. Blocking.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
import numpy.typing as npt

from innervate.core.frame import Pixels
from innervate.core.geometry import Device, Rect
from innervate.perception.figures import Paint, colours_drawn, cropped
from innervate.perception.ink import Ink
from innervate.perception.picture import commonest
from innervate.perception.reader import BELIEVED
from innervate.perception.sighting import LineMemory

_HIGHEST, _WIDEST = 120, 1000
"""Pixels of the largest letters, and of the longest texts."""
_LEAST_HEIGHT = 6
_LEAST_MARK = 4
"""Pixels of the least mark that belongs to a letter: the dot of an i."""
_THINNEST = 14
"""Times as high as wide a letter is at most: an l. What is thinner is a line."""
_LONGEST = 4
"""Times as wide as high a piece is at most: letters that touch. A dash belongs to its text."""
_BLANK, _GAP, _ABOVE = 0.5, 0.3, 0.6
"""Of a letter's height: the widest blank between words, how much higher a mark stands, and how far above it
its dot or accent."""
_LEVEL, _INNER, _MARK = 0.5, 0.5, 0.7
_THIRD = 0.05
_ALONE = 0.45
"""Confidence of a single letter from which on it is believed: its size does not tell o from O."""

Box = Rect[Device]


@dataclass(frozen=True, slots=True)
class Writing:
    """A line of text that is drawn. paint: R, G, B."""

    bounds: Box
    paint: Paint
    text: str


@dataclass(frozen=True, slots=True)
class _Word:
    """Its place in the crop, its letters' colour as B, G, R, and where they are drawn."""

    bounds: Box
    paint: npt.NDArray[np.int32]
    drawn: npt.NDArray[np.bool_]


@cache
def _memory() -> LineMemory:
    return LineMemory()


def writings_in(pixels: Pixels, area: Box) -> list[Writing]:
    """All lines that can be read in an area, from top to bottom.

    :raises Unavailable: the reader's weights are not there.
    """
    crop, area = cropped(pixels, area)
    if crop.size == 0:
        return []
    words = list(_words(crop))
    answers = _memory().texts([_ink(crop, word) for word in words])
    found = []
    for word, (text, confidence) in zip(words, answers, strict=True):
        if text and confidence >= (_ALONE if len(text) == 1 and text.isalnum() else BELIEVED):
            blue, green, red = (int(value) for value in word.paint)
            place: Box = Rect(
                word.bounds.x + area.x, word.bounds.y + area.y, word.bounds.width, word.bounds.height
            )
            found.append(Writing(place, (red, green, blue), text))
    return sorted(_outermost(found), key=lambda one: (one.bounds.y, one.bounds.x))


def _outermost(found: Sequence[Writing]) -> list[Writing]:
    """Without what is a part of a letter, as its shadow or what shows in it; a letter on a slice is none."""
    return [
        one
        for one in found
        if not any(
            other is not one
            and other.bounds.contains(one.bounds)
            and one.bounds.height > _INNER * other.bounds.height
            and other.bounds.area > one.bounds.area
            for other in found
        )
    ]


def _words(crop: npt.NDArray[np.uint8]) -> Iterator[_Word]:
    """What may be texts: pieces of one colour that stand as letters do."""
    paints, which = colours_drawn(crop)
    for index, paint in enumerate(paints):
        mask = (which == index).astype(np.uint8)
        _, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
        boxes = {label: _box(row) for label, row in enumerate(stats) if label and _is_piece(row)}
        for pieces in _together(boxes):
            bounds = boxes[pieces[0]]
            for label in pieces[1:]:
                bounds = bounds.union(boxes[label])
            within = np.s_[bounds.y : bounds.bottom, bounds.x : bounds.right]
            if _is_word(bounds) and not _holds_more(which[within], index):
                yield _Word(bounds, paint, np.isin(labels[within], pieces))


def _box(row: npt.NDArray[np.int32]) -> Box:
    x, y, width, height, _ = (int(value) for value in row)
    return Rect(x, y, width, height)


def _is_piece(row: npt.NDArray[np.int32]) -> bool:
    """Whether it may be a letter, some that touch, or a mark of one."""
    _, _, width, height, pixels = (int(value) for value in row)
    return pixels >= _LEAST_MARK and height <= _HIGHEST and width <= _WIDEST and height <= _THINNEST * width


def _is_word(bounds: Box) -> bool:
    return _LEAST_HEIGHT <= bounds.height <= _HIGHEST and bounds.height <= _THINNEST * bounds.width


def _holds_more(which: npt.NDArray[np.uint8], own: int) -> bool:
    """Whether a third colour fills some of a place: then a shape is there, with something in it."""
    counts = np.bincount(which.ravel())
    counts[own] = 0
    others = (which != own) & (which != counts.argmax())
    solid = cv2.erode(others.astype(np.uint8), np.ones((5, 5), np.uint8))
    return int(solid.sum()) > _THIRD * which.size


def _together(boxes: dict[int, Box]) -> Iterator[list[int]]:
    """The pieces of each text, by their labels, from left to right."""
    groups: list[list[int]] = []
    for label in sorted(boxes, key=lambda one: boxes[one].x):
        near = [group for group in groups if _joins([boxes[one] for one in group], boxes[label])]
        groups = [group for group in groups if group not in near]
        groups.append([*(one for group in near for one in group), label])
    yield from groups


def _joins(pieces: Sequence[Box], other: Box) -> bool:
    """Whether a piece is of the text to which these belong."""
    high = max(other.height, *(one.height for one in pieces))
    return any(_above(one, other) or _beside(one, other, high) for one in pieces)


def _above(one: Box, other: Box) -> bool:
    """Whether one of two pieces is above the other, or within it: they make one letter."""
    if max(one.x, other.x) >= min(one.right, other.right):
        return False
    upper, lower = (one, other) if one.y < other.y else (other, one)
    far = lower.y - upper.bottom
    if max(one.width, other.width) > _LONGEST * max(one.height, other.height):
        return False
    return far < 0 or (far <= _ABOVE * lower.height and upper.height <= lower.height)


def _beside(one: Box, other: Box, high: int) -> bool:
    """Whether two pieces stand on one line, a blank apart at most. high: the highest of their text."""
    gap = max(one.x, other.x) - min(one.right, other.right)
    shared = min(one.bottom, other.bottom) - max(one.y, other.y)
    low, higher = sorted((one.height, other.height))
    # A quotation mark stands higher than a small letter.
    level = shared >= _LEVEL * low or (low <= _MARK * higher and -shared <= _GAP * higher)
    return 0 <= gap <= max(1.0, _BLANK * high) and level


def _ink(crop: npt.NDArray[np.uint8], word: _Word) -> Ink:
    """What is drawn of a word, softened edges with their share; nothing of what is beside it."""
    b = word.bounds
    around = np.pad(word.drawn, 1).astype(np.uint8)
    left, top = max(0, b.x - 1), max(0, b.y - 1)
    part = crop[top : b.bottom + 1, left : b.right + 1]
    around = around[top - b.y + 1 :, left - b.x + 1 :][: part.shape[0], : part.shape[1]]
    behind = part[around == 0]
    ground = np.array(commonest(behind[None] if behind.size else part), dtype=np.float32)
    towards = word.paint.astype(np.float32) - ground
    length = max(1.0, float(towards @ towards))
    share = np.clip(((part.astype(np.float32) - ground) @ towards) / length, 0, 1)
    near = cv2.dilate(around, np.ones((3, 3), np.uint8))
    ink = np.asarray(share * near * 255, dtype=np.uint8)
    rows, columns = np.nonzero(ink)
    if not rows.size:
        return ink
    return np.ascontiguousarray(ink[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1])
