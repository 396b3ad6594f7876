"""How long it takes before anything is done: importing innervate, and its command line."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable

from innervate.bench.figures import Figure

Say = Callable[[str], None]


def measure(runs: int, say: Say) -> tuple[list[Figure], dict[str, object]]:
    """Python's own start is not counted in the first, and is in the second. Medians."""
    say("imports and the command line …")
    nothing = _took(runs, "-c", "pass")
    imported = _took(runs, "-c", "import innervate")
    helped = _took(runs, "-m", "innervate.cli.main", "--help")
    median = statistics.median
    return [
        Figure("import innervate", round(median(imported) - median(nothing)), "ms", 150),
        Figure("innervate --help", round(median(helped)), "ms", 300),
    ], {"python": nothing, "import": imported, "help": helped}


def _took(runs: int, *words: str) -> list[float]:
    times: list[float] = []
    for _ in range(runs):
        begun = time.perf_counter()
        subprocess.run([sys.executable, *words], stdout=subprocess.DEVNULL, check=True)
        times.append(round(1000 * (time.perf_counter() - begun), 1))
    return times
