"""When a planner is asked again, and when it is left alone for a while.

Promises: only what another try can help is tried again, after a pause that grows and is never the same twice;
a planner that asks for a longer pause than is bearable is not tried again. After failures in a row none is
asked until it had a rest; then one question finds out.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from innervate.boundary.gateway.clearance import PASSING, Told
from innervate.boundary.gateway.style import Reply

MOST_WAIT = 20.0
"""Seconds between two tries."""
FAILURES = 3
"""Questions in a row that failed, after which the planner rests."""
REST, MOST_REST = 30.0, 300.0
_OWN = frozenset({Told.ANSWERED, Told.REFUSED, Told.TOO_LONG, Told.DECLINED, Told.RESTING})
"""Not the fault of a server."""


@dataclass(frozen=True, slots=True)
class Patience:
    """tries: of one question. pause: seconds before the second. rest: lets seconds pass."""

    tries: int
    pause: float
    rest: Callable[[float], None]
    chance: random.Random = field(default_factory=random.SystemRandom)

    def ask(self, send: Callable[[], Reply], became: Callable[[Told], None]) -> Reply:
        """The last reply. became: is told what came of each but the last.

        :raises Lost: core is gone meanwhile.
        """
        for number in range(self.tries):
            reply = send()
            wait = self._wait(number, reply)
            if reply.told not in PASSING or number + 1 == self.tries or wait is None:
                break
            became(reply.told)
            self.rest(wait)
        return reply

    def _wait(self, number: int, reply: Reply) -> float | None:
        """Half of it is chance: those who were turned away together shall not come back together."""
        own: float = min(MOST_WAIT, self.pause * 2.0**number * (0.5 + self.chance.random()))
        if reply.wait is None:
            return own
        return max(own, reply.wait) if reply.wait <= MOST_WAIT else None


@dataclass(slots=True)
class Circuit:
    """Open: nothing is asked. now: monotonic seconds."""

    now: Callable[[], float] = time.monotonic
    _failed: int = 0
    _rest: float = REST
    _until: float = 0.0

    @property
    def open(self) -> bool:
        return self._failed >= FAILURES and self.now() < self._until

    def ended(self, told: Told) -> None:
        """A question that was asked ended so."""
        if told in _OWN:
            self._failed, self._rest = 0, REST
            return
        self._failed += 1
        if self._failed >= FAILURES:
            self._until = self.now() + self._rest
            self._rest = min(MOST_REST, 2 * self._rest)
