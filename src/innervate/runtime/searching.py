"""Look for what a page does not show now, by scrolling through it.

Promises: only a web page is scrolled, at a place where nothing is that a wheel could change, and no further
than to its ends; each scroll is written down like any other action. What it leaves behind is the page at
another place.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from innervate.core.errors import Stale
from innervate.core.event import Recovered
from innervate.core.geometry import Device, Point, Rect
from innervate.core.outcome import Code, Effect
from innervate.core.scene import Element, Scene
from innervate.core.vocabulary import INTERACTIVE, Role
from innervate.runtime import grounding
from innervate.runtime.context import Context, Scope
from innervate.runtime.guard import Guard
from innervate.runtime.hands import Hands
from innervate.runtime.looking import GLIDE_SECONDS

T = TypeVar("T")
MOST_SCROLLS = 40
"""In one direction."""
NOTCH_PIXELS = 60
"""About as far as one notch of a wheel moves a page; a scroll moves less than the page shows."""
MOVE_SECONDS = 0.5
"""A page that can move begins to within this time."""
SCROLLED = 0.02
_GRID = 6


@dataclass(frozen=True, slots=True)
class Searching:
    """Of one step, which is about the application `place`."""

    context: Context
    scope: Scope
    path: str
    place: str

    async def until(self, found: Callable[[], Awaitable[T | None]]) -> T | None:
        """What `found` answers once the page shows it; None where it never does, or there is no page."""
        application = self.context.applications.get(self.place)
        if application is None or application.origin is None:
            return None
        hands = Hands(
            self.context.eyes,
            self.context.recorder,
            self.path,
            Effect.READS,
            Guard(self.context, self.scope, self.place, self.path),
        )
        first = True
        for direction in (1, -1):
            for _ in range(MOST_SCROLLS * (1 if direction == 1 else 2)):
                scene = await self.context.eyes.look(self.place)
                spot = self._spot(scene)
                if spot is None:
                    return None
                document, at = spot
                assert document.bounds is not None
                notches = max(1, document.bounds.height * 2 // (3 * NOTCH_PIXELS)) * direction
                if first:
                    self.context.recorder.add(
                        Recovered(
                            self.path, "scroll", Code.LOCATE_ABSENT, "looked for it further down the page"
                        )
                    )
                    first = False
                try:
                    await hands.scroll(document, scene, notches, at)
                except Stale:
                    return None
                moved = await self._moved(document.bounds)
                answer = await found()
                if answer is not None:
                    return answer
                if not moved:  # this is the end
                    break
        return None

    async def _moved(self, page: Rect[Device]) -> bool:
        """Whether so much of the page is drawn anew as scrolling does; a caret that blinks is none of it."""
        for _ in range(2):  # what is seen first may be a caret
            if not await self.context.eyes.wait(MOVE_SECONDS, GLIDE_SECONDS):
                return False
            frame = (await self.context.eyes.look(self.place)).frame
            if sum(part.intersection(page).area for part in frame.damaged) > SCROLLED * page.area:
                return True
        return False

    def _spot(self, scene: Scene) -> tuple[Element, Point[Device]] | None:
        """The page, and a place of it where the wheel moves nothing but the page."""
        own = grounding.of_application(self.place, scene, self.context.applications)
        pages = [e for e in own if e.role is Role.DOCUMENT and e.bounds is not None and e.visible]
        page = max(pages, key=lambda e: e.bounds.area if e.bounds else 0, default=None)
        if page is None or page.bounds is None:
            return None
        window = scene.window(page.window)
        shown = page.bounds.intersection(window.bounds) if window is not None else page.bounds
        taken = [e.bounds for e in own if e.bounds is not None and e.role in INTERACTIVE]
        for down in range(1, _GRID):
            for right in range(1, _GRID):
                at: Point[Device] = Point(
                    shown.x + shown.width * right // _GRID, shown.y + shown.height * down // _GRID
                )
                if not any(bounds.holds(at) for bounds in taken):
                    return page, at
        return None
