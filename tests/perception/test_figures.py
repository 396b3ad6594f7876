"""Figures: what is drawn, by its colour, form and corners."""

from __future__ import annotations

import math

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from innervate.core.frame import Pixels
from innervate.core.geometry import Rect
from innervate.perception.figures import COLOURS, Figure, Form, figures_in, name_of, paints_of

SIZE = 200
WHOLE = Rect(0, 0, SIZE, SIZE)  # type: ignore[var-annotated]


def blank() -> np.ndarray:
    return np.full((SIZE, SIZE, 3), 255, np.uint8)


def pixels(image: np.ndarray) -> Pixels:
    four = np.dstack([image[..., ::-1], np.zeros(image.shape[:2], np.uint8)])
    return Pixels(image.shape[1], image.shape[0], image.shape[1] * 4, four.tobytes())


def found(image: np.ndarray) -> list[Figure]:
    return figures_in(pixels(image), WHOLE)


def polygon(image: np.ndarray, corners: int, turn: float, paint: tuple[int, int, int]) -> None:
    points = [
        (
            100 + 60 * math.cos(turn + 2 * math.pi * k / corners),
            100 + 60 * math.sin(turn + 2 * math.pi * k / corners),
        )
        for k in range(corners)
    ]
    cv2.fillPoly(image, [np.round(points).astype(np.int32)], paint, lineType=cv2.LINE_AA)


@settings(max_examples=40, deadline=None)
@given(st.integers(3, 7), st.floats(0, 2 * math.pi))
def test_a_polygon_has_its_corners_however_it_is_turned(corners: int, turn: float) -> None:
    image = blank()
    polygon(image, corners, turn, (0, 128, 0))
    (one,) = [figure for figure in found(image) if figure.form is not Form.LINE]  # a softened edge is one
    assert (one.corners, one.colour) == (corners, "green")


@settings(max_examples=30, deadline=None)
@given(st.integers(12, 80), st.sampled_from(sorted(set(COLOURS) - {"white"})))
def test_a_circle_is_one_of_its_colour(radius: int, colour: str) -> None:
    image = blank()
    cv2.circle(image, (100, 100), radius, COLOURS[colour], -1, cv2.LINE_AA)
    (one,) = found(image)
    assert (one.form, one.colour) == (Form.CIRCLE, colour)
    assert abs(one.bounds.centre.x - 100) <= 1
    assert abs(one.bounds.centre.y - 100) <= 1


def test_a_fill_is_one_figure_with_its_outline() -> None:
    image = blank()
    cv2.circle(image, (100, 100), 40, (255, 255, 255), -1)
    cv2.circle(image, (100, 100), 40, (0, 0, 0), 2, cv2.LINE_AA)
    (one,) = found(image)
    assert (one.form, one.colour, one.bounds.width > 79) == (Form.CIRCLE, "white", True)


def test_dots_are_apart_from_the_lines_that_they_hang_on() -> None:
    image = blank()
    cv2.line(image, (40, 40), (150, 120), (0, 0, 0), 2, cv2.LINE_AA)
    for place in ((40, 40), (150, 120)):
        cv2.circle(image, place, 7, (0, 0, 0), -1, cv2.LINE_AA)
    dots = [one for one in found(image) if one.form is Form.CIRCLE]
    assert len(dots) == 2


def test_letters_are_no_figures_and_a_sample_among_them_is_one() -> None:
    image = blank()
    cv2.putText(image, "some words", (20, 60), cv2.FONT_HERSHEY_SIMPLEX, 0.6, (0, 0, 0), 1, cv2.LINE_AA)
    cv2.rectangle(image, (150, 44), (168, 62), (255, 165, 0), -1)
    (one,) = figures_in(pixels(image), WHOLE, [Rect(10, 38, 170, 30)])
    assert one.colour == "orange"


@pytest.mark.parametrize(
    ("code", "name"),
    [("0066cc", "blue"), ("9933ff", "purple"), ("e60000", "red"), ("663d00", "brown"), ("555555", "grey")],
)
def test_a_colour_has_the_name_of_its_hue(code: str, name: str) -> None:
    red, green, blue = bytes.fromhex(code)
    assert name_of((red, green, blue)) == name


@given(st.sampled_from(sorted(COLOURS)))
def test_a_named_colour_has_its_own_name(name: str) -> None:
    assert name_of(COLOURS[name]) == name


def test_what_fills_and_what_is_written() -> None:
    image = blank()
    cv2.putText(image, "words", (30, 110), cv2.FONT_HERSHEY_SIMPLEX, 1.5, (0, 0, 255), 3)
    assert paints_of(pixels(image), WHOLE) == ((255, 255, 255), (0, 0, 255))
    assert paints_of(pixels(blank()), WHOLE) == ((255, 255, 255), None)
    assert paints_of(pixels(blank()), Rect(500, 500, 10, 10)) is None


def test_a_dot_is_one_with_the_beginning_of_a_line_on_it() -> None:
    image = blank()
    cv2.line(image, (100, 100), (100, 90), (0, 0, 0), 2)
    cv2.circle(image, (100, 100), 6, (0, 0, 0), -1)
    (one,) = [figure for figure in found(image) if figure.form is Form.CIRCLE]
    assert abs(one.bounds.centre.y - 100) <= 1


@pytest.mark.parametrize("turn", [0.1, 0.7, 1.3])
def test_the_corners_of_a_thick_outline_are_no_dots(turn: float) -> None:
    image = blank()
    sides = [turn + 2 * math.pi * k / 3 for k in range(3)]
    corners = np.round([(100 + 52 * math.cos(a), 100 + 52 * math.sin(a)) for a in sides]).astype(np.int32)
    cv2.polylines(image, [corners], True, (0, 0, 0), 5, cv2.LINE_AA)
    (one,) = [figure for figure in found(image) if figure.form is not Form.LINE]
    assert one.corners == 3


def test_an_outline_with_a_gap_of_a_pixel_is_closed() -> None:
    image = blank()
    cv2.circle(image, (100, 100), 40, (0, 0, 0), 1)
    image[138:143, 100] = 255
    (one,) = found(image)
    assert (one.form, one.colour, one.hollow) == (Form.CIRCLE, "black", True)


def test_a_disc_within_a_line_of_text_is_a_figure() -> None:
    image = blank()
    cv2.putText(image, "-2", (20, 60), cv2.FONT_HERSHEY_SIMPLEX, 0.6, (0, 0, 0), 1, cv2.LINE_AA)
    cv2.circle(image, (70, 54), 6, (0, 0, 255), -1, cv2.LINE_AA)
    (one,) = figures_in(pixels(image), WHOLE, [Rect(16, 38, 80, 30)])
    assert (one.form, one.colour) == (Form.CIRCLE, "blue")


def test_a_small_dot_has_its_colour_also_where_lines_cross_it() -> None:
    image = blank()
    cv2.circle(image, (100, 100), 5, (0, 0, 255), -1, cv2.LINE_AA)
    for end in ((180, 90), (130, 180)):
        cv2.line(image, (100, 100), end, (0, 0, 0), 2, cv2.LINE_AA)
    near = [one for one in found(image) if one.bounds.holds_middle(Rect(97, 97, 6, 6))]
    assert "black" not in [one.colour for one in near if one.form is Form.CIRCLE]
