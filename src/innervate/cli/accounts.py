"""`innervate ledger budget` and `renew`: what planners were told of private values, and letting it go."""

from __future__ import annotations

import json

import click

from innervate.cli.options import open_app, require_yes
from innervate.core.errors import BadInput
from innervate.core.values import ValueType

_BAR = 16


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def budget(as_json: bool) -> None:
    """Show what planners were told of private values, in bits, and what may still be told."""
    app = open_app()
    desk = app.desk()
    budgets, charged = app.policy(desk).policy.budgets, app.accounts().charged()
    if as_json:
        told = [
            {"place": place, "type": kind, "told": round(bits, 2), "budget": budgets.of(ValueType(kind))}
            for (place, kind), bits in sorted(charged.items())
        ]
        click.echo(json.dumps({"told": told, "run": budgets.run}, indent=1))
        return
    if not charged:
        click.echo("No planner was told anything of private values.")
        return
    from rich.console import Console
    from rich.table import Table

    names = {
        application.sink: f"{name} ({application.sink})" for name, application in desk.applications.items()
    }
    table = Table(box=None, pad_edge=False)
    for name in ("of", "values", "told", "may be", ""):
        table.add_column(name, justify="right" if name in ("told", "may be") else "left")
    for (place, kind), bits in sorted(charged.items()):
        most = budgets.of(ValueType(kind))
        full = round(_BAR * min(1.0, bits / most)) if most else _BAR
        colour = "red" if bits >= most - 1 else "green"
        bar = f"[{colour}]{'█' * full}[/][dim]{'░' * (_BAR - full)}[/]"
        table.add_row(names.get(place, place), kind, f"{bits:.1f}", f"{most:g}", bar)
    console = Console()
    console.print(table)
    console.print(f"In bits; at most {budgets.run:g} in one run. To renew: innervate ledger renew PLACE")


@click.command()
@click.argument("place")
@click.option(
    "--type", "kind", type=click.Choice([one.value for one in ValueType]), help="Of this type alone."
)
def renew(place: str, kind: str | None) -> None:
    """Let planners be told of PLACE's values anew: an application of the desk, or a place as `budget` says.

    Asks on a terminal, while no run goes on.
    """
    from innervate.boundary.driving import undriven

    app = open_app()
    application = app.desk().applications.get(place)
    whose = application.sink if application is not None else place
    with undriven(app.settings.state):
        charged = app.accounts().charged()
        renewed = {one: bits for one, bits in charged.items() if one[0] == whose and kind in (None, one[1])}
        if not renewed:
            raise BadInput(
                f"an account of {whose}", "nothing was told of it", "see `innervate ledger budget`"
            )
        for (of, type_), bits in sorted(renewed.items()):
            click.echo(f"{type_} of {of}: {bits:.1f} bits were told; as much again could be")
        require_yes("a person's yes", "that may be forgotten")
        app.accounts().renew(whose, ValueType(kind) if kind else None)
