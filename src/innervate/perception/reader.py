"""Our own reader of text lines: a small convolutional network over strips of ink.

Promises: any number of lines in one pass, beside each other in strips, so that nothing is spent on padding;
each line's text with a confidence from 0 to 1, the mean certainty of its characters. Refuses nothing: what it
can't read comes out with a low confidence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from innervate.perception.alphabet import ALPHABET
from innervate.perception.ink import HEIGHT, Ink, strip_of
from innervate.perception.models import network

_WIDTH, _MARGIN, _GAP = 1024, 4, 16
DOT = "•"
_DOTS = frozenset("•●∙·")
"""What a password's field shows; they differ by their size alone."""
_AT_ONCE = 8
"""Strips in one pass: memory stays bounded, whatever the screen."""

Spot = tuple[int, int, int]
"""Row, first and last column of a line in the strips, in pixels."""


class Reader:
    """Reads lines of ink."""

    def recognize(self, lines: Sequence[Ink]) -> list[tuple[str, float]]:
        """Text and confidence of the ink of each line, in order.

        :raises Unavailable: the weights are not there.
        """
        found: list[tuple[str, float]] = [("", 0.0)] * len(lines)
        for strips, spots in packed([strip_of(line) for line in lines]):
            best, certainty = network("text_reader").run(None, {"strips": strips})
            for index, (row, first, last) in spots.items():
                columns = slice(first // 2, last // 2)
                found[index] = spelled(best[row, columns], certainty[row, columns])
        return found


def packed(lines: Sequence[Ink]) -> Iterator[tuple[Ink, dict[int, Spot]]]:
    """Batches of strips (n, HEIGHT, width), and where in them each line stands, by its number."""
    order = sorted(range(len(lines)), key=lambda i: -lines[i].shape[1])
    start = 0
    while start < len(order):
        width = max(_WIDTH, lines[order[start]].shape[1] + 2 * _MARGIN)
        strips = np.zeros((_AT_ONCE, HEIGHT, width), dtype=np.uint8)
        ends = [_MARGIN] * _AT_ONCE
        spots: dict[int, Spot] = {}
        for index in order[start:]:
            line = lines[index]
            row = next((r for r in range(_AT_ONCE) if ends[r] + line.shape[1] + _MARGIN <= width), None)
            if row is None:
                break
            pen = ends[row]
            strips[row, :, pen : pen + line.shape[1]] = line
            spots[index] = (row, pen - _MARGIN, pen + line.shape[1] + _MARGIN)
            ends[row] = pen + line.shape[1] + _GAP
        start += len(spots)
        used = sum(end > _MARGIN for end in ends)
        reached = min(width, max(ends) + 2 - max(ends) % 2)
        yield np.ascontiguousarray(strips[:used, :, :reached]), spots


def spelled(best: npt.NDArray[np.int64], certainty: npt.NDArray[np.float32]) -> tuple[str, float]:
    """CTC's best path: repeats folded, blanks left out; the certainty is the mean over its characters."""
    fresh = np.empty(best.shape, dtype=np.bool_)
    fresh[:1] = True
    fresh[1:] = best[1:] != best[:-1]
    places = np.flatnonzero(fresh & (best > 0))
    text = "".join(ALPHABET[code - 1] for code in best[places])
    if not text.strip():
        return "", 0.0
    return " ".join(folded(text).split()), float(certainty[places].mean())


def folded(text: str) -> str:
    """A text, all dots of a password alike."""
    return DOT * len(text) if len(text) > 2 and set(text) <= _DOTS else text
