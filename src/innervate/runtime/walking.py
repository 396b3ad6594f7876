"""A walk through an application, to learn its screens: presses only what is harmless, and comes back.

Promises: nothing is typed, and no key pressed but Escape and a browser's way back; each press is decided by
`harmless` on what shows right then, and refused on innervate's own windows; steps and time are bounded; after
each press it goes back to where it was, and when it can't, it stops and says so. What it saw until then is
kept. A second person at the same desktop is not looked for.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace

from innervate.boundary.learning_walks import Move
from innervate.boundary.own import Own, is_terminal
from innervate.boundary.position import Positions
from innervate.core.action import Click, Focus
from innervate.core.application import Application
from innervate.core.errors import Changed, Denied, NotFound, Stale
from innervate.core.frame import Pixels
from innervate.core.scene import Element, Scene
from innervate.core.vocabulary import Role
from innervate.runtime.fingerprint import Print
from innervate.runtime.hands import target_of
from innervate.runtime.harmless import Harmless, harmless, may_be_asked_for
from innervate.runtime.looking import Eyes
from innervate.runtime.walking_back import WayBack
from innervate.runtime.walking_sight import Sight

Agree = Callable[[Sequence[str]], Awaitable[Sequence[str]]]
"""Asks the person which of these links may be followed."""
_ORDER = tuple(Harmless)
_INSIDE = (Harmless.TAB, Harmless.FOLD)


@dataclass(frozen=True, slots=True)
class Limits:
    """presses: at most; seconds: for all of it; deep: how many pages from the start."""

    presses: int = 200
    seconds: float = 300.0
    deep: int = 8


@dataclass(slots=True)
class Walked:
    """What was seen, without pixels; and how one led to the other. stopped: why it ended early, if it did."""

    looks: list[Scene] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    presses: int = 0
    refused: int = 0
    stopped: str = ""


@dataclass(slots=True)
class Walk:
    """One walk. own: what is innervate's. say: is told each press. stop: asked before each press."""

    eyes: Eyes
    application: Application
    own: Callable[[], Own]
    agree: Agree
    say: Callable[[str], None] = lambda line: None
    stop: Callable[[], bool] = lambda: False
    limits: Limits = Limits()
    walked: Walked = field(default_factory=Walked)
    _prints: list[Print] = field(default_factory=list)
    _tried: set[tuple[object, ...]] = field(default_factory=set)
    _asked: set[str] = field(default_factory=set)
    _agreed: set[str] = field(default_factory=set)
    _until: float = 0.0
    _sight: Sight = field(init=False)
    _way: WayBack = field(init=False)

    def __post_init__(self) -> None:
        self._sight = Sight(self.eyes, self.application)
        self._way = WayBack(self._sight, self._click)

    async def run(self) -> Walked:
        """
        :raises NotFound: the application shows no window. :raises Denied: it may not be driven.
        :raises Lost: the surface is gone; `walked` has what was seen.
        """
        self._until = time.monotonic() + self.limits.seconds
        scene = await self._front()
        try:
            await self._explore(self._note(scene), 0)
        except Stale as error:
            self.walked.stopped = f"did not come back to where it was: {error.seen}"
        return self.walked

    # seeing

    async def _front(self) -> Scene:
        """The Scene with the application's topmost window in front."""
        scene = await self._sight.look()
        windows = self._sight.windows(scene)
        if not windows:
            raise NotFound(
                f"a window of {self.application.name}",
                "it shows none",
                "start it and bring up its first screen",
            )
        for window in windows:
            why = self.own().window(window, scene)
            if why is not None or is_terminal(window, scene):
                raise Denied(f"to walk through {self.application.name}", why or "it is a terminal")
        if not windows[0].active:
            await self.eyes.surface.perform(Focus(windows[0].id))
            scene = await self._sight.changed_from(None)
        return scene

    def _note(self, scene: Scene) -> int:
        """The number of a look like this one; a new one if there is none."""
        now = self._sight.print(scene)
        for number, known in enumerate(self._prints):
            if now.like(known):
                return number
        bare = replace(scene.frame, pixels=Pixels(0, 0, 0, b""), trees={})
        self.walked.looks.append(replace(scene, frame=bare))
        self._prints.append(now)
        return len(self._prints) - 1

    # walking

    def _over(self) -> bool:
        """Whether nothing more is to be pressed."""
        if self.walked.stopped:
            return True
        if self.stop():
            self.walked.stopped = "stopped by hand"
        elif self.walked.presses >= self.limits.presses:
            self.walked.stopped = f"{self.limits.presses} presses were made"
        elif time.monotonic() > self._until:
            self.walked.stopped = f"{self.limits.seconds:.0f} seconds were over"
        return bool(self.walked.stopped)

    async def _explore(self, here: int, deep: int, kinds: Sequence[Harmless] = _ORDER) -> None:
        """Press all that is harmless on this screen, and on those behind it, and come back each time."""
        for why, role, name in await self._candidates(here, kinds):
            if self._over():
                return
            once = (why, role, name) if why in (Harmless.LINK, Harmless.MENU) else (why, role, name, here)
            if once in self._tried:
                continue
            self._tried.add(once)
            scene = await self._sight.look()
            element = self._sight.again(role, name, scene)
            if element is None or harmless(element, Positions(scene), self._agreed) is not why:
                self.walked.refused += 1
                continue
            led = await self._step(here, why, element, scene, deep, self._sight.print(scene))
            if not led and why is Harmless.LINK:
                self._tried.discard(once)  # as a link to the page that shows: from another it leads here

    async def _candidates(self, here: int, kinds: Sequence[Harmless]) -> list[tuple[Harmless, Role, str]]:
        """What may be pressed here, the least adventurous first; asks about links not asked about before."""
        scene = self.walked.looks[here]
        positions, elements = Positions(scene), self._sight.elements(scene)
        if Harmless.LINK in kinds:
            links = [e.name for e in elements if may_be_asked_for(e, positions)]
            new = [name for name in dict.fromkeys(links) if name not in self._asked]
            if new:
                self._asked.update(new)
                self._agreed.update(set(new).intersection(await self.agree(new)))
        found = {
            (why, e.role, e.name): None
            for e in elements
            if (why := harmless(e, positions, self._agreed)) is not None and why in kinds
        }
        return sorted(found, key=lambda one: _ORDER.index(one[0]))

    async def _step(
        self, here: int, why: Harmless, element: Element, scene: Scene, deep: int, wanted: Print
    ) -> bool:
        """One press, what lies behind it, and the way back to what is `wanted`. Whether it led anywhere."""
        before = self._sight.print(scene)
        if not await self._click(element, scene):
            return False
        after = await self._sight.changed_from(before)
        now = self._sight.print(after)
        if now != before and self._sight.windows(after):
            opened = why is Harmless.MENU and now.menu_since(before, element.role)
            known = len(self._prints)
            there = self._note(after)
            self.walked.moves.append(Move(here, element.role, element.name, there, opened))
            if why is Harmless.MENU:
                await self._offered(there, element, before)
            elif there == known and deep < self.limits.deep:
                inside = _INSIDE if why is not Harmless.LINK else _ORDER
                await self._explore(there, deep + 1, inside)
        await self._way.back(wanted, why, element)
        return now != before

    async def _offered(self, there: int, opener: Element, before: Print) -> None:
        """Press what in an open menu only leads to another view; each press closes the menu."""
        scene = self.walked.looks[there]
        positions = Positions(scene)
        for item in self._sight.elements(scene):
            if (item.role, item.name) in before.names or harmless(item, positions) is not Harmless.OPENER:
                continue
            if self._over() or (item.role, item.name) in self._tried:
                continue
            self._tried.add((item.role, item.name))
            now = await self._sight.look()
            target = self._sight.again(item.role, item.name, now)
            if target is None:  # the menu has closed
                again = self._sight.again(opener.role, opener.name, now)
                if again is None or not await self._click(again, now):
                    return
                now = await self._sight.changed_from(self._sight.print(now))
                target = self._sight.again(item.role, item.name, now)
            if target is None or harmless(target, Positions(now)) is not Harmless.OPENER:
                continue
            await self._step(there, Harmless.OPENER, target, now, self.limits.deep, before)

    # touching

    async def _click(self, element: Element, scene: Scene) -> bool:
        """Whether it was pressed."""
        window = scene.window(element.window)
        if window is None or self.own().window(window, scene) is not None:
            return False
        try:
            target = target_of(element, scene)
            await self.eyes.surface.perform(Click(target))
        except Changed:
            self.walked.refused += 1
            return False
        self.walked.presses += 1
        self.say(f"{element.role.value} {element.name!r}")
        return True
