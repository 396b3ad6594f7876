"""The mirror of one application's tree: walked once, then mended where it is no longer true.

Promises: breadth first, so that under a limit (5,000 accessibles, 2 s) what shows first is read first; only
what shows is descended into, and no container of more than 500 children is listed. An application that does
not answer keeps its last known nodes, `complete` turns False, and asking it again costs a tenth of a second
until it answers. Where a walk is cut short, the tree before it stands.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence

from innervate.core.frame import Node
from innervate.core.geometry import Device, Rect
from innervate.surfaces.x11.atspi_bus import Failed, Ref, Silent
from innervate.surfaces.x11.atspi_dirt import Dirt
from innervate.surfaces.x11.atspi_nodes import nodes_of
from innervate.surfaces.x11.atspi_read import ACCESSIBLE, Known, Reader
from innervate.surfaces.x11.atspi_sentinels import differ
from innervate.surfaces.x11.atspi_strays import at_once, top_of
from innervate.surfaces.x11.atspi_visible import visible_children

WALK_SECONDS = 2.0
_MOST_NODES = 5_000
_MOST_CHILDREN = 500
_PING_SECONDS = 0.1
_ROUNDS = 3
_MOST_STRAYS = 60
# Those of long ago are forgotten by a walk.
_MOST_HIDDEN = 20_000


class Gone(Exception):
    """The application has no tree any more."""


class Tree:
    """One application on the accessibility bus."""

    def __init__(self, reader: Reader, root: Ref, pid: int) -> None:
        self.root, self.pid = root, pid
        self.complete = True
        self.dirt = Dirt(whole=True)
        self._reader = reader
        self._known: dict[Ref, Known] = {}
        self._hidden: dict[Ref, Ref] = {}
        self._orphans: dict[Ref, None] = {}
        self._silent = False
        self._late: list[tuple[Ref, str, str, object]] | None = None
        self._nodes: tuple[Node, ...] = ()
        self._stale = True

    @property
    def nodes(self) -> tuple[Node, ...]:
        """What is known, in document order; the very same tuple while it says the same."""
        if self._stale:
            fresh = nodes_of(self._known, self.root, self.pid)
            self._nodes = fresh if fresh != self._nodes else self._nodes
            self._stale = False
        return self._nodes

    def heed(self, ref: Ref, kind: str, detail: str, first: object) -> None:
        """An event came. During a reading it waits: it may be about what is only just being learned of."""
        if self._late is not None:
            self._late.append((ref, kind, detail, first))
        else:
            self.dirt.heed(ref, kind, detail, first, self._known, self._hidden)

    async def refresh(self) -> None:
        """Read again what is dirty.

        :raises Gone: the application has left. :raises Lost: the bus is gone.
        """
        if not self.dirt:
            return
        dirt, self.dirt = self.dirt, Dirt()
        late: list[tuple[Ref, str, str, object]] = []
        self._late = late
        try:
            async with asyncio.timeout(WALK_SECONDS):
                if self._silent:
                    await self._reader.bus.call(self.root, ACCESSIBLE, "GetRole", seconds=_PING_SECONDS)
                    self._silent = False
                await self._place(dirt.strays, dirt)
                if dirt.much or not self._known or len(self._hidden) > _MOST_HIDDEN:
                    await self._walk()
                else:
                    await self._mend(dirt)
                    await self._mend_places(dirt.places)
        except (Silent, TimeoutError) as error:
            self._silent = isinstance(error, Silent)
            self.complete, self.dirt.whole = False, True
        except Failed as error:
            raise Gone from error
        else:
            self.complete = len(self._known) < _MOST_NODES
        finally:
            self._stale, self._late = True, None
            for event in late:
                self.heed(*event)

    async def differs(self, places: Sequence[Rect[Device]]) -> bool:
        """Whether some of what is known at these places is no longer true."""
        if self._silent or self.dirt:
            return not self._silent
        try:
            return await differ(self._reader, self._known, self._hidden, places)
        except (Silent, TimeoutError):
            return False

    async def _walk(self) -> None:
        before = self._known, self._hidden
        self._known, self._hidden = {}, {}
        done = False
        try:
            root = await self._reader.read(self.root, None)
            if root is None:
                raise Gone
            self._known[self.root] = root
            await self._expand([self.root], before[0])
            done = True
        finally:
            if not done and before[0]:
                self._known, self._hidden = before

    async def _mend(self, dirt: Dirt) -> None:
        """Re-read what is dirty; whose place changed has its descendants re-read, as they moved along."""
        for ref in dirt.below:
            dirt.nodes.update(self._under(ref))
            dirt.lists.update(self._under(ref))
        lists = dirt.lists
        done: set[Ref] = set()
        todo = {ref for ref in dirt.nodes if ref in self._known}
        for _ in range(_ROUNDS):
            if not todo:
                break
            done |= todo
            moved, recount = await self._reread(todo)
            lists |= recount
            todo = {ref for top in moved for ref in self._under(top)} - done
        await self._expand([ref for ref in lists if ref in self._known], {})

    async def _mend_places(self, places: Sequence[Rect[Device]]) -> None:
        """Re-read all that lies where pixels changed, if some of it is no longer as it is known.

        Most damage is the paint of what events have told already; a few accessibles tell whether it is.
        """
        if not places or not await differ(self._reader, self._known, self._hidden, places):
            return
        rest = Dirt()
        for place in places:
            over = [ref for ref, k in self._known.items() if k.bounds is None or k.bounds.overlaps(place)]
            rest.nodes.update(over)
            rest.lists.update(ref for ref in over if self._known[ref].count)
        await self._mend(rest)

    async def _reread(self, refs: Iterable[Ref]) -> tuple[set[Ref], set[Ref]]:
        """Those that moved, and those that have more or fewer children."""
        olds = [self._known[ref] for ref in refs]
        moved, recount = set(), set()
        for old, now in zip(olds, await at_once([self._again(old) for old in olds]), strict=True):
            if old.ref not in self._known:
                continue
            if now is None and old.parent is None:
                raise Gone
            if now is None:
                self._forget(old.ref)
                continue
            now.children, now.loose = old.children, old.loose
            self._known[old.ref] = now
            if now.bounds != old.bounds:
                moved.add(old.ref)
                recount.add(old.ref)
            if now.count != old.count:
                recount.add(old.ref)
        return moved, recount

    async def _expand(self, level: Sequence[Ref], olds: dict[Ref, Known]) -> None:
        """List the children of these, read those that are not known, and go on with them."""
        while level and len(self._known) < _MOST_NODES:
            parents = [self._known[ref] for ref in level]
            lists = await at_once([self._children(parent) for parent in parents])
            fresh = [
                (ref, parent)
                for parent, refs in zip(parents, lists, strict=True)
                for ref in refs
                if ref not in self._known
            ]
            fresh = fresh[: _MOST_NODES - len(self._known)]
            found = await at_once([self._reader.read(r, parent, olds.get(r)) for r, parent in fresh])
            level = []
            for (ref, parent), now in zip(fresh, found, strict=True):
                if now is None:
                    self._hidden[ref] = parent.ref
                    continue
                now.loose |= ref in self._orphans
                self._known[ref] = now
                self._hidden.pop(ref, None)
                if now.count:
                    level.append(ref)
            for parent, refs in zip(parents, lists, strict=True):
                self._adopt(parent, refs)

    def _adopt(self, parent: Known, refs: Sequence[Ref]) -> None:
        shown = [ref for ref in refs if ref in self._known and self._known[ref].parent == parent.ref]
        for ref in set(parent.children) - set(shown):
            if ref in self._known and self._known[ref].parent == parent.ref:
                self._forget(ref)
        parent.children = list(dict.fromkeys(shown))

    async def _children(self, known: Known) -> list[Ref]:
        if known.ref == self.root:
            return [*await self._reader.children(self.root), *list(self._orphans)[-_MOST_STRAYS:]]
        if known.count == 0:
            return []
        try:
            if 0 < known.count <= _MOST_CHILDREN:
                return await self._reader.children(known.ref)
        except Failed:
            return []
        above = self._known.get(known.parent) if known.parent is not None else None
        area = known.bounds
        if area is not None and above is not None and above.bounds is not None:
            area = area.intersection(above.bounds)
        return await visible_children(self._reader, known.ref, area) if area is not None else []

    async def _again(self, old: Known) -> Known | None:
        parent = self._known.get(old.parent) if old.parent is not None else None
        now = await self._reader.read(old.ref, parent, old)
        if now is None and old.parent is not None:
            self._hidden[old.ref] = old.parent
        return now

    async def _place(self, strays: Iterable[Ref], dirt: Dirt) -> None:
        """Find what strays lie under: something known, whose children are then listed again, or nothing."""
        tops = await at_once(
            [top_of(self._reader, ref, self._known, self._hidden) for ref in sorted(strays)[:_MOST_STRAYS]]
        )
        for top in tops:
            if top in self._known:
                dirt.nodes.add(top)
                dirt.lists.add(top)
            elif top is not None:
                self._orphans[top] = None
                dirt.lists.add(self.root)

    def _under(self, ref: Ref) -> list[Ref]:
        """The accessible and all that is known under it."""
        found = [ref] if ref in self._known else []
        for here in found:
            found.extend(child for child in self._known[here].children if child in self._known)
        return found

    def _forget(self, ref: Ref) -> None:
        for gone in self._under(ref):
            self._known.pop(gone, None)
