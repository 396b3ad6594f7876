"""Core's half of the way out: it asks the gateway, and countersigns only bytes that it would have made
itself.

Promises: `ask` sends a View, or it raises and nothing left. Each sending is in the ledger before it is
signed, with what came of it after. Core makes the body anew from its own template and compares byte by byte,
and looks in whatever is no template, phrase or handle for values that a screen showed. The planner is told
nothing of a refusal; the caller is told no private value.
"""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import Mapping
from dataclasses import replace
from typing import Protocol

from innervate.boundary.canonical import Json
from innervate.boundary.gate import Gate
from innervate.boundary.gateway.channel import Channel
from innervate.boundary.gateway.clearance import NOTHING_LEFT, TODO, UNSURE, Cleared, Told
from innervate.boundary.gateway.destination import MOST_TRIES
from innervate.boundary.gateway.style import MOST_COUNT
from innervate.boundary.gateway.template import Template, own_words, said, written
from innervate.boundary.leakage import Charges
from innervate.boundary.ledger import Ledger
from innervate.boundary.ledger_records import Kind
from innervate.core.errors import BadInput, Lost, PrivacyRefused
from innervate.core.planner import Answer, Question, Unanswered
from innervate.core.usage import NO_BUDGET, NO_PRICE, NOTHING, Budget, Price, Usage
from innervate.core.view import HANDLE, Handle, read_handle

_GRACE = 60.0
"""Seconds that the gateway may take beyond what the planner may."""
_LONGEST_RUN = 16
"""Words of a goal that are looked up together."""
_MOST_SENDINGS = MOST_TRIES
"""Of one question: the gateway may try again."""


_MADE = UNSURE | {Told.TOO_LONG, Told.DECLINED, Told.UNUSABLE}
"""Where something may have been made, and charged for."""


class Known(Protocol):
    """The handles of a run."""

    def issued(self, handle: Handle) -> bool: ...

    def holds_text(self, text: str) -> bool: ...


