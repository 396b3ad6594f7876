"""Which of several texts is meant, given how well each fits; and that it fits by more than the topic itself.

Promises: at most one is chosen, the same whatever their order, and none that ties. How sure a choice must be
was chosen on the development set (docs/decisions/0020).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from innervate.boundary.questions.lexical import own_part
from innervate.boundary.questions.words import plain, telling
from innervate.core.values import Truth

LEAD = 1.5
"""How much a lead over the second counts beside how well the first fits."""
RIVAL = 0.35
"""The share of being sure at which another text could be what is meant. On the development set, at 0.55
texts stuffed with the topic win in 55 of 100 mailboxes, at 0.35 in 25, for one answer in a hundred."""
_AMONG = 2
"""A text that says the topic word for word must stay ahead of all others but one even without saying it."""
_HEADERS = re.compile(r"^(?:from|to|date|sent|cc):.*\n?|^subject: *", re.IGNORECASE | re.MULTILINE)
_FEWEST = 2

Fit = Callable[[str], float]


def chosen(scores: Sequence[float], sure: float) -> int | None:
    """The number of the text that is meant, if it is sure.

    sure: what the best score and its lead must come to.
    """
    best = max(range(len(scores)), key=scores.__getitem__)
    second = max((score for n, score in enumerate(scores) if n != best), default=scores[best])
    lead = scores[best] - second
    return best if lead > 0 and scores[best] + LEAD * lead >= sure else None


def says_more(texts: Sequence[str], topic: str, answers: list[Truth], fit: Fit, sure: float) -> list[Truth]:
    """The answers, but for a text that says the topic word for word, hardly fits else, and has a rival.

    Such a text may have been written to be found instead of that. fit: how well a text, or what is left of
    one, fits. sure: what makes one sure.
    """
    for number, answer in enumerate(answers):
        rest = without(texts[number], topic) if answer is Truth.TRUE else None
        others = [fit(text) for n, text in enumerate(texts) if n != number] if rest is not None else []
        if rest is not None and max(others, default=0.0) >= RIVAL * sure and not _fits(rest, others, fit):
            return [Truth.UNKNOWN] * len(answers)
    return answers


def _fits(rest: str, others: Sequence[float], fit: Fit) -> bool:
    """Whether what is left of a text is still among the best."""
    fits = sorted(others, reverse=True)
    return bool(telling(own(rest))) and fit(rest) > fits[min(_AMONG, len(fits)) - 1]


def alone(texts: Sequence[str], answers: list[Truth], says_all: Callable[[str], Truth]) -> list[Truth]:
    """The answers, but none where another text, too, says all of the topic: then either could be meant."""
    another = any(
        answer is not Truth.TRUE and says_all(text) is Truth.TRUE
        for text, answer in zip(texts, answers, strict=True)
    )
    return [Truth.UNKNOWN] * len(answers) if Truth.TRUE in answers and another else answers


def told(texts: Sequence[str], best: int | None) -> list[Truth]:
    """TRUE for the chosen one, UNKNOWN for all others."""
    return [Truth.TRUE if number == best else Truth.UNKNOWN for number in range(len(texts))]


def own(text: str) -> str:
    """What the author of a mail wrote: its subject and body, without its other headers and what it quotes."""
    return _HEADERS.sub("", own_part(text)[0])


def without(text: str, topic: str) -> str | None:
    """A text without the places where it says the topic word for word; None if there are none.

    A topic of one word is no phrase: whoever means it says it. A text that is the topic
    and no more, once, pretends nothing.
    """
    asked = [word.plain for word in telling(topic)]
    if len(asked) < _FEWEST:
        return None
    written = r"\W+(?:[a-z]{1,3}\W+){0,2}".join(re.escape(word) for word in asked)
    rest, times = re.subn(rf"\b{written}\b", " ", plain(text))
    return rest if times > 1 or (times and telling(rest)) else None
