"""What has decided how a planner's plan goes on: whoever sees what it does next could tell what that was.

A branch, a loop, a `done` or `need`, an `optional` step and another way after a failure decide by what a
place shows; so does a locator that names a value. A step that has to find something among people's own
things decides too, if only whether the run goes on. Promises: once a place has decided anything it counts
for the rest of the run, also after a resume, whichever way was taken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass

from innervate.boundary.policy import Proof
from innervate.core.application import Application
from innervate.core.asking import Call, Function, HandleRef, Is, Locator, Op, Pick, Ref
from innervate.core.plan import Act, Each, Get, If, Repeat, Set, Step
from innervate.core.values import Bound, Value, ValueType, lineage
from innervate.core.view import Handle
from innervate.core.vocabulary import Role

# Where programs show what is theirs: that something of such a role and name is there tells little.
_INTERFACE = frozenset(
    {
        *(Role.BUTTON, Role.TOGGLE, Role.MENU, Role.MENU_ITEM, Role.ENTRY, Role.PASSWORD, Role.TEXT),
        *(Role.CHECK_BOX, Role.RADIO, Role.COMBO, Role.SPIN, Role.SLIDER, Role.WINDOW, Role.DIALOG),
    }
)
_NESTED = frozenset({"steps", "then", "otherwise", "fail", "title"})


@dataclass(slots=True)
class Influence:
    """Places by identity. decided: what they show chose between ways. needed: it had to be as it was.

    consents: place and application to which the person said yes. put: by sink, what was put there since the
    last irreversible act: value, label, what it needs. forgotten: nobody knows what an interrupted run put.
    swayed: where what is meant was asked of texts, or what comes first was taken: who writes there can become
    the answer. filled: by sink and label, what the plan itself has put there.
    """

    decided: set[str] = field(default_factory=set)
    needed: set[str] = field(default_factory=set)
    consents: set[tuple[str, str]] = field(default_factory=set)
    put: dict[str, list[tuple[Value, str, Proof]]] = field(default_factory=dict)
    forgotten: bool = False
    swayed: set[str] = field(default_factory=set)
    filled: dict[tuple[str, str], str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reader:
    """Tells what a step depends on. lookup: the value of a variable. handles: that of a handle."""

    applications: Mapping[str, Application]
    lookup: Callable[[str], Bound | None]
    handles: Callable[[Handle], Value] | None

    def note(self, step: Step, influence: Influence) -> None:
        """Add all that decides about this step, or about whether the run goes on after it."""
        terms = step.terms
        for condition in (terms.need, terms.done):
            influence.decided |= self._places(condition)
        match step:
            case If(condition=condition):
                influence.decided |= self._places(condition)
            case Each(over=over):
                influence.decided |= self._places(over)
            case Repeat(until=condition):
                influence.decided |= self._places(condition)
            case Get(source=locator):
                self._sought(locator, influence)
                influence.needed |= self._places(locator)
            case Set(target=locator):
                self._sought(locator, influence)
            case Act(target=locator, at=at, to=to, through=through) if locator is not None:
                for part in (locator, at, to, through):
                    self._sought(part, influence)
            case _:
                pass
        if terms.expect is not None:
            self._sought(terms.expect, influence)
            influence.needed |= self._places(terms.expect)
        if terms.optional or terms.fail:
            influence.decided |= self._places(step)
        influence.swayed |= self._swaying(step)

    def _swaying(self, step: Step) -> set[str]:
        """Places of which a step asks what a text means, or takes what is first: there the best text wins.

        That one thing alone has the very words is no such question: a second one makes it ambiguous.
        """
        asked: tuple[object, ...] = (step.terms.need, step.terms.done)
        match step:
            case If(condition=condition):
                asked = (*asked, condition)
            case Repeat(until=condition):
                asked = (*asked, condition)
            case Act(target=locator, at=at, to=to):
                asked = (*asked, locator, at, to)
            case Each(over=locator) | Get(source=locator) | Set(target=locator):
                asked = (*asked, locator)
            case _:
                pass
        found: set[str] = set()
        for one in _parts(asked):
            match one:
                case Locator() if _asks_meaning(one) or _takes_first(one):
                    found.add(self._identity(one.place))
                case Is(value=Locator() as locator, tests=tests) if any(t.op is Op.ABOUT for t in tests):
                    found.add(self._identity(locator.place))
                case Is(value=value, tests=tests) if any(t.op is Op.ABOUT for t in tests):
                    found |= self._all_of(value)
                case Call(function=Function.CLASSIFY):
                    found |= self._all_of(one)
                case Ref(name=name):
                    found |= _classified(self.lookup(name))
        return found

    def _all_of(self, expr: object) -> set[str]:
        return {place for part in _parts(expr) for place in self._of_value(part)}

    def _sought(self, part: object, influence: Influence) -> None:
        """What is sought by a value or a test has been asked about; without, only that it is there counts."""
        for one in _parts(part):
            influence.decided |= self._of_value(one)
            if isinstance(one, Is) or (isinstance(one, Locator) and one.where):
                influence.decided |= self._places(one)
            elif isinstance(one, Locator) and one.role is not None and one.role not in _INTERFACE:
                influence.needed.add(self._identity(one.place))

    def _places(self, part: object) -> set[str]:
        """All places that a part of a plan asks about or takes values of."""
        found: set[str] = set()
        for one in _parts(part):
            if isinstance(one, Locator):
                found.add(self._identity(one.place))
            found |= self._of_value(one)
        return found

    def _of_value(self, part: object) -> set[str]:
        match part:
            case Ref(name=name):
                return _origins(self.lookup(name))
            case HandleRef(handle=handle) if self.handles is not None:
                return _origins(self.handles(handle))
        return set()

    def _identity(self, place: str) -> str:
        application = self.applications.get(place)
        return application.sink if application is not None else place


def _origins(bound: Bound | None) -> set[str]:
    match bound:
        case Value():
            return {place for place, _ in lineage(bound)}
        case dict():
            return {place for value in bound.values() for place in _origins(value)}
        case list():
            return {place for record in bound for place in _origins(record)}
    return set()


def _asks_meaning(locator: Locator) -> bool:
    return any(test.op is Op.ABOUT for _, tests in locator.where for test in tests)


def _takes_first(locator: Locator) -> bool:
    """Of several things that people made; of a program's own controls the first is where it always is."""
    if locator.extreme is not None:
        return True  # who writes there can have the least
    others = bool(locator.where) or (locator.role is not None and locator.role not in _INTERFACE)
    return (locator.pick is Pick.FIRST or locator.nth is not None) and others


def _classified(bound: Bound | None) -> set[str]:
    """Where a text stands of which was asked what kind it is; a check box's state has a datum."""
    told = isinstance(bound, Value) and bound.type is ValueType.CHOICE and bound.datum is None
    return _origins(bound) if told else set()


def _parts(part: object) -> Iterator[object]:
    """All locators, values, functions and tests that a part of a plan names, not those of steps below it."""
    waiting = [part]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Ref | HandleRef | Locator | Is | Call):
            yield part
        if isinstance(part, tuple):
            waiting.extend(part)
        elif is_dataclass(part) and not isinstance(part, type):
            waiting.extend(getattr(part, f.name) for f in fields(part) if f.name not in _NESTED)
