"""`innervate bench loop`: the claims demonstration, and what innervate itself takes of each step.

A step's time is told apart by the loop: what it spent blocked until the application showed something is
the application's; all else, looking, reading, deciding, delivering, writing down, is innervate's own.
"""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path

from innervate.bench.examples import demonstrate, events_of, examples_folder
from innervate.bench.figures import Figure, Result
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


def step_times(events: list[Stamped]) -> list[dict[str, float]]:
    """Times of the leaf steps, in order."""
    composite = {s.event.path for s in events if isinstance(s.event, StepStarted) and s.event.composite}
    return [
        {"own_ms": s.event.own_ms, "application_ms": s.event.application_ms}
        for s in events
        if isinstance(s.event, StepEnded) and s.event.path not in composite
    ]
