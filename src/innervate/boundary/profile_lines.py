"""An application's profile in lines for its person: what is known of each screen, and what would change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from innervate.boundary.profiles import Can
from innervate.boundary.render import element_words, press_words
from innervate.core.profile import Screen
from innervate.core.view import Press


def called(screen: Screen) -> str:
    """A screen by its name, else by its number."""
    return " ".join(press_words(screen.name)) if screen.name is not None else f"screen {screen.number}"


def lines_of(screen: Screen, screens: Sequence[Screen]) -> Iterator[str]:
    """What is known of a screen, one thing on each line."""
    yield from (element_words(element) for element in screen.elements)
    yield from _leads(screen, screens)


def _leads(screen: Screen, screens: Sequence[Screen]) -> Iterator[str]:
    names = {one.number: f"{one.number} {called(one)}" for one in screens}
    for menu in screen.menus:
        yield f'menu "{menu.label}" offers {", ".join(map(_said, menu.items))}'
    for way in screen.ways:
        yield f"{', then '.join(map(_said, way.presses))} leads to {names[way.to]}"


def shown(screens: Sequence[Screen], can: Can = ()) -> Iterator[str]:
    """All that is known, for a terminal."""
    for name, takes in can:
        yield f"can {name}({', '.join(takes)})"
    for screen in screens:
        yield f"{screen.number}. {called(screen)}   seen in a {screen.learned.value}"
        yield from (f"     {line}" for line in _briefly(screen, screens))


def changed(before: Sequence[Screen], after: Sequence[Screen]) -> list[str]:
    """One line for each thing that would come (+) or go (-); what a new screen has stands on one."""
    both = {screen.number for screen in before} & {screen.number for screen in after}
    old, new = (dict.fromkeys(_said_of(screens, both)) for screens in (before, after))
    return [f"- {line}" for line in old if line not in new] + [f"+ {line}" for line in new if line not in old]


def _said_of(screens: Sequence[Screen], known: set[int]) -> Iterator[str]:
    for screen in screens:
        yield f"screen {screen.number} {called(screen)}"
        lines = lines_of(screen, screens) if screen.number in known else _briefly(screen, screens)
        yield from (f"  on {screen.number}: {line}" for line in lines)


def _briefly(screen: Screen, screens: Sequence[Screen]) -> Iterator[str]:
    """All that it has on one line."""
    if screen.elements:
        yield ", ".join(map(element_words, screen.elements))
    yield from _leads(screen, screens)


def _said(press: Press) -> str:
    return " ".join(press_words(press))
