"""Which values a text takes back: what it says was replaced, denied, or held before.

Promises patterns of words before and after a value, and in its label; no more is understood.
"""

from __future__ import annotations

import re

from innervate.boundary.questions.places import Place


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_DENIED = _words(
    r"\b(?:instead of|rather than|in place of|not|no longer|no more|previously?|formerly?|former|old|earlier"
    r"|originally|until now|up to now|used to be|ignore|forget|disregard|replaces|(?:up|down) from|statt"
    r"|anstelle von|nicht|bisher|au lieu de|pas|anciennement|en lugar de|antes"
    r"|(?:was|were) (?:to|going to|supposed to|meant to)|should have"
    r"|had (?:first |originally |once )?(?:planned|said|written|agreed|given|named|quoted|been))"
    r"\W+(?:\w+\W+){0,2}$"
)
_REPLACED = _words(
    r"^\W{0,2}(?:\w+\W+){0,2}(?:was|were|has been|is)"
    r" (?:replaced|superseded|corrected|withdrawn|void|cancelled|canceled|called off|dropped)\b"
)
_CHANGED = _words(
    r"^\W{0,2}(?:has|have|had|was|were|is|will)\W+(?:now\W+)?(?:been\W+|be\W+)?"
    r"(?:lowered|reduced|raised|increased|cut|changed|moved|postponed|put off|brought forward|shifted"
    r"|corrected|rescheduled)\W+(?:\w+\W+){0,2}to\b"
)
_INSTEAD = _words(r"^[^.!?\n]{0,60}\d[^.!?\n]{0,20}\binstead\b(?! of)")
"""Another value follows, and holds instead."""
_OLD_LABEL = _words(
    r"\b(?:until now|up to now|hitherto|previous|previously|former|formerly|old|bisher|bisherige[rs]?)\b"
)
_PAIRS = (
    (_words(r"\b(?:from|von|de|desde)\s*$"), _words(r"^\s*(?:\w+\s+)?(?:to|auf|a|à)\b")),
    (
        _words(r"\b(?:was|were|had been|stood at)\W+(?:\w+\W+){0,2}$"),
        _words(r"^[^.!?\n]{0,40}\b(?:now|from now on|today|currently)\b"),
    ),
    (
        _words(r"\b(?:first|originally|initially)\b[^.!?,;\n]{0,60}$"),
        _words(r"^[^.!?\n]{0,40}\b(?:but|now|however)\b"),
    ),
)
"""What together, before and after a value, takes it back."""


def taken_back(text: str, place: Place) -> bool:
    """Whether the text says that the value holds no longer, or never did."""
    before, after = text[place.start : place.span.start][-80:], text[place.span.end : place.end]
    if _DENIED.search(before) or any(pattern.match(after) for pattern in (_REPLACED, _CHANGED, _INSTEAD)):
        return True
    if any(lead.search(before) and follows.match(after) for lead, follows in _PAIRS):
        return True
    return any(p.nearness == 1.0 and _OLD_LABEL.search(text[p.start : p.end]) for p in place.phrases)
