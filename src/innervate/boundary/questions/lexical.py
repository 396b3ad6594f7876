"""How much of a topic the words of texts say: by stems, typing errors, compounds and shared concepts.

Promises numbers between texts at hand only: a word that all of them say tells nothing. No number here is a
probability; what counts as an answer is decided in `choosing`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from innervate.boundary.questions.concepts import concepts_of, mentions
from innervate.boundary.questions.fuzzy import same_but_for_errors
from innervate.boundary.questions.words import Word, telling, words
from innervate.core.values import Truth

_TYPING_ERROR, _COMPOUND, _CONCEPT = 0.85, 0.7, 0.6
_QUOTED = 0.3
_NOUNS_OF_VALUES = frozenset("number no date amount cost costs price fee id code reference".split())
"""Beside one of these a word keeps its own meaning: a policy number is of a policy, an own share no share."""
_TOLD = 0.5
"""How much a word counts that somebody else wrote before, against one that was written now."""
_HEAD, _QUALIFIES = 1.6, 0.5
_VAGUE = frozenset(
    "broken new old lost missing stolen damaged wrong changing change changed getting problem matter"
    " issue thing person name about work working day week month year last next first second my told telling"
    " automatic called being".split()
)
"""Words that many topics have in common."""
_TOLD = 0.5
_LEAST_OF_COMPOUND = 5
_QUOTE = re.compile(r"^\s*(?:>|\|(?!.*\|))")
_QUOTED_FROM_HERE = re.compile(
    r"^\s*(?:-{2,}\s*(?:original message|forwarded message|urspruengliche nachricht|message d'origine).*"
    r"|on .{4,80} wrote:|am .{4,80} schrieb.*:|le .{4,80} a ecrit ?:)\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Term:
    """What a topic asks for: a word, its concepts, and how much of the topic it is."""

    word: Word
    concepts: frozenset[str]
    part: float


@dataclass(frozen=True, slots=True)
class Said:
    """What a text says: stems and concepts, each with how much it counts; and its words."""

    stems: dict[str, float]
    concepts: dict[str, float]
    words: tuple[Word, ...]


def own_part(text: str) -> tuple[str, str]:
    """What the text's author wrote, and what is quoted in it from others."""
    own: list[str] = []
    quoted: list[str] = []
    into = own
    for line in text.splitlines(keepends=True):
        if _QUOTED_FROM_HERE.match(line):
            into = quoted
        (quoted if _QUOTE.match(line) else into).append(line)
    return "".join(own), "".join(quoted)


@lru_cache(maxsize=512)
def said(text: str) -> Said:
    """The stems and concepts of a text."""
    own, quoted = own_part(text)
    stems: dict[str, float] = {}
    concepts: dict[str, float] = {}
    found: tuple[Word, ...] = ()
    for part, weight in ((quoted, _QUOTED), (own, 1.0)):
        inside = words(part)
        told = telling(part)
        found = (*found, *told)
        for word in told:
            stems[word.stem] = max(weight, stems.get(word.stem, 0.0))
        small = {w.start for w in inside} - {w.start for w in told}
        for mention in mentions(inside):
            if mention.last - mention.first > 1 or inside[mention.first].start not in small:
                concepts[mention.concept] = max(weight, concepts.get(mention.concept, 0.0))
    return Said(stems, concepts, found)


@lru_cache(maxsize=256)
def terms_of(topic: str) -> tuple[Term, ...]:
    """What a topic asks for, each word once; words of a known expression together with its concept."""
    found = telling(topic)
    everything = words(topic)
    together: dict[int, frozenset[str]] = {}
    beside_a_noun: set[int] = set()
    for mention in mentions(everything):
        if mention.last - mention.first > 1:
            inside = everything[mention.first : mention.last]
            if any(word.plain in _NOUNS_OF_VALUES for word in inside):
                beside_a_noun |= {word.start for word in inside}
            for start in (word.start for word in inside):
                together[start] = together.get(start, frozenset()) | {mention.concept}
    terms: dict[str, Term] = {}
    for word in found:
        concepts = together.get(word.start, frozenset())
        if not concepts or word.start in beside_a_noun:
            concepts |= concepts_of((word.stem,))
        terms.setdefault(word.stem, Term(word, concepts, _part(word, found, everything)))
    return tuple(terms.values())


def _part(word: Word, found: Sequence[Word], everything: Sequence[Word]) -> float:
    """The noun that a topic is about counts more than what qualifies it: the pipe, not that it burst."""
    if word.plain in _VAGUE:
        return _QUALIFIES
    after = [w for w in everything if w.start > word.start]
    before = {w.start for w in found if w.start <= word.start}
    ends = not after or after[0].start not in {w.start for w in found}
    first = not any(w.end < word.start and _gap(w, everything, found) for w in found if w.start in before)
    return _HEAD if ends and first else 1.0


def _gap(word: Word, everything: Sequence[Word], found: Sequence[Word]) -> bool:
    """Whether a small word follows: there the first phrase of a topic ends."""
    telling_ones = {w.start for w in found}
    follower = next((w for w in everything if w.start > word.start), None)
    return follower is not None and follower.start not in telling_ones


def level(term: Term, text: Said) -> float:
    """How well the text says a term: 1 its very word, 0 not at all."""
    best = text.stems.get(term.word.stem, 0.0)
    if best >= 1.0:
        return best
    for concept in term.concepts:
        best = max(best, _CONCEPT * text.concepts.get(concept, 0.0))
    for word in text.words:
        weight = text.stems.get(word.stem, _QUOTED)
        if best < _TYPING_ERROR * weight and same_but_for_errors(term.word, word) is Truth.TRUE:
            best = _TYPING_ERROR * weight
        if best < _COMPOUND * weight and _part_of(term.word.stem, word.plain):
            best = _COMPOUND * weight
    return best


def _part_of(end: str, word: str) -> bool:
    """Whether a stem is one end of a longer, compound word: Wasserschaden has Schaden in it."""
    if len(end) < _LEAST_OF_COMPOUND or len(word) < len(end) + 3:
        return False
    return word.endswith(end) or word.startswith(end)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one of several texts says of a topic, both from 0 to 1.

    score: what few of the texts say counts most. cover: how much of the topic it says at all.
    """

    score: float
    cover: float


def evidence(texts: Sequence[str], topic: str) -> list[Evidence]:
    """The evidence of each text, in their order; nothing of a topic without words."""
    terms = terms_of(topic)
    if not terms:
        return [Evidence(0.0, 0.0)] * len(texts)
    told = [said(text) for text in texts]
    levels = [[level(term, text) for text in told] for term in terms]
    parts = [term.part for term in terms]
    weights = [part * weight(row) for part, row in zip(parts, levels, strict=True)]
    return [
        Evidence(
            _mean(weights, [row[index] for row in levels]),
            _mean(parts, [min(1.0, row[index] / _CONCEPT) for row in levels]),
        )
        for index in range(len(texts))
    ]


def _mean(weights: Sequence[float], values: Sequence[float]) -> float:
    return math.fsum(w * v for w, v in zip(weights, values, strict=True)) / math.fsum(weights)


def weight(levels: Sequence[float]) -> float:
    """What a term tells texts apart by: the fewer say it, the more."""
    return (
        math.log(1.5 + len(levels)) - math.log(0.5 + sum(level >= _TOLD for level in levels))
        if len(levels) > 1
        else 1.0
    )
