"""`innervate bench boundary`: what crosses, held against adversaries, and what that costs.

Quick by default; with `--full` as many secrets and episodes as its bars ask for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from innervate.bench import (
    boundary_at_rest,
    boundary_breaks,
    boundary_canaries,
    boundary_exits,
    boundary_flows,
    boundary_identity,
    boundary_injection,
    boundary_isolation,
    boundary_leakage,
    boundary_own,
    boundary_reading,
    boundary_runs,
    boundary_spoofs,
    boundary_types,
    boundary_useful,
    boundary_view,
    boundary_worlds,
)
from innervate.bench.boundary_stage import Stage, stage
from innervate.bench.figures import Figure, Result
from innervate.core.errors import BadInput

Say = Callable[[str], None]
Part = Callable[[Stage, bool, int, Say], tuple[list[Figure], dict[str, object]]]

PARTS: Mapping[str, Part] = {
    "canaries": lambda on, full, _, say: boundary_canaries.measure(
        on, 12_000 if full else 600, 90 if full else 2, say
    ),
    "worlds": lambda on, full, _, say: boundary_worlds.measure(on, 3_000 if full else 200, say),
    "runs": lambda _, full, __, say: boundary_runs.measure(11 if full else 2, say),
    "flows": lambda _, full, __, say: boundary_flows.measure(240 if full else 36, 60 if full else 12, say),
    "injection": lambda _, full, __, say: boundary_injection.measure(*((26, 2) if full else (1, 0)), say),
    "spoofs": lambda _, full, __, say: boundary_spoofs.measure(600 if full else 50, 200 if full else 16, say),
    "own": lambda _, full, __, say: boundary_own.measure(1 if full else 6, say),
    "isolation": lambda _, __, ___, say: boundary_isolation.measure(say),
    "exits": lambda on, full, _, say: boundary_exits.measure(
        on, *((10_000, 135, 20) if full else (400, 45, 2)), say
    ),
    "leakage": lambda _, full, __, say: boundary_leakage.measure(
        *((1_000, 100, 10) if full else (2, 1, 1)), say
    ),
    "chaos": lambda on, full, _, say: boundary_breaks.measure(
        on, 5 if full else 1, say, boundary_breaks.FAULTS[:: 1 if full else 3]
    ),
    "atrest": lambda on, full, _, say: boundary_at_rest.measure(
        on, *((10_000, 40) if full else (300, 5)), say
    ),
    "identity": lambda _, full, __, say: boundary_identity.measure(6_000 if full else 1_000, say),
    "useful": lambda _, full, __, say: boundary_useful.measure(10_000 if full else 300, say),
    "reading": lambda _, full, __, say: boundary_reading.measure(5 if full else 1, say),
    "types": lambda on, full, _, say: boundary_types.measure(on, full, say),
    "view": lambda on, _, runs, say: boundary_view.measure(on, 10 * runs, say),
}
"""By name: on which stage, whether as often as the bars ask for, how often what is timed is repeated."""


def measure(runs: int, say: Say, full: bool = False, only: str | None = None) -> Result:
    """only: the one part to measure.

    :raises BadInput: there is no such part. :raises Unavailable: no installed program has a catalogue of
    phrases, a network is damaged, or what was recorded is not there.
    """
    if only is not None and only not in PARTS:
        raise BadInput(f"a part called {only!r}", f"there are {', '.join(PARTS)}", "name one of them")
    where = stage()
    figures: list[Figure] = []
    samples: dict[str, object] = {}
    for name in PARTS if only is None else [only]:
        found, told = PARTS[name](where, full, runs, say)
        figures += found
        samples[name] = told
    return Result("boundary", figures, samples)
