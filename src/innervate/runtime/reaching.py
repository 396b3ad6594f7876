"""From what a step names to the one element that it touches: waited for, and what is in the way taken away.

Promises: ambiguous means refuse; a dialog, a minimised window and the end of what a page shows are dealt with
as reflexes, each within a budget and each written down.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from enum import Enum, auto

from innervate.core.asking import Locator
from innervate.core.errors import Ambiguous, Changed, InnervateError, NotFound
from innervate.core.outcome import Code
from innervate.core.scene import Element, Scene
from innervate.core.vocabulary import Role, Source
from innervate.runtime import grounding, obstacles
from innervate.runtime.context import Context, Scope
from innervate.runtime.hands import Hands
from innervate.runtime.recovery import Reflexes
from innervate.runtime.searching import Searching

_FIELDS = frozenset(
    {
        Role.ENTRY,
        Role.PASSWORD,
        Role.TEXT,
        Role.SPIN,
        Role.COMBO,
        Role.CHECK_BOX,
        Role.RADIO,
        Role.TOGGLE,
        Role.SLIDER,
    }
)


class _AtWork(Changed):
    """What the application shows while it is busy lies over the element."""


class Sought(Enum):
    """What a step acts on: a field that takes a value, an element, or, at last, what a model guessed."""

    FIELD = auto()
    ELEMENT = auto()
    OR_A_GUESS = auto()


@dataclass(frozen=True, slots=True)
class Reaching:
    """Of one step. reflexes, hands: its own."""

    context: Context
    scope: Scope
    path: str
    reflexes: Reflexes
    hands: Hands

    async def element(self, locator: Locator, sought: Sought) -> tuple[Element, Scene]:
        """The one element, waiting for it; a dialog in the way is left first.

        :raises NotFound: :raises Ambiguous: after the patience for each is over.
        :raises Changed: a dialog stays in the way.
        """
        error: InnervateError | None = None
        ambiguous_since: float | None = None
        absent_since: float | None = None
        searched = False
        began = time.monotonic()
        deadline = began + self.context.patience.find
        while True:
            scene = await self.context.eyes.look(locator.place)
            judge = self.context.judge(scene, self.scope)
            try:
                found = self._one(locator, scene, sought)
                _require_reach(found, scene)
                return found, scene
            except _AtWork as busy:
                ambiguous_since, absent_since, error = None, None, busy
                if deadline < (until := began + self.context.patience.busy):
                    self.reflexes.wait(busy)
                    deadline = until
            except Ambiguous as many:
                ambiguous_since = ambiguous_since or time.monotonic()
                error = many
                if time.monotonic() - ambiguous_since > self.context.patience.ambiguous:
                    raise
            except (NotFound, Changed) as missing:
                ambiguous_since, error = None, missing
                absent_since = absent_since or time.monotonic()
                # A dialog that has only just opened may be the one that the step is about.
                late = time.monotonic() - absent_since > self.context.patience.ambiguous
                if await self._helped(scene, late=late):
                    continue
                if late and not searched and isinstance(missing, NotFound):
                    searched = True
                    search = Searching(self.context, self.scope, self.path, locator.place)
                    await search.until(lambda: self._shown(locator))
                    deadline = max(deadline, time.monotonic() + self.context.patience.ambiguous)
                    continue
                last = sought is Sought.OR_A_GUESS and (late or time.monotonic() >= deadline)
                if last and (guess := grounding.guessed(locator, scene, judge)) is not None:
                    return guess, scene
            left = deadline - time.monotonic()
            if left <= 0:
                raise error
            await self.context.eyes.wait(min(left, self.context.patience.ambiguous))

    async def _helped(self, scene: Scene, *, late: bool) -> bool:
        """Whether something that was in the way is gone now."""
        if await self.reflexes.restore(scene, self.hands):
            return True
        return late and await self.reflexes.dismiss(scene, self.hands)

    def _one(self, locator: Locator, scene: Scene, sought: Sought) -> Element:
        judge = self.context.judge(scene, self.scope)
        if sought is not Sought.FIELD:
            return grounding.one(locator, scene, judge)
        found = settable(judge.find(locator))
        return found[0] if len(found) == 1 else grounding.only(found, locator, scene, judge)

    async def _shown(self, locator: Locator) -> bool | None:
        """Whether anything on the screen matches now."""
        scene = await self.context.eyes.look(locator.place)
        return True if self.context.judge(scene, self.scope).find(locator) else None


def settable(found: list[Element]) -> list[Element]:
    """A label has the name of its field: of all that match, those that take a value.

    What only pixels tell of a whole window stands for a text to be read, and takes none.
    """
    fields = [e for e in found if e.role in _FIELDS]
    return fields or [e for e in found if e.role is not Role.DOCUMENT or e.source is not Source.PIXELS]


def _require_reach(element: Element, scene: Scene) -> None:
    """
    :raises Changed: a dialog is in the way, or the application is at work.
    """
    at_work = obstacles.at_work_over(element, scene)
    if at_work is not None:
        raise _AtWork(
            f"{element.role.value} {element.name[:60]!r}",
            f"the application is at work: {at_work.name[:60]!r}",
            "wait until it is ready, then resume the run",
            code=Code.LOCATE_OBSCURED,
        )
    dialog = obstacles.in_the_way(element, scene)
    if dialog is not None:
        raise Changed(
            f"{element.role.value} {element.name[:60]!r}",
            f"the dialog {dialog.name[:60]!r} is in the way",
            "see what it wants",
            code=Code.ACT_DIALOG,
        )
