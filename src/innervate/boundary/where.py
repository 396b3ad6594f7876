"""Where an approved phrase may stand: exactly one place, never anywhere.

A place is written as people read it: `interface`, `content`, `menu File`, `options Cause`. Refuses wildcards,
and a menu or field whose own name could never be public, as then nobody could tell which one is meant.
"""

from __future__ import annotations

from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from innervate.boundary.public_form import public_form
from innervate.core.vocabulary import Role

_NAMED = ("menu ", "options ")
_PEOPLES = """
    Bookmarks|Recent|Open Recent|Recent Files|Recent Documents|Recently Used|Recently Closed|History|Places
    Move to|Move To|Copy to|Copy To|Send To|Folders|Labels|Tags|Documents|Windows|Window|Scripts|Favorites
    Favourites|Profiles|Sessions|Projects|Accounts|Contacts|Templates|Categories|Open Windows|Recent Items
"""
PEOPLES_MENUS = frozenset(
    f"menu {name}" for line in _PEOPLES.split("\n") for name in line.strip().split("|") if name
)
"""Menus of what people made: what is named there as the program's own phrase may be a bookmark."""


class Position(Enum):
    """Where a name stands: in a program's own interface, or in what people put into it."""

    INTERFACE = "interface"
    CONTENT = "content"


class Grant(NamedTuple):
    """What a person allowed of one phrase: this role, at this place."""

    role: Role
    place: str = Position.INTERFACE.value


def menu(name: str) -> str | None:
    """The place in a menu of this name; None where the name can never be public."""
    return _named("menu", name)


def options(name: str) -> str | None:
    """The place among what can be chosen in a field of this name; None where it can never be public."""
    return _named("options", name)


@lru_cache(maxsize=4096)
def is_place(text: str) -> bool:
    """Whether a text names a place, in the one form in which it is written."""
    if text in (Position.INTERFACE.value, Position.CONTENT.value):
        return True
    kind, _, name = text.partition(" ")
    return text.startswith(_NAMED) and _named(kind, name) == text


@lru_cache(maxsize=4096)
def _named(kind: str, name: str) -> str | None:
    form = public_form(name)
    return None if form is None else f"{kind} {form}"
