"""`innervate bench boundary`: what crosses, held against adversaries, and what that costs.

Quick by default; with `--full` as many secrets and episodes as its bars ask for.
"""

from __future__ import annotations

from collections.abc import Callable

from innervate.bench import (
    boundary_canaries,
    boundary_flows,
    boundary_own,
    boundary_spoofs,
    boundary_view,
    boundary_worlds,
)
from innervate.bench.boundary_stage import stage
from innervate.bench.figures import Figure, Result

_QUICK, _FULL = (600, 2, 600), (12_000, 90, 12_000)
"""Secrets in trees, pictures of secrets, and episodes in two worlds."""
_QUICK_PLANS, _FULL_PLANS = (36, 12, 50, 16, 6), (240, 60, 600, 200, 1)
"""Malicious plans, rightful ones, look-alikes, thefts; and of the plans that approve, each so manieth."""


def measure(runs: int, say: Callable[[str], None], full: bool = False) -> Result:
    """runs: how often what is timed is repeated, tenfold.

    :raises Unavailable: no installed program has a catalogue of phrases, or a network is damaged.
    """
    secrets, pictures, episodes = _FULL if full else _QUICK
    plans, rightful, spoofs, thefts, every = _FULL_PLANS if full else _QUICK_PLANS
    where = stage()
    figures: list[Figure] = []
    samples: dict[str, object] = {}
    for name, (found, told) in {
        "canaries": boundary_canaries.measure(where, secrets, pictures, say),
        "worlds": boundary_worlds.measure(where, episodes, say),
        "view": boundary_view.measure(where, 10 * runs, say),
        "flows": boundary_flows.measure(plans, rightful, say),
        "spoofs": boundary_spoofs.measure(spoofs, thefts, say),
        "own": boundary_own.measure(every, say),
    }.items():
        figures += found
        samples[name] = told
    return Result("boundary", figures, samples)
