"""What words mean, as directions: a table of our own, in bytes, of which words are used of the same matters.

Promises: no network and nothing beside this package; the same answer always. A word that it does not know
counts for nothing. training/meanings makes the table; its knowledge comes from a sentence model.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from innervate.boundary.questions.turns import shipped as shipped_turns
from innervate.boundary.questions.words import plain

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

WEIGHTS = Path(__file__).parent.parent / "weights" / "meanings.npz"
SPREAD = 4.0
"""What the first layer's input is multiplied by, as in training."""
WORDS = re.compile(r"[a-z]+")
_EACH_WORD = 0.3
"""How much it counts that each word of a topic has its like in a text, beside what both say as a whole."""


@dataclass(frozen=True, slots=True)
class Layers:
    """Two layers of a network, which say what words mean beside each other."""

    first: Vectors
    first_bias: Vectors
    second: Vectors
    second_bias: Vectors

    def moved(self, direction: Vectors) -> Vectors:
        """By how much."""
        hidden = (self.first @ (direction * SPREAD) + self.first_bias).clip(0)
        moved: Vectors = self.second @ hidden + self.second_bias
        return moved


class Meanings:
    """The table. rows: bytes, (words, directions). scale: one a word: how much it says, too."""

    def __init__(
        self, words: list[str], rows: NDArray[np.int8], scale: NDArray[np.float32], layers: Layers
    ) -> None:
        if len(words) != len(rows) or len(scale) != len(rows):
            raise ValueError(f"{len(words)} words, {len(rows)} rows and {len(scale)} scales are no table")
        self._index = {word: number for number, word in enumerate(words)}
        self._rows, self._scale, self._layers = rows, scale, layers

    def likeness(self, text: str, topic: str) -> float:
        """How much a text is about a topic, compared with another text; 0 where either has no known word."""
        told, asked = self._vectors(text), self._vectors(topic)
        if not len(told) or not len(asked):
            return 0.0
        turns = shipped_turns("table")
        whole = turns.text(self._whole(told)) @ turns.topic(self._whole(asked))
        return float(whole) + _EACH_WORD * _explained(told, asked)

    def whole(self, text: str) -> Vectors:
        """The direction of a text; of length zero if it has no known word."""
        return self._whole(self._vectors(text))

    def direction(self, text: str) -> Vectors:
        """That of a text as a whole, each of its words once; zeros where it has no known word."""
        return self.whole(" ".join(dict.fromkeys(WORDS.findall(plain(text)))))

    def _vectors(self, text: str) -> Vectors:
        return _known(self, text)

    def _whole(self, words: Vectors) -> Vectors:
        """The direction of a text: that of its words, moved by what they say together."""
        sum_of_words = _unit(words.sum(axis=0))
        return _unit(sum_of_words + self._layers.moved(sum_of_words))

    def read(self, text: str) -> Vectors:
        """One row for each known word of a text."""
        found = [self._index[word] for word in WORDS.findall(plain(text)) if word in self._index]
        rows: Vectors = self._rows[found] * self._scale[found][:, None]
        return rows


@lru_cache(maxsize=1024)
def _known(table: Meanings, text: str) -> Vectors:
    return table.read(text)


def _explained(told: Vectors, asked: Vectors) -> float:
    """How near the nearest word of a text is to each word of the topic, on average; small words say less."""
    import numpy as np

    told_says, asked_says = np.linalg.norm(told, axis=1), np.linalg.norm(asked, axis=1)
    cosines = (asked / asked_says[:, None]) @ (told / told_says[:, None]).T
    nearest = (cosines * np.minimum(1.0, told_says / np.median(asked_says))).max(axis=1)
    return float(nearest @ asked_says / asked_says.sum())


def _unit(vector: Vectors) -> Vectors:
    import numpy as np

    length = float(np.linalg.norm(vector))
    return vector / np.float32(length) if length else vector


@lru_cache(maxsize=1)
def shipped() -> Meanings:
    """The table that ships."""
    import numpy as np

    with np.load(WEIGHTS) as file:
        words = bytes(file["words"]).decode("ascii").split("\n")
        names = ("first", "first_bias", "second", "second_bias")
        layers = Layers(*(file[name].astype(np.float32) for name in names))
        return Meanings(words, file["rows"], file["scale"].astype(np.float32), layers)
