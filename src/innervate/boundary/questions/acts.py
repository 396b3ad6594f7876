"""What a letter wants, by the ways in which people say it: complains, asks, thanks, cancels, orders, ...

A list of turns of phrase, not a model: it knows the usual ones and abstains of the others. What frames a
letter (its greeting, its closing, its footer) counts for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

from innervate.boundary.questions.lexical import own_part
from innervate.boundary.questions.words import plain

_FRAMING = re.compile(
    r"^\W*(?:dear|hello|hi|good (?:morning|day|afternoon|evening)|to whom|kind|best|yours|many|warm|with"
    r"|sincerely|regards|cheers|take care|greetings|subject|from|to|sent"
    r"|sehr geehrte|liebe|mit|bonjour|madame|cordialement)\b",
    re.IGNORECASE,
)
_SENTENCES = re.compile(r"(?<=[.!?])\s+|\n+")


@lru_cache(maxsize=1)
def _known() -> tuple[Mapping[str, tuple[re.Pattern[str], ...]], Mapping[str, str]]:
    """The ways to say each act, and the acts by their other names."""
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
    return ways, names


def act_of(label: str) -> str | None:
    """The act that a label names, if it is a known one."""
    ways, names = _known()
    name = " ".join(plain(label).replace("_", " ").split())
    for form in (name, name.removesuffix("s"), name.removeprefix("a ").removeprefix("an ")):
        if form in ways:
            return form
        if form in names:
            return names[form]
    return None


def body_of(text: str) -> list[str]:
    """The sentences that its author wrote, without what frames a letter."""
    own = own_part(text)[0]
    found = [s.strip() for s in _SENTENCES.split(own) if s.strip()]
    return [s for s in found if not (len(s.split()) <= 6 and _FRAMING.match(s))]


def strength(text: str, act: str) -> float:
    """In how many of the act's ways a letter says it; each counts once, a sentence with several once more."""
    sentences = [plain(s) for s in body_of(text)]
    return float(sum(any(p.search(s) for s in sentences) for p in _known()[0].get(act, ())))
