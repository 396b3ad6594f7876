"""The value that a text gives for what a person calls it, or why there is none that is sure.

Promises: a value is one of the text's own spans; two that could both be meant are neither; what the text
itself says was replaced, denied or belongs to an older message is not taken for what holds now.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from innervate.boundary.questions.asking import Found, Nothing, Why
from innervate.boundary.questions.lexical import terms_of
from innervate.boundary.questions.naming import (
    CONCEPT,
    CONTRAST,
    OLD,
    Alike,
    Around,
    Weighted,
    in_phrase,
    near,
    said_near,
    unknown,
    weighted,
)
from innervate.boundary.questions.places import Place, places
from innervate.boundary.questions.spans import TYPED, Span, spans
from innervate.boundary.questions.words import words
from innervate.core.values import ValueType

LEAST, CLEAR = 0.38, 0.74
"""The least that the best value must reach, and how much of it the second best may reach at most."""
_PAST, _WITHOUT_CONTRAST = 0.15, 0.5
"""What is left of a value that the text takes back, and of one that lacks what tells another from it."""
_OF_WHAT_WAS = 0.7
_OF_THE_WHOLE = 0.3
"""How much a word counts that the text says, but of no value: it is what the whole text is about."""
_LABEL = re.compile(r"^\s*([^:\n|]{2,60}?)\s*:\s*(\S.*)$", re.MULTILINE)
_DENIED = re.compile(
    r"\b(?:instead of|rather than|in place of|not|no longer|no more|previously?|formerly?|former|old|earlier"
    r"|originally|until now|up to now|used to be|ignore|forget|disregard|replaces|statt|anstelle von|nicht"
    r"|bisher|au lieu de|pas|anciennement|en lugar de|antes"
    r"|had (?:first |originally |once )?(?:planned|said|written|agreed|given|named))"
    r"\W+(?:\w+\W+){0,2}$",
    re.IGNORECASE,
)
_REPLACED = re.compile(
    r"^\W{0,2}(?:\w+\W+){0,2}(?:was|were|has been|is) (?:replaced|superseded|corrected)\b", re.IGNORECASE
)
_FROM = re.compile(r"\b(?:from|von|de|desde)\s*$", re.IGNORECASE)
_TO = re.compile(r"^\s*(?:\w+\s+)?(?:to|auf|a|à)\b", re.IGNORECASE)


def extract(
    text: str,
    what: str,
    wanted: ValueType,
    alike: Alike = unknown,
    least: float = LEAST,
    clear: float = CLEAR,
) -> Found | Nothing:
    """The value of a type that the text gives for `what`."""
    terms = terms_of(what)
    if not terms or wanted not in TYPED:
        return Nothing(Why.MISSING)
    found = spans(text, wanted)
    if not found:
        return Nothing(
            Why.WRONG_TYPE if _labelled_otherwise(text, what, found, wanted, alike) else Why.MISSING
        )
    ranked = rank(text, what, wanted, alike)
    best, place = ranked[0]
    if best < least:
        return Nothing(
            Why.WRONG_TYPE if _labelled_otherwise(text, what, found, wanted, alike) else Why.MISSING
        )
    others = [score for score, other in ranked[1:] if _differ(other.span, place.span)]
    if place.span.ambiguous or (others and others[0] > clear * best):
        return Nothing(Why.AMBIGUOUS)
    if not place.label and _labelled_otherwise(text, what, found, wanted, alike):
        return Nothing(Why.WRONG_TYPE)
    span = place.span
    return Found(wanted, span.text, span.datum, span.start, span.end)


def rank(text: str, what: str, wanted: ValueType, alike: Alike) -> list[tuple[float, Place]]:
    """All values of the type with how well `what` fits, best first; quoted ones only where no other fits."""
    terms, found = weighted(terms_of(what), wanted), spans(text, wanted)
    asks_old = any(w.plain in OLD for w in words(what))
    around = places(text, found)
    past = frozenset(place.span for place in around if _past(place))
    all_around = Around(text, wanted, found, past, said_near(around), alike)
    levels = [[near(one.term, place, all_around) for one in terms] for place in around]
    _inherit(around, levels, past)
    terms = [_of_the_whole(one, [row[n] for row in levels], text) for n, one in enumerate(terms)]
    told = []
    for place, row in zip(around, levels, strict=True):
        score = math.fsum(one.part * level for one, level in zip(terms, row, strict=True))
        score /= math.fsum(one.part for one in terms)
        for index, one in enumerate(terms):
            others = max(other[index] for other in levels)
            if one.term.word.plain in CONTRAST and row[index] < 0.5 * others:
                score *= _WITHOUT_CONTRAST
        if past and (place.span in past) != asks_old:
            score *= _PAST
        told.append((score, place))
    own = [one for one in told if not one[1].quoted]
    if own and max(score for score, _ in own) >= LEAST:
        told = own
    return sorted(told, key=lambda one: (-one[0], one[1].span.start))


def _inherit(around: Sequence[Place], levels: list[list[float]], past: frozenset[Span]) -> None:
    """What a sentence calls a value that it takes back, it calls the one beside it, put in its place."""
    for index, place in enumerate(around):
        for other in (index - 1, index + 1):
            if place.span in past or not 0 <= other < len(around) or around[other].span not in past:
                continue
            gone = around[other].span
            start, end = place.span.start - len(place.before), place.span.end + len(place.after)
            if start <= gone.start and gone.end <= end and not place.phrases:
                pairs = zip(levels[index], levels[other], strict=True)
                levels[index] = [max(own, _OF_WHAT_WAS * before) for own, before in pairs]


def _of_the_whole(one: Weighted, levels: Sequence[float], text: str) -> Weighted:
    if max(levels) >= 0.2 or not any(word.stem == one.term.word.stem for word in words(text)):
        return one
    return Weighted(one.term, one.part * _OF_THE_WHOLE)


def _differ(one: Span, other: Span) -> bool:
    if one.datum is None or other.datum is None:
        return one.text != other.text
    return one.datum != other.datum


def _past(place: Place) -> bool:
    """Whether the text says that the value holds no longer, or never did."""
    before = place.before
    if _DENIED.search(before[-60:]) or _REPLACED.match(place.after):
        return True
    return bool(_FROM.search(before) and _TO.match(place.after))


def _labelled_otherwise(text: str, what: str, found: Sequence[Span], wanted: ValueType, alike: Alike) -> bool:
    """Whether a line is labelled as `what`, and holds no value of the type."""
    terms = weighted(terms_of(what), wanted)
    for match in _LABEL.finditer(text):
        start, end = match.span(2)
        if any(start <= s.start < end for s in found):
            continue
        fits = [in_phrase(one.term, match[1], alike, False) for one in terms]
        if fits and min(fits) >= CONCEPT:
            return True
    return False
