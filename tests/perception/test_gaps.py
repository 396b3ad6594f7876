"""Texts on one line are told apart where their gap is much wider than those between words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from innervate.core.geometry import Rect
from innervate.perception.drawn import Drawn
from innervate.perception.gaps import apart, without_picture


def pieces(*widths: int, gaps: Sequence[int] = (), height: int = 12) -> Drawn:
    """Pieces of these widths, and the gaps between them, of 4 pixels where they are not given."""
    between = (*(gaps or [4] * (len(widths) - 1)), 0)
    ink = np.zeros((height, sum(widths) + sum(between)), dtype=np.uint8)
    at = 0
    for wide, gap in zip(widths, between, strict=True):
        ink[:, at : at + wide] = 255
        at += wide + gap
    return Drawn(Rect(100, 50, ink.shape[1], height), ink)


def run(*gaps: int) -> Drawn:
    """Words of one width, and the gaps between them."""
    return pieces(*[20] * (len(gaps) + 1), gaps=gaps)


def test_a_name_and_a_date_are_two_texts() -> None:
    name, date = apart(run(4, 14), "Lea Sommer 2026-01-02")
    assert name.bounds == Rect(100, 50, 44, 12)
    assert date.bounds == Rect(158, 50, 20, 12)


def test_three_texts_are_three() -> None:
    parts = apart(run(4, 14, 4, 15, 3), "a b c d e f")
    assert [part.bounds.x for part in parts] == [100, 158, 217]


@pytest.mark.parametrize("text", ["user staff", "userstaff"])
def test_an_em_parts_two_words_whether_a_blank_was_read_or_not(text: str) -> None:
    assert [part.bounds.width for part in apart(run(18), text)] == [20, 20]


def test_capitals_are_of_a_larger_font_than_letters_that_go_below_the_line() -> None:
    assert len(apart(run(15), "Aug 2026")) == 2
    assert len(apart(run(15), "AUG 2026")) == 1


@pytest.mark.parametrize(
    ("gaps", "text"),
    [
        ((14,), "Sommer 2026-01-02"),  # What is wide, where there is one?
        ((4, 6), "Lea Sommer 2026-01-02"),  # Wider, but no more than words may stand apart.
        ((12, 14), "-rw-r--r-- 1 user"),  # Letters of one width.
        ((14,), "Lea Sommer 2026-01-02"),  # A blank was read where none is seen.
        ((20, 20), "•••"),  # Nothing tells how large the font is.
    ],
)
def test_what_may_be_one_text_stays_one(gaps: tuple[int, ...], text: str) -> None:
    whole = run(*gaps)
    assert apart(whole, text) == [whole]


def test_a_picture_in_front_that_was_read_as_a_slim_letter_is_no_part_of_the_text() -> None:
    icon, name = apart(run(7, 4, 5), "l Go to page")
    assert (icon.bounds.right, name.bounds.x) == (120, 127)


def test_a_letter_in_front_is_a_word() -> None:
    letter = pieces(3, 51, gaps=[6])
    assert apart(letter, "I agree") == [letter]


def test_a_piece_in_which_nothing_was_read_may_be_a_picture() -> None:
    (alone,) = without_picture(pieces(12, 40), "Close", "Close")
    assert alone.bounds == Rect(116, 50, 40, 12)
    assert without_picture(pieces(12, 40), "No Close", "No Close") == []
    assert without_picture(pieces(3, 40), "Close", "Close") == []
    assert without_picture(pieces(40), "Close", "Close") == []
    assert without_picture(pieces(40, 16, 12, gaps=[6, 3]), "2026-03-17 10:31", "2026-03-17 10:31") == []


def test_what_was_read_as_a_picture_is_one_however_slim() -> None:
    first, last = without_picture(pieces(40, 5), "Close ▾", "Close")
    assert (first.bounds.width, last.bounds.width) == (5, 40)
