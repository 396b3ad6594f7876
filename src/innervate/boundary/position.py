"""Where a name stands: in a program's own interface, or among what people put into it.

Words alone can't tell: "Reply" is a button and may be a folder. What is not known to be interface is
content.
"""

from __future__ import annotations

from typing import NamedTuple

from innervate.boundary import where
from innervate.boundary.phrases import Position, public_form
from innervate.core.scene import Element, Scene
from innervate.core.vocabulary import INTERACTIVE, Role, Source

# What holds things that people made. A document is content too, unless it is a web application's page.
_CONTENT_HOLDERS = frozenset(
    {
        Role.LIST,
        Role.ITEM,
        Role.TREE,
        Role.TREE_ITEM,
        Role.TABLE,
        Role.ROW,
        Role.CELL,
        Role.TEXT,
        Role.TERMINAL,
        Role.CANVAS,
        Role.COMBO,
        Role.TAB,
    }
)
_DOCUMENTS = frozenset({Role.DOCUMENT, Role.PAGE})
# A dialog is none: what properties or a contact say stands in labels there.
_CHROME = frozenset({Role.TOOLBAR, Role.MENU_BAR, Role.ALERT})
_MESSAGES = frozenset({Role.ALERT, Role.STATUS})
# What is inside these only repeats their names.
_NAMED_BY_INSIDE = INTERACTIVE | {Role.HEADING, Role.ITEM, Role.TREE_ITEM, Role.CELL, Role.COLUMN_HEADER}
# No program told these names: they were read off the screen, or guessed.
_SEEN_ONLY = frozenset({Source.PIXELS, Source.MODEL})
_MENUS = frozenset({Role.MENU, Role.MENU_ITEM})
_CHOSEN_FROM = frozenset({Role.MENU, Role.MENU_ITEM, Role.OPTION})
_HOLD_CHOICES = _CHOSEN_FROM | {Role.COMBO, Role.LIST}
_DEEPEST = 12
# Toolkits name these after what they hold unless a label names them.
_NAMED_AFTER_VALUE = frozenset({Role.COMBO, Role.TEXT})


class Around(NamedTuple):
    """What an element stands in. message: of which role. repeats: something that has its name already."""

    content: bool = False
    chrome: bool = False
    message: Role | None = None
    repeats: bool = False
    combo: bool = False


_OUTSIDE = Around()
_LOST = Around(content=True)
"""What stands in something that nobody saw stands anywhere."""


def is_told(element: Element) -> bool:
    """Whether a program told an element's name: it was not read off the screen, nor guessed."""
    return element.source not in _SEEN_ONLY


class Positions:
    """Positions of a Scene's elements, each found once."""

    def __init__(self, scene: Scene) -> None:
        self._by_id = scene.by_id
        self._below: dict[str, Around] = {}
        self._labels = {e.label for e in scene.elements if e.label is not None and e.visible}

    def labels_another(self, element: Element) -> bool:
        return element.id in self._labels

    def around(self, element: Element) -> Around:
        """What stands around an element, not counting itself."""
        return self._under(element.parent)

    def of(self, element: Element) -> Position:
        """Whether the element's name is a constant of its program, as far as its place can tell."""
        if element.named_by_content or not is_told(element):
            return Position.CONTENT
        around = self._under(element.parent)
        if around.content:
            return Position.CONTENT
        label = self._by_id.get(element.label or "")
        if element.label is not None and label is None:
            told = False  # named by something that nobody saw
        elif label is not None:
            told = self._names(label, element)
        elif element.role is Role.LABEL:
            told = around.chrome or self.labels_another(element)
        else:
            told = element.role not in _NAMED_AFTER_VALUE
        return Position.INTERFACE if told else Position.CONTENT

    def inside(self, element: Element) -> str | None:
        """The menu or the field of the program whose items or options it is one of: the nearest with a name.

        A menu of what people made counts for all that stands in it, however deep.
        """
        if element.role not in _CHOSEN_FROM:
            return None
        found: str | None = None
        above = self._by_id.get(element.parent)
        for _ in range(_DEEPEST):
            if above is None or above.role not in _HOLD_CHOICES:
                break
            if above.role is Role.COMBO:
                own = above.label is not None and self.of(above) is Position.INTERFACE
                return found or (where.options(above.name) if own else None)
            told = above.role in _MENUS and not above.named_by_content
            place = where.menu(above.name) if told else None
            if place in where.PEOPLES_MENUS:
                return place
            found = found or place
            above = self._by_id.get(above.parent)
        return found

    def _names(self, label: Element, element: Element) -> bool:
        """Whether an element is called as its label is, and that is the program's own."""
        same = public_form(label.name) == public_form(element.name)
        seen = is_told(label) and label.role is Role.LABEL and not label.named_by_content
        return same and seen and not self._under(label.parent).content

    def _under(self, parent: str) -> Around:
        found = self._below.get(parent)
        if found is not None:
            return found
        chain: list[Element] = []
        while found is None:
            element = self._by_id.get(parent)
            if element is None:
                found = _LOST if parent else _OUTSIDE
                break
            self._below[parent] = _LOST  # a circle of parents ends here
            chain.append(element)
            parent = element.parent
            found = self._below.get(parent)
        for element in reversed(chain):
            found = self._below[element.id] = self._within(found, element)
        return found

    def _named_by_inside(self, element: Element) -> bool:
        message_of_page = element.role in _MESSAGES and element.origin is not None
        return message_of_page or element.role in _NAMED_BY_INSIDE

    def _within(self, around: Around, element: Element) -> Around:
        role = element.role
        return Around(
            around.content or role in _CONTENT_HOLDERS or (role in _DOCUMENTS and element.origin is None),
            around.chrome or role in _CHROME,
            role if role in _MESSAGES else around.message,
            around.repeats or bool((element.name or element.value) and self._named_by_inside(element)),
            around.combo or role is Role.COMBO,
        )
