"""Commands that see screens run in an isolated core, or say that the claim is not available."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from innervate.cli.options import open_app
from innervate.core.errors import InnervateError
from innervate.core.event import Claim

if TYPE_CHECKING:
    from innervate.launch.core import Handed

F = TypeVar("F", bound=Callable[..., Any])


def unisolated_option(function: F) -> F:
    """--unisolated"""
    return click.option(
        "--unisolated",
        is_flag=True,
        help="Without the isolation of core, and so without the boundary's claim.",
    )(function)


def told_claim(claim: Claim) -> str:
    """What is claimed, for a person, and where more is said of it."""
    match claim:
        case Claim.STRICT:
            return claim.said
        case Claim.OPENED:
            return f"{claim.said} (`innervate policy check`)"
        case Claim.UNAVAILABLE:
            return f"{claim.said}: core is not isolated"
    return f"{claim.said}: the policy opens texts, masked by a detector (`innervate policy check`)"


def in_core(
    words: Sequence[str],
    desk: Path | None,
    unisolated: bool,
    files: Sequence[Path] = (),
    handed: Handed | None = None,
) -> None:
    """Return only in a core whose isolation was probed, or unisolated, by the person's wish.

    Else start `innervate WORDS` in an isolated core, and exit with its status. files: that it reads. handed:
    what else it is given.

    :raises Denied: a probe is open. :raises Unavailable: core can't be isolated here.
    """
    from innervate.app import App
    from innervate.launch.core import run

    if unisolated or os.environ.get("INNERVATE_ISOLATION") == "no":
        click.secho("claim unavailable: core is not isolated, as told", fg="yellow", err=True)
        return
    if os.environ.get(App.INSIDE):
        from innervate.boundary.isolation import probe, require_isolation

        found = probe()
        require_isolation(found)
        click.secho(f"isolated: {len(found)} probes, all closed", dim=True, err=True)
        return
    app = open_app(desk)
    if app.desk().vision is not None:
        click.secho("the desk's local model is out of an isolated core's reach: it is not asked", err=True)
    if desk is not None:
        words = [*words, "--desk", str(desk.resolve())]
    elif app.settings.desk is not None:
        app.environment = {**app.environment, "INNERVATE_DESK": str(app.settings.desk.resolve())}
    try:
        status = run(app, words, files, handed)
    except InnervateError as error:
        error.todo = error.todo or "--unisolated runs without the claim"
        raise
    sys.exit(status)
