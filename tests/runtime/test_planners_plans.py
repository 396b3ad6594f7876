"""What a planner's plan may put where, and what it may not, on a fake desktop with two programs."""

from __future__ import annotations

from pathlib import Path

import pytest

from innervate.boundary.handles import Handles
from innervate.boundary.policy import Ban, Branch, Deed, Flow, Known, Literal, Permits, Policy, Proof
from innervate.core.application import Application
from innervate.core.errors import BadInput, Changed, Denied, InnervateError, NeedsPerson, NotFound
from innervate.core.event import Delivered
from innervate.core.plan import Author, Capability, Ending
from innervate.core.values import Origin, Value, ValueType
from innervate.core.vocabulary import Role
from innervate.planners.compiler import plan_of
from innervate.planners.source import Source
from innervate.surfaces.fake import FakeWindow
from innervate.surfaces.fake_controls import Entry
from tests.runtime.house import APP, House

MAIL = "/usr/bin/mail"
IBAN = "DE89370400440532013000"
TEXT, AMOUNT, PERSONS = (frozenset({kind}) for kind in (ValueType.TEXT, ValueType.AMOUNT, ValueType.PERSON))


@pytest.fixture
def house(tmp_path: Path) -> House:
    house = House(tmp_path, author=Author.PLANNER)
    house.applications["mail"] = Application("mail", MAIL, (MAIL,))
    return house


@pytest.fixture
def mail(house: House) -> FakeWindow:
    window = house.desktop.window("Mail", app=MAIL)
    window.entry("Claimant", "Ada Lovelace")
    window.entry("Account", IBAN)
    window.entry("Amount", "EUR 4,310.75")
    return window


@pytest.fixture
def portal(house: House, mail: FakeWindow) -> FakeWindow:
    return house.desktop.window("Portal", app=APP)


def plan(steps: str, head: str = "") -> str:
    indented = "\n".join("  " + line for line in steps.strip("\n").splitlines())
    return f"plan: A test\nfrom: [portal, mail]\n{head}\nsteps:\n{indented}\n"


def get(label: str, kind: str = "text", bind: str = "$v") -> str:
    return f"- get: {{in: mail, role: entry, label: {label}}}\n  type: {kind}\n  as: {bind}\n"


def put(value: str, label: str = "Name", more: str = "") -> str:
    return f"- set: {{in: portal, role: entry, label: {label}}}\n  to: {value}\n{more}"


def flow(types: frozenset[ValueType], field: str = "Name", proof: Proof = Proof.MATCH) -> Permits:
    return Permits(flows=(Flow(types, "mail", "portal", field, proof),))


async def refused(house: House, text: str, kind: type[InnervateError] = Denied) -> InnervateError:
    with pytest.raises(kind) as error:
        await house.run(text)
    return error.value


# flows


async def test_a_flow_that_nobody_named_is_denied_before_anything_is_touched(
    house: House, portal: FakeWindow
) -> None:
    field = portal.entry("Name", "old")
    error = await refused(house, plan(get("Claimant", "person") + put("$v")))
    assert "neither the goal nor the policy names this flow" in error.seen
    assert "{type: person, from: mail, to: portal, field: 'Name'}" in error.todo
    assert field.value == "old"
    assert not [e for e in house.events() if isinstance(e, Delivered)]


async def test_a_persons_own_playbook_names_its_flows_by_its_steps(house: House, portal: FakeWindow) -> None:
    house.author = Author.PERSON
    field = portal.entry("Name")
    assert await house.run(plan(get("Claimant", "person") + put("$v"))) is Ending.DONE
    assert field.value == "Ada Lovelace"
    house.policy = Policy(own_flows=False)
    field.value = ""
    await refused(house, plan(get("Claimant", "person") + put("$v")))
    assert field.value == ""


async def test_a_named_flow_goes_and_its_neighbours_do_not(house: House, portal: FakeWindow) -> None:
    field, other = portal.entry("Name"), portal.entry("Remark")
    house.permits = flow(PERSONS)
    assert await house.run(plan(get("Claimant", "person") + put("$v"))) is Ending.DONE
    assert field.value == "Ada Lovelace"
    await refused(house, plan(get("Claimant", "person") + put("$v", "Remark")))
    await refused(house, plan(get("Amount", "amount") + put("$v")))
    assert other.value == ""


