"""`innervate plan`: a goal as it would leave, for its person to confirm."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from innervate.cli.isolation import in_core, told_claim, unisolated_option
from innervate.cli.options import desk_option, open_app, plainly, planner_option
from innervate.core.errors import Unavailable
from innervate.core.event import Claim
from innervate.core.view import HANDLE

if TYPE_CHECKING:
    from innervate.app import App, Wish
    from innervate.boundary.goal import Goal
    from innervate.boundary.policy import Policy
    from innervate.planners.desk import Desk
    from innervate.planners.playbooks import Match


F = TypeVar("F", bound=Callable[..., Any])


def words_options(function: F) -> F:
    """--keep and --hide"""
    keep = click.option(
        "--keep", multiple=True, metavar="WORDS", help="Words of the goal that may leave as they are."
    )
    hide = click.option(
        "--hide", multiple=True, metavar="WORDS", help="Words of the goal that become a handle."
    )
    return keep(hide(function))


@click.command()
@click.argument("goal")
@words_options
@planner_option
@click.option("--dry-run", is_flag=True, help="Send nothing, and confirm nothing.")
@click.option("--show-wire", is_flag=True, help="Print the bytes that left, or would leave.")
@desk_option
@unisolated_option
def plan(
    goal: str,
    keep: tuple[str, ...],
    hide: tuple[str, ...],
    planner: str | None,
    dry_run: bool,
    show_wire: bool,
    desk: Path | None,
    unisolated: bool,
) -> None:
    """Show GOAL as it would leave; once you confirmed it, at a terminal, have it planned. Nothing is done.

    What it names becomes handles: what this screen shows and is not public, what looks like a value, quoted
    words, numbers, names. The plan is shown, and kept: `innervate run --resume last` runs it. Exit status 1
    if you do not confirm.
    """
    from innervate.launch.planners import asked, name_planner

    name_planner(planner)
    options = [f"--desk={desk.resolve()}"] if desk is not None else []
    flags = [*(["--dry-run"] if dry_run else []), *(["--show-wire"] if show_wire else [])]
    in_core(["plan", *words_of(keep, hide), *flags, *options, "--", goal], None, unisolated)
    app = open_app(desk)
    if dry_run:
        _dry_run(app, goal, keep, hide, show_wire=show_wire)
        return
    wish = confirmed(app, goal, keep, hide)
    if wish is None:
        sys.exit(1)
    run, _ = asyncio.run(app.run(None, wish=wish, planners=asked(app), only_plan=True))
    with app.journal() as journal:
        state = journal.state(run)
    click.echo(plainly(state.plan))
    if show_wire:
        for record in app.ledger().records():
            if record.run == run and record.body:
                _show_bytes(record.head, record.body)
    click.secho(f"nothing was done: `innervate run --resume {run}` runs it", dim=True)


def _dry_run(app: App, goal: str, keep: Sequence[str], hide: Sequence[str], *, show_wire: bool) -> None:
    """What would leave first, for each planner that may be asked."""
    from innervate.boundary.changes import Teller
    from innervate.boundary.gateway.planner_file import read_planner
    from innervate.core.planner import Question
    from innervate.launch.gateway import template_of
    from innervate.launch.planners import named

    wish = _shown(app, goal, keep, hide)
    if show_wire:
        desk = app.desk()
        sanitiser, gate = app.boundary(desk, wish.handles, app.policy(desk).policy)
        view = Teller(gate.guides, wish.goal.text).tell(sanitiser.view(asyncio.run(app.scene()))).encode()
        gate.check(view)
        for one in named(app):
            to = read_planner(one.planner).to
            body = template_of(to).body(Question(view, wish.goal.text))
            _show_bytes(to.head(len(body)), body)
    click.echo("nothing was sent")


def _show_bytes(head: str, body: bytes) -> None:
    click.echo(head.replace("\r\n", "\n"), nl=False)
    click.echo(body.decode())


def words_of(keep: Sequence[str], hide: Sequence[str]) -> list[str]:
    """The options, for another command line."""
    return [*(f"--keep={one}" for one in keep), *(f"--hide={one}" for one in hide)]


def confirmed(
    app: App, goal: str, keep: Sequence[str], hide: Sequence[str], *, playbooks: bool = False
) -> Wish | None:
    """Shows a goal as it would leave; what its person confirmed, None where nobody can be asked.

    playbooks: an approved one that fits is taken instead, and then nothing has to leave. Exits with status 1
    where they do not confirm.
    """
    wish = _shown(app, goal, keep, hide, playbooks=playbooks)
    if wish.match is not None:
        return wish
    return wish if _agreed(app, wish.goal) else None


def _shown(app: App, goal: str, keep: Sequence[str], hide: Sequence[str], *, playbooks: bool = False) -> Wish:
    """Shows a goal as it would leave; nobody has confirmed it yet."""
    from innervate.app import Wish
    from innervate.boundary.goal import goal_of
    from innervate.boundary.handles import Handles

    known = app.desk()
    policy = app.policy(known).policy
    handles, shown = Handles(recognition=app.recognition()), frozenset[str]()
    looked = "this screen was looked at"
    try:
        shown = asyncio.run(_private_words(app, known, policy))
    except Unavailable as error:
        looked = f"no screen was looked at: {error.seen}"
    told = goal_of(goal, handles, shown, _public_words(app, known, policy), keep, hide)
    match = app.match(told, known) if playbooks else None
    if match is not None and _is_it(match, told):
        click.secho("nothing of it leaves", dim=True)
        return Wish(told, handles, match, leaves=False)
    _show(told, looked)
    click.secho(_destination(app), dim=True)
    claim = app.claim(policy)
    if claim not in (Claim.STRICT, Claim.UNAVAILABLE):  # that core is not isolated was said before
        click.secho(told_claim(claim), fg="yellow")
    return Wish(told, handles)


def _is_it(match: Match, told: Goal) -> bool:
    """Whether the playbook is what is meant: by the very words, or since its person says so."""
    texts = {named.handle: named.text for named in told.named}
    click.echo(
        f"playbook {click.style(match.playbook.name, bold=True)}: {plainly(match.playbook.plan.title)}"
    )
    for name, handle in match.given.items():
        click.echo(f"  {click.style(name, fg='cyan')}  {texts[handle]}")
    if match.sure:
        return True
    click.echo("  it is for a goal in other words: " + plainly(match.playbook.plan.goal or ""))
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        click.echo("not taken: this is no terminal, and it may not be what is meant", err=True)
        return False
    return click.prompt("Type yes if it is what you want", default="no", show_default=False) == "yes"


def _agreed(app: App, told: Goal) -> bool:
    """Asks, and keeps a yes; False at no terminal.

    :raises Denied: a run goes on: a planner may be who types.
    """
    from innervate.boundary.driving import undriven
    from innervate.boundary.gateway.goals import Goals

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        click.echo("not confirmed: this is no terminal; run it yourself, in one", err=True)
        return False
    with undriven(app.settings.state):
        if click.prompt("Type yes if these words may leave", default="no", show_default=False) != "yes":
            click.echo("not confirmed; --keep and --hide change what is shown")
            sys.exit(1)
        Goals(app.settings.state / "goals", app.approvals()).confirm(told.text)
    return True


async def _private_words(app: App, desk: Desk, policy: Policy) -> frozenset[str]:
    """The texts that the screen shows now and that are not public there.

    :raises Unavailable: there is no screen.
    """
    from innervate.boundary.handles import Handles
    from innervate.boundary.view import Sanitiser

    private: set[str] = set()
    sanitiser = Sanitiser(
        list(desk.applications.values()),
        app.catalogues(desk, policy),
        Handles(),
        lambda _sink, _key, text: private.add(text),
    )
    scene = await app.scene()
    sanitiser.view(scene)
    private |= {element.value for element in scene.elements if element.value}
    return frozenset(text.strip() for text in private if text.strip())


def _public_words(app: App, desk: Desk, policy: Policy) -> frozenset[str]:
    """The desk's names, what its applications can do, and their public phrases."""
    from innervate.boundary.generic_words import GENERIC_WORDS

    named = {word for a in desk.applications.values() for word in (a.name, *a.capabilities)}
    phrases = {p for c in app.catalogues(desk, policy).values() for p in (*c.constants, *c.approved)}
    return frozenset(named | set(desk.places) | phrases | set(GENERIC_WORDS))


def _show(told: Goal, looked: str) -> None:
    click.secho("as it would leave", dim=True)
    click.echo("\n  " + HANDLE.sub(lambda found: click.style(found[0], fg="cyan"), told.text) + "\n")
    click.secho(f"stays here ({looked})", dim=True)
    width = max((len(str(named.handle)) for named in told.named), default=0)
    for named in told.named:
        handle = click.style(f"{named.handle!s:<{width}}", fg="cyan")
        click.echo(f"  {handle}  {named.text}  {click.style(named.why, dim=True)}")
    if not told.named:
        click.echo("  nothing: every word would leave as you wrote it")


def _destination(app: App) -> str:
    """Where it would go."""
    from innervate.boundary.gateway.planner_file import read_planner
    from innervate.launch.planners import named

    found = [read_planner(one.planner).to for one in named(app)]
    if not found:
        return "no planner is named (--planner, INNERVATE_PLANNER, the policy): it would go nowhere"
    return "it would go to " + ", else to ".join(
        f"{to.sink} ({to.model})" if to.model else to.sink for to in found
    )
