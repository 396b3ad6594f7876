"""A table of which some texts changed is the table that would be made anew."""

from __future__ import annotations

import pytest

from innervate.core.geometry import Rect
from innervate.core.scene import TextRun
from innervate.perception.grid import Line
from innervate.perception.lists import Tabular, as_table
from innervate.perception.region import Region

from .frames import rect


def run(said: str, row: int, column: int) -> TextRun:
    return TextRun(said, rect(10 + 100 * column, 5 + 20 * row, 40, 10), 0.9, 1)


def table(rows: list[tuple[str, str]]) -> Tabular:
    runs = [tuple(run(said, r, c) for c, said in enumerate(row)) for r, row in enumerate(rows)]
    lines = tuple(Line(Rect(0, 20 * r, 200, 20), row, False) for r, row in enumerate(runs))
    region = Region("sheet", 1, Rect(0, 0, 200, 20 * len(rows)))
    texts = tuple(one for row in runs for one in row)
    return Tabular(region, texts, None, ((0, 100), (100, 200)), lines)


ROWS = [("open", "1"), ("paid", "2"), ("open", "1"), ("open", "1"), ("late", "3")]


@pytest.mark.parametrize(
    ("place", "said"), [((0, 0), "paid"), ((2, 1), "9"), ((4, 0), "open"), ((1, 1), "1")]
)
def test_other_words_make_the_same_table(place: tuple[int, int], said: str) -> None:
    """Rows that say the same are told apart by how many before them do: one less, and they have other ids."""
    before = table(ROWS)
    row, column = place
    old = before.lines[row].runs[column]
    now = before.reworded({id(old): run(said, row, column)})
    assert as_table(now, (before, as_table(before))) == as_table(now)
