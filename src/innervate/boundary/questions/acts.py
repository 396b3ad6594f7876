"""What a letter wants: complains, asks, thanks, cancels, orders, ...; which of the labels of a plan says it.

Promises: what frames a letter (its greeting, all that follows its closing, its headers, what it quotes)
counts for nothing; a letter that wants none of what is offered gets no label. English letters are read by
`act_model`, those in other languages by a list of turns of phrase (acts.txt).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

from innervate.boundary.questions.lexical import own_part
from innervate.boundary.questions.words import language_of, plain

OTHERS = 0.5
"""How much the likelihood of acts that are not offered counts against those that are."""
MOST_FRAMING = 6
_WAYS_SURE = 1.0
_GREETING = re.compile(
    r"\W*(?:dear|hello|hi|hey|good (?:day|morning|afternoon|evening)|to whom|greetings"
    r"|sehr geehrte\w*|liebe[rs]?|guten tag|hallo|bonjour|madame|monsieur|cher|chere|hola"
    r"|estimad[oa]s?)\b[^.!?]*[,:!.]?\s*"
)
_CLOSING = re.compile(
    r"\W*(?:(?:with|mit)? ?(?:(?:my|our|very|kind|kindest|best|warm|warmest|many|freundlichen|besten"
    r"|vielen)\s)*(?:regards|wishes|greetings|gruessen|grussen|gruss)|yours(?: \w+)?|sincerely(?: yours)?"
    r"|respectfully"
    r"|cheers|take care|(?:with )?(?:many )?thanks(?: in advance)?|cordialement|saludos)\b[,.!]?\s*"
)
_HEADER = re.compile(r"\s*(?:from|to|date|sent|cc|subject|betreff|objet|asunto)\b ?:", re.IGNORECASE)
_SENT_FROM = re.compile(r"\W*sent from\b", re.IGNORECASE)
_SENTENCES = re.compile(r"(?<=[.!?])\s+|\n+")
_AGAIN = re.compile(r"\b(\w+)(?:\W+\1\b)+", re.IGNORECASE)

Likelihoods = Callable[[Sequence[str]], Mapping[str, float]]
"""How likely each act is, given the sentences of a letter."""


@lru_cache(maxsize=1)
def _known() -> tuple[Mapping[str, tuple[re.Pattern[str], ...]], Mapping[str, str]]:
    """The ways to say each act, and the acts by their names."""
    text = files("innervate.boundary.questions").joinpath("acts.txt").read_text(encoding="utf-8")
    ways: dict[str, tuple[re.Pattern[str], ...]] = {}
    names: dict[str, str] = {}
    for line in text.splitlines():
        act, way, pattern = line.partition(": ")
        name, other, named = line.partition(" = ")
        if line.startswith("#"):
            continue
        if way and " = " not in act:
            ways[act] = (*ways.get(act, ()), re.compile(pattern, re.IGNORECASE))
        elif other:
            names[name] = named
    return ways, names | {act: act for act in (*ways, *names.values())}


def act_of(label: str) -> str | None:
    """The act that a label names, if it is a known one."""
    names = _known()[1]
    name = " ".join(plain(label).replace("_", " ").split())
    for form in (name, name.removesuffix("s"), name.removeprefix("a ").removeprefix("an ")):
        if form in names:
            return names[form]
    return None


def body_of(text: str) -> list[str]:
    """The sentences that its author wrote, without what frames a letter; a word said in a row stands once."""
    found: list[str] = []
    for line in own_part(text)[0].splitlines():
        short = plain(line) if len(line.split()) <= MOST_FRAMING else ""
        if found and _CLOSING.fullmatch(short):
            break
        if not (_GREETING.fullmatch(short) or _HEADER.match(line) or _SENT_FROM.match(short)):
            found += [_AGAIN.sub(r"\1", s.strip()) for s in _SENTENCES.split(line) if s.strip()]
    return found


def strength(text: str, act: str) -> float:
    """In how many of the act's ways a letter says it; each counts once."""
    sentences = [plain(s) for s in body_of(text)]
    return float(sum(any(p.search(s) for s in sentences) for p in _known()[0].get(act, ())))


def wanted(text: str, offered: Sequence[str], likely: Likelihoods, sure: float) -> str | None:
    """Which of the acts that are offered a letter wants, if one surely.

    sure: the share of what is offered that it must have; see `OTHERS`.
    """
    sentences = body_of(text)
    if not offered or not sentences:
        return None
    if language_of("\n".join(sentences)) != "english":
        return _by_ways(text, offered)
    best, share = first(likely(sentences), offered)
    if share < sure:
        return None
    rest = [s for s in sentences if not any(act_of(word) == best for word in re.findall(r"\w+", s))]
    if rest and len(rest) < len(sentences):
        other, of_rest = first(likely(rest), offered)
        if other != best and of_rest >= sure:
            return None
    return best


def first(likelihoods: Mapping[str, float], offered: Sequence[str]) -> tuple[str, float]:
    """The likeliest act that is offered, and its share."""
    told = {act: likelihoods.get(act, 0.0) for act in offered}
    whole = sum(told.values())
    best = max(told, key=told.__getitem__)
    return best, told[best] / (whole + OTHERS * max(0.0, 1.0 - whole) + 1e-9)


def _by_ways(text: str, offered: Sequence[str]) -> str | None:
    """By the turns of phrase in the list."""
    told = sorted(((strength(text, act), act) for act in dict.fromkeys(offered)), reverse=True)
    second = told[1][0] if len(told) > 1 else 0.0
    return told[0][1] if told[0][0] >= _WAYS_SURE and told[0][0] > second else None
