"""The stage of the conformance suite: one application window, on whichever surface is tested."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Protocol

from innervate.core.action import Target
from innervate.core.errors import Lost
from innervate.core.frame import Frame, Surface, Window
from innervate.core.geometry import Device, Point, Rect, Windowed
from innervate.surfaces.fake import FakeDesktop, FakeWindow
from innervate.surfaces.x11.surface import X11Surface
from tests.surfaces.x11.client import XClient

# openbox takes some 60 ms for every key whose meaning changes, and does nothing else meanwhile.
PATIENCE = 20.0


class TimedSurface(Surface, Protocol):
    @property
    def last_change(self) -> float: ...


class Actor(Protocol):
    """An application of one window, that notes what arrives."""

    @property
    def id(self) -> int: ...
    def clicks(self) -> list[tuple[str, int, int]]: ...
    def scrolled(self) -> list[str]: ...
    def typed(self) -> str: ...
    def chords(self) -> list[tuple[str, ...]]: ...
    def move(self, x: int, y: int) -> None: ...
    def paint(self, area: Rect[Windowed], colour: str) -> None: ...
    def rename(self, title: str) -> None: ...


class Stage(Protocol):
    surface: TimedSurface

    def open(
        self, title: str, bounds: Rect[Device], colour: str = "#ffffff", popup: bool = False
    ) -> Actor: ...


async def seen(surface: Surface, holds: Callable[[Frame], bool]) -> Frame:
    """The first frame of which it holds."""
    deadline = time.monotonic() + PATIENCE
    while not holds(frame := await surface.observe()):
        assert await surface.change(deadline - time.monotonic()), f"not seen: {frame.windows}"
    return frame


async def quiet(surface: Surface, seconds: float = 0.15) -> Frame:
    """The frame after which nothing changes for a while."""
    frame = await surface.observe()
    while await surface.change(seconds):
        frame = await surface.observe()
    return frame


async def eventually(holds: Callable[[], bool]) -> bool:
    """For what applications note: they have no event to wait for."""
    deadline = time.monotonic() + PATIENCE
    while not holds() and time.monotonic() < deadline:  # noqa: ASYNC110
        await asyncio.sleep(0.005)
    return holds()


def window(frame: Frame, actor: Actor) -> Window:
    return next(window for window in frame.windows if window.id == actor.id)


def listed(frame: Frame, actor: Actor) -> bool:
    return any(window.id == actor.id for window in frame.windows)


def pixel(frame: Frame, x: int, y: int) -> tuple[int, int, int]:
    at = y * frame.pixels.stride + x * 4
    blue, green, red = frame.pixels.data[at : at + 3]
    return red, green, blue


def target(frame: Frame, actor: Actor, x: int = 30, y: int = 30) -> Target:
    """A point of the actor's window, as it was looked at."""
    bounds = window(frame, actor).bounds
    return Target(Point(bounds.x + x, bounds.y + y), bounds, actor.id, bounds)


class FakeActor:
    def __init__(self, shown: FakeWindow, colour: str) -> None:
        self._window = shown
        self._canvas = shown.canvas(colour=colour)
        shown.set_focus(self._canvas)
        self.move, self.paint = shown.move, self._canvas.paint

    @property
    def id(self) -> int:
        return self._window.id

    def clicks(self) -> list[tuple[str, int, int]]:
        return [(e[1], int(e[2]), int(e[3])) for e in self._canvas.events if e[0] == "click"]

    def scrolled(self) -> list[str]:
        return [e[1] for e in self._canvas.events if e[0] == "scroll"]

    def typed(self) -> str:
        return self._canvas.typed

    def chords(self) -> list[tuple[str, ...]]:
        return [e[1:] for e in self._canvas.events if e[0] == "key" and (len(e) > 2 or len(e[1]) > 1)]

    def rename(self, title: str) -> None:
        self._window.title = title


class FakeStage:
    def __init__(self, surface: TimedSurface, desk: FakeDesktop) -> None:
        self.surface, self.desk = surface, desk

    def open(self, title: str, bounds: Rect[Device], colour: str = "#ffffff", popup: bool = False) -> Actor:
        before = self.desk.active
        shown = self.desk.window(title, bounds=bounds)
        if popup:
            shown.popup = True
            self.desk.active = before
        return FakeActor(shown, colour)


_BUTTONS = {1: "left", 2: "middle", 3: "right"}
_MODIFIERS = {1: "Shift", 4: "Control", 8: "Alt", 64: "Super"}


class XActor:
    def __init__(self, client: XClient) -> None:
        self.client = client
        self.move, self.rename = client.move, client.rename

    @property
    def id(self) -> int:
        return self.client.id

    def clicks(self) -> list[tuple[str, int, int]]:
        return [(_BUTTONS[button], x, y) for button, x, y in self.client.clicks]

    def scrolled(self) -> list[str]:
        return ["down" if button == 5 else "up" for button in self.client.scrolled]

    def typed(self) -> str:
        return self.client.typed

    def chords(self) -> list[tuple[str, ...]]:
        return [
            (*sorted(name for bit, name in _MODIFIERS.items() if state & bit), key)
            for state, key in self.client.chords
        ]

    def paint(self, area: Rect[Windowed], colour: str) -> None:
        self.client.paint(area, int(colour[1:], 16))


class XStage:
    def __init__(self, surface: X11Surface, display: str) -> None:
        self.surface = surface
        self._display = display
        self._clients: list[XClient] = []

    def open(self, title: str, bounds: Rect[Device], colour: str = "#ffffff", popup: bool = False) -> Actor:
        client = XClient(self._display, title, bounds, int(colour[1:], 16), popup)
        self._clients.append(client)
        return XActor(client)

    async def end(self) -> None:
        for client in self._clients:
            client.end()
        with suppress(Lost):
            await seen(self.surface, lambda frame: not frame.windows)
        await self.surface.close()
