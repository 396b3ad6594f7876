"""The answerer of the extra `semantic`: the embedded one, helped by the word vectors that `wordllama` ships.

Promises: nothing is downloaded and no connection is opened: only the two files in the installed package are
read, by their paths, and none of its code runs. The same texts give the same answer always.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from innervate.boundary.questions import embedded, extracting, lexical
from innervate.boundary.questions.asking import Found, Nothing
from innervate.boundary.questions.words import Word
from innervate.core.errors import Unavailable
from innervate.core.values import Truth, ValueType

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Vector = NDArray[np.float32]

_WEIGHTS, _TOKENS = "weights/l2_supercat_256.safetensors", "tokenizers/l2_supercat_tokenizer_config.json"
_WORDS, _COVER = 3.0, 2.0
"""How much the evidence of words weighs beside that of vectors in the choice among texts."""
MARGIN, LEAST, LEAST_OF_WORDS = 3.0, 5.0, 0.4
"""By how much a text must lead, the least that it must reach, and the least that its words alone must say of
the topic. Chosen on the development set."""
_PROBE_WORDS = 3
_HEADERS = re.compile(r"^(?:from|to|date|sent|cc):.*\n?", re.IGNORECASE | re.MULTILINE)
_ALIKE, _ALIKE_LEVEL = 0.5, 0.65


class Semantic:
    """Chooses by meaning where words alone do not tell."""

    def __init__(self) -> None:
        """
        :raises Unavailable: the extra is not installed.
        """
        self._vectors = vectors()
        self._words = embedded.Embedded()

    def about(self, text: str, topic: str) -> Truth:
        return self._words.about(text, topic)

    def which(self, texts: Sequence[str], topic: str) -> list[Truth]:
        if len(texts) < 2 or not lexical.terms_of(topic):
            return self._words.which(texts, topic)
        sure = self._words.which(texts, topic)
        meaning = [self._vectors.about(_own(text), topic) for text in texts]
        told = lexical.evidence(texts, topic)
        both = [m + _WORDS * one.score + _COVER * one.cover for m, one in zip(meaning, told, strict=True)]
        mine = [
            Truth.TRUE if answer is Truth.TRUE and one.score >= LEAST_OF_WORDS else Truth.UNKNOWN
            for answer, one in zip(embedded.leader(both, LEAST, MARGIN), told, strict=True)
        ]
        if Truth.TRUE in sure and Truth.TRUE in mine and sure != mine:
            return [Truth.UNKNOWN] * len(texts)
        return mine if Truth.TRUE in mine else sure

    def classify(self, text: str, labels: Sequence[str]) -> str | None:
        return self._words.classify(text, labels)

    def extract(self, text: str, what: str, wanted: ValueType) -> Found | Nothing:
        return extracting.extract(text, what, wanted, self._alike)

    def _alike(self, one: Word, other: Word) -> float:
        if len(one.plain) < 4 or len(other.plain) < 4 or any(c.isdigit() for c in one.plain + other.plain):
            return 0.0
        return _ALIKE_LEVEL if self._vectors.near(one.plain, other.plain) >= _ALIKE else 0.0


def _own(text: str) -> str:
    return _HEADERS.sub("", lexical.own_part(text)[0])


class Vectors:
    """Vectors of texts: the mean of those of their tokens, and how usual a likeness is for a text."""

    def __init__(self, weights: NDArray[np.float16], tokenizer: Tokenizer) -> None:
        self._weights = weights
        self._tokenizer = tokenizer
        self._probes = np.stack([self.of(words) for words in _probes()])
        self._usual: dict[str, tuple[Vector, float, float]] = {}

    def of(self, text: str) -> Vector:
        """The direction of a text; zeros for one without tokens."""
        tokens = self._tokenizer.encode(text, add_special_tokens=False).ids
        if not tokens:
            return np.zeros(self._weights.shape[1], np.float32)
        mean: Vector = self._weights[tokens].astype(np.float32).mean(axis=0)
        length = float(np.linalg.norm(mean))
        return mean / np.float32(length) if length else mean

    def about(self, text: str, topic: str) -> float:
        """How much nearer a text is to a topic than it is to any, in standard deviations."""
        if text not in self._usual:
            if len(self._usual) > 4096:
                self._usual.clear()
            vector = self.of(text)
            usual = self._probes @ vector
            self._usual[text] = vector, float(usual.mean()), float(usual.std()) or 1.0
        vector, mean, spread = self._usual[text]
        return (float(vector @ self.of(topic)) - mean) / spread

    def near(self, one: str, other: str) -> float:
        """The cosine between two words."""
        return float(_cached(self, one) @ _cached(self, other))


@lru_cache(maxsize=8192)
def _cached(vectors: Vectors, word: str) -> Vector:
    return vectors.of(word)


@lru_cache(maxsize=1)
def _probes() -> tuple[str, ...]:
    """Matters of all kinds, to tell what likeness is usual: the first words of each concept."""
    text = files("innervate.boundary.questions").joinpath("concepts.txt").read_text(encoding="utf-8")
    lines = [line.partition(":")[2] for line in text.splitlines() if ":" in line and line[0] != "#"]
    return tuple(" ".join(line.replace("_", " ").split()[:_PROBE_WORDS]) for line in lines)


@lru_cache(maxsize=1)
def vectors() -> Vectors:
    """
    :raises Unavailable: the extra is not installed, or its files are not where its wheel has them.
    """
    found = find_spec("wordllama")
    folder = Path(found.origin).parent if found is not None and found.origin else None
    missing = "the package wordllama is not installed"
    if folder is not None and not all((folder / name).is_file() for name in (_WEIGHTS, _TOKENS)):
        missing = "wordllama is there, but not the files of its version 0.4"
    elif folder is not None:
        try:
            from safetensors.numpy import load_file
            from tokenizers import Tokenizer

            weights = load_file(folder / _WEIGHTS)["embedding.weight"]
            tokenizer = Tokenizer.from_file(str(folder / _TOKENS))
            tokenizer.no_padding()
            tokenizer.no_truncation()
            return Vectors(weights, tokenizer)
        except ImportError as error:
            missing = f"{error.name} is not installed"
    raise Unavailable("questions by meaning", missing, "install the extra: pip install 'innervate[semantic]'")
