"""A plan that can be given away: what its person wrote or recorded in it becomes parameters.

Promises that of the plan's text nothing is left but its verbs, roles and order, the desk's names of
applications and capabilities, the keys of a keyboard, and names of elements that are public phrases of their
application: what a View could tell. Constants become parameters, the same one for the same constant; names of
variables and of secrets become numbers; titles go; words that can be no parameter become places to fill in.
What comes out is a plan in the plan language again. Refuses what is no plan.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import yaml

from innervate.core.plan import Author, Verb
from innervate.core.vocabulary import FIGURE_PROPERTIES, Role
from innervate.planners import wire, wire_asking
from innervate.planners.compiler import plan_of
from innervate.planners.source import Source

Public = Callable[[str, Role, str], bool]
"""Of an application's name, a role and a text: whether it is a public phrase there."""
Tree = None | bool | int | float | str | list["Tree"] | dict[str, "Tree"]

_MODIFIER = r"(?:Control|Ctrl|Shift|Alt|Super)"
_NAMED = (
    r"(?:Return|Enter|Tab|Escape|BackSpace|Delete|Insert|Home|End|Page_Up|Page_Down|Left|Right|Up|Down|space|Menu"
    r"|F(?:[1-9]|1[0-2]))"
)
_KEYS = re.compile(rf"(?:{_MODIFIER}\+)*{_NAMED}|(?:{_MODIFIER}\+)+[!-~]", re.IGNORECASE)
_PROPERTIES = frozenset({"text", "value", "title", *FIGURE_PROPERTIES})
_PARTS = frozenset({"amount", "currency"})
_FIELDS = (Role.ENTRY, Role.PASSWORD, Role.TEXT, Role.COMBO, Role.CHECK_BOX, Role.SPIN, Role.LABEL)


def parametrised(text: str, name: str, public: Public) -> str:
    """The YAML of a plan, as it can be given away. name: how errors call the text.

    :raises BadInput: the text is no plan.
    """
    shape = Source.parse(text, name).read(wire.PlanShape)
    writer = _Writer(public)
    tree = writer.plan(shape)
    written = writer.head() + yaml.safe_dump(tree, sort_keys=False, allow_unicode=True, width=100)
    plan_of(Source.parse(written, "the plan with parameters"), Author.PLANNER)
    return written


