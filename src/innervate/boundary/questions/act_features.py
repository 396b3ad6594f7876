"""What the classifier of acts looks at: numbers of hashed words, pairs of words and turns of phrase.

Promises: the same sentences have the same numbers on every machine and in every version that the weights fit;
each number counts once, however often its words are said. A turn of phrase is a few words in a row of which
only those that any letter uses are kept: "_ the _ed _" and "i would like to _" are said of all matters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from innervate.boundary.questions.words import plain, small

VERSION = 1
"""To be raised with every change of what the numbers mean: weights fit one version."""
BITS = 14
BUCKETS = 1 << BITS
_LONGEST_TURN = 4
_MOST_CHARACTERS = 6000
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+|[^\w\s]")
_FIGURES = re.compile(r"\d[\d.,:/-]*")
_ENDS = ("ing", "ed", "ly", "tion", "ment", "est", "er", "s")
_SHORTEST_STEM = 3
_KEPT = small("english") | frozenset(
    "i'm i've i'd i'll we've we're we'd we'll you've you'd don't doesn't didn't isn't wasn't won't"
    " can't couldn't it's that's there's let's hi thanks thank thx sorry pls u ur like want need know"
    " get got take send order cancel call stop end back good bad still never nobody ever always every"
    " already soon first last two three second third one time times day days week weeks month months"
    " year years kind wish wonder let tell ask ok yes else such promised grateful glad happy pleased"
    " delivered deliver".split()
)

Numbers = NDArray[np.int64]


def features(sentences: Sequence[str]) -> tuple[Numbers, Numbers]:
    """Numbers below BUCKETS, none twice: of words and pairs of them, and of turns of phrase."""
    words = [_words(sentence) for sentence in _short(sentences)]
    return _hashed(_of_words(words)), _hashed(_of_turns(words))


def _short(sentences: Sequence[str]) -> Iterator[str]:
    """As much of them as is read."""
    left = _MOST_CHARACTERS
    for sentence in sentences:
        if left <= 0:
            return
        yield sentence[:left]
        left -= len(sentence)


def _words(sentence: str) -> list[str]:
    return _WORD.findall(_FIGURES.sub("0", plain(sentence)))


def _of_words(sentences: Iterable[list[str]]) -> Iterator[str]:
    for words in sentences:
        yield from (f"w{word}" for word in words)
        yield from (f"p{a} {b}" for a, b in zip(["^", *words], [*words, "$"], strict=True))


def _of_turns(sentences: Iterable[list[str]]) -> Iterator[str]:
    for words in sentences:
        shapes = ["^", *(_shape(word) for word in words), "$"]
        for length in range(1, _LONGEST_TURN + 1):
            for first in range(len(shapes) - length + 1):
                yield "t" + " ".join(shapes[first : first + length])


def _shape(word: str) -> str:
    """The word if any letter may use it; else only how it ends."""
    if word in _KEPT or not word[0].isalpha():
        return word
    return "_" + next((e for e in _ENDS if word.endswith(e) and len(word) >= len(e) + _SHORTEST_STEM), "")


def _hashed(told: Iterable[str]) -> Numbers:
    return np.array(sorted({crc32(one.encode()) >> (32 - BITS) for one in told}), np.int64)
