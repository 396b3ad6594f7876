"""What the classifier of words looks at: numbers of hashed pieces of a text, and of its shape.

Promises: the same text has the same numbers on every machine and in every version that the weights fit.
Capitals and digits are told by shapes; pieces are of the text in small letters with all digits alike.
"""

from __future__ import annotations

import re
from itertools import pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

VERSION = 3
"""To be raised with every change of what the numbers mean: weights fit one version."""
BITS = 18
BUCKETS = 1 << BITS
_SHIFT = np.uint32(32 - BITS)
_SPREAD = np.uint32(0x9E3779B1)
_STEP = np.uint32(0x2C1B3C6D)
_LONGEST_PIECE = 5
_WORD = re.compile(r"\w+|[^\w\s]")
_DIGITS = str.maketrans("123456789", "000000000")
_LONGEST = 160
_MOST_WORDS = 16

Numbers = NDArray[np.uint32]
OF_WORDS = 3
"""How much a whole word counts beside a piece of one."""


def features(text: str) -> tuple[Numbers, Numbers]:
    """Numbers below BUCKETS: of the text's pieces and of its words. Some may stand twice; none is empty."""
    text = text[:_LONGEST]
    lower = text.lower().translate(_DIGITS)
    return _pieces(f"\x02{lower}\x03"), _of_words(text, lower)


def _pieces(text: str) -> Numbers:
    """Of every two, three, four and five characters in a row."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    found, rolled = [], codes
    for number in range(1, min(_LONGEST_PIECE, len(codes))):
        rolled = rolled[:-1] * _STEP + codes[number:]
        found.append(rolled)
    return np.concatenate(found) * _SPREAD >> _SHIFT  # there are two marks, so one piece at least


def _of_words(text: str, lower: str) -> Numbers:
    words = _WORD.findall(text)[:_MOST_WORDS]
    small = _WORD.findall(lower)[:_MOST_WORDS]
    shapes = [_shape(word) for word in words]
    told = [f"w{word}" for word in small]
    told += [f"s{a}{b}" for a, b in zip(["^", *shapes], [*shapes, "$"], strict=True)]
    told += [f"p{a} {b}" for a, b in pairwise(small)]
    told += [f"c{word}" for word in words]
    told.append("S" + " ".join(shapes[:8]))
    told.append(f"n{len(words)}")
    if small:
        told += [f"f{small[0]}", f"l{small[-1]}"]
    return np.array([crc32(one.encode("utf-8", "surrogatepass")) >> (32 - BITS) for one in told], np.uint32)


def _shape(word: str) -> str:
    """Xx for a capitalised word, X for one capital, XX for several; 9 for digits; marks as they are."""
    first = word[0]
    if first.isdigit():
        return f"9{min(len(word), 5)}" if word.isdigit() else "9x"
    if not first.isalpha():
        return first
    if word.islower():
        return "x"
    if word.isupper():
        return "X" if len(word) == 1 else "XX"
    if first.isupper():
        return "Xx" if word[1:].islower() else "XxX"
    return "u" if not first.islower() else "xX"
