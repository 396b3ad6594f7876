"""Whether a step worked. An expectation means new since the step began; no expectation means the default.

Answers are confirmed, refuted or indeterminate, each with its evidence. Nothing is believed because it
was delivered.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from innervate.core.errors import InnervateError, Missing
from innervate.core.outcome import Applied, Code, Outcome, Verdict
from innervate.core.plan import Act, AllOf, AnyOf, Condition, Exists, Is, Locator, Not, Verb
from innervate.core.scene import Scene
from innervate.core.values import Truth
from innervate.runtime import grounding
from innervate.runtime.context import Context, Scope
from innervate.runtime.judging import Judge

Marks = dict[Locator, frozenset[tuple[str, ...]]]


def locators(condition: Condition) -> Iterator[Locator]:
    """All locators that a condition asks about."""
    match condition:
        case Exists(locator=locator):
            yield locator
        case Is(value=Locator() as locator):
            yield locator
        case AllOf(conditions=parts) | AnyOf(conditions=parts):
            for part in parts:
                yield from locators(part)
        case Not(condition=part):
            yield from locators(part)
        case _:
            pass


def remembered(condition: Condition | None, judge: Judge) -> Marks:
    """What the condition's locators match before the step, so that only what is new confirms it."""
    marks: Marks = {}
    if condition is None:
        return marks
    for locator in locators(condition):
        try:
            marks[locator] = judge.marks(locator) or frozenset()
        except Missing:
            marks[locator] = frozenset()
    return marks


class Verifying:
    """Waits for what a step should bring about."""

    def __init__(self, context: Context, scope: Scope, place: str) -> None:
        self._context = context
        self._scope = scope
        self._place = place

    def outside(self, condition: Condition) -> bool:
        """Whether the condition asks about places that send no events."""
        return any(locator.place not in self._context.applications for locator in locators(condition))

    async def expected(self, condition: Condition, seconds: float, before: Marks | None) -> Outcome:
        """Wait until the condition holds, newly if `before` is given."""
        places = {locator.place for locator in locators(condition)} | {self._place}
        last = Truth.UNKNOWN

        async def confirmed() -> bool | None:
            nonlocal last
            scene = await self._context.eyes.look(*places)
            judge = replace(self._context.judge(scene, self._scope), before=before)
            last = judge.holds(condition)
            return True if last is Truth.TRUE else None

        if await self._context.eyes.until(confirmed, seconds, outside=self.outside(condition)):
            return Outcome(Verdict.CONFIRMED, Code.OK_DONE, said(condition), Applied.APPLIED)
        if last is Truth.FALSE:
            evidence = f"not within {seconds:g} s: {said(condition)}"
            return Outcome(Verdict.REFUTED, Code.VERIFY_FALSE, evidence, Applied.UNKNOWN)
        evidence = f"can't be told after {seconds:g} s: {said(condition)}"
        return Outcome(Verdict.INDETERMINATE, Code.VERIFY_UNVERIFIABLE, evidence, Applied.UNKNOWN)

    async def default(self, act: Act, before: Scene) -> Outcome:
        """What a verb brings about when the plan says nothing: a window, or any change of the application."""
        seconds = self._context.patience.any_effect
        if act.verb == Verb.LAUNCH:
            seconds = self._context.patience.launch
        applications = self._context.applications
        own = {e.id: _content(e) for e in grounding.of_application(self._place, before, applications)}
        windows = {w.id for w in grounding.windows_of(self._place, before, applications)}

        async def changed() -> str | None:
            now = await self._context.eyes.look(self._place)
            shown = {w.id for w in grounding.windows_of(self._place, now, applications)}
            match act.verb:
                case Verb.LAUNCH | Verb.SWITCH:
                    front = [w for w in grounding.windows_of(self._place, now, applications) if w.active]
                    return "its window is in front" if front else None
                case Verb.CLOSE:
                    return "its window is gone" if windows - shown else None
                case Verb.HOVER | Verb.WAIT:
                    return "nothing to wait for"
            after = {e.id: _content(e) for e in grounding.of_application(self._place, now, applications)}
            return "the application changed" if after != own or shown != windows else None

        evidence = await self._context.eyes.until(changed, seconds)
        if evidence is not None:
            return Outcome(Verdict.CONFIRMED, Code.OK_DONE, evidence, Applied.APPLIED)
        return Outcome(
            Verdict.INDETERMINATE,
            Code.ACT_NO_EFFECT,
            f"nothing changed within {seconds:g} s",
            Applied.UNKNOWN,
        )


def _content(element: object) -> tuple[object, ...]:
    return (
        getattr(element, "name", ""),
        getattr(element, "value", None),
        getattr(element, "states", frozenset()) - grounding.FLEETING,
    )


def said(condition: Condition) -> str:
    """A condition in words."""
    match condition:
        case Exists(locator=locator):
            return f"there is a {grounding.describe(locator)}"
        case Is(value=Locator() as locator):
            return f"{grounding.describe(locator)} is as expected"
        case Is():
            return "a value is as expected"
        case AllOf(conditions=parts):
            return " and ".join(said(p) for p in parts)
        case AnyOf(conditions=parts):
            return " or ".join(said(p) for p in parts)
        case Not(condition=part):
            return f"not: {said(part)}"


def failed(error: InnervateError) -> Outcome:
    """The outcome of a step that an error ended."""
    return Outcome(Verdict.REFUTED, error.code, f"{error.wanted}; seen: {error.seen}", error.applied)
