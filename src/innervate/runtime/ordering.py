"""The order of things on a screen: which comes first as one reads, which has the least or the most.

Promises: the same things give the same order, whatever order they came in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from innervate.core.asking import Extreme
from innervate.core.errors import Missing
from innervate.core.geometry import Device, Rect
from innervate.core.scene import Element
from innervate.core.values import Value
from innervate.runtime.sides import rank


def extreme(found: list[Element], by: Extreme, held: Callable[[Element, str], Value | None]) -> list[Element]:
    """The one with the least or the greatest; all that have it, and none where one does not tell.

    :raises Missing: not all of them have such a property, or some have numbers in it and some none.
    """
    values = [held(element, by.property) for element in found]
    if any(value is None for value in values):
        raise Missing(f"the {by.property} of {len(found)} things", "not all of them have one")
    ranks = [rank(value.text) for value in values if value is not None]
    if len({isinstance(one[0], str) for one in ranks}) > 1:
        raise Missing(
            f"the order of {len(found)} things by {by.property}", "some have numbers in it, some none"
        )
    best = max(ranks) if by.greatest else min(ranks)
    return [element for element, own in zip(found, ranks, strict=True) if own == best]


def in_reading_order(found: Sequence[Element]) -> list[Element]:
    """Line by line: what overlaps by half its height with a line's first element stands in that line."""
    waiting = sorted(found, key=lambda e: (e.window, e.bounds.y if e.bounds else 0))
    lines: list[list[Element]] = []
    for element in waiting:
        first = lines[-1][0] if lines else None
        same = first is not None and first.window == element.window and _abreast(first.bounds, element.bounds)
        if same:
            lines[-1].append(element)
        else:
            lines.append([element])
    return [e for line in lines for e in sorted(line, key=lambda e: e.bounds.x if e.bounds else 0)]


def _abreast(one: Rect[Device] | None, other: Rect[Device] | None) -> bool:
    if one is None or other is None:
        return False
    shared = min(one.bottom, other.bottom) - max(one.y, other.y)
    return shared * 2 > min(one.height, other.height)
