"""How long an application takes for what: deadlines, learned from what the journal tells of earlier runs.

Promises: what was slow before is waited for longer, up to a bound. What was fast is not given up sooner: to
wait in vain costs seconds, to give up a page that is only slow today costs a run.
"""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Self

from innervate.core.event import Stamped, StepEnded, StepStarted
from innervate.core.outcome import Code, Verdict

RUNS = 12
"""So many runs are learned from, the newest."""
SAMPLES = 8
SLACK = 3.0
MOST_SECONDS = 120.0
KINDS = (StepStarted, StepEnded)


@dataclass(frozen=True, slots=True)
class Pace:
    """usual: seconds in which nine of ten steps of an application and verb were confirmed."""

    usual: Mapping[tuple[str, str], float] = field(default_factory=dict)

    @classmethod
    def learned(cls, events: Iterable[Stamped]) -> Self:
        """From steps of earlier runs that were confirmed, where there are enough of a kind."""
        began: dict[tuple[str, str], tuple[str, str]] = {}
        took: dict[tuple[str, str], list[float]] = defaultdict(list)
        for stamped in events:
            match stamped.event:
                case StepStarted(path=path, verb=verb, application=application, composite=False):
                    began[stamped.run, path] = (application, verb)
                case StepEnded(path=path, verdict=Verdict.CONFIRMED, code=Code.OK_DONE) as ended:
                    kind = began.pop((stamped.run, path), None)
                    if kind is not None:
                        took[kind].append((ended.own_ms + ended.application_ms) / 1000)
        many = {kind: seconds for kind, seconds in took.items() if len(seconds) >= SAMPLES}
        return cls({kind: statistics.quantiles(seconds, n=10)[-1] for kind, seconds in many.items()})

    def deadline(self, seconds: float, application: str, verb: str) -> float:
        """How long to wait for a step where a plan says nothing. seconds: without anything learned."""
        learned = min(SLACK * self.usual.get((application, verb), 0.0), MOST_SECONDS)
        return max(seconds, learned)
