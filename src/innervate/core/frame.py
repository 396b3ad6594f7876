"""A look at a surface: pixels, the native accessibility tree and the windows, of one epoch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from innervate.core.geometry import Device, Rect
from innervate.core.vocabulary import Role, State

if TYPE_CHECKING:
    from innervate.core.action import Action
    from innervate.core.outcome import Receipt


@dataclass(frozen=True, slots=True)
class Pixels:
    """A picture: `data` holds height rows of `stride` bytes, each pixel B, G, R, unused (8 bits each)."""

    width: int
    height: int
    stride: int
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Window:
    """A top-level window. bounds: its contents, without the window manager's frame. order: 0 is lowest."""

    id: int
    title: str = field(repr=False)
    pid: int
    executable: str
    bounds: Rect[Device]
    order: int
    active: bool
    popup: bool = False


@dataclass(frozen=True, slots=True)
class Node:
    """One accessible of an application's own tree, as the application tells it.

    id: stable while the accessible lives. parent: id, or "" at the top. text: contents of a text or
    entry, None where it has none. labelled_by: ids. url: of a document. bounds: None if it shows none.
    lines: the text's lines with their bounds, where the application tells them.
    """

    id: str
    parent: str
    pid: int
    role: Role
    name: str = field(repr=False, default="")
    description: str = field(repr=False, default="")
    text: str | None = field(repr=False, default=None)
    bounds: Rect[Device] | None = None
    states: frozenset[State] = frozenset()
    labelled_by: tuple[str, ...] = ()
    url: str | None = field(repr=False, default=None)
    lines: tuple[tuple[str, Rect[Device]], ...] = field(repr=False, default=())


class Health(StrEnum):
    """How far the tree of a process can be trusted.

    live: read after the last sign that it changed. stale: it was not, so what is there is of before.
    degraded: read just now, but not all of it. absent: the process offers no tree.
    """

    LIVE = "live"
    STALE = "stale"
    DEGRADED = "degraded"
    ABSENT = "absent"


class Shortfall(StrEnum):
    """Why a tree is not live."""

    SILENT = "the application does not answer"
    SLOW = "the application answers too slowly to be read to the end"
    LARGE = "more elements show than are read"
    CROWDED = "a part has too many children to list and does not say which of them show"
    NONE = "the application offers no tree"


@dataclass(frozen=True, slots=True)
class TreeHealth:
    """The health of one process's tree; reason: None where it is live."""

    state: Health
    reason: Shortfall | None = None


LIVE_TREE = TreeHealth(Health.LIVE)
NO_TREE = TreeHealth(Health.ABSENT, Shortfall.NONE)


@dataclass(frozen=True, slots=True)
class Frame:
    """All that a surface showed at one moment.

    epoch: grows with every change seen. bounds: the whole surface. windows: lowest first.
    trees: by process id, in document order; an application without a tree has no entry.
    damaged: what changed since the epoch before; empty when nothing did.
    coherent: pixels and trees are of the same epoch; where not, perception must say so.
    hidden: minimised windows, of which nothing shows; their bounds mean nothing.
    health: by process id, how far each tree can be trusted. A tree that is stale or was cut short for want of
    time makes the frame incoherent; one that is too large does not: what it holds is true, and not all.
    """

    epoch: int
    bounds: Rect[Device]
    pixels: Pixels
    windows: tuple[Window, ...]
    trees: Mapping[int, tuple[Node, ...]]
    damaged: tuple[Rect[Device], ...] = ()
    coherent: bool = True
    scale: float = 1.0
    health: Mapping[int, TreeHealth] = field(default_factory=dict)
    hidden: tuple[Window, ...] = ()

    def tree_health(self, pid: int) -> TreeHealth:
        """How far the tree of this process can be trusted; without word from the surface, fully."""
        return self.health.get(pid, LIVE_TREE if self.trees.get(pid) else NO_TREE)


class Surface(Protocol):
    """Sees and touches one desktop. One conformance suite holds for all of them (tests/surfaces)."""

    @property
    def identity(self) -> str:
        """Names this very desktop: another start of the same display has another identity."""
        ...

    async def observe(self) -> Frame:
        """Look. Costs nothing when nothing changed: then the last Frame itself is returned.

        :raises Lost: the surface is gone.
        """
        ...

    async def perform(self, action: Action) -> Receipt:
        """Deliver one action.

        :raises Changed: the target's window is no longer where it was when it was looked at.
        :raises Uncertain: the surface went away while delivering.
        :raises Lost: the surface was gone before anything was delivered.
        :raises Unavailable: a program to launch does not exist.
        """
        ...

    async def change(self, timeout: float, since: float = 0.0) -> bool:
        """Wait until something changes after the last observe, at most `timeout` seconds.

        True at once if something has changed already; False when the time is over.
        since: monotonic seconds; what changed before is not what is waited for.

        :raises Lost: the surface is gone.
        """
        ...

    async def quiet(self, calm: float, at_most: float) -> None:
        """Wait until nothing has changed for `calm` seconds, and no longer than `at_most`.

        :raises Lost: the surface is gone.
        """
        ...

    async def answers(self, window: int, seconds: float) -> bool | None:
        """Whether the application of a window still listens; None where that can't be asked.

        :raises Lost: the surface is gone.
        """
        ...

    async def close(self) -> None:
        """Let go. Launched applications stay: they belong to the desktop."""
        ...
