"""`innervate learn`: what screens an application has, found by a harmless walk or in the journal.

Nothing is pressed before the person said so, nothing is known before the person read it; without a terminal
what was found is only written down, for somebody to read.
"""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from innervate.cli.approve import decided, numbered
from innervate.cli.options import desk_option, open_app
from innervate.cli.signing import sign_phrases, sign_screens
from innervate.core.errors import BadInput, Denied, InnervateError

if TYPE_CHECKING:
    from innervate.app import App
    from innervate.boundary.learning import Learning
    from innervate.core.application import Application
    from innervate.runtime.walking import Limits, Walked

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.argument("application")
@desk_option
@click.option(
    "--from-runs", is_flag=True, help="Touch nothing: from what confirmed steps in the journal crossed."
)
@click.option(
    "--links",
    type=click.Choice(["ask", "all", "none"]),
    default="ask",
    show_default=True,
    help="Whether links of a web page may be followed.",
)
@click.option("--most", default=200, show_default=True, type=click.IntRange(1, 2000), help="Presses at most.")
@click.option("--seconds", default=300, show_default=True, type=click.IntRange(5, 3600), help="Time at most.")
@click.option("--replace", is_flag=True, help="Forget what was known of its screens before.")
@click.option("--yes", is_flag=True, help="Do not ask before the walk begins.")
@click.option("--page", type=_FILE, help="Where the page with what would open goes. [approve-APP.html]")
@click.option(
    "-o", "--output", type=_FILE, help="Where what was found goes without a terminal. [learn-APP.json]"
)
def learn(
    application: str,
    desk: Path | None,
    from_runs: bool,
    links: str,
    most: int,
    seconds: int,
    replace: bool,
    yes: bool,
    page: Path | None,
    output: Path | None,
) -> None:
    """Learn what screens APPLICATION has, their fields, and how they are reached.

    Walks through it as it stands on this desktop: opens menus, tabs and what folds out, and dialogs that it
    cancels; follows links of its web page that you agree to. It never types, submits or presses anything that
    could do something, and comes back to where it began. Ctrl-C ends the walk; what it saw is kept.
    """
    from innervate.boundary.driving import undriven
    from innervate.boundary.learning import Learning
    from innervate.runtime.walking import Limits

    app = open_app(desk)
    subject = app.application(application)
    app.catalogues(app.desk())  # what is not approved or was changed is told now, not after a walk
    known = () if replace else app.profile(subject).screens
    learning = Learning.since(known)
    if from_runs:
        _from_runs(app, subject, learning)
        walked = None
    else:
        _require_yes(subject, links, yes=yes)
        walked = _walked(app, subject, links, Limits(most, float(seconds)))
    with undriven(app.settings.state):
        if walked is not None:
            _approve(app, subject, walked, page)
            _fold(app, subject, walked, learning)
        _keep(app, subject, learning, output)


# finding


def _require_yes(subject: Application, links: str, *, yes: bool) -> None:
    """
    :raises Denied: nobody can be asked.
    """
    click.echo(f"{subject.name} ({subject.sink}) will be walked through on this desktop:")
    click.echo("  menus, tabs and what folds out are opened, and dialogs that are then cancelled")
    if subject.origin is not None and links != "none":
        click.echo(
            f"  links of {subject.origin} are followed{', those that you agree to' if links == 'ask' else ''}"
        )
    click.echo(
        "  nothing is typed, submitted, saved or deleted; Ctrl-C ends it. Leave mouse and keyboard alone."
    )
    if yes:
        return
    if not sys.stdin.isatty():
        raise Denied(f"to walk through {subject.name}", "nobody can be asked here", "say --yes")
    click.confirm("Begin?", abort=True)


