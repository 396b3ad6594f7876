"""The value that a text gives for what a person calls it, or why there is none that is sure.

Promises: a value is one of the text's own spans; two that could both be meant are neither; what the text
itself says was replaced, denied or belongs to an older message is not taken for what holds now.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from innervate.boundary.questions.asked import Asked, asked_of
from innervate.boundary.questions.asking import Found, Nothing, Why
from innervate.boundary.questions.naming import CONCEPT, said_of
from innervate.boundary.questions.ranking import FITS, Fit, rank
from innervate.boundary.questions.spans import TYPED, Span, spans
from innervate.boundary.questions.words import words
from innervate.core.values import ValueType

SURE, CLEAR = 0.37, 0.75
"""How sure the best value must be, and how much of its score the second best may reach at most."""
_RIVAL, _ABSENT = 0.57, 0.26
"""What the second best score, and that something asked is said nowhere, take from the score of the best.

Fitted by logistic regression to whether the best is right, on the asks of both files of the development set
(4.6, -2.6 and -1.2, divided by the first), cross-validated over documents in seven parts. More than these
(a label, how many values there are, how well each word is said, likeness in meaning) made it no better. SURE
is where the half of the documents that was not looked at was right in 19 of 20 answers."""
_LABEL = re.compile(r"^\s*([^:\n|]{2,60}?)\s*:\s*(\S.*)$", re.MULTILINE)


def extract(text: str, what: str, wanted: ValueType) -> Found | Nothing:
    """The value of a type that the text gives for `what`."""
    asked = asked_of(what, wanted) if wanted in TYPED else ()
    if not asked:
        return Nothing(Why.MISSING)
    ranked = rank(text, what, wanted)
    second = _second(ranked)
    fits = bool(ranked) and ranked[0].score >= FITS
    if fits and (ranked[0].place.span.ambiguous or second > CLEAR * ranked[0].score):
        return Nothing(Why.AMBIGUOUS)
    unsure = not ranked or sureness(ranked) < SURE
    bare = unsure or not ranked[0].place.label
    if bare and _labelled_otherwise(text, asked, spans(text, wanted), wanted):
        return Nothing(Why.WRONG_TYPE)
    if unsure:
        return Nothing(Why.MISSING)
    span = ranked[0].place.span
    return Found(wanted, span.text, span.datum, span.start, span.end)


def sureness(ranked: Sequence[Fit]) -> float:
    """How sure it is that the first of them is meant."""
    return ranked[0].score - _RIVAL * _second(ranked) - (_ABSENT if ranked[0].absent else 0.0)


def _second(ranked: Sequence[Fit]) -> float:
    """The score of the best one that is another value than the first."""
    others = (one.score for one in ranked[1:] if _differ(one.place.span, ranked[0].place.span))
    return next(others, 0.0)


def _differ(one: Span, other: Span) -> bool:
    if one.datum is None or other.datum is None:
        return one.text != other.text
    return one.datum != other.datum


def _labelled_otherwise(text: str, asked: Sequence[Asked], found: Sequence[Span], wanted: ValueType) -> bool:
    """Whether a line is labelled as what is asked, and holds no value of the type."""
    for match in _LABEL.finditer(text):
        start, end = match.span(2)
        if any(start <= s.start < end for s in found):
            continue
        label = words(match[1])
        if all(any(said.level >= CONCEPT for said in said_of(one, asked, label, wanted)) for one in asked):
            return True
    return False
