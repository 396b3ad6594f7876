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
from collections.abc import Callable, Iterator, Sequence

from PIL import Image, ImageDraw

from innervate.core.frame import Node, Window
from innervate.core.geometry import Device, Point, Rect, Windowed
from innervate.core.vocabulary import Role, State
from innervate.surfaces.fake_controls import (
    FACE,
    LINE_HEIGHT,
    Button,
    Canvas,
    CheckBox,
    Combo,
    Control,
    Document,
    Entry,
    Live,
    Table,
    box,
    nothing,
    write,
)

_TITLE = 24
_MARGIN, _GAP, _LABEL = 16, 10, 150


class FakeWindow(Live):
    """A window. bounds: its contents. Controls without bounds of their own go below one another."""

    def __init__(self, desk: FakeDesktop, title: str, app: str, pid: int, bounds: Rect[Device]) -> None:
        self.desk, self.title, self.app, self.pid, self.bounds = desk, title, app, pid, bounds
        self.id = next(desk.ids)
        self.popup = self.modal = self.minimised = False
        self.tree = True
        self.controls: tuple[Control, ...] = ()
        self.focus: Control | None = None
        self.shortcuts: dict[frozenset[str], Callable[[], None]] = {}
        self.on_close: Callable[[], bool] = lambda: True
        self._below = _MARGIN
        self._stir = desk.stir

    # To populate it.

    def add(self, control: Control, labelled_by: Control | None = None) -> Control:
        control.id = f"{self.id}/{len(self.controls)}"
        if labelled_by is not None:
            control.labelled_by = (labelled_by.id,)
        control._stir = self._stir
        self.controls = (*self.controls, control)
        return control

    def _place(self, width: int, height: int, bounds: Rect[Windowed] | None) -> Rect[Windowed]:
        if bounds is not None:
            return bounds
        place: Rect[Windowed] = Rect(_MARGIN, self._below, width, height)
        self._below += height + _GAP
        return place

    def _labelled(
        self, name: str, height: int, bounds: Rect[Windowed] | None
    ) -> tuple[Control, Rect[Windowed]]:
        """A label, and the place to the right of it."""
        width = max(60, min(360, self.bounds.width - _LABEL - 3 * _MARGIN))
        row = self._place(_LABEL + width, height, bounds)
        if bounds is not None:
            beside: Rect[Windowed] = Rect(max(0, bounds.x - _LABEL), bounds.y, _LABEL, LINE_HEIGHT)
            return self.add(Control(name, beside)), bounds
        label = self.add(Control(name, Rect(row.x, row.y, _LABEL, LINE_HEIGHT)))
        return label, Rect(row.x + _LABEL, row.y, width, height)

    def label(self, name: str, role: Role = Role.LABEL, bounds: Rect[Windowed] | None = None) -> Control:
        control = Control(name, self._place(self.bounds.width - 2 * _MARGIN, LINE_HEIGHT, bounds), role)
        return self.add(control)

    def heading(self, name: str) -> Control:
        return self.label(name, Role.HEADING)

    def button(
        self,
        name: str,
        on_press: Callable[[], None] = nothing,
        *,
        role: Role = Role.BUTTON,
        bounds: Rect[Windowed] | None = None,
    ) -> Button:
        button = Button(name, self._place(40 + 8 * len(name), 28, bounds), on_press, role)
        self.add(button)
        return button

    def link(self, name: str, on_press: Callable[[], None] = nothing) -> Button:
        return self.button(name, on_press, role=Role.LINK)

    def entry(
        self,
        name: str,
        value: str = "",
        *,
        role: Role = Role.ENTRY,
        required: bool = False,
        bounds: Rect[Windowed] | None = None,
    ) -> Entry:
        """role: ENTRY, PASSWORD or TEXT (several lines)."""
        label, place = self._labelled(name, 90 if role is Role.TEXT else 28, bounds)
        entry = Entry(name, place, value, role)
        entry.required = required
        self.add(entry, label)
        return entry

    def password(self, name: str) -> Entry:
        return self.entry(name, role=Role.PASSWORD)

    def check(self, name: str, checked: bool = False, *, bounds: Rect[Windowed] | None = None) -> CheckBox:
        check = CheckBox(name, self._place(40 + 8 * len(name), LINE_HEIGHT, bounds), checked)
        self.add(check)
        return check

    def combo(
        self, name: str, options: Sequence[str], value: str = "", *, bounds: Rect[Windowed] | None = None
    ) -> Combo:
        label, place = self._labelled(name, 28, bounds)
        combo = Combo(name, place, options, value)
        combo.on_open = lambda: self.desk.open_options(self, combo)
        self.add(combo, label)
        return combo

    def table(
        self,
        name: str,
        columns: Sequence[str],
        rows: Sequence[Sequence[str]] = (),
        *,
        bounds: Rect[Windowed] | None = None,
    ) -> Table:
        place = self._place(self.bounds.width - 2 * _MARGIN, (min(len(rows), 12) + 1) * LINE_HEIGHT, bounds)
        table = Table(name, place, columns, rows)
        self.add(table)
        return table

    def document(
        self, name: str, content: str, url: str | None = None, *, bounds: Rect[Windowed] | None = None
    ) -> Document:
        left = max(LINE_HEIGHT, self.bounds.height - self._below - _MARGIN)
        document = Document(name, self._place(self.bounds.width - 2 * _MARGIN, left, bounds), content, url)
        self.add(document)
        return document

    def canvas(
        self, name: str = "", *, bounds: Rect[Windowed] | None = None, colour: str = "#ffffff"
    ) -> Canvas:
        """The whole window, where no bounds are given."""
        canvas = Canvas(name, bounds or Rect(0, 0, self.bounds.width, self.bounds.height), colour)
        self.add(canvas)
        return canvas

    def clear(self) -> None:
        """Take all controls out, to show another page."""
        self.controls, self.focus, self._below = (), None, _MARGIN

    # What it is to the desktop.

    def move(self, x: int, y: int) -> None:
        self.bounds = Rect(x, y, self.bounds.width, self.bounds.height)

    def close(self) -> None:
        self.desk.remove(self)

    @property
    def outline(self) -> Rect[Device]:
        """With its title bar, which covers what is behind as well."""
        inner = self.bounds
        if self.popup:
            return inner
        return Rect(inner.x, inner.y - _TITLE, inner.width, inner.height + _TITLE)

    def at(self, control: Control) -> Rect[Device]:
        """Where a control is on the desktop."""
        inner = control.bounds
        return Rect(self.bounds.x + inner.x, self.bounds.y + inner.y, inner.width, inner.height)

    def control_at(self, point: Point[Windowed]) -> Control | None:
        found = [control for control in self.controls if control.visible and control.bounds.holds(point)]
        return found[-1] if found else None

    def set_focus(self, control: Control | None) -> None:
        for other in self.controls:
            if other.focused is not (other is control):
                other.focused = other is control
        self.focus = control

    def tab(self, backwards: bool) -> None:
        """The focus goes to the next control that takes it."""
        ring = [c for c in self.controls if c.focusable and c.enabled and c.visible]
        if ring:
            step = -1 if backwards else 1
            at = ring.index(self.focus) if self.focus in ring else (0 if backwards else -1)
            self.set_focus(ring[(at + step) % len(ring)])

    def nodes(self, active: bool) -> Iterator[Node]:
        role = Role.LIST if self.popup else Role.DIALOG if self.modal else Role.WINDOW
        told = {State.ENABLED: True, State.ACTIVE: active, State.MODAL: self.modal}
        states = frozenset(state for state, holds in told.items() if holds)
        yield Node(str(self.id), "", self.pid, role, self.title, bounds=self.bounds, states=states)
        for control in self.controls:
            if control.visible:
                place = self.at(control)
                yield control.node(str(self.id), self.pid, place)
                yield from control.parts(self.pid, place)

    def draw(self, pen: ImageDraw.ImageDraw, active: bool) -> None:
        box(pen, self.outline, FACE, False)
        if not self.popup:
            bar: Rect[Device] = Rect(self.outline.x, self.outline.y, self.outline.width, _TITLE)
            box(pen, bar, "#a8c0dd" if active else "#c9c6c1", False)
            write(pen, self.title, bar, active)
        for control in self.controls:
            if control.visible:
                control.draw(pen, self.at(control))


