"""Where things stand by their places: on which side of another, where within one, on the way to another.

Promises: a place that is touched lies in something that the application shows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from innervate.core.asking import Side
from innervate.core.geometry import Device, Point, Rect

_NUMBER = re.compile(r"\d+(?:[.,]\d+)?", re.ASCII)
_MOST_SHARE = Decimal(20)


def beside(anchor: Rect[Device], other: Rect[Device], side: Side) -> int | None:
    """Pixels from an anchor to what stands on that side of it, abreast of it; None for what does not."""
    across = other.y < anchor.bottom and anchor.y < other.bottom
    along = other.x < anchor.right and anchor.x < other.right
    match side:
        case Side.LEFT:
            gap, abreast = anchor.x - other.right, across
        case Side.RIGHT:
            gap, abreast = other.x - anchor.right, across
        case Side.ABOVE:
            gap, abreast = anchor.y - other.bottom, along
        case Side.BELOW:
            gap, abreast = other.y - anchor.bottom, along
    slack = -max(4, min(anchor.height, other.height) // 4)
    return max(0, gap) if abreast and gap >= slack else None


def rank(text: str) -> tuple[Decimal, ...] | tuple[str]:
    """What orders texts: the numbers in them, else the text itself. 3h 20m comes before 12h 5m."""
    numbers = tuple(Decimal(found.replace(",", "")) for found in _NUMBER.findall(text))
    return numbers or (text.casefold(),)


def spot_of(bounds: Rect[Device], x: Decimal, y: Decimal) -> Point[Device]:
    """The place at these shares of a box; within it, never beyond its last pixel."""
    x, y = (max(-_MOST_SHARE, min(_MOST_SHARE, one)) for one in (x, y))
    at_x, at_y = bounds.x + float(x) * bounds.width, bounds.y + float(y) * bounds.height
    inside_x = min(round(at_x), bounds.right - 1) if x <= 1 else round(at_x)
    inside_y = min(round(at_y), bounds.bottom - 1) if y <= 1 else round(at_y)
    return Point(inside_x, inside_y)


def between(one: Point[Device], other: Point[Device], share: Decimal) -> Point[Device]:
    """The place at this share of the way from one to another."""
    x, y = (one.x + (other.x - one.x) * float(share), one.y + (other.y - one.y) * float(share))
    return Point(round(x), round(y))


def shown_in(point: Point[Device], areas: Sequence[Rect[Device]]) -> bool:
    """Whether a place lies in one of these."""
    return any(area.holds(point) for area in areas)
