from __future__ import annotations

import threading
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innervate.boundary import recognizers
from innervate.boundary.recognizers import TOLD, BuiltIn, Recogniser, Recognition, recognise
from innervate.core.values import ZERO_BUDGET, Datum, Money, ValueType


@pytest.mark.parametrize(
    ("text", "type_", "datum"),
    [
        ("EUR 4,310.75", ValueType.AMOUNT, Money(Decimal("4310.75"), "EUR")),
        ("4310.75", ValueType.AMOUNT, Money(Decimal("4310.75"), None)),
        ("R$ 20,00", ValueType.AMOUNT, None),
        ("12", ValueType.NUMBER, Decimal(12)),
        ("2026-03-14", ValueType.DATE, date(2026, 3, 14)),
        ("12 mars 2024", ValueType.DATE, date(2024, 3, 12)),
        ("31 février 2024", ValueType.DATE, None),
        ("May 2024", ValueType.DATE, None),
        ("Tuesday", ValueType.DATE, None),
        ("14:30", ValueType.DATE, None),
        ("03/04/2026", ValueType.DATE, None),
        ("CLM-48213", ValueType.REFERENCE, None),
        ("POL-2210-7745", ValueType.REFERENCE, None),
        ("#48213", ValueType.REFERENCE, None),
        ("000123", ValueType.REFERENCE, None),
        ("DE89 3704 0044 0532 0130 00", ValueType.IBAN, None),
        ("4111 1111 1111 1111", ValueType.CARD, None),
        ("**** **** **** 1234", ValueType.CARD, None),
        ("123-45-6789", ValueType.IDENTITY, None),
        ("44051401359", ValueType.IDENTITY, None),
        ("E11.9", ValueType.MEDICAL, None),
        ("N02BE01", ValueType.MEDICAL, None),
        ("Jane Miller", ValueType.PERSON, None),
        ("Miller, Jane", ValueType.PERSON, None),
        ("JANE MILLER", ValueType.PERSON, None),
        ("J. Miller", ValueType.PERSON, None),
        ("Dr. Anna von der Heide", ValueType.PERSON, None),
        ("Иван Петров", ValueType.PERSON, None),
        ("Acme Ltd", ValueType.ORGANISATION, None),
        ("Siemens", ValueType.ORGANISATION, None),
        ("12 High Street, London", ValueType.ADDRESS, None),
        ("1600 Pennsylvania Avenue NW\nWashington, DC 20500", ValueType.ADDRESS, None),
        ("SW1A 1AA", ValueType.ADDRESS, None),
        ("Berlin", ValueType.ADDRESS, None),
        ("Water Damage", ValueType.TEXT, None),
        ("report.pdf", ValueType.TEXT, None),
        ("12 km", ValueType.TEXT, None),
        ("(12)", ValueType.TEXT, None),
        ("+49 30 1234567", ValueType.PHONE, None),
        ("030 1234567", ValueType.PHONE, None),
        ("(555) 123-4567", ValueType.PHONE, None),
        ("handler@insurer.example", ValueType.EMAIL, None),
        ("Jane Miller <jane@x.example>", ValueType.EMAIL, None),
        ("https://x.example/a", ValueType.URL, None),
        ("example.com", ValueType.URL, None),
        ("192.168.1.4", ValueType.URL, None),
        ("a burst pipe. It leaked 3 days.", ValueType.TEXT, None),
        ("Jane\nMiller", ValueType.TEXT, None),
        ("EUR 1.00\nEUR 2.00", ValueType.TEXT, None),
        ("", ValueType.TEXT, None),
    ],
)
def test_types_by_looks(text: str, type_: ValueType, datum: Datum) -> None:
    assert recognise(text) == (type_, datum)


def test_a_wrong_check_digit_makes_a_number_no_card() -> None:
    assert recognise("4111111111111112")[0] is ValueType.REFERENCE
    assert recognise("44051401358")[0] is ValueType.REFERENCE


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "DE88370400440532013000",
            ValueType.IBAN,
        ),  # its check digits are wrong: mistyped, and one all the same
        ("DE88 3704 0044 0532 0130 00", ValueType.IBAN),
        ("DE8837040044053201300", ValueType.REFERENCE),  # too short for its country
        ("GB82123412345698765432", ValueType.REFERENCE),  # the United Kingdom's begin with letters
        ("US12370400440532013000", ValueType.REFERENCE),  # a country that has none
    ],
)
def test_an_iban_is_told_by_its_countrys_form(text: str, kind: ValueType) -> None:
    assert recognise(text)[0] is kind


def test_a_hint_comes_first_where_it_fits() -> None:
    assert recognise("4,310", ValueType.AMOUNT) == (ValueType.AMOUNT, Money(Decimal(4310), None))
    assert recognise("03/04/2026", ValueType.DATE) == (ValueType.DATE, None)
    assert recognise("Jane Miller", ValueType.DATE) == (ValueType.PERSON, None)
    assert recognise("checked", ValueType.CHOICE) == (ValueType.CHOICE, True)
    assert recognise("Water damage", ValueType.CHOICE) == (ValueType.CHOICE, None)


