"""The surface of an X11 desktop: what it shows and what is done to it, through X and AT-SPI.

Promises: `observe` of an unchanged desktop returns the very frame it returned last, without a
word to the X server or the accessibility bus; an event wakes `change` at once. Pixels, windows and
trees of a frame belong together, or the frame says `coherent=False`.
Refuses, with `Lost`, to say anything of a desktop that is gone.
"""

from __future__ import annotations

import asyncio
import os
import time
from contextlib import suppress

from innervate.core.action import Action, Click, CloseWindow, Drag, Focus, Hover, Launch, Press, Scroll, Type
from innervate.core.errors import Lost, Unavailable, Uncertain
from innervate.core.frame import Frame, Pixels, Window
from innervate.core.geometry import Device, Rect
from innervate.core.outcome import Means, Receipt
from innervate.surfaces.x11.atspi import Accessibility, Trees
from innervate.surfaces.x11.capture import Capture
from innervate.surfaces.x11.damage import Changes, Watch, merged
from innervate.surfaces.x11.display import Display
from innervate.surfaces.x11.keyboard import Delivery, Keyboard
from innervate.surfaces.x11.messages import Messages
from innervate.surfaces.x11.pointer import Pointer
from innervate.surfaces.x11.programs import Programs
from innervate.surfaces.x11.windows import Windows

# When something changed while we looked, look once more; then say that it does not hold still.
_LOOKS = 1


