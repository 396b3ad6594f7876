"""Dots that hang on lines, as at the ends of an arrow or in a chart, told apart from the lines.

Promises: pieces of one connected area, which together are that area or most of it; an outline stays whole,
however thick it is at its corners. Refuses nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import pi

import cv2
import numpy as np
import numpy.typing as npt

Mask = npt.NDArray[np.uint8]
"""1 where something is drawn."""

LEAST_SIDE = 5
LEAST_PIXELS = 20
SMALL = 24
_THICK = 6
_LEAST_DOT = 9
_ROUND = 0.75
_LEAST_STUB = 2
_TIMES_THICKER = 2.0
"""Than its line, a dot; the corner of a thick outline is less, however acute."""
# Without the points that an ellipse of this size has: they would reach into thin lines.
_BRUSH = np.array([[min(r, 6 - r) + min(c, 6 - c) >= 2 for c in range(7)] for r in range(7)], dtype=np.uint8)


def apart(part: Mask) -> Iterator[tuple[Mask, tuple[int, int, int, int]]]:
    """A connected area, or, where dots hang on lines, the dots and then the lines, each with its x, y, width
    and height there."""
    whole = (0, 0, part.shape[1], part.shape[0])
    padded = np.pad(part, _THICK)
    thick = cv2.morphologyEx(padded, cv2.MORPH_OPEN, _BRUSH)[_THICK:-_THICK, _THICK:-_THICK]
    covered = np.minimum(cv2.dilate(thick, np.ones((3, 3), np.uint8)), part).astype(np.uint8)
    thin = np.where(covered, 0, part).astype(np.uint8)
    hang = _dots(covered) and _thicker(part, covered, thin)
    if not hang or (_mostly(part, covered) and not _stub(thin, covered)):
        yield part, whole
        return
    for mask in (covered, thin):
        count, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
        for label in range(1, count):
            x, y, width, height, pixels = (int(value) for value in stats[label])
            if max(width, height) >= LEAST_SIDE and pixels >= LEAST_PIXELS:
                piece = (labels[y : y + height, x : x + width] == label).astype(np.uint8)
                yield piece, (x, y, width, height)


def _mostly(part: Mask, thick: Mask) -> bool:
    """Whether what is thick is most of it, and nothing thin reaches well beyond; a corner is thin, too."""
    high, wide = _extent(thick)
    further = part.shape[0] - high >= LEAST_SIDE or part.shape[1] - wide >= LEAST_SIDE
    return thick.sum() > 0.7 * part.sum() and not (further and max(high, wide) <= SMALL)


def _stub(thin: Mask, dots: Mask) -> bool:
    """Whether a disc has the beginning of a line on it, whose rest has another colour."""
    if not thin.any() or max(_extent(dots)) > SMALL:
        return False
    high, wide = _extent(dots)
    whole_high, whole_wide = _extent(np.maximum(dots, thin))
    outlines, _ = cv2.findContours(np.pad(dots, 1), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    (_, _), radius = cv2.minEnclosingCircle(max(outlines, key=cv2.contourArea))
    is_round = dots.sum() >= _ROUND * pi * radius**2
    return is_round and max(whole_high - high, whole_wide - wide) >= _LEAST_STUB


def _extent(mask: Mask) -> tuple[int, int]:
    """Height and width of what is drawn."""
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    return (int(rows[-1] - rows[0]) + 1, int(columns[-1] - columns[0]) + 1) if rows.size else (0, 0)


def _dots(mask: Mask) -> bool:
    """Whether all that is thick are compact pieces, not rests of a broad stroke."""
    count, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    sizes = [(int(w), int(h), int(n)) for _, _, w, h, n in stats[1:count]]
    return bool(sizes) and all(min(w, h) >= _LEAST_DOT and n >= 0.6 * w * h for w, h, n in sizes)


def _thicker(part: Mask, dots: Mask, lines: Mask) -> bool:
    """Whether the dots are of another kind than the lines."""
    deep = cv2.distanceTransform(np.pad(part, 1), cv2.DIST_L2, 3)[1:-1, 1:-1]
    if not lines.any():
        return True
    # Along a line, its middle is as deep as half of it is wide; how deep most middles are.
    ridge = float(np.percentile(deep[lines > 0], 90))
    return float(deep[dots > 0].max()) >= _TIMES_THICKER * ridge
