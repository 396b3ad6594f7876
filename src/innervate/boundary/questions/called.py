"""What values are called in everyday papers, as shipped in `called_*.txt`, beside what `concepts.txt` knows.

Promises: no network, no model; the same answer always. A name after "~" only may mean the same, and so may
words that `concepts.txt` has of the same matter.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from innervate.boundary.questions.concepts import expressions, listed, runs
from innervate.boundary.questions.words import LANGUAGES, Word
from innervate.core.values import ValueType

_LONGEST = 5
_FOR_ANY = ("called_money.txt", "called_things.txt")
_FOR_ONE = {
    ValueType.AMOUNT: ("called_amounts.txt",),
    ValueType.DATE: ("called_dates.txt",),
    ValueType.REFERENCE: ("called_references.txt",),
}
_OF_MATTERS = 0.75
"""How surely words of the same matter are names of one value."""
_LOOSE = 0.6
"""How surely a name after "~" means the concept."""


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A concept at a place among words: words[first:last], and how surely it is meant."""

    concept: str
    first: int
    last: int
    surely: float


@lru_cache(maxsize=16)
def _known(wanted: ValueType) -> Mapping[tuple[str, ...], Mapping[str, float]]:
    """The concepts of each expression in names of such values, by the stems of its words in any language."""
    found: dict[tuple[str, ...], dict[str, float]] = {}
    for concept, key, surely in _listed(wanted):
        kept = found.setdefault(key, {})
        kept[concept] = max(surely, kept.get(concept, 0.0))
    return found


def _listed(wanted: ValueType) -> Iterator[tuple[str, tuple[str, ...], float]]:
    """Each concept with each of its names, as stems, and how surely that means it."""
    own = tuple((name, 1.0, ("english",)) for name in (*_FOR_ANY, *_FOR_ONE.get(wanted, ())))
    for file, most, languages in (("concepts.txt", _OF_MATTERS, LANGUAGES), *own):
        for concept, members in listed(file):
            sure, _, loose = members.partition("~")
            for told, surely in ((sure, most), (loose, _LOOSE)):
                keys = (key for member in told.split() for key in expressions(member, languages))
                yield from ((concept, key, surely) for key in keys)


def meant_by(word: Word, wanted: ValueType) -> Mapping[str, float]:
    """The concepts of one word, each with how surely it is meant."""
    return _known(wanted).get((word.stem,), {})


@lru_cache(maxsize=256)
def mentioned(found: tuple[Word, ...], wanted: ValueType) -> tuple[Mentioned, ...]:
    """All concepts that words mention, longer expressions before shorter ones at a place."""
    known = _known(wanted)
    return tuple(
        Mentioned(name, first, last, surely)
        for first, last, key in runs(found, _LONGEST)
        for name, surely in sorted(known.get(key, {}).items())
    )
