"""What is written among what is drawn."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from innervate.core.frame import Pixels
from innervate.core.geometry import Rect
from innervate.perception.lettering import Writing, writings_in

WHOLE = Rect(0, 0, 300, 200)  # type: ignore[var-annotated]
_FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"


def picture(
    text: str, size: int, ink: tuple[int, int, int], ground: tuple[int, int, int] = (255, 255, 255)
) -> np.ndarray:
    image = Image.new("RGB", (300, 200), ground)
    ImageDraw.Draw(image).text((60, 40), text, ink, ImageFont.truetype(_FONT, size))
    return np.asarray(image).copy()


def written(image: np.ndarray) -> list[Writing]:
    four = np.dstack([image[..., ::-1], np.zeros(image.shape[:2], np.uint8)])
    return writings_in(Pixels(300, 200, 1200, four.tobytes()), WHOLE)


@pytest.mark.parametrize("text", ["-5", "10", "7", "h", "R", "j", "42.5"])
@pytest.mark.parametrize("size", [34, 48, 70])
def test_letters_of_any_size_are_read(text: str, size: int) -> None:
    (one,) = written(picture(text, size, (20, 20, 20)))
    assert one.text == text


def test_a_letter_is_read_on_the_shape_that_it_stands_on() -> None:
    image = picture("K", 40, (255, 255, 255), (51, 51, 51))
    slice_ = np.array([[40, 20], [160, 20], [140, 120], [60, 120]], np.int32)
    shape = cv2.fillPoly(np.zeros(image.shape[:2], np.uint8), [slice_], 1)
    drawn = (image > 51).any(axis=2)
    image[(shape > 0) & ~drawn] = (227, 76, 38)
    # The shape may be taken for a letter; it does not hide the one on it.
    assert "K" in [one.text for one in written(image)]


def test_a_ring_around_something_is_no_letter() -> None:
    image = np.full((200, 300, 3), (240, 101, 41), np.uint8)
    cv2.circle(image, (150, 100), 45, (255, 255, 255), 12, cv2.LINE_AA)
    cv2.circle(image, (150, 100), 25, (68, 68, 68), -1, cv2.LINE_AA)
    assert written(image) == []


def test_a_letter_between_quotation_marks_does_not_stand_alone() -> None:
    assert "r" not in [one.text for one in written(picture('"r"', 24, (0, 0, 0)))]


def test_two_texts_that_stand_apart_are_two() -> None:
    image = np.minimum(picture("12", 40, (0, 0, 0)), np.roll(picture("34", 40, (0, 0, 0)), 120, axis=1))
    assert sorted(one.text for one in written(image)) == ["12", "34"]


def test_nothing_is_written_on_a_blank_area_or_outside() -> None:
    blank = np.full((200, 300, 3), 255, np.uint8)
    assert written(blank) == []
    four = np.zeros((200, 300, 4), np.uint8)
    assert writings_in(Pixels(300, 200, 1200, four.tobytes()), Rect(500, 500, 10, 10)) == []
