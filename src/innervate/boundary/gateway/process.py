"""The gateway's life: asked by core over its channel, it puts a question to the planner and brings the
answer.

Promises: it ends when core does; it holds no value that a handle stands for; what it tells core of a failure
is one word of a closed vocabulary. Whatever core asks, the transport checks the bytes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

import httpx

from innervate.boundary.canonical import Json
from innervate.boundary.gateway.channel import Channel
from innervate.boundary.gateway.clearance import Cleared, Told
from innervate.boundary.gateway.leaves import Leaves
from innervate.boundary.gateway.template import Template, own_words
from innervate.boundary.gateway.transport import BadAnswer, CountersignedTransport, NotSent
from innervate.core.errors import BadInput, Lost, PrivacyRefused
from innervate.core.outcome import Code
from innervate.core.planner import Complaint, Ended, Fault, Question

_W = TypeVar("_W", Code, Fault)


class Gateway:
    """Serves one core. key: the planner's."""

    def __init__(self, channel: Channel, template: Template, leaves: Leaves, key: str) -> None:
        self._channel, self._template, self._leaves = channel, template, leaves
        self._core = _Core(channel, template.destination.url)
        transport = CountersignedTransport(template.destination, key, leaves, self._core)
        self._client = httpx.Client(transport=transport, trust_env=False, follow_redirects=False)

    def serve(self) -> None:
        """Until core is gone."""
        try:
            while True:
                said = self._channel.receive(None)
                told, plan = self._ask(said)
                self._channel.send({"answer": said.get("ask"), "told": told.value, "plan": plan})
        except Lost:
            return
        finally:
            self._client.close()
            self._channel.close()

    def _ask(self, said: Mapping[str, Json]) -> tuple[Told, str]:
        try:
            question, issued = _question(said)
            self._leaves.issued.add(issued)
            if own_words(question, self._leaves.answers) != question:
                return Told.REFUSED, ""
            answer = self._client.post(self._template.destination.url, content=self._template.body(question))
            if answer.status_code != 200:
                return Told.DECLINED, ""
            plan = self._template.answer(answer.content)
            self._leaves.answers.append(plan)
            return Told.ANSWERED, plan
        except PrivacyRefused:
            return Told.REFUSED, ""
        except NotSent:
            return Told.NOT_SENT, ""
        except (BadInput, BadAnswer):
            return Told.UNUSABLE, ""
        except httpx.HTTPError:
            return Told.FAILED, ""


class _Core:
    """Core as the transport sees it: it signs what is proposed, or nothing leaves."""

    def __init__(self, channel: Channel, sink: str) -> None:
        self._channel, self._sink = channel, sink
        self._number = 0
        self._pending: tuple[Cleared, Json] | None = None

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
            }
        )
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
