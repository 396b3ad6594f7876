"""What happens in a run, one event for each arrow of the loop.

Fields marked `private()` may hold what a screen showed or a person wrote; fields marked `sealed()` hold what
a planner would get of a screen. The journal encrypts both; a report that is to be shared shows the latter
alone. All others are numbers, enumerations, paths of steps and names from the desk.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from innervate.core.outcome import Applied, Code, Effect, Means, Verdict
from innervate.core.plan import Author
from innervate.core.usage import Usage
from innervate.core.values import Bound, Record, Value


def private(default_factory: Callable[[], object] | None = None) -> Any:
    """A field that only this machine may read: encrypted at rest, absent from any repr."""
    metadata = {"sealed": True, "private": True}
    if default_factory is None:
        return field(metadata=metadata, repr=False)
    return field(metadata=metadata, repr=False, default_factory=default_factory)


def sealed() -> Any:
    """A field that is encrypted at rest, and may be told."""
    return field(metadata={"sealed": True})


@dataclass(frozen=True, slots=True)
class RunStarted:
    """A run begins. plan: source text; title and plan are a person's words, so they are private.

    given: values for the plan's parameters.
    """

    desktop: str
    planned_steps: int
    title: str = private()
    plan: str = private()
    inputs: dict[str, str] = private()
    given: dict[str, Value] = private(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Resumed:
    """The run goes on after an interruption; same: on the very desktop on which it stopped."""

    desktop: str
    same: bool


@dataclass(frozen=True, slots=True)
class GoalTaken:
    """What the run is for, in the words that may leave. handles: what the handles in them stand for.

    leaves: its person confirmed that they may.
    """

    goal: str = private()
    handles: dict[str, Value] = private()
    leaves: bool = True


class Passed(StrEnum):
    """Why a planner was not asked, or not any more."""

    UNREACHED = "it could not be reached"
    NO_PLAN = "its answers were no plans"
    SLOW = "its plans took too long lately"
    DEAR = "its plans cost too much lately"
    UNRELIABLE = "too few of its plans came true lately"


@dataclass(frozen=True, slots=True)
class Routed:
    """Who makes the next plan. to: a playbook, or a planner by its name. passed: names and reasons."""

    number: int
    to: str
    passed: list[list[str]]


@dataclass(frozen=True, slots=True)
class PlannerAsked:
    """A planner is about to be asked: from here on, something may have left. number: of the plan, from 1."""

    number: int


@dataclass(frozen=True, slots=True)
class PlannerAnswered:
    """What came of asking, in a word of a closed vocabulary, and what it took: tokens of input, those of them
    that were cached, of output, seconds, cost. sure: whether the planner's server said so; else at most."""

    number: int
    how: str
    input: int
    cached: int
    output: int
    seconds: float
    cost: float
    sure: bool

    @property
    def usage(self) -> Usage:
        return Usage(self.input, self.cached, self.output, self.seconds, self.cost, self.sure)


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan that passed the checks; its steps are next. number: of the run's plans, from 1.

    handles: what the handles stand for that the plan names. author: a person, if it is a playbook. given:
    values for its parameters.
    """

    number: int
    planned_steps: int
    plan: str = private()
    handles: dict[str, Value] = private()
    author: Author = Author.PLANNER
    given: dict[str, Value] = private(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unplanned:
    """A planner's answer that was none: its faults, of a closed vocabulary, and how many there are."""

    number: int
    faults: list[str]


class Claim(StrEnum):
    """What can be claimed of what a planner learns in a run, the most first."""

    STRICT = "strict"
    OPENED = "what the policy opens may cross, too"
    UNAVAILABLE = "claim unavailable"
    VOID = "claim void"

    @property
    def said(self) -> str:
        """As a line of its own."""
        return self.value if self.value.startswith("claim ") else f"claim: {self.value}"

    @property
    def weight(self) -> int:
        """The more, the less can be claimed."""
        return list(Claim).index(self)


@dataclass(frozen=True, slots=True)
class Claimed:
    """What is claimed of the run from here on, by the policy as it counts and by whether core is isolated."""

    claim: Claim


