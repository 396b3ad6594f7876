"""Typed values from documents, rows, check boxes: by how they are called there, or not at all."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from innervate.core.errors import Missing
from innervate.core.outcome import Code
from innervate.core.plan import Ending
from innervate.core.values import Integrity, Money, Value, ValueType
from innervate.runtime.reading import typed
from tests.runtime.house import APP, House
from tests.runtime.test_loop import plan


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


FORM = """Policy number: POL-2210-7745
Date of loss: 03/04/2026
Amount: EUR 4,310.75
Due: 14 March 2026
Note: first
Note: second
Empty:
"""


async def read(house: House, what: str, kind: str = "text") -> Value:
    steps = f"- get: {{in: portal, role: document}}\n  what: {what}\n  type: {kind}\n  as: $value"
    assert await house.run(plan(steps)) is Ending.DONE
    value = house.state().variables["value"]
    assert isinstance(value, Value)
    return value


async def test_what_is_read_has_its_type_its_text_and_its_origin(house: House) -> None:
    house.desktop.window("Portal", app=APP).document("Form", FORM)
    amount = await read(house, "amount", "amount")
    assert (amount.text, amount.datum) == ("EUR 4,310.75", Money(Decimal("4310.75"), "EUR"))
    assert (amount.origin.place, amount.origin.integrity) == (APP, Integrity.UNTRUSTED)
    assert (await read(house, "Due", "date")).datum == date(2026, 3, 14)
    assert "4,310" not in repr(amount)


@pytest.mark.parametrize(
    ("what", "kind", "code"),
    [
        ("Claim number", "text", Code.READ_MISSING),
        ("Date of loss", "date", Code.READ_WRONG_TYPE),
        ("Policy number", "amount", Code.READ_WRONG_TYPE),
        ("Note", "text", Code.READ_CONFLICT),
    ],
)
async def test_what_is_missing_ambiguous_or_of_another_type_is_not_read(
    house: House, what: str, kind: str, code: Code
) -> None:
    house.desktop.window("Portal", app=APP).document("Form", FORM)
    with pytest.raises(Missing) as error:
        await read(house, what, kind)
    assert error.value.code is code
    assert error.value.todo


async def test_a_row_is_read_by_its_columns(house: House) -> None:
    window = house.desktop.window("Portal", app=APP)
    window.table("People", ["Name", "City", "Due"], [["Ada", "Bern", "EUR 5.00"], ["Bo", "Oslo", "EUR 6.00"]])
    steps = """
- get: {in: portal, role: row, where: {Name: {eq: Bo}}}
  fields: {city: {what: City}, due: {what: Due, type: amount}, none: {what: Ada, optional: true}}
  as: $row
"""
    assert await house.run(plan(steps)) is Ending.DONE
    row = house.state().variables["row"]
    assert isinstance(row, dict)
    assert {name: value.text for name, value in row.items()} == {"city": "Oslo", "due": "EUR 6.00"}


async def test_a_check_box_that_was_read_can_be_compared(house: House) -> None:
    house.desktop.window("Portal", app=APP).check("Agreed", checked=True)
    steps = """
- get: {in: portal, role: check box, label: Agreed}
  type: choice
  as: $agreed
- if: {is: $agreed, eq: true}
  then: [{end: done}]
  else: [{end: give_up}]
"""
    assert await house.run(plan(steps)) is Ending.DONE


@pytest.mark.parametrize("kind", [ValueType.SECRET, ValueType.PICTURE])
def test_no_text_of_a_screen_is_a_secret(kind: ValueType) -> None:
    with pytest.raises(Missing):
        typed("portal.password", kind, "Password", APP)
