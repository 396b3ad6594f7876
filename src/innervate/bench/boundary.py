"""`innervate bench boundary`: what crosses, held against adversaries, and what that costs.

Quick by default; with `--full` as many secrets and episodes as its bars ask for.
"""

from __future__ import annotations

from collections.abc import Callable

from innervate.bench import (
    boundary_canaries,
    boundary_identity,
    boundary_reading,
    boundary_types,
    boundary_useful,
    boundary_view,
    boundary_worlds,
)
from innervate.bench.boundary_stage import stage
from innervate.bench.figures import Figure, Result

_QUICK, _FULL = (600, 2, 400, 1000, 1000), (12_000, 90, 3_000, 6_000, 10_000)
"""Secrets in trees, pictures of them, episodes in two worlds, pairs of values, Views of real applications."""


def measure(runs: int, say: Callable[[str], None], full: bool = False) -> Result:
    """runs: how often what is timed is repeated, tenfold.

    :raises Unavailable: no installed program has a catalogue of phrases, or a network is damaged.
    """
    secrets, pictures, episodes, pairs, views = _FULL if full else _QUICK
    where = stage()
    figures: list[Figure] = []
    samples: dict[str, object] = {}
    for name, (found, told) in {
        "canaries": boundary_canaries.measure(where, secrets, pictures, say),
        "worlds": boundary_worlds.measure(where, episodes, say),
        "identity": boundary_identity.measure(pairs, say),
        "types": boundary_types.measure(where, full, say),
        "view": boundary_view.measure(where, 10 * runs, say),
        "useful": boundary_useful.measure(views, say),
        "reading": boundary_reading.measure(5 if full else 1, say),
    }.items():
        figures += found
        samples[name] = told
    return Result("boundary", figures, samples)
