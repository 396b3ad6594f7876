"""Which field has the focus, by the coloured ring that toolkits and browsers draw around it.

Promises: at most one field of a window. Refuses where no ring stands out from those of the other fields, or
none is drawn in colour: then nothing says where the focus is.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from innervate.core.geometry import Rect
from innervate.perception.picture import Cropped, Image

_REACH = 12
"""Pixels around an edge as it was detected in which the ring is looked for."""
_COLOURED, _STANDS_OUT = 36.0, 1.6


def focused(image: Image, fields: Sequence[Rect[Cropped]]) -> int | None:
    """The index of the field with the focus; `image` is the BGR crop that the fields stand in."""
    rings = [ring(image, field) for field in fields]
    order = sorted(range(len(fields)), key=lambda i: -rings[i])
    if not order or rings[order[0]] < _COLOURED:
        return None
    if len(order) > 1 and rings[order[0]] < _STANDS_OUT * rings[order[1]]:
        return None
    return order[0]


def ring(image: Image, field: Rect[Cropped]) -> float:
    """How colourful the most colourful line beside the field's edges is, on the least colourful of its
    sides but one.

    0 to 255: the difference of the strongest and the weakest channel, less that of the surroundings.
    """
    height, width = image.shape[:2]
    in_x, in_y = min(_REACH, field.width // 3), min(_REACH, field.height // 3)
    left, right = max(0, field.x - _REACH), min(width, field.right + _REACH)
    top, bottom = max(0, field.y - _REACH), min(height, field.bottom + _REACH)
    middle = slice(
        field.x + field.width // 4, max(field.x + field.width // 4 + 1, field.right - field.width // 4)
    )
    centre = slice(
        field.y + field.height // 3, max(field.y + field.height // 3 + 1, field.bottom - field.height // 3)
    )
    sides = (
        image[top : field.y + in_y, middle],
        image[field.bottom - in_y : bottom, middle],
        image[centre, left : field.x + in_x].swapaxes(0, 1),
        image[centre, field.right - in_x : right].swapaxes(0, 1),
    )
    if min(side.size for side in sides) == 0:
        return 0.0
    # One side may have been found elsewhere.
    return sorted(chroma(side) for side in sides)[1]


def chroma(side: Image) -> float:
    """Of lines along a side, shape (lines, length, 3): the most colourful one's median, less the
    outermost's."""
    spread = np.ptp(side.astype(np.int16), axis=2)
    lines = np.median(spread, axis=1)
    return float(lines.max() - min(lines[0], lines[-1]))
