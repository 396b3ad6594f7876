"""How values are read where people lay them out or tell of them; each line is one ability."""

from __future__ import annotations

import pytest

from innervate.boundary.questions.asking import Found, Why
from innervate.boundary.questions.called import meant_by
from innervate.boundary.questions.extracting import extract
from innervate.boundary.questions.spans import spans
from innervate.boundary.questions.words import language_of, words
from innervate.core.values import ValueType

AMOUNT, DATE, REFERENCE = ValueType.AMOUNT, ValueType.DATE, ValueType.REFERENCE
STATEMENT = """Booked         Text                     Amount
--------------------------------------------------
12 May 2026    Standing order Smith    - EUR 600.00
13 May 2026    Wages Doe Inc           + EUR 900.00
"""
SHARES = """               whole house      your share
Roof           EUR 60.00        EUR 5.00
Yard           EUR 70.00        EUR 9.00
"""
TICKETS = """Outbound
Leaves: 3 March 2026
Lands: 4 March 2026
Return
Leaves: 9 March 2026
Lands: 10 March 2026
"""
LINES = """Gas meter no. GM-1001      Power meter no. EM-2002
Hall for the dance .. EUR 70.00
"""
HALL = "We had first booked the hall for 3 March 2026, but it is taken, so now it is 9 March 2026."
SLIP = "Please send the slip back by 3 March 2026; the outing itself is on 9 March 2026."
RENT = "The rent was EUR 500.00 and is now EUR 550.00."
COACH = "In all it is EUR 110.00, of which EUR 50.00 is for the coach and EUR 60.00 for the hostel."


def answer(text: str, what: str, kind: ValueType) -> str | Why:
    found = extract(text, what, kind)
    return found.text if isinstance(found, Found) else found.why


@pytest.mark.parametrize(
    ("text", "what", "kind", "answered"),
    [
        pytest.param(STATEMENT, "salary", AMOUNT, "EUR 900.00", id="any cell of words in the row"),
        pytest.param(STATEMENT, "day of the wages", DATE, "13 May 2026", id="also those after the value"),
        pytest.param(SHARES, "whole house's cost of the roof", AMOUNT, "EUR 60.00", id="the head above"),
        pytest.param(TICKETS, "departure of the return", DATE, "9 March 2026", id="headings"),
        pytest.param(
            LINES, "number of the electricity counter", REFERENCE, "EM-2002", id="two labels in a line"
        ),
        pytest.param(LINES, "room hire", AMOUNT, "EUR 70.00", id="two dots"),
        pytest.param("Fee - EUR 50.00", "fee", AMOUNT, "EUR 50.00", id="a dash is no sign"),
    ],
)
def test_layout(text: str, what: str, kind: ValueType, answered: str) -> None:
    assert answer(text, what, kind) == answered


@pytest.mark.parametrize(
    ("text", "what", "kind", "answered"),
    [
        pytest.param(COACH, "cost of the coach", AMOUNT, "EUR 50.00", id="what is for a thing"),
        pytest.param(COACH, "total", AMOUNT, "EUR 110.00", id="the whole of the parts"),
        pytest.param(
            "The deposit (half of what the lease names, as told in May) is EUR 60.00, the rest EUR 20.00.",
            "deposit",
            AMOUNT,
            "EUR 60.00",
            id="in brackets",
        ),
        pytest.param(
            "You haven't paid invoice RR-1 of 3 March 2026 over EUR 90.00, so a fee of EUR 5.00 is added.",
            "amount of the invoice",
            AMOUNT,
            "EUR 90.00",
            id="other values are no words between",
        ),
        pytest.param("Period 3 May 2026 – 9 May 2026", "end of the period", DATE, "9 May 2026", id="pair"),
        pytest.param(SLIP, "deadline for the slip", DATE, "3 March 2026", id="by"),
        pytest.param(SLIP, "date of the excursion", DATE, "9 March 2026", id="another name"),
    ],
)
def test_sentences(text: str, what: str, kind: ValueType, answered: str) -> None:
    assert answer(text, what, kind) == answered


@pytest.mark.parametrize(
    ("text", "what", "kind", "answered"),
    [
        pytest.param(RENT, "rent", AMOUNT, "EUR 550.00", id="was and is now"),
        pytest.param(RENT, "new rent", AMOUNT, "EUR 550.00", id="the new one"),
        pytest.param(RENT, "old rent", AMOUNT, "EUR 500.00", id="the old one"),
        pytest.param(HALL, "booking of the hall", DATE, "9 March 2026", id="first but now"),
        pytest.param(
            "The concert on 3 March 2026 takes place on 9 March 2026 instead.",
            "date of the concert",
            DATE,
            "9 March 2026",
            id="instead",
        ),
        pytest.param(
            "The tiles were to cost EUR 50.00. They are EUR 60.00 now.",
            "price of the tiles",
            AMOUNT,
            "EUR 60.00",
            id="in the next sentence",
        ),
        pytest.param(
            "You now pay EUR 9.00 a month, up from EUR 7.00.",
            "monthly payment",
            AMOUNT,
            "EUR 9.00",
            id="up from",
        ),
        pytest.param(
            "Fare until now    EUR 5.00\nFare from May     EUR 6.00\n",
            "new fare",
            AMOUNT,
            "EUR 6.00",
            id="label",
        ),
        pytest.param(
            "The hearing on 3 March 2026 is cancelled; it is set for 9 March 2026.",
            "hearing",
            DATE,
            "9 March 2026",
            id="cancelled",
        ),
    ],
)
def test_corrections(text: str, what: str, kind: ValueType, answered: str) -> None:
    assert answer(text, what, kind) == answered


@pytest.mark.parametrize(
    ("text", "what", "kind"),
    [
        pytest.param("City tax: EUR 6.00\nRoom: EUR 60.00", "income tax", AMOUNT, id="half of a name"),
        pytest.param(LINES, "water meter number", REFERENCE, id="of two others"),
        pytest.param("Tax no. of the employer: TX-100", "employee number", REFERENCE, id="no typing error"),
        pytest.param("Instalment: EUR 50.00\nInterest: EUR 2.00", "installation", AMOUNT, id="no ending"),
        pytest.param(
            "Cancel before 3 March 2026.", "deadline for the signature", DATE, id="another deadline"
        ),
        pytest.param("We paid EUR 5.00 for tea and EUR 6.00 for tea.", "cost of the tea", AMOUNT, id="two"),
    ],
)
def test_what_only_is_alike_is_not_meant(text: str, what: str, kind: ValueType) -> None:
    assert answer(text, what, kind) in (Why.MISSING, Why.AMBIGUOUS, Why.WRONG_TYPE)


def test_a_name_may_be_one_of_values_of_one_type_only() -> None:
    (word,) = words("opened")
    assert "opened" in meant_by(word, DATE)
    assert "opened" not in meant_by(word, AMOUNT)


def test_initials_are_no_words_of_a_language() -> None:
    assert language_of("P. & N. Miller") == "english"


def test_a_sign_stands_at_its_amount() -> None:
    assert [span.text for span in spans("Paid - EUR 5.00, left -EUR 6.00", AMOUNT)] == [
        "EUR 5.00",
        "-EUR 6.00",
    ]
