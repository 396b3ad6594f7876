"""A small knowledge of which words have to do with each other, as shipped in `concepts.txt`.

Promises: no network, no model; the same answer always. A word that it does not know has no concept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from innervate.boundary.questions.words import LANGUAGES, Word, plain, stem

_LONGEST = 4
_FIRST = 3


@dataclass(frozen=True, slots=True)
class Mention:
    """A concept at a place in a text: words[first:last]."""

    concept: str
    first: int
    last: int


@lru_cache(maxsize=1)
def _known() -> Mapping[tuple[str, ...], frozenset[str]]:
    """The concepts of each expression, by the stems of its words in any of the languages."""
    found: dict[tuple[str, ...], set[str]] = {}
    for name, members in listed("concepts.txt"):
        for key in (key for member in members.split() for key in expressions(member)):
            found.setdefault(key, set()).add(name)
    return {key: frozenset(names) for key, names in found.items()}


def listed(file: str) -> Iterator[tuple[str, str]]:
    """The concepts of a list that ships, each with its members as they are written there."""
    text = files("innervate.boundary.questions").joinpath(file).read_text(encoding="utf-8")
    for line in text.splitlines():
        name, mark, members = line.partition(":")
        if mark and not line.startswith("#"):
            yield name, members


def expressions(member: str, languages: Sequence[str] = LANGUAGES) -> set[tuple[str, ...]]:
    """The stems of a listed expression's words, in each of some languages."""
    parts = plain(member).replace("-", "_").replace("'", "").split("_")
    return {tuple(stem(part, language) for part in parts) for language in languages}


def concepts_of(stems: Sequence[str]) -> frozenset[str]:
    """The concepts of one expression, given by the stems of its words."""
    return _known().get(tuple(stems), frozenset())


@lru_cache(maxsize=1024)
def mentions(found: tuple[Word, ...]) -> tuple[Mention, ...]:
    """All concepts that a text's words mention, longer expressions before shorter ones at a place."""
    known = _known()
    return tuple(
        Mention(name, first, last)
        for first, last, key in runs(found, _LONGEST)
        for name in sorted(known.get(key, ()))
    )


def runs(found: Sequence[Word], longest: int) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """All runs of words as first, last and their stems; at each place longer ones before shorter ones."""
    stems = tuple(word.stem for word in found)
    for first in range(len(stems)):
        for last in range(min(len(stems), first + longest), first, -1):
            yield first, last, stems[first:last]


@lru_cache(maxsize=1)
def matters() -> tuple[str, ...]:
    """Matters of all kinds, to tell what likeness is usual: the first words of each concept."""
    told = (members for _, members in listed("concepts.txt"))
    return tuple(" ".join(members.replace("_", " ").split()[:_FIRST]) for members in told)
