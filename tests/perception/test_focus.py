"""The focus, by the ring around a field."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image as Picture
from PIL import ImageDraw

from innervate.core.geometry import Rect
from innervate.perception.focus import focused

FIELDS: list[Rect[object]] = [Rect(40, 30, 220, 30), Rect(40, 90, 220, 30), Rect(40, 150, 220, 30)]  # type: ignore[type-var]


def form(chosen: int | None, colour: str = "#4a90d9") -> np.ndarray[tuple[int, int, int], np.dtype[np.uint8]]:
    picture = Picture.new("RGB", (320, 220), "#f4f4f4")
    draw = ImageDraw.Draw(picture)
    for index, field in enumerate(FIELDS):
        box = (field.x, field.y, field.right - 1, field.bottom - 1)
        if index == chosen:
            draw.rectangle((box[0] - 3, box[1] - 3, box[2] + 3, box[3] + 3), outline=colour, width=3)
        draw.rectangle(box, fill="#ffffff", outline="#8a8a8a")
    return np.ascontiguousarray(np.asarray(picture)[..., ::-1])


@pytest.mark.parametrize("chosen", [0, 1, 2])
def test_the_field_with_the_ring_has_the_focus(chosen: int) -> None:
    assert focused(form(chosen), FIELDS) == chosen  # type: ignore[arg-type]


def test_boxes_that_are_a_little_off_do() -> None:
    off = [Rect(f.x + 6, f.y - 4, f.width - 3, f.height + 5) for f in FIELDS]
    assert focused(form(1), off) == 1  # type: ignore[arg-type]


def test_without_a_ring_nobody_knows() -> None:
    assert focused(form(None), FIELDS) is None  # type: ignore[arg-type]
    assert focused(form(1, "#777777"), FIELDS) is None  # type: ignore[arg-type]
    assert focused(form(1), []) is None


def test_fields_that_are_all_coloured_tell_nothing() -> None:
    both = np.minimum(form(0), form(2))
    assert focused(both, FIELDS) is None  # type: ignore[arg-type]
