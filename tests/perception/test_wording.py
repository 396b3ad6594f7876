"""What is made of what the reader says."""

from __future__ import annotations

import pytest

from innervate.perception.wording import bare, grouped, is_sign, sized, small


@pytest.mark.parametrize(
    ("read", "said"),
    [
        ("6,342,57", "6,342.57"),
        ("EUR 1,234,567,89", "EUR 1,234,567.89"),
        ("10.100.200.12", "10.100.200.12"),
        ("5,046.,73", "5,046.73"),
        ("983,33", "983,33"),
        ("1,234,567", "1,234,567"),
        ("12,34,567", "12,34,567"),
        ("127.0.0.1", "127.0.0.1"),
        ("(1.504,25)", "(1.504,25)"),
        ("2026.03.18", "2026.03.18"),
    ],
)
def test_amounts_have_one_decimal_sign(read: str, said: str) -> None:
    assert grouped(read) == said


@pytest.mark.parametrize(
    ("read", "said"),
    [
        ("More ▾", "More"),
        ("More v", "More"),
        ("▸ Inbox", "Inbox"),
        ("▾", "▾"),
        ("a ▾ b", "a ▾ b"),
        ("v 2", "v 2"),
    ],
)
def test_arrows_beside_a_text_are_drawn(read: str, said: str) -> None:
    assert bare(read) == said


@pytest.mark.parametrize(
    ("read", "said"),
    [("|Date", "Date"), ("Date |", "Date"), ("a | b", "a | b"), ("|a|", "|a|"), ("|", "|"), ("|x", "|x")],
)
def test_a_bar_at_an_end_is_a_border(read: str, said: str) -> None:
    assert bare(read) == said


@pytest.mark.parametrize(
    ("read", "height", "said"),
    [("••••", 5, "••••"), ("••••", 8, "●●●●"), ("• •", 8, "• •"), ("••", 8, "••"), ("Total", 11, "Total")],
)
def test_a_secret_has_the_dots_that_are_drawn(read: str, height: int, said: str) -> None:
    assert sized(read, height, usual=12) == said


@pytest.mark.parametrize(
    ("read", "said"),
    [
        ("Menu of week 10: Ientils, trout", "Menu of week 10: lentils, trout"),
        ("so Iong that", "so long that"),
        ("Popescu Ioana, Ion, Ian", "Popescu Ioana, Ion, Ian"),
        ("In India If", "In India If"),
        ("Iong that", "long that"),
        ("It is. Iodine", "It is. Iodine"),
    ],
)
def test_a_stroke_before_a_vowel_is_small_but_in_names(read: str, said: str) -> None:
    assert small(read) == said


@pytest.mark.parametrize(
    ("read", "sign"),
    [
        ("☆7", True),
        ("☆7 %", True),
        ("★", True),
        (">", True),
        ("v", True),
        ("7", False),
        ("7 %", False),
        ("★ Favourites", False),
    ],
)
def test_a_star_with_other_things_but_no_word_may_be_pictures(read: str, sign: bool) -> None:
    assert is_sign(read) is sign
