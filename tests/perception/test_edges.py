"""Where boxes are seen to end."""

from __future__ import annotations

import numpy as np

from innervate.core.geometry import Rect
from innervate.perception.edges import bounds_seen


def test_a_border_is_seen_on_every_side_and_a_picture_alone_on_none() -> None:
    image = np.full((60, 80, 3), 230, dtype=np.uint8)
    image[26:34, 34:46] = 20
    box: Rect[object] = Rect(24, 16, 32, 28)  # type: ignore[type-var]
    assert bounds_seen(image, box) == 0
    image[16, 24:56] = image[43, 24:56] = 160
    assert bounds_seen(image, box) == 2
    image[16:44, 24] = image[16:44, 55] = 160
    assert bounds_seen(image, box) == 4


def test_a_box_at_the_edge_of_the_picture_is_judged_by_what_is_there() -> None:
    image = np.full((20, 20, 3), 230, dtype=np.uint8)
    assert bounds_seen(image, Rect(0, 0, 20, 20)) == 0
    assert bounds_seen(image, Rect(4, 4, 2, 2)) == 0
