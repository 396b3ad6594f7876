"""What a person approved or read of an application, shown as a difference once more, and signed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from innervate.app import App
    from innervate.boundary.profiles import Entry
    from innervate.core.application import Application
    from innervate.core.profile import Screen


def sign_phrases(
    app: App, subject: Application, entries: frozenset[Entry], *, ask: bool = True, quiet: bool = False
) -> None:
    """Show the difference to what is approved, and sign. quiet: nothing is said where there is none."""
    from innervate.boundary.profiles import difference, keep_profile

    before = app.profile(subject)
    lines = difference(before.entries, entries)
    for line in lines:
        click.secho(line, fg="green" if line.startswith("+") else "red")
    if not lines:
        if not quiet:
            click.echo("nothing new to approve")
        return
    if ask:
        click.confirm(f"May these be told to a planner, of {subject.sink}?", abort=True)
    path = keep_profile(app.settings.state, replace(before, entries=entries))
    click.echo(f"approved {len(entries)} phrases for {subject.sink}: {path}")


def sign_screens(app: App, subject: Application, given: Sequence[Screen], *, ask: bool = True) -> bool:
    """Show what would be known of an application's screens, as far as it is public, and sign it.

    Whether it is known now.
    """
    from innervate.boundary.guides import public
    from innervate.boundary.profile_lines import changed
    from innervate.boundary.profiles import keep_profile

    before = app.profile(subject)
    screens = public(given, app.catalogues(app.desk())[subject.sink])
    lines = changed(before.screens, screens)
    for line in lines:
        click.secho(line, fg="green" if line.startswith("+") else "red")
    if not lines:
        click.echo(f"nothing new is known of {subject.name}")
        return bool(before.version)
    if ask:
        click.confirm(f"May this be told to a planner, of {subject.sink}?", abort=True)
    day, version = date.today().isoformat(), before.version + 1
    after = replace(before, screens=screens, version=version, can=subject.can, on=day)
    path = keep_profile(app.settings.state, after)
    click.echo(f"{len(screens)} screens of {subject.name} are known, version {after.version}: {path}")
    return True
