"""Relations between places."""

from __future__ import annotations

from innervate.perception.layout import (
    below,
    key_value_pairs,
    right_of,
    same_line,
    smallest_around,
    split_pair,
)

from .frames import rect


def test_same_line_needs_half_of_the_lower_height() -> None:
    assert same_line(rect(0, 0, 10, 20), rect(50, 8, 10, 10))
    assert not same_line(rect(0, 0, 10, 20), rect(50, 18, 10, 20))


def test_right_of_is_nearest_first() -> None:
    places = [rect(300, 0, 10, 10), rect(100, 2, 10, 10), rect(0, 50, 10, 10), rect(5, 0, 10, 10)]
    assert right_of(rect(20, 0, 60, 10), places) == [1, 0]


def test_below_shares_width_and_stays_near() -> None:
    places = [rect(0, 200, 50, 10), rect(10, 16, 50, 10), rect(200, 16, 50, 10)]
    assert below(rect(0, 0, 60, 12), places) == [1]


def test_labels_and_values_on_one_line_with_lines_that_go_on() -> None:
    runs = [
        ("Claim notification", rect(60, 20, 200, 24)),
        ("To be completed by the policyholder.", rect(60, 50, 300, 10)),
        ("Claim number", rect(60, 80, 75, 11)),
        ("CLM-48213", rect(220, 79, 78, 13)),
        ("Address", rect(60, 110, 45, 11)),
        ("Brunnenpfad 90", rect(220, 109, 100, 13)),
        ("9130 Oudewater", rect(220, 126, 100, 13)),
        ("Phone", rect(60, 150, 40, 11)),
        ("+32 555 7235 86", rect(220, 149, 110, 13)),
        ("Description", rect(60, 180, 60, 11)),
        ("A gust took nine tiles off. Rain came in above", rect(60, 200, 350, 11)),
        ("the study: before the roofer came.", rect(60, 216, 180, 11)),
    ]
    assert dict(key_value_pairs(runs)) == {
        "Claim number": "CLM-48213",
        "Address": "Brunnenpfad 90\n9130 Oudewater",
        "Phone": "+32 555 7235 86",
        "Description": "A gust took nine tiles off. Rain came in above\nthe study: before the roofer came.",
    }


def test_pairs_in_one_run() -> None:
    runs = [
        ("Claim number:CLM-1", rect(0, 0, 90, 10)),
        ("Date: 2026-03-01", rect(0, 14, 90, 10)),
        ("Total:", rect(0, 28, 40, 10)),
        ("EUR 5.00", rect(60, 28, 50, 10)),
    ]
    assert key_value_pairs(runs) == [
        ("Claim number", "CLM-1"),
        ("Date", "2026-03-01"),
        ("Total", "EUR 5.00"),
    ]


def test_times_and_addresses_are_no_pairs() -> None:
    assert split_pair("at 12:30") is None
    assert split_pair("http://127.0.0.1/") is None
    assert split_pair("Total:") == ("Total", "")


def test_the_smallest_place_around_a_centre_is_told_however_large_others_are() -> None:
    page, window, button = rect(0, -10_000, 2000, 1_200_000), rect(0, 0, 800, 600), rect(10, 10, 80, 30)
    inner = [rect(12, 12, 20, 10), rect(300, 300, 5, 5), rect(1500, 900, 5, 5), rect(-50, 0, 5, 5)]
    assert smallest_around([page, button, window], inner) == [1, 2, 0, None]
    assert smallest_around([], inner[:1]) == [None]
