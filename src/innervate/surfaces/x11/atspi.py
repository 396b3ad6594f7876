"""The accessibility trees of applications on Linux: a live mirror, kept up to date by AT-SPI events.

Promises: what `trees` returns was read after the last event that came before the call, or its health says
that it was not; a hung application costs a bounded time; one that died has no tree; a dead bus is `Lost`.

Events alone don't keep a tree true. Chromium says nothing when a page scrolls and its tree follows the pixels
some 0.4 s later; GTK says nothing when a view's contents move. So `touch` (pixels changed) makes `trees` read
again all that overlaps these pixels, and for four seconds afterwards a few of the accessibles there are
looked at again: when one differs, that counts as an event. Refuses to list more than 500 children.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from dbus_fast import Variant

from innervate.core.errors import Lost
from innervate.core.frame import NO_TREE, Health, Node, Shortfall, TreeHealth, Window
from innervate.core.geometry import Device, Rect
from innervate.surfaces.x11.atspi_bus import ROOT, Bus, Ref, reference
from innervate.surfaces.x11.atspi_calls import Failed, Silent, gone
from innervate.surfaces.x11.atspi_mirror import Gone
from innervate.surfaces.x11.atspi_read import Reader
from innervate.surfaces.x11.atspi_toolkit import Toolkit
from innervate.surfaces.x11.atspi_tree import Tree

# Seconds after a touch, while the tree may still follow the pixels.
_LOOKS = (0.15, 0.45, 1.2, 4.0)
_MOST_LOOKS = 3


_WORST = (Health.STALE, Health.DEGRADED, Health.LIVE, Health.ABSENT)


@dataclass(frozen=True, slots=True)
class Trees:
    """What was read. nodes: by process, in document order; none without a tree. health: of each asked for.

    current: nothing is of before or was cut short for want of time, and all applications are known.
    """

    nodes: Mapping[int, tuple[Node, ...]] = field(default_factory=dict)
    health: Mapping[int, TreeHealth] = field(default_factory=dict)
    current: bool = True


@dataclass(slots=True, eq=False)
class _Look:
    """Places where pixels changed, to be looked at again. since: loop time. anywhere: no place given."""

    since: float
    anywhere: bool
    places: list[Rect[Device]] = field(default_factory=list)
    task: asyncio.Task[None] | None = None


class Accessibility:
    """The trees of all applications on one accessibility bus."""

    def __init__(self, bus: Bus, on_change: Callable[[], None]) -> None:
        self._bus, self._on_change = bus, on_change
        self._registry = Reader(bus, Toolkit())
        self._trees: dict[str, Tree] = {}
        self._owners: dict[str, int] = {}
        self._dirty = True
        self._news = True
        self._closed = False
        self._turn = asyncio.Lock()
        self._looks: dict[int, list[_Look]] = {}
        self._watch = asyncio.ensure_future(self._await_end())

    @classmethod
    async def connect(cls, on_change: Callable[[], None], address: str | None = None) -> Accessibility:
        """Connect; `on_change` is called in the loop when an event came or a tree was found to be stale.

        address: of the bus, if it is not this session's. :raises Unavailable: there is no accessibility bus.
        """
        bus = await Bus.connect(address)
        made = cls(bus, on_change)
        bus.listen(made._heard)
        return made

    @property
    def dirty(self) -> bool:
        """Whether an event or a touch came since the last `trees`."""
        return self._dirty

    def touch(self, pid: int, *places: Rect[Device]) -> None:
        """Pixels in this process's windows changed: at these places, or anywhere if none is given."""
        self._mark(pid, places)
        looks = self._looks.setdefault(pid, [])
        now = asyncio.get_running_loop().time()
        if not looks or (now - looks[-1].since > _LOOKS[0] and len(looks) < _MOST_LOOKS):
            looks.append(look := _Look(now, not places))
            look.task = asyncio.ensure_future(self._look_again(pid, look))
        looks[-1].anywhere |= not places
        looks[-1].places.extend(places)

    async def trees(self, pids: frozenset[int], windows: Sequence[Window] = ()) -> Trees:
        """The trees of these processes. windows: where their windows are, for toolkits that don't know.

        :raises Lost: the accessibility bus is gone.
        """
        if not self._bus.connected:
            raise gone()
        async with self._turn:
            self._dirty = False
            complete = await self._discover(pids)
            mine = [tree for tree in self._trees.values() if tree.pid in pids]
            for tree in mine:
                tree.moved([window for window in windows if window.pid == tree.pid])
            await asyncio.gather(*(self._refresh(tree) for tree in mine if tree.dirt))
            mine = [tree for tree in mine if self._trees.get(tree.root[0]) is tree]
            found: dict[int, tuple[Node, ...]] = {}
            for tree in mine:
                if tree.nodes:
                    found[tree.pid] = found.get(tree.pid, ()) + tree.nodes
            health = {pid: _health([tree for tree in mine if tree.pid == pid]) for pid in pids}
            late = any(each.reason in (Shortfall.SILENT, Shortfall.SLOW) for each in health.values())
            return Trees(found, health, complete and not late)

    async def close(self) -> None:
        """Let go of the bus."""
        self._closed = True
        for look in (look for looks in self._looks.values() for look in looks):
            if look.task is not None:
                look.task.cancel()
        self._bus.close()
        await self._watch

    async def _refresh(self, tree: Tree) -> None:
        try:
            await tree.refresh()
        except Gone:
            self._trees.pop(tree.root[0], None)

    async def _discover(self, pids: frozenset[int]) -> bool:
        """Learn of applications that came since; only when there is news or an unknown process."""
        if not self._news and pids <= {tree.pid for tree in self._trees.values()}:
            return True
        self._news = False
        try:
            roots = await self._registry.children(ROOT)
            for root in roots:
                if root[0] not in self._trees and (pid := await self._pid(root[0])) is not None:
                    self._trees[root[0]] = Tree(self._bus, root, pid)
        except (Silent, Failed):
            self._news = True
            return False
        return True

    async def _pid(self, name: str) -> int | None:
        if name not in self._owners:
            try:
                self._owners[name] = await self._bus.pid_of(name)
            except Failed:
                return None
        return self._owners[name]

    def _heard(self, source: Ref, kind: str, detail: str, body: list[object]) -> None:
        if kind == "DBus.NameOwnerChanged":
            self._owner_changed(*(str(value) for value in body[:3]))
            return
        if (tree := self._trees.get(source[0])) is not None:
            tree.heed(source, kind, detail, _first(kind, body))
        elif not kind.startswith(("Object.", "Window.", "Document.")):
            return
        else:
            self._news = True
        self._changed()

    def _owner_changed(self, name: str, before: str, now: str) -> None:
        if now:
            self._news = True
            return
        self._owners.pop(name, None)
        self._bus.forget(name)
        if self._trees.pop(name, None) is not None:
            self._changed()

    def _changed(self) -> None:
        self._dirty = True
        self._on_change()

    def _mark(self, pid: int, places: Sequence[Rect[Device]]) -> None:
        for tree in self._trees.values():
            if tree.pid == pid:
                tree.dirt.places.extend(places)
                tree.dirt.whole |= not places
                self._dirty = True

    async def _look_again(self, pid: int, look: _Look) -> None:
        """See whether the tree follows the pixels with a delay and without an event."""
        waited = 0.0
        try:
            for moment in _LOOKS:
                await asyncio.sleep(moment - waited)
                waited = moment
                places = () if look.anywhere else tuple(look.places)
                trees = [tree for tree in self._trees.values() if tree.pid == pid]
                differ = [await tree.differs(places) for tree in trees]
                if any(differ):
                    self._mark(pid, places)
                    self._changed()
        except Lost:
            return
        finally:
            self._looks[pid].remove(look)

    async def _await_end(self) -> None:
        """Have the loss of the bus noticed by whoever waits for a change."""
        await self._bus.closed()
        if not self._closed:
            self._changed()


def _health(trees: Sequence[Tree]) -> TreeHealth:
    """The worst of a process's trees; it may have several, or none."""
    told = [tree.health if tree.nodes or tree.health.state is Health.STALE else NO_TREE for tree in trees]
    return min(told, key=lambda each: _WORST.index(each.state), default=NO_TREE)


def _first(kind: str, body: list[object]) -> object:
    """An event's first number; of one that tells of a descendant, that."""
    if kind.endswith(".ActiveDescendantChanged") and len(body) > 3 and isinstance(body[3], Variant):
        return reference(body[3].value)
    return body[1] if len(body) > 1 else None
