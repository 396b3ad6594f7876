"""A desktop with an accessibility reader."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from innervate.surfaces.x11.atspi import Accessibility
from innervate.surfaces.x11.desktop import VirtualDesktop

from .watching import Bench


@pytest.fixture
def desktop(tmp_path: Path) -> Iterator[VirtualDesktop]:
    home = tmp_path / "home"
    home.mkdir()
    settings = {"QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
    with VirtualDesktop(size=(1400, 1000), home=home, extra_env=settings) as desktop:
        yield desktop


@pytest_asyncio.fixture
async def bench(desktop: VirtualDesktop, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Bench]:
    for name, value in desktop.env.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("AT_SPI_BUS_ADDRESS", desktop.accessibility_bus)
    changed = asyncio.Event()
    bench = Bench(desktop, await Accessibility.connect(changed.set), changed)
    try:
        yield bench
    finally:
        await bench.reader.close()
        for process in bench.started:
            process.send_signal(signal.SIGCONT)
            process.kill()
            process.wait()
