"""The accessibles of one application that show, as they were last read, and how they are read again.

Promises: each accessible has one place, whatever the application claims; no more than 5,000 are kept, and no
container of more than 500 children is listed, only what of it shows. `cut` and `crowded` say what is missing.
What an application offered is used once, while it is fresh.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce

from innervate.core.geometry import Device, Rect
from innervate.surfaces.x11 import atspi_roles as roles
from innervate.surfaces.x11.atspi_bus import Ref
from innervate.surfaces.x11.atspi_calls import Failed
from innervate.surfaces.x11.atspi_known import Known, Offers
from innervate.surfaces.x11.atspi_read import Reader
from innervate.surfaces.x11.atspi_strays import at_once
from innervate.surfaces.x11.atspi_visible import visible_children

MOST_NODES = 5_000
_MOST_CHILDREN = 500
_MOST_ORPHANS = 60
_ALL: Mapping[Ref, Sequence[Rect[Device]]] = {}
# What opens elsewhere than where its owner stands.
_OPENS_ELSEWHERE = frozenset({roles.COMBO_BOX, roles.MENU})


class Gone(Exception):
    """The application has no tree any more."""


class Mirror:
    """What shows of one application. hidden: by accessible, the one that it was found under, not showing.

    orphans: accessibles that show and have no place in the tree; GTK's context menus. fresh: what was read
    since `begin`.
    """

    def __init__(self, reader: Reader, root: Ref, orphans: dict[Ref, None]) -> None:
        self.known: dict[Ref, Known] = {}
        self.hidden: dict[Ref, Ref] = {}
        self.orphans = orphans
        self.cut = False
        self.crowded: set[Ref] = set()
        self._reader, self._root = reader, root
        self.fresh: set[Ref] = set()
        self._reading: set[Ref] = set()
        self._offers = Offers()
        self._olds: Mapping[Ref, Known] = {}

    async def walk(self, olds: Mapping[Ref, Known], *, ask: bool) -> int:
        """Read all; `ask` for what is offered. How much was. :raises Gone: there is nothing."""
        root = await self._reader.read(self._root, None)
        if root is None:
            raise Gone
        self.known[self._root] = root
        try:
            self._olds = olds
            self._offers = await self._reader.offers(self._root) if ask else Offers()
            await self._grow(root, ())
            return len(self._offers)
        finally:
            self._offers, self._olds = Offers(), {}

    def begin(self) -> None:
        """What is read from now on is fresh."""
        self.fresh = set()

    async def list_again(
        self, refs: Iterable[Ref], parts: Mapping[Ref, Sequence[Rect[Device]]] = _ALL
    ) -> None:
        """List the children of these, and read those that are new. parts: where a crowd is looked at."""
        await at_once([self._grow(self.known[ref], parts.get(ref, ())) for ref in refs if ref in self.known])

    async def read_again(
        self, refs: Iterable[Ref], parts: dict[Ref, list[Rect[Device]]]
    ) -> tuple[set[Ref], set[Ref]]:
        """Those that moved, and those whose children are to be listed again. parts: gets where, of a sheet.

        :raises Gone: there is nothing.
        """
        olds = [self.known[ref] for ref in refs if ref in self.known]
        moved, recount = set(), set()
        for old, now in zip(olds, await at_once([self._again(old) for old in olds]), strict=True):
            if old.ref not in self.known:
                continue
            if now is None and old.parent is None:
                raise Gone
            if now is None:
                self.forget(old.ref)
                above = self.known.get(old.parent) if old.parent is not None else None
                if above is not None and above.sheet and old.bounds is not None:
                    above.sheet.drop(old.ref)
                    parts.setdefault(above.ref, []).append(old.bounds)
                elif above is not None and self.is_crowd(above):
                    recount.add(above.ref)
                continue
            now.children, now.loose = old.children, old.loose
            now.sheet = old.sheet
            self.known[old.ref] = now
            if now.bounds != old.bounds:
                moved.add(old.ref)
                recount.add(old.ref)
            if now.count != old.count:
                recount.add(old.ref)
        return moved, recount

    def under(self, ref: Ref) -> list[Ref]:
        """The accessible and all that is known under it."""
        found = [ref] if ref in self.known else []
        for here in found:
            found.extend(child for child in self.known[here].children if self._is_child(child, here))
        return found

    def children_at(self, ref: Ref, place: Rect[Device]) -> list[Ref]:
        """The children of an accessible that lie there."""
        return [
            child for child in self.known[ref].children if child in self.known and self._lies(child, [place])
        ]

    def forget(self, ref: Ref) -> None:
        """It and all under it show no more."""
        for gone in self.under(ref):
            self.known.pop(gone, None)
            self.crowded.discard(gone)

    async def _grow(self, parent: Known, places: Sequence[Rect[Device]]) -> None:
        """List the children of one, read those that are not known, and go on with them."""
        refs = await self._children(parent, places)
        fresh = []
        for ref in dict.fromkeys(refs):
            if ref in self.known or ref in self._reading:
                continue
            offer = self._offers.get(ref, parent.ref)
            if offer is not None and not self._reader.may_show(offer.bits, parent):
                self.hidden[ref] = parent.ref
                self.fresh.add(ref)
            else:
                fresh.append(ref)
        room = max(0, MOST_NODES - len(self.known) - len(self._reading))
        self.cut = self.cut or len(fresh) > room
        fresh = fresh[:room]
        self._reading.update(fresh)
        if not parent.children:
            parent.children = list(fresh)  # a walk that is cut short has them already
        await at_once([self._sprout(ref, parent) for ref in fresh])
        self._adopt(parent, refs, places if self.is_crowd(parent) else ())

    async def _sprout(self, ref: Ref, parent: Known) -> None:
        try:
            offer = self._offers.get(ref, parent.ref)
            now = await self._reader.read(ref, parent, self._olds.get(ref), offer)
        finally:
            self._reading.discard(ref)
        self.fresh.add(ref)
        if now is None:
            self.hidden[ref] = parent.ref
            return
        now.loose |= ref in self.orphans
        self.known[ref] = now
        self.hidden.pop(ref, None)
        if now.count:
            await self._grow(now, ())

    def _adopt(self, parent: Known, refs: Sequence[Ref], places: Sequence[Rect[Device]]) -> None:
        """Have a parent's children be those of `refs` that show; of a crowd, only where it was looked at."""
        shown = [ref for ref in dict.fromkeys(refs) if self._is_child(ref, parent.ref)]
        new = set(shown)
        others = [ref for ref in parent.children if ref not in new and self._is_child(ref, parent.ref)]
        renewed = {self.known[ref].alias for ref in shown} - {""}
        kept = [ref for ref in others if places and self._stays(self.known[ref], places, renewed)]
        for ref in set(others) - set(kept):
            self.forget(ref)
        parent.children = sorted(shown + kept, key=self._reading_order) if kept else shown

    def _stays(self, known: Known, places: Sequence[Rect[Device]], renewed: set[str]) -> bool:
        """Whether a child stands that was not listed: it is elsewhere, and was not found by another way."""
        return known.alias not in renewed and not self._lies(known.ref, places)

    def _lies(self, ref: Ref, places: Sequence[Rect[Device]]) -> bool:
        bounds = self.known[ref].bounds
        return bounds is None or any(bounds.overlaps(place) for place in places)

    def _reading_order(self, ref: Ref) -> tuple[int, int]:
        bounds = self.known[ref].bounds
        return (bounds.y, bounds.x) if bounds is not None else (0, 0)

    def _is_child(self, ref: Ref, parent: Ref) -> bool:
        here = self.known.get(ref)
        return here is not None and here.parent == parent

    def is_crowd(self, known: Known) -> bool:
        """Whether an accessible has too many children to list."""
        return not 0 <= known.count <= _MOST_CHILDREN

    async def _children(self, known: Known, places: Sequence[Rect[Device]]) -> Sequence[Ref]:
        strays = list(self.orphans)[-_MOST_ORPHANS:] if known.ref == self._root else []
        if known.count == 0 and not strays:
            return []
        offered = self._offers.children(known.ref, known.count)
        if offered is not None:
            return [*offered, *strays]
        if not self.is_crowd(known) or known.ref == self._root:
            try:
                return [*await self._reader.children(known.ref), *strays]
            except Failed:
                return strays
        return await self._crowd(known, places)

    async def _crowd(self, known: Known, places: Sequence[Rect[Device]]) -> Sequence[Ref]:
        """The children that show of one with too many, where pixels changed if that is told."""
        area = self._sight(known)
        if area is not None and places:
            parts = [part for place in places if (part := area.intersection(place)).area]
            area = reduce(Rect.union, parts) if parts else None
        if area is None or not area.area:
            return []
        known.sheet = self._olds.get(known.ref, known).sheet
        cells = await visible_children(self._reader, known, area)
        if cells is None:
            self.crowded.add(known.ref)
            return []
        self.crowded.discard(known.ref)
        known.sheet.add(cells.sheet)
        return cells.refs

    def _sight(self, known: Known) -> Rect[Device] | None:
        """Where an accessible can be seen, by its own place and those of all that it is in."""
        area, here = known.bounds, known
        while area is not None and here.parent in self.known and here.role not in _OPENS_ELSEWHERE:
            here = self.known[here.parent]
            if here.bounds is not None:
                area = area.intersection(here.bounds)
        return area

    async def _again(self, old: Known) -> Known | None:
        parent = self.known.get(old.parent) if old.parent is not None else None
        now = await self._reader.read(old.ref, parent, old)
        self.fresh.add(old.ref)
        if now is None and old.parent is not None:
            self.hidden[old.ref] = old.parent
        return now
