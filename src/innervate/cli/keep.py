"""`innervate vault`: what a person keeps on this machine."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from innervate.cli.options import desk_option, open_app
from innervate.core.errors import BadInput


@click.group()
def vault() -> None:
    """Keep secrets, each for one application only."""


@vault.command()
@click.argument("name")
@click.option(
    "--for", "application", required=True, metavar="APP", help="The only application that may get it."
)
@click.option("--stdin", is_flag=True, help="Read it from standard input instead of asking.")
@desk_option
def put(name: str, application: str, stdin: bool, desk: Path | None) -> None:
    """Put a secret in, for one application of the desk."""
    app = open_app(desk)
    known = app.desk().applications
    if application not in known:
        raise BadInput(f"an application called {application!r}", f"the desk has {', '.join(known) or 'none'}")
    typed = sys.stdin.read() if stdin else click.prompt("secret", hide_input=True)
    secret = typed.rstrip("\r\n")
    if not secret:
        raise BadInput(f"a secret for {name}", "nothing", "type it, or give it with --stdin")
    app.vault().put(name, secret, known[application].sink)
    click.echo(f"{name} is kept for {known[application].sink}")


@vault.command(name="list")
def list_() -> None:
    """List the names of what is kept."""
    for name in open_app().vault().names():
        click.echo(name)
