"""The surface of a desktop in memory: sees and touches a `FakeDesktop` as real surfaces do theirs.

For fast tests of whatever stands on a surface. A real implementation, held to the same conformance
suite: it refuses what moved, is covered or lost the keyboard, and an unchanged desktop is the same frame.
"""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress

from PIL import Image, ImageChops

from innervate.core.action import (
    Action,
    Button,
    Click,
    CloseWindow,
    Drag,
    Focus,
    Hover,
    Launch,
    Press,
    Scroll,
    Target,
    Type,
)
from innervate.core.errors import BadInput, Changed, InnervateError, Lost, Unavailable, Uncertain
from innervate.core.frame import Frame, Pixels
from innervate.core.geometry import Device, Point, Rect, Windowed
from innervate.core.outcome import Means, Receipt
from innervate.surfaces.fake_contents import Canvas
from innervate.surfaces.fake_controls import Button as FakeButton
from innervate.surfaces.fake_controls import Entry
from innervate.surfaces.fake_desktop import FakeDesktop
from innervate.surfaces.fake_window import FakeWindow

__all__ = ["FakeDesktop", "FakeSurface", "FakeWindow", "open_fake"]

_MODIFIERS = {"Control", "Shift", "Alt", "Super"}
_FRIENDLY = {
    "ctrl": "Control",
    "control_l": "Control",
    "shift_l": "Shift",
    "alt_l": "Alt",
    "super_l": "Super",
    "enter": "Return",
    "esc": "Escape",
    "del": "Delete",
    " ": "space",
    "\n": "Return",
    "\t": "Tab",
}
_NAMED = {
    *("Return", "Tab", "Escape", "BackSpace", "Delete", "Insert", "Home", "End", "Page_Up", "Page_Down"),
    *("Left", "Right", "Up", "Down", "space", "Menu", *(f"F{n}" for n in range(1, 13))),
}


