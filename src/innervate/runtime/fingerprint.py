"""What a screen is known by on a walk: windows, the page, and what stands in the program's own interface.

Local and raw: it never crosses, and is compared with others of the same walk alone. What people put into a
program has no part in it, so a list that grows meanwhile is the same screen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from innervate.boundary.position import Positions
from innervate.boundary.where import Position
from innervate.core.frame import Window
from innervate.core.scene import Element, Scene
from innervate.core.vocabulary import INTERACTIVE, Role, State

T = TypeVar("T")
ALIKE = 0.85
"""Of the names that either of two screens shows, the share that both must show."""
_OFFERED = frozenset({Role.MENU_ITEM, Role.MENU, Role.OPTION})
_NAMED = (INTERACTIVE | {Role.HEADING, Role.DIALOG}) - {Role.OPTION, Role.MENU_ITEM}


@dataclass(frozen=True, slots=True)
class Print:
    """windows: ids, without popups. popped: those of menus. address: of the page. dialogs: within it.

    tabs: those that are selected. offered: menu items that show. names: roles and names of its own.
    """

    windows: frozenset[int]
    popped: frozenset[int]
    address: str = field(repr=False)
    dialogs: frozenset[str]
    tabs: frozenset[str] = field(repr=False)
    expanded: frozenset[str] = field(repr=False)
    offered: frozenset[str] = field(repr=False)
    names: frozenset[tuple[Role, str]] = field(repr=False)

    def like(self, other: Print) -> bool:
        """Whether it is the same screen, as far as a person would say."""
        mine = (self.windows, self.address, self.dialogs, self.tabs, self.expanded, bool(self.popped))
        theirs = (other.windows, other.address, other.dialogs, other.tabs, other.expanded, bool(other.popped))
        return mine == theirs and _alike(self.offered, other.offered) and _alike(self.names, other.names)

    def menu_since(self, before: Print, opener: Role) -> bool:
        """Whether a menu opened since, and not something within the window that is a screen of its own."""
        return bool(self.popped - before.popped) or (opener is Role.MENU and self.offered != before.offered)


def print_of(scene: Scene, windows: Sequence[Window], elements: Sequence[Element]) -> Print:
    """windows, elements: those of the application."""
    positions = Positions(scene)
    shown = [e for e in elements if e.visible and e.bounds is not None and e.bounds.area]
    own = [e for e in shown if e.role in _NAMED and e.name and positions.of(e) is Position.INTERFACE]
    hold = {e.window for e in shown if e.role in _OFFERED}  # a tooltip is a window, too
    return Print(
        frozenset(w.id for w in windows if not w.popup),
        frozenset(w.id for w in scene.windows if w.popup and w.id in hold),
        _address(scene, shown),
        frozenset(e.id for e in shown if e.role is Role.DIALOG),
        frozenset(e.name for e in shown if e.role is Role.TAB and State.SELECTED in e.states),
        frozenset(e.name for e in own if State.EXPANDED in e.states and e.role is not Role.COMBO),
        frozenset(e.name for e in shown if e.role is Role.MENU_ITEM),
        frozenset((e.role, e.name) for e in own),
    )


def _alike(one: frozenset[T], other: frozenset[T]) -> bool:
    return len(one & other) >= ALIKE * len(one | other)


def _address(scene: Scene, shown: Sequence[Element]) -> str:
    """Of the page that shows, and its name: "" of a program without pages."""
    pages = [e for e in shown if e.role is Role.DOCUMENT and e.origin is not None]
    page = max(pages, key=lambda e: e.bounds.area if e.bounds else 0, default=None)
    if page is None:
        return ""
    urls = [node.url for tree in scene.frame.trees.values() for node in tree if node.id == page.id]
    return next((url for url in urls if url), page.name)
