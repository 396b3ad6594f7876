"""What can be asked about texts, and what an answer looks like, whoever gives it.

Promises: every answerer abstains when it is unsure, and nothing that it answers is ever trusted: what a
text says is what its author, whoever that is, wants read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from innervate.core.values import Datum, Origin, Truth, Value, ValueType


class Why(StrEnum):
    """Why nothing was extracted."""

    MISSING = "missing"
    AMBIGUOUS = "ambiguous"
    WRONG_TYPE = "wrong_type"


@dataclass(frozen=True, slots=True)
class Found:
    """What was extracted, and where it stands: text is source[start:end], exactly as written."""

    type: ValueType
    text: str
    datum: Datum
    start: int
    end: int

    def value(self, place: str) -> Value:
        """The value as read there; untrusted, as all that a document says."""
        return Value(self.type, self.text, Origin(place), self.datum)

    def __repr__(self) -> str:
        """Never the text."""
        return f"Found({self.type.value}, {self.start}:{self.end})"


@dataclass(frozen=True, slots=True)
class Nothing:
    """Nothing is sure enough to be the answer."""

    why: Why


class Answerer(Protocol):
    """Answers questions over texts. Never raises for any text; UNKNOWN, None and Nothing are answers."""

    def about(self, text: str, topic: str) -> Truth:
        """Whether one text is about the topic: TRUE or UNKNOWN, as no text proves that it isn't."""
        ...

    def which(self, texts: Sequence[str], topic: str) -> list[Truth]:
        """TRUE for the one text that is about the topic by a clear margin, if there is one; else UNKNOWN.

        Does not depend on the order of the texts.
        """
        ...

    def classify(self, text: str, labels: Sequence[str]) -> str | None:
        """The label that fits the text best, by a clear margin."""
        ...

    def extract(self, text: str, what: str, wanted: ValueType) -> Found | Nothing:
        """The value of a type that the text gives for `what`."""
        ...
