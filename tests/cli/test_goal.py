"""`innervate plan`: a goal as it would leave, and that only a person at a terminal confirms it."""

from __future__ import annotations

from pathlib import Path

import pytest

from innervate.boundary.approvals import ApprovalKey
from innervate.boundary.driving import driving
from innervate.boundary.gateway.goals import Goals
from innervate.core.view import HANDLE
from tests.cli.test_bad_input import House
from tests.cli.test_policy import DESK, at_a_terminal

GOAL = "Put the claim of Jane Miller into portal"


@pytest.fixture
def house(tmp_path: Path) -> House:
    house = House(tmp_path)
    house.write("desk.yaml", DESK.replace("policy: policy.yaml\n", ""))
    house.env["INNERVATE_DESK"] = "desk.yaml"
    return house


def goals(house: House) -> Goals:
    state = house.folder / "state"
    return Goals(state / "goals", ApprovalKey.load_or_create(state))


def leaves(said: str) -> str:
    return next(line.strip() for line in said.splitlines() if line.strip().startswith(GOAL[:4]))


def test_a_goal_is_shown_as_it_would_leave_and_nobody_confirms_it_for_its_person(house: House) -> None:
    status, said = house("plan", GOAL, "--unisolated", stdin="yes\n")
    assert status == 1
    assert HANDLE.sub("H", leaves(said)) == "Put the claim of H into portal"
    assert "no planner is named" in said
    assert "not confirmed" in said
    assert not list((house.folder / "state").glob("goals/*"))


@pytest.mark.parametrize("answer", ["yes", "no", "y", ""])
def test_a_person_confirms_these_words_or_nothing_is_kept(house: House, answer: str) -> None:
    status, said = at_a_terminal(house, answer, "plan", "--unisolated", "--keep", "Jane Miller", "--", GOAL)
    assert status == (8 if answer == "yes" else 1), said  # 8: there is no screen to plan for
    assert goals(house).confirmed(GOAL) is (answer == "yes")


def test_nobody_confirms_while_a_run_goes_on(house: House) -> None:
    with driving(house.folder / "state"):
        status, said = at_a_terminal(house, "yes", "plan", "--unisolated", GOAL)
    assert status == 3, said
    assert not list((house.folder / "state").glob("goals/*"))


def test_where_it_would_go_is_said_and_what_is_wrong_refused(house: House) -> None:
    house.write("planner.yaml", "url: http://127.0.0.1:9/v1\nstyle: chat\nmodel: small\n")
    house.env["INNERVATE_PLANNER"] = "planner.yaml"
    assert "it would go to http://127.0.0.1:9/v1 (small)" in house("plan", GOAL, "--unisolated")[1]
    for words in (["⟦AMOUNT_7⟧"], [GOAL, "--hide", "nobody"]):
        assert house("plan", *words, "--unisolated")[0] == 2
