"""What core and gateway agree on: the bytes that may leave once, and what became of a question.

Promises: light enough for core, which has no use for an HTTP client.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from innervate.boundary.canonical import canonical


@dataclass(frozen=True, slots=True)
class Cleared:
    """What both signed: exactly these bytes, to exactly there. number: of this sending."""

    number: int
    sink: str
    head: str
    body: bytes

    def message(self) -> bytes:
        """What a signature is over."""
        said = canonical([self.number, self.sink, self.head, len(self.body)])
        return b"innervate leave 1\0" + said + b"\0" + self.body


class Told(StrEnum):
    """What became of a question."""

    ANSWERED = "answered"
    REFUSED = "refused"
    NOT_SENT = "not sent"
    DECLINED = "declined"
    FAILED = "failed"
    UNUSABLE = "unusable"


LEFT = frozenset({Told.ANSWERED, Told.DECLINED, Told.FAILED, Told.UNUSABLE})
"""With these the bytes left, or may have."""