async def test_a_value_is_what_it_looks_like_whatever_the_plan_calls_it(
    house: House, portal: FakeWindow
) -> None:
    field = portal.entry("Name")
    house.permits = flow(TEXT)
    error = await refused(house, plan(get("Account", "text") + put("$v")))
    assert "iban" in error.wanted
    assert field.value == ""


async def test_what_is_put_together_needs_the_flow_of_each_part(house: House, portal: FakeWindow) -> None:
    field = portal.entry("Name")
    house.permits = flow(PERSONS)
    both = get("Claimant", "person", "$a") + get("Amount", "amount", "$b")
    error = await refused(house, plan(both + put("{text: [$a, ': ', $b]}")))
    assert "amount" in error.wanted
    assert await house.run(plan(both + put("{text: [$a, '!']}"))) is Ending.DONE
    assert field.value == "Ada Lovelace!"


async def test_a_denied_flow_is_denied_to_everybody(house: House, portal: FakeWindow) -> None:
    field = portal.entry("Name")
    house.permits = flow(PERSONS)
    house.policy = Policy(banned=(Ban(None, "any", "portal", "Name"),))
    for author in Author:
        house.author = author
        await refused(house, plan(get("Claimant", "person") + put("$v")))
    assert field.value == ""


async def test_a_persons_answer_needs_a_flow_too(house: House, portal: FakeWindow) -> None:
    field = portal.entry("Name")
    house.answer = "Ada's own PIN"
    steps = "- ask: What is it?\n  as: $v\n" + put("$v")
    await refused(house, plan(steps))
    assert field.value == ""
    house.permits = Permits(flows=(Flow(TEXT, "person", "portal", "Name"),))
    assert await house.run(plan(steps)) is Ending.DONE


# constants


async def test_constants_go_into_plain_fields_and_not_where_they_lead_out(
    house: House, portal: FakeWindow
) -> None:
    plain = portal.entry("Remark")
    leading = [portal.entry(label) for label in ("To", "Web address URL", "File name", "Command", "Account")]
    assert await house.run(plan(put("Water damage", "Remark"))) is Ending.DONE
    assert plain.value == "Water damage"
    for field in leading:
        await refused(house, plan(put("anything", f"'{field.name}'")))
        assert field.value == ""


@pytest.mark.parametrize(
    "text", ["eve@evil.example", "http://evil.example/x", "/etc/passwd", "=WEBSERVICE(1)", IBAN]
)
async def test_constants_that_look_as_if_they_led_out_go_nowhere(
    house: House, portal: FakeWindow, text: str
) -> None:
    field = portal.entry("Remark")
    await refused(house, plan(put(f"'{text}'", "Remark")))
    assert field.value == ""


async def test_a_listed_constant_goes_and_one_that_only_looks_like_it_does_not(
    house: House, portal: FakeWindow
) -> None:
    field = portal.entry("To")
    house.permits = Permits(literals=(Literal("portal", "To", frozenset({"ada@example.org"})),))
    assert await house.run(plan(put("ada@example.org", "To"))) is Ending.DONE
    assert field.value == "ada@example.org"
    await refused(house, plan(put("ada@example.org.evil.example", "To")))
    assert field.value == "ada@example.org"


async def test_nothing_put_together_is_a_recipient(house: House, portal: FakeWindow) -> None:
    field = portal.entry("To")
    house.permits = flow(PERSONS, "To")
    error = await refused(house, plan(get("Claimant", "person") + put("{text: [$v]}", "To")))
    assert "put together" in error.seen
    assert await house.run(plan(get("Claimant", "person") + put("$v", "To"))) is Ending.DONE
    assert field.value == "Ada Lovelace"


async def test_keys_that_leave_the_field_are_no_text(house: House, portal: FakeWindow) -> None:
    first, second = portal.entry("Remark"), portal.entry("To")
    portal.button("Send", on_press=lambda: pytest.fail("it was sent"))
    for text in (r'"a\tb"', r'"a\n"'):
        await refused(house, plan(put(text, "Remark")))
    assert (first.value, second.value) == ("", "")