def test_a_label_decides_where_looks_leave_it_open() -> None:
    assert recognise("4711", near="Account number:")[0] is ValueType.REFERENCE
    assert recognise("123456789", near="SSN")[0] is ValueType.IDENTITY
    assert recognise("Kestrel Vane", near="Company")[0] is ValueType.ORGANISATION
    assert recognise("2026-03-14", near="Account number")[0] is ValueType.DATE
    assert recognise("jane@x.example", near="Name")[0] is ValueType.EMAIL
    assert recognise("the tap in the kitchen dripped", near="Name")[0] is ValueType.TEXT
    assert recognise("Report", near="File name")[0] is ValueType.TEXT


@given(st.text(), st.none() | st.sampled_from(sorted(ValueType)), st.none() | st.text(max_size=50))
def test_every_text_has_a_type(text: str, hint: ValueType | None, near: str | None) -> None:
    assert recognise(text, hint, near)[0] in ValueType


@given(st.text(), st.none() | st.text(max_size=50))
def test_looks_never_say_what_only_a_place_can(text: str, near: str | None) -> None:
    assert recognise(text, near=near)[0] in TOLD


@pytest.mark.parametrize(
    "piece", ["0", "0 ", "A0", "a.", "+0", "0-", "(0)", "Aa ", "0:", "a@", "x", "*", "\ud800"]
)
def test_no_text_takes_forever(piece: str) -> None:
    """A shape that tries all ways to split a text would not come back from these."""
    for end in ("", "!", "a", "0", "@"):
        assert recognise((piece * 120)[:119] + end)[0] in TOLD


def test_health_credentials_cards_and_identities_have_no_budget() -> None:
    assert {ValueType.SECRET, ValueType.CARD, ValueType.IDENTITY, ValueType.MEDICAL} <= ZERO_BUDGET


class Says:
    """A plug-in that says one thing of everything, and counts how often it was asked."""

    def __init__(self, said: object) -> None:
        self.said, self.asked = said, 0

    def type_of(self, text: str, near: str | None) -> ValueType | None:
        self.asked += 1
        if isinstance(self.said, BaseException):
            raise self.said
        return self.said  # type: ignore[return-value]


def test_a_plugin_comes_before_the_built_in_one_and_gives_way_to_it() -> None:
    assert Recognition({"it": Says(ValueType.MEDICAL)}).recognise("Jane Miller") == (ValueType.MEDICAL, None)
    for nothing in (None, ValueType.TEXT):
        assert Recognition({"it": Says(nothing)}).recognise("Jane Miller") == (ValueType.PERSON, None)


def test_what_a_plugin_says_is_a_date_has_a_datum_only_if_it_is_one() -> None:
    recognition = Recognition({"it": Says(ValueType.DATE)})
    assert recognition.recognise("2026-03-14") == (ValueType.DATE, date(2026, 3, 14))
    assert recognition.recognise("next week") == (ValueType.DATE, None)


@pytest.mark.parametrize(
    "bad",
    [
        ValueType.SECRET,
        ValueType.CHOICE,
        ValueType.PICTURE,
        "person",
        7,
        RuntimeError("Jane Miller"),
        SystemExit(3),
    ],
)
def test_a_bad_plugin_costs_nothing_and_is_named(bad: object, caplog: pytest.LogCaptureFixture) -> None:
    plugin = Says(bad)
    recognition = Recognition({"bad": plugin})
    names = [f"Jane Miller {n}" for n in "ABCDEFGH"]
    assert [recognition.recognise(text) for text in names] == [recognise(text) for text in names]
    assert plugin.asked == 3  # then it is left out
    assert [line.split(":")[0] for line in recognition.failed] == ["bad"]
    assert "recognizer bad" in caplog.text
    assert "Jane" not in caplog.text
    assert "Jane" not in "".join(recognition.failed)


def test_a_plugin_that_hangs_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognizers, "_PATIENCE", 0.05)
    released = threading.Event()

    class Hangs:
        asked = 0

        def type_of(self, text: str, near: str | None) -> ValueType | None:
            self.asked += 1
            released.wait(20)
            return ValueType.MEDICAL

    plugin = Hangs()
    recognition = Recognition({"slow": plugin})
    assert recognition.recognise("Jane Miller")[0] is ValueType.PERSON
    assert recognition.recognise("Acme Ltd")[0] is ValueType.ORGANISATION
    released.set()
    assert plugin.asked == 1
    assert "slow" in recognition.failed[0]


def test_texts_are_remembered_by_their_recognition_alone() -> None:
    plugin = Says(ValueType.PERSON)
    recognition = Recognition({"it": plugin})
    assert recognition.recognise("it")[0] is recognition.recognise("it")[0] is ValueType.PERSON
    assert plugin.asked == 1
    recognition.forget()
    recognition.recognise("it")
    Recognition({"it": plugin}).recognise("it")
    assert plugin.asked == 3


def test_the_built_in_one_is_a_recogniser_of_the_same_door() -> None:
    built_in: Recogniser = recognizers.open_built_in()
    assert isinstance(built_in, BuiltIn)
    assert built_in.type_of("Jane Miller", None) is ValueType.PERSON
    assert built_in.type_of("the kitchen", None) is None
