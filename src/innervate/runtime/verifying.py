"""Whether a step worked. An expectation means new since the step began; no expectation means the default.

Answers are confirmed, refuted or indeterminate, each with its evidence. Nothing is believed because it
was delivered.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from innervate.core.asking import AllOf, AnyOf, Changed, Condition, Count, Exists, Is, Locator, Not
from innervate.core.decision import YES, Question
from innervate.core.errors import InnervateError, Missing, Stale, Uncertain
from innervate.core.frame import Window
from innervate.core.outcome import Applied, Code, Outcome, Verdict
from innervate.core.plan import Act, Step, Verb
from innervate.core.scene import Scene
from innervate.core.values import Truth
from innervate.core.vocabulary import Role, State
from innervate.runtime import grounding, obstacles
from innervate.runtime.context import Context, Scope
from innervate.runtime.errors_shown import error_told
from innervate.runtime.judging import Judge, Marks
from innervate.runtime.naming import title_of


@dataclass(frozen=True, slots=True)
class Before:
    """What an expectation's locators matched before the step, and whether it held as a whole."""

    marks: Marks
    held: Truth


def locators(condition: Condition) -> Iterator[Locator]:
    """All locators that a condition asks about."""
    match condition:
        case Exists(locator=locator) | Count(locator=locator) | Changed(locator=locator):
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


def remembered(condition: Condition, judge: Judge) -> Before:
    """What the condition finds before the step, so that only what is new confirms it.

    A place that can't be read now is left out: of what it shows later, nobody can say that it is new.
    """
    marks = {}
    for locator in locators(condition):
        try:
            found = judge.marks(locator)
        except Missing:
            continue
        if found is not None:
            marks[locator] = found
    return Before(marks, judge.holds(condition))


def denies(condition: Condition) -> bool:
    """Whether nothing that a screen or a place shows anew is needed for the condition to hold."""
    match condition:
        case Not():
            return True
        case Is(value=value):
            return not isinstance(value, Locator)
        case AllOf(conditions=parts):
            return all(denies(p) for p in parts)
        case AnyOf(conditions=parts):
            return any(denies(p) for p in parts)
        case Exists() | Count() | Changed():
            return False


