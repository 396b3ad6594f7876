"""Whether a box has an edge that can be seen, measured alike for every toolkit; and ink, from the bench.

No toolkit's own idea of a boundary enters the truth.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from innervate.bench.eyes_ink import Picture, clipped, ink, ink_mask
from innervate.core.geometry import Device, Rect

__all__ = ["Picture", "clipped", "has_boundary", "ink", "ink_mask"]

_EDGE = 7
_SEEN = 0.72


def has_boundary(picture: Picture, rect: Rect[Device], reach: int = 2) -> bool:
    """Whether at least three sides of `rect` show an edge: a step along most of it, within `reach` pixels."""
    area = clipped(rect, picture)
    if area.width < 4 or area.height < 4:
        return False
    grey = picture.astype(np.int16)
    sides = (
        _side(grey, area.y, area.x, area.right, reach, across=False),
        _side(grey, area.bottom, area.x, area.right, reach, across=False),
        _side(grey, area.x, area.y, area.bottom, reach, across=True),
        _side(grey, area.right, area.y, area.bottom, reach, across=True),
    )
    return sum(sides) >= 3


def _side(picture: NDArray[np.int16], at: int, start: int, end: int, reach: int, *, across: bool) -> bool:
    """Whether a step is seen at line `at` from `start` to `end`; the outer eighths may be round corners."""
    lines = picture.transpose(1, 0, 2) if across else picture
    margin = max(1, (end - start) // 8)
    band = lines[max(0, at - reach - 1) : at + reach + 1, start + margin : end - margin]
    if band.shape[0] < 2 or band.shape[1] == 0:
        return False
    steps = np.abs(np.diff(band, axis=0)).max(axis=2) >= _EDGE
    return float(steps.any(axis=0).mean()) >= _SEEN