@dataclass(frozen=True, slots=True)
class StepStarted:
    """A step begins. line: where it stands in the plan's source.

    path: its place, "2.1" is the second step of the third; "4#1.0" is in a loop's second round.
    composite: it consists of other steps (a stage, a loop, a capability) and is not counted itself.
    """

    path: str
    verb: str
    application: str
    line: int
    composite: bool
    title: str = private()


@dataclass(frozen=True, slots=True)
class Intended:
    """Written before an action is delivered. Without a Delivered after it, whether it was is unknown.

    held: what the step expects was there before, too, so that seeing it later tells nothing of this step.
    """

    path: str
    action: str
    effect: Effect
    description: str = private()
    held: bool = False


@dataclass(frozen=True, slots=True)
class Delivered:
    path: str
    means: Means


@dataclass(frozen=True, slots=True)
class Withheld:
    """The action that was intended was not delivered after all: its target had changed."""

    path: str
    code: Code


@dataclass(frozen=True, slots=True)
class Branched:
    """An `if` was decided locally."""

    path: str
    taken: bool


@dataclass(frozen=True, slots=True)
class LoopBound:
    """An `each` fixed its rows."""

    path: str
    rows: list[Record] = private()


@dataclass(frozen=True, slots=True)
class VariableBound:
    path: str
    name: str = private()
    value: Bound = private()


@dataclass(frozen=True, slots=True)
class Decided:
    """Private values decided how a planner's plan went on. about: their places and types.

    bits: what is told of them by whatever the planner is told next.
    """

    path: str
    about: list[list[str]]
    bits: float


@dataclass(frozen=True, slots=True)
class Told:
    """What had been decided so far was charged, and the planner told. bits: all of them together."""

    bits: float


@dataclass(frozen=True, slots=True)
class Recovered:
    """A reflex acted: retry, refocus, dismiss, relaunch."""

    path: str
    reflex: str
    code: Code
    description: str = private()


@dataclass(frozen=True, slots=True)
class Approved:
    """A person said yes to what this step is about to do. It holds until that is delivered, also for a run
    that was parked or interrupted before, and for nothing else."""

    path: str
    question: str = private()


@dataclass(frozen=True, slots=True)
class Undone:
    """What these steps did is gone, with the desktop, the application or the session that it was done in; a
    run that goes on does them again. paths: of steps that had ended, or had begun."""

    paths: list[str]


@dataclass(frozen=True, slots=True)
class Looked:
    """What the screen was around a step. moment: before or after.

    view: the text that a planner would get, with places. picture: JPEG of the real screen; nothing where the
    policy keeps none.
    """

    path: str
    moment: str
    view: str = sealed()
    picture: bytes = private()


@dataclass(frozen=True, slots=True)
class StepEnded:
    """own_ms: what innervate took. application_ms: from delivery to the application's last change.

    evidence: a sentence for the person at this machine.
    """

    path: str
    verdict: Verdict
    code: Code
    applied: Applied
    own_ms: float
    application_ms: float
    evidence: str = private()


@dataclass(frozen=True, slots=True)
class Parked:
    """The run can't go on by itself; its journal is whole and it can be resumed."""

    path: str
    code: Code
    wanted: str = private()
    seen: str = private()
    todo: str = private()


@dataclass(frozen=True, slots=True)
class RunEnded:
    """how: done, or given up by the plan."""

    how: str
    confirmed: int
    total: int


Event = (
    RunStarted
    | GoalTaken
    | Routed
    | PlannerAsked
    | PlannerAnswered
    | Planned
    | Unplanned
    | Resumed
    | Claimed
    | StepStarted
    | Intended
    | Delivered
    | Withheld
    | Branched
    | LoopBound
    | VariableBound
    | Decided
    | Told
    | Recovered
    | Approved
    | Undone
    | Looked
    | StepEnded
    | Parked
    | RunEnded
)


@dataclass(frozen=True, slots=True)
class Stamped:
    """An event as the journal keeps it. number: from 1, without gaps. at: seconds since 1970."""

    run: str
    number: int
    at: float
    event: Event
