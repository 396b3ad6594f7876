"""The claims demonstration on a real desktop: real applications, real input, checked out of band."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from claims import demo
from claims.generate import private_values
from claims.world import World
from innervate.boundary.reading import read_view
from innervate.boundary.render import view_text
from innervate.surfaces.x11.desktop import VirtualDesktop

pytestmark = pytest.mark.desktop

INNERVATE = [sys.executable, "-m", "innervate.cli.main"]
DEADLINE = 240.0


@dataclass
class Stage:
    """A desktop with the world of one claim on it."""

    world: World
    folder: Path
    env: dict[str, str]

    def innervate(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*INNERVATE, *words], env=self.env, capture_output=True, text=True, timeout=DEADLINE, check=False
        )

    def begin(self) -> subprocess.Popen[bytes]:
        """A run that goes on by itself."""
        return subprocess.Popen(
            [*INNERVATE, "run", str(demo.PLAYBOOK), "--quiet"], env=self.env, start_new_session=True
        )

    def wrong(self) -> list[str]:
        return demo.complaints(self.world.case, self.world.facts)

    def leaked(self) -> tuple[list[str], int]:
        return demo.leaks(self.world.case, self.env)


@contextmanager
def fresh_desktop() -> Iterator[VirtualDesktop]:
    with VirtualDesktop(size=(1920, 1080)) as running:
        yield running


@asynccontextmanager
async def staged(desktop: VirtualDesktop, folder: Path, seed: int) -> AsyncIterator[Stage]:
    async with World(seed, folder, fresh=True) as world:
        env = {**desktop.env, **demo.environment(world.facts, folder)}
        env |= {
            name: desktop.env[name] for name in ("DISPLAY", "DBUS_SESSION_BUS_ADDRESS") if name in desktop.env
        }
        env["XDG_RUNTIME_DIR"] = desktop.env["XDG_RUNTIME_DIR"]
        env["XAUTHORITY"] = desktop.env["XAUTHORITY"]
        await asyncio.to_thread(demo.prepare, world.facts, env)
        yield Stage(world, folder, env)


@pytest.mark.parametrize("seed", [6, 14], ids=["below the deductible", "above it"])
async def test_the_claim_is_settled_and_nothing_private_would_have_crossed(tmp_path: Path, seed: int) -> None:
    with fresh_desktop() as desktop:
        async with staged(desktop, tmp_path / "world", seed) as stage:
            assert stage.world.case.above_deductible == (seed == 14)
            done = await asyncio.to_thread(stage.innervate, "run", str(demo.PLAYBOOK))
            assert done.returncode == 0, done.stdout + done.stderr
            assert "confirmed 33 of 33" in done.stdout
            assert stage.wrong() == []
            leaked, looks = stage.leaked()
            assert leaked == []
            assert looks >= 20
            _assert_no_value_is_told(stage, done.stdout)
            _assert_reports(stage)
            await asyncio.to_thread(_assert_views, stage)


def _assert_no_value_is_told(stage: Stage, text: str) -> None:
    told = re.sub(r"\d+ ms", "", text)  # How long a step took may be a number of the case, too.
    assert [value for value in private_values(stage.world.case) if value in told] == []


def _assert_reports(stage: Stage) -> None:
    report = stage.folder / "report.html"
    assert stage.innervate("report", "last", "-o", str(report)).returncode == 0
    _assert_no_value_is_told(stage, report.read_text())
    private = stage.folder / "private.html"
    assert stage.innervate("report", "last", "--private", "-o", str(private)).returncode == 0
    assert stage.world.case.claim_number in private.read_text() or "data:image/jpeg" in private.read_text()
    assert private.stat().st_mode & 0o077 == 0
    assert stage.innervate("runs").stdout.count("done") == 1


def _assert_views(stage: Stage) -> None:
    """What a planner would get of mail, document and portal is usable, and has no private value."""
    shown = stage.innervate("view")
    assert shown.returncode == 0, shown.stderr
    _assert_no_value_is_told(stage, shown.stdout)
    assert '  button "Reply"' in shown.stdout
    texts = [view_text(read_view(view)) for view in demo.views(stage.env)]
    claim = next(t for t in texts if '"Review claim"' in t)
    for wanted in (
        "portal",
        'entry "Claim number"',
        'combo-box "Cause" ⟦CHOICE_',
        "can portal sign_in",
    ):
        assert wanted in claim
    documents = [t for t in texts if t.startswith("window documents", t.index("\n") + 1)]
    types = {
        type_
        for t in documents
        for found in re.findall(r"label:\w+\(([^)]*)", t)
        for type_ in found.split(",")
    }
    assert {"amount", "date", "reference", "person"} <= types


# The run is killed when its journal holds this: in the middle of reading, right as Save is to be
# pressed, and right as the answer is to be sent.
PLACES = {
    "while reading": ("StepStarted", "0.5"),
    "at saving the claim": ("Intended", "1.16"),
    "at sending the answer": ("Intended", "2.5"),
}


def _kill_at(run: subprocess.Popen[bytes], journal: Path, kind: str, path: str) -> None:
    """kill -9 as soon as the journal holds an event of this kind for the step at `path`."""
    deadline = time.monotonic() + DEADLINE
    while time.monotonic() < deadline:
        assert run.poll() is None, "the run ended before it could be killed"
        if journal.exists():
            connection = sqlite3.connect(f"file:{journal}?mode=ro", uri=True, timeout=1)
            try:
                rows = connection.execute("SELECT public FROM events WHERE kind = ?", (kind,)).fetchall()
            except sqlite3.Error:
                rows = []
            finally:
                connection.close()
            if any(json.loads(public).get("path") == path for (public,) in rows):
                os.killpg(run.pid, signal.SIGKILL) if run.pid != os.getpgrp() else run.kill()
                run.wait()
                return
    raise AssertionError(f"no {kind} of step {path} within {DEADLINE} s")


@pytest.mark.parametrize("place", PLACES)
async def test_killed_and_resumed_everything_happens_once(tmp_path: Path, place: str) -> None:
    with fresh_desktop() as desktop:
        async with staged(desktop, tmp_path / "world", 2) as stage:
            run = stage.begin()
            await asyncio.to_thread(_kill_at, run, stage.folder / "state" / "journal.db", *PLACES[place])
            resumed = await asyncio.to_thread(stage.innervate, "run", "--resume", "last")
            assert resumed.returncode == 0, resumed.stdout + resumed.stderr
            assert stage.wrong() == []


async def test_resumed_on_another_desktop_after_all_of_it_died(tmp_path: Path) -> None:
    with fresh_desktop() as desktop:
        async with staged(desktop, tmp_path / "world", 2) as stage:
            run = stage.begin()
            await asyncio.to_thread(
                _kill_at, run, stage.folder / "state" / "journal.db", "StepStarted", "2.0"
            )
            database = stage.folder / "portal.db"
            assert database.exists()
            desktop.__exit__(None, None, None)
            with fresh_desktop() as other:
                stage.env |= {
                    name: other.env[name]
                    for name in ("DISPLAY", "XAUTHORITY", "DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR")
                    if name in other.env
                }
                resumed = await asyncio.to_thread(stage.innervate, "run", "--resume", "last")
                assert resumed.returncode == 0, resumed.stdout + resumed.stderr
                assert "on a fresh desktop" in resumed.stdout
                assert stage.wrong() == []
