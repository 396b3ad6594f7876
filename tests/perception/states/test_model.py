"""The small model: what it says of plain windows of each kind, and that its weights are whole."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from innervate.core.decision import NO, YES, YES_OR_NO, ErrorKind, Question
from innervate.core.frame import Window
from innervate.core.scene import Scene
from innervate.perception.states import features, model
from innervate.perception.states.deciding import Decider
from tests.perception.states import windows

KINDS = (
    (windows.LOGIN, Question.LOGIN),
    (windows.NOT_FOUND, Question.ERROR),
    (windows.FORBIDDEN, Question.ERROR),
    (windows.OFFLINE, Question.ERROR),
    (windows.BUSY, Question.BUSY),
    (windows.DONE, Question.DONE),
    (windows.OUT, Question.LOGGED_OUT),
    (windows.EMPTY, Question.EMPTY),
    (windows.CAPTCHA, Question.CHALLENGE),
    (windows.UNSAVED, Question.DIALOG),
    (windows.OFFER, Question.DIALOG),
)


def test_the_weights_that_ship_are_whole_and_small() -> None:
    assert model.read().rows.any()
    assert model.WEIGHTS.stat().st_size < 1_000_000


def test_weights_of_another_version_are_not_read(tmp_path: Path) -> None:
    with np.load(model.WEIGHTS) as file:
        arrays = {name: file[name] for name in file.files}
    changed = tmp_path / "states.npz"
    for name, value in (("version", features.VERSION + 1), ("questions", "login|error")):
        np.savez(changed, **{**arrays, name: np.array(value)})
        with pytest.raises(ValueError, match="make train-states"):
            model.read(changed)
    np.savez(changed, **{**arrays, "rows": arrays["rows"][:-1]})
    with pytest.raises(ValueError, match="another version"):
        model.read(changed)


def test_weights_are_written_as_they_were_read(tmp_path: Path) -> None:
    path = tmp_path / "states.npz"
    model.write(model.read(), path)
    with np.load(path) as ours, np.load(model.WEIGHTS) as shipped:
        assert ours.files == shipped.files
        assert all(np.array_equal(ours[name], shipped[name]) for name in ours.files)


@pytest.mark.parametrize(("shown", "question"), KINDS)
def test_a_plain_window_of_each_kind(shown: tuple[Scene, Window], question: Question) -> None:
    told = Decider().decide(*shown, question)
    assert told.answer == YES
    assert told.confidence > 0.5


def test_a_ready_window_is_in_none_of_the_states() -> None:
    decider = Decider()
    assert {q: decider.decide(*windows.READY, q).answer for q in YES_OR_NO} == dict.fromkeys(YES_OR_NO, NO)


@pytest.mark.parametrize(
    ("shown", "kind"),
    [
        (windows.NOT_FOUND, ErrorKind.NOT_FOUND),
        (windows.FORBIDDEN, ErrorKind.PERMISSION),
        (windows.OFFLINE, ErrorKind.NETWORK),
    ],
)
def test_the_kind_of_an_error(shown: tuple[Scene, Window], kind: ErrorKind) -> None:
    assert Decider().decide(*shown, Question.ERROR_KIND).answer == kind.value


def test_where_no_error_shows_it_has_no_kind() -> None:
    assert Decider().decide(*windows.READY, Question.ERROR_KIND).answer is None


def test_kinds_add_up_and_nothing_is_surer_than_one() -> None:
    judged = model.shipped().judge(Decider().seen(*windows.NOT_FOUND).look)
    assert sum(judged.kinds.values()) == pytest.approx(1.0, abs=1e-5)
    assert all(0 <= p <= 1 for p in judged.likely.values())
