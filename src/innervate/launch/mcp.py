"""What a server of MCP consists of: two processes, two channels between them, and over HTTP a port and a
token.

Promises: who asks for the port gets it on 127.0.0.1 alone; the token is made once for a state folder, for
its owner's eyes only. `serve_as_core` is core's whole life.
"""

from __future__ import annotations

import asyncio
import os
import secrets
import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from innervate.app import App, AskPerson
from innervate.boundary.gateway.channel import Channel
from innervate.boundary.gateway.served_way import WayBack
from innervate.boundary.private_file import create_private, read_private
from innervate.core.errors import BadInput
from innervate.launch.mcp_core import Serving
from innervate.launch.mcp_desk import Served
from innervate.runtime.record import Watcher

TOKEN = "mcp.token"
_SECONDS_TO_MEET = 180.0
_LEAST_TOKEN = 16


@dataclass(frozen=True, slots=True)
class Offer:
    """How clients are served. sink: by which transport. idle: seconds without a call after which a run is
    parked.

    ask, watchers: the person at the terminal, where there is one.
    """

    sink: str
    idle: float = 120.0
    playbooks: Mapping[str, Path] = field(default_factory=dict)
    ask: AskPerson | None = None
    watchers: tuple[Watcher, ...] = ()


def serve_as_core(app: App, calls: socket.socket, replies: socket.socket, offer: Offer) -> None:
    """Until the gateway is gone.

    :raises Lost: there is none, or nothing can be written down any more. :raises BadInput: the desk is wrong.
    """
    served = Served(app, app.desk(), offer.idle, offer.ask, offer.playbooks, offer.watchers)
    said = Channel.agree(calls, is_core=True, seconds=_SECONDS_TO_MEET)
    back = WayBack(Channel.agree(replies, is_core=True, seconds=_SECONDS_TO_MEET), app.ledger(), offer.sink)
    asyncio.run(Serving(served, said, back).serve())


def leave_standard_files() -> None:
    """They are the gateway's: what is printed here goes to standard error."""
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)


def listening(port: int) -> socket.socket:
    """A socket for HTTP; port 0: any that is free.

    :raises BadInput: the port is taken.
    """
    try:
        return socket.create_server(("127.0.0.1", port))
    except OSError as error:
        raise BadInput(
            f"port {port} of 127.0.0.1", str(error.strerror), "name another, or 0 for any"
        ) from None


def token(state: Path) -> str:
    """The token of a state folder; made when it is first needed.

    :raises Denied: others may read it. :raises BadInput: it is too short.
    """
    path = state / TOKEN
    if not path.exists():
        create_private(path, secrets.token_urlsafe(32).encode())
    found = read_private(path).decode("ascii", "replace").strip()
    if len(found) < _LEAST_TOKEN:
        raise BadInput(
            f"a token in {path}", f"less than {_LEAST_TOKEN} characters", "remove it: another is made"
        )
    return found
