"""Options that several commands share."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

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


def open_app(desk: Path | None = None, *, pixels_only: bool = False) -> App:
    """The app with the settings of the environment. pixels_only: without any accessibility tree."""
    from innervate.app import App
    from innervate.boundary.crashes import no_dumps
    from innervate.settings import Settings

    no_dumps()  # from here on this process holds keys, and what screens show
    blind = {"INNERVATE_SURFACE": "x11-pixels"} if pixels_only else {}
    return App(Settings.from_environment({**os.environ, **blind}, desk))
