"""`innervate profile`: what was approved of an application, as a file to read and to pass on."""

from __future__ import annotations

from pathlib import Path

import click

from innervate.cli.options import desk_option, open_app
from innervate.core.errors import BadInput

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.group()
def profile() -> None:
    """Show, export and import what was approved of an application."""


@profile.command()
@click.argument("application")
@click.option("-o", "--output", type=_FILE, help="Where it goes. [standard output]")
@desk_option
def export(application: str, output: Path | None, desk: Path | None) -> None:
    """Write the approved profile of APPLICATION."""
    app = open_app(desk)
    data = app.profile(app.application(application)).to_bytes()
    if output is None:
        click.echo(data.decode(), nl=False)
        return
    try:
        output.write_bytes(data)
    except OSError as error:
        raise BadInput(f"to write {output}", str(error), "name a file in a folder that is there") from None


@profile.command(name="import")
@click.argument("application")
@click.argument("file", type=_FILE)
@desk_option
def import_(application: str, file: Path, desk: Path | None) -> None:
    """Show what the profile FILE would add to APPLICATION, and make a list of it to choose in.

    Nothing of it counts until it is signed here: read the list, and `innervate approve APP --select LIST`.
    """
    from innervate.boundary.private_file import write_private
    from innervate.boundary.profiles import difference, proposal, read_profile

    app = open_app(desk)
    subject = app.application(application)
    try:
        given = read_profile(file.read_bytes(), str(file))
    except OSError as error:
        raise BadInput(f"a profile in {file}", str(error), "name another") from None
    before = app.profile(subject).entries
    lines = difference(before, before | given.entries)
    for line in lines:
        click.secho(line, fg="green")
    if given.sink != subject.sink:
        click.secho(f"it was approved for {given.sink}; here it would be for {subject.sink}", fg="yellow")
    if not lines:
        click.echo("nothing in it that is not approved already")
        return
    path = Path(f"approve-{application}.json")
    write_private(path, proposal(subject.name, subject.sink, given.entries - before))
    click.echo(f"nothing is approved yet. Read {path}, then: innervate approve {application} --select {path}")
