"""How likely a letter complains, asks, thanks, …: a small model of our own.

Promises: no network, and the same answer always; an act that it does not know has its share as `ELSE`. One
layer over hashed words and turns of phrase and over the direction of the whole text, of which there are two
kinds: of the table of meanings and of the sentence model. training/acts makes its weights, in bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from innervate.boundary.questions import meanings
from innervate.boundary.questions.act_features import BUCKETS, VERSION, Numbers, features

ELSE = "something else"
ACTS = (
    "complaint",
    "question",
    "thanks",
    "cancellation",
    "order",
    "apology",
    "confirmation",
    "reminder",
    "invitation",
    "advertising",
    "application",
    "announcement",
    ELSE,
)
WEIGHTS = Path(__file__).parent.parent / "weights" / "acts.npz"
OF_WORDS, OF_TURNS, OF_DIRECTION = 0.8, 1.15, 1.0
"""How much words, turns of phrase and the whole text's direction count beside each other."""

Kind = Literal["table", "sentences"]
Floats = NDArray[np.float32]
Direction = Callable[[str], Floats]


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learned. rows: (BUCKETS, acts), in bytes. scale, bias: one an act.

    usual: the direction of a usual letter. directions: (its length, acts).

    :raises ValueError: they are of another version.
    """

    rows: NDArray[np.int8]
    scale: Floats
    bias: Floats
    usual: Floats
    directions: Floats

    def __post_init__(self) -> None:
        acts = len(ACTS)
        whole = (
            self.rows.shape == (BUCKETS, acts)
            and self.rows.dtype == np.int8
            and self.scale.shape == self.bias.shape == (acts,)
            and self.directions.shape == (*self.usual.shape, acts)
        )
        if not whole:
            raise ValueError(
                f"weights of {self.rows.shape} in {self.rows.dtype} and {self.directions.shape} are of"
                " another version; make train-acts makes them anew"
            )


class ActModel:
    """The model. direction: that of a text, as long as `usual`."""

    def __init__(self, weights: Weights, direction: Direction) -> None:
        self._weights = weights
        self._direction = direction
        self._known: NDArray[np.bool_] = np.any(weights.rows != 0, axis=1)

    def likelihoods(self, sentences: Sequence[str]) -> Mapping[str, float]:
        """How likely each act is; they add up to one. Nothing said is something else."""
        if not sentences:
            return {act: float(act == ELSE) for act in ACTS}
        weights = self._weights
        words, turns = features(sentences)
        summed = OF_WORDS * self._summed(words) + OF_TURNS * self._summed(turns)
        away = centred(self._direction(once(sentences)), weights.usual)
        scores = summed * weights.scale + OF_DIRECTION * (away @ weights.directions) + weights.bias
        powers = np.exp(scores - scores.max())
        return {act: float(p) for act, p in zip(ACTS, powers / powers.sum(), strict=True)}

    def _summed(self, numbers: Numbers) -> Floats:
        """Over the numbers that training saw; as if they were one direction."""
        known = numbers[self._known[numbers]]
        summed = self._weights.rows[known].sum(axis=0, dtype=np.int64)
        found: Floats = (summed / np.sqrt(max(1, len(known)))).astype(np.float32)
        return found


def once(sentences: Sequence[str]) -> str:
    """What they say, each sentence once."""
    return " ".join(dict.fromkeys(sentences))


def centred(direction: Floats, usual: Floats) -> Floats:
    """How a direction differs from the usual one, in length one; nothing where there is none."""
    if not direction.any():
        return np.zeros_like(usual)
    away = direction - usual
    found: Floats = away / max(float(np.linalg.norm(away)), 1e-6)
    return found


def by_table(text: str) -> Floats:
    """The direction of a text by the table of meanings."""
    return meanings.shipped().direction(text)


def read(kind: Kind, path: Path = WEIGHTS) -> Weights:
    """
    :raises ValueError: the file is of another version.
    """
    with np.load(path) as file:
        if int(file["version"]) != VERSION or tuple(str(file["acts"]).split("|")) != ACTS:
            raise ValueError(
                f"{path.name} fits version {file['version']} of the features and acts, not {VERSION};"
                " make train-acts makes it anew"
            )
        names = ("rows", "scale", "bias", "usual", "directions")
        rows, *others = (file[f"{kind}_{name}"] for name in names)
        return Weights(rows, *(other.astype(np.float32) for other in others))


@lru_cache(maxsize=1)
def shipped() -> ActModel:
    """The model of the default strength."""
    return ActModel(read("table"), by_table)
