"""How well what stands around each value says what is asked: labels, then the nearest words of a sentence.

Promises: a mention belongs to the value that it reaches best, and hardly to any other; commas, other values
and the way back push it away, what stands in brackets does not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from innervate.boundary.questions.asked import Asked
from innervate.boundary.questions.naming import CONCEPT, Said
from innervate.boundary.questions.places import Phrase, Place
from innervate.boundary.questions.spans import Span, spans
from innervate.boundary.questions.words import telling, words
from innervate.core.values import ValueType

_PER_WORD, _OVER_A_COMMA, _OVER_A_COMMA_BACK, _OVER_A_VALUE = 0.12, 0.6, 0.3, 0.35
_BACK, _OVER_A_VERB = 0.9, 0.8
_CONTRAST_AFTER = 0.6
_SENTENCE_BEFORE = 0.15
_TAKEN_BY_THE_ONE_BEFORE = 0.5
_ABSOLUTE, _RELATIVE = 0.5, 1.5
"""To what powers it counts how far a mention reaches, and how far against the value it reaches best."""
_BESIDE_THE_WORD = 0.5
"""What another name counts where the very word stands beside a value of the text."""
_SMALL_WORDS = 0.6
"""What small words before a date say of the part that it plays."""
_SPARE_WORD, _SPARE = 0.04, 0.3
_BY = re.compile(
    r"\b(?:by|before|until|till|no later than|at the latest|latest|bis|avant|antes del?)\s*(?:the\s*)?$",
    re.IGNORECASE,
)
_SINCE = re.compile(
    r"\b(?:from|since|as of|as from|starting|seit|ab|depuis|desde)\s*(?:the\s*)?$", re.IGNORECASE
)
_UNTIL = re.compile(r"\b(?:until|till|through|bis|jusqu'au|hasta)\s*(?:the\s*)?$", re.IGNORECASE)
_BREAKS = re.compile(r"[,;()–]|\s-\s|\b(?:and|but|while|und|aber|et|mais|y|pero)\b", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]*\)")
_LINKS_BACK = re.compile(
    r"^\W{0,2}(?:(?:is|are|was|were|goes|went) )?(?:for|per|towards|of|as|in|to|für|pour|por|para)\b",
    re.IGNORECASE,
)
_VERBS = re.compile(
    r"\b(?:i|we|you|he|she|it|they|is|are|was|were|will|would|has|have|had|can|could|should|must|which|that|who"
    r"|because|if|when|where|as|against|so)\b",
    re.IGNORECASE,
)
_SUBJECTS = re.compile(r"\b(?:i|we|you|he|she|they|if|because|when|where)\b", re.IGNORECASE)
"""Words with which another part of a sentence begins: not as far apart as by a comma."""
_TO = re.compile(r"^\s*(?:–|—|-|to|until|till|through|bis|au|hasta|and)\s*$", re.IGNORECASE)


def levels(
    text: str,
    asked: Sequence[Asked],
    said: Sequence[Sequence[Said]],
    around: Sequence[Place],
    past: frozenset[Span],
    wanted: ValueType,
) -> list[list[float]]:
    """For each place how well each thing asked is said of it, from 0 to 1. said: where the text says it."""
    columns = [_of_one(text, one, told, around, past, wanted) for one, told in zip(asked, said, strict=True)]
    return [[column[n] for column in columns] for n in range(len(around))]


def _of_one(
    text: str,
    one: Asked,
    said: Sequence[Said],
    around: Sequence[Place],
    past: frozenset[Span],
    wanted: ValueType,
) -> list[float]:
    found = [_by_place(text, one, place, around) if wanted is ValueType.DATE else 0.0 for place in around]
    reached = [
        (mention, [_reach(text, one, mention, place, around, past) for place in around]) for mention in said
    ]
    exact = any(mention.level > CONCEPT and max(reach) >= 0.2 for mention, reach in reached)
    for mention, reach in reached:
        most = max(reach, default=0.0)
        if most <= 0.0:
            continue
        level = mention.level * (_BESIDE_THE_WORD if exact and mention.level <= CONCEPT else 1.0)
        for n, far in enumerate(reach):
            found[n] = max(found[n], level * most**_ABSOLUTE * (far / most) ** _RELATIVE)
    return found


def _reach(
    text: str, one: Asked, said: Said, place: Place, around: Sequence[Place], past: frozenset[Span]
) -> float:
    """How much a mention says of a value by where both stand, from 0 to 1."""
    span = place.span
    if said.start < span.end and span.start < said.end:
        return 0.0
    best = 0.0
    for phrase in place.phrases:
        if phrase.start <= said.start and said.end <= phrase.end:
            best = max(best, phrase.nearness * _in_phrase(text, one, said, phrase))
    if place.start <= said.start and said.end <= place.end:
        return max(best, _in_sentence(text, one, said, place, around, past))
    if not place.label and _ends_before(text, said, place):
        best = max(best, _SENTENCE_BEFORE)
    return best


def _in_phrase(text: str, one: Asked, said: Said, phrase: Phrase) -> float:
    """How much of a label a mention is; what any value is called only counts where the label says no more."""
    others = [w for w in telling(text[phrase.start : phrase.end]) if w.plain != "no"]
    if not one.telling:
        return 1.0 / max(1, len(others))
    return 1.0 - min(_SPARE, _SPARE_WORD * max(0, len(others) - 2))


def _in_sentence(
    text: str, one: Asked, said: Said, place: Place, around: Sequence[Place], past: frozenset[Span]
) -> float:
    span = place.span
    follows = said.start >= span.end
    low, high = (span.end, said.start) if follows else (said.end, span.start)
    crossed = [p.span for p in around if low <= p.span.start and p.span.end <= high]
    between = _between(text, low, high, _all_spans(text))
    value = 1.0 / (1.0 + _PER_WORD * len(words(between)))
    value *= (_OVER_A_COMMA_BACK if follows else _OVER_A_COMMA) ** min(2, len(_BREAKS.findall(between)))
    value *= _OVER_A_VALUE ** len([s for s in crossed if s not in past and not _paired(text, s, span)])
    links = _LINKS_BACK.match(between) if follows else None
    verbs = _VERBS if follows else _SUBJECTS
    value *= _OVER_A_VERB ** min(2, len(verbs.findall(between, links.end() if links else 0)))
    if follows:
        value *= 1.0 if links else _BACK
        return value * (_CONTRAST_AFTER if one.contrast else 1.0)
    return value * (_TAKEN_BY_THE_ONE_BEFORE if _of_the_one_before(text, said, place, around) else 1.0)


def _of_the_one_before(text: str, said: Said, place: Place, around: Sequence[Place]) -> bool:
    """Whether "for", "per" and the like link a mention to another value, before it in the same sentence."""
    ends = [p.span.end for p in around if place.start <= p.span.start and p.span.end <= said.start]
    if not ends:
        return False
    lead = text[max(ends) : said.start]
    links = _LINKS_BACK.match(lead)
    return links is not None and not _BREAKS.search(lead) and not _VERBS.search(lead, links.end())


def _between(text: str, low: int, high: int, crossed: Sequence[Span]) -> str:
    """The text between a mention and a value: without other values, and without what stands in brackets."""
    pieces = text[low:high]
    for other in crossed:
        if low <= other.start and other.end <= high:
            pieces = pieces.replace(other.text, " ")
    return _BRACKETS.sub(" ", pieces).rstrip().removesuffix("(")


@lru_cache(maxsize=64)
def _all_spans(text: str) -> tuple[Span, ...]:
    """The values of all types that papers are full of."""
    return tuple(
        s for kind in (ValueType.AMOUNT, ValueType.DATE, ValueType.REFERENCE) for s in spans(text, kind)
    )


def _paired(text: str, one: Span, other: Span) -> bool:
    """Whether two values are the two ends of one span: what is said of it is said of both."""
    first, second = (one, other) if one.start < other.start else (other, one)
    return bool(_TO.match(text[first.end : second.start]))


def _ends_before(text: str, said: Said, place: Place) -> bool:
    """Whether a mention stands in the sentence before a value's own."""
    lead = text[: place.start].rstrip()
    cut = max(lead.rfind("\n"), lead.rfind(". "), lead.rfind("? "), lead.rfind("! "))
    return cut < said.start and said.end <= place.start


def _by_place(text: str, one: Asked, place: Place, around: Sequence[Place]) -> float:
    """What the small words just before a date say of it: "by", "until", "from", the ends of a period."""
    span = place.span
    lead = text[max(place.start, span.start - 24) : span.start]
    told = set()
    if _BY.search(lead):
        told.add("due")
    if _SINCE.search(lead):
        told.add("start")
    if _UNTIL.search(lead):
        told.add("end")
    for other in around:
        if other.span is not span and _paired(text, other.span, span):
            told.add("end" if other.span.start < span.start else "start")
    return max(
        (_SMALL_WORDS * surely for concept, surely in one.concepts.items() if concept in told), default=0.0
    )
