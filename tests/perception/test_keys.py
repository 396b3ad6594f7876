"""Keys of a keypad are told from other buttons by how they stand."""

from __future__ import annotations

import numpy as np
from PIL import Image as Picture
from PIL import ImageDraw, ImageFont

from innervate import perceive
from innervate.core.geometry import Rect
from innervate.core.vocabulary import Role
from innervate.perception.detector import Found
from innervate.perception.keys import keys_of

from .frames import FONT


def button(x: int, y: int, width: int = 60, height: int = 36) -> Found:
    return Found(Role.BUTTON, Rect(x, y, width, height), frozenset(), 0.9)


def test_buttons_in_rows_and_columns_are_keys() -> None:
    pad = [button(10 + 70 * (n % 4) + n % 3, 100 + 45 * (n // 4)) for n in range(16)]
    assert len(keys_of([*pad, button(10, 10, 120, 30), button(400, 100)])) == 16


def test_a_bar_or_two_columns_of_buttons_are_no_keys() -> None:
    assert keys_of([button(10 + 70 * n, 100) for n in range(12)]) == []
    assert keys_of([button(10 + 70 * (n % 2), 100 + 45 * (n // 2)) for n in range(12)]) == []
    assert keys_of([]) == []


def test_the_signs_on_the_keys_of_a_calculator_are_read() -> None:
    rows = ("789÷", "456×", "123−", "0.=+")
    picture = Picture.new("RGB", (330, 320), "#e8e8e8")
    draw, font = ImageDraw.Draw(picture), ImageFont.truetype(FONT, 16)
    for number, sign in enumerate("".join(rows)):
        x, y = 20 + 72 * (number % 4), 80 + 56 * (number // 4)
        draw.rounded_rectangle((x, y, x + 62, y + 42), 5, fill="#fdfdfd", outline="#9a9a9a")
        draw.text((x + 31, y + 21), sign, fill="#202020", font=font, anchor="mm")
    said = {text.text for text in perceive(np.asarray(picture)).texts}
    assert said >= set("0123456789÷×+=")
