"""Records what figure 12 is measured on: `python -m evaluation.boundary.capture [NAME ...]`.

Each application is started twice on a private desktop with a home of its own, with two worlds' contents,
and is looked at on the same screens. What it shows goes to `evaluation/boundary/recorded/NAME.json`, together
with those of its catalogue's phrases that occur there, and with what was put in. All contents are generated.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from pathlib import Path

from evaluation.boundary.applications import Kind, Step, Subject, subjects
from evaluation.boundary.web.serve import PASSWORD
from evaluation.boundary.world import Made, worlds
from innervate.bench.scene_file import to_json, write
from innervate.boundary.phrases import public_form
from innervate.boundary.resources import phrases_of_program
from innervate.core.scene import Scene
from innervate.core.vocabulary import Source
from innervate.surfaces.x11.desktop import VirtualDesktop

HERE = Path(__file__).parent
RECORDED = HERE / "recorded"
PORT = 47219
ORIGIN = f"http://127.0.0.1:{PORT}"
_WEB_PYTHON = Path("out/web/bin/python")
_BROWSER = (
    "--force-renderer-accessibility --no-first-run --no-default-browser-check "
    "--disable-background-networking --disable-component-update --disable-sync --disable-gpu "
    "--password-store=basic --no-sandbox --test-type "
    "--start-maximized --disable-features=PasswordManagerOnboarding,AutofillServerCommunication"
).split()


def main() -> None:
    """The command line."""
    wanted = sys.argv[1:]
    for subject in subjects():
        if not wanted or subject.name in wanted:
            try:
                record(subject)
            except (OSError, RuntimeError, subprocess.SubprocessError) as error:
                print(f"{subject.name}: {error}")


def record(subject: Subject) -> None:
    """Both worlds of one application."""
    began = time.monotonic()
    taken = [_looked_at(subject, made) for made in worlds()]
    scenes = [world["scenes"] for world in taken]
    texts = {
        text
        for world in scenes
        for scene in world.values()
        for text in [*(row[2] for row in scene["elements"]), *(c for t in scene["tables"] for c in t[1])]
    }
    forms = {form for form in map(public_form, texts) if form is not None}
    known_content = {form for world in taken for form in map(public_form, world["content"])} & forms
    constants: set[str] = set()
    if subject.kind is not Kind.WEB:
        environment = {**os.environ, "LANG": "C.UTF-8", "LANGUAGE": "", "LC_ALL": ""}
        known = phrases_of_program(subject.executable, subject.catalogues, environment)
        constants = forms & known
    body = {
        "application": subject.name,
        "kind": subject.kind.value,
        "development": subject.development,
        "executable": subject.executable,
        "origin": ORIGIN if subject.kind is Kind.WEB else None,
        "catalogues": list(subject.catalogues),
        "constants": sorted(constants),
        "content": sorted(known_content),
        "worlds": scenes,
    }
    RECORDED.mkdir(exist_ok=True)
    path = RECORDED / f"{subject.name.replace(' ', '-')}.json"
    path.write_text(write(body), encoding="utf-8")
    counts = [{name: len(scene["elements"]) for name, scene in world.items()} for world in scenes]
    print(
        f"{subject.name}: {counts} {path.stat().st_size // 1024} KiB, {time.monotonic() - began:.0f} s",
        flush=True,
    )


def _looked_at(subject: Subject, made: Made) -> dict[str, dict]:
    with _folder() as folder, ExitStack() as stack:
        home = folder / "user"
        environment = _furnish(subject, made, folder, home, stack)
        (folder / "job.json").write_text(json.dumps([subject.name, made.number]), encoding="utf-8")
        desktop = stack.enter_context(VirtualDesktop((1600, 1000), home=home, extra_env=environment))
        status = desktop.run([sys.executable, "-m", "evaluation.boundary.capture", "--inside", str(folder)])
        if status:
            raise RuntimeError(f"world {made.number}: {(folder / 'log').read_text(errors='replace')[-600:]}")
        scenes = json.loads((folder / "scenes.json").read_text(encoding="utf-8"))
        return {"scenes": scenes, "content": sorted(_content(folder, made))}


def _content(folder: Path, made: Made) -> set[str]:
    """What was put into a world, by lines and values: nothing of it is a program's own."""
    found = {*made.people(100), *made.firms, *made.goods, *made.topics, made.account, "Claims desk"}
    found |= {path.name for path in (folder / "user").rglob("*") if not path.name.startswith(".")}
    for page in (folder / "site" / "data" / "pages").glob("*"):  # of a wiki
        found |= {page.name, page.stem}
    for path in folder.rglob("*"):
        if path.is_file() and path.suffix in ("", ".txt", ".csv") and path.stat().st_size < 1 << 20:
            if "Mail" in path.parts or path.suffix:
                found.update(path.read_text(encoding="utf-8", errors="replace").splitlines())
        elif path.suffix == ".db":
            found |= _values(path)
    if (folder / "facts.json").exists():
        found.update(json.loads((folder / "facts.json").read_text(encoding="utf-8")))
    return found


