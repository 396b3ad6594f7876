"""The outer arrow of the loop: a goal is planned, what was planned is run, and where that ends it is planned
anew.

Promises: what a planner sees is a View past the gate, the goal as its person confirmed it, codes, and what
was wrong with its last answer; whoever asks it charges for that. A plan is in the journal before its first
step. An effect that may have happened is never planned around: the run is parked. Answers that are no plans,
and plans, are bounded in number.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from innervate.boundary.changes import Telling
from innervate.boundary.handles import Handles
from innervate.core.errors import BadInput, InnervateError, NeedsPerson, Stale, Unavailable
from innervate.core.event import (
    Parked,
    Passed,
    Planned,
    PlannerAnswered,
    PlannerAsked,
    Routed,
    Unplanned,
)
from innervate.core.outcome import Applied, Code
from innervate.core.plan import Ending, Plan, leaves
from innervate.core.planner import (
    MOST_BOUND,
    MOST_CODES,
    MOST_EARLIER,
    Complaint,
    Ended,
    Planner,
    Question,
    Unanswered,
)
from innervate.core.run import RunState, fold
from innervate.core.scene import Scene
from innervate.core.usage import Usage
from innervate.core.values import Value
from innervate.planners.answers import handles_in, plan_from
from innervate.planners.source import Faulty
from innervate.runtime.context import Context
from innervate.runtime.foreseeing import denied_flows
from innervate.runtime.grounding import FLEETING
from innervate.runtime.loop import Loop
from innervate.runtime.routing import Router, Way

MOST_PLANS = 8
"""Plans of one run, after which a person looks."""
MOST_ALIKE = 2
"""Times that the same plan is tried where all looks the same: a planner that goes in circles has none."""
MOST_ANSWERS = 3
"""Answers for one plan: the first, and as many again after a complaint."""


class NoPlan(BadInput):
    """A planner had no plan, and was told why often enough."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A playbook that fits the goal. given: values for its parameters."""

    plan: Plan
    given: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Bounds:
    """plans: of one run. answers: for one plan."""

    plans: int = MOST_PLANS
    answers: int = MOST_ANSWERS


