"""Lines of text as ink: what a crop draws upon its background, brought to the one height that the reader
takes.

Promises: the result says nothing of colours and themes: 0 is background, 255 the strongest ink, whatever
the colours were; letters smoothed for the stripes of a screen come out as if smoothed in grey. Small sizes
keep their pixels or are doubled, large ones are shrunk: the size of the x-height decides, so that a word
without high letters is treated like its neighbours. Training and reading go through the same functions.
"""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from innervate.perception.picture import Image, commonest

Ink = npt.NDArray[np.uint8]

HEIGHT = 24
"""Rows of a strip."""
_MOST = 22
"""Rows that a line of text fills at most."""
_SMALL_CORE, _DENSE = 6, 0.35


def ink_of(crop: Image) -> Ink:
    """The ink of a BGR crop of shape (height, width, 3), as (height, width)."""
    offset = crop.astype(np.float32) - np.array(commonest(crop), dtype=np.float32)
    strength = np.sqrt((offset * offset).sum(axis=2))
    most = float(strength.max(initial=0.0))
    if most < 1.0:
        return np.zeros(crop.shape[:2], dtype=np.uint8)
    return np.asarray(strength * (255.0 / most), dtype=np.uint8)


def strip_of(ink: Ink) -> Ink:
    """The ink of one line, (height, width), in a strip of `HEIGHT` rows; its width is scaled alike."""
    height, width = ink.shape
    scale = scale_of(ink)
    rows = max(1, min(_MOST, round(height * scale)))
    columns = max(2, round(width * scale))
    if (rows, columns) != (height, width):
        how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
        ink = np.asarray(cv2.resize(ink, (columns, rows), interpolation=how), dtype=np.uint8)
    strip = np.zeros((HEIGHT, columns + columns % 2), dtype=np.uint8)
    top = (HEIGHT - rows) // 2
    strip[top : top + rows, :columns] = ink
    return strip


def scale_of(ink: Ink) -> float:
    """By how much a line is scaled: twofold where its x-height is tiny, down where it is too high, else
    not."""
    height = int(ink.shape[0])
    if core_of(ink) <= _SMALL_CORE:
        return min(2.0, _MOST / height)
    return min(1.0, _MOST / height)


def core_of(ink: Ink) -> int:
    """Rows between the first and the last that hold much ink: x-height, or capitals' where there are no
    others."""
    weight = ink.sum(axis=1, dtype=np.float32)
    rows = np.flatnonzero(weight >= _DENSE * weight.max(initial=1.0))
    return int(rows[-1] - rows[0]) + 1 if rows.size else 0
