"""Whether words are a person's name, an organisation's, an address or a text: a small model of our own.

Promises: it abstains rather than guess, TEXT being what it says when unsure. One layer over hashed pieces
of the text; its weights ship beside it in bytes (training/recognizer makes them).
"""

from __future__ import annotations

import math
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from innervate.boundary.features import BUCKETS, OF_WORDS, VERSION, Numbers, features
from innervate.core.values import ValueType

CLASSES = (ValueType.PERSON, ValueType.ORGANISATION, ValueType.ADDRESS, ValueType.TEXT)
WEIGHTS = Path(__file__).parent / "weights" / "words.npz"
SURE = 0.45
"""How likely a type must be to be told; chosen on the development set of training/recognizer."""


class Classifier:
    """The model. weights: bytes, (BUCKETS, classes). scale, bias: one a class."""

    def __init__(
        self, weights: NDArray[np.int8], scale: NDArray[np.float32], bias: NDArray[np.float32]
    ) -> None:
        if weights.shape != (BUCKETS, len(CLASSES)) or weights.dtype != np.int8:
            raise ValueError(f"weights of {weights.shape} in {weights.dtype} are of another version")
        self._weights = weights
        self._scale: list[float] = [float(s) for s in scale]
        self._bias: list[float] = [float(b) for b in bias]

    def likelihoods(self, text: str) -> dict[ValueType, float]:
        """How likely each class is; they add up to one."""
        pieces, words = features(text)
        sums = self._summed(pieces) + OF_WORDS * self._summed(words)
        norm = 1 / math.sqrt(len(pieces) + len(words))
        scores = [
            s * scale * norm + b for s, scale, b in zip(sums.tolist(), self._scale, self._bias, strict=True)
        ]
        most = max(scores)
        powers = [math.exp(score - most) for score in scores]
        whole = sum(powers)
        return {kind: power / whole for kind, power in zip(CLASSES, powers, strict=True)}

    def _summed(self, numbers: Numbers) -> NDArray[np.int32]:
        found: NDArray[np.int32] = self._weights.take(numbers, axis=0).sum(axis=0, dtype=np.int32)
        return found


@lru_cache(maxsize=1)
def shipped() -> Classifier:
    """The model with the weights that ship."""
    with np.load(WEIGHTS) as file:
        if int(file["version"]) != VERSION:
            raise ValueError(f"{WEIGHTS.name} fits version {file['version']} of the features, not {VERSION}")
        return Classifier(file["weights"], file["scale"], file["bias"])
