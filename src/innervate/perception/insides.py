"""The inside of fields with a border: what is written there, and nothing of what is drawn around it.

Promises: a run that stands in a field holds no ink of the field's border or of the ring that shows its focus,
though that touches its letters. Refuses to judge where no border is drawn on all sides: there nothing is left
out.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from innervate.core.geometry import Rect
from innervate.perception.drawn import INKED, Box, Drawn
from innervate.perception.picture import Image, commonest, cut

_OUTSIDE, _INSIDE = 3, 7
"""Pixels beside a side as it was found in which its border is looked for."""
_OFF = 2
"""Pixels that a border is off the side, at most."""
_OTHER = 24
"""Difference of 255 from which on a pixel is not of the ground that one writes on."""


def inside(image: Image, field: Box) -> Box | None:
    """The part of a field of a BGR picture that one writes on; None where a border is not seen all around."""
    part = cut(image, field)
    if min(part.shape[:2]) < 4 * _OUTSIDE:
        return None
    ground = np.array(commonest(part), dtype=np.int16)
    # Nearly all of its height: a letter's stem is shorter.
    across = image[field.y + field.height // 8 : field.bottom - field.height // 8]
    along = image[:, field.x + field.width // 4 : field.right - field.width // 4].swapaxes(0, 1)
    left, right = (_within(across, ground, field.x, field.right, far) for far in (False, True))
    top, bottom = (_within(along, ground, field.y, field.bottom, far) for far in (False, True))
    if left is None or right is None or top is None or bottom is None:
        return None
    return Rect(left, top, right - left, bottom - top) if left < right and top < bottom else None


def unframed(image: Image, runs: Sequence[Drawn], fields: Sequence[Box]) -> list[Drawn]:
    """The runs, those in a field without what is drawn of its border."""
    if not fields or not runs:
        return list(runs)
    found: list[Drawn] = []
    for run in runs:
        field = next((one for one in fields if one.holds_middle(run.bounds)), None)
        inner = None if field is None else inside(image, field)
        if inner is None or inner.contains(run.bounds) or not _close(run.bounds, inner):
            found.append(run)
        elif (rest := _clipped(run, inner)) is not None:
            found.append(rest)
    return found


def _close(run: Box, inner: Box) -> bool:
    """Whether a run reaches no further than over the border."""
    over = (inner.x - run.x, inner.y - run.y, run.right - inner.right, run.bottom - inner.bottom)
    return max(over) <= _INSIDE


def _within(lines: Image, ground: npt.NDArray[np.int16], start: int, end: int, far: bool) -> int | None:
    """Where the ground begins behind a border, or ends before it; None where no border is there.

    lines: (lines, length, 3), along which [start, end) is the field. far: its end is asked for.
    """
    step = -1 if far else 1
    first = end - 1 + _OUTSIDE if far else start - _OUTSIDE
    places = [i for i in range(first, first + step * (_OUTSIDE + _INSIDE), step) if 0 <= i < lines.shape[1]]
    other = [bool((np.abs(lines[:, i].astype(np.int16) - ground).max(axis=1) > _OTHER).all()) for i in places]
    # The border is what begins at the side, as thick as it is; behind a gap a letter may follow.
    last = next((i for i in range(_OUTSIDE - _OFF, min(_OUTSIDE + _OFF, len(other))) if other[i]), None)
    if last is None:
        return None
    while last + 1 < len(other) and other[last + 1]:
        last += 1
    if last + 1 == len(other):
        return None
    return places[last] if far else places[last] + 1


def _clipped(run: Drawn, inner: Box) -> Drawn | None:
    """What of a run lies inside; None where that is nothing."""
    place = run.bounds.intersection(inner)
    if place.width < 1 or place.height < 1:
        return None
    x, y = place.x - run.bounds.x, place.y - run.bounds.y
    ink = run.ink[y : y + place.height, x : x + place.width]
    columns = np.flatnonzero((ink > INKED).any(axis=0))
    rows = np.flatnonzero((ink > INKED).any(axis=1))
    if not columns.size:
        return None
    a, b, c, d = int(columns[0]), int(columns[-1]) + 1, int(rows[0]), int(rows[-1]) + 1
    return Drawn(Rect(place.x + a, place.y + c, b - a, d - c), ink[c:d, a:b])
