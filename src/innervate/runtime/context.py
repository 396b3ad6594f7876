"""What a run works with, wired by the app."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from innervate.boundary.own import Own
from innervate.boundary.questions.asking import Answerer
from innervate.boundary.sinks import Rules
from innervate.core.application import Application
from innervate.core.decision import Decides, nobody
from innervate.core.outcome import Effect, Verifier
from innervate.core.plan import Author, Step
from innervate.core.run import RunState
from innervate.core.scene import Scene
from innervate.core.values import PLAN, PLANNER, Bound, Value
from innervate.core.view import Handle
from innervate.runtime.comparing import EMBEDDED
from innervate.runtime.influence import Influence, Reader
from innervate.runtime.judging import Judge
from innervate.runtime.looking import Eyes
from innervate.runtime.naming import place_of, verb_of
from innervate.runtime.pace import Pace
from innervate.runtime.record import Recorder
from innervate.runtime.tally import Tally


class Secrets(Protocol):
    """Gives out a secret for one sink only."""

    def reveal(self, name: str, sink: str) -> str:
        """
        :raises Denied: no such secret, or it is bound to another sink.
        """
        ...


class HandleValues(Protocol):
    """What the handles of this run stand for; the boundary's `Handles` is one."""

    def value(self, handle: Handle, /) -> Value:
        """
        :raises Denied: this run never issued it.
        """
        ...


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds: to find what is to be touched; to see the effect; to see any effect; to start a program; for
    several matches to become one; for an application that hangs to go on, and for one that says that it is
    busy."""

    find: float = 10.0
    effect: float = 10.0
    any_effect: float = 3.0
    launch: float = 30.0
    ambiguous: float = 1.5
    hung: float = 30.0
    busy: float = 60.0


@dataclass(frozen=True, slots=True)
class Context:
    """eyes and hands, the desk, the vault and the person of one run.

    ask: puts a question with its choices to the person; None where nobody is there to answer. rules: what
    may go where. own: what is innervate's own now. handles: None: the plan can name none. answerer: answers
    questions about texts. tally: of what a planner could learn. pace: of the applications, as earlier runs
    met it. approved: what a person said yes to, by the path of the step that is about to do it. decides:
    answers what a window shows.
    """

    eyes: Eyes
    recorder: Recorder
    applications: Mapping[str, Application]
    outside: Verifier
    secrets: Secrets
    ask: Callable[[str, tuple[str, ...]], Awaitable[str | None]] | None = None
    patience: Patience = Patience()
    rules: Rules = Rules()
    own: Callable[[], Own] = Own
    handles: HandleValues | None = None
    influence: Influence = field(default_factory=Influence)
    answerer: Answerer = EMBEDDED
    tally: Tally = field(default_factory=Tally)
    pace: Pace = Pace()
    approved: dict[str, str] = field(default_factory=dict)
    decides: Decides = nobody

    def within(self, step: Step, seconds: float) -> float:
        """How long to wait for what a step should bring about. seconds: where nobody said, and nothing is
        known."""
        return step.terms.within or self.pace.deadline(seconds, place_of(step), verb_of(step))

    def go_on_from(self, state: RunState) -> None:
        """Once, before the first step of this process: what an interrupted run decided is still to be
        charged, and what it put where is known no more."""
        for decided in state.decided:
            self.tally.count(decided)
        self.approved.update(state.approved)
        self.influence.forgotten = bool(state.touched or state.ended)

    def note_influence(self, step: Step, scope: Scope) -> None:
        """Remember what decides about a step of a planner's plan."""
        handles = self.handles.value if self.handles is not None else None
        Reader(self.applications, scope.lookup, handles).note(step, self.influence)

    def judge(self, scene: Scene, scope: Scope, *, for_sink: bool = False) -> Judge:
        """for_sink: what is asked for goes into an application, so it may be a part of a value."""
        return Judge(
            scene,
            self.applications,
            self.outside,
            scope.lookup,
            constants=PLAN if scope.author is Author.PERSON else PLANNER,
            handles=self.handles.value if self.handles is not None else None,
            parts=for_sink or scope.author is Author.PERSON,
            answerer=self.answerer,
            noting=self.tally if scope.plan_author is Author.PLANNER else None,
        )


@dataclass(slots=True)
class Scope:
    """Variables by name. prefix: of their names in the journal, so that a capability has its own.

    effect: what the plan says of the capability as a whole; it raises that of each step in it. author: of
    these steps. plan_author: of the plan that they are done for; a person's capability serves planners too.
    """

    prefix: str = ""
    values: dict[str, Bound] = field(default_factory=dict)
    effect: Effect | None = None
    author: Author = Author.PLANNER
    plan_author: Author = Author.PLANNER

    def lookup(self, name: str) -> Bound | None:
        return self.values.get(name)
