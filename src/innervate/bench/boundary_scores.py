"""Precision, recall and F1 of types that were told, beside those that are true."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from innervate.core.values import ValueType

Said = tuple[ValueType, ValueType]
"""The true type and the one told."""


@dataclass(frozen=True, slots=True)
class Score:
    """Of one type. count: how many items are truly of it."""

    precision: float
    recall: float
    count: int

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def scores(said: Iterable[Said]) -> dict[ValueType, Score]:
    """Of every type that some item truly has; a type told that none has only counts as missed."""
    pairs = list(said)
    true, told = Counter(t for t, _ in pairs), Counter(s for _, s in pairs)
    right = Counter(t for t, s in pairs if t is s)
    return {
        kind: Score(right[kind] / told[kind] if told[kind] else 0.0, right[kind] / true[kind], true[kind])
        for kind in ValueType
        if true[kind]
    }


def macro_f1(said: Iterable[Said]) -> float:
    """The mean of the types' F1, each type counting the same; 0 of nothing."""
    found = scores(said)
    return sum(score.f1 for score in found.values()) / len(found) if found else 0.0
