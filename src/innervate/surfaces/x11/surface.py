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
from collections.abc import Mapping
from contextlib import suppress
from typing import Protocol

from innervate.core.action import Action, Click, CloseWindow, Drag, Focus, Hover, Launch, Press, Scroll, Type
from innervate.core.errors import Lost, Unavailable, Uncertain
from innervate.core.frame import Frame, Node, Pixels, Window
from innervate.core.geometry import Device, Rect
from innervate.core.outcome import Means, Receipt
from innervate.surfaces.x11.atspi import Accessibility
from innervate.surfaces.x11.capture import Capture
from innervate.surfaces.x11.damage import Changes, Watch, merged
from innervate.surfaces.x11.display import Display
from innervate.surfaces.x11.keyboard import Delivery, Keyboard
from innervate.surfaces.x11.messages import Messages
from innervate.surfaces.x11.pointer import Pointer
from innervate.surfaces.x11.programs import Programs
from innervate.surfaces.x11.windows import Windows

# When something changed while we looked, look once more; then say that it does not hold still.
_LOOKS = 2


class Trees(Protocol):
    """The accessibility trees of a desktop, kept up to date by events."""

    async def trees(self, pids: frozenset[int]) -> tuple[Mapping[int, tuple[Node, ...]], bool]: ...
    def touch(self, pid: int, *places: Rect[Device]) -> None: ...
    @property
    def dirty(self) -> bool: ...
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


def _same(trees: Mapping[int, tuple[Node, ...]], others: Mapping[int, tuple[Node, ...]]) -> bool:
    return trees is others or trees == others


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


async def open_x11(display: str | None = None) -> X11Surface:
    """Open the display of that name, or the one that this process runs in.

    :raises Unavailable: there is none, or it lacks what is needed.
    """
    opened = await Display.open(display, os.environ)
    try:
        watch = Watch(opened)
        await opened.run(watch.ask)
        capture = await opened.run(lambda: Capture(opened, opened.measure()))
        surface = X11Surface(opened, watch, capture)
        await surface.listen()
    except BaseException:
        await opened.close()
        raise
    return surface
