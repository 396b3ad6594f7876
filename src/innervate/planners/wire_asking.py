"""What a plan asks and names, as it is written: expressions, tests, locators, conditions.

These models only say what may be written, as `wire` does for steps; `compiler` makes of them what is used.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Discriminator, Field, StrictBool, Tag, model_validator
from pydantic_core import PydanticCustomError

from innervate.core.asking import Op, Pick, Side
from innervate.core.values import ValueType
from innervate.core.vocabulary import Role, State

VARIABLE = r"^\$[a-z][a-z0-9_]*$"
NAME = r"^[a-z][a-z0-9_]*$"

Name = Annotated[str, Field(pattern=NAME)]
Variable = Annotated[str, Field(pattern=VARIABLE)]


class Shape(BaseModel):
    """Base of all shapes: closed and immutable."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


def key_of(raw: object, keys: tuple[str, ...]) -> str | None:
    """Which of `keys` the raw mapping has."""
    return next((k for k in keys if k in raw), None) if isinstance(raw, Mapping) else None


# Expressions


class SecretExpr(Shape):
    """An entry of the vault."""

    secret: str


class MoneyExpr(Shape):
    """A constant amount."""

    money: Decimal
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]


class DateExpr(Shape):
    """A constant date."""

    date: date


class SumExpr(Shape):
    sum: Annotated[list[ExprShape], Field(min_length=1)]


class DifferenceExpr(Shape):
    """The first less all others."""

    difference: Annotated[list[ExprShape], Field(min_length=2)]


class DaysExpr(Shape):
    days_between: Annotated[list[ExprShape], Field(min_length=2, max_length=2)]


class TextExpr(Shape):
    """Texts and values joined as they are."""

    text: list[ExprShape]


class ProductExpr(Shape):
    product: Annotated[list[ExprShape], Field(min_length=2)]


class QuotientExpr(Shape):
    """The first divided by the second."""

    quotient: Annotated[list[ExprShape], Field(min_length=2, max_length=2)]


class RemainderExpr(Shape):
    """What is left of the first when the second is taken from it as often as it fits; never below 0."""

    remainder: Annotated[list[ExprShape], Field(min_length=2, max_length=2)]


class UpperExpr(Shape):
    upper: ExprShape


class LowerExpr(Shape):
    lower: ExprShape


class LengthExpr(Shape):
    """How many characters a text has."""

    length: ExprShape


class ColourCodeExpr(Shape):
    """The code of a colour that is named, as fields of web pages take it: ffa500 for orange."""

    colour_code: ExprShape


class CutExpr(Shape):
    """A part of a text: what stands between two things that are written in it, as a value of a type."""

    cut: ExprShape
    after: ExprShape = ""
    before: ExprShape = ""
    type: ValueType = ValueType.TEXT


class ClassifyExpr(Shape):
    classify: ExprShape
    into: Annotated[list[ExprShape], Field(min_length=2, max_length=20)]


_EXPR_KEYS = (
    *("secret", "money", "date", "sum", "difference", "product", "quotient", "remainder", "days_between"),
    *("text", "upper", "lower", "length", "colour_code", "cut", "classify"),
)


def _expr_tag(raw: object) -> str | None:
    if isinstance(raw, str | int | float | Decimal | bool | date):
        return "plain"
    return key_of(raw, _EXPR_KEYS)


Plain = Annotated[
    StrictBool | int | Decimal | date | str,
    Field(
        description="a constant, a variable `$name` or a field of one, `$name.field`; `$$` is a dollar sign"
    ),
]
ExprShape = Annotated[
    Annotated[Plain, Tag("plain")]
    | Annotated[SecretExpr, Tag("secret")]
    | Annotated[MoneyExpr, Tag("money")]
    | Annotated[DateExpr, Tag("date")]
    | Annotated[SumExpr, Tag("sum")]
    | Annotated[DifferenceExpr, Tag("difference")]
    | Annotated[DaysExpr, Tag("days_between")]
    | Annotated[ProductExpr, Tag("product")]
    | Annotated[QuotientExpr, Tag("quotient")]
    | Annotated[RemainderExpr, Tag("remainder")]
    | Annotated[TextExpr, Tag("text")]
    | Annotated[UpperExpr, Tag("upper")]
    | Annotated[LowerExpr, Tag("lower")]
    | Annotated[LengthExpr, Tag("length")]
    | Annotated[ColourCodeExpr, Tag("colour_code")]
    | Annotated[CutExpr, Tag("cut")]
    | Annotated[ClassifyExpr, Tag("classify")],
    Discriminator(
        _expr_tag,
        custom_error_type="expression",
        custom_error_message="expected a constant, $variable, or one of {" + ", ".join(_EXPR_KEYS) + "}",
    ),
]


# Tests, locators, conditions


