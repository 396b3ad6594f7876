"""The figures of the tree: its first walk, beside xa11y's in the same run, and how soon a change is seen.

The walk is that of a new connection to an application that is up and idle; xa11y (extra `bench`) walks the
same one right after. The change is made by a program of ours that writes its time into the label it changes.
"""

from __future__ import annotations

import asyncio
import os
import re
import signal
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from innervate.bench import tree_peer
from innervate.bench.figures import Figure
from innervate.bench.tree_stage import Started, commands, moving, resident_mb, start
from innervate.core.errors import Unavailable
from innervate.core.frame import Node
from innervate.core.vocabulary import Role
from innervate.surfaces.x11.atspi import Accessibility
from innervate.surfaces.x11.desktop import VirtualDesktop

_ROUNDS = 5
_CHANGES = 40
_PEER_SECONDS = 60.0
_SHEET_PEER_SECONDS = 20.0
_SETTLE_SECONDS = 3.0
_STAMP = re.compile(r"at (\d{10,})")

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Walked:
    """One first walk of ours."""

    seconds: float
    nodes: tuple[Node, ...]
    health: str


def measure(say: Say) -> tuple[list[Figure], dict[str, object]]:
    """All figures of the tree, and their samples.

    :raises Unavailable: a part of the desktop or an application is missing.
    """
    return asyncio.run(_measure(say))


async def _measure(say: Say) -> tuple[list[Figure], dict[str, object]]:
    figures: list[Figure] = []
    samples: dict[str, object] = {"xa11y": tree_peer.available()}
    if not tree_peer.available():
        say("xa11y is not installed (pip install 'innervate[bench]'): our own walks only")
    with tempfile.TemporaryDirectory(prefix="innervate-bench-") as name:
        folder = Path(name)
        (folder / "home").mkdir()
        with VirtualDesktop(home=folder / "home") as desktop:
            told = commands(folder)
            for title in ("Chromium", "Mousepad"):
                application = await start(desktop, title, told[title])
                figures += await _beside_peer(desktop, application, samples, say)
                _end(application)
            figures += await _sheet(desktop, await start(desktop, "Calc", told["Calc"]), samples, say)
            for title, command in moving(folder).items():
                application = await start(desktop, f"moving {title}", command)
                figures += await _updates(desktop, application, title, samples, say)
                _end(application)
    return figures, samples


async def _beside_peer(
    desktop: VirtualDesktop, application: Started, samples: dict[str, object], say: Say
) -> list[Figure]:
    ours: list[Walked] = []
    peers: list[tree_peer.Walk] = []
    for _ in range(_ROUNDS):
        ours.append(await _walk(desktop, application))
        if tree_peer.available():
            environment = {**desktop.env, "AT_SPI_BUS_ADDRESS": desktop.accessibility_bus}
            arguments = (application.pid, environment, _PEER_SECONDS)
            peers.append(await asyncio.to_thread(tree_peer.walk, *arguments))
    title = application.title
    seconds = [walk.seconds for walk in ours]
    theirs = [walk.seconds for walk in peers if walk.seconds is not None]
    samples[f"first walk, {title}"] = {
        "seconds": seconds,
        "nodes": [len(walk.nodes) for walk in ours],
        "health": [walk.health for walk in ours],
        "xa11y seconds": [walk.seconds for walk in peers],
        "xa11y nodes": [walk.nodes for walk in peers],
    }
    own = statistics.median(seconds)
    told = {"xa11y": round(statistics.median(theirs) * 1000, 1)} if theirs else {}
    figures = [Figure(f"tree: first walk, {title}, median", round(own * 1000, 1), "ms", peers=told)]
    say(f"{title}: {own * 1000:.0f} ms for {len(ours[-1].nodes)} nodes; xa11y {told or 'not measured'}")
    if theirs:
        ratio = statistics.median(theirs) / own
        figures.append(
            Figure(f"tree: first walk, {title}, against xa11y", round(ratio, 1), "×", 3, most=False)
        )
    return figures


