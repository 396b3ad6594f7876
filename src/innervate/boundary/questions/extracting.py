"""The value that a text gives for what a person calls it, or why there is none that is sure.

Promises: a value is one of the text's own spans; two that could both be meant are neither; what the text
itself says was replaced, denied or belongs to an older message is not taken for what holds now.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from innervate.boundary.questions.asking import Found, Nothing, Why
from innervate.boundary.questions.concepts import mentions
from innervate.boundary.questions.fuzzy import same_but_for_errors
from innervate.boundary.questions.lexical import Term, terms_of
from innervate.boundary.questions.places import Place, places
from innervate.boundary.questions.spans import TYPED, Span, spans
from innervate.boundary.questions.words import Word, words
from innervate.core.values import Truth, ValueType

LEAST, CLEAR = 0.38, 0.74
"""The least that the best value must reach, and how much of it the second best may reach at most."""
_TYPING_ERROR, _CONCEPT, _COMPOUND = 0.9, 0.8, 0.6
_BESIDE_THE_WORD = 0.5
"""What a word of the same concept counts where the very word stands elsewhere in the text."""
_PER_WORD, _OVER_A_COMMA, _OVER_A_COMMA_BACK, _OVER_A_VALUE = 0.12, 0.6, 0.3, 0.35
_CONTRAST_AFTER, _OF_WHAT_WAS = 0.3, 0.7
_OF_THE_WHOLE = 0.3
"""How much a word counts that the text says, but of no value: it is what the whole text is about."""
_SENTENCE_BEFORE = 0.35
_PAST, _WITHOUT_CONTRAST = 0.15, 0.5
"""What is left of a value that the text itself takes back."""
_GENERIC_PART = 0.3
_LABEL = re.compile(r"^\s*([^:\n|]{2,60}?)\s*:\s*(\S.*)$", re.MULTILINE)
_GENERIC = {
    ValueType.AMOUNT: frozenset("amount sum price cost costs value figure money fee charge payment".split()),
    ValueType.DATE: frozenset("date day when".split()),
    ValueType.REFERENCE: frozenset("number no nr reference id code".split()),
    ValueType.NUMBER: frozenset("number count quantity".split()),
}
_OLD = frozenset("old previous former earlier original prior past initial".split())
_CONTRAST = frozenset("next last first second third new final monthly yearly annual daily weekly".split())
"""Words that tell a value from others which are called the same."""
_BY = re.compile(
    r"\b(?:by|before|until|till|no later than|at the latest|bis|avant|antes del?)\s*(?:the\s*)?$",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\b(?:from|since|as of|starting|seit|ab|depuis|desde)\s*(?:the\s*)?$", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:until|till|through|bis|jusqu'au|hasta)\s*(?:the\s*)?$", re.IGNORECASE)
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
_BREAKS = re.compile(r"[,;:()–]|\s-\s|\b(?:and|but|while|und|aber|et|mais|y|pero)\b", re.IGNORECASE)
Alike = Callable[[Word, Word], float]
"""How near the meanings of two words are, from 0 to 1, by whatever else knows."""


def unknown(one: Word, other: Word) -> float:
    """Nothing else knows."""
    return 0.0


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
    weighted, found = _weighted(terms_of(what), wanted), spans(text, wanted)
    asks_old = any(w.plain in _OLD for w in words(what))
    around = places(text, found)
    past = frozenset(place.span for place in around if _past(place))
    near_values = _said_near(around)
    levels = [
        [_near(one.term, place, text, found, past, wanted, alike, near_values) for one in weighted]
        for place in around
    ]
    _inherit(around, levels, past)
    weighted = [_of_the_whole(one, [row[n] for row in levels], text) for n, one in enumerate(weighted)]
    told = []
    for place, near in zip(around, levels, strict=True):
        score = math.fsum(one.part * level for one, level in zip(weighted, near, strict=True))
        score /= math.fsum(one.part for one in weighted)
        for index, one in enumerate(weighted):
            others = max(row[index] for row in levels)
            if one.term.word.plain in _CONTRAST and near[index] < 0.5 * others:
                score *= _WITHOUT_CONTRAST
        if past and (place.span in past) != asks_old:
            score *= _PAST
        told.append((score, place))
    own = [one for one in told if not one[1].quoted]
    if own and max(score for score, _ in own) >= LEAST:
        told = own
    return sorted(told, key=lambda one: (-one[0], one[1].span.start))


def _said_near(around: Sequence[Place]) -> frozenset[str]:
    """The stems of all that stands around values."""
    beside = [q.text for p in around for q in p.phrases]
    clauses = [side for p in around if not p.phrases for side in (p.before, p.after)]
    return frozenset(word.stem for text in (*beside, *clauses) for word in words(text))


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


def _of_the_whole(one: _Weighted, near: Sequence[float], text: str) -> _Weighted:
    if max(near) >= 0.2 or not any(word.stem == one.term.word.stem for word in words(text)):
        return one
    return _Weighted(one.term, one.part * _OF_THE_WHOLE)


def _differ(one: Span, other: Span) -> bool:
    return (
        (one.datum, one.ambiguous) != (other.datum, other.ambiguous)
        if one.datum is not None
        else one.text != other.text
    )


def _past(place: Place) -> bool:
    """Whether the text says that the value holds no longer, or never did."""
    before = place.before
    if _DENIED.search(before[-60:]) or _REPLACED.match(place.after):
        return True
    return bool(_FROM.search(before) and _TO.match(place.after))


@dataclass(frozen=True, slots=True)
class _Weighted:
    term: Term
    part: float


def _weighted(terms: Sequence[Term], wanted: ValueType) -> list[_Weighted]:
    """The terms with how much each tells: "number" says little of what a number is called."""
    generic = _GENERIC.get(wanted, frozenset())
    telling = [t for t in terms if t.word.plain not in generic and t.word.plain not in _OLD]
    if not telling:
        return [_Weighted(t, 1.0) for t in terms]
    return [
        _Weighted(
            t, _GENERIC_PART if t not in telling else 1.5 if t.word.plain in _CONTRAST else max(1.0, t.part)
        )
        for t in terms
    ]


def _near(
    term: Term,
    place: Place,
    text: str,
    found: Sequence[Span],
    past: frozenset[Span],
    wanted: ValueType,
    alike: Alike,
    near_values: frozenset[str],
) -> float:
    """How well what stands around a value says one term, from 0 to 1."""
    exact = term.word.stem in near_values
    if place.phrases:
        near = max(p.nearness * _in_phrase(term, p.text, alike, exact) for p in place.phrases)
    else:
        near = _in_clause(term, place, text, found, past, alike, exact)
    return max(near, _by_place(term, place, wanted))


def _by_place(term: Term, place: Place, wanted: ValueType) -> float:
    """What the small words just before a date say of it: "by", "until", "from"."""
    if wanted is not ValueType.DATE:
        return 0.0
    lead = place.before[-24:]
    if term.concepts & {"due"} and _BY.search(lead):
        return _CONCEPT
    if term.concepts & {"start"} and _SINCE.search(lead):
        return _CONCEPT
    return _CONCEPT if term.concepts & {"end"} and _UNTIL.search(lead) else 0.0


def _in_phrase(term: Term, phrase: str, alike: Alike, exact: bool) -> float:
    inside = words(phrase)
    levels = occurrences(term, inside, alike)
    best = max(
        (level if level > _CONCEPT or not exact else level * _BESIDE_THE_WORD for _, level in levels),
        default=0.0,
    )
    spare = max(0, len(inside) - 2)
    return best * (1.0 - min(0.3, 0.04 * spare))


def _in_clause(
    term: Term,
    place: Place,
    text: str,
    found: Sequence[Span],
    past: frozenset[Span],
    alike: Alike,
    exact: bool,
) -> float:
    """The nearest mention in the sentence counts; commas and other values between push it away."""
    span = place.span
    start = span.start - len(place.before)
    whole = text[start : span.end + len(place.after)]
    inside = words(whole)
    best = 0.0
    for word, level in occurrences(term, inside, alike):
        at, until = start + word.start, start + word.end
        if at < span.end and until > span.start:
            continue
        between = text[until : span.start] if until <= span.start else text[span.end : at]
        low, high = (until, span.start) if until <= span.start else (span.end, at)
        crossed = [s for s in found if low <= s.start and s.end <= high]
        pieces = between
        for other in crossed:
            pieces = pieces.replace(other.text, " ")
        far = len(words(pieces))
        if exact and level <= _CONCEPT:
            level *= _BESIDE_THE_WORD
        follows = at >= span.end
        if follows and term.word.plain in _CONTRAST:
            level *= _CONTRAST_AFTER
        value = level / (1.0 + _PER_WORD * far)
        value *= (_OVER_A_COMMA_BACK if follows else _OVER_A_COMMA) ** min(2, len(_BREAKS.findall(pieces)))
        value *= _OVER_A_VALUE ** len([s for s in crossed if s not in past])
        best = max(best, value)
    if best < 0.2:
        levels = occurrences(term, words(_sentence_before(text, start)), alike)
        best = max([best, *(_SENTENCE_BEFORE * level for _, level in levels)])
    return best


def _sentence_before(text: str, start: int) -> str:
    lead = text[:start].rstrip()
    cut = max(lead.rfind("\n"), lead.rfind(". "), lead.rfind("? "), lead.rfind("! "))
    return lead[cut + 1 :]


def occurrences(term: Term, inside: Sequence[Word], alike: Alike) -> list[tuple[Word, float]]:
    """Where a term is said among words, and how well."""
    found: list[tuple[Word, float]] = []
    told = mentions(tuple(inside))
    for mention in told:
        if mention.concept in term.concepts:
            found.append((inside[mention.last - 1], _CONCEPT))
    for word in inside:
        if word.plain == term.word.plain or word.stem == term.word.stem:
            found.append((word, 1.0))
        elif same_but_for_errors(word, term.word) is Truth.TRUE:
            found.append((word, _TYPING_ERROR))
        elif _compound(term.word.stem, word.plain):
            found.append((word, _COMPOUND))
        else:
            nearness = alike(term.word, word)
            if nearness:
                found.append((word, nearness))
    return found


def _compound(end: str, word: str) -> bool:
    """Whether a stem is one end of a word, or the word the one who does it: Schaden, roof and roofer."""
    if len(end) > 4 and (word.endswith(end) or word.startswith(end)):
        return True
    return len(end) > 3 and word.startswith(end) and word.removeprefix(end) in {"er", "ers", "ing"}


def _labelled_otherwise(text: str, what: str, found: Sequence[Span], wanted: ValueType, alike: Alike) -> bool:
    """Whether a line is labelled as `what`, and holds no value of the type."""
    weighted = _weighted(terms_of(what), wanted)
    for match in _LABEL.finditer(text):
        start, end = match.span(2)
        if any(start <= s.start < end for s in found):
            continue
        fits = [_in_phrase(one.term, match[1], alike, False) for one in weighted]
        if fits and min(fits) >= _CONCEPT:
            return True
    return False
