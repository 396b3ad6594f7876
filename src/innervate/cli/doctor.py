"""`innervate doctor`: what works here, what is missing, and the command that mends it."""

from __future__ import annotations

import asyncio
import importlib.metadata
import json
import os
import platform
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import click

from innervate.cli.options import desk_option, open_app
from innervate.core.errors import InnervateError, Unavailable

if TYPE_CHECKING:
    from innervate.app import App
    from innervate.planners.desk import Desk


class Health(StrEnum):
    WORKS = "works"
    OPTIONAL = "optional"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. mend: a command, or what to do."""

    what: str
    health: Health
    seen: str
    mend: str = ""


_PROGRAMS = {
    "Xvfb": ("xvfb", "innervate desktop"),
    "openbox": ("openbox", "innervate desktop"),
    "dbus-daemon": ("dbus", "innervate desktop"),
    "/usr/libexec/at-spi-bus-launcher": ("at-spi2-core", "accessibility trees"),
    "xprop": ("x11-utils", "innervate desktop"),
    "setxkbmap": ("x11-xkb-utils", "innervate desktop"),
    "bwrap": ("bubblewrap", "the isolation of core"),
}
_EXTRAS = {
    "rapidocr": ("ocr", "scripts other than Latin"),
    "flask": ("demo", "the claims example"),
    "presidio-analyzer": ("presidio", "Presidio as a recognizer of types"),
}


def _programs() -> Iterator[Finding]:
    for program, (package, purpose) in _PROGRAMS.items():
        found = shutil.which(program)
        if found:
            yield Finding(program, Health.WORKS, found)
        else:
            yield Finding(
                program, Health.MISSING, f"not found; needed for {purpose}", f"apt-get install {package}"
            )
    if shutil.which("x11vnc") is None:
        yield Finding(
            "x11vnc", Health.OPTIONAL, "not found; only for desktop --vnc", "apt-get install x11vnc"
        )


def _packages() -> Iterator[Finding]:
    version = sys.version_info
    ok = version >= (3, 11)
    yield Finding(
        "Python", Health.WORKS if ok else Health.MISSING, platform.python_version(), "" if ok else "≥ 3.11"
    )
    for package, (extra, purpose) in _EXTRAS.items():
        try:
            yield Finding(package, Health.WORKS, importlib.metadata.version(package))
        except importlib.metadata.PackageNotFoundError:
            yield Finding(
                package, Health.OPTIONAL, f"not installed; for {purpose}", f"pip install 'innervate[{extra}]'"
            )


def _tried(what: str, attempt: Callable[[], str]) -> Finding:
    try:
        return Finding(what, Health.WORKS, attempt())
    except InnervateError as error:
        return Finding(what, Health.MISSING, error.seen, error.todo)


def _recognizers() -> Iterator[Finding]:
    """The plug-ins that INNERVATE_RECOGNIZERS names: whether each opens, and answers about a made-up text."""
    app = open_app()

    def asked() -> str:
        recognition = app.recognition()
        recognition.recognise("Jane Example")
        if recognition.failed:
            raise Unavailable(
                "an answer", "; ".join(recognition.failed), "mend it, or take it out of INNERVATE_RECOGNIZERS"
            )
        return "answers"

    if app.settings.recognizers:
        yield _tried("recognizers " + ", ".join(app.settings.recognizers), asked)


def _display() -> Iterator[Finding]:
    if not os.environ.get("DISPLAY"):
        yield Finding(
            "display",
            Health.OPTIONAL,
            "DISPLAY is not set: there is no desktop to drive here",
            "innervate desktop -- CMD",
        )
        return
    app = open_app()

    async def look() -> str:
        async with app.surface() as surface:
            frame = await surface.observe()
            health = Counter(frame.tree_health(pid).state.value for pid in {w.pid for w in frame.windows})
            trees = ", ".join(f"{count} {state}" for state, count in sorted(health.items())) or "none"
            size = f"{frame.bounds.width}×{frame.bounds.height}"
            windows = f"{len(frame.windows)} windows"
            return f"{os.environ['DISPLAY']}, {size}, {windows}, accessibility trees: {trees}"

    yield _tried("display", lambda: asyncio.run(look()))


def _model(app: App, known: Desk) -> Iterator[Finding]:
    """The desk's local model, if it names one. One that is away is no fault: nothing depends on it."""
    if known.vision is None:
        return
    try:
        told = asyncio.run(app.model(known).health())
    except InnervateError as error:
        yield Finding("vision model", Health.MISSING, error.seen, error.todo)
        return
    if isinstance(told, str):
        yield Finding("vision model", Health.WORKS, told)
    else:
        mend = f"start the server at {known.vision.url}, or remove `vision` (docs/vision.md)"
        yield Finding("vision model", Health.OPTIONAL, told.why, mend)


