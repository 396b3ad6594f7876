"""`innervate check` and `schema`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from innervate.cli.options import desk_option, open_app


@click.command()
@click.argument("playbook", type=click.Path(path_type=Path, dir_okay=False))
@desk_option
def check(playbook: Path, desk: Path | None) -> None:
    """Check a PLAYBOOK, against the desk if one is named, without touching anything."""
    from innervate.core.plan import walk
    from innervate.planners.checks import check as fits
    from innervate.planners.playbook import read_playbook

    app = open_app(desk)
    plan = read_playbook(playbook)
    if app.settings.desk is not None:
        known = app.desk()
        fits(plan, known.applications, known.places)
    click.echo(f"{playbook}: {len(walk(plan.steps))} steps, nothing to complain of")


@click.command()
@click.argument("name", type=click.Choice(["plan", "desk"]))
def schema(name: str) -> None:
    """Print the JSON Schema of NAME."""
    from innervate.planners.schema import schema as of

    click.echo(json.dumps(of(name), indent=2))
