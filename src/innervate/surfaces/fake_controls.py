"""The controls of a fake desktop: each knows how it looks, what it tells, and what touching it does.

Promises: setting any attribute of a control, at any time, is a change of the desktop that an observer
sees: `button.name = "Saved"`. Refuses what a real control refuses: a disabled one does nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache

from PIL import ImageDraw, ImageFont

from innervate.core.frame import Node
from innervate.core.geometry import Device, Point, Rect, Windowed
from innervate.core.vocabulary import Role, State

INK, PAPER, FACE, LINE, FOCUS, PALE = "#1a1a1a", "#ffffff", "#dcdad5", "#8f8b85", "#2a6fc9", "#8c8c8c"
LINE_HEIGHT = 22

_UNSET = object()


def nothing() -> None:
    """What happens where nothing was asked to happen."""


class Live:
    """Something of which every attribute that is set is a change."""

    _stir: Callable[[], None] = staticmethod(nothing)

    def __setattr__(self, name: str, value: object) -> None:
        before = getattr(self, name, _UNSET)
        object.__setattr__(self, name, value)
        if before != value:
            self._stir()


class Control(Live):
    """A control. bounds: within its window. owner_id: the id of what it stands in, "" for the window."""

    role = Role.LABEL
    focusable = False

    def __init__(self, name: str, bounds: Rect[Windowed], role: Role | None = None) -> None:
        self.name, self.bounds = name, bounds
        self.role = role or self.role
        self.id = ""
        self.description = ""
        self.enabled = self.visible = True
        self.focused = False
        self.labelled_by: tuple[str, ...] = ()

    # What it tells.

    def states(self) -> set[State]:
        found = {State.ENABLED} if self.enabled else set()
        if self.focusable:
            found.add(State.FOCUSABLE)
        if self.focused:
            found.add(State.FOCUSED)
        return found

    def text(self) -> str | None:
        return None

    def node(self, parent: str, pid: int, at: Rect[Device]) -> Node:
        states, text = frozenset(self.states()), self.text()
        facts = (self.id, parent, pid, self.role, self.name, self.description, text, at, states)
        return Node(*facts, self.labelled_by)

    def parts(self, pid: int, at: Rect[Device]) -> Iterator[Node]:
        """What stands in it."""
        return iter(())

    def draw(self, pen: ImageDraw.ImageDraw, at: Rect[Device]) -> None:
        write(pen, self.name, at, self.enabled)

    # What touching it does.

    def click(self, point: Point[Windowed], button: str, count: int) -> None:
        """Touched at a point of its window."""

    def scroll(self, notches: int) -> None:
        """The wheel was turned over it."""

    def key(self, key: str, held: frozenset[str]) -> bool:
        """A key while it has the focus; False where it has no use for it."""
        return False


class Button(Control):
    """A button, link, tab or option: pressing it calls `on_press`."""

    role = Role.BUTTON
    focusable = True

    def __init__(
        self,
        name: str,
        bounds: Rect[Windowed],
        on_press: Callable[[], None] = nothing,
        role: Role | None = None,
    ) -> None:
        super().__init__(name, bounds, role)
        self.on_press = on_press
        self.selected = False

    def states(self) -> set[State]:
        return super().states() | ({State.SELECTED} if self.selected else set())

    def draw(self, pen: ImageDraw.ImageDraw, at: Rect[Device]) -> None:
        box(pen, at, FACE if not self.selected else "#c3d6ee", self.focused)
        write(pen, self.name, at, self.enabled)

    def click(self, point: Point[Windowed], button: str, count: int) -> None:
        if button == "left":
            self.on_press()


class Entry(Control):
    """A field for text, with a caret and a selection (between caret and anchor)."""

    role = Role.ENTRY
    focusable = True

    def __init__(self, name: str, bounds: Rect[Windowed], value: str = "", role: Role | None = None) -> None:
        super().__init__(name, bounds, role)
        self.value = value
        self.caret = self.anchor = len(value)
        self.required = self.read_only = self.invalid = False
        self.on_change: Callable[[], None] = nothing

    @property
    def multi_line(self) -> bool:
        return self.role is Role.TEXT

    def states(self) -> set[State]:
        told = {
            State.EDITABLE: not self.read_only,
            State.READ_ONLY: self.read_only,
            State.REQUIRED: self.required,
            State.INVALID: self.invalid,
            State.MULTI_LINE: self.multi_line,
        }
        return super().states() | {state for state, holds in told.items() if holds}

    def text(self) -> str:
        return "•" * len(self.value) if self.role is Role.PASSWORD else self.value

    def draw(self, pen: ImageDraw.ImageDraw, at: Rect[Device]) -> None:
        box(pen, at, PAPER if self.enabled else FACE, self.focused)
        write(pen, self.text(), at, self.enabled)

    def click(self, point: Point[Windowed], button: str, count: int) -> None:
        self.caret = len(self.value)
        self.anchor = 0 if count > 1 else self.caret

    def insert(self, text: str) -> None:
        """In the place of what is selected."""
        if self.read_only:
            return
        start, end = sorted((self.caret, self.anchor))
        self.value = self.value[:start] + text + self.value[end:]
        self.caret = self.anchor = start + len(text)
        self.on_change()

    def selected(self) -> str:
        start, end = sorted((self.caret, self.anchor))
        return self.value[start:end]

    def key(self, key: str, held: frozenset[str]) -> bool:
        if held == {"Control"} and key == "a":
            self.anchor, self.caret = 0, len(self.value)
            return True
        if held - {"Shift"}:
            return False
        if key in ("BackSpace", "Delete"):
            if self.caret == self.anchor:
                step = -1 if key == "BackSpace" else 1
                self.anchor = min(max(0, self.caret + step), len(self.value))
            self.insert("")
            return True
        places = {"Left": self.caret - 1, "Right": self.caret + 1, "Home": 0, "End": len(self.value)}
        if key in places:
            self.caret = min(max(0, places[key]), len(self.value))
            self.anchor = self.anchor if held else self.caret
            return True
        if key == "Return" and self.multi_line:
            self.insert("\n")
            return True
        if len(key) == 1 or key == "space":
            self.insert(" " if key == "space" else key)
            return True
        return False


class CheckBox(Control):
    """A box that is checked or not."""

    role = Role.CHECK_BOX
    focusable = True

    def __init__(self, name: str, bounds: Rect[Windowed], checked: bool = False) -> None:
        super().__init__(name, bounds)
        self.checked = checked
        self.on_change: Callable[[], None] = nothing

    def states(self) -> set[State]:
        return super().states() | ({State.CHECKED} if self.checked else set())

    def draw(self, pen: ImageDraw.ImageDraw, at: Rect[Device]) -> None:
        square: Rect[Device] = Rect(at.x, at.y + 3, 16, 16)
        box(pen, square, PAPER, self.focused)
        if self.checked:
            pen.line([(at.x + 3, at.y + 11), (at.x + 7, at.y + 15), (at.x + 13, at.y + 6)], INK, 2)
        write(pen, self.name, Rect(at.x + 20, at.y, at.width - 20, at.height), self.enabled)

    def click(self, point: Point[Windowed], button: str, count: int) -> None:
        for _ in range(count):
            self.checked = not self.checked
            self.on_change()

    def key(self, key: str, held: frozenset[str]) -> bool:
        if key == "space" and not held:
            self.click(Point(0, 0), "left", 1)
            return True
        return False


class Combo(Control):
    """A choice of one of `options`; clicked, it has its window open a popup with them (`on_open`)."""

    role = Role.COMBO
    focusable = True

    def __init__(self, name: str, bounds: Rect[Windowed], options: Sequence[str], value: str = "") -> None:
        super().__init__(name, bounds)
        self.options, self.value = tuple(options), value
        self.expanded = False
        self.on_open: Callable[[], None] = nothing
        self.on_change: Callable[[], None] = nothing

    def states(self) -> set[State]:
        return super().states() | {State.EXPANDED if self.expanded else State.COLLAPSED}

    def text(self) -> str:
        return self.value

    def choose(self, option: str) -> None:
        self.value = option
        self.on_change()

    def draw(self, pen: ImageDraw.ImageDraw, at: Rect[Device]) -> None:
        box(pen, at, FACE, self.focused)
        write(pen, self.value, at, self.enabled)
        x, y = at.right - 16, at.y + at.height // 2 - 2
        pen.polygon([(x, y), (x + 8, y), (x + 4, y + 5)], INK)

    def click(self, point: Point[Windowed], button: str, count: int) -> None:
        self.on_open()

    def key(self, key: str, held: frozenset[str]) -> bool:
        if key in ("space", "Return") and not held:
            self.on_open()
            return True
        if key in ("Up", "Down") and self.options and not held:
            at = self.options.index(self.value) if self.value in self.options else -1
            at = min(max(0, at + (1 if key == "Down" else -1)), len(self.options) - 1)
            self.choose(self.options[at])
            return True
        return False


@cache
def font() -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    try:
        return ImageFont.truetype("DejaVuSans.ttf", 13)
    except OSError:
        return ImageFont.load_default(13)


def write(pen: ImageDraw.ImageDraw, text: str, at: Rect[Device], enabled: bool) -> None:
    pen.text((at.x + 4, at.y + 3), text, INK if enabled else PALE, font())


def box(pen: ImageDraw.ImageDraw, at: Rect[Device], fill: str, focused: bool) -> None:
    corners = (at.x, at.y, max(at.x, at.right - 1), max(at.y, at.bottom - 1))
    pen.rectangle(corners, fill, FOCUS if focused else LINE, 2 if focused else 1)
