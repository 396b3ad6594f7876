"""Where text stands in a picture: boxes of text runs, found without reading them.

Classical segmentation for rendered screens: colour steps between neighbouring pixels, ruling lines removed,
connected components joined along the line. Promises: a box holds one run of one line; boxes are not joined
across a vertical ruling line or a cut; icons in front of a text are left off. Refuses to guess about things
that are too small, too high or too flat for a text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import numpy as np

from innervate.core.geometry import Rect
from innervate.perception.extra import cv
from innervate.perception.picture import Cropped, Image, Mask, commonest, cut

STEP = 24
"""Least colour step, of 255, that is ink and not the stripe of a list or a gradient."""
LOWEST, HIGHEST = 5, 64
RULE_WIDTH, RULE_HEIGHT = 48, 26
_SLIVER = 3

Box = Rect[Cropped]


@dataclass(frozen=True, slots=True)
class Ink:
    """What is drawn in a picture: marks that may be text, and the vertical ruling lines beside them."""

    marks: Mask
    rules: Mask


def text_boxes(image: Image, cuts: Sequence[int] = ()) -> list[Box]:
    """The boxes of all text runs in a BGR picture, top down, left to right; cuts: x that no run crosses."""
    if min(image.shape[:2]) < LOWEST:
        return []
    ink = ink_of(image)
    edges = [0, *sorted(x for x in cuts if 0 < x < image.shape[1]), image.shape[1]]
    found: list[Box] = []
    for left, right in pairwise(edges):
        part = Ink(ink.marks[:, left:right].copy(), ink.rules[:, left:right])
        if left:
            # The last column of a letter that the cut goes through is no text of this side.
            part.marks[:, :_SLIVER] = False
        found += [Rect(b.x + left, b.y, b.width, b.height) for b in joined(pieces(part.marks), part.rules)]
    boxes = [text for box in found if (text := without_icon(image, ink.marks, box))]
    return sorted(boxes, key=lambda b: (b.y + b.height // 2, b.x))


def ink_of(image: Image) -> Ink:
    """Marks and ruling lines of a BGR picture: both sides of each colour step, long thin lines taken out."""
    cv2 = cv()
    wide = image.astype(np.int16)
    across = np.abs(np.diff(wide, axis=1)).max(axis=2) > STEP
    down = np.abs(np.diff(wide, axis=0)).max(axis=2) > STEP
    marks = np.zeros(image.shape[:2], dtype=np.uint8)
    marks[:, :-1] |= across
    marks[:, 1:] |= across
    marks[:-1] |= down
    marks[1:] |= down
    flat = cv2.morphologyEx(marks, cv2.MORPH_OPEN, np.ones((1, RULE_WIDTH), np.uint8))
    upright = cv2.morphologyEx(marks, cv2.MORPH_OPEN, np.ones((RULE_HEIGHT, 1), np.uint8))
    return Ink((marks & ~flat & ~upright & 1).astype(np.bool_), upright.astype(np.bool_))


def pieces(marks: Mask) -> list[Box]:
    """Boxes of connected marks, words about; what can't be letters is left out."""
    cv2 = cv()
    closed = cv2.morphologyEx(marks.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((1, 5), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(closed, connectivity=8)
    boxes: list[Box] = []
    for x, y, width, height, area in stats[1:].tolist():
        if height <= HIGHEST and area >= 6 and not (width <= 4 and height > RULE_HEIGHT // 2 + 4):
            boxes.append(Rect(x, y, width, height))
    usual = median(box.height for box in boxes) if boxes else 0
    return [part for box in boxes for part in lines_in(marks, box, usual)]


def lines_in(marks: Mask, box: Box, usual: float) -> list[Box]:
    """A box that holds two lines, where letters of one touch letters of the next, taken apart."""
    if box.height < max(20, 1.6 * usual) or box.width < 2 * box.height:
        return [box]
    weight = marks[box.y : box.bottom, box.x : box.right].sum(axis=1)
    inner = weight[8:-8]
    if not inner.size or inner.min() > 0.3 * weight.mean():
        return [box]
    seam = 8 + int(inner.argmin())
    upper: Box = Rect(box.x, box.y, box.width, seam)
    lower: Box = Rect(box.x, box.y + seam, box.width, box.height - seam)
    return [*lines_in(marks, upper, usual), *lines_in(marks, lower, usual)]


def joined(boxes: Sequence[Box], rules: Mask) -> list[Box]:
    """Words, accents and dots joined to runs along their lines."""
    runs: list[Box] = []
    for box in sorted(boxes, key=lambda b: b.x):
        for index in range(len(runs) - 1, -1, -1):
            if belongs(runs[index], box, rules):
                box = runs.pop(index).union(box)
        runs.append(box)
    return [run for run in runs if run.height >= LOWEST and run.width >= 3]


def belongs(run: Box, box: Box, rules: Mask) -> bool:
    """Whether `box`, further right, goes on with `run`."""
    height = max(run.height, box.height)
    if box.x - run.right > max(5, 0.8 * min(height, 24)):
        return False
    common = min(run.bottom, box.bottom) - max(run.y, box.y)
    if common < 0.5 * min(run.height, box.height) or (height > 3 * LOWEST and common < 0.2 * height):
        small = min(run.height, box.height) < 0.45 * height
        if not (small and common > -2 and min(run.right, box.right) - max(run.x, box.x) > 0):
            return False
    middle = max(run.y, box.y) + common // 2
    between = rules[middle : middle + 1, run.right : box.x]
    return not bool(between.any())


def without_icon(image: Image, marks: Mask, box: Box) -> Box | None:
    """The box without pictures in front of its text; None where only a picture is left."""
    parts = spans(drawn(marks, box, axis=0), 2)
    background = commonest(cut(image, box))
    first = 0
    for index in range(min(3, len(parts))):
        # An expander may stand in front of the picture: it goes with it.
        rest = slice_of(box, (parts[index][1], box.width))
        if is_icon(cut(image, slice_of(box, parts[index])), cut(image, rest), background):
            first = index + 1
    if first == len(parts):
        return None
    return tight(marks, slice_of(box, (parts[first][0], parts[-1][1])))


def slice_of(box: Box, part: tuple[int, int]) -> Box:
    return Rect(box.x + part[0], box.y, part[1] - part[0], box.height)


def spans(taken: Mask, gap: int) -> list[tuple[int, int]]:
    """Stretches [start, end) of True; those less than `gap` apart are one."""
    places = np.flatnonzero(taken)
    if not places.size:
        return []
    breaks = np.flatnonzero(np.diff(places) > gap)
    starts = [places[0], *places[breaks + 1]]
    ends = [*places[breaks], places[-1]]
    return [(int(a), int(b) + 1) for a, b in zip(starts, ends, strict=True)]


def drawn(marks: Mask, box: Box, axis: int) -> Mask:
    """Where a box has marks, along x (axis 0) or y (axis 1)."""
    return np.asarray(marks[box.y : box.bottom, box.x : box.right].any(axis=axis), dtype=np.bool_)


def tight(marks: Mask, box: Box) -> Box | None:
    """The box shrunk to its marks in height."""
    rows = np.flatnonzero(drawn(marks, box, axis=1))
    if not rows.size or rows[-1] - rows[0] + 1 < LOWEST:
        return None
    return Rect(box.x, box.y + int(rows[0]), box.width, int(rows[-1] - rows[0]) + 1)


def is_icon(part: Image, rest: Image, background: tuple[int, int, int]) -> bool:
    """Whether a piece is a picture: its colours are not all mixtures of one ink with the background.

    The rest of its run tells how colourful plain text is here: letters smoothed for the stripes of a
    screen have coloured edges.
    """
    height, width = part.shape[:2]
    if height < 9 or not 0.5 <= width / height <= 2.2:
        return False
    return colourful(part, background) > max(0.1, 2 * colourful(rest, background))


def colourful(part: Image, background: tuple[int, int, int]) -> float:
    """The share of clearly drawn pixels that no mixture of one ink with the background gives, 0 to 1."""
    offset = part.reshape(-1, 3).astype(np.float32) - np.array(background, dtype=np.float32)
    strength = np.linalg.norm(offset, axis=1)
    strong = offset[strength > 60]
    if len(strong) < 8:
        return 0.0
    direction = offset[strength.argmax()] / strength.max()
    aside = np.linalg.norm(strong - np.outer(strong @ direction, direction), axis=1)
    return float((aside > 12).mean())
