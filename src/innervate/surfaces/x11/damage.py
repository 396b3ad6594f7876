# mypy: allow-untyped-calls
"""Listen to what a display tells unasked: pixels drawn, windows come, gone, moved, renamed, focused.

Promises: whatever is drawn after `take` is told by a later `take`; no change is lost, only merged.
A text cursor that blinks is a change like any other, told with its rectangle: the caller judges.
Refuses to wake anybody for what is no change of a frame (a user's time stamp, an unmapped window).
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable
from dataclasses import dataclass, field

import xcffib
import xcffib.damage
import xcffib.xfixes
import xcffib.xproto as x

from innervate.core.errors import Lost
from innervate.core.geometry import Device, Rect
from innervate.surfaces.x11.display import Display

# Beyond this many, one rectangle around them all is cheaper to fetch than each by itself.
_RECTANGLES = 16
_STRUCTURE = (x.MapNotifyEvent, x.UnmapNotifyEvent, x.DestroyNotifyEvent, x.ReparentNotifyEvent)


@dataclass(slots=True)
class Changes:
    """What has changed since the last time that it was taken.

    structure: the set or the order of windows. appeared: windows mapped, unmapped, gone or
    reparented. moved: windows with another place. renamed: with another title. resized: the
    screen itself. forgotten: nothing that was known of windows counts.
    """

    damage: list[Rect[Device]] = field(default_factory=list)
    structure: bool = False
    active: bool = False
    resized: bool = False
    forgotten: bool = False
    appeared: set[int] = field(default_factory=set)
    moved: set[int] = field(default_factory=set)
    renamed: set[int] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.damage or self.structure or self.active or self.resized or self.renamed)


class Watch:
    """Reads events of one display, on the event loop."""

    def __init__(self, display: Display) -> None:
        self._display = display
        self._connection = display.events
        self._changes = Changes()
        self._atoms = display.atoms
        self._core = x.xprotoExtension(self._connection)
        self._damage = xcffib.damage.damageExtension(self._connection, xcffib.damage.key)
        self._damage_id = 0
        self._fd = -1
        self.last = time.monotonic()
        self.arrived = asyncio.Event()
        self.keymap_changed = True
        self.pongs: set[int] = set()
        self.lost: Lost | None = None

    def ask(self) -> None:
        """Have the server tell; on the display's thread.

        :raises Unavailable: the server can't tell damage.
        """
        self._display.require("DAMAGE", "XFIXES")
        xcffib.xfixes.xfixesExtension(self._connection, xcffib.xfixes.key).QueryVersion(4, 0).reply()
        self._damage.QueryVersion(1, 1).reply()
        wanted = x.EventMask.SubstructureNotify | x.EventMask.StructureNotify | x.EventMask.PropertyChange
        root = self._display.root
        self._core.ChangeWindowAttributes(root, x.CW.EventMask, [wanted])
        self._damage_id = self._connection.generate_id()
        # Delta: each event tells pixels that no event told since the last Subtract. Drawn in a tiny
        # area again and again between two looks, a program can't flood us.
        level = xcffib.damage.ReportLevel.DeltaRectangles
        self._damage.CreateChecked(self._damage_id, root, level).check()

    def follow(self, windows: Iterable[int]) -> None:
        """Have the server tell of these windows too; on the display's thread, done when it returns."""
        wanted = x.EventMask.StructureNotify | x.EventMask.PropertyChange | x.EventMask.FocusChange
        for window in windows:
            self._core.ChangeWindowAttributes(window, x.CW.EventMask, [wanted])
        self._display.settle_events()

    def start(self) -> None:
        """Let events wake the running loop."""
        self._fd = self._connection.get_file_descriptor()
        asyncio.get_running_loop().add_reader(self._fd, self.pump)
        self.pump()

    def end(self, why: str) -> None:
        """Hear no more: the display is `lost`, and whoever waits for it wakes."""
        self.lost = self._display.lost(why)
        if self._fd >= 0:
            asyncio.get_running_loop().remove_reader(self._fd)
            self._fd = -1
        self.arrived.set()

    def pump(self) -> None:
        """Read what is there, without waiting."""
        if self.lost is not None:
            return
        try:
            any_read, damaged = self._drain()
            if damaged:  # from here on the same pixels are told of again
                self._damage.Subtract(self._damage_id, 0, 0)
                self._connection.flush()
        except xcffib.ConnectionException as error:
            self.end(str(error))
            return
        if any_read:
            self.arrived.set()

    def _drain(self) -> tuple[bool, bool]:
        any_read, before = False, len(self._changes.damage)
        while True:
            try:
                event = self._connection.poll_for_event()
            except xcffib.ConnectionException:
                raise
            except xcffib.Error:  # we asked about a window that is gone
                continue
            if event is None:
                return any_read, len(self._changes.damage) != before
            any_read = True
            self._note(event)

    def _note(self, event: xcffib.Event) -> None:
        changes, root = self._changes, self._display.root
        match event:
            case xcffib.damage.NotifyEvent():
                area = event.area
                changes.damage.append(Rect(area.x, area.y, area.width, area.height))
                self.last = time.monotonic()
            case x.ConfigureNotifyEvent():
                changes.resized |= event.window == root
                changes.structure = True
                changes.moved.add(event.window)
            case x.PropertyNotifyEvent():
                self._note_property(event.window, event.atom)
            case x.ClientMessageEvent() if event.type == self._atoms["WM_PROTOCOLS"]:
                self.pongs.add(event.data.data32[1])
            case x.MappingNotifyEvent():
                self.keymap_changed = True
            case _ if isinstance(event, _STRUCTURE):
                changes.structure = True
                changes.appeared.add(event.window)

    def _note_property(self, window: int, atom: int) -> None:
        if atom in (self._atoms["_NET_CLIENT_LIST"], self._atoms["_NET_CLIENT_LIST_STACKING"]):
            self._changes.structure = True
        elif atom == self._atoms["_NET_ACTIVE_WINDOW"]:
            self._changes.active = True
        elif window != self._display.root and atom in (self._atoms["_NET_WM_NAME"], x.Atom.WM_NAME):
            self._changes.renamed.add(window)
            self.last = time.monotonic()

    @property
    def stirred(self) -> bool:
        return bool(self._changes)

    def take(self) -> Changes:
        """All changes up to now, and start afresh."""
        taken, self._changes = self._changes, Changes()
        return taken

    def give_back(self, damaged: Iterable[Rect[Device]]) -> None:
        """These were taken, but not told to anybody: they, and whatever else, still count as changed."""
        self._changes.damage += damaged
        self._changes.structure = self._changes.active = self._changes.resized = True
        self._changes.forgotten = True


def merged(areas: Iterable[Rect[Device]], bounds: Rect[Device]) -> tuple[Rect[Device], ...]:
    """The same pixels in few rectangles within `bounds`: those that touch are joined if that is cheap."""
    kept: list[Rect[Device]] = []
    for area in areas:
        current = area.intersection(bounds)
        if not current.area:
            continue
        for other in tuple(kept):
            joined = current.union(other)
            if joined.area <= (current.area + other.area) * 1.25:
                kept.remove(other)
                current = joined
        kept.append(current)
    if len(kept) > _RECTANGLES:
        around = kept[0]
        for area in kept:
            around = around.union(area)
        kept = [around]
    return tuple(sorted(kept, key=lambda area: (area.y, area.x)))
