"""Who decides about a window, in which order, and when nobody does."""

from __future__ import annotations

import pytest

from innervate.core.decision import NO, YES, YES_OR_NO, By, Chain, Question
from innervate.core.vocabulary import Role, State
from innervate.perception.states.deciding import Decider
from innervate.perception.states.language_model import CONFIDENCE, LanguageModel
from tests.perception.states import windows


def test_of_nonsense_nobody_is_sure() -> None:
    decider = Decider()
    told = [decider.decide(*windows.NONSENSE, question) for question in Question]
    assert all(one.answer is None and one.by is By.NOBODY for one in told)


def test_a_blank_window_is_decided_by_nobody() -> None:
    told = Decider().decide(*windows.scene(title=""), Question.EMPTY)
    assert told.answer is None


def test_a_modal_dialog_is_one_by_its_structure() -> None:
    told = Decider().decide(*windows.UNSAVED, Question.DIALOG)
    assert (told.answer, told.by) == (YES, By.RULE)
    busy = windows.scene((Role.LABEL, "Xqv"), states=[State.BUSY])
    assert Decider().decide(*busy, Question.BUSY).by is By.RULE
    alone = Decider(Chain((By.MODEL,))).decide(*windows.UNSAVED, Question.DIALOG)
    assert (alone.answer, alone.by) == (YES, By.MODEL)


@pytest.mark.parametrize(("shown", "name"), [(windows.UNSAVED, "Cancel"), (windows.OFFER, "Maybe later")])
def test_the_button_that_leaves_without_a_consequence(shown: object, name: str) -> None:
    scene, window = shown  # type: ignore[misc]
    told = Decider().decide(scene, window, Question.WAY_OUT)
    assert told.answer is not None
    assert scene.by_id[told.answer].name == name


def test_where_every_button_has_a_consequence_there_is_no_way_out() -> None:
    scene, window = windows.dialog(
        (Role.LABEL, "Save changes to the document before closing?"),
        (Role.BUTTON, "Discard changes"),
        (Role.BUTTON, "Save"),
    )
    assert Decider().decide(scene, window, Question.WAY_OUT).answer is None
    assert Decider().decide(*windows.READY, Question.WAY_OUT).answer is None


def test_an_answer_says_which_words_spoke_for_it() -> None:
    told = Decider().decide(*windows.OUT, Question.LOGGED_OUT)
    assert "session" in told.why[0].casefold()
    assert "session" not in repr(told)


def test_a_policy_may_ask_for_more_than_was_measured() -> None:
    told = Decider(Chain(sure={Question.LOGIN: 1.0})).decide(*windows.LOGIN, Question.LOGIN)
    assert told.answer is None
    assert 0.5 < told.confidence < 1
    with pytest.raises(ValueError, match=r"between 0\.5"):
        Chain(sure={Question.LOGIN: 0.2})
    with pytest.raises(ValueError, match="once"):
        Chain((By.MODEL, By.MODEL))


def test_a_window_is_looked_at_once() -> None:
    decider = Decider()
    first = decider.seen(*windows.READY)
    for question in YES_OR_NO:
        decider.decide(*windows.READY, question)
    assert decider.seen(*windows.READY) is first


async def test_the_language_model_is_asked_where_nobody_is_sure_and_nowhere_else() -> None:
    asked: list[bytes] = []

    def post(body: bytes) -> bytes:
        asked.append(body)
        return b'{"choices": [{"message": {"content": "{\\"answer\\": \\"no\\"}"}}]}'

    decider = Decider(language_model=LanguageModel("any", post))
    sure = await decider.decide_surely(*windows.LOGIN, Question.LOGIN)
    assert (sure.by, asked) == (By.MODEL, [])
    told = await decider.decide_surely(*windows.NONSENSE, Question.LOGIN)
    assert (told.answer, told.by, told.confidence) == (NO, By.LANGUAGE_MODEL, CONFIDENCE)
    assert len(asked) == 2
    never = Decider(Chain((By.MODEL,)), language_model=LanguageModel("any", post))
    assert (await never.decide_surely(*windows.NONSENSE, Question.LOGIN)).answer is None
