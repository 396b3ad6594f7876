"""One client's session, in this process: parking, people, budgets, idleness, unknown effects, playbooks."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from innervate.app import App
from innervate.bench.brain_mcp_clients import until
from innervate.bench.brain_mcp_stage import DESK, DONE, desktop
from innervate.boundary.gateway.served import Reply, Said, Where, fields_of
from innervate.boundary.gateway.served_leaves import ServedLeaves
from innervate.boundary.policy import Budgets, Policy
from innervate.boundary.policy_approval import Standing
from innervate.core.errors import PrivacyRefused
from innervate.core.frame import Surface
from innervate.core.outcome import Code
from innervate.core.planner import Complaint, Fault
from innervate.core.values import Truth
from innervate.launch.mcp_desk import Served, playbooks_in
from innervate.launch.mcp_session import Call, Session, Tool
from innervate.planners.desk import Desk
from innervate.planners.parameters import parametrised
from innervate.settings import Settings
from innervate.surfaces.fake import FakeSurface

SAVE = """
- act: press
  on: {in: portal, role: button, label: Save}
  expect: {exists: {in: portal, label: Saved}}
"""
REFRESH = "- act: press\n  on: {in: portal, role: button, label: Refresh}\n"
GENEROUS = Budgets(lineage=1000.0, run=1000.0)
RICH = {"is": {"in": "portal", "role": "entry", "label": "Amount"}, "gt": {"money": 200, "currency": "EUR"}}


class House(App):
    """An app on a desktop in memory. budgets: of its policy."""

    budgets = Budgets()

    def __init__(self, folder: Path) -> None:
        (folder / "desk.yaml").write_text(DESK, encoding="utf-8")
        environment = {**os.environ, "XDG_RUNTIME_DIR": str(folder)}
        super().__init__(Settings(folder / "state", folder / "desk.yaml", use_keyring=False), environment)
        self.desktop = desktop()

    @asynccontextmanager
    async def surface(self) -> AsyncIterator[Surface]:
        yield FakeSurface(self.desktop)

    def policy(self, desk: Desk, path: Path | None = None) -> Standing:
        return Standing(Policy(budgets=self.budgets))


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    monkeypatch.setenv(DONE, str(tmp_path / "done"))
    return House(tmp_path)


def session(house: House, idle: float = 60.0, playbooks: Path | None = None) -> Session:
    return Session(Served(house, house.desk(), idle, None, playbooks_in(playbooks)))


async def ask(client: Session, tool: Tool, **arguments: object) -> Reply:
    return (await client.answer(Call(tool, arguments))).reply  # type: ignore[arg-type]


def ended(client: Session) -> bool:
    """Whether its run was parked, since nobody called."""
    return client._live is not None and client._live.ended() is not None


async def test_what_cannot_be_undone_waits_for_a_person_at_the_machine(house: House) -> None:
    client = session(house)
    parked = await ask(client, Tool.ACT, steps=SAVE)
    assert (parked.said, parked.parked, parked.codes) == (
        Said.PARKED,
        Code.PERSON_ABSENT,
        (Code.PERSON_ABSENT,),
    )
    assert (await ask(client, Tool.STATUS)).where is Where.PARKED

    asked: list[str] = []

    async def person(question: str, choices: tuple[str, ...]) -> str:
        asked.append(question)
        return "yes"

    with pytest.raises(Exception, match="a planner for the goal"):
        # As `innervate run --resume` does: the step is done, and then there is no planner at that terminal.
        await house.run(None, resume=parked.run, ask=person)
    assert len(asked) == 1
    told = await ask(client, Tool.OBSERVE)
    assert told.said is Said.OK
    assert "label" in told.view
    await client.close()


async def test_silence_frees_the_desktop_and_the_next_call_goes_on(house: House) -> None:
    client, other = session(house, idle=0.3), session(house)
    first = await ask(client, Tool.OBSERVE)
    assert (await ask(other, Tool.OBSERVE)).said is Said.BUSY
    await until(lambda: ended(client))
    assert (await ask(other, Tool.OBSERVE)).said is Said.OK
    assert (await ask(client, Tool.OBSERVE)).said is Said.BUSY
    await other.close()
    again = await ask(client, Tool.ACT, steps=REFRESH)
    assert (again.said, again.codes) == (Said.OK, (Code.OK_DONE,))
    assert first.view.startswith("view 1\n")
    assert "since" not in again.view, "handles are new: the view is whole"
    assert [one.going for one in (await ask(client, Tool.RUNS)).runs] == [False, True]
    await client.close()


async def test_going_on_does_not_try_again_what_failed(house: House) -> None:
    client = session(house, idle=0.2)
    failed = await ask(
        client, Tool.ACT, steps="- act: press\n  on: {in: portal, role: button, label: Print}\n"
    )
    assert failed.codes == (Code.LOCATE_ABSENT,)
    await until(lambda: ended(client))
    pressed: list[str] = []
    house.desktop.windows[0].button("Print", on_press=lambda: pressed.append("print"))
    assert (await ask(client, Tool.OBSERVE)).said is Said.OK
    assert pressed == []
    await client.close()


async def test_an_effect_that_is_not_known_is_gone_on_with_first_whoever_comes(
    house: House, tmp_path: Path
) -> None:
    house.desktop.windows[0].button("Print")
    house.budgets = GENEROUS
    client = session(house)
    press = SAVE.replace("Saved", "X").replace("Save", "Print") + "  within: 0.3\n"
    parked = await ask(client, Tool.ACT, steps=press)
    assert parked.said is Said.PARKED
    await client.close()
    other = session(house)
    told = await ask(other, Tool.ACT, steps=REFRESH)
    assert (told.said, told.run) == (Said.PARKED, parked.run), "not a new run, and its steps are not done"
    house.desktop.windows[0].label("X")
    went_on = await ask(other, Tool.ACT, steps=REFRESH)
    assert went_on.said is Said.WENT_ON
    assert not (tmp_path / "done").exists()
    assert (await ask(other, Tool.ACT, steps=REFRESH)).said is Said.OK
    assert (tmp_path / "done").exists()
    await other.close()


async def test_a_budget_that_is_spent_says_so_and_stays_spent(house: House) -> None:
    house.budgets = Budgets(lineage=6.0)
    client, answers = session(house), []
    for _ in range(6):
        told = await ask(client, Tool.ASK, condition=RICH)
        answers.append((told.said, told.answer))
    assert answers[0] == (Said.OK, Truth.TRUE)
    assert answers[-1] == (Said.OVER_BUDGET, None)
    assert (await ask(client, Tool.OBSERVE)).said is Said.OVER_BUDGET, "what is owed is not told by a look"
    levels = {one.level.value for one in (await ask(client, Tool.STATUS)).left}
    assert levels & {"little", "none"}
    house.accounts().renew("/usr/bin/portal")
    assert (await ask(client, Tool.OBSERVE)).said is Said.OK
    await client.close()


async def test_what_may_not_be_asked_is_not_answered(house: House) -> None:
    house.desktop.windows[0].entry("Card", "4111 1111 1111 1111")
    client = session(house)
    card = {"is": {"in": "portal", "role": "entry", "label": "Card"}, "eq": "4111 1111 1111 1111"}
    told = await ask(client, Tool.ASK, condition=card)
    assert (told.said, told.answer) == (Said.OVER_BUDGET, None)
    await client.close()


async def test_an_unreadable_condition_is_unknown(house: House) -> None:
    client = session(house)
    told = await ask(client, Tool.ASK, condition="is: {in: portal, role: entry}\neq: 3")
    assert (told.said, told.answer) == (Said.OK, Truth.UNKNOWN)
    await client.close()


async def test_a_failing_stage_says_why(house: House) -> None:
    house.budgets = GENEROUS
    client = session(house)
    stage = "- stage: one\n  expect: {exists: {in: portal, label: X}}\n  within: 0.2\n  steps:\n"
    told = await ask(
        client, Tool.ACT, steps=stage + "  - act: hover\n    on: {in: portal, role: button, label: Save}\n"
    )
    assert told.codes[-1] is not Code.OK_DONE
    await client.close()


async def test_what_one_call_read_the_next_can_use(house: House) -> None:
    client = session(house)
    read = "- get: {in: portal, role: entry, label: Amount}\n  type: amount\n  as: $amount\n"
    assert (await ask(client, Tool.ACT, steps=read)).said is Said.OK
    known = await ask(client, Tool.ASK, condition="is: $amount\ngt: {money: 200, currency: EUR}")
    assert known.answer is Truth.TRUE
    unknown = await ask(client, Tool.ASK, condition="is: $other\nempty: true")
    assert unknown.complaints == (Complaint(1, Fault.UNBOUND),)
    await client.close()


PLAYBOOK = """
plan: Look after Agathe Brunnhuber
takes: [claim]
from: [portal]
steps:
- if: {is: $claim, contains: Brunnhuber}
  then:
  - act: press
    on: {in: portal, role: button, label: Refresh}
