"""Trains the classifier of words, and writes its weights into the package.

`python -m training.recognizer.train`. The same catalogues, libraries and seed give the same weights.
Two cores, a few minutes.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from innervate.boundary.classifier import CLASSES, WEIGHTS
from innervate.boundary.features import BUCKETS, OF_WORDS, VERSION, features
from training.recognizer.texts import DEVELOPED, TRAINED, Item, Texts

Floats = NDArray[np.float32]
_BATCH = 512
_SEED, _DEVELOPMENT_SEED = 11, 77_001


class Examples:
    """Texts as numbers, one after the other, with where each begins."""

    def __init__(self, items: Sequence[Item]) -> None:
        pairs = [features(text) for text, _ in items]
        lengths = np.array([len(pieces) + len(words) for pieces, words in pairs])
        self.numbers = np.concatenate([part for pair in pairs for part in pair]).astype(np.int32)
        self.values = np.concatenate(
            [
                np.repeat(
                    np.float32([1, OF_WORDS]) / np.float32(np.sqrt(length)), [len(part) for part in pair]
                )
                for pair, length in zip(pairs, lengths, strict=True)
            ]
        )
        self.starts = np.concatenate(([0], np.cumsum(lengths)))
        self.classes = np.array([kind for _, kind in items])

    def __len__(self) -> int:
        return len(self.classes)

    def batch(self, rows: NDArray[np.int64]) -> tuple[NDArray[np.int32], NDArray[np.int64], Floats]:
        """Numbers of all rows, where each row's begin, and each number's weight."""
        lengths = self.starts[rows + 1] - self.starts[rows]
        begins = np.concatenate(([0], np.cumsum(lengths)[:-1]))
        where = np.repeat(self.starts[rows] - begins, lengths) + np.arange(lengths.sum())
        return self.numbers[where], begins, self.values[where]


class Softmax:
    """One layer with Adagrad's steps."""

    def __init__(self) -> None:
        self.weights = np.zeros((BUCKETS, len(CLASSES)), np.float32)
        self.bias = np.zeros(len(CLASSES), np.float32)
        self._squares = np.full_like(self.weights, 1e-3)

    def likelihoods(self, numbers: NDArray[np.int32], begins: NDArray[np.int64], values: Floats) -> Floats:
        scores = np.add.reduceat(self.weights[numbers] * values[:, None], begins) + self.bias
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        found: Floats = powers / powers.sum(axis=1, keepdims=True)
        return found

    def step(self, examples: Examples, rows: NDArray[np.int64], rate: float) -> float:
        """One step down on these rows; returns their mean loss."""
        numbers, begins, values = examples.batch(rows)
        likely = self.likelihoods(numbers, begins, values)
        wanted = np.eye(len(CLASSES), dtype=np.float32)[examples.classes[rows]] * 0.98 + 0.02 / len(CLASSES)
        loss = float(-(wanted * np.log(likely + 1e-9)).sum(axis=1).mean())
        off = (likely - wanted) / len(rows) * 64
        lengths = np.diff(np.append(begins, len(numbers)))
        each = np.repeat(off, lengths, axis=0) * values[:, None]
        touched, where = np.unique(numbers, return_inverse=True)
        slope = np.stack([np.bincount(where, each[:, c], len(touched)) for c in range(len(CLASSES))], axis=1)
        slope += 2e-5 * self.weights[touched]
        self._squares[touched] += slope**2
        self.weights[touched] -= rate * slope / np.sqrt(self._squares[touched])
        self.bias -= 0.01 * rate * off.sum(axis=0)
        return loss


def trained(examples: Examples, passes: int, seed: int, say: bool = True) -> Softmax:
    order, model = np.random.default_rng(seed), Softmax()
    batches = passes * (len(examples) // _BATCH)
    done = 0
    for number in range(passes):
        rows, losses = order.permutation(len(examples)), []
        for start in range(0, len(rows) - _BATCH + 1, _BATCH):
            rate = 0.5 * (1 - done / batches) + 0.005
            losses.append(model.step(examples, rows[start : start + _BATCH], rate))
            done += 1
        if say:
            print(f"pass {number + 1} of {passes}: loss {np.mean(losses):.4f}", flush=True)
    return model


def in_bytes(weights: Floats) -> tuple[NDArray[np.int8], Floats]:
    """Weights as bytes and the scale of each class; the few largest are cut off."""
    scale = (np.quantile(np.abs(weights[weights.any(axis=1)]), 0.9995, axis=0) / 127).astype(np.float32)
    return np.clip(np.round(weights / scale), -127, 127).astype(np.int8), scale


def agreement(model: Softmax, examples: Examples) -> float:
    """The mean over classes of how many of each are told right."""
    said = np.concatenate(
        [
            model.likelihoods(*examples.batch(rows)).argmax(axis=1)
            for rows in np.array_split(np.arange(len(examples)), len(examples) // 400 + 1)
        ]
    )
    return float(np.mean([(said == kind)[examples.classes == kind].mean() for kind in range(len(CLASSES))]))


def main() -> None:
    from training.recognizer.catalogues import phrases

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=600_000)
    parser.add_argument("--passes", type=int, default=5)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    options = parser.parse_args()
    mixed = phrases()
    print(f"{len(mixed)} phrases of installed catalogues", flush=True)
    examples = Examples(list(Texts(_SEED, TRAINED, mixed).items(options.count)))
    model = trained(examples, options.passes, _SEED)
    development = Examples(list(Texts(_DEVELOPMENT_SEED, DEVELOPED).items(8000)))
    print(f"development, other countries: {agreement(model, development):.4f} of each class right")
    weights, scale = in_bytes(model.weights)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(options.out, weights=weights, scale=scale, bias=model.bias, version=VERSION)
    print(f"{options.out}: {options.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
