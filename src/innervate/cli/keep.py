"""`innervate vault` and `approve`: what a person keeps on this machine."""

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


@click.command()
@click.argument("application")
@desk_option
@click.option("--yes", is_flag=True, help="Do not ask.")
def approve(application: str, desk: Path | None, yes: bool) -> None:
    """Approve the phrase list that the desk names for APPLICATION: these texts may cross."""
    from innervate.boundary.approvals import sign
    from innervate.boundary.driving import undriven
    from innervate.boundary.phrases import read_phrases

    app = open_app(desk)
    known = app.desk()
    path = known.phrases.get(application)
    if path is None:
        raise BadInput(
            f"a phrase list for {application!r}",
            f"the desk has lists for {', '.join(known.phrases) or 'none'}",
        )
    try:
        phrases = read_phrases(path.read_bytes(), str(path))
    except OSError as error:
        raise BadInput(f"the phrase list {path}", str(error)) from None
    sink = known.applications[application].sink
    for text, roles in sorted(phrases.items()):
        click.echo(f"  {text}   {', '.join(sorted(r.value for r in roles))}")
    with undriven(app.settings.state):
        if not yes:
            click.confirm(f"May these {len(phrases)} phrases of {sink} be told to a planner?", abort=True)
        signature = app.approval(application)
        signature.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        sign(path, sink, app.approvals(), signature)
    click.echo(f"approved {len(phrases)} phrases for {sink}")
