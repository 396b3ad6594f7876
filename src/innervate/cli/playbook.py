"""`innervate playbook`: the plan of a run, to be run again or given away."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from innervate.cli.run import kept_runs
from innervate.core.errors import BadInput, Refused

if TYPE_CHECKING:
    from innervate.app import App
    from innervate.core.vocabulary import Role
    from innervate.planners.parameters import Public


@click.command()
@click.argument("run", default="last")
@click.option("--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="Where to write it.")
@click.option("--private", is_flag=True, help="As it was written, constants and all. Keep that file safe.")
def playbook(run: str, output: Path | None, private: bool) -> None:
    """Write the plan of RUN (its id, the start of it, or `last`) as a playbook.

    Its constants become parameters, and of its words only those are left that a planner could be told.
    """
    from innervate.boundary.private_file import write_private
    from innervate.planners.parameters import parametrised

    with kept_runs() as (app, journal):
        name = journal.resolve(run)
        state = journal.state(name)
        text = state.plan
        if not private:
            text = parametrised(text, f"plan of run {name}", _public(app, state.inputs.get("desk")))
    path = output or Path(f"innervate-{name}{'-private' if private else ''}.yaml")
    try:
        if private:
            write_private(path, text.encode())
        else:
            path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise BadInput(
            f"to write the playbook to {path}", str(error), "name another place with --output"
        ) from None
    click.echo(path.resolve())


def _public(app: App, remembered: str | None) -> Public:
    """What is public on the desk that the run had; nothing, where that can't be read, or was not approved."""
    try:
        desk = app.desk(remembered)
        catalogues = app.catalogues(desk)
    except Refused as refused:
        click.secho(f"no name counts as public: {refused.seen}", fg="yellow", err=True)
        return lambda place, role, text: False

    def public(place: str, role: Role, text: str) -> bool:
        application = desk.applications.get(place)
        if application is None:
            return False
        return catalogues[application.sink].is_public(text, role, origin=application.sink)

    return public
