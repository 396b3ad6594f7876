"""What was measured of each planner lately: how long its plans took, what they cost, and how many came true.

Promises: numbers alone are kept, of the last day and no more than a handful for each planner; what can't be
read counts as nothing known. It is advice: a run never fails for it.
"""

from __future__ import annotations

import json
import math
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

MOST, LEAST = 20, 5
_DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class Limits:
    """What a planner has to keep to. seconds: for a plan, median. cost: of a plan, mean, in the currency of
    its prices. reached: share of its plans that came to their end. None: no limit.
    """

    seconds: float | None = None
    cost: float | None = None
    reached: float | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """One plan. at: seconds since 1970."""

    at: float
    seconds: float
    cost: float
    reached: bool


@dataclass(frozen=True, slots=True)
class Experience:
    """path: where it is kept. write: a file that only its person may read."""

    path: Path
    write: Callable[[Path, bytes], None]

    def plans(self, name: str, now: float | None = None) -> list[Plan]:
        """Those of the last day, oldest first."""
        since = (time.time() if now is None else now) - _DAY
        return [one for one in self._all().get(name, []) if one.at > since]

    def note(self, name: str, seconds: float, cost: float, *, reached: bool) -> None:
        """Keep one more."""
        kept = dict(self._all())
        new = Plan(round(time.time(), 1), round(seconds, 3), round(cost, 6), reached)
        kept[name] = [*kept.get(name, []), new][-MOST:]
        wire = {
            name: [[one.at, one.seconds, one.cost, one.reached] for one in plans]
            for name, plans in kept.items()
        }
        self.write(self.path, json.dumps(wire).encode())

    def broken(self, name: str, limits: Limits) -> str | None:
        """Which limit a planner did not keep to lately: seconds, cost or reached; None for none."""
        plans = self.plans(name)
        if len(plans) < LEAST:
            return None
        measured = {
            "seconds": statistics.median(one.seconds for one in plans),
            "cost": statistics.fmean(one.cost for one in plans),
            "reached": -statistics.fmean(one.reached for one in plans),
        }
        allowed = {
            "seconds": limits.seconds,
            "cost": limits.cost,
            "reached": None if limits.reached is None else -limits.reached,
        }
        return next((key for key, most in allowed.items() if most is not None and measured[key] > most), None)

    def _all(self) -> Mapping[str, list[Plan]]:
        try:
            said = json.loads(self.path.read_bytes())
            return {
                str(name): [Plan(_finite(a), _finite(s), _finite(c), bool(r)) for a, s, c, r in plans]
                for name, plans in said.items()
            }
        except (OSError, ValueError, TypeError, AttributeError, RecursionError, OverflowError):
            return {}


def _finite(number: object) -> float:
    """
    :raises ValueError: it is none.
    """
    if not isinstance(number, int | float) or not math.isfinite(number):
        raise ValueError("no number")
    return float(number)
