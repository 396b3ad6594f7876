"""What a run works with, wired by the app."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from innervate.boundary.questions.asking import Answerer
from innervate.core.application import Application
from innervate.core.outcome import Effect, Verifier
from innervate.core.scene import Scene
from innervate.core.values import Bound
from innervate.runtime.judging import EMBEDDED, Judge
from innervate.runtime.looking import Eyes
from innervate.runtime.record import Recorder


class Secrets(Protocol):
    """Gives out a secret for one sink only."""

    def reveal(self, name: str, sink: str) -> str:
        """
        :raises Denied: no such secret, or it is bound to another sink.
        """
        ...


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds: to find what is to be touched; to see the effect; to see any effect; to start a program."""

    find: float = 10.0
    effect: float = 10.0
    any_effect: float = 3.0
    launch: float = 30.0
    ambiguous: float = 1.5


@dataclass(frozen=True, slots=True)
class Context:
    """eyes and hands, the desk, the vault and the person of one run.

    ask: puts a question with its choices to the person; None where nobody is there to answer.
    answerer: answers questions about texts.
    """

    eyes: Eyes
    recorder: Recorder
    applications: Mapping[str, Application]
    outside: Verifier
    secrets: Secrets
    ask: Callable[[str, tuple[str, ...]], Awaitable[str | None]] | None = None
    patience: Patience = Patience()
    answerer: Answerer = EMBEDDED

    def judge(self, scene: Scene, scope: Scope) -> Judge:
        return Judge(scene, self.applications, self.outside, scope.lookup, answerer=self.answerer)


@dataclass(slots=True)
class Scope:
    """Variables by name. prefix: of their names in the journal, so that a capability has its own.

    effect: what the plan says of the capability as a whole; it raises that of each step in it.
    """

    prefix: str = ""
    values: dict[str, Bound] = field(default_factory=dict)
    effect: Effect | None = None

    def lookup(self, name: str) -> Bound | None:
        return self.values.get(name)
