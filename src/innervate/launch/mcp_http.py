"""Streamable HTTP for `innervate mcp`: on 127.0.0.1 alone, for whoever has the token.

Promises: a request is looked at in this order: host, origin (a page of another site, or a name that was
made to mean this machine, is refused), token (compared in constant time), size; what is refused is told by
status and fixed words. Each body that is sent passed the guard; of headers only those of this file's list
leave. There is no stream from the server, and no other protocol than one with sessions, so that two clients
are never one.
"""

from __future__ import annotations

import hmac
import json
import socket
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from typing import Any

from mcp.server.lowlevel import Server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp_types.version import HANDSHAKE_PROTOCOL_VERSIONS

from innervate.boundary.canonical import Json
from innervate.boundary.gateway.served_guard import Guard
from innervate.boundary.gateway.served_link import Link

PATH = "/mcp"
MOST_BODY = 16 << 20
MOST_SESSIONS = 64
_FORGOTTEN_SECONDS = 600.0
_HEADERS = frozenset({b"content-type", b"mcp-session-id", b"allow"})
_UNSUPPORTED = -32022
WORDS = {
    400: "not understood",
    401: "this server wants its token: Authorization: Bearer TOKEN",
    403: "not from another site",
    404: "no such session: initialize anew",
    405: "POST or DELETE",
    406: "accept application/json and text/event-stream",
    413: "too long: send less at once",
    421: "not by this name: use 127.0.0.1",
}
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Door:
    """The application that a web server serves. port: on which it is reached."""

    manager: StreamableHTTPSessionManager
    guard: Guard
    link: Link
    token: str
    port: int

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        headers = {
            name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]
        }
        status = self._refusal(scope, headers)
        if status is not None:
            await _answer(send, status, _refused(status))
            return
        version = headers.get("mcp-protocol-version")
        if version is not None and version not in HANDSHAKE_PROTOCOL_VERSIONS:
            await self._unsupported(receive, send)
            return
        kept = _Kept()
        await self.manager.handle_request(scope, receive, kept)
        if scope["method"] == "DELETE" and kept.status == 200:
            self.link.close(headers.get("mcp-session-id", ""))
        await self._guarded(kept, send)

    def _refusal(self, scope: Message, headers: dict[str, str]) -> int | None:
        """The status with which a request is refused; None for one that is let in."""
        names = (f"127.0.0.1:{self.port}", f"localhost:{self.port}")
        if headers.get("host") not in names:
            return 421
        if headers.get("origin", f"http://{names[0]}") not in {f"http://{name}" for name in names}:
            return 403
        if not hmac.compare_digest(
            headers.get("authorization", "").encode(), f"Bearer {self.token}".encode()
        ):
            return 401
        if scope["path"] != PATH:
            return 404
        if scope["method"] not in ("POST", "DELETE"):
            return 405
        length = headers.get("content-length", "0")
        return 413 if not length.isdigit() or int(length) > MOST_BODY else None

    async def _unsupported(self, receive: Receive, send: Send) -> None:
        """A protocol without sessions: clients then take one of those that are named."""
        request = await _body(receive)
        number = request.get("id") if isinstance(request, dict) else None
        data: Json = {"supported": [*HANDSHAKE_PROTOCOL_VERSIONS], "requested": ""}
        error: Json = {"code": _UNSUPPORTED, "message": "", "data": data}
        said = self.guard.passed({"jsonrpc": "2.0", "id": number, "error": error})
        await _answer(send, 400, json.dumps(said).encode())

    async def _guarded(self, kept: _Kept, send: Send) -> None:
        headers = [(name, value) for name, value in kept.headers if name.lower() in _HEADERS]
        status, body = kept.status, bytes(kept.body)
        try:
            said = self.guard.passed(json.loads(body)) if body else None
        except ValueError:
            said = None
        if said is not None:
            await _answer(send, status, json.dumps(said, ensure_ascii=False).encode(), headers)
        elif body or status >= 400:
            await _answer(send, status, _refused(status), [h for h in headers if h[0].lower() == b"allow"])
        else:
            await _answer(send, status, b"", headers)


class _Kept:
    """An answer of the SDK's, before anybody sees it."""

    def __init__(self) -> None:
        self.status, self.body = 500, bytearray()
        self.headers: list[tuple[bytes, bytes]] = []

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status, self.headers = message["status"], list(message.get("headers", []))
        elif message["type"] == "http.response.body":
            self.body += message.get("body", b"")


def _refused(status: int) -> bytes:
    error: Json = {"code": -32600, "message": WORDS.get(status, "not served")}
    return json.dumps({"jsonrpc": "2.0", "id": None, "error": error}).encode()


async def _answer(
    send: Send, status: int, body: bytes, headers: list[tuple[bytes, bytes]] | None = None
) -> None:
    sent = [(n, v) for n, v in headers or [] if n.lower() != b"content-type"]
    if body:
        sent.append((b"content-type", b"application/json"))
    sent.append((b"content-length", str(len(body)).encode()))
    if status == 401:
        sent.append((b"www-authenticate", b"Bearer"))
    await send({"type": "http.response.start", "status": status, "headers": sent})
    await send({"type": "http.response.body", "body": body})


async def _body(receive: Receive) -> Json:
    """A request's body, read as JSON; None if it is none."""
    data, more = bytearray(), True
    while more and len(data) <= MOST_BODY:
        message = await receive()
        data += message.get("body", b"")
        more = message["type"] == "http.request" and message.get("more_body", False)
    try:
        said: Json = json.loads(bytes(data))
    except (ValueError, RecursionError):
        return None
    return said


async def serve(server: Server[Any], guard: Guard, link: Link, token: str, listening: socket.socket) -> None:
    """Until core is gone."""
    import anyio
    import uvicorn

    manager = StreamableHTTPSessionManager(
        server,
        json_response=True,
        max_request_body_size=MOST_BODY,
        max_sessions=MOST_SESSIONS,
        session_idle_timeout=_FORGOTTEN_SECONDS,
    )
    door = Door(manager, guard, link, token, listening.getsockname()[1])
    config = uvicorn.Config(
        door,
        log_config=None,
        access_log=False,
        lifespan="off",
        server_header=False,
        date_header=False,
        timeout_graceful_shutdown=2,
    )
    web = uvicorn.Server(config)
    async with manager.run(), anyio.create_task_group() as tasks:

        async def end() -> None:
            await link.gone.wait()
            web.should_exit = True

        tasks.start_soon(end)
        await web.serve([listening])
        tasks.cancel_scope.cancel()
