"""Bench `boundary`: how much planners that adapt learn of a secret, held against what they were charged.

What a planner is told is a function of the secret, so its mutual information with the secret is its entropy:
measured over many secrets, corrected for few samples (Miller and Madow), and bounded from above (95 %). The
same planners without budgets are the control. Guesses at names are told in two worlds: one in which the name
is there, one in which another is.
"""

from __future__ import annotations

import asyncio
import math
import os
import random
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from innervate.bench.figures import Figure
from innervate.bench.leakage_desk import Planner, Session, World
from innervate.bench.leakage_planners import BITS, GUESSES, PLANNERS, ZERO
from innervate.boundary.leakage import Accounts
from innervate.boundary.policy import Budgets
from innervate.journal.store import Journal

Say = Callable[[str], None]
_RUNS = 10
_SLACK = 0.1
_SURE = 1.645  # standard deviations of one side of 95 %
_DEFAULT, _UNBOUNDED = Budgets(), Budgets(1e9, 1e9)
_CHUNK = 10
_WAITING = 3
"""Processes for each core: a run that presses something mostly waits for what it does."""
_OFTEN = 10
"""So many planners meet all secrets; the others, whose means are variants, a tenth of them."""
_CANDIDATES = 10_000
_MEMORY = Path("/dev/shm")


def measure(secrets: int, control: int, guesses: int, say: Say) -> tuple[list[Figure], dict[str, object]]:
    """secrets: for each of ten planners. control: without budgets. guesses: at names, by each means."""
    bounded = _all(secrets, _DEFAULT, say)
    free = _all(control, _UNBOUNDED, say)
    apart = sum(len(set(told)) - 1 for told in _zero(say))
    uncharged, charged = _guessed(guesses, say)
    over, learnt, most = 0, {}, 0.0
    for name, results in bounded.items():
        bits = _upper([told for told, _ in results])
        paid = sum(charges for _, charges in results) / len(results)
        over += bits > paid + _SLACK
        most = max(most, *(charges for _, charges in results))
        learnt[name] = {
            "bits": bits,
            "charged": paid,
            "without budgets": _upper([told for told, _ in free[name]]),
        }
    all_ = len(PLANNERS)
    kept, gone = (
        max(learnt.values(), key=lambda one: one["bits"]),
        max(v["without budgets"] for v in learnt.values()),
    )
    figures = [
        Figure("leakage: planners that learn more than is charged", over, f"of {all_}", 0),
        Figure(
            f"leakage: most bits of {BITS} that one learns in {_RUNS} runs", round(kept["bits"], 2), "bits"
        ),
        Figure("leakage: charged to one lineage, at most", round(most, 2), "bits", _DEFAULT.lineage),
        Figure("leakage: the same without budgets", round(gone, 2), "bits"),
        Figure("leakage: tellings that differ, of what has no budget", apart, f"of {len(ZERO)}", 0),
        Figure("guesses at names told without a charge", uncharged, f"of {guesses * len(GUESSES)}", 0),
        Figure("guesses at names told and charged", charged, f"of {guesses * len(GUESSES)}"),
    ]
    return figures, {"leakage": learnt}


def _all(secrets: int, budgets: Budgets, say: Say) -> dict[str, list[tuple[str, float]]]:
    """What each planner was told in each world, and what was charged for it to the lineage charged most."""
    jobs = []
    for number, name in enumerate(PLANNERS):
        count = secrets if number < _OFTEN else math.ceil(secrets / 10)
        jobs += [(name, first, min(_CHUNK, count - first), budgets) for first in range(0, count, _CHUNK)]
    found: dict[str, list[tuple[str, float]]] = {name: [] for name in PLANNERS}
    with ProcessPoolExecutor(_WAITING * len(os.sched_getaffinity(0))) as pool:
        for done, (job, results) in enumerate(zip(jobs, pool.map(_some, jobs), strict=True), 1):
            found[job[0]] += results
            if done % 10 == 0:
                say(f"leakage, {budgets.run:g} bits in a run: {done} of {len(jobs)} parts …")
    return found


