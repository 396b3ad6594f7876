"""Texts that stand on one line and were taken for one: the gap between them is much wider than those between
words.

Promises: what is cut is cut at a blank that was read. Refuses to judge a text of two words: nothing tells how
wide its blank should be.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from innervate.perception.drawn import INKED, Drawn
from innervate.perception.picture import spans

_FEW = 2
"""Words of which nothing tells how wide their blank should be."""
_WIDE, _WIDER = 0.6, 1.6
"""Of a line's height, the least gap between two texts; how much wider it is than one between words."""

Gap = tuple[int, int]
"""First column without ink and the one behind the last, in pixels of the run."""


def apart(run: Drawn, text: str) -> list[tuple[Drawn, str]]:
    """The texts that a run holds, each with its part of the run, from left to right.

    text: what was read there.
    """
    words = text.split(" ")
    blanks = sorted(gaps_of(run), key=width)[1 - len(words) :] if len(words) > _FEW else []
    if len(blanks) < len(words) - 1:
        return [(run, text)]
    least = next((b for a, b in pairwise(blanks) if much_wider(width(b), width(a), run)), None)
    if least is None:
        return [(run, text)]
    found: list[tuple[Drawn, str]] = []
    said, rest = words[:1], run
    for (end, start), word in zip(sorted(blanks), words[1:], strict=True):
        if start - end >= width(least):
            left, rest = rest.cut(run.bounds.x + end, run.bounds.x + start)
            found.append((left, " ".join(said)))
            said = []
        said.append(word)
    return [*found, (rest, " ".join(said))]


def gaps_of(run: Drawn) -> list[Gap]:
    chunks = spans(np.asarray((run.ink > INKED).any(axis=0)), 1)
    return [(before[1], after[0]) for before, after in pairwise(chunks)]


def width(gap: Gap) -> int:
    return gap[1] - gap[0]


def much_wider(gap: int, other: int, run: Drawn) -> bool:
    return gap >= _WIDE * run.bounds.height and gap >= _WIDER * other + 1
