"""The sanitized abstraction of a Scene, and the only thing that a planner sees.

A closed algebra without a free text field: every leaf is a number, a member of an enumeration, a name
from the desk file, a public phrase or a handle. The one exception is `Masked`, for windows that a policy says
are `open`; then nothing is claimed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

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


HANDLE = re.compile(r"⟦([A-Z]+)_([1-9][0-9]{0,11})⟧", re.ASCII)
"""What a handle looks like within a text; whether its type is one, `read_handle` tells."""


@lru_cache(maxsize=16384)
def read_handle(text: str) -> Handle | None:
    """⟦DATE_7⟧ as a Handle; None for any other text, also for one that only contains it."""
    found = HANDLE.fullmatch(text)
    if found is None or found[1] not in ValueType.__members__:
        return None
    return Handle(ValueType[found[1]], int(found[2]))


@dataclass(frozen=True, slots=True)
class Masked:
    """A text of a window that a policy says is open: values that were recognised in it stand as handles.

    Of what the screen shows, a backslash stands before each ⟦, ⟧ and backslash.
    """

    text: str


class Chosen(StrEnum):
    """What is chosen where a policy opens it, of what is checked, selected or pressed."""

    CHECKED = "checked"
    UNCHECKED = "unchecked"
    MIXED = "mixed"


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
        return next((bucket for bucket, (_, most) in _BOUNDS.items() if count <= most), Bucket.MANY)

    @property
    def least(self) -> int:
        """The smallest count that it stands for: so many can be told one by one without telling more."""
        return _BOUNDS[self][0]


_BOUNDS = {
    Bucket.NONE: (0, 0),
    Bucket.ONE: (1, 1),
    Bucket.FEW: (2, 5),
    Bucket.SOME: (6, 30),
    Bucket.MANY: (31, float("inf")),
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its public name, if it has one, and the type that most of its cells have."""

    label: Phrase | None
    type: ValueType


@dataclass(frozen=True, slots=True)
class ViewElement:
    """One element; or, where `count` is not one, how many of a window have this role and name.

    label: its public name, or at the level open its name, masked. shown: of a field at the level open what
    it holds, masked, where that is no value of a type. choice: what is chosen in it, as a handle; where a
    policy opens this field, as a state or, of a box, as a public phrase. holds: how many rows, items or
    options it has, where that is known. place: on a coarse grid; for pictures at home, no planner is told
    it.
    """

    role: Role
    label: Phrase | Masked | None = None
    value: Handle | None = None
    choice: Handle | Chosen | Phrase | None = None
    states: tuple[State, ...] = ()
    columns: tuple[Column, ...] = ()
    holds: Bucket | None = None
    count: Bucket = Bucket.ONE
    place: Rect[Viewed] | None = None
    shown: Masked | None = None


@dataclass(frozen=True, slots=True)
class Others:
    """How many elements of a role a window shows that have no public name; of texts, of which types."""

    role: Role
    count: Bucket
    types: tuple[ValueType, ...] = ()


Capabilities = tuple[str, tuple[tuple[str, tuple[str, ...]], ...]]
"""What an application can do, by its name: names from the desk, each with those of its parameters."""


@dataclass(frozen=True, slots=True)
class ViewWindow:
    """A window. application: its name in the desk file, None for one that the desk does not know.

    program: of a web application, the
    file name of the browser that shows it, as in the desk file.
    """

    application: str | None
    title: Phrase | None
    situation: Situation
    active: bool
    elements: tuple[ViewElement, ...]
    place: Rect[Viewed] | None
    program: str | None = None
    others: tuple[Others, ...] = ()


@dataclass(frozen=True, slots=True)
class Press:
    """Something that is pressed, or that a screen is known by: its role and public name, if it has one."""

    role: Role
    label: Phrase | None = None


@dataclass(frozen=True, slots=True)
class Route:
    """How a screen is reached: by pressing these, in order. source: the screen to start from; None: wherever
    the first of them shows."""

    presses: tuple[Press, ...]
    source: int | None = None


@dataclass(frozen=True, slots=True)
class GuideScreen:
    """A screen of an application. name: the public name that it is known by. elements: without values."""

    number: int
    name: Press | None = None
    routes: tuple[Route, ...] = ()
    elements: tuple[ViewElement, ...] = ()


@dataclass(frozen=True, slots=True)
class GuideMenu:
    """A menu and the public names of what it offers."""

    label: Phrase
    items: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Guide:
    """What is quoted of an application's profile: known from before, not from what shows now."""

    application: str
    version: int
    screens: tuple[GuideScreen, ...] = ()
    menus: tuple[GuideMenu, ...] = ()


@dataclass(frozen=True, slots=True)
class View:
    """What a planner sees: windows from the top down, and what their applications can do.

    epoch: of the Scene; what a planner is told is numbered as it is told. guides: of applications of which
    nothing was quoted before.
    """

    epoch: int
    windows: tuple[ViewWindow, ...]
    capabilities: tuple[Capabilities, ...] = ()
    guides: tuple[Guide, ...] = ()
