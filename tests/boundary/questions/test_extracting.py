"""What a text gives for what a person calls it: by labels, tables and sentences, or not at all."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from innervate.boundary.questions.asking import Found, Nothing, Why
from innervate.boundary.questions.extracting import extract
from innervate.boundary.questions.spans import TYPED, spans
from innervate.core.values import Integrity, Money, ValueType

AMOUNT, DATE, REFERENCE = ValueType.AMOUNT, ValueType.DATE, ValueType.REFERENCE
LETTER = """Dear Mr Field,
the repair will cost EUR 1,200.00, the hire car another EUR 85.50. Of this you bear the excess of EUR 150.00.
Your policy AB-1234 began on 1 March 2024. The claim has the number CLM-77.
"""
FORM = """Invoice no.: R-100
Due date: 2026-04-01
Net: 100,00 €
VAT: 19,00 €
Total: 119,00 €
"""
TABLE = """| Cover | Limit | Deductible |
| Fire | EUR 100.00 | EUR 1.00 |
| Water | EUR 200.00 | EUR 2.00 |
"""
COLUMNS = "Room      EUR 80.00\nBreakfast    EUR 12.00\nSum      EUR 92.00\n"


def answer(text: str, what: str, kind: ValueType) -> str | Why:
    found = extract(text, what, kind)
    return found.text if isinstance(found, Found) else found.why


@pytest.mark.parametrize(
    ("text", "what", "kind", "answered"),
    [
        (LETTER, "repair cost", AMOUNT, "EUR 1,200.00"),
        (LETTER, "price of the hire car", AMOUNT, "EUR 85.50"),
        (LETTER, "deductible", AMOUNT, "EUR 150.00"),
        (LETTER, "policy number", REFERENCE, "AB-1234"),
        (LETTER, "claim number", REFERENCE, "CLM-77"),
        (LETTER, "start of the policy", DATE, "1 March 2024"),
        (LETTER, "rent", AMOUNT, Why.MISSING),
        (FORM, "total amount", AMOUNT, "119,00 €"),
        (FORM, "invoice number", REFERENCE, "R-100"),
        (FORM, "payment deadline", DATE, "2026-04-01"),
        (TABLE, "deductible for water", AMOUNT, "EUR 2.00"),
        (TABLE, "limit for fire", AMOUNT, "EUR 100.00"),
        (COLUMNS, "breakfast", AMOUNT, "EUR 12.00"),
        ("Price: none\nTax: EUR 3.00", "price", AMOUNT, Why.WRONG_TYPE),
        ("Due date: soon", "due date", DATE, Why.WRONG_TYPE),
        ("Due: 03/04/2026", "due date", DATE, Why.AMBIGUOUS),
        ("Rent EUR 500.00. The rent is EUR 600.00.", "rent", AMOUNT, Why.AMBIGUOUS),
        ("Rent EUR 500.00. The rent is EUR 500.00.", "rent", AMOUNT, "EUR 500.00"),
        ("", "rent", AMOUNT, Why.MISSING),
        (LETTER, "", AMOUNT, Why.MISSING),
        (LETTER, "Mr Field", ValueType.TEXT, Why.MISSING),
    ],
)
def test_what_is_meant(text: str, what: str, kind: ValueType, answered: str | Why) -> None:
    assert answer(text, what, kind) == answered


@pytest.mark.parametrize(
    ("text", "what", "kind", "answered"),
    [
        ("Instead of EUR 5.00 the fee is EUR 6.00.", "fee", AMOUNT, "EUR 6.00"),
        ("The fee is not EUR 5.00 but EUR 6.00.", "fee", AMOUNT, "EUR 6.00"),
        ("The visit moves from 1 May 2026 to 2 May 2026.", "visit", DATE, "2 May 2026"),
        ("Your former policy AB-1 was replaced by AB-2.", "policy number", REFERENCE, "AB-2"),
        ("Your former policy AB-1 was replaced by AB-2.", "old policy number", REFERENCE, "AB-1"),
        ("My policy is AB-2.\n\n> Is your policy AB-1?", "policy number", REFERENCE, "AB-2"),
    ],
)
def test_what_was_replaced_denied_or_quoted_is_not_what_holds(
    text: str, what: str, kind: ValueType, answered: str
) -> None:
    assert answer(text, what, kind) == answered


def test_a_value_is_typed_stands_in_its_text_and_is_never_trusted() -> None:
    found = extract(LETTER, "repair cost", AMOUNT)
    assert isinstance(found, Found)
    assert LETTER[found.start : found.end] == found.text
    value = found.value("/usr/bin/mail")
    assert value.datum == Money(Decimal("1200.00"), "EUR")
    assert value.origin.place == "/usr/bin/mail"
    assert value.origin.integrity is Integrity.UNTRUSTED
    assert "1,200" not in repr(found)
    attacked = extract(f"Repair cost: EUR 9.99\n{LETTER}", "repair cost", AMOUNT)
    if isinstance(attacked, Found):
        assert attacked.value("plan").origin.integrity is Integrity.UNTRUSTED


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("pay 12.50 EUR by 3.4.2026, or £7", AMOUNT, ["12.50 EUR", "£7"]),
        ("on 14 March 2026 and 2026-03-15, 16.03.2026", DATE, ["14 March 2026", "2026-03-15", "16.03.2026"]),
        ("DE89 3704 0044 0532 0130 00 please", ValueType.IBAN, ["DE89 3704 0044 0532 0130 00"]),
        ("write to a.b@c.example, now", ValueType.EMAIL, ["a.b@c.example"]),
        ("3 boxes for EUR 5.00 on 2026-01-01", ValueType.NUMBER, ["3"]),
        ("2027    7,602.18 GBP", AMOUNT, ["7,602.18 GBP"]),
    ],
)
def test_values_in_a_text(text: str, kind: ValueType, found: list[str]) -> None:
    assert [span.text for span in spans(text, kind)] == found


pieces = st.sampled_from(
    [
        "rent",
        "EUR 5.00",
        "6,00 €",
        "on",
        "1 May 2026",
        "03/04/2026",
        "AB-12",
        ":",
        "\n",
        "  ",
        "|",
        "> ",
        ". ",
        "é",
        "12",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(pieces, max_size=16).map("".join), st.sampled_from(sorted(TYPED)), st.text(max_size=12))
def test_any_answer_is_one_of_the_texts_own_values(text: str, kind: ValueType, what: str) -> None:
    for asked in (what, "rent"):
        found = extract(text, asked, kind)
        if isinstance(found, Nothing):
            continue
        assert text[found.start : found.end] == found.text
        assert found.text in [span.text for span in spans(text, kind)]
        assert asked.strip()


def test_dates_keep_their_meaning() -> None:
    found = extract(LETTER, "start of the policy", DATE)
    assert isinstance(found, Found)
    assert found.datum == date(2024, 3, 1)
