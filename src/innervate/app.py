"""The one composition root: from settings to a wired App. Every face works through it."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING, Any

from innervate.core.errors import BadInput, Unavailable
from innervate.core.event import Resumed, RunStarted
from innervate.core.plan import Each, If, Stage, walk

if TYPE_CHECKING:
    from innervate.boundary.approvals import ApprovalKey
    from innervate.boundary.gate import Gate
    from innervate.boundary.ledger import Ledger
    from innervate.boundary.phrases import Catalogue
    from innervate.boundary.vault import Vault
    from innervate.boundary.view import Sanitiser
    from innervate.core.frame import Surface
    from innervate.core.plan import Ending, Plan
    from innervate.core.run import RunState
    from innervate.core.scene import Element, Perceiver, Scene
    from innervate.core.view import View
    from innervate.journal.store import Journal
    from innervate.perception.vision import LocalModel
    from innervate.planners.desk import Desk
    from innervate.runtime.record import Watcher

AskPerson = Callable[[str, tuple[str, ...]], Awaitable[str | None]]


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things are. state: folder of journal, vault and keys. desk: the desk file, if one is named."""

    state: Path
    desk: Path | None = None
    surface: str = "x11"
    perceiver: str = "fused"
    use_keyring: bool = True

    @staticmethod
    def from_environment(environment: Mapping[str, str], desk: Path | None = None) -> Settings:
        """INNERVATE_STATE, _DESK, _SURFACE, _PERCEIVER and _KEYRING=no override the defaults."""
        home = Path(environment.get("XDG_STATE_HOME") or Path(environment.get("HOME", "~")) / ".local/state")
        state = Path(environment.get("INNERVATE_STATE") or home.expanduser() / "innervate")
        named = environment.get("INNERVATE_DESK")
        keyring = environment.get("INNERVATE_KEYRING", "yes") != "no"
        path = desk or (Path(named) if named else None)
        surface = environment.get("INNERVATE_SURFACE") or "x11"
        perceiver = environment.get("INNERVATE_PERCEIVER") or "fused"
        return Settings(state, path, surface, perceiver, use_keyring=keyring)


