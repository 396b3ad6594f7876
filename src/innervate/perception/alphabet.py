"""The characters that the text reader knows: Latin-1, Latin Extended-A and the signs of interfaces.

Promises: the order is fixed, since it is the order of the network's outputs; output 0 is CTC's blank, output
k is `ALPHABET[k - 1]`. Refuses other scripts: where a text holds them, the reader is unsure, and says so.
"""

from __future__ import annotations


def _span(first: int, last: int) -> str:
    return "".join(chr(code) for code in range(first, last + 1))


_LATIN = _span(0x20, 0x7E) + _span(0xA1, 0xAC) + _span(0xAE, 0xFF) + _span(0x100, 0x17F) + "ȘșȚțẞƒ"
_PUNCTUATION = "–—‘’‚“”„†‡•…‰‹›⁄′″−"
_CURRENCY = "€₹₽₩₺₴₿₫₪₱₦"
_MATHEMATICS = "≤≥≠≈∞√∑∂∆∏∫πΩµ"
_ARROWS = "←↑→↓↔↕↵⇐⇒⇔⇧↗↘↺↻"
_SHAPES = "■□▪▫▲△▴▵▶▷▸▹►▼▽▾▿◀◁◂◃◄◆◇○●◦★☆☐☑☒✓✔✕✖✗✘⌘⌥⌃™℃№⋮⋯"
_BOXES = _span(0x2500, 0x257F) + "░▒▓█▄▀▌▐"

ALPHABET = "".join(
    dict.fromkeys(_LATIN + _PUNCTUATION + _CURRENCY + _MATHEMATICS + _ARROWS + _SHAPES + _BOXES)
)
