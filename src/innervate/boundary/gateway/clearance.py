"""What core and gateway agree on: the bytes that may leave once, and what became of a question.

Promises: light enough for core, which has no use for an HTTP client. What a person can do about each outcome
stands beside it; nothing of what a server said is in it.
"""

from __future__ import annotations

from collections.abc import Mapping
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
    """What became of a question, the whole vocabulary."""

    ANSWERED = "answered"
    REFUSED = "refused"
    NOT_SENT = "not sent"
    RESTING = "not asked: it failed too often"
    NO_KEY = "not asked: its key is not there"
    KEY = "key refused"
    UNPAID = "no credit"
    ABSENT = "no such model or address"
    BAD_REQUEST = "request refused"
    LIMITED = "rate limited"
    TIMED_OUT = "timed out there"
    OVERLOADED = "overloaded"
    FAULT = "fault there"
    SLOW = "too slow"
    CUT = "cut off"
    TOO_LONG = "cut by length"
    DECLINED = "declined by the model"
    UNUSABLE = "unusable"


NOTHING_LEFT = frozenset({Told.REFUSED, Told.NOT_SENT, Told.RESTING, Told.NO_KEY})
UNSURE = frozenset({Told.SLOW, Told.CUT})
"""With these the bytes may have arrived, and nobody said so."""
PASSING = frozenset({Told.NOT_SENT, Told.LIMITED, Told.TIMED_OUT, Told.OVERLOADED, Told.FAULT})
"""What another try can help."""

TODO: Mapping[Told, str] = {
    Told.NOT_SENT: "see that the planner runs and that its file has the right `url` or `exec`",
    Told.RESTING: "wait a minute, or name another planner",
    Told.NO_KEY: "put it where the planner's file says: `keyring`, or a `key_file` that only you may read",
    Told.KEY: "see that the key (`key_file`, `keyring` in the planner's file) is right and may use the model",
    Told.UNPAID: "see the account of this key with the planner's provider, or name another planner",
    Told.ABSENT: "correct `model` or `url` in the planner's file",
    Told.BAD_REQUEST: "see `style`, `model`, `most_tokens` and `constrain` in the planner's file",
    Told.LIMITED: "wait, or name another planner",
    Told.TIMED_OUT: "ask again later, or name another planner",
    Told.OVERLOADED: "ask again later, or name another planner",
    Told.FAULT: "ask again later, or name another planner",
    Told.SLOW: "raise `seconds` in the planner's file, or name a faster planner",
    Told.CUT: "ask again; it may have been charged for",
    Told.TOO_LONG: "raise `most_tokens` in the planner's file",
    Told.DECLINED: "put the goal in other words, or name another planner",
    Told.UNUSABLE: "see that the planner's file has the right `style` and `url`, or name another planner",
}


def told_by(status: int) -> Told:
    """What an HTTP status says that is not 200."""
    match status:
        case 401 | 403:
            return Told.KEY
        case 402:
            return Told.UNPAID
        case 404:
            return Told.ABSENT
        case 408 | 504:
            return Told.TIMED_OUT
        case 429:
            return Told.LIMITED
        case 503 | 529:
            return Told.OVERLOADED
        case _ if status >= 500:
            return Told.FAULT
        case _ if status >= 400:
            return Told.BAD_REQUEST
    return Told.UNUSABLE
