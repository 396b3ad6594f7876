"""Where an interrupted run goes on: at its step on the same desktop, at its stage on a fresh one.

A step that was begun is observed and verified, and never repeated blindly.
"""

from __future__ import annotations

from innervate.core.errors import NeedsPerson
from innervate.core.event import Undone
from innervate.core.outcome import Code, Effect, Outcome, Verdict
from innervate.core.plan import Plan, Stage, Step
from innervate.core.run import RunState
from innervate.runtime.context import Context, Scope
from innervate.runtime.naming import place_of
from innervate.runtime.verifying import Verifying


async def reconciled(
    context: Context, state: RunState, step: Step, path: str, scope: Scope
) -> Outcome | None:
    """What became of a step that was begun before an interruption; None where it has to be done (again).

    What had only looked, or brought a window to the front, is done again.

    :raises NeedsPerson: it can't be told whether an irreversible effect happened.
    """
    if path not in state.touched or state.effects.get(path) is Effect.READS:
        return None
    irreversible = Effect.IRREVERSIBLE in (step.terms.effect, state.effects.get(path))
    # What was there before the step as well does not tell whether it was done; `done` was not, by then.
    expect = None if path in state.held else step.terms.expect
    condition = step.terms.done if irreversible else step.terms.done or expect
    if condition is not None:
        patience = context.patience
        seconds = (step.terms.within or patience.effect) if irreversible else patience.any_effect
        outcome = await Verifying(context, scope, place_of(step)).expected(condition, seconds, None)
        if outcome.verdict is Verdict.CONFIRMED:
            evidence = f"found done after the interruption: {outcome.evidence}"
            return Outcome(Verdict.CONFIRMED, Code.OK_DONE, evidence)
        if outcome.verdict is Verdict.REFUTED:
            return None
    if not irreversible:
        return None
    raise NeedsPerson(
        f"to know whether step {path} (line {step.terms.line}) took effect before the interruption",
        "nothing tells",
        "look at the application; give the step a `done` that can be checked",
        code=Code.VERIFY_UNVERIFIABLE,
    )


def undone(state: RunState, plan: Plan, prefix: str = "") -> Undone:
    """What of an unfinished stage has to be done again where the desktop, or what it was done in, is gone.

    What it read is kept. What it did irreversibly is not done again: such a step stays done where that was
    confirmed, else it is reconciled, never repeated blindly.
    """
    stages = _stages(plan.steps, prefix)
    again = {path for path in state.touched if state.effects.get(path) is not Effect.IRREVERSIBLE}
    for path, verdict in state.ended.items():
        around = [s for s in stages if path.startswith(f"{s}.")]
        innermost = max(around, key=len, default=None)
        if innermost is None or state.ended.get(innermost) is Verdict.CONFIRMED:
            continue
        if state.effects.get(path) is Effect.IRREVERSIBLE and verdict is Verdict.CONFIRMED:
            continue
        again.add(path)
    return Undone(sorted(again))


def _stages(steps: tuple[Step, ...], prefix: str) -> list[str]:
    """Paths of all stages that are in no loop or branch."""
    found = []
    for number, step in enumerate(steps):
        if isinstance(step, Stage):
            path = f"{prefix}{number}"
            found += [path, *_stages(step.steps, f"{path}.")]
    return found
