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
from innervate.core.errors import BadInput, InnervateError, Lost, NeedsPerson, Stale, Uncertain
from innervate.core.event import Planned, PlannerAsked, Unplanned
from innervate.core.plan import Each, Ending, If, Plan, Stage, walk
from innervate.core.planner import Complaint, Planner, Question
from innervate.core.run import RunState
from innervate.core.scene import Scene
from innervate.planners.answers import handles_in, plan_from
from innervate.planners.source import Faulty
from innervate.runtime.context import Context
from innervate.runtime.loop import Loop, end, park

MOST_PLANS = 8
"""Plans of one run, after which a person looks."""
MOST_ANSWERS = 3
"""Answers for one plan: the first, and as many again after a complaint."""


@dataclass(slots=True)
class Planning:
    """One run of one goal. state: what the journal holds of it. tell: a Scene as the View's text to send.

    read: a plan of the journal that goes on. places: of the desk, outside the screen.
    """

    context: Context
    planner: Planner
    handles: Handles
    tell: Callable[[Scene], bytes]
    read: Callable[[str], Plan]
    places: Collection[str]
    state: RunState
    _place: str = field(default="", init=False)

    async def run(self) -> Ending:
        """Until a plan says that the goal is reached, or gives it up.

        :raises InnervateError: the run can't go on; it is parked, and its journal is whole.
        """
        try:
            how = await self._planned()
        except InnervateError as error:
            park(self.context.recorder, self._place, error)
            raise
        await end(self.context.recorder, how)
        return how

    async def _planned(self) -> Ending:
        going_on = bool(self.state.plans)
        while True:
            plan = self.read(self.state.plan) if going_on else await self._next()
            going_on = False
            loop = Loop(self.context, plan, self.state, f"{self.state.plans}/")
            try:
                how = await loop.walk()
            except InnervateError as error:
                self._place = loop.place
                if not _may_be_planned_around(error):
                    raise
                how = Ending.LOOK
            finally:
                await self.context.recorder.keep_all_pictures()
                self.state = self.context.recorder.state()
            if how is not Ending.LOOK:
                return how

    async def _next(self) -> Plan:
        """A plan that fits, written down.

        :raises NeedsPerson: there were too many. :raises BadInput: no answer was a plan.
        """
        if self.state.plans >= MOST_PLANS:
            raise NeedsPerson("the goal to be reached", f"{MOST_PLANS} plans did not", "look how far it came")
        complaints: Sequence[Complaint] = ()
        for _ in range(MOST_ANSWERS):
            answer = await self._answer(complaints)
            try:
                plan = plan_from(answer, self.context.applications, self.places, self.handles.issued)
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
            "a plan", f"{MOST_ANSWERS} answers that were none", "try another planner, or a playbook"
        )

    async def _answer(self, complaints: Sequence[Complaint]) -> str:
        scene = await self.context.eyes.look(*self.context.applications)
        asked = Question(self.tell(scene), self.state.goal, tuple(self.state.codes), complaints)
        self.context.recorder.add(PlannerAsked(self.state.plans + 1))
        return await self.planner.plan(asked)

    def _write_down(self, plan: Plan) -> None:
        named = {str(handle): self.handles.value(handle) for handle in handles_in(plan.source)}
        leaves = [step for step in walk(plan.steps) if not isinstance(step, Stage | If | Each)]
        self.context.recorder.add(Planned(self.state.plans + 1, len(leaves), plan.source, named))
        self.state = self.context.recorder.state()


def _may_be_planned_around(error: InnervateError) -> bool:
    """Whether nothing was done that is not known, and neither person nor policy has to decide."""
    return isinstance(error, Stale | BadInput) and not isinstance(error, Uncertain | Lost)
