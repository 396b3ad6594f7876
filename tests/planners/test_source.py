"""YAML as the language narrows it, and errors that point at the place."""

from __future__ import annotations

import contextlib
import json
import time
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innervate.core.errors import BadInput
from innervate.core.plan import Plan
from innervate.planners.compiler import plan_of
from innervate.planners.source import MAX_CHARACTERS, MAX_DEPTH, Source
from tests.planners.texts import HEAD, plan_text


def data(text: str) -> object:
    return Source.parse(text, "x.yaml").data()


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("on", "on"),
        ("no", "no"),
        ("YES", "YES"),
        ("true", True),
        ("12", 12),
        ("-3", -3),
        ("007", "007"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("12:30:45", "12:30:45"),
        ("1e3", "1e3"),
        (".inf", ".inf"),
        ("4310.750", Decimal("4310.750")),
        ("2026-03-14", date(2026, 3, 14)),
        ("2026-02-30", "2026-02-30"),
        ("2026-03-14 10:00:00", "2026-03-14 10:00:00"),
        ("~", None),
        ("<<: {a: b}", {"<<": {"a": "b"}}),
    ],
)
def test_words_stay_words_and_numbers_exact(text: str, read: object) -> None:
    assert data(text) == read
    assert type(data(text)) is type(read)


@pytest.mark.parametrize(
    ("text", "where", "said"),
    [
        ("a: 1\nb: &x 2\nc: *x", "x.yaml:3:4", "aliases"),
        ("a: 1\n  b: 2", "x.yaml:2:4", "mapping values"),
        ("a: 1\nb: 2\na: 3", "x.yaml:3:1", "`a` is given twice"),
        ("b: {c: {d: 1, d: 2}}", "x.yaml:1:15", "`d` is given twice"),
        ("? [a]\n: b", "x.yaml:1:3", "a plain key"),
        ("a: !!python/object/apply:os.system [ls]", "x.yaml:1:4", "tags"),
        ("a: !!float abc", "x.yaml:1:4", "tags"),
        ("a: !!bool maybe", "x.yaml:1:4", "tags"),
        ("a: !!int ''", "x.yaml:1:4", "tags"),
        ("a: ! b", "x.yaml:1:4", "tags"),
        ("---\na: 1\n---\nb: 2", "x.yaml:3:1", "another document"),
        ("[" * (MAX_DEPTH + 5) + "]" * (MAX_DEPTH + 5), f"x.yaml:1:{MAX_DEPTH + 1}", "nested deeper"),
    ],
)
def test_what_is_refused_is_shown_with_its_place(text: str, where: str, said: str) -> None:
    with pytest.raises(BadInput) as error:
        Source.parse(text, "x.yaml")
    assert where in error.value.seen
    assert said in error.value.seen
    assert error.value.todo


@pytest.mark.parametrize(
    "text", ["", "# nothing", "\x00", "a: \ud800", "x" * (MAX_CHARACTERS + 1), "[" * 5000]
)
def test_what_is_no_document_is_refused(text: str) -> None:
    with pytest.raises(BadInput) as error:
        Source.parse(text, "x.yaml").data()
    assert error.value.todo


def complaint(text: str) -> str:
    with pytest.raises(BadInput) as error:
        plan_of(Source.parse(text, "plan.yaml"))
    return error.value.seen


