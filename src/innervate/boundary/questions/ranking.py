"""The values of a text in the order in which they fit what a person calls one of them.

Promises: what the text itself says was replaced, denied or belongs to an older message fits far less than
what holds now; a value that lacks what tells it from others of the same name fits half.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from innervate.boundary.questions.asked import Asked, asked_of
from innervate.boundary.questions.naming import said_of
from innervate.boundary.questions.places import Place, places
from innervate.boundary.questions.reaching import levels
from innervate.boundary.questions.replaced import taken_back
from innervate.boundary.questions.spans import Span, spans
from innervate.boundary.questions.words import words
from innervate.core.values import ValueType

FITS = 0.38
"""From which score on a value fits, whatever others do."""
_PAST, _WITHOUT_CONTRAST = 0.15, 0.5
"""What is left of a value that the text takes back, and of one that lacks what tells another from it."""
_OF_WHAT_WAS = 0.7
"""How much of what a value is called that was taken back holds of the one put in its place."""
_OF_NONE, _SURELY = 0.2, 0.6
"""What is said less than so much of any value, is said of none; and how surely a text says it at all."""
_OF_THE_WHOLE = 0.3
"""How much a word counts that the text says, but of no value: it is what the whole text is about."""
_UNSAID = 0.1
"""How much a word counts that says what any value of its type is, where no value has it beside it."""
_ENDS = re.compile(r"\n|[.!?]\s")


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a value fits what is asked, from 0 to 1. absent: whether something that tells is said neither
    of it nor anywhere in the text."""

    score: float
    absent: bool
    place: Place


def rank(text: str, what: str, wanted: ValueType) -> list[Fit]:
    """All values of the type with how well `what` fits, best first; quoted ones only where no other fits."""
    asked, around = asked_of(what, wanted), places(text, spans(text, wanted))
    if not asked or not around:
        return []
    past = frozenset(place.span for place in around if taken_back(text, place))
    inside = words(text)
    told = [said_of(one, asked, inside, wanted) for one in asked]
    rows = levels(text, asked, told, around, past, wanted)
    _inherit(text, around, rows, past)
    if past:
        _hold_now(around, rows, asked, past)
    said = [any(one.level >= _SURELY for one in found) for found in told]
    parts = _parts(asked, rows, said, wanted)
    fits = [
        Fit(_score(place, row, rows, asked, parts, past), _absent(row, asked, said), place)
        for place, row in zip(around, rows, strict=True)
    ]
    own = [one for one in fits if not one.place.quoted]
    if own and max(one.score for one in own) >= FITS:
        fits = own
    return sorted(fits, key=lambda one: (-one.score, one.place.span.start))


def _score(
    place: Place,
    row: Sequence[float],
    rows: Sequence[Sequence[float]],
    asked: Sequence[Asked],
    parts: Sequence[float],
    past: frozenset[Span],
) -> float:
    score = math.fsum(p * level for p, level in zip(parts, row, strict=True)) / math.fsum(parts)
    for index, one in enumerate(asked):
        if one.contrast and row[index] < 0.5 * max(other[index] for other in rows):
            score *= _WITHOUT_CONTRAST
    if past and (place.span in past) != any(one.old for one in asked):
        score *= _PAST
    return score


def _absent(row: Sequence[float], asked: Sequence[Asked], said: Sequence[bool]) -> bool:
    return any(
        one.telling and one.word is not None and level < _OF_NONE and not told
        for one, level, told in zip(asked, row, said, strict=True)
    )


def _inherit(text: str, around: Sequence[Place], rows: list[list[float]], past: frozenset[Span]) -> None:
    """What a text calls a value that it takes back, it calls the one beside it, put in its place."""
    for index, place in enumerate(around):
        for other in (index - 1, index + 1):
            if place.span in past or not 0 <= other < len(around) or around[other].span not in past:
                continue
            if _adjoin(text, around[other], place) and not place.label:
                pairs = zip(rows[index], rows[other], strict=True)
                rows[index] = [max(own, _OF_WHAT_WAS * before) for own, before in pairs]


def _adjoin(text: str, one: Place, other: Place) -> bool:
    """Whether two values stand in one sentence, or the first in that just before."""
    if one.start == other.start:
        return True
    return one.end <= other.start and not _ENDS.search(text[one.end : other.start].strip(" "))


def _hold_now(
    around: Sequence[Place], rows: list[list[float]], asked: Sequence[Asked], past: frozenset[Span]
) -> None:
    """Where a text takes a value back, that is the old one, and the others are the new ones."""
    for place, row in zip(around, rows, strict=True):
        gone = place.span in past
        row[:] = [
            max(level, _OF_WHAT_WAS) if (one.old if gone else one.new) else level
            for one, level in zip(asked, row, strict=True)
        ]


def _parts(
    asked: Sequence[Asked], rows: Sequence[Sequence[float]], said: Sequence[bool], wanted: ValueType
) -> list[float]:
    """How much each thing that is asked counts in this text, where some of them are said of no value."""
    most = [max(row[n] for row in rows) for n in range(len(asked))]
    whole = [level < _OF_NONE and told for level, told in zip(most, said, strict=True)]
    of_the_whole = wanted is not ValueType.REFERENCE and all(
        w for one, w in zip(asked, whole, strict=True) if one.telling
    )
    return [_part(one, level, w, of_the_whole) for one, level, w in zip(asked, most, whole, strict=True)]


def _part(one: Asked, most: float, whole: bool, of_the_whole: bool) -> float:
    """most: how well it is said of any value. whole: it is said, but of none. of_the_whole: so is all that
    tells: then any name of what is a value of the type tells, too."""
    if most >= _OF_NONE:
        return max(one.part, 1.0) if of_the_whole else one.part
    if not one.telling:
        return one.part * _UNSAID
    return one.part * (_OF_THE_WHOLE if whole else 1.0)
