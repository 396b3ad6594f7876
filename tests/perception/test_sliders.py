"""A slider is a track with one handle, wherever that stands; nothing else is."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image as Picture
from PIL import ImageDraw, ImageFont

from innervate.core.geometry import Rect
from innervate.core.vocabulary import Role, State
from innervate.perception.detector import Found
from innervate.perception.drawn import Box, Drawn
from innervate.perception.picture import Image
from innervate.perception.sliders import clear_of, is_slider, sliders_in, sliders_near, with_sliders

from .frames import FONT

ALL: Box = Rect(0, 0, 400, 300)


def drawn(share: float | None, length: int = 180, handles: int = 1, ring: int = 1) -> Image:
    """A track at (40, 100) with its handle at a share of it."""
    picture = Picture.new("RGB", (400, 300), "#ffffff")
    draw = ImageDraw.Draw(picture)
    draw.rounded_rectangle((40, 100, 40 + length, 113), 5, outline="#aaaaaa")
    for number in range(handles if share is not None else 0):
        x = 40 + round((share or 0.0) * length) + 60 * number
        outline = "#101010" if ring > 1 else "#c5c5c5"
        draw.rounded_rectangle((x - 9, 97, x + 9, 116), 4, "#f6f6f6", outline, ring)
    return np.ascontiguousarray(np.asarray(picture)[..., ::-1])


def upright(image: Image) -> Image:
    return np.ascontiguousarray(image.swapaxes(0, 1))


@settings(deadline=None)
@given(share=st.floats(0, 1), length=st.integers(110, 300), ring=st.sampled_from([1, 3]))
def test_it_is_where_its_track_and_its_handle_are(share: float, length: int, ring: int) -> None:
    image = drawn(share, length, ring=ring)
    (place,) = sliders_in(image, ALL)
    x = 40 + round(share * length)
    left, right = min(40, x - 9), max(40 + length, x + 9) + 1
    # Round corners are lower than the rest of a handle.
    assert abs(place.x - left) <= 2
    assert abs(place.right - right) <= 2
    assert abs(place.y - 97) <= 1
    assert abs(place.bottom - 117) <= 1
    (turned,) = sliders_in(upright(image), Rect(0, 0, 300, 400))
    assert turned == Rect(place.y, place.x, place.height, place.width)


@pytest.mark.parametrize("image", [drawn(None), drawn(0.2, handles=2), np.full((300, 400, 3), 255, np.uint8)])
def test_without_one_handle_it_is_none(image: Image) -> None:
    assert not list(sliders_in(image, ALL))


@pytest.mark.parametrize("text", ["acceleration", "mmmmmmlmmmmmm", "____|____", "illimitable wisdom"])
def test_words_are_none(text: str) -> None:
    for size in (11, 14, 18, 24):
        picture = Picture.new("RGB", (400, 300), "#ffffff")
        ImageDraw.Draw(picture).text((30, 90), text, "#000000", ImageFont.truetype(FONT, size))
        assert not list(sliders_in(np.ascontiguousarray(np.asarray(picture)), ALL))


def test_a_number_that_touches_the_handle_is_no_part_of_it() -> None:
    image = drawn(1.0, ring=3)
    (alone,) = sliders_in(image, ALL)
    picture = Picture.fromarray(np.ascontiguousarray(image[..., ::-1]))
    ImageDraw.Draw(picture).text((229, 104), "15", "#000000", ImageFont.truetype(FONT, 13))
    (place,) = sliders_in(np.ascontiguousarray(np.asarray(picture)[..., ::-1]), ALL)
    assert abs(place.right - alone.right) <= 2
    assert (place.x, place.y, place.height) == (alone.x, alone.y, alone.height)


def test_what_was_taken_for_a_part_of_it_is_gone_and_what_holds_it_stays() -> None:
    enabled = frozenset({State.ENABLED})
    holder = Found(Role.CELL, Rect(20, 80, 300, 60), enabled, 0.7)
    field = Found(Role.ENTRY, Rect(38, 99, 150, 16), enabled, 0.5)
    value = Found(Role.BUTTON, Rect(205, 95, 60, 30), enabled, 0.5)
    save = Found(Role.BUTTON, Rect(40, 200, 80, 30), enabled, 0.8)
    image = drawn(0.4)
    places = list(sliders_in(image, ALL))
    found = with_sliders([holder, field, value, save], places)
    assert [one.role for one in found] == [Role.CELL, Role.BUTTON, Role.SLIDER]
    assert found[0] is holder
    assert found[1] is save
    again = with_sliders(found, places)
    assert all(one is other for one, other in zip(found, again, strict=True))


def test_it_is_found_again_near_its_change_and_not_elsewhere() -> None:
    image = drawn(0.4)
    (place,) = sliders_near(image, [Rect(110, 97, 30, 20)])
    assert is_slider(image, place)
    assert not is_slider(image, Rect(place.x + 3, place.y, place.width, place.height))
    assert sliders_near(image, [Rect(100, 200, 30, 20)]) == []


def test_a_text_beside_it_is_cut_off_it_and_what_is_drawn_of_it_is_no_text() -> None:
    ink = np.zeros((12, 40), dtype=np.uint8)
    ink[:, :8], ink[2:10, 14:40] = 200, 255
    slider: Box = Rect(20, 40, 100, 20)
    beside, away = Drawn(Rect(112, 44, 40, 12), ink), Drawn(Rect(20, 80, 40, 12), ink)
    on_it = Drawn(Rect(50, 44, 40, 12), ink)
    found = clear_of([beside, on_it, away], [slider])
    assert [run.bounds for run in found] == [Rect(120, 46, 32, 8), away.bounds]
    assert cv2.countNonZero(found[0].ink) == 26 * 8
