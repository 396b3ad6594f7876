"""`innervate bench faults`: the claims demonstration while something goes wrong, fault by fault.

Promises: each run has a desktop of its own with the real applications; what came of it is read out of band,
from the portal's database and the mails that were sent. A run ends right where it is done and all of that is
as it must be, or where it is parked with one of the reasons that are true of this fault. The faults
themselves stand in `examples/claims/faults.py`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from innervate.bench.examples import examples_folder, importable, on_a_desktop
from innervate.bench.figures import Figure, Result
from innervate.core.errors import BadInput, Unavailable

SEEDS, FULL_SEEDS = 1, 10
RECOVERED = 0.85

Progress = Callable[[str], None]
Told = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Fault:
    """As `claims.faulty --list` tells of it."""

    name: str
    told: str
    recoverable: bool
    parks: tuple[str, ...]
    resumes: bool


@dataclass(frozen=True, slots=True)
class Ran:
    """One run. told: by the journal and out of band; nothing, if it came to no end at all."""

    fault: Fault
    seed: int
    told: Told

    @property
    def done(self) -> bool:
        return bool(self.told.get("done"))

    @property
    def amiss(self) -> bool:
        """Whether an effect is there twice, or is another than it must be."""
        sent = self.told.get("sent")
        counts = [self.told.get("rows"), *(sent.values() if isinstance(sent, Mapping) else ())]
        return any(isinstance(n, int) and n > 1 for n in counts) or bool(self.told.get("values_wrong"))

    @property
    def silent(self) -> bool:
        """Whether it says that it is done, and isn't."""
        return self.done and bool(self.told.get("wrong"))

    @property
    def right(self) -> bool:
        if self.amiss or self.silent:
            return False
        return self.done or self.told.get("code") in self.fault.parks

    @property
    def recovered(self) -> bool:
        """Whether it came to its end by itself: no planner was asked, nobody had to resume it."""
        alone = len(list(_list(self.told.get("statuses")))) == 1 and not self.told.get("asked")
        return self.done and not self.silent and (alone or self.fault.resumes)


def measure(
    runs: int, progress: Progress, full: bool, *, only: str | None = None, seeds: int | None = None
) -> Result:
    """only: one fault. seeds: how many runs of each.

    :raises BadInput: no such fault. :raises Unavailable: the claims example is not here.
    """
    examples = examples_folder()
    faults = [fault for fault in _faults(examples) if only is None or fault.name == only]
    if not faults:
        known = ", ".join(fault.name for fault in _faults(examples))
        raise BadInput(f"a fault called {only!r}", f"there are {known}", "name one of them")
    ran = []
    for fault in faults:
        for seed in range(1, (seeds or (FULL_SEEDS if full else SEEDS)) + 1):
            ran.append(settle(fault, seed, examples))
            progress(_line(ran[-1]))
    return Result("faults", figures(ran), {"runs": [one.told for one in ran]})


def figures(ran: Sequence[Ran]) -> list[Figure]:
    """How the runs ended, all together and for each fault."""
    recoverable = [one for one in ran if one.fault.recoverable]
    recovered = sum(one.recovered for one in recoverable)
    found = [
        Figure("faults", len({one.fault.name for one in ran}), "", 30, most=False),
        Figure("runs that end right", _share(sum(one.right for one in ran), len(ran)), "%", 100, most=False),
        Figure("effects doubled or wrong", sum(one.amiss for one in ran), "", 0),
        Figure("says done, and is not", sum(one.silent for one in ran), "", 0),
        Figure(
            "recovered without any planner, of the recoverable",
            _share(recovered, len(recoverable)),
            "%",
            100 * RECOVERED,
            most=False,
        ),
    ]
    for name in dict.fromkeys(one.fault.name for one in ran):
        own = [one for one in ran if one.fault.name == name]
        ends = sorted({"done" if one.done else str(one.told.get("code") or "no end") for one in own})
        right = sum(one.right for one in own)
        found.append(Figure(f"{name}: {', '.join(ends)}", _share(right, len(own)), "%"))
    return found


def _share(part: int, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else 0.0


def _faults(examples: Path) -> list[Fault]:
    env = {**os.environ, "PYTHONPATH": importable(examples)}
    command = [sys.executable, "-m", "claims.faulty", "--list"]
    listed = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    if listed.returncode:
        raise Unavailable("the faults of the claims example", listed.stderr[-500:], "run make setup")
    return [Fault(**{**one, "parks": tuple(one["parks"])}) for one in json.loads(listed.stdout)]


def settle(fault: Fault, seed: int, examples: Path, *more_words: str) -> Ran:
    """One run; on another desktop again, if its own did not last. more_words: for `claims.faulty`."""
    with tempfile.TemporaryDirectory(prefix="innervate-faults-") as place:
        folder = Path(place) / "world"
        words = ["--fault", fault.name, "--seed", str(seed), "--dir", str(folder), *more_words]
        for more in ([], ["--resume"]):
            if (folder / "told.json").exists() or (more and not folder.exists()):
                break
            command = [sys.executable, "-m", "claims.faulty", *words, *more]
            on_a_desktop(command, folder.with_suffix(".log"), examples)
        told = folder / "told.json"
        found = json.loads(told.read_text("utf-8")) if told.exists() else {}
        return Ran(fault, seed, {"fault": fault.name, "seed": seed, **found})


def _line(ran: Ran) -> str:
    end = "done" if ran.done else str(ran.told.get("code") or "no end")
    mark = "✓" if ran.right else "✗"
    reflexes = ", ".join(map(str, _list(ran.told.get("reflexes"))))
    return f"{mark} {ran.fault.name:<26} {ran.seed:>3}  {end:<22} {ran.told.get('seconds', '')} s  {reflexes}"


def _list(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else []
