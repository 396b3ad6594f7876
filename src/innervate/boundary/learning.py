"""Screens of an application, learned from Views: what a planner could be told is all that can be learned.

Promises: it reads Views alone, never a Scene, so nothing private can come in; it keeps names, roles, what a
designer decided of fields, columns and their types, and no value. A screen is known again by its public
landmarks: its name, and its headings, fields and tabs; one without a name by all that it shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from innervate.boundary.phrases import FIELDS
from innervate.boundary.screen_file import KEPT_STATES, MOST_PARTS, MOST_SCREENS, element_of
from innervate.core.profile import Learned, Menu, Screen, Way
from innervate.core.values import ZERO_BUDGET, ValueType
from innervate.core.view import Column, Phrase, Press, View, ViewElement, ViewWindow
from innervate.core.vocabulary import Role

_TABLES = frozenset({Role.TABLE, Role.TREE, Role.LIST})
_LANDMARKS = FIELDS | {Role.HEADING, Role.TAB, Role.CHECK_BOX, Role.RADIO, Role.DIALOG}
_KEPT = _LANDMARKS | _TABLES | {Role.BUTTON, Role.TOGGLE, Role.LINK, Role.MENU}
_OFFERED = frozenset({Role.MENU_ITEM, Role.OPTION})
_ALIKE_NAMED, _ALIKE_NAMELESS = 0.5, 0.6
"""Of the landmarks that either of two looks has, the share that both must have to be one screen's."""


USUAL = frozenset({"OK", "Cancel", "Close", "Help", "Apply"})
"""Names of buttons that say nothing of where they stand."""
_BROWSERS = frozenset(
    "Back|Forward|Reload|Stop|Home|Bookmark this tab|New Tab|Minimize|Maximize|Restore|Close".split("|")
)


@dataclass(frozen=True, slots=True)
class Seen:
    """What a View shows of one application: its topmost window, and what its open menus offer."""

    name: Press | None
    elements: tuple[ViewElement, ...]
    offered: tuple[Press, ...] = ()


def seen(view: View, application: str) -> Seen | None:
    """What the View shows of the application; None where it shows no window of it."""
    windows = [window for window in view.windows if window.application == application]
    offered = tuple(_offered(windows))
    shown = [window for window in windows if not _is_popup(window)]
    if not shown:
        return None
    top = next((window for window in shown if window.active), shown[0])
    own = (e for e in top.elements if not (top.program is not None and _is_of_browser(e)))
    return Seen(_name(top), tuple(filter(None, map(_kept, own))), offered)


def shows(view: View, application: str, press: Press) -> bool:
    """Whether the View shows that press, as an element of the application."""
    elements = (e for window in view.windows if window.application == application for e in window.elements)
    return any(e.role is press.role and e.label == press.label for e in elements)


@dataclass(slots=True)
class Learning:
    """Screens as they come to be known. Begins with those of a profile, which keep their numbers."""

    screens: dict[int, Screen] = field(default_factory=dict)

    @staticmethod
    def since(screens: Sequence[Screen]) -> Learning:
        return Learning({screen.number: screen for screen in screens})

    def see(self, shown: Seen, learned: Learned) -> int | None:
        """The number of the screen that shows, a new one if it is not known; None where none can be told."""
        if shown.name is None and all(_is_usual(element) for element in shown.elements):
            return None
        for screen in self.screens.values():
            if _same(screen, shown):
                elements = _merged((*screen.elements, *shown.elements))
                ran = Learned.RUN if Learned.RUN in (learned, screen.learned) else learned
                self.screens[screen.number] = replace(screen, elements=elements, learned=ran)
                return screen.number
        if len(self.screens) >= MOST_SCREENS:
            return None
        number = max(self.screens, default=0) + 1
        self.screens[number] = Screen(number, shown.name, _merged(shown.elements), learned=learned)
        return number

    def lead(self, source: int, presses: Sequence[Press], to: int) -> None:
        """Pressing these on one screen led to another."""
        screen, way = self.screens[source], Way(tuple(presses), to)
        if source != to and way not in screen.ways and len(screen.ways) < MOST_PARTS:
            self.screens[source] = replace(screen, ways=(*screen.ways, way))

    def offer(self, screen: int, menu: str, items: Iterable[Press]) -> None:
        """A menu of a screen was open."""
        known = self.screens[screen]
        menus = {one.label: one.items for one in known.menus}
        both = dict.fromkeys((*menus.get(menu, ()), *items))
        if both:
            menus[menu] = tuple(both)[:MOST_PARTS]
            told = tuple(Menu(label, offered) for label, offered in menus.items())
            self.screens[screen] = replace(known, menus=told[:MOST_PARTS])

    def told(self) -> tuple[Screen, ...]:
        return tuple(self.screens[number] for number in sorted(self.screens))


