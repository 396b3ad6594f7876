"""Method calls on a bus, bounded in number and time, each a future and none a task.

Promises: never more than 128 in flight (with some 200 dbus-fast runs into a full socket), and no more than 64
of them to one application, so that one that hangs doesn't hold up the others; none waits longer than its time
once it is sent; those that are in flight when the bus goes away are `Lost`. A tree costs hundreds of calls,
so each is a future and a timer, where a task, two semaphores and a timeout cost three times as much.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial

from dbus_fast import Message, MessageType
from dbus_fast.aio import MessageBus

from innervate.core.errors import Lost

_IN_FLIGHT = 128
_IN_FLIGHT_TO_ONE = 64

Answer = asyncio.Future[list[object]]


class Failed(Exception):
    """An accessible answered with an error: it is gone, or lacks the interface."""


class Silent(Exception):
    """An application did not answer in time."""


def gone() -> Lost:
    """The error for a bus that went away."""
    return Lost("an answer on the accessibility bus", "the connection is closed", "start the desktop again")


@dataclass(slots=True)
class _Line:
    """The calls to one application: how many are in flight, and those that wait for room."""

    in_flight: int = 0
    waiting: deque[tuple[Message, float, Answer]] = field(default_factory=deque)


class Calls:
    """The calls on one connection. ended: done when it is gone, and all that was under way is lost."""

    def __init__(self, bus: MessageBus) -> None:
        self._bus = bus
        self._loop = asyncio.get_running_loop()
        self._in_flight: dict[int, Answer] = {}
        self._lines: dict[str, _Line] = {}
        self._waiting = 0
        bus.add_message_handler(self._answered)
        self.ended = asyncio.ensure_future(self._await_end())

    def ask(self, message: Message, seconds: float) -> Answer:
        """Send a call, at once or as soon as there is room; the values of its answer.

        Its future raises Failed: the answer is an error. Silent: none came in time. Lost: the bus is gone.
        """
        answer: Answer = self._loop.create_future()
        name = message.destination or ""
        line = self._lines.get(name)
        if line is None:
            line = self._lines[name] = _Line()
        if self._has_room(line):
            self._send(line, message, seconds, answer)
        else:
            line.waiting.append((message, seconds, answer))
            self._waiting += 1
        return answer

    def forget(self, name: str) -> None:
        """A name has left the bus: nobody will answer."""
        for _, _, answer in self._lines.pop(name, _Line()).waiting:
            self._waiting -= 1
            _fail(answer, Failed("the application has left"))

    def _has_room(self, line: _Line) -> bool:
        return line.in_flight < _IN_FLIGHT_TO_ONE and len(self._in_flight) < _IN_FLIGHT

    def _send(self, line: _Line, message: Message, seconds: float, answer: Answer) -> None:
        if not self._bus.connected:
            _fail(answer, gone())
            return
        sent = self._bus.send(message)
        if sent.done():
            sent.exception()  # heard: the connection ends, and its end is told below
        else:
            sent.add_done_callback(asyncio.Future.exception)
        self._in_flight[message.serial] = answer
        line.in_flight += 1
        timer = self._loop.call_later(seconds, _expire, message, answer)
        answer.add_done_callback(partial(self._settled, line, message.serial, timer))

    def _settled(self, line: _Line, serial: int, timer: asyncio.TimerHandle, _: Answer) -> None:
        """An answer came, or none will: there is room for the next call."""
        timer.cancel()
        self._in_flight.pop(serial, None)
        line.in_flight -= 1
        if not self._waiting:
            return
        for each in self._lines.values():
            while each.waiting and self._has_room(each):
                message, seconds, answer = each.waiting.popleft()
                self._waiting -= 1
                if not answer.done():
                    self._send(each, message, seconds, answer)

    def _answered(self, message: Message) -> bool:
        """Whether it was an answer to one of these calls."""
        answer = self._in_flight.get(message.reply_serial)
        if answer is None:
            return False
        if message.message_type is MessageType.METHOD_RETURN:
            if not answer.done():
                answer.set_result(message.body)
            return True
        if message.message_type is MessageType.ERROR:
            _fail(answer, Failed(message.error_name or ""))
            return True
        return False

    async def _await_end(self) -> None:
        with suppress(OSError, EOFError):
            await self._bus.wait_for_disconnect()  # type: ignore[no-untyped-call]
        waiting = [answer for line in self._lines.values() for _, _, answer in line.waiting]
        for answer in [*self._in_flight.values(), *waiting]:
            _fail(answer, gone())


def _expire(message: Message, answer: Answer) -> None:
    _fail(answer, Silent(f"{message.member} of {message.destination}{message.path}"))


def _fail(answer: Answer, error: Exception) -> None:
    if not answer.done():
        answer.set_exception(error)
        answer.exception()  # so that one whom nobody awaits any more makes no noise


async def answers_of(asked: Sequence[Answer]) -> list[Sequence[object]]:
    """What was answered; nothing where the answer was an error."""
    found: list[Sequence[object]] = []
    for each in asked:
        try:
            found.append(await each)
        except Failed:
            found.append(())
    return found
