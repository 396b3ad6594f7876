"""`innervate policy`: check it, ask it why, approve what it opens."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from innervate.cli.options import desk_option, open_app, require_yes
from innervate.core.errors import BadInput, Denied
from innervate.core.values import ValueType
from innervate.core.vocabulary import Role

if TYPE_CHECKING:
    from innervate.boundary.explaining import Explanation
    from innervate.boundary.policy_approval import Standing
    from innervate.core.application import Application
    from innervate.planners.desk import Desk

_FILE = click.Path(path_type=Path, dir_okay=False)
_ROLES = click.Choice([role.value for role in Role])
_TYPES = click.Choice([kind.value for kind in ValueType])


@click.group()
def policy() -> None:
    """What may cross, and what may go where: check it, ask why, approve what it opens."""


@policy.command()
def schema() -> None:
    """Print the JSON Schema of a policy file."""
    from innervate.boundary.policy_file import schema as of

    click.echo(json.dumps(of(), indent=2))


@policy.command()
@click.argument("file", type=_FILE, required=False)
@desk_option
def check(file: Path | None, desk: Path | None) -> None:
    """Check FILE, or the policy that counts here: what it opens, and whether that is approved."""
    from innervate.boundary.policy import claim

    app = open_app(desk)
    found = app.policy(app.desk(), file)
    if found.path is None:
        click.echo("no policy: everything is closed, as by default")
        return
    click.echo(f"{found.path}: {_standing(found)}")
    _list(found.withheld)
    click.echo(claim(found.policy).said)


@policy.command()
@click.argument("file", type=_FILE, required=False)
@desk_option
def approve(file: Path | None, desk: Path | None) -> None:
    """Approve what FILE, or the policy that counts here, opens. Asks on a terminal, while no run goes on."""
    from innervate.boundary.driving import undriven
    from innervate.boundary.policy_approval import approve as sign
    from innervate.boundary.policy_approval import identities
    from innervate.boundary.policy_file import read_policy
    from innervate.boundary.policy_words import opens
    from innervate.planners.source import Source

    app = open_app(desk)
    known = app.desk()
    path = file or app.policy_path(known)
    if path is None:
        raise BadInput("a policy to approve", "there is none", "name its FILE, or set INNERVATE_POLICY")
    with undriven(app.settings.state):
        written, data = read_policy(path, Source.parse, {**known.applications, **known.places})
        opened = opens(written)
        if not opened:
            click.echo(f"{path} opens nothing: it counts as it is, without an approval")
            return
        names = identities(written, known.applications, known.places)
        click.echo(f"{path} opens:")
        _list(opened)
        if names:
            click.echo("where")
            _list(f"{name} is {who}" for name, who in names.items())
        noun = "this" if len(opened) == 1 else f"these {len(opened)}"
        require_yes("a person's approval", f"{noun} may be opened")
        sign(data, names, app.approvals(), app.settings.state / "policy.approval")
    click.echo(f"approved: {path}")


@policy.group()
def explain() -> None:
    """Why something crosses or goes somewhere, and why not."""


@explain.command()
@click.argument("text")
@click.option("--in", "application", required=True, metavar="APP", help="An application of the desk.")
@click.option("--role", required=True, type=_ROLES, metavar="ROLE", help="What it stands on: button, label …")
@click.option("--content", is_flag=True, help="It stands in a list, a table, a text, or is read from pixels.")
@desk_option
def phrase(text: str, application: str, role: str, content: bool, desk: Path | None) -> None:
    """Why does TEXT cross to a planner, or why not? Exit status 3 if it does not."""
    from innervate.boundary.explaining import explain_phrase
    from innervate.boundary.phrases import Position

    app = open_app(desk)
    known = app.desk()
    named = _application(application, known)
    position = Position.CONTENT if content else Position.INTERFACE
    policy = app.policy(known).policy
    catalogue = app.catalogues(known, policy)[named.sink]
    told = explain_phrase(text, Role(role), named, catalogue, policy, position)
    _tell("crosses", "does not cross", told)


@explain.command()
@click.argument("type", type=_TYPES, metavar="TYPE")
@click.option("--from", "source", required=True, help="An application or place, `person`, or `planner`.")
@click.option("--to", "application", required=True, metavar="APP", help="An application of the desk.")
@click.option("--field", required=True, help="The field's label.")
@click.option("--own", is_flag=True, help="In a person's own playbook, not in a planner's plan.")
@desk_option
def flow(type: str, source: str, application: str, field: str, own: bool, desk: Path | None) -> None:
    """May a value of TYPE go there, or why not? Exit status 3 if it may not."""
    from innervate.boundary.explaining import explain_flow
    from innervate.boundary.sinks import Rules, names_of
    from innervate.core.plan import Author

    app = open_app(desk)
    known = app.desk()
    found = app.policy(known)
    rules = Rules(found.policy, names=names_of(known.applications))
    sources = {"person", "planner", *known.applications, *known.places}
    if source not in sources:
        raise BadInput(f"a source called {source!r}", f"there are {', '.join(sorted(sources))}")
    from_application = known.applications.get(source)
    place = from_application.sink if from_application is not None else source
    author = Author.PERSON if own else Author.PLANNER
    named = _application(application, known)
    if found.withheld:
        click.secho(f"the policy is not approved ({found.why}): what it opens does not count", fg="yellow")
    _tell("may go", "may not go", explain_flow(ValueType(type), place, named, field, rules, author))


def _application(name: str, desk: Desk) -> Application:
    if name not in desk.applications:
        known = ", ".join(desk.applications) or "none"
        raise BadInput(f"an application called {name!r}", f"the desk has {known}", "name a desk with --desk")
    return desk.applications[name]


def _standing(found: Standing) -> str:
    if not found.withheld:
        return "it counts as it is"
    return f"not approved ({found.why}), so it only closes. `innervate policy approve` would open:"


def _list(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(f"  {line}")


def _tell(yes: str, no: str, told: Explanation) -> None:
    mark, colour = (yes, "green") if told.passes else (no, "red")
    click.echo(f"{click.style(mark, fg=colour)}: {told.because}")
    if told.todo:
        click.secho(f"  → {told.todo}", fg="cyan")
    if not told.passes:
        sys.exit(Denied.exit_status)
