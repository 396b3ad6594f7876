"""Questions in plans and desk files, as they are written."""

from __future__ import annotations

from pathlib import Path

import pytest

from innervate.core.application import VisionServer
from innervate.core.asking import Call, Function, Is, Literal, Op, Ref
from innervate.core.asking import Test as OneTest
from innervate.core.errors import BadInput
from innervate.core.plan import If
from innervate.planners.checks import check
from tests.planners.test_desk import TEXT, complaint, read
from tests.planners.texts import plan, portal

LETTER = "- get: {in: portal, role: text}\n  as: $letter\n"
ASKED = "- if: {is: {classify: $letter, into: [complaint, $other]}, eq: complaint}\n  then: [{end: done}]"


def test_a_text_is_classified_into_labels() -> None:
    step = plan(LETTER + ASKED).steps[1]
    assert isinstance(step, If)
    call = Call(Function.CLASSIFY, (Ref("letter"), Literal("complaint"), Ref("other")))
    assert step.condition == Is(call, (OneTest(Op.EQ, (Literal("complaint"),)),))


def test_what_a_question_names_must_be_bound() -> None:
    with pytest.raises(BadInput) as error:
        check(plan(LETTER + ASKED), portal(), [])
    assert "$other" in error.value.seen


@pytest.mark.parametrize("labels", ["[]", "[one]", "complaint"])
def test_labels_are_several(labels: str) -> None:
    with pytest.raises(BadInput):
        plan(LETTER + ASKED.replace("[complaint, $other]", labels))


def test_the_desk_says_who_answers(tmp_path: Path) -> None:
    assert (read(tmp_path).meaning, read(tmp_path).reader) == (False, None)
    text = TEXT + "questions: semantic\nreader: {url: 'http://127.0.0.1:8080/v1', model: small}\n"
    desk = read(tmp_path, text)
    assert desk.meaning
    assert desk.reader == VisionServer("http://127.0.0.1:8080/v1", "small")
    assert "'embedded' or 'semantic'" in complaint(tmp_path, TEXT + "questions: cloud\n").seen
