"""Elements are brought onto what is drawn."""

from __future__ import annotations

import numpy as np

from innervate.core.geometry import Rect
from innervate.core.vocabulary import Role, State
from innervate.perception.detector import Found
from innervate.perception.refining import refined


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
