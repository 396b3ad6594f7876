"""The accessibility reader against applications that lie, hang, die and never end: bounded, and told."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import pytest_asyncio

from innervate.core.frame import LIVE_TREE, NO_TREE, Health, Node, Shortfall, TreeHealth
from innervate.core.geometry import Rect
from innervate.core.vocabulary import Role
from innervate.surfaces.x11.atspi import Accessibility, Trees
from innervate.surfaces.x11.desktop import VirtualDesktop

MISSING = [program for program in ("Xvfb", "openbox", "dbus-daemon") if shutil.which(program) is None]
pytestmark = [
    pytest.mark.desktop,
    pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}"),
]
ROOT = Path(__file__).parents[3]
HANGS = 60
"""Seconds: longer than any bound of the reader, however busy the machine is."""


@dataclass
class Stage:
    """A bus, its reader, and the liars that play on it."""

    desktop: VirtualDesktop
    reader: Accessibility
    started: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, behaviour: str) -> int:
        environment = {**os.environ, **self.desktop.env, "AT_SPI_BUS_ADDRESS": self.desktop.accessibility_bus}
        environment["PYTHONPATH"] = os.pathsep.join([str(ROOT), str(ROOT / "src")])
        command = [sys.executable, "-m", "tests.surfaces.x11.liar", behaviour]
        process = subprocess.Popen(command, env=environment, cwd=ROOT, stderr=subprocess.DEVNULL)
        self.started.append(process)
        return process.pid

    async def read(self, pid: int) -> tuple[Trees, float]:
        """The trees, and how long they took."""
        began = time.monotonic()
        trees = await self.reader.trees(frozenset({pid}))
        return trees, time.monotonic() - began

    async def play(self, behaviour: str) -> tuple[Trees, float, int]:
        """Start a liar; its first tree that is more than nothing, how long that took, and its process."""
        pid = self.start(behaviour)
        for _ in range(200):
            trees, took = await self.read(pid)
            if trees.health[pid] != NO_TREE:
                return trees, took, pid
            await asyncio.sleep(0.05)
        pytest.fail("it never came")


@pytest.fixture
def desktop() -> Iterator[VirtualDesktop]:
    with VirtualDesktop(size=(640, 480)) as desktop:
        yield desktop


@pytest_asyncio.fixture
async def stage(desktop: VirtualDesktop, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Stage]:
    monkeypatch.setenv("AT_SPI_BUS_ADDRESS", desktop.accessibility_bus)
    stage = Stage(desktop, await Accessibility.connect(lambda: None))
    try:
        yield stage
    finally:
        await stage.reader.close()
        for process in stage.started:
            process.send_signal(signal.SIGCONT)
            process.kill()
            process.wait()


def memory_mb() -> float:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    raise AssertionError


def check_tree(nodes: tuple[Node, ...]) -> None:
    """Parents before children, each accessible once."""
    seen = {""}
    for node in nodes:
        assert node.parent in seen
        assert node.id not in seen
        seen.add(node.id)


def buttons(nodes: tuple[Node, ...]) -> list[Node]:
    return [node for node in nodes if node.role is Role.BUTTON]


async def test_one_that_does_not_lie(stage: Stage) -> None:
    trees, took, pid = await stage.play("liar")
    assert trees.health == {pid: LIVE_TREE}
    assert [node.name for node in buttons(trees.nodes[pid])] == [
        "name of /w/1",
        "name of /w/2",
        "name of /w/3",
    ]
    assert took < HANGS


async def test_endless_children_are_cut(stage: Stage) -> None:
    before = memory_mb()
    trees, took, pid = await stage.play("endless")
    assert took < HANGS
    assert trees.health[pid].state is Health.DEGRADED
    assert trees.health[pid].reason in (Shortfall.LARGE, Shortfall.SLOW)
    assert 50 < len(trees.nodes[pid]) <= 5_000
    check_tree(trees.nodes[pid])
    assert memory_mb() - before < 100
    began = time.monotonic()
    for _ in range(20):  # what is endless is not read to its end each time that somebody looks
        await stage.read(pid)
    assert time.monotonic() - began < 4


async def test_cycles_end(stage: Stage) -> None:
    trees, took, pid = await stage.play("cyclic")
    assert took < HANGS
    check_tree(trees.nodes[pid])
    assert len(trees.nodes[pid]) == 4
    assert trees.health[pid] == LIVE_TREE


async def test_a_crowd_is_never_listed(stage: Stage) -> None:
    trees, took, pid = await stage.play("crowd")
    assert took < HANGS
    assert stage.started[-1].poll() is None
    assert trees.health[pid].state is Health.DEGRADED
    assert [node.name for node in buttons(trees.nodes[pid])] == ["name of /w/1"]
    assert len(trees.nodes[pid]) < 5_000


async def test_absurd_places_are_none(stage: Stage) -> None:
    trees, _, pid = await stage.play("absurd")
    assert [node.bounds for node in buttons(trees.nodes[pid])] == [None, None, None]
    stage.reader.touch(pid, Rect(0, 0, 640, 480))
    trees, took = await stage.read(pid)
    assert took < HANGS
    assert len(buttons(trees.nodes[pid])) == 3


async def test_garbage_costs_only_itself(stage: Stage) -> None:
    trees, _, pid = await stage.play("garbage")
    assert [node.name for node in buttons(trees.nodes[pid])] == ["name of /w/3"]


async def test_parents_are_where_they_were_found(stage: Stage) -> None:
    trees, _, pid = await stage.play("stranger")
    names = [node.name for node in buttons(trees.nodes[pid])]
    assert names == ["name of /w/1", "offered", "name of /w/3"]
    check_tree(trees.nodes[pid])


async def test_giant_names_are_cut(stage: Stage) -> None:
    before = memory_mb()
    trees, took, pid = await stage.play("giant")
    assert took < HANGS
    assert all(len(node.name) <= 4_000 for node in trees.nodes[pid])
    assert memory_mb() - before < 200


async def test_one_that_dies_in_the_middle_of_a_walk_has_no_tree(stage: Stage) -> None:
    pid = stage.start("dying")
    deadline = time.monotonic() + 10
    while stage.started[-1].poll() is None:
        trees, took = await stage.read(pid)
        assert took < HANGS
        assert time.monotonic() < deadline
    trees, _ = await stage.read(pid)
    assert trees == Trees({}, {pid: NO_TREE}, True)


async def test_one_that_is_stopped_in_the_middle_of_its_life_keeps_its_tree(stage: Stage) -> None:
    trees, _, pid = await stage.play("liar")
    before = trees.nodes[pid]
    os.kill(pid, signal.SIGSTOP)
    stage.reader.touch(pid)
    for _ in range(2):
        trees, took = await stage.read(pid)
        assert took < HANGS
        assert not trees.current
        assert trees.health[pid] == TreeHealth(Health.STALE, Shortfall.SILENT)
        assert trees.nodes[pid] == before


async def test_one_that_is_stopped_does_not_hold_up_another(stage: Stage) -> None:
    _, _, stopped = await stage.play("liar")
    os.kill(stopped, signal.SIGSTOP)
    stage.reader.touch(stopped)
    trees, _, pid = await stage.play("liar")
    both = await stage.reader.trees(frozenset({pid, stopped}))
    assert both.health[pid] == LIVE_TREE
    assert both.nodes[pid] == trees.nodes[pid]
    assert both.health[stopped].state is Health.STALE


async def test_a_slow_one_rests_between_walks(stage: Stage) -> None:
    trees, took, pid = await stage.play("slow")
    assert took < HANGS
    assert trees.health[pid] == TreeHealth(Health.DEGRADED, Shortfall.SLOW)
    assert trees.nodes[pid]
    trees, took = await stage.read(pid)
    assert took < HANGS
    assert trees.health[pid] == TreeHealth(Health.STALE, Shortfall.SLOW)
    assert not trees.current
    assert trees.nodes[pid]


async def test_noise_is_bounded(stage: Stage) -> None:
    trees, _, pid = await stage.play("noisy")
    before = memory_mb()
    deadline = time.monotonic() + 3
    while time.monotonic() < deadline:
        trees, took = await stage.read(pid)
        assert took < HANGS
        await asyncio.sleep(0.05)
    assert len(buttons(trees.nodes[pid])) == 3
    assert memory_mb() - before < 60
