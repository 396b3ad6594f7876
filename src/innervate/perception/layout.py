"""Relations between places on a screen: pure functions, for perception and for whoever reads a form.

Promises: no state, no element, only rectangles of one space and the texts in them. `key_value_pairs` gives
labels without their colon and values with their lines joined by a line break, in reading order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import TypeVar

import numpy as np

from innervate.core.geometry import Device, Rect

S = TypeVar("S")
T = TypeVar("T")
Run = tuple[str, Rect[Device]]

_PAIR = re.compile(r"^(?P<label>[^:]{2,40}?)\s*:(?:\s+|$|(?=[^\s\d/\\]))(?P<value>.*)$", re.DOTALL)
_LONGEST_LABEL = 40


def same_line(a: Rect[S], b: Rect[S]) -> bool:
    """Whether two places share a line: they overlap in height by half of the lower one."""
    common = min(a.bottom, b.bottom) - max(a.y, b.y)
    return common > 0 and 2 * common >= min(a.height, b.height)


def hull(places: Sequence[Rect[Device]]) -> Rect[Device]:
    """The smallest place that holds all of these, of which there is at least one."""
    left, top = min(p.x for p in places), min(p.y for p in places)
    return Rect(left, top, max(p.right for p in places) - left, max(p.bottom for p in places) - top)


def right_of(label: Rect[Device], candidates: Sequence[Rect[Device]]) -> list[int]:
    """Indexes of candidates to the right on the same line, nearest first."""
    found = [
        i for i, c in enumerate(candidates) if same_line(label, c) and c.x >= label.right - label.width // 8
    ]
    return sorted(found, key=lambda i: candidates[i].x)


def below(label: Rect[Device], candidates: Sequence[Rect[Device]], reach: int | None = None) -> list[int]:
    """Indexes of candidates under the label that share some width with it, nearest first.

    reach: how far below, in device pixels; twice the label's height where it is not given.
    """
    depth = 2 * label.height if reach is None else reach
    found = [
        i
        for i, c in enumerate(candidates)
        if 0 <= c.y - label.bottom + label.height // 4 <= depth + label.height // 4
        and min(c.right, label.right) > max(c.x, label.x)
    ]
    return sorted(found, key=lambda i: (candidates[i].y, candidates[i].x))


def bands(things: Sequence[tuple[T, Rect[Device]]]) -> list[list[tuple[T, Rect[Device]]]]:
    """Things in lines, top down; each line from left to right."""
    keyed = sorted(
        (2 * place.y + place.height, place.x, place.y, place.y + place.height, number)
        for number, (_, place) in enumerate(things)
    )
    lines: list[list[tuple[int, int]]] = []
    top = bottom = 0
    for _, x, y, end, number in keyed:
        common = min(bottom, end) - max(top, y)
        if lines and common > 0 and 2 * common >= min(bottom - top, end - y):
            lines[-1].append((x, number))
        else:
            lines.append([(x, number)])
            top, bottom = y, end
    return [[things[number] for _, number in sorted(line)] for line in lines]


def middle(places: Sequence[Rect[S]]) -> float:
    """Where a line of places stands: the height that half of their middles lie above."""
    return median(place.y + place.height / 2 for place in places)


def nearest_column(place: Rect[Device] | None, columns: Sequence[Rect[Device] | None]) -> int | None:
    """Index of the column that shares most width with a place; None where none does."""
    if place is None:
        return None
    shared = [
        (min(place.right, c.right) - max(place.x, c.x), -i) for i, c in enumerate(columns) if c is not None
    ]
    width, index = max(shared, default=(0, 0))
    return -index if width > 0 else None


def smallest_around(places: Sequence[Rect[S]], inner: Sequence[Rect[S]]) -> list[int | None]:
    """For each of `inner` the index of the smallest place that its centre lies in; None where there is
    none."""
    if not places or not inner:
        return [None] * len(inner)
    left, top, width, height = np.array([(p.x, p.y, p.width, p.height) for p in places], dtype=np.int64).T
    order = np.argsort(width * height, kind="stable")
    left, top, right, bottom = (side[order] for side in (left, top, left + width, top + height))
    centres = np.array([(p.x + p.width // 2, p.y + p.height // 2) for p in inner], dtype=np.int32)
    xs, ys = centres.T[:, :, None]
    inside = (left <= xs) & (xs < right) & (top <= ys) & (ys < bottom)
    first = order[inside.argmax(axis=1)].tolist()
    held = inside.any(axis=1).tolist()
    return [i if any_ else None for i, any_ in zip(first, held, strict=True)]


def key_value_pairs(runs: Sequence[Run]) -> list[tuple[str, str]]:
    """Labels and their values on a page: beside each other, below each other, or in one run."""
    lines = bands([(text.strip(), bounds) for text, bounds in runs if text.strip()])
    return _Page(lines, _columns(lines)).read()


@dataclass(slots=True)
class _Pair:
    """A pair that is being read: where its label and its last value line stand."""

    label: str
    at: Rect[Device]
    values: list[str] = field(default_factory=list)
    last: Rect[Device] | None = None


def _columns(lines: Sequence[Sequence[Run]]) -> tuple[int, int] | None:
    """Left edges of labels and values that most two-part lines of a page share."""
    edges = [(line[0][1].x, line[1][1].x) for line in lines if len(line) == 2 and _may_label(line[0][0])]
    if len(edges) < 2:
        return None
    left, right = median(e[0] for e in edges), median(e[1] for e in edges)
    near = [e for e in edges if abs(e[0] - left) <= 8 and abs(e[1] - right) <= 8]
    return (round(left), round(right)) if len(near) * 2 >= len(edges) else None


def _may_label(text: str) -> bool:
    plain = text.rstrip(":").strip()
    return 1 < len(plain) <= _LONGEST_LABEL and plain[-1] not in ".,;!?" and any(c.isalpha() for c in plain)


class _Page:
    """One reading of a page, line by line, with the pair that lines may still add to."""

    def __init__(self, lines: Sequence[Sequence[Run]], columns: tuple[int, int] | None) -> None:
        self._lines = lines
        self._columns = columns
        self._pairs: list[_Pair] = []
        self._open: _Pair | None = None
        heights = [bounds.height for line in lines for _, bounds in line]
        self._heading = 1.4 * median(heights) if heights else 0.0

    def read(self) -> list[tuple[str, str]]:
        for line in self._lines:
            if len(line) == 1:
                self._single(*line[0])
            else:
                self._several(line)
        return [(pair.label, "\n".join(pair.values)) for pair in self._pairs if pair.values]

    def _start(self, label: str, at: Rect[Device]) -> None:
        self._open = _Pair(label.strip().rstrip(":").strip(), at)
        self._pairs.append(self._open)

    def _give(self, value: str, at: Rect[Device]) -> None:
        if self._open is not None:
            self._open.values.append(value)
            self._open.last = at

    def _several(self, line: Sequence[Run]) -> None:
        """A line of several runs: labels and values take turns; a run may hold both."""
        waiting = False
        for text, bounds in line:
            if (pair := split_pair(text)) and pair[1]:
                self._start(pair[0], bounds)
                self._give(pair[1], bounds)
                waiting = False
            elif waiting:
                self._give(text, bounds)
                waiting = False
            elif _may_label(text):
                self._start(text, bounds)
                waiting = True
            else:
                self._open = None

    def _single(self, text: str, bounds: Rect[Device]) -> None:
        """A line of one run: a pair, more of the value above, or a label whose value follows."""
        pair = split_pair(text)
        if pair and pair[1] and not self._continues(bounds):
            self._start(pair[0], bounds)
            self._give(pair[1], bounds)
        elif self._continues(bounds) or (not pair and self._answers(bounds)):
            self._give(text, bounds)
        elif _may_label(text) and bounds.height < self._heading and (pair or self._at_labels(bounds)):
            self._start(text, bounds)
        else:
            self._open = None

    def _at_labels(self, bounds: Rect[Device]) -> bool:
        return self._columns is not None and abs(bounds.x - self._columns[0]) <= 8

    def _continues(self, bounds: Rect[Device]) -> bool:
        """Whether a line goes on below the value above it: same left edge, near, and no label's."""
        pair = self._open
        if pair is None or pair.last is None or (pair.last.x == pair.at.x and pair.last.y == pair.at.y):
            return False
        gap = bounds.y - pair.last.bottom
        return abs(bounds.x - pair.last.x) <= 8 and gap <= 1.2 * max(pair.last.height, bounds.height)

    def _answers(self, bounds: Rect[Device]) -> bool:
        """Whether a line is the first value of a label that stands alone above it."""
        pair = self._open
        if pair is None or pair.values:
            return False
        return (
            0 <= bounds.y - pair.at.bottom + 4 <= 2 * pair.at.height + 4 and abs(bounds.x - pair.at.x) <= 40
        )


def split_pair(text: str) -> tuple[str, str] | None:
    """Label and value of a run like "Claim number: CLM-1"; the value is "" where only the label is there."""
    match = _PAIR.match(text.strip())
    if match is None or not _may_label(match["label"]):
        return None
    return match["label"].strip(), match["value"].strip()
