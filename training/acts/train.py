"""Trains the classifier of acts, and writes its weights into the package.

`python -m training.acts.train`. The same letters give the same weights. It needs the extra `semantic`, for
the directions of the sentence model. Seconds on two cores.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

from innervate.boundary.questions.act_features import BUCKETS, VERSION, features
from innervate.boundary.questions.act_model import (
    ACTS,
    ELSE,
    OF_DIRECTION,
    OF_TURNS,
    OF_WORDS,
    WEIGHTS,
    Direction,
    Kind,
    Weights,
    by_table,
    centred,
    once,
)
from innervate.boundary.questions.acts import body_of

Floats = NDArray[np.float32]
Letter = tuple[str, int]
FOLDER = Path(__file__).parent
_SEED = 11
_HELD = 3e-4
"""How strongly weights are held small."""
_STEPS = 300
_FEWEST = 2
"""Letters in which a number must be to be learned of."""
_ANNOUNCES = {"notice": "announcement"}
_FILLINGS: Mapping[str, Sequence[str]] = {
    "person": ("Eva Lang", "Tim Moss", "Rosa Vidal", "Jan Kuhn"),
    "place": ("Leeds", "Kassel", "Lyon", "Bergen"),
    "date": ("4 May 2025", "2025-09-12", "03.02.2026", "June 8, 2025"),
    "amount": ("EUR 125.40", "£88.00", "1.240,00 €", "$ 63"),
    "ref": ("KT-40218", "PL/2025/77", "9038117", "DM-2026-114"),
}


def letters(seed: int = _SEED) -> list[Letter]:
    """The training letters with the number of what each wants, in a fixed order."""
    kinds, plainly, others = (
        yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
        for name in ("letters", "plain", "others")
    )
    both = {kind: [*texts, *plainly[kind]] for kind, texts in kinds["letters"].items()}
    named = {_ANNOUNCES.get(kind, kind): texts for kind, texts in both.items()} | {ELSE: others}
    chance = random.Random(seed)
    return [
        (text.format(**{name: chance.choice(told) for name, told in _FILLINGS.items()}), ACTS.index(act))
        for act, texts in named.items()
        for text in texts
    ]


def trained(told: Sequence[Letter], direction: Direction) -> Weights:
    """The weights that these letters teach."""
    bodies = [body_of(text) for text, _ in told]
    numbers = [features(body) for body in bodies]
    seen = np.zeros(BUCKETS, np.int64)
    for words, turns in numbers:
        seen[np.union1d(words, turns)] += 1
    kept = np.flatnonzero(seen >= _FEWEST)
    place = np.full(BUCKETS, -1)
    place[kept] = np.arange(len(kept))
    hashed = np.zeros((len(told), len(kept)), np.float32)
    for row, (words, turns) in zip(hashed, numbers, strict=True):
        for part, counts in ((words, OF_WORDS), (turns, OF_TURNS)):
            known = place[part][place[part] >= 0]
            np.add.at(row, known, counts / np.sqrt(max(1, len(known))))
    ways = np.stack([direction(once(body)) for body in bodies])
    usual = ways.mean(axis=0)
    away = np.stack([centred(way, usual) for way in ways])
    given = np.hstack([hashed, np.float32(OF_DIRECTION) * away])
    learned, bias = _softmax(given, np.array([kind for _, kind in told]))
    rows, scale = _in_bytes(learned[: len(kept)], kept)
    return Weights(rows, scale, bias, usual, learned[len(kept) :])


def _softmax(given: Floats, kinds: NDArray[np.int64]) -> tuple[Floats, Floats]:
    """One layer, by Nesterov's accelerated gradient; rare kinds count more."""
    counts = np.bincount(kinds, minlength=len(ACTS))
    each = (1 / np.sqrt(np.maximum(counts, 1)))[kinds]
    each = (each / each.sum()).astype(np.float32)[:, None]
    right = np.eye(len(ACTS), dtype=np.float32)[kinds]
    step = 1 / (0.5 * _steepest(given) * float(each.max()) + _HELD)
    old, at = (np.zeros((given.shape[1] + 1, len(ACTS)), np.float32) for _ in range(2))
    pace = 1.0
    for _ in range(_STEPS):
        scores = given @ at[:-1] + at[-1]
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        off = (powers / powers.sum(axis=1, keepdims=True) - right) * each
        new = at.copy()
        new[:-1] -= step * (given.T @ off + _HELD * at[:-1])
        new[-1] -= 2 * off.sum(axis=0)
        faster = (1 + np.sqrt(1 + 4 * pace * pace)) / 2
        at = new + np.float32((pace - 1) / faster) * (new - old)
        old, pace = new, faster
    return old[:-1], old[-1]


def _steepest(given: Floats) -> float:
    """The largest eigenvalue of its square, by its power."""
    way = np.ones(given.shape[1], np.float32)
    for _ in range(30):
        way = given.T @ (given @ way)
        way /= np.linalg.norm(way)
    return 1.05 * float(np.linalg.norm(given @ way) ** 2)


def _in_bytes(learned: Floats, kept: NDArray[np.int64]) -> tuple[NDArray[np.int8], Floats]:
    """Rows for all numbers as bytes, and the scale of each act."""
    scale = (np.abs(learned).max(axis=0) / 127 + 1e-9).astype(np.float32)
    rows = np.zeros((BUCKETS, len(ACTS)), np.int8)
    rows[kept] = np.round(learned / scale)
    return rows, scale


def written(found: Mapping[Kind, Weights], path: Path) -> None:
    """Into one file."""
    types = {
        "rows": np.int8,
        "scale": np.float32,
        "bias": np.float32,
        "usual": np.float16,
        "directions": np.float16,
    }
    arrays = {
        f"{kind}_{name}": getattr(weights, name).astype(as_type)
        for kind, weights in found.items()
        for name, as_type in types.items()
    }
    np.savez_compressed(path, version=VERSION, acts="|".join(ACTS), **arrays)


def directions() -> Mapping[Kind, Direction]:
    """What the model of each strength takes for the direction of a text."""
    from innervate.boundary.questions.sentences import sentences

    model = sentences()
    return {"table": by_table, "sentences": lambda text: model.of([text])[0]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    options = parser.parse_args()
    told = letters()
    print(f"{len(told)} letters", flush=True)
    written({kind: trained(told, direction) for kind, direction in directions().items()}, options.out)
    print(f"{options.out}: {options.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
