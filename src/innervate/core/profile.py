"""What is known of an application beyond what it shows now: its screens, their fields, and how they are
reached.

Promises: every name in it is a public phrase; there is no value, no choice and no count of what people made.
A screen is known again by its landmarks, never by what it holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from innervate.core.view import Press, ViewElement


class Learned(StrEnum):
    """How a screen came to be known."""

    WALK = "walk"
    RUN = "run"


@dataclass(frozen=True, slots=True)
class Way:
    """Pressing these in order leads to the screen of this number."""

    presses: tuple[Press, ...]
    to: int


@dataclass(frozen=True, slots=True)
class Menu:
    """A menu and what it offers, as far as that is public."""

    label: str
    items: tuple[Press, ...]


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen. number: it keeps it. name: by what it is known to people, if that is public.

    elements: fields, boxes, buttons, links, tabs, headings and tables with public names; of fields whether
    they are required, of boxes how many can be chosen from, of tables the columns; no values.
    """

    number: int
    name: Press | None = None
    elements: tuple[ViewElement, ...] = ()
    menus: tuple[Menu, ...] = ()
    ways: tuple[Way, ...] = ()
    learned: Learned = Learned.WALK
