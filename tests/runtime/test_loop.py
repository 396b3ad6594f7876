"""The loop on a fake desktop: every verb, every way in which a step can fail, and what is done about it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from innervate.core.errors import (
    Ambiguous,
    BadInput,
    Denied,
    InnervateError,
    Missing,
    NeedsPerson,
    NotFound,
    Uncertain,
)
from innervate.core.event import Delivered, Intended, Recovered, StepEnded
from innervate.core.outcome import Code, Effect, Verdict
from innervate.core.plan import Ending
from innervate.core.run import Status
from innervate.core.values import Money, Value
from tests.runtime.house import APP, House


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def plan(steps: str, head: str = "") -> str:
    indented = "\n".join("  " + line for line in steps.strip("\n").splitlines())
    return f"plan: A test\nfrom: [portal]\n{head}\nsteps:\n{indented}\n"


PRESS = """
- act: press
  on: {in: portal, role: button, label: Save}
  expect: {exists: {in: portal, role: label, label: Saved}}
"""


async def test_a_step_is_confirmed_by_what_is_new(house: House) -> None:
    window = house.desktop.window("Portal", app=APP)
    window.button("Save", on_press=lambda: window.label("Saved"))
    assert await house.run(plan(PRESS)) is Ending.DONE
    assert house.state().status is Status.DONE
    assert house.state().confirmed == 1


async def test_what_was_there_before_confirms_nothing(house: House) -> None:
    window = house.desktop.window("Portal", app=APP)
    window.label("Saved")
    window.button("Save")
    with pytest.raises(Uncertain):
        await house.run(plan(PRESS))
    assert house.state().status is Status.PARKED


async def test_an_effect_that_comes_late_is_waited_for(house: House) -> None:
    window = house.desktop.window("Portal", app=APP)
    save = window.button("Save", on_press=lambda: window.label("Saved"))
    house.desktop.delay(save, 0.25)
    assert await house.run(plan(PRESS)) is Ending.DONE


async def test_two_matches_are_refused_and_nothing_is_touched(house: House) -> None:
    window = house.desktop.window("Portal", app=APP)
    pressed: list[str] = []
    window.button("Save", on_press=lambda: pressed.append("one"))
    window.button("Save", on_press=lambda: pressed.append("two"))
    with pytest.raises(Ambiguous, match="2 match"):
        await house.run(plan(PRESS))
    assert pressed == []
    assert not [e for e in house.events() if isinstance(e, Intended)]


async def test_no_match_says_what_is_there_instead(house: House) -> None:
    house.desktop.window("Portal", app=APP).button("Cancel claim")
    with pytest.raises(NotFound, match="Cancel claim"):
        await house.run(plan(PRESS))


async def test_a_parked_run_goes_on_once_the_screen_is_mended(house: House) -> None:
    window = house.desktop.window("Portal", app=APP)
    with pytest.raises(NotFound):
        await house.run(plan(PRESS))
    window.button("Save", on_press=lambda: window.label("Saved"))
    assert await house.run(plan(PRESS), resume=True) is Ending.DONE


async def test_a_lost_press_is_repeated_once_where_it_is_reversible(house: House) -> None:
    window = house.desktop.window("Portal", app=APP)
    show = window.button("Show", on_press=lambda: window.label("Shown"))
    house.desktop.drop(show)
    steps = """
- act: press
  on: {in: portal, role: button, label: Show}
  expect: {exists: {in: portal, role: label, label: Shown}}
"""
    house.desktop.after(0.5, lambda: house.desktop._deaf.discard(show))
    assert await house.run(plan(steps)) is Ending.DONE
    assert [e.reflex for e in house.events() if isinstance(e, Recovered)] == ["repeat"]


async def test_an_irreversible_press_is_never_repeated(house: House) -> None:
    window = house.desktop.window("Portal", app=APP)
    house.desktop.drop(window.button("Save"))
    with pytest.raises(Uncertain):
        await house.run(plan(PRESS))
    intents = [e for e in house.events() if isinstance(e, Intended)]
    assert [e.effect for e in intents] == [Effect.IRREVERSIBLE]


async def test_a_form_is_filled_and_each_field_verified(house: House) -> None:
    window = house.desktop.window("Portal", app=APP)
    name, cause = window.entry("Name", "old"), window.combo("Cause", ["Fire", "Theft"])
    agreed, password = window.check("Agreed"), window.password("Password")
    steps = """
