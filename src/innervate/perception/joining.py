"""Texts that were taken for two and are one: words of one button, and words of a typewriter, whose blanks are
as wide as its letters.

Promises: what is joined stands in one element, or in none, as close as words do. Refuses to join what stands
in two cells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from innervate.core.geometry import Rect
from innervate.core.vocabulary import Role
from innervate.perception.changes import CALLED, INDICATED, Line
from innervate.perception.detector import Found
from innervate.perception.gaps import em_of
from innervate.perception.ink import ink_of
from innervate.perception.layout import smallest_around
from innervate.perception.picture import Image, commonest, cut

_NEAR = 1.2
"""Of the height of two texts: the most that one blank may be wide."""
_WITHIN = 0.46
"""The most of an em between words of one element, or of none."""
_WIDEST: dict[Role | None, float] = {
    **dict.fromkeys(CALLED | INDICATED, 0.8),
    Role.CELL: _NEAR,
    Role.COLUMN_HEADER: _NEAR,
}
"""Of that in elements that hold one text."""
_BESIDE, _BESIDE_POINT, _OFF, _OFF_BLANK = 0.125, 0.35, 0.3, 0.35
"""Of a typewriter's letter: what is free beside the outer ones, and beside a point or stroke; how far off a
text and a blank may be."""
_POINTS = frozenset(".,:;'!|")
_TOUCHING = 0.3
"""Ink where two letters of a typewriter touch, of the mean: mostly below a tenth, of others above half."""
_LETTERS = 5
"""Of both texts together: the fewest that tell how wide a typewriter's letter is."""
_SAME = 8
"""Difference of colours, of 255, that is none."""
_PARTING = CALLED | {Role.CELL, Role.COLUMN_HEADER}
"""What ends where the text in it ends."""
_WORDS = frozenset({Role.MENU, Role.LINK, Role.CELL})
"""What words of a typewriter are taken for."""


def joined(lines: Sequence[Line], found: Sequence[Found], image: Image) -> list[list[int]]:
    """Indexes of the lines that are one text each, from left to right; only groups of two or more.

    found: the elements around them; image: the picture, BGR, in which all of them stand.
    """
    groups: dict[int, list[int]] = {}
    for left, right in joining(neighbours(lines), lines, found, image):
        groups[right] = [*groups.pop(left, [left]), right]
    return list(groups.values())


def joining(
    pairs: Sequence[tuple[int, int]], lines: Sequence[Line], found: Sequence[Found], image: Image
) -> Iterator[tuple[int, int]]:
    """Of pairs of lines beside each other those that are one text."""
    if not pairs:
        return
    around = smallest_around([f.bounds for f in found], [line.bounds for line in lines])
    for left, right in pairs:
        roles = [None if i is None else found[i].role for i in (around[left], around[right])]
        if is_one(lines[left], lines[right], image, roles, same=around[left] == around[right]):
            yield left, right


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


def is_one(left: Line, right: Line, image: Image, roles: Sequence[Role | None], same: bool) -> bool:
    """Whether two neighbours are one text. roles: of the elements that they are in; same: whether in one."""
    if not (any(map(str.isalnum, left.text)) and any(map(str.isalnum, right.text))):
        return False
    gap, high = right.bounds.x - left.bounds.right, max(left.bounds.height, right.bounds.height)
    longer = max(left, right, key=lambda line: len(line.text))
    em = em_of(longer.bounds.height, longer.text)
    near = gap <= (_WIDEST[role] * high if (role := roles[0]) in _WIDEST else _WITHIN * em)
    initial = roles[0] is Role.CELL and gap <= _WITHIN * em and left.bounds.height <= right.bounds.height
    if same and near and (len(left.text) > 1 or initial):
        return blank(left, right, image)
    if (parted(roles) and not same) or not spaced(left, right):
        return False
    return lettered(left, right, image) and blank(left, right, image)


def parted(roles: Sequence[Role | None]) -> bool:
    """Whether what stands in two elements, None for none, is two texts."""
    holding = [role for role in roles if role in _PARTING]
    return len(holding) > 1 or any(role not in _WORDS for role in holding)


def spaced(left: Line, right: Line) -> bool:
    """Whether both texts are as wide as letters of one width make them, and between them is room for one."""
    counts = len(left.text), len(right.text)
    if sum(counts) < _LETTERS or max(counts) < 2:
        return False
    (start, before), (end, behind) = outer(left, 0), outer(right, -1)
    pitch = (end - start) / (sum(counts) + 1 - before - behind)
    (last, after), (first, ahead) = outer(left, -1), outer(right, 0)
    room = (first - last) / pitch - ahead - after
    even = all(
        len(line.text) == 1 or abs(line.bounds.width - letters(line.text) * pitch) <= _OFF * pitch
        for line in (left, right)
    )
    return even and abs(room - 1) <= _OFF_BLANK


def outer(line: Line, which: int) -> tuple[float, float]:
    """Where a text begins (0) or ends (-1), and how much of a typewriter's letter is free beyond: one alone
    stands in the middle of its room, be it wide or narrow."""
    if len(line.text) == 1:
        return line.bounds.x + line.bounds.width / 2, 0.5
    return (line.bounds.right if which else line.bounds.x), beside(line.text[which])


def beside(letter: str) -> float:
    """How much of a typewriter's letter is free on either side of its ink."""
    return _BESIDE_POINT if letter in _POINTS else _BESIDE


def letters(text: str) -> float:
    """How many of a typewriter's letters a text's ink is wide."""
    return len(text) - beside(text[0]) - beside(text[-1])


def blank(left: Line, right: Line, image: Image) -> bool:
    """Whether nothing is drawn between two texts, not even a border that one of them touches."""
    both, start, end = left.bounds.union(right.bounds), left.bounds.right, right.bounds.x
    between = cut(image, Rect(start + 1, both.y, end - start - 2, both.height))
    if between.size and int(np.ptp(between, axis=1).max()) > _SAME:
        return False
    # Higher than the letters, so that one of them is no border.
    around = cut(image, Rect(start - 1, both.y - 2, end - start + 2, both.height + 4)).astype(np.int16)
    offset = np.abs(around - commonest(cut(image, both))).max(axis=2)
    return not bool((offset > _SAME).all(axis=0).any())


def lettered(left: Line, right: Line, image: Image) -> bool:
    """Whether hardly anything is drawn where letters of one width would touch."""
    text = f"{left.text} {right.text}"
    drawn = ink_of(cut(image, left.bounds.union(right.bounds))).sum(axis=0, dtype=np.float32)
    pitch = drawn.size / letters(text)
    # The first letter's ink begins somewhere in its room.
    borders = (np.arange(1, len(text)) + np.linspace(-0.4, 0.15, 12)[:, None]) * pitch
    there = np.interp(borders, np.arange(drawn.size), drawn).mean(axis=1)
    return bool(there.min() <= _TOUCHING * drawn.mean())
