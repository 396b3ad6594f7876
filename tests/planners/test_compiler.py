"""From what is written to the core's plan, and the published schema."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest

from innervate.core.asking import Call, Exists, Expr, Function, Is, Literal, Locator, Op, Pick, Ref, SecretRef
from innervate.core.asking import Test as OneTest
from innervate.core.outcome import Effect
from innervate.core.plan import Act, Each, Get, If, Set, Stage, walk
from innervate.core.values import Money, ValueType
from innervate.core.vocabulary import Role, State
from innervate.planners.schema import SCHEMAS, schema
from tests.planners.texts import plan


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Save", Literal("Save")),
        ("on", Literal("on")),
        ("5", Literal(Decimal(5))),
        ("4.50", Literal(Decimal("4.50"))),
        ("'5'", Literal("5")),
        ("true", Literal(True)),
        ("'true'", Literal("true")),
        ("2026-03-14", Literal(date(2026, 3, 14))),
        ("'2026-03-14'", Literal("2026-03-14")),
        ("$form", Ref("form")),
        ("$form.amount.currency", Ref("form", ("amount", "currency"))),
        ("$$form", Literal("$form")),
        ("{secret: a.b}", SecretRef("a.b")),
        ("{money: 12.50, currency: EUR}", Literal(Money(Decimal("12.50"), "EUR"))),
        ("{date: 2026-03-14}", Literal(date(2026, 3, 14))),
        ("{sum: [$a, 5]}", Call(Function.SUM, (Ref("a"), Literal(Decimal(5))))),
        (
            "{text: [a, {difference: [$b, $c]}]}",
            Call(Function.TEXT, (Literal("a"), Call(Function.DIFFERENCE, (Ref("b"), Ref("c"))))),
        ),
        ("{days_between: [$a, $b]}", Call(Function.DAYS_BETWEEN, (Ref("a"), Ref("b")))),
    ],
)
def test_values(written: str, meant: Expr) -> None:
    step = plan(f"- set: {{in: portal}}\n  to: {written}").steps[0]
    assert isinstance(step, Set)
    assert step.value == meant
    if isinstance(meant, Literal) and isinstance(step.value, Literal):
        assert type(step.value.value) is type(meant.value)


def test_locators_and_conditions() -> None:
    step = plan("""
- act: press
  on:
    in: portal
    role: row
    where: {Subject: {contains: New, empty: false}, value: {in: [a, b]}}
    inside: {in: portal, role: table}
    near: {in: portal, label: Total}
    state: selected
    pick: first
  need: {is: {in: portal, role: entry, label: Total}, eq: 5}
  expect: {all: [{exists: {in: portal}}, {not: {any: [{is: $a, type: amount}]}}]}
  effect: irreversible
  within: 0.5
""").steps[0]  # fmt: skip
    assert isinstance(step, Act)
    assert step.target == Locator(
        "portal",
        Role.ROW,
        where=(
            ("Subject", (OneTest(Op.CONTAINS, (Literal("New"),)), OneTest(Op.EMPTY, (Literal(False),)))),
            ("value", (OneTest(Op.IN, (Literal("a"), Literal("b"))),)),
        ),
        inside=Locator("portal", Role.TABLE),
        near=Locator("portal", label=Literal("Total")),
        state=State.SELECTED,
        pick=Pick.FIRST,
    )
    assert step.application == "portal"
    assert (step.terms.effect, step.terms.within) == (Effect.IRREVERSIBLE, 0.5)
    total = Locator("portal", Role.ENTRY, Literal("Total"))
    assert step.terms.need == Is(total, (OneTest(Op.EQ, (Literal(Decimal(5)),)),))


def test_every_step_keeps_its_line() -> None:
    made = plan("""
- stage: One
  steps:
    - get: {in: portal}
      fields: {a: {what: A, type: amount, optional: true}}
      as: $form
    - if: {is: $form.a, gt: {money: 1, currency: EUR}}
      then: [{end: done}]
      else:
        - each: {in: portal, pick: all}
          as: $row
          at_most: 2
          steps:
            - act: press
              on: {in: portal, label: $row.Name}
  fail:
    - end: give_up
""")
    steps = walk(made.steps)
    assert [type(s).__name__ for s in steps] == ["Stage", "Get", "If", "End", "Each", "Act", "End"]
    assert [s.terms.line for s in steps] == [4, 6, 9, 10, 12, 16, 19]
    stage, get, branch, _, each, *_ = steps
    assert isinstance(stage, Stage)
    assert isinstance(get, Get)
    assert get.fields[0].type is ValueType.AMOUNT
    assert get.terms.bind == "form"
    assert isinstance(branch, If)
    assert isinstance(each, Each)
    assert each.over.pick is Pick.ALL


def test_a_plan_without_extras_has_none() -> None:
    made = plan(
        "- act: press\n  on: {in: portal, label: Save}\n  expect: {exists: {in: portal, label: Saved}}"
    )
    step = made.steps[0]
    assert isinstance(step.terms.expect, Exists)
    assert (made.takes, made.secrets, made.lets, made.finally_) == ((), (), (), ())
    assert (step.terms.need, step.terms.done, step.terms.fail, step.terms.effect) == (None, None, (), None)


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_the_schema_is_closed_and_refers_to_what_it_has(name: str) -> None:
    document = schema(name)
    text = json.dumps(document)
    assert document["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    definitions = document["$defs"]
    assert isinstance(definitions, dict)
    shapes = [document, *definitions.values()]
    for shape in shapes:
        if shape.get("type") == "object":
            assert shape["additionalProperties"] is False, shape["title"]
    waiting: list[object] = [document]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            refers = part.get("$ref")
            if isinstance(refers, str):
                assert refers.removeprefix("#/$defs/") in definitions
            waiting.extend(part.values())
        elif isinstance(part, list):
            waiting.extend(part)
    assert "in_" not in text, "the schema names things as they are written"