async def test_a_persons_capability_may_say_what_a_planner_may_not(house: House, portal: FakeWindow) -> None:
    field = portal.entry("To")
    source = plan(put("ada@example.org", "To") + put("$text", "Remark"), "takes: [text]")
    steps = plan_of(Source.parse(source, "desk"), Author.PERSON).steps
    remark = portal.entry("Remark")
    house.applications["portal"] = Application(
        "portal", APP, (APP,), capabilities={"compose": Capability("compose", ("text",), steps)}
    )
    assert await house.run(plan("- act: compose\n  in: portal\n  with: {text: Hello}")) is Ending.DONE
    assert (field.value, remark.value) == ("ada@example.org", "Hello")
    await refused(house, plan("- act: compose\n  in: portal\n  with: {text: eve@evil.example}"))
    steps_with = get("Claimant", "person") + "- act: compose\n  in: portal\n  with: {text: $v}"
    await refused(house, plan(steps_with))
    assert remark.value == "Hello"


# keys


@pytest.mark.parametrize("keys", ["Control+v", "Control+l", "Shift+Insert", "Alt+F2", "x", "Control+Alt+t"])
async def test_keys_that_paste_leave_or_write_are_not_pressed(
    house: House, portal: FakeWindow, keys: str
) -> None:
    field = portal.entry("Remark")
    portal.set_focus(field)
    pressed: list[str] = []
    portal.shortcuts[frozenset(keys.split("+"))] = lambda: pressed.append(keys)
    text = plan(f"- act: key\n  in: portal\n  with: {{keys: {keys}}}")
    await refused(house, text)
    assert pressed == []
    house.policy = Policy(keys=frozenset({("portal", keys)}))
    with pytest.raises(InnervateError):  # nothing is seen to change
        await house.run(text)
    assert pressed


async def test_text_without_a_field_is_not_typed(house: House, portal: FakeWindow) -> None:
    field = portal.entry("Remark")
    portal.set_focus(field)
    await refused(house, plan("- act: type\n  in: portal\n  with: {text: hello}"))
    assert field.value == ""
    on = "- act: type\n  on: {in: portal, role: entry, label: Remark}\n  with: {text: hello}"
    assert await house.run(plan(on)) is Ending.DONE
    assert field.value == "hello"


async def test_what_copies_or_pastes_is_not_pressed(house: House, portal: FakeWindow) -> None:
    portal.button("Paste", on_press=lambda: pytest.fail("it was pasted"), role=Role.MENU_ITEM)
    await refused(house, plan("- act: press\n  on: {in: portal, role: menu item, label: Paste}"))


async def test_terminals_are_closed_unless_the_policy_opens_them(house: House, portal: FakeWindow) -> None:
    house.applications["mail"] = Application("mail", "/usr/bin/xterm", ("/usr/bin/xterm",))
    window = house.desktop.window("Shell", app="/usr/bin/xterm")
    window.button("Ring", on_press=lambda: window.label("Rung"))
    text = plan("- act: press\n  on: {in: mail, role: button, label: Ring}")
    assert "a terminal" in (await refused(house, text)).seen
    house.policy = Policy(terminals=frozenset({"mail"}))
    assert await house.run(text) is Ending.DONE


# irreversible acts


def pay(portal: FakeWindow) -> tuple[Entry, list[str]]:
    field, paid = portal.entry("Account"), []
    portal.button("Pay", on_press=lambda: (paid.append(field.value), portal.label("Paid"))[0])
    return field, paid


PAY = """
- act: press
  on: {in: portal, role: button, label: Pay}
  expect: {exists: {in: portal, role: label, label: Paid}}
"""
FLOW = Flow(frozenset({ValueType.IBAN}), "mail", "portal", "Account")


async def test_an_untrusted_value_is_not_used_irreversibly_without_a_person(
    house: House, portal: FakeWindow
) -> None:
    _, paid = pay(portal)
    house.permits = Permits(flows=(FLOW,), deeds=(Deed("portal", "Pay"),))
    text = plan(get("Account", "iban") + put("$v", "Account") + PAY)
    await refused(house, text, NeedsPerson)
    assert IBAN in house.asked[-1]
    assert "read from mail" in house.asked[-1]
    house.answer = "no"
    await refused(house, text)
    assert paid == []
    house.answer = "yes"
    assert await house.run(text) is Ending.DONE
    assert paid == [IBAN]


