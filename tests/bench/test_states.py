"""How screen states are scored: truths, calibration, and the recorded applications themselves."""

from __future__ import annotations

import pytest

from innervate.bench import states, states_corpus, states_plot
from innervate.bench.states_truth import truth_of
from innervate.core.decision import YES_OR_NO, ErrorKind, Question
from innervate.perception.states.deciding import Decider


def test_a_truth_says_what_holds_and_what_nobody_would_decide() -> None:
    truth = truth_of("login error:not_found dialog ?empty dismiss=Cancel|Not_now")
    assert [q for q, h in truth.holds.items() if h] == [Question.LOGIN, Question.ERROR, Question.DIALOG]
    assert Question.EMPTY not in truth.holds
    assert (truth.kind, truth.harmless) == (ErrorKind.NOT_FOUND, ("Cancel", "Not now"))
    assert truth_of("error:other ?kind").kind is None
    assert set(truth_of("").holds) == set(YES_OR_NO)
    with pytest.raises(KeyError):
        truth_of("rainy")


def test_calibration_is_how_far_confidence_and_truth_lie_apart() -> None:
    honest = [(0.75, n < 3) for n in range(4)]
    assert states_plot.error(honest) == pytest.approx(0.0)
    assert states_plot.error([(0.95, False)] * 10) == pytest.approx(0.95)
    assert states_plot.error([]) == 0
    drawn = states_plot.svg(states_plot.bins(honest), "a title")
    assert drawn.startswith("<svg")
    assert drawn.count("<circle") == 1


def test_both_splits_are_there_and_have_no_application_in_common() -> None:
    development, held_out = states_corpus.screens(development=True), states_corpus.screens(development=False)
    ours, others = ({s.application for s in one} for one in (development, held_out))
    assert not ours & others
    assert len(others) >= 20
    assert len(held_out) >= 250
    assert {s.way for s in held_out} == {"tree", "pixels"}
    assert sum(s.truth.hard for s in held_out) > 20


def test_a_screen_is_asked_everything_that_is_decided_of_it() -> None:
    screen = next(s for s in states_corpus.screens(development=True) if s.truth.harmless and s.truth.kind)
    asked = states.ask(screen, Decider())
    assert [a.question for a in asked] == [*screen.truth.holds, Question.ERROR_KIND, Question.WAY_OUT]
    assert all(0 <= a.confidence <= 1 for a in asked)


def test_the_rules_say_nothing_of_what_they_have_no_word_for() -> None:
    screens = states_corpus.screens(development=True)[:8]
    ruled = states.ruled(screens)
    assert {a.question for a in ruled if a.answered is None} == {
        Question.CHALLENGE,
        Question.DONE,
        Question.LOGGED_OUT,
    }


def test_figures_stand_beside_their_bars(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    few = [s for s in states_corpus.screens(development=True) if s.application in ("mousepad", "dokuwiki")]
    monkeypatch.setattr(states_corpus, "screens", lambda development: few)
    monkeypatch.chdir(tmp_path)  # type: ignore[arg-type]
    result = states.measure(1, lambda line: None)
    named = {f.name: f for f in result.figures}
    assert named["right when answering, all screens"].bar == 97
    assert named["answered, screens in a state, hard negatives"].bar == 90
    assert named["expected calibration error, answered"].bar == 3
    assert named["one decision from a Scene, p50"].bar == 2
    assert states.PICTURE.exists()
