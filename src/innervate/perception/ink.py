"""Lines of text as ink: what a crop draws upon its background, brought to the one height that the reader
takes.

Promises: the result says nothing of colours and themes: 0 is background, 255 the strongest ink, whatever
the colours were; letters smoothed for the stripes of a screen come out as if smoothed in grey. Small sizes
keep their pixels or are doubled, large ones are shrunk: the size of the x-height decides, so that a word
without high letters is treated like its neighbours. Training and reading go through the same functions.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import numpy.typing as npt

from innervate.core.geometry import Rect
from innervate.perception.picture import Cropped, Image, codes_of, commonest, commonest_and_share
from innervate.perception.spots import Spots

Ink = npt.NDArray[np.uint8]
Strength = npt.NDArray[np.float32]
Ground = npt.NDArray[np.float32]

HEIGHT = 24
"""Rows of a strip."""
_MOST = 22
"""Rows that a line of text fills at most."""
_NEAR = 8
"""Difference of colours, of 255, that is none."""
_RARE, _COMMON, _STEP, _GAINED = 0.3, 0.6, 32, 0.1
"""Share of pixels below which the commonest colour may be none of the background; of a row's, from which on
it is; how far a background is from that around, of 255; by how many more must agree with one that changes."""
_SMALL_CORE, _DENSE = 6, 0.35
_INKED, _ALL_ALONG = 90, 0.93
"""Ink that is drawn, of 255; share of a row that it fills where that is a line under the text."""


def ink_of(crop: Image, ground: Ground | None = None) -> Ink:
    """The ink of a BGR crop of shape (height, width, 3), as (height, width).

    ground: the background's colour, one for all or one for each column; the commonest one where not given.
    """
    return as_ink(strength_of(crop, commonest_of(crop) if ground is None else ground))


def strength_of(crop: Image, ground: Ground) -> Strength:
    """How far each pixel's colour is from the background's: 0 to 442."""
    offset = crop.astype(np.float32)
    offset -= ground
    return np.asarray(np.sqrt(np.einsum("ijk,ijk->ij", offset, offset)), dtype=np.float32)


def as_ink(strength: Strength) -> Ink:
    """Strength as a share of the strongest."""
    most = float(strength.max(initial=0.0))
    if most < 1.0:
        return np.zeros(strength.shape, dtype=np.uint8)
    return np.asarray(strength * (255.0 / most), dtype=np.uint8)


def commonest_of(crop: Image) -> Ground:
    return np.array(commonest(crop), dtype=np.float32)[None]


def grounds_of(crops: Image, spots: Spots, inner: Sequence[Rect[Cropped]]) -> Ground:
    """The backgrounds of crops that stand beside each other, of lines with some room around: (width, 3), or
    (height, width, 3) where one changes from top to bottom.

    A crop's background is the commonest colour of its inner part; but where more of its pixels agree with
    what stands above and below their column, or with the commonest colour of their row, it changes from left
    to right, or from top to bottom. inner: in pixels of each crop.
    """
    plain, share = plain_of(crops, spots, inner)
    ground = across(crops, spots, spots.each(plain))
    return down(crops, spots, ground, inner, np.flatnonzero(share < _RARE).tolist())


def plain_of(
    crops: Image, spots: Spots, inner: Sequence[Rect[Cropped]]
) -> tuple[Ground, npt.NDArray[np.float64]]:
    """The commonest colour of each crop's inner part, (crops, 3), and its share of the pixels there."""
    rows = np.array([place.y for place in inner], dtype=np.intp)
    columns = spots.starts + np.array([place.x for place in inner], dtype=np.intp)
    # A colour of more than half of the pixels is the one, and most crops begin with it.
    colours = crops[rows, columns].astype(np.float32)
    codes = codes_of(crops)
    first = (codes == spots.each(codes[rows, columns])) & spots.inside(inner, crops.shape[0])
    share = spots.over(np.add, first.sum(axis=0)) / np.array([place.area for place in inner])
    for number in np.flatnonzero(share <= 0.5).tolist():
        place, start = inner[number], int(spots.starts[number])
        part = crops[place.y : place.bottom, start + place.x : start + place.right]
        colours[number], share[number] = commonest_and_share(part)
    return colours, share


