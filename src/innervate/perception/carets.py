"""Large fields to write in, told by the caret that blinks in them: they look like any other empty place.

Promises: a caret is a change that is as high as a line of text and no wider than a few pixels, a bar of one
colour or nothing now, and the only one that comes or goes in its field, as the edges of a shape that moves
are not; its field is
the even rectangle around it, between the ruling lines above and below it; where most of a field changes at
once it is gone, until a caret tells it again. Refuses small fields, which are detected by their borders, and
what is no rectangle.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

import cv2
import numpy as np

from innervate.core.geometry import Rect
from innervate.perception.picture import Cropped, Image, Mask, commonest

_WIDEST, _LOWEST, _HIGHEST = 3, 9, 40
_AROUND = 12
_EVEN = 4
"""Difference of colours, of 255, that is none."""
_LEAST_WIDTH, _LEAST_HEIGHT = 160, 64
_FREE = 0.9
"""Share of the columns right beside a caret that nothing is drawn in, at least."""
_FILLED = 0.8
"""Share of a field that nothing is written on, at least."""
_THROUGH, _MOST = 0.9, 0.5
"""Share of a field's width that a ruling line is drawn along, at least; share of a field that what is written
into it changes at once, at most."""


def is_caret(change: Rect[Cropped]) -> bool:
    return change.width <= _WIDEST and _LOWEST <= change.height <= _HIGHEST


def written_in(image: Image, change: Rect[Cropped]) -> Rect[Cropped] | None:
    """The field of a BGR picture in which a caret appeared or vanished; None where none did."""
    if not is_caret(change):
        return None
    top, bottom = change.y, change.bottom
    around = image[top:bottom, max(0, change.x - _AROUND) : change.right + _AROUND]
    ground = np.array(commonest(around), dtype=np.int16)
    even = np.abs(around.astype(np.int16) - ground).max(axis=2) <= _EVEN
    if not stands_alone(image, change, even):
        return None
    spots = np.argwhere(even)
    if not len(spots):
        return None
    y, x = spots[len(spots) // 2]
    seed = (max(0, change.x - _AROUND) + int(x), top + int(y))
    mask = np.zeros((image.shape[0] + 2, image.shape[1] + 2), dtype=np.uint8)
    step = (_EVEN,) * 3
    flags = 4 | cv2.FLOODFILL_MASK_ONLY | cv2.FLOODFILL_FIXED_RANGE
    _, _, _, (left, up, width, height) = cv2.floodFill(image, mask, seed, (0, 0, 0), step, step, flags)
    free = mask[up + 1 : up + 1 + height, left + 1 : left + 1 + width].astype(np.bool_)
    first, last = between_rules(free, y + top - up)
    free = free[first:last]
    if width < _LEAST_WIDTH or last - first < _LEAST_HEIGHT or free.mean() < _FILLED:
        return None
    return Rect(int(left), int(up) + first, int(width), last - first)


def stands_alone(image: Image, change: Rect[Cropped], even: Mask) -> bool:
    """Whether it is a bar of one colour from top to bottom, or nothing, with nothing drawn on one side of it.

    even: where nothing is drawn, as far around it as is looked.
    """
    bar = image[change.y : change.bottom, change.x : change.right].astype(np.int16)
    if np.ptp(bar, axis=0).max() > _EVEN:
        return False
    first = change.x - max(0, change.x - _AROUND)
    beside = [even[:, at] for at in (first - 1, first + change.width) if 0 <= at < even.shape[1]]
    # On one side there may be the border of the field, or a letter.
    return any(column.mean() >= _FREE for column in beside)


def between_rules(free: Mask, row: int) -> tuple[int, int]:
    """The rows around one of a field up to the ruling lines above and below it. free: where nothing is
    drawn."""
    ruled = free.mean(axis=1) <= 1 - _THROUGH
    above, below = np.flatnonzero(ruled[:row]), np.flatnonzero(ruled[row:])
    return int(above[-1]) + 1 if above.size else 0, row + int(below[0]) if below.size else len(free)


def on_its_line(field: Rect[Cropped], caret: Rect[Cropped], changes: Sequence[Rect[Cropped]]) -> bool:
    """Whether nothing changed in a field but on the line of its caret, and no other caret there: else it is a
    digit of another page, or an edge of a shape that moves."""
    top, bottom = caret.y - caret.height, caret.bottom + caret.height
    others = [c for c in changes if field.overlaps(c) and c != caret]
    return all(c.y < bottom and c.bottom > top and not is_caret(c) for c in others)


def outlived(field: Rect[Cropped], changes: Sequence[Rect[Cropped]]) -> bool:
    """Whether so much of a field changed, from the first change in it to the last, that something else may
    stand there now."""
    own = [field.intersection(c) for c in changes if not is_caret(c) and field.overlaps(c)]
    return bool(own) and reduce(Rect.union, own).area > _MOST * field.area