class TestShape(Shape):
    """Tests of one value; all of them must pass."""

    __test__ = False

    eq: ExprShape | None = None
    lt: ExprShape | None = None
    gt: ExprShape | None = None
    le: ExprShape | None = None
    ge: ExprShape | None = None
    in_: Annotated[list[ExprShape] | None, Field(alias="in")] = None
    contains: ExprShape | None = None
    like: ExprShape | None = None
    about: ExprShape | None = None
    same_as: ExprShape | None = None
    type: ValueType | None = None
    empty: bool | None = None

    @model_validator(mode="after")
    def _tests_something(self) -> Self:
        if not self.given():
            raise PydanticCustomError("test", "expected a test: one of {ops}", {"ops": ", ".join(Op)})
        return self

    def given(self) -> list[tuple[Op, list[ExprShape]]]:
        """The tests that were written with their operands, in the order of the language."""
        found: list[tuple[Op, list[ExprShape]]] = []
        for op in Op:
            operand = getattr(self, "in_" if op is Op.IN else op.value)
            if operand is not None:
                found.append((op, operand if isinstance(operand, list) else [operand]))
        return found


class LocatorShape(Shape):
    """A description of elements, resolved at the moment of use."""

    in_: Annotated[Name, Field(alias="in", description="application or place of the desk")]
    role: Role | None = None
    label: ExprShape | None = None
    where: dict[str, TestShape] = {}
    inside: LocatorShape | None = None
    near: LocatorShape | None = None
    side: Annotated[Side | None, Field(description="of what is near: where it stands")] = None
    around: LocatorShape | None = None
    state: State | None = None
    least: Annotated[str | None, Field(description="a property or column: the one with the least")] = None
    greatest: Annotated[str | None, Field(description="a property or column: the one with most")] = None
    nth: Annotated[ExprShape | None, Field(description="which of all that match, from 1")] = None
    pick: Pick = Pick.ONE


class SpotShape(Shape):
    """A place of an element: shares of its box, 0 left or top, 1 right or bottom; beyond, beside it."""

    x: ExprShape
    y: ExprShape


class TowardShape(Shape):
    """A place on the way from the middle of an element to that of another."""

    toward: LocatorShape
    share: ExprShape


AtShape = Annotated[
    Annotated[SpotShape, Tag("spot")] | Annotated[TowardShape, Tag("toward")],
    Discriminator(lambda raw: "toward" if isinstance(raw, Mapping) and "toward" in raw else "spot"),
]
ToShape = Annotated[
    Annotated[SpotShape, Tag("spot")] | Annotated[LocatorShape, Tag("locator")],
    Discriminator(lambda raw: "locator" if isinstance(raw, Mapping) and "in" in raw else "spot"),
]


class SplitShape(Shape):
    """The parts of a text, between any of these."""

    split: ExprShape
    by: Annotated[list[Annotated[str, Field(min_length=1)]], Field(min_length=1)]


OverShape = Annotated[
    Annotated[LocatorShape, Tag("locator")] | Annotated[SplitShape, Tag("split")],
    Discriminator(lambda raw: "split" if isinstance(raw, Mapping) and "split" in raw else "locator"),
]


def _operand_tag(raw: object) -> str | None:
    return "locator" if isinstance(raw, Mapping) and "in" in raw else "expression"


OperandShape = Annotated[
    Annotated[ExprShape, Tag("expression")] | Annotated[LocatorShape, Tag("locator")],
    Discriminator(_operand_tag),
]


class IsShape(TestShape):
    """A value, or that of the element found, passes tests."""

    is_: Annotated[OperandShape, Field(alias="is")]


class ExistsShape(Shape):
    exists: LocatorShape


class CountShape(TestShape):
    """How many match passes tests."""

    count: LocatorShape


class ChangedShape(Shape):
    """What matches, or what it shows, is no longer what it was before the step."""

    changed: LocatorShape


class AllShape(Shape):
    all: Annotated[list[ConditionShape], Field(min_length=1)]


class AnyShape(Shape):
    any: Annotated[list[ConditionShape], Field(min_length=1)]


class NotShape(Shape):
    not_: Annotated[ConditionShape, Field(alias="not")]


_CONDITION_KEYS = ("is", "exists", "count", "changed", "all", "any", "not")

ConditionShape = Annotated[
    Annotated[IsShape, Tag("is")]
    | Annotated[ExistsShape, Tag("exists")]
    | Annotated[CountShape, Tag("count")]
    | Annotated[ChangedShape, Tag("changed")]
    | Annotated[AllShape, Tag("all")]
    | Annotated[AnyShape, Tag("any")]
    | Annotated[NotShape, Tag("not")],
    Discriminator(
        lambda raw: key_of(raw, _CONDITION_KEYS),
        custom_error_type="condition",
        custom_error_message=f"expected a condition: one of {{{', '.join(_CONDITION_KEYS)}}}",
    ),
]