async def _sheet(
    desktop: VirtualDesktop, application: Started, samples: dict[str, object], say: Say
) -> list[Figure]:
    before = resident_mb(application.pid)
    walk = await _walk(desktop, application)
    await asyncio.sleep(_SETTLE_SECONDS)
    grown = resident_mb(application.pid) - before
    cells = [node for node in walk.nodes if node.role is Role.CELL and node.text]
    say(f"Calc: {walk.seconds:.2f} s for {len(walk.nodes)} nodes, {len(cells)} cells; grew by {grown:.0f} MB")
    again = [await _walk(desktop, application) for _ in range(2)]
    told: dict[str, float] = {}
    facts: dict[str, object] = {
        "seconds": [walk.seconds, *(each.seconds for each in again)],
        "nodes": len(walk.nodes),
        "cells": len(cells),
        "health": walk.health,
        "grown MB": grown,
    }
    if tree_peer.available():
        environment = {**desktop.env, "AT_SPI_BUS_ADDRESS": desktop.accessibility_bus}
        arguments = (application.pid, environment, _SHEET_PEER_SECONDS)
        peer = await asyncio.to_thread(tree_peer.walk, *arguments)
        ended = "xa11y" if peer.seconds is not None else "xa11y, did not finish in"
        told = {ended: round(peer.seconds if peer.seconds is not None else _SHEET_PEER_SECONDS, 1)}
        facts["xa11y"] = {"seconds": peer.seconds, "nodes": peer.nodes, "grown MB": peer.grown}
        say(f"Calc: {ended} {next(iter(told.values()))} s, and it grew by {peer.grown:.0f} MB")
    samples["first walk, Calc"] = facts
    _end(application)
    return [
        Figure("tree: first walk, Calc", round(walk.seconds, 2), "s", 2, peers=told),
        Figure("tree: cells that Calc shows, found", len(cells), "cells"),
        Figure("tree: memory that the walk costs Calc", round(grown, 1), "MB", 50),
    ]


async def _walk(desktop: VirtualDesktop, application: Started) -> Walked:
    reader = await Accessibility.connect(lambda: None, desktop.accessibility_bus)
    try:
        began = time.perf_counter()
        trees = await reader.trees(frozenset({application.pid}))
        took = time.perf_counter() - began
    finally:
        await reader.close()
    nodes = trees.nodes.get(application.pid, ())
    if not nodes:
        raise Unavailable(f"the tree of {application.title}", "none", "try `innervate observe` by hand")
    return Walked(took, nodes, trees.health[application.pid].state.value)


async def _updates(
    desktop: VirtualDesktop, application: Started, title: str, samples: dict[str, object], say: Say
) -> list[Figure]:
    from_change, from_event = await _watch(
        desktop, application, time.time_ns if title == "Chromium" else _clock
    )
    samples[f"update, {title}"] = {"from change ms": from_change, "from event ms": from_event}
    changes, events = _spread(from_change), _spread(from_event)
    say(
        f"{title}: a change is seen after {changes[0]:.1f} ms, p90 {changes[1]:.1f}; event {events[0]:.1f} ms"
    )
    name = f"tree: mirror update, {title}"
    # Chromium itself takes its time between a change and the word of it; that is not the mirror's.
    bars = (20.0, None) if title != "Chromium" else (None, 20.0)
    return [
        Figure(f"{name}, from the change, p50", round(changes[0], 1), "ms", bars[0]),
        Figure(f"{name}, from the change, p90", round(changes[1], 1), "ms"),
        Figure(f"{name}, from its event, p50", round(events[0], 1), "ms", bars[1]),
    ]


def _clock() -> int:
    return time.monotonic_ns()


async def _watch(
    desktop: VirtualDesktop, application: Started, clock: Callable[[], int]
) -> tuple[list[float], list[float]]:
    """Milliseconds from each change, and from the first event after the tree was last read, to its nodes."""
    heard: list[float] = []
    changed = asyncio.Event()

    def on_change() -> None:
        heard.append(time.perf_counter())
        changed.set()

    reader = await Accessibility.connect(on_change, desktop.accessibility_bus)
    from_change: list[float] = []
    from_event: list[float] = []
    last = 0
    try:
        await reader.trees(frozenset({application.pid}))
        deadline = time.monotonic() + _PEER_SECONDS
        while len(from_change) < _CHANGES and time.monotonic() < deadline:
            changed.clear()
            heard.clear()
            await asyncio.wait_for(changed.wait(), 10)
            trees = await reader.trees(frozenset({application.pid}))
            stamp = _newest(trees.nodes.get(application.pid, ()))
            if stamp > last:
                from_change.append((clock() - stamp) / 1e6)
                from_event.append((time.perf_counter() - heard[0]) * 1e3)
                last = stamp
    finally:
        await reader.close()
    return from_change, from_event


def _newest(nodes: Sequence[Node]) -> int:
    found = (_STAMP.search(node.text or node.name) for node in nodes)
    return max((int(match.group(1)) for match in found if match is not None), default=0)


def _spread(values: Sequence[float]) -> tuple[float, float]:
    """Median and 90th percentile."""
    return statistics.median(values), statistics.quantiles(values, n=10)[-1]


def _end(application: Started) -> None:
    with suppress(ProcessLookupError):
        os.kill(
            application.pid, signal.SIGKILL
        )  # soffice is started by a script, which does not serve the tree
    application.process.kill()
    application.process.wait()
