"""A perceiver with an adviser beside it: what perception can't name, a local model may guess.

Promises: the Scene is that of its perceiver, and guesses stand beside its elements, never among them;
a picture that was asked about is not asked about again, wherever it shows; the time of one look is bounded,
what is left over waits for the next one. Refuses to ask about what has a name, holds something, is covered,
or stands in windows that don't matter now.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, replace
from typing import TypeAlias

from innervate.core.frame import Frame
from innervate.core.geometry import Device, Rect
from innervate.core.scene import Element, Perceiver, Scene
from innervate.core.vocabulary import Role, Source
from innervate.perception.advice import Abstained, Adviser, Described, Identified
from innervate.perception.memory import Memory
from innervate.perception.picture import Cropped, Image, crop, fingerprint, is_blank, within

LOOK_SECONDS = 10.0
"""After so many seconds of one look no further question is asked."""

_PICTURES = frozenset({Role.IMAGE, Role.CANVAS})
_TO_IDENTIFY = frozenset({Role.UNKNOWN, Role.ICON, Role.BUTTON, Role.TOGGLE, Role.LINK, Role.MENU_ITEM})
_KEEPS_ROLE = _TO_IDENTIFY - {Role.UNKNOWN, Role.ICON}
_LEAST_SIDE, _REGION_SIDE = 6, 96

Key: TypeAlias = tuple[bytes, Rect[Cropped], bool]
Answer: TypeAlias = Identified | Described | Abstained


@dataclass(frozen=True, slots=True)
class _Last:
    scene: Scene
    windows: frozenset[int] | None
    advised: Scene


class Advised:
    """A perceiver, and an adviser for what it leaves without a name."""

    def __init__(
        self, perceiver: Perceiver, adviser: Adviser, *, seconds: float = LOOK_SECONDS, remembered: int = 2048
    ) -> None:
        self._perceiver = perceiver
        self._adviser = adviser
        self._seconds = seconds
        self._answers: Memory[Key, Answer] = Memory(remembered)
        self._last: _Last | None = None
        self._lock = asyncio.Lock()

    async def perceive(self, frame: Frame, windows: frozenset[int] | None = None) -> Scene:
        """The Scene of its perceiver, with guesses about elements in `windows` (None: in all).

        :raises Unavailable: as its perceiver.
        """
        scene = await self._perceiver.perceive(frame, windows)
        async with self._lock:
            last = self._last
            if last is not None and last.scene is scene and last.windows == windows:
                return last.advised
            guesses, complete = await self._guesses(scene, windows)
            advised = replace(scene, guesses=guesses) if guesses else scene
            self._last = _Last(scene, windows, advised) if complete else None
            return advised

    async def _guesses(self, scene: Scene, windows: frozenset[int] | None) -> tuple[dict[str, Element], bool]:
        """Guesses by element, and whether all that could be asked was."""
        if not scene.frame.coherent:  # a place from one moment, a picture from another
            return {}, True
        deadline = time.monotonic() + self._seconds
        guesses: dict[str, Element] = {}
        complete = True
        for element, place in _nameless(scene, windows):
            picture, inside = _picture(scene.frame, place)
            if is_blank(picture):
                continue
            large = element.role in _PICTURES and min(inside.width, inside.height) >= _REGION_SIDE
            key = (fingerprint(picture), inside, large)
            answer = self._answers.get(key)
            if answer is None and time.monotonic() < deadline:
                asked = self._adviser.describe(picture) if large else self._adviser.identify(picture, inside)
                answer = await asked
            if answer is None or (isinstance(answer, Abstained) and answer.away):
                complete = False
                continue
            self._answers.put(key, answer)
            guess = _guess(element, answer)
            if guess is not None:
                guesses[element.id] = guess
        return guesses, complete


def _nameless(scene: Scene, windows: frozenset[int] | None) -> list[tuple[Element, Rect[Device]]]:
    """The elements of which perception can't tell what they are or what they are for, and their places."""
    found: list[tuple[Element, Rect[Device]]] = []
    for element in scene.elements:
        told = element.name or element.value or scene.children.get(element.id)
        if told or element.role not in _TO_IDENTIFY | _PICTURES:
            continue
        if element.bounds is None or not element.visible:
            continue
        place = element.bounds.intersection(scene.frame.bounds)
        matters = windows is None or element.window in windows
        if matters and min(place.width, place.height) >= _LEAST_SIDE:
            found.append((element, place))
    return found


def _picture(frame: Frame, place: Rect[Device]) -> tuple[Image, Rect[Cropped]]:
    """The element with a little of what is around it, and its place in that picture."""
    margin = min(48, max(12, max(place.width, place.height) // 2))
    around: Rect[Device] = Rect(
        place.x - margin, place.y - margin, place.width + 2 * margin, place.height + 2 * margin
    )
    picture, origin = crop(frame, around)
    return picture, within(place, origin)


def _guess(element: Element, answer: Answer) -> Element | None:
    match answer:
        case Identified(role=role, name=name, confidence=confidence):
            role = element.role if element.role in _KEEPS_ROLE else role
        case Described(text=name, confidence=confidence):
            role = element.role
        case Abstained():
            return None
    return replace(
        element,
        role=role,
        name=name,
        source=Source.MODEL,
        confidence=min(confidence, element.confidence),
        named_by_content=True,
    )
