"""One MCP client's session in core: each call of it becomes a turn of its run.

Promises: one turn at a time; a run that stopped where an effect may have happened is gone on with before
any other begins, whoever began it. Nothing of a screen is in a reply but what the run's gate let pass.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from innervate.boundary.canonical import Json
from innervate.boundary.gateway.served import Reply, Said, Where
from innervate.boundary.gateway.served_way import Checked, of_run
from innervate.core.errors import BadInput, Denied, NeedsPerson, Refused, Unavailable
from innervate.core.outcome import Code
from innervate.core.plan import Ending
from innervate.core.planner import Question
from innervate.core.values import Truth
from innervate.launch.mcp_desk import Served
from innervate.launch.mcp_run import ClientRun, Over
from innervate.launch.mcp_texts import LOOK, Written, plan_of, playbook_of, question_of, steps_of
from innervate.planners.source import Faulty

_GONE_SECONDS = 90.0
"""As long as a step that is under way may take when the client is gone."""


class Tool(StrEnum):
    """What a client may call. PLAYBOOK: read one, as a resource."""

    OBSERVE = "observe"
    ACT = "act"
    RUN = "run"
    ASK = "ask"
    STATUS = "status"
    RUNS = "runs"
    PLAYBOOK = "playbook"


@dataclass(slots=True, eq=False)
class Call:
    """One call; its client may give it up."""

    tool: Tool
    arguments: Mapping[str, Json]
    cancelled: bool = False


@dataclass(slots=True)
class Session:
    """served: what all sessions have in common.

    _resume: the run to go on with. _epoch: the View that the client was told last, 0 for none that it can
    still know. _earlier: codes that it was not told.
    """

    served: Served
    _live: ClientRun | None = None
    _resume: str | None = None
    _began: bool = False
    _epoch: int = 0
    _earlier: tuple[Code, ...] = ()
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    _under_way: Call | None = None

    async def answer(self, call: Call) -> Checked:
        """What the client is told.

        :raises PrivacyRefused: it may not be told. :raises Lost: journal or state are gone.
        """
        try:
            match call.tool:
                case Tool.STATUS:
                    return Checked(self._status())
                case Tool.RUNS:
                    return Checked(Reply(Said.OK, runs=self.served.runs()))
                case Tool.PLAYBOOK:
                    return Checked(self.served.public_playbook(_name(call.arguments)))
            async with self._turn:
                self._under_way = call
                return Checked(Reply(Said.OK)) if call.cancelled else await self._turned(call)
        except Faulty as faulty:
            return Checked(Reply(Said.COMPLAINTS, complaints=faulty.complaints))
        except BadInput:
            return Checked(Reply(Said.ARGUMENTS))

    def cancel(self, call: Call) -> None:
        """Its client wants no answer any more: the step under way is finished, the next not begun."""
        call.cancelled = True
        if self._under_way is call and self._live is not None:
            self._live.cancel()

    def unheard(self, reply: Reply) -> None:
        """What was last said did not reach the client."""
        self._earlier += tuple(reply.codes)
        self._epoch = 0

    @property
    def rests(self) -> bool:
        """Whether none of its runs is under way."""
        return self._live is None or self._live.ended() is not None

    async def close(self) -> None:
        """The client is gone."""
        if self._live is not None:
            await self._live.leave(_GONE_SECONDS)

    # turns

    async def _turned(self, call: Call) -> Checked:
        written = self._written(call)
        if written is None:
            return Checked(Reply(Said.NO_PLAYBOOK))
        live = self._live
        if live is None or live.ended() is not None:
            live = self._begun()
            said = await live.turn()
            if isinstance(said, Over):
                return self._over(live, said)
            if live.went_on:
                return self._told(live, Reply(Said.WENT_ON, codes=tuple(live.codes)), said)
            if call.tool is Tool.OBSERVE:
                return self._told(live, Reply(Said.OK), said)
        if call.tool is Tool.OBSERVE and call.arguments.get("since") != self._epoch:
            self._epoch = 0
        if not self._epoch:
            live.teller.forget()
        said = await live.turn(written.text)
        if isinstance(said, Over):
            # It had just been parked, because nobody called.
            return await self._turned(call) if said.unread else self._over(live, said)
        return self._told(live, _reply(call.tool, live, said, written), said)

    def _begun(self) -> ClientRun:
        """A run under way, a new one or one that goes on."""
        if self._live is None and not self._began:
            self._resume = self.served.owed()
        self._note_end()
        self._began, self._epoch = True, 0
        self._live = self.served.client_run()
        self._live.begin(self._resume)
        return self._live

    def _note_end(self) -> None:
        """Whether the run before is the one to go on with."""
        live = self._live
        over = live.over if live is not None else None
        if live is None or over is None or not over.begun:
            return
        waits = isinstance(over.error, NeedsPerson) and over.error.code is Code.PLAN_OVER_BUDGET
        lost = over.error is not None and not isinstance(over.error, Refused)
        self._resume = live.run if waits or lost or self.served.may_have_had_an_effect(live.run) else None

    def _written(self, call: Call) -> Written | None:
        """The plan of a call; None where it names a playbook that is not there.

        :raises Faulty: it is no YAML. :raises BadInput: arguments are missing, or others are given.
        """
        names, given = self.served.applications, call.arguments
        match call.tool, given:
            case Tool.OBSERVE, {**rest} if not rest.keys() - {"since"}:
                return Written(LOOK)
            case Tool.ACT, {"steps": steps, **rest} if not rest:
                return steps_of(steps, names)
            case Tool.ASK, {"condition": condition, **rest} if not rest:
                return question_of(condition, names)
            case Tool.RUN, {"plan": plan, **rest} if not rest:
                return plan_of(plan, names)
            case Tool.RUN, {"playbook": str(name), **rest} if not rest.keys() - {"with"}:
                values = rest.get("with") or {}
                text = self.served.playbook(name)
                if not isinstance(values, dict):
                    raise BadInput("values by name", "something else")
                return playbook_of(text, values) if text is not None else None
        raise BadInput("the arguments of a tool", "others")

    def _told(self, live: ClientRun, reply: Reply, asked: Question) -> Checked:
        """A reply with what shows now.

        :raises PrivacyRefused: the View may not leave.
        """
        assert live.handles is not None
        view = asked.changed.decode()
        reply = replace(reply, earlier=self._earlier, view=view)
        found = of_run(reply, live.handles, live.run)
        self._earlier, self._epoch = (), int(view.split(maxsplit=2)[1])
        return found

    def _over(self, live: ClientRun, over: Over) -> Checked:
        error = over.error
        if over.begun and (over.refused or (over.how is not None and not over.paid)):
            # How it ended may say what was asked of private values, and could not be charged.
            return Checked(Reply(Said.OVER_BUDGET, run=live.run), run=live.run)
        codes = tuple(live.codes) if over.paid else ()
        match over.how:
            case Ending.GIVE_UP:
                return Checked(Reply(Said.GIVEN_UP, run=live.run, codes=codes), run=live.run)
            case Ending():
                return Checked(Reply(Said.DONE, run=live.run, codes=codes), run=live.run)
        assert error is not None
        if not over.begun:
            return Checked(Reply(Said.BUSY if isinstance(error, Denied) else Said.UNAVAILABLE))
        if error.code is Code.PLAN_OVER_BUDGET:
            return Checked(Reply(Said.OVER_BUDGET, run=live.run, codes=codes), run=live.run)
        return Checked(
            Reply(Said.PARKED, run=live.run, codes=codes, parked=error.code if over.paid else None),
            run=live.run,
        )

    def _status(self) -> Reply:
        live, left = self._live, self.served.left()
        if live is None:
            return Reply(Said.OK, where=Where.NOTHING, left=left)
        over = live.ended()
        if over is None:
            where = Where.WAITING if live.waiting else Where.WORKING
        elif isinstance(over.error, Unavailable) and over.begun:
            where = Where.WAITING  # parked because nobody called: the next call goes on
        elif over.begun and over.refused:
            where = Where.NOTHING  # whether it is parked was not paid for
        else:
            where = Where.PARKED if over.error is not None and over.begun else Where.NOTHING
        return Reply(Said.OK, run=live.run or None, where=where, left=left)


def _reply(tool: Tool, live: ClientRun, asked: Question, written: Written) -> Reply:
    if asked.complaints:
        return Reply(Said.COMPLAINTS, complaints=written.told(asked.complaints))
    match tool:
        case Tool.OBSERVE:
            return Reply(Said.OK)
        case Tool.ASK:
            answer = {True: Truth.TRUE, False: Truth.FALSE, None: Truth.UNKNOWN}[live.taken]
            return Reply(Said.OK, answer=answer, codes=tuple(live.codes))
    return Reply(Said.OK, codes=tuple(live.codes))


def _name(arguments: Mapping[str, Json]) -> str:
    """
    :raises BadInput: there is none.
    """
    match arguments:
        case {"playbook": str(name), **rest} if not rest:
            return name
    raise BadInput("the name of a playbook", "something else")