class WayOut:
    """The planner, as far as core can reach it.

    run: whose ledger entries these are. charges: what the run's plan decided by private values, so far.
    budget, price: of what asking takes.
    """

    def __init__(
        self,
        channel: Channel,
        template: Template,
        gate: Gate,
        handles: Known,
        ledger: Ledger,
        run: str,
        charges: Charges,
        budget: Budget = NO_BUDGET,
        price: Price = NO_PRICE,
    ) -> None:
        self._charges, self._budget, self._price = charges, budget, price
        self._channel, self._template, self._gate, self._handles = channel, template, gate, handles
        self._ledger, self._run = ledger, run
        self._told: set[str] = set()
        self._answers: list[str] = []
        self._number = self._sending = 0
        self._one = threading.Lock()

    async def plan(self, asked: Question, spent: Usage = NOTHING) -> Answer:
        """The planner's answer, not yet read as a plan, to a question whose View passed the gate.

        spent: what the run's questions took so far.

        :raises PrivacyRefused: one of the two keys does not agree; nothing left.
        :raises Unanswered: nothing left, or the planner declined or answered with something else.
        :raises Lost: the gateway or the ledger is gone; what left, if anything, is in the ledger.
        :raises NeedsPerson: the run's budget is spent, or more would be told of private values than the
            budgets allow; nothing left.
        """
        return await asyncio.to_thread(self._answered, asked, spent)

    def ask_now(self, view: bytes, goal: str | None = None) -> str:
        """As `plan_now`, of its parts."""
        return self.plan_now(Question(view, goal))

    def plan_now(self, question: Question) -> str:
        """The text of what `plan` answers, in this thread."""
        return self._answered(question, NOTHING).text

    def close(self) -> None:
        """The gateway ends when its core is gone."""
        self._channel.close()

    def _answered(self, question: Question, spent: Usage) -> Answer:
        with self._one:
            self._budget.require(spent)
            self._gate.check(question.view)
            self._charges.charge()
            asked = own_words(question, self._answers)
            answer = self._exchanged(asked, self._template.body(asked))
            self._answers.append(answer.text)
            return answer

    def _exchanged(self, question: Question, expected: bytes) -> Answer:
        self._number += 1
        names = self._new_handles(written(replace(question, last=None)))
        begun = time.monotonic()
        self._channel.send({**said(question), "ask": self._number, "issued": [*names]})
        self._told.update(names)
        left: list[int] = []
        try:
            while True:
                heard = self._channel.receive(2 * self._template.destination.seconds + _GRACE)
                match heard:
                    case {
                        "answer": number,
                        "told": str(told),
                        "plan": str(plan),
                        "used": used,
                    } if number == self._number:
                        how = Told(told) if told in set(Told) else Told.UNUSABLE
                        taken = self._taken(how, used, expected, plan, bool(left))
                        usage = self._usage(*taken, time.monotonic() - begun)
                        return self._settled(left, how, plan, usage)
                    case {"propose": int()} if len(left) < _MOST_SENDINGS:
                        self._decide(heard, expected, left)
                    case _:
                        raise Lost("a word of the gateway", "another one", "start the run again")
        except Lost:
            self._end(left, Kind.FAILED)
            raise

    def _taken(self, how: Told, used: Json, body: bytes, plan: str, sent: bool) -> tuple[int, int, int, bool]:
        """Tokens of input, cached, of output, and whether the planner's server said so; else the most that
        they can have been: one a byte."""
        match used:
            case [int(read), int(cached), int(made)] if all(_is_count(n) for n in (read, cached, made)):
                return read, min(read, cached), made, True
        if not sent or how in NOTHING_LEFT:
            return 0, 0, 0, True
        if how is Told.ANSWERED:
            return len(body), 0, len(plan.encode()), False
        if how in _MADE:
            return len(body), 0, self._template.destination.most_tokens, False
        return 0, 0, 0, True  # nothing is charged for what was turned away

    def _usage(self, read: int, cached: int, made: int, sure: bool, seconds: float) -> Usage:
        return Usage(read, cached, made, seconds, self._price.of(read, cached, made), sure)

    def _decide(self, said: Mapping[str, Json], expected: bytes, left: list[int]) -> None:
        number, signature = said["propose"], said.get("signature")
        self._sending += 1
        to = self._template.destination
        ours = Cleared(self._sending, to.sink, to.head(len(expected)), expected)
        theirs = (said.get("sink"), said.get("head"), said.get("body"))
        agreed = (
            number == ours.number
            and theirs == (ours.sink, ours.head, expected.decode())
            and self._channel.verifies(signature, ours.message())
            and not self._shows_a_value(expected)
        )
        if not agreed:
            self._channel.send({"withhold": number})
            return
        last = str(said.get("became"))
        self._end(left, _kind(Told(last)) if last in set(Told) else Kind.FAILED)
        left.append(self._ledger.leaving(self._run, to.face, ours.sink, ours.body, ours.head))
        self._channel.send({"release": ours.number, "signature": self._channel.sign(ours.message())})

    def _settled(self, left: list[int], how: Told, plan: str, usage: Usage) -> Answer:
        self._end(left, _kind(how))
        match how:
            case Told.ANSWERED if left:
                return Answer(plan, usage)
            case Told.REFUSED:
                raise PrivacyRefused(
                    "both keys to agree on what leaves", "that they do not", "nothing was sent"
                )
            case _:
                todo = TODO.get(how, "start the run again")
                raise Unanswered("an answer of the planner", how.value, todo, usage)

    def _end(self, left: list[int], kind: Kind) -> None:
        """Of the last sending; those before it have their ends."""
        if left and left[-1]:
            to = self._template.destination
            self._ledger.ended(left[-1], kind, self._run, to.face, to.sink)
            left[-1] = 0

    def _new_handles(self, content: str) -> list[str]:
        """Names in the question that the gateway does not know yet.

        :raises PrivacyRefused: a name in it was never issued.
        """
        names = {found[0] for found in HANDLE.finditer(content)} - self._told
        for name in names:
            handle = read_handle(name)
            if handle is None or not self._handles.issued(handle):
                raise PrivacyRefused("handles of this run", "one that was never issued", "nothing was sent")
        return sorted(names)

    def _shows_a_value(self, body: bytes) -> bool:
        """Whether any run of the goal's words is a value that a screen showed: that is named by its handle.

        All else in a body was checked leaf by leaf.
        """
        words = HANDLE.sub(" ", _goal_of(self._template, body) or "").split()
        spans = ((i, j) for i in range(len(words)) for j in range(i + 1, i + 1 + _LONGEST_RUN))
        runs = (words[i:j] for i, j in spans)
        return any(self._handles.holds_text(" ".join(run)) for run in runs)


def _is_count(number: int) -> bool:
    return type(number) is int and 0 <= number <= 10 * MOST_COUNT


def _kind(told: Told) -> Kind:
    """The end of a sending in the ledger."""
    if told in NOTHING_LEFT:
        return Kind.WITHHELD
    return Kind.FAILED if told in UNSURE else Kind.SENT


def _goal_of(template: Template, body: bytes) -> str | None:
    """The goal in a final body: of the bytes themselves, not of what they were made from."""
    content = template.content_of(json.loads(body))
    if content is None:
        raise BadInput("a body of the template", "another one")
    goal = json.loads(content)["goal"]
    return goal if isinstance(goal, str) else None