"""


async def test_a_playbook_leaves_in_its_public_form_and_runs_with_handles(
    house: House, tmp_path: Path
) -> None:
    folder = tmp_path / "playbooks"
    folder.mkdir()
    (folder / "look_after.yaml").write_text(PLAYBOOK)
    (folder / "Frau Brunnhuber.yaml").write_text(PLAYBOOK)
    client = session(house, playbooks=folder)
    assert [*client.served.playbooks] == ["look_after"]
    reply = await ask(client, Tool.PLAYBOOK, playbook="look_after")
    assert "Brunnhuber" not in reply.playbook
    assert "takes:\n- v1\n" in reply.playbook
    desk = house.desk()
    leaves = ServedLeaves([*desk.applications.values()], (), house.catalogues(desk), parametrised)
    assert leaves.check(fields_of(reply)) == reply.playbook
    with pytest.raises(PrivacyRefused):
        leaves.check(fields_of(Reply(Said.OK, playbook=PLAYBOOK)))
    view = (await ask(client, Tool.OBSERVE)).view
    handle = next(word for word in view.split() if word.startswith("\u27e6PERSON"))
    assert (await ask(client, Tool.RUN, playbook="look_after")).said is Said.ARGUMENTS
    told = await ask(client, Tool.RUN, playbook="look_after", **{"with": {"v1": handle}})
    assert (told.said, told.codes) == (Said.OK, (Code.OK_DONE,))
    await client.close()


async def test_how_a_run_ended_is_not_told_where_it_was_not_paid_for(house: House) -> None:
    """Else a planner without a budget asks by endings, as often as it likes."""
    house.budgets = Budgets(lineage=3.0)
    client = session(house)
    for _ in range(3):
        await ask(client, Tool.ASK, condition=RICH)
    await client.close()
    client, told = session(house), set()
    for amount in (50, 1000):
        what = "{in: portal, role: entry, label: Amount}"
        steps = (
            f"- if: {{is: {what}, gt: {{money: {amount}, currency: EUR}}}}\n"
            "  then: [{end: done}]\n- end: give_up\n"
        )
        said = await ask(client, Tool.ACT, steps=steps)
        told.add((said.said, tuple(said.codes), (await ask(client, Tool.STATUS)).where))
    assert len(told) == 1
    assert {one.going for one in (await ask(client, Tool.RUNS)).runs} == {False}
    await client.close()
