"""Elements are brought onto what is drawn."""

from __future__ import annotations

import cv2
import numpy as np

from innervate.core.geometry import Rect
from innervate.core.vocabulary import Role, State
from innervate.perception.detector import Found
from innervate.perception.refining import refined, still_drawn


def found(box: Rect, role: Role = Role.BUTTON) -> Found:  # type: ignore[type-arg]
    return Found(role, box, frozenset({State.ENABLED}), 0.9)


def test_a_button_ends_at_its_border() -> None:
    image = np.full((80, 120, 3), 230, dtype=np.uint8)
    image[20:50, 20:60] = 120
    image[21:49, 21:59] = 200
    (button,) = refined(image, [found(Rect(18, 17, 45, 35))])
    assert button.bounds.iou(Rect(20, 20, 40, 30)) > 0.95


def test_a_picture_in_a_button_without_border_is_not_its_border() -> None:
    image = np.full((80, 120, 3), 230, dtype=np.uint8)
    image[27:45, 27:45] = 60
    image[28:44, 28:44] = 150
    box: Rect = Rect(20, 20, 32, 32)  # type: ignore[type-arg]
    (button,) = refined(image, [found(box)])
    assert button.bounds == box


def test_what_was_seen_is_told_as_it_is_drawn_now() -> None:
    image = np.full((80, 240, 3), 250, dtype=np.uint8)
    cv2.circle(image, (29, 40), 9, (120, 120, 120), 1, cv2.LINE_AA)
    cv2.putText(image, "Refused", (50, 46), cv2.FONT_HERSHEY_SIMPLEX, 0.5, (30, 30, 30), 1, cv2.LINE_AA)
    radio = found(Rect(20, 28, 110, 24), Role.RADIO)
    assert still_drawn(image, radio) == radio
    cv2.circle(image, (29, 40), 5, (180, 80, 0), -1, cv2.LINE_AA)
    ticked = still_drawn(image, radio)
    assert ticked is not None
    assert (ticked.role, State.CHECKED in ticked.states) == (Role.RADIO, True)
    assert still_drawn(np.full_like(image, 250), radio) is None


def test_a_field_is_still_there_while_its_border_is() -> None:
    image = np.full((80, 240, 3), 230, dtype=np.uint8)
    cv2.rectangle(image, (40, 20), (199, 49), (120, 120, 120))
    (field,) = refined(image, [found(Rect(38, 19, 163, 33), Role.ENTRY)])
    assert still_drawn(image, field) == field
    assert still_drawn(np.full_like(image, 230), field) is None
    assert still_drawn(image, found(Rect(40, 20, 160, 30), Role.LINK)) is None


def test_a_field_with_a_ring_around_it_is_the_same_field() -> None:
    image = np.full((80, 260, 3), 250, dtype=np.uint8)
    cv2.rectangle(image, (40, 20), (199, 49), (120, 120, 120), 1)
    field = found(Rect(40, 20, 160, 30), Role.ENTRY)
    ringed = image.copy()
    cv2.rectangle(ringed, (38, 18), (201, 51), (20, 20, 20), 3)
    still = still_drawn(ringed, field)
    assert still is not None
    assert still.role is Role.ENTRY
    assert still.bounds.iou(field.bounds) > 0.8
    button = found(Rect(40, 20, 160, 30), Role.BUTTON)
    assert still_drawn(ringed, button) in (None, button)
