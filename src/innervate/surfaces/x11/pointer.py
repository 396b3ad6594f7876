# mypy: allow-untyped-calls
"""Touch with the pointer: click, hover, drag, scroll, on what was looked at and on nothing else.

Promises: the check that the target's window is topmost at the point, and where it was, and the touch
itself happen while the server serves nobody else: nothing can come between. Two single clicks on one
spot never count as a double click. No button stays down.
Refuses with `Changed`, before anything is touched.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from itertools import pairwise

import xcffib.xproto as x

from innervate.core.action import Button, Click, Drag, Hover, Scroll, Target
from innervate.core.errors import Changed
from innervate.core.geometry import Device, Point
from innervate.surfaces.x11.display import Display
from innervate.surfaces.x11.keyboard import Delivery, Keyboard
from innervate.surfaces.x11.messages import Messages
from innervate.surfaces.x11.windows import Windows

_NUMBER = {Button.LEFT: 1, Button.MIDDLE: 2, Button.RIGHT: 3}
_WHEEL_UP, _WHEEL_DOWN = 4, 5
# The longest and widest that common toolkits take for a double click (Chromium, Qt: 500 ms; 5 px).
_DOUBLE_SECONDS, _DOUBLE_PIXELS = 0.5, 5
# Chromium takes presses of one and the same millisecond for one.
_BETWEEN_CLICKS_SECONDS = 0.01
_DRAG_STEPS = 4
_PASSING_STEPS = 2
_CATCH_UP_SECONDS = 2.0


class Pointer:
    """The pointer of one display, through XTEST."""

    def __init__(self, display: Display, windows: Windows, keyboard: Keyboard, messages: Messages) -> None:
        self._display, self._windows, self._keyboard, self._messages = display, windows, keyboard, messages
        self._last: tuple[float, Point[Device]] | None = None

    async def click(self, action: Click, delivery: Delivery) -> None:
        """:raises Changed: the target is not where it was."""
        await self._outlast_double_click(action.target.point)
        await self._display.run(self._click, action, delivery)
        self._last = (time.monotonic(), action.target.point)

    def _click(self, action: Click, delivery: Delivery) -> None:
        def press() -> None:
            for number in range(action.count):
                if number:
                    self._display.settle()
                    time.sleep(_BETWEEN_CLICKS_SECONDS)
                self._button(_NUMBER[action.button], down=True)
                self._button(_NUMBER[action.button], down=False)

        self._touch((action.target,), press, delivery)

    async def hover(self, action: Hover, delivery: Delivery) -> None:
        """:raises Changed: the target is not where it was."""
        await self._display.run(self._touch, (action.target,), lambda: None, delivery)

    async def scroll(self, action: Scroll, delivery: Delivery) -> None:
        """:raises Changed: the target is not where it was."""

        def turn() -> None:
            for _ in range(abs(action.notches)):
                self._button(_WHEEL_DOWN if action.notches > 0 else _WHEEL_UP, down=True)
                self._button(_WHEEL_DOWN if action.notches > 0 else _WHEEL_UP, down=False)

        await self._display.run(self._touch, (action.target,), turn, delivery)

    async def drag(self, action: Drag, delivery: Delivery) -> None:
        """Press, move in steps so that the application notices a drag, release.

        :raises Changed: one of the targets is not where it was.
        """
        start, end = action.target.point, action.to.point

        def press() -> None:
            self._button(1, down=True)

        await self._outlast_double_click(start)
        await self._display.run(self._touch, (action.target, action.to), press, delivery)
        steps = _DRAG_STEPS if not action.through else _PASSING_STEPS
        try:
            for from_, to in pairwise((start, *action.through, end)):
                for step in range(1, steps + 1):
                    share = step / steps
                    x_, y_ = from_.x + (to.x - from_.x) * share, from_.y + (to.y - from_.y) * share
                    await self._display.run(self._move_and_settle, Point(round(x_), round(y_)))
                    # An application must have seen each step: some start a drag, and grab, only then.
                    await self._messages.ping(action.target.window, _CATCH_UP_SECONDS)
        finally:
            await self._display.run(self._release)

    def _touch(self, targets: tuple[Target, ...], then: Callable[[], None], delivery: Delivery) -> None:
        """Check all targets, move onto the first, go on with `then`."""
        with self._display.grabbed():
            for target in targets:
                self._check(target)
            self._keyboard.neutralise()
            delivery.begun = True
            self._move(targets[0].point)
            then()

    def _check(self, target: Target) -> None:
        wanted = f"{target.description or 'a target'} at {target.point.x}, {target.point.y}"
        place = self._windows.place(target.window)
        if place is None or not place.viewable:
            raise Changed(wanted, f"window {target.window:#x} is gone or minimised", "observe again")
        if place.bounds != target.window_bounds:
            raise Changed(wanted, f"its window has moved to {place.bounds}", "observe again")
        if not self._windows.touches(target.point, target.window):
            seen = f"covered by {self._windows.under(target.point)}"
            raise Changed(wanted, seen, "bring its window to the front, observe again")

    async def _outlast_double_click(self, point: Point[Device]) -> None:
        """Let the time pass in which another click here would make the last one a double click."""
        if self._last is None:
            return
        at, before = self._last
        if max(abs(point.x - before.x), abs(point.y - before.y)) <= _DOUBLE_PIXELS:
            await asyncio.sleep(max(0.0, at + _DOUBLE_SECONDS - time.monotonic()))

    def _move(self, point: Point[Device]) -> None:
        kind, root = x.MotionNotifyEvent.event_number, self._display.root
        self._display.test.FakeInput(kind, False, 0, root, point.x, point.y, 0)

    def _move_and_settle(self, point: Point[Device]) -> None:
        self._move(point)
        self._display.settle()

    def _release(self) -> None:
        self._button(1, down=False)
        self._display.settle()

    def _button(self, number: int, *, down: bool) -> None:
        kind = x.ButtonPressEvent.event_number if down else x.ButtonReleaseEvent.event_number
        self._display.test.FakeInput(kind, number, 0, 0, 0, 0, 0)
