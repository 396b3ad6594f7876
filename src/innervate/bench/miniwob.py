"""`innervate bench miniwob`: MiniWoB++ tasks in a real Chromium, driven by what the screen shows alone.

Promises: a task counts as solved where its playbook earns a reward above 0 in nine of ten episodes, on seeds
that no playbook was developed on; every task is counted, also one without a playbook. Runs in a virtual
desktop of its own. Refuses tasks that are not listed.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from innervate.bench.figures import Figure, Result
from innervate.bench.miniwob_tasks import TASKS, UNSOLVED, UNSOLVED_FROM_PIXELS
from innervate.core.errors import BadInput, Unavailable
from innervate.surfaces.x11.desktop import VirtualDesktop

FIRST_SEED = 4000
"""Of what is measured. Playbooks are developed on seeds below 100."""
SOLVED_SHARE = 0.9
_BARS = {False: 38, True: 30}
_SEEDS, _FULL_SEEDS = 3, 10
_LOOK_SECONDS = 0.5

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Told:
    """What came of one task. rewards: of its episodes, in order. why: the first failure."""

    task: str
    rewards: tuple[float, ...]
    seconds: tuple[float, ...]
    why: str

    @property
    def won(self) -> int:
        return sum(reward > 0 for reward in self.rewards)

    @property
    def solved(self) -> bool:
        return bool(self.rewards) and self.won >= SOLVED_SHARE * len(self.rewards)


def measure(
    runs: int,
    progress: Progress,
    full: bool,
    *,
    pixels: bool = False,
    tasks: Sequence[str] = (),
    seeds: int | None = None,
) -> Result:
    """pixels: without the accessibility tree. tasks: some of those listed. seeds: how many episodes of each.

    :raises BadInput: a task that is not listed. :raises Unavailable: no Chromium, or no pages.
    """
    unknown = sorted(set(tasks) - set(TASKS))
    if unknown:
        raise BadInput("tasks of this bench", ", ".join(unknown), f"it has {', '.join(TASKS)}")
    chosen = tuple(tasks) or TASKS
    count = seeds or (_FULL_SEEDS if full else _SEEDS)
    order = {
        "tasks": list(chosen),
        "seeds": list(range(FIRST_SEED, FIRST_SEED + count)),
        "pixels": pixels,
        "questions": "semantic",
    }
    told, samples = perform(order, progress)
    return Result("miniwob", figures(told, chosen, pixels), {"episodes": samples, "order": order})


def perform(order: dict[str, object], progress: Progress) -> tuple[list[Told], list[dict[str, object]]]:
    """The order's episodes on a desktop of their own.

    :raises Unavailable: they could not be played to the end.
    """
    with tempfile.TemporaryDirectory(prefix="innervate-miniwob-") as name:
        folder = Path(name)
        (folder / "order.json").write_text(json.dumps(order), encoding="utf-8")
        out = folder / "out.jsonl"
        out.touch()
        over = threading.Event()
        teller = threading.Thread(target=_tell, args=(out, over, progress))
        teller.start()
        command = [
            sys.executable,
            "-m",
            "innervate.bench.miniwob_stage",
            str(folder / "order.json"),
            str(out),
        ]
        try:
            with VirtualDesktop(extra_env={"PYTHONPATH": os.environ.get("PYTHONPATH", "")}) as desktop:
                status = desktop.run(command)
        finally:
            over.set()
            teller.join()
        lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    if status:
        raise Unavailable("the episodes to be played", f"exit status {status}", "see what was said above")
    return by_task(lines), lines


def by_task(lines: Sequence[dict[str, object]]) -> list[Told]:
    """Episodes as they were written down, put together by task."""
    found: dict[str, list[dict[str, object]]] = {}
    for line in lines:
        found.setdefault(str(line["task"]), []).append(line)
    told = []
    for task, own in found.items():
        rewards = tuple(float(str(line["reward"])) for line in own)
        lost = [line for line, reward in zip(own, rewards, strict=True) if reward <= 0]
        why = str(lost[0]["why"] or f"reward {lost[0]['reward']}") if lost else ""
        told.append(Told(task, rewards, tuple(float(str(line["seconds"])) for line in own), why))
    return told


def figures(told: Sequence[Told], chosen: Sequence[str], pixels: bool) -> list[Figure]:
    """How many are solved, each task's share, and what an episode takes."""
    by = "from pixels" if pixels else "by tree and pixels"
    bar = _BARS[pixels] if len(chosen) == len(TASKS) else None
    solved = sum(one.solved for one in told)
    seconds = [second for one in told for second in one.seconds]
    found = [
        Figure(f"tasks solved {by}, of {len(chosen)}", float(solved), "", bar, most=False),
        Figure("seconds per episode, median", round(statistics.median(seconds), 2) if seconds else 0.0, "s"),
    ]
    reasons = {**UNSOLVED, **(UNSOLVED_FROM_PIXELS if pixels else {})}
    for one in told:
        reason = "" if one.solved else f" ({reasons.get(one.task, one.why)[:120]})"
        share = round(one.won / len(one.rewards), 2)
        found.append(Figure(f"{one.task}{reason}", share, ""))
    return found


def _tell(out: Path, over: threading.Event, progress: Progress) -> None:
    """A line for each episode that ends, as soon as it is written."""
    with out.open(encoding="utf-8") as lines:
        while True:
            last = over.wait(_LOOK_SECONDS)
            for line in lines:
                said = json.loads(line)
                why = f"  {str(said['why'])[:100]}" if said["why"] else ""
                progress(
                    f"{said['task']:<26} {said['seed']:>5} {said['reward']:>6} {said['seconds']:>6} s{why}"
                )
            if last:
                return
