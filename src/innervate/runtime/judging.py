"""Expressions, tests and conditions, over what is on the screen and in places outside it.

All answers are three-valued: what can't be read, or can't be compared (two currencies, an ambiguous
date), is unknown, and nothing is built on it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Protocol

from innervate.boundary.questions.asking import Answerer
from innervate.core.application import Application
from innervate.core.asking import (
    AllOf,
    AnyOf,
    Call,
    Changed,
    Condition,
    Count,
    Exists,
    Expr,
    Function,
    HandleRef,
    Is,
    Literal,
    Locator,
    Not,
    Op,
    Pick,
    Ref,
    SecretRef,
    Test,
)
from innervate.core.errors import BadInput, Denied, Missing
from innervate.core.outcome import Code, Verifier
from innervate.core.plan import Split
from innervate.core.scene import Element, Scene
from innervate.core.values import (
    PLAN,
    PLANNER,
    VAULT,
    Bound,
    Origin,
    Record,
    Truth,
    Value,
    ValueType,
    lineage,
)
from innervate.core.view import Handle
from innervate.core.vocabulary import CHOICE_STATES, Role, State
from innervate.runtime import grounding
from innervate.runtime.choosing import judged
from innervate.runtime.comparing import EMBEDDED, compare, compute, cut, literal, no_secret, part_of

# What differs when a thing or its content does; and what each locator matched at some moment.
Mark = tuple[str, ...]
Marks = Mapping[Locator, frozenset[Mark]]


class Noting(Protocol):
    """Counts what a planner could learn by how its plan goes on."""

    def asked(self, value: Value, place: str | None = None) -> None:
        """
        :raises Denied: nothing may be asked about it.
        """
        ...

    def among(self, count: int) -> None: ...

    def counted(self, place: str) -> None: ...

    def is_public(self, place: str, text: str, role: Role | None) -> bool:
        """Whether a View tells at once what is called so."""
        ...


_MOST_DOUBTS = 100
# Which of many things is selected is where somebody is at work, rather than what they chose.
_MANY = frozenset({Role.ROW, Role.ITEM, Role.TREE_ITEM, Role.TAB})


@dataclass(frozen=True, slots=True)
class Judge:
    """All that an answer can depend on at one moment.

    lookup: the value bound to a variable, or None. before: what matched an expectation's locators
    before the step, without those that could not be read then; None where nothing is remembered, and
    then nothing has to be new. constants: origin of the plan's. handles: what they stand for; None: there
    are none. parts: whether a part of a single value may be taken. answerer: answers what is asked about
    texts. noting: is told of whatever is asked; None: nobody learns the answers.
    """

    scene: Scene
    applications: Mapping[str, Application]
    outside: Verifier
    lookup: Callable[[str], Bound | None]
    before: Marks | None = None
    constants: Origin = PLAN
    handles: Callable[[Handle], Value] | None = None
    parts: bool = True
    answerer: Answerer = EMBEDDED
    noting: Noting | None = None

    # Expressions

    def value(self, expr: Expr) -> Value:
        """
        :raises Missing: a variable without a value. :raises BadInput: a function over wrong types.
        :raises Denied: a handle that this run never issued, or a part of a value where none may be taken.
        """
        match expr:
            case Literal(value=constant):
                return replace(literal(constant), origin=self.constants)
            case SecretRef(name=name):
                return Value(ValueType.SECRET, name, VAULT)
            case Ref():
                return self._variable(expr)
            case Call(function=Function.CLASSIFY, arguments=(asked, *labels)):
                return self._classified(self.value(asked), [self.value(label) for label in labels])
            case Call(function=Function.CUT, arguments=(text, after, before, kind)):
                return self._cut(self.value(text), self.value(after), self.value(before), self.value(kind))
            case Call(function=function, arguments=arguments):
                values = [self.value(a) for a in arguments]
                self.note(*values)
                return compute(function, values)
            case HandleRef(handle=handle):
                if self.handles is None:
                    raise Denied(f"the value of {handle}", "this run issued no handles", "plan from a View")
                return self.handles(handle)

    def _cut(self, text: Value, after: Value, before: Value, kind: Value) -> Value:
        if not self.parts:
            raise Denied("a part of a text in a question", "it may only be put somewhere")
        self.note(text, after, before)
        return cut(text, after.text, before.text, ValueType(kind.text))

    def parts_of(self, split: Split) -> list[Value]:
        """The parts of a text, in order.

        :raises Denied: no part of it may be taken. :raises Missing: it has no value.
        """
        text = self.value(split.text)
        if text.type is ValueType.SECRET or not self.parts:
            raise Denied(
                "the parts of a text", "how many they are, and which, would decide how a plan goes on"
            )
        between = "|".join(re.escape(one) for one in split.by)
        origin = replace(text.origin, parts=lineage(text), joined=True)
        told = [one.strip() for one in re.split(between, text.text)]
        return [Value(ValueType.TEXT, one, origin) for one in told if one]

    def _variable(self, ref: Ref) -> Value:
        bound = self.lookup(ref.name)
        shown = "$" + ".".join((ref.name, *ref.path))
        for part in ref.path:
            if isinstance(bound, Value) and not self.parts:
                raise Denied(f"{shown} in a question", "a part of a value may only be put somewhere")
            bound = bound.get(part) if isinstance(bound, dict) else part_of(bound, part)
        if not isinstance(bound, Value):
            raise Missing(f"a value for {shown}", "nothing that is one value is bound to it")
        return bound

    def _classified(self, asked: Value, labels: Sequence[Value]) -> Value:
        """The label that fits, as untrusted as what was read: its author chose the words."""
        if any(one.type is ValueType.SECRET for one in (asked, *labels)):
            raise no_secret()
        self.note(asked, *labels)
        found = self.answerer.classify(asked.text, [label.text for label in labels])
        if found is None:
            raise Missing(
                "one label that fits the text",
                f"none of {len(labels)} does surely",
                "name labels that differ more, or ask a person",
                code=Code.READ_UNCERTAIN,
            )
        return Value(ValueType.CHOICE, found, replace(asked.origin, parts=lineage(asked)))

    # Conditions

    def holds(self, condition: Condition) -> Truth:
        """Whether it holds now; with `before`, what it is met by must be new.

        What is denied need not be new: an expectation that only denies is for `Verifying` to refuse.
        """
        match condition:
            case Is():
                return self._is(condition)
            case Exists(locator=locator):
                return self._exists(locator)
            case Count():
                return self._counted(condition)
            case Changed(locator=locator):
                return self._changed(locator)
            case AllOf(conditions=parts):
                return Truth.every([self.holds(p) for p in parts])
            case AnyOf(conditions=parts):
                return Truth.some([self.holds(p) for p in parts])
            case Not(condition=part):
                return replace(self, before=None).holds(part).negated()

    def _is(self, condition: Is) -> Truth:
        if isinstance(condition.value, Locator):
            return self._located(condition.value, condition.tests)
        try:
            value = self.value(condition.value)
        except Missing:
            return Truth.UNKNOWN
        return Truth.every([self.passes(value, test) for test in condition.tests])

    def _located(self, locator: Locator, tests: Sequence[Test]) -> Truth:
        try:
            found = self.find(locator)
        except Missing:
            return Truth.UNKNOWN
        if not found or (len(found) > 1 and locator.pick is not Pick.FIRST):
            return Truth.UNKNOWN
        held = grounding.value_of(found[0])
        answer = Truth.every([self.passes(held, test, locator.place) for test in tests])
        if answer is Truth.TRUE and self.before is not None:
            known = self.before.get(locator)
            return Truth.UNKNOWN if known is None else Truth.of(_mark_of(found[0]) not in known)
        return answer

    def _exists(self, locator: Locator) -> Truth:
        """True of a match that is new; unknown where it can't be told of something whether it matches."""
        known = frozenset() if self.before is None else self.before.get(locator)
        try:
            found = self.marks(locator)
            if found is None or (found and known is None):
                return Truth.UNKNOWN
            if found - (known or frozenset()):
                return Truth.TRUE
            perhaps = self.marks(locator, unsure=True) if grounding.tested(locator) else found
        except Missing:
            return Truth.UNKNOWN
        return Truth.FALSE if perhaps is not None and perhaps <= found else Truth.UNKNOWN

    def _counted(self, condition: Count) -> Truth:
        """True only of every number that it may be, where some things can't be told to match."""
        locator = condition.locator
        try:
            least, most = self._number(locator), self._number(locator, unsure=True)
        except Missing:
            return Truth.UNKNOWN
        if least is None or most is None or most - least > _MOST_DOUBTS:
            return Truth.UNKNOWN
        numbers = [literal(Decimal(number)) for number in range(least, most + 1)]
        answers = [Truth.every([self.passes(n, test) for test in condition.tests]) for n in numbers]
        answer = answers[0] if all(one is answers[0] for one in answers) else Truth.UNKNOWN
        if answer is Truth.TRUE and self.before is not None:
            return self._changed(locator)
        return answer

    def _number(self, locator: Locator, *, unsure: bool = False) -> int | None:
        application = self.applications.get(locator.place)
        if application is None:
            rows = self.rows(locator, unsure=unsure)
            return None if rows is None else len(rows)
        if self.noting is not None:
            self.noting.counted(application.sink)
        return len(grounding.find(locator, self.scene, self, unsure=unsure))

    def _changed(self, locator: Locator) -> Truth:
        known = None if self.before is None else self.before.get(locator)
        try:
            now = self.marks(locator)
        except Missing:
            return Truth.UNKNOWN
        return Truth.UNKNOWN if known is None or now is None else Truth.of(now != known)

    def marks(self, locator: Locator, *, unsure: bool = False) -> frozenset[Mark] | None:
        """What the locator matches, as marks that differ when the thing or its content does.

        unsure: with that of which it can't be told. None where the place can't be read now.

        :raises Missing: the locator names a variable without a value.
        """
        if locator.place not in self.applications:
            rows = self.rows(locator, unsure=unsure)
            return None if rows is None else _marks(rows)
        return frozenset(_mark_of(e) for e in grounding.find(locator, self.scene, self, unsure=unsure))

    def find(self, locator: Locator) -> list[Element]:
        """All elements on the screen that match."""
        return grounding.find(locator, self.scene, self)

    def rows(self, locator: Locator, *, unsure: bool = False) -> list[Record] | None:
        """All rows of a place outside the screen that match, or None where it can't be read now.

        unsure: with those of which it can't be told.

        :raises BadInput: there is no such place or column.
        """
        rows = self.outside.rows(locator.place)
        if self.noting is not None:
            self.noting.counted(locator.place)
        if rows is None:
            return None
        accepted = (Truth.TRUE, Truth.UNKNOWN) if unsure else (Truth.TRUE,)

        def held(row: Record, column: str) -> Value:
            if column not in row:
                known = ", ".join(row)
                raise BadInput(
                    f"a column {column!r} in {locator.place}", f"it has {known}", "correct the plan"
                )
            return row[column]

        answers = judged(rows, locator, held, self)
        return [row for row, answer in zip(rows, answers, strict=True) if answer in accepted]

    # Tests

    def passes(self, value: Value, test: Test, place: str | None = None) -> Truth:
        """Whether one value passes one test. place: that shows it, if it is not yet anybody's."""
        self.note(value, place=place)
        if test.op is Op.IN:
            return Truth.some([self._compared(Op.EQ, value, operand) for operand in test.operands])
        return self._compared(test.op, value, test.operands[0])

    def _compared(self, op: Op, value: Value, operand: Expr) -> Truth:
        try:
            other = self.value(operand)
        except Missing:
            return Truth.UNKNOWN
        self.note(other)
        return compare(op, value, other, self.answerer)

    # What is asked

    def note(self, *values: Value, place: str | None = None) -> None:
        """These decide about something. place: the application or place that shows them.

        :raises Denied: nothing may be asked about one of them.
        """
        if self.noting is None:
            return
        for value in values:
            if value.type is not ValueType.SECRET or place is not None:
                self.noting.asked(value, self._identity(place) if place is not None else None)

    def note_sought(self, locator: Locator, among: int) -> None:
        """Whether something is called so, or is chosen, is asked; and which of so many passes the tests.

        :raises Denied: nothing may be asked about it.
        """
        if self.noting is None:
            return
        if locator.where:
            self.noting.among(among)
        if locator.state is State.SELECTED and locator.role in _MANY:
            self.noting.counted(self._identity(locator.place))
        elif locator.state in CHOICE_STATES:
            self.note(Value(ValueType.CHOICE, "", PLANNER), place=locator.place)
        if locator.label is not None:
            label = self.value(locator.label)
            public = isinstance(locator.label, Literal) and self.noting.is_public(
                locator.place, label.text, locator.role
            )
            if not public:
                self.note(label)
                self.note(Value(ValueType.TEXT, label.text, PLANNER), place=locator.place)

    def _identity(self, place: str) -> str:
        application = self.applications.get(place)
        return application.sink if application is not None else place


def _marks(rows: Sequence[Record]) -> frozenset[Mark]:
    """One of each row; of rows that are alike, too."""
    alike: Counter[Mark] = Counter(tuple(value.text for value in row.values()) for row in rows)
    return frozenset((*mark, *(("",) * number)) for mark, most in alike.items() for number in range(most))


def _mark_of(element: Element) -> Mark:
    states = sorted(element.states - grounding.FLEETING)
    return element.id, element.name, element.value or "", *states