def _name(window: ViewWindow) -> Press | None:
    """By what people know a screen: its title, else a dialog's name, else its first heading."""
    if window.title is not None:
        return Press(Role.WINDOW, window.title)
    for role in (Role.DIALOG, Role.HEADING):
        for element in window.elements:
            if element.role is role and isinstance(element.label, Phrase):
                return Press(role, element.label)
    return None


def _is_of_browser(element: ViewElement) -> bool:
    """Whether it is one of the browser's own buttons: the application has no part in it."""
    named = isinstance(element.label, Phrase) and element.label.text in _BROWSERS
    return element.role is Role.BUTTON and named


def _is_popup(window: ViewWindow) -> bool:
    """Whether it holds nothing but what a menu offers."""
    counted = {others.role for others in window.others} | {element.role for element in window.elements}
    return window.title is None and bool(counted) and counted <= _OFFERED | {Role.MENU, Role.LIST}


def _offered(windows: Iterable[ViewWindow]) -> Iterator[Press]:
    for window in windows:
        for element in window.elements:
            within = element.role is Role.MENU and _is_popup(window)
            if isinstance(element.label, Phrase) and (within or element.role is Role.MENU_ITEM):
                yield Press(element.role, element.label)


def _kept(element: ViewElement) -> ViewElement | None:
    """What of an element lasts; None for what has no public name."""
    label = element.label if isinstance(element.label, Phrase) else None
    if element.role not in _KEPT or (label is None and element.role not in _TABLES):
        return None
    if element.role in _TABLES:
        columns = tuple(Column(c.label, _type(c.type)) for c in element.columns)
        named = label is not None or any(column.label is not None for column in columns)
        return element_of(element.role, label, (), columns) if named else None
    kind = _type(element.value.type) if element.value is not None else ValueType.TEXT
    typed = (Column(None, kind),) if element.role in FIELDS and kind is not ValueType.TEXT else ()
    holds = element.holds if element.role is Role.COMBO else None
    return element_of(element.role, label, element.states, typed, holds)


def _type(kind: ValueType) -> ValueType:
    """A type to keep: none of those about which nothing may be told."""
    return ValueType.TEXT if kind in ZERO_BUDGET else kind


def _same(screen: Screen, shown: Seen) -> bool:
    if screen.name != shown.name:
        return False
    named = screen.name is not None
    one, other = ({_key(e) for e in elements if e.role in _LANDMARKS or not named}
                  for elements in (screen.elements, shown.elements))  # fmt: skip
    if not one or not other:
        return named and one == other
    return len(one & other) >= (_ALIKE_NAMED if named else _ALIKE_NAMELESS) * len(one | other)


def _is_usual(element: ViewElement) -> bool:
    """Whether every dialog has one: no screen is known by it."""
    return isinstance(element.label, Phrase) and element.label.text in USUAL


def _key(element: ViewElement) -> object:
    labels = tuple(column.label for column in element.columns) if element.role in _TABLES else ()
    return element.role, element.label, labels


def _merged(elements: Iterable[ViewElement]) -> tuple[ViewElement, ...]:
    """Each once, with what any look told of it."""
    found: dict[object, ViewElement] = {}
    for element in elements:
        known = found.get(_key(element))
        found[_key(element)] = element if known is None else _joined(known, element)
    return tuple(found.values())[:MOST_PARTS]


def _joined(one: ViewElement, other: ViewElement) -> ViewElement:
    assert one.label is None or isinstance(one.label, Phrase)
    states = KEPT_STATES.intersection((*one.states, *other.states))
    columns = one.columns or other.columns
    if len(one.columns) == len(other.columns):
        pairs = zip(one.columns, other.columns, strict=True)
        columns = tuple(b if a.type is ValueType.TEXT else a for a, b in pairs)
    return element_of(one.role, one.label, states, columns, other.holds or one.holds)
