"""Lines of text as the reader will meet them: rendered, disturbed, and brought into strips.

Promises: a line is drawn from a text and a style alone, then disturbed as screens and our own segmentation
disturb it: low contrast, underlines, borders and icons that were cut off badly, partly selected, unevenly
lit. The last step is the one that reading uses (`innervate.perception.ink`).
"""

from __future__ import annotations

import random
from dataclasses import dataclass

import cv2
import numpy as np

from innervate.perception.ink import Ink, strip_of
from training.text_reader.fonts import Alpha, Style

WIDEST = 760
_EMPTY = np.zeros((0, 0), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Line:
    """One line in its strip, and what it says."""

    strip: Ink
    text: str


def random_line(text: str, style: Style, chance: random.Random, noise: np.random.Generator) -> Line | None:
    """The line, None where it is too wide or nothing of it shows."""
    alpha = drawn(text, style, chance)
    alpha = cropped(alpha, chance)
    if alpha.size == 0 or alpha.max() < 0.2:
        return None
    alpha = disturbed(alpha, style, chance, noise)
    ink = (np.clip(alpha / max(float(alpha.max()), 1e-3), 0, 1) * 255).astype(np.uint8)
    strip = strip_of(ink)
    return Line(strip, text) if strip.shape[1] <= WIDEST else None


def shown(ink: Ink, text: str, chance: random.Random) -> Line:
    """A line that a screen shows, cut a little wider now and then, or of a size in between."""
    if chance.random() < 0.3:
        height, width = ink.shape
        scale = chance.uniform(0.85, 1.3)
        size = (max(2, round(width * scale)), max(3, round(height * scale * chance.uniform(0.95, 1.05))))
        ink = np.asarray(cv2.resize(ink, size, interpolation=cv2.INTER_LINEAR), dtype=np.uint8)
    if chance.random() < 0.3:
        ink = np.pad(ink, [(chance.randint(0, 1), chance.randint(0, 1)) for _ in range(2)])
    return Line(strip_of(ink), text)


def drawn(text: str, style: Style, chance: random.Random) -> Alpha:
    """Alpha of the text, 0 to 1, with room around it."""
    size = style.size
    spacing = chance.choice((0.0, 0.0, 0.0, chance.uniform(-0.3, 0.6), chance.uniform(0, 0.12) * size))
    spacing = spacing if style.fractional else round(spacing)
    blank = 0.0 if chance.random() < 0.8 else chance.uniform(-0.09, 0.3) * size
    base, room = int(size * 1.4) + 2, int(size) + 4
    canvas = np.zeros(
        (base + int(size * 0.8) + 2, int(len(text) * (size * 1.3 + 3)) + 2 * room), dtype=np.float32
    )
    pen = room + chance.random()
    for character in style.shapes(text):
        phase = int(pen % 1 * 4) if style.fractional else 0
        alpha, left, top, advance = style.glyph(character, phase)
        if alpha.size:
            x, y = int(pen) + left, base - top
            part = canvas[max(0, y) : y + alpha.shape[0], x : x + alpha.shape[1]]
            np.maximum(part, alpha[max(0, -y) :][: part.shape[0], : part.shape[1]], out=part)
        pen += advance + spacing + (blank if character == " " else 0.0)
    return underlined(canvas, base, room, int(pen), style, chance)


def underlined(canvas: Alpha, base: int, start: int, end: int, style: Style, chance: random.Random) -> Alpha:
    """Now and then with a line below, as links and access keys have."""
    if chance.random() < 0.06:
        thick = max(1, round(style.size / 14))
        y = base + max(1, round(style.size * chance.uniform(0.06, 0.16)))
        first, last = (
            (start, end)
            if chance.random() < 0.7
            else sorted((chance.randint(start, end), chance.randint(start, end)))
        )
        canvas[y : y + thick, first:last] = chance.uniform(0.6, 1.0)
    return canvas


def cropped(alpha: Alpha, chance: random.Random) -> Alpha:
    """Cut to its ink, give or take a pixel."""
    rows, columns = (np.flatnonzero((alpha > 0.15).any(axis=axis)) for axis in (1, 0))
    if not rows.size or not columns.size:
        return _EMPTY
    slack = [chance.choices((0, 1, 2, -1), (6, 4, 1, 0.25 if rows.size > 16 else 0))[0] for _ in range(2)]
    aside = [chance.choices((0, 1, 2, 4), (5, 4, 2, 0.5))[0] for _ in range(2)]
    top, bottom = max(0, rows[0] - slack[0]), rows[-1] + 1 + slack[1]
    left, right = max(0, columns[0] - aside[0]), columns[-1] + 1 + aside[1]
    return alpha[top:bottom, left:right].copy()


def disturbed(alpha: Alpha, style: Style, chance: random.Random, noise: np.random.Generator) -> Alpha:
    """As other themes, renderers and our own mistakes would show it."""
    alpha = alpha ** chance.choice((1.0, chance.uniform(0.65, 1.5)))
    width = alpha.shape[1]
    draw = chance.random
    if draw() < 0.06:
        a, b = sorted((chance.randint(0, width), chance.randint(0, width)))
        alpha[:, a:b] *= chance.uniform(0.5, 0.95)
    if draw() < 0.02:
        a, b = sorted((chance.randint(0, width), chance.randint(0, width)))
        alpha[:, a:b] = np.abs(chance.uniform(0.5, 0.9) - alpha[:, a:b])
    if draw() < 0.06:
        alpha = alpha + np.linspace(
            chance.uniform(0, 0.15), chance.uniform(0, 0.15), width, dtype=np.float32
        )[None] * (1 - alpha)
    if draw() < 0.04:
        alpha = cv2.GaussianBlur(alpha, (3, 3), chance.uniform(0.3, 0.8))
    if draw() < 0.05:
        alpha = alpha + noise.normal(0, chance.uniform(0.01, 0.08), alpha.shape).astype(np.float32)
    alpha = bordered(alpha, chance)
    if draw() < 0.35:
        levels = chance.choice((12, 20, 40, 80))
        alpha = np.round(alpha * levels) / levels
    return np.clip(alpha, 0, 1.0)


def bordered(alpha: Alpha, chance: random.Random) -> Alpha:
    """With what else was cut off along with it: a border, a cursor, a picture in front."""
    draw = chance.random
    if draw() < 0.03:
        alpha[0 if draw() < 0.5 else -1] = chance.uniform(0.2, 1.0)
    if draw() < 0.012:
        # Clearly higher than the text, which is what tells it from an "l" at the end: those are many more.
        above, below = chance.choice(((3, 1), (1, 3), (2, 2), (3, 3), (5, 4)))
        alpha = np.pad(alpha, ((above, below), (0, 0)))
        gap = np.zeros((alpha.shape[0], chance.randint(2, 6)), dtype=np.float32)
        gap[:, 0] = chance.uniform(0.2, 1.0)
        alpha = np.concatenate((gap, alpha) if draw() < 0.6 else (alpha, gap[:, ::-1]), axis=1)
    if draw() < 0.04 and alpha.shape[0] >= 8:
        alpha = np.concatenate((pictured(alpha.shape[0], chance), alpha), axis=1)
    return alpha


def pictured(height: int, chance: random.Random) -> Alpha:
    """Something drawn that is no text, with a gap behind it."""
    width = chance.randint(height // 2, height + 4)
    picture = np.zeros((height, width + chance.randint(4, 8)), dtype=np.float32)
    for _ in range(chance.randint(1, 3)):
        corner = (chance.randint(0, width // 2), chance.randint(0, height // 2))
        far = (chance.randint(width // 2, width - 1), chance.randint(height // 2, height - 1))
        thick = chance.choice((-1, 1, 2))
        if chance.random() < 0.6:
            cv2.rectangle(picture, corner, far, chance.uniform(0.3, 1.0), thick)
        else:
            centre = ((corner[0] + far[0]) // 2, (corner[1] + far[1]) // 2)
            axes = (max(1, (far[0] - corner[0]) // 2), max(1, (far[1] - corner[1]) // 2))
            cv2.ellipse(picture, centre, axes, 0, 0, 360, chance.uniform(0.3, 1.0), thick)
    return picture
