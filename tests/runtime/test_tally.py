"""What decides how a planner's plan goes on is counted; about some values nothing is asked at all."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest

from innervate.boundary.leakage import ANSWERED, FAILS, GOES_ON, TOLD, TURNS, Accounts
from innervate.boundary.policy import Budgets, Flow, Permits, Proof
from innervate.core.application import Application
from innervate.core.errors import Denied, InnervateError, Missing, NeedsPerson
from innervate.core.event import Decided, Stamped, Told
from innervate.core.outcome import Code
from innervate.core.plan import Author, Ending
from innervate.core.run import fold
from innervate.core.values import ValueType
from innervate.runtime.tally import Tally, Telling
from innervate.surfaces.fake import FakeWindow
from tests.runtime.house import APP, House

AMOUNTS, PERSONS, TEXTS = (APP, "amount"), (APP, "person"), (APP, "text")


@pytest.fixture
def house(tmp_path: Path) -> House:
    house = House(tmp_path, author=Author.PLANNER)
    house.tally.public = lambda place, text, role: text in ("Amount", "Show", "Claimant", "Search")
    return house


@pytest.fixture
def portal(house: House) -> FakeWindow:
    window = house.desktop.window("Portal", app=APP)
    window.entry("Amount", "EUR 4,310.75")
    window.entry("Claimant", "Ada Lovelace")
    window.check("Urgent", checked=True)
    window.button("Show", on_press=lambda: window.label("Shown") and None)
    return window


def plan(steps: str) -> str:
    indented = "\n".join("  " + line for line in steps.strip("\n").splitlines())
    return f"plan: A test\nfrom: [portal]\nsteps:\n{indented}\n"


READ = "- get: {in: portal, role: entry, label: Amount}\n  type: amount\n  as: $v\n"
BRANCH = """
- if: {is: $v, gt: {money: 500, currency: EUR}}
  then:
    - get: {in: portal, role: entry, label: Claimant}
