"""The only way out: an HTTP transport under any client or SDK that sends what both keys cleared, and no more.

Promises: whatever request a client makes of it, to the destination leave a fixed head and a body of which
every leaf was checked and which core countersigned, once for each sending; no redirect, proxy, cookie, query,
or header of the client. What comes back is bounded in bytes and time, and says nothing but status and JSON.
Refuses with `PrivacyRefused`, and then nothing left.
"""

from __future__ import annotations

import json
import ssl
import time
from collections.abc import Iterator
from typing import Protocol

import httpx

from innervate.boundary.canonical import canonical
from innervate.boundary.gateway.clearance import Cleared
from innervate.boundary.gateway.destination import Destination
from innervate.boundary.gateway.leaves import Leaves
from innervate.core.errors import PrivacyRefused

MOST_ANSWER = 2 << 20


class Countersigner(Protocol):
    """Core's key, as the gateway reaches it."""

    def clear(self, head: str, body: bytes) -> Cleared:
        """The same, as core countersigned it; each may be sent once.

        :raises PrivacyRefused: core does not agree. :raises Lost: core is gone.
        """
        ...

    def holds(self, cleared: Cleared) -> bool:
        """Whether core's signature is on it and it was not sent yet; spends it."""
        ...


class NotSent(httpx.TransportError):
    """Nothing left: no connection came about."""


class BadAnswer(httpx.TransportError):
    """It was sent, and what came back is none, too much, or no JSON."""


class CountersignedTransport(httpx.BaseTransport):
    """Give it to `httpx.Client(transport=…)`, and that to an SDK as its http_client."""

    def __init__(
        self,
        destination: Destination,
        key: str,
        leaves: Leaves,
        core: Countersigner,
        most_answer: int = MOST_ANSWER,
    ) -> None:
        self._destination, self._key, self._leaves, self._core = destination, key, leaves, core
        self._most_answer = most_answer
        self._wire = httpx.HTTPTransport(
            verify=_trusted(destination),
            trust_env=False,
            http2=False,
            retries=0,
            limits=httpx.Limits(max_connections=1, max_keepalive_connections=0),
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """
        :raises PrivacyRefused: as the class says; nothing left.
        :raises NotSent: nothing left. :raises BadAnswer: it may have arrived.
        """
        to = self._destination
        if request.method != "POST" or str(request.url) != to.url:
            raise PrivacyRefused("a POST to the planner's one address", "another request", "nothing was sent")
        body = _one_form(request.read())
        self._leaves.check(body)
        cleared = self._core.clear(to.head(len(body)), body)
        if (cleared.sink, cleared.head, cleared.body) != (to.url, to.head(len(body)), body):
            raise PrivacyRefused("the bytes that were checked", "others", "nothing was sent")
        if not self._core.holds(cleared):
            raise PrivacyRefused("core's signature", "none, or one that is spent", "nothing was sent")
        return self._sent(cleared.body)

    def close(self) -> None:
        self._wire.close()

    def _sent(self, body: bytes) -> httpx.Response:
        to, deadline = self._destination, time.monotonic() + self._destination.seconds
        within = {name: min(30.0, to.seconds) for name in ("connect", "write", "pool")}
        outgoing = httpx.Request(
            "POST",
            to.url,
            headers=to.headers(len(body), self._key),
            content=body,
            extensions={"timeout": {**within, "read": to.seconds}},
        )
        try:
            answer = self._wire.handle_request(outgoing)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            raise NotSent(type(error).__name__) from None
        try:
            if answer.headers.get("content-encoding", "identity") != "identity":
                raise BadAnswer("an encoding that was not asked for")
            data = b"".join(self._bounded(answer, deadline))
        finally:
            answer.close()
        if 300 <= answer.status_code < 400:
            raise BadAnswer("a redirect")
        # Of the answer's own headers none comes back: the client may act on them.
        return httpx.Response(answer.status_code, headers={"Content-Type": "application/json"}, content=data)

    def _bounded(self, answer: httpx.Response, deadline: float) -> Iterator[bytes]:
        size = 0
        assert isinstance(answer.stream, httpx.SyncByteStream)
        for chunk in answer.stream:
            size += len(chunk)
            if size > self._most_answer:
                raise BadAnswer("more than an answer can be")
            if time.monotonic() > deadline:
                raise BadAnswer("an answer without an end")
            yield chunk


def _trusted(destination: Destination) -> ssl.SSLContext:
    """Pinned to the destination's own certificates, if it names them."""
    return ssl.create_default_context(cafile=str(destination.ca) if destination.ca else None)


def _one_form(data: bytes) -> bytes:
    """What a client says, in its one form: its spaces, order and escapes could say something, too."""
    try:
        return canonical(json.loads(data))
    except (ValueError, RecursionError):
        raise PrivacyRefused("a body of JSON", "another one", "nothing was sent") from None
