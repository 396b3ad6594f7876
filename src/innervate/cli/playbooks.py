"""`innervate playbooks`: those kept on this machine, for a person to read, approve and forget."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from innervate.cli.options import open_app, plainly, require_yes
from innervate.core.errors import BadInput

if TYPE_CHECKING:
    from innervate.core.plan import Plan
    from innervate.planners.shelf import Kept


@click.group()
def playbooks() -> None:
    """List, read, approve and forget the playbooks kept here.

    What a planner planned and what came true is kept as a candidate. Once you approved it, it is run for
    the same goal again, and no planner is asked.
    """


@playbooks.command(name="list")
def list_() -> None:
    """The playbooks, and which of them are approved."""
    kept = open_app().shelf().all()
    if not kept:
        click.echo("none yet: `innervate playbooks add FILE`, or `innervate run GOAL` with a planner")
    for one in kept:
        how = click.style("approved ", fg="green") if one.approved else click.style("candidate", fg="yellow")
        said = (
            (one.plan.goal or one.plan.title)
            if one.plan
            else click.style("is no playbook any more", fg="red")
        )
        click.echo(f"{one.name:<32} {how}  {plainly(said)}")


@playbooks.command()
@click.argument("name")
def show(name: str) -> None:
    """Print the playbook NAME."""
    click.echo(plainly(_text(open_app().shelf().get(name))), nl=False)


@playbooks.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def add(file: Path) -> None:
    """Put the playbook FILE to the others, as a candidate. It needs a `goal`, for which it is to be run."""
    from innervate.planners.playbook import read_playbook

    plan = read_playbook(file)
    if plan.goal is None:
        raise BadInput(
            "a playbook with a `goal`", "none", "write the goal into it, `$name` for each of `takes`"
        )
    kept = open_app().shelf().keep(plan.title, plan.source)
    click.echo(f"{kept.name}: to be read and approved by `innervate playbooks approve {kept.name}`")


@playbooks.command()
@click.argument("name")
def approve(name: str) -> None:
    """Show the playbook NAME, and take it as yours: what it puts where, it then puts there in your name."""
    from innervate.boundary.driving import undriven

    app = open_app()
    kept = app.shelf().get(name)
    if kept.plan is None:
        raise BadInput(f"a playbook in {kept.path}", "it is none any more", "forget it")
    click.echo(plainly(_text(kept)))
    for line in _deeds(kept.plan):
        click.secho(plainly(line), fg="cyan")
    with undriven(app.settings.state):
        require_yes(f"to approve the playbook {name}", "it may be run for this goal, in your name")
        app.shelf().approve(name, kept.data)
    click.echo(f"approved: `innervate run GOAL` runs it for: {plainly(kept.plan.goal or 'no goal yet')}")


@playbooks.command()
@click.argument("name")
def forget(name: str) -> None:
    """Remove the playbook NAME."""
    open_app().shelf().forget(name)
    click.echo(f"{name} is gone")


def _text(kept: Kept) -> str:
    return kept.data.decode("utf-8", "replace")


def _deeds(plan: Plan) -> list[str]:
    """What it puts where and what it does, one line each."""
    from innervate.core.plan import Act, Set, walk
    from innervate.runtime.naming import place_of, title_of

    told = []
    for step in walk((*plan.steps, *plan.finally_)):
        if isinstance(step, Act | Set):
            told.append(f"  {place_of(step)}: {title_of(step)}")
    return told
