"""Large fields to write in, told by the caret that blinks in them: they look like any other empty place.

Promises: a caret is a change that is as high as a line of text and no wider than a few pixels; its field is
the even rectangle around it. Refuses small fields, which are detected by their borders, and what is no
rectangle.
"""

from __future__ import annotations

import cv2
import numpy as np

from innervate.core.geometry import Rect
from innervate.perception.picture import Cropped, Image, commonest

_WIDEST, _LOWEST, _HIGHEST = 3, 9, 40
_AROUND = 12
_EVEN = 4
"""Difference of colours, of 255, that is none."""
_LEAST_WIDTH, _LEAST_HEIGHT = 160, 64
_FILLED = 0.8
"""Share of a field that nothing is written on, at least."""


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
    spots = np.argwhere(even)
    if not len(spots):
        return None
    y, x = spots[len(spots) // 2]
    seed = (max(0, change.x - _AROUND) + int(x), top + int(y))
    mask = np.zeros((image.shape[0] + 2, image.shape[1] + 2), dtype=np.uint8)
    step = (_EVEN,) * 3
    flags = 4 | cv2.FLOODFILL_MASK_ONLY | cv2.FLOODFILL_FIXED_RANGE
    area, _, _, (left, up, width, height) = cv2.floodFill(image, mask, seed, (0, 0, 0), step, step, flags)
    if width < _LEAST_WIDTH or height < _LEAST_HEIGHT or area < _FILLED * width * height:
        return None
    return Rect(int(left), int(up), int(width), int(height))
