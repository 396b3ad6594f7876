"""Geometry and pixels: boxes, ink, visible edges.

Boxes are `(left, top, right, bottom)` in image pixels, right and bottom exclusive. Pictures are arrays of
shape (height, width, 3), uint8.
"""

import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
Mask = NDArray[np.bool_]
Box = tuple[int, int, int, int]

INK = 14
EDGE = 9
ALL_ALONG = 0.9


def clipped(box: Box, limit: Box) -> Box:
    """The part of a box inside a limit; empty boxes have no width or height."""
    left, top = max(box[0], limit[0]), max(box[1], limit[1])
    return left, top, max(left, min(box[2], limit[2])), max(top, min(box[3], limit[3]))


def area(box: Box) -> int:
    """Pixels in a box."""
    return max(0, box[2] - box[0]) * max(0, box[3] - box[1])


def without(box: Box, cover: Box) -> list[Box]:
    """A box minus another, as up to four rectangles."""
    left, top, right, bottom = clipped(cover, box)
    if not area((left, top, right, bottom)):
        return [box]
    pieces = (
        (box[0], box[1], box[2], top),
        (box[0], bottom, box[2], box[3]),
        (box[0], top, left, bottom),
        (right, top, box[2], bottom),
    )
    return [piece for piece in pieces if area(piece) >= 12]


def as_bounds(box: Box) -> list[int]:
    """The `[x, y, w, h]` of the truth format."""
    return [box[0], box[1], box[2] - box[0], box[3] - box[1]]


def tight(box: Box, ink: Mask, reach: int = 2) -> Box | None:
    """The smallest box around the ink in a box, following ink over its edges by up to `reach` pixels.

    Returns None where there is no ink.
    """
    height, width = ink.shape
    left, top, right, bottom = clipped(box, (0, 0, width, height))
    if not ink[top:bottom, left:right].any():
        return None
    for _ in range(reach):
        if top > 0 and ink[top, left:right].any() and ink[top - 1, left:right].any():
            top -= 1
        if bottom < height and ink[bottom - 1, left:right].any() and ink[bottom, left:right].any():
            bottom += 1
        if left > 0 and ink[top:bottom, left].any() and ink[top:bottom, left - 1].any():
            left -= 1
        if right < width and ink[top:bottom, right - 1].any() and ink[top:bottom, right].any():
            right += 1
    rows = np.flatnonzero(ink[top:bottom, left:right].any(axis=1))
    columns = np.flatnonzero(ink[top:bottom, left:right].any(axis=0))
    return left + int(columns[0]), top + int(rows[0]), left + int(columns[-1]) + 1, top + int(rows[-1]) + 1


def ink_between(with_text: Picture, without_text: Picture, threshold: int = INK) -> Mask:
    """Which pixels a text drew: those that differ between two pictures of the same screen."""
    difference = np.abs(with_text.astype(np.int16) - without_text.astype(np.int16)).max(axis=2)
    return np.asarray(difference >= threshold)


def ink_by_row(picture: Picture, box: Box, threshold: int = 36) -> Mask:
    """Ink guessed from one picture, as a full-size mask: pixels unlike the ground of a box.

    The ground is the commonest colour of the box, or on gradients the commonest colour of each row. A row or
    column of one colour from end to end is a border, or what is beside the text's place, and no ink.
    """
    mask = np.zeros(picture.shape[:2], dtype=bool)
    left, top, right, bottom = box
    if right <= left or bottom <= top:
        return mask
    patch = picture[top:bottom, left:right].astype(np.int32)
    codes = (patch[:, :, 0] << 16) | (patch[:, :, 1] << 8) | patch[:, :, 2]
    common, share = _commonest(codes.ravel())
    rows = [_commonest(row) for row in codes]
    grounds = [common if share >= 0.3 and even < ALL_ALONG else code for code, even in rows]
    ground = np.array([[code >> 16, (code >> 8) & 255, code & 255] for code in grounds])[:, None, :]
    crossed = [_commonest(column)[1] < ALL_ALONG for column in codes.T]
    mask[top:bottom, left:right] = (np.abs(patch - ground).max(axis=2) >= threshold) & crossed
    return mask


def _commonest(codes: NDArray[np.int32]) -> tuple[int, float]:
    values, counts = np.unique(codes, return_counts=True)
    at = int(counts.argmax())
    return int(values[at]), float(counts[at] / len(codes))


def sides_needed(role: str) -> int:
    """How many sides must show: rows of lists need all four, else a list's frame and a selected neighbour
    would do."""
    return 4 if role in ("list item", "tree item", "menu item", "menu", "link") else 3


def has_boundary(picture: Picture, box: Box, needed: int = 3) -> bool:
    """Whether a box differs from what is around it on enough sides, along most of each side."""
    lines = picture.astype(np.int16)
    left, top, right, bottom = box
    if right - left < 4 or bottom - top < 4:
        return False
    sides = (
        _side(lines.transpose(1, 0, 2), top, left, right),
        _side(lines.transpose(1, 0, 2)[:, ::-1], lines.shape[0] - bottom, left, right),
        _side(lines, left, top, bottom),
        _side(lines[:, ::-1], lines.shape[1] - right, top, bottom),
    )
    return sum(sides) >= needed


def _side(lines: NDArray[np.int16], at: int, start: int, end: int) -> bool:
    """Whether colour changes across column `at` along most of the rows start..end."""
    inset = max(1, (end - start) // 6)
    low, high = max(0, at - 3), min(lines.shape[1], at + 4)
    strip = lines[start + inset : end - inset, low:high]
    if at < 1 or not strip.size or strip.shape[1] < 2:
        return False
    changes = np.abs(np.diff(strip, axis=1)).max(axis=2)
    return bool((changes.max(axis=1) >= EDGE).mean() >= 0.8)
