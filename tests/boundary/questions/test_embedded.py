"""The embedded answerer: which text is meant, and what a letter wants; or that it can't be told."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from innervate.boundary.questions.embedded import Embedded, leader
from innervate.core.values import Truth

TRUE, UNKNOWN = Truth.TRUE, Truth.UNKNOWN
MAILS = (
    "Subject: Broken pipe\n\nThe pipe under the sink burst last night and the kitchen is flooded.",
    "Subject: Lunch\n\nShall we have lunch on Friday?",
    "Subject: Invoice 118\n\nPlease find our invoice for the new printer.",
    "Subject: Appointment\n\nThe dentist expects you on Monday.",
)
ask = Embedded()
words = st.sampled_from("the burst pipe invoice dentist lunch kitchen claim fire car ß é 東京 12 Ω".split())
texts = st.lists(words, max_size=8).map(" ".join) | st.text(max_size=40)


@pytest.mark.parametrize(
    ("topic", "index"),
    [
        ("the burst pipe", 0),
        ("the leaking pipe", 0),
        ("the dentist's appointment", 3),
        ("the printer's bill", 2),
    ],
)
def test_the_one_that_is_about_it(topic: str, index: int) -> None:
    assert ask.which(MAILS, topic) == [TRUE if i == index else UNKNOWN for i in range(len(MAILS))]


@pytest.mark.parametrize("topic", ["the wedding", "the", "", "…", "   "])
def test_where_none_is_none_is_told(topic: str) -> None:
    assert ask.which(MAILS, topic) == [UNKNOWN] * len(MAILS)


def test_two_that_could_be_meant_are_neither() -> None:
    assert ask.which([MAILS[0], *MAILS], "the burst pipe") == [UNKNOWN] * 5


def test_what_is_quoted_from_another_mail_hardly_counts() -> None:
    quoting = "Subject: Re: Lunch\n\nYes!\n\n> The pipe under the sink burst."
    assert ask.which([*MAILS[1:], quoting], "the burst pipe") == [UNKNOWN] * 4
    assert ask.about(quoting, "the burst pipe") is UNKNOWN


def test_one_text_alone_must_say_all_of_the_topic() -> None:
    assert ask.about(MAILS[0], "the burst pipe") is TRUE
    assert ask.about(MAILS[0], "the burst pipe in the cellar") is UNKNOWN
    assert ask.which([MAILS[0]], "the burst pipe") == [TRUE]


@pytest.mark.parametrize(
    ("topic", "index"),
    [("Wasserschaden in der Küche", 0), ("la réparation de la voiture", 1), ("el vuelo", 2)],
)
def test_other_languages(topic: str, index: int) -> None:
    found = [
        "Guten Tag, wir haben seit gestern einen Wasserschaden in unserer Küche.",
        "Bonjour, les réparations de votre voiture sont terminées.",
        "Hola, su vuelo sale a las diez.",
    ]
    assert ask.which(found, topic)[index] is TRUE


@settings(max_examples=60, deadline=None)
@given(st.lists(texts, min_size=1, max_size=6), texts, st.randoms(use_true_random=False))
def test_order_does_not_matter_and_at_most_one_is_meant(found: list[str], topic: str, chance: object) -> None:
    told = ask.which(found, topic)
    assert len(told) == len(found)
    assert told.count(TRUE) <= 1
    assert Truth.FALSE not in told
    order = list(range(len(found)))
    chance.shuffle(order)  # type: ignore[attr-defined]
    assert ask.which([found[i] for i in order], topic) == [told[i] for i in order]


@settings(max_examples=60, deadline=None)
@given(texts, st.sampled_from(["", " ", "the of and", "?!", "\u200b"]))
def test_nothing_is_about_nothing(text: str, topic: str) -> None:
    assert ask.about(text, topic) is UNKNOWN
    assert TRUE not in ask.which([text, "another text"], topic)


@given(st.lists(st.floats(0, 1), max_size=6), st.floats(0, 1), st.floats(0.01, 1))
def test_a_leader_leads_by_the_margin(scores: list[float], least: float, margin: float) -> None:
    told = leader(scores, least, margin)
    if TRUE in told:
        best = scores[told.index(TRUE)]
        assert best >= least
        assert all(best - score >= margin for score in scores if score is not best)


LABELS = ["complaint", "question", "thanks", "cancellation", "order"]


@pytest.mark.parametrize(
    ("letter", "label"),
    [
        ("Your driver was rude and the parcel came too late. This is unacceptable.", "complaint"),
        ("Could you tell me when you open?", "question"),
        ("Thank you so much for the flowers, they are lovely.", "thanks"),
        ("I hereby cancel my subscription.", "cancellation"),
        ("Please send me two copies of the book.", "order"),
        ("The sky is blue.", None),
        ("", None),
    ],
)
def test_what_a_letter_wants(letter: str, label: str | None) -> None:
    assert ask.classify(letter, LABELS) == label


def test_labels_by_other_names_and_of_other_kinds() -> None:
    letter = "I want to complain: the heating is cold and your staff was rude."
    assert ask.classify(letter, ["Beschwerde", "Anfrage"]) == "Beschwerde"
    assert ask.classify("The roof leaks since the storm.", ["storm damage", "dental bill"]) == "storm damage"
    assert ask.classify(letter, ["complaint", "complaint"]) is None
    assert ask.classify(letter, []) is None


def test_the_greeting_and_the_closing_say_nothing() -> None:
    assert ask.classify("Dear all,\n\nThe sky is blue.\n\nWith thanks in advance", LABELS) is None


def test_importing_it_loads_nothing_heavy() -> None:
    heavy = "('rapidfuzz', 'Stemmer', 'numpy', 'tokenizers', 'safetensors', 'wordllama')"
    code = (
        f"import sys, innervate.boundary.questions.embedded; print([m for m in {heavy} if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
