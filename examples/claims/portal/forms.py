"""Checks what somebody entered in the form of a new claim.

`check` returns the clean values and, per field, the message for what is wrong; it never raises.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from claims.portal import db, texts

FIELDS = ("claim_number", "date_of_loss", "cause", "claimant", "amount", "description")


@dataclass
class Checked:
    """Entered values, the amount in cents, and the messages by field."""

    values: dict[str, str]
    amount_cents: int = 0
    errors: dict[str, str] = field(default_factory=dict)


def check(form: Mapping[str, str], connection: sqlite3.Connection) -> Checked:
    """Looks at every field of the form."""
    checked = Checked({name: form.get(name, "").strip() for name in FIELDS})
    checked.values["claim_number"] = checked.values["claim_number"].upper()
    cents = parse_amount(checked.values["amount"])
    checked.amount_cents = cents or 0
    found = {
        "claim_number": claim_number_error(checked.values["claim_number"], connection),
        "date_of_loss": date_error(checked.values["date_of_loss"]),
        "cause": None if checked.values["cause"] in texts.CAUSES else texts.CAUSE_MISSING,
        "claimant": None if checked.values["claimant"] else texts.CLAIMANT_MISSING,
        "amount": amount_error(cents),
    }
    checked.errors = {name: message for name, message in found.items() if message}
    return checked


def claim_number_error(number: str, connection: sqlite3.Connection) -> str | None:
    if not number:
        return texts.CLAIM_NUMBER_MISSING
    if not re.fullmatch(r"CLM-\d{5}", number):
        return texts.CLAIM_NUMBER_SHAPE
    return texts.CLAIM_NUMBER_TAKEN if db.claim(connection, number) is not None else None


def date_error(text: str) -> str | None:
    try:
        day = date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else None
    except ValueError:
        day = None
    if day is None:
        return texts.DATE_SHAPE
    return texts.DATE_FUTURE if day > date.today() else None


def parse_amount(text: str) -> int | None:
    """Cents of an amount such as `4310.75` or `4,310.75`; None if it is not an amount."""
    match = re.fullmatch(r"(\d{1,3}(?:,\d{3})+|\d{1,9})(?:\.(\d{1,2}))?", text)
    if match is None:
        return None
    return int(match[1].replace(",", "")) * 100 + int((match[2] or "0").ljust(2, "0"))


def amount_error(cents: int | None) -> str | None:
    if cents is None:
        return texts.AMOUNT_SHAPE
    return texts.AMOUNT_POSITIVE if cents <= 0 else None