class FakeDesktop:
    """The desktop itself. `windows` are in their order, lowest first."""

    def __init__(self, size: tuple[int, int] = (1280, 720)) -> None:
        self.identity = f"fake {uuid.uuid4()}"
        self.bounds: Rect[Device] = Rect(0, 0, *size)
        self.ids = itertools.count(0x400001)
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
            button = Button(option, row, lambda option=option: choose(option), Role.OPTION)
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

    def lose(self) -> None:
        """The whole desktop goes."""
        self.lost = True
        self.stir()

    def touch(self, control: Control, act: Callable[[], None]) -> None:
        """Do what touching a control does, with the mishaps arranged for it."""
        if not control.enabled or control in self._deaf:
            self._deaf.discard(control)
        elif control in self._late:
            self.after(self._late[control], act)
        else:
            act()

    # What it shows.

    def shown(self) -> tuple[Window, ...]:
        seen = [window for window in self.windows if not window.minimised]
        return tuple(
            Window(w.id, w.title, w.pid, w.app, w.bounds, order, w is self.active, w.popup)
            for order, w in enumerate(seen)
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
            if not window.minimised:
                # Each on a sheet of its own, so that nothing is drawn beyond its edges.
                edges = window.outline
                sheet = Image.new("RGB", (max(1, edges.width), max(1, edges.height)))
                whole = Image.new("RGB", image.size)
                window.draw(ImageDraw.Draw(whole), window is self.active)
                visible = edges.intersection(self.bounds)
                if visible.area:
                    corners = (visible.x, visible.y, visible.right, visible.bottom)
                    image.paste(whole.crop(corners), (visible.x, visible.y))
                del sheet
        return image
