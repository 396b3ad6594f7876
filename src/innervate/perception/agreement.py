"""Where an application's tree and its pixels disagree: pixels win, and the element says so.

Promises: an element that the tree leaves without a name is called what its pixels say; one that the tree
places outside of its window is placed where its pixels stand, if there is just one such place. Each carries
its `Doubt`, is of both sources, and is believed less. Refuses to change what the tree and the pixels agree
on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from innervate.core.frame import Window
from innervate.core.scene import Element
from innervate.core.vocabulary import INTERACTIVE, Doubt, Role, Source
from innervate.perception.labels import with_labels

_BELIEVED = 0.7


def doubtful(window: Window, elements: Sequence[Element]) -> bool:
    """Whether the tree of a window leaves something open that its pixels may tell."""
    return any(mute(e) or astray(e, window) for e in elements)


def mute(element: Element) -> bool:
    """Whether the tree shows something to act on and does not say what it is."""
    if element.role not in INTERACTIVE or element.source is not Source.TREE:
        return False
    return not element.name and element.label is None and bool(element.bounds and element.bounds.area)


def astray(element: Element, window: Window) -> bool:
    """Whether the tree places something that shows where its window is not; a web page scrolls, and may."""
    if element.role not in INTERACTIVE or element.origin is not None or not element.name:
        return False
    return element.bounds is not None and not window.bounds.holds(element.bounds.centre)


def agreed(window: Window, elements: Sequence[Element], seen: Sequence[Element]) -> list[Element]:
    """The elements of a window's tree, in order, mended by what its pixels show."""
    named = [e for e in seen if e.name and e.bounds is not None]
    mended = [placed(name_of(e, named) if mute(e) else e, window, named, elements) for e in elements]
    labels = [e for e in seen if e.role is Role.LABEL]
    beside = with_labels([*mended, *labels])[: len(mended)]
    return [
        e if e is before or e.name == before.name else doubted(replace(e, label=None), Doubt.NAMED)
        for e, before in zip(beside, mended, strict=True)
    ]


def name_of(element: Element, named: Sequence[Element]) -> Element:
    """The element called as its pixels say; itself where they say nothing."""
    place = element.bounds
    if place is None:
        return element
    inside = [e for e in named if e.bounds is not None and place.holds(e.bounds.centre)]
    words = " ".join(dict.fromkeys(e.name for e in inside))
    if not words:
        return element
    return doubted(replace(element, name=words, named_by_content=True), Doubt.NAMED)


def placed(element: Element, window: Window, named: Sequence[Element], others: Sequence[Element]) -> Element:
    """The element where its pixels stand, if the tree has it astray and they stand in one place only."""
    if not astray(element, window):
        return element
    called = plain(element.name)
    if sum(plain(other.name) == called and other.role is element.role for other in others) > 1:
        return element
    places = [e for e in named if plain(e.name) == called]
    return doubted(replace(element, bounds=places[0].bounds), Doubt.PLACED) if len(places) == 1 else element


def plain(name: str) -> str:
    """A name as a tree and pixels both say it: three points look as an ellipsis does."""
    return " ".join(name.replace("...", "…").casefold().split())


def doubted(element: Element, doubt: Doubt) -> Element:
    return replace(element, doubt=doubt, source=Source.BOTH, confidence=min(element.confidence, _BELIEVED))