async def test_a_known_value_is_used_and_another_is_not(house: House, portal: FakeWindow) -> None:
    _, paid = pay(portal)
    known = Known(ValueType.IBAN, IBAN)
    house.permits = Permits(flows=(FLOW,), deeds=(Deed("portal", "Pay"),), known=(known,))
    text = plan(get("Account", "iban") + put("$v", "Account") + PAY)
    assert await house.run(text) is Ending.DONE
    assert (paid, house.asked) == ([IBAN], [])
    house.permits = Permits(
        flows=(FLOW,), deeds=(Deed("portal", "Pay"),), known=(Known(ValueType.IBAN, "GB29"),)
    )
    portal.clear()
    _, paid = pay(portal)
    await refused(house, text, NeedsPerson)
    assert paid == []


async def test_a_known_value_is_shown_to_a_person_where_the_flow_says_so(
    house: House, portal: FakeWindow
) -> None:
    _, paid = pay(portal)
    shown = Flow(FLOW.types, "mail", "portal", "Account", Proof.PERSON)
    known = Known(ValueType.IBAN, IBAN)
    house.permits = Permits(flows=(shown,), deeds=(Deed("portal", "Pay"),), known=(known,))
    await refused(house, plan(get("Account", "iban") + put("$v", "Account") + PAY), NeedsPerson)
    assert paid == []


async def test_after_an_interruption_nobody_knows_what_was_put_and_a_person_is_asked(
    house: House, portal: FakeWindow
) -> None:
    field = portal.entry("Account")
    house.permits = Permits(flows=(FLOW,), deeds=(Deed("portal", "Pay"),))
    text = plan(get("Account", "iban") + put("$v", "Account") + PAY)
    await refused(house, text, NotFound)  # there is no such button yet
    paid: list[str] = []
    portal.button("Pay", on_press=lambda: (paid.append(field.value), portal.label("Paid"))[0])
    with pytest.raises(NeedsPerson):
        await house.run(text, resume=True)
    assert paid == []


async def test_a_value_that_stands_in_a_trusted_place_is_used(house: House, portal: FakeWindow) -> None:
    import sqlite3

    _, paid = pay(portal)
    with sqlite3.connect(house.folder / "claims.db") as database:
        database.execute("CREATE TABLE claims (iban)")
    house.permits = Permits(
        flows=(FLOW,), deeds=(Deed("portal", "Pay"),), trusted_places=frozenset({"claims"})
    )
    text = plan(get("Account", "iban") + put("$v", "Account") + PAY)
    await refused(house, text, NeedsPerson)
    with sqlite3.connect(house.folder / "claims.db") as database:
        database.execute("INSERT INTO claims VALUES (?)", (IBAN,))
    database.close()
    assert await house.run(text) is Ending.DONE
    assert paid == [IBAN]


async def test_an_irreversible_act_itself_has_to_be_granted(house: House, portal: FakeWindow) -> None:
    _, paid = pay(portal)
    await refused(house, plan(PAY), NeedsPerson)
    assert paid == []
    house.permits = Permits(deeds=(Deed("portal", "Send"),))
    await refused(house, plan(PAY), NeedsPerson)
    house.permits = Permits(deeds=(Deed("portal", "Pay"),))
    assert await house.run(plan(PAY)) is Ending.DONE
    assert paid == [""]


async def test_a_set_that_the_plan_calls_irreversible_is_asked_for(house: House, portal: FakeWindow) -> None:
    field = portal.entry("Remark")
    text = plan(put("water damage", "Remark", "  effect: irreversible\n"))
    await refused(house, text, NeedsPerson)
    assert field.value == ""
    house.answer = "yes"
    assert await house.run(text) is Ending.DONE
    assert field.value == "water damage"


async def test_a_row_is_of_the_program_that_shows_it(house: House, portal: FakeWindow) -> None:
    field = portal.entry("Name")
    house.permits = flow(PERSONS | TEXT) | Permits(
        branches=(Branch(frozenset({"mail"}), frozenset({"portal"})),)
    )
    each = "- each: {in: mail, role: entry, label: Claimant, pick: all}\n  as: $r\n  at_most: 3\n  steps:\n"
    inner = "\n".join("    " + line for line in put("$r.text").splitlines())
    assert await house.run(plan(each + inner)) is Ending.DONE
    assert field.value == "Ada Lovelace"


# branches