def _values(database: Path) -> set[str]:
    """All texts in a database of people's records."""
    found: set[str] = set()
    with closing(sqlite3.connect(database)) as read:
        tables = [row[0] for row in read.execute("select name from sqlite_master where type = 'table'")]
        for table in tables:
            if not table.startswith(("django_", "auth_permission", "wagtail", "sqlite_")):
                rows = read.execute(f'select * from "{table}"').fetchall()
                found.update(value for row in rows for value in row if isinstance(value, str))
    return found


@contextmanager
def _folder() -> Iterator[Path]:
    """A folder of always the same name: applications show where their files are."""
    folder = Path(tempfile.gettempdir(), "applications")
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _furnish(subject: Subject, made: Made, folder: Path, home: Path, stack: ExitStack) -> dict[str, str]:
    """The home's files and a server where one is needed."""
    for name, text in made.files().items():
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (home / "orders.csv").write_text(made.csv(), encoding="utf-8")
    environment = {
        "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TZ": "UTC", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "QT_ACCESSIBILITY": "1", "SAL_USE_VCLPLUGIN": "gtk3", "XDG_CONFIG_HOME": str(home / ".config"),
        "XDG_DATA_HOME": str(home / ".local/share"), "XDG_CACHE_HOME": str(home / ".cache"),
    }  # fmt: skip
    if "{home}/archive.zip" in subject.command:
        with zipfile.ZipFile(home / "archive.zip", "w") as archive:
            for name, text in made.files().items():
                archive.writestr(name, text)
    if "{home}/paper.pdf" in subject.command:
        _pdf(made, home / "paper.pdf")
    if "{home}/orders.ods" in subject.command:
        subprocess.run(
            ["soffice", "--headless", f"-env:UserInstallation=file://{home}/office", "--convert-to", "ods",
             "--outdir", str(home), str(home / "orders.csv")],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
    if subject.name == "claws-mail" or subject.server == "claims":
        environment |= _claims(made, folder, home, stack)
    elif subject.server:
        serve("evaluation.boundary.web.serve", subject.server, made, folder, stack)
    return environment


def _claims(made: Made, folder: Path, home: Path, stack: ExitStack) -> dict[str, str]:
    """The mail folder of a claims handler, and the portal on the port of always."""
    from claims.world import World

    world = World(made.number, folder / "world", fresh=True)
    runner = stack.enter_context(asyncio.Runner())
    runner.run(world.__aenter__())
    facts = world.facts
    stack.callback(lambda: runner.run(world.__aexit__(None, None, None)))
    shutil.copytree(facts.home, home, dirs_exist_ok=True)
    for settings in (home / ".claws-mail").rglob("*"):
        if settings.is_file():
            text = settings.read_text(encoding="utf-8", errors="replace")
            settings.write_text(text.replace(str(facts.home), str(home)), encoding="utf-8")
    (folder / "facts.json").write_text(
        json.dumps([facts.portal_url.rstrip("/"), facts.portal_user, facts.portal_password]), encoding="utf-8"
    )
    return {"HOME": str(home)}


def serve(
    module: str,
    server: str,
    made: Made,
    folder: Path,
    stack: ExitStack,
    asked: str = ORIGIN,
    seconds: int = 240,
) -> None:
    """Have a web application answer, until the stack ends. module: what starts it. asked: what must answer.

    :raises RuntimeError: it did not, with the last that it said.
    """
    environment = {**os.environ, "PYTHONPATH": str(Path.cwd()), "LC_ALL": "C.UTF-8"}
    command = [
        _WEB_PYTHON,
        "-m",
        module,
        server,
        folder / "site",
        PORT,
        made.number,
    ]
    log = stack.enter_context((folder / "server.log").open("ab"))
    server = subprocess.Popen(
        list(map(str, command)), env=environment, stdout=log, stderr=log, start_new_session=True
    )
    stack.callback(server.wait, 10)
    stack.callback(server.terminate)
    end = time.monotonic() + seconds
    while time.monotonic() < end and server.poll() is None:
        if subprocess.run(["curl", "-s", "-m", "8", "-o", "/dev/null", asked], check=False).returncode == 0:
            return
        time.sleep(0.5)
    raise RuntimeError((folder / "server.log").read_text(errors="replace")[-800:])


def _pdf(made: Made, path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path))
    for number, line in enumerate(made.letter().splitlines()):
        canvas.drawString(60, 780 - 18 * number, line)
    canvas.save()


