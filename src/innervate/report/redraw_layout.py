"""How much room each element of a View takes in its drawing.

A View tells of a box that hugs its text only where it starts, because its width would tell the length
of a private text. Such an element gets as much room as its drawn label needs, up to its neighbour.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from innervate.core.view import ViewElement, ViewWindow
from innervate.core.vocabulary import Role
from innervate.report.drawing import CELL, Box, box_of, width_of

_GAP = 3.0
_PADDING = {
    Role.BUTTON: 14.0,
    Role.TOGGLE: 14.0,
    Role.TAB: 14.0,
    Role.CHECK_BOX: 13.0,
    Role.RADIO: 13.0,
    Role.MENU: 6.0,
}
LISTED = frozenset({Role.ITEM, Role.TREE_ITEM, Role.OPTION, Role.ROW, Role.CELL, Role.MENU_ITEM})
_MOST_SHIFT = 4 * CELL


@dataclass(frozen=True, slots=True)
class Placed:
    """An element and its room, in units of the drawing."""

    element: ViewElement
    box: Box


def placed(window: ViewWindow) -> list[Placed]:
    """All elements that the View places, from left to right within each row, in rooms that don't overlap."""
    wide = [Placed(e, box_of(e.place)) for e in window.elements if e.place is not None and not _hugging(e)]
    rows: dict[int, list[ViewElement]] = {}
    for one in window.elements:
        if one.place is not None and _hugging(one):
            rows.setdefault(one.place.y, []).append(one)
    edge = box_of(window.place).right - _GAP
    barriers = [p.box for p in wide if p.box.height <= 3 * CELL] + [
        box_of(t.place) for t in window.tables if t.place is not None
    ]
    return wide + [p for row in rows.values() for p in _in_row(row, barriers, edge)]


def needed(one: ViewElement) -> float:
    """The width of what is drawn of it: its label, and what it shows."""
    shown = one.value or one.choice
    parts = [width_of(label) for label in (one.label, shown) if label is not None]
    return (
        sum(parts) + 4 * max(0, len(parts) - 1) + _PADDING.get(one.role, 10.0 if one.role in LISTED else 2.0)
    )


def _hugging(one: ViewElement) -> bool:
    return one.place is not None and one.place.width == 1 and one.place.height == 1


def _in_row(row: Iterable[ViewElement], barriers: list[Box], edge: float) -> list[Placed]:
    starts = sorted(((box_of(e.place), e) for e in row if e.place is not None), key=lambda pair: pair[0].x)
    found: list[Placed] = []
    taken = 0.0
    for n, (start, one) in enumerate(starts):
        x = min(max(start.x, taken), start.x + _MOST_SHIFT)
        later = [at.x for at, _ in starts[n + 1 :] if at.x > start.x]
        blocked = [b.x for b in barriers if b.x > start.x and b.y < start.bottom and start.y < b.bottom]
        room = min([edge, *(limit - _GAP for limit in later), *(limit - _GAP for limit in blocked)]) - x
        width = max(float(CELL), min(needed(one), room))
        found.append(Placed(one, Box(x, start.y, width, start.height)))
        taken = x + width + _GAP
    return found
