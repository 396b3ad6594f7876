"""`innervate.perceive`: a picture of a screen, from anywhere, as a Scene.

Promises: pixels alone, nothing leaves the machine, time and memory bounded by the size of the picture.
Refuses with `BadInput` what is no picture, an empty one, or one of more than 64 million pixels.
"""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import TypeAlias, Union

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image as Pictures

from innervate.core.errors import BadInput
from innervate.core.frame import Frame, Pixels, Window
from innervate.core.geometry import Device, Rect
from innervate.core.scene import Scene
from innervate.perception.fused import Fused
from innervate.perception.picture import differing

MOST_PIXELS = 64_000_000
_WINDOW = 1

Bytes: TypeAlias = npt.NDArray[np.uint8]
Picture: TypeAlias = Union[str, Path, Pictures.Image, "npt.NDArray[np.generic]"]


class Perception:
    """Eyes for pictures of one screen: what did not change since the last picture is not read again."""

    def __init__(self) -> None:
        self._perceiver = Fused(pixels_only=True)
        self._last: Frame | None = None
        self._array: Bytes = np.zeros((0, 0, 3), dtype=np.uint8)

    def perceive(self, image: Picture) -> Scene:
        """The Scene of a picture; see `innervate.perceive`."""
        array = array_of(image) if isinstance(image, np.ndarray) else array_of_picture(image)
        if array.shape != self._array.shape:
            self._array, changed = np.array(array), True
        else:
            changed = renewed(self._array, array)
        if self._last is None or changed:
            self._last = frame_of(pixels_of(array), 1 if self._last is None else self._last.epoch + 2)
        return self._perceiver.perceive_now(self._last)


def renewed(kept: Bytes, now: Bytes) -> bool:
    """Brings a picture up to date; whether it was not."""
    bands = differing(kept, now)
    for top, bottom in bands:
        kept[top:bottom] = now[top:bottom]
    return bool(bands)


def frame_of(pixels: Pixels, epoch: int) -> Frame:
    """A frame of which nothing is known but its pixels: one window that fills it."""
    bounds: Rect[Device] = Rect(0, 0, pixels.width, pixels.height)
    return Frame(epoch, bounds, pixels, (Window(_WINDOW, "", 0, "", bounds, 0, True),), {})


def pixels_of(array: Bytes) -> Pixels:
    """The pixels of an array (height, width, 3), red first."""
    height, width = array.shape[:2]
    data = cv2.cvtColor(np.ascontiguousarray(array), cv2.COLOR_RGB2BGRA)
    return Pixels(width, height, width * 4, data.tobytes())


def array_of(image: npt.NDArray[np.generic]) -> Bytes:
    """An array as (height, width, 3), red first: grey is repeated, 16 bits and floats from 0 to 1 are
    scaled."""
    shape = image.shape
    channels = shape[2] if len(shape) == 3 else 1
    if len(shape) not in (2, 3) or channels not in (1, 3, 4) or image.dtype.kind not in "bufi":
        seen = f"an array of shape {shape} and type {image.dtype}"
        raise BadInput(
            "a picture of shape (height, width[, 1, 3 or 4])", seen, "give red, green, blue in bytes"
        )
    checked(shape[1], shape[0])
    plain = image[..., None] if len(shape) == 2 else image
    if plain.dtype == np.bool_ or plain.dtype.kind == "f":
        plain = np.nan_to_num(np.clip(plain, 0, 1)) * 255
    elif plain.dtype.itemsize > 1:
        plain = np.clip(plain, 0, 65535) >> 8 if int(plain.max()) > 255 else np.clip(plain, 0, 255)
    solid = plain.astype(np.uint8, copy=False)
    return np.repeat(solid, 3, axis=2) if channels == 1 else solid[..., :3]


def array_of_picture(image: str | Path | Pictures.Image) -> Bytes:
    """A file or PIL image as (height, width, 3); what is transparent lies on white."""
    what = str(image) if isinstance(image, str | Path) else "the PIL image"
    try:
        with warnings.catch_warnings():
            # Its size is checked here, before anything is decoded.
            warnings.simplefilter("ignore", Pictures.DecompressionBombWarning)
            if not isinstance(image, str | Path):
                return decoded(image)
            with Pictures.open(image) as opened:
                return decoded(opened)
    except Pictures.DecompressionBombError as error:
        raise too_large(str(error)) from None
    except (OSError, ValueError, SyntaxError) as error:
        todo = "name a PNG or another picture of a screen"
        raise BadInput(f"a picture in {what}", str(error), todo) from None


def decoded(picture: Pictures.Image) -> Bytes:
    checked(*picture.size)
    if picture.mode.startswith("I"):
        return array_of(np.asarray(picture))
    if picture.has_transparency_data:
        full = picture.convert("RGBA")
        picture = Pictures.alpha_composite(Pictures.new("RGBA", full.size, "white"), full)
    return np.asarray(picture.convert("RGB"))


def checked(width: int, height: int) -> None:
    """
    :raises BadInput: an empty picture, or one that is too large.
    """
    if width < 1 or height < 1:
        raise BadInput("a picture with pixels in it", f"{width}×{height}", "check how it was taken")
    if width * height > MOST_PIXELS:
        raise too_large(f"{width}×{height}")


def too_large(seen: str) -> BadInput:
    return BadInput(f"a picture of at most {MOST_PIXELS // 1_000_000} million pixels", seen, "scale it down")
