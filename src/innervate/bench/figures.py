"""The one form of all benchmarks: figures beside their bars, with the machine and the raw samples."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import innervate


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure. bar: what it is held against, None if only reported. most: it is an upper bar."""

    name: str
    value: float
    unit: str
    bar: float | None = None
    most: bool = True
    peers: Mapping[str, float] = field(default_factory=dict)

    @property
    def holds(self) -> bool | None:
        if self.bar is None:
            return None
        return self.value <= self.bar if self.most else self.value >= self.bar


@dataclass(frozen=True, slots=True)
class Result:
    """All figures of one benchmark, and the samples that they were made of."""

    bench: str
    figures: Sequence[Figure]
    samples: Mapping[str, object]

    def facts(self) -> dict[str, object]:
        """What `--json` prints."""
        return {
            "bench": self.bench,
            "machine": machine(),
            "figures": [
                {
                    "name": f.name,
                    "value": f.value,
                    "unit": f.unit,
                    "bar": f.bar,
                    "holds": f.holds,
                    "peers": dict(f.peers),
                }
                for f in self.figures
            ],
        }


def machine() -> dict[str, object]:
    """What it was measured on."""
    memory = 0
    for line in Path("/proc/meminfo").read_text().splitlines():
        if line.startswith("MemTotal:"):
            memory = int(line.split()[1]) // 1024
    return {
        "system": platform.platform(),
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "memory_mb": memory,
        "innervate": innervate.__version__,
    }


def table(result: Result) -> str:
    """For people."""
    lines = [f"{result.bench} on {machine()['cores']} cores"]
    for figure in result.figures:
        sign = "≤" if figure.most else "≥"
        bar = "" if figure.bar is None else f"{sign} {figure.bar:g} {figure.unit}"
        mark = {True: "✓", False: "✗", None: " "}[figure.holds]
        peers = "  ".join(f"{name} {value:g}" for name, value in figure.peers.items())
        lines.append(f"{mark} {figure.name:<46} {figure.value:>10g} {figure.unit:<6} {bar:<12} {peers}")
    return "\n".join(lines)