def _some(job: tuple[str, int, int, Budgets]) -> list[tuple[str, float]]:
    name, first, count, budgets = job
    worlds = [
        World(random.Random(n).getrandbits(BITS), (2**18, 2**19, 3 * 2**18))
        for n in range(first, first + count)
    ]
    return [
        (told, max(charges.values(), default=0.0))
        for told, charges in _played(PLANNERS[name], worlds, budgets)
    ]


def _played(
    planner: Callable[[], Planner], worlds: Sequence[World], budgets: Budgets = _DEFAULT
) -> Iterator[tuple[str, dict[tuple[str, str], float]]]:
    with _journal() as (journal, folder):
        for number, world in enumerate(worlds):
            session = Session(world, journal, Accounts(folder / f"{number}.json"), budgets)
            asyncio.run(session.play(planner(), _RUNS))
            yield "\n\n".join(session.seen), dict(session.charged)


@contextmanager
def _journal() -> Iterator[tuple[Journal, Path]]:
    """In memory, where there is such a folder: nothing is to outlive the bench."""
    where = _MEMORY if _MEMORY.is_dir() else None
    with (
        tempfile.TemporaryDirectory(dir=where) as folder,
        Journal.open(Path(folder) / "journal.db", os.urandom(32)) as journal,
    ):
        yield journal, Path(folder)


def _upper(told: Sequence[str]) -> float:
    """Bits of entropy that what was told has at most, at 95 %."""
    count, seen = len(told), Counter(told)
    surprises = [-math.log2(seen[one] / count) for one in told]
    mean = math.fsum(surprises) / count
    spread = math.sqrt(math.fsum((one - mean) ** 2 for one in surprises) / count**2)
    return mean + (len(seen) - 1) / (2 * count * math.log(2)) + _SURE * spread


def _zero(say: Say) -> Iterator[list[str]]:
    """What planners were told of a diagnosis, and of what is checked, in worlds that differ in it alone."""
    worlds = {
        "a diagnosis": [World(code=code) for code in ("J45.0", "F32.1", "M54.5", "C50.9")],
        "what is checked": [World(urgent=on) for on in (False, True)],
    }
    for name, planner in ZERO.items():
        say(f"leakage: {name} …")
        yield [told for told, _ in _played(planner, worlds[name])]


def _guessed(guesses: int, say: Say) -> tuple[int, int]:
    """How many guesses at names were told of without a charge, and with one."""
    chance = random.Random(4)
    names = [f"{first}{middle} {last}" for first, middle, last in _names(chance)]
    uncharged = charged = 0
    for number, guess in enumerate(GUESSES.values(), 1):
        for _ in range(guesses):
            wanted = chance.choice(names)
            there = World(claimant=wanted, names=names)
            other = replace(
                there, claimant="Quill Umbra", names=[n if n != wanted else "Quill Umbra" for n in names]
            )
            (one, paid), (another, also) = _played(partial(guess, wanted), [there, other])
            if one != another:
                charged += bool(paid and also)
                uncharged += not (paid and also)
        say(f"leakage: guesses, {number} of {len(GUESSES)} means …")
    return uncharged, charged


def _names(chance: random.Random) -> Iterator[tuple[str, str, str]]:
    """Candidates: no two alike."""
    first = ("Al", "Ber", "Cor", "Dan", "El", "Fran", "Gil", "Har", "In", "Jo")
    middle = ("a", "bert", "cia", "do", "en", "fred", "gar", "ha", "ina", "ka")
    last = [
        "".join(p)
        for p in zip(
            chance.choices("BCDFGHKLMN", k=100),
            chance.choices(("ar", "el", "in", "on", "ur"), k=100),
            strict=True,
        )
    ]
    ends = ("man", "son", "berg", "ley", "ton", "wick", "field", "mer", "stein", "sen")
    made = [(f, m, begun + e) for f in first for m in middle for begun in dict.fromkeys(last) for e in ends]
    return iter(chance.sample(made, _CANDIDATES))
