"""Whether two values are the same thing: yes, perhaps, or no.

Promises: only what can be nothing else is the same. Persons never are, however alike their names: there are
namesakes; nor are dates that can be read in two ways, or amounts without a currency. What differs as people
write one thing (initials, titles, order, accents, spaces, a slip of the pen) is perhaps the same, for a
person or a trusted source to decide. Look-alikes of other scripts are never folded into each other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from enum import Enum

from innervate.core.parsing import parse_date, parse_money
from innervate.core.values import Money, Value, ValueType


class Sameness(Enum):
    SAME = "same"
    MAYBE = "maybe same"
    DIFFERENT = "different"


_TITLES = frozenset(
    "mr mrs ms miss dr prof sir dame herr frau hr fr mme mlle m sr sra ing dipl med jr sr".split()
)
_LEGAL = frozenset(
    "gmbh ag kg kgaa se ltd limited llc llp inc incorporated plc corp corporation co company sa sarl srl spa"
    " bv nv ab as oy aps holding group mbh ohg ev eg und and".split()
)
_WAYS = {
    "st": "street",
    "rd": "road",
    "ave": "avenue",
    "av": "avenue",
    "dr": "drive",
    "ln": "lane",
    "sq": "square",
    "blvd": "boulevard",
    "pl": "place",
    "ct": "court",
    "str": "strasse",
    "apt": "apartment",
    "no": "number",
}
_LETTERS = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe", "å": "aa", "ł": "l", "đ": "d"}
_LEAST_DIGITS = 6


def sameness(one: Value, other: Value) -> Sameness:
    """Of two values that are not known to come from one place."""
    if ValueType.SECRET in (one.type, other.type):
        return Sameness.DIFFERENT if one.type is not other.type else Sameness.MAYBE
    types = {one.type, other.type}
    a, b = one.text.strip(), other.text.strip()
    if types == {ValueType.DATE}:
        return _dates(a, b)
    if types & {ValueType.AMOUNT, ValueType.NUMBER} and types <= {ValueType.AMOUNT, ValueType.NUMBER}:
        return _amounts(a, b)
    if len(types) > 1:
        return _perhaps(_spelled(a) == _spelled(b))
    match one.type:
        case ValueType.PERSON:
            return _perhaps(_persons(a, b))
        case ValueType.ORGANISATION:
            return _exact(a, b) or _perhaps(_organisations(a, b))
        case ValueType.ADDRESS:
            return _exact(a, b) or _perhaps(_addresses(a, b))
        case ValueType.IBAN:
            return Sameness.SAME if _compact(a) == _compact(b) else Sameness.DIFFERENT
        case ValueType.PHONE:
            return _phones(a, b)
        case ValueType.EMAIL:
            return _exact(a, b) or _perhaps(_mailbox(a) == _mailbox(b))
        case ValueType.TEXT:
            return _exact(a, b) or _perhaps(_spelled(a) == _spelled(b))
    return _exact(a, b) or _perhaps(_compact(a) == _compact(b))


def _exact(a: str, b: str) -> Sameness | None:
    return Sameness.SAME if a == b else None


def _perhaps(alike: bool) -> Sameness:
    return Sameness.MAYBE if alike else Sameness.DIFFERENT


def _dates(a: str, b: str) -> Sameness:
    one, other = _readings(a), _readings(b)
    if not one & other:
        return Sameness.DIFFERENT
    return Sameness.SAME if len(one) == len(other) == 1 else Sameness.MAYBE


def _readings(text: str) -> frozenset[date]:
    """All days that a date can mean."""
    parsed = parse_date(text)
    if isinstance(parsed, date):
        return frozenset({parsed})
    found = re.search(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?!\d)", text, re.ASCII)
    if found is None or not parsed.ambiguous:
        return frozenset()
    first, second, year = int(found[1]), int(found[2]), int(found[3])
    year += 2000 if year < 100 else 0
    pairs = ((first, second), (second, first))
    days = {_day(year, month, day) for day, month in pairs}
    return frozenset(day for day in days if day is not None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _amounts(a: str, b: str) -> Sameness:
    one, other = parse_money(a), parse_money(b)
    if not isinstance(one, Money) or not isinstance(other, Money):
        return _perhaps(a == b)
    currencies = {one.currency, other.currency}
    if one.amount != other.amount or (len(currencies) == 2 and None not in currencies):
        return Sameness.DIFFERENT
    return Sameness.MAYBE if None in currencies else Sameness.SAME


def _phones(a: str, b: str) -> Sameness:
    """Alike but for the prefix of a country, which only one of them may have."""
    one, other = ("".join(filter(str.isdigit, text.replace("(0)", ""))) for text in (a, b))
    international = [text.startswith(("+", "00")) for text in (a, b)]
    if all(international):
        return Sameness.SAME if one.lstrip("0") == other.lstrip("0") else Sameness.DIFFERENT
    if one == other and not any(international):
        return Sameness.MAYBE
    short, long = sorted((one.lstrip("0"), other.lstrip("0")), key=len)
    return _perhaps(len(short) >= _LEAST_DIGITS and long.endswith(short) and len(long) - len(short) <= 4)


def _persons(a: str, b: str) -> bool:
    """Whether one person may be written both ways: each name of the shorter one stands in the other."""
    for one in _ways_of_names(a):
        for other in _ways_of_names(b):
            short, long = sorted((one, other), key=len)
            if short and _all_found(short, long):
                return True
    return False


def _ways_of_names(text: str) -> list[list[str]]:
    """The names of a person, as they are folded and as accents are dropped; without titles."""
    found = []
    for folded in (_spelled(text), _plain(text)):
        names = [name for name in re.split(r"[\s,.'’\-]+", folded) if name and name not in _TITLES]
        found.append(names)
    return found


def _all_found(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether each of these is one of those, or its initial, or a slip of the pen; one at least in full."""
    left = list(long)
    whole = 0
    for name in sorted(short, key=len, reverse=True):
        match = next((other for other in left if other == name), None)
        match = match or next((other for other in left if _slip(name, other)), None)
        if match is not None:
            whole += len(name) > 1
        else:
            match = next((o for o in left if len(name) == 1 != len(o) and o.startswith(name)), None)
            match = match or next((o for o in left if len(o) == 1 != len(name) and name.startswith(o)), None)
        if match is None:
            return False
        left.remove(match)
    return whole > 0 and (len(short) > 1 or len(long) <= 2)


