"""Where things are, coarsely: which windows show at all, and boxes on the grid of a View."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from innervate.core.frame import Frame, Window
from innervate.core.geometry import Device, Rect, Viewed

COLUMNS, ROWS = 64, 36


def showing(frame: Frame) -> list[Window]:
    """The windows of which something shows, from the top down."""
    found: list[Window] = []
    above: list[Rect[Device]] = []
    for window in sorted(frame.windows, key=lambda w: w.order, reverse=True):
        bounds = window.bounds.intersection(frame.bounds)
        if bounds.area and _uncovered(bounds, above):
            found.append(window)
        above.append(window.bounds)
    return found


def on_grid(bounds: Rect[Device], surface: Rect[Device]) -> Rect[Viewed]:
    """The grid cells that a box touches, at least one."""
    left = _cell(bounds.x - surface.x, surface.width, COLUMNS)
    top = _cell(bounds.y - surface.y, surface.height, ROWS)
    right = _cell(bounds.right - 1 - surface.x, surface.width, COLUMNS)
    bottom = _cell(bounds.bottom - 1 - surface.y, surface.height, ROWS)
    return Rect(left, top, max(1, right - left + 1), max(1, bottom - top + 1))


@lru_cache(maxsize=16384)
def _cell(offset: int, extent: int, cells: int) -> int:
    return min(cells - 1, max(0, offset * cells // max(1, extent)))


def _uncovered(bounds: Rect[Device], above: Iterable[Rect[Device]]) -> bool:
    remaining = [bounds]
    for cover in above:
        remaining = [piece for rest in remaining for piece in _without(rest, cover)]
        if not remaining:
            return False
    return True


def _without(rest: Rect[Device], cover: Rect[Device]) -> list[Rect[Device]]:
    """What is left of one rectangle beside another: at most four pieces."""
    common = rest.intersection(cover)
    if not common.area:
        return [rest]
    pieces: list[Rect[Device]] = [
        Rect(rest.x, rest.y, rest.width, common.y - rest.y),
        Rect(rest.x, common.bottom, rest.width, rest.bottom - common.bottom),
        Rect(rest.x, common.y, common.x - rest.x, common.height),
        Rect(common.right, common.y, rest.right - common.right, common.height),
    ]
    return [piece for piece in pieces if piece.area]
