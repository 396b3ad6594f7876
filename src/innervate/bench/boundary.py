"""`innervate bench boundary`: what crosses, held against adversaries, and what that costs.

Quick by default; with `--full` as many secrets and episodes as its bars ask for.
"""

from __future__ import annotations

from collections.abc import Callable

from innervate.bench import (
    boundary_canaries,
    boundary_exits,
    boundary_isolation,
    boundary_view,
    boundary_worlds,
)
from innervate.bench.boundary_stage import stage
from innervate.bench.figures import Figure, Result

_QUICK, _FULL = (600, 2, 600), (12_000, 90, 12_000)
"""Secrets in trees, pictures of secrets, and episodes in two worlds."""
_QUICK_EXITS, _FULL_EXITS = (400, 45, 2), (10_000, 135, 20)
"""Canaries at the exits, attempts to change the ledger, and kills of core and of gateway."""


def measure(runs: int, say: Callable[[str], None], full: bool = False) -> Result:
    """runs: how often what is timed is repeated, tenfold.

    :raises Unavailable: no installed program has a catalogue of phrases, or a network is damaged.
    """
    secrets, pictures, episodes = _FULL if full else _QUICK
    where = stage()
    figures: list[Figure] = []
    samples: dict[str, object] = {}
    for name, (found, told) in {
        "canaries": boundary_canaries.measure(where, secrets, pictures, say),
        "worlds": boundary_worlds.measure(where, episodes, say),
        "view": boundary_view.measure(where, 10 * runs, say),
        "isolation": boundary_isolation.measure(say),
        "exits": boundary_exits.measure(where, *(_FULL_EXITS if full else _QUICK_EXITS), say),
    }.items():
        figures += found
        samples[name] = told
    return Result("boundary", figures, samples)
