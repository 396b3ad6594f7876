"""The plan language as it is written: the shapes of YAML and JSON, and the source of the JSON Schema.

These models only say what may be written; `compiler` makes the core's Plan of them. Unknown keys are
refused everywhere, so that a typing error never passes for an option.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Discriminator, Field, Tag

from innervate.core.outcome import Effect
from innervate.core.plan import Ending
from innervate.core.values import ValueType
from innervate.planners.wire_asking import (
    AtShape,
    ConditionShape,
    ExprShape,
    LocatorShape,
    Name,
    OverShape,
    Shape,
    SpotShape,
    ToShape,
    Variable,
    key_of,
)

# Steps


class TermsShape(Shape):
    """What any step may carry."""

    title: str = ""
    as_: Annotated[Variable | None, Field(alias="as")] = None
    need: ConditionShape | None = None
    expect: ConditionShape | None = None
    within: Annotated[float | None, Field(gt=0, le=3600, description="seconds")] = None
    done: ConditionShape | None = None
    optional: bool = False
    fail: list[StepShape] = []
    effect: Effect | None = None


class FieldShape(Shape):
    """A value to read: what it is called where it stands, and its type."""

    what: str
    type: ValueType = ValueType.TEXT
    optional: bool = False


class GetShape(TermsShape):
    """Read a value, or several fields."""

    get: LocatorShape
    what: str | None = None
    type: ValueType = ValueType.TEXT
    fields: dict[Name, FieldShape] = {}
    property: Annotated[str | None, Field(description="what it looks like: colour, form, corners")] = None


class SetShape(TermsShape):
    """Put a value into an element, or values into a form by their labels."""

    set: LocatorShape
    to: ExprShape | None = None
    fields: dict[str, ExprShape] = {}


class ActShape(TermsShape):
    """Do something: a built-in verb or a capability of the application."""

    act: Name
    on: LocatorShape | None = None
    in_: Annotated[Name | None, Field(alias="in")] = None
    with_: Annotated[dict[Name, ExprShape], Field(alias="with")] = {}
    at: Annotated[AtShape | None, Field(description="where to touch it; its middle, if not given")] = None
    to: Annotated[ToShape | None, Field(description="where a drag ends: another, or beside itself")] = None
    through: Annotated[list[SpotShape], Field(max_length=64, description="what a drag passes before")] = []


class AskShape(TermsShape):
    """Ask the person at this machine."""

    ask: str
    choices: list[str] = []


class StageShape(TermsShape):
    """Named steps, and a safe point."""

    stage: str
    steps: Annotated[list[StepShape], Field(min_length=1)]


class IfShape(TermsShape):
    """A branch, taken locally."""

    if_: Annotated[ConditionShape, Field(alias="if")]
    then: list[StepShape]
    else_: Annotated[list[StepShape], Field(alias="else")] = []


class EachShape(TermsShape):
    """A loop over all matches."""

    each: OverShape
    steps: Annotated[list[StepShape], Field(min_length=1)]
    at_most: Annotated[int, Field(ge=1, le=1000)]


class RepeatShape(TermsShape):
    """Steps again and again until a condition holds."""

    repeat: Annotated[list[StepShape], Field(min_length=1)]
    until: ConditionShape
    at_most: Annotated[int, Field(ge=1, le=1000)]


class EndShape(TermsShape):
    """Stop."""

    end: Ending


_STEP_KEYS = ("get", "set", "act", "ask", "stage", "if", "each", "repeat", "end")

StepShape = Annotated[
    Annotated[GetShape, Tag("get")]
    | Annotated[SetShape, Tag("set")]
    | Annotated[ActShape, Tag("act")]
    | Annotated[AskShape, Tag("ask")]
    | Annotated[StageShape, Tag("stage")]
    | Annotated[IfShape, Tag("if")]
    | Annotated[EachShape, Tag("each")]
    | Annotated[RepeatShape, Tag("repeat")]
    | Annotated[EndShape, Tag("end")],
    Discriminator(
        lambda raw: key_of(raw, _STEP_KEYS),
        custom_error_type="step",
        custom_error_message="expected a step: one of {get, set, act, ask, stage, if, each, repeat, end}",
    ),
]


class AlwaysShape(Shape):
    always: ConditionShape


class NeverShape(Shape):
    never: ConditionShape


class UnchangedShape(Shape):
    """What one element shows stays what it was when it was first seen."""

    unchanged: LocatorShape


_RULE_KEYS = ("always", "never", "unchanged")
RuleShape = Annotated[
    Annotated[AlwaysShape, Tag("always")]
    | Annotated[NeverShape, Tag("never")]
    | Annotated[UnchangedShape, Tag("unchanged")],
    Discriminator(
        lambda raw: key_of(raw, _RULE_KEYS),
        custom_error_type="rule",
        custom_error_message=f"expected what to watch: one of {{{', '.join(_RULE_KEYS)}}}",
    ),
]


class PlanShape(Shape):
    """A whole plan."""

    plan: str
    goal: Annotated[
        str | None, Field(max_length=1000, description="what it is for, with `$name` for each of `takes`")
    ] = None
    takes: list[Name] = []
    secrets: list[str] = []
    from_: Annotated[list[Name], Field(alias="from", description="applications that it drives")]
    assume: list[str] = []
    let: dict[Variable, ExprShape] = {}
    watch: Annotated[list[RuleShape], Field(description="what has to stay true throughout the run")] = []
    steps: Annotated[list[StepShape], Field(min_length=1)]
    finally_: Annotated[list[StepShape], Field(alias="finally")] = []
