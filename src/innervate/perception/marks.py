"""Pictures for a local model: frames and numbers drawn around elements, in a size that such models like.

Promises: what is sent is the crop that was given and the marks, nothing else (no metadata), its longer side
at most 1280 pixels. The numbered frames are the "set of marks" of Yang et al. 2023 (arXiv:2310.11441).
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import numpy as np
from PIL import Image as Picture
from PIL import ImageDraw, ImageFont

from innervate.core.geometry import Rect
from innervate.perception.picture import Cropped, Image

MOST_SIDE, LEAST_SIDE = 1280, 256
_MAGENTA = "#e100b4"


def marked(image: Image, boxes: Sequence[Rect[Cropped]] = (), *, numbered: bool = False) -> bytes:
    """A PNG of a non-empty BGR picture with a frame around each box, numbered from 1 if wanted."""
    height, width = image.shape[:2]
    scale = min(MOST_SIDE / max(width, height), max(1.0, LEAST_SIDE / min(width, height)))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    picture = Picture.fromarray(np.ascontiguousarray(image[..., ::-1])).resize(
        size, Picture.Resampling.BICUBIC
    )
    draw = ImageDraw.Draw(picture)
    font = ImageFont.load_default(13)
    for number, box in enumerate(boxes, start=1):
        left, top = round(box.x * scale) - 2, round(box.y * scale) - 2
        frame = (left, top, round(box.right * scale) + 1, round(box.bottom * scale) + 1)
        draw.rectangle(frame, outline=_MAGENTA, width=2)
        if numbered:
            text = str(number)
            # Above the frame where there is room, so that a number hides nothing of a small icon.
            at = (max(0, left), max(0, top - 15))
            draw.rectangle(
                (*at, at[0] + round(draw.textlength(text, font=font)) + 4, at[1] + 15), fill=_MAGENTA
            )
            draw.text((at[0] + 2, at[1]), text, fill="#ffffff", font=font)
    held = BytesIO()
    picture.save(held, "PNG")
    return held.getvalue()
