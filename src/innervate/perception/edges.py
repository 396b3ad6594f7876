"""Boxes of elements, moved to the edges that are drawn near them.

Promises: a side moves by a few pixels at most, and only to a line along it that stands out from its
surroundings; a side without such a line stays. Boxes without a border are left alone.
"""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from innervate.core.geometry import Rect
from innervate.perception.picture import Cropped, Image

_REACH, _FAR_REACH, _WIDE = 9, 36, 160
_CLEAR, _STANDS_OUT = 5.0, 2.2
_BESIDE, _STEP, _ALONG = 3, 7, 0.72
"""Of a border: pixels between it and a box, difference of 255, share of a side that shows it."""


def snapped(image: Image, box: Rect[Cropped]) -> tuple[Rect[Cropped], bool]:
    """The box with each side on the strongest edge near it, and whether all four have one.

    image: the BGR crop that the box stands in.
    """
    height, width = image.shape[:2]
    reach_x = min(_REACH if box.width < _WIDE else _FAR_REACH, box.width // 3)
    reach_y = min(_REACH, box.height // 3)
    if reach_x < 2 or reach_y < 2:
        return box, False
    across = slice(max(0, box.y + box.height // 4), max(1, box.bottom - box.height // 4))
    along = slice(max(0, box.x + box.width // 8), max(1, box.right - box.width // 8))
    left, a = edge(image[across].swapaxes(0, 1), box.x, reach_x, width)
    right, b = edge(image[across].swapaxes(0, 1), box.right, reach_x, width)
    top, c = edge(image[:, along], box.y, reach_y, height)
    bottom, d = edge(image[:, along], box.bottom, reach_y, height)
    return Rect(left, top, right - left, bottom - top), a and b and c and d


def edge(lines: Image, place: int, reach: int, end: int) -> tuple[int, bool]:
    """Where, at most `reach` from `place`, neighbouring lines differ most all along, and whether they stand
    out.

    `place` itself where none do.
    """
    first, last = max(1, place - reach), min(end - 1, place + reach + 1)
    if last - first < 2 or not lines.shape[1]:
        return place, False
    steps = differences(lines[first - 1 : last])
    # What most of the line shows, not what a letter that crosses it does.
    lower, upper = (steps.shape[1] - 1) // 2, steps.shape[1] // 2
    halves = np.partition(steps, (lower, upper), axis=1)
    strength = (halves[:, lower] + halves[:, upper].astype(np.float64)) / 2
    best = int(strength.argmax())
    usual = float(np.partition(strength, len(strength) // 2)[len(strength) // 2])
    if strength[best] < _CLEAR or strength[best] < _STANDS_OUT * usual:
        return place, False
    clear = np.flatnonzero(strength >= 0.6 * strength[best])
    nearest = int(clear[np.abs(clear + first - place).argmin()])
    return first + nearest, True


def differences(lines: Image) -> npt.NDArray[np.uint8]:
    """How much each pixel's colour differs from that of the line before, at most in any channel."""
    step = cv2.absdiff(np.ascontiguousarray(lines[1:]), np.ascontiguousarray(lines[:-1]))
    return np.asarray(np.maximum(np.maximum(step[..., 0], step[..., 1]), step[..., 2]))


def bounds_seen(image: Image, box: Rect[Cropped]) -> int:
    """On how many sides a box in a BGR picture is seen to end: by a border, or another ground."""
    if min(box.width, box.height) < 2 * _BESIDE:
        return 0
    rows = image[:, middle_of(box.x, box.width)]
    columns = image.swapaxes(0, 1)[:, middle_of(box.y, box.height)]
    level, upright = (box.y, box.bottom), (box.x, box.right)
    return sum(ends(rows, y) for y in level) + sum(ends(columns, x) for x in upright)


def middle_of(start: int, length: int) -> slice:
    """A side without its outer eighths, which may be round."""
    return slice(max(0, start + length // 8), start + length - length // 8)


def ends(lines: Image, place: int) -> bool:
    """Whether something ends near that line, along most of it."""
    part = lines[max(0, place - _BESIDE) : place + _BESIDE]
    if min(part.shape[:2]) < 2:
        return False
    return float((differences(part).max(axis=0) >= _STEP).mean()) >= _ALONG
