"""xa11y beside us: its walk of one application, in a process of its own that is watched.

Promises: it ends within its time, and when the application that it walks grows by a gigabyte; then it is said
that it did not finish. On a spreadsheet it has hung for five minutes and driven the office to 19 GB.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec

from innervate.bench.tree_stage import resident_mb

_GROWTH_MB = 1_000.0
_PROGRAM = """
import json, sys, time
import xa11y
application = xa11y.App.by_pid(int(sys.argv[1]))
began = time.perf_counter()
tree = application.tree()
took = time.perf_counter() - began
def count(node): return 1 + sum(map(count, node["children"]))
print(json.dumps([took, count(tree)]))
"""


@dataclass(frozen=True, slots=True)
class Walk:
    """One walk. seconds: None if it did not finish. grown: by how many MB the application did."""

    seconds: float | None
    nodes: int
    grown: float


def available() -> bool:
    """Whether xa11y is installed."""
    return find_spec("xa11y") is not None


def walk(pid: int, environment: Mapping[str, str], limit: float) -> Walk:
    """Have xa11y walk the application of that process, for at most `limit` seconds."""
    before = resident_mb(pid)
    process = subprocess.Popen(
        [sys.executable, "-c", _PROGRAM, str(pid)],
        env=dict(environment),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    deadline = time.monotonic() + limit
    while process.poll() is None:
        if time.monotonic() > deadline or resident_mb(pid) - before > _GROWTH_MB:
            process.kill()
            break
        time.sleep(0.02)
    said, _ = process.communicate()
    grown = resident_mb(pid) - before
    if process.returncode != 0:
        return Walk(None, 0, grown)
    took, nodes = json.loads(said)
    return Walk(float(took), int(nodes), grown)
