"""An application on the accessibility bus that behaves as no application should; run as a program of its own.

    python -m tests.surfaces.x11.liar BEHAVIOUR

It embeds itself with the registry like any application and answers by rule, so that its tree may be endless.
"""

from __future__ import annotations

import asyncio
import itertools
import os
import sys
from collections.abc import Callable

from dbus_fast import BusType, Message, MessageType, Variant
from dbus_fast.aio import MessageBus

ROOT = "/org/a11y/atspi/accessible/root"
WINDOW = "/w"
NULL = "/org/a11y/atspi/null"
SHOWING = 1 << 24 | 1 << 25 | 1 << 30
APPLICATION, FRAME, BUTTON, LIST, PANEL = 75, 23, 43, 31, 39

Reply = tuple[str, list[object]] | None


class Liar:
    """A well-behaved application with a window of three buttons; behaviours override what it answers."""

    def __init__(self, bus: MessageBus) -> None:
        self.bus = bus
        self.name = bus.unique_name or ""
        self.calls = 0
        self.fresh = itertools.count()

    def children(self, path: str) -> list[str]:
        return {ROOT: [WINDOW], WINDOW: ["/w/1", "/w/2", "/w/3"]}.get(path, [])

    def count(self, path: str) -> int:
        return len(self.children(path))

    def role(self, path: str) -> int:
        return {ROOT: APPLICATION, WINDOW: FRAME}.get(path, BUTTON)

    def label(self, path: str) -> str:
        return "" if path == ROOT else f"name of {path}"

    def parent(self, path: str) -> str:
        return ROOT if path == WINDOW else NULL if path == ROOT else WINDOW

    def extents(self, path: str) -> Reply:
        return "(iiii)", [[10, 10, 100, 20]]

    def states(self, path: str) -> Reply:
        return "au", [[SHOWING, 0]]

    def at_point(self, path: str) -> str:
        return NULL

    def items(self) -> Reply:
        return None

    def answer(self, path: str, member: str, body: list[object]) -> Reply:
        self.calls += 1
        match member:
            case "GetChildren":
                return "a(so)", [[[self.name, child] for child in self.children(path)]]
            case "GetChildAtIndex" | "GetAccessibleAt" | "GetAccessibleAtPoint":
                return "(so)", [[self.name, self.at_point(path)]]
            case "GetState":
                return self.states(path)
            case "GetRole":
                return "u", [self.role(path)]
            case "GetExtents":
                return self.extents(path)
            case "GetItems":
                return self.items()
            case "GetAll":
                return "a{sv}", [
                    {name: self.property(path, name) for name in ("Name", "ChildCount", "Parent")}
                ]
            case "Get":
                return "v", [self.property(path, str(body[1]))]
        return None

    def property(self, path: str, name: str) -> Variant:
        match name:
            case "Parent":
                return Variant("(so)", [self.name, self.parent(path)])
            case "ChildCount":
                return Variant("i", self.count(path))
            case "ToolkitName":
                return Variant("s", "gtk")
            case "Version":
                return Variant("s", "3.24.0")
            case "Name":
                return Variant("s", self.label(path))
        return Variant("s", "")

    def handle(self, message: Message) -> Message | bool:
        if message.message_type is not MessageType.METHOD_CALL:
            return False
        reply = self.answer(message.path or "", message.member or "", list(message.body))
        if reply is None:
            return Message.new_error(message, "org.freedesktop.DBus.Error.UnknownMethod", "no")
        return Message.new_method_return(message, *reply)


class Endless(Liar):
    """Each accessible has ten children that nobody has seen before."""

    def children(self, path: str) -> list[str]:
        if path == ROOT:
            return [WINDOW]
        return [f"/w/{next(self.fresh)}" for _ in range(10)]

    def count(self, path: str) -> int:
        return 10

    def role(self, path: str) -> int:
        return {ROOT: APPLICATION, WINDOW: FRAME}.get(path, PANEL)


class Cyclic(Liar):
    """Children are their own parents, and the root is everybody's child."""

    def children(self, path: str) -> list[str]:
        return {
            ROOT: [WINDOW],
            WINDOW: ["/w/1", WINDOW, ROOT],
            "/w/1": ["/w/2"],
            "/w/2": ["/w/1", WINDOW],
        }.get(path, [])


class Crowd(Liar):
    """A list says that it has 2^31 - 1 children, points at new ones for ever, and dies of being listed."""

    def children(self, path: str) -> list[str]:
        if path == "/w/list":
            os._exit(3)
        return {ROOT: [WINDOW], WINDOW: ["/w/list", "/w/1"]}.get(path, [])

    def count(self, path: str) -> int:
        return 2**31 - 1 if path == "/w/list" else super().count(path)

    def role(self, path: str) -> int:
        return LIST if path == "/w/list" else super().role(path)

    def extents(self, path: str) -> Reply:
        return "(iiii)", [[0, 0, 1000, 800] if path in (WINDOW, "/w/list") else [0, 0, 1, 1]]

    def at_point(self, path: str) -> str:
        return f"/w/list/{next(self.fresh)}"

    def parent(self, path: str) -> str:
        return f"/w/list/{next(self.fresh)}" if path.startswith("/w/list/") else super().parent(path)


