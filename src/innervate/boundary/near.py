"""What a label says of the value beside it, where looks leave it open: "Account number" beside 4711.

Promises: a label never turns one sure shape into another; it decides between those that look alike, and where
looks say nothing.
"""

from __future__ import annotations

import re

from innervate.core.values import ValueType

_WORDS = (
    (ValueType.IDENTITY, "ssn|social security|national id|nino|tax id|steuer-?id|nhs number|passport|personnummer|pesel|bsn|cpf|nif|dni|codice fiscale"),
    (ValueType.MEDICAL, "diagnosis|diagnose|icd|icd-10|atc|medication code|procedure code|cpt"),
    (ValueType.IBAN, "iban"),
    (ValueType.CARD, "card number|kartennummer|credit card|debit card"),
    (ValueType.REFERENCE, r"policy|policy number|claim number|invoice number|account number|customer number|order number|reference|ref|case number|number|no|nr|id|kundennummer|rechnungsnummer|vertragsnummer|konto(?:nummer)?|zip|postcode"),
    (ValueType.PHONE, "phone|telephone|tel|mobile|fax|telefon|handy|cell|téléphone"),
    (ValueType.AMOUNT, "amount|total|sum|price|cost|balance|betrag|summe|preis|montant|importe|net|gross|subtotal|fee|deductible|premium"),
    (ValueType.DATE, "date|datum|born|birthday|date of birth|due|fecha|data|geburtsdatum"),
    (ValueType.ORGANISATION, "company|employer|organi[sz]ation|firma|unternehmen|vendor|supplier|insurer|bank|société|empresa"),
    (ValueType.ADDRESS, "address|street|city|town|country|anschrift|adresse|ort|straße|location|dirección|state|postcode|zip"),
    (ValueType.PERSON, "name|first name|last name|surname|claimant|customer|contact|patient|sender|from|to|author|owner|vorname|nachname|nom|nombre|full name|assignee|policyholder|policy holder|insured"),
)  # fmt: skip
_NOT_OF_PEOPLE = r"(?!.*\b(?:file|folder|host|product|domain|program|document|project|device|display)\b)"
_LABELS = tuple(
    (kind, re.compile(rf"{_NOT_OF_PEOPLE}\W*(?:.*\b)?(?:{words})\W*", re.IGNORECASE))
    for kind, words in _WORDS
)
# What a label may make of what looks like the key.
_MAY_BE: dict[ValueType | None, frozenset[ValueType]] = {
    None: frozenset({ValueType.PERSON, ValueType.ORGANISATION, ValueType.ADDRESS}),
    ValueType.PERSON: frozenset({ValueType.ORGANISATION, ValueType.ADDRESS}),
    ValueType.ORGANISATION: frozenset({ValueType.PERSON, ValueType.ADDRESS}),
    ValueType.ADDRESS: frozenset({ValueType.PERSON, ValueType.ORGANISATION}),
    ValueType.NUMBER: frozenset({ValueType.REFERENCE, ValueType.AMOUNT, ValueType.PHONE, ValueType.IDENTITY}),
    ValueType.REFERENCE: frozenset({ValueType.PHONE, ValueType.IDENTITY, ValueType.MEDICAL, ValueType.IBAN, ValueType.CARD}),
    ValueType.PHONE: frozenset({ValueType.REFERENCE, ValueType.IDENTITY}),
    ValueType.AMOUNT: frozenset(),
}  # fmt: skip
_MOST_WORDS = 4
_LETTERS = re.compile(r"[^\W\d_]")


def type_by_label(near: str, looks: ValueType | None, text: str) -> ValueType | None:
    """What the text is under that label, if its looks (None: they tell nothing) leave that open."""
    near = near.strip()
    if len(near) > 40:
        return looks
    said = next((kind for kind, words in _LABELS if words.fullmatch(near)), None)
    if said is None or said not in _MAY_BE.get(looks, frozenset()):
        return looks
    if looks is None and not _may_be_a_name(text):
        return looks
    return said


def _may_be_a_name(text: str) -> bool:
    """A few capitalised words, or words of a script without capitals."""
    words = text.split()
    return 0 < len(words) <= _MOST_WORDS and all(
        w[0].isupper() or (w[0].isalpha() and not w[0].islower()) for w in words if _LETTERS.match(w)
    )
