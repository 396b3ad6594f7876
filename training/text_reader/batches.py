"""Batches for training: many lines beside each other in strips of one width, nothing wasted on padding.

Promises: an endless, seeded stream; styles live for a while so that their glyphs are rendered once. Made in
processes of their own.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch.utils.data import IterableDataset, get_worker_info

from innervate.perception.alphabet import ALPHABET
from innervate.perception.ink import HEIGHT, Ink
from training.text_reader.fonts import Style, faces, random_style, weights
from training.text_reader.lines import WIDEST, Line, random_line, shown
from training.text_reader.seen import stream
from training.text_reader.texts import random_text

WIDTH = 768
_ALIVE = 48
_LIVES = 60
_SEEN = 0.5
"""Share of lines that screens show, where there are screens; the others are drawn by FreeType alone, in more
fonts and of more characters."""
CODES = {character: index + 1 for index, character in enumerate(ALPHABET)}


@dataclass(frozen=True, slots=True)
class Batch:
    """strips: (rows, HEIGHT, WIDTH) uint8. spots: (lines, 3) of row, first and last column, even, in pixels.

    targets: the lines' codes, one after the other; lengths: how many each line has.
    """

    strips: torch.Tensor
    spots: torch.Tensor
    targets: torch.Tensor
    lengths: torch.Tensor


class Lines(IterableDataset[Batch]):
    """The stream. seed: of the whole stream; each worker goes its own way. screens: folders with lines that
    `training.text_reader.seen` has cut out of screens."""

    def __init__(self, seed: int, rows: int, screens: Sequence[Path] = ()) -> None:
        self._seed, self._rows, self._screens = seed, rows, screens

    def __iter__(self) -> Iterator[Batch]:
        info = get_worker_info()
        seed = self._seed * 1009 + (info.id if info else 0)
        chance = random.Random(seed)
        source = lines(chance, np.random.default_rng(seed))
        if self._screens:
            source = mixed(source, seen(self._screens, chance), chance)
        while True:
            yield packed(source, self._rows)


def mixed(drawn: Iterator[Line], seen: Iterator[Line], chance: random.Random) -> Iterator[Line]:
    while True:
        yield next(seen if chance.random() < _SEEN else drawn)


def seen(screens: Sequence[Path], chance: random.Random) -> Iterator[Line]:
    """Lines of screens without end, a little disturbed."""
    for ink, text in stream(screens, chance):
        line = shown(ink, text, chance)
        if line.strip.shape[1] <= WIDEST:
            yield line


def lines(chance: random.Random, noise: np.random.Generator) -> Iterator[Line]:
    """Lines without end."""
    found = faces(ALPHABET)
    chances = weights(found)
    styles: list[tuple[Style, int]] = []
    while True:
        if len(styles) < _ALIVE:
            styles.append((random_style(found, chances, chance), _LIVES))
        index = chance.randrange(len(styles))
        style, lives = styles[index]
        line = random_line(random_text(chance, style.face.characters), style, chance, noise)
        styles[index] = (style, lives - 1)
        if lives <= 1:
            styles.pop(index)
        if line is not None:
            yield line


def packed(source: Iterator[Line], rows: int) -> Batch:
    """Fills strips from the left; a line that does not fit goes on in the next."""
    strips = np.zeros((rows, HEIGHT, WIDTH), dtype=np.uint8)
    spots: list[tuple[int, int, int]] = []
    targets: list[int] = []
    lengths: list[int] = []
    row, pen = 0, 4
    while True:
        line = next(source)
        width = line.strip.shape[1]
        if pen + width + 4 > WIDTH:
            row, pen = row + 1, 4
            if row == rows:
                break
        put(strips[row], line.strip, pen)
        spots.append((row, pen - 4, pen + width + 4))
        targets += [CODES[c] for c in line.text]
        lengths.append(len(line.text))
        pen += width + 16
    return Batch(*(torch.from_numpy(np.asarray(part)) for part in (strips, spots, targets, lengths)))


def put(row: Ink, strip: Ink, pen: int) -> None:
    row[:, pen : pen + strip.shape[1]] = strip
