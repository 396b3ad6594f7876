"""A tiny application for tests: one X window that paints what it is told and notes what it gets.

It looks keys up in the keymap of the moment at which it handles them, as toolkits do, and answers pings.
"""

from __future__ import annotations

import asyncio
import os
import struct

import xcffib
import xcffib.xproto as x

from innervate.core.geometry import Device, Rect, Windowed

_ATOMS = ("WM_PROTOCOLS", "WM_DELETE_WINDOW", "_NET_WM_PING", "_NET_WM_NAME", "_NET_WM_PID", "UTF8_STRING")
_EVENTS = (
    x.EventMask.KeyPress
    | x.EventMask.ButtonPress
    | x.EventMask.ButtonRelease
    | x.EventMask.Exposure
    | x.EventMask.StructureNotify
)
_KEYS = {0xFF0D: "\n", 0xFF09: "\t", 0xFF1B: "Escape", 0xFFC2: "F5", 0xFF08: "BackSpace"}


class XClient:
    """One window. typed: text that arrived. chords: (modifier bits, key). clicks: (button, x, y).
    clicked_at: milliseconds of the server."""

    def __init__(
        self, display: str, title: str, bounds: Rect[Device], colour: int, popup: bool = False
    ) -> None:
        self._connection = xcffib.connect(display)
        self._core = x.xprotoExtension(self._connection)
        setup = self._connection.get_setup()
        self._codes = range(setup.min_keycode, setup.max_keycode + 1)
        screen = setup.roots[0]
        self._root = screen.root
        asked = {name: self._core.InternAtom(False, len(name), name) for name in _ATOMS}
        self._atoms = {name: cookie.reply().atom for name, cookie in asked.items()}
        self.id = self._connection.generate_id()
        place = (bounds.x, bounds.y, bounds.width, bounds.height)
        values = [colour, int(popup), _EVENTS]
        mask = x.CW.BackPixel | x.CW.OverrideRedirect | x.CW.EventMask
        self._core.CreateWindow(24, self.id, self._root, *place, 0, 1, screen.root_visual, mask, values)
        self._property("_NET_WM_PID", x.Atom.CARDINAL, struct.pack("=I", os.getpid()))
        protocols = struct.pack("=2I", self._atoms["WM_DELETE_WINDOW"], self._atoms["_NET_WM_PING"])
        self._property("WM_PROTOCOLS", x.Atom.ATOM, protocols)
        # Position and size as a person wishes, so that no window manager places it elsewhere.
        self._set(x.Atom.WM_NORMAL_HINTS, x.Atom.WM_SIZE_HINTS, 32, struct.pack("=5I52x", 3, *place))
        self.rename(title)
        self._context = self._connection.generate_id()
        self._core.CreateGC(self._context, self.id, 0, [])
        self._painted: list[tuple[Rect[Windowed], int]] = []
        self._keymap: dict[int, tuple[int, ...]] | None = None
        self.typed = ""
        self.chords: list[tuple[int, str]] = []
        self.clicks: list[tuple[int, int, int]] = []
        self.clicked_at: list[int] = []
        self.released: list[tuple[int, int, int]] = []
        self.scrolled: list[int] = []
        self.asked_to_close = False
        self._core.MapWindow(self.id)
        self._connection.flush()
        self._fd = self._connection.get_file_descriptor()
        asyncio.get_running_loop().add_reader(self._fd, self.pump)

    def _set(self, atom: int, kind: int, form: int, data: bytes) -> None:
        length = len(data) * 8 // form
        self._core.ChangeProperty(x.PropMode.Replace, self.id, atom, kind, form, length, data)

    def _property(self, name: str, kind: int, data: bytes, form: int = 32) -> None:
        self._set(self._atoms[name], kind, form, data)

    def rename(self, title: str) -> None:
        self._property("_NET_WM_NAME", self._atoms["UTF8_STRING"], title.encode(), 8)
        self._connection.flush()

    def move(self, x_: int, y: int) -> None:
        self._core.ConfigureWindow(self.id, x.ConfigWindow.X | x.ConfigWindow.Y, [x_, y])
        self._connection.flush()

    def paint(self, area: Rect[Windowed], colour: int) -> None:
        self._painted.append((area, colour))
        self._draw(area, colour)
        self._connection.flush()

    def _draw(self, area: Rect[Windowed], colour: int) -> None:
        self._core.ChangeGC(self._context, x.GC.Foreground, [colour])
        where = x.RECTANGLE.synthetic(area.x, area.y, area.width, area.height)
        self._core.PolyFillRectangle(self.id, self._context, 1, [where])

    def hide(self) -> None:
        self._core.UnmapWindow(self.id)
        self._connection.flush()

    def pump(self) -> None:
        """Handle what has come."""
        try:
            while (event := self._connection.poll_for_event()) is not None:
                self._handle(event)
            self._connection.flush()
        except xcffib.ConnectionException:
            asyncio.get_running_loop().remove_reader(self._fd)

    def _handle(self, event: xcffib.Event) -> None:
        match event:
            case x.ExposeEvent():
                for area, colour in self._painted:
                    self._draw(area, colour)
            case x.MappingNotifyEvent():
                self._keymap = None
            case x.KeyPressEvent():
                self._key(event.detail, event.state)
            case x.ButtonPressEvent() if event.detail in (4, 5):
                self.scrolled.append(event.detail)
            case x.ButtonPressEvent():
                self.clicks.append((event.detail, event.event_x, event.event_y))
                self.clicked_at.append(event.time)
            case x.ButtonReleaseEvent():
                self.released.append((event.detail, event.event_x, event.event_y))
            case x.ClientMessageEvent() if event.type == self._atoms["WM_PROTOCOLS"]:
                self._protocol(event)

    def _protocol(self, event: x.ClientMessageEvent) -> None:
        word = event.data.data32[0]
        if word == self._atoms["WM_DELETE_WINDOW"]:
            self.asked_to_close = True
            self._core.DestroyWindow(self.id)
        elif word == self._atoms["_NET_WM_PING"]:
            data = x.ClientMessageData.synthetic(list(event.data.data32), "5I")
            answer = x.ClientMessageEvent.synthetic(32, self._root, self._atoms["WM_PROTOCOLS"], data)
            mask = x.EventMask.SubstructureNotify | x.EventMask.SubstructureRedirect
            self._core.SendEvent(False, self._root, mask, answer.pack())

    def _key(self, code: int, state: int) -> None:
        if self._keymap is None:
            reply = self._core.GetKeyboardMapping(self._codes.start, len(self._codes)).reply()
            wide, found = reply.keysyms_per_keycode, tuple(reply.keysyms)
            self._keymap = {c: found[i * wide : i * wide + 2] for i, c in enumerate(self._codes)}
        row = self._keymap[code]
        symbol = row[1] if state & 1 and row[1] else row[0]
        if 0xFFE1 <= symbol <= 0xFFEE:  # a modifier by itself
            return
        key = _KEYS.get(symbol) or chr(symbol - 0x01000000 if symbol >= 0x01000000 else symbol)
        if state & ~1 & 0xFF or len(key) > 1:
            self.chords.append((state & 0xFF, key))
        else:
            self.typed += key

    def end(self) -> None:
        if not self._connection.has_error():
            asyncio.get_running_loop().remove_reader(self._fd)
        self._connection.disconnect()
