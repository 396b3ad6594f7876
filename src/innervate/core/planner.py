"""What a planner is asked, and what is said of an answer that is no plan: all of it may cross.

Promises: nothing here is free text but the goal, which a person confirmed word by word, a View, which
passes the gate, and the planner's own words. What became of a plan, and what is wrong with one, is told in
closed vocabularies, with the line of its text. A question stands alone: a planner needs no memory, and what
is asked late in a run is as long as what is asked early.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from innervate.core.errors import Unavailable
from innervate.core.outcome import Code
from innervate.core.usage import NOTHING, Usage

MOST_CODES, MOST_BOUND, MOST_EARLIER = 24, 60, 4
"""Of how many steps, variables and plans a planner is told at once."""


class Fault(StrEnum):
    """What can be wrong with a plan before it runs."""

    NO_YAML = "no_yaml"
    SHAPE = "shape"
    TOO_LONG = "too_long"
    UNKNOWN_APPLICATION = "unknown_application"
    UNKNOWN_PLACE = "unknown_place"
    UNKNOWN_VERB = "unknown_verb"
    ARGUMENTS = "arguments"
    UNBOUND = "unbound"
    SECRET = "secret"
    HANDLE = "handle"
    MISPLACED = "misplaced"
    NO_EXPECT = "no_expect"
    FLOW = "flow"


@dataclass(frozen=True, slots=True, order=True)
class Complaint:
    """line: of the planner's own text, from 1."""

    line: int
    fault: Fault


@dataclass(frozen=True, slots=True, order=True)
class Ended:
    """How a step ended. line: of the planner's own text."""

    line: int
    code: Code


@dataclass(frozen=True, slots=True)
class Question:
    """What a planner is asked. view: the text of a View.

    goal: as its person confirmed it. last: the planner's last answer. codes: how those of its steps ended
    that did not succeed, and the one where it stopped. complaints: what is wrong with it, if it was not run.
    bound: names of variables that have a value. earlier: the titles of plans before the last. changed: the
    text of a View for who remembers the last one.
    """

    view: bytes
    goal: str | None = None
    last: str | None = None
    codes: Sequence[Ended] = ()
    complaints: Sequence[Complaint] = ()
    bound: Sequence[str] = ()
    earlier: Sequence[str] = ()
    changed: bytes = b""


@dataclass(frozen=True, slots=True)
class Answer:
    """The text of a plan, not yet read as one, and what it took."""

    text: str
    usage: Usage = NOTHING


class Unanswered(Unavailable):
    """A planner gave no answer. seen: why, in a word of a closed vocabulary. usage: what that took."""

    def __init__(self, wanted: str, seen: str, todo: str = "", usage: Usage = NOTHING) -> None:
        super().__init__(wanted, seen, todo)
        self.usage = usage


class Planner(Protocol):
    """Makes plans from what may cross: never from a Scene."""

    async def plan(self, asked: Question, spent: Usage = NOTHING) -> Answer:
        """An answer. spent: what the run's questions took so far.

        :raises PrivacyRefused: nothing left. :raises Unanswered: it gave none.
        :raises NeedsPerson: the run's budget is spent, or more would be told of private values than the
            budgets allow.
        """
        ...

    def close(self) -> None:
        """It is asked no more."""
        ...
