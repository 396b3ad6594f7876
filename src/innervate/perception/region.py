"""A part of a window that is read from pixels, and what it says."""

from __future__ import annotations

from dataclasses import dataclass

from innervate.core.geometry import Device, Rect
from innervate.core.scene import Element, Table, TextRun
from innervate.core.vocabulary import EDITABLE, Role, State

HOLDING = EDITABLE | {Role.COMBO}
"""Roles of what holds a value that is written or chosen."""
Hidden = tuple[Rect[Device], ...]
"""Places of a region that windows above it cover."""


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a window to be read from pixels. key: its name in the window; parent: whom it fills."""

    key: str
    window: int
    bounds: Rect[Device]
    parent: str = ""
    origin: str | None = None
    whole: bool = False
    """A whole window that has no tree: its elements are those of its pixels."""
    check: bool = False
    """A whole window whose tree leaves something open: its pixels only mend what the tree tells."""

    @property
    def windowed(self) -> bool:
        """Whether it is a whole window."""
        return self.whole or self.check


@dataclass(frozen=True, slots=True)
class Reading:
    """What a region says: its texts, their elements, and the tables that they make."""

    texts: tuple[TextRun, ...] = ()
    elements: tuple[Element, ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class Thing:
    """A detected element at its place on the surface."""

    role: Role
    bounds: Rect[Device]
    states: frozenset[State]
    confidence: float
