"""A desktop of canaries as a surface, and ways to die on it: the plug-in of the bench of what is at rest.

The command line opens it as any surface that is installed. Promises: what stands in the file that
INNERVATE_BENCH_WORLD names is shown, in trees and pixels; a death that INNERVATE_BENCH_CRASH orders comes at
that call of innervate's code, by an exception that quotes a canary, or by a signal.
"""

from __future__ import annotations

import asyncio
import atexit
import json
import os
import signal
import sys
import threading
from dataclasses import asdict, dataclass
from pathlib import Path
from types import FrameType

from innervate.app import App
from innervate.core.vocabulary import Role
from innervate.planners.playbook import read_playbook
from innervate.settings import Settings
from innervate.surfaces.fake import FakeDesktop, FakeSurface

WORLD, CRASH = "INNERVATE_BENCH_WORLD", "INNERVATE_BENCH_CRASH"
SURFACE = "bench-at-rest"
DEATHS = {"SEGV": signal.SIGSEGV, "ABRT": signal.SIGABRT, "KILL": signal.SIGKILL}
_ENTRY_POINTS = f"[innervate.surfaces]\n{SURFACE} = innervate.bench.at_rest_stage:open_world\n"


@dataclass(frozen=True, slots=True)
class World:
    """names: role and name of what shows one. values: role, label, and what is held. rows: of a table."""

    title: str
    application: str
    names: list[tuple[str, str]]
    values: list[tuple[str, str, str]]
    rows: list[list[str]]

    def write(self, path: Path) -> None:
        path.write_text(json.dumps(asdict(self)), encoding="utf-8")

    @staticmethod
    def read(path: Path) -> World:
        return World(**json.loads(path.read_text(encoding="utf-8")))

    def desktop(self) -> FakeDesktop:
        desktop = FakeDesktop((1100, 700))
        window = desktop.window(self.title, app=self.application)
        window.entry("To")
        changed = window.label("")
        window.button("Save", on_press=lambda: setattr(changed, "name", f"{self.title}."))
        for role, label, held in self.values:
            window.entry(label, held, role=Role(role))
        window.table("", ("Subject", "Amount", "Remark"), self.rows)
        for role, name in self.names:
            window.label(name, Role(role))
        return desktop


def install(folder: Path) -> None:
    """Make the surface known to every Python that has this folder in its path."""
    info = folder / "bench_at_rest-1.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: bench-at-rest\nVersion: 1\n")
    (info / "entry_points.txt").write_text(_ENTRY_POINTS)


async def open_world() -> FakeSurface:
    """The surface of the world that the environment names."""
    path = Path(os.environ[WORLD])
    world = World.read(path)
    ordered = os.environ.get(CRASH)
    if ordered:
        how, _, count = ordered.partition(":")
        _arm(how, int(count), world, path.with_suffix(".calls"))
    return FakeSurface(world.desktop())


def _arm(how: str, count: int, world: World, calls: Path) -> None:
    """Die at the call of that number; `count` only counts them."""
    made = 0

    def trace(frame: FrameType, event: str, argument: object) -> None:
        nonlocal made
        name = frame.f_code.co_filename
        if event == "call" and "/innervate/" in name and "/bench/" not in name and "/surfaces/" not in name:
            made += 1
            if made == count:
                _die(how, count, world)

    if how == "count":
        count = 0
        atexit.register(lambda: calls.write_text(str(made)))
    threading.settrace(trace)
    sys.settrace(trace)


def _die(how: str, count: int, world: World) -> None:
    if how in DEATHS:
        os.kill(os.getpid(), DEATHS[how])
    words = [held for *_, held in world.values] + [name for _, name in world.names]
    word = words[count % len(words)]
    match count % 4:
        case 0:
            raise KeyError(word)
        case 1:
            raise ValueError(f"invalid literal: {word!r}")
        case 2:
            raise UnicodeEncodeError("ascii", word, 0, 1, word)
        case _:
            try:
                raise LookupError(word)
            except LookupError as error:
                raise RuntimeError(f"{word} is not there") from error


def main(playbook: Path) -> None:
    """The run as a program would do it that does not close itself: what is found then is the control."""
    app = App(Settings.from_environment(os.environ))
    asyncio.run(app.run(read_playbook(playbook)))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
