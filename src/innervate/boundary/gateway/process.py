"""The gateway's life: asked by core over its channel, it puts a question to the planner and brings the
answer.

Promises: it ends when core does, and so does a program that plans; it holds no value that a handle stands
for; what it tells core of a failure is one word of a closed vocabulary. Whatever core asks, the way out
checks the bytes, at each try anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from innervate.boundary.canonical import Json
from innervate.boundary.gateway.channel import Channel
from innervate.boundary.gateway.clearance import Cleared, Told
from innervate.boundary.gateway.destination import Program, Target
from innervate.boundary.gateway.leaves import Leaves
from innervate.boundary.gateway.patience import Circuit, Patience
from innervate.boundary.gateway.program import Running
from innervate.boundary.gateway.style import Reply
from innervate.boundary.gateway.template import Template, own_words
from innervate.boundary.gateway.way import Http, Way
from innervate.core.errors import Lost, PrivacyRefused
from innervate.core.outcome import Code
from innervate.core.planner import Complaint, Ended, Fault, Question

_W = TypeVar("_W", Code, Fault)


class Gateway:
    """Serves one core. key: the planner's; None where it is not to be had: then nothing is asked."""

    def __init__(self, channel: Channel, template: Template, leaves: Leaves, key: str | None) -> None:
        self._channel, self._template, self._leaves = channel, template, leaves
        to = template.destination
        self._core = _Core(channel, to.sink)
        self._way = _way(to, template, leaves, self._core, key or "")
        self._keyless = key is None
        self._patience, self._circuit = Patience(to.tries, to.pause, channel.rest), Circuit()

    def serve(self) -> None:
        """Until core is gone."""
        try:
            while True:
                said = self._channel.receive(None)
                reply = self._ask(said)
                self._channel.send({"answer": said.get("ask"), **_told(reply)})
        except Lost:
            return
        finally:
            self._way.close()
            self._channel.close()

    def _ask(self, said: Mapping[str, Json]) -> Reply:
        if self._keyless:
            return Reply(Told.NO_KEY)
        if self._circuit.open:
            return Reply(Told.RESTING)
        try:
            question, issued = _question(said)
            self._leaves.issued.add(issued)
            if own_words(question, self._leaves.answers) != question:
                raise PrivacyRefused("a planner's own words", "others", "nothing was sent")
            body = self._template.body(question)
            reply = self._patience.ask(lambda: self._way.send(body), self._core.became)
            if reply.told is Told.ANSWERED:
                self._leaves.answers.append(reply.text)
        except PrivacyRefused:
            reply = Reply(Told.REFUSED)
        self._circuit.ended(reply.told)
        return reply


def _way(to: Target, template: Template, leaves: Leaves, core: _Core, key: str) -> Way:
    if isinstance(to, Program):
        return Running(to, template, leaves, core)
    return Http(to, template, leaves, core, key)


def _told(reply: Reply) -> dict[str, Json]:
    """What core is told of a reply."""
    taken = reply.taken
    used: Json = None if taken is None else [taken.input, taken.cached, taken.output]
    plan = reply.text if reply.told is Told.ANSWERED else ""
    return {"told": reply.told.value, "plan": plan, "used": used}


class _Core:
    """Core as the transport sees it: it signs what is proposed, or nothing leaves."""

    def __init__(self, channel: Channel, sink: str) -> None:
        self._channel, self._sink = channel, sink
        self._number = 0
        self._pending: tuple[Cleared, Json] | None = None
        self._became: Told | None = None

    def became(self, told: Told) -> None:
        """What came of the last sending, to be told with the next."""
        self._became = told

    def clear(self, head: str, body: bytes) -> Cleared:
        self._number += 1
        proposed = Cleared(self._number, self._sink, head, body)
        self._channel.send(
            {
                "propose": proposed.number,
                "sink": proposed.sink,
                "head": proposed.head,
                "body": proposed.body.decode(),
                "signature": self._channel.sign(proposed.message()),
                "became": self._became.value if self._became else None,
            }
        )
        self._became = None
        decided = self._channel.receive(60.0)
        if decided.get("release") != proposed.number:
            raise PrivacyRefused("core to agree", "that it does not", "nothing was sent")
        self._pending = (proposed, decided.get("signature"))
        return proposed

    def holds(self, cleared: Cleared) -> bool:
        pending, self._pending = self._pending, None
        return (
            pending is not None
            and pending[0] == cleared
            and self._channel.verifies(pending[1], cleared.message())
        )


def _question(said: Mapping[str, Json]) -> tuple[Question, Sequence[Json]]:
    """
    :raises PrivacyRefused: core asks in another form.
    """
    match said:
        case {
            "ask": int(),
            "view": str(view),
            "goal": str() | None as goal,
            "last": str() | None as last,
            "codes": [*codes],
            "complaints": [*complaints],
            "bound": [*bound],
            "earlier": [*earlier],
            "issued": [*issued],
            **rest,
        } if not rest:
            try:
                ended = tuple(Ended(*_on_line(one, Code)) for one in codes)
                about = tuple(Complaint(*_on_line(one, Fault)) for one in complaints)
                words = tuple(map(str, bound)), tuple(map(str, earlier))
                return Question(view.encode(), goal, last, ended, about, *words), issued
            except ValueError:
                pass
    raise PrivacyRefused("a question", "another message", "nothing was sent")


def _on_line(said: Json, words: type[_W]) -> tuple[int, _W]:
    """
    :raises ValueError: it is no word of that vocabulary on a line.
    """
    match said:
        case [int(line), str(word)]:
            return line, words(word)
    raise ValueError("no word on a line")
