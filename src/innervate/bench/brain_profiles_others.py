"""Walks through installed applications that nothing was built on: what is found, and that nothing is changed.

Each runs on a desktop of its own, with a home folder and a document of its own. The truth is what its first
screen shows: the menus that are there. What the program writes for itself when it starts and ends (settings,
lists of recent files) is told apart from the person's documents.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from innervate.app import App
from innervate.bench.figures import Figure
from innervate.core.vocabulary import Role
from innervate.settings import Settings

if TYPE_CHECKING:
    from innervate.runtime.walking import Walked

Say = Callable[[str], None]
_READY_SECONDS = 45.0
_DOCUMENT = "Subject,Amount\nWill May,12.50\nRosa Winter,70.00\n"


@dataclass(frozen=True, slots=True)
class Subject:
    """An application. executable: real path of its program. command: {file} is its document."""

    name: str
    executable: str
    command: tuple[str, ...]
    catalogues: tuple[str, ...] = ("gtk30",)


SUBJECTS = (
    Subject("mousepad", "/usr/bin/mousepad", ("mousepad", "{file}")),
    Subject("gnumeric", "/usr/bin/gnumeric", ("gnumeric", "{file}"), ("gtk30", "goffice-0.10.55")),
    Subject("thunar", "/usr/bin/thunar", ("thunar", "{home}"), ("gtk30", "libxfce4ui")),
    Subject(
        "kcalc", "/usr/bin/kcalc", ("kcalc",), ("kxmlgui5", "kconfigwidgets5", "kwidgetsaddons5", "qtbase")
    ),
)


def others(say: Say) -> tuple[list[Figure], dict[str, object]]:
    """Those of them that are installed."""
    found: dict[str, dict[str, object]] = {}
    for subject in SUBJECTS:
        if Path(subject.executable).exists():
            say(f"profiles: {subject.name} is walked through …")
            found[subject.name] = _apart(subject)
    numbers: Mapping[str, Sequence[int]] = {
        key: [int(str(told[key])) for told in found.values()]
        for key in ("menus", "opened", "changed", "screens")
    }
    return [
        Figure("other applications walked through", len(found), "", 2, most=False),
        Figure(
            "… of the menus that they show, opened", sum(numbers["opened"]), f"of {sum(numbers['menus'])}"
        ),
        Figure("… screens found in each, fewest", min(numbers["screens"], default=0), ""),
        Figure(
            "… that did not come back to where they were",
            sum(bool(t["stopped"]) for t in found.values()),
            "",
            0,
        ),
        Figure("… documents that changed", sum(numbers["changed"]), "", 0),
    ], dict(found)


def _apart(subject: Subject) -> dict[str, object]:
    from innervate.surfaces.x11.desktop import VirtualDesktop

    with tempfile.TemporaryDirectory(prefix="innervate-bench-") as folder:
        log = str(Path(folder) / "log")
        command = 'exec "$0" -m innervate.bench.brain_profiles_others "$1" "$2" > "$3" 2>&1'
        with VirtualDesktop(extra_env={"PYTHONPATH": str(Path(__file__).parents[2])}) as desktop:
            status = desktop.run(["/bin/sh", "-c", command, sys.executable, subject.name, folder, log])
        told = Path(folder) / "told.json"
        if status or not told.exists():
            return {
                "menus": 0,
                "opened": 0,
                "changed": 0,
                "screens": 0,
                "stopped": Path(log).read_text()[-800:],
            }
        found: dict[str, object] = json.loads(told.read_text(encoding="utf-8"))
        return found


# inside of its desktop


def _hashes(folder: Path) -> dict[str, str]:
    files = (p for p in sorted(folder.rglob("*")) if p.is_file() and not p.is_symlink())
    return {str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest() for path in files}


async def _inside(subject: Subject, folder: Path) -> dict[str, object]:
    from innervate.runtime.walking import Limits, Walked

    home = folder / "home"
    home.mkdir()
    file = home / "letter.csv"
    file.write_text(_DOCUMENT, encoding="utf-8")
    env = {**os.environ, "HOME": str(home), "LC_ALL": "C.UTF-8", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
    env |= {
        f"XDG_{kind}_HOME": str(home / f".{kind.lower()}") for kind in ("CONFIG", "DATA", "CACHE", "STATE")
    }
    app = _app(subject, folder, env)
    words = [word.format(file=file, home=home) for word in subject.command]
    quiet = subprocess.DEVNULL
    program = await asyncio.create_subprocess_exec(*words, env=env, stdout=quiet, stderr=quiet)
    try:
        await _until_it_shows(app, subject)
        before, walked = _hashes(home), Walked()

        async def nobody(names: Sequence[str]) -> Sequence[str]:
            return ()

        await app.walk(app.application(subject.name), nobody, walked, print, lambda: False, Limits())
        after = _hashes(home)
    finally:
        program.terminate()
        await asyncio.wait_for(program.wait(), 20)
    changed = sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
    own = sum(not name.startswith(".") for name in changed)
    return {"changed": own, "written": changed, **_facts(app, subject, walked)}


def _app(subject: Subject, folder: Path, env: Mapping[str, str]) -> App:
    known = {"executable": subject.executable, "catalogues": list(subject.catalogues)}
    desk = yaml.safe_dump({"desk": 1, "apps": {subject.name: known}})
    (folder / "desk.yaml").write_text(desk, encoding="utf-8")
    own = {**env, "INNERVATE_STATE": str(folder / "state"), "INNERVATE_KEYRING": "no"}
    return App(Settings.from_environment(own, folder / "desk.yaml"), own)


def _facts(app: App, subject: Subject, walked: Walked) -> dict[str, object]:
    """What was found, of what the first look shows."""
    from innervate.boundary import learning_walks
    from innervate.boundary.learning import Learning

    sanitiser, _ = app.boundary(app.desk())
    learning = Learning()
    views = [sanitiser.view(scene) for scene in walked.looks]
    learning_walks.learn(learning, views, walked.moves, subject.name)
    shown = (e for e in walked.looks[0].elements if e.visible and e.bounds is not None and e.bounds.area)
    menus = {e.name for e in shown if e.role is Role.MENU}
    opened = {move.name for move in walked.moves if move.role is Role.MENU}
    return {
        "menus": len(menus),
        "opened": len(opened & menus),
        "presses": walked.presses,
        "looks": len(walked.looks),
        "screens": len(learning.screens),
        "items": sum(len(menu.items) for screen in learning.told() for menu in screen.menus),
        "stopped": walked.stopped,
    }


async def _until_it_shows(app: App, subject: Subject) -> None:
    """
    :raises TimeoutError: it shows no window.
    """
    async with asyncio.timeout(_READY_SECONDS):
        while True:
            scene = await app.scene()
            if any(w.executable == subject.executable for w in scene.windows) and scene.elements:
                break
            await asyncio.sleep(0.5)
    await asyncio.sleep(3)


def main(words: Sequence[str]) -> None:
    """words: the application's name, and a folder."""
    subject, folder = next(s for s in SUBJECTS if s.name == words[0]), Path(words[1])
    told = asyncio.run(_inside(subject, folder))
    (folder / "told.json").write_text(json.dumps(told), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
