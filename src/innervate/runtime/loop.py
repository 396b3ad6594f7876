"""The loop: walk a plan, one step after the other, each verified and written down.

A run's place in its plan is the set of paths of steps that have ended, so a resumed run walks the
same plan again and passes over what is done. A step that may have been delivered before the run was
interrupted is observed and verified, and never repeated blindly.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from innervate.core.errors import BadInput, InnervateError, Lost, Stale, Uncertain
from innervate.core.event import Branched, LoopBound, Recovered, StepEnded, StepStarted, Undone
from innervate.core.outcome import Applied, Code, Outcome, Verdict
from innervate.core.plan import (
    Act,
    Ask,
    Author,
    Capability,
    Each,
    End,
    Ending,
    Get,
    If,
    Plan,
    Repeat,
    Set,
    Stage,
    Step,
    Verb,
)
from innervate.core.run import RunState
from innervate.runtime.asking import Asking
from innervate.runtime.comparing import literal
from innervate.runtime.context import Context, Scope
from innervate.runtime.correcting import Correcting
from innervate.runtime.looking import Clock
from innervate.runtime.naming import place_of, title_of, verb_of
from innervate.runtime.resuming import reconciled, undone
from innervate.runtime.reviving import Reviving
from innervate.runtime.steps import StepRunner
from innervate.runtime.verifying import Before, Verifying, failed, locators, remembered, unconfirmed
from innervate.runtime.watching import Watch

_REVIVING = "~"
"""In the paths of steps that bring an application back: no plan has such."""


class _Ended(Exception):
    """The plan said `end`."""

    def __init__(self, how: Ending) -> None:
        self.how = how


class _Again(Exception):
    """What had been done is gone, and can be done again: the walk begins anew."""


@dataclass(slots=True)
class Loop:
    """The walk of one plan. state: what the journal holds of its run, empty for a new one.

    prefix: of the paths of its steps, if it is not the run's only plan. place: the path where it is.
    """

    context: Context
    plan: Plan
    state: RunState
    prefix: str = ""
    place: str = field(default="", init=False)
    asking: Asking = field(init=False)
    watch: Watch = field(init=False)
    reviving: Reviving = field(init=False)
    correcting: Correcting = field(init=False)

    async def run(self) -> Ending:
        """Walk the plan to its end, which is the run's.

        :raises InnervateError: the run can't go on; it is parked, and its journal is whole.
        """
        self.context.go_on_from(self.state)
        return await self.context.recorder.concluded(self.walk(), lambda: self.place)

    async def walk(self) -> Ending:
        """Walk the plan; the run goes on after it, or doesn't.

        :raises InnervateError: it can't be walked to its end; `place` is where it stopped.
        """
        scope = Scope(
            values=dict(self.state.variables), author=self.plan.author, plan_author=self.plan.author
        )
        self.asking = Asking(self.context)
        self.watch = Watch(self.plan, self.prefix, self.context, scope)
        self.reviving = Reviving(self.context)
        self.correcting = Correcting(self.context)
        try:
            await self._lets(scope)
            while True:
                try:
                    return await self._to_the_end(scope)
                except _Again:
                    self.state = self.context.recorder.state()
        except InnervateError:
            self.context.tally.failed("let")
            raise

    async def _lets(self, scope: Scope) -> None:
        for name, expr in self.plan.lets:
            if name not in scope.values:
                judge = self.context.judge(await self.context.eyes.lately(), scope)
                scope.values[name] = judge.value(expr)
        self.context.tally.went_on("let")

    async def _to_the_end(self, scope: Scope) -> Ending:
        how = Ending.DONE
        try:
            await self._steps(self.plan.steps, self.prefix, scope)
        except _Ended as ended:
            how = ended.how
        await self._steps(self.plan.finally_, f"{self.prefix}finally.", scope)
        await self.watch.check(self.place)
        return how

    async def _steps(self, steps: Sequence[Step], prefix: str, scope: Scope) -> None:
        self.correcting.beside[prefix] = steps
        for number, step in enumerate(steps):
            await self._step(step, f"{prefix}{number}", scope)

    # one step

    async def _step(self, step: Step, path: str, scope: Scope) -> None:
        if scope.plan_author is Author.PLANNER:
            self.context.note_influence(step, scope)
        if self._is_over(step, path):
            return
        self.place = path
        self.context.eyes.clock = Clock()
        capability = self._capability(step)
        self._started(
            step, path, composite=capability is not None or isinstance(step, Stage | If | Each | Repeat)
        )
        if self._begun_below(f"{path}.f"):
            # The other way had been taken before the interruption: there is no way back from it.
            await self._other_way(step, path, scope, Code.OK_DONE, "begun before the interruption")
            return
        try:
            if step.terms.done is not None and await self.asking.done(step.terms.done, path, scope):
                self._ended(path, Outcome(Verdict.CONFIRMED, Code.OK_SKIPPED, "it is done already"))
                return
            match step:
                case End(how=how):
                    await self.asking.needed(step, scope)
                    self._ended(path, Outcome(Verdict.CONFIRMED, Code.OK_DONE))
                    raise _Ended(how)
                case Act() if capability is not None:
                    await self._composite(step, capability, path, scope)
                case Get() | Set() | Act() | Ask():
                    await self._leaf(step, path, scope)
                case Stage() | If() | Each() | Repeat():
                    await self._composite(step, None, path, scope)
        except InnervateError as error:
            await self._failed(step, path, scope, error)

    def _is_over(self, step: Step, path: str) -> bool:
        """Whether the step ended before the interruption: done, or optional and failed.

        :raises _Ended: it was the step that ends the plan.
        """
        verdict = self.state.ended.get(path)
        if verdict is Verdict.CONFIRMED and isinstance(step, End):
            raise _Ended(step.how)
        return verdict is Verdict.CONFIRMED or (verdict is Verdict.REFUTED and step.terms.optional)

    def _begun_below(self, *beginnings: str) -> bool:
        """Whether, before the interruption, any step whose path begins so ended or touched something."""
        return any(path.startswith(beginnings) for path in (*self.state.ended, *self.state.touched))

    async def _leaf(self, step: Get | Set | Act | Ask, path: str, scope: Scope) -> None:
        recorder = self.context.recorder
        runner = StepRunner(self.context, scope, path)
        try:
            outcome = await reconciled(self.context, self.state, step, path, scope)
            if outcome is None:
                await self.watch.check(path)
                await self.asking.needed(step, scope)
                outcome = await runner.run(step)
            if outcome.verdict is not Verdict.CONFIRMED:
                raise unconfirmed(outcome, step)
            self.context.tally.went_on(path)
            if self.context.eyes.last is not None:
                recorder.picture(path, "after", self.context.eyes.last)
            recorder.keep_pictures()
        except InnervateError as error:
            if runner.applied is not Applied.NONE:
                error.applied = runner.applied
            elif path in self.state.touched:
                # What an earlier attempt left behind is as unknown as it was.
                error.applied = Applied.UNKNOWN
            raise
        self._ended(path, outcome)

    async def _composite(
        self, step: Stage | If | Each | Repeat | Act, capability: Capability | None, path: str, scope: Scope
    ) -> None:
        """A step that consists of others, with what it needs before and what is expected after it."""
        await self.asking.needed(step, scope)
        before: Before | None = None
        expect = step.terms.expect
        if expect is not None and not self._begun_below(f"{path}.", f"{path}#"):
            scene = await self.context.eyes.look(*(locator.place for locator in locators(expect)))
            before = remembered(expect, self.context.judge(scene, scope))
        skipped = False
        match step:
            case Stage(steps=inner):
                await self._steps(inner, f"{path}.", scope)
            case If():
                await self._branch(step, path, scope)
            case Each():
                await self._rounds(step, path, scope)
            case Repeat():
                await self._repeated(step, path, scope)
            case Act() if capability is not None:
                skipped = not await self._capable(step, capability, path, scope)
        if skipped:
            self._ended(path, Outcome(Verdict.CONFIRMED, Code.OK_SKIPPED, "it is done already"))
            return
        outcome = Outcome(Verdict.CONFIRMED, Code.OK_DONE)
        if expect is not None:
            seconds = self.context.within(step, self.context.patience.effect)
            outcome = await Verifying(self.context, scope, place_of(step)).expected(expect, seconds, before)
        if outcome.verdict is not Verdict.CONFIRMED:
            raise unconfirmed(outcome, step)
        self.context.tally.went_on(path)
        self._ended(path, outcome)

    async def _failed(self, step: Step, path: str, scope: Scope, error: InnervateError) -> None:
        """Write down how a step failed; go on where the plan says so.

        :raises _Again: what it needs was gone, and is back.
        """
        if await self._revived(step, path, scope, error) or await self._corrected(step, path, scope, error):
            raise _Again
        await self.context.recorder.keep_all_pictures()
        outcome = failed(error)
        if isinstance(error, Uncertain):
            outcome = Outcome(Verdict.INDETERMINATE, error.code, outcome.evidence, Applied.UNKNOWN)
        lasting = isinstance(error, Lost | Uncertain)
        if (step.terms.fail or step.terms.optional) and not lasting:
            self.context.tally.turned(path)
        else:
            self.context.tally.failed(path)
        if step.terms.fail and not lasting:
            await self._other_way(step, path, scope, error.code, outcome.evidence)
            return
        self._ended(path, outcome)
        if not step.terms.optional or lasting:
            raise error

    async def _revived(self, step: Step, path: str, scope: Scope, error: InnervateError) -> bool:
        """Whether it failed since its application was gone, or signed out, and that is back now."""
        if _REVIVING in path:
            return False
        recorder = self.context.recorder
        remedy = await self.reviving.remedy(step, scope, error)
        if remedy is None:
            return False
        # First: if the run is killed in the middle, what is gone must not count as done.
        recorder.add(undone(recorder.state(), self.plan, self.prefix))
        recorder.add(Recovered(path, remedy.reflex, error.code, remedy.seen))
        if remedy.act is None:
            return True
        try:
            await self._step(remedy.act, f"{path}{_REVIVING}{self.reviving.tried.total()}", scope)
        except InnervateError:
            return False
        return True

    async def _corrected(self, step: Step, path: str, scope: Scope, error: InnervateError) -> bool:
        """Whether fields that the plan had filled show something else, and are to be filled again."""
        recorder = self.context.recorder
        fields = await self.correcting.changed(step, path, scope, recorder.state(), error)
        if fields:
            recorder.add(Undone([*fields, path]))
            told = f"{len(fields)} of its fields no longer showed what had been put there"
            recorder.add(Recovered(path, "correct", error.code, told))
        return bool(fields)

    async def _other_way(self, step: Step, path: str, scope: Scope, code: Code, why: str) -> None:
        await self._steps(step.terms.fail, f"{path}.f", scope)
        self._ended(path, Outcome(Verdict.CONFIRMED, code, f"the other way was taken: {why}"))

    # composite steps

    async def _branch(self, step: If, path: str, scope: Scope) -> None:
        taken = self.state.taken.get(path)
        if taken is None:
            taken = await self.asking.answered(step.condition, step, scope)
            self.context.tally.went_on(path, ways=2)
            self.context.recorder.add(Branched(path, taken))
        await self._steps(step.then if taken else step.otherwise, f"{path}.{'t' if taken else 'e'}", scope)

    async def _rounds(self, step: Each, path: str, scope: Scope) -> None:
        kept = self.state.rows.get(path)
        rows = kept if kept is not None else await self.asking.rows(step, path, scope)
        if len(rows) > step.at_most:
            raise BadInput(
                f"at most {step.at_most} rounds, on line {step.terms.line}",
                f"{len(rows)}",
                "narrow what is looped over, or raise `at_most`",
                code=Code.PLAN_OVER_BUDGET,
            )
        if kept is None:
            self.context.recorder.add(LoopBound(path, rows))
        for number, row in enumerate(rows):
            counted = {"number": literal(Decimal(number + 1))}
            scope.values[step.terms.bind or ""] = {**counted, **row}
            await self._steps(step.steps, f"{path}#{number}.", scope)

    async def _repeated(self, step: Repeat, path: str, scope: Scope) -> None:
        """Round after round; one that had begun before an interruption is gone on with."""
        for number in range(step.at_most + 1):
            again = self.state.taken.get(f"{path}#{number}")
            if again is None:
                again = await self.asking.answered(step.until, step, scope) is False
                self.context.tally.went_on(path, ways=2)
                self.context.recorder.add(Branched(f"{path}#{number}", again))
            if not again:
                return
            if number < step.at_most:
                await self._steps(step.steps, f"{path}#{number}.", scope)
        seen, todo = f"not after {step.at_most} rounds", "see what is missing, or raise `at_most`"
        raise Stale(f"what line {step.terms.line} repeats for", seen, todo, code=Code.PLAN_OVER_BUDGET)

    async def _capable(self, step: Act, capability: Capability, path: str, scope: Scope) -> bool:
        """Run a capability's steps with its arguments as their variables; False where it is done already."""
        judge = self.context.judge(await self.context.eyes.lately(), scope)
        raised = step.terms.effect
        if scope.effect is not None:
            raised = scope.effect.raised_to(raised)
        inner = Scope(f"{path}:", effect=raised, author=Author.PERSON, plan_author=scope.plan_author)
        inner.values |= {name: judge.value(expr) for name, expr in step.arguments}
        inner.values |= {
            name.removeprefix(inner.prefix): value
            for name, value in self.state.variables.items()
            if name.startswith(inner.prefix)
        }
        if capability.done is not None and await self.asking.done(capability.done, path, inner):
            return False
        await self._steps(capability.steps, f"{path}.", inner)
        return True

    def _capability(self, step: Step) -> Capability | None:
        if not isinstance(step, Act) or step.verb in set(Verb):
            return None
        application = self.context.applications.get(step.application or "")
        capability = application.capabilities.get(step.verb) if application else None
        if capability is None:
            raise BadInput(
                f"a verb or capability, on line {step.terms.line}",
                f"{step.verb!r}",
                "correct the plan, or the desk file",
            )
        return capability

    def _started(self, step: Step, path: str, *, composite: bool) -> None:
        self.context.recorder.add(
            StepStarted(path, verb_of(step), place_of(step), step.terms.line, composite, title_of(step))
        )

    def _ended(self, path: str, outcome: Outcome) -> None:
        clock = self.context.eyes.clock
        self.context.recorder.add(
            StepEnded(
                path,
                outcome.verdict,
                outcome.code,
                outcome.applied,
                round(clock.own * 1000, 1),
                round(clock.application * 1000, 1),
                outcome.evidence,
            )
        )
