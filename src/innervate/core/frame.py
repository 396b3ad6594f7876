"""A look at a surface: pixels, the native accessibility tree and the windows, of one epoch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
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


@dataclass(frozen=True, slots=True)
class Frame:
    """All that a surface showed at one moment.

    epoch: grows with every change seen. bounds: the whole surface. windows: lowest first.
    trees: by process id, in document order; an application without a tree has no entry.
    damaged: what changed since the epoch before; empty when nothing did.
    coherent: pixels and trees are of the same epoch; where not, perception must say so.
    """

    epoch: int
    bounds: Rect[Device]
    pixels: Pixels
    windows: tuple[Window, ...]
    trees: Mapping[int, tuple[Node, ...]]
    damaged: tuple[Rect[Device], ...] = ()
    coherent: bool = True
    scale: float = 1.0


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

    async def change(self, timeout: float) -> bool:
        """Wait until something changes after the last observe, at most `timeout` seconds.

        True at once if something has changed already; False when the time is over.

        :raises Lost: the surface is gone.
        """
        ...

    async def quiet(self, calm: float, at_most: float) -> None:
        """Wait until nothing has changed for `calm` seconds, and no longer than `at_most`.

        :raises Lost: the surface is gone.
        """
        ...

    async def close(self) -> None:
        """Let go. Launched applications stay: they belong to the desktop."""
        ...
