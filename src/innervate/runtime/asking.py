"""What a plan asks between its steps: whether a condition holds, what is needed, what is looped over.

Promises: each is answered by what shows at this moment; what can't be told is an error and no branch. What a
planner could learn by how its plan goes on is counted where it is asked.
"""

from __future__ import annotations

from dataclasses import dataclass

from innervate.core.asking import Condition
from innervate.core.errors import Missing, Stale
from innervate.core.outcome import Verdict
from innervate.core.plan import Each, Split, Step
from innervate.core.values import Record, Truth
from innervate.runtime import grounding
from innervate.runtime.context import Context, Scope
from innervate.runtime.naming import place_of
from innervate.runtime.reading import shown_row
from innervate.runtime.verifying import Verifying, locators


@dataclass(frozen=True, slots=True)
class Asking:
    """Of one run."""

    context: Context

    async def done(self, condition: Condition, path: str, scope: Scope) -> bool:
        """Whether a step is done already: one of two ways for a plan to go on."""
        answer = await self.holds(condition, scope)
        self.context.tally.went_on(path, ways=2)
        return answer is Truth.TRUE

    async def holds(self, condition: Condition, scope: Scope) -> Truth:
        """Whether a condition holds at this moment."""
        places = {locator.place for locator in locators(condition)}
        if places & set(self.context.applications):
            scene = await self.context.eyes.look(*places)
        else:
            scene = await self.context.eyes.lately()
        return self.context.judge(scene, scope).holds(condition)

    async def needed(self, step: Step, scope: Scope) -> None:
        """
        :raises Stale: what the step needs does not come about.
        """
        if step.terms.need is None:
            return
        verifying = Verifying(self.context, scope, place_of(step))
        outcome = await verifying.expected(step.terms.need, self.context.patience.find, None)
        if outcome.verdict is not Verdict.CONFIRMED:
            raise Stale(
                f"what line {step.terms.line} needs",
                outcome.evidence,
                "see what is missing",
                code=outcome.code,
            )

    async def answered(self, condition: Condition, step: Step, scope: Scope) -> bool:
        """
        :raises Missing: it can't be told.
        """
        truth = await self.holds(condition, scope)
        if truth is Truth.UNKNOWN:
            raise Missing(
                f"an answer to branch on, on line {step.terms.line}",
                "it can't be told",
                "see what the condition compares: it is missing, ambiguous or of another kind",
            )
        return truth is Truth.TRUE

    async def rows(self, step: Each, path: str, scope: Scope) -> list[Record]:
        """What is looped over; how many there are, and which, decides how the plan goes on."""
        rows = await self._found(step, scope)
        if len(rows) <= step.at_most:
            self.context.tally.chose_some(path, step.at_most)
        return rows

    async def _found(self, step: Each, scope: Scope) -> list[Record]:
        if isinstance(step.over, Split):
            judge = self.context.judge(await self.context.eyes.lately(), scope)
            return [{"text": part} for part in judge.parts_of(step.over)]
        scene = await self.context.eyes.look(step.over.place)
        judge = self.context.judge(scene, scope)
        if judge.noting is not None and step.over.place in self.context.applications:
            judge.noting.counted(self.context.applications[step.over.place].sink)
        if step.over.place not in self.context.applications:
            rows = judge.rows(step.over)
            if rows is None:
                raise Missing(
                    f"the rows of {step.over.place}", "it can't be read now", "see whether it is there"
                )
            return [shown_row(step.over.place, row) for row in rows]
        sink = self.context.applications[step.over.place].sink
        return [shown_row(sink, grounding.record_of(element, scene)) for element in judge.find(step.over)]
