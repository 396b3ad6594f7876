"""What a value is, by its looks: decides how useful a handle is, never whether a value crosses.

A wrong guess costs a planner some sense and leaks nothing but the type. What is ambiguous has a type
and no datum.
"""

from __future__ import annotations

import re
from functools import lru_cache

from innervate.core.parsing import Unparsed, parse_as
from innervate.core.values import Datum, Money, ValueType

# In this order: an IBAN also looks like a reference, a date like a phone number.
_BY_SHAPE = (
    ValueType.IBAN,
    ValueType.EMAIL,
    ValueType.URL,
    ValueType.DATE,
    ValueType.REFERENCE,
    ValueType.NUMBER,
    ValueType.PHONE,
    ValueType.AMOUNT,
)
_LONGEST = 120
_TWO_DECIMALS = re.compile(r".*[.,]\d\d\D*", re.ASCII)
_LEADING_ZERO = re.compile(r"0\d", re.ASCII)
_COMPANY = re.compile(r".*\b(?:GmbH|AG|KG|SE|Ltd|LLC|LLP|Inc|plc|PLC|Corp|S\.A\.|B\.V\.)\.?")
_NAME = r"[^\W\d_a-z][^\W\d_]*(?:['’-][^\W\d_]+)*\.?"
_PERSON = re.compile(
    rf"(?:(?:Mr|Mrs|Ms|Dr|Prof|Herr|Frau)\.?\s+)?{_NAME}(?:,?\s+(?:van|von|de|der|den|del|da|di|la|le|al|bin|ten)"
    rf")*(?:,?\s+{_NAME}){{1,3}}"
)
_NOT_OF_PERSONS = frozenset(
    "account address amount approved bank bill bills cause chart chat claim claims customer damage date"
    " description details document documents draft drafts error file fire folder form glass inbox"
    " insurance invoice list loss mail message messages new number open order page payment pending"
    " policy policies portal product report review save search sent settings status storm table the"
    " theft total trash view water".split()
)


def recognise(text: str, hint: ValueType | None = None) -> tuple[ValueType, Datum]:
    """The type of a text and its datum, None where it has none or could have several.

    hint: tried first, and taken if the text can be read so.
    """
    if hint is not None:
        datum = parse_as(text, hint)
        if not isinstance(datum, Unparsed):
            return hint, datum
        if datum.ambiguous:
            return hint, None
    return _recognised(text)


@lru_cache(maxsize=4096)
def _recognised(text: str) -> tuple[ValueType, Datum]:
    text = text.strip()
    if not text or len(text) > _LONGEST or "\n" in text:
        return ValueType.TEXT, None
    if any(character.isdigit() for character in text) or "@" in text or "." in text:
        for wanted in _BY_SHAPE:
            datum = parse_as(text, wanted)
            if isinstance(datum, Unparsed):
                if datum.ambiguous:
                    return wanted, None
            elif wanted is ValueType.NUMBER and _LEADING_ZERO.match(text):
                continue  # of a code or a telephone, where the zero counts
            elif wanted is ValueType.NUMBER and _TWO_DECIMALS.fullmatch(text):
                return ValueType.AMOUNT, _money(text)
            else:
                return wanted, datum
    if _COMPANY.fullmatch(text):
        return ValueType.ORGANISATION, None
    if _PERSON.fullmatch(text) and _NOT_OF_PERSONS.isdisjoint(text.lower().split()):
        return ValueType.PERSON, None
    return ValueType.TEXT, None


def _money(text: str) -> Money | None:
    money = parse_as(text, ValueType.AMOUNT)
    return money if isinstance(money, Money) else None
