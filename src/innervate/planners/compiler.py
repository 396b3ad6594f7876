"""From what is written (`wire`) to the core's Plan.

Every step keeps its line, so that whatever happens to it later can be told with its place.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from innervate.core.asking import (
    AllOf,
    AnyOf,
    Call,
    Changed,
    Condition,
    Count,
    Exists,
    Expr,
    Extreme,
    Function,
    HandleRef,
    Is,
    Literal,
    Locator,
    Not,
    Ref,
    SecretRef,
    Spot,
    Test,
    Toward,
)
from innervate.core.plan import (
    Act,
    Always,
    Ask,
    Author,
    Capability,
    Each,
    End,
    Field,
    Get,
    If,
    Plan,
    Repeat,
    Rule,
    Set,
    Split,
    Stage,
    Step,
    Terms,
    Unchanged,
)
from innervate.core.values import Money
from innervate.core.view import read_handle
from innervate.planners import wire, wire_asking, wire_desk
from innervate.planners.source import Source

Path = tuple[str | int, ...]


def plan_of(source: Source, author: Author = Author.PLANNER) -> Plan:
    """author: who is known to have written it; what nobody vouches for is a planner's.

    :raises BadInput: the text is no plan; with line, column and what was expected.
    """
    shape = source.read(wire.PlanShape)
    compiler = _Compiler(source)
    return Plan(
        title=shape.plan,
        steps=compiler.steps(shape.steps, ("steps",)),
        finally_=compiler.steps(shape.finally_, ("finally",)),
        takes=tuple(shape.takes),
        secrets=tuple(shape.secrets),
        lets=tuple((name[1:], expression(value)) for name, value in shape.let.items()),
        applications=tuple(shape.from_),
        assumptions=tuple(shape.assume),
        goal=shape.goal,
        source=source.text,
        author=author,
        watch=tuple(_rule(one, source.line(("watch", i))) for i, one in enumerate(shape.watch)),
    )


def _rule(shape: wire.RuleShape, line: int) -> Rule:
    match shape:
        case wire.AlwaysShape(always=of):
            return Always(condition(of), line)
        case wire.NeverShape(never=of):
            return Always(Not(condition(of)), line)
        case wire.UnchangedShape(unchanged=of):
            return Unchanged(locator(of), line)


def capability_of(name: str, shape: wire_desk.CapabilityShape, source: Source, path: Path) -> Capability:
    """A capability of an application, from a desk file."""
    steps = _Compiler(source).steps(shape.steps, (*path, "steps"))
    done = condition(shape.done) if shape.done is not None else None
    return Capability(name, tuple(shape.takes), steps, done)


def expression(shape: wire_asking.ExprShape) -> Expr:
    """A constant, a variable, a secret or a function."""
    match shape:
        case wire_asking.SecretExpr(secret=name):
            return SecretRef(name)
        case wire_asking.MoneyExpr(money=amount, currency=currency):
            return Literal(Money(amount, currency))
        case wire_asking.DateExpr(date=day):
            return Literal(day)
        case wire_asking.SumExpr(sum=terms):
            return Call(Function.SUM, _expressions(terms))
        case wire_asking.DifferenceExpr(difference=terms):
            return Call(Function.DIFFERENCE, _expressions(terms))
        case wire_asking.DaysExpr(days_between=terms):
            return Call(Function.DAYS_BETWEEN, _expressions(terms))
        case wire_asking.TextExpr(text=terms):
            return Call(Function.TEXT, _expressions(terms))
        case wire_asking.ProductExpr(product=terms):
            return Call(Function.PRODUCT, _expressions(terms))
        case wire_asking.QuotientExpr(quotient=terms):
            return Call(Function.QUOTIENT, _expressions(terms))
        case wire_asking.RemainderExpr(remainder=terms):
            return Call(Function.REMAINDER, _expressions(terms))
        case wire_asking.UpperExpr(upper=text):
            return Call(Function.UPPER, (expression(text),))
        case wire_asking.LowerExpr(lower=text):
            return Call(Function.LOWER, (expression(text),))
        case wire_asking.LengthExpr(length=text):
            return Call(Function.LENGTH, (expression(text),))
        case wire_asking.ColourCodeExpr(colour_code=text):
            return Call(Function.COLOUR_CODE, (expression(text),))
        case wire_asking.CutExpr(cut=text, after=after, before=before, type=kind):
            return Call(Function.CUT, (*_expressions([text, after, before]), Literal(kind.value)))
        case wire_asking.ClassifyExpr(classify=asked, into=labels):
            return Call(Function.CLASSIFY, _expressions([asked, *labels]))
        case str() if (handle := read_handle(shape)) is not None:
            return HandleRef(handle)
        case str() if shape.startswith("$$"):
            return Literal(shape[1:])
        case str() if shape.startswith("$"):
            name, *path = shape[1:].split(".")
            return Ref(name, tuple(path))
        case int() if not isinstance(shape, bool):
            return Literal(Decimal(shape))
    return Literal(shape)


def _expressions(shapes: Sequence[wire_asking.ExprShape]) -> tuple[Expr, ...]:
    return tuple(expression(s) for s in shapes)


def tests(shape: wire_asking.TestShape) -> tuple[Test, ...]:
    """The tests that were written; `type` and `empty` take a constant."""
    return tuple(Test(op, _expressions(operands)) for op, operands in shape.given())


def locator(shape: wire_asking.LocatorShape) -> Locator:
    """A description of elements."""
    return Locator(
        place=shape.in_,
        role=shape.role,
        label=expression(shape.label) if shape.label is not None else None,
        where=tuple((column, tests(test)) for column, test in shape.where.items()),
        inside=locator(shape.inside) if shape.inside else None,
        near=locator(shape.near) if shape.near else None,
        state=shape.state,
        pick=shape.pick,
        side=shape.side,
        around=locator(shape.around) if shape.around else None,
        extreme=_extreme(shape),
        nth=_optional(shape.nth),
    )


def _extreme(shape: wire_asking.LocatorShape) -> Extreme | None:
    named = shape.least or shape.greatest
    return Extreme(named, greatest=shape.least is None) if named else None


def spot(shape: wire_asking.SpotShape) -> Spot:
    """A place of an element."""
    return Spot(expression(shape.x), expression(shape.y))


def _at(shape: wire_asking.SpotShape | wire_asking.TowardShape | None) -> Spot | Toward | None:
    match shape:
        case wire_asking.TowardShape(toward=other, share=share):
            return Toward(locator(other), expression(share))
        case wire_asking.SpotShape():
            return spot(shape)
    return None


def _to(shape: wire_asking.SpotShape | wire_asking.LocatorShape | None) -> Spot | Locator | None:
    match shape:
        case wire_asking.LocatorShape():
            return locator(shape)
        case wire_asking.SpotShape():
            return spot(shape)
    return None


def condition(shape: wire_asking.ConditionShape) -> Condition:
    """A three-valued condition."""
    match shape:
        case wire_asking.IsShape():
            of = shape.is_
            value = locator(of) if isinstance(of, wire_asking.LocatorShape) else expression(of)
            return Is(value, tests(shape))
        case wire_asking.ExistsShape(exists=of):
            return Exists(locator(of))
        case wire_asking.CountShape(count=of):
            return Count(locator(of), tests(shape))
        case wire_asking.ChangedShape(changed=of):
            return Changed(locator(of))
        case wire_asking.AllShape(all=parts):
            return AllOf(tuple(condition(p) for p in parts))
        case wire_asking.AnyShape(any=parts):
            return AnyOf(tuple(condition(p) for p in parts))
        case wire_asking.NotShape(not_=part):
            return Not(condition(part))


class _Compiler:
    def __init__(self, source: Source) -> None:
        self._source = source

    def steps(self, shapes: Sequence[wire.StepShape], path: Path) -> tuple[Step, ...]:
        return tuple(self._step(shape, (*path, i)) for i, shape in enumerate(shapes))

    def _step(self, shape: wire.StepShape, path: Path) -> Step:
        terms = self._terms(shape, path)
        match shape:
            case wire.GetShape():
                fields = tuple(Field(n, f.what, f.type, f.optional) for n, f in shape.fields.items())
                return Get(locator(shape.get), shape.type, shape.what, fields, terms, shape.property)
            case wire.SetShape():
                if (shape.to is None) == (not shape.fields):
                    raise self._source.bad(path, "expected either `to` (one value) or `fields` (a form)")
                form = tuple((label, expression(value)) for label, value in shape.fields.items())
                return Set(locator(shape.set), _optional(shape.to), form, terms)
            case wire.ActShape():
                return self._act(shape, path, terms)
            case wire.AskShape():
                return Ask(shape.ask, tuple(shape.choices), terms)
            case wire.StageShape():
                return Stage(shape.stage, self.steps(shape.steps, (*path, "steps")), terms)
            case wire.IfShape():
                then = self.steps(shape.then, (*path, "then"))
                return If(condition(shape.if_), then, self.steps(shape.else_, (*path, "else")), terms)
            case wire.EachShape():
                if terms.bind is None:
                    raise self._source.bad(path, "`each` needs `as: $name` for the match of each round")
                inner = self.steps(shape.steps, (*path, "steps"))
                return Each(_over(shape.each), inner, shape.at_most, terms)
            case wire.RepeatShape():
                inner = self.steps(shape.repeat, (*path, "repeat"))
                return Repeat(inner, condition(shape.until), shape.at_most, terms)
            case wire.EndShape():
                return End(shape.end, terms)

    def _act(self, shape: wire.ActShape, path: Path, terms: Terms) -> Act:
        if shape.on is not None and shape.in_ is not None:
            raise self._source.bad(path, "expected `on` (an element) or `in` (an application), not both")
        place = shape.on.in_ if shape.on else shape.in_
        if place is None:
            raise self._source.bad(path, "expected `on` (an element) or `in` (an application)")
        arguments = tuple((name, expression(value)) for name, value in shape.with_.items())
        on = locator(shape.on) if shape.on else None
        through = tuple(spot(one) for one in shape.through)
        return Act(shape.act, on, place, arguments, terms, _at(shape.at), _to(shape.to), through)

    def _terms(self, shape: wire.TermsShape, path: Path) -> Terms:
        return Terms(
            title=shape.title,
            bind=shape.as_[1:] if shape.as_ else None,
            need=condition(shape.need) if shape.need else None,
            expect=condition(shape.expect) if shape.expect else None,
            within=shape.within,
            done=condition(shape.done) if shape.done else None,
            optional=shape.optional,
            fail=self.steps(shape.fail, (*path, "fail")),
            effect=shape.effect,
            line=self._source.line(path),
        )


def _over(shape: wire_asking.LocatorShape | wire_asking.SplitShape) -> Locator | Split:
    match shape:
        case wire_asking.SplitShape(split=text, by=by):
            return Split(expression(text), tuple(by))
        case wire_asking.LocatorShape():
            return locator(shape)


def _optional(shape: wire_asking.ExprShape | None) -> Expr | None:
    return expression(shape) if shape is not None else None
