"""`innervate bench brain`: what planning costs, what playbooks save, and that every planner is heard right.

Quick by default; with `--full` as often as its bars ask for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from innervate.bench import brain_claim, brain_growth, brain_mcp, brain_profiles, brain_start, brain_wire
from innervate.bench.figures import Figure, Result
from innervate.core.errors import BadInput

Say = Callable[[str], None]
Part = Callable[[bool, int, Say], tuple[list[Figure], dict[str, object]]]

PARTS: Mapping[str, Part] = {
    "start": lambda full, runs, say: brain_start.measure(21 if full else 3 * runs, say),
    "growth": lambda full, runs, say: brain_growth.measure(say),
    "wire": lambda full, runs, say: brain_wire.measure(full, say),
    "mcp": lambda full, runs, say: brain_mcp.measure(full, say),
    "profiles": lambda full, runs, say: brain_profiles.measure(full, say),
    "claim": lambda full, runs, say: brain_claim.measure(1, say),
}
"""By name: whether as often as the bars ask for, how often what is timed is repeated."""


def measure(runs: int, say: Say, full: bool = False, only: str | None = None) -> Result:
    """only: the one part to measure.

    :raises BadInput: there is no such part. :raises Unavailable: something that it needs is not installed.
    """
    if only is not None and only not in PARTS:
        raise BadInput(f"a part called {only!r}", f"there are {', '.join(PARTS)}", "name one of them")
    figures: list[Figure] = []
    samples: dict[str, object] = {}
    for name in PARTS if only is None else [only]:
        found, told = PARTS[name](full, runs, say)
        figures += found
        samples[name] = told
    return Result("brain", figures, samples)
