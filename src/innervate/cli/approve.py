"""`innervate approve`: what of an application may be told to a planner, decided in one sitting.

Nothing is approved that was not shown, and nothing by default: without a terminal only a list that a person
read and said so in it.
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from innervate.cli.options import desk_option, open_app
from innervate.cli.signing import sign_phrases, sign_screens
from innervate.core.errors import BadInput, Denied

if TYPE_CHECKING:
    from innervate.app import App
    from innervate.boundary.candidates import Candidate, Group
    from innervate.boundary.profiles import Entry, Profile
    from innervate.core.application import Application
    from innervate.core.scene import Scene
    from innervate.planners.desk import Desk

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.argument("application")
@desk_option
@click.option("--yes", is_flag=True, help="Do not ask: of the list that the desk names only.")
@click.option("--look", is_flag=True, help="Look at the running application, whatever list the desk names.")
@click.option("--scene", "scenes", type=_FILE, multiple=True, help="Screens that were recorded, instead.")
@click.option("--page", type=_FILE, help="Where the page with what would open goes. [approve-APP.html]")
@click.option(
    "--list", "list_", type=_FILE, help="Write what could be approved to a file, and approve nothing."
)
@click.option("--select", type=_FILE, help="Approve what is ticked in such a file, after you read it.")
@click.option("--replace", is_flag=True, help="Forget what was approved of it before.")
def approve(
    application: str,
    desk: Path | None,
    yes: bool,
    look: bool,
    scenes: tuple[Path, ...],
    page: Path | None,
    list_: Path | None,
    select: Path | None,
    replace: bool,
) -> None:
    """Decide which texts of APPLICATION may be told to a planner.

    Looks at it while it runs, and shows every phrase that does not cross yet, with where it stands and what
    speaks against it: here, and as a page with pictures. Where the desk names a phrase list, that list is
    signed instead.
    """
    from innervate.boundary.driving import undriven

    app = open_app(desk)
    known, subject = app.desk(), app.application(application)
    with undriven(app.settings.state):  # a planner could be the one who types
        if select is not None:
            given = selected(subject, select)
            entries = given.entries if replace else given.entries | app.profile(subject).entries
            sign_phrases(app, subject, entries, ask=False, quiet=bool(given.screens))
            if given.screens:
                sign_screens(app, subject, given.screens, ask=False)
        elif application in known.phrases and not (look or scenes):
            _approve_list(app, known, subject, yes=yes)
        else:
            seen = _recorded(scenes) if scenes else asyncio.run(_observed(app, application))
            chosen = decided(app, known, subject, seen, page, list_)
            if chosen is not None:
                sign_phrases(app, subject, chosen if replace else chosen | app.profile(subject).entries)


def _approve_list(app: App, desk: Desk, subject: Application, *, yes: bool) -> None:
    """Sign the list that the desk names, after its difference to the one signed before was shown."""
    from innervate.boundary.approvals import sign
    from innervate.boundary.phrases import read_phrases

    path = desk.phrases[subject.name]
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BadInput(f"the phrase list {path}", str(error)) from None
    phrases = read_phrases(data, str(path))
    for text, grants in sorted(phrases.items()):
        click.echo(f"  {text}   {', '.join(sorted(f'{g.role.value} · {g.place}' for g in grants))}")
    if not yes:
        said = f"May these {len(phrases)} phrases of {subject.sink} be told to a planner?"
        click.confirm(said, abort=True)
    signature = app.approval(subject.name)
    signature.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    sign(path, subject.sink, app.approvals(), signature)
    click.echo(f"approved {len(phrases)} phrases for {subject.sink}")


# Looking


def _recorded(paths: Sequence[Path]) -> list[Scene]:
    from innervate.bench.scene_file import from_json

    found = []
    for path in paths:
        try:
            found.append(from_json(json.loads(path.read_text(encoding="utf-8"))))
        except (OSError, ValueError) as error:
            raise BadInput(f"a recorded screen in {path}", str(error), "name another") from None
    return found


async def _observed(app: App, application: str) -> list[Scene]:
    """One look, and more as long as the person brings up other screens of the application."""
    found = [await app.scene()]
    while sys.stdin.isatty():
        said = (
            f"{len(found)} screens of {application} seen. Bring up another one and press Enter, or type d: "
        )
        if click.prompt(said, default="", show_default=False, prompt_suffix="").strip().lower() == "d":
            break
        found.append(await app.scene())
    return found


# Deciding


def decided(
    app: App,
    desk: Desk,
    subject: Application,
    scenes: Sequence[Scene],
    page: Path | None,
    list_: Path | None,
    *,
    offer: bool = True,
) -> frozenset[Entry] | None:
    """What the person approves; None if that is to be decided later, or there is nothing to decide.

    offer: what is likely to be public is ticked before anybody looked.
    """
    from innervate.boundary.candidates import candidates, groups, merged

    everything = list(desk.applications.values())
    catalogues = app.catalogues(desk)
    found = merged(c for s in scenes for c in candidates(s, everything, catalogues, subject.sink))
    parts = groups(found)
    if not parts:
        click.echo(f"nothing to approve: all that {subject.name} shows crosses already, or never does")
        return None
    _show(app, desk, subject, scenes, found, page)
    if list_ is not None:
        _write(list_, _listed(subject, parts, offer=offer))
        click.echo(f"to choose in: {list_}. Then: innervate approve {subject.name} --select {list_}")
        return None
    if not sys.stdin.isatty():
        raise Denied(
            f"approvals for {subject.name}",
            "nobody can be asked here",
            f"write a list with --list FILE, read it, and `innervate approve {subject.name} --select FILE`",
        )
    chosen = [c for number, group in enumerate(parts, start=1) for c in _chosen(number, group, offer=offer)]
    return frozenset((c.place, c.role.value, c.text) for c in chosen)


def _show(
    app: App,
    desk: Desk,
    subject: Application,
    scenes: Sequence[Scene],
    found: Sequence[Candidate],
    page: Path | None,
) -> None:
    """A page with pictures: what would open, and what a planner would see then."""
    from innervate.boundary.candidates import groups, opened
    from innervate.boundary.handles import Handles
    from innervate.boundary.view import Sanitiser
    from innervate.report.approving import render_approval

    catalogues = app.catalogues(desk)
    ticked = opened(catalogues[subject.sink], [c for c in found if c.likely])
    applications = list(desk.applications.values())
    open_ = Sanitiser(applications, {**catalogues, subject.sink: ticked}, Handles())
    path = page or Path(f"approve-{subject.name}.html")
    views = [open_.view(scene) for scene in scenes]
    written = render_approval(subject.name, subject.sink, groups(found), views, scenes[0].frame.bounds)
    _write(path, written)
    click.echo(f"what would open, with pictures: {path.resolve().as_uri()}")


def _chosen(number: int, group: Group, *, offer: bool) -> list[Candidate]:
    """What a person approves of one group: all of it, none, or each for itself."""
    click.secho(f"\n{number}. {group.name}: {len(group.candidates)}", bold=True)
    for at, candidate in enumerate(group.candidates, start=1):
        against = f"   {'; '.join(w.value for w in candidate.warnings)}" if candidate.warnings else ""
        click.echo(
            f"{at:>4} {candidate.text}   " + click.style(candidate.says.value, dim=True), nl=not against
        )
        if against:
            click.secho(against, fg="yellow")
    likely = offer and all(c.likely for c in group.candidates)
    while True:
        said = "   approve all (y), none (n), only some (1 3 4), or all but some (-2 -5)?"
        chosen = numbered(click.prompt(said, default="y" if likely else "n"), len(group.candidates))
        if chosen is not None:
            return [c for at, c in enumerate(group.candidates, start=1) if at in chosen]


def numbered(answer: str, count: int) -> set[int] | None:
    """Which of so many things an answer means; None where it means nothing clear."""
    every = set(range(1, count + 1))
    if answer.strip().lower() in ("y", "n"):
        return every if answer.strip().lower() == "y" else set()
    words = answer.replace(",", " ").split()
    if not words or not all(re.fullmatch(r"-?[0-9]{1,6}", word) for word in words):
        return None
    numbers = {int(word) for word in words}
    named = {abs(number) for number in numbers}
    if not named <= every or (min(numbers) < 0 < max(numbers)):
        return None
    return every - named if min(numbers) < 0 else named


def _listed(subject: Application, parts: Sequence[Group], *, offer: bool) -> str:
    """A list to choose in: one line for each phrase."""
    lines = [
        json.dumps(
            {
                "approve": offer and c.likely,
                "place": c.place,
                "element": c.role.value,
                "text": c.text,
                "says": c.says.value,
                "against": [w.value for w in c.warnings],
            },
            ensure_ascii=False,
        )
        for group in parts
        for c in group.candidates
    ]
    head = f'"profile": 1,\n"application": {json.dumps(subject.name)},\n"sink": {json.dumps(subject.sink)},\n'
    read = '"i_read_every_line": false,\n'
    return "{\n" + head + read + '"phrases": [\n' + ",\n".join(lines) + "\n]}\n"


def selected(subject: Application, path: Path) -> Profile:
    """What is ticked in a list, and the screens in it.

    :raises Denied: nobody says to have read the list, or it is of another application.
    """
    from innervate.boundary.profiles import read_profile

    wanted = f"to approve what is ticked in {path} for {subject.sink}"
    try:
        data = path.read_bytes()
        body = json.loads(data)
        ticked = [entry for entry in body["phrases"] if entry.get("approve", True) is True]
        read = body.get("i_read_every_line") is True
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadInput(wanted, str(error), "write the list anew with --list FILE") from None
    if not read:
        raise Denied(wanted, "nobody says to have read it", 'set "i_read_every_line" to true in it')
    profile = read_profile(json.dumps({**body, "phrases": ticked}).encode(), str(path))
    if profile.sink != subject.sink:
        raise Denied(wanted, f"it is of {profile.sink}", "look at this application and choose again")
    return profile


def _write(path: Path, text: str) -> None:
    """Private: it holds what the screen shows."""
    from innervate.boundary.private_file import write_private

    try:
        write_private(path, text.encode("utf-8"))
    except OSError as error:
        raise BadInput(f"to write {path}", str(error), "name a file in a folder that is there") from None
