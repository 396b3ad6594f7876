"""What has to stay true throughout a run: asked before each step that touches or reads, and at the end.

Promises: where a rule is broken nothing more is done, whoever wrote the plan, until a person has looked; what
an element showed when it was first seen is kept in the journal, so that a resumed run compares with that.
What can't be told breaks no rule.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from innervate.core.asking import Locator, Pick
from innervate.core.errors import Missing, NeedsPerson
from innervate.core.event import VariableBound
from innervate.core.outcome import Code
from innervate.core.plan import Always, Plan, Rule, Unchanged
from innervate.core.values import Truth, Value
from innervate.runtime import grounding
from innervate.runtime.verifying import locators, said

if TYPE_CHECKING:
    from innervate.runtime.context import Context, Scope
    from innervate.runtime.judging import Judge


@dataclass(frozen=True, slots=True)
class Watch:
    """The rules of a plan. prefix: of the paths of its steps. scope: the plan's own, not a capability's."""

    plan: Plan
    prefix: str
    context: Context
    scope: Scope

    async def check(self, path: str) -> None:
        """path: of the step that is about to be done, or that was done last.

        :raises NeedsPerson: a rule is broken.
        """
        if not self.plan.watch:
            return
        scene = await self.context.eyes.look(*{place for rule in self.plan.watch for place in _places(rule)})
        judge = self.context.judge(scene, self.scope)
        for number, rule in enumerate(self.plan.watch):
            broken = self._broken(rule, path, f"{self.prefix}watch{number}", judge)
            if broken:
                raise NeedsPerson(
                    f"what line {rule.line} watches to stay as it should",
                    broken,
                    "see what changed; resume the run when it is as it should be",
                    code=Code.VERIFY_FALSE,
                )

    def _broken(self, rule: Rule, path: str, name: str, judge: Judge) -> str:
        """What is seen of it; nothing, if it isn't broken."""
        if isinstance(rule, Always):
            return f"not so: {said(rule.condition)}" if judge.holds(rule.condition) is Truth.FALSE else ""
        now = _shown(rule.locator, judge)
        if now is None:
            return ""
        first = self.scope.values.get(name)
        if not isinstance(first, Value):
            self.context.recorder.add(VariableBound(path, name, now))
            self.scope.values[name] = now
            return ""
        described = grounding.describe(rule.locator)
        return "" if first.text == now.text else f"{described} shows something else than at first"


def _places(rule: Rule) -> set[str]:
    if isinstance(rule, Unchanged):
        return {rule.locator.place}
    return {locator.place for locator in locators(rule.condition)}


def _shown(locator: Locator, judge: Judge) -> Value | None:
    """What the one element shows; None where there is none, or several."""
    try:
        found = judge.find(locator)
    except Missing:
        return None
    if not found or (len(found) > 1 and locator.pick is not Pick.FIRST):
        return None
    return grounding.value_of(found[0])
