"""Eyes that wait for change: there is no fixed sleep here, and every wait knows what it waits for.

Time is told apart: what was spent blocked until the application showed something is the application's,
all else is innervate's own.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from innervate.core.application import Application
from innervate.core.frame import Surface
from innervate.core.scene import Perceiver, Scene

T = TypeVar("T")

# Places outside the screen send no event; between two looks at them this many seconds pass at most.
OUTSIDE_SECONDS = 0.05
# An action shows its first effect within this time, if it shows any at once.
BEGIN_SECONDS = 0.1
# A change seldom comes alone, and looking at each would slow the application down: look when they pause
# for the calm, or have gone on for BUSY_SECONDS. A field that is typed into, and the first look after any
# delivery, wait for less: what is done at once is seen at once.
SOON_SECONDS = 0.012
FIELD_SECONDS = 0.006
CALM_SECONDS = 0.02
GLIDE_SECONDS = 0.15
BUSY_SECONDS = 0.3


@dataclass(slots=True)
class Clock:
    """Seconds since the start of a step, told apart."""

    started: float = field(default_factory=time.monotonic)
    application: float = 0.0

    @property
    def own(self) -> float:
        return max(0.0, time.monotonic() - self.started - self.application)


class Eyes:
    """A surface and what makes sense of it. delivered: when the last delivery began, in monotonic seconds."""

    def __init__(
        self, surface: Surface, perceiver: Perceiver, applications: Mapping[str, Application]
    ) -> None:
        self.surface = surface
        self.clock = Clock()
        self.last: Scene | None = None
        self.delivered = 0.0
        self._perceiver = perceiver
        self._applications = applications

    async def look(self, *names: str) -> Scene:
        """The Scene of this moment; pixels are read in the windows of the applications named.

        :raises Lost: the surface is gone.
        """
        frame = await self.surface.observe()
        programs = {self._applications[n].executable for n in names if n in self._applications}
        windows = frozenset(w.id for w in frame.windows if w.executable in programs)
        self.last = await self._perceiver.perceive(frame, windows)
        return self.last

    async def lately(self) -> Scene:
        """The last Scene that was looked at, for what does not depend on the screen."""
        return self.last or await self.look()

    async def until(
        self,
        found: Callable[[], Awaitable[T | None]],
        seconds: float,
        *,
        outside: bool = False,
        calm: float = CALM_SECONDS,
    ) -> T | None:
        """Ask `found`, again after each change, until it answers or `seconds` are over.

        outside: the answer depends on places that send no events, so ask now and then without a change.
        """
        deadline = time.monotonic() + seconds
        while True:
            answer = await found()
            left = deadline - time.monotonic()
            if answer is not None or left <= 0:
                return answer
            await self.wait(min(left, OUTSIDE_SECONDS) if outside else left, calm)

    async def settle(self, calm: float = CALM_SECONDS) -> None:
        """After a delivery: give the application a moment to begin, and then to pause."""
        await self.wait(BEGIN_SECONDS, calm, self.delivered)

    async def wait(self, seconds: float, calm: float = CALM_SECONDS, since: float = 0.0) -> bool:
        """Wait for a change, and until the changes pause; the time while they came is the application's."""
        start = time.monotonic()
        changed = await self.surface.change(seconds, since)
        if changed:
            self.clock.application += time.monotonic() - start
            start = time.monotonic()
            await self.surface.quiet(calm, BUSY_SECONDS)
            self.clock.application += max(0.0, time.monotonic() - start - calm)
        return changed
