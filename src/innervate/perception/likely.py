"""Whether a detected element may be what it was taken for, by what stands in it and beside it.

Promises: a sure one is believed; of the others, what says one line does not hold several, what stands in
rows is not alone, and what stands before a field is its label.
"""

from __future__ import annotations

from collections.abc import Sequence

from innervate.core.scene import TextRun
from innervate.core.vocabulary import Role
from innervate.perception.layout import bands, same_line
from innervate.perception.region import HOLDING, Thing

_ONE_LINE = frozenset(
    {
        Role.CHECK_BOX,
        Role.RADIO,
        Role.TOGGLE,
        Role.COMBO,
        Role.SPIN,
        Role.MENU_ITEM,
        Role.SLIDER,
        Role.SCROLL_BAR,
        Role.ICON,
    }
)
_ITEMS = frozenset({Role.ITEM, Role.MENU_ITEM, Role.TREE_ITEM})
_LABEL_REACH = 200
_ROWED = frozenset({Role.MENU, Role.TAB, Role.COLUMN_HEADER})
_SURE = 0.5
"""Confidence from which on a thing is believed that looks like none of its kind."""


def likely(thing: Thing, texts: Sequence[TextRun], things: Sequence[Thing]) -> bool:
    """Whether something may be what it was taken for: what says one line does not hold several, what stands
    in rows is not alone, and what stands before a field is its label."""
    if thing.confidence >= _SURE:
        return True
    if thing.role in _ROWED:
        return any(beside(thing, other) for other in things if other is not thing)
    if thing.role in _ITEMS and any(before(thing, other) for other in things):
        return False
    if thing.role not in _ONE_LINE:
        return True
    return len(bands([(run, run.bounds) for run in texts if thing.bounds.holds_middle(run.bounds)])) < 2


def beside(one: Thing, other: Thing) -> bool:
    """Whether two things of a role are neighbours in a row or a column."""
    if one.role is not other.role:
        return False
    a, b = one.bounds, other.bounds
    reach = 4 * max(a.height, b.height)
    near_x = a.x - reach < b.right and b.x < a.right + reach
    near_y = a.y - reach < b.bottom and b.y < a.bottom + reach
    return near_x and near_y and (same_line(a, b) or abs(a.x - b.x) < a.height)


def before(item: Thing, field: Thing) -> bool:
    """Whether an item stands where a field's label would: to the left of it on its line."""
    a, b = item.bounds, field.bounds
    near = a.x + a.width // 2 < b.x < a.right + _LABEL_REACH
    return field.role in HOLDING and near and same_line(a, b)
