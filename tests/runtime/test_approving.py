"""What can't be taken back waits for a person's yes, where the policy says so; it lasts until it is used."""

from __future__ import annotations

from pathlib import Path

import pytest

from innervate.boundary.policy import Policy
from innervate.core.errors import Changed, Denied, NeedsPerson
from innervate.core.event import Approved, Intended, Stamped
from innervate.core.geometry import Rect
from innervate.core.outcome import Effect
from innervate.core.plan import Ending
from innervate.surfaces.fake_controls import Control
from tests.runtime.house import APP, House
from tests.runtime.test_loop import plan

ASKED = Policy(asked=frozenset({"portal"}))
SEND = """- title: {title}
  act: press
  on: {{in: portal, label: Send}}
  expect: {{exists: {{in: portal, label: Sent {count}}}}}
"""
ONE, TWO = SEND.format(title="One", count=1), SEND.format(title="Two", count=2)


class Killed(BaseException):
    """Stands in for the end of the process."""


def office(folder: Path, answer: str | None = "yes", policy: Policy = ASKED) -> tuple[House, list[Control]]:
    house = House(folder, policy=policy, answer=answer)
    window = house.desktop.window("Portal", app=APP)
    sent: list[Control] = []
    window.button("Send", on_press=lambda: sent.append(window.label(f"Sent {len(sent) + 1}")))
    return house, sent


def kill_at(kind: type) -> object:
    def watch(stamped: Stamped) -> None:
        if isinstance(stamped.event, kind):
            raise Killed

    return watch


async def test_a_persons_own_plan_asks_where_the_policy_says_so(tmp_path: Path) -> None:
    house, sent = office(tmp_path)
    assert await house.run(plan(ONE)) is Ending.DONE
    assert len(house.asked) == 1
    assert "'Send' in portal" in house.asked[0]
    assert len(sent) == 1


async def test_and_does_not_where_it_does_not(tmp_path: Path) -> None:
    house, _ = office(tmp_path, policy=Policy())
    assert await house.run(plan(ONE)) is Ending.DONE
    assert house.asked == []


async def test_nothing_is_done_while_nobody_is_there(tmp_path: Path) -> None:
    house, sent = office(tmp_path, None)
    with pytest.raises(NeedsPerson, match="'Send' in portal"):
        await house.run(plan(ONE))
    assert sent == []
    house.answer = "yes"
    assert await house.run(plan(ONE), resume=True) is Ending.DONE
    assert len(sent) == 1


async def test_a_no_is_a_no(tmp_path: Path) -> None:
    house, sent = office(tmp_path, "no")
    with pytest.raises(Denied, match="the person said no"):
        await house.run(plan(ONE))
    assert sent == []


async def test_a_yes_survives_a_kill_and_is_not_asked_for_again(tmp_path: Path) -> None:
    house, sent = office(tmp_path)
    house.watcher = kill_at(Approved)  # type: ignore[assignment]
    with pytest.raises(Killed):
        await house.run(plan(ONE))
    assert sent == []
    house.watcher, house.answer = None, None
    assert await house.run(plan(ONE), resume=True) is Ending.DONE
    assert len(house.asked) == 1
    assert len(sent) == 1


async def test_a_yes_is_for_one_act(tmp_path: Path) -> None:
    house, sent = office(tmp_path)
    assert await house.run(plan(ONE + TWO)) is Ending.DONE
    assert len(house.asked) == 2
    assert len(sent) == 2
    assert [e.path for e in house.events() if isinstance(e, Approved)] == ["0", "1"]


async def test_a_yes_that_was_used_counts_no_more(tmp_path: Path) -> None:
    house, _ = office(tmp_path)
    house.watcher = kill_at(Intended)  # type: ignore[assignment]
    with pytest.raises(Killed):
        await house.run(plan(ONE))
    intents = [e for e in house.events() if isinstance(e, Intended) and e.effect is Effect.IRREVERSIBLE]
    assert len(intents) == 1
    # Nobody knows whether it was delivered, and the plan has no `done`: a person is asked, not the old yes.
    house.watcher = None
    with pytest.raises(NeedsPerson):
        await house.run(plan(ONE), resume=True)


async def test_what_moved_while_a_person_thought_is_pressed_where_it_is_now(tmp_path: Path) -> None:
    house, sent = office(tmp_path)
    window = house.desktop.windows[0]
    gone: list[str] = []

    def changes(stamped: Stamped) -> None:
        if isinstance(stamped.event, Approved):
            button = window.controls[0]
            window.button("Delete", on_press=lambda: gone.append("all"), bounds=button.bounds)
            button.bounds = Rect(300, 300, 80, 24)

    house.watcher = changes
    assert await house.run(plan(ONE)) is Ending.DONE
    assert (len(sent), gone) == (1, [])


async def test_what_a_step_needs_is_looked_at_again_after_the_yes(tmp_path: Path) -> None:
    house, sent = office(tmp_path)
    window = house.desktop.windows[0]
    total = window.label("Total 120")

    def changes(stamped: Stamped) -> None:
        if isinstance(stamped.event, Approved):
            total.name = "Total 999"

    house.watcher = changes
    steps = ONE.replace("  act:", "  need: {exists: {in: portal, label: Total 120}}\n  act:")
    with pytest.raises(Changed, match="it does not hold any more"):
        await house.run(plan(steps))
    assert sent == []