"""
END = "- end: look\n"


async def test_what_is_public_costs_nothing(house: House, portal: FakeWindow) -> None:
    assert await house.run(plan("- act: press\n  on: {in: portal, role: button, label: Show}\n" + END))
    assert not house.tally.bits


async def test_a_branch_costs_its_ways(house: House, portal: FakeWindow) -> None:
    steps = READ + "- if: {is: $v, gt: {money: 500, currency: EUR}}\n  then:\n    - end: look\n"
    assert await house.run(plan(steps)) is Ending.LOOK
    read, branched = GOES_ON, GOES_ON + 1
    assert house.tally.bits == {AMOUNTS: pytest.approx(read + branched)}


@pytest.mark.parametrize(
    ("condition", "about"),
    [
        ("{exists: {in: portal, role: entry, label: Amount}}", set()),
        ("{exists: {in: portal, role: entry, label: Ada Lovelace}}", {PERSONS}),
        ("{exists: {in: portal, label: Amount}}", {TEXTS}),
        ("{exists: {in: portal, role: entry, where: {value: {contains: Ada}}}}", {AMOUNTS, PERSONS}),
        ("{exists: {in: portal, role: row, where: {Name: {about: water}}}}", set()),
        ("{is: {in: portal, role: entry, label: Claimant}, eq: Ada Lovelace}", {PERSONS}),
        ("{is: {in: portal, role: entry, label: Claimant}, empty: true}", {PERSONS}),
        ("{is: {in: portal, role: entry, label: Claimant}, type: person}", {PERSONS}),
        ("{not: {is: $v, in: [{money: 1, currency: EUR}, {money: 2, currency: EUR}]}}", {AMOUNTS}),
        ("{any: [{is: $v, gt: 1}, {is: {sum: [$v, $v]}, gt: 1}]}", {AMOUNTS}),
        ("{is: {classify: $v, into: [complaint, thanks]}, eq: thanks}", {AMOUNTS}),
    ],
)
async def test_whatever_is_asked_is_charged(
    house: House, portal: FakeWindow, condition: str, about: set[tuple[str, str]]
) -> None:
    read = READ.replace("type: amount", "type: text") if "classify" in condition else READ
    with suppress(Missing):  # it can't be told
        await house.run(plan(f"{read}- if: {condition}\n  then:\n    - end: done\n"))
    events = [event for event in house.events() if isinstance(event, Decided) and event.path == "1"]
    assert {(place, kind) for event in events for place, kind in event.about} == about


@pytest.mark.parametrize(
    "condition",
    [
        "{is: {in: portal, role: check box, label: Urgent}, eq: true}",
        "{is: {in: portal, role: combo box, label: Cause}, eq: Fire}",
        "{exists: {in: portal, role: combo box, where: {text: {contains: Fire}}}}",
        "{is: $read, eq: Fire}",
        "{is: $checked, eq: 'true'}",
        "{exists: {in: portal, role: check box, state: checked}}",
        "{is: {in: portal, role: entry, label: Diagnosis}, eq: J45.0}",
        "{exists: {in: portal, role: entry, where: {value: {contains: J45}}}}",
        "{exists: {in: portal, role: label, label: J45.0}}",
    ],
)
async def test_about_some_values_nothing_is_asked(house: House, portal: FakeWindow, condition: str) -> None:
    portal.entry("Diagnosis", "J45.0")
    portal.combo("Cause", ("Fire", "Water"), "Fire")
    read = "- get: {in: portal, role: combo box, label: Cause}\n  as: $read\n"
    read += "- get: {in: portal, role: check box, label: Urgent}\n  as: $checked\n"
    with pytest.raises(Denied) as refused:
        await house.run(plan(f"{read}- if: {condition}\n  then:\n    - end: look\n"))
    assert refused.value.code is Code.PLAN_OVER_BUDGET
    assert "nothing may be told" in refused.value.seen


async def test_a_policy_may_tell_of_choices(house: House, portal: FakeWindow) -> None:
    house.tally.budgets = Budgets(nothing=Budgets().nothing - {ValueType.CHOICE})
    asked = "- if: {is: {in: portal, role: check box, label: Urgent}, eq: true}\n  then:\n    - end: look\n"
    assert await house.run(plan(asked)) is Ending.LOOK
    assert (APP, "choice") in house.tally.bits


async def test_a_persons_own_plan_is_not_counted(house: House, portal: FakeWindow) -> None:
    house.author = Author.PERSON
    asked = "- if: {is: {in: portal, role: check box, label: Urgent}, eq: true}\n  then:\n    - end: look\n"
    assert await house.run(plan(READ + asked)) is Ending.LOOK
    assert not house.tally.bits


async def test_which_row_is_meant_costs_as_many_bits_as_it_takes_to_say(
    house: House, portal: FakeWindow
) -> None:
    rows = [(f"Person {name}", f"EUR {n}00") for n, name in enumerate("ABCDEFG", 1)]
    portal.table("Claims", ("Name", "Sum"), rows)
    steps = "- get: {in: portal, role: row, where: {Sum: {gt: {money: 650, currency: EUR}}}}\n  what: Name\n"
    await house.run(plan(steps + END))
    assert house.tally.bits[AMOUNTS] == pytest.approx(GOES_ON + 3)
    house.tally.told()
    each = "- each: {in: portal, role: row, pick: all, where: {Sum: {gt: {money: 300, currency: EUR}}}}\n"
    await house.run(plan(each + "  as: $row\n  at_most: 20\n  steps:\n    - end: look\n"))
    assert house.tally.bits[AMOUNTS] == pytest.approx(GOES_ON + 7), "any of the rows, or none"


async def test_a_failure_costs_its_code_and_another_way_costs_less(house: House, portal: FakeWindow) -> None:
    missing = "- get: {in: portal, role: entry, where: {value: {contains: Eve}}}\n  as: $w\n"
    with pytest.raises(InnervateError):
        await house.run(plan(missing))
    assert house.tally.bits[PERSONS] == pytest.approx(FAILS)
    house.tally.told()
    await house.run(plan(missing + "  optional: true\n" + END))
    assert house.tally.bits[PERSONS] == pytest.approx(TURNS)


async def test_a_value_put_somewhere_lets_the_application_answer(house: House, portal: FakeWindow) -> None:
    house.applications["shop"] = Application("shop", "/usr/bin/shop", ("/usr/bin/shop",))
    house.desktop.window("Shop", app="/usr/bin/shop").entry("Search")
    house.permits = Permits(
        flows=(Flow(frozenset({ValueType.AMOUNT}), "portal", "shop", "Search", Proof.NOTHING),)
    )
    to = "- set: {in: shop, role: entry, label: Search}\n  to: "
    text = plan(READ + to + "$v\n").replace("[portal]", "[portal, shop]")
    await house.run(text)
    assert house.tally.bits[AMOUNTS] == pytest.approx(GOES_ON + ANSWERED)
    house.tally.told()
    await house.run(plan(to + "EUR 5\n").replace("[portal]", "[portal, shop]"))
    shop = {kind for place, kind in house.tally.bits if place == "/usr/bin/shop"}
    assert shop == {kind.value for kind in ValueType if Budgets().of(kind)}, "it may search in anything"
    assert {round(bits, 6) for bits in house.tally.bits.values()} == {round(ANSWERED, 6)}
    with pytest.raises(Denied, match="nothing may be told"):
        await house.run(plan(to + "J45.0\n").replace("[portal]", "[portal, shop]"))


# telling


def telling(house: House, run: str = "run") -> Telling:
    return Telling(house.tally, Accounts(house.folder / "leakage.json"), run)


async def test_telling_charges_and_starts_anew(house: House, portal: FakeWindow) -> None:
    await house.run(plan(READ + "- if: {is: $v, gt: {money: 1, currency: EUR}}\n  then:\n    - end: look\n"))
    due = house.tally.bits[AMOUNTS]
    telling(house).charge()
    assert telling(house).accounts.charged() == {AMOUNTS: pytest.approx(TOLD + due)}
    assert not house.tally.bits
    telling(house).charge()
    telling(house).silent()
    assert telling(house).accounts.charged() == {AMOUNTS: pytest.approx(TOLD + due)}


async def test_what_can_not_be_paid_is_not_told_however_often(house: House, portal: FakeWindow) -> None:
    await house.run(plan(READ + BRANCH * 6 + END))
    for _ in range(3):
        with pytest.raises(NeedsPerson) as refused:
            telling(house).charge()
        assert refused.value.code is Code.PLAN_OVER_BUDGET
    assert house.tally.bits, "what is not told stays due"
    telling(house).silent()
    assert telling(house).accounts.charged() == {AMOUNTS: 1.0}


async def test_an_interruption_forgets_nothing(house: House, portal: FakeWindow) -> None:
    text = plan(READ + BRANCH + "- act: press\n  on: {in: portal, role: button, label: Gone}\n" + END)
    with pytest.raises(InnervateError):
        await house.run(text)
    due = dict(house.tally.bits)
    house.tally = Tally(public=house.tally.public)
    portal.button("Gone", on_press=lambda: portal.label("Pressed") and None)
    await house.run(text, resume=True)
    assert house.tally.bits[AMOUNTS] == pytest.approx(due[AMOUNTS])
    told = [Decided("0", [["portal", "amount"]], 1.5), Told(2.5)]
    state = fold([Stamped("run", n, 0.0, event) for n, event in enumerate(told, 1)], house.state())
    assert not state.decided, "what was told is paid for"