BRANCHES = {
    "if": "- if: {is: $v, gt: {money: 500, currency: EUR}}\n  then:\n"
    "    - act: press\n      on: {in: portal, role: button, label: Ping}\n",
    "else": "- if: {is: $v, lt: {money: 500, currency: EUR}}\n  then: [{end: done}]\n"
    "- act: press\n  on: {in: portal, role: button, label: Ping}\n",
    "need": "- act: press\n  on: {in: portal, role: button, label: Ping}\n"
    "  need: {is: $v, gt: {money: 500, currency: EUR}}\n",
    "done": "- act: press\n  on: {in: portal, role: button, label: Ping}\n"
    "  done: {is: $v, lt: {money: 500, currency: EUR}}\n",
    "fail": "- act: press\n  on: {in: mail, role: button, label: Nothing}\n"
    "  fail:\n    - act: press\n      on: {in: portal, role: button, label: Ping}\n",
    "each": "- each: {in: mail, role: entry, label: Amount, pick: all}\n  as: $e\n  at_most: 3\n  steps:\n"
    "    - act: press\n      on: {in: portal, role: button, label: Ping}\n",
    "found": "- get: {in: mail, role: entry, where: {value: {contains: '4,310'}}}\n  as: $w\n"
    "- act: press\n  on: {in: portal, role: button, label: Ping}\n",
    "named": "- act: press\n  on: {in: portal, role: button, label: $name}\n",
}


async def test_a_flow_is_no_consent_to_be_asked_by_what_a_text_says(house: House, portal: FakeWindow) -> None:
    """That a field is there may be learned by whoever gets what is in it; not, what it says."""
    pinged: list[str] = []
    portal.button("Ping", on_press=lambda: (pinged.append("!"), portal.label("Pong"))[0])
    house.permits = flow(PERSONS)
    await refused(house, plan(BRANCHES["found"]), NeedsPerson)
    amount = "{in: mail, role: entry, label: Amount}"
    expected = f"- get: {amount}\n  expect: {{is: {amount}, contains: '4,3'}}\n"
    ping = "- act: press\n  on: {in: portal, role: button, label: Ping}\n"
    await refused(house, plan(expected + ping), NeedsPerson)
    assert pinged == []
    assert await house.run(plan(get("Amount", "amount") + ping)) is Ending.DONE


PING = "- act: press\n  on: {in: portal, role: button, label: Ping}\n"


@pytest.mark.parametrize(
    "steps",
    [
        get("Amount", "amount") + PING,
        "- act: press\n  on: {in: mail, role: link, label: Inbox}\n" + PING,
        PING + "  expect: {exists: {in: mail, role: entry, label: Amount}}\n",
    ],
    ids=["read", "found", "expected"],
)
async def test_that_something_is_there_is_learned_by_nobody_who_may_get_nothing_of_it(
    house: House, portal: FakeWindow, mail: FakeWindow, steps: str
) -> None:
    pinged: list[str] = []
    mail.link("Inbox", on_press=lambda: (mail.label("Opened"), None)[1])
    portal.button("Ping", on_press=lambda: pinged.append("!"))
    await refused(house, plan(steps), NeedsPerson)
    assert pinged == []


@pytest.mark.parametrize("way", BRANCHES)
async def test_what_one_program_shows_does_not_decide_what_another_is_asked(
    house: House, portal: FakeWindow, way: str
) -> None:
    pinged: list[str] = []
    for label in ("Ping", "Ada Lovelace"):
        portal.button(label, on_press=lambda: (pinged.append("!"), portal.label("Pong"))[0])
    text = plan(get("Amount", "amount") + get("Claimant", "person", "$name") + BRANCHES[way])
    house.permits = flow(PERSONS)  # that it gets a value is no consent
    await refused(house, text, NeedsPerson)
    assert pinged == []
    assert "What mail shows" in house.asked[-1]
    house.permits = Permits(branches=(Branch(frozenset({"mail"}), frozenset({"portal"})),))
    assert await house.run(text) is Ending.DONE
    assert pinged == ["!"]


async def test_a_person_who_consents_is_asked_once(house: House, portal: FakeWindow) -> None:
    portal.button("Ping", on_press=lambda: portal.label("Pong"))
    portal.button("Pang", on_press=lambda: portal.label("Peng"))
    more = "    - act: press\n      on: {in: portal, role: button, label: Pang}\n"
    house.answer = "yes"
    assert await house.run(plan(get("Amount", "amount") + BRANCHES["if"] + more)) is Ending.DONE
    assert len(house.asked) == 1


