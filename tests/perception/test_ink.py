"""Ink: the same line in any colours, at any size, comes out alike."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from innervate.core.geometry import Rect
from innervate.perception.ink import HEIGHT, grounds_of, ink_of, scale_of, strip_of
from innervate.perception.spots import Spots

COLOUR = st.tuples(*(st.integers(0, 255) for _ in range(3)))


def letters(height: int = 12, width: int = 60) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Alpha of something like a word: stems with an x-height band."""
    alpha = np.zeros((height, width))
    alpha[:, 4::12] = 1.0
    alpha[height // 3 :, 8::12] = 0.8
    return alpha


@settings(max_examples=60, deadline=None)
@given(COLOUR, COLOUR)
def test_colours_do_not_matter(ground: tuple[int, int, int], ink: tuple[int, int, int]) -> None:
    if np.abs(np.subtract(ground, ink)).sum() < 90:
        return
    alpha = letters()[..., None]
    crop = np.round(np.array(ground) * (1 - alpha) + np.array(ink) * alpha).astype(np.uint8)
    plain = np.round(255 * (1 - alpha)).astype(np.uint8).repeat(3, axis=2)
    assert np.abs(ink_of(crop).astype(int) - ink_of(plain).astype(int)).max() <= 12


@pytest.mark.parametrize("height", [1, 3, 8, 12, 22, 40, 200])
def test_any_height_fits_its_strip(height: int) -> None:
    ink = np.full((height, 30), 255, dtype=np.uint8)
    strip = strip_of(ink)
    assert strip.shape[0] == HEIGHT
    assert strip.shape[1] % 2 == 0
    assert strip.any()


def test_ordinary_sizes_keep_their_pixels() -> None:
    ink = (letters(14) * 255).astype(np.uint8)
    assert scale_of(ink) == 1.0
    assert np.array_equal(strip_of(ink)[5:19, :60], ink)


def test_nothing_drawn_is_no_ink() -> None:
    assert not ink_of(np.full((10, 20, 3), 77, dtype=np.uint8)).any()


def test_a_background_that_changes_from_left_to_right_is_no_ink() -> None:
    picture = np.full((30, 160, 3), 255, dtype=np.uint8)
    picture[:] = np.linspace(20, 200, 160).astype(np.uint8)[None, :, None]
    picture[10:20, 40:44] = 255
    ink = ink_of(
        picture[8:22, 10:150], grounds_of(picture[6:24, 10:151], Spots([140]), [Rect(0, 2, 140, 14)])[:140]
    )
    assert ink[4:10, 30:34].min() > 200
    assert ink[:, :20].max() < 40


def test_a_background_that_changes_from_top_to_bottom_is_no_ink() -> None:
    """Though more pixels have the letters' colour than any other."""
    picture = np.zeros((30, 160, 3), dtype=np.uint8)
    picture[:] = np.linspace(20, 80, 30).astype(np.uint8)[:, None, None]
    picture[10:20, 30:110:4] = 255
    crops = picture[6:24, 10:151]
    ink = ink_of(crops[:, :140], grounds_of(crops, Spots([140]), [Rect(10, 2, 110, 14)])[:, :140])
    assert ink[4:14, 20:100:4].min() > 200
    assert ink[:, :20].max() < 40
    assert ink[:3].max() < 40


def test_a_plain_background_stays_one_colour() -> None:
    picture = np.full((30, 160, 3), 200, dtype=np.uint8)
    picture[10:20, 30:120] = 0
    crops = picture[6:24, 10:151]
    assert grounds_of(crops, Spots([140]), [Rect(18, 4, 94, 10)]).shape == (141, 3)
