"""What a plan asks and names: expressions, tests, locators and conditions.

An expression is evaluated locally, as late as possible; a locator is a description, resolved at the moment of
use; a condition is three-valued.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from innervate.core.values import Money
from innervate.core.vocabulary import Role, State

if TYPE_CHECKING:
    from datetime import date

    from innervate.core.view import Handle


# Expressions: evaluated locally, as late as possible.


@dataclass(frozen=True, slots=True)
class Literal:
    """A constant that stands in the plan itself."""

    value: str | Decimal | bool | Money | date


@dataclass(frozen=True, slots=True)
class Ref:
    """A variable, or a field of one: $claim.amount is Ref("claim", ("amount",))."""

    name: str
    path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SecretRef:
    """An entry of the vault, delivered only to the sink that the vault binds it to."""

    name: str


@dataclass(frozen=True, slots=True)
class HandleRef:
    """A handle of the View that the plan was made from."""

    handle: Handle


class Function(StrEnum):
    """What can be computed over values."""

    SUM = "sum"
    DIFFERENCE = "difference"
    DAYS_BETWEEN = "days_between"
    PRODUCT = "product"
    QUOTIENT = "quotient"
    REMAINDER = "remainder"
    TEXT = "text"
    UPPER = "upper"
    LOWER = "lower"
    LENGTH = "length"
    COLOUR_CODE = "colour_code"
    CUT = "cut"
    CLASSIFY = "classify"


@dataclass(frozen=True, slots=True)
class Call:
    """A function over expressions. Of CLASSIFY: a text, then the labels that it may have.

    Of CUT: a text, what stands before the part of it that is meant, what stands after that part (each empty:
    the part begins or ends with the text), and the name of the part's type.
    """

    function: Function
    arguments: tuple[Expr, ...]


Expr = Literal | Ref | SecretRef | HandleRef | Call


# Tests and conditions.


class Op(StrEnum):
    EQ = "eq"
    LT = "lt"
    GT = "gt"
    LE = "le"
    GE = "ge"
    IN = "in"
    CONTAINS = "contains"
    LIKE = "like"
    ABOUT = "about"
    SAME_AS = "same_as"
    TYPE = "type"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Test:
    """One test of a value. operands: one, except `in` (any number)."""

    op: Op
    operands: tuple[Expr, ...]


class Pick(StrEnum):
    """Which of several matches: exactly one (else Ambiguous), the first in reading order, or all."""

    ONE = "one"
    FIRST = "first"
    ALL = "all"


class Side(StrEnum):
    """Where something stands, as seen from something else."""

    LEFT = "left"
    RIGHT = "right"
    ABOVE = "above"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class Extreme:
    """Of all matches, the one of which a property is least or greatest; numbers in texts count as numbers."""

    property: str
    greatest: bool = False


@dataclass(frozen=True, slots=True)
class Locator:
    """A description of elements, resolved at the moment of use.

    place: the application, database table, mail folder or directory to look in. label: the element's
    name. where: tests on columns of a row or on the properties text, value and title; of a figure also on
    colour, form and corners. inside: an element around it. near: an element whose label or neighbour it is,
    on `side` of that if it is given. around: an element in it. state: must have it. extreme: one of all that
    match so far. nth: which of these, in reading order, from 1.
    """

    place: str
    role: Role | None = None
    label: Expr | None = None
    where: tuple[tuple[str, tuple[Test, ...]], ...] = ()
    inside: Locator | None = None
    near: Locator | None = None
    state: State | None = None
    pick: Pick = Pick.ONE
    side: Side | None = None
    around: Locator | None = None
    extreme: Extreme | None = None
    nth: Expr | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of an element: shares of its box, (0, 0) its upper left corner, (1, 1) its lower right one.

    Beyond these it is a place beside it.
    """

    x: Expr
    y: Expr


@dataclass(frozen=True, slots=True)
class Toward:
    """A place on the way from the middle of an element to the middle of another: a share of that way."""

    other: Locator
    share: Expr


@dataclass(frozen=True, slots=True)
class Is:
    """A value passes all tests."""

    value: Expr | Locator
    tests: tuple[Test, ...]


@dataclass(frozen=True, slots=True)
class Exists:
    """The locator matches; in an expectation, something that did not match before the step."""

    locator: Locator


@dataclass(frozen=True, slots=True)
class Count:
    """How many things the locator matches passes all tests."""

    locator: Locator
    tests: tuple[Test, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """In an expectation: what the locator matches, or what that shows, is not what it was before the step."""

    locator: Locator


@dataclass(frozen=True, slots=True)
class AllOf:
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    condition: Condition


Condition = Is | Exists | Count | Changed | AllOf | AnyOf | Not
