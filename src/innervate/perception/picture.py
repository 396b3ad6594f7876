"""Pictures as arrays: cutting a frame's pixels, and content hashes of what was cut.

Promises: `crop` never reads outside the frame. Refuses nothing: a rectangle
that lies outside gives an empty array.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TypeAlias, cast, final

import cv2
import numpy as np
import numpy.typing as npt

from innervate.core.frame import Frame, Pixels
from innervate.core.geometry import Device, Point, Rect

Image: TypeAlias = npt.NDArray[np.uint8]
Mask: TypeAlias = npt.NDArray[np.bool_]

_BAND = 64
"""Rows that are compared at once."""


@final
class Cropped:
    """Device pixels from the top left corner of a crop."""


def rows_of(pixels: Pixels) -> Image:
    """All pixels as an array of shape (height, width, 4), channels B, G, R, unused; a view."""
    flat = np.frombuffer(pixels.data, dtype=np.uint8)
    rows = flat[: pixels.height * pixels.stride].reshape(pixels.height, pixels.stride)
    return rows[:, : pixels.width * 4].reshape(pixels.height, pixels.width, 4)


def crop(frame: Frame, bounds: Rect[Device]) -> tuple[Image, Point[Device]]:
    """The part of the frame that `bounds` covers, a copy, and where its top left corner lies."""
    inside = bounds.intersection(frame.bounds)
    left, top = inside.x - frame.bounds.x, inside.y - frame.bounds.y
    picture = rows_of(frame.pixels)[top : top + inside.height, left : left + inside.width]
    if not picture.size:
        return picture[..., :3], Point(inside.x, inside.y)
    return np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGRA2BGR), dtype=np.uint8), Point(inside.x, inside.y)


def differing(one: Image, other: Image) -> list[tuple[int, int]]:
    """The bands of rows, [top, bottom), in which two pictures of one shape differ somewhere."""
    bands = [(top, min(top + _BAND, len(one))) for top in range(0, len(one), _BAND)]
    return [(a, b) for a, b in bands if cv2.norm(one[a:b], other[a:b], cv2.NORM_INF)]


def cut(image: Image, box: Rect[Cropped]) -> Image:
    """The part of a crop that `box` covers; a view."""
    return image[max(0, box.y) : max(0, box.bottom), max(0, box.x) : max(0, box.right)]


def moved(box: Rect[Cropped], origin: Point[Device]) -> Rect[Device]:
    """A box of a crop as a place on the surface."""
    if origin.x == origin.y == 0:
        return cast(Rect[Device], box)
    return Rect(box.x + origin.x, box.y + origin.y, box.width, box.height)


def within(place: Rect[Device], origin: Point[Device]) -> Rect[Cropped]:
    """A place on the surface as a box of the crop whose top left corner is at `origin`."""
    return Rect(place.x - origin.x, place.y - origin.y, place.width, place.height)


def fingerprint(image: Image) -> bytes:
    """16 bytes that name the content of a picture: equal for equal pixels of equal shape."""
    solid = np.ascontiguousarray(image)
    return blake2b(solid.tobytes(), digest_size=16, salt=f"{solid.shape[1]}".encode()).digest()


def commonest(image: Image) -> tuple[int, int, int]:
    """The most frequent colour (B, G, R) of a non-empty picture: its background."""
    return commonest_and_share(image)[0]


def codes_of(image: Image) -> npt.NDArray[np.uint32]:
    """Each pixel's colour as one number: B in the lowest byte, then G and R."""
    wide = image.astype(np.uint32)
    return np.asarray(wide[..., 0] | wide[..., 1] << 8 | wide[..., 2] << 16)


def commonest_and_share(image: Image) -> tuple[tuple[int, int, int], float]:
    """The most frequent colour (B, G, R) of a non-empty picture, and the share of pixels that have it."""
    flat = codes_of(image).ravel()
    # A colour of more than half of the pixels is the one, and most crops begin with it.
    colour, most = int(flat[0]), int(np.count_nonzero(flat == flat[0]))
    if 2 * most <= flat.size:
        colours, counts = np.unique(flat, return_counts=True)
        colour, most = int(colours[counts.argmax()]), int(counts.max())
    return (colour & 255, colour >> 8 & 255, colour >> 16), most / flat.size


def is_blank(image: Image) -> bool:
    """True where nothing is drawn: empty, or one colour."""
    if not image.size:
        return True
    # Most pictures are told from a few of their pixels.
    sample = image[::17, ::13]
    return bool((sample == image[0, 0]).all()) and bool((image == image[0, 0]).all())


def spans(taken: Mask, gap: int) -> list[tuple[int, int]]:
    """Stretches [start, end) of True; those less than `gap` apart are one."""
    places = np.flatnonzero(taken)
    if not places.size:
        return []
    breaks = np.flatnonzero(np.diff(places) > gap)
    starts = [places[0], *places[breaks + 1]]
    ends = [*places[breaks], places[-1]]
    return [(int(a), int(b) + 1) for a, b in zip(starts, ends, strict=True)]
