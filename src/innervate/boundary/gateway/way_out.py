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
from collections.abc import Mapping
from dataclasses import replace
from typing import Protocol

from innervate.boundary.canonical import Json
from innervate.boundary.gate import Gate
from innervate.boundary.gateway.channel import Channel
from innervate.boundary.gateway.clearance import LEFT, Cleared, Told
from innervate.boundary.gateway.template import Template, own_words, said, written
from innervate.boundary.leakage import Charges
from innervate.boundary.ledger import Ledger
from innervate.boundary.ledger_records import Face, Kind
from innervate.core.errors import BadInput, Lost, PrivacyRefused, Unavailable
from innervate.core.planner import Question
from innervate.core.view import HANDLE, Handle, read_handle

_GRACE = 60.0
"""Seconds that the gateway may take beyond what the planner may."""
_LONGEST_RUN = 16
"""Words of a goal that are looked up together."""
_MOST_SENDINGS = 4
"""Of one question: a client may try again."""


class Known(Protocol):
    """The handles of a run."""

    def issued(self, handle: Handle) -> bool: ...

    def holds_text(self, text: str) -> bool: ...


class WayOut:
    """The planner, as far as core can reach it.

    run: whose ledger entries these are. charges: what the run's plan decided by private values, so far.
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
    ) -> None:
        self._charges = charges
        self._channel, self._template, self._gate, self._handles = channel, template, gate, handles
        self._ledger, self._run = ledger, run
        self._told: set[str] = set()
        self._answers: list[str] = []
        self._number = self._sending = 0
        self._one = threading.Lock()

    async def plan(self, asked: Question) -> str:
        """The planner's answer, not yet read as a plan, to a question whose View passed the gate.

        :raises PrivacyRefused: one of the two keys does not agree; nothing left.
        :raises Unavailable: nothing left, or the planner declined or answered with something else.
        :raises Lost: the gateway or the ledger is gone; what left, if anything, is in the ledger.
        :raises NeedsPerson: more would be told of private values than the budgets allow; nothing left.
        """
        return await asyncio.to_thread(self.plan_now, asked)

    def ask_now(self, view: bytes, goal: str | None = None) -> str:
        """As `plan_now`, of its parts."""
        return self.plan_now(Question(view, goal))

    def plan_now(self, question: Question) -> str:
        """As `plan`, in this thread."""
        with self._one:
            self._gate.check(question.view)
            self._charges.charge()
            asked = own_words(question, self._answers)
            answer = self._exchanged(asked, self._template.body(asked))
            self._answers.append(answer)
            return answer

    def close(self) -> None:
        """The gateway ends when its core is gone."""
        self._channel.close()

    def _exchanged(self, question: Question, expected: bytes) -> str:
        self._number += 1
        names = self._new_handles(written(replace(question, last=None)))
        self._channel.send({**said(question), "ask": self._number, "issued": [*names]})
        self._told.update(names)
        left: list[int] = []
        try:
            while True:
                heard = self._channel.receive(self._template.destination.seconds + _GRACE)
                match heard:
                    case {"answer": number, "told": str(told), "plan": str(plan)} if number == self._number:
                        return self._settled(left, told, plan)
                    case {"propose": int()} if len(left) < _MOST_SENDINGS:
                        self._decide(heard, expected, left)
                    case _:
                        raise Lost("a word of the gateway", "another one", "start the run again")
        except Lost:
            self._end(left, Kind.FAILED)
            raise

    def _decide(self, said: Mapping[str, Json], expected: bytes, left: list[int]) -> None:
        number, signature = said["propose"], said.get("signature")
        self._sending += 1
        to = self._template.destination
        ours = Cleared(self._sending, to.url, to.head(len(expected)), expected)
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
        self._end(left, Kind.FAILED)  # a client tries again: what came of the last sending is not known
        left.append(self._ledger.leaving(self._run, Face.PLANNER, ours.sink, ours.body, ours.head))
        self._channel.send({"release": ours.number, "signature": self._channel.sign(ours.message())})

    def _settled(self, left: list[int], told: str, plan: str) -> str:
        how = Told(told) if told in set(Told) else Told.UNUSABLE
        self._end(left, Kind.SENT if how in LEFT - {Told.FAILED} else _KINDS.get(how, Kind.FAILED))
        match how:
            case Told.ANSWERED if left:
                return plan
            case Told.REFUSED:
                raise PrivacyRefused(
                    "both keys to agree on what leaves", "that they do not", "nothing was sent"
                )
            case _:
                raise Unavailable("an answer of the planner", how.value, "ask again, or use a playbook")

    def _end(self, left: list[int], kind: Kind) -> None:
        """Of the last sending; those before it have their ends."""
        if left and left[-1]:
            self._ledger.ended(left[-1], kind, self._run, Face.PLANNER, self._template.destination.url)
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


_KINDS = {Told.NOT_SENT: Kind.WITHHELD, Told.REFUSED: Kind.WITHHELD}


def _goal_of(template: Template, body: bytes) -> str | None:
    """The goal in a final body: of the bytes themselves, not of what they were made from."""
    content = template.content_of(json.loads(body))
    if content is None:
        raise BadInput("a body of the template", "another one")
    goal = json.loads(content)["goal"]
    return goal if isinstance(goal, str) else None
