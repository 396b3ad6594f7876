"""The MCP package's own client, over both transports, and every byte that the server sent it.

Promises: over stdio a relay stands between client and server, over HTTP a proxy; both write down what the
server sent, as it came. `Place` is one state folder with the desktop of `brain_mcp_stage`.
"""

from __future__ import annotations

import asyncio
import os
import select
import socket
import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from innervate.app import App
from innervate.bench.brain_mcp_stage import DESK, DONE
from innervate.boundary.ledger_records import Kind, Record
from innervate.settings import Settings

if TYPE_CHECKING:
    from mcp import Client

Mode = Literal["legacy", "auto"]
STAGE = "innervate.bench.brain_mcp_stage"
_MOST = 1 << 16


@dataclass(slots=True)
class Place:
    """folder: of all files. raw: what servers sent, over either transport."""

    folder: Path
    environment: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        (self.folder / "desk.yaml").write_text(DESK, encoding="utf-8")
        apart = ("DISPLAY", "INNERVATE_DESK", "INNERVATE_PLANNER", "INNERVATE_POLICY")
        self.environment = {
            **{name: value for name, value in os.environ.items() if name not in apart},
            "INNERVATE_STATE": str(self.folder / "state"),
            "INNERVATE_DESK": str(self.folder / "desk.yaml"),
            "INNERVATE_KEYRING": "no",
            "HOME": str(self.folder),
            "XDG_RUNTIME_DIR": str(self.folder),
            DONE: str(self.folder / "done"),
        }

    @property
    def raw(self) -> Path:
        return self.folder / "raw"

    def app(self) -> App:
        """Of its state, to look into."""
        return App(Settings.from_environment(self.environment), self.environment)

    def done(self) -> list[str]:
        """What its window was made to do, in order."""
        path = self.folder / "done"
        return [line.split()[0] for line in path.read_text().splitlines()] if path.exists() else []

    def told(self) -> list[Record]:
        """What stands in the ledger as about to leave, in order."""
        return [one for one in self.app().ledger().records() if one.kind is Kind.LEAVING]


async def until(held: Callable[[], bool], seconds: float = 30.0) -> None:
    """Until it holds.

    :raises TimeoutError: it does not.
    """
    for _ in range(int(seconds / 0.02)):
        if held():
            return
        await asyncio.sleep(0.02)
    raise TimeoutError


@asynccontextmanager
async def over_stdio(
    place: Place, *options: str, mode: Mode = "auto", relayed: bool = True
) -> AsyncIterator[Client]:
    """A client that started its own server. relayed: with the relay between them."""
    from mcp import Client
    from mcp.client.stdio import StdioServerParameters, stdio_client

    words = ["-m", STAGE, *options]
    if relayed:
        words = ["-m", "innervate.bench.brain_mcp_clients", str(place.raw), sys.executable, *words]
    server = StdioServerParameters(command=sys.executable, args=words, env=place.environment)
    async with Client(stdio_client(server), mode=mode) as client:
        yield client


@dataclass(frozen=True, slots=True)
class Web:
    """A server over HTTP. port: of the server. proxy: of what stands before it."""

    process: subprocess.Popen[str]
    port: int
    proxy: int
    token: str

    @asynccontextmanager
    async def client(self, mode: Mode = "auto", relayed: bool = True) -> AsyncIterator[Client]:
        """One more client. relayed: by the proxy."""
        import httpx2
        from mcp import Client
        from mcp.client.streamable_http import streamable_http_client

        headers = {"Authorization": f"Bearer {self.token}", "Host": f"127.0.0.1:{self.port}"}
        async with httpx2.AsyncClient(headers=headers, timeout=60) as http:
            url = f"http://127.0.0.1:{self.proxy if relayed else self.port}/mcp"
            async with Client(streamable_http_client(url, http_client=http), mode=mode) as client:
                yield client


@contextmanager
def over_http(place: Place, *options: str) -> Iterator[Web]:
    """A server over HTTP, for as long as the block; it is told to end, and has."""
    command = [sys.executable, "-m", STAGE, "--http", "0", *options]
    with subprocess.Popen(command, env=place.environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        port = int(process.stdout.readline())
        listener = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=_proxy, args=(listener, port, place.raw), daemon=True).start()
        token = (place.folder / "state" / "mcp.token").read_text()
        try:
            yield Web(process, port, listener.getsockname()[1], token)
        finally:
            process.terminate()
            listener.shutdown(socket.SHUT_RDWR)
            listener.close()


def _proxy(listener: socket.socket, port: int, raw: Path) -> None:
    while True:
        try:
            client, _ = listener.accept()
        except OSError:
            return
        threading.Thread(target=_relayed, args=(client, port, raw), daemon=True).start()


def _relayed(client: socket.socket, port: int, raw: Path) -> None:
    try:
        with client, socket.create_connection(("127.0.0.1", port)) as server:
            for end in (client, server):
                end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            while True:
                for ready in select.select([client, server], [], [])[0]:
                    data = ready.recv(_MOST)
                    if not data:
                        return
                    if ready is server:
                        _keep(raw, data)
                    (client if ready is server else server).sendall(data)
    except OSError:
        return


def _keep(raw: Path, data: bytes) -> None:
    with open(raw, "ab") as file:
        file.write(data)


def relay(raw: Path, command: list[str]) -> int:
    """Start a server and stand between it and standard input and output."""
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        into, out = server.stdin.fileno(), server.stdout.fileno()
        open_ = [0, out]
        while out in open_:
            for ready in select.select(open_, [], [])[0]:
                data = os.read(ready, _MOST)
                if not data:
                    open_.remove(ready)
                    if ready == 0:
                        server.stdin.close()
                elif ready == out:
                    _keep(raw, data)
                    os.write(1, data)
                else:
                    os.write(into, data)
    return server.returncode


if __name__ == "__main__":
    sys.exit(relay(Path(sys.argv[1]), sys.argv[2:]))
