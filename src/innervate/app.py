"""The one composition root: from settings to a wired App that can run plans. Every face works through it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from innervate.core.errors import BadInput
from innervate.core.event import Claimed, GoalTaken, Resumed, RunStarted
from innervate.core.plan import Author, Ending, leaves
from innervate.parts import Parts

if TYPE_CHECKING:
    from innervate.boundary.changes import Teller
    from innervate.boundary.gate import Gate
    from innervate.boundary.goal import Goal
    from innervate.boundary.handles import Handles
    from innervate.boundary.leakage import Charges
    from innervate.boundary.policy import Permits, Policy
    from innervate.boundary.policy_approval import Standing
    from innervate.boundary.view import Sanitiser
    from innervate.core.frame import Surface
    from innervate.core.plan import Plan
    from innervate.core.planner import Planner
    from innervate.core.run import RunState
    from innervate.core.values import Value
    from innervate.journal.store import Journal
    from innervate.planners.desk import Desk
    from innervate.planners.experience import Limits
    from innervate.planners.playbooks import Match
    from innervate.planners.shelf import Kept
    from innervate.runtime.context import Context
    from innervate.runtime.pace import Pace
    from innervate.runtime.planning import Bounds, Planning, Ready
    from innervate.runtime.record import Recorder, Watcher
    from innervate.runtime.routing import Router
    from innervate.runtime.tally import Tally

AskPerson = Callable[[str, tuple[str, ...]], Awaitable[str | None]]
MakePlanner = Callable[["Gate", "Handles", str, "Charges"], "Planner"]
"""From the gate, the handles and the name of a run, and who charges for what is told, to whom it asks."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A planner that may be asked. limits: that it has to keep to."""

    name: str
    make: MakePlanner
    limits: Limits | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """A goal, and the handles that it was made with. match: the playbook that is to be run for it.

    leaves: its person confirmed that these words may leave.
    """

    goal: Goal
    handles: Handles
    match: Match | None = None
    leaves: bool = True

    def named(self) -> dict[str, Value]:
        return {str(one.handle): self.handles.value(one.handle) for one in self.goal.named}


