"""A goal that a planner plans, on a fake desktop: real loop, journal, gate and plan language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from innervate.bench.flows_stage import within
from innervate.boundary.policy import Deed, Flow, Permits
from innervate.core.errors import BadInput, Denied, NeedsPerson, NotFound, Unavailable, Uncertain
from innervate.core.event import (
    Event,
    GoalTaken,
    Intended,
    Passed,
    Planned,
    PlannerAnswered,
    Routed,
    Stamped,
    StepStarted,
    Unplanned,
)
from innervate.core.geometry import Rect
from innervate.core.outcome import Code
from innervate.core.plan import Author, Capability, Ending
from innervate.core.planner import Answer, Complaint, Ended, Fault, Question, Unanswered
from innervate.core.run import Status
from innervate.core.usage import NO_BUDGET, NOTHING, Budget, Price, Usage
from innervate.core.values import PERSON, Value, ValueType
from innervate.core.view import HANDLE
from innervate.planners.compiler import plan_of
from innervate.planners.experience import LEAST, Experience, Limits
from innervate.planners.source import Source
from innervate.runtime.planning import MOST_ALIKE, MOST_ANSWERS, MOST_CODES, MOST_PLANS, Bounds, NoPlan, Ready
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

    answers: list[str | Callable[[Question], str] | Unanswered]
    asked: list[Question] = field(default_factory=list)
    usage: Usage = NOTHING
    budget: Budget = NO_BUDGET
    closed: bool = False

    async def plan(self, asked: Question, spent: Usage = NOTHING) -> Answer:
        self.budget.require(spent)
        self.asked.append(asked)
        answer = self.answers[len(self.asked) - 1]
        if isinstance(answer, Unanswered):
            raise answer
        return Answer(answer if isinstance(answer, str) else answer(asked), self.usage)

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
        (plan("- act: press\n  on: {in: portal, role: row, nth: 2}"), Fault.MISPLACED),
        (plan("- act: press\n  on: {in: portal, role: row, least: Diagnosis}"), Fault.MISPLACED),
        (plan("- act: press\n  on: {in: portal, role: figure}"), Fault.MISPLACED),
        (
            plan("- if: {exists: {in: portal, where: {ink: {eq: red}}}}\n  then: [{end: done}]"),
            Fault.MISPLACED,
        ),
        (plan("- get: {in: portal, role: entry}\n  property: colour\n  as: $x"), Fault.MISPLACED),
        (plan("- act: press\n  on: {in: portal, role: entry}\n  at: {x: 0.5, y: 0.5}"), Fault.MISPLACED),
        (
            plan("- act: drag\n  on: {in: portal, role: entry}\n  to: {in: portal, role: row}"),
            Fault.MISPLACED,
        ),
        (
            plan(
                "- get: {in: portal, role: entry}\n  type: number\n  as: $n\n"
                "- act: press\n  on: {in: portal, role: button}\n  with: {times: $n}"
            ),
            Fault.MISPLACED,
        ),
        (plan("- act: press\n  on: {in: portal, role: button}\n  effect: irreversible"), Fault.NO_EXPECT),
        (
            plan(
                "- get: {in: portal, role: entry}\n  as: $x\n"
                "- set: {in: portal, role: entry, label: To}\n  to: $x"
            ),
            Fault.FLOW,
        ),
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
    first, second = planner.asked
    assert (first.last, second.last) == (None, plan(PRESS + LOOK))
    assert second.codes == (Ended(8, Code.OK_DONE),), "that all else went well"
    assert [asked.view.split()[1] for asked in planner.asked] == [b"1", b"2"]
    assert first.changed == first.view
    assert planner.closed
    assert [e.path for e in house.events() if isinstance(e, StepStarted)] == ["1/0", "1/1", "2/0"]
    assert [e.number for e in house.events() if isinstance(e, Planned)] == [1, 2]


async def test_what_one_plan_read_the_next_one_uses(house: House) -> None:
    window = house.desktop.window("Form", app=APP)
    window.entry("From", "EUR 310.00")
    to = window.entry("To")
    house.permits = Permits(flows=(Flow(frozenset({ValueType.AMOUNT}), "portal", "portal", "To"),))
    read = "- get: {in: portal, role: entry, label: From}\n  type: amount\n  as: $sum\n" + LOOK
    planner = Scripted([plan(read), plan("- set: {in: portal, role: entry, label: To}\n  to: $sum")])
    assert await house.reach(GOAL, planner) is Ending.DONE
    assert planner.asked[1].bound == ("sum",)
    assert to.value == "EUR 310.00"


async def test_what_the_policy_grants_it_grants_to_later_plans_too(house: House) -> None:
    window = house.desktop.window("Form", app=APP)
    window.button("Save", on_press=lambda: window.label("Saved"))
    save = plan(PRESS.replace("Details", "Save").replace("Shown", "Saved") + "  effect: irreversible\n")
    house.permits = Permits(deeds=(Deed("portal", "Save"),))
    assert await house.reach(GOAL, Scripted([plan(PRESS + LOOK), save])) is Ending.DONE
    assert house.asked == []


async def test_where_nothing_was_done_the_planner_plans_anew(house: House) -> None:
    planner = Scripted(
        [
            plan(PRESS.replace("Details", "More")),
            plan(PRESS),
        ]
    )
    assert await house.reach(GOAL, planner) is Ending.DONE
    assert planner.asked[1].codes == (Ended(5, Code.LOCATE_ABSENT),)


async def test_steps_of_a_capability_are_told_by_the_line_that_names_it(house: House) -> None:
    act = plan_of(Source.parse(plan(PRESS.replace("Details", "More")), "desk.yaml"), Author.PERSON)
    unfold = Capability("unfold", (), act.steps)
    house.applications["portal"] = replace(house.applications["portal"], capabilities={"unfold": unfold})
    planner = Scripted(
        [
            plan(
                "- act: wait\n  in: portal\n  within: 1\n  optional: true\n"
                "  expect: {exists: {in: portal, role: label, label: Never}}\n"
                "- act: unfold\n  in: portal"
            ),
            plan("- end: done"),
        ]
    )
    assert await house.reach(GOAL, planner) is Ending.DONE
    text = planner.asked[1].last
    assert text is not None
    told = {(text.splitlines()[one.line - 1].split(": ")[1], one.code.ok) for one in planner.asked[1].codes}
    assert told == {("wait", False), ("unfold", False)}


async def test_a_question_late_in_a_run_is_no_longer_than_an_early_one(house: House) -> None:
    """Forty-odd steps, each failed on its own: what is told of them is bounded."""
    absent = PRESS.replace("Details", "More") + "  optional: true\n"
    planner = Scripted([plan(absent * 40 + LOOK), plan(absent * 40 + LOOK), plan("- end: done")])
    assert await house.reach(GOAL, planner) is Ending.DONE
    assert [len(asked.codes) for asked in planner.asked] == [0, MOST_CODES, MOST_CODES]
    assert planner.asked[2].earlier == ("A test",)


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


def others(steps: str, count: int) -> list[str | Callable[[Question], str] | Unanswered]:
    """Plans that differ by their names alone."""
    return [plan(steps).replace("A test", f"Test {number}") for number in range(count)]


async def test_a_planner_that_goes_in_circles_has_no_plan(house: House) -> None:
    planner = Scripted([plan(LOOK)] * MOST_PLANS)
    with pytest.raises(NoPlan, match="the same plan as 2 times before"):
        await house.reach(GOAL, planner)
    assert len(planner.asked) == MOST_ALIKE + 1


async def test_the_same_plan_is_another_one_where_something_changed(house: House) -> None:
    window = house.desktop.windows[0]

    def again(asked: Question) -> str:
        window.label("More")
        return plan(LOOK)

    planner = Scripted([again] * MOST_PLANS)
    with pytest.raises(NeedsPerson):
        await house.reach(GOAL, planner)
    assert len(planner.asked) == MOST_PLANS


async def test_plans_are_bounded(house: House) -> None:
    planner = Scripted(others(LOOK, MOST_PLANS + 3))
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
    missing = "- act: press\n  on: {in: portal, role: button, label: Nowhere}"
    with pytest.raises(NeedsPerson):
        await house.reach(GOAL, Scripted(others(missing, MOST_PLANS + 1)))
    assert house.state().status is Status.PARKED


# who is asked


def routed(house: House) -> list[Routed]:
    return [event for event in house.events() if isinstance(event, Routed)]


def away() -> Scripted:
    """It can't be reached."""
    return Scripted([Unanswered("an answer", "not sent")] * 2)


