"""What a person's name for a value asks: its words, what each may also be called, and how much each tells.

Promises: a name without any word asks nothing. "by which", "until when" and the like say what part a date
plays, although each word of them alone says nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from innervate.boundary.questions.called import meant_by, mentioned
from innervate.boundary.questions.lexical import terms_of
from innervate.boundary.questions.words import Word, words
from innervate.core.values import ValueType

_GENERIC_PART, _SLIGHT_PART, _CONTRAST_PART, _LEADS_PART, _QUALIFIES_PART = 0.3, 0.5, 1.5, 1.3, 0.8
_GENERIC = {
    ValueType.AMOUNT: frozenset(
        "amount amounts sum sums price prices cost costs value figure money fee fees charge charges payment"
        " payments fare bill bills billed invoiced rate rates tariff outlay expense expenses expenditure"
        " spent spend paid pay pays worth".split()
    ),
    ValueType.DATE: frozenset(
        "date dates day days when time appointment event takes place happens happened held scheduled fixed"
        " planned".split()
    ),
    ValueType.REFERENCE: frozenset(
        "number numbers no nr reference references id code codes ref identifier".split()
    ),
    ValueType.NUMBER: frozenset("number count quantity many".split()),
}
"""Words that say of a value what its type says already."""
_SLIGHT = frozenset(
    "get gets got go goes done take takes taken took make makes made give gives given gave have be say says"
    " told name named call called much many far so used put come comes came run runs one thing person people"
    " another money amount someone work way actually current currently whole".split()
)
"""Words that say little of which value is meant."""
OLD = frozenset(
    "old previous previously former formerly earlier original originally prior past initial before".split()
)
NEW = frozenset("new current present updated revised corrected".split())
CONTRAST = frozenset(
    "next last first second third fourth new final monthly yearly annual daily weekly quarterly net gross old"
    " previous former single double total overall remaining rest".split()
)
"""Words that tell a value from others which are called the same."""
_PARTS = ("due", "start", "end")
_OWN_MEANING = 0.6
"""How surely a word of a known expression means what it would mean by itself."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that is asked. word: None where only small words say it. part: how much of it all.

    concepts: what it may also be called, each with how surely; together: those that it only is of together
    with its neighbours. telling: whether it says which value is meant; leads: whether it does so first, as
    the key in "key of the cellar door".
    """

    word: Word | None
    concepts: Mapping[str, float]
    part: float
    telling: bool
    leads: bool
    together: frozenset[str] = frozenset()

    @property
    def contrast(self) -> bool:
        """Whether it tells a value from others which are called the same."""
        return self.word is not None and _only_a_part(self.word, self.concepts)

    @property
    def old(self) -> bool:
        """Whether it asks for what holds no longer."""
        return "old" in self.concepts or (self.word is not None and self.word.plain in OLD)

    @property
    def new(self) -> bool:
        """Whether it asks for what holds now."""
        return self.word is not None and self.word.plain in NEW


@lru_cache(maxsize=256)
def asked_of(what: str, wanted: ValueType) -> tuple[Asked, ...]:
    """What is asked, each thing once."""
    generic = _GENERIC.get(wanted, frozenset())
    everything, found = words(what), [term.word for term in terms_of(what)]
    telling = {word.start for word in found if word.plain not in generic | _SLIGHT | OLD - CONTRAST}
    small = _small(everything, {word.start for word in found}, wanted)
    if not telling and not small:
        telling = {word.start for word in found}
    together = _together(everything, wanted)
    names = _names(everything, together, wanted)
    phrases = _phrases(everything, {word.start for word in found})
    nouns = {w.start for w in found if w.start in telling and not _only_a_part(w, names[w.start])} or telling
    first = min((phrases[start] for start in nouns), default=-1)
    return small + tuple(
        Asked(
            word,
            names[word.start],
            _part(word, names[word.start], word.start in telling, leads, generic),
            word.start in telling,
            leads,
            frozenset(together.get(word.start, ())),
        )
        for word in found
        for leads in [word.start in nouns and phrases[word.start] == first]
    )


def _only_a_part(word: Word, concepts: Mapping[str, float]) -> bool:
    """Whether a word says of a value only which part it plays among those that are called the same."""
    return (
        word.plain in CONTRAST
        or word.plain.isdigit()
        or any(concepts.get(part, 0.0) == 1.0 for part in _PARTS)
    )


def _part(
    word: Word, concepts: Mapping[str, float], telling: bool, leads: bool, generic: frozenset[str]
) -> float:
    if not telling:
        return _GENERIC_PART if word.plain in generic | OLD else _SLIGHT_PART
    if _only_a_part(word, concepts):
        return _CONTRAST_PART
    return _LEADS_PART if leads else _QUALIFIES_PART


def _small(everything: Sequence[Word], telling: set[int], wanted: ValueType) -> tuple[Asked, ...]:
    """What small words say together: "by which", "until when"."""
    told = [m for m in mentioned(everything, wanted) if m.last - m.first > 1]
    return tuple(
        Asked(None, {m.concept: m.surely}, 1.0, True, False)
        for m in told
        if not any(word.start in telling for word in everything[m.first : m.last])
    )


def _together(everything: Sequence[Word], wanted: ValueType) -> dict[int, dict[str, float]]:
    """The concepts that words only are of together with their neighbours, by where each starts."""
    found: dict[int, dict[str, float]] = {}
    for mention in mentioned(everything, wanted):
        inside = everything[mention.first : mention.last]
        for word in inside if len(inside) > 1 else ():
            kept = found.setdefault(word.start, {})
            kept[mention.concept] = max(mention.surely, kept.get(mention.concept, 0.0))
    return found


def _names(
    everything: Sequence[Word], together: Mapping[int, Mapping[str, float]], wanted: ValueType
) -> dict[int, Mapping[str, float]]:
    """The concepts of each word by where it starts: in an expression that of the whole, its own less.

    Not so beside a word that says what any value is: a policy number is of a policy, an own share no share.
    """
    generic = _GENERIC.get(wanted, frozenset())
    inside: set[int] = set()
    for mention in mentioned(everything, wanted):
        told = everything[mention.first : mention.last]
        if len(told) > 1 and not any(word.plain in generic for word in told):
            inside |= {word.start for word in told}
    found: dict[int, Mapping[str, float]] = {}
    for word in everything:
        own = dict(meant_by(word, wanted))
        if word.start in inside:
            own = {name: surely * (1.0 if name in _PARTS else _OWN_MEANING) for name, surely in own.items()}
        expression = together.get(word.start, {})
        found[word.start] = {
            name: max(own.get(name, 0.0), expression.get(name, 0.0)) for name in own | dict(expression)
        }
    return found


def _phrases(everything: Sequence[Word], telling: set[int]) -> dict[int, int]:
    """The number of the phrase that each telling word belongs to: small words part them."""
    found: dict[int, int] = {}
    number, gap = 0, False
    for word in everything:
        if word.start in telling:
            number += gap and bool(found)
            found[word.start], gap = number, False
        else:
            gap = True
    return found