class Absurd(Liar):
    """Places outside of all reason, and of the wrong type."""

    def extents(self, path: str) -> Reply:
        match path:
            case "/w/1":
                return "(iiii)", [[-(2**31), -(2**31), 2**31 - 1, 2**31 - 1]]
            case "/w/2":
                return "(iiii)", [[5, 5, -7, -9]]
            case "/w/3":
                return "(ssss)", [["left", "top", "wide", "high"]]
        return super().extents(path)


class Garbage(Liar):
    """Answers of the right names and the wrong types."""

    def states(self, path: str) -> Reply:
        return ("as", [["showing"]]) if path == "/w/1" else super().states(path)

    def property(self, path: str, name: str) -> Variant:
        if path == "/w/2":
            return Variant("s", "seven") if name == "ChildCount" else Variant("i", 7)
        return super().property(path, name)

    def items(self) -> Reply:
        return "a(sis)", [[["this", 1, "is not it"]] * 10]


class Stranger(Liar):
    """Children claim other parents, and what is offered contradicts what is told."""

    def parent(self, path: str) -> str:
        return "/somebody/else"

    def items(self) -> Reply:
        def item(path: str, parent: str, index: int, count: int, name: str) -> list[object]:
            refs = [[self.name, each] for each in (path, ROOT, parent)]
            return [*refs, index, count, [], name, self.role(path), "", [SHOWING, 0]]

        offered = [
            item(ROOT, NULL, -1, 1, ""),
            item(WINDOW, ROOT, 0, 3, "a window"),
            item("/w/1", "/somebody/else", 0, 0, "a lie"),
            item("/w/2", WINDOW, 0, 0, "offered"),
            item("/w/9", WINDOW, 0, 0, "not there"),
        ]
        return "a((so)(so)(so)iiassusau)", [offered]


class Giant(Liar):
    """Names of eight megabytes, and a child list that is longer than it was said to be."""

    def label(self, path: str) -> str:
        return "x" * (8 << 20) if path.startswith("/w/") else super().label(path)

    def children(self, path: str) -> list[str]:
        if path == "/w/3":
            return [f"/w/3/{index}" for index in range(100_000)]
        return super().children(path)

    def count(self, path: str) -> int:
        return 0 if path.startswith("/w/3/") else 3

    def states(self, path: str) -> Reply:
        return ("au", [[0, 0]]) if path.startswith("/w/3/") else super().states(path)


class Dying(Liar):
    """Gone in the middle of a walk."""

    def children(self, path: str) -> list[str]:
        return [f"/w/{index}" for index in range(300)] if path == WINDOW else super().children(path)

    def answer(self, path: str, member: str, body: list[object]) -> Reply:
        if self.calls > 200:
            os._exit(4)
        return super().answer(path, member, body)


class Slow(Endless):
    """Endless, and each answer takes a while."""

    def handle(self, message: Message) -> Message | bool:
        reply = super().handle(message)
        if isinstance(reply, Message):
            asyncio.get_running_loop().call_later(0.2, self.bus.send, reply)
        return True


class Noisy(Liar):
    """Tells of thousands of new accessibles a second."""

    def shout(self) -> None:
        for _ in range(60):
            child = Variant("(so)", [self.name, f"/new/{next(self.fresh)}"])
            body = ["showing", 1, 0, child, {}]
            path, interface = f"/new/{next(self.fresh)}", "org.a11y.atspi.Event.Object"
            self.bus.send(
                Message(
                    path=path,
                    interface=interface,
                    member="StateChanged",
                    message_type=MessageType.SIGNAL,
                    signature="siiva{sv}",
                    body=body,
                )
            )
        asyncio.get_running_loop().call_later(0.01, self.shout)


BEHAVIOURS: dict[str, Callable[[MessageBus], Liar]] = {
    each.__name__.lower(): each
    for each in (Liar, Endless, Cyclic, Crowd, Absurd, Garbage, Stranger, Giant, Dying, Slow, Noisy)
}


async def main(behaviour: str) -> None:
    address = os.environ["AT_SPI_BUS_ADDRESS"]
    bus = await MessageBus(bus_type=BusType.SESSION, bus_address=address).connect()
    bus._sock.setblocking(True)  # with a full socket dbus-fast gives up, and a liar has much to say
    liar = BEHAVIOURS[behaviour](bus)
    bus.add_message_handler(liar.handle)
    registry = ("org.a11y.atspi.Registry", ROOT, "org.a11y.atspi.Socket", "Embed")
    await bus.call(Message(*registry, signature="(so)", body=[[bus.unique_name, ROOT]]))
    if isinstance(liar, Noisy):
        liar.shout()
    await bus.wait_for_disconnect()  # type: ignore[no-untyped-call]


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
