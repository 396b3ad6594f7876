"""Scores of perception against exact truth: texts, elements, tables. Pure functions of plain values.

Promises: a score is a handful of counts, so scores of many screens are added and shares are taken last.
What lies mainly in an ignored area, true or predicted, counts neither for nor against. Nothing here knows
who predicted; any reader is scored that can say its runs as `Run`, its elements as `Target`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass

from innervate.bench.eyes_match import (
    as_drawn,
    edit_distance,
    mainly_inside,
    nearly_equal,
    normal,
    overlapping,
    pair_off,
)
from innervate.bench.eyes_truth import Cell, Run, Table, Target
from innervate.core.geometry import Device, Rect

LEAST_IOU = 0.5

Areas = Sequence[Rect[Device]]


def _share(part: int, whole: int, empty: float) -> float:
    return part / whole if whole else empty


@dataclass(frozen=True, slots=True)
class TextScore:
    """Counts of one or many screens.

    truth, predicted: runs that count. found: true runs with a predicted one at IoU >= 0.5, one to one.
    edits: edit distances of found runs plus all characters of the others. characters: of all true runs.
    Ellipses and three points count as the same, but for `strict_edits`, of `strict_characters`.
    """

    truth: int = 0
    predicted: int = 0
    found: int = 0
    edits: int = 0
    characters: int = 0
    found_edits: int = 0
    found_characters: int = 0
    strict_edits: int = 0
    strict_characters: int = 0

    def __add__(self, other: TextScore) -> TextScore:
        return TextScore(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))

    @property
    def found_share(self) -> float:
        return _share(self.found, self.truth, 1.0)

    @property
    def spurious_share(self) -> float:
        """Of the predicted runs that count, those that match no true run."""
        return _share(self.predicted - self.found, self.predicted, 0.0)

    @property
    def error_rate(self) -> float:
        """Character error rate over all true runs; an unfound run costs all its characters."""
        return _share(self.edits, self.characters, 0.0)

    @property
    def strict_error_rate(self) -> float:
        """The same, an ellipsis being no three points."""
        return _share(self.strict_edits, self.strict_characters, 0.0)

    @property
    def found_error_rate(self) -> float:
        """Character error rate over found runs only."""
        return _share(self.found_edits, self.found_characters, 0.0)


def score_texts(truth: Sequence[Run], predicted: Sequence[Run], ignore: Areas = ()) -> TextScore:
    """How well runs were found and read; texts are compared as `as_drawn` has them."""
    wanted = [run for run in truth if not mainly_inside(run.bounds, ignore)]
    given = [run for run in predicted if not mainly_inside(run.bounds, ignore)]
    pairs = overlapping([run.bounds for run in wanted], [run.bounds for run in given], LEAST_IOU)

    def counted(said: Callable[[str], str]) -> tuple[int, int, int]:
        """Characters of all true runs, of those found, and edits in those found."""
        texts = [said(run.text) for run in wanted]
        found = sum(len(texts[left]) for left, _ in pairs)
        edits = sum(edit_distance(texts[left], said(given[right].text)) for left, right in pairs)
        return sum(map(len, texts)), found, edits

    characters, found_characters, found_edits = counted(as_drawn)
    strict_characters, strict_found, strict_edits = counted(normal)
    return TextScore(
        truth=len(wanted),
        predicted=len(given),
        found=len(pairs),
        edits=found_edits + characters - found_characters,
        characters=characters,
        found_edits=found_edits,
        found_characters=found_characters,
        strict_edits=strict_edits + strict_characters - strict_found,
        strict_characters=strict_characters,
    )


@dataclass(frozen=True, slots=True)
class ElementScore:
    """Counts of one or many screens.

    found: true elements paired one to one with a predicted one whose centre lies in the true box. bounded:
    found ones whose boundary can be seen; fitting: of those, IoU >= 0.5. roles, states: found ones with the
    right role, with exactly the right states. stated: found ones with a state, true or predicted;
    stated_right: of those, exactly right.
    """

    truth: int = 0
    predicted: int = 0
    found: int = 0
    bounded: int = 0
    fitting: int = 0
    roles: int = 0
    states: int = 0
    stated: int = 0
    stated_right: int = 0

    def __add__(self, other: ElementScore) -> ElementScore:
        return ElementScore(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))

    @property
    def recall(self) -> float:
        return _share(self.found, self.truth, 1.0)

    @property
    def precision(self) -> float:
        return _share(self.found, self.predicted, 1.0)

    @property
    def fitting_share(self) -> float:
        """IoU >= 0.5 among the found with a boundary."""
        return _share(self.fitting, self.bounded, 1.0)

    @property
    def role_accuracy(self) -> float:
        return _share(self.roles, self.found, 1.0)

    @property
    def state_accuracy(self) -> float:
        return _share(self.states, self.found, 1.0)

    @property
    def stated_accuracy(self) -> float:
        """States exactly right among the found that have or were said to have one."""
        return _share(self.stated_right, self.stated, 1.0)


def pair_elements(truth: Sequence[Target], predicted: Sequence[Target]) -> list[tuple[int, int]]:
    """Pairs (true, predicted), one to one: the predicted centre lies in the true box.

    Greedy, by the distance of the centres in units of the true box, less the IoU and, for the same role, 0.5.
    """
    costs = []
    for left, wanted in enumerate(truth):
        for right, given in enumerate(predicted):
            if wanted.bounds.holds(given.bounds.centre):
                bonus = wanted.bounds.iou(given.bounds) + 0.5 * (wanted.role == given.role)
                costs.append((_distance(wanted.bounds, given.bounds) - bonus, left, right))
    return pair_off(costs)


def _distance(one: Rect[Device], other: Rect[Device]) -> float:
    across = abs(one.centre.x - other.centre.x) / max(1, one.width)
    return across + abs(one.centre.y - other.centre.y) / max(1, one.height)


def score_elements(truth: Sequence[Target], predicted: Sequence[Target], ignore: Areas = ()) -> ElementScore:
    """How well elements were found, and what was said of those found."""
    wanted = [element for element in truth if not mainly_inside(element.bounds, ignore)]
    given = [element for element in predicted if not mainly_inside(element.bounds, ignore)]
    pairs = [(wanted[left], given[right]) for left, right in pair_elements(wanted, given)]
    bounded = [(a, b) for a, b in pairs if a.boundary]
    stated = [(a, b) for a, b in pairs if a.states or b.states]
    return ElementScore(
        truth=len(wanted),
        predicted=len(given),
        found=len(pairs),
        bounded=len(bounded),
        fitting=sum(a.bounds.iou(b.bounds) >= LEAST_IOU for a, b in bounded),
        roles=sum(a.role == b.role for a, b in pairs),
        states=sum(a.states == b.states for a, b in pairs),
        stated=len(stated),
        stated_right=sum(a.states == b.states for a, b in stated),
    )


@dataclass(frozen=True, slots=True)
class TableScore:
    """cells: true cells that show text. right: those found with nearly their text in their row and column."""

    cells: int = 0
    right: int = 0

    def __add__(self, other: TableScore) -> TableScore:
        return TableScore(self.cells + other.cells, self.right + other.right)

    @property
    def right_share(self) -> float:
        return _share(self.right, self.cells, 1.0)


def score_tables(truth: Sequence[Table], predicted: Sequence[Table], ignore: Areas = ()) -> TableScore:
    """How many true cells stand in the right row and column of the predicted table aligned with theirs.

    Tables are paired one to one by IoU. In a pair each true row goes with at most one predicted row, that
    with which it shares most cells (same place, text within 20% edit distance), columns likewise; so a header
    counted as a row costs nothing, a row torn in two or two columns run together cost their cells.
    """
    pairs = overlapping([t.bounds for t in truth], [t.bounds for t in predicted], 0.1)
    given = {left: predicted[right].cells for left, right in pairs}
    score = TableScore()
    for place, table in enumerate(truth):
        cells = [c for c in table.cells if not mainly_inside(c.bounds, ignore)]
        score += TableScore(len(cells), _cells_right(cells, given.get(place, ())))
    return score


def _cells_right(truth: Sequence[Cell], predicted: Sequence[Cell]) -> int:
    same = [
        (a, b)
        for a in truth
        for b in predicted
        if a.bounds.holds(b.bounds.centre) and nearly_equal(a.text, b.text)
    ]
    rows = _aligned(Counter((a.row, b.row) for a, b in same))
    columns = _aligned(Counter((a.column, b.column) for a, b in same))
    return len({a for a, b in same if rows.get(a.row) == b.row and columns.get(a.column) == b.column})


def _aligned(shared: Counter[tuple[int, int]]) -> dict[int, int]:
    """From true to predicted index, one to one, by most shared cells."""
    return dict(pair_off((-count, true, given) for (true, given), count in shared.items()))
