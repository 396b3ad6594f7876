"""A run as its reader follows it: the events of each step, gathered in the order in which they began.

Only gathers; what of it may be shown is decided where it is drawn.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from innervate.core.event import (
    Approved,
    Branched,
    Claim,
    Claimed,
    Decided,
    Delivered,
    GoalTaken,
    Intended,
    Looked,
    LoopBound,
    Parked,
    Planned,
    PlannerAnswered,
    PlannerAsked,
    Recovered,
    Resumed,
    Routed,
    RunEnded,
    RunStarted,
    Stamped,
    StepEnded,
    StepStarted,
    Told,
    Undone,
    Unplanned,
    VariableBound,
    Withheld,
)
from innervate.core.outcome import Code, Means
from innervate.core.run import RunState, Status, fold


class Badge(StrEnum):
    """What a reader is told of a step at a glance."""

    CONFIRMED = "confirmed"
    SKIPPED = "skipped"
    REFUTED = "refuted"
    INDETERMINATE = "indeterminate"
    PARKED = "parked"
    RUNNING = "running"
    UNFINISHED = "unfinished"


@dataclass(slots=True)
class Touch:
    """An action and what became of it. Neither receipt nor withheld: whether it was delivered is unknown."""

    intent: Intended
    means: Means | None = None
    withheld: Code | None = None

    @property
    def unknown(self) -> bool:
        return self.means is None and self.withheld is None


@dataclass(slots=True)
class StepStory:
    """All events of one attempt at a step. at, until: seconds since 1970."""

    started: StepStarted
    at: float
    until: float
    touches: list[Touch] = field(default_factory=list)
    recoveries: list[Recovered] = field(default_factory=list)
    approved: list[Approved] = field(default_factory=list)
    bound: list[VariableBound] = field(default_factory=list)
    looks: dict[str, Looked] = field(default_factory=dict)
    branch: Branched | None = None
    loop: LoopBound | None = None
    ended: StepEnded | None = None
    parked: Parked | None = None

    @property
    def contains(self) -> bool:
        return self.started.composite

    @property
    def depth(self) -> int:
        return self.started.path.count(".")


@dataclass(frozen=True, slots=True)
class Interruption:
    """Between two steps: the run was resumed, `waited` seconds after its last event."""

    resumed: Resumed
    at: float
    waited: float


@dataclass(frozen=True, slots=True)
class Planning:
    """Between two steps: a planner made a plan, or gave an answer that was none. took: what that took.

    routed: who was asked, and who was not; None in older journals.
    """

    event: Planned | Unplanned
    at: float
    took: PlannerAnswered | None = None
    routed: Routed | None = None


Chapter: TypeAlias = "StepStory | Interruption | Planning"


@dataclass(frozen=True, slots=True)
class Shares:
    """How a run's time divides, in milliseconds.

    between: of none of its steps. stopped: from an interruption to its resumption.
    """

    own: float
    application: float
    between: float
    stopped: float

    @property
    def active(self) -> float:
        return self.own + self.application + self.between


@dataclass(slots=True)
class RunStory:
    """A run: its state, its chapters in order, and how it ended, if it did.

    claim: the least of what was claimed of its parts; None where the journal does not say. asked: how often
    a planner was.
    """

    state: RunState
    chapters: list[Chapter] = field(default_factory=list)
    started: RunStarted | None = None
    ended: RunEnded | None = None
    claim: Claim | None = None
    events: int = 0
    asked: int = 0

    @property
    def steps(self) -> list[StepStory]:
        return [c for c in self.chapters if isinstance(c, StepStory)]

    @property
    def looks(self) -> list[Looked]:
        return [look for step in self.steps for look in step.looks.values()]

    @property
    def counts(self) -> tuple[int, int]:
        """Confirmed steps, and how many there are; a run that has not ended counts its planned ones."""
        if self.ended is not None:
            return self.ended.confirmed, self.ended.total
        return self.state.confirmed, max(self.state.planned_steps, self.state.total)

    @property
    def shares(self) -> Shares:
        ends = [s.ended for s in self.steps if s.ended is not None and not s.contains]
        own, application = sum(e.own_ms for e in ends), sum(e.application_ms for e in ends)
        stopped = 1000 * sum(max(0.0, c.waited) for c in self.chapters if isinstance(c, Interruption))
        whole = 1000 * max(0.0, self.state.last_at - self.state.started_at) if self.started else 0.0
        return Shares(own, application, max(0.0, whole - stopped - own - application), stopped)

    def badge(self, step: StepStory) -> Badge:
        match step.ended:
            case StepEnded(code=Code.OK_SKIPPED):
                return Badge.SKIPPED
            case StepEnded(verdict=verdict):
                return Badge(verdict.value)
        if self.state.status is Status.PARKED and step.parked is self.state.parked:
            return Badge.PARKED
        running = self.state.status is Status.RUNNING and step is self.latest(step.started.path)
        return Badge.RUNNING if running else Badge.UNFINISHED

    def latest(self, path: str) -> StepStory | None:
        return next((s for s in reversed(self.steps) if s.started.path == path), None)


def tell(events: Iterable[Stamped]) -> RunStory:
    """The story of these events, which are of one run and in order."""
    stamped = list(events)
    last = stamped[0].at if stamped else 0.0
    story = RunStory(state=fold(stamped), events=len(stamped))
    attempts: dict[str, StepStory] = {}
    answered: PlannerAnswered | None = None
    routed: Routed | None = None
    for each in stamped:
        match each.event:
            case RunStarted() as started:
                story.started = started
            case RunEnded() as ended:
                story.ended = ended
            case Claimed(claim=claim):
                story.claim = max(story.claim or claim, claim, key=lambda one: one.weight)
            case Resumed() as resumed:
                story.chapters.append(Interruption(resumed, each.at, each.at - last))
            case StepStarted() as step:
                attempts[step.path] = StepStory(step, each.at, each.at)
                story.chapters.append(attempts[step.path])
            case PlannerAsked():
                story.asked += 1
            case PlannerAnswered() as took:
                answered = took
            case Planned() | Unplanned() as planned:
                story.chapters.append(Planning(planned, each.at, answered, routed))
                answered = None
            case Routed() as decided:
                routed = decided
            case Decided() | Told() | GoalTaken() | Undone():
                pass
            case event:
                if event.path not in attempts:  # a journal cut short, or a runtime that parks before a step
                    attempts[event.path] = StepStory(
                        StepStarted(event.path, "", "", 0, False, ""), each.at, each.at
                    )
                    story.chapters.append(attempts[event.path])
                attempts[event.path].until = each.at
                _gather(attempts[event.path], event)
        last = each.at
    return story


_OfStep = (
    Intended
    | Delivered
    | Withheld
    | Branched
    | LoopBound
    | VariableBound
    | Recovered
    | Approved
    | Looked
    | StepEnded
    | Parked
)


def _gather(step: StepStory, event: _OfStep) -> None:
    match event:
        case Intended():
            step.touches.append(Touch(event))
        case Delivered(means=means):
            if step.touches:
                step.touches[-1].means = means
        case Withheld(code=code):
            if step.touches:
                step.touches[-1].withheld = code
        case Branched():
            step.branch = event
        case LoopBound():
            step.loop = event
        case VariableBound():
            step.bound.append(event)
        case Recovered():
            step.recoveries.append(event)
        case Approved():
            step.approved.append(event)
        case Looked(moment=moment):
            step.looks[moment] = event
        case StepEnded():
            step.ended = event
        case Parked():
            step.parked = event
