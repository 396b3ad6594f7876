"""Texts that were taken for two and are one: words of one button, and words of a typewriter, whose blanks are
as wide as its letters.

Promises: what is joined stands in one element, or in none, as close as words do. Refuses to join what stands
in two cells.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from innervate.core.vocabulary import Role
from innervate.perception.changes import CALLED, INDICATED, Line
from innervate.perception.detector import Found
from innervate.perception.ink import ink_of
from innervate.perception.layout import smallest_around
from innervate.perception.picture import Image, cut

_NEAR = 1.2
"""Of the height of two texts: the most that one blank may be wide."""
_IN_ONE = 0.8
"""The same, between two words of what is called something."""
_BLANK, _INKED, _OFF, _OFF_BLANK = 1.25, -0.25, 0.3, 0.35
"""Of a typewriter's letter: how wide a blank is from ink to ink, by how much a text's ink is wider than its
letters, and how far either may be off."""
_TOUCHING = 0.3
"""Ink where two letters of a typewriter touch, of the mean: mostly below a tenth, of others above half."""
_LETTERS = 5
"""Of both texts together: the fewest that tell how wide a typewriter's letter is."""
_ONE_NAME = CALLED | INDICATED
_PARTING = CALLED | {Role.CELL, Role.COLUMN_HEADER}
"""What ends where the text in it ends."""


def joined(lines: Sequence[Line], found: Sequence[Found], image: Image) -> list[list[int]]:
    """Indexes of the lines that are one text each, from left to right; only groups of two or more.

    found: the elements around them; image: the picture, BGR, in which all of them stand.
    """
    pairs = neighbours(lines)
    if not pairs:
        return []
    around = smallest_around([f.bounds for f in found], [line.bounds for line in lines])
    groups: dict[int, list[int]] = {}
    for left, right in pairs:
        roles = {None if i is None else found[i].role for i in (around[left], around[right])}
        if is_one(lines[left], lines[right], image, roles, same=around[left] == around[right]):
            groups[right] = [*groups.pop(left, [left]), right]
    return list(groups.values())


def neighbours(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Pairs of lines beside each other that a blank may part, those on the left first."""
    if len(lines) < 2:
        return []
    x, y, right, bottom = np.array([(b.x, b.y, b.right, b.bottom) for b in (line.bounds for line in lines)]).T
    height = bottom - y
    shared = np.minimum(bottom[:, None], bottom) - np.maximum(y[:, None], y)
    beside = shared > 0.5 * np.minimum(height[:, None], height)
    gap = x - right[:, None]
    near = beside & (gap > 0) & (gap <= _NEAR * np.maximum(height[:, None], height))
    nearest = np.where(near, gap, np.iinfo(np.int32).max)
    pairs = [(int(i), int(nearest[i].argmin())) for i in np.flatnonzero(near.any(axis=1))]
    return sorted(pairs, key=lambda pair: int(x[pair[0]]))


def is_one(left: Line, right: Line, image: Image, roles: Collection[Role | None], same: bool) -> bool:
    """Whether two neighbours are one text. roles: of the elements that they are in; same: whether in one."""
    if len(left.text) < 2 or not (any(map(str.isalnum, left.text)) and any(map(str.isalnum, right.text))):
        return False
    if not same and (None not in roles or not _PARTING.isdisjoint(roles)):
        return False
    gap = right.bounds.x - left.bounds.right
    if (
        same
        and not _ONE_NAME.isdisjoint(roles)
        and gap <= _IN_ONE * max(left.bounds.height, right.bounds.height)
    ):
        return True
    return spaced(left, right) and lettered(left, right, image)


def spaced(left: Line, right: Line) -> bool:
    """Whether both texts are as wide as letters of one width make them, and the blank between them is one of
    these."""
    counts = len(left.text), len(right.text)
    if min(counts) < 2 or sum(counts) < _LETTERS:
        return False
    pitch = (right.bounds.right - left.bounds.x) / (sum(counts) + 1 + _INKED)
    gap = right.bounds.x - left.bounds.right
    even = all(
        abs(line.bounds.width - (count + _INKED) * pitch) <= _OFF * pitch
        for line, count in zip((left, right), counts, strict=True)
    )
    return even and abs(gap - _BLANK * pitch) <= _OFF_BLANK * pitch


def lettered(left: Line, right: Line, image: Image) -> bool:
    """Whether hardly anything is drawn where letters of one width would touch."""
    count = len(left.text) + len(right.text) + 1
    drawn = ink_of(cut(image, left.bounds.union(right.bounds))).sum(axis=0, dtype=np.float32)
    pitch = drawn.size / (count + _INKED)
    # The first letter's ink begins somewhere in its room.
    borders = (np.arange(1, count) + np.linspace(-0.4, 0.15, 12)[:, None]) * pitch
    there = np.interp(borders, np.arange(drawn.size), drawn).mean(axis=1)
    return bool(there.min() <= _TOUCHING * drawn.mean())