def _walked(app: App, subject: Application, links: str, limits: Limits) -> Walked:
    from innervate.runtime.walking import Walked

    walked = Walked()

    async def agree(names: Sequence[str]) -> Sequence[str]:
        if links == "all":
            return names
        return _agreed(names) if links == "ask" and sys.stdin.isatty() else ()

    async def walk() -> None:
        loop, stop = asyncio.get_running_loop(), asyncio.Event()

        def stopped() -> None:
            click.echo("coming back …", err=True)
            loop.remove_signal_handler(signal.SIGINT)  # a second one ends it at once
            stop.set()

        loop.add_signal_handler(signal.SIGINT, stopped)
        await app.walk(subject, agree, walked, _say(walked), stop.is_set, limits)

    try:
        asyncio.run(walk())
    except InnervateError as error:
        if not walked.looks:
            raise
        walked.stopped = f"{error.wanted}: {error.seen}"
    click.echo(f"{walked.presses} presses, {len(walked.looks)} looks", err=True)
    if walked.stopped:
        click.secho(f"it ended early: {walked.stopped}", fg="yellow", err=True)
    return walked


def _say(walked: Walked) -> Callable[[str], None]:
    def say(line: str) -> None:
        click.echo(f"{walked.presses:>4}  {len(walked.looks):>3} seen  {line}", err=True)

    return say


def _agreed(names: Sequence[str]) -> Sequence[str]:
    """Which of these links may be followed."""
    click.secho(f"\n{len(names)} links that were not seen before", bold=True)
    for at, name in enumerate(names, start=1):
        click.echo(f"{at:>4} {name}")
    while True:
        said = "   may all be followed (y), none (n), only some (1 3 4), or all but some (-2 -5)?"
        chosen = numbered(click.prompt(said, default="n"), len(names))
        if chosen is not None:
            return [name for at, name in enumerate(names, start=1) if at in chosen]


def _from_runs(app: App, subject: Application, learning: Learning) -> None:
    """What the journal's confirmed steps crossed.

    :raises BadInput: there are no runs.
    """
    from innervate.boundary.learning_runs import crossings, learn

    with app.journal() as journal:
        runs = journal.runs()
        if not runs:
            raise BadInput("runs in the journal", "there are none", "run a playbook, then learn from it")
        steps = sum(
            learn(learning, crossings(stamped.event for stamped in journal.read(state.run)), subject.name)
            for state in reversed(runs)
        )
    click.echo(f"{steps} confirmed steps in {len(runs)} runs were in {subject.name}", err=True)


# deciding


def _approve(app: App, subject: Application, walked: Walked, page: Path | None) -> None:
    """Which of the texts that were seen may be told: proposed, never ticked."""
    chosen_in = None if sys.stdin.isatty() else Path(f"approve-{subject.name}.json")
    chosen = decided(app, app.desk(), subject, walked.looks, page, chosen_in, offer=False)
    if chosen:
        sign_phrases(app, subject, chosen | app.profile(subject).entries)


def _fold(app: App, subject: Application, walked: Walked, learning: Learning) -> None:
    from innervate.boundary import learning_walks

    sanitiser, _ = app.boundary(app.desk(), policy=app.policy(app.desk()).policy.without_open())
    views = [sanitiser.view(scene) for scene in walked.looks]
    learning_walks.learn(learning, views, walked.moves, subject.name)


def _keep(app: App, subject: Application, learning: Learning, output: Path | None) -> None:
    from innervate.boundary.private_file import write_private
    from innervate.boundary.profiles import Profile, proposal

    if not learning.screens:
        click.echo(
            f"nothing of {subject.name} is public yet, so nothing can be known: approve some phrases first"
        )
        return
    if sys.stdin.isatty():
        sign_screens(app, subject, learning.told())
        return
    path = output or Path(f"learn-{subject.name}.json")
    found = Profile(subject.name, subject.sink, screens=learning.told(), version=1)
    try:
        write_private(path, proposal(found))
    except OSError as error:
        raise BadInput(f"to write {path}", str(error), "name a file in a folder that is there") from None
    click.echo(
        f"{len(found.screens)} screens were found; none is known yet. Read {path}, say so in it, then: "
        f"innervate approve {subject.name} --select {path}"
    )
