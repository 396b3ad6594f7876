"""How well what stands around a value says what a person calls it: in labels, in columns, in sentences.

In a sentence the nearest mention counts; commas, other values and the way back push it away.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from innervate.boundary.questions.concepts import mentions
from innervate.boundary.questions.fuzzy import same_but_for_errors
from innervate.boundary.questions.lexical import Term
from innervate.boundary.questions.places import Place
from innervate.boundary.questions.spans import Span
from innervate.boundary.questions.words import Word, words
from innervate.core.values import Truth, ValueType

_TYPING_ERROR, CONCEPT, _COMPOUND = 0.9, 0.8, 0.6
_BESIDE_THE_WORD = 0.5
"""What a word of the same concept counts where the very word stands elsewhere in the text."""
_PER_WORD, _OVER_A_COMMA, _OVER_A_COMMA_BACK, _OVER_A_VALUE = 0.12, 0.6, 0.3, 0.35
_CONTRAST_AFTER = 0.3
_SENTENCE_BEFORE = 0.35
_GENERIC_PART = 0.3
_GENERIC = {
    ValueType.AMOUNT: frozenset("amount sum price cost costs value figure money fee charge payment".split()),
    ValueType.DATE: frozenset("date day when".split()),
    ValueType.REFERENCE: frozenset("number no nr reference id code".split()),
    ValueType.NUMBER: frozenset("number count quantity".split()),
}
OLD = frozenset("old previous former earlier original prior past initial".split())
CONTRAST = frozenset("next last first second third new final monthly yearly annual daily weekly".split())
"""Words that tell a value from others which are called the same."""
_BY = re.compile(
    r"\b(?:by|before|until|till|no later than|at the latest|bis|avant|antes del?)\s*(?:the\s*)?$",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\b(?:from|since|as of|starting|seit|ab|depuis|desde)\s*(?:the\s*)?$", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:until|till|through|bis|jusqu'au|hasta)\s*(?:the\s*)?$", re.IGNORECASE)
_BREAKS = re.compile(r"[,;:()–]|\s-\s|\b(?:and|but|while|und|aber|et|mais|y|pero)\b", re.IGNORECASE)
Alike = Callable[[Word, Word], float]
"""How near the meanings of two words are, from 0 to 1, by whatever else knows."""


def unknown(one: Word, other: Word) -> float:
    """Nothing else knows."""
    return 0.0


@dataclass(frozen=True, slots=True)
class Around:
    """A text with its values of one type. past: those that it takes back. beside: stems of all that stands
    around values."""

    text: str
    wanted: ValueType
    found: Sequence[Span]
    past: frozenset[Span]
    beside: frozenset[str]
    alike: Alike


def said_near(around: Sequence[Place]) -> frozenset[str]:
    """The stems of all that stands around values."""
    beside = [q.text for p in around for q in p.phrases]
    clauses = [side for p in around if not p.phrases for side in (p.before, p.after)]
    return frozenset(word.stem for text in (*beside, *clauses) for word in words(text))


@dataclass(frozen=True, slots=True)
class Weighted:
    term: Term
    part: float


def weighted(terms: Sequence[Term], wanted: ValueType) -> list[Weighted]:
    """The terms with how much each tells: "number" says little of what a number is called."""
    generic = _GENERIC.get(wanted, frozenset())
    telling = [t for t in terms if t.word.plain not in generic and t.word.plain not in OLD]
    if not telling:
        return [Weighted(t, 1.0) for t in terms]
    return [
        Weighted(
            t, _GENERIC_PART if t not in telling else 1.5 if t.word.plain in CONTRAST else max(1.0, t.part)
        )
        for t in terms
    ]


def near(term: Term, place: Place, around: Around) -> float:
    """How well what stands around a value says one term, from 0 to 1."""
    exact = term.word.stem in around.beside
    if place.phrases:
        level = max(p.nearness * in_phrase(term, p.text, around.alike, exact) for p in place.phrases)
    else:
        level = _in_clause(term, place, around, exact)
    return max(level, _by_place(term, place, around.wanted))


def _by_place(term: Term, place: Place, wanted: ValueType) -> float:
    """What the small words just before a date say of it: "by", "until", "from"."""
    if wanted is not ValueType.DATE:
        return 0.0
    lead = place.before[-24:]
    if term.concepts & {"due"} and _BY.search(lead):
        return CONCEPT
    if term.concepts & {"start"} and _SINCE.search(lead):
        return CONCEPT
    return CONCEPT if term.concepts & {"end"} and _UNTIL.search(lead) else 0.0


def in_phrase(term: Term, phrase: str, alike: Alike, exact: bool) -> float:
    inside = words(phrase)
    levels = occurrences(term, inside, alike)
    best = max(
        (level if level > CONCEPT or not exact else level * _BESIDE_THE_WORD for _, level in levels),
        default=0.0,
    )
    spare = max(0, len(inside) - 2)
    return best * (1.0 - min(0.3, 0.04 * spare))


def _in_clause(term: Term, place: Place, around: Around, exact: bool) -> float:
    """The nearest mention in the sentence counts; commas and other values between push it away."""
    span = place.span
    start = span.start - len(place.before)
    whole = around.text[start : span.end + len(place.after)]
    inside = words(whole)
    best = 0.0
    for word, level in occurrences(term, inside, around.alike):
        at, until = start + word.start, start + word.end
        if at < span.end and until > span.start:
            continue
        between = around.text[until : span.start] if until <= span.start else around.text[span.end : at]
        low, high = (until, span.start) if until <= span.start else (span.end, at)
        crossed = [s for s in around.found if low <= s.start and s.end <= high]
        pieces = between
        for other in crossed:
            pieces = pieces.replace(other.text, " ")
        far = len(words(pieces))
        if exact and level <= CONCEPT:
            level *= _BESIDE_THE_WORD
        follows = at >= span.end
        if follows and term.word.plain in CONTRAST:
            level *= _CONTRAST_AFTER
        value = level / (1.0 + _PER_WORD * far)
        value *= (_OVER_A_COMMA_BACK if follows else _OVER_A_COMMA) ** min(2, len(_BREAKS.findall(pieces)))
        value *= _OVER_A_VALUE ** len([s for s in crossed if s not in around.past])
        best = max(best, value)
    if best < 0.2:
        levels = occurrences(term, words(_sentence_before(around.text, start)), around.alike)
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
            found.append((inside[mention.last - 1], CONCEPT))
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
