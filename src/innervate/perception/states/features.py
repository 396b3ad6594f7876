"""A look as numbers: hashed words, pairs of words and places, for each text; and hashed facts.

Promises: the same look has the same numbers on every machine and in every version that the weights fit.
Numbers of a text are remembered, as most of a screen stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from innervate.perception.states.looks import PROMINENT, Look, Piece

VERSION = 1
"""To be raised with every change of what the numbers mean: weights fit one version."""
BITS = 17
BUCKETS = 1 << BITS
BUTTON_BITS = 15
BUTTON_BUCKETS = 1 << BUTTON_BITS
MOST_WORDS = 26
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+|…|\?|!")
_STATUS = frozenset(
    ("400", "401", "403", "404", "405", "408", "410", "413", "429", "500", "502", "503", "504")
)
_STEM = 5

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Numbered:
    """facts: numbers below BUCKETS. pieces: the same of each text. words: of all prominent words alone."""

    facts: Numbers
    pieces: tuple[Numbers, ...]
    words: Numbers


def words_of(text: str) -> list[str]:
    """Words in small letters; of a number only that it is one, unless it is 0 or a server's status."""
    found = _WORD.findall(text.casefold().replace("’", "'").replace("_", " ").replace("...", "…"))
    return [w if not w[0].isdigit() or w == "0" or w in _STATUS else "#" for w in found[:MOST_WORDS]]


def numbered(look: Look) -> Numbered:
    pieces = tuple(_piece(p, look.kind) for p in look.pieces)
    known = [word_numbers(p.text) for p in look.pieces if p.zone in PROMINENT]
    words = np.concatenate(known) if known else np.zeros(0, np.int64)
    return Numbered(_facts(look.facts), pieces, words)


@lru_cache(maxsize=4096)
def _facts(facts: tuple[str, ...]) -> Numbers:
    return _hashed((f"F{fact}" for fact in facts), BITS)


@lru_cache(maxsize=16384)
def word_numbers(text: str) -> Numbers:
    return _hashed((f"P{w}" for w in words_of(text) if w[0].isalpha()), BITS)


@lru_cache(maxsize=16384)
def _piece(piece: Piece, kind: str) -> Numbers:
    words, zone = words_of(piece.text), piece.zone
    group = "P" if zone in PROMINENT else "C"
    told = [f"Z{zone}", f"Z{zone}{kind}", f"Z{zone}{min(len(words), 12) // 2}"]
    if piece.first:
        told.append(f"1{zone}")
    for word in words:
        told += (group + word, zone + word)
        if len(word) > _STEM + 1:
            told.append(f"{group}~{word[:_STEM]}")
    told += [f"{group}{a} {b}" for a, b in zip(["^", *words], [*words, "$"], strict=True)]
    return _hashed(told, BITS)


def forget() -> None:
    """Let go of what was remembered, as a bench does that asks what a first look costs."""
    for remembered in (_facts, word_numbers, _piece):
        remembered.cache_clear()


def button(name: str, index: int, names: Sequence[str], told: Sequence[str]) -> Numbers:
    """Of one of a dialog's buttons. names: of all, in order. told: the dialog's texts."""
    own = words_of(name)
    key, texts = " ".join(own), [words_of(text) for text in told[:6]]
    asks = any("?" in words for words in texts)
    count = min(len(names), 4)
    found = [
        f"N{key}",
        f"N{key}|{count}",
        f"N{key}|{asks}",
        f"C{count}|{asks}",
        f"I{index}|{count}",
        f"R{count - index}",
    ]
    found += [f"W{word}" for word in own] + [f"W{a} {b}" for a, b in pairwise(own)]
    found += [f"S{key}|{' '.join(words_of(other))}" for other in names if other != name]
    found += [f"O{' '.join(words_of(other))}" for other in names if other != name]
    found += [f"T{key}|{word}" for words in texts for word in words[:14]]
    return _hashed(found, BUTTON_BITS)


def _hashed(told: Iterable[str], bits: int) -> Numbers:
    return np.array(sorted({crc32(one.encode()) >> (32 - bits) for one in told}), np.int64)
