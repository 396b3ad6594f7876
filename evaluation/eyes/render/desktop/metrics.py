"""How wide and high a text should be, and where in an area exactly that text stands.

A toolkit often tells only the box of a button or a cell. The ink in that box falls into pieces (an icon,
words, an arrow); the consecutive pieces whose common width is what the font says, and whose ink lies like the
text's, are the text. Where none fit, the place is not confirmed, and the caller ignores the area instead of
guessing.
"""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import ImageFont

from evaluation.eyes.render.pixels import Picture, ink, ink_mask
from innervate.core.geometry import Device, Rect


@dataclass(frozen=True, slots=True)
class Face:
    """A font as it is drawn. pixels: its size (em)."""

    family: str
    pixels: float
    style: str = "Regular"

    def width(self, text: str) -> float:
        """The width of the ink, as an unhinted rendering has it."""
        left, _, right, _ = _font(self.family, self.style, round(self.pixels * 8)).getbbox(text)
        return (right - left) / 8


@lru_cache
def _font(family: str, style: str, size: int) -> ImageFont.FreeTypeFont:
    found = subprocess.run(
        ["fc-match", "-f", "%{file}|%{index}", f"{family}:style={style}"],
        capture_output=True,
        text=True,
        check=True,
    )
    path, index = found.stdout.rsplit("|", 1)
    return ImageFont.truetype(path, size, index=int(index))


def locate(picture: Picture, area: Rect[Device], text: str, face: Face) -> Rect[Device] | None:
    """The ink of `text` within `area`; None where nothing fits.

    Of the consecutive pieces of ink that have the text's width (within 8% and 3 pixels), those are taken
    whose distribution of ink from left to right is most like the text's; a longer text must be like it.
    """
    mask = ink_mask(picture, area)
    if mask is None:
        return None
    expected, slack = face.width(text), 3 + 0.08 * face.width(text)
    pieces = _pieces(np.asarray(mask.any(axis=0)), gap=max(2, round(face.pixels * 0.22)))
    best: tuple[float, int, int] | None = None
    for first in range(len(pieces)):
        for last in range(first, len(pieces)):
            left, right = pieces[first][0], pieces[last][1]
            off = abs(right - left - expected)
            if off <= slack:
                like = likeness(mask[:, left:right], text, face)
                best = max(best or (-9.0, 0, 0), (like - 0.02 * off, left, right))
    if best is None or (len(text) > 3 and best[0] < _LEAST_LIKE):
        return None
    return ink(picture, Rect(area.x + best[1], area.y, best[2] - best[1], area.height))


_LEAST_LIKE = 0.35
_BINS = 60


def likeness(mask: NDArray[np.bool_], text: str, face: Face) -> float:
    """The correlation of the ink in columns with that of the text as the font has it: 1 is the same."""
    drawn = _profile(mask.sum(axis=0).astype(float))
    wanted = _wanted(text, face)
    if drawn.std() == 0 or wanted.std() == 0:
        return 0.0
    return float(np.corrcoef(drawn, wanted)[0, 1])


@lru_cache(maxsize=4096)
def _wanted(text: str, face: Face) -> NDArray[np.float64]:
    glyphs = _font(face.family, face.style, round(face.pixels * 4)).getmask(text, mode="L")
    pixels = np.asarray(glyphs, dtype=float).reshape(glyphs.size[1], glyphs.size[0])
    columns = (pixels > 100).sum(axis=0).astype(float)
    inked = np.flatnonzero(columns)
    return _profile(columns[inked[0] : inked[-1] + 1] if len(inked) else columns)


def _profile(columns: NDArray[np.float64]) -> NDArray[np.float64]:
    """Ink per column, brought to a fixed number of bins and smoothed a little."""
    total = np.concatenate([[0.0], np.cumsum(columns)])
    edges = np.linspace(0, len(columns), _BINS + 1)
    bins = np.diff(np.interp(edges, np.arange(len(total)), total))
    return np.convolve(bins, np.ones(3) / 3, mode="same")


def _pieces(columns: np.ndarray, gap: int) -> list[tuple[int, int]]:
    """Spans of columns with ink, those less than `gap` apart taken together."""
    spans: list[tuple[int, int]] = []
    for at in map(int, np.flatnonzero(columns)):
        if spans and at - spans[-1][1] < gap:
            spans[-1] = (spans[-1][0], at + 1)
        else:
            spans.append((at, at + 1))
    return spans