async def test_a_branch_still_counts_after_a_resume(house: House, portal: FakeWindow) -> None:
    pinged: list[str] = []
    text = plan(get("Amount", "amount") + BRANCHES["else"])
    await refused(house, text, NotFound)  # the button is not there yet
    portal.button("Ping", on_press=lambda: pinged.append("!"))
    with pytest.raises(NeedsPerson):
        await house.run(text, resume=True)
    assert pinged == []


async def test_a_program_may_be_asked_by_what_it_shows_itself(house: House, portal: FakeWindow) -> None:
    portal.label("Ready")
    portal.button("Ping", on_press=lambda: portal.label("Pong"))
    steps = """
- if: {exists: {in: portal, role: label, label: Ready}}
  then:
    - act: press
      on: {in: portal, role: button, label: Ping}
"""
    assert await house.run(plan(steps)) is Ending.DONE
    assert house.asked == []


# handles


async def test_a_handle_is_resolved_to_its_exact_text_and_only_where_its_flow_is_named(
    house: House, portal: FakeWindow
) -> None:
    field = portal.entry("Name")
    house.handles = Handles()
    exact = "Łukasz  ⟦PERSON_1⟧ O’Neill"
    handle = house.handles.issue(Value(ValueType.PERSON, exact, Origin(MAIL)))
    await refused(house, plan(put(f"'{handle}'")))
    house.permits = flow(PERSONS)
    assert await house.run(plan(put(f"'{handle}'"))) is Ending.DONE
    assert field.value == exact


async def test_a_handle_that_this_run_never_issued_is_refused(house: House, portal: FakeWindow) -> None:
    field = portal.entry("Name")
    elsewhere = Handles().issue(Value(ValueType.PERSON, "Ada", Origin(MAIL)))
    house.permits = flow(PERSONS)
    await refused(house, plan(put(f"'{elsewhere}'")))
    house.handles = Handles()
    assert "no such handle was issued" in (await refused(house, plan(put(f"'{elsewhere}'")))).seen
    assert field.value == ""


async def test_a_part_of_a_value_may_be_put_somewhere_and_not_be_asked_about(
    house: House, portal: FakeWindow
) -> None:
    field = portal.entry("Name")
    house.permits = flow(AMOUNT | {ValueType.NUMBER})
    text = get("Amount", "amount") + put("$v.amount")
    assert await house.run(plan(text)) is Ending.DONE
    assert field.value == "4310.75"
    asked = get("Amount", "amount") + "- if: {is: $v.amount, gt: 7}\n  then: [{end: done}]"
    assert "may only be put somewhere" in (await refused(house, plan(asked))).seen


# what changes in between


async def test_a_field_that_becomes_another_gets_nothing(house: House, portal: FakeWindow) -> None:
    field = portal.entry("Remark")
    swap: list[bool] = []

    def renamed() -> None:
        if not swap:
            swap.append(True)
            portal.desk.stir()
            portal.set_focus(field)
            field.name = "To"

    field.click = lambda *_: renamed()  # type: ignore[method-assign]
    with pytest.raises((Changed, NotFound)):
        await house.run(plan(put("hello there", "Remark")))
    assert field.value == ""


async def test_a_stolen_focus_costs_one_piece_at_most(house: House, portal: FakeWindow) -> None:
    field, other = portal.entry("Name"), portal.entry("Other")
    typed = 0

    def steal() -> None:
        nonlocal typed
        typed += 1
        if typed == 10:
            portal.set_focus(other)

    field.on_change = steal
    house.permits = flow(TEXT)
    house.handles = Handles()
    long = "one after the other they walked along the river until it was dark"
    handle = house.handles.issue(Value(ValueType.TEXT, long, Origin(MAIL)))
    assert await house.run(plan(put(f"'{handle}'"))) is Ending.DONE  # it was noticed, and typed again
    assert other.value == long[10:16]
    assert field.value == long


async def test_an_undriven_application_is_driven_by_nobody(house: House, portal: FakeWindow) -> None:
    portal.button("Ping", on_press=lambda: pytest.fail("it was pressed"))
    house.policy = Policy(undriven=frozenset({"portal"}))
    for author in Author:
        house.author = author
        await refused(house, plan("- act: press\n  on: {in: portal, role: button, label: Ping}"))


def test_a_plan_that_nobody_vouches_for_is_a_planners() -> None:
    assert plan_of(Source.parse(plan("- end: done"), "x")).author is Author.PLANNER
    with pytest.raises(BadInput):
        plan_of(Source.parse("plan: x", "x"))
