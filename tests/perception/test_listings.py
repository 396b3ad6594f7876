"""Lists with a header, by how they are built."""

from __future__ import annotations

import numpy as np
from PIL import ImageDraw

from innervate.core.geometry import Point
from innervate.core.scene import TextRun
from innervate.perception.listings import evenly, listings, until_misfits

from .frames import blank, rect

HEADS = (("Subject", 110), ("From", 310), ("Date", 460))
ROWS = ("Storm", "Fire", "Hail", "Water")


def run(text: str, x: int, y: int) -> TextRun:
    return TextRun(text, rect(x, y, 7 * len(text), 10), 1.0, 1)


def drawn(
    separators: tuple[int, ...], pane: int | None = None
) -> np.ndarray[tuple[int, int, int], np.dtype[np.uint8]]:
    picture = blank()
    draw = ImageDraw.Draw(picture)
    draw.rectangle((100, 50, 620, 73), fill="#dddddd")
    for x in separators:
        draw.line((x, 50, x, 73), fill="#888888")
    if pane is not None:
        draw.line((pane, 0, pane, 490), fill="#888888")
    return np.ascontiguousarray(np.asarray(picture)[..., ::-1])


def texts() -> list[TextRun]:
    heads = [run(text, x, 57) for text, x in HEADS]
    return heads + [run(f"{row}{i}", x, 85 + 20 * i) for i, row in enumerate(ROWS) for _, x in HEADS]


def test_a_header_with_separators_makes_a_list() -> None:
    (one,) = listings(drawn((300, 450)), Point(0, 0), texts())
    assert len(one.texts) == 15
    assert one.bounds.y <= 57
    assert 155 <= one.bounds.bottom <= 165
    assert any(290 <= one.bounds.x + x <= 302 for x in one.header.borders)


def test_panes_are_not_run_together() -> None:
    left = [run("Inbox", 20, 57), run("Sent", 20, 85), run("Drafts", 20, 105)]
    (one,) = listings(drawn((300, 450), pane=99), Point(0, 0), [*texts(), *left])
    assert one.bounds.x >= 99
    assert "Inbox" not in [text.text for text in one.texts]


def test_what_is_not_parted_is_no_header() -> None:
    assert listings(drawn(()), Point(0, 0), texts()) == []
    assert listings(drawn((300,)), Point(0, 0), texts()) == []


def test_a_line_in_a_text_is_no_separator() -> None:
    assert listings(drawn((120, 300, 450)), Point(0, 0), texts()) == []


def test_values_are_no_header() -> None:
    values = [run("2026-01-01", 110, 57), run("17", 310, 57), run("3.50", 460, 57), *texts()[3:]]
    assert listings(drawn((300, 450)), Point(0, 0), values) == []


def test_a_list_ends_where_other_columns_begin() -> None:
    rows = [[run("a", 10, 20 * r), run("b", 110, 20 * r)] for r in range(4)]
    other = [[run("one that crosses", 60, 80 + 20 * r)] for r in range(3)]
    assert until_misfits([*rows, *other], [0, 100, 200]) == rows
    assert until_misfits([*rows[:2], other[0], *rows[2:]], [0, 100, 200]) == [*rows[:2], other[0], *rows[2:]]


def test_rows_of_a_list_are_alike() -> None:
    even = [[run("a", 10, 20 * r)] for r in range(6)]
    assert evenly(even, 0) == even
    assert evenly([*even, [run("z", 10, 160)]], 0) == even
    assert evenly([[run("a", 10, y)] for y in (0, 13, 40, 52, 85)], 0) == []
