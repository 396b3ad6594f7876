"""The mirror of one application's tree: walked once, then mended where it is no longer true.

Promises: only what shows is descended into, at most 5,000 accessibles in 5 s, and no container of more than
500 children is listed. What an application offers to tell of all its accessibles at once is taken. One that
does not answer keeps its last known nodes and costs a tenth of a second until it answers; one that can't be
read to the end within the time keeps what was read, and rests four times as long. `health` says so.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from contextlib import suppress

from innervate.core.frame import LIVE_TREE, Health, Node, Shortfall, TreeHealth, Window
from innervate.core.geometry import Device, Rect
from innervate.surfaces.x11 import atspi_roles as roles
from innervate.surfaces.x11.atspi_bus import Bus, Ref
from innervate.surfaces.x11.atspi_calls import Failed, Silent
from innervate.surfaces.x11.atspi_contents import ACCESSIBLE
from innervate.surfaces.x11.atspi_dirt import Dirt
from innervate.surfaces.x11.atspi_mirror import Gone, Mirror
from innervate.surfaces.x11.atspi_nodes import Nodes
from innervate.surfaces.x11.atspi_read import Reader
from innervate.surfaces.x11.atspi_sentinels import differ
from innervate.surfaces.x11.atspi_strays import at_once, top_of
from innervate.surfaces.x11.atspi_toolkit import toolkit_of

WALK_SECONDS = 5.0
_PING_SECONDS = 0.1
_FOCUSED, _SELECTED = 1 << roles.FOCUSED, 1 << roles.SELECTED
_REST = 4.0
_DEEPEST = 60
_MOST_STRAYS = 60
_MOST_LATE = 5_000
_MOST_HIDDEN = 20_000
# Beyond it the whole is no longer cheaper than its parts that show.
_MOST_OFFERED = 10_000


class Tree:
    """One application on the accessibility bus."""

    def __init__(self, bus: Bus, root: Ref, pid: int) -> None:
        self.root, self.pid = root, pid
        self.health = TreeHealth(Health.STALE, Shortfall.SILENT)
        self.dirt = Dirt(whole=True)
        self._bus = bus
        self._reader: Reader | None = None
        self._asks = True
        self._orphans: dict[Ref, None] = {}
        self._mirror: Mirror | None = None
        self._made = Nodes(root, pid)
        self._windows: tuple[Window, ...] = ()
        self._silent = False
        self._rests_until = 0.0
        self._most_hidden = _MOST_HIDDEN
        self._late: list[tuple[Ref, str, str, object]] | None = None
        self._nodes: tuple[Node, ...] = ()
        self._changed = True

    @property
    def nodes(self) -> tuple[Node, ...]:
        """What is known, in document order; the very same tuple while it says the same."""
        if self._changed:
            fresh = self._made.of(self._mirror.known if self._mirror is not None else {})
            self._nodes = fresh if fresh != self._nodes else self._nodes
            self._changed = False
        return self._nodes

    def heed(self, ref: Ref, kind: str, detail: str, first: object) -> None:
        """An event came. During a reading it waits: it may be about what is only just being learned of."""
        if self._late is not None and len(self._late) < _MOST_LATE:
            self._late.append((ref, kind, detail, first))
        elif self._late is not None:
            self.dirt.whole = True
        elif self._mirror is not None:
            self.dirt.heed(ref, kind, detail, first, self._mirror.known, self._mirror.hidden)

    def moved(self, windows: Sequence[Window]) -> None:
        """Where the windows of this process are now."""
        before, self._windows = self._windows, tuple(windows)
        if self._reader is not None:
            self._reader.windows = self._windows
            places = [(window.id, window.bounds) for window in self._windows]
            if self._reader.toolkit.in_window and places != [(window.id, window.bounds) for window in before]:
                self.dirt.whole = True

    async def refresh(self) -> None:
        """Read again what is dirty.

        :raises Gone: the application has left. :raises Lost: the bus is gone.
        """
        if not self.dirt:
            return
        if time.monotonic() < self._rests_until:
            self.health = TreeHealth(Health.STALE, Shortfall.SLOW)
            return
        dirt, self.dirt = self.dirt, Dirt()
        late: list[tuple[Ref, str, str, object]] = []
        self._late = late
        began = time.monotonic()
        try:
            async with asyncio.timeout(WALK_SECONDS):
                await self._read(dirt)
        except Silent:
            self._silent, self.dirt.whole = True, True
            self.health = TreeHealth(Health.STALE, Shortfall.SILENT)
        except TimeoutError:
            self.dirt.whole = True
            self.health = TreeHealth(Health.DEGRADED, Shortfall.SLOW)
            self._rests_until = time.monotonic() + _REST * (time.monotonic() - began)
        except Failed as error:
            raise Gone from error
        else:
            self.health = self._shortfall()
        finally:
            self._changed, self._late = True, None
            for event in late:
                self.heed(*event)

    async def differs(self, places: Sequence[Rect[Device]]) -> bool:
        """Whether some of what is known at these places is no longer true."""
        if self._silent or self.dirt or self._mirror is None or self._reader is None:
            return not self._silent
        try:
            return await differ(self._reader, self._mirror.known, self._mirror.hidden, places)
        except (Silent, TimeoutError):
            return False

    def _shortfall(self) -> TreeHealth:
        if self._mirror is not None and self._mirror.cut:
            return TreeHealth(Health.DEGRADED, Shortfall.LARGE)
        if self._mirror is not None and self._mirror.crowded:
            return TreeHealth(Health.DEGRADED, Shortfall.CROWDED)
        return LIVE_TREE

    async def _read(self, dirt: Dirt) -> None:
        if self._silent:
            await self._bus.call(self.root, ACCESSIBLE, "GetRole", seconds=_PING_SECONDS)
            self._silent = False
        if self._reader is None:
            self._reader = Reader(self._bus, await toolkit_of(self._bus, self.root))
            self._reader.windows = self._windows
        mirror = self._mirror
        if mirror is not None:
            mirror.begin()
            await self._place(self._reader, mirror, dirt)
        if mirror is None or dirt.much(len(mirror.known)) or len(mirror.hidden) > self._most_hidden:
            await self._walk(self._reader, mirror)
        else:
            await self._mend(self._reader, mirror, dirt)
            await self._mend_places(self._reader, mirror, dirt.places)

    async def _walk(self, reader: Reader, before: Mirror | None) -> None:
        """Read all anew. What was read when the time is over stands, if it is not much less than before."""
        mirror = Mirror(reader, self.root, self._orphans)
        if before is None:
            self._mirror = mirror
        try:
            olds = before.known if before is not None else {}
            self._asks = 0 < await mirror.walk(olds, ask=self._asks) <= _MOST_OFFERED
        except asyncio.CancelledError:
            if before is None or 2 * len(mirror.known) >= len(before.known):
                self._mirror = mirror
            raise
        self._mirror = mirror
        self._most_hidden = max(_MOST_HIDDEN, 2 * len(mirror.hidden))

    async def _mend(self, reader: Reader, mirror: Mirror, dirt: Dirt) -> None:
        """Re-read what is dirty; whose place changed has its children re-read, which may have moved along."""
        for ref in dirt.below:
            dirt.nodes.update(mirror.under(ref))
            dirt.lists.update(mirror.under(ref))
        await self._settle_choices(reader, mirror, dirt)
        lists = dirt.lists
        done: set[Ref] = set()
        todo = {ref for ref in dirt.nodes if ref in mirror.known}
        for _ in range(_DEEPEST):
            if not todo:
                break
            done |= todo
            moved, recount = await mirror.read_again(todo, dirt.parts)
            lists |= recount
            todo = {ref for top in moved if top in mirror.known for ref in mirror.known[top].children} - done
        await mirror.list_again(lists)
        await mirror.list_again(dirt.parts.keys() - lists, dirt.parts)

    async def _settle_choices(self, reader: Reader, mirror: Mirror, dirt: Dirt) -> None:
        """Of a crowd of which others are chosen than before, find out which are to be read again."""
        if dirt.current is not None:
            with suppress(Failed):
                reader.current = await reader.name(dirt.current)
        for ref in (ref for ref in dirt.choices if ref in mirror.known):
            children = [mirror.known[child] for child in mirror.known[ref].children if child in mirror.known]
            chosen = [child for child in children if child.bits & (_SELECTED | _FOCUSED)]
            try:
                many = len(chosen) > 2 or await reader.selected(ref) > 1
            except Failed:
                many = True
            dirt.nodes.update(child.ref for child in (children if many else chosen))
        for child, above in list(dirt.arrived.items())[:_MOST_STRAYS]:
            place = await reader.extents(child)
            if place is not None and above in mirror.known:
                dirt.nodes.update(mirror.children_at(above, place))
                dirt.parts.setdefault(above, []).append(place)

    async def _mend_places(self, reader: Reader, mirror: Mirror, places: Sequence[Rect[Device]]) -> None:
        """Re-read all that lies where pixels changed, if some of it is no longer as it is known.

        Most damage is the paint of what events have told already; a few accessibles tell whether it is.
        """
        if not places or not await differ(reader, mirror.known, mirror.hidden, places, mirror.fresh):
            return
        rest = Dirt()
        for place in places:
            over = [ref for ref, k in mirror.known.items() if k.bounds is None or k.bounds.overlaps(place)]
            rest.nodes.update(over)
            crowds = {ref for ref in over if mirror.is_crowd(mirror.known[ref])}
            rest.parts |= {ref: list(places) for ref in crowds}
            rest.lists.update(ref for ref in over if mirror.known[ref].count and ref not in crowds)
        await self._mend(reader, mirror, rest)

    async def _place(self, reader: Reader, mirror: Mirror, dirt: Dirt) -> None:
        """Find what strays lie under: something known, whose children are then listed again, or nothing."""
        known, hidden = mirror.known, mirror.hidden
        strays = sorted(dirt.strays)[:_MOST_STRAYS]
        tops = await at_once([top_of(reader, ref, known, hidden) for ref in strays])
        for top in tops:
            if top in known:
                dirt.nodes.add(top)
                dirt.lists.add(top)
            elif top is not None:
                self._orphans[top] = None
                dirt.lists.add(self.root)
