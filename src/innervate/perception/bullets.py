"""The dots that a password's field shows, counted as they are drawn: no reader of letters counts them surely.

Promises: as many dots as stand in the field, be there a caret behind them or not. Refuses what is not dots of
one size, one height and one distance: points of an ellipsis are smaller, letters have holes or are uneven.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import cv2
import numpy as np

from innervate.core.geometry import Rect
from innervate.perception.changes import Line
from innervate.perception.drawn import Box
from innervate.perception.ink import Ink, as_ink, commonest_of, strength_of
from innervate.perception.insides import inside
from innervate.perception.picture import Image, cut
from innervate.perception.reader import DOT

_LEAST, _MOST = 4, 24
"""Pixels of a dot; a full stop is smaller."""
_FULL = 0.7
"""The share of the square around it that a disc fills: 0.79 less what a pixel's rest takes."""
_INKED = 100
_CARET, _CORNER = 3, 4
"""Pixels of a caret's width, and of what is a corner."""
_OFF = 0.2
"""Of a field's height, how far dots stand from its middle: a full stop stands on the line."""
_FEWEST = 2


def with_bullets(image: Image, lines: Sequence[Line], fields: Sequence[Box]) -> tuple[Line, ...]:
    """The lines of a BGR picture, those in a field of dots replaced by as many dots as are drawn there."""
    found = list(lines)
    for dots in _lines(image, fields):
        found = [line for line in found if not line.bounds.overlaps(dots.bounds)]
        found.append(dots)
    return tuple(found)


def _lines(image: Image, fields: Sequence[Box]) -> Iterator[Line]:
    for field in fields:
        if (inner := inside(image, field)) is None:
            continue
        part = cut(image, inner)
        if min(part.shape[:2]) < 2 * _LEAST:
            continue
        places = bullets(as_ink(strength_of(part, commonest_of(part))))
        if len(places) < _FEWEST or abs(places[0].centre.y - inner.height / 2) > _OFF * inner.height:
            continue
        first, last = places[0], places[-1]
        bounds: Box = Rect(inner.x + first.x, inner.y + first.y, last.right - first.x, first.height)
        yield Line(DOT * len(places), 1.0, bounds)


def bullets(ink: Ink) -> list[Box]:
    """The places of the dots, from left to right, where nothing but them and a caret is drawn."""
    drawn = (ink > _INKED).astype(np.uint8)
    count, _, stats, _ = cv2.connectedComponentsWithStats(drawn, connectivity=8)
    parts: list[tuple[Box, int]] = [
        (Rect(x, y, w, h), area) for x, y, w, h, area in sorted(stats[1:count].tolist())
    ]
    parts = [(place, area) for place, area in parts if not _in_corner(place, ink)]
    lowest = min((place.height for place, _ in parts), default=0)
    dots = [(p, a) for p, a in parts if not (p.width <= _CARET and p.height >= 2 * lowest)]
    if not dots or not all(_LEAST <= p.width <= _MOST and a >= _FULL * p.area for p, a in dots):
        return []
    places = [place for place, _ in dots]
    widths, heights = [p.width for p in places], [p.height for p in places]
    tops = [p.y for p in places]
    steps = np.diff([p.x for p in places])
    even = max(map(_spread, (widths, heights, tops))) <= 1 and abs(max(widths) - max(heights)) <= 1
    spaced = steps.size == 0 or (_spread(steps.tolist()) <= 2 and int(steps.max()) <= 3 * max(widths))
    return places if even and spaced else []


def _in_corner(place: Box, ink: Ink) -> bool:
    """Whether something is what a round corner of the border leaves inside."""
    height, width = ink.shape
    across = place.right <= _CORNER or place.x >= width - _CORNER
    return across and (place.bottom <= _CORNER or place.y >= height - _CORNER)


def _spread(values: Sequence[int]) -> int:
    return max(values) - min(values)
