"""A form that does not go on: fields that no longer show what the plan put there are filled again."""

from __future__ import annotations

from pathlib import Path

import pytest

from innervate.core.errors import InnervateError, Uncertain
from innervate.core.event import Intended, Recovered, Stamped, StepStarted
from innervate.core.plan import Ending
from innervate.surfaces.fake_controls import Entry
from tests.runtime.house import APP, House
from tests.runtime.test_loop import plan

FORM = """- set: {in: portal, label: Amount}
  to: "120"
- set: {in: portal, label: Place}
  to: Bern
- title: On
  act: press
  on: {in: portal, label: %s}
  expect: {exists: {in: portal, label: Done}}"""


def office(
    folder: Path, button: str = "Review", spoilt: str = "hello", times: int = 1
) -> tuple[House, Entry]:
    """A form that goes on with the right amount alone; somebody types into it just before the button."""
    house = House(folder)
    window = house.desktop.window("Portal", app=APP)
    amount = window.entry("Amount")
    window.entry("Place")
    left = [times]

    def review() -> None:
        if amount.text() == "120":
            window.label("Done")
        else:
            amount.invalid = True
            window.label("Not a number")

    def watch(stamped: Stamped) -> None:
        event = stamped.event
        if isinstance(event, StepStarted) and event.title == "On" and left[0]:
            left[0] -= 1
            amount.value = spoilt

    window.button(button, on_press=review)
    house.watcher = watch
    return house, amount


def reflexes(house: House) -> list[str]:
    return [e.reflex for e in house.events() if isinstance(e, Recovered)]


async def test_what_somebody_changed_is_filled_in_again(tmp_path: Path) -> None:
    house, amount = office(tmp_path)
    assert await house.run(plan(FORM % "Review")) is Ending.DONE
    assert "correct" in reflexes(house)
    assert amount.text() == "120"
    # Only the field that differed was touched again.
    typed = [e.path for e in house.events() if isinstance(e, Intended) and e.action == "type"]
    assert sorted(typed) == ["0", "0", "1"]


async def test_only_once(tmp_path: Path) -> None:
    house, _ = office(tmp_path, times=9)
    with pytest.raises(InnervateError):
        await house.run(plan(FORM % "Review"))
    assert reflexes(house).count("correct") == 1


async def test_what_cannot_be_taken_back_is_not_repeated_for_it(tmp_path: Path) -> None:
    house, _ = office(tmp_path, "Submit")
    with pytest.raises(InnervateError):
        await house.run(plan(FORM % "Submit"))
    assert "correct" not in reflexes(house)
    presses = [e for e in house.events() if isinstance(e, Intended) and e.action == "click" and e.path == "2"]
    assert len(presses) == 1


async def test_a_form_that_refuses_what_the_plan_says_is_a_person_s_with_the_field_named(
    tmp_path: Path,
) -> None:
    house, _ = office(tmp_path, times=0)
    text = (FORM % "Review").replace('"120"', '"121"')
    with pytest.raises(Uncertain, match="it refuses: Amount"):
        await house.run(plan(text))
    assert "correct" not in reflexes(house)
