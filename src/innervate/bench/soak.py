"""`innervate bench soak`: claims settled one after the other on one desktop, by one process.

Promises: a mail program, a browser and a portal that go on all along; what came of each claim is read out of
band, after it and once more at the end. Memory is what the process of innervate keeps resident.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from innervate.bench.examples import examples_folder, on_a_desktop
from innervate.bench.figures import Figure, Result
from innervate.core.errors import Unavailable

CLAIMS, FULL_CLAIMS = 10, 300
WARM = 50
GROWN = 5.0
_LAST = 25
Told = Mapping[str, object]


def measure(runs: int, progress: Callable[[str], None], full: bool, *, claims: int | None = None) -> Result:
    """claims: how many; in full three hundred, else ten.

    :raises Unavailable: the claims example is not here, or came to no end.
    """
    count = claims or (FULL_CLAIMS if full else CLAIMS)
    with tempfile.TemporaryDirectory(prefix="innervate-soak-") as place:
        folder = Path(place) / "world"
        words = [sys.executable, "-m", "claims.soak", "--claims", str(count), "--dir", str(folder)]
        progress(f"{count} claims …")
        log = folder.with_suffix(".log")
        status = on_a_desktop(words, log, examples_folder())
        told = folder / "soak.json"
        if status or not told.exists():
            seen = log.read_text(encoding="utf-8")[-2000:] if log.exists() else "no word of it"
            raise Unavailable("claims in a row to come to an end", seen, "run claims.soak in a desktop")
        found = json.loads(told.read_text(encoding="utf-8"))
    return Result("soak", figures(found), {"claims": found})


def figures(told: Told) -> list[Figure]:
    """What was lost, doubled or wrong, how long a claim took, and what memory grew."""
    settled = told["settled"]
    assert isinstance(settled, list)
    lost = sum(_count(told, f"{kind} lost") for kind in ("rows", "sent", "received"))
    doubled = sum(_count(told, f"{kind} doubled") for kind in ("rows", "sent", "received"))
    seconds = [float(one["seconds"]) for one in settled]
    found = [
        Figure("claims", len(settled), ""),
        Figure("done", sum(bool(one["done"]) for one in settled), "", len(settled), most=False),
        Figure("lost", lost + sum(bool(one["wrong"]) for one in settled), "", 0),
        Figure("doubled", doubled, "", 0),
        Figure("seconds of a claim, median", round(statistics.median(seconds), 2), "s"),
    ]
    if len(seconds) >= 2 * _LAST:
        ratio = statistics.median(seconds[-_LAST:]) / statistics.median(seconds[:_LAST])
        found.append(Figure("the last ones beside the first ones", round(100 * ratio), "%"))
    grown = growth([float(one["memory_mb"]) for one in settled])
    if grown is not None:
        found.append(Figure(f"memory after the first {WARM}, growth", grown, "%", GROWN))
    return found


def growth(memory: Sequence[float]) -> float | None:
    """From the claims around the fiftieth to the last, each by its median; None where they are too few."""
    if len(memory) < WARM + _LAST:
        return None
    first, last = memory[WARM - _LAST // 2 : WARM + _LAST // 2], memory[-_LAST:]
    return round(100 * (statistics.median(last) / statistics.median(first) - 1), 1)


def _count(told: Told, name: str) -> int:
    found = told.get(name, 0)
    return found if isinstance(found, int) else 0
