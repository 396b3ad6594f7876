"""Fields that are told by their caret."""

from __future__ import annotations

import numpy as np

from innervate.core.geometry import Rect
from innervate.core.vocabulary import Role, State
from innervate.perception.carets import on_its_line, written_in
from innervate.perception.perceive import Perception
from innervate.perception.picture import Cropped


def window() -> np.ndarray[tuple[int, int, int], np.dtype[np.uint8]]:
    picture = np.full((400, 600, 3), 225, np.uint8)
    picture[100:380, 20:580] = 255
    return picture


def test_a_caret_tells_the_field_around_it() -> None:
    picture = window()
    picture[104:120, 24] = 0
    assert written_in(picture, Rect(24, 104, 1, 16)) == Rect(20, 100, 560, 280)
    assert written_in(window(), Rect(24, 104, 1, 16)) == Rect(20, 100, 560, 280)


def test_what_is_no_caret_and_what_is_no_large_field() -> None:
    assert written_in(window(), Rect(24, 104, 30, 16)) is None
    assert written_in(window(), Rect(24, 104, 1, 90)) is None
    small = np.full((400, 600, 3), 225, np.uint8)
    small[100:130, 20:120] = 255
    assert written_in(small, Rect(24, 104, 1, 16)) is None


def test_a_blinking_caret_makes_a_field_that_stays() -> None:
    eyes = Perception()
    eyes.perceive(window())
    blinking = window()
    blinking[104:120, 24:26] = 0
    for picture in (blinking, window(), blinking):
        fields = [e for e in eyes.perceive(picture).elements if e.role is Role.ENTRY]
        assert [f.bounds for f in fields] == [Rect(20, 100, 560, 280)]
        assert {State.EDITABLE, State.MULTI_LINE} <= fields[0].states


def test_a_field_ends_at_the_lines_above_and_below_it() -> None:
    picture = window()
    for y in (130, 160, 300):
        picture[y, 24:576] = 190
    assert written_in(picture, Rect(24, 164, 1, 16)) == Rect(20, 161, 560, 139)
    assert written_in(picture, Rect(24, 104, 1, 16)) is None, (
        "between lines that are too near for a large field"
    )


def test_a_field_is_gone_where_something_else_shows() -> None:
    eyes = Perception()
    eyes.perceive(window())
    blinking, other = window(), window()
    blinking[104:120, 24:26] = 0
    # Rows of a list, which keep what is around them.
    for y in range(110, 370, 40):
        other[y : y + 12, 30:90] = other[y : y + 12, 500:560] = (30, 60, 160)
    for picture, fields in ((blinking, 1), (other, 0), (other, 0)):
        seen = [e for e in eyes.perceive(picture).elements if e.role is Role.ENTRY]
        assert len(seen) == fields


def test_a_narrow_digit_of_a_page_that_comes_up_is_no_caret() -> None:
    eyes = Perception()
    eyes.perceive(window())
    page = window()
    page[150:170, 100:102] = 0  # a one, or a small l
    page[250:270, 100:140] = page[300:330, 300:380] = (200, 120, 20)
    for picture in (page, page):
        assert not [
            e for e in eyes.perceive(picture).elements if e.role is Role.ENTRY and e.bounds.width > 400
        ]


def test_a_bar_that_is_no_caret() -> None:
    """Of two colours, or with something on both sides."""
    picture = window()
    picture[200:216, 300:303] = 0
    picture[200:208, 300:303] = 255
    assert written_in(picture, Rect(300, 200, 3, 16)) is None
    picture[200:216, 300:303] = 0
    picture[200:216, 280:300] = picture[200:216, 303:320] = 120
    assert written_in(picture, Rect(300, 200, 3, 16)) is None


def test_a_caret_beside_the_border_of_its_field() -> None:
    picture = window()
    picture[100:380, 20:22] = 90
    picture[104:120, 22] = 0
    assert written_in(picture, Rect(22, 104, 1, 16)) == Rect(22, 100, 558, 280)


def test_the_edges_of_a_shape_that_moves_are_no_carets() -> None:
    caret: Rect[Cropped] = Rect(100, 200, 3, 16)
    other: Rect[Cropped] = Rect(130, 200, 3, 16)
    field: Rect[Cropped] = Rect(20, 100, 560, 280)
    assert on_its_line(field, caret, [caret])
    assert not on_its_line(field, caret, [caret, other])