def _policy(app: App) -> str:
    """The policy, whether it counts as written, and what can be claimed under it."""
    from innervate.boundary.policy import claim

    found = app.policy(app.desk())
    if found.path is None:
        return "none: everything is closed"
    counts = "" if not found.withheld else f"; it only closes: {found.why}"
    return f"{found.path}; {claim(found.policy).said}{counts}"


def _kept(desk: Path | None) -> Iterator[Finding]:
    app = open_app(desk)

    def journal() -> str:
        with app.journal() as opened:
            return f"{len(opened.runs())} runs in {app.settings.state}"

    yield _tried("journal", journal)
    yield _tried("vault", lambda: f"{len(app.vault().names())} secrets")
    if app.settings.desk is None:
        yield Finding("desk", Health.OPTIONAL, "no desk file is named", "--desk FILE, or INNERVATE_DESK")
        return

    def programs() -> str:
        known = app.desk()
        app.boundary(known)
        return ", ".join(known.applications)

    yield _tried("policy", lambda: _policy(app))
    desk_found = _tried("desk", programs)
    yield desk_found
    if desk_found.health is Health.WORKS:
        for application in app.desk().applications.values():
            there = Path(application.executable).exists()
            yield Finding(
                f"  {application.name}",
                Health.WORKS if there else Health.MISSING,
                application.executable if there else f"no such program: {application.executable}",
                "" if there else "install it, or correct the desk file",
            )
        yield from _model(app, app.desk())


def _isolation(desk: Path | None) -> Iterator[Finding]:
    """What can be reached from inside an isolated core."""
    from innervate.launch.core import probes

    try:
        found = probes(open_app(desk))
    except InnervateError as error:
        yield Finding("isolation of core", Health.MISSING, error.seen, error.todo)
        return
    for one in found:
        health = Health.MISSING if one.open else Health.WORKS
        mend = "run does not start like this; --unisolated runs without the claim" if one.open else ""
        yield Finding(f"core: {one.name}", health, f"{'OPEN' if one.open else 'closed'}: {one.seen}", mend)


@click.command()
@desk_option
@click.option("--json", "as_json", is_flag=True, help="The findings as JSON.")
def doctor(desk: Path | None, as_json: bool) -> None:
    """Say what works here, what is missing, and what mends it. Exit status 8 if a needed part is missing."""
    findings = [*_packages(), *_programs(), *_recognizers(), *_display(), *_kept(desk), *_isolation(desk)]
    if as_json:
        click.echo(json.dumps([asdict(f) for f in findings], indent=1))
    else:
        for finding in findings:
            _tell(finding)
    sys.exit(8 if any(f.health is Health.MISSING for f in findings) else 0)


def _tell(finding: Finding) -> None:
    mark, colour = {"works": ("✓", "green"), "optional": ("·", "yellow"), "missing": ("✗", "red")}[
        finding.health
    ]
    click.echo(f"{click.style(mark, fg=colour)} {finding.what:<34} {finding.seen}")
    if finding.mend:
        click.secho(f"  {'':<34} → {finding.mend}", fg="cyan")
