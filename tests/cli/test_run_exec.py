"""`innervate run --planner`: a program plans, what it took is told, a spent budget parks the run."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest

from tests.cli.test_bad_input import House
from tests.cli.test_policy import at_a_terminal

GOAL = "Look after the claim of Jane Miller"
PROGRAM = """
import json, sys
for line in sys.stdin:
    asked = json.loads(line)
    steps = [{"end": "done"}] if asked["codes"] else [{"end": "look"}]
    plan = {"plan": "Nothing is left to do", "from": [], "steps": steps}
    print(json.dumps({"plan": plan, "usage": {"input": 700, "output": 20}}), flush=True)
"""


@pytest.fixture
def house(tmp_path: Path) -> House:
    house = House(tmp_path)
    house.env |= {"INNERVATE_SURFACE": "fake", "XDG_RUNTIME_DIR": str(tmp_path)}
    house.write("desk.yaml", "desk: 1\napps: {}\n")
    house.write("plan.py", PROGRAM)
    house.env["INNERVATE_DESK"] = "desk.yaml"
    return house


needs_bwrap = pytest.mark.skipif(shutil.which("bwrap") is None, reason="bubblewrap is not installed")


@needs_bwrap
def test_a_command_plans(house: House) -> None:
    command = f"exec:{sys.executable} plan.py"
    status, said = at_a_terminal(house, "yes", "run", "--unisolated", "--planner", command, GOAL)
    assert status == 0, said
    assert "plan 2: 1 steps" in said
    (run,) = map(json.loads, house("runs", "--json")[1].splitlines())
    assert (run["planner"]["input"], run["planner"]["output"]) == (1400, 40)
    assert house("report", "--output", "report.html")[0] == 0
    page = (house.folder / "report.html").read_text()
    assert "700 tokens in, 20 out" in page
    status, ledger = house("ledger", "show")
    assert f"exec:{sys.executable}"[:20] in ledger
    assert ledger.count("sent") >= 2
    assert "Jane" not in ledger


@needs_bwrap
def test_a_spent_budget_parks_and_a_larger_one_goes_on(house: House) -> None:
    said = f"exec: [{sys.executable}, plan.py]\nbudget: {{tokens: 500}}\n"
    house.write("planner.yaml", said)
    named = ("--unisolated", "--planner", "planner.yaml")
    status, told = at_a_terminal(house, "yes", "run", *named, GOAL)
    assert status == 3, told
    assert "budget of tokens: 500" in told
    assert "raise `budget: {tokens: …}` in the planner's file" in told
    house.write("planner.yaml", said.replace("500", "5000"))
    status, told = house("run", *named, "--resume", "last")
    assert status == 0, told


@pytest.mark.parametrize(
    ("planner", "told"),
    [("none.yaml", "a planner's file at"), ("exec:", "a program and its words"), ("desk.yaml", "apps, desk")],
)
def test_a_planner_that_is_none_is_told_before_anything_runs(house: House, planner: str, told: str) -> None:
    status, said = at_a_terminal(house, "yes", "run", "--unisolated", "--planner", planner, GOAL)
    assert status == 2, said
    assert told in said
