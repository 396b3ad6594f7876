"""Read one accessible: its state, role, name, place and contents, with as few calls as its role needs.

Promises: an accessible that does not show costs one call, one that an application has offered to tell of is
asked only for its place and contents. What vanished while it was read is None; `Silent` and `Lost` go to the
caller.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dbus_fast import Variant

from innervate.core.frame import Window
from innervate.core.geometry import Device, Rect
from innervate.surfaces.x11 import atspi_roles as roles
from innervate.surfaces.x11.atspi_bus import (
    PROPERTIES,
    Bus,
    Ref,
    bits_of,
    integer,
    rectangle,
    reference,
    references,
    unpacked,
    whole,
)
from innervate.surfaces.x11.atspi_calls import Answer, Failed, Silent
from innervate.surfaces.x11.atspi_contents import ACCESSIBLE, Contents
from innervate.surfaces.x11.atspi_known import Known, Offer, Offers, title
from innervate.surfaces.x11.atspi_toolkit import Toolkit

COMPONENT = "org.a11y.atspi.Component"
_CACHE = "org.a11y.atspi.Cache"
_SELECTION = "org.a11y.atspi.Selection"
_SCREEN, _WINDOW = 0, 1
_OFFER_SECONDS = 1.5
# An answer with more children than this is cut.
_MOST_CHILDREN = 2_000


class Reader:
    """Reads accessibles of one application.

    windows: those of its process, for toolkits without a screen. current: the address of the cell of a sheet
    at which somebody is.
    """

    def __init__(self, bus: Bus, toolkit: Toolkit) -> None:
        self.bus, self.toolkit = bus, toolkit
        self.windows: Sequence[Window] = ()
        self.current = ""
        self._contents = Contents(bus, toolkit)

    async def read(
        self, ref: Ref, parent: Known | None, old: Known | None = None, offer: Offer | None = None
    ) -> Known | None:
        """One accessible; None where it does not show or does not live. `old` spares what cannot change."""
        known = Known(ref, parent.ref if parent else None)
        if parent is not None:
            known.loose, known.origin, known.clip = parent.loose, parent.origin, parent.clip
        try:
            if parent is not None and ref in parent.sheet.names:
                known.name = parent.sheet.names[ref]
                known.alias = f"{parent.ref[0]}{parent.ref[1]}#{known.name}"
                return await self._cell(known, offer)
            if old is not None and offer is None:
                known.role = old.role
                states, asked = self._ask_states(ref), self._ask_about(known)
                known.bits = self._states(_bits(await states))
                if not self.may_show(known.bits, parent):
                    return None
                await self._learn(known, asked)
            else:
                known.bits = self._states(offer.bits) if offer is not None else await self.states(ref)
                if not self.may_show(known.bits, parent):
                    return None
                if offer is not None:
                    await self._take(known, offer)
                else:
                    role, asked = self.bus.call(ref, ACCESSIBLE, "GetRole"), self._ask_about(known)
                    known.role = integer(await role)
                    await self._learn(known, asked)
            if not self._in_sight(known, parent):
                return None
            await self._contents.fill(known, parent, old)
        except Failed:
            return None
        return known

    async def offers(self, root: Ref) -> Offers:
        """What the application offers to tell of all its accessibles at once; nothing if it takes long."""
        cache = root[0], "/org/a11y/atspi/cache"
        try:
            answer = await self.bus.call(cache, _CACHE, "GetItems", seconds=_OFFER_SECONDS)
        except (Failed, Silent):
            return Offers()
        items = answer[0] if answer else None
        return Offers(items) if isinstance(items, list) else Offers()

    async def states(self, ref: Ref) -> int:
        """The states as one number, AtspiStateType its bits."""
        return self._states(_bits(await self._ask_states(ref)))

    async def role(self, ref: Ref) -> int:
        return integer(await self.bus.call(ref, ACCESSIBLE, "GetRole"))

    async def extents(self, ref: Ref, origin: tuple[int, int] = (0, 0)) -> Rect[Device] | None:
        """Where it is on the screen; None where it shows no area."""
        return await _extents(self._ask_extents(ref), origin)

    async def children(self, ref: Ref) -> list[Ref]:
        answer = await self.bus.call(ref, ACCESSIBLE, "GetChildren")
        return references(answer[0] if answer else None)[:_MOST_CHILDREN]

    async def parent(self, ref: Ref) -> Ref | None:
        return reference(await self._contents.property(ref, ACCESSIBLE, "Parent"))

    async def name(self, ref: Ref) -> str:
        return title(await self._contents.property(ref, ACCESSIBLE, "Name"))

    async def is_called(self, ref: Ref, address: str) -> bool:
        """Whether a cell has its address for a name, and says what it holds in its text."""
        return await self._contents.is_called(ref, address)

    async def selected(self, ref: Ref) -> int:
        """How many of the children are selected."""
        return whole(await self._contents.property(ref, _SELECTION, "NSelectedChildren"))

    def _states(self, bits: int) -> int:
        """GTK 4 does not tell that a widget shows; in one that shows, what is visible does."""
        shows = self.toolkit.in_window and roles.has(bits, roles.VISIBLE)
        return bits | 1 << roles.SHOWING if shows else bits

    def may_show(self, bits: int, parent: Known | None) -> bool:
        """Whether an accessible in these states may show, if it also has a place."""
        if parent is None or roles.has(self._states(bits), roles.SHOWING):
            return True
        return parent.loose and roles.has(bits, roles.VISIBLE)

    def _in_sight(self, known: Known, parent: Known | None) -> bool:
        """Whether what may show has its place where something can be seen; settles what follows from it."""
        if parent is None:
            return True
        if self.toolkit.in_window:
            if parent.parent is None:
                known.origin = self._origin(known)
                known.bounds = _moved(known.bounds, known.origin) if known.bounds is not None else None
            elif known.bounds is None or (known.clip and not known.bounds.overlaps(known.clip)):
                return False  # GTK 4 keeps widgets for rows that are out of sight
            if known.role == roles.SCROLL_PANE and known.bounds is not None:
                known.clip = known.bounds.intersection(known.clip) if known.clip else known.bounds
            if known.role == roles.TEXT and not roles.has(known.bits, roles.MULTI_LINE):
                known.bits |= 1 << roles.SINGLE_LINE
        return known.bounds is not None or roles.has(known.bits, roles.SHOWING)

    def _origin(self, top: Known) -> tuple[int, int]:
        """Where a window is whose toolkit doesn't know: that of this process with its size and title."""

        def unlike(window: Window) -> tuple[bool, int]:
            bounds = top.bounds or window.bounds
            size = abs(window.bounds.width - bounds.width) + abs(window.bounds.height - bounds.height)
            return window.title != top.name, size

        window = min(self.windows, key=unlike, default=None)
        return (window.bounds.x, window.bounds.y) if window is not None else (0, 0)

    def _ask_states(self, ref: Ref) -> Answer:
        return self.bus.call(ref, ACCESSIBLE, "GetState")

    def _ask_extents(self, ref: Ref) -> Answer:
        return self.bus.call(
            ref, COMPONENT, "GetExtents", "u", (_WINDOW if self.toolkit.in_window else _SCREEN,)
        )

    def _ask_about(self, known: Known) -> _Asked:
        """Send the questions for place, name, description and number of children, all at once."""
        place = self._ask_extents(known.ref) if known.parent is not None else None
        if self.toolkit.bears_all:
            return _Asked(place, [self.bus.call(known.ref, PROPERTIES, "GetAll", "s", (ACCESSIBLE,))])
        names = ("Name", "Description", "ChildCount")
        return _Asked(place, [self.bus.property(known.ref, ACCESSIBLE, name) for name in names])

    async def _learn(self, known: Known, asked: _Asked) -> None:
        """Take the answers to what was asked."""
        if asked.place is not None:
            known.bounds = await _extents(asked.place, known.origin)
        if self.toolkit.bears_all:
            answer = await asked.properties[0]
            said = answer[0] if answer else None
            if not isinstance(said, dict):
                raise Failed("no properties")
            values = {key: item.value for key, item in said.items() if isinstance(item, Variant)}
            name, description = values.get("Name"), values.get("Description")
            known.count = whole(values.get("ChildCount", 0))
        else:
            name, description = [await _try(one) for one in asked.properties[:2]]
            known.count = whole(unpacked(await asked.properties[2]))
        known.name, known.description = self.toolkit.name_of(title(name)), title(description)

    async def _take(self, known: Known, offer: Offer) -> None:
        """Take what was offered, and ask for the rest."""
        known.role, known.count = offer.role, offer.count
        known.name, known.description = self.toolkit.name_of(offer.name), offer.description
        place = self._ask_extents(known.ref) if known.parent is not None else None
        if offer.count < 0:
            known.count = whole(unpacked(await self.bus.property(known.ref, ACCESSIBLE, "ChildCount")))
        if place is not None:
            known.bounds = await _extents(place, known.origin)

    async def _cell(self, known: Known, offer: Offer | None) -> Known | None:
        """A cell of a sheet; one that is empty costs one call and is told only if it is the current one."""
        known.text = await self._contents.spoken(known.ref)
        if known.text is None or (not known.text and known.name != self.current):
            return None
        known.role = roles.TABLE_CELL
        place = self._ask_extents(known.ref)
        known.bits = await self.states(known.ref) if offer is None else offer.bits
        known.bounds = await _extents(place, known.origin)
        return known if roles.has(known.bits, roles.SHOWING) else None


@dataclass(frozen=True, slots=True)
class _Asked:
    """Questions on their way. place: none of an application. properties: all in one, or one by one."""

    place: Answer | None
    properties: Sequence[Answer]


def _bits(answer: Sequence[object]) -> int:
    return bits_of(answer[0] if answer else None)


async def _extents(asked: Answer, origin: tuple[int, int]) -> Rect[Device] | None:
    try:
        answer = await asked
    except Failed:
        return None
    place = rectangle(answer[0] if answer else None)
    return _moved(place, origin) if place is not None else None


async def _try(asked: Answer) -> object:
    try:
        return unpacked(await asked)
    except Failed:
        return None


def _moved(place: Rect[Device], origin: tuple[int, int]) -> Rect[Device]:
    return Rect(place.x + origin[0], place.y + origin[1], place.width, place.height)
