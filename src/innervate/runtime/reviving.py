"""What is done where an application is gone, or its person was signed out, in the middle of a run.

The application is started again, its person signed in again by what the desk says, and whatever an unfinished
stage had done there is done again from its beginning, as on a fresh desktop: a stage is what a run can come
back to. Promises: what was confirmed and can't be taken back is not done twice; each application is brought
back a few times at most, then the run is parked with what was seen first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from innervate.core.asking import Expr, Literal
from innervate.core.errors import InnervateError, Stale, Uncertain
from innervate.core.plan import Act, Step, Terms, Verb
from innervate.core.scene import Element, Scene
from innervate.core.values import Truth
from innervate.core.vocabulary import INTERACTIVE
from innervate.runtime import grounding
from innervate.runtime.naming import place_of
from innervate.runtime.verifying import locators

if TYPE_CHECKING:
    from innervate.runtime.context import Context, Scope

ANEW = "anew"
"""Argument of a launch that no plan can give: start it also where it shows something."""
_FAILED = re.compile(
    r"\b(internal server error|bad gateway|service unavailable|gateway time-?out|temporarily unavailable)\b",
    re.IGNORECASE,
)
ANSWER_SECONDS = 1.0
"""An application that does not answer for so long hangs."""
MOST = 3
"""Times that one application is started or signed in again."""


@dataclass(frozen=True, slots=True)
class Remedy:
    """What brings an application back, as a step. act: None where it came back by itself. seen: what was
    amiss."""

    act: Act | None
    reflex: str
    seen: str


@dataclass(slots=True)
class Reviving:
    """Of one run in this process. tried: how often, by application and reflex."""

    context: Context
    tried: Counter[tuple[str, str]] = field(default_factory=Counter)

    async def remedy(self, step: Step, scope: Scope, error: InnervateError) -> Remedy | None:
        """What brings back an application that the failed step is about; None: that's not what failed it.

        :raises Lost: the surface is gone.
        """
        names = sorted(_places(step) & set(self.context.applications))
        if not names or not isinstance(error, Stale | Uncertain):
            return None
        scene = await self.context.eyes.look(*names)
        for name in names:
            found = self._amiss(name, scene, scope) or await self._hung(name, scene, error)
            if found is not None and self.tried[name, found.reflex] < MOST:
                self.tried[name, found.reflex] += 1
                return found
        return None

    async def _hung(self, name: str, scene: Scene, error: InnervateError) -> Remedy | None:
        """What hangs is waited for. Nobody knows what it holds, so it is not killed."""
        surface, application = self.context.eyes.surface, self.context.applications[name]
        own = [w for w in scene.windows if w.executable == application.executable and not w.popup]
        for window in own[-1:]:
            if await surface.answers(window.id, ANSWER_SECONDS) is not False:
                continue
            if await surface.answers(window.id, self.context.patience.hung):
                return Remedy(None, "wait for it", f"{name} did not answer for a while")
            error.seen = f"{error.seen}; {name} does not answer"
        return None

    def _amiss(self, name: str, scene: Scene, scope: Scope) -> Remedy | None:
        application = self.context.applications[name]
        windows = (*scene.windows, *scene.frame.hidden)
        gone = not any(window.executable == application.executable for window in windows)
        if application.launch:
            if gone:
                return Remedy(_act(name, Verb.LAUNCH), "start again", f"{name} shows no window any more")
            seen = "" if scene.frame.hidden else self._no_page(name, scene)
            if seen:
                anew = ((ANEW, Literal(True)),)
                return Remedy(_act(name, Verb.LAUNCH, anew), "open again", seen)
        if gone:
            return None
        session = application.session
        if session is None or self.context.judge(scene, scope).holds(session.lost) is not Truth.TRUE:
            return None
        act = _act(name, session.by, session.arguments)
        return Remedy(act, "sign in again", f"{name} shows that nobody is signed in")

    def _no_page(self, name: str, scene: Scene) -> str:
        """What a web application shows instead of a page of its own; nothing, if it shows one."""
        if self.context.applications[name].origin is None:
            return ""
        own = grounding.of_application(name, scene, self.context.applications)
        if not own:
            return f"the browser shows no page of {name}"
        return f"the server of {name} failed" if says_it_failed(own) else ""


def says_it_failed(own: Sequence[Element]) -> bool:
    """Whether a page is what a web server shows instead of one: a few words, and nothing to press."""
    if any(e.role in INTERACTIVE for e in own):
        return False
    return any(_FAILED.search(text) for e in own for text in (e.name, e.value or ""))


def _act(name: str, verb: str, arguments: tuple[tuple[str, Expr], ...] = ()) -> Act:
    return Act(verb, application=name, arguments=arguments, terms=Terms(title=f"Bring {name} back"))


def _places(step: Step) -> set[str]:
    asked = (step.terms.need, step.terms.expect)
    named = {locator.place for one in asked if one is not None for locator in locators(one)}
    return named | {place_of(step)}
