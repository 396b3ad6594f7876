"""A whole desktop in memory: windows with controls that work, a keyboard focus, programs, mishaps.

    desk = FakeDesktop()
    portal = desk.window("Portal", app="/usr/bin/portal")
    name = portal.entry("User name")
    portal.button("Save", on_press=lambda: portal.label(f"Saved {name.value}"))

Promises: windows cover one another, menus pop up over them, Tab goes round, and what is set on any
of it is seen at the next look. Mishaps can be arranged: a press that is late or lost, a program
that crashes, the whole desktop gone.
"""

from __future__ import annotations

import asyncio
import itertools
import time
import uuid
from collections.abc import Callable
from functools import partial

from PIL import Image, ImageDraw

from innervate.core.frame import Node, Window
from innervate.core.geometry import Device, Point, Rect, Windowed
from innervate.core.vocabulary import Role
from innervate.surfaces.fake_controls import Button, Combo, Control
from innervate.surfaces.fake_window import FakeWindow


class FakeDesktop:
    """The desktop itself. `windows` are in their order, lowest first."""

    def __init__(self, size: tuple[int, int] = (1280, 720)) -> None:
        self.identity = f"fake {uuid.uuid4()}"
        self.bounds: Rect[Device] = Rect(0, 0, *size)
        self._ids = itertools.count(0x400001)
        self.windows: tuple[FakeWindow, ...] = ()
        self.active: FakeWindow | None = None
        self.programs: dict[str, Callable[[], None]] = {}
        self.lost = False
        self.stirred = True
        self.last_change = time.monotonic()
        self.arrived = asyncio.Event()
        self._pids: dict[str, int] = {}
        self._late: dict[Control, float] = {}
        self._deaf: set[Control] = set()
        self.hung: set[str] = set()
        self._waiting: list[Callable[[], None]] = []

    def new_id(self) -> int:
        return next(self._ids)

    def stir(self) -> None:
        """Something changed."""
        self.stirred = True
        self.last_change = time.monotonic()
        self.arrived.set()

    def window(
        self,
        title: str,
        *,
        app: str = "/usr/bin/app",
        bounds: Rect[Device] | None = None,
        modal: bool = False,
        tree: bool = True,
    ) -> FakeWindow:
        """Open a window: on top, with the keyboard. tree=False: its application tells nothing."""
        step = 30 * len(self.windows)
        place = bounds or Rect(80 + step, 60 + step, 640, 480)
        window = FakeWindow(self, title, app, self._pid(app), place)
        window.modal, window.tree = modal, tree
        self.windows = (*self.windows, window)
        self.active = window
        self.stir()
        return window

    def _pid(self, app: str) -> int:
        return self._pids.setdefault(app, 1000 + len(self._pids))

    def program(self, path: str, start: Callable[[], None]) -> None:
        """What launching this program does."""
        self.programs[path] = start

    def find(self, window: int) -> FakeWindow | None:
        return next((found for found in self.windows if found.id == window), None)

    def top(self, point: Point[Device]) -> FakeWindow | None:
        shown = [w for w in self.windows if not w.minimised and w.outline.holds(point)]
        return shown[-1] if shown else None

    def raise_window(self, window: FakeWindow) -> None:
        if window.minimised:
            window.minimised = False
        self.windows = (*(other for other in self.windows if other is not window), window)
        if not window.popup:
            self.active = window
        self.stir()

    def remove(self, window: FakeWindow) -> None:
        """The window goes; the one below it gets the keyboard."""
        self.windows = tuple(other for other in self.windows if other is not window)
        if self.active is window:
            self.active = next((w for w in reversed(self.windows) if not w.popup and not w.minimised), None)
        self.stir()

    def open_options(self, window: FakeWindow, combo: Combo) -> None:
        """The popup of a combo box."""
        place = window.at(combo)
        bounds: Rect[Device] = Rect(place.x, place.bottom, place.width, 28 * len(combo.options))
        popup = FakeWindow(self, "", window.app, window.pid, bounds)
        popup.popup, popup.tree = True, window.tree
        combo.expanded = True

        def choose(option: str) -> None:
            self.close_popups()
            combo.choose(option)

        for line, option in enumerate(combo.options):
            row: Rect[Windowed] = Rect(0, 28 * line, place.width, 28)
            button = Button(option, row, partial(choose, option), Role.OPTION)
            button.selected = option == combo.value
            popup.add(button)
        self.windows = (*self.windows, popup)
        self.stir()

    def close_popups(self) -> bool:
        """Whether there was one."""
        popups = [window for window in self.windows if window.popup]
        for popup in popups:
            self.remove(popup)
        for window in self.windows:
            for control in window.controls:
                if isinstance(control, Combo) and control.expanded:
                    control.expanded = False
        return bool(popups)

    # Mishaps.

    def after(self, seconds: float, happening: Callable[[], None]) -> None:
        """Have something happen by itself, later."""
        asyncio.get_running_loop().call_later(seconds, happening)

    def delay(self, control: Control, seconds: float) -> None:
        """From now on, what touching this control does comes late."""
        self._late[control] = seconds

    def drop(self, control: Control) -> None:
        """The next touch of this control does nothing, as when an application misses one."""
        self._deaf.add(control)

    def crash(self, app: str) -> None:
        """All windows of an application go at once."""
        for window in self.windows:
            if window.app == app:
                self.remove(window)
        self._pids.pop(app, None)

    def hang(self, app: str) -> None:
        """An application stands still: what is done to it now happens when it goes on."""
        self.hung.add(app)

    def go_on(self, app: str) -> None:
        self.hung.discard(app)
        waiting, self._waiting = self._waiting, []
        for act in waiting:
            act()
        self.stir()

    def lose(self) -> None:
        """The whole desktop goes."""
        self.lost = True
        self.stir()

    def touch(self, control: Control, act: Callable[[], None]) -> None:
        """Do what touching a control does, with the mishaps arranged for it."""
        if self.hung & {w.app for w in self.windows if control in w.controls}:
            self._waiting.append(act)
        elif not control.enabled or control in self._deaf:
            self._deaf.discard(control)
        elif control in self._late:
            self.after(self._late[control], act)
        else:
            act()

    # What it shows.

    def shown(self) -> tuple[Window, ...]:
        return self._told([window for window in self.windows if not window.minimised])

    def hidden(self) -> tuple[Window, ...]:
        return self._told([window for window in self.windows if window.minimised])

    def _told(self, windows: list[FakeWindow]) -> tuple[Window, ...]:
        return tuple(
            Window(w.id, w.title, w.pid, w.app, w.bounds, order, w is self.active, w.popup)
            for order, w in enumerate(windows)
        )

    def trees(self) -> dict[int, tuple[Node, ...]]:
        found: dict[int, tuple[Node, ...]] = {}
        for window in sorted(self.windows, key=lambda window: window.id):
            if window.tree and not window.minimised:
                nodes = tuple(window.nodes(window is self.active))
                found[window.pid] = (*found.get(window.pid, ()), *nodes)
        return found

    def picture(self) -> Image.Image:
        image = Image.new("RGB", (self.bounds.width, self.bounds.height), "#2e3436")
        for window in self.windows:
            visible = window.outline.intersection(self.bounds)
            if visible.area and not window.minimised:
                # On a sheet of its own, so that nothing is drawn beyond its edges.
                sheet = Image.new("RGB", image.size)
                window.draw(ImageDraw.Draw(sheet), window is self.active)
                corners = (visible.x, visible.y, visible.right, visible.bottom)
                image.paste(sheet.crop(corners), (visible.x, visible.y))
        return image