class X11Surface:
    """One X display. Make it with `open_x11`.

    capture_status: by which way pixels come. tree_status: the same of trees. last_change: the
    monotonic time at which the last damage, window change or tree event arrived.
    """

    def __init__(self, display: Display, watch: Watch, capture: Capture) -> None:
        self._display, self._watch, self._capture = display, watch, capture
        self._windows = Windows(display, watch.follow)
        self._messages = Messages(display, watch, self._windows)
        self._keyboard = Keyboard(display, watch, self._windows, self._messages)
        self._pointer = Pointer(display, self._windows, self._keyboard, self._messages)
        self._programs = Programs(display.env)
        self._trees: Accessibility | None = None
        self._tree_change = 0.0
        self._scale = 1.0
        self._frame: Frame | None = None
        self._whole = False  # the last look got all trees
        self._closed = False
        self._looking, self._acting = asyncio.Lock(), asyncio.Lock()
        self.tree_status = "no AT-SPI"

    @property
    def identity(self) -> str:
        return self._display.identity

    @property
    def capture_status(self) -> str:
        return self._capture.status

    @property
    def last_change(self) -> float:
        return max(self._watch.last, self._tree_change)

    async def listen(self, *, trees: bool = True) -> None:
        """Begin to hear of changes; without AT-SPI, frames have no trees and `tree_status` says why."""
        self._scale = await self._display.run(self._display.scale)
        self._watch.start()
        if not trees:
            self.tree_status = "no AT-SPI: pixels alone were asked for"
            return
        try:
            self._trees = await Accessibility.connect(self._on_tree_change)
            self.tree_status = "AT-SPI"
        except Unavailable as error:
            self.tree_status = f"no AT-SPI: {error.seen}"

    def _on_tree_change(self) -> None:
        self._tree_change = time.monotonic()
        self._watch.arrived.set()

    def _stirred(self) -> bool:
        if self._watch.lost is not None:
            raise self._watch.lost
        return self._watch.stirred or (self._trees is not None and self._trees.dirty)

    async def observe(self) -> Frame:
        async with self._looking:
            self._watch.pump()
            if not self._stirred() and self._frame is not None and self._whole:
                return self._frame
            self._frame = await self._look()
            return self._frame

    async def _look(self) -> Frame:
        damaged: tuple[Rect[Device], ...] = ()
        try:
            for _ in range(_LOOKS):
                changes = self._watch.take()
                damaged = merged((*damaged, *changes.damage), self._capture.bounds)
                pixels, windows, areas = await self._display.run(self._see, changes)
                damaged = merged((*damaged, *areas), self._capture.bounds)
                trees = await self._read_trees(windows, areas)
                self._whole = trees.current
                self._watch.pump()
                if still := not self._stirred():
                    break
        except BaseException:  # cancelled, say: what changed is still to be told
            self._watch.give_back(damaged)
            raise
        return self._framed(pixels, windows, trees, damaged, still and self._whole)

    def _framed(
        self,
        pixels: Pixels,
        windows: tuple[Window, ...],
        trees: Trees,
        damaged: tuple[Rect[Device], ...],
        coherent: bool,
    ) -> Frame:
        """The last frame where nothing differs from it after all, else the next."""
        last = self._frame
        hidden = self._windows.hidden()
        unchanged = last is not None and not damaged and (windows, hidden) == (last.windows, last.hidden)
        same = last is not None and trees.nodes == last.trees and trees.health == last.health
        if last is not None and unchanged and same and coherent == last.coherent:
            return last
        epoch = last.epoch + 1 if last is not None else 1
        bounds = self._capture.bounds
        shown, health = trees.nodes, trees.health
        return Frame(epoch, bounds, pixels, windows, shown, damaged, coherent, self._scale, health, hidden)

    def _see(self, changes: Changes) -> tuple[Pixels, tuple[Window, ...], tuple[Rect[Device], ...]]:
        """Pixels and windows after these changes, and where pixels may differ; on the display's thread."""
        if changes.resized and (bounds := self._display.measure()) != self._capture.bounds:
            self._capture.close()
            self._capture = Capture(self._display, bounds)
        windows = self._windows.refresh(changes)
        bounds = self._capture.bounds
        if self._capture.empty:
            return self._capture.update([bounds]), windows, (bounds,)
        if areas := merged(changes.damage, bounds):
            return self._capture.update(areas), windows, areas
        return self._capture.current, windows, ()

    async def _read_trees(self, windows: tuple[Window, ...], areas: tuple[Rect[Device], ...]) -> Trees:
        if self._trees is None:
            return Trees()
        for pid, places in _drawn_by(windows, areas).items():
            self._trees.touch(pid, *places)
        return await self._trees.trees(frozenset(window.pid for window in windows if window.pid), windows)

    async def change(self, timeout: float, since: float = 0.0) -> bool:
        deadline = time.monotonic() + timeout
        while True:
            self._watch.arrived.clear()
            self._watch.pump()
            if (self._stirred() and self.last_change >= since) or self._frame is None:
                return True
            try:
                await asyncio.wait_for(self._watch.arrived.wait(), deadline - time.monotonic())
            except TimeoutError:
                return False

    async def quiet(self, calm: float, at_most: float) -> None:
        deadline = time.monotonic() + at_most
        while True:
            self._watch.arrived.clear()
            self._watch.pump()
            left = min(self.last_change + calm, deadline) - time.monotonic()
            if left <= 0:
                return
            with suppress(TimeoutError):
                await asyncio.wait_for(self._watch.arrived.wait(), left)

    async def perform(self, action: Action) -> Receipt:
        async with self._acting:
            delivery = Delivery()
            try:
                means = await self._deliver(action, delivery)
            except Lost as error:
                if not delivery.begun:
                    raise
                seen = f"{error.seen}, while delivering"
                raise Uncertain(error.wanted, seen, "verify; never repeat") from error
            return Receipt(means, time.monotonic())

    async def _deliver(self, action: Action, delivery: Delivery) -> Means:
        match action:
            case Click():
                await self._pointer.click(action, delivery)
            case Hover():
                await self._pointer.hover(action, delivery)
            case Drag():
                await self._pointer.drag(action, delivery)
            case Scroll():
                await self._pointer.scroll(action, delivery)
            case Type():
                await self._keyboard.type(action, delivery)
                return Means.KEYBOARD
            case Press():
                await self._keyboard.press(action, delivery)
                return Means.KEYBOARD
            case Focus():
                await self._messages.focus(action.window)
                return Means.PROCESS
            case CloseWindow():
                await self._messages.close(action.window)
                return Means.PROCESS
            case Launch():
                await self._display.run(self._display.settle)  # a program needs a display that lives
                self._programs.launch(action.argv)
                return Means.PROCESS
        return Means.POINTER

    async def answers(self, window: int, seconds: float) -> bool | None:
        async with self._acting:
            return await self._messages.answers(window, seconds)

    async def close(self) -> None:
        async with self._acting, self._looking:
            if self._closed:
                return
            self._closed = True
            self._programs.close()
            if self._trees is not None:
                await self._trees.close()
            with suppress(Lost):
                await self._keyboard.close()
            self._watch.end("this surface is closed")
            await self._display.close()
            self._capture.close()


def _drawn_by(windows: tuple[Window, ...], areas: tuple[Rect[Device], ...]) -> dict[int, list[Rect[Device]]]:
    """Processes whose windows may have drawn there, and where: those not wholly behind another one."""
    found: dict[int, list[Rect[Device]]] = {}
    for area in areas:
        for window in reversed(windows):
            if window.pid and window.bounds.overlaps(area):
                found.setdefault(window.pid, []).append(window.bounds.intersection(area))
            if window.bounds.contains(area):
                break
    return found


async def open_pixels(display: str | None = None) -> X11Surface:
    """As `open_x11`, without accessibility trees: only what anybody could see.

    :raises Unavailable: there is no display, or it lacks what is needed.
    """
    return await open_x11(display, trees=False)


async def open_x11(display: str | None = None, *, trees: bool = True) -> X11Surface:
    """Open the display of that name, or the one that this process runs in. trees: False leaves AT-SPI alone.

    :raises Unavailable: there is none, or it lacks what is needed.
    """
    opened = await Display.open(display, os.environ)
    try:
        watch = Watch(opened)
        await opened.run(watch.ask)
        capture = await opened.run(lambda: Capture(opened, opened.measure()))
        surface = await opened.run(X11Surface, opened, watch, capture)
        await surface.listen(trees=trees)
    except BaseException:
        await opened.close()
        raise
    return surface
