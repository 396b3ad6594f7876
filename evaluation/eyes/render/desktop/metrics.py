"""How wide and high a text should be, and where in an area exactly that text stands.

A toolkit often tells only the box of a button or a cell. The ink in that box falls into pieces (an icon, words, an
arrow); the consecutive pieces whose common width is what the font says are the text. Where none fit, the place
is not confirmed, and the caller ignores the area instead of guessing.
"""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
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
    """The ink of `text` within `area`; None where no consecutive pieces of ink have its width (8% and 3 pixels)."""
    mask = ink_mask(picture, area)
    if mask is None:
        return None
    expected, slack = face.width(text), 3 + 0.08 * face.width(text)
    pieces = _pieces(mask.any(axis=0), gap=max(2, round(face.pixels * 0.22)))
    best: tuple[float, int, int] | None = None
    for first in range(len(pieces)):
        for last in range(first, len(pieces)):
            wide = pieces[last][1] - pieces[first][0]
            if abs(wide - expected) <= slack and (best is None or abs(wide - expected) < best[0]):
                best = (abs(wide - expected), pieces[first][0], pieces[last][1])
    if best is None:
        return None
    return ink(picture, Rect(area.x + best[1], area.y, best[2] - best[1], area.height))


def _pieces(columns: np.ndarray, gap: int) -> list[tuple[int, int]]:
    """Spans of columns with ink, those less than `gap` apart taken together."""
    spans: list[tuple[int, int]] = []
    for at in map(int, np.flatnonzero(columns)):
        if spans and at - spans[-1][1] < gap:
            spans[-1] = (spans[-1][0], at + 1)
        else:
            spans.append((at, at + 1))
    return spans
