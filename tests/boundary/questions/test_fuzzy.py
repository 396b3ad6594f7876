"""`like` and `contains`: the same words however they are written, and never another number or name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innervate.boundary.questions.fuzzy import contains, like
from innervate.boundary.questions.words import plain
from innervate.core.values import Truth

TRUE, FALSE, UNKNOWN = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN


@pytest.mark.parametrize(
    ("text", "wanted", "answer"),
    [
        ("Claim of a burst pipe", "burst pipe", TRUE),
        ("burst pipes!", "Pipe, burst", TRUE),
        ("Réparation du CAFÉ", "cafe reparation", TRUE),
        ("water damge in the kitchen", "water damage", TRUE),
        ("die Rohrbrüche", "Rohrbruche", TRUE),
        ("burst pipe", "invoice", FALSE),
        ("Claim CLM-2024-118", "claim CLM-2024-119", FALSE),
        ("paid on 3 March 2026", "paid on 4 March 2026", FALSE),
        ("paid in March", "paid in May", FALSE),
        ("EUR 1200", "EUR 1300", FALSE),
        ("the policy", "the police", FALSE),
        ("10² m", "102 m", FALSE),
        ("die Re\u0301paration", "réparation", TRUE),
        ("die o\ufb03zielle Antwort", "offizielle", TRUE),
        ("Mr Hansen", "Mr Jansen", UNKNOWN),
        ("Anna Petersen", "Anna Peterson", UNKNOWN),
        ("anything", "", UNKNOWN),
        ("anything", "…", UNKNOWN),
    ],
)
def test_what_is_like_what(text: str, wanted: str, answer: Truth) -> None:
    assert like(text, wanted) is answer


def test_no_figure_is_taken_for_another() -> None:
    assert contains("CLM-①", "CLM-1") is FALSE
    assert contains("10²", "102") is FALSE
    assert contains("Straße 1", "STRASSE 1") is TRUE
    assert contains("a  new\nClaim", "New claim") is TRUE


def test_a_word_that_is_wanted_twice_must_be_there_twice() -> None:
    assert like("12 of 30", "12 of 12") is FALSE
    assert like("12 of 12", "12 of 12") is TRUE


@given(st.text(max_size=60), st.text(max_size=20), st.text(max_size=20))
def test_what_stands_in_a_text_is_contained_and_alike(before: str, part: str, after: str) -> None:
    text = f"{before} {part} {after}"
    assert contains(text, part) in (TRUE, UNKNOWN)
    assert like(text, part) in (TRUE, UNKNOWN)
    assert (contains(text, part) is UNKNOWN) == (not plain(part).strip())  # an accent alone is nothing


@given(st.text(max_size=40))
def test_nothing_is_never_contained_nor_alike(text: str) -> None:
    for nothing in ("", " ", "\n"):
        assert contains(text, nothing) is UNKNOWN
        assert like(text, nothing) is UNKNOWN


numbers = st.integers(0, 99_999).map(str)


@given(numbers, numbers, st.sampled_from(["claim", "policy no.", "EUR"]))
def test_two_numbers_are_alike_only_if_they_are_one(one: str, other: str, before: str) -> None:
    assert (like(f"{before} {one}", f"{before} {other}") is TRUE) == (one == other)
