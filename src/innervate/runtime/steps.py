"""One step: ground, perform, settle, verify, recover.

A step ends confirmed, or with an Outcome that says why not and whether an effect may be left behind.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from innervate.core.asking import Literal as Constant
from innervate.core.asking import Locator, Pick
from innervate.core.errors import BadInput, Changed, InnervateError, NeedsPerson, NotFound, Stale
from innervate.core.event import VariableBound
from innervate.core.outcome import Applied, Code, Effect, Outcome, Verdict
from innervate.core.plan import Act, Ask, Author, Get, Set, Verb
from innervate.core.scene import Element, Scene
from innervate.core.values import PERSON, Origin, Record, Truth, Value, ValueType
from innervate.core.vocabulary import Role, Source
from innervate.runtime import grounding, spots
from innervate.runtime.context import Context, Scope
from innervate.runtime.deeds import Deeds
from innervate.runtime.guard import Guard
from innervate.runtime.hands import Hands
from innervate.runtime.looking import FIELD_SECONDS, GLIDE_SECONDS, SOON_SECONDS
from innervate.runtime.naming import place_of
from innervate.runtime.reaching import Reaching, Sought, settable
from innervate.runtime.reading import read, with_looks
from innervate.runtime.recovery import FILLS, Budget, Reflexes
from innervate.runtime.searching import Searching
from innervate.runtime.verbs import Performer, effect_of, holds
from innervate.runtime.verifying import Before, Verifying, locators, remembered

Leaf = Get | Set | Act | Ask


@dataclass(slots=True)
class StepRunner:
    """Carries out one leaf step. applied: whether anything of it has been delivered."""

    context: Context
    scope: Scope
    path: str
    applied: Applied = Applied.NONE
    effect: Effect = Effect.READS
    place: str = ""

    async def run(self, step: Leaf) -> Outcome:
        """
        :raises InnervateError: it can't be done, or not now; `applied` says what is left behind.
        """
        self.place = place_of(step)
        scene = await self.context.eyes.look()  # windows alone are asked about: no pixels are read for it
        await Reflexes(self.context, self.path, self.place).restore(scene, self._hands())
        match step:
            case Get():
                return await self._get(step)
            case Set():
                return await self._set(step)
            case Act():
                return await self._act(step)
            case Ask():
                return await self._ask(step)

    # get

    async def _get(self, step: Get) -> Outcome:
        place = step.source.place
        if place not in self.context.applications:
            raise BadInput(f"an application to read from, on line {step.terms.line}", f"{place!r}")
        sink = self.context.applications[place].sink
        error: InnervateError | None = None

        async def found() -> Value | Record | None:
            nonlocal error
            scene = await self.context.eyes.look(place)
            try:
                judge = self.context.judge(scene, self.scope)
                element = grounding.one(step.source, scene, judge)
                self._note_reading(step, sink)
                return with_looks(read(step, element, scene, sink, judge.answerer))
            except Stale as missing:
                error = missing
                return None

        seconds = step.terms.within or self.context.patience.find
        value: Value | Record | None = await self.context.eyes.until(found, seconds)
        if value is None:
            value = await self._search(place).until(found)
        if value is None:
            raise error or NotFound(grounding.describe(step.source), "nothing")
        if step.terms.bind:
            self.bind(step.terms.bind, value)
        if step.terms.expect is not None:
            # Reading changes nothing: what is expected of it is said of what was read.
            verifying = Verifying(self.context, self.scope, place)
            outcome = await verifying.expected(step.terms.expect, self._within(step), None)
            if outcome.verdict is not Verdict.CONFIRMED:
                return replace(outcome, applied=Applied.NONE)
        return Outcome(Verdict.CONFIRMED, Code.OK_DONE, _told(value))

    def _note_reading(self, step: Get, sink: str) -> None:
        """Whether there is a value of such a name and type is asked, too."""
        tally = self.context.tally
        if self.scope.plan_author is not Author.PLANNER:
            return
        if step.what is not None or step.fields:
            tally.counted(sink)
        elif step.type is not ValueType.TEXT and tally.budgets.of(step.type):
            tally.asked(Value(step.type, "", Origin(sink)))

    def bind(self, name: str, value: Value | Record) -> None:
        """Give a variable its value, durably."""
        self.context.recorder.add(VariableBound(self.path, self.scope.prefix + name, value))
        self.scope.values[name] = value

    # set

    async def _set(self, step: Set) -> Outcome:
        target = step.target
        parts = [(target, step.value)] if step.value is not None else []
        inside = target if target != Locator(target.place) else None
        parts += [
            (Locator(target.place, label=Constant(label), inside=inside), expr) for label, expr in step.form
        ]
        outcome = Outcome(Verdict.CONFIRMED, Code.OK_DONE)
        self.effect = self._raised(Effect.REVERSIBLE, step)
        verifying = Verifying(self.context, self.scope, target.place)
        before: Before | None = None
        if step.terms.expect is not None:
            places = {locator.place for locator in locators(step.terms.expect)}
            scene = await self.context.eyes.look(target.place, *places)
            before = remembered(step.terms.expect, self.context.judge(scene, self.scope))
        if self.effect is Effect.IRREVERSIBLE:
            await Deeds(self._guard).allow("set")
        for locator, expr in parts:
            scene = await self.context.eyes.lately()
            value = self.context.judge(scene, self.scope, for_sink=True).value(expr)
            outcome = await self._put(locator, value, step)
            if outcome.verdict is not Verdict.CONFIRMED:
                return outcome
        if step.terms.expect is not None:
            return await verifying.expected(step.terms.expect, self._within(step), before)
        return outcome

    async def _put(self, locator: Locator, value: Value, step: Set) -> Outcome:
        reflexes = Reflexes(self.context, self.path, locator.place, Budget(repeats=FILLS))
        while True:
            hands = self._hands()
            element, scene = await self._reached(locator, reflexes, hands, Sought.FIELD)
            self.context.recorder.picture(self.path, "before", scene)
            try:
                await Performer(self.context, self.scope, hands).set(locator, value, element, scene)
            except Stale as error:
                if not reflexes.may_retry(error, hands.applied, self.effect):
                    raise
                continue
            finally:
                self._left(hands)
            if hands.applied is not Applied.NONE:
                await self.context.eyes.settle(FIELD_SECONDS)
            outcome = await self._holding(locator, value)
            if not reflexes.may_repeat(outcome, self.effect):
                return outcome

    async def _holding(self, locator: Locator, value: Value) -> Outcome:
        """Whether the element now shows the value; of a secret, whether it shows that something was typed."""

        async def shown() -> bool | None:
            scene = await self.context.eyes.look(locator.place)
            found = settable(self.context.judge(scene, self.scope).find(locator))
            found = found[:1] if locator.pick is Pick.FIRST else found
            if value.type is ValueType.SECRET:
                sink = self.context.applications[locator.place].sink
                wanted = len(self.context.secrets.reveal(value.text, sink))
                return True if any(len(e.value or "") == wanted for e in found) else None
            # Of a password the field tells how long it is.
            hidden = any(e.role is Role.PASSWORD and len(e.value or "") == len(value.text) for e in found)
            return True if hidden or any(holds(e, value) for e in found) else None

        if await self.context.eyes.until(shown, self.context.patience.any_effect, calm=FIELD_SECONDS):
            what = "the field is filled" if value.type is ValueType.SECRET else "the field shows the value"
            return Outcome(Verdict.CONFIRMED, Code.OK_DONE, what, Applied.APPLIED)
        return Outcome(Verdict.REFUTED, Code.VERIFY_FALSE, "the field shows another value", Applied.UNKNOWN)

    # act

    async def _act(self, step: Act) -> Outcome:
        place = step.application or ""
        verifying = Verifying(self.context, self.scope, place)
        reflexes = Reflexes(self.context, self.path, place)
        first: Scene | None = None
        before: Before | None = None
        while True:
            hands = self._hands()
            element, scene = await self._aimed(step, reflexes, hands)
            if self.applied is Applied.NONE and self._done(step, scene):
                # What came about while the step waited for its element is not new to its expectation.
                return Outcome(Verdict.CONFIRMED, Code.OK_SKIPPED, "it is done by now")
            performer = Performer(self.context, self.scope, hands)
            typed = performer.typed(step, scene)
            hands.effect = self.effect = self._consequence(step, element, typed, scene)
            if self.effect is Effect.IRREVERSIBLE:
                name = element.name if element is not None else typed or step.verb
                await Deeds(self._guard).allow(name, element, step.target)
                await self._require_still(step, verifying)
                scene, element = await self._aimed_again(step, element, reflexes, hands)
            self.context.recorder.picture(self.path, "before", scene)
            if first is None or self.applied is Applied.NONE:
                # A repeated step is compared with what was there before its first delivery.
                first = scene
                if step.terms.expect is not None:
                    before = remembered(step.terms.expect, self.context.judge(scene, self.scope))
            hands.held = before is not None and before.held is Truth.TRUE
            try:
                await performer.act(step, element, scene)
            except Stale as error:
                if not reflexes.may_retry(error, hands.applied, self.effect):
                    raise
                continue
            finally:
                self._left(hands)
            if self.applied is not Applied.NONE or step.verb == Verb.SCROLL:
                # What is scrolled may glide for a while.
                await self.context.eyes.settle(GLIDE_SECONDS if step.verb == Verb.SCROLL else SOON_SECONDS)
            outcome = await self._verified(step, verifying, first, before)
            if self.applied is Applied.NONE:
                outcome = replace(outcome, applied=Applied.NONE)
            elif outcome.code is Code.VERIFY_FALSE and await verifying.changed(first):
                return outcome
            if not reflexes.may_repeat(outcome, self.effect):
                return outcome

    async def _aimed(self, step: Act, reflexes: Reflexes, hands: Hands) -> tuple[Element | None, Scene]:
        """What the step acts on, and the scene in which that is found."""
        if step.target is not None:
            sought = Sought.OR_A_GUESS if step.verb in _ON_A_GUESS else Sought.ELEMENT
            return await self._reached(step.target, reflexes, hands, sought)
        # What is behind another window, and about to be raised, need not be read.
        places = () if step.verb in (Verb.LAUNCH, Verb.SWITCH) else (self.place,)
        return None, await self.context.eyes.look(*places)

    async def _aimed_again(
        self, step: Act, element: Element | None, reflexes: Reflexes, hands: Hands
    ) -> tuple[Scene, Element | None]:
        """The same once more, where it can't be taken back: a person may have taken an hour to allow it.

        :raises Changed: it is another than what was allowed.
        """
        now, scene = await self._aimed(step, reflexes, hands)
        if element is not None and now is not None and (now.role, now.name) != (element.role, element.name):
            raise Changed(
                f"{element.role.value} {element.name[:60]!r}, as it was allowed",
                f"{now.role.value} {now.name[:60]!r} stands there now",
                "see what changed, then resume the run",
            )
        return scene, now

    async def _require_still(self, step: Act, verifying: Verifying) -> None:
        """What the step needs is asked again where it can't be taken back: a person may have taken an hour.

        :raises Changed: it holds no longer.
        """
        if step.terms.need is not None and await verifying.now(step.terms.need, None) is None:
            raise Changed(
                f"what line {step.terms.line} needs, as it was",
                "it does not hold any more",
                "see what changed, then resume the run",
                code=Code.VERIFY_FALSE,
            )

    def _done(self, step: Act, scene: Scene) -> bool:
        done = step.terms.done
        return done is not None and self.context.judge(scene, self.scope).holds(done) is Truth.TRUE

    def _consequence(self, step: Act, element: Element | None, typed: str, scene: Scene) -> Effect:
        if element is not None and element.source is Source.MODEL:
            return Effect.IRREVERSIBLE  # a guessed name can't show that it is not
        touched = [element] if element is not None else []
        if element is not None and element.bounds is not None:
            middle = element.bounds.centre  # what lies in it is what a click reaches
            inner = scene.inside(element)
            touched += [one for one in inner if one.bounds is not None and one.bounds.holds(middle)]
        if element is not None and (step.at is not None or step.to is not None):
            judge = self.context.judge(scene, self.scope, for_sink=True)
            touched += spots.under(spots.all_of(step, element, scene, judge), element, scene)
        return self._raised(effect_of(step, " ".join(one.name for one in touched), typed), step)

    async def _verified(
        self, step: Act, verifying: Verifying, first: Scene, before: Before | None
    ) -> Outcome:
        if step.terms.expect is None:
            return await verifying.default(step, first)
        patience = self.context.patience
        usual = patience.launch if step.verb == Verb.LAUNCH else patience.effect
        seconds = self.context.within(step, usual)
        # What was already there before a launch is what a launch is for.
        new = None if step.verb in (Verb.LAUNCH, Verb.SWITCH, Verb.WAIT) else before
        outcome = await verifying.expected(step.terms.expect, seconds, new)
        if outcome.verdict is Verdict.CONFIRMED or not self._turned(first, await self.context.eyes.lately()):
            return outcome
        # On another page everything is new, also what stands further down.
        expect = step.terms.expect
        found = await self._search(self.place).until(lambda: verifying.now(expect, new))
        return outcome if found is None else found

    def _turned(self, first: Scene, now: Scene) -> bool:
        """Whether the application shows another page than before."""
        pages = [
            {e.id for e in grounding.of_application(self.place, scene, self.context.applications)}
            & {e.id for e in scene.elements if e.role is Role.DOCUMENT}
            for scene in (first, now)
        ]
        return bool(pages[1]) and not pages[0] & pages[1]

    # ask

    async def _ask(self, step: Ask) -> Outcome:
        answer = await self.context.ask(step.question, step.choices) if self.context.ask else None
        if answer is None:
            raise NeedsPerson(
                f"an answer to: {step.question}",
                "nobody is there to answer",
                "resume it at a terminal and answer",
            )
        if step.choices and answer not in step.choices:
            raise NeedsPerson(
                f"one of {', '.join(step.choices)}",
                f"{answer!r}",
                "resume and answer again",
                code=Code.PERSON_DECLINED,
            )
        if step.terms.bind:
            self.bind(step.terms.bind, Value(ValueType.TEXT, answer, PERSON))
        return Outcome(Verdict.CONFIRMED, Code.OK_DONE, "a person answered")

    def _search(self, place: str) -> Searching:
        return Searching(self.context, self.scope, self.path, place)

    async def _reached(
        self, locator: Locator, reflexes: Reflexes, hands: Hands, sought: Sought
    ) -> tuple[Element, Scene]:
        return await Reaching(self.context, self.scope, self.path, reflexes, hands).element(locator, sought)

    def _hands(self) -> Hands:
        return Hands(self.context.eyes, self.context.recorder, self.path, self.effect, self._guard)

    @property
    def _guard(self) -> Guard:
        return Guard(self.context, self.scope, self.place, self.path)

    def _left(self, hands: Hands) -> None:
        """Remember what hands have left behind, however they ended."""
        if hands.applied is not Applied.NONE:
            self.applied = hands.applied

    def _raised(self, effect: Effect, step: Leaf) -> Effect:
        return effect.raised_to(step.terms.effect).raised_to(self.scope.effect)

    def _within(self, step: Leaf) -> float:
        return self.context.within(step, self.context.patience.effect)


_ON_A_GUESS = frozenset({Verb.PRESS, Verb.OPEN, Verb.SELECT, Verb.HOVER})


def _told(value: Value | Record) -> str:
    if isinstance(value, Value):
        return f"read one {value.type.value}"
    return "read " + ", ".join(value)
