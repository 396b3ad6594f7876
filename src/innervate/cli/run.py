"""`innervate run`, `runs` and `report`."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from innervate.cli.goal import confirmed, words_of, words_options
from innervate.cli.isolation import in_core, unisolated_option
from innervate.cli.options import desk_option, open_app, plainly, planner_option
from innervate.cli.progress import Progress
from innervate.core.errors import BadInput, InnervateError
from innervate.core.usage import Usage

if TYPE_CHECKING:
    from innervate.app import App
    from innervate.journal.store import Journal

GO_ON = "`innervate run --resume last` goes on from there, with the same plan"


@click.command()
@click.argument("what", metavar="PLAYBOOK | GOAL", required=False)
@words_options
@click.option(
    "--with", "given", multiple=True, metavar="NAME=VALUE", help="A value for a parameter of the playbook."
)
@click.option("--no-playbooks", is_flag=True, help="Have the goal planned, also where a playbook fits it.")
@desk_option
@planner_option
@click.option("--resume", metavar="RUN", help="Go on with a run that was interrupted or parked (or `last`).")
@click.option("--quiet", "-q", is_flag=True, help="Print nothing but errors.")
@unisolated_option
def run(
    what: str | None,
    keep: tuple[str, ...],
    hide: tuple[str, ...],
    given: tuple[str, ...],
    no_playbooks: bool,
    desk: Path | None,
    planner: str | None,
    resume: str | None,
    quiet: bool,
    unisolated: bool,
) -> None:
    """Run a PLAYBOOK (a YAML file) on this desktop, have a GOAL planned and run, or go on with a run.

    Each step is verified. A goal for which you approved a playbook runs that (`innervate playbooks`). Else it
    is shown as it would leave, and nothing leaves before you confirm it. Exit status 0 only when the plan
    came to its end.
    """
    from innervate.core.plan import Ending
    from innervate.launch.planners import asked, name_planner
    from innervate.planners.playbook import read_playbook

    if (what is None) == (resume is None):
        raise BadInput(
            "a PLAYBOOK, a GOAL or --resume RUN", "more than one" if what else "neither", "see --help"
        )
    name_planner(planner)
    playbook = Path(what) if what is not None and _is_file(what) else None
    goal = what if playbook is None else None
    values = _values(given, playbook)
    words = ["run", *(["--quiet"] if quiet else []), *(["--resume", resume] if resume else [])]
    words += [*(["--no-playbooks"] if no_playbooks else []), *(f"--with={one}" for one in given)]
    files = [playbook.resolve()] if playbook else []
    last = [*words_of(keep, hide), "--", goal] if goal is not None else [*map(str, files)]
    in_core([*words, *last], desk, unisolated, files)
    app = open_app(desk)
    plan = read_playbook(playbook) if playbook else None
    wish = confirmed(app, goal, keep, hide, playbooks=not no_playbooks) if goal is not None else None
    if goal is not None and wish is None:
        sys.exit(1)
    begun: list[str] = []
    watchers = (lambda stamped: begun.append(stamped.run), *(() if quiet else (Progress(),)))
    try:
        name, how = asyncio.run(
            app.run(
                plan,
                given=values,
                wish=wish,
                planners=asked(app),
                resume=resume,
                watchers=watchers,
                ask=ask_at_terminal if sys.stdin.isatty() else None,
            )
        )
    except InnervateError as error:
        if begun:
            error.todo = "; ".join(t for t in (error.todo, GO_ON) if t)
        raise
    if not quiet:
        click.secho(f"report: innervate report {name}", dim=True)
    if how is not Ending.DONE:
        sys.exit(1)
    _keep(app, name, quiet=quiet)


def _keep(app: App, run: str, *, quiet: bool) -> None:
    """What a planner planned and what came true is kept, for its person to read and approve."""
    from innervate.planners.candidates import NoCandidate

    try:
        kept = app.keep_candidate(run)
    except NoCandidate as why:
        told = f"not kept as a playbook: {why}"
    else:
        if kept is None or kept.approved:
            return
        told = f"kept as a playbook, to be read: innervate playbooks approve {kept.name}"
    if not quiet:
        click.secho(told, dim=True)


def _values(given: Sequence[str], playbook: Path | None) -> dict[str, str]:
    """
    :raises BadInput: one is no NAME=VALUE, is given twice, or there is nothing that could take it.
    """
    found: dict[str, str] = {}
    for one in given:
        name, is_one, value = one.partition("=")
        if not is_one or name in found or playbook is None:
            raise BadInput("--with NAME=VALUE, once for each parameter of a PLAYBOOK", name, "see --help")
        found[name] = value
    return found


def _is_file(what: str) -> bool:
    """A goal is no name of a file: it has spaces and no ending of one."""
    return what.endswith((".yaml", ".yml")) or " " not in what.strip()


async def ask_at_terminal(question: str, choices: tuple[str, ...]) -> str | None:
    kind = click.Choice(choices) if choices else None
    answer: str = await asyncio.to_thread(click.prompt, f"\n{plainly(question)}", type=kind)
    return answer


@contextmanager
def kept_runs() -> Iterator[tuple[App, Journal]]:
    """The app and its journal, less the runs that the policy keeps no longer."""
    app = open_app()
    with app.journal() as journal:
        with suppress(BadInput):  # a desk that can't be read any more is no reason not to see what was done
            journal.forget_older(app.policy(app.desk()).policy.at_rest.days)
        yield app, journal


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def runs(as_json: bool) -> None:
    """List the runs of the journal, newest first."""
    import json

    with kept_runs() as (_, journal):
        for one in journal.runs():
            when = datetime.fromtimestamp(one.started_at).strftime("%Y-%m-%d %H:%M")
            if as_json:
                facts = {
                    "run": one.run,
                    "started": when,
                    "status": one.status.value,
                    "confirmed": one.confirmed,
                    "planner": _spent(one.spent),
                }
                click.echo(json.dumps(facts))
                continue
            colour = {"done": "green", "parked": "yellow"}.get(one.status.value)
            status = click.style(f"{one.status.value:<9}", fg=colour)
            click.echo(f"{one.run}  {when}  {status} {one.confirmed:>4} confirmed  {one.title}")


def _spent(spent: Usage) -> dict[str, float | bool]:
    """What asking planners took. sure: whether their servers said how many tokens; else at most."""
    return {
        "input": spent.input,
        "cached": spent.cached,
        "output": spent.output,
        "seconds": round(spent.seconds, 3),
        "cost": spent.cost,
        "sure": spent.sure,
    }


@click.command()
@click.argument("run", default="last")
@click.option("--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="Where to write it.")
@click.option(
    "--private", is_flag=True, help="With the real screens, titles and values. Keep that file safe."
)
def report(run: str, output: Path | None, private: bool) -> None:
    """Write the report of RUN (its id, the start of it, or `last`): one self-contained HTML file."""
    from innervate.report.page import render

    with kept_runs() as (_, journal):
        name = journal.resolve(run)
        page = render(journal.read(name), private=private, chain=journal.verify(name))
    path = output or Path(f"innervate-{name}{'-private' if private else ''}.html")
    try:
        if private:
            # Nobody else may read it, not even while it is being written.
            path.touch(mode=0o600)
            path.chmod(0o600)
        path.write_text(page, encoding="utf-8")
    except OSError as error:
        raise BadInput(
            f"to write the report to {path}", str(error), "name another place with --output"
        ) from None
    click.echo(path.resolve())
