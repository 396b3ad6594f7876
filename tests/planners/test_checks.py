"""What a plan can't mean on this desk is told before anything is touched, with its line."""

from __future__ import annotations

import pytest

from innervate.core.asking import Exists, Literal, Locator
from innervate.core.errors import BadInput
from innervate.core.plan import Capability, Plan
from innervate.planners.checks import check
from tests.planners.texts import HEAD, plan, portal

PLACES = ["claims"]


def complaints(made: Plan, **more: object) -> str:
    with pytest.raises(BadInput) as error:
        check(made, portal(**more), PLACES)
    assert error.value.todo
    return error.value.seen


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ("- get: {in: portl}", "line 4: `in: portl` names nothing on the desk; it has claims, portal"),
        ("- get: {in: mail}", "line 4: `in: mail` names an application that `from` does not"),
        ("- get: {in: claims}", "line 4: claims is no application"),
        ("- set: {in: claims}\n  to: 5", "line 4: claims is no application"),
        ("- act: press\n  on: {in: claims}", "claims is no application"),
        ("- act: press\n  in: portal", "line 4: press wants an element"),
        ("- act: launch\n  on: {in: portal}", "launch is asked of an application"),
        ("- act: drag\n  on: {in: portal}", "a drag, and nothing else, has `to`"),
        ("- act: press\n  on: {in: portal}\n  to: {x: 1, y: 0}", "a drag, and nothing else, has `to`"),
        ("- act: drag\n  in: portal\n  to: {x: 1, y: 0}", "`at`, `to` and `through` are places"),
        ("- act: drag\n  on: {in: portal}\n  to: {in: claims}", "claims is no application"),
        ("- act: key\n  on: {in: portal}\n  at: {x: 1, y: 0}", "`at` means nothing for key"),
        ("- get: {in: portal}\n  property: smell", "nothing has a 'smell'"),
        ("- act: fly\n  in: portal", "portal can't 'fly'; it can close, drag, hover"),
        ("- act: wait\n  in: portal", "wait wants an `expect`"),
        ("- act: key\n  in: portal", "key takes keys, and was given nothing"),
        ("- act: type\n  in: portal\n  with: {txt: a}", "type takes text, and was given txt"),
        ("- act: press\n  on: {in: portal}\n  with: {button: right}", "press takes nothing"),
        ("- act: press\n  on: {in: portal, pick: all}", "`pick: all` means nothing"),
        ("- set: {in: portal, role: entry}\n  to: $price", "line 4: $price is used before anything binds it"),
        ("- set: {in: portal, role: entry}\n  to: $x\n  as: $x", "`as` is for get, ask and each"),
        ("- set: {in: portal}\n  to: {secret: s}", "secret 's' is not among the plan's `secrets`"),
        ("- act: press\n  on: {in: portal, label: {secret: s}}", "neither be compared nor looked for"),
        ("- get: {in: portal}\n  what: A\n  type: secret", "read as a secret"),
        ("- get: {in: portal}\n  what: A\n  fields: {b: {what: B}}", "not both"),
        ("- ask: Well?\n  expect: {exists: {in: portal}}", "`expect` means nothing after ask"),
        ("- act: press\n  on: {in: portal}\n  expect: {not: {is: 5, eq: 5}}", "`expect` has to ask about"),
        ("- stage: A\n  effect: reads\n  steps: [{end: done}]", "`effect` is for act and set"),
        ("- if: {exists: {in: claims, role: row}}\n  then: []", "only `where` tells its rows apart"),
        ("- if: {exists: {in: claims, label: A}}\n  then: []", "only `where` tells its rows apart"),
        ("- if: {is: {in: claims}, eq: 5}\n  then: []", "only `exists` and `each` can be asked"),
    ],
)  # fmt: skip
def test_what_means_nothing_is_refused(steps: str, said: str) -> None:
    assert said in complaints(plan(steps))


@pytest.mark.parametrize(
    "steps",
    [
        "- get: {in: portal}\n  what: A\n  as: $a\n  expect: {is: $a, empty: false}",
        "- if: {exists: {in: portal}}\n  then:\n    - get: {in: portal}\n      as: $a\n"
        "  else:\n    - get: {in: portal}\n      as: $a\n- set: {in: portal}\n  to: $a",
        "- each: {in: portal, pick: all}\n  as: $r\n  at_most: 2\n  steps: [{set: {in: portal}, to: $r.A}]",
        "- act: key\n  in: portal\n  with: {keys: F5}\n  expect: {exists: {in: claims, where: {a: {eq: 5}}}}",
        "- act: wait\n  in: portal\n  expect: {not: {exists: {in: portal, role: dialog}}}",
    ],
)
def test_what_is_right_is_let_through(steps: str) -> None:
    check(plan(steps), portal(), PLACES)


def test_a_variable_of_one_branch_or_of_a_loop_is_not_bound_after_it() -> None:
    one = "- if: {exists: {in: portal}}\n  then: [{get: {in: portal}, as: $a}]\n- set: {in: portal}\n  to: $a"
    assert "$a is used before" in complaints(plan(one))
    loop = "- each: {in: portal}\n  as: $r\n  at_most: 2\n  steps: [{get: {in: portal}}]\n"
    loop += "- set: {in: portal}\n  to: $r.A"
    assert "line 8: $r is used before" in complaints(plan(loop))


def test_finally_counts_on_no_step_of_a_plan_that_may_end_early() -> None:
    steps = "- get: {in: portal}\n  as: $a\n- end: done"
    head = HEAD.replace("steps:", "finally:\n  - set: {in: portal}\n    to: $a\nsteps:")
    assert "line 4: $a is used before" in complaints(plan(steps, head))
    check(plan(steps.replace("\n- end: done", ""), head), portal(), PLACES)


def test_lets_are_checked() -> None:
    head = HEAD.replace("steps:", "let: {$a: $b, $c: {secret: s}}\nsteps:")
    seen = complaints(plan("- end: done", head))
    assert "$b is used before" in seen
    assert "secret 's'" in seen


def test_a_capability_is_checked_with_its_own_place_and_arguments() -> None:
    inner = plan("- set: {in: portal, role: entry}\n  to: $name\n- act: press\n  on: {in: nowhere}").steps
    can = {"enter": Capability("enter", ("who",), inner, Exists(Locator("portal", label=Literal("Hi"))))}
    seen = complaints(plan("- act: enter\n  in: portal"), capabilities=can)
    assert "line 4: enter takes who, and was given nothing" in seen
    assert "the desk's portal.enter, line 4: $name is used before" in seen
    assert "the desk's portal.enter, line 6: `in: nowhere` names nothing" in seen


def test_a_capability_may_go_elsewhere_but_not_back_to_itself() -> None:
    elsewhere = {"read": Capability("read", (), plan("- get: {in: mail}").steps)}
    check(plan("- act: read\n  in: portal"), portal(capabilities=elsewhere), PLACES)
    round_about = {
        "one": Capability("one", (), plan("- act: two\n  in: portal").steps),
        "two": Capability("two", (), plan("- stage: A\n  steps: [{act: one, in: portal}]").steps),
    }
    assert "'one' comes to call itself" in complaints(plan("- end: done"), capabilities=round_about)


def test_the_complaints_are_counted_where_there_are_many() -> None:
    seen = complaints(plan("\n".join(f"- get: {{in: nowhere{n}}}" for n in range(11))))
    assert seen.count("\n") == 8
    assert seen.endswith("… and 3 more")
