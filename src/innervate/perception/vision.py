"""A vision-language model behind an OpenAI-compatible server on this machine, as an adviser.

Promises: pictures go to the one address that the desk file names and nowhere else; every question is closed
and every answer is checked against its form; one question at a time, each within its seconds; a server that
does not answer is left alone for a while. Refuses with `Denied`, before anything is sent, an address off
this machine that policy does not name and a model that such a server would run elsewhere; otherwise it
never raises: it abstains, and says why.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random

import numpy as np

from innervate.core.application import VisionServer
from innervate.core.errors import Denied
from innervate.core.geometry import Rect
from innervate.core.vocabulary import Role
from innervate.perception.address import address_of
from innervate.perception.advice import (
    MOST_CANDIDATES,
    Abstained,
    Candidate,
    Chosen,
    Described,
    Identified,
)
from innervate.perception.exchange import exchange
from innervate.perception.marks import marked
from innervate.perception.picture import Cropped, Image, fingerprint
from innervate.perception.questions import (
    DESCRIBE,
    DESCRIBE_WORDS,
    IDENTIFY,
    IDENTIFY_WORDS,
    NONE,
    SURE,
    Form,
    choose,
    choose_words,
    models,
    request,
    said,
)

REST_SECONDS = 30.0
"""How long a server that did not answer is not asked again."""

_ELSEWHERE, _OLLAMA = re.compile(r"[:-]cloud$"), "ollama.com"


def poster(server: VisionServer) -> Callable[[bytes], bytes | None]:
    """What posts a chat completion to a server on this machine, and to no other whatever policy names.

    :raises BadInput: no plain address. :raises Denied: texts would leave this machine.
    """
    address = address_of(replace(server, allow=frozenset()))
    if _ELSEWHERE.search(server.model):
        raise Denied(
            f"the model {server.model}",
            "Ollama runs models of that name on its makers' machines",
            "name a model that runs here",
        )

    def post(body: bytes) -> bytes | None:
        answer = exchange(address, "/chat/completions", body, server.seconds)
        return None if isinstance(answer, Abstained) else answer

    return post


class LocalModel:
    """Asks the model of one server. Abstains where its answer is missing, off the form, or unsure."""

    def __init__(self, server: VisionServer) -> None:
        """
        :raises BadInput: no plain address. :raises Denied: pictures would leave this machine.
        """
        self._address = address_of(server)
        if _ELSEWHERE.search(server.model) and _OLLAMA not in server.allow:
            raise Denied(
                f"the vision model {server.model}",
                "Ollama runs models of that name on its makers' machines",
                f"name a model that runs here, or write `allow: [{_OLLAMA}]` if pictures may go there",
            )
        self._server = server
        self._resting: tuple[float, str] = (0.0, "")
        self._lock = asyncio.Lock()

    async def identify(self, picture: Image, place: Rect[Cropped]) -> Identified | Abstained:
        answer = await self._answer(IDENTIFY, IDENTIFY_WORDS, picture, [place])
        if isinstance(answer, Abstained):
            return answer
        return Identified(Role(answer["role"]), answer["name"], SURE[answer["sure"]])

    async def choose(
        self, picture: Image, candidates: Sequence[Candidate], wanted: str
    ) -> Chosen | Abstained:
        """Asked twice, the numbers dealt anew: what holds for one order only is a habit, not an answer."""
        if not candidates or len(candidates) > MOST_CANDIDATES:
            return Abstained(f"between 1 and {MOST_CANDIDATES} candidates can be asked about")
        first = Random(fingerprint(picture)).sample(range(len(candidates)), len(candidates))
        half = len(first) // 2
        rounds: list[Chosen] = []
        for order in (first, first[half:] + first[:half]):  # nothing has one number twice
            dealt = [candidates[index] for index in order]
            words = choose_words(wanted, [c.role for c in dealt])
            boxes = [c.bounds for c in dealt]
            answer = await self._answer(choose(len(dealt)), words, picture, boxes, numbered=True)
            if isinstance(answer, Abstained):
                return answer
            number = answer["number"]
            meant = None if number == NONE else order[int(number) - 1]
            rounds.append(Chosen(meant, SURE[answer["sure"]]))
        if len({chosen.candidate for chosen in rounds}) > 1:
            return Abstained("asked twice, the model answered differently")
        return min(rounds, key=lambda chosen: chosen.confidence)

    async def describe(self, picture: Image) -> Described | Abstained:
        answer = await self._answer(DESCRIBE, DESCRIBE_WORDS, picture, [])
        return answer if isinstance(answer, Abstained) else Described(answer["text"], SURE[answer["sure"]])

    async def health(self) -> str | Abstained:
        """Whether the server answers, has the model, takes pictures and keeps to a form; in words."""
        address = self._address
        told = await asyncio.to_thread(exchange, address, "/models", None, self._server.seconds)
        if isinstance(told, Abstained):
            return told
        offered = models(told)
        if offered is not None and self._server.model not in offered:
            listed = ", ".join(offered[:5]) or "none"
            return Abstained(f"the server has no model {self._server.model!r}; it has {listed}")
        picture = np.full((64, 64, 3), 255, np.uint8)
        picture[20:44, 20:44] = (40, 40, 200)
        start = time.monotonic()
        answer = await self._asked(DESCRIBE, DESCRIBE_WORDS, picture, [])
        if isinstance(answer, Abstained):
            return answer
        where = "on this machine" if address.here else f"PICTURES LEAVE THIS MACHINE for {address.host}"
        return f"{self._server.model} answered in {time.monotonic() - start:.1f} s; {where}"

    async def _answer(
        self,
        form: Form,
        words: str,
        picture: Image,
        boxes: Sequence[Rect[Cropped]],
        *,
        numbered: bool = False,
    ) -> dict[str, str] | Abstained:
        """The fields of an answer of which the model is at all sure."""
        answer = await self._asked(form, words, picture, boxes, numbered=numbered)
        if not isinstance(answer, Abstained) and answer["sure"] not in SURE:
            return Abstained("the model is not sure")
        return answer

    async def _asked(
        self,
        form: Form,
        words: str,
        picture: Image,
        boxes: Sequence[Rect[Cropped]],
        *,
        numbered: bool = False,
    ) -> dict[str, str] | Abstained:
        if not picture.size:
            return Abstained("there is nothing to be seen")
        async with self._lock:
            until, why = self._resting
            if time.monotonic() < until:
                return Abstained(why, away=True)
            answer = await asyncio.to_thread(self._ask, form, words, picture, boxes, numbered)
            if isinstance(answer, Abstained) and answer.away:
                self._resting = (time.monotonic() + REST_SECONDS, answer.why)
            return answer

    def _ask(
        self, form: Form, words: str, picture: Image, boxes: Sequence[Rect[Cropped]], numbered: bool
    ) -> dict[str, str] | Abstained:
        """Blocking."""
        body = request(self._server.model, form, words, marked(picture, boxes, numbered=numbered))
        answer = exchange(self._address, "/chat/completions", body, self._server.seconds)
        if isinstance(answer, Abstained):
            return answer
        text = said(answer)
        if text is None:
            return Abstained("the server's answer is no chat completion")
        fields = form.read(text)
        return Abstained("the answer is not of the form that was asked for") if fields is None else fields
