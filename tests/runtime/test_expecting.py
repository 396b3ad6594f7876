"""What confirms a step: only what is new since it began, and never what nobody looked at."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from innervate.core.application import Application
from innervate.core.errors import (
    Ambiguous,
    BadInput,
    Changed,
    Denied,
    InnervateError,
    NotFound,
    Refused,
    Stale,
    Uncertain,
)
from innervate.core.event import Delivered, Intended, Recovered, StepEnded
from innervate.core.outcome import Applied, Effect
from innervate.core.plan import Act, Capability, Ending, Verb
from innervate.core.vocabulary import Role
from innervate.planners.compiler import plan_of
from innervate.planners.source import Source
from innervate.runtime.verbs import effect_of
from innervate.surfaces.fake import FakeSurface
from tests.runtime.house import APP, House
from tests.runtime.test_loop import plan


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def intents(house: House) -> list[str]:
    return [e.action for e in house.events() if isinstance(e, Intended)]


async def test_a_field_that_is_filled_is_confirmed_by_what_is_new_only(house: House) -> None:
    window = house.desktop.window("Portal", app=APP)
    window.entry("Name")
    window.label("Known")
    steps = (
        "- set: {in: portal, role: entry, label: Name}\n  to: Ada\n"
        "  expect: {exists: {in: portal, label: Known}}"
    )
    with pytest.raises(Uncertain):
        await house.run(plan(steps))


async def test_an_old_value_confirms_nothing(house: House) -> None:
    window = house.desktop.window("Portal", app=APP)
    status = window.entry("Status", "Approved")
    window.button("Show", on_press=lambda: window.label("Something"))
    steps = (
        "- act: press\n  on: {in: portal, label: Show}\n"
        "  expect: {is: {in: portal, role: entry, label: Status}, eq: Approved}"
    )
    with pytest.raises(Uncertain):
        await house.run(plan(steps))
    status.value = "Pending"
    window.button("Approve it", on_press=lambda: setattr(status, "value", "Approved"))
    assert await house.run(plan(steps.replace("Show", "Approve it"))) is Ending.DONE


async def test_an_absence_confirms_only_where_there_was_something(house: House) -> None:
    window = house.desktop.window("Portal", app=APP)
    window.button("Hide")
    steps = (
        "- act: press\n  on: {in: portal, label: Hide}\n  expect: {not: {exists: {in: portal, label: Tip}}}"
    )
    with pytest.raises(Uncertain, match="it held before"):
        await house.run(plan(steps))
    tip = window.label("Tip")
    window.button("Close it", on_press=lambda: setattr(tip, "name", "Nothing"))
    assert await house.run(plan(steps.replace("Hide", "Close it"))) is Ending.DONE


async def test_an_effect_of_the_first_try_that_comes_late_confirms_the_second(house: House) -> None:
    """The repeat must not take it for something that was there before the step."""
    window = house.desktop.window("Portal", app=APP)
    show = window.button("Show")
    house.desktop.drop(show)
    steps = (
        "- act: press\n  on: {in: portal, label: Show}\n  within: 0.3\n"
        "  expect: {exists: {in: portal, label: Shown}}"
    )

    def watch(stamped: object) -> None:
        event = getattr(stamped, "event", None)
        if isinstance(event, Recovered) and event.reflex == "repeat":
            window.label("Shown")

    house.watcher = watch
    assert await house.run(plan(steps)) is Ending.DONE


async def test_what_had_an_effect_is_not_done_again(house: House) -> None:
    """The page turned, only not to what was expected: a second press would turn it again."""
    window = house.desktop.window("Portal", app=APP)
    pages: list[int] = []
    window.button("Next", on_press=lambda: (pages.append(1), window.label(f"Page {len(pages)}"))[0])
    steps = "- act: press\n  on: {in: portal, label: Next}\n  expect: {exists: {in: portal, label: Page 5}}"
    with pytest.raises(Uncertain):
        await house.run(plan(steps))
    assert len(pages) == 1


@pytest.mark.parametrize(
    "steps",
    [
        "- stage: All\n  steps: [{act: press, on: {in: portal, label: Show}}]",
        "- if: {exists: {in: portal, label: Show}}\n  then: [{act: press, on: {in: portal, label: Show}}]",
        "- act: show\n  in: portal",
    ],
)
async def test_a_step_of_steps_is_held_to_what_it_expects(house: House, steps: str) -> None:
    window = house.desktop.window("Portal", app=APP)
    window.button("Show", on_press=lambda: window.label("Shown"))
    inner = plan_of(Source.parse(plan("- act: press\n  on: {in: portal, label: Show}"), "desk")).steps
    can = {"show": Capability("show", (), inner)}
    house.applications["portal"] = Application("portal", APP, (APP,), capabilities=can)
    expecting = "\n  expect: {exists: {in: portal, label: %s}}"
    with pytest.raises(InnervateError):
        await house.run(plan(steps + expecting % "Other"))
    window.label("Old")
    with pytest.raises(InnervateError):
        await house.run(plan(steps + expecting % "Old"))
    assert await house.run(plan(steps + expecting % "Shown")) is Ending.DONE


async def test_what_is_read_is_held_to_what_is_expected_of_it(house: House) -> None:
    house.desktop.window("Portal", app=APP).document("Form", "Amount: EUR 4.00")
    steps = """
