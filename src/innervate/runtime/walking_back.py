"""The way back from a press on a walk: until the screen is as it was, or it is said that it can't be.

Promises: what it does to come back is Escape, a browser's way back, what cancels a dialog, the tab or the
fold as it was; each window that opened is left by each means once. Nothing is confirmed: of a dialog's
buttons only those that cancel are pressed.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from innervate.core.action import CloseWindow, Press
from innervate.core.errors import Changed
from innervate.core.frame import Window
from innervate.core.scene import Element, Scene
from innervate.core.vocabulary import Role, State
from innervate.runtime import grounding
from innervate.runtime.fingerprint import Print
from innervate.runtime.harmless import Harmless
from innervate.runtime.obstacles import HARMLESS as WAYS_OUT
from innervate.runtime.walking_sight import CALM_SECONDS, Sight

BACK_SECONDS = 4.0
_BACKWARDS = 8
"""Attempts to come back from one press."""


@dataclass(frozen=True, slots=True)
class WayBack:
    """click: presses an element; whether it was pressed."""

    sight: Sight
    click: Callable[[Element, Scene], Awaitable[bool]]
    _left: set[tuple[object, ...]] = field(default_factory=set)

    async def back(self, wanted: Print, why: Harmless, pressed: Element) -> None:
        """Until the screen is as it was.

        :raises Changed: it can't be brought back.
        """
        end = time.monotonic() + BACK_SECONDS * 2
        for _ in range(_BACKWARDS):
            scene = await self.sight.look()
            now = self.sight.print(scene)
            if now.like(wanted):
                return
            if not await self._one_back(wanted, now, why, pressed, scene) or time.monotonic() > end:
                break
            await self.sight.changed_from(now)

        async def there() -> bool | None:
            return True if self.sight.print(await self.sight.look()).like(wanted) else None

        if not await self.sight.eyes.until(there, BACK_SECONDS, calm=CALM_SECONDS):
            raise Changed(
                f"the screen before {pressed.role.value} {pressed.name[:40]!r}", "another one", "look"
            )

    async def _one_back(
        self, wanted: Print, now: Print, why: Harmless, pressed: Element, scene: Scene
    ) -> bool:
        """The next thing to do to come back; False where there is none."""
        perform = self.sight.eyes.surface.perform
        new = [w for w in self.sight.windows(scene) if w.id not in wanted.windows]
        front = next(iter(self.sight.windows(scene)), None) or next(
            (w for w in scene.windows if w.id in wanted.windows), None
        )
        if new and not new[0].popup:
            return await self._closed(new[0], scene)
        if front is None:
            return False
        if new or (now.dialogs and now.dialogs != wanted.dialogs) or now.offered - wanted.offered:
            await perform(Press(("Escape",), new[0].id if new else front.id))
            return True
        if now.address != wanted.address:
            await perform(Press(("Alt", "Left"), front.id))
            return True
        if why is Harmless.TAB:
            tabs = [e for e in self.sight.elements(scene) if e.role is Role.TAB and e.name in wanted.tabs]
            return bool(tabs) and await self.click(tabs[0], scene)
        again = self.sight.again(pressed.role, pressed.name, scene)
        if why is Harmless.FOLD and again is not None and State.EXPANDED in again.states:
            return await self.click(again, scene)
        if why in (Harmless.OPENER, Harmless.MENU):
            await perform(Press(("Escape",), front.id))
            return True
        return False

    async def _closed(self, window: Window, scene: Scene) -> bool:
        """A window that opened is left by what cancels it, by Escape, or by being closed; each once."""
        buttons = [
            e
            for e in scene.elements
            if e.window == window.id and e.role is Role.BUTTON and e.bounds and State.ENABLED in e.states
        ]
        for word in WAYS_OUT:
            named = [e for e in buttons if grounding.plain(e.name) == word and word != "ok"]
            once = ("closed by", window.id, word)
            if len(named) == 1 and once not in self._left:
                self._left.add(once)
                return await self.click(named[0], scene)
        escaped = ("closed by", window.id, "Escape")
        if escaped not in self._left:
            self._left.add(escaped)
            await self.sight.eyes.surface.perform(Press(("Escape",), window.id))
            return True
        await self.sight.eyes.surface.perform(CloseWindow(window.id))
        return True
