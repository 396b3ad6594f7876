"""What texts seem to mean, what is first and what a program fills in decide nothing irreversible alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from innervate.boundary.handles import Handles
from innervate.boundary.policy import Branch, Deed, Flow, Known, Permits, Proof
from innervate.core.application import Application
from innervate.core.errors import Denied, NeedsPerson
from innervate.core.plan import Author, Ending
from innervate.core.values import Origin, Value, ValueType
from innervate.surfaces.fake import FakeWindow
from tests.runtime.house import APP, House

MAIL = "/usr/bin/mail"
SUBJECTS = [("Water from the burst pipe",), ("Lunch on Friday",), ("Minutes of the meeting",)]
DELETE = "- act: press\n  on: {in: portal, role: button, label: Delete}\n"


@pytest.fixture
def house(tmp_path: Path) -> House:
    house = House(tmp_path, author=Author.PLANNER)
    house.applications["mail"] = Application("mail", MAIL, (MAIL,))
    both = frozenset({"mail", "portal"})
    house.permits = Permits(
        branches=(Branch(both, both),),
        deeds=tuple(Deed("portal", name) for name in ("Delete", "Send", "Approve")),
    )
    return house


@pytest.fixture
def portal(house: House) -> FakeWindow:
    window = house.desktop.window("Portal", app=APP)
    window.table("Messages", ("Subject",), SUBJECTS)
    return window


def plan(steps: str) -> str:
    indented = "\n".join("  " + line for line in steps.strip("\n").splitlines())
    return f"plan: A test\nfrom: [portal, mail]\nsteps:\n{indented}\n"


def choose(test: str, more: str = "") -> str:
    return f"- act: select\n  on: {{in: portal, role: row, where: {{Subject: {{{test}}}}}{more}}}\n"


def deletes(portal: FakeWindow) -> list[str]:
    done: list[str] = []
    portal.button("Delete", on_press=lambda: (done.append("!"), portal.label("Gone"))[0])
    return done


@pytest.mark.parametrize(
    "chosen",
    [
        choose("about: the burst pipe"),
        choose("contains: e", ", pick: first"),
        "- act: select\n  on: {in: portal, role: row, pick: first}\n",
        "- each: {in: portal, role: row, where: {Subject: {about: the burst pipe}}, pick: all}\n"
        "  as: $r\n  at_most: 3\n  steps:\n"
        "    - act: hover\n      on: {in: portal, role: button, label: Delete}\n",
        "- if: {exists: {in: portal, role: row, where: {Subject: {about: the burst pipe}}}}\n"
        "  then:\n    - act: hover\n      on: {in: portal, role: button, label: Delete}\n",
    ],
    ids=["about", "first", "first of all", "each", "if"],
)
async def test_what_was_found_by_its_meaning_is_used_irreversibly_only_with_a_person(
    house: House, portal: FakeWindow, chosen: str
) -> None:
    done = deletes(portal)
    with pytest.raises(NeedsPerson):
        await house.run(plan(chosen + DELETE))
    assert "what texts in portal seem to mean" in house.asked[-1]
    house.answer = "no"
    with pytest.raises(Denied):
        await house.run(plan(chosen.replace("select", "hover") + DELETE))
    assert done == []
    house.answer = "yes"
    assert await house.run(plan(chosen.replace("select", "hover") + DELETE)) is Ending.DONE
    assert done == ["!"]


async def test_the_person_is_shown_what_is_chosen(house: House, portal: FakeWindow) -> None:
    deletes(portal)
    with pytest.raises(NeedsPerson):
        await house.run(plan(choose("about: the burst pipe") + DELETE))
    assert "chosen there now: 'Water from the burst pipe'" in house.asked[-1]


async def test_what_has_the_very_words_alone_needs_nobody(house: House, portal: FakeWindow) -> None:
    done = deletes(portal)
    assert await house.run(plan(choose("contains: burst pipe") + DELETE)) is Ending.DONE
    assert (done, house.asked) == (["!"], [])


async def test_a_text_that_was_classified_decides_nothing_irreversible(
    house: House, portal: FakeWindow
) -> None:
    done = deletes(portal)
    house.desktop.window("Mail", app=MAIL).entry("Letter", "I complain, this is a complaint")
    read = "- get: {in: mail, role: entry, label: Letter}\n  as: $letter\n"
    kind = "{classify: $letter, into: [complaint, thanks]}"
    inner = "".join(f"    {line}\n" for line in DELETE.splitlines())
    with pytest.raises(NeedsPerson):
        await house.run(plan(f"{read}- if: {{is: {kind}, eq: complaint}}\n  then:\n{inner}"))
    whole = "plan: x\nfrom: [portal, mail]\nlet: {$k: {classify: 'I complain', into: [complaint, thanks]}}\n"
    assert await house.run(whole + "steps:\n" + "".join(f"  {x}\n" for x in DELETE.splitlines()))
    assert done == ["!"]  # a constant of the plan's own sways nobody
    house.handles = Handles()
    handle = house.handles.issue(Value(ValueType.TEXT, "I complain", Origin(MAIL)))
    decides = f"- if: {{is: $k, eq: complaint}}\n  then:\n{inner}"
    with pytest.raises(NeedsPerson):
        await house.run(
            whole.replace("'I complain'", f"'{handle}'")
            + "steps:\n"
            + "".join(f"  {x}\n" for x in decides.splitlines())
        )
    assert done == ["!"]
    assert "what texts in mail seem to mean" in house.asked[-1]


async def test_what_a_text_calls_is_not_pressed_irreversibly(house: House, portal: FakeWindow) -> None:
    done: list[str] = []
    portal.button("Approve", on_press=lambda: (done.append("!"), portal.label("Approved"))[0])
    house.desktop.window("Mail", app=MAIL).entry("Next step", "Approve")
    text = plan(
        "- get: {in: mail, role: entry, label: Next step}\n  as: $v\n"
        "- act: press\n  on: {in: portal, role: button, label: $v}\n"
    )
    with pytest.raises(NeedsPerson):
        await house.run(text)
    assert done == []
    house.permits |= Permits(known=(Known(ValueType.TEXT, "Approve"),))
    assert await house.run(text) is Ending.DONE


# what a program has filled in

SEND = "- act: press\n  on: {in: portal, role: button, label: Send}\n"
WRITE = "- set: {in: portal, role: entry, label: Remark}\n  to: Thank you\n"


def reply(portal: FakeWindow, to: str) -> list[str]:
    sent: list[str] = []
    field = portal.entry("To", to)
    portal.entry("Remark")
    portal.button("Send", on_press=lambda: (sent.append(field.value), portal.label("Gone"))[0])
    return sent


async def test_whom_a_reply_goes_to_needs_a_match_a_flow_or_a_person(
    house: House, portal: FakeWindow
) -> None:
    sent = reply(portal, "eve@evil.example")
    with pytest.raises(NeedsPerson):
        await house.run(plan(WRITE + SEND))
    assert "To: 'eve@evil.example', read from portal" in house.asked[-1]
    assert sent == []
    house.permits |= Permits(known=(Known(ValueType.EMAIL, "ada@example.org"),))
    with pytest.raises(NeedsPerson):
        await house.run(plan(WRITE + SEND))
    flow = Flow(frozenset({ValueType.EMAIL}), "portal", "portal", "To", Proof.NOTHING)
    house.permits |= Permits(flows=(flow,))
    assert await house.run(plan(WRITE + SEND)) is Ending.DONE
    assert sent == ["eve@evil.example"]


async def test_a_reply_to_whom_is_known_needs_nobody(house: House, portal: FakeWindow) -> None:
    sent = reply(portal, "ada@example.org")
    house.permits |= Permits(known=(Known(ValueType.EMAIL, "ada@example.org"),))
    assert await house.run(plan(WRITE + SEND)) is Ending.DONE
    assert (sent, house.asked) == (["ada@example.org"], [])


async def test_what_the_plan_has_put_there_itself_is_not_asked_for_again(
    house: House, portal: FakeWindow
) -> None:
    from innervate.boundary.policy import Literal

    sent = reply(portal, "")
    house.permits |= Permits(literals=(Literal("portal", "To", frozenset({"ada@example.org"})),))
    to = "- set: {in: portal, role: entry, label: To}\n  to: ada@example.org\n"
    assert await house.run(plan(to + SEND + "- act: press\n  on: {in: portal, role: button, label: Send}\n"))
    assert (sent, house.asked) == (["ada@example.org"] * 2, [])
