"""What is drawn in front of a label, and what is no box to tick but a letter."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from innervate.core.geometry import Rect
from innervate.core.vocabulary import Role
from innervate.perception.drawn import Drawn
from innervate.perception.indicators import by_shape, indicator
from innervate.perception.runs import without

Picture = np.ndarray
PLACE: Rect[object] = Rect(20, 18, 150, 20)  # type: ignore[type-var]


def labelled() -> Picture:
    """A label behind room for something to tick."""
    image = np.full((60, 240, 3), 34, dtype=np.uint8)
    cv2.putText(image, "Every hour", (52, 34), cv2.FONT_HERSHEY_SIMPLEX, 0.5, (230, 230, 230), 1, cv2.LINE_AA)
    return image


@pytest.mark.parametrize("ring", [200, 60, 24])
def test_a_faint_ring_is_a_radio_button(ring: int) -> None:
    image = labelled()
    cv2.circle(image, (30, 28), 9, (34 + ring,) * 3, 1, cv2.LINE_AA)
    assert by_shape(image, Role.CHECK_BOX, PLACE) == (Role.RADIO, False)


def test_a_square_is_a_check_box_and_a_pill_a_switch() -> None:
    square, pill = labelled(), labelled()
    cv2.rectangle(square, (22, 20), (38, 36), (124, 124, 124), 1)
    assert by_shape(square, Role.RADIO, PLACE) == (Role.CHECK_BOX, False)
    cv2.rectangle(pill, (24, 20), (36, 36), (124, 124, 124), -1)
    for x in (22, 38):
        cv2.circle(pill, (x, 28), 8, (124, 124, 124), -1)
    assert by_shape(pill, Role.RADIO, Rect(12, 18, 150, 20))[0] is Role.TOGGLE


def test_a_letter_is_nothing_to_tick() -> None:
    image = np.full((60, 240, 3), 34, dtype=np.uint8)
    cv2.putText(image, "Two steps", (24, 36), cv2.FONT_HERSHEY_SIMPLEX, 0.7, (230, 230, 230), 2)
    assert indicator(image, PLACE) is None
    assert by_shape(image, Role.CHECK_BOX, PLACE) == (Role.CHECK_BOX, None)


def test_what_is_ticked_is_no_part_of_the_text_beside_it() -> None:
    ink = np.zeros((18, 80), dtype=np.uint8)
    ink[:, :17] = 200
    ink[4:14, 24:70] = 255
    run = Drawn(Rect(22, 20, 80, 18), ink)
    (rest,) = without([run], [Rect(22, 20, 17, 17)])
    assert rest.bounds == Rect(46, 24, 56, 10)
    assert without([run], [Rect(60, 20, 17, 17)]) == [run]
