"""A plan: a typed program that names values by handle and holds no coordinate and no private value.

One language for a playbook, a cloud model's answer, a compiled recording and a replay. The verbs are
get, set, act, ask, stage, if, each and end; what an application can do is a typed catalogue of
capabilities, not more verbs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from innervate.core.asking import Condition, Expr, Locator, Spot, Toward
from innervate.core.outcome import Effect
from innervate.core.values import ValueType

# Steps.


@dataclass(frozen=True, slots=True)
class Terms:
    """What any step may carry.

    title: for people. bind: variable that takes the result. need: must hold before. expect: must hold
    after, newly. within: seconds for `expect`, None for the default. done: the step is skipped when
    this already holds. fail: steps tried instead when this one fails. effect: raises the step's own.
    line: where it stands in its source, 1 is the first line; 0 if it has none.
    """

    title: str = ""
    bind: str | None = None
    need: Condition | None = None
    expect: Condition | None = None
    within: float | None = None
    done: Condition | None = None
    optional: bool = False
    fail: tuple[Step, ...] = ()
    effect: Effect | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Field:
    """One value to read from a document, row or form: `what` is how it is called there."""

    name: str
    what: str
    type: ValueType
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Get:
    """Read one typed value, or a record of fields, from what the locator finds.

    property: read what it looks like, instead of what it says.
    """

    source: Locator
    type: ValueType = ValueType.TEXT
    what: str | None = None
    fields: tuple[Field, ...] = ()
    terms: Terms = Terms()
    property: str | None = None


@dataclass(frozen=True, slots=True)
class Set:
    """Put a value into an element, or several into a form by their labels."""

    target: Locator
    value: Expr | None = None
    form: tuple[tuple[str, Expr], ...] = ()
    terms: Terms = Terms()


@dataclass(frozen=True, slots=True)
class Act:
    """Do something: a built-in verb, a capability of the application, or a playbook.

    at: where to touch the target; None: its middle. to: where a drag ends. through: what it passes before.
    """

    verb: str
    target: Locator | None = None
    application: str | None = None
    arguments: tuple[tuple[str, Expr], ...] = ()
    terms: Terms = Terms()
    at: Spot | Toward | None = None
    to: Spot | Locator | None = None
    through: tuple[Spot, ...] = ()


@dataclass(frozen=True, slots=True)
class Ask:
    """Ask a person, privately, at this machine."""

    question: str
    choices: tuple[str, ...] = ()
    terms: Terms = Terms()


@dataclass(frozen=True, slots=True)
class Stage:
    """Named steps. A safe point: on a fresh desktop, an unfinished stage starts anew."""

    name: str
    steps: tuple[Step, ...]
    terms: Terms = Terms()


@dataclass(frozen=True, slots=True)
class If:
    condition: Condition
    then: tuple[Step, ...]
    otherwise: tuple[Step, ...] = ()
    terms: Terms = Terms()


@dataclass(frozen=True, slots=True)
class Split:
    """The parts of a text, between any of these separators; empty ones don't count."""

    text: Expr
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Each:
    """For each match, bound as a record of its columns: a loop of at most `at_most` rounds.

    Over the parts of a text, each is bound as {text}. Each has a `number`, too, from 1 on, unless a column is
    called so.
    """

    over: Locator | Split
    steps: tuple[Step, ...]
    at_most: int
    terms: Terms = Terms()


@dataclass(frozen=True, slots=True)
class Repeat:
    """Steps again and again until a condition holds, at most `at_most` times; asked before each round."""

    steps: tuple[Step, ...]
    until: Condition
    at_most: int
    terms: Terms = Terms()


@dataclass(frozen=True, slots=True)
class Always:
    """A condition that holds throughout a run, or can't be told. line: as in `Terms`."""

    condition: Condition
    line: int = 0


@dataclass(frozen=True, slots=True)
class Unchanged:
    """What one element shows stays what it was when it was first seen. line: as in `Terms`."""

    locator: Locator
    line: int = 0


Rule = Always | Unchanged


class Ending(StrEnum):
    DONE = "done"
    LOOK = "look"
    GIVE_UP = "give_up"


@dataclass(frozen=True, slots=True)
class End:
    """Stop here: done, wanting a View to plan further, or giving up."""

    how: Ending
    terms: Terms = Terms()


Step = Get | Set | Act | Ask | Stage | If | Each | Repeat | End


class Verb(StrEnum):
    """The built-in verbs of `act`; any other name is a capability of the step's application."""

    PRESS = "press"
    OPEN = "open"
    SELECT = "select"
    HOVER = "hover"
    KEY = "key"
    TYPE = "type"
    SCROLL = "scroll"
    DRAG = "drag"
    LAUNCH = "launch"
    SWITCH = "switch"
    CLOSE = "close"
    WAIT = "wait"


@dataclass(frozen=True, slots=True)
class Capability:
    """Something that an application can do, as steps with parameters."""

    name: str
    takes: tuple[str, ...]
    steps: tuple[Step, ...]
    done: Condition | None = None


class Author(StrEnum):
    """Whose words a plan is. A person's name their flows by being written; a planner's have to be granted."""

    PERSON = "person"
    PLANNER = "planner"


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole program. takes: parameters. secrets: entries of the vault. source: the text it came from.

    goal: what it is for, in the words of a person, with `$name` where a parameter stands; None for no goal.
    author: a planner, unless it is known that a person wrote it. watch: what has to stay true all the time.
    """

    title: str
    steps: tuple[Step, ...]
    finally_: tuple[Step, ...] = ()
    takes: tuple[str, ...] = ()
    secrets: tuple[str, ...] = ()
    lets: tuple[tuple[str, Expr], ...] = ()
    applications: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    goal: str | None = None
    source: str = field(default="", repr=False)
    author: Author = Author.PLANNER
    watch: tuple[Rule, ...] = ()


def leaves(steps: Sequence[Step]) -> list[Step]:
    """All steps that consist of no others, in order."""
    return [step for step in walk(steps) if not isinstance(step, Stage | If | Each | Repeat)]


def walk(steps: Sequence[Step]) -> list[Step]:
    """All steps, in order, the nested ones too."""
    found: list[Step] = []
    for step in steps:
        found.append(step)
        match step:
            case Stage(steps=inner) | Each(steps=inner) | Repeat(steps=inner):
                found.extend(walk(inner))
            case If(then=then, otherwise=otherwise):
                found.extend(walk(then))
                found.extend(walk(otherwise))
            case _:
                pass
        found.extend(walk(step.terms.fail))
    return found
