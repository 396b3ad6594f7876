"""Tables that were detected in part go on over their other rows and columns."""

from __future__ import annotations

import numpy as np

from innervate.core.geometry import Point
from innervate.core.scene import TextRun
from innervate.perception.cells import grids
from innervate.perception.grid import Grid
from innervate.perception.growing import counts, grown

from .frames import rect

ROWS, COLUMNS = 9, 4
HERE = Point(0, 0)


def text(said: str, x: int, y: int) -> TextRun:
    return TextRun(said, rect(x, y, 40, 10), 1.0, 1)


def texts() -> list[TextRun]:
    return [text(f"{r}/{c}", 110 + 80 * c, 55 + 20 * r) for r in range(ROWS) for c in range(COLUMNS)]


def some_cells() -> list[object]:
    """Cells of the two inner columns, of the middle rows."""
    return [rect(100 + 80 * c, 50 + 20 * r, 80, 20) for r in range(2, 7) for c in (1, 2)]


def blank() -> np.ndarray:
    return np.full((400, 600, 3), 255, np.uint8)


def one_grown(texts: list[TextRun], image: np.ndarray) -> Grid:
    (grid,) = grids(some_cells(), [], texts, [], image, HERE)  # type: ignore[arg-type]
    return grown(grid, texts, image, HERE)


def test_rows_and_columns_that_were_overlooked_are_taken_in() -> None:
    grid = one_grown(texts(), blank())
    assert len(grid.columns) == COLUMNS
    assert [[run.text for run in line.runs] for line in grid.lines] == [
        [f"{r}/{c}" for c in range(COLUMNS)] for r in range(ROWS)
    ]


def test_a_table_ends_at_the_border_of_its_pane() -> None:
    image = blank()
    image[:, 175:178] = 90
    grid = one_grown(texts(), image)
    assert len(grid.columns) == COLUMNS - 1
    assert grid.lines[0].runs[0].text == "0/1"


def test_what_stands_further_below_is_not_of_the_table() -> None:
    more = [*texts(), text("Total", 190, 55 + 20 * ROWS + 25), text("7", 270, 55 + 20 * ROWS + 25)]
    grid = one_grown(more, blank())
    assert len(grid.lines) == ROWS


def test_row_numbers_are_no_column() -> None:
    assert counts([[text(str(n), 0, 20 * n)] for n in range(7, 12)])
    assert not counts([[text(str(n), 0, 20 * n)] for n in (3, 9, 1, 12)])
