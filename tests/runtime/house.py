"""A run on a fake desktop, wired as the app wires it: real loop, journal, perception and plan language."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from innervate.boundary.changes import Teller
from innervate.boundary.handles import Handles
from innervate.boundary.own import Own
from innervate.boundary.policy import DEFAULT, Permits, Policy
from innervate.boundary.sinks import Rules, names_of
from innervate.boundary.view import Sanitiser
from innervate.core.application import Application, TableAt
from innervate.core.errors import Denied
from innervate.core.event import Event, GoalTaken, Resumed, RunStarted, Stamped
from innervate.core.plan import Author, Ending
from innervate.core.planner import Planner
from innervate.core.run import RunState, fold
from innervate.core.scene import Perceiver
from innervate.journal.store import Journal
from innervate.perception.fused import Fused
from innervate.planners.checks import check
from innervate.planners.compiler import plan_of
from innervate.planners.experience import Experience, Limits
from innervate.planners.source import Source
from innervate.runtime.context import Context, Patience
from innervate.runtime.looking import Eyes
from innervate.runtime.loop import Loop
from innervate.runtime.planning import Bounds, Planning, Ready
from innervate.runtime.record import Recorder
from innervate.runtime.resuming import undone
from innervate.runtime.routing import Router, Way
from innervate.runtime.tally import Tally
from innervate.surfaces.fake import FakeDesktop, FakeSurface
from innervate.surfaces.places import Places

APP = "/usr/bin/portal"
KEY = bytes(range(32))
QUICK = Patience(find=0.4, effect=0.4, any_effect=0.2, launch=0.5, ambiguous=0.1)


class Secrets:
    """One secret, for one application."""

    def reveal(self, name: str, sink: str) -> str:
        if (name, sink) != ("portal.password", APP):
            raise Denied(f"{name} for {sink}", "it is kept for another")
        return "s3cret!"


@dataclass
class House:
    """A desktop, a journal and how to run a plan on them; `run` again with resume=True after a fault."""

    folder: Path
    desktop: FakeDesktop = field(default_factory=FakeDesktop)
    applications: dict[str, Application] = field(
        default_factory=lambda: {"portal": Application("portal", APP, (APP,))}
    )
    watcher: Callable[[Stamped], None] | None = None
    answer: str | None = None
    patience: Patience = QUICK
    perceiver: Callable[[], Perceiver] = lambda: Fused(read_pixels=False)
    run_id: str = ""
    author: Author = Author.PERSON
    permits: Permits = Permits()
    policy: Policy = DEFAULT
    own: Own = Own()
    handles: Handles | None = None
    asked: list[str] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)
    experience: Experience | None = None
    limits: Limits = Limits()
    ready: Ready | None = None
    bounds: Bounds = Bounds()

    @property
    def places(self) -> dict[str, TableAt]:
        return {"claims": TableAt(self.folder / "claims.db", "claims")}

    async def run(self, text: str, *, resume: bool = False, surface: FakeSurface | None = None) -> Ending:
        plan = plan_of(Source.parse(text, "plan.yaml"), self.author)
        check(plan, self.applications, self.places)
        with Journal.open(self.folder / "journal.db", KEY) as journal:
            state = self._state(journal, resume)
            if resume and state.desktop != self.desktop.identity:
                fresh = undone(state, plan)
                context = self._context(journal, surface)
                context.recorder.add(Resumed(self.desktop.identity, False))
                state = fold([context.recorder.add(fresh)], state)
            context = self._context(journal, surface)
            if not resume:
                context.recorder.add(RunStarted(self.desktop.identity, 1, plan.title, text, {}))
            try:
                return await Loop(context, plan, state).run()
            finally:
                self.tally.write = None

    async def reach(
        self,
        goal: str,
        planners: Planner | Mapping[str, Planner],
        *,
        resume: bool = False,
        surface: FakeSurface | None = None,
    ) -> Ending:
        """Have the goal planned and run; handles are those of the house, or new ones."""
        by_name = planners if isinstance(planners, Mapping) else {"scripted": planners}
        ways = [Way(name, lambda one=one: one, self.limits) for name, one in by_name.items()]  # type: ignore[misc]
        handles = self.handles or Handles(random.Random(1))
        applications = list(self.applications.values())
        sanitiser, teller = Sanitiser(applications, {}, handles), Teller()
        with Journal.open(self.folder / "journal.db", KEY) as journal:
            started = RunStarted(self.desktop.identity, 0, goal, "", {})
            state = self._state(journal, resume)
            context = replace(self._context(journal, surface), handles=handles)
            if not resume:
                context.recorder.add(started)
                context.recorder.add(GoalTaken(goal, {}))
                state = context.recorder.state()
            handles.restore(state.named())
            planning = Planning(
                context,
                Router(ways, self.experience),
                handles,
                lambda scene: teller.both(sanitiser.view(scene)),
                self.places,
                state,
                plan_of(Source.parse(state.plan, "plan.yaml"), state.author) if state.plans else None,
                self.ready,
                self.bounds,
            )
            try:
                return await planning.run()
            finally:
                self.tally.write = None

    def _state(self, journal: Journal, resume: bool) -> RunState:
        if resume:
            return journal.state(self.run_id)
        self.run_id = journal.new_run()
        return RunState(run=self.run_id)

    def _context(self, journal: Journal, surface: FakeSurface | None) -> Context:
        async def ask(question: str, choices: tuple[str, ...]) -> str | None:
            self.asked.append(question)
            return self.answer

        watchers = (self.watcher,) if self.watcher else ()
        recorder = Recorder(journal, self.run_id, lambda scene: "{}", watchers)
        self.tally.write = recorder.add
        return Context(
            Eyes(surface or FakeSurface(self.desktop), self.perceiver(), self.applications),
            recorder,
            self.applications,
            Places(self.places),
            Secrets(),
            ask,
            self.patience,
            Rules(self.policy, self.permits, names_of(self.applications)),
            lambda: self.own,
            self.handles,
            tally=self.tally,
        )

    def events(self) -> list[Event]:
        with Journal.open(self.folder / "journal.db", KEY) as journal:
            return [s.event for s in journal.read(self.run_id)]

    def state(self) -> RunState:
        with Journal.open(self.folder / "journal.db", KEY) as journal:
            return journal.state(self.run_id)