@pytest.mark.parametrize(
    ("steps", "where", "said"),
    [
        ("- act: press\n  onn: {in: portal}", "plan.yaml:5:5", "unexpected `onn`"),
        ("- press: Save", "plan.yaml:4:5", "expected a step: one of {get, set, act"),
        ("- get: {role: row}", "plan.yaml:4:10", "`in` is missing"),
        ("- get: {in: portal, role: rwo}", "plan.yaml:4:29", "'row'"),
        ("- end: maybe", "plan.yaml:4:10", "'give_up'"),
        ("- get: {in: portal}\n  as: price", "plan.yaml:5:9", "pattern"),
        ("- get: {in: portal}\n  within: 0", "plan.yaml:5:13", "greater than 0"),
        (
            "- act: press\n  in: portal\n  expect: {exist: {in: portal}}",
            "plan.yaml:6:13",
            "expected a condition",
        ),
        ("- act: press\n  in: portal\n  expect: {is: $a}", "plan.yaml:6:18", "expected a test"),
        ("- get: {in: portal, where: {A: {}}}", "plan.yaml:4:34", "expected a test"),
        ("- set: {in: portal}\n  to: {sum: []}", "plan.yaml:5:15", "at least 1"),
        ("- set: {in: portal}\n  to: {money: 5}", "plan.yaml:5:17", "`currency` is missing"),
        ("- set: {in: portal}\n  to: {wat: 5}", "plan.yaml:5:9", "expected a constant"),
        ("- set: {in: portal}", "plan.yaml:4:5", "either `to` (one value) or `fields`"),
        ("- act: press", "plan.yaml:4:5", "`on` (an element) or `in`"),
        ("- act: press\n  in: portal\n  on: {in: portal}", "plan.yaml:4:5", "not both"),
        ("- each: {in: portal}\n  at_most: 3\n  steps: [{end: done}]", "plan.yaml:4:5", "needs `as: $name`"),
        ("- each: {in: portal}\n  as: $a\n  steps: [{end: done}]", "plan.yaml:4:11", "`at_most` is missing"),
    ],
)
def test_a_mistake_is_shown_with_line_column_and_word(steps: str, where: str, said: str) -> None:
    seen = complaint(plan_text(steps))
    assert f"{where}: " in seen
    assert said in seen


def test_several_mistakes_are_told_at_once_and_the_caret_stands_under_each() -> None:
    seen = complaint(plan_text("- act: press\n  onn: 1\n- get: {role: row}\n- end: maybe"))
    assert [line for line in seen.splitlines() if line.startswith("plan.yaml:5:5")]
    assert "plan.yaml:6:10" in seen
    assert "plan.yaml:7:10" in seen
    shown, caret = seen.splitlines()[1:3]
    assert shown[caret.index("^") :].startswith("onn")


def test_a_mistake_far_down_is_found_at_once() -> None:
    deep = "{not: " * 50 + "{exists: 5}" + "}" * 50
    start = time.monotonic()
    assert "dictionary" in complaint(plan_text(f"- act: press\n  in: portal\n  expect: {deep}"))
    assert time.monotonic() - start < 2


WORDS = """plan from steps get set act ask stage if each end as need expect done where in role label exists is
eq not all any to fields portal row button $a $ $$ {} [] null true 5 4.2 2026-03-14 ! & * : | > # ? [ ] { }"""
SIGNS = ["\n", "\n  ", "\n    - ", " ", ": ", "- ", "!!", "\t", "'", '"', "é", "\u2028", "\x85"]
KEYS = """plan takes secrets from assume let steps finally get set act ask stage if then else each end as need
expect within done optional fail effect what type fields to on in with choices at_most role label where inside
near state pick exists is all any not eq lt contains empty secret money currency date sum text $a"""
words = st.sampled_from([*WORDS.split(), *SIGNS])


def plan_or_bad_input(text: str) -> None:
    """Any other exception fails the test that called."""
    with contextlib.suppress(BadInput):
        assert isinstance(plan_of(Source.parse(text, "x")), Plan)


@given(st.text(max_size=200))
def test_any_text_is_a_plan_or_bad_input(text: str) -> None:
    plan_or_bad_input(text)
    plan_or_bad_input(HEAD + "  - " + text)


@given(st.lists(words, max_size=60))
def test_any_words_of_the_language_are_a_plan_or_bad_input(parts: list[str]) -> None:
    plan_or_bad_input("".join(parts))
    plan_or_bad_input(HEAD + "  - " + "".join(parts))


keys = st.sampled_from(KEYS.split())
leaves = st.sampled_from(
    [None, True, 5, -1, "portal", "$a", "row", "Save", "irreversible", "2026-03-14", "", "done"]
)
trees = st.recursive(
    leaves, lambda t: st.lists(t, max_size=3) | st.dictionaries(keys, t, max_size=4), max_leaves=20
)


@given(
    st.dictionaries(keys, trees, max_size=5), st.lists(st.dictionaries(keys, trees, max_size=5), max_size=3)
)
def test_any_tree_of_the_languages_keys_is_a_plan_or_bad_input(
    more: dict[str, object], steps: list[dict[str, object]]
) -> None:
    plan_or_bad_input(json.dumps({"plan": "x", "from": ["portal"], "steps": steps} | more))
    plan_or_bad_input(json.dumps({"plan": "x", "from": ["portal"], "steps": steps}))
