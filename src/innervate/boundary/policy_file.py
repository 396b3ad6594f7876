"""The policy file as a person writes it: YAML shapes, their JSON Schema, and what they mean.

Promises: whatever is written is either meant exactly so or refused with its line; nothing is ignored.
Refuses rules that could never mean anything: a prefix that is no address or folder, "any" in what allows,
an opened choice without its field.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import Annotated, Literal, Protocol, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from innervate.boundary.addresses import prefix_of
from innervate.boundary.policy import (
    ANY,
    AtRest,
    Ban,
    Branch,
    Budgets,
    Deed,
    Flow,
    Known,
    Level,
    LevelRule,
    Permits,
    PlannerRule,
    Policy,
    Proof,
    plain,
)
from innervate.boundary.policy import Literal as Constant
from innervate.core.errors import BadInput
from innervate.core.values import ZERO_BUDGET, ValueType
from innervate.core.vocabulary import Role

M = TypeVar("M", bound=BaseModel)

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", description="an application or place of the desk")]
Label = Annotated[str, Field(min_length=1, description="a label as it is shown, whole")]
Text = Annotated[str, Field(min_length=1, pattern=r"^[^\x00-\x1f\x7f]+$")]


class Written(Protocol):
    """A text that was read as YAML and knows its lines; `planners.source.Source` is one."""

    def read(self, shape: type[M]) -> M: ...

    def bad(self, path: Sequence[str | int], problem: str) -> BadInput: ...


class Shape(BaseModel):
    """Base of all shapes: closed and immutable."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class WindowShape(Shape):
    """The level of windows of this title (whole, literally), of this role, or of both."""

    title: Text | None = None
    role: Role | None = None
    level: Level


class FieldShape(Shape):
    """What holds at fields of this label. choice: whether what is chosen there may cross."""

    level: Level | None = None
    choice: Literal["handle", "open"] = "handle"


class AppShape(Shape):
    """One application of the desk."""

    level: Level | None = None
    drive: Annotated[bool, Field(description="false: nothing may drive it")] = True
    irreversible: Annotated[
        Literal["plan", "ask"],
        Field(
            description="ask: a person says yes to each act that can't be taken back, also of their own plans"
        ),
    ] = "plan"
    terminal: Annotated[
        Literal["closed", "open"], Field(description="open: a planner's plan may type into its terminal")
    ] = "closed"
    keys: Annotated[list[Text], Field(description="keys that a planner's plan may press, as Control+f")] = []
    windows: list[WindowShape] = []
    fields: dict[Label, FieldShape] = {}


class FlowShape(Shape):
    """Values of a type may go from an application or place into one field of an application."""

    type: ValueType | Annotated[list[ValueType], Field(min_length=1)]
    from_: Annotated[Name, Field(alias="from")]
    to: Name
    field: Label
    proof: Annotated[
        Proof,
        Field(
            description="what an untrusted value needs before an irreversible act: a person, a match with a "
            "known value (else a person), or nothing"
        ),
    ] = Proof.MATCH


class BanShape(Shape):
    """A flow that nobody's plan may take, a person's own neither; `any` for all."""

    type: ValueType | Literal["any"] | Annotated[list[ValueType], Field(min_length=1)]
    from_: Annotated[Name, Field(alias="from")]
    to: Name
    field: Label


class LiteralShape(Shape):
    """Constants that a planner may write into a field for an address, a recipient, a path or a command."""

    to: Name
    field: Label
    exact: list[Text] = []
    prefix: Annotated[list[Text], Field(description="scheme://host/folder/ or /folder/, ending in /")] = []


class BranchShape(Shape):
    """What `from` shows may decide what is done in `to`."""

    from_: Annotated[list[Name], Field(alias="from", min_length=1)]
    to: Annotated[list[Name], Field(min_length=1)]


class DeedShape(Shape):
    """An irreversible act that a planner's plan may do without asking: pressing what is labelled so."""

    in_: Annotated[Name, Field(alias="in")]
    label: Label


class KnownShape(Shape):
    """A value that is known to be right."""

    type: ValueType
    text: Text


class TrustedShape(Shape):
    """What an untrusted value may be equal to. places: of the desk, whose rows are known to be right."""

    values: list[KnownShape] = []
    places: list[Name] = []


class BudgetShape(Shape):
    """Bits that may be told of what a planner can't see: of one value and its kin, and in a run.

    nothing: types of which none may be told, besides the default's; `tell` takes some of those back.
    """

    lineage: Annotated[float, Field(ge=0, le=1024)] = 8.0
    run: Annotated[float, Field(ge=0, le=65536)] = 64.0
    nothing: list[ValueType] = []
    tell: list[ValueType] = []


class AtRestShape(Shape):
    """What a run keeps on this machine. days: for how long."""

    pictures: Literal["keep", "drop"] = "keep"
    days: Annotated[int | None, Field(ge=0, le=36500)] = None


class PlannerShape(Shape):
    """A planner that may be asked, unless what was measured of it lately breaks a limit."""

    file: Annotated[str, Field(min_length=1, description="its file, beside the policy")]
    seconds: Annotated[float | None, Field(gt=0, description="that a plan of its takes, median")] = None
    cost: Annotated[float | None, Field(gt=0, description="of a plan of its, mean")] = None
    reached: Annotated[
        float | None, Field(gt=0, le=1, description="share of its plans that came to their end")
    ] = None


