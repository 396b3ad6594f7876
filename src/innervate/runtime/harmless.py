"""What may be pressed to find out where it leads, though no plan says so: only what is surely harmless.

Promises: default deny. A thing may be pressed for what it *is* in the program's own interface (a menu, a tab,
something that folds out), or because its name is on a short list of words that lead to another view; a link
of a web page only where a person agreed to its name. Never what stands among people's own things, never
anything that says that it sends, saves, deletes, pays or signs out, whatever it is.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from enum import Enum

from innervate.boundary.position import Positions
from innervate.boundary.where import PEOPLES_MENUS, Position, menu
from innervate.core.outcome import Effect
from innervate.core.plan import Act, Verb
from innervate.core.scene import Element
from innervate.core.vocabulary import Role, State
from innervate.runtime.consequences import CONSEQUENCES
from innervate.runtime.grounding import plain
from innervate.runtime.verbs import effect_of

VIEWS = frozenset(
    name.strip()
    for name in """about|accounts|advanced|columns|details|document properties|find|information|more
    |more details|keyboard shortcuts|more options|options|page setup|preferences|properties|settings
    |shortcuts|show details|statistics""".split("|")
)
"""Names of buttons and menu items that only lead to another view, if what they open is then cancelled."""
MENUS = frozenset(
    """application menu|file options|main menu|menu|open menu|options menu|view options|menu button""".split(
        "|"
    )
)
"""Names of buttons that only open a menu."""
_FIRST = frozenset({"about", "preferences", "properties", "settings", "options"})
"""Of menu items that begin so, the rest only says of what."""
_LINK_CONSEQUENCES = CONSEQUENCES - {
    "back",
    "new",
    "report",
    "order",
    "link",
    "view",
    "file",
    "record",
    "set",
}
"""Of links, these are nouns more often: a person agrees to each."""
_STARTS_A_MENU = frozenset({Role.BUTTON, Role.TOGGLE})


class Harmless(Enum):
    """Why something may be pressed, in the order in which it is tried."""

    TAB = "a tab"
    FOLD = "something that folds out"
    OPENER = "something that opens another view"
    MENU = "a menu"
    LINK = "a link"


def harmless(element: Element, positions: Positions, agreed: Collection[str] = ()) -> Harmless | None:
    """Why it may be pressed; None where it may not. agreed: names of links that a person agreed to."""
    if State.ENABLED not in element.states or not element.visible or element.bounds is None:
        return None
    if not plain(element.name) or positions.of(element) is not Position.INTERFACE:
        return None
    said = plain(element.name)
    if said not in VIEWS and said not in MENUS and has_consequence(element):
        return None
    match element.role:
        case Role.MENU:
            peoples = menu(element.name) in PEOPLES_MENUS or positions.inside(element) in PEOPLES_MENUS
            return None if peoples else Harmless.MENU
        case Role.TAB:
            return Harmless.TAB
        case Role.LINK:
            told = element.origin is not None and element.name in agreed
            return Harmless.LINK if told else None
        case Role.MENU_ITEM:
            return Harmless.OPENER if opens_a_view(element.name) else None
        case role if role in _STARTS_A_MENU:
            return _button(element)
    return None


def has_consequence(element: Element) -> bool:
    """Whether its name says that something is done. A program's menus and tabs only say what they hold."""
    if (
        effect_of(Act(Verb.PRESS.value), element.name) is Effect.IRREVERSIBLE
        and element.role is not Role.MENU
    ):
        return True
    words = set(re.findall(r"\w+", element.name.casefold()))
    match element.role:
        case Role.MENU:
            return False
        case Role.TAB if element.origin is None:
            return False
        case Role.LINK:
            return not words.isdisjoint(_LINK_CONSEQUENCES)
    return not words.isdisjoint(CONSEQUENCES)


def opens_a_view(name: str) -> bool:
    """Whether a button or menu item of this name only leads to another view, in words listed here."""
    said = plain(name)
    return said in VIEWS or said.partition(" ")[0] in _FIRST


def may_be_asked_for(element: Element, positions: Positions) -> bool:
    """Whether it is a link that a person could agree to."""
    return (
        element.role is Role.LINK
        and element.origin is not None
        and harmless(element, positions, (element.name,)) is Harmless.LINK
    )


def _button(element: Element) -> Harmless | None:
    if plain(element.name) in MENUS:
        return Harmless.MENU
    if State.COLLAPSED in element.states:
        return Harmless.FOLD
    return Harmless.OPENER if opens_a_view(element.name) and element.role is Role.BUTTON else None
