"""The outer arrow of the loop: a goal is planned, what was planned is run, and where that ends it is planned
anew.

Promises: what a planner sees is a View past the gate, the goal as its person confirmed it, codes, and what
was wrong with its last answer; whoever asks it charges for that. A plan is in the journal before its first
step. An effect that may have happened is never planned around: the run is parked. Answers that are no plans,
and plans, are bounded in number.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

from innervate.boundary.handles import Handles
from innervate.core.errors import BadInput, InnervateError, NeedsPerson, Stale
from innervate.core.event import Planned, PlannerAsked, Unplanned
from innervate.core.outcome import Applied
from innervate.core.plan import Ending, Plan, leaves
from innervate.core.planner import Complaint, Planner, Question
from innervate.core.run import RunState
from innervate.core.scene import Scene
from innervate.planners.answers import handles_in, plan_from
from innervate.planners.source import Faulty
from innervate.runtime.context import Context
from innervate.runtime.loop import Loop

MOST_PLANS = 8
"""Plans of one run, after which a person looks."""
MOST_ANSWERS = 3
"""Answers for one plan: the first, and as many again after a complaint."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """plans: of one run. answers: for one plan."""

    plans: int = MOST_PLANS
    answers: int = MOST_ANSWERS


@dataclass(slots=True)
class Planning:
    """One run of one goal. state: what the journal holds of it. tell: a Scene as the View's text to send.

    planner: makes the way to it when it is first asked; it is closed in the end. places: of the desk, outside
    the screen. begun: the plan of the journal that goes on.
    """

    context: Context
    planner: Callable[[], Planner]
    handles: Handles
    tell: Callable[[Scene], bytes]
    places: Collection[str]
    state: RunState
    begun: Plan | None = None
    bounds: Bounds = Bounds()
    _place: str = field(default="", init=False)
    _asked: Planner | None = field(default=None, init=False)

    async def run(self) -> Ending:
        """Until a plan says that the goal is reached, or gives it up.

        :raises InnervateError: the run can't go on; it is parked, and its journal is whole.
        """
        return await self.context.recorder.concluded(self._reached(), lambda: self._place)

    async def _reached(self) -> Ending:
        try:
            # A plan that goes on may come to its end without a planner, whoever made it.
            how = await self._walked(self.begun) if self.begun is not None else Ending.LOOK
            while how is Ending.LOOK:
                self._asked = self._asked or self.planner()
                how = await self._walked(await self._next(self._asked))
            return how
        finally:
            if self._asked is not None:
                self._asked.close()

    async def _walked(self, plan: Plan) -> Ending:
        """How the plan ended; LOOK also where it failed and another may be made."""
        loop = Loop(self.context, plan, self.state, f"{self.state.plans}/")
        try:
            return await loop.walk()
        except InnervateError as error:
            self._place = loop.place
            if not _may_be_planned_around(error):
                raise
            return Ending.LOOK
        finally:
            await self.context.recorder.keep_all_pictures()
            self.state = self.context.recorder.state()

    async def _next(self, planner: Planner) -> Plan:
        """A plan that fits, written down.

        :raises NeedsPerson: there were too many. :raises BadInput: no answer was a plan.
        """
        if self.state.plans >= self.bounds.plans:
            raise NeedsPerson(
                "the goal to be reached", f"{self.bounds.plans} plans did not", "look how far it came"
            )
        complaints: Sequence[Complaint] = ()
        for _ in range(self.bounds.answers):
            answer = await self._answer(planner, complaints)
            try:
                plan = plan_from(
                    answer,
                    self.context.applications,
                    self.places,
                    self.handles.issued,
                    self.state.variables.keys(),
                )
            except Faulty as faulty:
                if not faulty.complaints:
                    raise  # the desk's own fault
                complaints = faulty.complaints
                faults = [one.fault.value for one in complaints]
                self.context.recorder.add(Unplanned(self.state.plans + 1, faults))
                continue
            self._write_down(plan)
            return plan
        raise BadInput(
            "a plan", f"{self.bounds.answers} answers that were none", "try another planner, or a playbook"
        )

    async def _answer(self, planner: Planner, complaints: Sequence[Complaint]) -> str:
        scene = await self.context.eyes.look(*self.context.applications)
        asked = Question(self.tell(scene), self.state.goal, tuple(self.state.codes), complaints)
        self.context.recorder.add(PlannerAsked(self.state.plans + 1))
        return await planner.plan(asked)

    def _write_down(self, plan: Plan) -> None:
        named = {str(handle): self.handles.value(handle) for handle in handles_in(plan.source)}
        count = len(leaves(plan.steps))
        self.context.recorder.add(Planned(self.state.plans + 1, count, plan.source, named))
        self.state = self.context.recorder.state()


def _may_be_planned_around(error: InnervateError) -> bool:
    """Whether nothing was done that is not known, and neither person nor policy has to decide."""
    return isinstance(error, Stale | BadInput) and error.applied is not Applied.UNKNOWN
