from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innervate.core.parsing import (
    AMBIGUOUS,
    NOT_OF_TYPE,
    is_iban,
    parse_as,
    parse_date,
    parse_money,
    parse_number,
)
from innervate.core.values import Money, ValueType


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("EUR 4,310.75", "4310.75", "EUR"),
        ("4.310,75 €", "4310.75", "EUR"),
        ("€4,310.75", "4310.75", "EUR"),
        ("4 310,75\u00a0EUR", "4310.75", "EUR"),
        ("CHF 4'310.75", "4310.75", "CHF"),
        ("1,234,567.00 USD", "1234567.00", "USD"),
        ("$12.50", "12.50", None),
        ("4.310 €", "4310", "EUR"),
        ("-€12.00", "-12.00", "EUR"),
        ("(12.00)", "-12.00", None),
        ("−7,5 EUR", "-7.5", "EUR"),
        ("0.125", "0.125", None),
    ],
)
def test_amounts_as_screens_write_them(text: str, amount: str, currency: str | None) -> None:
    assert parse_money(text) == Money(Decimal(amount), currency)


@pytest.mark.parametrize(
    "text", ["", "EUR", "EUR 4,31,0.75", "1.2.3,4.5", "VAT 19", "EUR 4 USD", "twelve", "(3", "12 cm"]
)
def test_no_amount(text: str) -> None:
    assert parse_money(text) == NOT_OF_TYPE


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-14",
        "14 March 2026",
        "March 14, 2026",
        "14.03.2026",
        "14. März 2026",
        "14-Mar-2026",
        "Sat, 14 Mar 2026 10:30:12 +0100",
        "2026-03-14T10:30",
        "03/14/2026",
        "14/03/2026 09:05",
    ],
)
def test_dates_as_screens_write_them(text: str) -> None:
    assert parse_date(text) == date(2026, 3, 14)


def test_what_could_be_two_things_is_neither() -> None:
    assert parse_date("03/04/2026") == AMBIGUOUS
    assert parse_date("03/03/2026") == date(2026, 3, 3)
    assert parse_date("14.03.26") == AMBIGUOUS
    assert parse_date("31.02.2026") == NOT_OF_TYPE
    assert parse_number("4,310") == AMBIGUOUS
    assert parse_number("0.125") == Decimal("0.125")
    assert parse_number("1,234,567") == Decimal(1234567)


def test_shapes() -> None:
    assert is_iban("DE89 3704 0044 0532 0130 00")
    assert not is_iban("DE88 3704 0044 0532 0130 00")
    assert parse_as("CLM-48213", ValueType.REFERENCE) is None
    assert parse_as("POL-2210-7745", ValueType.REFERENCE) is None
    assert parse_as("Water damage", ValueType.REFERENCE) == NOT_OF_TYPE
    assert parse_as("a@b.example", ValueType.EMAIL) is None
    assert parse_as("checked", ValueType.CHOICE) is True
    assert parse_as("", ValueType.TEXT) == NOT_OF_TYPE


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_every_convention_reads_back(amount: Decimal) -> None:
    english = f"{amount:,.2f}"
    german = english.translate(str.maketrans(",.", ".,"))
    for text in (f"EUR {english}", f"{german} €", f"€{english}", f"{english.replace(',', ' ')} EUR"):
        assert parse_money(text) == Money(amount, "EUR")


@given(st.dates(min_value=date(1900, 1, 1)))
def test_unambiguous_dates_read_back(day: date) -> None:
    for text in (
        day.isoformat(),
        f"{day:%d.%m.%Y}",
        f"{day.day} {day:%B} {day.year}",
        f"{day:%b} {day.day}, {day.year}",
    ):
        assert parse_date(text) == day


@given(st.text())
def test_no_text_breaks_a_parser(text: str) -> None:
    for wanted in ValueType:
        parse_as(text, wanted)
