"""Fields that are told by their caret."""

from __future__ import annotations

import numpy as np

from innervate.core.geometry import Rect
from innervate.core.vocabulary import Role, State
from innervate.perception.carets import written_in
from innervate.perception.perceive import Perception


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