async def test_where_one_planner_has_no_plan_the_next_is_asked(house: House) -> None:
    lost, bad, good = (
        away(),
        Scripted(["["] * (2 * MOST_ANSWERS)),
        Scripted([plan(PRESS + LOOK), plan("- end: done")]),
    )
    assert await house.reach(GOAL, {"away": lost, "bad": bad, "good": good}) is Ending.DONE
    assert [len(one.asked) for one in (lost, bad, good)] == [2, 2 * MOST_ANSWERS, 2]
    first = [one for one in routed(house) if one.number == 1]
    assert [one.to for one in first] == ["away", "bad", "good"]
    assert first[-1].passed == [["away", Passed.UNREACHED.value], ["bad", Passed.NO_PLAN.value]]
    assert good.asked[0].last is not None
    assert good.asked[0].last.startswith("["), "whose words these are, the way out knows"


async def test_the_last_planner_s_error_is_the_run_s(house: House) -> None:
    with pytest.raises(Unavailable):
        await house.reach(GOAL, {"bad": Scripted(["["] * MOST_ANSWERS), "away": away()})
    assert house.state().status is Status.PARKED


async def test_a_planner_that_breaks_its_limits_is_passed_over(house: House) -> None:
    experience = Experience(house.folder / "planners.json", lambda path, data: void(path.write_bytes(data)))
    for _ in range(LEAST):
        experience.note("slow", 60, 0, reached=True)
    house.experience, house.limits = experience, Limits(seconds=20)
    slow, quick = Scripted([plan(PRESS)]), Scripted([plan(PRESS)])
    assert await house.reach(GOAL, {"slow": slow, "quick": quick}) is Ending.DONE
    assert slow.asked == []
    assert routed(house)[0].passed == [["slow", Passed.SLOW.value]]
    (kept,) = experience.plans("quick")
    assert kept.reached
    with pytest.raises(NeedsPerson, match="too long"):
        await house.reach(GOAL, {"slow": slow})


