"""Our own reader of text lines: a small convolutional network over strips of ink.

Promises: any number of lines in one pass, beside each other in strips, so that nothing is spent on padding;
each line's text with a confidence from 0 to 1, the mean certainty of its characters. What is less than sure
is looked at again, a little larger, where that says something else a third time, and is what most looks say.
Refuses nothing: what it can't read comes out with a low confidence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import cv2
import numpy as np

from innervate.perception.alphabet import ALPHABET
from innervate.perception.ink import HEIGHT, Ink, strip_of
from innervate.perception.models import beside, network

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

_WIDTH, _MARGIN, _GAP = 1024, 4, 16
_NARROW, _ALONE = 24, 64
"""Columns of a line that may be a sign or a picture, and the room to either side of it: more than the network
sees. So what it is taken for does not hang on what happens to be read along with it."""
DOT = "•"
_DOTS = frozenset("•●∙·")
"""What a password's field shows; they differ by their size alone, which a strip does not keep."""
_AT_ONCE = 2
"""Strips in one pass. Passes beside each other, a thread each, take a fifth less time than one after the
other on all threads, and small ones end together."""

BELIEVED = 0.7
"""Below this confidence a line is more often a picture than a text (on the development screens)."""
_LEAST, _SURE = 0.6, 0.985
"""Confidence from which on, and below which, a line is looked at again."""

Spot = tuple[int, int, int]
"""Row, first and last column of a line in what the network says of the strips: a column for two pixels."""


class Reader:
    """Reads lines of ink."""

    def recognize(self, lines: Sequence[Ink]) -> list[tuple[str, float]]:
        """Text and confidence of the ink of each line, in order.

        :raises Unavailable: the weights are not there.
        """
        answers = [[answer] for answer in read(lines)]
        for look in _LOOKS:
            doubtful = [i for i, had in enumerate(answers) if is_doubtful(had)]
            for i, answer in zip(doubtful, read([look(lines[i]) for i in doubtful]), strict=True):
                answers[i].append(answer)
        return [agreed(had) for had in answers]


def read(lines: Sequence[Ink]) -> list[tuple[str, float]]:
    """Text and confidence of each line, at one look."""
    found: list[tuple[str, float]] = [("", 0.0)] * len(lines)
    if not lines:
        return found
    reading = network("text_reader", threads=1)
    batches = list(packed([strip_of(line) for line in lines]))
    for answers in beside(lambda batch: spelled_in(reading, *batch), batches):
        for index, answer in answers:
            found[index] = answer
    return found


def spelled_in(
    reading: InferenceSession, strips: Ink, spots: Mapping[int, Spot]
) -> list[tuple[int, tuple[str, float]]]:
    """Number, text and confidence of each line that stands in the strips.

    CTC's best path: repeats folded, blanks left out; the confidence is the mean over a line's characters.
    """
    # How likely each code is in each column, as logits in steps of one size.
    likely, step = reading.run(None, {"strips": strips})
    best = likely.argmax(axis=2)
    fresh = np.diff(best, axis=1, prepend=0) != 0
    for row, first, _ in spots.values():
        fresh[row, first] = True
    places = np.flatnonzero(fresh & (best > 0))
    logits = likely.reshape(best.size, -1)[places] * step
    certainty = 1 / np.exp(logits - logits.max(axis=1, keepdims=True)).sum(axis=1)
    codes = best.ravel()[places].tolist()
    found: list[tuple[int, tuple[str, float]]] = []
    for index, (row, first, last) in spots.items():
        start, end = np.searchsorted(places, (row * best.shape[1] + first, row * best.shape[1] + last))
        text = " ".join(folded("".join(ALPHABET[code - 1] for code in codes[start:end])).split())
        found.append((index, (text, float(certainty[start:end].mean()) if text else 0.0)))
    return found


def is_doubtful(answers: Sequence[tuple[str, float]]) -> bool:
    """Whether one more look may well change what the looks so far say."""
    text, confidence = answers[0]
    if len(answers) == 1:
        return _LEAST <= confidence < _SURE
    return confidence < BELIEVED or any(other != text for other, _ in answers)


def agreed(answers: Sequence[tuple[str, float]]) -> tuple[str, float]:
    """Of several looks the text with most confidence in all, and the confidence of the first that had it.

    What all of them had is believed.
    """
    total: dict[str, float] = {}
    for text, confidence in answers:
        total[text] = total.get(text, 0.0) + confidence
    text, confidence = next(a for a in answers if a[0] == max(total, key=total.__getitem__))
    return text, max(confidence, BELIEVED) if len(answers) > 1 and len(total) == 1 else confidence


def padded(ink: Ink) -> Ink:
    """A line with a row or column free on each side."""
    return np.pad(ink, 1)


def stretched(ink: Ink) -> Ink:
    """A line some pixels larger, more so in its width."""
    height, width = ink.shape
    size = (max(2, round(1.15 * width)), max(3, round(1.08 * height)))
    return np.asarray(cv2.resize(ink, size, interpolation=cv2.INTER_LINEAR), dtype=np.uint8)


_LOOKS = (padded, stretched)


def packed(lines: Sequence[Ink]) -> Iterator[tuple[Ink, dict[int, Spot]]]:
    """Batches of strips (n, HEIGHT, width), and where in them each line stands, by its number."""
    order = sorted(range(len(lines)), key=lambda i: -lines[i].shape[1])
    start = 0
    while start < len(order):
        width = max(_WIDTH, lines[order[start]].shape[1] + 2 * _MARGIN)
        strips = np.zeros((_AT_ONCE, HEIGHT, width), dtype=np.uint8)
        ends, free = [_MARGIN - _GAP] * _AT_ONCE, [0] * _AT_ONCE
        spots: dict[int, Spot] = {}
        for index in order[start:]:
            line = lines[index]
            wide = line.shape[1]
            room, rest = (_ALONE, _ALONE) if wide <= _NARROW else (_GAP, _MARGIN)
            pens = [max(end + room, at) for end, at in zip(ends, free, strict=True)]
            row = next((r for r, pen in enumerate(pens) if pen + wide + rest <= width), None)
            if row is None:
                break
            pen = pens[row]
            strips[row, :, pen : pen + wide] = line
            spots[index] = (row, (pen - _MARGIN) // 2, (pen + wide + _MARGIN) // 2)
            ends[row], free[row] = pen + wide, pen + wide + room
        start += len(spots)
        used = sum(at > 0 for at in free)
        reached = min(width, max(free))
        yield np.ascontiguousarray(strips[:used, :, :reached]), spots


def folded(text: str) -> str:
    """A text, all dots of a password alike."""
    return DOT * len(text) if is_secret(text) else text


def is_secret(text: str, fewest: int = 3) -> bool:
    """Whether a text is nothing but a password's dots. fewest: of them; elsewhere than in a field two are a
    pair of bullets."""
    return len(text) >= fewest and set(text) <= _DOTS
