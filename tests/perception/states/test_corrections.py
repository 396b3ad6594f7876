"""What a person corrects holds at once, is there after a restart, and damage is told clearly."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from innervate.boundary.private_file import read_private, write_private
from innervate.core.decision import NO, YES, By, Question
from innervate.core.errors import BadInput, Denied
from innervate.core.vocabulary import Role
from innervate.perception.states.corrections import MOST, Corrections
from innervate.perception.states.deciding import Decider
from innervate.perception.states.features import VERSION
from tests.perception.states import windows

OTHER = windows.page(
    (Role.HEADING, "Timetable"), (Role.LABEL, "Trains to the coast leave every hour"), title="Railway"
)


def kept(folder: Path) -> Corrections:
    return Corrections(folder / "corrections.json", read_private, write_private)


def test_a_correction_holds_at_once_for_windows_that_look_the_same(tmp_path: Path) -> None:
    decider = Decider(corrections=kept(tmp_path))
    assert decider.decide(*windows.READY, Question.EMPTY).answer == NO
    decider.correct(*windows.READY, Question.EMPTY, YES)
    told = decider.decide(*windows.READY, Question.EMPTY)
    assert (told.answer, told.by) == (YES, By.PERSON)
    assert decider.decide(*OTHER, Question.EMPTY).by is not By.PERSON
    assert decider.decide(*windows.READY, Question.ERROR).by is not By.PERSON


def test_it_survives_a_restart_and_the_latest_counts(tmp_path: Path) -> None:
    Decider(corrections=kept(tmp_path)).correct(*windows.READY, Question.BUSY, YES)
    again = Decider(corrections=kept(tmp_path))
    assert again.decide(*windows.READY, Question.BUSY).answer == YES
    again.correct(*windows.READY, Question.BUSY, NO)
    assert Decider(corrections=kept(tmp_path)).decide(*windows.READY, Question.BUSY).by is By.PERSON
    assert Decider(corrections=kept(tmp_path)).decide(*windows.READY, Question.BUSY).answer == NO
    assert (tmp_path / "corrections.json").stat().st_mode & 0o077 == 0


def test_what_is_kept_are_numbers_and_a_title(tmp_path: Path) -> None:
    Decider(corrections=kept(tmp_path)).correct(*OTHER, Question.BUSY, NO)
    text = (tmp_path / "corrections.json").read_text(encoding="utf-8")
    assert "Railway" in text
    assert "coast" not in text


def test_a_way_out_is_told_by_its_buttons_name(tmp_path: Path) -> None:
    scene, window = windows.dialog(
        (Role.LABEL, "Wind the clock?"), (Role.BUTTON, "Wind"), (Role.BUTTON, "Let it be")
    )
    decider = Decider(corrections=kept(tmp_path))
    decider.correct(scene, window, Question.WAY_OUT, "Let it be")
    told = decider.decide(scene, window, Question.WAY_OUT)
    assert (told.by, scene.by_id[told.answer or ""].name) == (By.PERSON, "Let it be")


def test_one_can_be_taken_back(tmp_path: Path) -> None:
    decider = Decider(corrections=kept(tmp_path))
    decider.correct(*windows.READY, Question.BUSY, YES)
    corrections = kept(tmp_path)
    with pytest.raises(BadInput, match="there are 1"):
        corrections.drop(2)
    corrections.drop(1)
    assert len(kept(tmp_path)) == 0


def test_the_oldest_is_let_go(tmp_path: Path) -> None:
    corrections = Corrections(tmp_path / "c.json", read_private, lambda path, data: None)
    seen = Decider().seen(*OTHER)
    for number in range(MOST + 3):
        corrections.add(Question.BUSY, YES, "/usr/bin/x", seen.look, seen.given, str(number))
    assert len(corrections) == MOST
    assert corrections.all()[0].title == "3"


ONE = {"question": "login", "answer": "yes", "application": "", "numbers": [], "title": "", "at": 1}


def listed(**changed: object) -> str:
    return json.dumps({"features": VERSION, "corrections": [{**ONE, **changed}]})


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        json.dumps({"features": VERSION}),
        json.dumps({"features": VERSION, "corrections": [{"question": "login"}]}),
        listed(question="weather"),
        listed(answer="maybe"),
        listed(numbers=["x"]),
        listed(at="noon"),
    ],
)
def test_a_damaged_file_is_an_error_that_names_it(tmp_path: Path, text: str) -> None:
    write_private(tmp_path / "corrections.json", text.encode())
    with pytest.raises(BadInput, match=r"corrections\.json"):
        kept(tmp_path)


def test_a_file_that_others_may_read_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "corrections.json"
    path.write_text(json.dumps({"features": VERSION, "corrections": []}), encoding="utf-8")
    path.chmod(0o644)
    with pytest.raises(Denied, match="chmod 600"):
        kept(tmp_path)


@pytest.mark.parametrize(
    ("question", "answer"),
    [(Question.LOGIN, "maybe"), (Question.ERROR_KIND, "rain"), (Question.WAY_OUT, " ")],
)
def test_only_answers_to_the_question_are_kept(tmp_path: Path, question: Question, answer: str) -> None:
    with pytest.raises(BadInput, match="an answer to"):
        Decider(corrections=kept(tmp_path)).correct(*windows.READY, question, answer)
