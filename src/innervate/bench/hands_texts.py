"""Texts to be typed: made-up words in thirty scripts, the same for the same seed.

Promises: only assigned characters that somebody types, marks after letters alone, lines of some sixty
characters each ended by a newline. No word means anything.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Mapping, Sequence

_LINE = 60
_MARKED = 0.3
_EMOJI = (range(0x1F300, 0x1F321), range(0x1F400, 0x1F43F), range(0x1F600, 0x1F645))

SCRIPTS: Mapping[str, tuple[range, ...]] = {
    "Latin": (range(0x41, 0x5B), range(0x61, 0x7B), range(0x30, 0x3A), range(0x21, 0x30)),
    "Latin, accented": (range(0xC0, 0x180), range(0x1E00, 0x1EF9)),
    "Greek": (range(0x386, 0x3CF), range(0x1F00, 0x1F16)),
    "Cyrillic": (range(0x400, 0x460),),
    "Armenian": (range(0x531, 0x557), range(0x561, 0x587)),
    "Hebrew": (range(0x5D0, 0x5EB), range(0x5B0, 0x5BD)),
    "Arabic": (range(0x621, 0x653),),
    "Syriac": (range(0x710, 0x74B),),
    "Thaana": (range(0x780, 0x7B2),),
    "Devanagari": (range(0x904, 0x94E),),
    "Bengali": (range(0x985, 0x9CE),),
    "Gurmukhi": (range(0xA05, 0xA4E),),
    "Gujarati": (range(0xA85, 0xACE),),
    "Tamil": (range(0xB85, 0xBCE),),
    "Telugu": (range(0xC05, 0xC4E),),
    "Kannada": (range(0xC85, 0xCCE),),
    "Malayalam": (range(0xD05, 0xD4E),),
    "Sinhala": (range(0xD85, 0xDC7),),
    "Thai": (range(0xE01, 0xE3B), range(0xE40, 0xE4F)),
    "Lao": (range(0xE81, 0xEBE),),
    "Tibetan": (range(0xF40, 0xF6D),),
    "Myanmar": (range(0x1000, 0x1040),),
    "Georgian": (range(0x10D0, 0x10FB),),
    "Hangul": (range(0xAC00, 0xD7A4),),
    "Ethiopic": (range(0x1200, 0x1249),),
    "Cherokee": (range(0x13A0, 0x13F0),),
    "Khmer": (range(0x1780, 0x17D3),),
    "Kana": (range(0x3041, 0x3097), range(0x30A1, 0x30FB)),
    "Han": (range(0x4E00, 0x9FA6),),
    "Emoji": _EMOJI,
}


def texts(characters: int, seed: int = 1) -> Mapping[str, str]:
    """By script, together about so many characters."""
    each = max(_LINE, characters // len(SCRIPTS))
    chance = random.Random(seed)
    return {script: _text(ranges, each, chance) for script, ranges in SCRIPTS.items()}


def _text(ranges: Sequence[range], length: int, chance: random.Random) -> str:
    known = [chr(code) for codes in ranges for code in codes if unicodedata.category(chr(code)) != "Cn"]
    marks = [c for c in known if unicodedata.category(c).startswith("M")]
    others = [c for c in known if unicodedata.category(c)[0] in "LNPS"]
    lines, line, count = [], "", 0
    while count < length:
        word = ""
        for _ in range(chance.randint(2, 8)):
            word += chance.choice(others)
            if marks and chance.random() < _MARKED:
                word += chance.choice(marks)
        line += word + " "
        if len(line) >= _LINE:
            lines.append(line.rstrip())
            count += len(lines[-1]) + 1
            line = ""
    return "\n".join(lines) + "\n"
