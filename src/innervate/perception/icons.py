"""Little pictures in front of texts: told from letters by their colours.

Promises: what is drawn in one ink is never taken for a picture, be its edges coloured by smoothing. Refuses
to look at what is too low or too flat for a picture.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from innervate.perception.picture import Image, commonest, spans

_LOWEST, _APART, _AT_MOST = 9, 2, 3
_COLOURED = 24


def text_begins(crop: Image, drawn: npt.NDArray[np.bool_]) -> int:
    """The column at which the text of a run begins, behind pictures that stand in front of it; its width if
    none does.

    drawn: (width,), the columns in which something is drawn.
    """
    if crop.shape[0] < _LOWEST or np.ptp(crop, axis=2).max() < _COLOURED:
        return 0
    parts = spans(drawn, _APART)
    if len(parts) < 2:
        return 0
    background = commonest(crop)
    first = 0
    for index, (start, end) in enumerate(parts[:_AT_MOST]):
        # An expander may stand in front of the picture: it goes with it.
        if is_picture(crop[:, start:end], crop[:, end:], background):
            first = index + 1
    return parts[first][0] if first < len(parts) else crop.shape[1]


def is_picture(part: Image, rest: Image, background: tuple[int, int, int]) -> bool:
    """Whether a piece is a picture: its colours are not all mixtures of one ink with the background.

    The rest of its run tells how colourful plain text is here.
    """
    height, width = part.shape[:2]
    if not 0.5 <= width / height <= 2.2:
        return False
    return colourful(part, background) > max(0.1, 2 * colourful(rest, background))


def colourful(part: Image, background: tuple[int, int, int]) -> float:
    """The share of clearly drawn pixels that no mixture of one ink with the background gives, 0 to 1."""
    offset = part.reshape(-1, 3).astype(np.float32) - np.array(background, dtype=np.float32)
    strength = np.linalg.norm(offset, axis=1)
    strong = offset[strength > 60]
    if len(strong) < 8:
        return 0.0
    direction = offset[strength.argmax()] / strength.max()
    aside = np.linalg.norm(strong - np.outer(strong @ direction, direction), axis=1)
    return float((aside > 12).mean())