- set: {in: portal}
  fields: {Name: Zoë Štěpánková, Cause: Theft, Agreed: true}
- set: {in: portal, role: password entry, label: Password}
  to: {secret: portal.password}
"""
    assert await house.run(plan(steps, "secrets: [portal.password]")) is Ending.DONE
    assert (name.value, cause.value, agreed.checked, password.value) == (
        "Zoë Štěpánková",
        "Theft",
        True,
        "s3cret!",
    )
    assert b"s3cret!" not in (house.folder / "journal.db").read_bytes()


async def test_a_field_that_holds_the_value_is_left_alone(house: House) -> None:
    house.desktop.window("Portal", app=APP).entry("Name", "Ada")
    steps = "- set: {in: portal, role: entry, label: Name}\n  to: Ada"
    assert await house.run(plan(steps)) is Ending.DONE
    assert not [e for e in house.events() if isinstance(e, Delivered)]


@pytest.mark.parametrize(("losses", "ends"), [(2, True), (3, False)])
async def test_a_field_that_loses_its_value_is_filled_twice_more(
    house: House, losses: int, ends: bool
) -> None:
    entry = house.desktop.window("Portal", app=APP).entry("Name")
    left = losses

    def lose() -> None:
        nonlocal left
        if left and entry.value == "Ada":
            left -= 1
            entry.value = ""

    entry.on_change = lose
    running = house.run(plan("- set: {in: portal, role: entry, label: Name}\n  to: Ada"))
    if ends:
        assert await running is Ending.DONE
    else:
        with pytest.raises(Uncertain, match="another value"):
            await running
    assert [e.reflex for e in house.events() if isinstance(e, Recovered)] == ["repeat", "repeat"]


async def test_a_secret_goes_to_no_other_application(house: House) -> None:
    from innervate.core.application import Application

    house.applications["other"] = Application("other", "/usr/bin/other")
    field = house.desktop.window("Other", app="/usr/bin/other").password("Password")
    steps = "- set: {in: other, role: password entry, label: Password}\n  to: {secret: portal.password}"
    with pytest.raises(Denied):
        await house.run(plan(steps, "secrets: [portal.password]").replace("[portal]", "[portal, other]"))
    assert field.value == ""


async def test_values_are_read_with_their_types(house: House) -> None:
    window = house.desktop.window("Portal", app=APP)
    window.document("Form", "Policy number: POL-2210-7745\nAmount: EUR 4,310.75\nDate: 2026-03-14")
    steps = """
- get: {in: portal, role: document}
  fields:
    policy: {what: Policy number, type: reference}
    amount: {what: Amount, type: amount}
    when: {what: Date, type: date}
  as: $form
- if: {is: $form.amount, gt: {money: 500, currency: EUR}}
  then:
    - get: {in: portal, role: document}
      what: Policy number
      as: $policy
  else:
    - end: give_up
"""
    assert await house.run(plan(steps)) is Ending.DONE
    form = house.state().variables["form"]
    assert isinstance(form, dict)
    assert form["amount"].datum == Money(Decimal("4310.75"), "EUR")
    assert isinstance(house.state().variables["policy"], Value)


async def test_a_currency_that_differs_is_no_branch(house: House) -> None:
    house.desktop.window("Portal", app=APP).document("Form", "Amount: EUR 4,310.75")
    steps = """
- get: {in: portal, role: document}
  what: Amount
  type: amount
  as: $amount
- if: {is: $amount, gt: {money: 1, currency: USD}}
  then: [{end: done}]
