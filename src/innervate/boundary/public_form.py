"""The one form in which a phrase is listed, compared and crosses.

Refuses what can be no phrase of an interface, whatever list it stands in: anything with a digit, a
placeholder, a handle's brackets or a mark that does not print, a single letter, and long texts.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_LONGEST = 160
_TRAILING = (":", "*", "…", "...")
_NEVER = frozenset("%{}⟦⟧\n\r\t")


@lru_cache(maxsize=65536)
def public_form(text: str) -> str | None:
    """The form in which a phrase crosses: trimmed, less all ':', '*' and ellipses at its end; None if never.

    Its form is itself: what looks at a phrase again finds the same.
    """
    text = text.strip()
    while mark := next((mark for mark in _TRAILING if text.endswith(mark)), None):
        text = text[: -len(mark)].rstrip()
    if len(text) < 2 or len(text) > _LONGEST or not _NEVER.isdisjoint(text):
        return None
    if not text.isprintable() or not any(map(str.isalpha, text)) or any(map(str.isdigit, text)):
        return None
    return text if text.isascii() or all(unicodedata.category(c)[0] != "N" for c in text) else None
