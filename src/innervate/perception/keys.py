"""Keys of a keypad: buttons of one size in rows and columns.

Promises: what stands on one is a sign, where a button elsewhere shows a picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple

import numpy as np
import numpy.typing as npt

from innervate.core.geometry import Rect
from innervate.core.vocabulary import Role
from innervate.perception.detector import Found
from innervate.perception.picture import Cropped

_PRESSED = frozenset({Role.BUTTON, Role.TOGGLE})
_MANY, _LINE = 9, 3
"""Keys of the smallest keypad, and of its shortest row and column."""
_OFF, _UNLIKE = 4, 0.15
"""Pixels, and of a key's size: what others differ in size, and in their middle within a row or column."""


def keys_of(found: Sequence[Found]) -> list[Rect[Cropped]]:
    """The places of all keys."""
    places = [one.bounds for one in found if one.role in _PRESSED]
    if len(places) < _MANY:
        return []
    x, y, width, height = np.array([(*astuple(p.centre), p.width, p.height) for p in places]).T
    alike = near(width, width) & near(height, height)
    level, below = alike & near(y, height), alike & near(x, width)
    keys = (alike.sum(axis=1) >= _MANY) & (level.sum(axis=1) >= _LINE) & (below.sum(axis=1) >= _LINE)
    return [place for place, key in zip(places, keys.tolist(), strict=True) if key]


def near(values: npt.NDArray[np.int64], sizes: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Which values are about the same, pair by pair."""
    return np.asarray(np.abs(values[:, None] - values) <= np.maximum(_OFF, _UNLIKE * sizes))
