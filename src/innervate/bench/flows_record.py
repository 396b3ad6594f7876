"""Real sinks on this machine that write down all that arrives: a web server, a mail server, a name server and
a folder.

Promises: what an application sends to any of them is in `Record.arrived` once `settled` returns. They listen
on the loopback interface alone, on free ports, and end with the block.
"""

from __future__ import annotations

import http.server
import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote_plus

from innervate.core.errors import Unavailable

_HOST = "127.0.0.1"
_NO_SUCH_NAME = b"\x81\x83"


@dataclass(slots=True)
class Record:
    """arrived: channel and what arrived there, decoded. ports: by channel. folder: of files."""

    folder: Path
    ports: dict[str, int] = field(default_factory=dict)
    arrived: list[tuple[str, str]] = field(default_factory=list)

    def note(self, channel: str, text: str) -> None:
        self.arrived.append((channel, text))

    def settled(self) -> list[tuple[str, str]]:
        """All that arrived, with the files that were written; forgotten with this call."""
        found = sorted(self.arrived)
        self.arrived.clear()
        for path in sorted(self.folder.rglob("*")):
            if path.is_file():
                found.append(("file", f"{path.name} {path.read_text(encoding='utf-8')}"))
                path.unlink()
        return found


@contextmanager
def recording(folder: Path) -> Iterator[Record]:
    """
    :raises Unavailable: aiosmtpd is not installed.
    """
    record = Record(folder)
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        record.ports["web"] = stack.enter_context(_web(record))
        record.ports["mail"] = stack.enter_context(_mail(record))
        record.ports["dns"] = stack.enter_context(_names(record))
        yield record


@contextmanager
def _web(record: Record) -> Iterator[int]:
    class Page(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            record.note("web", unquote_plus(self.path))
            self.send_response(204)
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None:
            pass

    with http.server.ThreadingHTTPServer((_HOST, 0), Page) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()


@contextmanager
def _mail(record: Record) -> Iterator[int]:
    try:
        from aiosmtpd.controller import Controller
    except ImportError:
        raise Unavailable(
            "a mail server to record what is sent",
            "aiosmtpd is not installed",
            "pip install 'innervate[demo]'",
        ) from None

    class Mails:
        async def handle_DATA(self, server: object, session: object, envelope: Any) -> str:
            text = envelope.content.decode("utf-8", "replace")
            record.note("mail", f"{', '.join(envelope.rcpt_tos)}: {text}")
            return "250 OK"

    port = _free_port()
    controller = Controller(Mails(), hostname=_HOST, port=port)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


@contextmanager
def _names(record: Record) -> Iterator[int]:
    """A name server that knows no name: what is asked has arrived all the same."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind((_HOST, 0))

        def listen() -> None:
            while True:
                data, asker = server.recvfrom(4096)
                if not data:
                    return
                record.note("dns", _asked(data))
                server.sendto(data[:2] + _NO_SUCH_NAME + data[4:], asker)

        thread = threading.Thread(target=listen, daemon=True)
        thread.start()
        port = server.getsockname()[1]
        yield port
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as last:
            last.sendto(b"", (_HOST, port))
        thread.join()


def question(name: str) -> bytes:
    """A DNS question for the address of a name (RFC 1035, section 4.1), as a resolver would send it."""
    labels = [part.encode("utf-8")[:63] for part in name.split(".") if part]
    asked = b"".join(bytes([len(part)]) + part for part in labels) + b"\0"
    return b"\x12\x34\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00" + asked + b"\x00\x01\x00\x01"


def _asked(data: bytes) -> str:
    """The name that a question asks for."""
    at, labels = 12, []
    while at < len(data) and data[at]:
        labels.append(data[at + 1 : at + 1 + data[at]].decode("utf-8", "replace"))
        at += 1 + data[at]
    return ".".join(labels)


def _free_port() -> int:
    with socket.create_server((_HOST, 0)) as server:
        port: int = server.getsockname()[1]
        return port
