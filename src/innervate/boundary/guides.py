"""What a View quotes of an application's profile: its screens and how they are reached, fields, menus.

Promises: a guide is made of a signed profile and a catalogue alone, so that whoever makes it gets the same
one, to the last word, whatever shows; it names nothing that is not public there now; it is bounded, and what
is most useful comes first. Refuses nothing: what may not be told is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from innervate.boundary.learning import USUAL
from innervate.boundary.phrases import FIELDS, Catalogue
from innervate.boundary.render import guide_lines
from innervate.core.profile import Learned, Menu, Screen
from innervate.core.view import Guide, GuideMenu, GuideScreen, Masked, Phrase, Press, Route, ViewElement
from innervate.core.vocabulary import Role, State

MOST_SCREENS = 20
MOST_CHARACTERS = 1400
"""Of one application's guide: about 370 tokens."""
_MOST_ROUTES = 2
_AT_FIRST = 5
"""Things of one kind on one screen, before menus are told; what is left comes after them, if it fits."""
_FILLED = FIELDS | {Role.CHECK_BOX, Role.RADIO}
_TABLES = frozenset({Role.TABLE, Role.TREE, Role.LIST})
_PRESSED = frozenset({Role.BUTTON, Role.TOGGLE, Role.LINK, Role.TAB})
_Group = Callable[[ViewElement], bool]
_GROUPS: tuple[_Group, ...] = (
    lambda e: e.role in _FILLED and State.READ_ONLY not in e.states,
    lambda e: e.role in _TABLES,
    lambda e: e.role in _PRESSED,
    lambda e: e.role in _FILLED,
)
"""What is told of screens, most useful first: what is filled in, tables, what is pressed, what is read."""

_Named = tuple[Role, Phrase | Masked | None]


def guide_of(
    application: str,
    version: int,
    screens: Sequence[Screen],
    catalogue: Catalogue,
    most: int = MOST_CHARACTERS,
) -> Guide | None:
    """What may be quoted; None where nothing is known, or nothing of it is public."""
    known = public(screens, catalogue)
    usual = Counter((e.role, e.label) for screen in known for e in screen.elements)
    everywhere = {press for press, count in usual.items() if 2 * count > len(known) > 2}
    useful = sorted(known, key=lambda screen: (-_use(screen, everywhere), screen.number))[:MOST_SCREENS]
    routes = {screen.number: _routes(screen, known, everywhere) for screen in useful}
    while True:
        numbers = {screen.number for screen in useful}
        bare = (GuideScreen(s.number, s.name, _within(routes[s.number], numbers)) for s in useful)
        made = Guide(application, version, tuple(sorted(bare, key=lambda screen: screen.number)))
        if not useful or _length(made) <= most:
            break
        useful = useful[:-1]
    if not useful:
        return None
    made = _filled(made, useful, everywhere, most, _AT_FIRST)
    made = _with_menus(made, known, most)
    return _filled(made, useful, everywhere, most, None)


def _filled(
    guide: Guide, useful: Sequence[Screen], everywhere: set[_Named], most: int, each: int | None
) -> Guide:
    """With what screens hold, as far as it fits. each: at most so many of one group on one screen."""
    first: dict[_Named, int] = {}
    for screen in sorted(useful, key=lambda one: -one.number):
        first |= {(e.role, e.label): screen.number for e in screen.elements}
    for group in _GROUPS:
        for screen in useful:
            bare = next(one for one in guide.screens if one.number == screen.number)
            told = everywhere - {named for named, number in first.items() if number == screen.number}
            news = [_plainly(e) for e in screen.elements if group(e) and _is_news(e, told)]
            more = sorted(news, key=lambda e: (e.role, e.label) in everywhere)[:each]  # its own first
            longer = _with(guide, replace(bare, elements=tuple(dict.fromkeys((*bare.elements, *more)))))
            guide = longer if _length(longer) <= most else guide
    return guide


def public(screens: Sequence[Screen], catalogue: Catalogue) -> tuple[Screen, ...]:
    """The screens without what is not public there now."""

    def is_public(press: Press) -> bool:
        if press.label is None:
            return True
        return catalogue.is_public(press.label.text, press.role, origin=catalogue.sink)

    return tuple(
        Screen(
            screen.number,
            screen.name if screen.name is not None and is_public(screen.name) else None,
            tuple(_public_elements(screen.elements, is_public)),
            tuple(_public_menus(screen.menus, is_public)),
            tuple(way for way in screen.ways if all(map(is_public, way.presses))),
            screen.learned,
        )
        for screen in screens
    )


