"""Where a text says what is asked: by the very word, by another form or part of it, or by another name.

Promises: of two words that the lists of names both know, neither is a typing error or a part of the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from innervate.boundary.questions.asked import Asked
from innervate.boundary.questions.called import meant_by, mentioned
from innervate.boundary.questions.fuzzy import same_but_for_errors
from innervate.boundary.questions.words import Word
from innervate.core.values import Truth, ValueType

_TYPING_ERROR, CONCEPT, _COMPOUND = 0.9, 0.8, 0.6
_LEAST_OF_COMPOUND = 4


@dataclass(frozen=True, slots=True)
class Said:
    """Something that is asked, said at text[start:end]. level: how surely, up to 1 for the very word."""

    start: int
    end: int
    level: float


def said_of(one: Asked, asked: Sequence[Asked], inside: Sequence[Word], wanted: ValueType) -> list[Said]:
    """Where words say one thing that is asked. A word that says another of them does not say both."""
    others = {other.word.stem for other in asked if other.word is not None and other is not one}
    found = [
        Said(inside[m.first].start, inside[m.last - 1].end, CONCEPT * m.surely * one.concepts[m.concept])
        for m in mentioned(tuple(inside), wanted)
        if m.concept in one.concepts
        and not (
            m.last - m.first == 1
            and inside[m.first].stem in others
            and (m.surely < 1.0 or m.concept not in one.together)
        )
    ]
    if one.word is None:
        return found
    same = {word.plain: _same(one.word, word, wanted) for word in {w.plain: w for w in inside}.values()}
    return found + [Said(w.start, w.end, same[w.plain]) for w in inside if same[w.plain] > 0.0]


def _same(asked: Word, word: Word, wanted: ValueType) -> float:
    if word.plain == asked.plain or word.stem == asked.stem:
        return 1.0
    if meant_by(word, wanted) and meant_by(asked, wanted):
        return 0.0
    if _compound(asked, word) or _compound(word, asked):
        return _COMPOUND
    return _TYPING_ERROR if same_but_for_errors(word, asked) is Truth.TRUE else 0.0


def _compound(one: Word, other: Word) -> bool:
    """Whether a stem is one end of a word, or the word the one who does it: Schaden, roof and roofer."""
    end, word = one.stem, other.plain
    if (
        len(end) > _LEAST_OF_COMPOUND
        and len(word) > len(end) + 1
        and (word.endswith(end) or word.startswith(end))
    ):
        return True
    return (
        len(end) >= _LEAST_OF_COMPOUND
        and word.startswith(end)
        and word.removeprefix(end) in {"er", "ers", "ing"}
    )
