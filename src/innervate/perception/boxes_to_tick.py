"""Boxes to tick that stand without a text beside them: each looks like a picture to press.

Promises: squares of one size that stand in a row or a column, drawn as an outline with nothing but a tick in
it, are check boxes. Refuses a single one: that may be a picture of a window.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from innervate.core.geometry import Rect
from innervate.core.vocabulary import Role, State
from innervate.perception.detector import Found
from innervate.perception.drawn import Box
from innervate.perception.indicators import corners, indicator, marked
from innervate.perception.picture import Image, commonest, cut

_TAKEN_FOR = frozenset({Role.ICON, Role.BUTTON, Role.SPIN, Role.ENTRY, Role.CHECK_BOX, Role.RADIO})
_LARGEST, _SQUARE = 44, 2.2
"""Pixels of what may have been taken for one, and how much longer one of its sides may be: it may reach over
the gap to the next one."""
_LEAST = 14
"""Pixels of the least box: the picture of a window is smaller."""
_OFF, _UNLIKE = 3, 2
"""Pixels by which boxes of a row stand off it, and differ in size."""
_ABOVE = 4
"""Pixels above a box that show what is around it."""
_EVEN = 12
"""Difference of 255 that is none."""
_SAME = 0.5
"""Overlap, of what both cover, of what is one box."""


def with_boxes(image: Image, found: Sequence[Found]) -> tuple[Found, ...]:
    """The elements of a BGR picture, those that are boxes to tick as such; the same objects else."""
    small = [i for i, thing in enumerate(found) if _may_be(thing)]
    small = [i for i in small if any(i != j and _level(found[i].bounds, found[j].bounds) for j in small)]
    places: dict[int, tuple[Box, bool]] = {}
    for i in small:
        seen = indicator(image, found[i].bounds)
        if seen is None or corners(seen[1]) < 2 or not _LEAST <= seen[0].height <= _LARGEST:
            continue
        ticked = marked(cut(image, seen[0]))
        if ticked or (seen[0].y >= _ABOVE and _hollow(image, seen[0])):
            places[i] = (seen[0], ticked)
    hollow = {i for i, (_, ticked) in places.items() if not ticked}
    kept: list[Found | None] = list(found)
    told = [thing.bounds for thing in found if thing.role is Role.CHECK_BOX]
    for i, (place, ticked) in places.items():
        others = [j for j in hollow if j != i and _in_line(place, places[j][0])]
        if found[i].role is Role.CHECK_BOX or not others:
            continue
        if any(place.iou(box) > _SAME for box in told):
            kept[i] = None
        else:
            states = (found[i].states - {State.EDITABLE}) | ({State.CHECKED} if ticked else frozenset())
            kept[i] = replace(found[i], role=Role.CHECK_BOX, bounds=place, states=states)
            told.append(place)
    return tuple(thing for thing in kept if thing is not None)


def _may_be(thing: Found) -> bool:
    long, short = sorted((thing.bounds.width, thing.bounds.height))[::-1]
    return thing.role in _TAKEN_FOR and long <= _LARGEST and long <= _SQUARE * short


def _level(one: Box, other: Box) -> bool:
    """Whether two things stand roughly in a row or a column."""
    a, b = one.centre, other.centre
    return abs(a.y - b.y) <= 2 * _OFF or abs(a.x - b.x) <= 2 * _OFF


def _in_line(one: Box, other: Box) -> bool:
    alike = abs(one.width - other.width) <= _UNLIKE and abs(one.height - other.height) <= _UNLIKE
    level = abs(one.y - other.y) <= _OFF or abs(one.x - other.x) <= _OFF
    return alike and level and one != other


def _hollow(image: Image, place: Box) -> bool:
    """Whether a box shows what is around it."""
    inner = cut(image, place)[
        place.height // 4 : -(place.height // 4), place.width // 4 : -(place.width // 4)
    ]
    ground = np.array(
        commonest(cut(image, Rect(place.x, place.y - _ABOVE, place.width, _ABOVE))), dtype=np.int16
    )
    return bool((np.abs(inner.astype(np.int16) - ground).max(axis=2) <= _EVEN).all())
