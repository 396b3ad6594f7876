"""One run whose planner is an MCP client: what the loop asks is told as the answer to a call, and the next
call brings the plan.

Promises: what is told was charged before, also how a run ended or why it was parked; a call that is
cancelled stops before the next step, and never within one; a client that is gone, or that is silent for too
long, leaves a run that is parked where nothing is under way, so that going on with it does nothing twice.
"""

from __future__ import annotations

import asyncio
import sys
from dataclasses import dataclass, field

from innervate.app import App, Asked, AskPerson, Wish
from innervate.boundary.changes import Teller
from innervate.boundary.crashes import told
from innervate.boundary.gate import Gate
from innervate.boundary.goal import Goal
from innervate.boundary.handles import Handles
from innervate.boundary.leakage import Charges
from innervate.core.errors import BadInput, Denied, InnervateError, Lost, NeedsPerson, Stale, Unavailable
from innervate.core.event import (
    Branched,
    Parked,
    Planned,
    RunEnded,
    Stamped,
    StepEnded,
    StepStarted,
)
from innervate.core.outcome import Code, Verdict
from innervate.core.plan import Ending
from innervate.core.planner import Answer, Question
from innervate.core.usage import NOTHING, Usage
from innervate.launch.mcp_texts import LOOK
from innervate.runtime.planning import Bounds
from innervate.runtime.record import Watcher

GOAL = "What an MCP client asks for"
"""Its runs are called so."""
END = "end"
BOUNDS = Bounds(plans=500, answers=50)
"""A client plans step by step."""


@dataclass(frozen=True, slots=True)
class Over:
    """The run came to an end, or was parked. paid: whether codes may be told; refused: it could not be
    paid. begun: whether anything was written down. unread: the plan that was given was not looked at."""

    how: Ending | None
    error: InnervateError | None
    paid: bool
    refused: bool
    begun: bool
    unread: bool