def across(crops: Image, spots: Spots, plain: Ground) -> Ground:
    """The plain backgrounds, those aside that change from left to right."""
    above, below = crops[0].astype(np.float32), crops[-1].astype(np.float32)
    # One colour all along is the background, or a border.
    range_above = (spots.over(np.maximum, above) - spots.over(np.minimum, above)).max(axis=1)
    differ = spots.over(np.add, np.abs(above - below).max(axis=1)) / spots.widths
    unsure = (range_above > _NEAR) & (differ <= _NEAR)
    if not unsure.any():
        return plain
    columns, pixels = (above + below) / 2, crops.astype(np.float32)
    gained = near(pixels, columns).sum(axis=0, dtype=np.int32) - near(pixels, plain).sum(
        axis=0, dtype=np.int32
    )
    share = spots.over(np.add, gained) / (spots.widths * crops.shape[0])
    changing = spots.each(unsure & (share > _GAINED))
    return np.asarray(np.where(changing[:, None], columns, plain))


def down(
    crops: Image, spots: Spots, ground: Ground, inner: Sequence[Rect[Cropped]], unsure: Sequence[int]
) -> Ground:
    """The backgrounds, those of the crops in doubt that change from top to bottom replaced."""
    found = ground
    for number in unsure:
        start, end = int(spots.starts[number]), int(spots.ends[number])
        part = inner[number]
        rows = commonest_of_rows(crops[:, start + part.x : start + part.right])
        if rows is None:
            continue
        pixels = crops[part.y : part.bottom, start + part.x : start + part.right].astype(np.float32)
        plain = ground[start + part.x : start + part.right]
        if near(pixels, rows[part.y : part.bottom]).mean() > near(pixels, plain).mean() + _GAINED:
            if found is ground:
                found = np.repeat(ground[None], crops.shape[0], axis=0)
            found[:, start:end] = rows
    return found


def commonest_of_rows(crop: Image) -> Ground | None:
    """The background of each row, (height, 1, 3): its commonest colour, or one between those of the rows
    around that have one. None where hardly a row has one."""
    codes = np.sort(codes_of(crop), axis=1)
    place = np.arange(codes.shape[1])
    fresh = np.diff(codes, axis=1, prepend=-1) != 0
    length = place - np.maximum.accumulate(np.where(fresh, place, 0), axis=1) + 1
    best = length.argmax(axis=1)
    rows = np.arange(codes.shape[0])
    share = length[rows, best] / codes.shape[1]
    told = codes[rows, best]
    colours = np.stack([told & 255, told >> 8 & 255, told >> 16], axis=1).astype(np.float32)
    sure = np.flatnonzero(share >= _COMMON)
    if sure.size < 2:
        return None
    between = np.stack([np.interp(rows, sure, channel) for channel in colours[sure].T], axis=1)
    # What is far from the rows around is a letter's colour.
    alike = (share >= _RARE) & (np.abs(colours - between).max(axis=1) <= _STEP)
    return np.where(alike[:, None], colours, between).astype(np.float32)[:, None]


def near(pixels: npt.NDArray[np.float32], ground: Ground) -> npt.NDArray[np.bool_]:
    """Which pixels, (height, width, 3), are of the background's colour."""
    # Channel by channel: a maximum over three of them takes five times as long.
    return np.asarray(
        np.logical_and.reduce([np.abs(pixels[..., c] - ground[..., c]) <= _NEAR for c in range(3)])
    )


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


def underlined(ink: Ink) -> bool:
    """Whether a line goes under all of a text, as under a link; letters may reach below it."""
    height, width = ink.shape
    if height < 6 or width < 2 * height:
        return False
    share = (ink > _INKED).mean(axis=1)
    full = np.flatnonzero(share > _ALL_ALONG)
    first = int(full[0]) if full.size else 0
    thick = bool(full.size) and int(full[-1]) - first + 1
    return bool(thick) and thick <= max(1, height // 6) and 2 * first > height and bool(share[:first].any())
