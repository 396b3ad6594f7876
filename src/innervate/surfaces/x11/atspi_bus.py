"""The accessibility bus: calls to applications, what they answer, and their events.

Promises: calls are bounded in number and time, and a bus that went away is `Lost` at the next call
(`atspi_calls`). What an application answers wrongly, or not at all, is `Failed` or `Silent` and never
anything else.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Sequence

from dbus_fast import BusType, DBusError, Message, MessageType, Variant
from dbus_fast.aio import MessageBus

from innervate.core.errors import Unavailable
from innervate.core.geometry import Device, Rect
from innervate.surfaces.x11.atspi_calls import Answer, Calls, Failed, Silent

Ref = tuple[str, str]
"""A bus name and an object path: one accessible."""

CALL_SECONDS = 1.0
# Places and sizes beyond it are nonsense; a long web page is some ten million pixels high.
_FARTHEST = 1 << 26
_DAEMON: Ref = ("org.freedesktop.DBus", "/org/freedesktop/DBus")
PROPERTIES = "org.freedesktop.DBus.Properties"
_REGISTRY = "org.a11y.atspi.Registry"
ROOT: Ref = (_REGISTRY, "/org/a11y/atspi/accessible/root")
# Applications send what somebody registered for, so what is not used is not asked for.
_STATES = (
    *("showing", "visible", "focused", "checked", "selected", "pressed", "expanded", "enabled", "sensitive"),
    *("editable", "active", "modal", "busy", "invalid-entry", "required", "indeterminate", "expandable"),
)
_PROPERTIES = ("name", "description", "value", "role", "parent")
EVENTS = (
    *(f"object:state-changed:{state}" for state in _STATES),
    *(f"object:property-change:accessible-{name}" for name in _PROPERTIES),
    *("object:children-changed", "object:text-changed", "object:bounds-changed", "object:selection-changed"),
    *("object:visible-data-changed", "object:active-descendant-changed", "object:model-changed"),
    *("object:row-inserted", "object:row-deleted", "object:row-reordered", "window:", "document:"),
)


class Bus:
    """A connection to the accessibility bus."""

    def __init__(self, bus: MessageBus) -> None:
        self._bus = bus
        self._calls = Calls(bus)

    @classmethod
    async def connect(cls, address: str | None = None) -> Bus:
        """Connect to that bus, or that of AT_SPI_BUS_ADDRESS, or else the one that the session bus names.

        :raises Unavailable: there is no session bus, no accessibility bus, or no registry on it.
        """
        wanted, todo = "the accessibility bus", "apt-get install at-spi2-core; start a session bus first"
        try:
            async with asyncio.timeout(5):
                address = address or os.environ.get("AT_SPI_BUS_ADDRESS") or await _ask_address()
                bus = cls(await MessageBus(bus_address=address).connect())
                await bus._subscribe()
        except (OSError, EOFError, TimeoutError, DBusError, Failed, Silent, ValueError, KeyError) as error:
            raise Unavailable(wanted, f"{type(error).__name__}: {error}", todo) from error
        return bus

    @property
    def connected(self) -> bool:
        return self._bus.connected

    def call(
        self,
        ref: Ref,
        interface: str,
        member: str,
        signature: str = "",
        body: Sequence[object] = (),
        seconds: float = CALL_SECONDS,
    ) -> Answer:
        """One method call, sent at once if there is room; the values of its answer.

        Awaiting it raises Failed: the answer is an error. Silent: none came. Lost: the bus is gone.
        """
        message = Message(ref[0], ref[1], interface, member, signature=signature, body=list(body))
        return self._calls.ask(message, seconds)

    def property(self, ref: Ref, interface: str, name: str) -> Answer:
        """The call for one property, which comes in a variant."""
        return self.call(ref, PROPERTIES, "Get", "ss", (interface, name))

    def forget(self, name: str) -> None:
        """A name has left the bus."""
        self._calls.forget(name)

    async def pid_of(self, name: str) -> int:
        """The process that owns a bus name."""
        answer = await self.call(_DAEMON, _DAEMON[0], "GetConnectionUnixProcessID", "s", [name])
        return integer(answer)

    def listen(self, heard: Callable[[Ref, str, str, list[object]], None]) -> None:
        """Call `heard` with source, kind ("Object.ChildrenChanged"), detail and body of each signal."""

        def on_message(message: Message) -> None:
            if message.message_type is not MessageType.SIGNAL or message.interface is None:
                return
            room = message.interface.rpartition(".")[2]
            source = (message.sender or "", message.path or "")
            body = list(message.body)
            detail = body[0] if body and isinstance(body[0], str) else ""
            heard(source, f"{room}.{message.member}", detail, body)

        self._bus.add_message_handler(on_message)

    async def closed(self) -> None:
        """Wait until the bus is gone."""
        await asyncio.shield(self._calls.ended)

    def close(self) -> None:
        """Hang up; the registry forgets what was registered."""
        if self._bus.connected:
            self._bus.disconnect()

    async def _subscribe(self) -> None:
        rules = [f"type='signal',interface='org.a11y.atspi.Event.{kind}'" for kind in _EVENT_ROOMS]
        rules.append("type='signal',interface='org.freedesktop.DBus',member='NameOwnerChanged'")
        for rule in rules:
            await self.call(_DAEMON, _DAEMON[0], "AddMatch", "s", [rule], seconds=5)
        registry = (_REGISTRY, "/org/a11y/atspi/registry")
        for event in EVENTS:
            await self.call(registry, _REGISTRY, "RegisterEvent", "sass", [event, [], ""], seconds=5)


_EVENT_ROOMS = ("Object", "Window", "Document")


def unpacked(answer: Sequence[object]) -> object:
    """The property that is the answer."""
    return answer[0].value if answer and isinstance(answer[0], Variant) else None


def integer(answer: Sequence[object]) -> int:
    """The whole number that is the answer."""
    return whole(answer[0] if answer else None)


def whole(said: object) -> int:
    """A whole number. :raises Failed: it is something else."""
    if isinstance(said, int):
        return said
    raise Failed("no number")


def bits_of(words: object) -> int:
    """States, told as two words of 32 bits, as one number. :raises Failed: it is something else."""
    if isinstance(words, (list, tuple)) and len(words) == 2:
        return whole(words[0]) | whole(words[1]) << 32
    raise Failed("no states")


def rectangle(said: object) -> Rect[Device] | None:
    """A rectangle with an area; toolkits tell INT_MIN, -1 or 1×1 there for what has no place."""
    if not isinstance(said, (list, tuple)) or len(said) != 4:
        return None
    if not all(isinstance(value, int) and abs(value) <= _FARTHEST for value in said):
        return None
    x, y, width, height = said
    return Rect(x, y, width, height) if width > 0 and height > 0 else None


def reference(said: object) -> Ref | None:
    """One accessible of an answer; None for the null one and for what is none."""
    if not isinstance(said, (list, tuple)) or len(said) != 2:
        return None
    name, path = said
    if not isinstance(name, str) or not isinstance(path, str) or not name or path.endswith("/null"):
        return None
    return name, path


def references(said: object) -> list[Ref]:
    """The accessibles of an answer, without the null one."""
    pairs = said if isinstance(said, (list, tuple)) else ()
    return [ref for pair in pairs if (ref := reference(pair)) is not None]


async def accessibility_address() -> str:
    """Where the session bus says that the accessibility bus is.

    :raises Unavailable: there is no session bus, or it names none.
    """
    try:
        async with asyncio.timeout(5):
            return await _ask_address()
    except (OSError, EOFError, TimeoutError, DBusError, Failed, ValueError, KeyError) as error:
        raise Unavailable(
            "the accessibility bus", type(error).__name__, "apt-get install at-spi2-core"
        ) from error


async def _ask_address() -> str:
    session = await MessageBus(bus_type=BusType.SESSION).connect()
    try:
        ask = Message("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress")
        reply = await session.call(ask)
    finally:
        session.disconnect()
    if reply is None or reply.message_type is MessageType.ERROR or not reply.body or not reply.body[0]:
        raise Failed("org.a11y.Bus names no address")
    return str(reply.body[0])
