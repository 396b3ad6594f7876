"""What has to stay true throughout a run: once it does not, nothing more is touched."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from innervate.core.errors import BadInput, NeedsPerson
from innervate.core.event import Intended
from innervate.core.outcome import Code
from innervate.core.plan import Author, Ending
from innervate.planners.answers import plan_from
from innervate.planners.source import Faulty
from tests.runtime.house import APP, House
from tests.runtime.test_loop import plan

TWO = """
- act: press
  on: {in: portal, label: One}
- act: press
  on: {in: portal, label: Two}
"""
NO_ERROR = "watch: [{never: {exists: {in: portal, role: label, label: Error}}}]"
SAME = "watch: [{unchanged: {in: portal, role: entry, label: Deductible}}]"


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def pressed(house: House) -> int:
    return len([e for e in house.events() if isinstance(e, Intended)])


async def test_a_run_that_keeps_to_its_rules(house: House) -> None:
    window = house.desktop.window("Portal", app=APP)
    window.entry("Deductible", "500")
    for name in ("One", "Two"):
        window.button(name, on_press=lambda: window.label("Done"))
    assert await house.run(plan(TWO, SAME)) is Ending.DONE


async def test_nothing_more_is_touched_once_a_rule_is_broken(house: House) -> None:
    window = house.desktop.window("Portal", app=APP)
    window.button("One", on_press=lambda: window.label("Error"))
    window.button("Two", on_press=lambda: window.label("Done"))
    with pytest.raises(NeedsPerson, match="not so: not: there is a label labelled 'Error'") as broken:
        await house.run(plan(TWO, NO_ERROR))
    assert broken.value.code is Code.VERIFY_FALSE
    assert "line 3" in broken.value.wanted
    assert pressed(house) == 1


async def test_what_the_last_step_breaks_is_found_too(house: House) -> None:
    window = house.desktop.window("Portal", app=APP)
    window.button("One", on_press=lambda: window.label("Done"))
    window.button("Two", on_press=lambda: window.label("Error"))
    with pytest.raises(NeedsPerson):
        await house.run(plan(TWO, NO_ERROR))
    assert pressed(house) == 2


async def test_what_was_seen_first_is_kept_over_an_interruption(house: House) -> None:
    window = house.desktop.window("Portal", app=APP)
    deductible = window.entry("Deductible", "500")
    window.button("One", on_press=lambda: window.label("Done"))
    text = plan(TWO, SAME)
    with pytest.raises(Exception, match="Two"):
        await house.run(text)  # there is no such button yet
    deductible.value = "50"
    window.button("Two", on_press=lambda: window.label("Done, too"))
    with pytest.raises(NeedsPerson, match="something else than at first"):
        await house.run(text, resume=True)
    assert pressed(house) == 1
    deductible.value = "500"
    assert await house.run(text, resume=True) is Ending.DONE


async def test_what_can_not_be_told_breaks_no_rule(house: House) -> None:
    """The variable has no value yet, the place can't be read, the element is not there."""
    window = house.desktop.window("Portal", app=APP)
    window.entry("Total", "7")
    window.button("One", on_press=lambda: window.label("Done"))
    head = """watch:
  - always: {is: {in: portal, role: entry, label: Total}, eq: $total}
  - never: {count: {in: claims}, gt: 1}
  - unchanged: {in: portal, role: entry, label: Nothing}"""
    steps = """
- act: press
  on: {in: portal, label: One}
- get: {in: portal, role: entry, label: Total}
  as: $total
"""
    assert await house.run(plan(steps, head)) is Ending.DONE


async def test_rules_ask_places_outside_the_screen(house: House) -> None:
    window = house.desktop.window("Portal", app=APP)
    with sqlite3.connect(house.folder / "claims.db") as database:
        database.execute("CREATE TABLE claims (claim_number TEXT)")
    database.close()

    def doubled() -> None:
        with sqlite3.connect(house.folder / "claims.db") as connection:
            connection.executemany("INSERT INTO claims VALUES (?)", [("CLM-1",), ("CLM-1",)])
        connection.close()
        window.label("Saved")

    window.button("One", on_press=doubled)
    window.button("Two", on_press=lambda: window.label("Done"))
    rule = "watch: [{never: {count: {in: claims, where: {claim_number: {eq: CLM-1}}}, gt: 1}}]"
    with pytest.raises(NeedsPerson):
        await house.run(plan(TWO, rule))
    assert pressed(house) == 1


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("watch: [{never: {changed: {in: portal}}}]", "since the step began"),
        ("watch: [{always: {is: $nothing, eq: 1}}]", "before anything binds it"),
        ("watch: [{unchanged: {in: claims}}]", "no application"),
        ("watch: [{sometimes: {exists: {in: portal}}}]", "always, never, unchanged"),
    ],
)
async def test_rules_that_mean_nothing(house: House, head: str, said: str) -> None:
    with pytest.raises(BadInput) as wrong:
        await house.run(plan(TWO, head))
    assert said in wrong.value.seen


@pytest.mark.parametrize("head", [NO_ERROR, SAME])
def test_a_planner_has_no_rules(house: House, head: str) -> None:
    with pytest.raises(Faulty, match="what planners may use"):
        plan_from(plan(TWO, head), house.applications, house.places, lambda handle: True)
    assert house.author is Author.PERSON
