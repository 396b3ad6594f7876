"""Learns how questions and mails are to be turned toward each other, and writes that into the package.

`python -m training.meanings.turn`. Two minutes on two cores, with the extra `semantic`. The mails are those
of `matters`; the question of each is to be nearer to it than to the mails of all other matters. Layers of few
directions, which are held small: more of either fits these mails and no others (docs/decisions/0020).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

from innervate.boundary.questions import meanings
from innervate.boundary.questions.sentences import sentences
from innervate.boundary.questions.turns import WEIGHTS

Floats = NDArray[np.float32]
MATTERS = Path(__file__).parent / "matters"
FEW, STEPS, RATE, SHARPNESS, SEED = 32, 150, 2e-3, 0.05, 1
HELD_SMALL = {"table": 0.03, "sentences": 0.1}
_FILLED = {
    "person": "Bo Lind",
    "place": "Bremen",
    "date": "3 May 2025",
    "amount": "EUR 310.20",
    "ref": "KL-20456",
}
Pair = tuple[Floats, Floats]


class Side:
    """What turns one side: x becomes x + x·first·second, of length one. Steps are Adam's."""

    def __init__(self, directions: int, chance: np.random.Generator) -> None:
        self.layers = [
            (0.01 * chance.standard_normal(shape)).astype(np.float32)
            for shape in ((directions, FEW), (FEW, directions))
        ]
        self._mean = [np.zeros_like(layer) for layer in self.layers]
        self._square = [np.zeros_like(layer) for layer in self.layers]

    def turned(self, given: Floats) -> tuple[Floats, Floats]:
        """And how long each was."""
        moved = given + given @ self.layers[0] @ self.layers[1]
        length = np.linalg.norm(moved, axis=1, keepdims=True)
        return moved / length, length

    def step(self, given: Floats, slope: Floats, small: float, number: int) -> None:
        """slope: of the loss by the turned directions."""
        turned, length = self.turned(given)
        down = (slope - turned * (turned * slope).sum(axis=1, keepdims=True)) / length
        first, second = self.layers
        whole = given.T @ down + 2 * small * (first @ second)
        for n, by in enumerate((whole @ second.T, first.T @ whole)):
            self._mean[n] = 0.9 * self._mean[n] + 0.1 * by
            self._square[n] = 0.999 * self._square[n] + 0.001 * by**2
            mean = self._mean[n] / (1 - 0.9**number)
            square = self._square[n] / (1 - 0.999**number)
            self.layers[n] = self.layers[n] - RATE * mean / (np.sqrt(square) + 1e-8)


def trained(pairs: Sequence[Pair], small: float, seed: int = SEED) -> tuple[Side, Side]:
    """pairs: of each matter the directions of its questions, and of its mails."""
    chance = np.random.default_rng(seed)
    topic, text = (Side(pairs[0][0].shape[1], chance) for _ in range(2))
    right = np.eye(len(pairs), dtype=np.float32)
    for number in range(1, STEPS + 1):
        asked = np.stack([one[chance.integers(len(one))] for one, _ in pairs])
        mails = np.stack([one[chance.integers(len(one))] for _, one in pairs])
        turned, answers = topic.turned(asked)[0], text.turned(mails)[0]
        near = turned @ answers.T / SHARPNESS
        off = (_shares(near) - right + (_shares(near.T) - right).T) / (2 * len(pairs) * SHARPNESS)
        topic.step(asked, off @ answers, small, number)
        text.step(mails, off.T @ turned, small, number)
    return topic, text


def _shares(near: Floats) -> Floats:
    powers = np.exp(near - near.max(axis=1, keepdims=True))
    found: Floats = powers / powers.sum(axis=1, keepdims=True)
    return found


def matters(folder: Path = MATTERS) -> list[tuple[list[str], list[str]]]:
    """Of each matter its questions and its mails, with and without a subject."""
    found = []
    for path in sorted(folder.glob("*.yaml")):
        for one in yaml.safe_load(path.read_text(encoding="utf-8")):
            bodies = [body.format(**_FILLED) for body in one["bodies"]]
            with_subject = [f"{s.format(**_FILLED)}\n\n{body}" for s in one["subjects"] for body in bodies]
            found.append((one["asked"], [*with_subject, *bodies]))
    return found


def main() -> None:
    model, table = sentences(), meanings.shipped()
    ways: dict[str, Callable[[list[str]], Floats]] = {
        "sentences": lambda texts: np.stack(model.of(texts)),
        "table": lambda texts: np.stack([table.whole(text) for text in texts]),
    }
    found: dict[str, NDArray[np.generic]] = {}
    for name, directions in ways.items():
        pairs = [(directions(asked), directions(mails)) for asked, mails in matters()]
        print(f"{name}: {len(pairs)} matters", flush=True)
        for side, made in zip(("topic", "text"), trained(pairs, HELD_SMALL[name]), strict=True):
            for layer, weights in zip(("first", "second"), made.layers, strict=True):
                scale = np.float32(np.abs(weights).max() / 127)
                found[f"{name}.{side}.{layer}"] = np.round(weights / scale).astype(np.int8)
                found[f"{name}.{side}.{layer}.scale"] = scale
    np.savez_compressed(WEIGHTS, **found)  # type: ignore[arg-type]
    print(f"{WEIGHTS}: {WEIGHTS.stat().st_size} bytes")


if __name__ == "__main__":
    main()