def _slip(one: str, other: str) -> bool:
    """One letter more, less or other, or two turned round, in a name that is long enough to tell."""
    if min(len(one), len(other)) < 4 or abs(len(one) - len(other)) > 1 or one[0] != other[0]:
        return False
    if len({_script(letter) for letter in one + other if letter.isalpha()}) > 1:
        return False
    if len(one) == len(other):
        differ = [n for n in range(len(one)) if one[n] != other[n]]
        turned = len(differ) == 2 and differ[1] == differ[0] + 1
        return len(differ) <= 1 or (
            turned and one[differ[0]] == other[differ[1]] and one[differ[1]] == other[differ[0]]
        )
    short, long = sorted((one, other), key=len)
    return any(long[:n] + long[n + 1 :] == short for n in range(len(long)))


def _script(letter: str) -> str:
    """LATIN, CYRILLIC, …: the first word of a letter's name."""
    return unicodedata.name(letter, "").partition(" ")[0]


def _organisations(a: str, b: str) -> bool:
    one, other = (
        [
            word
            for word in re.split(r"[\s,&+/\-()]+", _spelled(text).replace(".", ""))
            if word and word not in _LEGAL
        ]
        for text in (a, b)
    )
    if not one or not other:
        return _spelled(a) == _spelled(b)
    same = "".join(one) == "".join(other)
    return same or (
        len(one) == len(other) and all(x == y or _slip(x, y) for x, y in zip(one, other, strict=True))
    )


def _addresses(a: str, b: str) -> bool:
    """All numbers are the same, and so are the words of the shorter one, ways written out."""
    one, other = (
        [_WAYS.get(word, word) for word in re.split(r"[\s,.;/\-]+", _ways(_spelled(text))) if word]
        for text in (a, b)
    )
    numbers = [{word for word in words if any(map(str.isdigit, word))} for words in (one, other)]
    short, long = sorted((one, other), key=len)
    enough = any(word.isalpha() for word in short) and bool(numbers[0] & numbers[1])
    return enough and set(short) <= set(long) and (numbers[0] <= numbers[1] or numbers[1] <= numbers[0])


def _ways(text: str) -> str:
    """ "hauptstr." is "haupt strasse", and so is "hauptstrasse"."""
    return re.sub(r"(?<=\w{3})(?:strasse|str\b\.?)", " strasse", text)


def _mailbox(text: str) -> str:
    local, _, domain = text.casefold().rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"


def _compact(text: str) -> str:
    return re.sub(r"[\s\-_/.,:#]+", "", text).upper()


def _spelled(text: str) -> str:
    """Case, runs of spaces and written-out letters do not count: Müller is Mueller."""
    folded = " ".join(unicodedata.normalize("NFC", text).casefold().split())
    return _plain("".join(_LETTERS.get(letter, letter) for letter in folded))


def _plain(text: str) -> str:
    """Without accents: Müller is Muller. Letters of other scripts stay what they are."""
    parts = unicodedata.normalize("NFD", text.casefold())
    return " ".join("".join(part for part in parts if not unicodedata.combining(part)).split())