"""
    with pytest.raises(Missing, match="can't be told"):
        await house.run(plan(steps))


async def test_what_is_not_there_is_not_read(house: House) -> None:
    house.desktop.window("Portal", app=APP).document("Form", "Name: Ada")
    with pytest.raises(Missing, match="Policy number") as error:
        await house.run(plan("- get: {in: portal, role: document}\n  what: Policy number\n  as: $p"))
    assert error.value.code is Code.READ_MISSING


async def test_a_dialog_in_the_way_is_left_by_its_harmless_button(house: House) -> None:
    window = house.desktop.window("Portal", app=APP)

    def uncover() -> None:
        tip.close()
        window.button("Save", on_press=lambda: window.label("Saved"))

    tip = house.desktop.window("Tip of the day", app=APP, modal=True)
    tip.button("Delete everything")
    tip.button("Close", on_press=uncover)
    assert await house.run(plan(PRESS)) is Ending.DONE
    assert [e.reflex for e in house.events() if isinstance(e, Recovered)] == ["dismiss"]


async def test_the_other_way_is_taken_where_the_plan_has_one(house: House) -> None:
    window = house.desktop.window("Portal", app=APP)
    window.button("Keep", on_press=lambda: window.label("Saved"))
    steps = """
- act: press
  on: {in: portal, role: button, label: Save}
  fail:
    - act: press
      on: {in: portal, role: button, label: Keep}
      expect: {exists: {in: portal, role: label, label: Saved}}
"""
    assert await house.run(plan(steps)) is Ending.DONE


async def test_an_optional_step_may_fail_and_is_not_called_confirmed(house: House) -> None:
    house.desktop.window("Portal", app=APP)
    steps = "- act: press\n  on: {in: portal, role: button, label: Later}\n  optional: true"
    assert await house.run(plan(steps)) is Ending.DONE
    assert house.state().confirmed == 0
    assert [e.verdict for e in house.events() if isinstance(e, StepEnded)] == [Verdict.REFUTED]


async def test_a_question_without_a_person_parks(house: House) -> None:
    house.desktop.window("Portal", app=APP)
    steps = "- ask: Pay it?\n  choices: [pay, keep]\n  as: $answer"
    with pytest.raises(NeedsPerson):
        await house.run(plan(steps))
    house.answer = "pay"
    assert await house.run(plan(steps), resume=True) is Ending.DONE


async def test_each_row_is_visited_once(house: House) -> None:
    window = house.desktop.window("Portal", app=APP)
    window.table("People", ["Name", "City"], [["Ada", "Bern"], ["Bo", "Oslo"]])
    target = window.entry("Name")
    steps = """
- each: {in: portal, role: row, pick: all}
  as: $row
  at_most: 5
  steps:
    - set: {in: portal, role: entry, label: Name}
      to: $row.City
"""
    assert await house.run(plan(steps)) is Ending.DONE
    assert target.value == "Oslo"
    steps = steps.replace("at_most: 5", "at_most: 1")
    with pytest.raises(BadInput, match="at most 1"):
        await house.run(plan(steps))


async def test_what_shows_no_window_is_closed(house: House) -> None:
    # A run that was killed right after it had closed the window does this step once more.
    assert await house.run(plan("- act: close\n  in: portal")) is Ending.DONE
    ended = [e for e in house.events() if isinstance(e, StepEnded)]
    assert ended[-1].evidence == "it shows no window"
    assert not [e for e in house.events() if isinstance(e, Intended)]


async def test_a_program_is_started_when_it_shows_no_window(house: House) -> None:
    house.desktop.program(APP, lambda: house.desktop.window("Portal", app=APP))
    assert await house.run(plan("- act: launch\n  in: portal")) is Ending.DONE


async def test_a_program_that_is_not_there_is_named(house: House) -> None:
    with pytest.raises(InnervateError, match="portal"):
        await house.run(plan("- act: launch\n  in: portal"))
