"""What a planner is asked, and what is said of an answer that is no plan: all of it may cross.

Promises: nothing here is free text but the goal, which a person confirmed word by word, and a View, which
passes the gate. What is wrong with a plan is told in a closed vocabulary, with the line it stands on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from innervate.core.outcome import Code


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


@dataclass(frozen=True, slots=True, order=True)
class Complaint:
    """line: of the planner's own text, from 1."""

    line: int
    fault: Fault


@dataclass(frozen=True, slots=True)
class Question:
    """What a planner is asked. view: the text of a View, or of what changed since the last one.

    goal: as its person confirmed it. codes: what became of the last plan's steps, in order. complaints: about
    its last answer, which was not run.
    """

    view: bytes
    goal: str | None = None
    codes: Sequence[Code] = ()
    complaints: Sequence[Complaint] = ()


class Planner(Protocol):
    """Makes plans from what may cross: never from a Scene."""

    async def plan(self, asked: Question) -> str:
        """The text of a plan, not yet read as one.

        :raises PrivacyRefused: nothing left. :raises Unavailable: it gave no answer.
        :raises NeedsPerson: more would be told of private values than the budgets allow.
        """
        ...

    def close(self) -> None:
        """It is asked no more."""
        ...