@dataclass
class _Writer:
    """takes: parameters by their constants. blanks: places to fill in, by what stood there. fields: of
    variables that hold several.
    """

    public: Public
    takes: dict[tuple[str, str], str] = field(default_factory=dict)
    blanks: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    secrets: dict[str, str] = field(default_factory=dict)
    fields: dict[str, dict[str, str]] = field(default_factory=dict)
    stages: int = 0

    def head(self) -> str:
        """Comments: what is to be given before it can run."""
        lines = ["# What was written in this plan is not in it. To run it, give under `let` each of"]
        lines += [f"#   ${name}: {kind}" for (kind, _), name in self.takes.items()]
        lines += [f"# and fill in {', '.join(self.blanks.values())}"] if self.blanks else []
        return "\n".join(lines) + "\n" if self.takes or self.blanks else ""

    def plan(self, shape: wire.PlanShape) -> Tree:
        for name in shape.takes:
            self.variable(name)
        for secret in shape.secrets:
            self.secret(secret)
        let = {self.bound(name): self.expression(value) for name, value in shape.let.items()}
        watch: list[Tree] = [self.rule(one) for one in shape.watch]
        steps, last = self.steps(shape.steps), self.steps(shape.finally_)
        given = [self.names[name] for name in shape.takes]
        tree: dict[str, Tree] = {"plan": "A plan with parameters"}
        _add(tree, "takes", [*given, *self.takes.values()])
        _add(tree, "secrets", list(self.secrets.values()))
        tree["from"] = list(shape.from_)
        _add(tree, "let", let)
        _add(tree, "watch", watch)
        tree["steps"] = steps
        _add(tree, "finally", last)
        return tree

    # words

    def variable(self, name: str) -> str:
        return self.names.setdefault(name, f"v{len(self.names) + 1}")

    def bound(self, name: str) -> str:
        return f"${self.variable(name[1:])}"

    def secret(self, name: str) -> str:
        return self.secrets.setdefault(name, f"secret_{len(self.secrets) + 1}")

    def blank(self, text: str) -> str:
        return self.blanks.setdefault(text, f"fill_{len(self.blanks) + 1}")

    def parameter(self, kind: str, value: object) -> str:
        return f"${self.takes.setdefault((kind, str(value)), f'p{len(self.takes) + 1}')}"

    def word(self, text: str, place: str, roles: Sequence[Role]) -> str:
        """What is called so there, as far as that is public."""
        return text if any(self.public(place, role, text) for role in roles) else self.blank(text)

    # expressions

    def expression(self, shape: wire_asking.ExprShape) -> Tree:
        match shape:
            case wire_asking.SecretExpr(secret=name):
                return {"secret": self.secret(name)}
            case wire_asking.MoneyExpr(money=amount, currency=currency):
                return self.parameter("amount", f"{amount} {currency}")
            case wire_asking.DateExpr(date=day):
                return self.parameter("date", day)
            case wire_asking.SumExpr(sum=terms):
                return {"sum": self.expressions(terms)}
            case wire_asking.DifferenceExpr(difference=terms):
                return {"difference": self.expressions(terms)}
            case wire_asking.DaysExpr(days_between=terms):
                return {"days_between": self.expressions(terms)}
            case wire_asking.TextExpr(text=terms):
                return {"text": self.expressions(terms)}
            case wire_asking.ProductExpr(product=terms):
                return {"product": self.expressions(terms)}
            case wire_asking.QuotientExpr(quotient=terms):
                return {"quotient": self.expressions(terms)}
            case wire_asking.RemainderExpr(remainder=terms):
                return {"remainder": self.expressions(terms)}
            case wire_asking.UpperExpr(upper=text):
                return {"upper": self.expression(text)}
            case wire_asking.LowerExpr(lower=text):
                return {"lower": self.expression(text)}
            case wire_asking.LengthExpr(length=text):
                return {"length": self.expression(text)}
            case wire_asking.ColourCodeExpr(colour_code=text):
                return {"colour_code": self.expression(text)}
            case wire_asking.CutExpr():
                return self.cut(shape)
            case wire_asking.ClassifyExpr(classify=asked, into=labels):
                return {"classify": self.expression(asked), "into": self.expressions(labels)}
            case str() if shape.startswith("$") and not shape.startswith("$$"):
                return self.reference(shape)
            case str() if shape in self.blanks:  # an answer that was to be chosen from
                return self.blanks[shape]
            case str():
                return self.parameter("text", shape)
            case bool():
                return self.parameter("true or false", shape)
            case date():
                return self.parameter("date", shape)
            case int() | Decimal():
                return self.parameter("number", shape)

    def cut(self, shape: wire_asking.CutExpr) -> Tree:
        """What stands around the part is as private as any text."""
        tree: dict[str, Tree] = {"cut": self.expression(shape.cut)}
        for name, around in (("after", shape.after), ("before", shape.before)):
            _add(tree, name, self.expression(around) if around != "" else None)
        if "type" in shape.model_fields_set:
            tree["type"] = shape.type.value
        return tree

    def expressions(self, shapes: Sequence[wire_asking.ExprShape]) -> list[Tree]:
        return [self.expression(one) for one in shapes]

    def reference(self, written: str) -> str:
        name, *path = written[1:].split(".")
        parts = [f"${self.variable(name)}"]
        if path and path[0] in (own := self.fields.get(name, {})):
            parts.append(own[path.pop(0)])
        return ".".join([*parts, *(one if one in _PARTS else self.blank(one) for one in path)])

    # locators, tests, conditions

    def test(self, shape: wire_asking.TestShape) -> dict[str, Tree]:
        tree: dict[str, Tree] = {}
        for op, operands in shape.given():
            if op.value in ("type", "empty"):
                tree[op.value] = shape.type.value if op.value == "type" and shape.type else shape.empty
            else:
                told = self.expressions(operands)
                tree[op.value] = told if op.value == "in" else told[0]
        return tree

    def locator(self, shape: wire_asking.LocatorShape) -> Tree:
        place = shape.in_
        tree: dict[str, Tree] = {"in": place}
        _add(tree, "role", shape.role.value if shape.role else None)
        if shape.label is not None:
            role, label = shape.role, shape.label
            named = isinstance(label, str) and role is not None and self.public(place, role, label)
            tree["label"] = label if named and isinstance(label, str) else self.expression(label)
        _add(tree, "where", {self.column(n, place): self.test(t) for n, t in shape.where.items()})
        _add(tree, "inside", self.locator(shape.inside) if shape.inside else None)
        _add(tree, "near", self.locator(shape.near) if shape.near else None)
        _add(tree, "around", self.locator(shape.around) if shape.around else None)
        _add(tree, "side", shape.side.value if shape.side else None)
        _add(tree, "state", shape.state.value if shape.state else None)
        for name, of in (("least", shape.least), ("greatest", shape.greatest)):
            _add(tree, name, self.column(of, place) if of is not None else None)
        _add(tree, "nth", self.expression(shape.nth) if shape.nth is not None else None)
        if "pick" in shape.model_fields_set:
            tree["pick"] = shape.pick.value
        return tree

    def column(self, name: str, place: str) -> str:
        return name if name in _PROPERTIES else self.word(name, place, [Role.COLUMN_HEADER])

    def condition(self, shape: wire_asking.ConditionShape) -> Tree:
        match shape:
            case wire_asking.IsShape():
                of = shape.is_
                value = self.locator(of) if isinstance(of, wire_asking.LocatorShape) else self.expression(of)
                return {"is": value, **self.test(shape)}
            case wire_asking.CountShape(count=of):
                return {"count": self.locator(of), **self.test(shape)}
            case wire_asking.ChangedShape(changed=of):
                return {"changed": self.locator(of)}
            case wire_asking.ExistsShape(exists=of):
                return {"exists": self.locator(of)}
            case wire_asking.AllShape(all=parts):
                return {"all": [self.condition(one) for one in parts]}
            case wire_asking.AnyShape(any=parts):
                return {"any": [self.condition(one) for one in parts]}
            case wire_asking.NotShape(not_=part):
                return {"not": self.condition(part)}

    def rule(self, shape: wire.RuleShape) -> Tree:
        match shape:
            case wire.AlwaysShape(always=of):
                return {"always": self.condition(of)}
            case wire.NeverShape(never=of):
                return {"never": self.condition(of)}
            case wire.UnchangedShape(unchanged=of):
                return {"unchanged": self.locator(of)}

    # steps

    def steps(self, shapes: Sequence[wire.StepShape]) -> list[Tree]:
        return [{**self.step(one), **self.terms(one)} for one in shapes]

    def step(self, shape: wire.StepShape) -> dict[str, Tree]:
        match shape:
            case wire.GetShape():
                return self.get(shape)
            case wire.SetShape(set=where, to=value, fields=fields):
                tree: dict[str, Tree] = {"set": self.locator(where)}
                _add(tree, "to", self.expression(value) if value is not None else None)
                _add(tree, "fields", self.form(fields, where.in_))
                return tree
            case wire.ActShape():
                return self.act(shape)
            case wire.AskShape(ask=question, choices=choices):
                tree = {"ask": self.blank(question)}
                _add(tree, "choices", [self.blank(one) for one in choices])
                return tree
            case wire.StageShape(steps=steps):
                self.stages += 1
                return {"stage": f"Stage {self.stages}", "steps": self.steps(steps)}
            case wire.IfShape(if_=condition, then=then, else_=otherwise):
                tree = {"if": self.condition(condition), "then": self.steps(then)}
                _add(tree, "else", self.steps(otherwise))
                return tree
            case wire.EachShape(each=over, at_most=most, steps=steps):
                return {"each": self.over(over), "at_most": most, "steps": self.steps(steps)}
            case wire.RepeatShape(repeat=steps, until=until, at_most=most):
                return {"repeat": self.steps(steps), "until": self.condition(until), "at_most": most}
            case wire.EndShape(end=how):
                return {"end": how.value}

    def over(self, shape: wire_asking.LocatorShape | wire_asking.SplitShape) -> Tree:
        if isinstance(shape, wire_asking.LocatorShape):
            return self.locator(shape)
        return {"split": self.expression(shape.split), "by": [self.blank(one) for one in shape.by]}

    def spot(self, shape: wire_asking.SpotShape | wire_asking.TowardShape | wire_asking.LocatorShape) -> Tree:
        match shape:
            case wire_asking.SpotShape(x=x, y=y):
                return {"x": self.expression(x), "y": self.expression(y)}
            case wire_asking.TowardShape(toward=other, share=share):
                return {"toward": self.locator(other), "share": self.expression(share)}
            case wire_asking.LocatorShape():
                return self.locator(shape)

    def form(self, fields: Mapping[str, wire_asking.ExprShape], place: str) -> dict[str, Tree]:
        return {self.word(label, place, _FIELDS): self.expression(one) for label, one in fields.items()}

    def get(self, shape: wire.GetShape) -> dict[str, Tree]:
        tree: dict[str, Tree] = {"get": self.locator(shape.get)}
        place = shape.get.in_
        _add(tree, "what", self.word(shape.what, place, _FIELDS) if shape.what is not None else None)
        if "type" in shape.model_fields_set:
            tree["type"] = shape.type.value
        if shape.property is not None:
            tree["property"] = self.column(shape.property, place)
        fields: dict[str, Tree] = {}
        names = {name: f"f{n}" for n, name in enumerate(shape.fields, 1)}
        if shape.as_:
            self.fields[shape.as_[1:]] = names
        for name, one in shape.fields.items():
            told: dict[str, Tree] = {"what": self.word(one.what, place, _FIELDS), "type": one.type.value}
            _add(told, "optional", one.optional)
            fields[names[name]] = told
        _add(tree, "fields", fields)
        return tree

    def act(self, shape: wire.ActShape) -> dict[str, Tree]:
        tree: dict[str, Tree] = {"act": shape.act}
        _add(tree, "on", self.locator(shape.on) if shape.on else None)
        _add(tree, "in", shape.in_)
        _add(tree, "at", self.spot(shape.at) if shape.at else None)
        _add(tree, "to", self.spot(shape.to) if shape.to else None)
        _add(tree, "through", [self.spot(one) for one in shape.through])
        given = {name: self.argument(shape.act, name, value) for name, value in shape.with_.items()}
        _add(tree, "with", given)
        return tree

    def argument(self, verb: str, name: str, value: wire_asking.ExprShape) -> Tree:
        """Keys that write nothing and how far to scroll are no value; whatever else is one."""
        if verb == Verb.KEY and name == "keys" and isinstance(value, str) and _KEYS.fullmatch(value):
            return value
        if verb == Verb.SCROLL and isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10:
            return value
        return self.expression(value)

    def terms(self, shape: wire.TermsShape) -> dict[str, Tree]:
        tree: dict[str, Tree] = {}
        _add(tree, "as", self.bound(shape.as_) if shape.as_ else None)
        for name, one in (("need", shape.need), ("expect", shape.expect), ("done", shape.done)):
            _add(tree, name, self.condition(one) if one is not None else None)
        _add(tree, "within", shape.within)
        _add(tree, "optional", shape.optional)
        _add(tree, "fail", self.steps(shape.fail))
        _add(tree, "effect", shape.effect.value if shape.effect else None)
        return tree


def _add(tree: dict[str, Tree], key: str, value: Tree) -> None:
    """What is empty, or as it is without being said, is left out."""
    if value not in (None, False, [], {}):
        tree[key] = value
