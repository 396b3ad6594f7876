"""Numbers that stand alone are texts."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image as Picture
from PIL import ImageDraw

from innervate.core.geometry import Point
from innervate.core.scene import TextRun
from innervate.core.vocabulary import Role
from innervate.perception.lone_numbers import without_numbers
from innervate.perception.picture import Image
from innervate.perception.region import Thing

from .frames import rect


def drawn(border: bool) -> Image:
    picture = Picture.new("RGB", (120, 60), "#ffffff")
    if border:
        ImageDraw.Draw(picture).rectangle((30, 10, 69, 39), "#e4e4e4", "#808080")
    return np.ascontiguousarray(np.asarray(picture))


def left(text: str, role: Role = Role.ICON, border: bool = False, confidence: float = 0.95) -> bool:
    thing = Thing(role, rect(130, 210, 40, 30), frozenset(), 0.6)
    run = TextRun(text, rect(144, 220, 10, 10), confidence, 1)
    return bool(without_numbers([thing], [run], drawn(border), Point(100, 200)))


@pytest.mark.parametrize("text", ["0", "17", "-10", "−3", "2.5", "40%"])
def test_a_number_is_no_picture(text: str) -> None:
    assert not left(text)


@pytest.mark.parametrize("text", ["B", "+", "×", "G", "1a", "12:30"])
def test_a_letter_or_a_sign_may_be_one(text: str) -> None:
    assert left(text)


def test_a_key_and_what_is_hardly_read_stay() -> None:
    assert left("7", border=True)
    assert left("7", role=Role.BUTTON)
    assert left("7", confidence=0.7)
