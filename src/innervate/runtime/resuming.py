"""Where an interrupted run goes on: at its step on the same desktop, at its stage on a fresh one."""

from __future__ import annotations

from innervate.core.outcome import Effect, Verdict
from innervate.core.plan import Plan, Stage, Step
from innervate.core.run import RunState


def on_fresh_desktop(state: RunState, plan: Plan) -> RunState:
    """Forget what an unfinished stage has done to the desktop that is gone; what it read is kept.

    What it did irreversibly is not forgotten: such a step stays done where that was confirmed, else it
    is reconciled, never repeated blindly.
    """
    stages = _stages(plan.steps, "")
    for path in list(state.ended):
        around = [s for s in stages if path.startswith(f"{s}.")]
        innermost = max(around, key=len, default=None)
        if innermost is None or state.ended.get(innermost) is Verdict.CONFIRMED:
            continue
        if state.effects.get(path) is Effect.IRREVERSIBLE and state.ended[path] is Verdict.CONFIRMED:
            continue
        del state.ended[path]
    state.touched = {p for p in state.touched if state.effects.get(p) is Effect.IRREVERSIBLE}
    return state


def _stages(steps: tuple[Step, ...], prefix: str) -> list[str]:
    """Paths of all stages that are in no loop or branch."""
    found = []
    for number, step in enumerate(steps):
        if isinstance(step, Stage):
            path = f"{prefix}{number}"
            found += [path, *_stages(step.steps, f"{path}.")]
    return found
