"""The one composition root: from settings to a wired App. Every face works through it."""

from __future__ import annotations

import fcntl
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING, Any

from innervate.core.errors import BadInput, Denied, Unavailable
from innervate.core.event import Resumed, RunStarted
from innervate.core.plan import Each, If, Stage, walk

if TYPE_CHECKING:
    from innervate.boundary.approvals import ApprovalKey
    from innervate.boundary.gate import Gate
    from innervate.boundary.vault import Vault
    from innervate.boundary.view import Sanitiser
    from innervate.core.frame import Surface
    from innervate.core.plan import Ending, Plan
    from innervate.core.run import RunState
    from innervate.core.scene import Perceiver, Scene
    from innervate.core.view import View
    from innervate.journal.store import Journal
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
        """INNERVATE_STATE, INNERVATE_DESK and INNERVATE_KEYRING=no override the defaults."""
        home = Path(environment.get("XDG_STATE_HOME") or Path(environment.get("HOME", "~")) / ".local/state")
        state = Path(environment.get("INNERVATE_STATE") or home.expanduser() / "innervate")
        named = environment.get("INNERVATE_DESK")
        keyring = environment.get("INNERVATE_KEYRING", "yes") != "no"
        return Settings(state, desk or (Path(named) if named else None), use_keyring=keyring)


class App:
    """Makes each part when it is first needed, from the settings."""

    def __init__(self, settings: Settings, environment: Mapping[str, str] = os.environ) -> None:
        self.settings = settings
        self.environment = environment
        self._root: bytes | None = None

    # what is kept on this machine

    def _key(self, purpose: str) -> bytes:
        from innervate.boundary.keys import Purpose, derive, load_or_create_key

        if self._root is None:
            self.settings.state.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._root = load_or_create_key(self.settings.state, use_keyring=self.settings.use_keyring)
        return derive(self._root, Purpose(purpose))

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

    def desk(self) -> Desk:
        """The desk that the settings name, or one without applications.

        :raises BadInput: the file is not there, or wrong.
        """
        from innervate.planners.desk import Desk, read_desk

        if self.settings.desk is None:
            return Desk({}, {}, {})
        return read_desk(self.settings.desk, self.environment)

    def boundary(self, desk: Desk) -> tuple[Sanitiser, Gate]:
        """The way out for what a screen shows, and the second look at it.

        :raises Denied: a phrase list of the desk is not approved. :raises PrivacyRefused: it was changed.
        """
        from innervate.boundary.gate import Gate
        from innervate.boundary.handles import Handles
        from innervate.boundary.phrases import approved_phrases, catalogue_of
        from innervate.boundary.view import Sanitiser

        handles = Handles()
        key = self.approvals() if desk.phrases else None
        catalogues = {}
        for name, application in desk.applications.items():
            path = desk.phrases.get(name)
            approved = (
                approved_phrases(path, application.sink, key, self.approval(name)) if path and key else None
            )
            catalogues[application.sink] = catalogue_of(application, self.environment, approved)
        applications = list(desk.applications.values())
        return Sanitiser(applications, catalogues, handles), Gate(applications, catalogues, handles)

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

    def perceiver(self) -> Perceiver:
        perceiver: Perceiver = _plugin("innervate.perceivers", self.settings.perceiver)()
        return perceiver

    async def scene(self) -> Scene:
        """What the screen shows now, read whole."""
        async with self.surface() as surface:
            return await self.perceiver().perceive(await surface.observe(), None)

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
        from innervate.runtime.looking import Eyes
        from innervate.runtime.loop import Loop
        from innervate.runtime.record import Recorder
        from innervate.surfaces.places import Places

        desk = self.desk()
        sanitiser, gate = self.boundary(desk)
        with self.journal() as journal:
            plan, state = self._begun(plan, resume, desk, journal)
            async with self.surface() as surface:
                with _only_run_on(surface.identity, self.environment):
                    state, first = _placed(plan, state, journal, surface.identity)
                    recorder = Recorder(
                        journal,
                        state.run,
                        lambda scene: gate.pass_view(sanitiser.view(scene)).decode(),
                        watchers,
                    )
                    eyes = Eyes(surface, self.perceiver(), desk.applications)
                    context = Context(
                        eyes, recorder, desk.applications, Places(desk.places), self.vault(), ask
                    )
                    recorder.add(first)
                    return state.run, await Loop(context, plan, state).run()

    def _begun(
        self, plan: Plan | None, resume: str | None, desk: Desk, journal: Journal
    ) -> tuple[Plan, RunState]:
        """The plan, checked before anything is touched, and what the journal holds of its run."""
        from innervate.core.run import RunState, Status
        from innervate.planners.checks import check
        from innervate.planners.compiler import plan_of
        from innervate.planners.source import Source

        state = RunState()
        if resume is not None:
            state = journal.state(journal.resolve(resume))
            if state.status in (Status.DONE, Status.GIVEN_UP):
                raise BadInput(f"a run that can go on: {state.run}", f"it is {state.status.value}")
            plan = plan_of(Source.parse(state.plan, f"plan of run {state.run}"))
        if plan is None:
            raise BadInput("a plan, or a run to resume", "neither was given")
        check(plan, desk.applications, desk.places)
        self._require_secrets(plan)
        return plan, state

    def _require_secrets(self, plan: Plan) -> None:
        missing = set(plan.secrets) - set(self.vault().names()) if plan.secrets else set()
        if missing:
            names = ", ".join(sorted(missing))
            raise BadInput(
                f"secrets in the vault: {names}",
                "they are not there",
                "put each in with `innervate vault put NAME`",
            )


def _placed(
    plan: Plan, state: RunState, journal: Journal, desktop: str
) -> tuple[RunState, RunStarted | Resumed]:
    """The run on this desktop, and the event with which it begins here or goes on."""
    from innervate.runtime.resuming import on_fresh_desktop

    if not state.run:
        state.run = journal.new_run()
        leaves = [step for step in walk(plan.steps) if not isinstance(step, Stage | If | Each)]
        return state, RunStarted(desktop, len(leaves), plan.title, plan.source, {})
    same = state.desktop == desktop
    return state if same else on_fresh_desktop(state, plan), Resumed(desktop, same)


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


@contextmanager
def _only_run_on(desktop: str, environment: Mapping[str, str]) -> Iterator[None]:
    """A lock on the desktop that ends with its holder, however that ends.

    :raises Denied: another run drives this desktop.
    """
    folder = Path(environment.get("XDG_RUNTIME_DIR") or "/tmp")
    name = "".join(c if c.isalnum() else "-" for c in desktop)
    with open(folder / f"innervate-{name}.lock", "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Denied(
                "this desktop for a run",
                "another run drives it",
                "wait for that run, or use `innervate desktop`",
            ) from None
        yield
