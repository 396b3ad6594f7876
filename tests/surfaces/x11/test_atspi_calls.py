"""Calls on a real accessibility bus to a program that takes them and never answers."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest
import pytest_asyncio
from dbus_fast import Message, MessageType
from dbus_fast.aio import MessageBus

from innervate.core.errors import Lost
from innervate.surfaces.x11.atspi_bus import ROOT, Bus
from innervate.surfaces.x11.atspi_calls import Failed, Silent, answers_of
from innervate.surfaces.x11.desktop import VirtualDesktop

MISSING = [program for program in ("Xvfb", "openbox") if shutil.which(program) is None]
pytestmark = [
    pytest.mark.desktop,
    pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}"),
]
ACCESSIBLE = "org.a11y.atspi.Accessible"


@dataclass
class Mute:
    """A program on the bus; `calls` came to it, and none is answered."""

    bus: MessageBus
    calls: list[Message] = field(default_factory=list)

    @property
    def ref(self) -> tuple[str, str]:
        assert self.bus.unique_name is not None
        return self.bus.unique_name, "/org/a11y/atspi/accessible/root"

    def take(self, message: Message) -> bool:
        if message.message_type is MessageType.METHOD_CALL:
            self.calls.append(message)
            return True
        return False


@pytest_asyncio.fixture
async def bus(desktop: VirtualDesktop) -> AsyncIterator[Bus]:
    bus = await Bus.connect(desktop.accessibility_bus)
    yield bus
    bus.close()


@pytest_asyncio.fixture
async def mute(desktop: VirtualDesktop) -> AsyncIterator[Mute]:
    made = Mute(await MessageBus(bus_address=desktop.accessibility_bus).connect())
    made.bus.add_message_handler(made.take)
    yield made
    made.bus.disconnect()


async def test_one_that_never_answers_holds_up_nobody(bus: Bus, mute: Mute) -> None:
    asked = [bus.call(mute.ref, ACCESSIBLE, "GetState", seconds=1.0) for _ in range(150)]
    answer = await bus.call(ROOT, ACCESSIBLE, "GetRole")
    assert isinstance(answer[0], int)
    assert 0 < len(mute.calls) <= 64
    for each in asked:
        with pytest.raises(Silent):
            await each
    assert len(mute.calls) == 150


async def test_what_is_asked_of_nobody_fails_and_the_rest_is_answered(bus: Bus) -> None:
    nobody = (":1.99999", "/org/a11y/atspi/accessible/root")
    asked = [bus.call(ref, ACCESSIBLE, "GetRole") for ref in (nobody, ROOT, nobody)]
    first, second, third = await answers_of(asked)
    assert (first, third) == ((), ())
    assert isinstance(second[0], int)
    with pytest.raises(Failed):
        await bus.call(nobody, ACCESSIBLE, "GetRole")


async def test_calls_under_way_are_lost_with_the_bus(bus: Bus, mute: Mute) -> None:
    asked = [bus.call(mute.ref, ACCESSIBLE, "GetState", seconds=20.0) for _ in range(100)]
    asyncio.get_running_loop().call_later(0.05, bus.close)
    for each in asked:
        with pytest.raises(Lost):
            await each
    with pytest.raises(Lost):
        await bus.call(mute.ref, ACCESSIBLE, "GetState")


async def test_a_call_that_nobody_waits_for_any_more_makes_room(bus: Bus, mute: Mute) -> None:
    for each in [bus.call(mute.ref, ACCESSIBLE, "GetState", seconds=20.0) for _ in range(64)]:
        each.cancel()
    with pytest.raises(Silent):
        await bus.call(mute.ref, ACCESSIBLE, "GetRole", seconds=0.3)
    assert mute.calls[-1].member == "GetRole"
