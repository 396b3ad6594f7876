"""Hands of one step: every delivery is allowed by the guard, and written to the journal before it is made.

A target is bound to the window and place that were looked at; a surface refuses when they changed. What a
planner's plan types, and secrets, go in pieces: if the focus is stolen in between, one piece at most is lost.
"""

from __future__ import annotations

import time
from dataclasses import replace

from innervate.core.action import (
    Action,
    Click,
    CloseWindow,
    Drag,
    Focus,
    Hover,
    Launch,
    Press,
    Scroll,
    Target,
    Type,
)
from innervate.core.errors import Changed, Lost, Refused, Stale
from innervate.core.event import Delivered, Intended
from innervate.core.geometry import Device, Point, Rect
from innervate.core.outcome import Applied, Effect
from innervate.core.scene import Element, Scene
from innervate.runtime.guard import Guard, Into
from innervate.runtime.looking import Eyes
from innervate.runtime.record import Recorder

FOCUS_SECONDS = 3.0
PIECE = 16
"""Characters that are typed between two looks at where they go."""


class Hands:
    """Delivers actions for one step. applied: whether anything with a consequence has been delivered.

    held: whether what the step expects was there before.
    """

    def __init__(self, eyes: Eyes, recorder: Recorder, path: str, effect: Effect, guard: Guard) -> None:
        self._eyes = eyes
        self._recorder = recorder
        self.guard = guard
        self._path = path
        self.effect = effect
        self.applied = Applied.NONE
        self.held = False

    async def do(
        self,
        action: Action,
        description: str,
        effect: Effect | None = None,
        *,
        element: Element | None = None,
        into: Into | None = None,
        option: bool = False,
    ) -> None:
        """Ask the guard, write the intent, deliver, write the receipt.

        effect: of this action, where it is another than the step's own. element, into, option: for the guard.

        :raises Denied: it may not be done. :raises Changed: the target moved; nothing was done.
        :raises Uncertain: maybe done.
        :raises Lost: the surface was gone before anything was delivered.
        """
        await self.guard.check(action, element, into, option=option)
        kind = type(action).__name__.lower()
        effect = effect or self.effect
        self._recorder.add(Intended(self._path, kind, effect, description, self.held))
        if effect is Effect.IRREVERSIBLE:
            self.guard.used()
        before = self.applied
        if effect is not Effect.READS:
            self.applied = Applied.UNKNOWN
        self._eyes.delivered = time.monotonic()
        try:
            receipt = await self._eyes.surface.perform(action)
        except (Stale, Refused, Lost) as error:
            self.applied = before
            self._recorder.undelivered(self._path, error.code)
            raise
        if effect is not Effect.READS:
            self.applied = Applied.APPLIED
        self._recorder.add(Delivered(self._path, receipt.means))

    async def click(
        self,
        element: Element,
        scene: Scene,
        *,
        count: int = 1,
        effect: Effect | None = None,
        option: bool = False,
        at: Point[Device] | None = None,
    ) -> None:
        """Click the middle of what shows of an element, raising its window first where it is covered.

        at: another place than its middle.
        """
        scene, element = await self._raised(element, scene)
        target = target_of(element, scene, at)
        times = {1: "click", 2: "double click"}.get(count, f"click {count} times")
        description = f"{times} {target.description}"
        await self.do(Click(target, count=count), description, effect, element=element, option=option)

    async def drag(
        self,
        element: Element,
        scene: Scene,
        at: Point[Device] | None,
        to: Point[Device],
        through: tuple[Point[Device], ...] = (),
    ) -> None:
        """Press the pointer down on an element, and let it go elsewhere in its window."""
        target = target_of(element, scene, at)
        end = replace(target, point=to)
        action = Drag(target, end, through)
        await self.do(action, f"drag {target.description}", element=element)

    async def hover(self, element: Element, scene: Scene, at: Point[Device] | None = None) -> None:
        target = target_of(element, scene, at)
        await self.do(Hover(target), f"hover over {target.description}", element=element)

    async def scroll(
        self, element: Element, scene: Scene, notches: int, at: Point[Device] | None = None
    ) -> None:
        target = target_of(element, scene, at)
        await self.do(Scroll(target, notches), f"scroll {notches} over {target.description}", element=element)

    async def type(self, text: str, window: int, into: Into | None = None, *, secret: bool = False) -> None:
        """into: the field that the text is for, and the value that it is of."""
        pieces = [text]
        if secret or self.guard.careful:
            pieces = [text[at : at + PIECE] for at in range(0, len(text), PIECE)]
        for piece in pieces:
            shown = "a secret" if secret else f"{len(piece)} characters"
            await self.do(Type(piece, window, secret), f"type {shown}", into=into)

    async def press(self, keys: tuple[str, ...], window: int, into: Into | None = None) -> None:
        await self.do(Press(keys, window), f"press {'+'.join(keys)}", into=into)

    async def focus(self, window: int) -> None:
        await self.do(Focus(window), "bring the window to the front", Effect.READS)

    async def close(self, window: int) -> None:
        await self.do(CloseWindow(window), "close the window")

    async def launch(self, argv: tuple[str, ...]) -> None:
        await self.do(Launch(argv), f"start {argv[0]}")

    async def _raised(self, element: Element, scene: Scene) -> tuple[Scene, Element]:
        """The element in a scene in which its window is in front."""
        window = scene.window(element.window)
        if window is None or window.popup or (window.active and element.visible):
            return scene, element
        await self.focus(window.id)

        async def in_front() -> tuple[Scene, Element] | None:
            now = await self._eyes.look()
            again = now.by_id.get(element.id)
            front = now.window(element.window)
            ready = front is not None and front.active and again is not None and again.visible
            return (now, again) if ready and again is not None else None

        found = await self._eyes.until(in_front, FOCUS_SECONDS)
        if found is None:
            raise Changed(
                f"{element.role.value} {element.name[:40]!r} in front",
                "its window did not come to the front",
                "see what covers it",
            )
        return found


def target_of(element: Element, scene: Scene, at: Point[Device] | None = None) -> Target:
    """Where to touch an element. at: not in its middle, but there.

    :raises Changed: it has no place on the screen, or not inside its window.
    """
    window = scene.window(element.window)
    description = f"{element.role.value} {element.name[:60]!r}"
    if window is None or element.bounds is None:
        raise Changed(description, "it no longer shows", "observe again")
    if at is not None:
        if not window.bounds.holds(at):
            raise Changed(description, "it lies outside of what its window shows", "scroll to it first")
        return Target(at, element.bounds, window.id, window.bounds, description)
    shown = element.bounds.intersection(window.bounds)
    if shown.width < 2 or shown.height < 2 or not window.bounds.holds(element.bounds.centre):
        raise Changed(description, "it lies outside of what its window shows", "scroll to it first")
    return Target(_middle(shown, element), element.bounds, window.id, window.bounds, description)


def _middle(shown: Rect[Device], element: Element) -> Point[Device]:
    """The centre; of a very wide element without a frame (a row, a text) a point near its start."""
    if element.role.value in ("row", "list item", "tree item") and shown.width > 400:
        return Point(shown.x + min(200, shown.width // 3), shown.centre.y)
    return shown.centre
