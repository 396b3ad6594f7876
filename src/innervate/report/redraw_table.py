"""A table of a View: its columns with their types, and how many rows there are, coarsely."""

from __future__ import annotations

from innervate.core.view import Bucket, Column, ViewElement
from innervate.report.drawing import Box, ghost, pill, width_of, words, words_width
from innervate.report.markup import Markup, tag

ROW = 21.0
_GHOSTS = {Bucket.NONE: 0, Bucket.ONE: 1, Bucket.FEW: 2, Bucket.SOME: 4, Bucket.MANY: 6}
_COUNTED = {
    Bucket.NONE: "no {}s",
    Bucket.ONE: "one {}",
    Bucket.FEW: "a few {}s (2 to 5)",
    Bucket.SOME: "some {}s (6 to 30)",
    Bucket.MANY: "many {}s (more than 30)",
}
_NARROWEST, _WIDEST, _GAP = 44.0, 190.0, 12.0


def counted(holds: Bucket, what: str) -> str:
    """How many there are, in words."""
    return _COUNTED[holds].format(what)


def table_size(one: ViewElement) -> tuple[float, float]:
    """What a table needs."""
    width = max(sum(_width(column) for column in one.columns) + 8, words_width(_note(one)) + 20)
    return width, _header(one) + ROW * (1 + _ghosts(one)) + 4


def table(one: ViewElement, box: Box) -> Markup:
    """The header, faint rows, and their count in words."""
    spare = (box.width - table_size(one)[0]) / max(1, len(one.columns))
    at, drawn = box.x + 8, []
    header = box.top(ROW) if _header(one) else None
    top, count = box.y + _header(one), _ghosts(one)
    for column in one.columns:
        width = _width(column) + max(0.0, spare)
        spot = Box(at, top, width - _GAP, ROW)
        if column.label is not None:
            drawn.append(pill(column.label, spot.moved(0, -ROW), "head"))
        faint = Box(spot.x, spot.y + 6, min(spot.width, 60), ROW - 12)
        drawn += [ghost(column.type, faint.moved(0, ROW * n)) for n in range(count)]
        at += width
    rules = [
        tag("path", {"class": "rule", "d": f"M{box.x:g} {top + ROW * (n + 1):g}h{box.width:g}"})
        for n in range(count)
    ]
    note = words(_note(one), Box(box.x + 8, top + ROW * count + 2, box.width - 16, ROW), "soft")
    return tag(
        "g", "table", box.rect("box", 3), header.rect("header", 3) if header else None, *rules, *drawn, note
    )


def _header(one: ViewElement) -> float:
    """Its height; a table none of whose columns has a name has none."""
    return ROW if any(column.label is not None for column in one.columns) else 0.0


def _width(column: Column) -> float:
    needed = width_of(column.label) if column.label is not None else 0.0
    return min(_WIDEST, max(_NARROWEST if column.label is not None else 20.0, needed)) + _GAP


def _ghosts(one: ViewElement) -> int:
    return _GHOSTS[one.holds] if one.holds is not None else 0


def _note(one: ViewElement) -> str:
    return counted(one.holds, "row") if one.holds is not None else "a table"
