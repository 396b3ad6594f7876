"""As many dots as are drawn in a password's field."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image as Picture
from PIL import ImageDraw, ImageFont

from innervate.core.geometry import Rect
from innervate.perception.bullets import with_bullets
from innervate.perception.changes import Line
from innervate.perception.drawn import Box
from innervate.perception.picture import Image

from .frames import FONT

FIELD: Box = Rect(20, 20, 240, 30)


def field(text: str, size: int = 15, caret: bool = False, ring: int = 1) -> Image:
    picture = Picture.new("RGB", (300, 80), "#f0f0f0")
    draw, font = ImageDraw.Draw(picture), ImageFont.truetype(FONT, size)
    draw.rounded_rectangle((20, 20, 259, 49), 3, "#ffffff", "#202020", ring)
    draw.text((28, 35), text, "#101010", font, anchor="lm")
    if caret:
        x = 29 + round(draw.textlength(text, font))
        draw.line((x, 26, x, 43), "#000000")
    return np.ascontiguousarray(np.asarray(picture)[..., ::-1])


@settings(deadline=None)
@given(
    count=st.integers(2, 14), size=st.integers(14, 20), caret=st.booleans(), ring=st.sampled_from([1, 2, 3])
)
def test_as_many_as_are_drawn(count: int, size: int, caret: bool, ring: int) -> None:
    wrong = Line("●" * (count + 1), 0.5, Rect(28, 31, 40, 8))
    other = Line("Password", 0.9, Rect(20, 2, 60, 10))
    first, *more = with_bullets(field("•" * count, size, caret, ring), [other, wrong], [FIELD])
    assert first is other
    assert [line.text for line in more] == ["•" * count]


@pytest.mark.parametrize(
    "text", ["", "...", "....", "oooo", "ooo ooo", "1234", "--", "••x", "::", "O.O", "=="]
)
def test_anything_else_is_left_as_it_was_read(text: str) -> None:
    lines = (Line(text, 0.9, Rect(28, 31, 40, 8)),)
    for size in (12, 15, 19):
        assert with_bullets(field(text, size), lines, [FIELD]) == lines


def test_dots_outside_of_fields_are_not_counted() -> None:
    assert with_bullets(field("•••••"), (), []) == ()
