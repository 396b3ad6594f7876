"""Ink: boxes of any padding become the same tight box."""

from __future__ import annotations

import numpy as np

from innervate.bench.eyes_ink import Picture, ink, tightened
from innervate.bench.eyes_truth import Run
from innervate.core.geometry import Device, Rect


def picture(ground: int, stroke: int) -> Picture:
    """Two strokes from (10, 8) to (40, 20)."""
    made = np.full((40, 60, 3), ground, dtype=np.uint8)
    made[8:20, 10:14] = stroke
    made[8:20, 36:40] = stroke
    return made


STROKES: Rect[Device] = Rect(10, 8, 30, 12)


def test_a_padded_box_shrinks_to_its_ink_on_light_and_dark() -> None:
    for shown in (picture(255, 0), picture(30, 220)):
        assert ink(shown, Rect(2, 1, 50, 30)) == STROKES
        assert ink(shown, Rect(-5, -5, 200, 200)) == STROKES


def test_on_a_gradient_the_rows_have_their_own_background() -> None:
    shown = picture(0, 0)
    shown[:] = np.linspace(80, 200, 40, dtype=np.uint8)[:, None, None]
    shown[8:20, 10:14] = 255
    shown[8:20, 36:40] = 255
    assert ink(shown, Rect(2, 1, 50, 30)) == STROKES


def test_where_nothing_is_drawn_there_is_no_ink_and_a_run_keeps_its_box() -> None:
    blank = picture(200, 200)
    assert ink(blank, Rect(0, 0, 60, 40)) is None
    assert ink(blank, Rect(100, 100, 5, 5)) is None
    run = Run("x", Rect(2, 1, 50, 30))
    assert tightened(blank, [run]) == (run,)
    assert tightened(picture(255, 0), [run]) == (Run("x", STROKES),)


def test_lines_that_run_through_the_box_are_no_text_but_letters_that_fill_it_are() -> None:
    ruled = picture(255, 0)
    ruled[3] = ruled[:, 50] = 120
    assert tightened(ruled, [Run("x", Rect(2, 1, 54, 30))]) == (Run("x", STROKES),)
    assert tightened(picture(255, 0), [Run("x", STROKES)]) == (Run("x", STROKES),)


def test_what_lies_beyond_the_edge_of_a_badge_is_no_text() -> None:
    badge = np.full((40, 60, 3), 255, dtype=np.uint8)
    badge[4:26, 6:46] = 90
    badge[8:20, 10:14] = badge[8:20, 36:40] = 255
    assert tightened(badge, [Run("x", Rect(7, 2, 38, 23))]) == (Run("x", STROKES),)
