from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innervate.boundary.recognizers import recognise
from innervate.core.values import Datum, Money, ValueType


@pytest.mark.parametrize(
    ("text", "type_", "datum"),
    [
        ("EUR 4,310.75", ValueType.AMOUNT, Money(Decimal("4310.75"), "EUR")),
        ("4310.75", ValueType.AMOUNT, Money(Decimal("4310.75"), None)),
        ("12", ValueType.NUMBER, Decimal(12)),
        ("2026-03-14", ValueType.DATE, date(2026, 3, 14)),
        ("03/04/2026", ValueType.DATE, None),
        ("CLM-48213", ValueType.REFERENCE, None),
        ("POL-2210-7745", ValueType.REFERENCE, None),
        ("DE89 3704 0044 0532 0130 00", ValueType.IBAN, None),
        ("Jane Miller", ValueType.PERSON, None),
        ("Miller, Jane", ValueType.PERSON, None),
        ("Dr. Anna von der Heide", ValueType.PERSON, None),
        ("Acme Ltd", ValueType.ORGANISATION, None),
        ("Water Damage", ValueType.TEXT, None),
        ("+49 30 1234567", ValueType.PHONE, None),
        ("030 1234567", ValueType.PHONE, None),
        ("handler@insurer.example", ValueType.EMAIL, None),
        ("https://x.example/a", ValueType.URL, None),
        ("a burst pipe. It leaked 3 days.", ValueType.TEXT, None),
        ("Jane\nMiller", ValueType.TEXT, None),
        ("", ValueType.TEXT, None),
    ],
)
def test_types_by_looks(text: str, type_: ValueType, datum: Datum) -> None:
    assert recognise(text) == (type_, datum)


def test_a_hint_comes_first_where_it_fits() -> None:
    assert recognise("4,310", ValueType.AMOUNT) == (ValueType.AMOUNT, Money(Decimal(4310), None))
    assert recognise("03/04/2026", ValueType.DATE) == (ValueType.DATE, None)
    assert recognise("Jane Miller", ValueType.DATE) == (ValueType.PERSON, None)
    assert recognise("checked", ValueType.CHOICE) == (ValueType.CHOICE, True)
    assert recognise("Water damage", ValueType.CHOICE) == (ValueType.CHOICE, None)


@given(st.text(), st.none() | st.sampled_from(sorted(ValueType)))
def test_every_text_has_a_type(text: str, hint: ValueType | None) -> None:
    assert recognise(text, hint)[0] in ValueType
