"""Who is asked for the next plan: the planners in the order that policy says, each as far as it keeps to its
limits.

Promises: each decision is in the journal with the reason for every planner that was passed over; one that
can't be reached, or has no plan, leads to the next one; after the last, to a person.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from innervate.core.errors import NeedsPerson
from innervate.core.event import Passed
from innervate.core.planner import Planner
from innervate.planners.experience import Experience, Limits

_WHY = {"seconds": Passed.SLOW, "cost": Passed.DEAR, "reached": Passed.UNRELIABLE}


@dataclass(frozen=True, slots=True)
class Way:
    """A planner that may be asked. name: in journal and policy. make: the way to it, when it is needed."""

    name: str
    make: Callable[[], Planner]
    limits: Limits = Limits()


@dataclass(slots=True)
class Router:
    """The ways of one run. experience: None where nothing is remembered of planners."""

    ways: Sequence[Way]
    experience: Experience | None = None
    _made: dict[str, Planner] = field(default_factory=dict, init=False)

    def in_order(self) -> Iterator[tuple[Way, list[list[str]]]]:
        """Each way that may be asked now, with those passed over before it and why: to these, whoever asks
        adds a way that failed.

        :raises NeedsPerson: there is none, or none that keeps to its limits.
        """
        passed: list[list[str]] = []
        asked = False
        for way in self.ways:
            broken = self.experience.broken(way.name, way.limits) if self.experience is not None else None
            if broken is not None:
                passed.append([way.name, _WHY[broken].value])
                continue
            asked = True
            yield way, passed
        if not asked:
            raise _nobody(passed)

    def planner(self, way: Way) -> Planner:
        if way.name not in self._made:
            self._made[way.name] = way.make()
        return self._made[way.name]

    def note(self, way: Way, seconds: float, cost: float, *, reached: bool) -> None:
        """What a plan took, of a planner that has limits to keep to."""
        if self.experience is not None and way.limits != Limits():
            self.experience.note(way.name, seconds, cost, reached=reached)

    def close(self) -> None:
        for planner in self._made.values():
            planner.close()


def _nobody(passed: Sequence[Sequence[str]]) -> NeedsPerson:
    seen = "; ".join(f"{name}: {why}" for name, why in passed) or "none was named"
    return NeedsPerson("a planner for the goal", seen, "name one, see docs/planners.md")
