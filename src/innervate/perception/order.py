"""Reading order within a window, and what of it can be seen.

Promises: parents stand before what is in them; on the web the document's own order holds, elsewhere lines
from the top, each from the left. An element is visible where its centre lies in its window and under no
other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from innervate.core.frame import Frame, Window
from innervate.core.geometry import Device, Rect
from innervate.core.scene import Element
from innervate.core.vocabulary import Doubt
from innervate.perception.layout import bands
from innervate.perception.placing import covers


def in_order(elements: Sequence[Element]) -> list[Element]:
    """The elements of one window in reading order."""
    ids = {e.id for e in elements}
    below: dict[str, list[Element]] = {}
    for element in elements:
        below.setdefault(element.parent if element.parent in ids else "", []).append(element)
    found: list[Element] = []
    waiting = list(reversed(siblings(below.get("", []))))
    while waiting:
        element = waiting.pop()
        found.append(element)
        if (inner := below.get(element.id)) is not None:
            waiting.extend(reversed(siblings(inner)))
    return found


def siblings(elements: list[Element]) -> list[Element]:
    """Elements of one parent in reading order."""
    if len(elements) < 2 or elements[0].origin is not None:
        return elements
    shown = [(e, e.bounds) for e in elements if e.bounds is not None]
    ordered = [e for line in bands(shown) for e, _ in line]
    return ordered + [e for e in elements if e.bounds is None]


def with_visibility(frame: Frame, window: Window, elements: Sequence[Element]) -> list[Element]:
    """The elements of one window, those that can't be seen marked so."""
    above = covers(frame, window.id)
    return [
        e if e.visible == (seen := visible(e, window, above)) else hidden(e, seen, above) for e in elements
    ]


def hidden(element: Element, seen: bool, above: Sequence[Rect[Device]]) -> Element:
    """The element, marked; where its tree says that it shows and another window is above, it says so."""
    covered = element.bounds is not None and any(a.holds(element.bounds.centre) for a in above)
    return replace(element, visible=seen, doubt=Doubt.COVERED if covered and not seen else element.doubt)


def visible(element: Element, window: Window, above: Sequence[Rect[Device]]) -> bool:
    place = element.bounds
    if place is None or not window.bounds.holds_middle(place):
        return False
    return not above or not any(cover.holds_middle(place) for cover in above)
