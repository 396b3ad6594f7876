"""Options that several commands share."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from innervate.core.errors import Denied

if TYPE_CHECKING:
    from innervate.app import App

F = TypeVar("F", bound=Callable[..., Any])

_EXISTING = click.Path(path_type=Path, dir_okay=False)


def desk_option(function: F) -> F:
    """--desk FILE"""
    return click.option(
        "--desk",
        type=_EXISTING,
        metavar="FILE",
        help="Applications and places that plans may name. [INNERVATE_DESK]",
    )(function)


def planner_option(function: F) -> F:
    """--planner FILE | exec:COMMAND"""
    return click.option(
        "--planner",
        metavar="FILE | exec:COMMAND",
        help="Who plans: a planner's file, or a program. [INNERVATE_PLANNER, else those of the policy]",
    )(function)


def open_app(desk: Path | None = None, *, pixels_only: bool = False) -> App:
    """The app with the settings of the environment. pixels_only: without any accessibility tree."""
    from innervate.app import App
    from innervate.boundary.crashes import no_dumps
    from innervate.settings import Settings

    no_dumps()  # from here on this process holds keys, and what screens show
    blind = {"INNERVATE_SURFACE": "x11-pixels"} if pixels_only else {}
    return App(Settings.from_environment({**os.environ, **blind}, desk))


def plainly(text: str) -> str:
    """A text that others wrote, for a terminal: what would move its cursor, hide or turn words is a dot."""
    return "".join(c if c.isprintable() or c == "\n" else "·" for c in text)


def require_yes(wanted: str, if_: str) -> None:
    """Ask for a whole yes, of a person who sits at a terminal.

    :raises Denied: nobody sits there, or they do not say yes.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise Denied(wanted, "this is no terminal", "run it yourself, in a terminal")
    if click.prompt(f"Type yes if {if_}", default="no", show_default=False) != "yes":
        raise Denied(wanted, "it was not given", "nothing was changed")
