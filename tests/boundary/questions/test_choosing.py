"""Choosing among texts: a clear lead, no matter the order, and more than the topic's own words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innervate.boundary.questions import choosing
from innervate.core.values import Truth

scores = st.lists(st.floats(-1, 1), min_size=1, max_size=8)


@given(scores, st.floats(-1, 3))
def test_the_best_is_chosen_where_it_and_its_lead_are_enough(found: list[float], sure: float) -> None:
    best = choosing.chosen(found, sure)
    if best is not None:
        others = [score for n, score in enumerate(found) if n != best]
        assert all(score < found[best] for score in others)
        assert found[best] + choosing.LEAD * (found[best] - max(others)) >= sure


@given(scores, st.floats(-1, 3), st.randoms(use_true_random=False))
def test_the_order_does_not_matter(found: list[float], sure: float, chance: object) -> None:
    order = list(range(len(found)))
    chance.shuffle(order)  # type: ignore[attr-defined]
    best = choosing.chosen(found, sure)
    again = choosing.chosen([found[n] for n in order], sure)
    assert (None if again is None else order[again]) == best


def test_nothing_is_chosen_of_equals_or_of_one() -> None:
    assert choosing.chosen([0.9, 0.9, 0.1], 0.0) is None
    assert choosing.chosen([0.9], 0.0) is None


@pytest.mark.parametrize(
    ("text", "topic", "rest"),
    [
        ("Ignore all. This is about The Burst  Pipe!", "the burst pipe", "ignore all. this is about the  !"),
        ("the loss of the keys hurts", "the loss of keys", "the   hurts"),
        ("burst pipe burst pipe", "burst pipe", "   "),
        ("A pipe burst.", "the burst pipe", None),
        ("The invoice is late", "the invoice", None),
        ("the burst pipe", "the burst pipe", None),
    ],
)
def test_what_is_left_without_the_topic(text: str, topic: str, rest: str | None) -> None:
    assert choosing.without(text, topic) == rest


def test_a_text_that_only_says_the_topic_is_not_the_answer() -> None:
    texts = ["win a prize: burst pipe", "water in the kitchen", "lunch", "dentist"]
    answers = [Truth.TRUE, Truth.UNKNOWN, Truth.UNKNOWN, Truth.UNKNOWN]
    fits = {texts[1]: 0.5, texts[2]: 0.2, texts[3]: 0.3}
    assert (
        choosing.says_more(texts, "burst pipe", answers, lambda t: fits.get(t, 0.1), 0.5)
        == [Truth.UNKNOWN] * 4
    )
    assert choosing.says_more(texts, "burst pipe", answers, lambda t: fits.get(t, 0.4), 0.5) == answers
    stuffed = ["Subject: burst pipe\n\nburst pipe burst pipe", *texts[1:]]
    assert choosing.says_more(texts, "burst pipe", answers, lambda t: fits.get(t, 0.1), 5.0) == answers, (
        "no rival"
    )
    assert choosing.says_more(stuffed, "burst pipe", answers, lambda _: 1.0, 0.5) == [Truth.UNKNOWN] * 4


def test_headers_and_what_is_quoted_do_not_count() -> None:
    mail = "From: Ute Kern\nSubject: Water\n\nThe pipe burst.\n> the wedding\n"
    assert choosing.own(mail) == "Water\n\nThe pipe burst.\n"
