"""`innervate states`: what is said of windows, and corrections from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from innervate.boundary.private_file import read_private, write_private
from innervate.core.decision import YES, Question
from innervate.perception.states.corrections import Corrections
from innervate.perception.states.deciding import Decider
from tests.cli.test_bad_input import House
from tests.perception.states import windows


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def corrections(house: House) -> Corrections:
    (house.folder / "state").mkdir(exist_ok=True)
    return Corrections(house.folder / "state" / "corrections.json", read_private, write_private)


def test_corrections_are_listed_and_taken_back(house: House) -> None:
    Decider(corrections=corrections(house)).correct(*windows.READY, Question.LOGIN, YES)
    status, said = house("states", "correct", "--list")
    assert status == 0, said
    assert "login: yes" in said
    assert "Larch Portal" in said
    assert house("states", "correct", "--drop", "1")[0] == 0
    assert len(corrections(house)) == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("correct", "weather", "yes"), "a question called 'weather'"),
        (("correct", "login"), "one is missing"),
        (("correct", "--drop", "3"), "there are 0"),
    ],
)
def test_what_is_wrong_is_told(house: House, words: tuple[str, ...], told: str) -> None:
    status, said = house("states", *words)
    assert status == 2, said
    assert told in said


def test_a_damaged_file_is_told_clearly(house: House) -> None:
    corrections(house)
    write_private(house.folder / "state" / "corrections.json", b"{")
    status, said = house("states", "correct", "--list")
    assert status == 2, said
    assert "corrections.json" in said
    assert "Traceback" not in said


def test_without_a_screen_there_is_nothing_to_say(house: House) -> None:
    assert house("states")[0] == 8
