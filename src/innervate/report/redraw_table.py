"""A table of a View: its columns, and rows as a View counts them, coarsely."""

from __future__ import annotations

from innervate.core.values import ValueType
from innervate.core.view import Bucket, ViewTable
from innervate.report.drawing import CELL, Box, box_of, ghost, pill
from innervate.report.markup import Markup, tag

_ROWS = {Bucket.NONE: 0, Bucket.ONE: 1, Bucket.FEW: 3, Bucket.SOME: 8, Bucket.MANY: 40}
# How much of its column a cell of this type fills: for the eye, no length is known.
_FILL = {ValueType.AMOUNT: 0.4, ValueType.DATE: 0.5, ValueType.NUMBER: 0.3, ValueType.CHOICE: 0.4}


def table(shown: ViewTable) -> Markup:
    """The header, as many faint rows as the bucket says, and the bucket in words."""
    if shown.place is None:
        return Markup("")
    box = box_of(shown.place)
    header = box.top(CELL * 1.2)
    widths = box.width / max(1, len(shown.columns))
    columns = [(box.part(n * widths, widths), *column) for n, column in enumerate(shown.columns)]
    heads = [
        pill(label, Box(at.x + 4, header.y, at.width - 8, header.height), "head")
        for at, label, _ in columns
        if label is not None
    ]
    fitting = int((box.height - header.height) // CELL)
    count = min(_ROWS[shown.rows], fitting)
    rows = [
        _row(Box(box.x, header.bottom + n * CELL, box.width, CELL), [(at, t) for at, _, t in columns])
        for n in range(count)
    ]
    note = _note(shown.rows, Box(box.x, box.bottom - CELL, box.width, CELL)) if count < fitting else None
    return tag("g", "table", box.rect("box"), header.rect("header"), *heads, *rows, note)


def _row(line: Box, columns: list[tuple[Box, ValueType]]) -> Markup:
    cells = [
        ghost(kind, Box(at.x + 4, line.y + 3, max(2, (at.width - 8) * _FILL.get(kind, 0.7)), line.height - 6))
        for at, kind in columns
    ]
    rule = tag("path", {"class": "rule", "d": f"M{line.x:g} {line.bottom:g}h{line.width:g}"})
    return tag("g", None, rule, *cells)


def _note(rows: Bucket, line: Box) -> Markup:
    said = "no rows" if rows is Bucket.NONE else "one row" if rows is Bucket.ONE else f"{rows.value} rows"
    return tag("text", {"class": "soft end", "x": line.right - 4, "y": line.middle + 3.2}, said)
