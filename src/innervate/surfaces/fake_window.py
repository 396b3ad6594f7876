"""A window of a fake desktop: controls below one another, a focus that Tab moves, a title bar.

Promises: what is set on it is seen at the next look. What it tells is what applications tell: a tree
with labels tied to their fields, popups as lists of options.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from PIL import ImageDraw

from innervate.core.frame import Node
from innervate.core.geometry import Device, Point, Rect, Windowed
from innervate.core.vocabulary import Role, State
from innervate.surfaces.fake_contents import Canvas, Document, Table
from innervate.surfaces.fake_controls import (
    FACE,
    LINE_HEIGHT,
    Button,
    CheckBox,
    Combo,
    Control,
    Entry,
    Live,
    box,
    nothing,
    write,
)

_TITLE = 24
_MARGIN, _GAP, _LABEL = 16, 10, 150


class Desk(Protocol):
    """What a window needs of the desktop that it is on."""

    def new_id(self) -> int: ...
    def stir(self) -> None: ...
    def remove(self, window: FakeWindow) -> None: ...
    def open_options(self, window: FakeWindow, combo: Combo) -> None: ...


class FakeWindow(Live):
    """A window. bounds: its contents. Controls without bounds of their own go below one another."""

    def __init__(self, desk: Desk, title: str, app: str, pid: int, bounds: Rect[Device]) -> None:
        self.desk, self.title, self.app, self.pid, self.bounds = desk, title, app, pid, bounds
        self.id = desk.new_id()
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
