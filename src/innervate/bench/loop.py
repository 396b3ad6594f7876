"""`innervate bench loop`: the claims demonstration, and what innervate itself takes of each step.

A step's time is told apart by the loop: what it spent blocked until the application showed something is
the application's; all else, looking, reading, deciding, delivering, writing down, is innervate's own.
"""

from __future__ import annotations

import json
import os
import shlex
import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from innervate.bench.figures import Figure, Result
from innervate.core.errors import Unavailable
from innervate.core.event import Stamped, StepEnded, StepStarted

BAR_MS = 60.0


def measure(runs: int, say: Callable[[str], None], full: bool = False) -> Result:
    """Run the demonstration for seeds 1 to `runs`, each on a desktop of its own.

    :raises Unavailable: the claims example is not here, or a run did not come to its end.
    """
    examples = examples_folder()
    walls, memories, steps = [], [], []
    samples: dict[str, object] = {}
    for seed in range(1, runs + 1):
        with tempfile.TemporaryDirectory(prefix="innervate-bench-") as folder:
            say(f"seed {seed} of {runs} …")
            facts = demonstrate(seed, Path(folder) / "world", examples)
            times = step_times(events_of(Path(folder) / "world" / "state"))
        walls.append(float(facts["wall_s"]))
        memories.append(float(facts["peak_mb"]))
        steps.append(times)
        samples[f"seed {seed}"] = {"facts": facts, "steps": times}
        own = statistics.median(t["own_ms"] for t in times)
        say(f"seed {seed}: {len(times)} steps in {walls[-1]:.1f} s, own time {own:.0f} ms a step, median")
    own_ms = [t["own_ms"] for times in steps for t in times]
    return Result("loop", _figures(own_ms, walls, memories, steps), samples)


def _figures(
    own_ms: list[float], walls: list[float], memories: list[float], steps: list[list[dict[str, float]]]
) -> list[Figure]:
    applications = [t["application_ms"] for times in steps for t in times]
    ninth = statistics.quantiles(own_ms, n=10)[-1] if len(own_ms) > 1 else own_ms[0]
    return [
        Figure(
            "steps of a run, median",
            statistics.median(len(times) for times in steps),
            "steps",
            20,
            most=False,
        ),
        Figure("wall time of a run, median", round(statistics.median(walls), 1), "s"),
        Figure("innervate's own time per step, median", round(statistics.median(own_ms), 1), "ms", BAR_MS),
        Figure("innervate's own time per step, p90", round(ninth, 1), "ms"),
        Figure(
            "waiting for the application per step, median", round(statistics.median(applications), 1), "ms"
        ),
        Figure("peak resident memory", round(max(memories), 1), "MB"),
    ]


def examples_folder() -> Path:
    for folder in (Path.cwd(), *Path.cwd().parents, Path(__file__).parents[3]):
        if (folder / "examples" / "claims" / "demo.py").exists():
            return folder / "examples"
    raise Unavailable(
        "the claims example", "no examples/claims above this folder", "run this in a checkout of innervate"
    )


def importable(examples: Path) -> str:
    """The Python path by which a process finds the examples, and all that this one finds."""
    return os.pathsep.join(filter(None, [str(examples), os.environ.get("PYTHONPATH")]))


def on_a_desktop(command: Sequence[str], log: Path, examples: Path) -> int:
    """Run a command of the examples on a desktop of its own; its exit status. log: gets what it prints."""
    from innervate.surfaces.x11.desktop import VirtualDesktop

    quiet = f'exec "$0" "$@" >> {shlex.quote(str(log))} 2>&1'
    with VirtualDesktop(extra_env={"PYTHONPATH": importable(examples)}) as desktop:
        return desktop.run(["/bin/sh", "-c", quiet, *command])


def demonstrate(seed: int, folder: Path, examples: Path) -> dict[str, float]:
    """One claim, settled on a desktop of its own; what was measured of it.

    :raises Unavailable: it did not come to its end.
    """
    log = folder.with_suffix(".log")
    command = [sys.executable, "-m", "claims.demo", "--seed", str(seed), "--dir", str(folder)]
    if on_a_desktop(command, log, examples):
        raise Unavailable(
            f"the demonstration of seed {seed} to succeed", log.read_text()[-2000:], "run make demo"
        )
    facts: dict[str, float] = json.loads((folder / "result.json").read_text())
    return facts


def events_of(state: Path) -> list[Stamped]:
    """What happened in the last run of this state folder."""
    from innervate.app import App
    from innervate.settings import Settings

    environment = {**os.environ, "INNERVATE_STATE": str(state), "INNERVATE_KEYRING": "no"}
    with App(Settings.from_environment(environment)).journal() as journal:
        return list(journal.read(journal.resolve("last")))


def step_times(events: list[Stamped]) -> list[dict[str, float]]:
    """Times of the leaf steps, in order."""
    composite = {s.event.path for s in events if isinstance(s.event, StepStarted) and s.event.composite}
    return [
        {"own_ms": s.event.own_ms, "application_ms": s.event.application_ms}
        for s in events
        if isinstance(s.event, StepEnded) and s.event.path not in composite
    ]