class Verifying:
    """Waits for what a step should bring about."""

    def __init__(self, context: Context, scope: Scope, place: str) -> None:
        self._context = context
        self._scope = scope
        self._place = place

    def outside(self, condition: Condition) -> bool:
        """Whether the condition asks about places that send no events."""
        return any(locator.place not in self._context.applications for locator in locators(condition))

    async def expected(self, condition: Condition, seconds: float, before: Before | None) -> Outcome:
        """Wait until the condition holds, newly if `before` is given.

        What is only denied ("no dialog") is new where it did not hold before.
        """
        places = {locator.place for locator in locators(condition)} | {self._place}
        old = before is not None and before.held is Truth.TRUE and denies(condition)
        last = Truth.UNKNOWN

        async def confirmed() -> bool | None:
            nonlocal last
            last = await self._answer(condition, before, *places)
            if old and last is Truth.TRUE:
                last = Truth.FALSE
            return True if last is Truth.TRUE else None

        outside, waited = self.outside(condition), 0.0
        while not await self._context.eyes.until(confirmed, seconds, outside=outside):
            waited += seconds
            if waited >= self._context.patience.busy or not self._busy():
                break
        else:
            return Outcome(Verdict.CONFIRMED, Code.OK_DONE, said(condition), Applied.APPLIED)
        seconds = waited
        if last is Truth.FALSE:
            new = "it held before, and " if old else ""
            evidence = (
                f"{new}not {'anew ' if old else ''}within {seconds:g} s: {said(condition)}{self._told()}"
            )
            return Outcome(Verdict.REFUTED, Code.VERIFY_FALSE, evidence, Applied.UNKNOWN)
        evidence = f"can't be told after {seconds:g} s: {said(condition)}"
        return Outcome(Verdict.INDETERMINATE, Code.VERIFY_UNVERIFIABLE, evidence, Applied.UNKNOWN)

    def _busy(self) -> bool:
        """Whether the application says that it is at work."""
        scene = self._context.eyes.last
        if scene is None or self._place not in self._context.applications:
            return False
        if obstacles.busy(self._place, scene, self._context.applications):
            return True
        windows = grounding.windows_of(self._place, scene, self._context.applications)
        return any(self._context.decides(scene, w, Question.BUSY).answer == YES for w in windows)

    def _told(self) -> str:
        """What the application itself says of it: its alerts, for the person at this machine."""
        scene = self._context.eyes.last
        if scene is None or self._place not in self._context.applications:
            return ""
        own = grounding.of_application(self._place, scene, self._context.applications)
        alerts = [e for e in own if e.role is Role.ALERT and e.bounds is not None]
        texts = [" ".join(filter(None, (e.name, e.value))) for a in alerts for e in (a, *scene.inside(a))]
        told = " ".join(dict.fromkeys(text.strip() for text in texts if text.strip()))
        refused = [e.name.strip() for e in own if State.INVALID in e.states and e.name.strip() and e.visible]
        fields = ", ".join(dict.fromkeys(refused))
        windows = grounding.windows_of(self._place, scene, self._context.applications)
        said = (
            error_told(scene, windows, self._context.decides),
            f"it says: {told[:300]}" if told else "",
            f"it refuses: {fields[:300]}" if fields else "",
        )
        return "".join(f"; {one}" for one in said if one)

    async def now(self, condition: Condition, before: Before | None) -> Outcome | None:
        """Whether the condition holds at this moment, newly if `before` is given; None: it doesn't."""
        places = {locator.place for locator in locators(condition)} | {self._place}
        if await self._answer(condition, before, *places) is not Truth.TRUE:
            return None
        return Outcome(Verdict.CONFIRMED, Code.OK_DONE, said(condition), Applied.APPLIED)

    async def _answer(self, condition: Condition, before: Before | None, *places: str) -> Truth:
        scene = await self._context.eyes.look(*places)
        marks = before.marks if before is not None else None
        return replace(self._context.judge(scene, self._scope), before=marks).holds(condition)

    async def default(self, act: Act, before: Scene) -> Outcome:
        """What a verb brings about when the plan says nothing: a window, or any change of the application."""
        patience = self._context.patience
        usual = patience.launch if act.verb == Verb.LAUNCH else patience.any_effect
        seconds = self._context.pace.deadline(usual, self._place, act.verb)

        async def changed() -> str | None:
            match act.verb:
                case Verb.LAUNCH | Verb.SWITCH:
                    front = any(w.active for w in self._windows(await self._context.eyes.look()))
                    return "its window is in front" if front else None
                case Verb.CLOSE:
                    left = {w.id for w in self._windows(await self._context.eyes.look())}
                    if {w.id for w in self._windows(before)} - left:
                        return "its window is gone"
                    return None if left else "it shows no window"
                case Verb.HOVER | Verb.WAIT | Verb.SCROLL:
                    return "nothing to wait for"
            now = await self._context.eyes.look(self._place)
            return "the application changed" if self._contents(now) != self._contents(before) else None

        evidence = await self._context.eyes.until(changed, seconds)
        if evidence is not None:
            return Outcome(Verdict.CONFIRMED, Code.OK_DONE, evidence, Applied.APPLIED)
        return Outcome(
            Verdict.INDETERMINATE,
            Code.ACT_NO_EFFECT,
            f"nothing changed within {seconds:g} s",
            Applied.UNKNOWN,
        )

    async def changed(self, before: Scene) -> bool:
        """Whether the application shows anything else than before."""
        return self._contents(await self._context.eyes.look(self._place)) != self._contents(before)

    def _windows(self, scene: Scene) -> list[Window]:
        return grounding.windows_of(self._place, scene, self._context.applications)

    def _contents(self, scene: Scene) -> tuple[object, ...]:
        own = grounding.of_application(self._place, scene, self._context.applications)
        elements = {e.id: (e.name, e.value, e.states - grounding.FLEETING) for e in own}
        return {w.id for w in self._windows(scene)}, elements


def said(condition: Condition) -> str:
    """A condition in words."""
    match condition:
        case Exists(locator=locator):
            return f"there is {grounding.a(grounding.describe(locator))}"
        case Count(locator=locator):
            return f"how many there are of {grounding.describe(locator)} is as expected"
        case Changed(locator=locator):
            return f"{grounding.describe(locator)} changed"
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


def unconfirmed(outcome: Outcome, step: Step) -> InnervateError:
    """The error for a step whose effect could not be confirmed."""
    wanted = f"{title_of(step)} (line {step.terms.line})"
    kind = Uncertain if outcome.applied is Applied.UNKNOWN else Stale
    error = kind(wanted, outcome.evidence, "look at the application, then resume the run", code=outcome.code)
    error.applied = outcome.applied
    return error
