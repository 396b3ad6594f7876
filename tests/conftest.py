"""What all tests share: one virtual desktop for the whole session, started by the first that needs it."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from innervate.surfaces.x11.desktop import VirtualDesktop


@pytest.fixture(scope="session")
def desktop() -> Iterator[VirtualDesktop]:
    """A running virtual desktop. Mark tests that use it `@pytest.mark.desktop`."""
    with VirtualDesktop(size=(1280, 800)) as running:
        yield running


@pytest.fixture
def in_desktop(desktop: VirtualDesktop, monkeypatch: pytest.MonkeyPatch) -> VirtualDesktop:
    """This test runs inside the desktop: `open_x11()`, D-Bus and programs find it by themselves."""
    for name in set(os.environ) - set(desktop.env):
        monkeypatch.delenv(name)
    for name, value in desktop.env.items():
        monkeypatch.setenv(name, value)
    return desktop
