"""What a local model may be asked about a picture, and what it may answer: the seam for advisers.

Promises: the questions are closed (one of the roles, one of numbered candidates, one short text) and an
answer is a guess with a modest confidence, or says why there is none. Refuses to raise: an adviser that is
away, slow or talks nonsense has abstained, and perception goes on without it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from innervate.core.geometry import Rect
from innervate.core.vocabulary import Role
from innervate.perception.picture import Cropped, Image

LONGEST_NAME, LONGEST_TEXT = 60, 240
MOST_CANDIDATES = 40

ROLES = (
    Role.BUTTON,
    Role.TOGGLE,
    Role.LINK,
    Role.ENTRY,
    Role.CHECK_BOX,
    Role.RADIO,
    Role.COMBO,
    Role.SPIN,
    Role.SLIDER,
    Role.TAB,
    Role.MENU,
    Role.MENU_ITEM,
    Role.ITEM,
    Role.TREE_ITEM,
    Role.CELL,
    Role.COLUMN_HEADER,
    Role.SCROLL_BAR,
    Role.PROGRESS,
    Role.LABEL,
    Role.HEADING,
    Role.ICON,
    Role.IMAGE,
)
"""The roles that may be answered. No password entry: what asks for a secret is never a matter of opinion."""


@dataclass(frozen=True, slots=True)
class Identified:
    """What an element is, and what it is for in a few words. confidence: 0 to 1."""

    role: Role
    name: str = field(repr=False)
    confidence: float


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which candidate was meant, counted from 0; None: none of them."""

    candidate: int | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Described:
    """What a region shows. Untrusted: whoever made the picture may have had a say in it."""

    text: str = field(repr=False)
    confidence: float


@dataclass(frozen=True, slots=True)
class Abstained:
    """No answer. why: for a person at this machine. away: nothing answered, so don't ask again at once."""

    why: str
    away: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """An element that may be meant: its place in the picture and what it is known to be."""

    bounds: Rect[Cropped]
    role: Role


class Adviser(Protocol):
    """Answers closed questions about a picture (BGR). Nothing in perception depends on one."""

    async def identify(self, picture: Image, place: Rect[Cropped]) -> Identified | Abstained:
        """What is the element at this place?"""
        ...

    async def choose(
        self, picture: Image, candidates: Sequence[Candidate], wanted: str
    ) -> Chosen | Abstained:
        """Which of at most `MOST_CANDIDATES` elements is what a person calls `wanted`?"""
        ...

    async def describe(self, picture: Image) -> Described | Abstained:
        """What does this region show?"""
        ...