def spoken(guide: Guide) -> Iterator[tuple[Role, Phrase]]:
    """Each public name in a guide, in the role in which it must be public."""
    for screen in guide.screens:
        presses = [*filter(None, [screen.name]), *(p for route in screen.routes for p in route.presses)]
        yield from ((press.role, press.label) for press in presses if press.label is not None)
        for element in screen.elements:
            if isinstance(element.label, Phrase):
                yield element.role, element.label
            yield from ((Role.COLUMN_HEADER, c.label) for c in element.columns if c.label is not None)
    for menu in guide.menus:
        yield Role.MENU, menu.label
        yield from ((Role.MENU_ITEM, item) for item in menu.items)


def _public_elements(
    elements: Sequence[ViewElement], is_public: Callable[[Press], bool]
) -> Iterator[ViewElement]:
    for element in elements:
        label = element.label if isinstance(element.label, Phrase) else None
        columns = tuple(
            column if is_public(Press(Role.COLUMN_HEADER, column.label)) else replace(column, label=None)
            for column in element.columns
        )
        named = label is not None or any(column.label is not None for column in columns)
        if is_public(Press(element.role, label)) and named:
            yield replace(element, columns=columns)


def _public_menus(menus: Sequence[Menu], is_public: Callable[[Press], bool]) -> Iterator[Menu]:
    for menu in menus:
        items = tuple(filter(is_public, menu.items))
        if items and is_public(Press(Role.MENU, Phrase(menu.label))):
            yield Menu(menu.label, items)


def _use(screen: Screen, everywhere: set[_Named]) -> int:
    """How much a planner gains by knowing a screen."""
    own = [e for e in screen.elements if (e.role, e.label) not in everywhere]
    fields = sum(e.role in _FILLED for e in own)
    tables = sum(e.role in _TABLES for e in own)
    ran = 10 if screen.learned is Learned.RUN else 0
    return (
        ran + 2 * min(fields, 10) + 3 * min(tables, 3) + min(len(screen.ways), 5) + (screen.name is not None)
    )


def _routes(screen: Screen, known: Sequence[Screen], everywhere: set[_Named]) -> tuple[Route, ...]:
    """The shortest ways to a screen; without a source where what is pressed first shows nearly everywhere."""
    found: dict[Route, None] = {}
    for source in known:
        for way in source.ways:
            if way.to == screen.number != source.number:
                first = way.presses[0]
                anywhere = (first.role, first.label) in everywhere
                found[Route(way.presses, None if anywhere else source.number)] = None
    usual = [route for route in found if route.source is None]
    order = sorted(usual or found, key=lambda route: (len(route.presses), route.source or 0))
    return tuple(order[: 1 if usual else _MOST_ROUTES])


def _within(routes: Sequence[Route], numbers: set[int]) -> tuple[Route, ...]:
    """Those from screens that are told."""
    return tuple(route for route in routes if route.source is None or route.source in numbers)


def _is_news(element: ViewElement, told: set[_Named]) -> bool:
    """Whether it is worth telling of a screen: what nearly all have is told of the first that has it."""
    usual = isinstance(element.label, Phrase) and element.label.text in USUAL
    return (element.role, element.label) not in told and not usual


def _plainly(element: ViewElement) -> ViewElement:
    """What a planner has no use for goes: its role says already that a text has several lines."""
    return replace(element, states=tuple(s for s in element.states if s is not State.MULTI_LINE))


def _with(guide: Guide, screen: GuideScreen) -> Guide:
    screens = tuple(screen if one.number == screen.number else one for one in guide.screens)
    return replace(guide, screens=screens)


def _with_menus(guide: Guide, known: Sequence[Screen], most: int) -> Guide:
    """With as many of the menus as fit; of one that several screens have, all that it ever offered."""
    offered: dict[str, dict[Phrase, None]] = {}
    for screen in known:
        for menu in screen.menus:
            items = (item.label for item in menu.items if item.role is Role.MENU_ITEM and item.label)
            offered.setdefault(menu.label, {}).update(dict.fromkeys(items))
    for label, labels in offered.items():
        longer = replace(guide, menus=(*guide.menus, GuideMenu(Phrase(label), tuple(labels))))
        guide = longer if labels and _length(longer) <= most else guide
    return guide


def _length(guide: Guide) -> int:
    return sum(len(line) + 1 for line in guide_lines(guide))
