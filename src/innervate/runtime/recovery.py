"""Local reflexes: what is done about an error before anybody is asked, each within a budget.

- Stale (not there yet, moved, covered): observe again after a change, until the step's patience is over.
- The application says that it is busy: wait longer, with a bound.
- A dialog that is in the way and has a harmless way out: take it.
- Nothing delivered, or delivered without any effect to be seen and reversible: once more.
- Uncertain, irreversible, or out of budget: never repeated; the run is parked.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from innervate.core.errors import InnervateError, Stale
from innervate.core.event import Recovered
from innervate.core.outcome import Applied, Code, Effect, Outcome, Verdict
from innervate.core.scene import Scene
from innervate.runtime import obstacles
from innervate.runtime.context import Context
from innervate.runtime.hands import Hands

DISMISSALS = 3
RESTORATIONS = 2
REPEATS = 1
FILLS = 2
"""To fill a field once more comes to the same, so it is done again twice: a list may close by itself, or by
somebody's hand, more than once."""
GONE_SECONDS = 2.0
"""A dialog that was left is gone within this time, or stays."""


@dataclass(slots=True)
class Budget:
    """What is left of the reflexes of one step."""

    dismissals: int = DISMISSALS
    repeats: int = REPEATS
    restorations: int = RESTORATIONS


@dataclass(slots=True)
class Reflexes:
    """The reflexes of one step, which is about the application `place`."""

    context: Context
    path: str
    place: str
    budget: Budget = field(default_factory=Budget)

    def may_repeat(self, outcome: Outcome, effect: Effect) -> bool:
        """Whether a step may be done again: only what can be taken back, while the budget lasts."""
        again = (
            outcome.verdict is not Verdict.CONFIRMED
            and outcome.code in (Code.ACT_NO_EFFECT, Code.VERIFY_FALSE)
            and effect is not Effect.IRREVERSIBLE
            and self.budget.repeats > 0
        )
        if again:
            self.budget.repeats -= 1
            self._note("repeat", outcome.code, outcome.evidence)
        return again

    def may_retry(self, error: InnervateError, applied: Applied, effect: Effect) -> bool:
        """Whether to look again and retry after an error, while the budget lasts."""
        harmless = applied is Applied.NONE or effect is not Effect.IRREVERSIBLE
        if not (isinstance(error, Stale) and harmless and self.budget.repeats > 0):
            return False
        self.budget.repeats -= 1
        return True

    def wait(self, busy: InnervateError) -> None:
        """Write down that the application says that it is busy, and is waited for."""
        self._note("wait", busy.code, busy.seen)

    async def dismiss(self, scene: Scene, hands: Hands) -> bool:
        """Leave a dialog of the application that is in the way, if it has a harmless way out."""
        way_out = obstacles.way_out(self.place, scene, self.context.applications, self.context.decides)
        if way_out is None or self.budget.dismissals == 0:
            return False
        self.budget.dismissals -= 1
        self._note("dismiss", Code.ACT_DIALOG, f"dismissed a dialog by {way_out.name!r}")
        # It is no effect of the step itself.
        await hands.click(way_out, scene, effect=Effect.READS, option=True)

        async def gone() -> bool | None:
            now = await self.context.eyes.look(self.place)
            return True if way_out.id not in now.by_id else None

        # A second click at the same place would meet what lay behind the dialog.
        await self.context.eyes.until(gone, GONE_SECONDS)
        return True

    async def restore(self, scene: Scene, hands: Hands) -> bool:
        """Bring the application back where all that it has are minimised windows."""
        application = self.context.applications.get(self.place)
        if application is None or self.budget.restorations == 0:
            return False
        if any(window.executable == application.executable for window in scene.windows):
            return False
        hidden = [window for window in scene.frame.hidden if window.executable == application.executable]
        if not hidden:
            return False
        self.budget.restorations -= 1
        self._note("restore", Code.LOCATE_OBSCURED, f"{self.place} was minimised")
        await hands.focus(hidden[0].id)
        await self.context.eyes.settle()
        return True

    def _note(self, reflex: str, code: Code, description: str) -> None:
        self.context.recorder.add(Recovered(self.path, reflex, code, description))
