"""Tests of meaning in plans: which row is meant, what a letter wants, what a free text gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from innervate.core.asking import Call, Exists, Function, Is, Literal, Locator, Not, Op, Pick, Ref, SecretRef
from innervate.core.asking import Test as OneTest
from innervate.core.errors import Missing
from innervate.core.outcome import Code
from innervate.core.plan import Ending
from innervate.core.values import Integrity, Origin, Record, Truth, Value, ValueType, lineage
from tests.runtime.house import APP, House
from tests.runtime.test_judging import judge
from tests.runtime.test_loop import plan

TRUE, FALSE, UNKNOWN = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN
MAIL = Origin("/usr/bin/mail")


def row(**cells: str) -> Record:
    return {name: Value(ValueType.TEXT, text, MAIL) for name, text in cells.items()}


ROWS = [
    row(sender="ann", subject="The pipe in the kitchen burst"),
    row(sender="bob", subject="Lunch on Friday"),
    row(sender="cid", subject="A burst pipe in the cellar"),
]


def about(topic: str, pick: Pick = Pick.ONE, **others: str) -> Locator:
    where = [("subject", (OneTest(Op.ABOUT, (Literal(topic),)),))]
    where += [(column, (OneTest(Op.EQ, (Literal(text),)),)) for column, text in others.items()]
    return Locator("mails", where=tuple(where), pick=pick)


def test_one_row_is_meant_among_all() -> None:
    assert judge(rows=ROWS[:2]).rows(about("the burst pipe")) == [ROWS[0]]
    assert judge(rows=ROWS).rows(about("lunch")) == [ROWS[1]]


def test_of_two_that_could_be_meant_none_is_and_it_is_unknown_whether_there_is_one() -> None:
    assert judge(rows=ROWS).rows(about("the burst pipe")) == []
    assert judge(rows=ROWS).rows(about("the burst pipe"), unsure=True) == ROWS
    assert judge(rows=ROWS).holds(Exists(about("the burst pipe"))) is UNKNOWN
    assert judge(rows=ROWS).holds(Not(Exists(about("the wedding")))) is UNKNOWN


def test_other_tests_leave_fewer_to_choose_from() -> None:
    assert judge(rows=ROWS).rows(about("the burst pipe", sender="cid")) == [ROWS[2]]
    assert judge(rows=ROWS).rows(about("the burst pipe", sender="bob")) == []


def test_with_pick_all_each_is_asked_by_itself() -> None:
    assert judge(rows=ROWS).rows(about("the burst pipe", Pick.ALL)) == [ROWS[0], ROWS[2]]


def test_a_variable_without_a_value_is_no_topic() -> None:
    where = (("subject", (OneTest(Op.ABOUT, (Ref("topic"),)),)),)
    assert judge(rows=ROWS).rows(Locator("mails", where=where)) == []


LETTER = Value(ValueType.TEXT, "Your driver was rude. This is unacceptable!", MAIL)


def classified(text: Value = LETTER, *labels: str) -> Value:
    call = Call(Function.CLASSIFY, (Ref("letter"), *(Literal(label) for label in labels)))
    return judge(lookup=lambda name: text).value(call)


def test_a_letters_kind_is_a_value_as_untrusted_as_the_letter() -> None:
    kind = classified(LETTER, "complaint", "thanks")
    assert (kind.type, kind.text, kind.origin.place) == (ValueType.CHOICE, "complaint", MAIL.place)
    assert kind.origin.integrity is MAIL.integrity
    assert lineage(kind) == ((MAIL.place, "text"),), "a label says something of the letter"
    assert kind.origin.integrity is Integrity.UNTRUSTED


def test_a_kind_that_is_not_sure_is_missing_and_a_condition_on_it_unknown() -> None:
    with pytest.raises(Missing) as error:
        classified(LETTER, "order", "thanks")
    assert error.value.code is Code.READ_UNCERTAIN
    assert "rude" not in str(error.value)
    call = Call(Function.CLASSIFY, (Ref("letter"), Literal("order"), Literal("thanks")))
    known = judge(lookup=lambda name: LETTER)
    for condition in (Is(call, (OneTest(Op.EQ, (Literal("order"),)),)),):
        assert known.holds(condition) is UNKNOWN
        assert known.holds(Not(condition)) is UNKNOWN


def test_a_plan_asks_for_a_kind() -> None:
    call = Call(Function.CLASSIFY, (Ref("letter"), Literal("complaint"), Literal("thanks")))
    known = judge(lookup=lambda name: LETTER)
    assert known.holds(Is(call, (OneTest(Op.EQ, (Literal("complaint"),)),))) is TRUE
    assert known.holds(Is(call, (OneTest(Op.EQ, (Literal("thanks"),)),))) is FALSE


def test_nothing_is_told_of_a_secret() -> None:
    secret = Call(Function.CLASSIFY, (SecretRef("pin"), Literal("long"), Literal("short")))
    with pytest.raises(Exception, match="secret"):
        judge().value(secret)


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


TEXT = (
    "Good morning,\nthe repair will cost EUR 1,200.00, the hire car another EUR 85.50.\nThe fee was waived.\n"
)


@pytest.mark.parametrize(
    ("what", "kind", "text"),
    [("repair cost", "amount", "EUR 1,200.00"), ("price of the hire car", "amount", "EUR 85.50")],
)
async def test_a_value_is_read_from_a_letter(house: House, what: str, kind: str, text: str) -> None:
    house.desktop.window("Portal", app=APP).document("Letter", TEXT)
    steps = f"- get: {{in: portal, role: document}}\n  what: {what}\n  type: {kind}\n  as: $value"
    assert await house.run(plan(steps)) is Ending.DONE
    value = house.state().variables["value"]
    assert isinstance(value, Value)
    assert value.text == text
    assert value.origin == Origin(APP, Integrity.UNTRUSTED)


async def test_a_value_that_a_letter_does_not_say_is_missing_or_left_out(house: House) -> None:
    house.desktop.window("Portal", app=APP).document("Letter", TEXT)
    steps = """
- get: {in: portal, role: document}
  fields: {repair: {what: repair cost, type: amount}, rent: {what: rent, type: amount, optional: true}}
  as: $found
"""
    assert await house.run(plan(steps)) is Ending.DONE
    found = house.state().variables["found"]
    assert isinstance(found, dict)
    assert list(found) == ["repair"]
    with pytest.raises(Missing) as error:
        await house.run(plan("- get: {in: portal, role: document}\n  what: rent\n  type: amount\n  as: $x"))
    assert error.value.code is Code.READ_MISSING


async def test_the_row_that_is_meant_is_selected(house: House) -> None:
    window = house.desktop.window("Portal", app=APP)
    window.table("Mails", ["From", "Subject"], [["ann", "Lunch"], ["bob", "A pipe burst in the kitchen"]])
    steps = """
- get: {in: portal, role: row, where: {Subject: {about: the burst pipe}}}
  fields: {sender: {what: From}}
  as: $row
"""
    assert await house.run(plan(steps)) is Ending.DONE
    found = house.state().variables["row"]
    assert isinstance(found, dict)
    assert found["sender"].text == "bob"
