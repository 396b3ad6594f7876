"""What is left of a plan that is given away, and that it is still that plan."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from innervate.core.errors import BadInput
from innervate.core.plan import Plan, walk
from innervate.core.vocabulary import Role
from innervate.planners.compiler import plan_of
from innervate.planners.parameters import parametrised
from innervate.planners.source import Source

CLAIMS = Path(__file__).parents[2] / "examples/claims/settle.yaml"
CANARIES = """
plan: Canary title
takes: [canary_take]
secrets: [canary.secret]
from: [mail]
assume: [Canary assumption]
let: {$canary_let: {money: 4711.25, currency: EUR}, $canary_day: {date: 1985-06-17}, $canary_flag: true}
steps:
  - title: Canary step
    get: {in: mail, role: row, where: {Canary column: {contains: Canary, in: [Canary one, 4712]}}}
    fields: {canary_field: {what: Canary field, type: amount}, amount: {what: Canary amount, type: amount}}
    as: $canary_record
  - set: {in: mail, role: entry, label: Canary label}
    to: {text: ["Canary: ", $canary_record.canary_field.amount, 4713, {secret: canary.secret}]}
  - set: {in: mail, role: form}
    fields: {Canary box: "$$Canary", Subject: $canary_take}
  - act: type
    on: {in: mail, inside: {in: mail, label: Canary}, near: {in: mail, role: label, label: Canary near}}
    with: {text: Canary typed}
  - act: key
    in: mail
    with: {keys: C}
  - act: key
    in: mail
    with: {keys: Control+Return}
  - each:
      split: {cut: $canary_take, after: "Canary from ", before: " Canary to", type: text}
      by: [" Canary "]
    as: $canary_part
    at_most: 3
    steps:
      - repeat:
          - act: drag
            on: {in: mail, role: figure, where: {colour: {eq: Canary tint}}, greatest: Canary size, nth: 4714}
            at: {toward: {in: mail, label: Canary toward}, share: 0.4715}
            through: [{x: 4716, y: 0}]
            to: {in: mail, around: {in: mail, label: Canary around}}
        until:
          is: {remainder: [{length: {upper: Canary long}}, {quotient: [4717, {product: [2, 4718]}]}]}
          eq: 1
        at_most: 4
      - set: {in: mail, role: entry, label: Subject}
        to: {colour_code: {lower: Canary colour}}
  - get: {in: mail, role: figure}
    property: colour
  - ask: Canary question?
    choices: [Canary yes, Canary no]
    as: $canary_answer
  - if: {any: [{is: $canary_answer, eq: Canary yes}, {not: {exists: {in: mail, label: "⟦PERSON_4711⟧"}}}]}
    then: [{act: press, on: {in: mail, role: button, label: Send}}]
    else:
      - stage: Canary stage
        steps: [{end: give_up}]
  - each: {in: mail, role: row, pick: all, where: {Subject: {like: Canary}}}
    as: $canary_row
    at_most: 7
    steps:
      - set: {in: mail, role: entry, label: Subject}
        to: {classify: $canary_row.canary_part, into: [Canary a, Canary b]}
        fail: [{act: press, on: {in: mail, role: button, label: Canary button}}]
        need: {is: {in: mail, role: text}, about: Canary topic}
"""


def _public(place: str, role: Role, text: str) -> bool:
    return text in ("Send", "Subject")


def _plan(text: str) -> Plan:
    return plan_of(Source.parse(text, "plan"))


def test_nothing_that_a_person_wrote_is_left_but_public_names() -> None:
    given = parametrised(CANARIES, "plan", _public)
    for told in ("anary", "4711", "4712", "4713", "1985", "EUR", "PERSON", "keys: C\n", "assume"):
        assert told not in given
    for told in ("label: Send", "Subject: ", "label: Subject", "keys: Control+Return", "at_most: 7"):
        assert told in given


def test_the_same_constant_is_one_parameter_and_an_answer_stays_one_of_the_choices() -> None:
    tree = yaml.safe_load(parametrised(CANARIES, "plan", _public))
    ask = next(step for step in tree["steps"] if "ask" in step)
    branch = next(step for step in tree["steps"] if "if" in step)
    assert branch["if"]["any"][0] == {"is": ask["as"], "eq": ask["choices"][0]}
    press = next(step for step in tree["steps"] if step.get("act") == "type")
    get = next(step for step in tree["steps"] if "get" in step)
    (column,) = get["get"]["where"].values()
    assert press["on"]["inside"]["label"] == column["contains"]
    to = tree["steps"][1]["to"]["text"]
    assert to[1] == f"{get['as']}.f1.amount"


def test_what_comes_out_is_the_plan_with_other_names() -> None:
    text = CLAIMS.read_text()
    before, after = _plan(text), _plan(parametrised(text, "plan", lambda *_: True))
    assert [type(step) for step in walk(after.steps)] == [type(step) for step in walk(before.steps)]
    assert after.applications == before.applications
    assert len(after.secrets) == len(before.secrets)
    assert after.takes


def test_what_is_no_plan_is_refused() -> None:
    with pytest.raises(BadInput):
        parametrised("plan: x", "plan", _public)
