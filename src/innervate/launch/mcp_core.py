"""Core's side of `innervate mcp`: calls come from the gateway over one channel, replies go back over
another.

Promises: what is called is checked here, since the gateway is no more trusted than a planner; each reply is
in the ledger before it is signed; when the gateway is gone, so is every client: the step under way is
finished, and their runs are parked. Refuses more sessions and calls than a few people's clients can have.
"""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

from innervate.boundary.canonical import Json
from innervate.boundary.crashes import told
from innervate.boundary.gateway.channel import Channel
from innervate.boundary.gateway.served import Reply, Said
from innervate.boundary.gateway.served_way import Checked, WayBack
from innervate.core.errors import InnervateError, Lost
from innervate.launch.mcp_desk import Served
from innervate.launch.mcp_session import Call, Session, Tool

MOST_SESSIONS = 64
MOST_CALLS = 64
_PAUSE, _MOST_ENDS = 0.2, 32
_WHOLE_SECONDS = 5.0


@dataclass(slots=True)
class Serving:
    """One server's core. calls: from the gateway. back: to it."""

    served: Served
    calls: Channel
    back: WayBack
    _sessions: dict[str, Session] = field(default_factory=dict)
    _calls: dict[int, tuple[Session, Call]] = field(default_factory=dict)
    _said: dict[int, tuple[Session, Reply]] = field(default_factory=dict)
    _answers: set[asyncio.Task[Checked]] = field(default_factory=set)
    _closing: set[asyncio.Task[None]] = field(default_factory=set)
    _ended: asyncio.Event = field(default_factory=asyncio.Event)
    _broken: InnervateError | None = None
    _ends: list[Mapping[str, Json]] = field(default_factory=list)
    _timer: asyncio.TimerHandle | None = None

    async def serve(self) -> None:
        """Until the gateway is gone, or this process is told to end.

        :raises Lost: nothing can be written down any more.
        """
        loop = asyncio.get_running_loop()
        loop.add_reader(self.calls.fileno(), self._readable)
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            loop.add_signal_handler(number, self._ended.set)
        try:
            await self._ended.wait()
            if self._broken is not None:
                raise self._broken
        finally:
            await asyncio.gather(*(one.close() for one in self._sessions.values()))
            for task in self._answers:
                task.cancel()
            await asyncio.gather(*self._answers, *self._closing, return_exceptions=True)
            self._write_ends()
            loop.remove_reader(self.calls.fileno())
            self.calls.close()
            self.back.close()

    def _readable(self) -> None:
        """A message is sent at once: who sends half of one is not waited for."""
        try:
            self._hear(self.calls.receive(_WHOLE_SECONDS))
        except Lost:
            asyncio.get_running_loop().remove_reader(self.calls.fileno())
            self._ended.set()

    def _hear(self, said: Mapping[str, Json]) -> None:
        match said:
            case {"call": int(number), "session": str(name), "tool": str(tool), "arguments": str(arguments)}:
                if tool in set(Tool) and len(self._calls) < MOST_CALLS:
                    self._called(number, name, Call(Tool(tool), _read(arguments)))
                else:
                    self._send(number, tool if tool in set(Tool) else "-", Checked(Reply(Said.BUSY)), None)
            case {"cancel": int(number)} if number in self._calls:
                session, call = self._calls[number]
                session.cancel(call)
            case {"number": int(number), "sent": bool(sent)}:
                self._ended_later(said)
                session_and_reply = self._said.pop(number, None)
                if session_and_reply is not None and not sent:
                    session_and_reply[0].unheard(session_and_reply[1])
            case {"close": str(name)} if name in self._sessions:
                closing = asyncio.get_running_loop().create_task(self._sessions.pop(name).close())
                self._closing.add(closing)
                closing.add_done_callback(self._closing.discard)

    def _ended_later(self, said: Mapping[str, Json]) -> None:
        """What became of replies is written down when no call waits for the disk."""
        self._ends.append(said)
        if self._timer is not None:
            self._timer.cancel()
        if len(self._ends) >= _MOST_ENDS:
            self._write_ends()
        else:
            self._timer = asyncio.get_running_loop().call_later(_PAUSE, self._write_ends)

    def _write_ends(self) -> None:
        ends, self._ends = self._ends, []
        try:
            for said in ends:
                self.back.ended(said)
        except InnervateError as error:
            self._break(error)

    def _break(self, error: InnervateError) -> None:
        """What can't be written down, or signed, does not leave; nor does anything after it."""
        self._broken = self._broken or error
        self._ended.set()

    def _called(self, number: int, name: str, call: Call) -> None:
        session = self._sessions.get(name)
        if session is None and len(self._sessions) >= MOST_SESSIONS and not self._made_room():
            self._send(number, call.tool, Checked(Reply(Said.BUSY)), None)
            return
        if session is None:
            session = self._sessions[name] = Session(self.served)
        self._calls[number] = (session, call)
        task = asyncio.get_running_loop().create_task(session.answer(call))
        self._answers.add(task)
        task.add_done_callback(self._answers.discard)
        task.add_done_callback(partial(self._answered, number, session, call))

    def _made_room(self) -> bool:
        """Whether a session without a run under way was let go, the oldest first: its client may be gone."""
        busy = [id(session) for session, _ in self._calls.values()]
        for name, session in self._sessions.items():
            if session.rests and id(session) not in busy:
                del self._sessions[name]
                return True
        return False

    def _answered(self, number: int, session: Session, call: Call, task: asyncio.Task[Checked]) -> None:
        """A call's task has ended, in whatever way: one call's fault is not the others'."""
        del self._calls[number]
        fault = asyncio.CancelledError() if task.cancelled() else task.exception()
        if fault is None:
            found = task.result()
        else:
            found = Checked(Reply(Said.UNAVAILABLE))
            _say(fault)
        if call.cancelled:
            session.unheard(found.reply)
        elif not task.cancelled():
            self._send(number, call.tool, found, session)

    def _send(self, call: int, tool: str, found: Checked, session: Session | None) -> None:
        try:
            number = self.back.send(call, f"tools/call {tool}", found)
        except InnervateError as error:
            self._break(error)
            return
        if session is not None:
            self._said[number] = session, found.reply


def _say(fault: BaseException) -> None:
    """For a person, on standard error, which a client keeps: kinds and places, and no words of a screen."""
    if isinstance(fault, InnervateError):
        print(f"innervate mcp: {type(fault).__name__}: {fault.code}", file=sys.stderr)
    elif not isinstance(fault, asyncio.CancelledError):
        print(told(type(fault), fault, fault.__traceback__), file=sys.stderr)


def _read(arguments: str) -> Mapping[str, Json]:
    """The arguments of a call; what is no object is none that a tool takes."""
    try:
        found = json.loads(arguments)
    except (ValueError, RecursionError):
        found = None
    return found if isinstance(found, dict) else {"": found}