def void(_: object) -> None: ...


async def test_a_playbook_that_fails_without_a_planner_fails_as_itself(house: House) -> None:
    missing = plan("- act: press\n  on: {in: portal, role: button, label: Nowhere}", "goal: Show the details")
    house.ready = Ready(plan_of(Source.parse(missing, "a playbook"), Author.PERSON), {})
    with pytest.raises(NotFound):
        await house.reach(GOAL, {})
    assert [one.to for one in routed(house)] == ["a playbook"]


async def test_a_playbook_runs_with_what_it_is_given_also_after_an_interruption(house: House) -> None:
    to = house.desktop.window("Form", app=APP).entry("To")
    fill = plan("- ask: Go on?\n- set: {in: portal, role: entry, label: To}\n  to: $who", "takes: [who]")
    value = Value(ValueType.PERSON, "Jane Miller", PERSON)
    house.ready = Ready(plan_of(Source.parse(fill, "a playbook"), Author.PERSON), {"who": value})
    with pytest.raises(NeedsPerson):
        await house.reach(GOAL, {})
    house.ready, house.answer, house.author = None, "yes", Author.PERSON
    assert await house.reach(GOAL, {}, resume=True) is Ending.DONE
    assert to.value == "Jane Miller"


def took(house: House) -> list[PlannerAnswered]:
    return [event for event in house.events() if isinstance(event, PlannerAnswered)]