@dataclass(slots=True)
class ClientRun:
    """idle: seconds without a call after which the run is parked. ask: the person, where there is a
    terminal.

    codes: how the steps of the plan under way ended, in order, ends left out. taken: how its first branch
    went. went_on: whether steps were done before the client was asked for a plan of its own.
    """

    app: App
    idle: float
    ask: AskPerson | None = None
    watchers: tuple[Watcher, ...] = ()
    teller: Teller = field(default_factory=Teller)
    run: str = ""
    gate: Gate | None = None
    handles: Handles | None = None
    codes: list[Code] = field(default_factory=list)
    taken: bool | None = None
    went_on: bool = False
    over: Over | None = None
    _charges: Charges | None = None
    _composite: set[str] = field(default_factory=set)
    _ends: set[str] = field(default_factory=set)
    _questions: asyncio.Queue[Question] = field(default_factory=asyncio.Queue)
    _answers: asyncio.Queue[str] = field(default_factory=asyncio.Queue)
    _waiting: bool = False
    _walked: bool = False
    _stop: InnervateError | None = None
    _leaving: InnervateError | None = None
    _rested: bool = False
    _paid: bool = False
    _refused: bool = False
    _task: asyncio.Task[Ending] | None = None

    def begin(self, resume: str | None = None) -> None:
        """Start, or go on with the run `resume`."""
        self._task = asyncio.create_task(self._reached(resume))

    async def turn(self, plan: str | None = None) -> Question | Over:
        """Give the plan that is waited for, if any, and wait for what the loop says next."""
        if plan is not None:
            self._answers.put_nowait(plan)
        assert self._task is not None
        next_one = asyncio.ensure_future(self._questions.get())
        try:
            await asyncio.wait({next_one, self._task}, return_when=asyncio.FIRST_COMPLETED)
            if next_one.done():
                return next_one.result()
        finally:
            next_one.cancel()
        over = self.ended()
        assert over is not None
        return over

    @property
    def waiting(self) -> bool:
        """Whether the client's next call is waited for."""
        return self._waiting

    def ended(self) -> Over | None:
        """What the run came to; None while it goes on."""
        if self.over is None and self._task is not None and self._task.done():
            self.over = self._over(self._task)
        return self.over

    def cancel(self) -> None:
        """Stop before the next step; the run goes on."""
        if not self._waiting:
            self._stop = Stale("the next step", "its call was cancelled", code=Code.PERSON_DECLINED)

    async def leave(self, seconds: float) -> None:
        """The client is gone: stop before the next step, and park."""
        if self._task is None or self._task.done():
            return
        gone = Unavailable("the MCP client", "it is gone", "connect it again")
        self._leaving = self._leaving or gone
        if self._waiting:
            self._answers.put_nowait(LOOK)
        else:
            self._stop = gone
        await asyncio.wait({self._task}, timeout=seconds)
        self._task.cancel()
        await asyncio.wait({self._task})

    # as a planner

    def planner(self, gate: Gate, handles: Handles, run: str, charges: Charges) -> ClientRun:
        """Itself, as the app makes planners."""
        self.gate, self.handles, self._charges = gate, handles, charges
        return self

    async def plan(self, asked: Question, spent: Usage = NOTHING) -> Answer:
        """What the client's next call brings.

        :raises PrivacyRefused: the View may not leave.
        :raises NeedsPerson: more would be told than the budgets allow.
        :raises Unavailable: the client is gone, or silent.
        """
        assert self.gate is not None
        assert self._charges is not None
        self._stop = None
        if self._leaving is None:
            self.gate.check(asked.changed)
            try:
                self._charges.charge()
            except NeedsPerson as refused:
                self._leaving = refused
        if self._leaving is None:
            self.went_on, self._walked = self._walked, False
            self._questions.put_nowait(asked)
            answer = await self._answer()
            if self._leaving is None:
                return Answer(answer)
        if not self._rested:
            # The plan before may have failed at a step: whoever goes on is not to try that again unasked.
            self._rested = True
            return Answer(LOOK)
        raise self._leaving

    def close(self) -> None:
        """Nothing is held."""

    async def _answer(self) -> str:
        self._waiting = True
        try:
            return await asyncio.wait_for(self._answers.get(), self.idle)
        except TimeoutError:
            self._leaving = Unavailable("a call of the MCP client", f"none for {self.idle:g} seconds", "call")
            return LOOK
        finally:
            self._waiting = False

    # as one who watches

    def __call__(self, stamped: Stamped) -> None:
        """:raises InnervateError: the step that begins is not to be done."""
        self.run = stamped.run
        match stamped.event:
            case Planned():
                self.codes, self.taken = [], None
                self._composite.clear()
            case StepStarted(path=path, composite=composite, verb=verb):
                self._walked = True
                if composite:
                    self._composite.add(path)
                if verb == END:
                    self._ends.add(path)
                if self._stop is not None:
                    raise self._stop
            case StepEnded() as ended:
                self._count(ended)
            case Branched(taken=taken) if self.taken is None:
                self.taken = taken
            case RunEnded() | Parked():
                self._settle()

    def _count(self, ended: StepEnded) -> None:
        """The code of a step; of one that consists of others only if none of those says what went wrong."""
        whole = ended.path in self._composite
        if ended.path in self._ends and ended.verdict is Verdict.CONFIRMED:
            return
        if whole and (ended.verdict is Verdict.CONFIRMED or ended.code in self.codes[-1:]):
            return
        self.codes.append(ended.code)

    def _settle(self) -> None:
        """How it ended is told, so it is paid for, while the journal can still say so."""
        if self._charges is None:
            return
        try:
            self._charges.charge()
            self._paid = True
        except (NeedsPerson, BadInput, Denied):
            self._paid, self._refused = False, True

    async def _reached(self, resume: str | None) -> Ending:
        handles = Handles(recognition=self.app.recognition())
        _, how = await self.app.run(
            None,
            wish=Wish(Goal(GOAL, ()), handles) if resume is None else None,
            planners=[Asked("mcp", self.planner)],
            resume=resume,
            watchers=(self, *self.watchers),
            ask=self.ask,
            teller=self.teller,
            bounds=BOUNDS,
        )
        return how

    def _over(self, task: asyncio.Task[Ending]) -> Over:
        fault = task.exception()
        how = task.result() if fault is None else None
        if fault is not None and not isinstance(fault, InnervateError):
            # A fault of innervate's own: its message may quote a screen.
            print(told(type(fault), fault, fault.__traceback__), file=sys.stderr)
            fault = Lost("the run to go on", type(fault).__name__, "see its report")
        return Over(how, fault, self._paid, self._refused, bool(self.run), not self._answers.empty())
