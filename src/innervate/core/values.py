"""Typed values with their origin: what is read from screens and typed into them.

A `Value` keeps the exact source text, so that what is delivered is what was read. Logic over values
is three-valued (`Truth`): what can't be read is unknown, and not unknown is unknown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum, StrEnum


class Truth(Enum):
    """Kleene's three-valued logic."""

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"

    def __bool__(self) -> bool:
        raise TypeError("a Truth has three values; compare it with `is`")

    def negated(self) -> Truth:
        match self:
            case Truth.TRUE:
                return Truth.FALSE
            case Truth.FALSE:
                return Truth.TRUE
        return Truth.UNKNOWN

    @staticmethod
    def of(answer: bool | None) -> Truth:
        return Truth.UNKNOWN if answer is None else Truth.TRUE if answer else Truth.FALSE

    @staticmethod
    def every(answers: list[Truth]) -> Truth:
        if any(a is Truth.FALSE for a in answers):
            return Truth.FALSE
        return Truth.TRUE if all(a is Truth.TRUE for a in answers) else Truth.UNKNOWN

    @staticmethod
    def some(answers: list[Truth]) -> Truth:
        return Truth.every([a.negated() for a in answers]).negated()


class ValueType(StrEnum):
    """What a value is; at the boundary, all that a handle tells about it.

    IDENTITY is a person's identifier by a state (social security, tax); MEDICAL a code of a diagnosis or a
    drug; REFERENCE a number of a policy, claim, invoice, account, or other document.
    """

    TEXT = "text"
    PERSON = "person"
    ORGANISATION = "organisation"
    ADDRESS = "address"
    DATE = "date"
    AMOUNT = "amount"
    NUMBER = "number"
    PHONE = "phone"
    EMAIL = "email"
    URL = "url"
    IBAN = "iban"
    CARD = "card"
    IDENTITY = "identity"
    MEDICAL = "medical"
    REFERENCE = "reference"
    CHOICE = "choice"
    PICTURE = "picture"
    SECRET = "secret"


ZERO_BUDGET = frozenset(
    {ValueType.SECRET, ValueType.CARD, ValueType.IDENTITY, ValueType.MEDICAL, ValueType.CHOICE}
)
"""Types about whose values nothing may be told, however little: credentials, cards, identifiers of people
by a state, health, and what is chosen out of few. Which others have few possible values no type can tell."""


class Integrity(StrEnum):
    """Whether a value's author is trusted: a plan, a policy and a vault are; a screen is not."""

    TRUSTED = "trusted"
    UNTRUSTED = "untrusted"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value comes from: the sink identity of an application, or `plan`, `vault`, `person`, `planner`.

    parts: place and type of everything that had a part in it, where that is more than its own place and
    type. joined: it was put together, so it stands nowhere as it is.
    """

    place: str
    integrity: Integrity = Integrity.UNTRUSTED
    parts: tuple[tuple[str, str], ...] = ()
    joined: bool = False


PLAN = Origin("plan", Integrity.TRUSTED)
VAULT = Origin("vault", Integrity.TRUSTED)
PERSON = Origin("person", Integrity.TRUSTED)
PLANNER = Origin("planner")
"""Of a constant in a plan that no person wrote."""
CONSTANTS = frozenset({PLAN.place, PLANNER.place, VAULT.place})
"""Origins that are neither a screen's nor a person's answer: constants, and secrets, which a vault binds."""


@dataclass(frozen=True, slots=True)
class Money:
    """An amount with its currency (ISO 4217), or none where the source names none."""

    amount: Decimal
    currency: str | None


Datum = Money | Decimal | date | bool | None


@dataclass(frozen=True, slots=True)
class Value:
    """One value: its type, its exact source text, its parsed form (None for texts) and its origin."""

    type: ValueType
    text: str
    origin: Origin
    datum: Datum = None

    def __repr__(self) -> str:
        """Never the text: a repr ends up in logs and tracebacks."""
        return f"Value({self.type.value}, from {self.origin.place})"


def lineage(value: Value) -> tuple[tuple[str, str], ...]:
    """Place and type of everything that had a part in a value."""
    return value.origin.parts or ((value.origin.place, value.type.value),)


def joined(values: Sequence[Value]) -> Origin:
    """The origin of what is put together: as trusted as the least trusted value, with the parts of all."""
    first = next((v.origin for v in values if v.origin.integrity is Integrity.UNTRUSTED), None)
    first = first or next((v.origin for v in values if v.origin != PLAN), PLAN)
    parts = {part: None for v in values if v.origin != PLAN for part in lineage(v)}
    return Origin(first.place, first.integrity, tuple(parts), joined=True)


Record = dict[str, Value]
Bound = Value | Record | list[Record]
