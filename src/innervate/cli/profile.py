"""`innervate profile`: what was approved of an application, as a file to read and to pass on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from innervate.cli.options import desk_option, open_app
from innervate.core.errors import BadInput

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.group()
def profile() -> None:
    """Show, export and import what was approved of an application, and what is known of it."""


@profile.command()
@click.argument("application")
@click.option("--quoted", is_flag=True, help="Only what a View quotes of it, to the last byte.")
@desk_option
def show(application: str, quoted: bool, desk: Path | None) -> None:
    """Show what is known of APPLICATION: its screens, their fields, and how they are reached."""
    from innervate.boundary.profile_lines import shown
    from innervate.boundary.render import guide_lines

    app = open_app(desk)
    subject = app.application(application)
    known = app.profile(subject)
    if quoted:
        guide = app.guides(app.desk(), app.catalogues(app.desk())).get(application)
        for line in guide_lines(guide) if guide is not None else ():
            click.echo(line)
        return
    version = f"version {known.version} of {known.on or 'an unknown day'} · " if known.version else ""
    told = f"{version}{len(known.entries)} phrases approved"
    click.secho(f"{known.application} · {known.sink} · {told}", bold=True)
    for line in shown(known.screens, subject.can):
        click.echo(line)
    if not known.screens:
        click.echo(f"no screens are known: `innervate learn {application}`")


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
    from innervate.boundary.profile_lines import changed
    from innervate.boundary.profiles import difference, proposal, read_profile

    app = open_app(desk)
    subject = app.application(application)
    try:
        given = read_profile(file.read_bytes(), str(file))
    except OSError as error:
        raise BadInput(f"a profile in {file}", str(error), "name another") from None
    before = app.profile(subject)
    lines = difference(before.entries, before.entries | given.entries)
    known = changed(before.screens, given.screens) if given.screens else []
    for line in (*lines, *known):
        click.secho(line, fg="green" if line.startswith("+") else "red")
    if given.sink != subject.sink:
        click.secho(f"it was approved for {given.sink}; here it would be for {subject.sink}", fg="yellow")
    if not lines and not known:
        click.echo("nothing in it that is not approved already")
        return
    path, new = Path(f"approve-{application}.json"), given.entries - before.entries
    write_private(path, proposal(replace(given, application=subject.name, sink=subject.sink, entries=new)))
    click.echo(f"nothing is approved yet. Read {path}, then: innervate approve {application} --select {path}")
