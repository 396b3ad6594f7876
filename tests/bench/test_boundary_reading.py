"""The reading bench: sets that share nothing, counted as answers, and attackers who are let in."""

from __future__ import annotations

import json
import re

import pytest

from innervate.bench.boundary_reading import Score, answer
from innervate.bench.reading import attacks, cases
from innervate.bench.reading.cases import Kind, Meant, Set, Which
from innervate.boundary.questions.embedded import Embedded
from innervate.core.values import ValueType

ROUNDS = 90


@pytest.mark.parametrize("of", ["dev", *cases.JUDGED])
def test_a_set_is_made_anew_the_same_and_its_answers_are_in_it(of: Set) -> None:
    mails = cases.which(of, ROUNDS, 1)
    assert mails == cases.which(of, ROUNDS, 1)
    assert mails != cases.which(of, ROUNDS, 2)
    assert all(len(case.texts) == cases.MAILS for case in mails)
    assert any(case.answer is None for case in mails)
    values = cases.meant(of, ROUNDS, 1)
    assert all(case.answer is None or case.answer in case.text for case in values)
    assert {case.type for case in values} == {ValueType.AMOUNT, ValueType.DATE, ValueType.REFERENCE}
    assert {case.answer for case in cases.kinds(of, ROUNDS, 1)} == set(cases.kinds(of, 1, 1)[0].labels)


def test_the_sets_share_no_text_and_no_topic() -> None:
    def topics(of: Set) -> set[str]:
        return {case.topic.casefold() for case in cases.which(of, 400, 1)}

    def sentences(of: Set) -> set[str]:
        kinds = ("topics", "values", "letters")
        told = json.dumps([cases.material(name) for kind in kinds for name in cases.names(of, kind)])
        found = re.split(r"[.!?\"]\s*|\\\\n|\{\w+\}", told)
        return {one.casefold() for one in found if len(one.split()) > 4}

    for judged in cases.JUDGED:
        assert not topics("dev") & topics(judged)
        assert not sentences("dev") & sentences(judged)
        assert len(topics(judged)) >= 60
        assert len(sentences(judged)) > 200


def test_an_answer_to_what_has_none_is_wrong() -> None:
    score = Score()
    score.add(1, Which(("a", "b"), "x", None))
    score.add(1, Which(("a", "b"), "x", 1))
    score.add(None, Which(("a", "b"), "x", 0))
    score.add(0, Which(("a", "b"), "x", 0))
    assert (score.when_answering, score.coverage) == (66.7, 100.0)


def test_an_answerer_is_asked_each_kind_of_question() -> None:
    ask = Embedded()
    assert answer(ask, Which(("the pipe burst", "lunch"), "the burst pipe", 0)) == 0
    assert answer(ask, Meant("Fee: EUR 5.00", "fee", ValueType.AMOUNT, "EUR 5.00")) == "EUR 5.00"
    assert answer(ask, Kind("Thank you so much, lovely!", ("thanks", "order"), "thanks")) == "thanks"
    assert answer(ask, Kind("The sky is blue.", ("thanks", "order"), "thanks")) is None


def test_attackers_texts_are_in_the_cases_and_are_no_right_answer() -> None:
    mails = cases.which("judged", 20, 1)
    for case, attack in zip(mails, attacks.on_mails(mails, 1), strict=True):
        assert isinstance(attack.case, Which)
        assert isinstance(attack.mark, int)
        assert case.topic in attack.case.texts[attack.mark]
        assert attack.mark != attack.case.answer
    documents = cases.meant("judged", 20, 1)
    for case, attack in zip(documents, attacks.on_documents(documents), strict=True):
        assert isinstance(attack.case, Meant)
        assert case.text in attack.case.text
        assert str(attack.mark) in attack.case.text
        assert attack.mark != attack.case.answer
