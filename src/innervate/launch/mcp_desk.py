"""What all MCP sessions of one server have in common: the desk, the playbooks that are offered, runs,
budgets.

Promises: of runs only those that MCP clients planned are listed, counted as Views count; budgets are told
in coarse words; a playbook leaves in its public form only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from innervate.app import App, AskPerson
from innervate.boundary.gateway.served import MOST_RUNS, PLAYBOOK, Left, Level, Listed, Reply, Said
from innervate.core.errors import BadInput, Unavailable
from innervate.core.run import Status
from innervate.core.values import ValueType
from innervate.core.vocabulary import Role
from innervate.launch.mcp_run import GOAL, ClientRun
from innervate.planners.desk import Desk
from innervate.planners.parameters import parametrised
from innervate.runtime.record import Watcher

_LOOKED_AT = 20
"""Of the last runs, to find one that has to be gone on with."""


def playbooks_in(folder: Path | None) -> dict[str, Path]:
    """Playbooks by name: of the YAML files of a folder those whose names may be told.

    :raises BadInput: there is no such folder.
    """
    if folder is None:
        return {}
    if not folder.is_dir():
        raise BadInput("a folder of playbooks", "there is none", "name one with --playbooks")
    return {p.stem: p for p in sorted(folder.glob("*.yaml")) if PLAYBOOK.fullmatch(p.stem)}


@dataclass(slots=True)
class Served:
    """idle: seconds without a call after which a run is parked. ask: the person, at a terminal."""

    app: App
    desk: Desk
    idle: float = 120.0
    ask: AskPerson | None = None
    playbooks: Mapping[str, Path] = field(default_factory=dict)
    watchers: tuple[Watcher, ...] = ()

    @property
    def applications(self) -> tuple[str, ...]:
        return tuple(self.desk.applications)

    def client_run(self) -> ClientRun:
        """A run that is not begun yet."""
        return ClientRun(self.app, self.idle, self.ask, self.watchers)

    def owed(self) -> str | None:
        """The last run of an MCP client in which an effect may have happened that nobody knows of."""
        with self.app.journal() as journal:
            ours = [one for one in journal.runs() if one.title == GOAL][:_LOOKED_AT]
            open_ = [one.run for one in ours if one.status in (Status.PARKED, Status.RUNNING)]
            return next((run for run in open_ if journal.state(run).touched), None)

    def may_have_had_an_effect(self, run: str) -> bool:
        """Whether a step of it was begun and its effect is not known."""
        with self.app.journal() as journal:
            return bool(journal.state(run).touched)

    def runs(self) -> tuple[Listed, ...]:
        """The newest first."""
        with self.app.journal() as journal:
            ours = [one for one in journal.runs() if one.title == GOAL]
        return tuple(Listed(one.run, one.status is Status.RUNNING) for one in ours[:MOST_RUNS])

    def left(self) -> tuple[Left, ...]:
        """Of budgets of which something is spent."""
        budgets = self.app.policy(self.desk).policy.budgets
        called = {a.sink: name for name, a in self.desk.applications.items()}
        called |= {name: name for name in self.desk.places}
        found: list[Left] = []
        for (place, kind), spent in sorted(self.app.accounts().charged().items()):
            if place in called:
                whole = budgets.of(ValueType(kind))
                found.append(Left(called[place], ValueType(kind), _level(whole - spent, whole)))
        return tuple(found)

    def playbook(self, name: str) -> str | None:
        """A playbook's text; None where none is called so."""
        path = self.playbooks.get(name)
        try:
            return path.read_text("utf-8") if path is not None else None
        except (OSError, UnicodeDecodeError):
            return None

    def public_playbook(self, name: str) -> Reply:
        """A playbook as it may leave.

        :raises BadInput: it is no plan. :raises PrivacyRefused, Denied: what is public can't be told.
        """
        text = self.playbook(name)
        if text is None:
            return Reply(Said.NO_PLAYBOOK)
        catalogues = self.app.catalogues(self.desk)

        def public(place: str, role: Role, phrase: str) -> bool:
            application = self.desk.applications.get(place)
            if application is None:
                return False
            return catalogues[application.sink].is_public(phrase, role, origin=application.sink)

        try:
            return Reply(Said.OK, playbook=parametrised(text, "a playbook", public))
        except BadInput:
            raise Unavailable("a playbook", "it is no plan", "innervate check") from None


def _level(left: float, whole: float) -> Level:
    if left <= 0:
        return Level.NONE
    if left * 2 > whole:
        return Level.PLENTY
    return Level.SOME if left * 4 > whole else Level.LITTLE
