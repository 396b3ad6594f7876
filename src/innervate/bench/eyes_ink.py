"""Where the ink is: the smallest box around what differs from the local background.

Readers pad their boxes differently (RapidOCR by half a line), so a box as it comes says little on whether a
run was found. Made tight by the same function as the truth, the boxes of all readers can be compared.
Promises: pure functions of a picture, rows of R, G, B; nothing outside the given box is looked at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from innervate.bench.eyes_truth import Run
from innervate.core.geometry import Device, Rect

Picture = NDArray[np.uint8]

_FAINTEST = 14  # a difference in any channel that nobody sees, in levels of 255
_SHARE_OF_PEAK = 0.18


def clipped(rect: Rect[Device], picture: Picture) -> Rect[Device]:
    """The part of `rect` that lies in the picture."""
    height, width = picture.shape[:2]
    return rect.intersection(Rect(0, 0, width, height))


def ink_mask(
    picture: Picture, rect: Rect[Device], within: Rect[Device] | None = None
) -> NDArray[np.bool_] | None:
    """Which pixels of `rect` (it must lie in the picture) differ from the background; None where none do.

    within: the part of `rect` from which the background is taken, if not from all of it.
    """
    crop = picture[rect.y : rect.bottom, rect.x : rect.right].astype(np.int16)
    if crop.size == 0:
        return None
    if within is None:
        ground = _background(crop)
    else:
        core = picture[within.y : within.bottom, within.x : within.right].astype(np.int16)
        ground = np.broadcast_to(_commonest(core.reshape(-1, 3))[0], crop.shape)
    difference = np.abs(crop - ground).max(axis=2)
    peak = int(difference.max())
    mask = difference > max(_FAINTEST, _SHARE_OF_PEAK * peak)
    return mask if peak > _FAINTEST and mask.any() else None


def ink(picture: Picture, rect: Rect[Device]) -> Rect[Device] | None:
    """The smallest box around what differs from the background within `rect`; None where nothing does."""
    area = clipped(rect, picture)
    mask = ink_mask(picture, area) if area.area else None
    if mask is None:
        return None
    return _around(mask, area)


def _background(crop: NDArray[np.int16]) -> NDArray[np.int16]:
    """The commonest colour where it holds a third of the crop, else the commonest of each row (gradients)."""
    colour, share = _commonest(crop.reshape(-1, 3))
    if share >= 0.34:
        return np.broadcast_to(colour, crop.shape)
    rows = np.stack([_commonest(row)[0] for row in crop])
    return np.broadcast_to(rows[:, None, :], crop.shape)


def _commonest(colours: NDArray[np.int16]) -> tuple[NDArray[np.int16], float]:
    keys = (colours[:, 0].astype(np.int64) << 16) | (colours[:, 1].astype(np.int64) << 8) | colours[:, 2]
    values, counts = np.unique(keys, return_counts=True)
    best = int(values[counts.argmax()])
    colour = np.array([best >> 16, best >> 8 & 255, best & 255], dtype=np.int16)
    return colour, float(counts.max() / len(keys))


def text_ink(picture: Picture, rect: Rect[Device]) -> Rect[Device] | None:
    """The ink in `rect` without what runs through it: ruling lines, borders, what lies beyond a badge's edge.

    Such a row or column is inked along the whole box and two pixels beyond it at both ends; no letter is.
    """
    height, width = picture.shape[:2]
    area, reach = clipped(rect, picture), 2
    whole: Rect[Device] = Rect(0, 0, width, height)
    around: Rect[Device] = Rect(
        area.x - reach, area.y - reach, area.width + 2 * reach, area.height + 2 * reach
    )
    wide = whole.intersection(around)
    mask = ink_mask(picture, wide, within=area) if area.area else None
    if mask is None:
        return None
    mask = (
        mask & (mask.mean(axis=1, keepdims=True) < _THROUGH) & (mask.mean(axis=0, keepdims=True) < _THROUGH)
    )
    inner = mask[area.y - wide.y : area.bottom - wide.y, area.x - wide.x : area.right - wide.x]
    return _around(inner, area) if inner.any() else None


_THROUGH = 0.95


def _around(mask: NDArray[np.bool_], area: Rect[Device]) -> Rect[Device]:
    columns, rows = np.flatnonzero(mask.any(axis=0)), np.flatnonzero(mask.any(axis=1))
    left, top = int(columns[0]), int(rows[0])
    return Rect(area.x + left, area.y + top, int(columns[-1]) - left + 1, int(rows[-1]) - top + 1)


def tightened(picture: Picture, runs: Sequence[Run]) -> tuple[Run, ...]:
    """The runs with their bounds shrunk to the ink of their text; a run over no ink keeps its bounds."""
    return tuple(replace(run, bounds=text_ink(picture, run.bounds) or run.bounds) for run in runs)
