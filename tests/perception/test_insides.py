"""What is written in a field, without the field's border."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image as Picture
from PIL import ImageDraw, ImageFont

from innervate.core.geometry import Rect
from innervate.perception.drawn import Box, Drawn
from innervate.perception.ink import as_ink, commonest_of, strength_of
from innervate.perception.insides import inside, unframed
from innervate.perception.picture import Image, cut

from .frames import FONT

FIELD: Box = Rect(20, 20, 200, 32)


def field(text: str, ring: int, fill: str = "#ffffff") -> Image:
    picture = Picture.new("RGB", (260, 80), "#e8e8e8")
    draw = ImageDraw.Draw(picture)
    draw.rounded_rectangle((20, 20, 219, 51), 4, fill, "#101010" if ring else None, ring)
    draw.text((24, 36), text, "#101010", ImageFont.truetype(FONT, 15), anchor="lm")
    return np.ascontiguousarray(np.asarray(picture)[..., ::-1])


def run(image: Image, place: Box) -> Drawn:
    part = cut(image, place)
    return Drawn(place, as_ink(strength_of(part, commonest_of(part))))


@pytest.mark.parametrize("ring", [1, 2, 3])
@pytest.mark.parametrize("text", ["ignacio", "lll", "Eastmere", "[x]"])
def test_a_border_is_no_letter(ring: int, text: str) -> None:
    image = field(text, ring)
    assert inside(image, FIELD) == Rect(20 + ring, 20 + ring, 200 - 2 * ring, 32 - 2 * ring)
    whole = run(image, Rect(20, 24, 100, 24))
    (rest,) = unframed(image, [whole], [FIELD])
    first = int(np.flatnonzero((cut(image, Rect(20 + ring, 24, 90, 24)) < 128).any(axis=(0, 2)))[0])
    assert abs(rest.bounds.x - (20 + ring + first)) <= 1
    assert rest.bounds.right <= 120


def test_a_run_inside_is_the_same() -> None:
    image = field("ignacio", 2)
    own = run(image, Rect(23, 26, 70, 20))
    assert unframed(image, [own], [FIELD])[0] is own


def test_where_no_border_is_seen_nothing_is_cut_off() -> None:
    image = field("lll", 0, "#e8e8e8")
    assert inside(image, FIELD) is None
    own = run(image, Rect(18, 24, 80, 24))
    assert unframed(image, [own], [FIELD])[0] is own
    # Of a field that was found too far to the right, the first letters are no border.
    misplaced: Box = Rect(30, 20, 190, 32)
    assert unframed(field("lll", 1), [own], [misplaced])[0] is own
