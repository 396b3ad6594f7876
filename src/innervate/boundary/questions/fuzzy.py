"""Whether two texts say the same words: `like` and `contains`.

`like` forgives typing errors, word order, endings, punctuation, case and accents. It never takes one number
for another, and what may be a name or another word by one letter is neither the same nor different: unknown.
"""

from __future__ import annotations

from collections.abc import Sequence

from innervate.boundary.questions.concepts import concepts_of
from innervate.boundary.questions.words import Word, plain, words
from innervate.core.values import Truth

_ONE_ERROR, _TWO_ERRORS = 6, 10
"""Letters of a word from which one typing error, and from which two, are forgiven."""


_ARTICLES = frozenset(
    "a an the of der die das den dem des ein eine le la les l un une de du el los las una del".split()
)
"""Words whose absence changes nothing. All others count: May is a month, and Will a name."""


def contains(text: str, part: str) -> Truth:
    """Whether the part stands in the text; case, accents and runs of white space do not count."""
    wanted = " ".join(plain(part).split())
    return Truth.of(wanted in " ".join(plain(text).split())) if wanted else Truth.UNKNOWN


def like(text: str, wanted: str) -> Truth:
    """Whether every word of `wanted` stands in the text, each at a place of its own, in any order."""
    sought = [w for w in words(wanted) if w.plain not in _ARTICLES] or list(words(wanted))
    if not sought:
        return Truth.UNKNOWN
    free = list(words(text))
    answers = []
    for word in sorted(sought, key=lambda w: -len(w.plain)):
        best, answer = _best(word, free, text, wanted)
        if best is not None:
            free.remove(best)
        answers.append(answer)
    return Truth.every(answers)


def _best(word: Word, among: Sequence[Word], text: str, wanted: str) -> tuple[Word | None, Truth]:
    """The word that is the most like this one, and whether it is the same."""
    perhaps: Word | None = None
    for other in among:
        if word.plain == other.plain or (word.stem == other.stem and not _is_number(word)):
            return other, Truth.TRUE
    for other in among:
        answer = same_but_for_errors(word, other)
        if answer is Truth.TRUE and not (_named(word, wanted) or _named(other, text)):
            return other, Truth.TRUE
        if answer is not Truth.FALSE:
            perhaps = perhaps or other
    return perhaps, Truth.FALSE if perhaps is None else Truth.UNKNOWN


def same_but_for_errors(one: Word, other: Word) -> Truth:
    """Whether two words differ by a typing error only. FALSE of numbers and of known words that differ."""
    if one.plain == other.plain:
        return Truth.TRUE
    if _is_number(one) or _is_number(other):
        return Truth.FALSE
    from rapidfuzz.distance import OSA

    shorter = min(len(one.plain), len(other.plain))
    errors = OSA.distance(one.plain, other.plain, score_cutoff=2)
    if errors > 2 or shorter < 4 or errors > (1 if shorter < _TWO_ERRORS else 2):
        return Truth.FALSE
    if _known(one) and _known(other):
        return Truth.FALSE
    sure = max(len(one.plain), len(other.plain)) >= _ONE_ERROR and one.plain[0] == other.plain[0]
    return Truth.TRUE if sure else Truth.UNKNOWN


def _is_number(word: Word) -> bool:
    return any(character.isdigit() for character in word.plain)


def _known(word: Word) -> bool:
    return bool(concepts_of((word.stem,)))


def _named(word: Word, source: str) -> bool:
    """Whether the word may be a name where it stands: it begins with a capital, and is no known word."""
    return source[word.start : word.start + 1].isupper() and not _known(word)
