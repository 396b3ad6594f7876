"""Scores of perception on cases made by hand."""

from __future__ import annotations

import pytest

from innervate.bench.eyes_scores import ElementScore, TextScore, score_elements, score_tables, score_texts
from innervate.bench.eyes_truth import Cell, Run, Table, Target
from innervate.core.geometry import Device, Rect


def box(x: int, y: int, width: int, height: int) -> Rect[Device]:
    return Rect(x, y, width, height)


def test_runs_are_paired_one_to_one_at_half_overlap() -> None:
    truth = [Run("Save", box(0, 0, 40, 10)), Run("Open", box(0, 20, 40, 10))]
    predicted = [
        Run("Save", box(1, 0, 40, 10)),
        Run("Sav", box(0, 0, 30, 10)),
        Run("Open", box(30, 20, 40, 10)),
    ]
    score = score_texts(truth, predicted)
    assert (score.truth, score.predicted, score.found) == (2, 3, 1)
    assert score.found_share == 0.5
    assert score.spurious_share == pytest.approx(2 / 3)
    assert score.error_rate == pytest.approx(4 / 8)
    assert score.found_error_rate == 0.0


def test_errors_are_counted_in_characters_after_white_space_and_composition_are_made_equal() -> None:
    truth = [Run("Café  au lait", box(0, 0, 90, 10))]
    assert score_texts(truth, [Run("Café au lait ", box(0, 0, 90, 10))]).error_rate == 0.0
    assert score_texts(truth, [Run("Cafe aulait", box(0, 0, 90, 10))]).error_rate == pytest.approx(2 / 12)


def test_an_ellipsis_looks_as_three_points_do() -> None:
    truth = [Run("Open…", box(0, 0, 90, 10))]
    score = score_texts(truth, [Run("Open...", box(0, 0, 90, 10))])
    assert (score.error_rate, score.strict_error_rate) == (0.0, pytest.approx(3 / 5))
    assert score_texts(truth, [Run("Open..", box(0, 0, 90, 10))]).error_rate == pytest.approx(1 / 7)


def test_what_lies_in_an_ignored_area_counts_neither_way() -> None:
    truth = [Run("Save", box(0, 0, 40, 10)), Run("gone", box(100, 0, 40, 10))]
    predicted = [Run("Save", box(0, 0, 40, 10)), Run("icon", box(110, 2, 10, 8))]
    score = score_texts(truth, predicted, [box(90, 0, 60, 20)])
    assert (score.truth, score.predicted, score.found) == (1, 1, 1)


def test_scores_add_and_empty_scores_have_shares() -> None:
    one = TextScore(truth=2, predicted=2, found=1, edits=4, characters=8)
    both = one + TextScore(truth=2, predicted=2, found=2, edits=0, characters=8)
    assert both.found_share == 0.75
    assert both.error_rate == 0.25
    assert (TextScore().found_share, TextScore().spurious_share, ElementScore().precision) == (1.0, 0.0, 1.0)


def test_an_element_is_found_when_the_predicted_centre_is_in_its_box() -> None:
    truth = [Target("link", box(0, 0, 200, 30)), Target("button", box(0, 50, 80, 30), boundary=True)]
    predicted = [
        Target("link", box(20, 8, 60, 14)),
        Target("button", box(0, 52, 78, 28)),
        Target("icon", box(300, 0, 16, 16)),
    ]
    score = score_elements(truth, predicted)
    assert (score.found, score.recall) == (2, 1.0)
    assert score.precision == pytest.approx(2 / 3)
    assert (score.bounded, score.fitting, score.role_accuracy) == (1, 1, 1.0)


def test_of_nested_elements_each_goes_to_its_own() -> None:
    cell, link = Target("table cell", box(0, 0, 200, 30)), Target("link", box(5, 5, 190, 20))
    predicted = [Target("link", box(6, 6, 60, 18)), Target("table cell", box(0, 0, 198, 30))]
    score = score_elements([cell, link], predicted)
    assert (score.found, score.roles) == (2, 2)
    assert score_elements([cell, link], predicted[:1]).recall == 0.5


def test_one_prediction_finds_one_element_only() -> None:
    truth = [Target("button", box(0, 0, 50, 20)), Target("button", box(10, 0, 50, 20))]
    assert score_elements(truth, [Target("button", box(0, 0, 60, 20))]).found == 1


def test_states_are_right_only_when_all_are() -> None:
    truth = [
        Target("check box", box(0, 0, 50, 20), states=frozenset({"checked"})),
        Target("check box", box(0, 30, 50, 20), states=frozenset({"checked", "disabled"})),
        Target("check box", box(0, 60, 50, 20)),
    ]
    predicted = [
        Target("check box", box(0, 0, 50, 20), states=frozenset({"checked"})),
        Target("check box", box(0, 30, 50, 20), states=frozenset({"checked"})),
        Target("check box", box(0, 60, 50, 20)),
    ]
    score = score_elements(truth, predicted)
    assert score.state_accuracy == pytest.approx(2 / 3)
    assert score.stated_accuracy == 0.5


def grid(rows: list[list[str]], down: int = 0, right: int = 0) -> Table:
    """A table of boxes 100 by 20; down, right: added to the indices only."""
    cells = [
        Cell(r + down, c + right, text, box(100 * c, 20 * r, 100, 20))
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    ]
    return Table(box(0, 0, 100 * len(rows[0]), 20 * len(rows)), (), tuple(cells))


WORDS = [["Anna", "12.50", "open"], ["Boris", "7.00", "paid"], ["Carla", "9.10", "open"]]


def test_cells_stand_where_they_should_even_if_counting_begins_elsewhere() -> None:
    score = score_tables([grid(WORDS)], [grid(WORDS, down=1, right=1)])
    assert (score.cells, score.right, score.right_share) == (9, 9, 1.0)


def test_a_table_that_was_not_seen_costs_all_its_cells() -> None:
    assert score_tables([grid(WORDS)], []).right_share == 0.0
    assert score_tables([], [grid(WORDS)]).right_share == 1.0


def test_a_torn_row_costs_the_cells_that_left_it() -> None:
    table = grid(WORDS)
    torn = tuple(
        Cell(c.row + (c.row == 2 and c.column == 2), c.column, c.text, c.bounds) for c in table.cells
    )
    assert score_tables([table], [Table(table.bounds, (), torn)]).right == 8


def test_a_cell_read_wrongly_is_not_right() -> None:
    read = [["Anna", "12.50", "open"], ["Boris", "7.00", "paid"], ["C@rl", "9.l0", "open"]]
    assert score_tables([grid(WORDS)], [grid(read)]).right == 7
