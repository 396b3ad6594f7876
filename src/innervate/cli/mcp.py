"""`innervate mcp`: any MCP client becomes the planner, behind the same gate."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from innervate.cli.isolation import in_core, unisolated_option
from innervate.cli.options import desk_option, open_app
from innervate.core.errors import BadInput, InnervateError, Unavailable

if TYPE_CHECKING:
    from innervate.app import App


@click.command()
@click.option("--http", "port", type=click.IntRange(0, 65535), metavar="PORT", help="Serve 127.0.0.1:PORT.")
@click.option(
    "--playbooks",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="Playbooks that clients may run; their names are told. [INNERVATE_PLAYBOOKS]",
)
@click.option(
    "--idle",
    type=click.FloatRange(1.0),
    default=120.0,
    show_default=True,
    help="Seconds without a call after which the desktop is free for others.",
)
@desk_option
@unisolated_option
def mcp(port: int | None, playbooks: Path | None, idle: float, desk: Path | None, unisolated: bool) -> None:
    """Serve MCP over standard input and output, or over HTTP on this machine.

    Name it in the settings of an MCP client (an assistant, an editor, an agent framework): what that
    client's model gets to know passes the same gate as for any planner, and stands in `innervate ledger
    show`. Steps that can't be undone ask at this machine. docs/mcp.md has settings to copy.
    """
    try:
        _serve(port, playbooks, idle, desk, unisolated)
    except InnervateError as error:
        if port is not None or sys.stderr.isatty():
            raise
        # The client reads this: it is told what a planner would be told, and no more.
        said = f"innervate mcp: {type(error).__name__}: {error.code}; `innervate doctor` says what is missing"
        click.echo(said, err=True)
        sys.exit(error.exit_status)


def _serve(
    port: int | None, playbooks: Path | None, idle: float, desk: Path | None, unisolated: bool
) -> None:
    from innervate.launch.core import Handed
    from innervate.launch.mcp import leave_standard_files, listening, token
    from innervate.launch.mcp_desk import playbooks_in
    from innervate.launch.mcp_gateway import VARIABLE, start

    app = open_app(desk)
    folder = playbooks or _named(app.environment)
    offered = playbooks_in(folder)
    given = app.environment.get(VARIABLE)
    if given is not None:
        in_core([], desk, unisolated)
        calls, replies = (socket.socket(fileno=int(number)) for number in given.split())
        _core(app, calls, replies, port is None, idle, offered)
        return
    _require_sdk()
    if port is None and sys.stdin.isatty():
        todo = "name `innervate mcp` in your client's settings, or serve --http PORT; see docs/mcp.md"
        raise BadInput("an MCP client at standard input", "a terminal", todo)
    environment = {**app.environment, **({"INNERVATE_DESK": str(desk.resolve())} if desk is not None else {})}
    if port is None:
        started = start(environment, [*offered])
    else:
        with listening(port) as door:
            started = start(environment, [*offered], token=token(app.settings.state), listening=door)
            _tell(app.settings.state, door)
    try:
        words = ["mcp", f"--idle={idle:g}", *([f"--http={port}"] if port is not None else [])]
        files = [folder.resolve()] if folder is not None else []
        words += [f"--playbooks={file}" for file in files]
        in_core(words, desk, unisolated, files, Handed({VARIABLE: started.descriptors}, silent=port is None))
        if port is None:
            leave_standard_files()
        _core(app, started.calls, started.replies, port is None, idle, offered)
    finally:
        started.end()


def _core(
    app: App,
    calls: socket.socket,
    replies: socket.socket,
    stdio: bool,
    idle: float,
    playbooks: Mapping[str, Path],
) -> None:
    from innervate.cli.progress import Progress
    from innervate.cli.run import ask_at_terminal
    from innervate.launch.mcp import Offer, serve_as_core
    from innervate.launch.mcp_gateway import HTTP, STDIO

    offer = Offer(STDIO if stdio else HTTP, idle, playbooks)
    if not stdio and sys.stdin.isatty():
        offer = Offer(HTTP, idle, playbooks, ask_at_terminal, (Progress(),))
    serve_as_core(app, calls, replies, offer)


def _require_sdk() -> None:
    from importlib.util import find_spec

    if find_spec("mcp") is None:
        raise Unavailable("the package `mcp`", "it is not installed", "pip install 'innervate[mcp]'")


def _named(environment: Mapping[str, str] = os.environ) -> Path | None:
    named = environment.get("INNERVATE_PLAYBOOKS")
    return Path(named) if named else None


def _tell(state: Path, door: socket.socket) -> None:
    from innervate.launch.mcp import TOKEN

    click.echo(f"serving MCP at http://127.0.0.1:{door.getsockname()[1]}/mcp", err=True)
    click.echo(f"its token is in {state / TOKEN}: send it as Authorization: Bearer TOKEN", err=True)