async def test_what_each_answer_took_stands_in_the_journal(house: House) -> None:
    one = Usage(1000, 400, 50, 1.25, 0.002)
    planner = Scripted(["[", plan(PRESS)], usage=one)
    await house.reach(GOAL, planner)
    assert took(house) == [PlannerAnswered(1, "answered", 1000, 400, 50, 1.25, 0.002, True)] * 2
    assert house.state().spent == one + one


async def test_so_does_what_a_failure_took(house: House) -> None:
    lost = Usage(900, 0, 4096, 3.0, 0.1, sure=False)
    with pytest.raises(Unanswered):
        await house.reach(GOAL, Scripted([Unanswered("an answer", "cut by length", "", lost)]))
    assert took(house) == [PlannerAnswered(1, "cut by length", 900, 0, 4096, 3.0, 0.1, False)]
    assert house.state().status is Status.PARKED


async def test_a_run_whose_budget_is_spent_is_parked_and_goes_on_with_a_larger_one(house: House) -> None:
    planner = Scripted(others(LOOK, 9), usage=Usage(1000, 0, 100), budget=Budget(tokens=3000))
    with pytest.raises(NeedsPerson) as spent:
        await house.reach(GOAL, planner)
    assert len(planner.asked) == 3, "the third went over it"
    assert spent.value.code is Code.PLAN_OVER_BUDGET
    assert "raise `budget" in spent.value.todo
    parked = house.state().parked
    assert parked is not None
    assert parked.code is Code.PLAN_OVER_BUDGET
    with pytest.raises(NeedsPerson):  # not forgotten in between
        await house.reach(GOAL, Scripted([], budget=Budget(tokens=3000)), resume=True)
    larger = Scripted([plan(PRESS)], usage=Usage(1000, 0, 100), budget=Budget(tokens=9000))
    assert await house.reach(GOAL, larger, resume=True) is Ending.DONE
    assert house.state().spent.tokens == 4400


@pytest.mark.parametrize(
    ("budget", "spent"),
    [
        (Budget(tokens=10), Usage(9, 0, 1)),
        (Budget(cost=0.5), Usage(cost=0.5)),
        (Budget(seconds=60), Usage(seconds=61.0)),
        (Budget(tokens=0), Usage()),
    ],
)
def test_each_budget_has_an_end(budget: Budget, spent: Usage) -> None:
    with pytest.raises(NeedsPerson):
        budget.require(spent)


def test_what_is_not_limited_has_none() -> None:
    NO_BUDGET.require(Usage(10**9, 0, 10**9, 1e9, 1e9))
    Budget(tokens=11, cost=1, seconds=9).require(Usage(9, 9, 1, 8.0, 0.99))


def test_what_is_cached_costs_what_is_said() -> None:
    assert Price(3.0, 0.3, 15.0).of(1_000_000, 400_000, 100_000) == pytest.approx(1.8 + 0.12 + 1.5)


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


async def test_a_playbook_whose_goal_may_not_leave_asks_nobody_when_it_goes_on(house: House) -> None:
    ask = plan(
        "- ask: Go on?\n- act: press\n  on: {in: portal, role: button, label: Nowhere}", "goal: Show it"
    )
    house.ready = Ready(plan_of(Source.parse(ask, "a playbook"), Author.PERSON), {})
    with pytest.raises(NeedsPerson):
        await house.reach(GOAL, {})
    house.ready, house.answer = None, "yes"
    with pytest.raises(NotFound):
        await house.reach(GOAL, {}, resume=True)


async def test_a_press_on_what_holds_a_button_is_one_on_the_button(tmp_path: Path) -> None:
    house, hit = House(tmp_path, author=Author.PLANNER, answer="no"), []
    window = house.desktop.window("Bank", app=APP, bounds=Rect(40, 60, 400, 300))
    page = window.document("Bank", "Welcome", "https://bank.example", bounds=Rect(0, 0, 400, 300))
    pay = window.button("Pay", on_press=lambda: hit.append("paid"), bounds=Rect(150, 120, 100, 60))
    within(pay, page)
    with pytest.raises(Denied):
        await house.run(plan("- act: press\n  on: {in: portal, role: document}"))
    assert hit == []
    assert "can't be taken back" in house.asked[0]
