"""`innervate run "GOAL"`: shown, confirmed, planned by a real server on loopback, run, and gone on with."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from innervate.bench.boundary_recorder import Recorder, reply
from innervate.boundary.gateway.template import INSTRUCTIONS
from innervate.core.plan import Author
from innervate.core.view import HANDLE
from innervate.planners.compiler import plan_of
from innervate.planners.source import Source
from tests.cli.test_bad_input import House
from tests.cli.test_policy import at_a_terminal

GOAL = "Look after the claim of Jane Miller"
DONE = "plan: Nothing is left to do\nfrom: []\nsteps:\n- end: done\n"
ASK = "plan: Ask first\nfrom: []\nsteps:\n- ask: Is it hers?\n  as: $answer\n- end: done\n"


@pytest.fixture
def house(tmp_path: Path) -> House:
    house = House(tmp_path)
    house.env |= {"INNERVATE_SURFACE": "fake", "XDG_RUNTIME_DIR": str(tmp_path)}
    house.write("desk.yaml", "desk: 1\napps: {}\n")
    house.env["INNERVATE_DESK"] = "desk.yaml"
    return house


def answers(*plans: str) -> Callable[[bytes], bytes]:
    """Each once, in order."""
    left = list(plans)
    return lambda body: reply(json.dumps({"choices": [{"message": {"content": left.pop(0)}}]}).encode())


def named(house: House, recorder: Recorder) -> None:
    house.write("planner.yaml", f"url: http://127.0.0.1:{recorder.port}/v1\nstyle: chat\nmodel: small\n")
    house.env["INNERVATE_PLANNER"] = "planner.yaml"


def questions(recorder: Recorder) -> list[dict[str, object]]:
    return [json.loads(json.loads(body)["messages"][-1]["content"]) for _, body in recorder.requests]


def test_a_confirmed_goal_is_planned_and_run(house: House) -> None:
    with Recorder(answers("I can't.", DONE)) as recorder:
        named(house, recorder)
        status, said = at_a_terminal(house, "yes", "run", "--unisolated", GOAL)
    assert status == 0, said
    assert "no plan yet: " in said
    assert "plan 1: 1 steps" in said
    first, second = questions(recorder)
    assert HANDLE.sub("H", str(first["goal"])) == "Look after the claim of H"
    assert first["complaints"] == []
    assert second["complaints"] == [[1, "shape"]]
    assert all(b"Jane" not in body and b"Miller" not in body for _, body in recorder.requests)
    status, said = house("runs", "--json")
    assert json.loads(said)["status"] == "done"
    assert house("report", "--output", "report.html")[0] == 0
    page = (house.folder / "report.html").read_text()
    assert "Plan 1, of a planner (planner): 1 step" in page
    assert "A planner was asked 2 times." in page
    assert "Nothing was sent" not in page
    assert "Jane" not in page


def test_what_is_not_confirmed_does_not_leave(house: House) -> None:
    with Recorder(answers(DONE)) as recorder:
        named(house, recorder)
        assert at_a_terminal(house, "no", "run", "--unisolated", GOAL)[0] == 1
        assert house("run", "--unisolated", GOAL, stdin="yes\n")[0] == 1
    assert recorder.requests == []
    assert house("runs")[1].strip() == ""


def test_a_run_whose_planner_had_no_plan_goes_on_with_its_goal(house: House) -> None:
    with Recorder(answers("no", "no", "no", DONE)) as recorder:
        named(house, recorder)
        status, said = at_a_terminal(house, "yes", "run", "--unisolated", GOAL)
        assert status == 2, said
        assert "parked" in said
        status, said = house("run", "--unisolated", "--resume", "last")
    assert status == 0, said
    goals = {str(asked["goal"]) for asked in questions(recorder)}
    assert len(questions(recorder)) == 4
    assert len(goals) == 1, "its handles are those that were confirmed"


def test_a_person_is_asked_where_the_plan_says_so(house: House) -> None:
    with Recorder(answers(ASK)) as recorder:
        named(house, recorder)
        status, said = at_a_terminal(house, "yes\nhers", "run", "--unisolated", GOAL)
    assert status == 0, said
    assert "Is it hers?" in said


def test_without_a_planner_nothing_is_run(house: House) -> None:
    status, said = at_a_terminal(house, "yes", "run", "--unisolated", GOAL)
    assert status == 3, said
    assert "none was named" in said
    assert json.loads(house("runs", "--json")[1])["status"] == "parked", "it goes on once one is named"


def test_what_was_planned_once_and_approved_is_not_planned_again(house: House) -> None:
    with Recorder(answers(DONE)) as recorder:
        named(house, recorder)
        status, said = at_a_terminal(house, "yes", "run", "--unisolated", GOAL)
        assert status == 0, said
        assert "innervate playbooks approve nothing-is-left-to-do" in said
        status, said = house("run", "--unisolated", GOAL)
        assert status == 1, "a candidate that nobody read is not run"
        assert house("playbooks", "approve", "nothing-is-left-to-do")[0] != 0, "nobody sits there"
        status, said = at_a_terminal(house, "yes", "playbooks", "approve", "nothing-is-left-to-do")
        assert status == 0, said
        status, said = house("run", "--unisolated", GOAL.replace("Jane Miller", "Ann Baker"))
        assert status == 0, said
        assert "Ann Baker" in said, "its person sees what is bound"
        assert "nothing of it leaves" in said
        assert "not kept" not in said
        status, said = at_a_terminal(house, "no\nno", "run", "--unisolated", f"Please l{GOAL[1:]}")
        assert (status, "in other words" in said) == (1, True)
        status, said = at_a_terminal(house, "yes", "run", "--unisolated", f"Please l{GOAL[1:]}")
        assert status == 0, said
    assert len(recorder.requests) == 1
    listed = house("playbooks", "list")[1]
    assert "approved" in listed
    assert "Miller" not in listed
    assert "Look after the claim of $person" in listed


def test_a_plan_is_shown_and_kept_and_nothing_is_done(house: House) -> None:
    with Recorder(answers(ASK)) as recorder:
        named(house, recorder)
        words = ("plan", "--unisolated", "--keep", "Jane Miller", "--show-wire")
        status, dry = house(*words, "--dry-run", "--", GOAL)
        assert status == 0, dry
        assert "nothing was sent" in dry
        assert recorder.requests == []
        status, said = at_a_terminal(house, "yes", *words, "--", GOAL)
        assert status == 0, said
        assert "plan: Ask first" in said
        assert "nothing was done" in said
        ((head, body),) = recorder.requests
        for told in (dry, said):
            assert body.decode() in told, "to the byte"
            assert head.split("\r\n")[0] in told
        assert json.loads(house("runs", "--json")[1])["status"] == "parked"
        status, said = at_a_terminal(house, "hers", "run", "--unisolated", "--resume", "last")
    assert status == 0, said
    assert len(recorder.requests) == 1, "it was planned already"


def test_planners_of_an_approved_policy_are_asked_in_order(house: House) -> None:
    policy = "policy: 1\nplanners:\n- {file: away.yaml, seconds: 60}\n- {file: here.yaml}\n"
    house.write("policy.yaml", policy)
    house.env["INNERVATE_POLICY"] = "policy.yaml"
    with Recorder(answers(DONE)) as recorder:
        for name, port in (("away", 9), ("here", recorder.port)):
            house.write(
                f"{name}.yaml", f"url: http://127.0.0.1:{port}/v1\nstyle: chat\nmodel: {name}\ntries: 1\n"
            )
        status, said = at_a_terminal(house, "yes", "run", "--unisolated", GOAL)
        assert "none was named" in said, "nobody approved the policy"
        assert at_a_terminal(house, "yes", "policy", "approve")[0] == 0
        status, said = at_a_terminal(house, "yes", "run", "--unisolated", GOAL)
    assert status == 0, said
    assert "(away), else to http" in said
    assert "away: it could not be reached" in said
    assert house("report", "--output", "report.html")[0] == 0
    page = (house.folder / "report.html").read_text()
    assert "of a planner (here)" in page
    assert "not away: it could not be reached" in page
    assert len(recorder.requests) == 1


def test_values_are_given_to_a_playbook_by_name(house: House) -> None:
    house.write(
        "ask.yaml",
        "plan: Ask\ntakes: [who]\nfrom: []\nsteps:\n"
        "- if: {is: $who, eq: Jane}\n  then: [{end: done}]\n- end: give_up\n",
    )
    assert house("run", "--unisolated", "ask.yaml", "--with", "who=Jane")[0] == 0
    assert house("run", "--unisolated", "ask.yaml", "--with", "who=Ann")[0] == 1
    for wrong in ([], ["--with", "who"], ["--with", "whom=Jane"], ["--with", "who=a", "--with", "who=b"]):
        status, said = house("run", "--unisolated", "ask.yaml", *wrong)
        assert status == 2, said
        assert "--with" in said
    assert house("report", "--output", "report.html")[0] == 0
    assert "Jane" not in (house.folder / "report.html").read_text()


def test_the_example_that_planners_are_given_is_a_plan() -> None:
    text = INSTRUCTIONS.partition("\nExample:\n")[2].partition("\n`last` is")[0]
    plan = plan_of(Source.parse(text, "the example"), Author.PLANNER)
    assert len(plan.steps) == 5