# Inside the desktop


def _inside(folder: Path) -> None:
    name, number = json.loads((folder / "job.json").read_text(encoding="utf-8"))
    subject = next(s for s in subjects() if s.name == name)
    origin, filled = ORIGIN, {"home": str(folder / "user"), "folder": str(folder / "site")}
    filled |= {"user": Made(number).account, "password": PASSWORD}
    filled["file"] = str(folder / "user" / f"{Made(number).topics[0]}-{number}.txt")
    if (folder / "facts.json").exists():
        facts = json.loads((folder / "facts.json").read_text(encoding="utf-8"))
        origin, filled["user"], filled["password"] = facts
    command = [word.format(**filled) for word in subject.command]
    if subject.kind is Kind.WEB:
        browser = [CHROMIUM_COMMAND, *_BROWSER, f"--user-data-dir={folder / 'browser'}", origin + command[0]]
        command = browser
    with (folder / "log").open("ab") as log:
        program = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder / "user")
        _until_a_window_shows()
        time.sleep(subject.ready)
        if subject.kind is not Kind.WEB:
            subprocess.run(
                ["wmctrl", "-r", ":ACTIVE:", "-b", "add,maximized_vert,maximized_horz"], check=False
            )
        for step in subject.before:
            _perform(step, origin, filled)
        time.sleep(1)
        found = {"first": _scene(origin)}
        for screen, steps in subject.screens:
            for step in steps:
                _perform(_page(step, folder), origin, filled)
            found[screen] = _scene(origin)
        program.terminate()
    (folder / "scenes.json").write_text(json.dumps(found), encoding="utf-8")


CHROMIUM_COMMAND = "chromium"


def _page(step: Step, folder: Path) -> Step:
    """The claims portal's pages of a policy that is in this world."""
    if step not in (("policy",), ("new claim",)):
        return step
    with closing(sqlite3.connect(folder / "world" / "portal.db")) as database:
        (number,) = database.execute("select number from policies limit 1").fetchone()
    return ("go", f"/policies/{number}" + ("/new-claim" if step == ("new claim",) else ""))


def _until_a_window_shows() -> None:
    end = time.monotonic() + 90
    while time.monotonic() < end:
        if subprocess.run(["wmctrl", "-l"], capture_output=True, check=False).stdout.strip():
            return
        time.sleep(0.5)
    raise RuntimeError("no window")


def _perform(step: Step, origin: str, filled: dict[str, str]) -> None:
    match step:
        case ("close" | "front" as what, title):
            subprocess.run(["wmctrl", "-c" if what == "close" else "-a", title], check=False)
            time.sleep(1.5)
        case ("sleep", seconds):
            time.sleep(float(seconds))
        case ("go", path):
            subprocess.run(["xdotool", "key", "ctrl+l"], check=True)
            time.sleep(0.3)
            subprocess.run(["xdotool", "type", "--delay", "4", origin + path.format(**filled)], check=True)
            subprocess.run(["xdotool", "key", "Delete", "Return"], check=True)
            time.sleep(2.5)
        case _:
            subprocess.run(["xdotool", *(word.format(**filled) for word in step)], check=True)
            time.sleep(0.8)


def _scene(origin: str) -> dict[str, object]:
    scene = asyncio.run(_look())
    named = tuple(
        replace(e, origin=ORIGIN) if e.origin == origin else e
        for e in scene.elements
        if e.source is not Source.PIXELS
    )
    return to_json(replace(scene, elements=named, by_id={e.id: e for e in named}))


async def _look() -> Scene:
    from innervate.perception.fused import Fused
    from innervate.surfaces.x11.surface import open_x11

    surface = await open_x11()
    try:
        await surface.quiet(0.8, 5.0)
        await surface.observe()
        await surface.quiet(0.5, 3.0)
        return await Fused().perceive(await surface.observe(), frozenset())
    finally:
        await surface.close()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--inside"]:
        _inside(Path(sys.argv[2]))
    else:
        main()
