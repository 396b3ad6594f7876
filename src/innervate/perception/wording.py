"""What the reader said, brought to what is written: without what is only drawn, each sign once.

Promises: a text is never made longer than what was read, but for a password's dots, which are counted.
"""

from __future__ import annotations

import re

import numpy as np

from innervate.perception.ink import Ink
from innervate.perception.picture import spans
from innervate.perception.reader import DOT, is_secret

_PICTURES = frozenset("■□▪▫▲△▴▵▶▷▸▹►▼▽▾▿◀◁◂◃◄◆◇○●◦☐☑☒✓✔✕✖✗✘⋮⋯⌘↻↺")
_STARS = frozenset("☆★♡♥")
_BEHIND = _PICTURES | frozenset("v√∨")
"""Where a menu opens, a small arrow is read as one of these letters."""
DISC = "●"
_LARGE = 0.55
"""Of the usual height of texts: the least height of large dots. Nine in ten of Debian's fonts draw • below
0.46 of it, and ● above 0.56; a pixel's rest comes on top."""
_CAPITAL_I = re.compile(
    r"(?<!\S)(?<![.!?…] )I(?=[aeiouyäöüáéíóúàèìòùâêîôûąęå])"
    r"(?!(?:an|ain|ago|owa|eva|on|os|onel)\b|acob|ași|onesc|oni[ac]|oan|uli)"
)
_AMOUNT = re.compile(r"(?<![\d.,])(\d{1,3}(?:,\d{3})+),(\d{2})(?![\d.,])")
_DOUBLE = re.compile(r"(\d)(?:\.,|,\.)(\d{2})(?!\d)")


def worded(text: str, ink: Ink) -> str:
    """What a line says of which this was read."""
    return counted(grouped(small(bare(text))), ink)


def small(text: str) -> str:
    """A text in which no word begins with a capital I that is an l: in many fonts both are a stroke.

    Before a vowel an I begins hardly any words but some names.
    """
    return _CAPITAL_I.sub("l", text)


def counted(text: str, ink: Ink) -> str:
    """A text; of a password's dots, as many as are drawn: a reader that sees them all alike loses count."""
    if not is_secret(text):
        return text
    drawn = np.asarray((ink > 100).any(axis=0))
    return str(DOT) * len(spans(drawn, 1))


def sized(text: str, height: int, usual: float) -> str:
    """A text; a password's dots small or large, as they are drawn.

    height: of the dots; usual: of other texts, both in pixels.
    """
    return str(DISC) * len(text) if is_secret(text) and height >= _LARGE * usual else text


def bare(text: str) -> str:
    """A text without the arrows, ticks, boxes and borders that are drawn in front of it or behind it."""
    words = unbordered(text).split(" ")
    while len(words) > 1 and words[0] in _PICTURES:
        words.pop(0)
    while len(words) > 1 and words[-1] in _BEHIND:
        words.pop()
    return " ".join(words)


def unbordered(text: str) -> str:
    """A text without its only bar, where that is at an end: the border of what it stands in, or a caret."""
    if len(text) < 3 or text.count("|") != 1:
        return text
    return text.removeprefix("|").removesuffix("|").strip()


def grouped(text: str) -> str:
    """A text in whose amounts the last sign is the decimal one: thousands are three digits, cents two.

    Dots and commas differ by a pixel in small letters; where two signs were seen for one, or the commas of
    thousands go on before two last digits, only one reading is an amount. Dots that go on may be an address.
    """
    text = _DOUBLE.sub(r"\1.\2", text)
    return _AMOUNT.sub(r"\1.\2", text)


def is_sign(text: str) -> bool:
    """Whether a text may as well be little pictures: an arrow, a cross, a star with others beside it."""
    if any(c in _STARS for c in text):
        return not any(map(str.isalpha, text))
    return len(text) <= 2 and not any(c.isalnum() and c != "v" for c in text)


def is_picture(text: str) -> bool:
    """Whether a text is a tick, a triangle, a box: what interfaces draw and do not write."""
    return len(text) <= 2 and all(c in _PICTURES for c in text)
