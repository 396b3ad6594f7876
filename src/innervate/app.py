"""The one composition root: from settings to a wired App. Every face works through it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING, Any

from innervate.core.errors import BadInput, Unavailable
from innervate.core.event import Claim, Claimed, Resumed, RunStarted
from innervate.core.plan import Author, Each, If, Stage, walk
from innervate.keeping import Keeping

if TYPE_CHECKING:
    from innervate.boundary.gate import Gate
    from innervate.boundary.handles import Handles
    from innervate.boundary.phrases import Catalogue
    from innervate.boundary.policy import Permits, Policy
    from innervate.boundary.policy_approval import Standing
    from innervate.boundary.questions.asking import Answerer
    from innervate.boundary.recognizers import Recognition
    from innervate.boundary.view import Sanitiser
    from innervate.core.application import Application
    from innervate.core.frame import Surface
    from innervate.core.plan import Ending, Plan
    from innervate.core.run import RunState
    from innervate.core.scene import Element, Perceiver, Scene
    from innervate.journal.store import Journal
    from innervate.perception.vision import LocalModel
    from innervate.planners.desk import Desk
    from innervate.runtime.record import Watcher

AskPerson = Callable[[str, tuple[str, ...]], Awaitable[str | None]]


class App(Keeping):
    """Makes each part when it is first needed, from the settings."""

    def application(self, name: str) -> Application:
        """
        :raises BadInput: the desk has none of this name.
        """
        known = self.desk().applications
        if name not in known:
            raise BadInput(f"an application called {name!r}", f"the desk has {', '.join(known) or 'none'}")
        return known[name]

    def desk(self, remembered: str | None = None) -> Desk:
        """The desk that the settings name, else the one remembered, else one without applications.

        :raises BadInput: the file is not there, or wrong.
        """
        from innervate.planners.desk import Desk, read_desk

        path = self.settings.desk or (Path(remembered) if remembered else None)
        return read_desk(path, self.environment) if path else Desk({}, {}, {})

    def policy_path(self, desk: Desk) -> Path | None:
        """The policy file that counts: that of the settings, of the desk, or one that lies where they lie."""
        named = self.settings.policy or desk.policy
        return named or next((path for path in self.settings.policies if path.exists()), None)

    def policy(self, desk: Desk, path: Path | None = None) -> Standing:
        """The policy as it counts here: what nobody approved only closes. path: another file than usual.

        :raises BadInput: it is not there, or wrong.
        """
        from innervate.boundary.policy_approval import Standing, identities, standing
        from innervate.boundary.policy_file import read_policy
        from innervate.planners.source import Source

        path = path or self.policy_path(desk)
        if path is None:
            return Standing()
        policy, data = read_policy(path, Source.parse, {**desk.applications, **desk.places})
        named = identities(policy, desk.applications, desk.places)
        approval = self.settings.state / "policy.approval"
        return standing(policy, data, named, self.approvals() if approval.exists() else None, approval, path)

    def claim(self, policy: Policy) -> Claim:
        """What can be claimed of what a planner learns from this process."""
        from innervate.boundary.policy import claim

        return claim(policy, isolated=bool(self.environment.get(self.INSIDE)))

    def boundary(
        self, desk: Desk, handles: Handles | None = None, policy: Policy | None = None
    ) -> tuple[Sanitiser, Gate]:
        """The way out for what a screen shows, and the second look at it. policy: None for what counts here.

        :raises Denied: a phrase list of the desk is not approved. :raises PrivacyRefused: it was changed.
        """
        from innervate.boundary.gate import Gate
        from innervate.boundary.handles import Handles
        from innervate.boundary.view import Sanitiser

        handles = handles or Handles(recognition=self.recognition())
        policy = policy or self.policy(desk).policy
        catalogues = self.catalogues(desk, policy)
        applications = list(desk.applications.values())
        sanitiser = Sanitiser(applications, catalogues, handles, policy=policy)
        return sanitiser, Gate(applications, catalogues, handles, policy)

    def recognition(self) -> Recognition:
        """The plug-ins that the settings name, and the built-in recognizer after them.

        :raises Unavailable: a plug-in is not installed.
        """
        from innervate.boundary.recognizers import Recognition

        named = [name for name in self.settings.recognizers if name != "built-in"]
        return Recognition({name: _plugin("innervate.recognizers", name)() for name in named})

    def catalogues(self, desk: Desk, policy: Policy | None = None) -> dict[str, Catalogue]:
        """What is public of each application of the desk, by its sink. policy: None for what counts here.

        :raises Denied, PrivacyRefused: as `boundary`.
        """
        from innervate.boundary.phrases import approved_phrases, catalogue_of, joined

        key, policy = self.approvals() if desk.phrases else None, policy or self.policy(desk).policy
        kept = self.settings.state / "catalogues"
        found = {}
        for name, application in desk.applications.items():
            approved = self.profile(application).phrases()
            path = desk.phrases.get(name)
            if path and key:
                listed = approved_phrases(path, application.sink, key, self.approval(name))
                approved = joined(approved, listed)
            own = catalogue_of(application, self.environment, approved, cache=kept)
            anywhere = policy.listed_anywhere(name, (*own.constants, *own.approved))
            found[application.sink] = replace(own, anywhere=anywhere)
        return found

    # eyes

    @asynccontextmanager
    async def surface(self) -> AsyncIterator[Surface]:
        """The desktop that the settings name, open for the length of the block.

        :raises Unavailable: it is not there.
        """
        opener = _plugin("innervate.surfaces", self.settings.surface)
        surface: Surface = await opener()
        try:
            yield surface
        finally:
            await surface.close()

    def perceiver(self, desk: Desk) -> Perceiver:
        """The perceiver that the settings name, with the desk's local model beside it, if it names one.

        :raises Denied: pictures would leave this machine, and the desk does not allow it.
        """
        if desk.vision is None:
            return self._own_perceiver()
        from innervate.perception.advised import Advised

        return Advised(self._own_perceiver(), self.model(desk))

    def _own_perceiver(self) -> Perceiver:
        perceiver: Perceiver = _plugin("innervate.perceivers", self.settings.perceiver)()
        return perceiver

    def model(self, desk: Desk) -> LocalModel:
        """The local vision-language model that the desk names.

        :raises Unavailable: it names none. :raises Denied: pictures would leave this machine unallowed.
        """
        if desk.vision is None:
            raise Unavailable(
                "a local vision-language model",
                "the desk file names none",
                "add `vision: {url: http://127.0.0.1:8080/v1, model: NAME}` to it (docs/vision.md)",
            )
        from innervate.perception.vision import LocalModel

        return LocalModel(desk.vision)

    def answerer(self, desk: Desk) -> Answerer:
        """Who answers questions about texts, as the desk says.

        :raises Unavailable: the desk wants meaning, and the extra is not installed. :raises Denied: texts
            would leave this machine.
        """
        from innervate.boundary.questions.embedded import Embedded

        first: Answerer = Embedded()
        if desk.meaning:
            from innervate.boundary.questions.semantic import Semantic

            first = Semantic()
        if desk.reader is None:
            return first
        from innervate.boundary.questions.model import LocalModel as Reader
        from innervate.perception.vision import poster

        return Reader(desk.reader.model, poster(desk.reader), first)

    async def scene(self) -> Scene:
        """What the screen shows now, read whole."""
        perceiver = self.perceiver(self.desk())
        async with self.surface() as surface:
            return await perceiver.perceive(await surface.observe(), None)

    async def which(self, wanted: str) -> tuple[Scene, Element]:
        """The element that a person calls `wanted`, as the desk's local model says, and the Scene it is in.

        :raises NotFound: nothing is sure. :raises Unavailable: no model, or no surface.
        """
        from innervate.perception.choosing import which

        model = self.model(self.desk())
        async with self.surface() as surface:
            scene = await self._own_perceiver().perceive(await surface.observe(), None)
        return scene, await which(model, scene, wanted)

    async def view(self) -> bytes:
        """What a planner would receive of the screen as it is now: a View past the gate."""
        from innervate.boundary.changes import Teller

        sanitiser, gate = self.boundary(self.desk())
        told = Teller().tell(sanitiser.view(await self.scene())).encode()
        gate.check(told)
        return told

    # runs

    async def run(
        self,
        plan: Plan | None,
        *,
        resume: str | None = None,
        watchers: tuple[Watcher, ...] = (),
        ask: AskPerson | None = None,
        grants: Permits | None = None,
    ) -> tuple[str, Ending]:
        """Run a plan, or go on with the run `resume`. Returns the run's id and how it ended.

        grants: what a person confirmed with the goal that the plan is for.

        :raises InnervateError: the run was refused, or is parked; its journal is whole.
        """
        from innervate.boundary.driving import driving
        from innervate.boundary.handles import Handles
        from innervate.boundary.own import watch
        from innervate.boundary.policy import Permits
        from innervate.boundary.sinks import Rules, names_of
        from innervate.runtime.context import Context
        from innervate.runtime.desktop_lock import only_run_on
        from innervate.runtime.looking import Eyes
        from innervate.runtime.loop import Loop
        from innervate.runtime.record import Recorder
        from innervate.runtime.tally import Tally, Telling
        from innervate.surfaces.places import Places

        with self.journal() as journal, driving(self.settings.state):
            state = _state(resume, journal)
            desk = self.desk(state.inputs.get("desk"))
            handles, standing = Handles(recognition=self.recognition()), self.policy(desk)
            journal.forget_older(standing.policy.at_rest.days, but=state.run)
            # What is kept, and shown in reports, has no open texts; no planner is told of a run yet.
            sanitiser, gate = self.boundary(desk, handles, standing.policy.without_open())
            kept = (self.settings.state, *self.settings.policies, *filter(None, [standing.path]))
            plan = self._checked(plan, state, desk)
            async with self.surface() as surface:
                with only_run_on(surface.identity, self.environment):
                    first = self._first_event(plan, state, journal, surface.identity)
                    recorder = Recorder(
                        journal,
                        state.run,
                        lambda scene: gate.pass_view(sanitiser.view(scene), places=True).decode(),
                        watchers,
                        pictures=standing.policy.at_rest.pictures,
                    )
                    tally = Tally(standing.policy.budgets, recorder.add, gate.is_public)
                    eyes = Eyes(surface, self.perceiver(desk), desk.applications)
                    context = Context(
                        eyes,
                        recorder,
                        desk.applications,
                        Places(desk.places),
                        self.vault(),
                        ask,
                        answerer=self.answerer(desk),
                        rules=Rules(standing.policy, grants or Permits(), names_of(desk.applications)),
                        own=watch(kept, self.environment),
                        handles=handles,
                        tally=tally,
                    )
                    recorder.add(first)
                    recorder.add(Claimed(self.claim(standing.policy)))
                    if isinstance(first, Resumed):
                        # Only now nobody else writes this run, and what they wrote before counts.
                        state = _gone_on(plan, journal.state(state.run), first)
                    try:
                        return state.run, await Loop(context, plan, state).run()
                    finally:
                        Telling(tally, self.accounts(), state.run).silent()

    def _checked(self, plan: Plan | None, state: RunState, desk: Desk) -> Plan:
        """The plan, that of the journal for a run that goes on; checked before anything is touched.

        :raises BadInput: it does not fit the desk, or something that it needs is not there.
        """
        from innervate.planners.checks import check
        from innervate.planners.compiler import plan_of
        from innervate.planners.source import Source

        if state.run:
            # Before there were planners, nobody wrote down whose plan it was: it was a person's.
            author = Author(state.inputs.get("author", Author.PERSON))
            plan = plan_of(Source.parse(state.plan, f"plan of run {state.run}"), author)
        if plan is None:
            raise BadInput("a plan, or a run to resume", "neither was given", "name one of them")
        if plan.takes:
            raise BadInput(
                f"values for {', '.join(plan.takes)}",
                "this version can't be given any",
                "put them into the plan's `let`",
            )
        check(plan, desk.applications, desk.places)
        self._require_secrets(plan)
        return plan

    def _first_event(
        self, plan: Plan, state: RunState, journal: Journal, desktop: str
    ) -> RunStarted | Resumed:
        """The event with which the run begins on this desktop, or goes on; a new run gets its id."""
        if state.run:
            return Resumed(desktop, state.desktop == desktop)
        state.run = journal.new_run()
        leaves = [step for step in walk(plan.steps) if not isinstance(step, Stage | If | Each)]
        inputs = {"desk": str(self.settings.desk.resolve())} if self.settings.desk else {}
        inputs["author"] = plan.author.value
        return RunStarted(desktop, len(leaves), plan.title, plan.source, inputs)

    def _require_secrets(self, plan: Plan) -> None:
        missing = set(plan.secrets) - set(self.vault().names()) if plan.secrets else set()
        if missing:
            names = ", ".join(sorted(missing))
            raise BadInput(
                f"secrets in the vault: {names}",
                "they are not there",
                "put each in with `innervate vault put NAME --for APP`",
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


def _gone_on(plan: Plan, state: RunState, resumed: Resumed) -> RunState:
    from innervate.runtime.resuming import on_fresh_desktop

    return state if resumed.same else on_fresh_desktop(state, plan)


def _plugin(group: str, name: str) -> Callable[[], Any]:
    """A part by its name; built-ins enter by the same door as plug-ins.

    :raises Unavailable: no installed package offers it.
    """
    found = entry_points(group=group)
    for entry in found:
        if entry.name == name:
            factory: Callable[[], Any] = entry.load()
            return factory
    raise Unavailable(
        f"{group} called {name!r}",
        f"there are {', '.join(e.name for e in found) or 'none'}",
        "install it, or name another",
    )
