"""Which element a person means: asked of a local model, over all that shows, the topmost window first.

Promises: candidates are elements that our own perception found, so the answer is one of them or none. Refuses
with `NotFound`, which says why, where nothing is sure.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from typing import TypeAlias

from innervate.core.errors import NotFound
from innervate.core.frame import Window
from innervate.core.geometry import Device, Rect
from innervate.core.scene import Element, Scene
from innervate.core.vocabulary import EDITABLE, INTERACTIVE, Role, Source
from innervate.perception.advice import MOST_CANDIDATES, Abstained, Adviser, Candidate
from innervate.perception.picture import crop, within

_CANDIDATES = (
    INTERACTIVE
    | EDITABLE
    | {Role.ICON, Role.IMAGE, Role.CANVAS, Role.UNKNOWN, Role.ITEM, Role.TREE_ITEM, Role.SCROLL_BAR}
)
_LEAST_SIDE = 6

Placed: TypeAlias = tuple[Element, Rect[Device]]


async def which(adviser: Adviser, scene: Scene, wanted: str) -> Element:
    """The element that a person calls `wanted`, with the model's confidence.

    :raises NotFound: nothing is sure.
    """
    problems: dict[str, None] = {}
    for window in sorted(scene.windows, key=lambda w: -w.order):
        found: list[Element] = []
        async for answer in _asked(adviser, scene, window, wanted):
            if isinstance(answer, Abstained):
                problems[answer.why] = None
            else:
                found.append(answer)
        if len(found) > 1:
            problems = {"several may be it: " + ", ".join(f"{e.role.value} {e.name!r}" for e in found): None}
            break
        if found:
            return found[0]
    seen = "; ".join(problems) or "the model says that it does not show"
    raise NotFound(f"the element called {wanted!r}", f"nothing is sure: {seen}", "say it in other words")


async def _asked(
    adviser: Adviser, scene: Scene, window: Window, wanted: str
) -> AsyncIterator[Element | Abstained]:
    """What each portion of a window's candidates gives; nothing where the model says that it holds none."""
    picture, origin = crop(scene.frame, window.bounds)
    for some in _portions(scene, window):
        asked = [Candidate(within(place, origin), element.role) for element, place in some]
        answer = await adviser.choose(picture, asked, wanted)
        if isinstance(answer, Abstained):
            yield answer
        elif answer.candidate is not None:
            element, _ = some[answer.candidate]
            confidence = min(answer.confidence, element.confidence)
            yield replace(element, source=Source.MODEL, confidence=confidence)


def _portions(scene: Scene, window: Window) -> Iterator[list[Placed]]:
    """What may be meant in a window, in portions that can be asked about; a part of a candidate is none."""
    shown = window.bounds.intersection(scene.frame.bounds)
    found: list[Placed] = []
    for element in scene.elements:
        place = element.bounds
        if element.window != window.id or place is None or not element.visible:
            continue
        place = place.intersection(shown)
        fits = min(place.width, place.height) >= _LEAST_SIDE
        if fits and element.role in _CANDIDATES and not _part(element, scene):
            found.append((element, place))
    for start in range(0, len(found), MOST_CANDIDATES):
        yield found[start : start + MOST_CANDIDATES]


def _part(element: Element, scene: Scene) -> bool:
    """Whether it is only a part of a button or the like."""
    seen: set[str] = set()
    above = scene.by_id.get(element.parent)
    while above is not None and above.id not in seen:
        if above.role in INTERACTIVE and above.role not in (Role.MENU, Role.COMBO):
            return True
        seen.add(above.id)
        above = scene.by_id.get(above.parent)
    return False
