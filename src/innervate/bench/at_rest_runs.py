"""Runs by the command line on desktops of canaries, in a folder that has all that they could leave behind.

Promises: home, temporary files, state, working folder and what was asked for are in it, apart from what the
bench itself wrote; each canary is in one place, half of them encoded.
"""

from __future__ import annotations

import json
import os
import random
import resource
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from innervate.bench.at_rest_stage import CRASH, SURFACE, WORLD, World, install
from innervate.bench.boundary_exits import canaries_of
from innervate.bench.boundary_forms import FORMS
from innervate.bench.boundary_house import House, house
from innervate.bench.boundary_stage import Stage
from innervate.core.vocabulary import Role

NAMED = {
    "labels": Role.LABEL,
    "headings": Role.HEADING,
    "tooltips": Role.TOOLTIP,
    "recent files": Role.MENU_ITEM,
    "file names": Role.ITEM,
    "folders": Role.TREE_ITEM,
    "error texts": Role.ALERT,
    "notifications": Role.STATUS,
    "alternative texts": Role.IMAGE,
    "autocomplete": Role.OPTION,
    "links": Role.LINK,
    "tabs": Role.TAB,
}
HELD = {
    "fields": Role.ENTRY,
    "clipboard, as pasted": Role.TEXT,
    "credentials": Role.PASSWORD,
    "terminals": Role.TERMINAL,
}
_ROWS = 20
_SECONDS = 180


@dataclass(slots=True)
class Kept:
    """What was put where: canaries with the forms in which they were shown, and kinds of places."""

    pairs: list[tuple[str, str]] = field(default_factory=list)
    kinds: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Home:
    """A person's machine. mine: what the bench wrote itself, in which nothing is looked for."""

    house: House
    mine: Path
    environment: dict[str, str]

    @property
    def places(self) -> tuple[Path, ...]:
        return tuple(self.house.folder / name for name in ("state", "home", "tmp", "run", "work"))

    def contents(self) -> Iterator[bytes]:
        """All that is in files, and their names."""
        for place in self.places:
            for path in sorted(place.rglob("*")):
                yield path.name.encode()
                if path.is_file():
                    yield path.read_bytes()

    def call(self, *words: str, **more: str) -> subprocess.CompletedProcess[bytes]:
        """`innervate WORDS` where core files would be written, as far as the machine allows them."""
        return self.python("-m", "innervate.cli.main", *words, **more)

    def python(self, *words: str, **more: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, *words],
            cwd=self.house.folder / "work",
            env={**self.environment, **more},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
            preexec_fn=_allow_core_files,
        )


def _allow_core_files() -> None:
    most = resource.getrlimit(resource.RLIMIT_CORE)[1]
    resource.setrlimit(resource.RLIMIT_CORE, (most, most))


def home(folder: Path, stage: Stage) -> Home:
    """Set everything up in an empty folder."""
    made = house(folder, stage)
    for name in ("home", "tmp", "run", "work", "mine"):
        (folder / name).mkdir(mode=0o700)
    install(folder / "mine" / "installed")
    paths = [str(folder / "mine" / "installed"), os.environ.get("PYTHONPATH", "")]
    environment = {name: value for name, value in made.environment.items() if not name.startswith("XDG_")}
    environment |= {
        "INNERVATE_SURFACE": SURFACE,
        "INNERVATE_ISOLATION": "no",  # the surface is a part of the process: it would not be there inside
        "HOME": str(folder / "home"),
        "TMPDIR": str(folder / "tmp"),
        "XDG_RUNTIME_DIR": str(folder / "run"),
        "PYTHONPATH": os.pathsep.join(path for path in paths if path),
        WORLD: str(folder / "mine" / "world.json"),
    }
    environment.pop(CRASH, None)
    return Home(made, folder / "mine", environment)


def populate(on: Home, kept: Kept, chance: random.Random, each: int) -> None:
    """A fresh world and a plan for it. each: canaries in each kind of place."""
    fresh = canaries_of(on.house.stage, chance)

    def hide(kind: str) -> str:
        canary = next(fresh)
        form = FORMS["plain"] if chance.random() < 0.5 else chance.choice(list(FORMS.values()))
        kept.kinds.add(kind)
        kept.pairs.append((canary, form(canary)))
        return kept.pairs[-1][1]

    values = [
        (role.value, f"Field {kind} {n}", hide(kind)) for kind, role in HELD.items() for n in range(each)
    ]
    rows = [[hide("cells") for _ in range(3)] for _ in range(max(2, min(_ROWS, each)))]
    names = [(role.value, hide(kind)) for kind, role in NAMED.items() for _ in range(each)]
    World(hide("titles"), on.house.stage.mail.executable, names, values, rows).write(on.mine / "world.json")
    name = f"k{hide('names in plans').encode().hex()[:40]}"
    kept.pairs.append((name, name))
    kept_for = on.house.stage.mail.sink
    on.house.app.vault().put(hide("the vault"), hide("the vault"), kept_for)
    label = values[0][1]
    plan = {
        "plan": hide("plans"),
        "from": ["mail"],
        "let": {f"${name}": hide("plans")},
        "steps": [
            {"title": hide("plans"), "get": _in("entry", label), "as": "$read"},
            {"title": hide("plans"), "set": _in("entry", "To"), "to": hide("plans")},
            {"title": hide("plans"), "set": _in("entry", label), "to": f"${name}"},
            {
                "each": {"in": "mail", "role": "row", "pick": "all"},
                "as": "$row",
                "at_most": 1000,
                "steps": [{"if": {"not": {"is": "$read", "eq": "$read"}}, "then": [{"end": "give_up"}]}],
            },
            {"act": "press", "on": _in("button", "Save")},
        ],
    }
    _write(on.mine / "done.yaml", plan)
    plan["steps"] = [{"title": hide("plans"), "act": "press", "on": _in("button", hide("plans"))}]
    _write(on.mine / "parked.yaml", plan)


def _in(role: str, label: str) -> dict[str, str]:
    return {"in": "mail", "role": role, "label": label.replace("$", "$$")}


def _write(path: Path, plan: object) -> None:
    path.write_text(json.dumps(plan), encoding="utf-8")