@dataclass(slots=True)
class Planning:
    """One run of one goal. state: what the journal holds of it. tell: a Scene as the texts of a View to send.

    router: to planners; it is closed in the end. places: of the desk, outside the screen. begun: the plan of
    the journal that goes on. ready: the playbook to begin with, before any planner is asked.
    """

    context: Context
    router: Router
    handles: Handles
    tell: Callable[[Scene], Telling]
    places: Collection[str]
    state: RunState
    begun: Plan | None = None
    ready: Ready | None = None
    bounds: Bounds = Bounds()
    _place: str = field(default="", init=False)
    _last: str | None = field(default=None, init=False)
    _titles: list[str] = field(default_factory=list, init=False)
    _by: tuple[Way, float, float] | None = field(default=None, init=False)
    _shown: int = field(default=0, init=False)
    _tried: Counter[tuple[int, str]] = field(default_factory=Counter, init=False)

    async def run(self) -> Ending:
        """Until a plan says that the goal is reached, or gives it up.

        :raises InnervateError: the run can't go on; it is parked, and its journal is whole.
        """
        self.context.go_on_from(self.state)
        return await self.context.recorder.concluded(self._reached(), lambda: self._place)

    async def plan(self) -> Ending:
        """Have the first plan made, which is not run: the run is parked, and may go on with it.

        :raises InnervateError: there is none; the run is parked.
        """
        recorder = self.context.recorder
        try:
            await self._next()
        except InnervateError as error:
            recorder.park("", error)
            raise
        finally:
            self.router.close()
        recorder.add(Parked("", Code.OK_DONE, "a plan", "it is made, and not run yet", "resume the run"))
        return Ending.LOOK

    async def _reached(self) -> Ending:
        if self.ready is not None:
            self.context.recorder.add(Routed(1, "a playbook", []))
            self._write_down(self.ready.plan, self.ready.given)
            self.begun = self.ready.plan
        try:
            # A plan that goes on may come to its end without a planner, whoever made it.
            how = await self._walked(self.begun) if self.begun is not None else Ending.LOOK
            while how is Ending.LOOK:
                how = await self._walked(await self._next())
            return how
        finally:
            self.router.close()

    async def _walked(self, plan: Plan) -> Ending:
        """How the plan ended; LOOK also where it failed and another may be made."""
        loop = Loop(self.context, plan, self.state, f"{self.state.plans}/")
        reached = False
        try:
            how = await loop.walk()
            reached = True
            return how
        except InnervateError as error:
            self._place = loop.place
            if not (self.router.ways and _may_be_planned_around(error)):
                raise
            return Ending.LOOK
        finally:
            if self._by is not None:
                self.router.note(*self._by, reached=reached)
            await self.context.recorder.keep_all_pictures()
            self.state = self.context.recorder.state()

    async def _next(self) -> Plan:
        """A plan that fits, written down, of the first planner that has one.

        :raises NeedsPerson: there were too many, or nobody may be asked. :raises BadInput, Unavailable: the
        last that could be asked had none.
        """
        if self.state.plans >= self.bounds.plans:
            raise NeedsPerson(
                "the goal to be reached", f"{self.bounds.plans} plans did not", "look how far it came"
            )
        failed: InnervateError | None = None
        for way, passed in self.router.in_order():
            self.context.recorder.add(Routed(self.state.plans + 1, way.name, [*passed]))
            begun, before = time.monotonic(), self.state.spent.cost
            try:
                plan = await self._planned(self.router.planner(way))
            except (NoPlan, Unavailable) as error:
                why = Passed.NO_PLAN if isinstance(error, NoPlan) else Passed.UNREACHED
                passed.append([way.name, why.value])
                cost = self.state.spent.cost - before
                self.router.note(way, time.monotonic() - begun, cost, reached=False)
                failed = error
                continue
            self._by = way, time.monotonic() - begun, self.state.spent.cost - before
            return plan
        assert failed is not None
        raise failed

    async def _planned(self, planner: Planner) -> Plan:
        """
        :raises NoPlan: none of its answers was one. :raises Unavailable: it can't be reached.
        """
        complaints: Sequence[Complaint] = ()
        for _ in range(self.bounds.answers):
            self._last = answer = await self._answer(planner, complaints)
            try:
                plan = plan_from(
                    answer,
                    self.context.applications,
                    self.places,
                    self.handles.issued,
                    self.state.variables.keys(),
                )
                self._foreseen(plan)
            except Faulty as faulty:
                if not faulty.complaints:
                    raise  # the desk's own fault
                complaints = faulty.complaints
                faults = [one.fault.value for one in complaints]
                self.context.recorder.add(Unplanned(self.state.plans + 1, faults))
                continue
            self._require_progress(plan)
            self._write_down(plan)
            self._titles.append(plan.title)
            return plan
        raise NoPlan(
            "a plan", f"{self.bounds.answers} answers that were none", "try another planner, or a playbook"
        )

    def _require_progress(self, plan: Plan) -> None:
        """
        :raises NoPlan: it was tried often enough where everything looked just the same.
        """
        tried = self._shown, plan.source
        if self._tried[tried] >= MOST_ALIKE:
            seen = f"the same plan as {MOST_ALIKE} times before, and the applications show the same as then"
            todo = "look what keeps it from going on"
            raise NoPlan("another plan", seen, todo, code=Code.PLAN_OVER_BUDGET)
        self._tried[tried] += 1

    def _foreseen(self, plan: Plan) -> None:
        """
        :raises Faulty: policy allows some of it for certain not.
        """
        denied = denied_flows(plan, self.context.rules, self.context.applications)
        if denied:
            seen = f"flows that the policy does not name, on {len(denied)} lines"
            raise Faulty("a plan within the policy", seen, "ask the planner again", denied)

    async def _answer(self, planner: Planner, complaints: Sequence[Complaint]) -> str:
        scene = await self.context.eyes.look(*self.context.applications)
        self._shown = hash(frozenset((e.id, e.name, e.value, e.states - FLEETING) for e in scene.elements))
        told = self.tell(scene)
        asked = Question(
            told.whole.encode(),
            self.state.goal,
            self._last,
            () if complaints else _worth_telling(self.state.codes),
            complaints,
            tuple(self.state.variables)[-MOST_BOUND:],
            tuple(self._titles if complaints else self._titles[:-1])[-MOST_EARLIER:],
            told.changed.encode(),
        )
        self.context.recorder.add(PlannerAsked(self.state.plans + 1))
        try:
            answer = await planner.plan(asked, self.state.spent)
        except Unanswered as unanswered:
            self._took(unanswered.seen, unanswered.usage)
            raise
        self._took("answered", answer.usage)
        return answer.text

    def _took(self, how: str, usage: Usage) -> None:
        seconds, cost = round(usage.seconds, 3), usage.cost
        taken = (usage.input, usage.cached, usage.output, seconds, cost, usage.sure)
        self._noted(PlannerAnswered(self.state.plans + 1, how, *taken))

    def _write_down(self, plan: Plan, given: Mapping[str, Value] | None = None) -> None:
        named = {str(handle): self.handles.value(handle) for handle in handles_in(plan.source)}
        count = len(leaves(plan.steps))
        self._noted(Planned(self.state.plans + 1, count, plan.source, named, plan.author, dict(given or {})))

    def _noted(self, event: PlannerAnswered | Planned) -> None:
        """Between two plans nobody else writes: what the run is then follows from what it was."""
        self.state = fold([self.context.recorder.add(event)], self.state)


def _worth_telling(codes: Sequence[Ended]) -> tuple[Ended, ...]:
    """The last that did not succeed, and where the plan stopped: that all else did goes without saying."""
    return tuple([one for one in codes[:-1] if not one.code.ok] + list(codes[-1:]))[-MOST_CODES:]


def _may_be_planned_around(error: InnervateError) -> bool:
    """Whether nothing was done that is not known, and neither person nor policy has to decide."""
    return isinstance(error, Stale | BadInput) and error.applied is not Applied.UNKNOWN
