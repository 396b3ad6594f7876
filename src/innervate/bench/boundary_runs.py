"""Whole runs on the real desktop in different worlds: what a planner would be told at each step.

Each seed of the claims demonstration is a world: other people, numbers, dates, amounts, mails and documents
in the same applications, worked on by the same playbook. Of worlds in which the same branches were taken each
View is held against those of the same moment in the first such world. Nothing but types may differ.

Applications take their time, and a look may be before or after they are done: so each world is run twice, and
two worlds differ at a moment when nothing that one told then was told by the other. How often two runs of one
world differ is the control.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from innervate.bench.boundary_worlds import ANY_TYPE
from innervate.bench.examples import demonstrate, events_of, examples_folder
from innervate.bench.figures import Figure
from innervate.boundary.reading import read_view
from innervate.boundary.render import view_text
from innervate.core.event import Branched, Looked, Stamped
from innervate.core.view import HANDLE

Moment = tuple[str, str]
Pair = tuple[int, int, Moment, frozenset[str], frozenset[str]]
"""Two worlds, a moment, and all that each told then."""
_TIMES = 2
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Ran:
    """A run. way: the branches taken. told: at each moment the View, without its number."""

    seed: int
    way: tuple[tuple[str, bool], ...]
    told: Mapping[Moment, str]


def measure(worlds: int, say: Say) -> tuple[list[Figure], dict[str, object]]:
    """
    :raises Unavailable: the claims example is not here, or a run did not come to its end.
    """
    runs: list[Ran] = []
    examples = examples_folder()
    for seed in range(1, worlds + 1):
        for again in range(_TIMES):
            say(f"whole runs: world {seed} of {worlds}, run {again + 1} …")
            with tempfile.TemporaryDirectory(prefix="innervate-bench-") as folder:
                demonstrate(seed, Path(folder) / "world", examples)
                runs.append(ran(seed, events_of(Path(folder) / "world" / "state")))
    same, pairs = compared(runs)
    more = [pair for pair in pairs if not pair[3] & pair[4]]
    return [
        Figure("whole runs on the desktop", len(runs), "runs", 20 if worlds >= 10 else None, most=False),
        Figure("… moments told otherwise by two worlds, beside types", len(more), f"of {len(pairs)}", 0),
        Figure("… by two runs of one world, as a control", same.count(False), f"of {len(same)}"),
    ], {"differing": [(a, b, moment, sorted(one), sorted(other)) for a, b, moment, one, other in more]}


def ran(seed: int, events: Sequence[Stamped]) -> Ran:
    """What a run told, of its journal."""
    way = tuple((s.event.path, s.event.taken) for s in events if isinstance(s.event, Branched))
    looks = [s.event for s in events if isinstance(s.event, Looked)]
    return Ran(seed, way, {(look.path, look.moment): _plain(look.view) for look in looks})


def compared(runs: Sequence[Ran]) -> tuple[list[bool], list[Pair]]:
    """Whether runs of one world told the same at each moment; and each world beside the first of its way."""
    worlds: dict[int, list[Ran]] = {}
    for run in runs:
        worlds.setdefault(run.seed, []).append(run)
    same = [
        len({_less_types(run.told[moment]) for run in world}) == 1
        for world in worlds.values()
        if len(world) > 1
        for moment in sorted(set.intersection(*(set(run.told) for run in world)))
    ]
    first: dict[tuple[tuple[str, bool], ...], int] = {}
    pairs: list[Pair] = []
    for seed, world in worlds.items():
        one = first.setdefault(world[0].way, seed)
        if one != seed:
            told, others = _told(world), _told(worlds[one])
            pairs += [
                (one, seed, moment, others[moment], told[moment])
                for moment in sorted(set(told) & set(others))
            ]
    return same, pairs


def _told(world: Sequence[Ran]) -> dict[Moment, frozenset[str]]:
    """All that was told at each moment, without types."""
    found: dict[Moment, set[str]] = {}
    for run in world:
        for moment, text in run.told.items():
            found.setdefault(moment, set()).add(_less_types(text))
    return {moment: frozenset(texts) for moment, texts in found.items()}


def _plain(view: str) -> str:
    """A View as it is told, its handles numbered as they come: which are the same stays."""
    text = view_text(read_view(view)).partition("\n")[2]
    numbers: dict[str, int] = {}

    def renamed(found: re.Match[str]) -> str:
        return f"⟦{found[1]}_{numbers.setdefault(found[2], len(numbers) + 1)}⟧"

    return HANDLE.sub(renamed, text)


def _less_types(text: str) -> str:
    return ANY_TYPE.sub("", text)
