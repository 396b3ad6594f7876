"""Text to data: amounts, dates, numbers and the shapes of references, as screens write them.

Parsing is of whole texts and fails safe: what could be read in two ways is `Unparsed(ambiguous=True)`,
never a guess. 03/04/2026 is ambiguous, 25/12/2026 is not; `$` alone names no currency.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from innervate.core.values import Datum, Money, ValueType


@dataclass(frozen=True, slots=True)
class Unparsed:
    """The text is not of the wanted type, or (ambiguous) is in more than one way."""

    ambiguous: bool = False


NOT_OF_TYPE = Unparsed()
AMBIGUOUS = Unparsed(ambiguous=True)

CURRENCY_SIGNS = {"€": "EUR", "£": "GBP", "US$": "USD", "₹": "INR", "₽": "RUB", "₩": "KRW", "zł": "PLN"}
# Signs that several currencies share: an amount, but of no known currency.
SHARED_SIGNS = frozenset({"$", "¥", "kr"})
# ISO 4217 codes in common use: any three capitals would make an amount of "VAT 19".
CURRENCY_CODES = frozenset(
    [
        "AED",
        "ARS",
        "AUD",
        "BGN",
        "BRL",
        "CAD",
        "CHF",
        "CLP",
        "CNY",
        "COP",
        "CZK",
        "DKK",
        "EGP",
        "EUR",
        "GBP",
        "HKD",
        "HUF",
        "IDR",
        "ILS",
        "INR",
        "ISK",
        "JPY",
        "KRW",
        "MAD",
        "MXN",
        "MYR",
        "NOK",
        "NZD",
        "PHP",
        "PLN",
        "RON",
        "RSD",
        "RUB",
        "SAR",
        "SEK",
        "SGD",
        "THB",
        "TRY",
        "TWD",
        "UAH",
        "USD",
        "VND",
        "ZAR",
    ]
)

_SPACES = "\u00a0\u202f\u2009 "
_DIGITS = re.compile(rf"[+\-−]?(?=[0-9])[0-9]+(?:[.,'’{_SPACES}][0-9]+)*", re.ASCII)
_MONEY = re.compile(
    rf"(?P<before>[^0-9+\-−(]*?)[{_SPACES}]*(?P<open>\(?)(?P<number>[+\-−]?[0-9][0-9.,'’{_SPACES}]*?)(?P<close>\)?)"
    rf"[{_SPACES}]*(?P<after>[^0-9]*)",
    re.ASCII,
)
_MINUS_FIRST = re.compile(r"^([+\-−])\s*([^0-9\s]+)\s*(?=[0-9])")

EMAIL = re.compile(r"[A-Za-z0-9._%+'-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
URL = re.compile(r"(?:https?|ftp|file|mailto)://\S+|www\.[A-Za-z0-9-]+\.\S+", re.IGNORECASE)
PHONE = re.compile(r"(?:\+|00|0|\()[0-9][0-9 ()/.\-]{5,20}[0-9]", re.ASCII)
REFERENCE = re.compile(
    r"(?=[A-Z0-9/_-]*[0-9])[A-Z]{1,6}(?:[-/_][A-Z0-9]{1,12}){1,5}|[A-Z]{2,5}[0-9]{3,12}", re.ASCII
)
_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}", re.ASCII)

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar",
            "february feb februar",
            "march mar märz mär",
            "april apr",
            "may mai",
            "june jun juni",
            "july jul juli",
            "august aug",
            "september sep sept",
            "october oct oktober okt",
            "november nov",
            "december dec dezember dez",
        ),
        start=1,
    )
    for name in names.split()
}
_WEEKDAY = r"(?:[^\W\d_]{2,10}\.?,?\s+)?"
_TIME = (
    r"(?:(?:T|,?\s+(?:at\s+)?)\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?"
    r"\s*(?:[AaPp][Mm])?\s*(?:Z|UTC|[+-]\d{2}:?\d{2})?)?"
)
_ISO = re.compile(rf"{_WEEKDAY}(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){_TIME}", re.ASCII)
_DOTTED = re.compile(rf"{_WEEKDAY}(\d{{1,2}})\.\s?(\d{{1,2}})\.\s?(\d{{4}}){_TIME}")
_SLASHED = re.compile(rf"{_WEEKDAY}(\d{{1,2}})[/-](\d{{1,2}})[/-](\d{{4}}){_TIME}")
_SHORT = re.compile(rf"{_WEEKDAY}(\d{{1,2}})[/.-](\d{{1,2}})[/.-](\d{{2}}){_TIME}")
_DAY_FIRST = re.compile(
    rf"{_WEEKDAY}(\d{{1,2}})(?:st|nd|rd|th|\.)?[\s-]+([^\W\d_]{{3,9}})\.?,?[\s-]+(\d{{4}}){_TIME}"
)
_MONTH_FIRST = re.compile(
    rf"{_WEEKDAY}([^\W\d_]{{3,9}})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}}){_TIME}"
)

_SHAPES = {ValueType.EMAIL: EMAIL, ValueType.URL: URL, ValueType.PHONE: PHONE, ValueType.REFERENCE: REFERENCE}


def parse_as(text: str, wanted: ValueType) -> Datum | Unparsed:
    """The datum of a text read as a value of this type; None for the types that have only text."""
    text = text.strip()
    match wanted:
        case ValueType.AMOUNT:
            return parse_money(text)
        case ValueType.DATE:
            return parse_date(text)
        case ValueType.NUMBER:
            return parse_number(text)
        case ValueType.IBAN:
            return None if is_iban(text) else NOT_OF_TYPE
        case ValueType.CHOICE:
            return {"checked": True, "unchecked": False}.get(text)
        case _:
            shape = _SHAPES.get(wanted)
            return None if text and (shape is None or shape.fullmatch(text)) else NOT_OF_TYPE


def parse_money(text: str) -> Money | Unparsed:
    """EUR 4,310.75 · 4.310,75 € · €4,310.75 · (12.00) is negative · 4.310 groups thousands."""
    text = _MINUS_FIRST.sub(r"\2\1", text.strip())
    found = _MONEY.fullmatch(text)
    if found is None or bool(found["open"]) != bool(found["close"]):
        return NOT_OF_TYPE
    marks = [mark for mark in (found["before"].strip(), found["after"].strip()) if mark]
    if len(marks) > 1:
        return NOT_OF_TYPE
    currency = None
    if marks and marks[0] not in SHARED_SIGNS:
        currency = CURRENCY_SIGNS.get(marks[0]) or (marks[0] if marks[0] in CURRENCY_CODES else None)
        if currency is None:
            return NOT_OF_TYPE
    number = _decimal(found["number"], three_are_thousands=True)
    if isinstance(number, Unparsed):
        return number
    return Money(-number if found["open"] else number, currency)


def parse_number(text: str) -> Decimal | Unparsed:
    """A plain number. 4,310 alone is ambiguous: four thousand, or four and a bit."""
    return _decimal(text.strip(), three_are_thousands=False)


def parse_date(text: str) -> date | Unparsed:
    """2026-03-14 · 14.03.2026 · 14 March 2026 · March 14, 2026, each with a weekday or time around it."""
    if found := _ISO.fullmatch(text):
        return _date(int(found[1]), int(found[2]), int(found[3]))
    if found := _DOTTED.fullmatch(text):
        return _date(int(found[3]), int(found[2]), int(found[1]))
    if found := _DAY_FIRST.fullmatch(text):
        return _date(int(found[3]), MONTHS.get(found[2].lower(), 0), int(found[1]))
    if found := _MONTH_FIRST.fullmatch(text):
        return _date(int(found[3]), MONTHS.get(found[1].lower(), 0), int(found[2]))
    if found := _SLASHED.fullmatch(text):
        return _either_order(int(found[3]), int(found[1]), int(found[2]))
    if found := _SHORT.fullmatch(text):
        either = _either_order(2000 + int(found[3]), int(found[1]), int(found[2]))
        return NOT_OF_TYPE if either == NOT_OF_TYPE else AMBIGUOUS
    return NOT_OF_TYPE


def is_iban(text: str) -> bool:
    """Shape and check digits (ISO 13616, ISO 7064 mod 97-10); spaces between groups are allowed."""
    compact = re.sub(rf"[{_SPACES}]", "", text)
    if not _IBAN.fullmatch(compact):
        return False
    turned = compact[4:] + compact[:4]
    return int("".join(str(int(character, 36)) for character in turned)) % 97 == 1


def _date(year: int, month: int, day: int) -> date | Unparsed:
    try:
        return date(year, month, day)
    except ValueError:
        return NOT_OF_TYPE


def _either_order(year: int, first: int, second: int) -> date | Unparsed:
    day_first, month_first = _date(year, second, first), _date(year, first, second)
    if isinstance(day_first, Unparsed) or isinstance(month_first, Unparsed):
        return month_first if isinstance(day_first, Unparsed) else day_first
    return day_first if day_first == month_first else AMBIGUOUS


def _decimal(text: str, *, three_are_thousands: bool) -> Decimal | Unparsed:
    """By the rule that holds in every convention: the last mark, if used once, may be the decimal one."""
    if not _DIGITS.fullmatch(text):
        return NOT_OF_TYPE
    sign = "-" if text[0] in "-−" else ""
    body = text.lstrip("+-−")
    marks = [character for character in body if not character.isdigit()]
    if not marks:
        return Decimal(sign + body)
    kinds = list(dict.fromkeys(marks))
    whole, last = body, ""
    decimal_mark = kinds[-1] in ".," and marks.count(kinds[-1]) == 1 and body.rfind(kinds[-1]) > 0
    if len(kinds) > 2 or (len(kinds) == 2 and not decimal_mark):
        return NOT_OF_TYPE
    if decimal_mark:
        whole, last = body.rsplit(kinds[-1], 1)
    if len(kinds) == 1 and decimal_mark and len(last) == 3 and len(whole) <= 3 and not whole.startswith("0"):
        return Decimal(sign + whole + last) if three_are_thousands else AMBIGUOUS
    grouping = kinds[0] if len(kinds) == 2 or not decimal_mark else ""
    if grouping:
        groups = whole.split(grouping)
        if len(groups[0]) > 3 or any(len(group) != 3 for group in groups[1:]):
            return NOT_OF_TYPE
        whole = "".join(groups)
    return Decimal(f"{sign}{whole}.{last}" if last else sign + whole)