- get: {in: portal, role: document}
  what: Amount
  type: amount
  as: $amount
  expect: {is: $amount, gt: {money: %s, currency: EUR}}
"""
    assert await house.run(plan(steps % 3)) is Ending.DONE
    with pytest.raises(Stale):
        await house.run(plan(steps % 5))


async def test_waiting_in_vain_leaves_nothing_behind(house: House) -> None:
    house.desktop.window("Portal", app=APP)
    steps = (
        "- act: wait\n  in: portal\n  within: 0.2\n"
        "  expect: {exists: {in: portal, label: Later}}\n  fail: [{end: give_up}]"
    )
    assert await house.run(plan(steps)) is Ending.GIVE_UP
    with pytest.raises(Stale):
        await house.run(plan(steps.replace("\n  fail: [{end: give_up}]", "")))
    assert [e.applied for e in house.events() if isinstance(e, StepEnded)] == [Applied.NONE]


async def test_all_is_not_any(house: House) -> None:
    """A form with `pick: first` takes the first, and nothing else turns two matches into one."""
    window = house.desktop.window("Portal", app=APP)
    window.button("Save")
    window.button("Save")
    with pytest.raises(BadInput, match="pick: all"):
        await house.run(plan("- act: press\n  on: {in: portal, label: Save, pick: all}"))
    with pytest.raises(Ambiguous):
        await house.run(plan("- act: press\n  on: {in: portal, role: button, label: Save}"))


async def test_a_form_is_filled_within_what_narrows_it_down(house: House) -> None:
    window = house.desktop.window("Portal", app=APP)
    name = window.entry("Name")
    steps = "- set: {in: portal, inside: {in: portal, role: form}}\n  fields: {Name: Ada}"
    with pytest.raises(NotFound):
        await house.run(plan(steps))
    assert name.value == ""


# What may be done, and to whom


@pytest.mark.parametrize(
    ("verb", "name", "typed", "effect"),
    [
        (Verb.PRESS, "Show", "", Effect.REVERSIBLE),
        (Verb.PRESS, "Send…", "", Effect.IRREVERSIBLE),
        (Verb.PRESS, "Send/Receive", "", Effect.IRREVERSIBLE),
        (Verb.SELECT, "Delete", "", Effect.IRREVERSIBLE),
        (Verb.TYPE, "Delete", "a", Effect.IRREVERSIBLE),
        (Verb.TYPE, "Name", "a", Effect.REVERSIBLE),
        (Verb.TYPE, "Name", "a\n", Effect.IRREVERSIBLE),
        (Verb.KEY, "", "Control+r", Effect.REVERSIBLE),
        (Verb.KEY, "", "Control+Return", Effect.IRREVERSIBLE),
        (Verb.KEY, "", "Delete", Effect.IRREVERSIBLE),
        (Verb.HOVER, "Delete", "", Effect.READS),
        (Verb.LAUNCH, "", "", Effect.REVERSIBLE),
    ],
)
def test_the_consequence_of_an_act(verb: Verb, name: str, typed: str, effect: Effect) -> None:
    assert effect_of(Act(verb), name, typed) is effect


async def test_a_key_that_carries_something_out_is_pressed_once(house: House) -> None:
    window = house.desktop.window("Portal", app=APP)
    sent: list[int] = []
    window.shortcuts[frozenset({"Control", "Return"})] = lambda: sent.append(1)
    steps = (
        "- act: key\n  in: portal\n  with: {keys: Control+Return}\n"
        "  expect: {exists: {in: portal, label: Sent}}"
    )
    with pytest.raises(Uncertain):
        await house.run(plan(steps))
    assert intents(house).count("press") == 1


async def test_a_capability_that_the_plan_calls_irreversible_is_so_in_each_step(house: House) -> None:
    window = house.desktop.window("Portal", app=APP)
    window.button("Show")
    inner = plan_of(Source.parse(plan("- act: press\n  on: {in: portal, label: Show}"), "desk")).steps
    can = {"show": Capability("show", (), inner)}
    house.applications["portal"] = Application("portal", APP, (APP,), capabilities=can)
    with pytest.raises(Uncertain):
        await house.run(plan("- act: show\n  in: portal\n  effect: irreversible"))
    assert [e.effect for e in house.events() if isinstance(e, Intended)] == [Effect.IRREVERSIBLE]


SECRET = "secrets: [portal.password]"
PASSWORD = "- set: {in: portal, label: Password}\n  to: {secret: portal.password}"


async def test_a_secret_is_not_typed_where_the_focus_is_not_known(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("innervate.runtime.verbs.FOCUS_SECONDS", 0.1)
    window = house.desktop.window("Portal", app=APP)
    field, other = window.password("Password"), window.entry("Search")
    field.on_focus = lambda: window.set_focus(other)
    window.set_focus(other)
    monkeypatch.setattr(window, "set_focus", lambda control: None)
    with pytest.raises(Changed, match="focus"):
        await house.run(plan(PASSWORD, SECRET))
    assert (field.value, other.value) == ("", "")
    assert "type" not in intents(house)


async def test_a_secret_goes_into_fields_only(house: House) -> None:
    window = house.desktop.window("Portal", app=APP)
    window.combo("Password", ["portal.password", "b"])
    with pytest.raises(Refused, match="a combo box"):
        await house.run(plan(PASSWORD, SECRET))
    assert not [e for e in house.events() if isinstance(e, Delivered)]


async def test_a_secret_of_another_application_touches_nothing(house: House) -> None:
    house.applications["other"] = Application("other", "/usr/bin/other")
    house.desktop.window("Other", app="/usr/bin/other").password("Password")
    text = plan(PASSWORD.replace("portal,", "other,"), SECRET).replace("[portal]", "[portal, other]")
    with pytest.raises(Denied):
        await house.run(text)
    assert intents(house) == []


async def test_a_secret_that_is_typed_by_a_verb_is_refused_before_anything_is_done(house: House) -> None:
    house.desktop.window("Portal", app=APP).entry("Name")
    steps = (
        "- act: type\n  on: {in: portal, role: entry, label: Name}\n  with: {text: {secret: portal.password}}"
    )
    with pytest.raises(Refused):
        await house.run(plan(steps, SECRET))
    assert intents(house) == []


async def test_a_dialog_that_has_only_just_opened_is_not_dismissed(house: House) -> None:
    """Its contents come a moment later, and they are what the step is about."""
    house.desktop.window("Portal", app=APP)
    dialog = house.desktop.window("Save as", app=APP, modal=True)
    closed: list[int] = []
    dialog.button("Cancel", on_press=lambda: closed.append(1))
    house.desktop.after(0.05, lambda: dialog.entry("File name"))
    assert (
        await house.run(plan("- set: {in: portal, role: entry, label: File name}\n  to: a.txt"))
        is Ending.DONE
    )
    assert closed == []


async def test_a_program_without_a_command_line_is_not_started(house: House) -> None:
    house.applications["portal"] = Application("portal", APP)
    with pytest.raises(Refused, match="no command line"):
        await house.run(plan("- act: launch\n  in: portal"))


async def test_notches_are_numbers(house: House) -> None:
    house.desktop.window("Portal", app=APP).document("Form", "a")
    with pytest.raises(BadInput, match="notches"):
        await house.run(plan("- act: scroll\n  on: {in: portal, role: document}\n  with: {notches: three}"))


async def test_an_option_is_known_by_its_label_in_any_case(house: House) -> None:
    cause = house.desktop.window("Portal", app=APP).combo("Cause", ["Fire", "Theft"])
    assert (
        await house.run(plan("- set: {in: portal, role: combo box, label: Cause}\n  to: theft"))
        is Ending.DONE
    )
    assert cause.value == "Theft"


async def test_what_is_told_at_the_terminal_holds_nothing_of_the_screen(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    from innervate.cli.progress import Progress

    window = house.desktop.window("Portal", app=APP)
    window.label("Zoë Adler")
    window.label("4711", Role.LABEL)
    window.button("Save")
    house.watcher = Progress()
    steps = (
        "- get: {in: portal, role: label}\n  fail:\n    - end: done\n"
        "- get: {in: portal, label: Nobody}\n  optional: true"
    )
    assert await house.run(plan(steps)) is Ending.DONE
    said = capsys.readouterr().out
    assert "Zoë" not in said
    assert "4711" not in said
    assert "locate.ambiguous" in said or "✓" in said


async def test_uncertain_is_written_down_as_unknown(house: House) -> None:
    window = house.desktop.window("Portal", app=APP)
    window.button("Save")
    surface = FakeSurface(house.desktop)
    from innervate.core.action import Click

    surface.fault(Click, Uncertain("to click", "the surface went away"), delivered=True)
    with pytest.raises(Uncertain):
        await house.run(plan("- act: press\n  on: {in: portal, label: Save}"), surface=surface)
    assert [e.applied for e in house.events() if isinstance(e, StepEnded)] == [Applied.UNKNOWN]


async def test_how_many_there_are_confirms_where_it_is_new(house: House) -> None:
    window = house.desktop.window("Portal", app=APP)
    window.label("Item")
    window.button("Add", on_press=lambda: window.label("Item"))
    window.button("Rest", on_press=lambda: window.label("Other"))
    steps = (
        "- act: press\n  on: {in: portal, label: Add}\n"
        "  expect: {count: {in: portal, role: label, label: Item}, eq: 2}"
    )
    assert await house.run(plan(steps)) is Ending.DONE
    with pytest.raises(Uncertain):
        await house.run(plan(steps.replace("Add", "Rest")))


async def test_a_second_row_that_is_like_the_first_is_new(house: House) -> None:
    window = house.desktop.window("Portal", app=APP)
    with sqlite3.connect(house.folder / "claims.db") as database:
        database.execute("CREATE TABLE claims (claim_number TEXT)")
        database.execute("INSERT INTO claims VALUES ('CLM-1')")
    database.close()

    def add() -> None:
        with sqlite3.connect(house.folder / "claims.db") as connection:
            connection.execute("INSERT INTO claims VALUES ('CLM-1')")
        connection.close()

    window.button("Add", on_press=add)
    for expected in ("exists: {in: claims}", "changed: {in: claims}", "count: {in: claims}, ge: 2"):
        steps = f"- act: press\n  on: {{in: portal, label: Add}}\n  expect: {{{expected}}}"
        assert await house.run(plan(steps)) is Ending.DONE


async def test_a_change_of_a_part(house: House) -> None:
    window = house.desktop.window("Portal", app=APP)
    status = window.entry("Status", "open")
    window.button("Close it", on_press=lambda: setattr(status, "value", "closed"))
    window.button("Other", on_press=lambda: window.label("Something"))
    steps = (
        "- act: press\n  on: {in: portal, label: Close it}\n"
        "  expect: {changed: {in: portal, role: entry, label: Status}}"
    )
    assert await house.run(plan(steps)) is Ending.DONE
    with pytest.raises(Uncertain):
        await house.run(plan(steps.replace("Close it", "Other")))


@pytest.mark.parametrize(
    "step",
    [
        "- act: press\n  on: {in: portal, label: A}\n  need: {changed: {in: portal}}",
        "- act: press\n  on: {in: portal, label: A}\n  done: {changed: {in: portal}}",
        "- act: press\n  on: {in: portal, label: A}\n  expect: {not: {changed: {in: portal}}}",
        "- if: {changed: {in: portal}}\n  then: [{end: done}]",
        "- repeat: [{act: wait, in: portal, expect: {exists: {in: portal}}}]\n"
        "  until: {changed: {in: portal}}\n  at_most: 2",
    ],
)
async def test_a_change_since_when(house: House, step: str) -> None:
    with pytest.raises(BadInput, match="since the step began"):
        await house.run(plan(step))
