"""A planner's server that writes down every byte that arrives: the outside view of what left.

Promises: it is a plain TCP server on loopback that understands only what it must to answer; `connections`
holds the bytes of each connection, whole or not, whatever became of it. An answer in pieces is sent as they
come, and then the connection is closed.
"""

from __future__ import annotations

import json
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from types import TracebackType
from typing import Self

Answer = Callable[[bytes], bytes | Iterator[bytes]]
PLAN = "plan: 1\nsteps: []\n"


def chat_answer(body: bytes) -> bytes:
    """An answer as of a chat-completion server."""
    return reply(json.dumps({"choices": [{"message": {"role": "assistant", "content": PLAN}}]}).encode())


def messages_answer(body: bytes) -> bytes:
    """An answer as of a messages server."""
    return reply(json.dumps({"content": [{"type": "text", "text": PLAN}]}).encode())


def reply(body: bytes, status: str = "200 OK", more: str = "") -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n{more}\r\n"
    return head.encode() + body


class Recorder:
    """Open for the length of a `with` block. answer: what is answered to a body. secure: its side of TLS."""

    def __init__(self, answer: Answer = chat_answer, secure: ssl.SSLContext | None = None) -> None:
        self.answer, self._secure = answer, secure
        self.connections: list[bytearray] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._threads: list[threading.Thread] = []
        self._open: set[socket.socket] = set()

    @property
    def port(self) -> int:
        return int(self._listener.getsockname()[1])

    @property
    def requests(self) -> list[tuple[str, bytes]]:
        """Head and body of each connection that brought a whole head."""
        split = [bytes(c).partition(b"\r\n\r\n") for c in self.connections]
        return [((head + end).decode("latin-1"), body) for head, end, body in split if end]

    def __enter__(self) -> Self:
        self._spawn(self._listen)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for connection in tuple(self._open):
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue
        for thread in self._threads:
            thread.join()

    def _spawn(self, what: Callable[[], None]) -> None:
        thread = threading.Thread(target=what, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _listen(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            kept = bytearray()
            self.connections.append(kept)
            self._spawn(lambda c=connection, k=kept: self._serve(c, k))  # type: ignore[misc]

    def _serve(self, connection: socket.socket, kept: bytearray) -> None:
        with connection, suppress(OSError):
            if self._secure is None:
                self._talk(connection, kept)
            else:
                with self._secure.wrap_socket(connection, server_side=True) as secured:
                    self._talk(secured, kept)

    def _talk(self, connection: socket.socket, kept: bytearray) -> None:
        self._open.add(connection)
        try:
            answered = False
            while chunk := connection.recv(1 << 16):
                kept += chunk
                body = _whole_body(bytes(kept))
                if body is None or answered:
                    continue
                answered, answer = True, self.answer(body)
                if isinstance(answer, bytes):
                    connection.sendall(answer)
                    continue
                for piece in answer:
                    connection.sendall(piece)
                connection.shutdown(socket.SHUT_WR)
        finally:
            self._open.discard(connection)


def _whole_body(data: bytes) -> bytes | None:
    head, end, body = data.partition(b"\r\n\r\n")
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            wanted = int(line.partition(b":")[2])
            return body if end and len(body) >= wanted else None
    return None
