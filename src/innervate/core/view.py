"""The sanitized abstraction of a Scene, and the only thing that a planner sees.

A closed algebra without a free text field: every leaf is a number, a member of an enumeration, a name
from the desk file, a public phrase or a handle.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from innervate.core.geometry import Rect, Viewed
from innervate.core.values import ValueType
from innervate.core.vocabulary import Role, Situation, State


@dataclass(frozen=True, slots=True)
class Phrase:
    """Text that stands in a catalogue of public phrases of its application."""

    text: str


@dataclass(frozen=True, slots=True)
class Handle:
    """Stands for a value that stays at home; shown as ⟦TYPE_number⟧. The number says nothing."""

    type: ValueType
    number: int

    def __str__(self) -> str:
        return f"⟦{self.type.name}_{self.number}⟧"


Label = Phrase | Handle


class Bucket(StrEnum):
    """A count, coarsely."""

    NONE = "none"
    ONE = "one"
    FEW = "few"
    SOME = "some"
    MANY = "many"

    @staticmethod
    def of(count: int) -> Bucket:
        """none, one, few (2 to 5), some (6 to 30), many."""
        bounds = ((0, Bucket.NONE), (1, Bucket.ONE), (5, Bucket.FEW), (30, Bucket.SOME))
        return next((bucket for most, bucket in bounds if count <= most), Bucket.MANY)


@dataclass(frozen=True, slots=True)
class ViewElement:
    """One element. number: within its View only. choice: what is chosen in it, as a handle.

    place: on a coarse grid, so that the width of a text does not show. options: how many can be
    chosen from, where that is known.
    """

    number: int
    role: Role
    label: Label | None
    value: Handle | None = None
    choice: Handle | None = None
    states: tuple[State, ...] = ()
    place: Rect[Viewed] | None = None
    options: Bucket | None = None


@dataclass(frozen=True, slots=True)
class ViewTable:
    """A table: its columns with the type that most of their cells have, and how many rows it shows."""

    number: int
    columns: tuple[tuple[Label | None, ValueType], ...]
    rows: Bucket
    place: Rect[Viewed] | None = None


@dataclass(frozen=True, slots=True)
class ViewWindow:
    """A window. application: its name in the desk file, None for one that the desk does not know.

    program: of a web application, the file name of the browser that shows it, as in the desk file.
    """

    number: int
    application: str | None
    title: Label | None
    situation: Situation
    active: bool
    elements: tuple[ViewElement, ...]
    tables: tuple[ViewTable, ...]
    place: Rect[Viewed]
    program: str | None = None


@dataclass(frozen=True, slots=True)
class View:
    """What a planner sees: windows from the top down, and what their applications can do."""

    epoch: int
    windows: tuple[ViewWindow, ...]
    capabilities: tuple[tuple[str, tuple[str, ...]], ...] = ()