class App:
    """Makes each part when it is first needed, from the settings."""

    def __init__(self, settings: Settings, environment: Mapping[str, str] = os.environ) -> None:
        self.settings = settings
        self.environment = environment
        self._root: bytes | None = None

    # what is kept on this machine

    KEY_DESCRIPTOR = "INNERVATE_KEY_DESCRIPTOR"
    """The variable by which an isolated core, which reaches no keyring, is told where its root key is."""

    def root_key(self) -> bytes:
        """The root key; made on the first call.

        :raises Denied: its file is another's, or no key. :raises Unavailable: the keyring can't be reached.
        """
        from innervate.boundary.keys import KEY_BYTES, load_or_create_key

        if self._root is None:
            given = self.environment.get(self.KEY_DESCRIPTOR)
            if given:
                self._root = os.pread(int(given), KEY_BYTES, 0)
                return self._root
            self.settings.state.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._root = load_or_create_key(self.settings.state, use_keyring=self.settings.use_keyring)
        return self._root

    def _key(self, purpose: str) -> bytes:
        from innervate.boundary.keys import Purpose, derive

        return derive(self.root_key(), Purpose(purpose))

    def journal(self) -> Journal:
        """
        :raises Denied: another key. :raises Lost: the storage fails.
        """
        from innervate.journal.store import Journal

        return Journal.open(self.settings.state / "journal.db", self._key("journal"))

    def vault(self) -> Vault:
        """
        :raises Denied: another key, or others may read the vault.
        """
        from innervate.boundary.vault import Vault

        return Vault.open(self.settings.state / "vault.json", self._key("vault"))

    def approvals(self) -> ApprovalKey:
        from innervate.boundary.approvals import ApprovalKey

        self.settings.state.mkdir(mode=0o700, parents=True, exist_ok=True)
        return ApprovalKey.load_or_create(self.settings.state)

    def approval(self, application: str) -> Path:
        """Where the approval of an application's phrase list is kept."""
        return self.settings.state / "approvals" / f"{application}.json"

    # the desk

    def desk(self, remembered: str | None = None) -> Desk:
        """The desk that the settings name, else the one remembered, else one without applications.

        :raises BadInput: the file is not there, or wrong.
        """
        from innervate.planners.desk import Desk, read_desk

        path = self.settings.desk or (Path(remembered) if remembered else None)
        return read_desk(path, self.environment) if path else Desk({}, {}, {})

    def boundary(self, desk: Desk) -> tuple[Sanitiser, Gate]:
        """The way out for what a screen shows, and the second look at it.

        :raises Denied: a phrase list of the desk is not approved. :raises PrivacyRefused: it was changed.
        """
        from innervate.boundary.gate import Gate
        from innervate.boundary.handles import Handles
        from innervate.boundary.view import Sanitiser

        handles, catalogues = Handles(), self.catalogues(desk)
        applications = list(desk.applications.values())
        return Sanitiser(applications, catalogues, handles), Gate(applications, catalogues, handles)

    def catalogues(self, desk: Desk) -> dict[str, Catalogue]:
        """What is public in each application of the desk, by its sink.

        :raises Denied, PrivacyRefused: as `boundary`.
        """
        from innervate.boundary.phrases import approved_phrases, catalogue_of

        key = self.approvals() if desk.phrases else None
        catalogues = {}
        for name, application in desk.applications.items():
            path = desk.phrases.get(name)
            approved = (
                approved_phrases(path, application.sink, key, self.approval(name)) if path and key else None
            )
            catalogues[application.sink] = catalogue_of(application, self.environment, approved)
        return catalogues

    def ledger(self) -> Ledger:
        """What left this machine.

        :raises Denied: the root key can't be read.
        """
        from innervate.boundary.ledger import Ledger
        from innervate.boundary.ledger_anchors import AnchorKey

        return Ledger(self.settings.state, AnchorKey.of(self._key("ledger")))

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

    async def view(self) -> tuple[View, bytes]:
        """What a planner would receive of the screen as it is now: the View, and its bytes past the gate."""
        desk = self.desk()
        sanitiser, gate = self.boundary(desk)
        view = sanitiser.view(await self.scene())
        return view, gate.pass_view(view)

    # runs

    async def run(
        self,
        plan: Plan | None,
        *,
        resume: str | None = None,
        watchers: tuple[Watcher, ...] = (),
        ask: AskPerson | None = None,
    ) -> tuple[str, Ending]:
        """Run a plan, or go on with the run `resume`. Returns the run's id and how it ended.

        :raises InnervateError: the run was refused, or is parked; its journal is whole.
        """
        from innervate.runtime.context import Context
        from innervate.runtime.desktop_lock import only_run_on
        from innervate.runtime.looking import Eyes
        from innervate.runtime.loop import Loop
        from innervate.runtime.record import Recorder
        from innervate.surfaces.places import Places

        with self.journal() as journal:
            state = _state(resume, journal)
            desk = self.desk(state.inputs.get("desk"))
            sanitiser, gate = self.boundary(desk)
            plan = self._checked(plan, state, desk)
            async with self.surface() as surface:
                with only_run_on(surface.identity, self.environment):
                    first = self._first_event(plan, state, journal, surface.identity)
                    recorder = Recorder(
                        journal,
                        state.run,
                        lambda scene: gate.pass_view(sanitiser.view(scene)).decode(),
                        watchers,
                    )
                    eyes = Eyes(surface, self.perceiver(desk), desk.applications)
                    context = Context(
                        eyes, recorder, desk.applications, Places(desk.places), self.vault(), ask
                    )
                    recorder.add(first)
                    if isinstance(first, Resumed):
                        # Only now nobody else writes this run, and what they wrote before counts.
                        state = _gone_on(plan, journal.state(state.run), first)
                    return state.run, await Loop(context, plan, state).run()

    def _checked(self, plan: Plan | None, state: RunState, desk: Desk) -> Plan:
        """The plan, that of the journal for a run that goes on; checked before anything is touched.

        :raises BadInput: it does not fit the desk, or something that it needs is not there.
        """
        from innervate.planners.checks import check
        from innervate.planners.compiler import plan_of
        from innervate.planners.source import Source

        if state.run:
            plan = plan_of(Source.parse(state.plan, f"plan of run {state.run}"))
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
