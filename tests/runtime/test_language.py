"""What plans can compute of texts, and how they repeat, count, point and drag: on a fake desktop."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innervate.core.asking import Function, Side
from innervate.core.errors import BadInput, Denied, Missing, Stale
from innervate.core.geometry import Rect
from innervate.core.plan import Author, Ending
from innervate.core.values import PERSON, PLAN, Value, ValueType, lineage
from innervate.runtime.comparing import compute, cut, literal, whole
from innervate.runtime.sides import beside, rank
from tests.runtime.house import APP, House
from tests.runtime.test_loop import plan


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def text(said: str) -> Value:
    return Value(ValueType.TEXT, said, PERSON)


@given(st.text("abc ", min_size=1).filter(str.strip))
def test_a_cut_gives_what_was_put_between(part: str) -> None:
    got = cut(text(f"Enter <{part}> please"), "<", ">", ValueType.TEXT)
    assert got.text == part.strip()
    assert lineage(got) == (("person", "text"),)


def test_a_cut_has_its_type_and_refuses_what_is_not_there() -> None:
    assert cut(text("the 2nd field"), "the ", " field", ValueType.NUMBER).datum == Decimal(2)
    assert cut(text("less than $45.60."), "$", "", ValueType.NUMBER).datum == Decimal("45.60")
    for after, before in (("than ", "!"), ("none", "")):
        with pytest.raises(Missing):
            cut(text("less than 5"), after, before, ValueType.TEXT)


@pytest.mark.parametrize(("number", "rest"), [(-3, 1), (-4, 0), (7, 1), (0, 0)])
def test_a_remainder_is_as_on_a_clock(number: int, rest: int) -> None:
    got = compute(Function.REMAINDER, [literal(Decimal(number)), literal(Decimal(2))])
    assert got.datum == rest


def test_what_can_not_be_reckoned_is_refused() -> None:
    with pytest.raises(BadInput):
        compute(Function.QUOTIENT, [literal(Decimal(1)), literal(Decimal(0))])
    with pytest.raises(BadInput):
        compute(Function.PRODUCT, [text("a"), literal(Decimal(2))])
    with pytest.raises(BadInput):
        compute(Function.COLOUR_CODE, [text("no colour")])
    with pytest.raises(BadInput):
        whole(literal(Decimal("1.5")), 10)
    assert compute(Function.COLOUR_CODE, [text("orange")]).text == "ffa500"
    assert compute(Function.LENGTH, [text("four")]).datum == 4
    assert compute(Function.UPPER, [text("ab")]).origin.place == "person"


def test_numbers_in_texts_order_them() -> None:
    assert rank("3h 20m") < rank("12h 5m")
    assert rank("Book for $814") < rank("Book for $1,384")


@given(st.integers(0, 50), st.integers(0, 50))
def test_what_is_left_of_a_thing_has_it_on_its_right(gap: int, size: int) -> None:
    one, other = Rect(0, 0, 20, 20), Rect(20 + gap, 0, 20 + size, 20)  # type: ignore[var-annotated]
    assert beside(one, other, Side.RIGHT) == gap
    assert beside(other, one, Side.LEFT) == gap
    assert beside(one, other, Side.BELOW) is None


REPEAT = """
- repeat:
    - act: press
      on: {in: portal, role: button, label: More}
  until: {exists: {in: portal, role: label, label: "3"}}
  at_most: %d
"""


async def test_steps_are_repeated_until_it_holds(house: House) -> None:
    window, pressed = house.desktop.window("Portal", app=APP), []

    def more() -> None:
        pressed.append(1)
        window.label(str(len(pressed)))

    window.button("More", on_press=more)
    assert await house.run(plan(REPEAT % 9)) is Ending.DONE
    assert len(pressed) == 3


async def test_and_not_for_ever(house: House) -> None:
    window = house.desktop.window("Portal", app=APP)
    window.button("More", on_press=lambda: window.label("again"))
    with pytest.raises(Stale):
        await house.run(plan(REPEAT % 2))


async def test_each_part_of_a_text_with_its_number(house: House) -> None:
    window = house.desktop.window("Portal", app=APP)
    fields = [window.entry(name) for name in ("a", "b")]
    steps = """
- each: {split: {cut: "Fill a, b.", after: "Fill ", before: "."}, by: [", "]}
  as: $one
  at_most: 5
  steps:
    - set: {in: portal, role: entry, nth: $one.number}
      to: {upper: $one.text}
"""
    assert await house.run(plan(steps)) is Ending.DONE
    assert [field.value for field in fields] == ["A", "B"]


async def test_a_planner_takes_no_part_of_a_text_in_a_question(house: House) -> None:
    house.desktop.window("Portal", app=APP).label("A word")
    house.author = Author.PLANNER
    steps = """
- get: {in: portal, role: label}
  as: $said
- if: {is: {cut: $said, after: "A "}, eq: word}
  then: []
"""
    with pytest.raises(Denied):
        await house.run(plan(steps))


async def test_a_constant_of_the_plan_stays_trusted(house: House) -> None:
    assert cut(literal("a b"), "a ", "", ValueType.TEXT).origin.integrity is PLAN.integrity
