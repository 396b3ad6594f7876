"""The only way out: an HTTP transport under any client or SDK that sends what both keys cleared, and no more.

Promises: whatever request a client makes of it, to the destination leave a fixed head and a body of which
every leaf was checked and which core countersigned, once for each sending; no redirect, proxy, cookie, query,
or header of the client. What comes back is bounded in bytes and in time as a whole, and says nothing but
status, JSON, and after how many seconds another try is asked for.
Refuses with `PrivacyRefused`, and then nothing left.
"""

from __future__ import annotations

import json
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Protocol

import httpx

from innervate.boundary.canonical import canonical
from innervate.boundary.gateway.clearance import Cleared
from innervate.boundary.gateway.destination import Destination, Target
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


class TooSlow(httpx.TransportError):
    """It was sent, and no whole answer came in time."""


class Clearing:
    """Makes bytes ready to leave: each leaf is checked, then core signs all of them, for once."""

    def __init__(self, to: Target, leaves: Leaves, core: Countersigner) -> None:
        self._to, self._leaves, self._core = to, leaves, core

    def cleared(self, body: bytes) -> bytes:
        """The same.

        :raises PrivacyRefused: one of the two keys does not agree.
        """
        to = self._to
        self._leaves.check(body)
        cleared = self._core.clear(to.head(len(body)), body)
        if (cleared.sink, cleared.head, cleared.body) != (to.sink, to.head(len(body)), body):
            raise PrivacyRefused("the bytes that were checked", "others", "nothing was sent")
        if not self._core.holds(cleared):
            raise PrivacyRefused("core's signature", "none, or one that is spent", "nothing was sent")
        return cleared.body


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
        self._destination, self._key = destination, key
        self._clearing = Clearing(destination, leaves, core)
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
        :raises NotSent: nothing left. :raises BadAnswer, TooSlow: it may have arrived.
        """
        to = self._destination
        if request.method != "POST" or str(request.url) != to.url:
            raise PrivacyRefused("a POST to the planner's one address", "another request", "nothing was sent")
        return self._sent(self._clearing.cleared(_one_form(request.read())))

    def close(self) -> None:
        self._wire.close()

    def _sent(self, body: bytes) -> httpx.Response:
        to = self._destination
        with _Deadline(to.seconds) as deadline:
            outgoing = httpx.Request(
                "POST",
                to.url,
                headers=to.headers(len(body), self._key),
                content=body,
                extensions={"timeout": deadline.each(), "trace": deadline.watch},
            )
            try:
                answer = self._wire.handle_request(outgoing)
                try:
                    return self._read(answer)
                finally:
                    answer.close()
            except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
                raise NotSent(type(error).__name__) from None
            except (
                httpx.ReadError,
                httpx.WriteError,
                httpx.RemoteProtocolError,
                httpx.TimeoutException,
            ) as error:
                if deadline.passed or isinstance(error, httpx.TimeoutException):
                    raise TooSlow(type(error).__name__) from None
                raise

    def _read(self, answer: httpx.Response) -> httpx.Response:
        """Of the answer's own headers none comes back: the client may act on them."""
        if 300 <= answer.status_code < 400:
            raise BadAnswer("a redirect")
        failed = answer.status_code >= 400
        encoded = answer.headers.get("content-encoding", "identity") != "identity"
        if encoded and not failed:
            raise BadAnswer("an encoding that was not asked for")
        data = b"" if encoded else b"".join(self._bounded(answer, failed))
        return httpx.Response(
            answer.status_code,
            headers={"Content-Type": "application/json"},
            content=data,
            extensions={"wait": wait_of(answer.headers.get("retry-after"))},
        )

    def _bounded(self, answer: httpx.Response, failed: bool) -> Iterator[bytes]:
        size = 0
        assert isinstance(answer.stream, httpx.SyncByteStream)
        for chunk in answer.stream:
            size += len(chunk)
            if size > self._most_answer:
                if failed:
                    return  # its status says enough
                raise BadAnswer("more than an answer can be")
            yield chunk


class _Deadline:
    """What one sending may take as a whole, however slowly an answer drips: then its socket is shut."""

    def __init__(self, seconds: float) -> None:
        self._seconds, self._end = seconds, time.monotonic() + seconds
        self._socket: socket.socket | None = None
        self._timer = threading.Timer(seconds, self._shut)
        self._timer.daemon = True

    def __enter__(self) -> _Deadline:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    @property
    def passed(self) -> bool:
        return time.monotonic() >= self._end

    def each(self) -> dict[str, float]:
        """For each part by itself."""
        return {
            **dict.fromkeys(("connect", "write", "pool"), min(30.0, self._seconds)),
            "read": self._seconds,
        }

    def watch(self, event: str, info: Mapping[str, object]) -> None:
        """Learns of the socket: of the connection, then of the secure one over it."""
        stream = info.get("return_value")
        if event in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            told = getattr(stream, "get_extra_info", lambda name: None)("socket")
            self._socket = told if isinstance(told, socket.socket) else None

    def _shut(self) -> None:
        if self._socket is not None:
            try:
                self._socket.shutdown(socket.SHUT_RDWR)
            except OSError:
                return  # it is closed already


def wait_of(said: str | None) -> float | None:
    """The seconds that a `retry-after` asks for; None where it says nothing that can be read."""
    if said is None:
        return None
    try:
        return float(said) if said.isascii() and said.isdigit() and len(said) < 10 else _until(said)
    except (ValueError, OverflowError):
        return None


def _until(said: str) -> float:
    when = parsedate_to_datetime(said)
    now = datetime.now(UTC)
    return max(0.0, (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp() - now.timestamp())


def _trusted(destination: Destination) -> ssl.SSLContext:
    """Pinned to the destination's own certificates, if it names them."""
    return ssl.create_default_context(cafile=str(destination.ca) if destination.ca else None)


def _one_form(data: bytes) -> bytes:
    """What a client says, in its one form: its spaces, order and escapes could say something, too."""
    try:
        return canonical(json.loads(data))
    except (ValueError, RecursionError):
        raise PrivacyRefused("a body of JSON", "another one", "nothing was sent") from None