class PolicyShape(Shape):
    """What the person at this machine allows. Everything that is not said here is closed."""

    policy: Literal[1]
    level: Level = Level.STRICT
    playbooks: Annotated[
        Literal["own", "named"],
        Field(description="named: a person's own playbooks, too, need their flows to be named here"),
    ] = "own"
    budget: BudgetShape = BudgetShape()
    at_rest: AtRestShape = AtRestShape()
    apps: dict[Name, AppShape] = {}
    flows: list[FlowShape] = []
    deny: list[BanShape] = []
    literals: list[LiteralShape] = []
    branches: list[BranchShape] = []
    acts: list[DeedShape] = []
    trusted: TrustedShape = TrustedShape()
    planners: Annotated[
        list[PlannerShape],
        Field(description="who plans, in order; before them playbooks, at last a person"),
    ] = []


def schema() -> dict[str, object]:
    """The JSON Schema (draft 2020-12) of a policy file."""
    document: dict[str, object] = PolicyShape.model_json_schema(by_alias=True)
    document["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    document["title"] = "innervate policy"
    return document


def policy_of(source: Written) -> Policy:
    """
    :raises BadInput: the text is no policy; with line, column and what was expected.
    """
    shape = source.read(PolicyShape)
    _require_meaning(shape, source)
    apps = shape.apps.items()
    return Policy(
        level=shape.level,
        levels=tuple(rule for name, app in apps for rule in _levels(name, app)),
        choices=frozenset(
            (name, plain(label))
            for name, app in apps
            for label, field in app.fields.items()
            if field.choice == "open"
        ),
        permits=_permits(shape),
        banned=tuple(_ban(ban) for ban in shape.deny),
        undriven=frozenset(name for name, app in apps if not app.drive),
        terminals=frozenset(name for name, app in apps if app.terminal == "open"),
        asked=frozenset(name for name, app in apps if app.irreversible == "ask"),
        keys=frozenset((name, keys) for name, app in apps for keys in app.keys),
        budgets=Budgets(
            shape.budget.lineage,
            shape.budget.run,
            (ZERO_BUDGET | frozenset(shape.budget.nothing)) - frozenset(shape.budget.tell),
        ),
        at_rest=AtRest(shape.at_rest.pictures == "keep", shape.at_rest.days),
        own_flows=shape.playbooks == "own",
        planners=tuple(PlannerRule(p.file, p.seconds, p.cost, p.reached) for p in shape.planners),
    )


def read_policy(
    path: Path, parse: Callable[[str, str], Written], known: Collection[str]
) -> tuple[Policy, bytes]:
    """A policy and the bytes that it was read from. known: the desk's names; if none, they go unchecked.

    :raises BadInput: no such file, no policy, or a name that the desk does not know.
    """
    todo = "correct the file; `innervate policy schema` prints what may stand where"
    try:
        data = path.read_bytes()
        text = data.decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"a policy file at {path}", str(error), "name it with INNERVATE_POLICY") from None
    try:
        policy = policy_of(parse(text, str(path)))
    except BadInput as error:
        raise BadInput(f"{path}: a policy file", error.seen, todo) from None
    unknown = sorted(policy.applications() - {*known, "person"})
    if unknown and known:
        seen = f"the desk has no {', '.join(unknown)}; it has {', '.join(sorted(known))}"
        raise BadInput(f"{path}: names of the desk's applications and places", seen, todo)
    return policy, data


def _levels(name: str, app: AppShape) -> Iterable[LevelRule]:
    if app.level is not None:
        yield LevelRule(name, app.level)
    for window in app.windows:
        yield LevelRule(name, window.level, window.title, window.role)
    for label, field in app.fields.items():
        if field.level is not None:
            yield LevelRule(name, field.level, field=label)


def _permits(shape: PolicyShape) -> Permits:
    return Permits(
        flows=tuple(Flow(_types(f.type), f.from_, f.to, f.field, f.proof) for f in shape.flows),
        literals=tuple(
            Constant(rule.to, rule.field, frozenset(rule.exact), tuple(rule.prefix))
            for rule in shape.literals
        ),
        branches=tuple(Branch(frozenset(b.from_), frozenset(b.to)) for b in shape.branches),
        deeds=tuple(Deed(deed.in_, deed.label) for deed in shape.acts),
        known=tuple(Known(known.type, known.text) for known in shape.trusted.values),
        trusted_places=frozenset(shape.trusted.places),
    )


def _ban(shape: BanShape) -> Ban:
    kinds = None if shape.type == "any" else _types(shape.type)
    return Ban(kinds, shape.from_, shape.to, shape.field)


def _types(kinds: ValueType | list[ValueType]) -> frozenset[ValueType]:
    return frozenset(kinds if isinstance(kinds, list) else [kinds])


def _require_meaning(shape: PolicyShape, source: Written) -> None:
    """What the shapes alone can't tell.

    :raises BadInput: at the first rule that means nothing.
    """
    for number, flow in enumerate(shape.flows):
        for key, name in (("from", flow.from_), ("to", flow.to)):
            if name == ANY:
                raise source.bad(("flows", number, key), "a flow that is allowed names its ends; no `any`")
        if ValueType.SECRET in _types(flow.type):
            problem = "a secret goes where the vault binds it (`innervate vault put --for APP`), nowhere else"
            raise source.bad(("flows", number, "type"), problem)
    for number, rule in enumerate(shape.literals):
        if not rule.exact and not rule.prefix:
            raise source.bad(("literals", number), "expected `exact` or `prefix`: what may be written")
        for place, prefix in enumerate(rule.prefix):
            if prefix_of(prefix) is None:
                problem = "expected scheme://host/ or a folder, absolute and ending in /, without .. or %"
                raise source.bad(("literals", number, "prefix", place), problem)
    for name, app in shape.apps.items():
        for number, window in enumerate(app.windows):
            if window.title is None and window.role is None:
                raise source.bad(("apps", name, "windows", number), "expected a `title`, a `role`, or both")
        if name == ANY:
            raise source.bad(("apps", name), "`any` is for `deny`; name an application")
