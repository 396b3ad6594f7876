"""A form that does not go on: which of its fields no longer show what the plan put into them.

Somebody typed into one, the application filled one in by itself, a key went astray. Promises: only fields
that the plan filled before the step that failed, beside it, are filled again, once for each step, and nothing
that can't be taken back is repeated for it. What the application itself refuses is not guessed at: that is
a person's, with the fields named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from innervate.core.asking import Pick
from innervate.core.errors import InnervateError, Missing, Stale
from innervate.core.outcome import Code, Effect, Verdict
from innervate.core.plan import Act, Set, Step
from innervate.core.run import RunState
from innervate.core.values import ValueType
from innervate.runtime.reaching import settable
from innervate.runtime.verbs import holds

if TYPE_CHECKING:
    from innervate.runtime.context import Context, Scope
    from innervate.runtime.judging import Judge

_FAILED = frozenset({Code.VERIFY_FALSE, Code.ACT_NO_EFFECT})
_NUMBER = re.compile(r"\d+$")


@dataclass(slots=True)
class Correcting:
    """Of one walk. beside: the steps that stand beside one another, by what their paths begin with."""

    context: Context
    beside: dict[str, Sequence[Step]] = field(default_factory=dict)
    tried: set[str] = field(default_factory=set)

    async def changed(
        self, step: Step, path: str, scope: Scope, state: RunState, error: InnervateError
    ) -> list[str]:
        """Paths of steps that filled a field which shows something else now; none: it can't be mended so.

        :raises Lost: the surface is gone.
        """
        again = error.code in _FAILED and state.effects.get(path) is not Effect.IRREVERSIBLE
        if not isinstance(step, Act) or not again or path in self.tried:
            return []
        self.tried.add(path)
        scene = await self.context.eyes.look(step.application or "")
        judge = self.context.judge(scene, scope, for_sink=True)
        return [at for at, one in self._filled(path, state) if _differs(one, judge)]

    def _filled(self, path: str, state: RunState) -> Iterator[tuple[str, Set]]:
        """Steps before this one, beside it, that filled a field."""
        number = _NUMBER.search(path)
        if number is None:
            return
        start = path[: number.start()]
        for index, step in enumerate(self.beside.get(start, ())[: int(number.group())]):
            at = f"{start}{index}"
            if isinstance(step, Set) and state.ended.get(at) is Verdict.CONFIRMED:
                yield at, step


def _differs(step: Set, judge: Judge) -> bool:
    """Whether its one field shows now, and shows another value than the step put there."""
    if step.value is None or step.target.pick is Pick.ALL:
        return False
    try:
        value = judge.value(step.value)
        found = settable(judge.find(step.target))
    except (Missing, Stale):
        return False
    return len(found) == 1 and value.type is not ValueType.SECRET and not holds(found[0], value)
