from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innervate.boundary.identity import Sameness, sameness
from innervate.core.values import Origin, Value, ValueType

SAME, MAYBE, DIFFERENT = Sameness.SAME, Sameness.MAYBE, Sameness.DIFFERENT


def asked(kind: ValueType, one: str, other: str) -> Sameness:
    return sameness(Value(kind, one, Origin("a")), Value(kind, other, Origin("b")))


@pytest.mark.parametrize(
    ("kind", "one", "other", "wanted"),
    [
        (ValueType.PERSON, "Jane Miller", "Jane Miller", MAYBE),
        (ValueType.PERSON, "Miller, Jane", "Dr. Jane A. Miller", MAYBE),
        (ValueType.PERSON, "J. Müller", "Jane Mueller", MAYBE),
        (ValueType.PERSON, "Jane Miller", "Jane Baker-Smith", DIFFERENT),
        (ValueType.PERSON, "Jane Miller", "John Miller", DIFFERENT),
        (ValueType.PERSON, "J. M.", "Jane Miller", DIFFERENT),
        (ValueType.PERSON, "Jane Miller", "Jаne Miller", DIFFERENT),
        (ValueType.DATE, "2026-03-14", "14 March 2026", SAME),
        (ValueType.DATE, "03/04/2026", "03/04/2026", MAYBE),
        (ValueType.DATE, "03/04/2026", "2026-04-03", MAYBE),
        (ValueType.DATE, "03/04/2026", "2026-04-05", DIFFERENT),
        (ValueType.DATE, "03/04/26", "3 April 2026", MAYBE),
        (ValueType.AMOUNT, "EUR 1,234.50", "1.234,50 €", SAME),
        (ValueType.AMOUNT, "EUR 1,234.50", "USD 1,234.50", DIFFERENT),
        (ValueType.AMOUNT, "EUR 1,234.50", "1,234.50", MAYBE),
        (ValueType.AMOUNT, "1,234.50", "1,234.50", MAYBE),
        (ValueType.AMOUNT, "EUR 1,234.50", "EUR 1,234.05", DIFFERENT),
        (ValueType.IBAN, "DE89370400440532013000", "DE89 3704 0044 0532 0130 00", SAME),
        (ValueType.PHONE, "+44 20 7946 0958", "0044 20 79460958", SAME),
        (ValueType.PHONE, "+44 20 7946 0958", "020 7946 0958", MAYBE),
        (ValueType.PHONE, "+44 20 7946 0958", "+49 20 7946 0958", DIFFERENT),
        (ValueType.PHONE, "020 7946 0958", "020 7946 0958", MAYBE),
        (ValueType.REFERENCE, "CLM-48213", "CLM-48213", SAME),
        (ValueType.REFERENCE, "CLM-48213", "clm 48213", MAYBE),
        (ValueType.REFERENCE, "CLM-48213", "CLM-48231", DIFFERENT),
        (ValueType.EMAIL, "jane@firm.example", "JANE@firm.example", MAYBE),
        (ValueType.EMAIL, "jane@firm.example", "jane@fırm.example", DIFFERENT),
        (ValueType.ORGANISATION, "Nordwind AG", "Nordwind S.A.", MAYBE),
        (ValueType.ORGANISATION, "Nordwind AG", "Nordstern AG", DIFFERENT),
        (ValueType.ADDRESS, "12 High Street, Leeds", "12 High St, Leeds", MAYBE),
        (ValueType.ADDRESS, "12 High Street, Leeds", "21 High Street, Leeds", DIFFERENT),
        (ValueType.TEXT, "burst pipe", "burst pipe", SAME),
        (ValueType.TEXT, "burst pipe", "Burst  Pipe", MAYBE),
        (ValueType.SECRET, "x", "x", MAYBE),
    ],
)
def test_pairs(kind: ValueType, one: str, other: str, wanted: Sameness) -> None:
    assert asked(kind, one, other) is wanted
    assert asked(kind, other, one) is wanted


def test_of_two_types_nothing_is_the_same() -> None:
    one = Value(ValueType.PERSON, "Jane Miller", Origin("a"))
    other = Value(ValueType.TEXT, "jane miller", Origin("b"))
    assert sameness(one, other) is MAYBE
    assert sameness(one, Value(ValueType.DATE, "2026-03-14", Origin("b"))) is DIFFERENT


KINDS = st.sampled_from(sorted(ValueType))
TEXTS = st.text(max_size=20) | st.sampled_from(["Jane Miller", "03/04/2026", "€ 5", "J. M", "12 St", "."])


@given(KINDS, KINDS, TEXTS, TEXTS)
def test_it_has_an_answer_for_all_and_the_order_does_not_count(
    kind: ValueType, other_kind: ValueType, text: str, other: str
) -> None:
    one, two = Value(kind, text, Origin("a")), Value(other_kind, other, Origin("b"))
    assert sameness(one, two) is sameness(two, one)


@given(TEXTS, TEXTS)
def test_persons_are_never_the_same(one: str, other: str) -> None:
    assert asked(ValueType.PERSON, one, other) is not SAME
