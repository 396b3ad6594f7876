"""Where each thing of a window is drawn: the lines of the View's grid, spread until all fits.

A View places things on a coarse grid, on which labels that are legible would run into each other. So
the grid is kept, and with it what stands left of, above and inside what, but its columns become as wide
and its rows as high as their contents need, and empty ones shrink.
"""

from __future__ import annotations

from dataclasses import dataclass

from innervate.report.drawing import Box
from innervate.report.redraw_items import Item, Shape

GAP = 7.0
_COLUMN, _ROW = 7.0, 5.0  # of what is empty
_WIDEST_FIELD = 420.0


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
    """All items, in rooms that don't overlap, but for frames, which stand behind what they hold."""
    solid = [item for item in items if item.shape is not Shape.FRAME]
    shifts = _shifts(solid)
    across = _across(items, solid, shifts, columns)
    tops, lines = _down(items, rows)
    placed = []
    for n, item in enumerate(solid):
        x = across[item.cells.x] + shifts[n]
        right = min([_end(across, item), *(across[o.cells.x] - GAP for o in _right_of(item, solid))])
        width = item.width
        if item.shape is Shape.BLOCK or item.shape is Shape.FIELD:
            most = float("inf") if item.shape is Shape.BLOCK else max(width, _WIDEST_FIELD)
            width = min(most, max(width, right - x))
        y, height = tops[item.cells.y], item.height
        if item.shape is Shape.BLOCK:
            height = max(height, min(height * 1.5, tops[item.cells.bottom] - y - GAP))
        else:
            y += max(0.0, (lines[item.cells.y] - height) / 2)
        placed.append(Placed(item, Box(x, y, width, height)))
    frames = [
        Placed(item, _frame(item, across, tops)) for item in items if item.shape is Shape.FRAME
    ]
    return Layout(across[columns], tops[rows], (*frames, *placed))


def _rows_of(item: Item) -> tuple[int, int]:
    """The rows in which it needs room: only the first one, for all but blocks."""
    cells = item.cells
    return cells.y, (cells.bottom if item.shape is Shape.BLOCK else cells.y + 1)


def _beside(one: Item, other: Item) -> bool:
    (top, bottom), (other_top, other_bottom) = _rows_of(one), _rows_of(other)
    return top < other_bottom and other_top < bottom


def _right_of(item: Item, solid: list[Item]) -> list[Item]:
    return [o for o in solid if o.cells.x > item.cells.x and _beside(item, o)]


def _shifts(solid: list[Item]) -> list[float]:
    """How far right of its column each starts: those that start in one cell stand side by side."""
    found: list[float] = []
    for n, item in enumerate(solid):
        before = [
            found[k] + o.width + GAP
            for k, o in enumerate(solid[:n])
            if o.cells.x == item.cells.x and _beside(item, o)
        ]
        found.append(max(before, default=0.0))
    return found


def _across(items: list[Item], solid: list[Item], shifts: list[float], columns: int) -> list[float]:
    """Where each column starts, and where the last one ends."""
    ends: dict[int, list[tuple[int, float]]] = {}
    frames = [item for item in items if item.shape is Shape.FRAME]
    for item, shift in zip(solid, shifts, strict=True):
        needed = (item.cells.x, shift + item.width + GAP)
        behind = [f.cells.right for f in frames if f.cells.contains(item.cells)]
        for line in {columns, *behind, *(o.cells.x for o in _right_of(item, solid))}:
            ends.setdefault(line, []).append(needed)
    found = [GAP]
    for line in range(1, columns + 1):
        least = [found[start] + needed for start, needed in ends.get(line, []) if start < line]
        found.append(max([found[-1] + _COLUMN, *least]))
    return found


def _down(items: list[Item], rows: int) -> tuple[list[float], list[float]]:
    """Where each row starts, and where the last one ends; and how high the line in each row is."""
    lines = [0.0] * rows
    for item in items:
        if item.shape in (Shape.LINE, Shape.FIELD):
            lines[item.cells.y] = max(lines[item.cells.y], item.height)
    heights = [line + GAP if line else _ROW for line in lines]
    for item in sorted(items, key=lambda i: i.cells.bottom):
        if item.shape in (Shape.BLOCK, Shape.FRAME):
            short = item.height + GAP - sum(heights[item.cells.y : item.cells.bottom])
            heights[item.cells.bottom - 1] += max(0.0, short)
    tops = [GAP]
    for height in heights:
        tops.append(tops[-1] + height)
    return tops, lines


def _end(across: list[float], item: Item) -> float:
    return across[item.cells.right] - GAP


def _frame(item: Item, across: list[float], tops: list[float]) -> Box:
    x, y = across[item.cells.x] - GAP / 2, tops[item.cells.y] - GAP / 2
    return Box(x, y, across[item.cells.right] - x - 2, tops[item.cells.bottom] - y)
