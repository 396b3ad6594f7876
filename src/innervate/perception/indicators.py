"""Check boxes, radio buttons and switches, told apart by the shape of what is drawn in front of their labels.

Promises: a circle is a radio button, a square a check box, what is much wider than high a switch. Refuses
to judge where no such shape stands: then the role stays as it was detected.
"""

from __future__ import annotations

import cv2
import numpy as np

from innervate.core.geometry import Rect
from innervate.core.vocabulary import Role
from innervate.perception.ink import commonest_of, strength_of
from innervate.perception.picture import Cropped, Image, Mask, cut

_LEAST, _MOST = 9, 34
_BEFORE = 10
"""Pixels that a box may begin behind what is drawn."""
CLEAR, _FAINT = 0.16, 0.05
"""Share of the strongest ink, a label's, from which on an indicator is drawn clearly, and at all."""
_CORNER = 0.15
_MARK = 150
"""Difference of the sums of three channels from which on something is drawn."""
_WIDE, _SQUARE = (1.5, 2.6), (0.8, 1.25)
_FULL, _UNEVEN = 0.62, 0.12
"""Of the rectangle around it: what an indicator's outline fills at least, and what may differ between it and
its mirror image."""
_LINE, _SPECK = 3, 5
"""Most width of what is a border inside of a ring that shows the focus; least size of what is no corner of
it."""


def by_shape(image: Image, role: Role, box: Rect[Cropped], least: float = _FAINT) -> tuple[Role, bool | None]:
    """The role of a check box, radio button or switch at that place of a BGR picture, and whether it is
    checked.

    None: nothing tells. least: share of the strongest ink from which on a pixel is drawn.
    """
    found = indicator(image, box, least)
    if found is None:
        return role, None
    place, shape = found
    if place.width > _SQUARE[1] * place.height:
        return Role.TOGGLE, None
    return Role.CHECK_BOX if corners(shape) >= 2 else Role.RADIO, marked(cut(image, place))


def indicator(image: Image, box: Rect[Cropped], least: float = _FAINT) -> tuple[Rect[Cropped], Mask] | None:
    """Where the first thing is that is drawn in a box or a little before it, and its shape, if it may be a
    box, a circle or a switch."""
    left, top = max(0, box.x - _BEFORE), max(0, box.y - 2)
    crop = image[top : box.bottom + 2, left : max(left, box.x) + 2 * box.height + 12]
    if min(crop.shape[:2]) < _LEAST:
        return None
    strength = strength_of(crop, commonest_of(crop))
    drawn = (strength > max(10.0, least * float(strength.max()))).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(drawn, connectivity=8)
    for index in sorted(range(1, count), key=lambda i: int(stats[i][0])):
        x, y, width, height, _ = (int(v) for v in stats[index])
        if not _LEAST <= height <= _MOST or not _LEAST <= width <= _WIDE[1] * _MOST:
            continue
        # What begins before the crop is of something else, and half a circle has the corners of a box.
        if x == 0 and left > 0:
            continue
        ratio = width / height
        if not (_WIDE[0] <= ratio <= _WIDE[1] or _SQUARE[0] <= ratio <= _SQUARE[1]):
            return None
        shape = np.asarray(labels[y : y + height, x : x + width] == index)
        return (Rect(left + x, top + y, width, height), shape) if regular(shape) else None
    return None


def regular(shape: Mask) -> bool:
    """Whether an outline is that of a box or a circle and not of a letter: full, and its own mirror image."""
    outlines, _ = cv2.findContours(shape.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    full = cv2.drawContours(np.zeros(shape.shape, dtype=np.uint8), outlines, -1, 1, cv2.FILLED)
    uneven = max(float((full != full[::-1]).mean()), float((full != full[:, ::-1]).mean()))
    return float(full.mean()) >= _FULL and uneven <= _UNEVEN


def marked(indicator: Image) -> bool:
    """Whether something is drawn in the middle of a box or a circle: a tick, a cross, a dot."""
    height, width = indicator.shape[:2]
    inner = indicator[round(0.25 * height) : round(0.75 * height), round(0.25 * width) : round(0.75 * width)]
    lightness = inner.astype(np.int16).sum(axis=2)
    return int(np.ptp(lightness)) > _MARK


def corners(shape: Mask) -> int:
    """In how many of its corners a shape is drawn."""
    height, width = shape.shape
    q = max(1, round(_CORNER * min(height, width)))
    parts = (shape[:q, :q], shape[:q, -q:], shape[-q:, :q], shape[-q:, -q:])
    return sum(bool(part.any()) for part in parts)


def with_arrow(image: Image, role: Role, box: Rect[Cropped]) -> Role:
    """The role of an entry at that place: a combo box if one arrow stands at its right end, a spin button
    if two do."""
    zone = image[box.y + 3 : box.bottom - 3, max(box.x, box.right - 36) : box.right - 2]
    if min(zone.shape[:2]) < 8:
        return role
    strength = strength_of(zone, commonest_of(zone))
    drawn = (strength > max(24.0, 0.3 * float(strength.max()))).astype(np.uint8)
    count, _, stats, _ = cv2.connectedComponentsWithStats(drawn, connectivity=8)
    height = zone.shape[0]
    arrows: list[float] = []
    for x, y, wide, high, _ in stats[1:count].tolist():
        at_edge = x <= 0 or y <= 0 or y + high >= height or x + wide >= zone.shape[1]
        line = high >= 0.9 * height or (wide <= _LINE and 2 * high > height)
        speck = wide < _SPECK and high < _SPECK
        if at_edge or line or speck:
            continue
        if 5 <= wide <= 16 and 2 <= high <= 11 and wide >= 1.15 * high:
            arrows.append((y + high / 2) / height)
        else:
            return role
    if len(arrows) == 1 and 0.3 < arrows[0] < 0.7:
        return Role.COMBO
    if len(arrows) == 2 and min(arrows) < 0.5 < max(arrows):
        return Role.SPIN
    return role
