"""Before a planner's plan does what can't be taken back: the act is granted, and what it uses is known.

What was read from a screen may have been put there by anybody. It is used irreversibly when it equals a
value that goal, policy or a trusted place knows, or when a person, who is shown it, says yes.
"""

from __future__ import annotations

from dataclasses import dataclass

from innervate.boundary.policy import Proof
from innervate.core.plan import Author
from innervate.core.values import PLAN, PLANNER, VAULT, Value, ValueType, lineage
from innervate.runtime.guard import Guard

_CONSTANTS = frozenset({PLAN.place, PLANNER.place, VAULT.place})


@dataclass(frozen=True, slots=True)
class Deeds:
    """guard: that of the step."""

    guard: Guard

    def put(self, value: Value, label: str, proof: Proof) -> None:
        """Remember what is in the application's fields until it is used."""
        if self.guard.scope.plan_author is Author.PERSON or value.type is ValueType.SECRET:
            return
        self.guard.context.tally.put(value, self._sink)
        here = self.guard.context.influence.put.setdefault(self._sink, [])
        here[:] = [one for one in here if one[1] != label]
        here.append((value, label, proof))

    async def allow(self, name: str) -> None:
        """Whether the plan may do this now. name: of what is pressed, or of the keys.

        :raises NeedsPerson: only a person could allow it. :raises Denied: the person said no.
        """
        if self.guard.scope.plan_author is Author.PERSON:
            return
        context = self.guard.context
        application = context.applications[self.guard.place]
        doubtful = [one for one in context.influence.put.get(self._sink, []) if not self._known(*one)]
        granted = context.rules.allows_deed(application, name) and not context.influence.forgotten
        if doubtful or not granted:
            used = "".join(
                f"\n  {label}: {value.text!r}, read from {self._from(value)}" for value, label, _ in doubtful
            )
            what = f"{name!r} in {application.name}"
            said = f"A plan is about to do {what}, which can't be taken back.{used}\nMay it?"
            await self.guard.require_yes(said, what)
        context.influence.put.pop(self._sink, None)

    def _known(self, value: Value, label: str, proof: Proof) -> bool:
        if proof is Proof.NOTHING or all(place in _CONSTANTS for place, _ in lineage(value)):
            return True
        return proof is Proof.MATCH and (
            self.guard.context.rules.known(value) or self._in_trusted_place(value)
        )

    def _in_trusted_place(self, value: Value) -> bool:
        """Whether a whole cell of a place that the policy trusts is this text."""
        context = self.guard.context
        for place in sorted(context.rules.permits.trusted_places):
            for row in context.outside.rows(place) or ():
                if any(cell.text.strip() == value.text.strip() for cell in row.values()):
                    return True
        return False

    def _from(self, value: Value) -> str:
        called = self.guard.context.rules.called
        return ", ".join(sorted({name for place, _ in lineage(value) for name in called(place)}))

    @property
    def _sink(self) -> str:
        return self.guard.context.applications[self.guard.place].sink