class FakeSurface:
    """Sees and touches one FakeDesktop."""

    def __init__(self, desktop: FakeDesktop) -> None:
        self.desktop = desktop
        self._frame: Frame | None = None
        self._image: Image.Image | None = None
        self._faults: list[tuple[type, InnervateError, bool]] = []
        self._closed = False

    @property
    def identity(self) -> str:
        return self.desktop.identity

    @property
    def last_change(self) -> float:
        return self.desktop.last_change

    def fault(self, kind: type[Action], error: InnervateError, *, delivered: bool = False) -> None:
        """The next action of this kind ends in the error; with `delivered`, after it was done."""
        self._faults.append((kind, error, delivered))

    def _require(self) -> None:
        if self.desktop.lost or self._closed:
            raise Lost("a fake desktop", "it was closed" if self._closed else "it is gone", "open another")

    async def observe(self) -> Frame:
        self._require()
        desk, last = self.desktop, self._frame
        if last is not None and not desk.stirred:
            return last
        desk.stirred = False
        image, windows, trees = desk.picture(), desk.shown(), desk.trees()
        damaged = self._damaged(image)
        hidden = desk.hidden()
        same = last is not None and (windows, trees, hidden) == (last.windows, last.trees, last.hidden)
        if last is not None and not damaged and same:
            return last
        data = image.tobytes("raw", "BGRX")
        pixels = Pixels(image.width, image.height, image.width * 4, data)
        self._image = image
        epoch = last.epoch + 1 if last is not None else 1
        self._frame = Frame(epoch, desk.bounds, pixels, windows, trees, damaged, hidden=hidden)
        return self._frame

    def _damaged(self, image: Image.Image) -> tuple[Rect[Device], ...]:
        if self._image is None:
            return (self.desktop.bounds,)
        found = ImageChops.difference(image, self._image).getbbox()
        if found is None:
            return ()
        return (Rect(found[0], found[1], found[2] - found[0], found[3] - found[1]),)

    async def change(self, timeout: float, since: float = 0.0) -> bool:
        deadline = time.monotonic() + timeout
        while True:
            self._require()
            self.desktop.arrived.clear()
            if (self.desktop.stirred and self.last_change >= since) or self._frame is None:
                return True
            try:
                await asyncio.wait_for(self.desktop.arrived.wait(), deadline - time.monotonic())
            except TimeoutError:
                return False

    async def quiet(self, calm: float, at_most: float) -> None:
        deadline = time.monotonic() + at_most
        while (left := min(self.last_change + calm, deadline) - time.monotonic()) > 0:
            self.desktop.arrived.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self.desktop.arrived.wait(), left)

    async def perform(self, action: Action) -> Receipt:
        self._require()
        fault = next((fault for fault in self._faults if isinstance(action, fault[0])), None)
        if fault is not None:
            self._faults.remove(fault)
        if fault is None or fault[2]:
            means = self._deliver(action)
        if fault is not None:
            raise fault[1]
        return Receipt(means, time.monotonic())

    def _deliver(self, action: Action) -> Means:
        match action:
            case Click():
                self._click(action)
            case Hover():
                self._check(action.target)
            case Drag():
                self._drag(action)
            case Scroll():
                self._scroll(action)
            case Type():
                self._type(action)
                return Means.KEYBOARD
            case Press():
                self._press(action)
                return Means.KEYBOARD
            case Focus():
                self.desktop.raise_window(self._window(action.window))
                return Means.PROCESS
            case CloseWindow():
                self._close_window(action)
                return Means.PROCESS
            case Launch():
                self._launch(action)
                return Means.PROCESS
        return Means.POINTER

    def _window(self, window: int) -> FakeWindow:
        found = self.desktop.find(window)
        if found is None:
            raise Changed(f"window {window:#x}", "no such window", "observe again")
        return found

    def _check(self, target: Target) -> tuple[FakeWindow, Point[Windowed]]:
        wanted = f"{target.description or 'a target'} at {target.point.x}, {target.point.y}"
        window = self._window(target.window)
        if window.minimised or window.bounds != target.window_bounds:
            raise Changed(wanted, f"its window has moved to {window.bounds}", "observe again")
        top = self.desktop.top(target.point)
        if top is not window:
            seen = f"covered by {top.title!r}" if top is not None else "the bare desktop"
            raise Changed(wanted, seen, "bring its window to the front, observe again")
        return window, Point(target.point.x - window.bounds.x, target.point.y - window.bounds.y)

    def _click(self, action: Click) -> None:
        window, point = self._check(action.target)
        desk = self.desktop
        if not window.popup and desk.close_popups():
            return  # as with a real one, a click beside a menu only closes it
        desk.raise_window(window)
        control = window.control_at(point)
        if control is None:
            return
        if control.focusable and control.enabled and action.button is Button.LEFT:
            window.set_focus(control)
        desk.touch(control, lambda: control.click(point, action.button.value, action.count))

    def _drag(self, action: Drag) -> None:
        window, start = self._check(action.target)
        other, end = self._check(action.to)
        control = window.control_at(start)
        if isinstance(control, Canvas) and other is window:
            control.events.append(("drag", str(start.x), str(start.y), str(end.x), str(end.y)))

    def _scroll(self, action: Scroll) -> None:
        window, point = self._check(action.target)
        if (control := window.control_at(point)) is not None:
            self.desktop.touch(control, lambda: control.scroll(action.notches))

    def _keyed(self, window: int) -> FakeWindow:
        """Where keys for this window go: itself, or a popup of its application."""
        found, active = self._window(window), self.desktop.active
        involved = active is not None and (found is active or (found.popup and found.pid == active.pid))
        if not involved:
            seen = "another window has the keyboard"
            raise Changed(f"window {window:#x} with the keyboard", seen, "observe, focus it, try again")
        popup = self.desktop.windows[-1]
        return popup if popup.popup and popup.pid == found.pid else found

    def _type(self, action: Type) -> None:
        self._keyed(action.window)
        for typed, character in enumerate(action.text.replace("\r\n", "\n")):
            try:
                window = self._keyed(action.window)
            except Changed as error:
                todo = "read what is in the field; do not type again blindly"
                raise Uncertain("to type all of a text", f"{typed} typed, then {error.seen}", todo) from error
            self._key(window, _FRIENDLY.get(character, character), frozenset())

    def _press(self, action: Press) -> None:
        keys = [_FRIENDLY.get(key.lower(), key) for key in action.keys]
        for key in keys:
            if len(key) > 1 and key not in _NAMED | _MODIFIERS:
                raise BadInput(f"a key named {key!r}", "no such key", "use an X keysym name, e.g. Page_Down")
        held = frozenset(key for key in keys if key in _MODIFIERS)
        window = self._keyed(action.window)
        for key in keys:
            if key not in _MODIFIERS:
                self._key(window, key, held)

    def _key(self, window: FakeWindow, key: str, held: frozenset[str]) -> None:
        focus = window.focus
        if (shortcut := window.shortcuts.get(held | {key})) is not None:
            shortcut()
        elif key == "Escape" and self.desktop.close_popups():
            return
        elif isinstance(focus, FakeButton) and key in ("Return", "space") and not held:
            self.desktop.touch(focus, focus.on_press)
        elif focus is not None and focus.enabled and focus.key(key, held):
            return
        elif key == "Tab" and not held - {"Shift"}:
            window.tab(backwards="Shift" in held)
        elif key == "Return" and not held:
            self._press_default(window)

    def _press_default(self, window: FakeWindow) -> None:
        """Return in a form, as in a browser, presses its first button."""
        if isinstance(window.focus, Entry):
            buttons = [c for c in window.controls if isinstance(c, FakeButton) and c.enabled]
            if buttons:
                self.desktop.touch(buttons[0], buttons[0].on_press)

    def _close_window(self, action: CloseWindow) -> None:
        window = self._window(action.window)
        if window.on_close():
            self.desktop.remove(window)

    def _launch(self, action: Launch) -> None:
        start = self.desktop.programs.get(action.argv[0]) if action.argv else None
        if start is None:
            name = action.argv[0] if action.argv else ""
            raise Unavailable(
                f"the program {name}", "no such program", "install it, or correct the desk file"
            )
        start()

    async def answers(self, window: int, seconds: float) -> bool | None:
        self._require()
        found = self.desktop.find(window)
        deadline = time.monotonic() + seconds
        while found is not None and found.app in self.desktop.hung and time.monotonic() < deadline:
            await self.change(max(0.0, deadline - time.monotonic()))
            await self.observe()
        return None if found is None else found.app not in self.desktop.hung

    async def close(self) -> None:
        self._closed = True


async def open_fake(display: str | None = None, *, desktop: FakeDesktop | None = None) -> FakeSurface:
    """A surface of the given desktop, or of a new empty one."""
    return FakeSurface(desktop or FakeDesktop())
