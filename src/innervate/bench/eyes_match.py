"""What all scores of perception are built on: comparing texts and pairing boxes one to one."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from innervate.core.geometry import Device, Rect

MOSTLY = 0.5


def normal(text: str) -> str:
    """A text as it is compared: NFC, white space collapsed to single blanks, none at either end."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def as_drawn(text: str) -> str:
    """A normal text, an ellipsis as three points: in most fonts both are drawn alike (decision 13)."""
    return normal(text).replace("…", "...")


def edit_distance(one: str, other: str) -> int:
    """Levenshtein's distance: the fewest insertions, deletions and replacements of characters."""
    if one == other:
        return 0
    above = list(range(len(other) + 1))
    for row, left in enumerate(one, start=1):
        current = [row]
        for column, right in enumerate(other, start=1):
            replaced = above[column - 1] + (left != right)
            current.append(min(replaced, above[column] + 1, current[-1] + 1))
        above = current
    return above[-1]


def nearly_equal(one: str, other: str, share: float = 0.2) -> bool:
    """Whether the edit distance of two texts is at most `share` of the longer one, both made normal."""
    left, right = normal(one), normal(other)
    return edit_distance(left, right) <= share * max(len(left), len(right))


def pair_off(costs: Iterable[tuple[float, int, int]]) -> list[tuple[int, int]]:
    """Pairs (left, right), each side used once, taken greedily from the lowest cost up."""
    lefts: set[int] = set()
    rights: set[int] = set()
    pairs = []
    for _, left, right in sorted(costs):
        if left not in lefts and right not in rights:
            lefts.add(left)
            rights.add(right)
            pairs.append((left, right))
    return pairs


def overlapping(
    ones: Sequence[Rect[Device]], others: Sequence[Rect[Device]], least: float
) -> list[tuple[int, int]]:
    """One-to-one pairs of boxes with an IoU of at least `least`, the best first."""
    costs = [
        (-iou, left, right)
        for left, one in enumerate(ones)
        for right, other in enumerate(others)
        if (iou := one.iou(other)) >= least
    ]
    return pair_off(costs)


def mainly_inside(bounds: Rect[Device], areas: Sequence[Rect[Device]]) -> bool:
    """Whether more than half of a box lies in one of the areas."""
    return any(bounds.intersection(area).area > MOSTLY * bounds.area for area in areas)
