"""A goal as it would leave."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innervate.boundary.goal import Goal, goal_of
from innervate.boundary.handles import Handles
from innervate.core.errors import BadInput
from innervate.core.view import HANDLE


def told(words: str, **more: list[str]) -> Goal:
    return goal_of(words, Handles(random.Random(1)), **more)


@pytest.mark.parametrize(
    ("words", "leaves"),
    [
        ("Settle the claim of Jane Miller", "Settle the claim of PERSON"),
        ("Pay EUR 310.00 by 2026-03-14", "Pay AMOUNT by DATE"),
        ("Open the mail 'burst pipe' in mail", "Open the mail 'TEXT' in mail"),
        ("Call jane@x.example now.", "Call EMAIL now."),
        ("Reply to jane@x.example and jane@x.example", "Reply to EMAIL and EMAIL"),
    ],
)
def test_what_a_goal_names_becomes_handles(words: str, leaves: str) -> None:
    said = told(words)
    assert HANDLE.sub(lambda found: found[1], said.text) == leaves
    assert all(named.text not in said.text for named in said.named)
    back = said.text
    for named in said.named:
        back = back.replace(str(named.handle), named.text)
    assert back == words


def test_what_a_screen_shows_stays_here_unless_it_is_public() -> None:
    said = told(
        "Answer the letter about the leaking roof", shown=["leaking roof", "letter", "the"], public=["letter"]
    )
    assert HANDLE.sub("H", said.text) == "Answer the letter about the H"
    assert [named.why for named in said.named] == ["a screen shows it"]


def test_its_person_has_the_last_word() -> None:
    words = "Please ask Jane Miller about the roof of Jane Miller"
    assert told(words, keep=["jane miller"]).text == words
    hidden = told(words, keep=["Jane Miller"], hide=["the roof"])
    assert HANDLE.sub("H", hidden.text) == "Please ask Jane Miller about H of Jane Miller"
    assert len(told(words).named) == 1
    for wrong in ({"keep": ["nobody"]}, {"hide": ["nobody"]}):
        with pytest.raises(BadInput):
            told(words, **wrong)


@pytest.mark.parametrize("words", ["", "  ", "Pay ⟦AMOUNT_7⟧", "half ⟧"])
def test_what_is_no_goal_in_words_is_refused(words: str) -> None:
    with pytest.raises(BadInput):
        told(words)


def test_what_is_left_of_a_name_is_no_less_private() -> None:
    said = told("Jane Miller called", shown=["Miller"])
    assert HANDLE.sub("H", said.text) == "H H called"


WORDS = "Pay the 12 EUR 3.50 'a b' Jane Miller to “Acme Ltd” on 2026-03-14 .".split()


@given(st.lists(st.sampled_from(WORDS), min_size=1))
def test_the_words_come_back_whole(words: list[str]) -> None:
    text = " ".join(words)
    said = told(text)
    back = {str(named.handle): named.text for named in said.named}
    assert HANDLE.sub(lambda found: back[found[0]], said.text) == text
    assert not any(map(str.isdigit, HANDLE.sub("", said.text)))
