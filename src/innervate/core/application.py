"""An application as a plan names it: its identity, how it is started and what it can do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from innervate.core.asking import Condition, Expr
    from innervate.core.plan import Capability


@dataclass(frozen=True, slots=True)
class Session:
    """What an application needs its person to be signed in for, and how they are again.

    lost: what it shows when they are not. by: its capability that signs in. arguments: of that.
    """

    lost: Condition
    by: str
    arguments: tuple[tuple[str, Expr], ...] = ()


@dataclass(frozen=True, slots=True)
class Application:
    """One application or web origin.

    name: how plans call it. executable: real path of its program, the identity of a native sink.
    origin: scheme://host:port, the identity of a web sink; None for a native application.
    launch: the command line that starts it, from policy, never from a planner.
    catalogues: gettext domains whose phrases are public in it. session: None where nothing is known of one.
    """

    name: str
    executable: str
    launch: tuple[str, ...] = ()
    origin: str | None = None
    catalogues: tuple[str, ...] = ()
    capabilities: Mapping[str, Capability] = field(default_factory=dict)
    session: Session | None = None

    @property
    def sink(self) -> str:
        """The identity that flows and secrets are bound to."""
        return self.origin or self.executable

    @property
    def can(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """What it can do, each with the names of its parameters."""
        return tuple((name, capability.takes) for name, capability in self.capabilities.items())


@dataclass(frozen=True, slots=True)
class TableAt:
    """A table of an SQLite database, read out of band."""

    database: Path
    table: str


@dataclass(frozen=True, slots=True)
class SqlAt:
    """A table of a database behind an SQLAlchemy address, read out of band."""

    url: str = field(repr=False)
    table: str


@dataclass(frozen=True, slots=True)
class MailAt:
    """A folder of mail messages (MH or Maildir), read out of band."""

    folder: Path


@dataclass(frozen=True, slots=True)
class FolderAt:
    """The files of a folder, not of those below it."""

    folder: Path


@dataclass(frozen=True, slots=True)
class HttpAt:
    """What a web service answers in JSON. rows: keys that lead to the list in it, outermost first."""

    url: str = field(repr=False)
    rows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProcessAt:
    """The running processes of one program. executable: its real path."""

    executable: str


Place = TableAt | SqlAt | MailAt | FolderAt | HttpAt | ProcessAt


@dataclass(frozen=True, slots=True)
class VisionServer:
    """A vision-language model behind an OpenAI-compatible server, from policy, never from a planner.

    url: its base, as http://127.0.0.1:8080/v1. allow: hosts off this machine that may be asked, each
    written as in `url`. seconds: how long one answer may take.
    """

    url: str
    model: str
    allow: frozenset[str] = frozenset()
    seconds: float = 15.0
