"""The surfaces that the conformance suite runs over."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from innervate.surfaces.fake import FakeDesktop, open_fake
from innervate.surfaces.x11.surface import open_x11
from tests.surfaces.stage import FakeStage, Stage, XStage


@pytest.fixture(params=["fake", pytest.param("x11", marks=pytest.mark.desktop)])
async def stage(request: pytest.FixtureRequest) -> AsyncIterator[Stage]:
    if request.param == "fake":
        desk = FakeDesktop()
        surface = await open_fake(desktop=desk)
        yield FakeStage(surface, desk)
        await surface.close()
        return
    running = request.getfixturevalue("in_desktop")
    x11 = XStage(await open_x11(), running.display)
    yield x11
    await x11.end()
