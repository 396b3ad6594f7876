"""Trains the model of screen states, and writes its weights into the package.

`python -m training.states.train`. The same screens give the same weights. Minutes on two cores.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from innervate.core.decision import YES_OR_NO, Question
from innervate.perception.states.features import BUCKETS, BUTTON_BUCKETS, Numbered, Numbers, button, numbered
from innervate.perception.states.model import (
    KINDS,
    MOST_OF_FACTS,
    OUTPUTS,
    SHARP,
    SILENT,
    WEIGHTS,
    StateModel,
    Weights,
    write,
)
from training.states import calibrate
from training.states.examples import Example, examples
from training.states.render import OUT

Floats = NDArray[np.float32]
_SEED = 7
_EPOCHS, _BATCH = 7, 64
_RATE, _HELD = 0.012, 0.05
_DROPPED = 0.2
"""Share of numbers that are left out at random, so that no single word is relied on."""
_WITHOUT_FACTS = 0.35
"""Share of screens of which only the texts are looked at."""
_FEWEST = 3


@dataclass(slots=True)
class Adam:
    """Adaptive moments (Kingma and Ba, 2015), for one array."""

    value: Floats
    first: Floats
    second: Floats
    step: int = 0

    @staticmethod
    def of(shape: tuple[int, ...]) -> Adam:
        return Adam(*(np.zeros(shape, np.float32) for _ in range(3)))

    def go(self, gradient: Floats, rate: float, held: float = 0.0) -> None:
        """held: how strongly values are held small, apart from the moments (Loshchilov and Hutter, 2019)."""
        self.step += 1
        self.first += 0.1 * (gradient - self.first)
        self.second += 0.01 * (gradient * gradient - self.second)
        ready = self.first / (1 - 0.9**self.step)
        self.value *= 1 - rate * held
        self.value -= rate * ready / (np.sqrt(self.second / (1 - 0.99**self.step)) + 1e-6)


@dataclass(frozen=True, slots=True)
class Told:
    """Examples as numbers. holds: of each question 1, 0, or -1 where it is not asked. kind: -1: not asked."""

    given: Sequence[Numbered]
    holds: NDArray[np.int8]
    kind: NDArray[np.int8]


def told(found: Sequence[Example]) -> Told:
    holds = np.array(
        [[-1 if q not in e.truth.holds else int(e.truth.holds[q]) for q in YES_OR_NO] for e in found]
    )
    kind = np.array([-1 if e.truth.kind is None else KINDS.index(e.truth.kind) for e in found])
    return Told([numbered(e.look) for e in found], holds.astype(np.int8), kind.astype(np.int8))


def trained(data: Told, epochs: int = _EPOCHS) -> tuple[Floats, Floats]:
    """Rows and bias."""
    chance = np.random.default_rng(_SEED)
    rows, bias = Adam.of((BUCKETS, OUTPUTS)), Adam.of((OUTPUTS,))
    seen = _seen(data.given)
    for epoch in range(epochs):
        order = chance.permutation(len(data.given))
        rate = _RATE * (1 - epoch / epochs) + 0.001
        for start in range(0, len(order), _BATCH):
            chosen = order[start : start + _BATCH]
            down_rows, down_bias = _slope(data, chosen, rows.value, bias.value, chance)
            rows.go(down_rows, rate, _HELD)
            bias.go(down_bias, rate)
        print(f"epoch {epoch + 1}", flush=True)
    rows.value[seen < _FEWEST] = 0
    return rows.value, bias.value


def _seen(given: Sequence[Numbered]) -> NDArray[np.int64]:
    counts = np.zeros(BUCKETS, np.int64)
    for one in given:
        counts += np.bincount(np.unique(np.concatenate([one.facts, *one.pieces])), minlength=BUCKETS)
    return counts


def _slope(
    data: Told, chosen: NDArray[np.int64], rows: Floats, bias: Floats, chance: np.random.Generator
) -> tuple[Floats, Floats]:
    """Which way is down, for some examples."""
    pieces = [p for i in chosen for p in data.given[i].pieces]
    texts_of = np.repeat(np.arange(len(chosen)), [len(data.given[i].pieces) for i in chosen])
    sizes = np.array([len(p) for p in pieces])
    numbers = np.concatenate(pieces)
    facts = np.concatenate([data.given[i].facts for i in chosen])
    facts_of = np.repeat(np.arange(len(chosen)), [len(data.given[i].facts) for i in chosen])
    kept = (chance.random(len(numbers)) >= _DROPPED).astype(np.float32) / (1 - _DROPPED)
    counted = (chance.random(len(chosen)) >= _WITHOUT_FACTS)[:, None].astype(np.float32)
    starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    root = np.sqrt(sizes).astype(np.float32)[:, None]
    said = np.add.reduceat(rows[numbers] * kept[:, None], starts, axis=0) / root - SILENT
    power = np.exp(SHARP * np.minimum(said, 20))
    whole = 1 + _summed(power, texts_of, len(chosen))
    bent = np.tanh(_summed(rows[facts], facts_of, len(chosen)) / MOST_OF_FACTS)
    score = bias + MOST_OF_FACTS * bent * counted + np.log(whole) / SHARP
    wrong = _wrong(score, data.holds[chosen], data.kind[chosen])
    back = (power / whole[texts_of]) * wrong[texts_of] / root
    down = _scattered(numbers, np.repeat(back, sizes, axis=0) * kept[:, None])
    down += _scattered(facts, (wrong * (1 - bent * bent) * counted)[facts_of])
    return down / len(chosen), wrong.mean(axis=0)


def _wrong(score: Floats, holds: NDArray[np.int8], kind: NDArray[np.int8]) -> Floats:
    count = len(YES_OR_NO)
    wrong = np.zeros_like(score)
    likely = 1 / (1 + np.exp(-score[:, :count]))
    wrong[:, :count] = np.where(holds >= 0, likely - holds, 0)
    power = np.exp(score[:, count:] - score[:, count:].max(axis=1, keepdims=True))
    share = power / power.sum(axis=1, keepdims=True)
    asked = kind >= 0
    share[np.flatnonzero(asked), kind[asked]] -= 1
    wrong[:, count:] = share * asked[:, None]
    return wrong


def _summed(values: Floats, of: NDArray[np.int64], count: int) -> Floats:
    made = np.zeros((count, values.shape[1]), np.float32)
    np.add.at(made, of, values)
    return made


def _scattered(numbers: Numbers, values: Floats) -> Floats:
    columns = [np.bincount(numbers, values[:, c], BUCKETS) for c in range(values.shape[1])]
    return np.stack(columns, axis=1).astype(np.float32)


def button_rows(found: Sequence[Example], epochs: int = 12) -> tuple[Floats, float]:
    """Weights of the buttons, and their bias."""
    cases: list[tuple[Numbers, bool]] = []
    for example in found:
        names = [name for _, name in example.look.buttons]
        if not example.harmless or not example.truth.holds.get(Question.DIALOG):
            continue
        for index, name in enumerate(names):
            good = example.harmless.get(name, example.harmless.get("_" + name))
            if good is not None:
                cases.append((button(name, index, names, example.look.told), good))
    chance = np.random.default_rng(_SEED)
    rows, bias = Adam.of((BUTTON_BUCKETS,)), Adam.of((1,))
    for epoch in range(epochs):
        order = chance.permutation(len(cases))
        for start in range(0, len(order), 128):
            chosen = [cases[i] for i in order[start : start + 128]]
            numbers = np.concatenate([c[0] for c in chosen])
            of = np.repeat(np.arange(len(chosen)), [len(c[0]) for c in chosen])
            kept = (chance.random(len(numbers)) >= _DROPPED) / (1 - _DROPPED)
            score = bias.value[0] + np.bincount(of, rows.value[numbers] * kept, len(chosen))
            wrong = 1 / (1 + np.exp(-score)) - np.array([c[1] for c in chosen])
            down = np.bincount(numbers, wrong[of] * kept, BUTTON_BUCKETS) / len(chosen)
            rate = 0.02 * (1 - epoch / epochs) + 0.001
            rows.go(down.astype(np.float32), rate, _HELD)
            bias.go(np.array([wrong.mean()], np.float32), rate)
    return rows.value, float(bias.value[0])


def packed(rows: Floats, bias: Floats, data: Told, buttons: Floats, button_bias: float) -> Weights:
    """In bytes, not calibrated yet."""
    scale = np.maximum(np.abs(rows).max(axis=0), 1e-6) / 127
    button_scale = max(float(np.abs(buttons).max()), 1e-6) / 127
    words = np.zeros(BUCKETS, np.bool_)
    counts = np.bincount(np.concatenate([one.words for one in data.given]), minlength=BUCKETS)
    words[counts >= _FEWEST] = True
    even = np.tile(np.array([1, 0], np.float32), (len(YES_OR_NO) + 2, 1))
    return Weights(
        np.round(rows / scale).astype(np.int8), scale.astype(np.float32), bias, words,
        np.round(buttons / button_scale).astype(np.int8), button_scale, button_bias, even,
        dict.fromkeys(Question, 0.5),
    )  # fmt: skip


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--from", dest="folder", type=Path, default=OUT)
    parser.add_argument("--to", type=Path, default=WEIGHTS)
    parser.add_argument("--epochs", type=int, default=_EPOCHS)
    options = parser.parse_args()
    found = list(examples(options.folder))
    data = told(found)
    print(f"{len(found)} examples, {sum(e.look.facts[0] == 'pixels' for e in found)} by pixels", flush=True)
    rows, bias = trained(data, options.epochs)
    weights = packed(rows, bias, data, *button_rows(found))
    write(calibrate.calibrated(StateModel(weights)), options.to)


if __name__ == "__main__":
    main()
