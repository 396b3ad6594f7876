"""The process that speaks MCP: it has no vault, no screens and no journal, and core is its peer.

Promises: over stdio it has no network; over HTTP it listens on 127.0.0.1 alone. It loads desk, approvals
and policy by itself. On its standard output nothing is written but messages that passed the guard. It ends
when core does, and core's clients are gone when it ends. The token comes by a descriptor, never in
arguments.
"""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from innervate.app import App
from innervate.boundary.crashes import close, no_words
from innervate.boundary.gateway.channel import Channel
from innervate.boundary.gateway.served_leaves import ServedLeaves
from innervate.boundary.gateway.served_link import Link
from innervate.core.errors import InnervateError, Unavailable
from innervate.launch.gateway import NOT_FOR_IT, confined
from innervate.planners.parameters import parametrised
from innervate.settings import Settings

if TYPE_CHECKING:
    from innervate.boundary.gateway.served_guard import Guard

VARIABLE = "INNERVATE_MCP"
"""In an isolated core: the descriptors of the two channels."""
STDIO, HTTP = "mcp:stdio", "mcp:http"
MOST_LINE = 16 << 20


@dataclass(frozen=True, slots=True)
class Started:
    """A gateway that runs. calls, replies: core's ends of its channels."""

    process: subprocess.Popen[bytes]
    calls: socket.socket
    replies: socket.socket

    @property
    def descriptors(self) -> tuple[int, ...]:
        return self.calls.fileno(), self.replies.fileno()

    def end(self) -> None:
        """Core is gone, or does not come."""
        self.calls.close()
        self.replies.close()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def start(
    environment: Mapping[str, str],
    playbooks: Sequence[str],
    *,
    token: str | None = None,
    listening: socket.socket | None = None,
    module: str = "innervate.launch.mcp_gateway",
) -> Started:
    """Start it, for HTTP where a socket that listens is given, else for this process's standard files.

    It ends when core's ends are closed. token: that HTTP wants.
    """
    pairs = [socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM) for _ in range(2)]
    theirs = [its.fileno() for _, its in pairs]
    words = [str(number) for number in theirs]
    kept = [*theirs]
    secret = os.memfd_create("innervate token", 0)
    if listening is not None:
        os.write(secret, (token or "").encode())
        words += [str(listening.fileno()), str(secret)]
        kept += [listening.fileno(), secret]
    state = Settings.from_environment(environment).state.resolve()
    apart = ["--unshare-net"] if listening is None else []
    command = [
        *confined(state, *apart),
        sys.executable,
        "-P",
        "-m",
        module,
        *words[:2],
        ",".join(playbooks),
        *words[2:],
    ]
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL if listening is not None else None,
        stdout=subprocess.DEVNULL if listening is not None else None,
        pass_fds=kept,
        env={name: value for name, value in environment.items() if name not in NOT_FOR_IT},
        process_group=0,
    )
    os.close(secret)
    for _, its in pairs:
        its.close()
    return Started(process, pairs[0][0], pairs[1][0])


def main(words: list[str]) -> int:
    """words: two descriptors, the playbooks' names, and for HTTP those of the socket and of the token."""
    close()
    no_words()
    try:
        from innervate.launch.mcp_protocol import Desk, guard_of, server_of
    except ImportError as error:
        raise _missing(error) from None
    app = App(Settings.from_environment(os.environ))
    desk = app.desk()
    policy = app.policy(desk).policy
    applications = list(desk.applications.values())
    catalogues = app.catalogues(desk, policy)
    guides = app.guides(desk, catalogues)
    leaves = ServedLeaves(applications, desk.places, catalogues, parametrised, policy, guides)
    known = Desk(desk.applications, tuple(desk.places), tuple(filter(None, words[2].split(","))))
    ends = [socket.socket(fileno=int(number)) for number in words[:2]]

    async def serve() -> None:
        calls, replies = (Channel.agree(end, is_core=False, seconds=180.0) for end in ends)
        link = Link(calls, replies, leaves, HTTP if len(words) > 3 else STDIO)
        link.listen()
        guard = guard_of(known, link)
        server = server_of(known, link, guard)
        if len(words) > 3:
            from innervate.launch.mcp_http import serve as over_http

            token = os.pread(int(words[4]), 256, 0).decode()
            await over_http(server, guard, link, token, socket.socket(fileno=int(words[3])))
        else:
            await _over_stdio(server, guard, link)

    asyncio.run(serve())
    return 0


async def _over_stdio(server: Any, guard: Guard, link: Link) -> None:
    """Until the client closes our standard input, or core is gone."""
    import anyio

    from innervate.launch.mcp_stdio import streams

    async with streams(guard, MOST_LINE) as (read, write), anyio.create_task_group() as tasks:

        async def end() -> None:
            await link.gone.wait()
            tasks.cancel_scope.cancel()

        tasks.start_soon(end)
        await server.run(read, write, server.create_initialization_options())
        tasks.cancel_scope.cancel()


def _missing(error: ImportError) -> Unavailable:
    return Unavailable("the package `mcp`", f"{error.name} is not installed", "pip install 'innervate[mcp]'")


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except InnervateError as failed:
        print(f"innervate mcp: {type(failed).__name__}: {failed.wanted}", file=sys.stderr)
        sys.exit(failed.exit_status)
