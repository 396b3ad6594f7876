"""A goal that a planner plans, on a fake desktop: real loop, journal, gate and plan language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from innervate.boundary.policy import Flow, Permits
from innervate.core.errors import BadInput, NeedsPerson, NotFound, Uncertain
from innervate.core.event import Event, GoalTaken, Intended, Planned, Stamped, StepStarted, Unplanned
from innervate.core.outcome import Code
from innervate.core.plan import Ending
from innervate.core.planner import Complaint, Fault, Question
from innervate.core.run import Status
from innervate.core.values import ValueType
from innervate.core.view import HANDLE
from innervate.runtime.planning import MOST_ANSWERS, MOST_PLANS, Bounds
from tests.runtime.house import APP, House
from tests.runtime.test_loop import plan

GOAL = "Show the details in the portal"
PRESS = """
- act: press
  on: {in: portal, role: button, label: Details}
  expect: {exists: {in: portal, role: label, label: Shown}}
"""
LOOK = "- end: look"


@dataclass
class Scripted:
    """A planner that gives these answers, one after the other; each may be made of the question."""

    answers: list[str | Callable[[Question], str]]
    asked: list[Question] = field(default_factory=list)
    closed: bool = False

    async def plan(self, asked: Question) -> str:
        self.asked.append(asked)
        answer = self.answers[len(self.asked) - 1]
        return answer if isinstance(answer, str) else answer(asked)

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def house(tmp_path: Path) -> House:
    found = House(tmp_path)
    window = found.desktop.window("Portal", app=APP)
    window.button("Details", on_press=lambda: window.label("Shown"))
    return found


def kinds(events: list[Event]) -> list[str]:
    return [type(event).__name__ for event in events]


async def test_a_goal_is_planned_and_its_plan_is_kept_before_its_first_step(house: House) -> None:
    planner = Scripted([plan(PRESS)])
    assert await house.reach(GOAL, planner) is Ending.DONE
    (asked,) = planner.asked
    assert asked.goal == GOAL
    assert b"button" in asked.view
    assert (asked.codes, asked.complaints) == ((), ())
    told = kinds(house.events())
    assert told.index("GoalTaken") < told.index("Planned") < told.index("StepStarted")
    state = house.state()
    assert (state.status, state.goal, state.plans, state.confirmed) == (Status.DONE, GOAL, 1, 1)
    assert [e.path for e in house.events() if isinstance(e, StepStarted)] == ["1/0"]


async def test_what_is_wrong_with_an_answer_is_told_by_line_and_kind(house: House) -> None:
    wrong = plan(PRESS.replace("in: portal", "in: elsewhere"))
    planner = Scripted(["no plan at all: [", wrong, f"Here it is:\n```yaml\n{plan(PRESS)}```\nGood luck."])
    assert await house.reach(GOAL, planner) is Ending.DONE
    assert [asked.complaints for asked in planner.asked[:2]] == [(), (Complaint(1, Fault.NO_YAML),)]
    assert {(one.line, one.fault) for one in planner.asked[2].complaints} == {
        (5, Fault.UNKNOWN_APPLICATION),
        (5, Fault.UNKNOWN_PLACE),
    }
    assert len([e for e in house.events() if isinstance(e, Unplanned)]) == 2


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        (plan("- act: fly\n  in: portal"), Fault.UNKNOWN_VERB),
        (plan("- act: key\n  in: portal"), Fault.ARGUMENTS),
        (plan("- act: wait\n  in: portal"), Fault.NO_EXPECT),
        (plan("- set: {in: portal, role: entry}\n  to: $nobody"), Fault.UNBOUND),
        (plan("- set: {in: portal, role: entry}\n  to: {secret: bank}"), Fault.SECRET),
        (plan("- set: {in: portal, role: entry}\n  to: \u27e6DATE_77\u27e7"), Fault.HANDLE),
        (plan(PRESS, "takes: [claim]"), Fault.MISPLACED),
        (plan("- jump: high"), Fault.SHAPE),
        ("plan: x\nfrom: [nowhere]\nsteps:\n- end: done\n", Fault.UNKNOWN_APPLICATION),
        ("x" * 1_000_001, Fault.TOO_LONG),
    ],
)
async def test_each_fault_has_its_word(house: House, answer: str, fault: Fault) -> None:
    planner = Scripted([answer, plan(PRESS)])
    assert await house.reach(GOAL, planner) is Ending.DONE
    assert fault in {one.fault for one in planner.asked[1].complaints}


async def test_answers_that_are_no_plans_are_bounded_and_nothing_is_touched(house: House) -> None:
    planner = Scripted(["[" for _ in range(9)])
    with pytest.raises(BadInput, match="answers that were none"):
        await house.reach(GOAL, planner)
    assert len(planner.asked) == MOST_ANSWERS
    assert house.state().status is Status.PARKED
    assert "StepStarted" not in kinds(house.events())


async def test_a_plan_that_wants_to_look_is_followed_by_another(house: House) -> None:
    planner = Scripted([plan(PRESS + LOOK), plan("- end: done")])
    assert await house.reach(GOAL, planner) is Ending.DONE
    assert planner.asked[1].codes == (Code.OK_DONE, Code.OK_DONE)
    assert [asked.view.split()[1] for asked in planner.asked] == [b"1", b"2"]
    assert planner.closed
    assert [e.path for e in house.events() if isinstance(e, StepStarted)] == ["1/0", "1/1", "2/0"]
    assert [e.number for e in house.events() if isinstance(e, Planned)] == [1, 2]


async def test_where_nothing_was_done_the_planner_plans_anew(house: House) -> None:
    planner = Scripted(
        [
            plan(PRESS.replace("Details", "More")),
            plan(PRESS),
        ]
    )
    assert await house.reach(GOAL, planner) is Ending.DONE
    assert planner.asked[1].codes == (Code.LOCATE_ABSENT,)


async def test_an_effect_that_may_have_happened_is_not_planned_around(tmp_path: Path) -> None:
    house = House(tmp_path)
    house.desktop.window("Portal", app=APP).button("Details")
    planner = Scripted([plan(PRESS), plan(PRESS)])
    with pytest.raises(Uncertain):
        await house.reach(GOAL, planner)
    assert len(planner.asked) == 1
    assert house.state().status is Status.PARKED


async def test_nor_is_one_that_may_have_happened_before_an_interruption(house: House) -> None:
    def stop(stamped: Stamped) -> None:
        if isinstance(stamped.event, Intended):
            raise KeyboardInterrupt

    house.watcher = stop
    with pytest.raises(KeyboardInterrupt):
        await house.reach(GOAL, Scripted([plan(PRESS)]))
    house.watcher = None
    house.desktop.remove(house.desktop.windows[0])
    house.desktop.window("Portal", app=APP)
    nobody = Scripted([])
    with pytest.raises(NotFound):
        await house.reach(GOAL, nobody, resume=True)
    assert nobody.asked == []
    assert house.state().status is Status.PARKED


async def test_plans_are_bounded(house: House) -> None:
    planner = Scripted([plan(LOOK)] * (MOST_PLANS + 3))
    with pytest.raises(NeedsPerson):
        await house.reach(GOAL, planner)
    assert len(planner.asked) == MOST_PLANS


async def test_a_run_goes_on_with_its_plan_and_does_nothing_twice(house: House) -> None:
    window = house.desktop.window("More", app=APP)
    pressed: list[str] = []
    window.button("Unfold", on_press=lambda: (pressed.append("unfold"), window.label("Unfolded")))
    two = PRESS + PRESS.replace("Shown", "Unfolded").replace("Details", "Unfold")

    def stop(stamped: Stamped) -> None:
        if isinstance(stamped.event, StepStarted) and stamped.event.path == "1/1":
            raise KeyboardInterrupt

    house.watcher = stop
    with pytest.raises(KeyboardInterrupt):
        await house.reach(GOAL, Scripted([plan(two)]))
    house.watcher = None
    nobody = Scripted([])
    assert await house.reach(GOAL, nobody, resume=True) is Ending.DONE
    assert nobody.asked == []
    assert pressed == ["unfold"]
    assert house.state().confirmed == 2


async def test_what_a_plan_names_by_handle_is_known_after_an_interruption(tmp_path: Path) -> None:
    house = House(tmp_path)
    window = house.desktop.window("Portal", app=APP)
    window.entry("Amount", "EUR 310.00")
    other = window.entry("Payment")
    house.permits = Permits(flows=(Flow(frozenset({ValueType.AMOUNT}), "portal", "portal", "Payment"),))

    def fill(asked: Question) -> str:
        handle = next(found[0] for found in HANDLE.finditer(asked.view.decode()) if found[1] == "AMOUNT")
        return plan(f"- ask: Go on?\n- set: {{in: portal, role: entry, label: Payment}}\n  to: {handle}")

    with pytest.raises(NeedsPerson):  # nobody is there to answer
        await house.reach(GOAL, Scripted([fill]))
    house.answer, house.handles = "yes", None
    assert await house.reach(GOAL, Scripted([]), resume=True) is Ending.DONE
    assert other.value == "EUR 310.00"
    assert isinstance(house.events()[1], GoalTaken)


async def test_absent_elements_end_in_a_parked_run_when_plans_are_used_up(house: House) -> None:
    missing = plan("- act: press\n  on: {in: portal, role: button, label: Nowhere}")
    with pytest.raises(NeedsPerson):
        await house.reach(GOAL, Scripted([missing] * (MOST_PLANS + 1)))
    assert house.state().status is Status.PARKED


async def test_a_later_plan_knows_what_an_earlier_one_bound(house: House) -> None:
    house.desktop.windows[0].entry("Reference", "AB 12")
    read = "- get: {in: portal, role: entry, label: Reference}\n  as: $number\n"
    decide = "- if: {is: $number, empty: true}\n  then: [{end: give_up}]"
    planner = Scripted([plan(read + LOOK), plan(decide)])
    assert await house.reach(GOAL, planner) is Ending.DONE
    assert [asked.complaints for asked in planner.asked] == [(), ()]


async def test_bounds_can_be_others(house: House) -> None:
    house.bounds = Bounds(plans=2, answers=1)
    planner = Scripted([plan(LOOK)] * 5)
    with pytest.raises(NeedsPerson):
        await house.reach(GOAL, planner)
    assert len(planner.asked) == 2
    planner = Scripted(["[", plan(PRESS)])
    with pytest.raises(BadInput):
        await house.reach(GOAL, planner)
    assert len(planner.asked) == 1