class App(Parts):
    """Makes each part when it is first needed, from the settings; runs plans on this desktop."""

    async def run(
        self,
        plan: Plan | None,
        *,
        given: Mapping[str, str] | None = None,
        wish: Wish | None = None,
        planners: Sequence[Asked] = (),
        resume: str | None = None,
        watchers: tuple[Watcher, ...] = (),
        ask: AskPerson | None = None,
        grants: Permits | None = None,
        only_plan: bool = False,
        teller: Teller | None = None,
        bounds: Bounds | None = None,
    ) -> tuple[str, Ending]:
        """Run a plan, have a goal planned and run, or go on with the run `resume`.

        Returns the run's id and how it ended. given: texts for the plan's parameters. planners: for a
        goal, also for one that goes on; in the order in which they are asked. grants: what a person confirmed
        with the goal. only_plan: have the goal planned, and nothing done: the run is parked, and may go on.
        teller: knows what this planner was told; None for a new one. bounds: how many plans and answers; None
        for as many as usual.

        :raises InnervateError: the run was refused, or is parked; its journal is whole.
        """
        from innervate.boundary.driving import driving
        from innervate.boundary.handles import Handles
        from innervate.runtime.desktop_lock import only_run_on
        from innervate.runtime.loop import Loop
        from innervate.runtime.tally import Tally, Telling

        with self.journal() as journal, driving(self.settings.state):
            state = _state(resume, journal)
            desk = self.desk(state.inputs.get("desk"))
            handles = wish.handles if wish else Handles(recognition=self.recognition())
            standing = self.policy(desk)
            journal.forget_older(standing.policy.at_rest.days, but=state.run)
            # What is kept, and shown in reports, has no open texts.
            kept = self.boundary(desk, handles, standing.policy.without_open())
            begun = None if wish else self._checked(plan, state, desk, given or {})
            ready = self._ready(wish, desk) if wish else None
            async with self.surface() as surface:
                with only_run_on(surface.identity, self.environment):
                    values = {name: handles.typed(text) for name, text in (given or {}).items()}
                    first = self._first_event(begun, wish, state, journal, surface.identity, values)
                    recorder = _recorder(journal, state.run, kept, watchers, standing.policy)
                    tally = Tally(standing.policy.budgets, recorder.add, kept[1].is_public)
                    context = self._context(surface, recorder, desk, handles, standing, grants, tally, ask)
                    context = replace(context, pace=_pace(journal, state.run))
                    recorder.add(first)
                    recorder.add(Claimed(self.claim(standing.policy)))
                    if wish is not None:
                        recorder.add(GoalTaken(wish.goal.text, wish.named(), wish.leaves))
                    # Only now nobody else writes this run, and what they wrote before counts.
                    state = journal.state(state.run)
                    if isinstance(first, Resumed) and not first.same and begun is not None:
                        state = _on_fresh_desktop(begun, state, recorder)
                    telling = Telling(tally, self.accounts(), state.run)
                    try:
                        if state.goal is not None:
                            told = self.boundary(desk, handles, standing.policy)
                            ways = planners if state.leaves else ()
                            router = self._router(ways, told[1], handles, state.run, telling)
                            planning = _planning(context, handles, told, state, begun, desk, router, teller)
                            planning.ready, planning.bounds = ready, bounds or planning.bounds
                            return state.run, await (planning.plan() if only_plan else planning.run())
                        assert begun is not None
                        return state.run, await Loop(context, begun, state).run()
                    finally:
                        telling.silent()

    def _context(
        self,
        surface: Surface,
        recorder: Recorder,
        desk: Desk,
        handles: Handles,
        standing: Standing,
        grants: Permits | None,
        tally: Tally,
        ask: AskPerson | None,
    ) -> Context:
        from innervate.boundary.own import watch
        from innervate.boundary.policy import Permits
        from innervate.boundary.sinks import Rules, names_of
        from innervate.runtime.context import Context
        from innervate.runtime.looking import Eyes
        from innervate.surfaces.places import Places

        own = (self.settings.state, *self.settings.policies, *filter(None, [standing.path]))
        return Context(
            Eyes(surface, self.perceiver(desk), desk.applications),
            recorder,
            desk.applications,
            Places(desk.places),
            self.vault(),
            ask,
            answerer=self.answerer(desk),
            rules=Rules(standing.policy, grants or Permits(), names_of(desk.applications)),
            own=watch(own, self.environment),
            handles=handles,
            tally=tally,
            decides=self.decider(desk).decide,
        )

    def _router(
        self, planners: Sequence[Asked], gate: Gate, handles: Handles, run: str, charges: Charges
    ) -> Router:
        from innervate.planners.experience import Limits
        from innervate.runtime.routing import Router, Way

        ways = [
            Way(one.name, partial(one.make, gate, handles, run, charges), one.limits or Limits())
            for one in planners
        ]
        return Router(ways, self.experience())

    def match(self, goal: Goal, desk: Desk) -> Match | None:
        """The approved playbook that a goal is for, if there is just one that fits this desk.

        :raises Denied: others may read the approval key.
        """
        from innervate.boundary.questions.words import stem
        from innervate.planners.playbooks import matching

        approved = [
            one for one in self.shelf().approved() if {*one.plan.applications} <= {*desk.applications}
        ]
        return matching(goal.text, approved, stem) if approved else None

    def keep_candidate(self, run: str) -> Kept | None:
        """The plans of a run that reached its goal, as a candidate playbook; None if a playbook did.

        :raises NoCandidate: they would not do the same again, and why.
        """
        from innervate.core.event import Planned
        from innervate.core.outcome import Verdict
        from innervate.core.run import fold
        from innervate.planners.candidates import NoCandidate, candidate
        from innervate.planners.compiler import plan_of
        from innervate.planners.source import Source

        with self.journal() as journal:
            events = list(journal.read(run))
        state = fold(events)
        planned = [one.event for one in events if isinstance(one.event, Planned)]
        if state.goal is None or any(one.author is Author.PERSON for one in planned):
            return None
        plans = [plan_of(Source.parse(one.plan, "a plan of the run"), one.author) for one in planned]
        last = (f"{one.number}/{len(plan.steps) - 1}" for one, plan in zip(planned, plans, strict=True))
        if any(state.ended.get(path) is not Verdict.CONFIRMED for path in last):
            raise NoCandidate("one of its plans did not come to its end")
        made = candidate(state.goal, plans)
        return self.shelf().keep(made.title, made.text)

    def _ready(self, wish: Wish, desk: Desk) -> Ready | None:
        from innervate.runtime.planning import Ready

        if wish.match is None:
            return None
        plan = wish.match.playbook.plan
        self._fits(plan, desk)
        values = {name: wish.handles.value(handle) for name, handle in wish.match.given.items()}
        return Ready(plan, values)

    def _checked(
        self, plan: Plan | None, state: RunState, desk: Desk, given: Mapping[str, str]
    ) -> Plan | None:
        """The plan, that of the journal for a run that goes on; checked before anything is touched.

        None for a run whose planner has not made one yet.

        :raises BadInput: it does not fit the desk, or something that it needs is not there.
        """
        from innervate.planners.compiler import plan_of
        from innervate.planners.source import Source

        if state.goal is not None and not state.plans:
            return None
        if state.run:
            # Before there were planners, nobody wrote down whose plan it was: it was a person's.
            author = Author(state.inputs.get("author", Author.PERSON)) if state.goal is None else state.author
            plan = plan_of(Source.parse(state.plan, f"plan of run {state.run}"), author)
        if plan is None:
            raise BadInput("a plan, or a run to resume", "neither was given", "name one of them")
        there = {*given, *state.variables}
        if not {*plan.takes} <= there or not {*given} <= {*plan.takes}:
            wanted = ", ".join(plan.takes) or "no values: the playbook takes none"
            raise BadInput(
                f"values for {wanted}", ", ".join(given) or "none", "give each by --with NAME=VALUE"
            )
        self._fits(plan, desk, state.variables)
        return plan

    def _fits(self, plan: Plan, desk: Desk, known: Collection[str] = ()) -> None:
        """known: variables that the run has.

        :raises BadInput: it does not fit the desk, or a secret is not in the vault.
        """
        from innervate.planners.checks import check

        check(plan, desk.applications, desk.places, known)
        self._require_secrets(plan)

    def _first_event(
        self,
        plan: Plan | None,
        wish: Wish | None,
        state: RunState,
        journal: Journal,
        desktop: str,
        given: dict[str, Value],
    ) -> RunStarted | Resumed:
        """The event with which the run begins on this desktop, or goes on; a new run gets its id."""
        if state.run:
            return Resumed(desktop, state.desktop == desktop)
        state.run = journal.new_run()
        inputs = {"desk": str(self.settings.desk.resolve())} if self.settings.desk else {}
        inputs["author"] = (plan.author if plan else Author.PLANNER).value
        if plan is None:
            return RunStarted(desktop, 0, wish.goal.text if wish else "", "", inputs)
        return RunStarted(desktop, len(leaves(plan.steps)), plan.title, plan.source, inputs, given)

    def _require_secrets(self, plan: Plan) -> None:
        missing = set(plan.secrets) - set(self.vault().names()) if plan.secrets else set()
        if missing:
            names = ", ".join(sorted(missing))
            raise BadInput(
                f"secrets in the vault: {names}",
                "they are not there",
                "put each in with `innervate vault put NAME --for APP`",
            )


