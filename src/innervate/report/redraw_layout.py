"""Where each thing of a window is drawn: the lines of the View's grid, spread until all fits.

A View places things on a coarse grid, on which labels that are legible would run into each other. So
the grid is kept, and with it what stands left of, above and inside what, but its columns become as wide
and its rows as high as their contents need, and empty ones shrink.
"""

from __future__ import annotations

from dataclasses import dataclass

from innervate.core.vocabulary import Role
from innervate.report.drawing import Box
from innervate.report.redraw_items import Item, Shape

GAP = 7.0
_COLUMN, _ROW = 7.0, 5.0  # of what is empty
_MOST_EMPTY = 3
_WIDEST_FIELD = 420.0
_IN_BARS = frozenset({Role.MENU, Role.BUTTON, Role.TOGGLE, Role.TAB})
_MAY_BE_IN_BARS = _IN_BARS | {Role.ENTRY, Role.COMBO, Role.LINK, None}
_FEWEST_IN_BAR = 3


@dataclass(frozen=True, slots=True)
class Placed:
    """A thing and its room, in units of the drawing, from the window's corner."""

    item: Item
    box: Box


@dataclass(frozen=True, slots=True)
class Layout:
    width: float
    height: float
    placed: tuple[Placed, ...]


def laid_out(items: list[Item], columns: int, rows: int) -> Layout:
    """All items, in rooms that don't overlap, but for frames, which stand behind what they hold.

    A bar of buttons or menus has columns of its own, so that it does not spread what is below it.
    """
    frames = [item for item in items if item.shape is Shape.FRAME]
    tops, lines = _down(items, rows)
    bars, rest = _apart(items)
    below = _across(rest, frames, columns)
    above = [_across(bar, [], columns) for bar in bars]
    width = max(across[columns] for across in (below, *above))
    below = [GAP + (x - GAP) * (width - GAP) / (below[columns] - GAP) for x in below]
    placed = [
        Placed(item, _room(item, group, across, tops, lines))
        for group, across in zip((*bars, rest), (*above, below), strict=True)
        for item in group
    ]
    behind = [Placed(item, _frame(item, below, tops)) for item in frames]
    return Layout(width, tops[rows], (*behind, *placed))


def _apart(items: list[Item]) -> tuple[list[list[Item]], list[Item]]:
    """The bars, which are the first rows that hold hardly more than buttons, menus or tabs; and the rest."""
    spanned = {
        y
        for i in items
        if i.shape in (Shape.BLOCK, Shape.FRAME)
        for y in range(i.cells.y, i.cells.bottom - 1)
    }
    solid = [i for i in items if i.shape is not Shape.FRAME]
    bars: list[list[Item]] = []
    for y in sorted({item.cells.y for item in solid}):
        row = [i for i in solid if i.cells.y == y]
        roles = [i.element.role if i.element is not None else None for i in row]
        fitting = sum(role in _IN_BARS for role in roles) >= _FEWEST_IN_BAR and None not in roles
        if y in spanned or not fitting or not _MAY_BE_IN_BARS.issuperset(roles):
            break
        bars.append(row)
    return bars, [i for i in solid if not any(i in bar for bar in bars)]


def _room(item: Item, group: list[Item], across: list[float], tops: list[float], lines: list[float]) -> Box:
    x = _start(item, group, across)
    right = min([across[item.cells.right], *(_start(o, group, across) for o in _right_of(item, group))]) - GAP
    y, width, height = tops[item.cells.y], item.width, item.height
    if item.shape is Shape.BLOCK:
        return Box(x, y, max(width, right - x), height)
    if item.shape is Shape.FIELD:
        width = min(max(width, _WIDEST_FIELD), max(width, right - x))
    return Box(x, y + max(0.0, (lines[item.cells.y] - height) / 2), width, height)


def _rows_of(item: Item) -> tuple[int, int]:
    """The rows in which it needs room: for all but blocks only the first one.

    A box is told by the cells that it touches, so the last row of a block may be that of what is below.
    """
    cells = item.cells
    last = cells.bottom - 1 if cells.height > 2 else cells.bottom
    return cells.y, (last if item.shape is Shape.BLOCK else cells.y + 1)


def _beside(one: Item, other: Item) -> bool:
    (top, bottom), (other_top, other_bottom) = _rows_of(one), _rows_of(other)
    return top < other_bottom and other_top < bottom


def _right_of(item: Item, group: list[Item]) -> list[Item]:
    """What stands beside it further right: in a later column, or later in its own cell."""
    here = (item.cells.x, group.index(item))
    return [o for n, o in enumerate(group) if (o.cells.x, n) > here and _beside(item, o)]


def _start(item: Item, group: list[Item], across: list[float]) -> float:
    return across[item.cells.x] + _shift(item, group)


def _shift(item: Item, group: list[Item]) -> float:
    """How far right of its column it starts: things that start in one cell stand side by side."""
    before = group[: group.index(item)]
    return sum(o.width + GAP for o in before if o.cells.x == item.cells.x and _beside(item, o))


def _across(group: list[Item], frames: list[Item], columns: int) -> list[float]:
    """Where each column starts, and where the last one ends."""
    ends: dict[int, list[tuple[int, float]]] = {}
    for item in group:
        needed = (item.cells.x, _shift(item, group) + item.width + GAP)
        behind = [f.cells.right for f in frames if f.cells.contains(item.cells)]
        for line in {columns, *behind, *(o.cells.x for o in _right_of(item, group))}:
            ends.setdefault(line, []).append(needed)
    starts = {item.cells.x for item in (*group, *frames)}
    found, empty = [GAP], 0
    for line in range(1, columns + 1):
        empty = 0 if line - 1 in starts else empty + 1
        least = [found[start] + needed for start, needed in ends.get(line, []) if start < line]
        found.append(max([found[-1] + _step(_COLUMN, empty), *least]))
    return found


def _step(usual: float, empty: int) -> float:
    """Room for a row or column: less where several before it are empty too."""
    return usual if empty <= _MOST_EMPTY else usual / 3


def _down(items: list[Item], rows: int) -> tuple[list[float], list[float]]:
    """Where each row starts, and where the last one ends; and how high the line in each row is."""
    lines = [0.0] * rows
    for item in items:
        if item.shape in (Shape.LINE, Shape.FIELD):
            lines[item.cells.y] = max(lines[item.cells.y], item.height)
    heights, empty = [], 0
    for line in lines:
        empty = 0 if line else empty + 1
        heights.append(line + GAP if line else _step(_ROW, empty))
    for item in sorted(items, key=lambda i: i.cells.bottom):
        if item.shape in (Shape.BLOCK, Shape.FRAME):
            top, bottom = item.cells.y, max(item.cells.y + 1, _rows_of(item)[1])
            bottom = bottom if item.shape is Shape.BLOCK else item.cells.bottom
            heights[bottom - 1] += max(0.0, item.height + GAP - sum(heights[top:bottom]))
    tops = [GAP]
    for height in heights:
        tops.append(tops[-1] + height)
    return tops, lines


def _frame(item: Item, across: list[float], tops: list[float]) -> Box:
    x, y = across[item.cells.x] - GAP / 2, tops[item.cells.y] - GAP / 2
    return Box(x, y, across[item.cells.right] - x - 2, tops[item.cells.bottom] - y)
