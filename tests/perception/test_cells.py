"""Tables from cells: rows and columns where hardly anything crosses."""

from __future__ import annotations

import numpy as np

from innervate.core.geometry import Rect
from innervate.core.scene import TextRun
from innervate.perception.cell_groups import pitch_of, unlapped
from innervate.perception.cells import grids
from innervate.perception.columns import stretches

from .frames import rect


def cells(rows: int, columns: int, x: int = 100, y: int = 50) -> list[Rect[object]]:  # type: ignore[type-var]
    return [rect(x + 80 * c, y + 20 * r, 80, 20) for r in range(rows) for c in range(columns)]


def text(said: str, x: int, y: int) -> TextRun:
    return TextRun(said, rect(x, y, 40, 10), 1.0, 1)


def test_cells_make_rows_and_columns() -> None:
    texts = [text(f"{r}/{c}", 110 + 80 * c, 55 + 20 * r) for r in range(5) for c in range(3)]
    (grid,) = grids(cells(5, 3), [], texts, [])
    assert grid.columns == ((100, 180), (180, 260), (260, 340))
    assert [tuple(run.text for run in line.runs) for line in grid.lines][1] == ("1/0", "1/1", "1/2")
    assert grid.header is None


def test_missed_and_merged_cells_do_not_shift_the_rest() -> None:
    some = [c for i, c in enumerate(cells(12, 4)) if i not in (5, 6, 17, 40)] + [rect(180, 70, 160, 20)]
    texts = [text(f"{r}/{c}", 110 + 80 * c, 55 + 20 * r) for r in range(12) for c in range(4)]
    (grid,) = grids(some, [], texts, [])
    assert len(grid.columns) == 4
    assert len(grid.lines) == 12


def test_a_header_is_no_row() -> None:
    head = [rect(100 + 80 * c, 30, 80, 20) for c in range(3)]
    texts = [text("Name", 110, 35), *(text(f"{r}", 110, 55 + 20 * r) for r in range(4))]
    (grid,) = grids(cells(4, 3), head, texts, [rect(100, 70, 80, 20)])
    assert grid.header == 50
    assert [line.runs[0].text for line in grid.lines] == ["0", "1", "2", "3"]
    assert [line.chosen for line in grid.lines] == [False, True, False, False]


def test_distant_tables_stay_apart() -> None:
    texts = [text("a", 110, 55), text("b", 710, 55)]
    assert len(grids([*cells(4, 2), *cells(4, 2, x=700)], [], texts, [])) == 2


def test_few_cells_are_no_table() -> None:
    assert grids(cells(1, 3), [], [text("a", 110, 55)], []) == []
    assert stretches([], 0, 100) == ()


def test_tables_below_each_other_are_parted_by_their_headers() -> None:
    head = [rect(100 + 80 * c, 130, 80, 20) for c in range(3)]
    texts = [text(f"{r}", 110, y + 5 + 20 * r) for y in (50, 150) for r in range(4)]
    upper, lower = grids([*cells(4, 3), *cells(4, 3, y=150)], head, texts, [])
    assert (upper.header, lower.header) == (None, 150)
    assert [len(upper.lines), len(lower.lines)] == [4, 4]


def test_what_looks_like_one_header_among_cells_parts_nothing() -> None:
    texts = [text(f"{r}", 110, 55 + 20 * r) for r in range(9)]
    assert len(grids(cells(9, 3), [rect(100, 130, 80, 20)], texts, [])) == 1


def test_tables_beside_each_other_are_parted_where_their_rows_are_not_level() -> None:
    left = cells(6, 2)
    right = [rect(262 + 80 * c, 50 + 27 * r, 80, 27) for r in range(5) for c in range(3)]
    texts = [text("a", 110 + 80 * c, 55 + 20 * r) for r in range(6) for c in range(2)]
    texts += [text("b", 270 + 80 * c, 58 + 27 * r) for r in range(5) for c in range(3)]
    one, other = grids([*left, *right], [], texts, [])
    assert (len(one.lines), len(one.columns)) == (6, 2)
    assert (len(other.lines), len(other.columns)) == (5, 3)


def test_columns_of_cells_that_are_seen_inexactly_stay_one_table() -> None:
    some = [rect(c.x, c.y + (c.x // 80 + c.y // 20) % 5 - 2, 80, 20) for c in cells(9, 3)]
    texts = [text("a", 110 + 80 * c, 55 + 20 * r) for r in range(9) for c in range(3)]
    (grid,) = grids(some, [], texts, [])
    assert (len(grid.lines), len(grid.columns)) == (9, 3)


def test_cells_that_are_seen_too_wide_make_columns_all_the_same() -> None:
    """The second column's cells reach far into the first and the third."""
    some = [
        rect(100 + 80 * c - 40 * (c == 1), 50 + 20 * r, 80 + 80 * (c == 1), 20)
        for r in range(5)
        for c in range(3)
    ]
    texts = [text("a", 110 + 80 * c, 55 + 20 * r) for r in range(5) for c in range(3)]
    (grid,) = grids(some, [], texts, [])
    assert len(grid.columns) == 3
    assert [len({r.bounds.x for r in line.runs}) for line in grid.lines] == [3] * 5


def test_cells_that_overlap_end_between_each_other_but_not_in_a_text() -> None:
    cells = [rect(0, 0, 60, 20), rect(40, 0, 60, 20), rect(0, 40, 60, 20)]
    assert unlapped(cells, []) == [rect(0, 0, 50, 20), rect(50, 0, 50, 20), cells[2]]
    assert unlapped(cells, [rect(44, 4, 10, 12)])[:2] == [rect(0, 0, 54, 20), rect(54, 0, 46, 20)]
    assert unlapped(cells[:1], []) == cells[:1]


def test_rows_of_one_distance_have_a_pitch() -> None:
    rows = 7.5 + 24 * np.array([0, 1, 2, 4, 5], dtype=np.float64)
    assert np.allclose(pitch_of(rows) or (0, 0), (24, 7.5))
    assert pitch_of(np.array([0, 24, 57, 81, 121, 139], dtype=np.float64)) is None
