"""Pictures as arrays: cutting a frame's pixels without copying, and content hashes of what was cut.

Promises: `crop` never reads outside the frame and returns views, not copies. Refuses nothing: a rectangle
that lies outside gives an empty array.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TypeAlias, final

import numpy as np
import numpy.typing as npt

from innervate.core.frame import Frame, Pixels
from innervate.core.geometry import Device, Point, Rect

Image: TypeAlias = npt.NDArray[np.uint8]
Mask: TypeAlias = npt.NDArray[np.bool_]


@final
class Cropped:
    """Device pixels from the top left corner of a crop."""


def image_of(pixels: Pixels) -> Image:
    """All pixels as an array of shape (height, width, 3), channels B, G, R; a view."""
    flat = np.frombuffer(pixels.data, dtype=np.uint8)
    rows = flat[: pixels.height * pixels.stride].reshape(pixels.height, pixels.stride)
    return rows[:, : pixels.width * 4].reshape(pixels.height, pixels.width, 4)[..., :3]


def crop(frame: Frame, bounds: Rect[Device]) -> tuple[Image, Point[Device]]:
    """The part of the frame that `bounds` covers, and where its top left corner lies; a view."""
    inside = bounds.intersection(frame.bounds)
    left, top = inside.x - frame.bounds.x, inside.y - frame.bounds.y
    picture = image_of(frame.pixels)[top : top + inside.height, left : left + inside.width]
    return picture, Point(inside.x, inside.y)


def cut(image: Image, box: Rect[Cropped]) -> Image:
    """The part of a crop that `box` covers; a view."""
    return image[max(0, box.y) : max(0, box.bottom), max(0, box.x) : max(0, box.right)]


def moved(box: Rect[Cropped], origin: Point[Device]) -> Rect[Device]:
    """A box of a crop as a place on the surface."""
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
    flat = image.reshape(-1, 3).astype(np.uint32)
    packed = flat[:, 0] | flat[:, 1] << 8 | flat[:, 2] << 16
    colours, counts = np.unique(packed, return_counts=True)
    colour = int(colours[counts.argmax()])
    return colour & 255, colour >> 8 & 255, colour >> 16


def is_blank(image: Image) -> bool:
    """True where nothing is drawn: empty, or one colour."""
    return image.size == 0 or bool((image == image[:1, :1]).all())