def _pace(journal: Journal, run: str) -> Pace:
    """How fast the applications were in earlier runs."""
    from innervate.runtime.pace import KINDS, RUNS, Pace

    return Pace.learned(journal.recent(RUNS, KINDS, but=run))


def _recorder(
    journal: Journal,
    run: str,
    kept: tuple[Sanitiser, Gate],
    watchers: tuple[Watcher, ...],
    policy: Policy,
) -> Recorder:
    from innervate.runtime.record import Recorder

    sanitiser, gate = kept
    return Recorder(
        journal,
        run,
        lambda scene: gate.pass_view(sanitiser.view(scene), places=True).decode(),
        watchers,
        pictures=policy.at_rest.pictures,
    )


def _planning(
    context: Context,
    handles: Handles,
    told: tuple[Sanitiser, Gate],
    state: RunState,
    begun: Plan | None,
    desk: Desk,
    router: Router,
    teller: Teller | None,
) -> Planning:
    """told: what makes the Views that leave, and looks at them once more."""
    from innervate.boundary.changes import Teller
    from innervate.runtime.planning import Planning

    sanitiser, gate = told
    teller = teller or Teller()
    teller.know(gate.guides, state.goal or "")
    handles.restore(state.named())
    return Planning(
        context,
        router,
        handles,
        lambda scene: teller.both(sanitiser.view(scene)),
        desk.places,
        state,
        begun,
    )


def _state(resume: str | None, journal: Journal) -> RunState:
    """What the journal holds of the run that goes on; nothing, for a new one.

    :raises BadInput: there is no such run, or it has ended.
    """
    from innervate.core.run import RunState, Status

    if resume is None:
        return RunState()
    state = journal.state(journal.resolve(resume))
    if state.status in (Status.DONE, Status.GIVEN_UP):
        raise BadInput(
            f"a run that can go on: {state.run}",
            f"it is {state.status.value}",
            "see `innervate runs`; a new run begins with a playbook",
        )
    return state


def _on_fresh_desktop(plan: Plan, state: RunState, recorder: Recorder) -> RunState:
    """Written down, so that a run which is killed here and goes on here does not take it for done."""
    from innervate.core.run import fold
    from innervate.runtime.resuming import undone

    prefix = f"{state.plans}/" if state.plans else ""
    return fold([recorder.add(undone(state, plan, prefix))], state)
