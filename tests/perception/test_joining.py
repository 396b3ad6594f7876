"""Texts that were taken for two and are one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from innervate.core.geometry import Rect
from innervate.core.vocabulary import Role
from innervate.perception.changes import Line
from innervate.perception.detector import Found
from innervate.perception.joining import joined
from innervate.perception.picture import Cropped, Image


def box(x: int, y: int, width: int, height: int) -> Rect[Cropped]:
    return Rect(x, y, width, height)


def line(text: str, x: int, width: int, y: int = 20, height: int = 10) -> Line:
    return Line(text, 0.9, box(x, y, width, height), False)


def thing(role: Role, bounds: Rect[Cropped]) -> Found:
    return Found(role, bounds, frozenset(), 0.9)


def drawn(lines: Sequence[Line], pitch: int = 8) -> Image:
    """A picture of the lines: two bars for each letter."""
    image = np.full((80, 240, 3), 255, dtype=np.uint8)
    for one in lines:
        b = one.bounds
        for x in range(b.x, b.right, pitch):
            image[b.y : b.bottom, x : min(x + 2, b.right)] = 0
            image[b.y : b.bottom, x + 4 : min(x + 6, b.right)] = 0
    return image


def groups_of(lines: Sequence[Line], found: Sequence[Found] = ()) -> list[list[int]]:
    return joined(lines, found, drawn(lines))


def typed(text: str, column: int) -> Line:
    """A text whose letters are 8 pixels wide each, a pixel free on either side."""
    return line(text, 8 * column + 1, 8 * len(text) - 2)


def test_words_of_a_typewriter_are_one_text() -> None:
    assert groups_of([typed("Sync over", 0), typed("mobile data", 10)]) == [[0, 1]]
    assert groups_of([typed("2012", 8), typed("Mar", 0), typed("02,", 4)]) == [[1, 2, 0]]


def test_a_point_leaves_room_beside_it_that_is_no_blank() -> None:
    number = line("13.", 1, 20)  # the point ends three pixels before its room does
    assert groups_of([number, typed("The lease", 4)]) == [[0, 1]]


def test_letters_of_many_widths_are_no_typewriter() -> None:
    words = [typed("Sync over", 0), typed("mobile data", 10)]
    assert joined(words, [], drawn(words, pitch=7)) == []


def test_two_blanks_part_them() -> None:
    assert groups_of([typed("staff", 0), typed("4096", 7)]) == []


def test_other_letters_do_not_make_one_text() -> None:
    assert groups_of([line("Total", 0, 26), line("1234.50", 36, 45)]) == []


def test_a_letter_alone_is_a_word_of_a_typewriter() -> None:
    assert groups_of([line("I", 3, 2), typed("agree", 2)]) == [[0, 1]]
    assert groups_of([line("I", 3, 2), typed("agree", 3)]) == []


@pytest.mark.parametrize(
    ("left", "right", "groups"),
    [
        (Role.CELL, Role.CELL, []),
        (Role.MENU_ITEM, None, []),
        (None, Role.BUTTON, []),
        (None, Role.MENU, [[0, 1]]),
        (None, None, [[0, 1]]),
    ],
)
def test_two_elements_hold_two_texts(left: Role | None, right: Role | None, groups: list[list[int]]) -> None:
    places = [(left, box(0, 10, 38, 30)), (right, box(39, 10, 60, 30))]
    words = [typed("1234", 0), typed("5678", 5)]
    assert groups_of(words, [thing(role, place) for role, place in places if role]) == groups


@pytest.mark.parametrize(
    ("role", "groups"), [(Role.BUTTON, [[0, 1]]), (Role.CELL, [[0, 1]]), (Role.TREE_ITEM, [])]
)
def test_what_is_called_something_has_one_name(role: Role, groups: list[list[int]]) -> None:
    words = [line("Sign", 10, 30), line("in", 48, 12)]
    assert groups_of(words, [thing(role, box(0, 10, 80, 30))]) == groups


def test_a_sign_beside_a_name_is_no_part_of_it() -> None:
    button = [thing(Role.BUTTON, box(0, 10, 80, 30))]
    assert groups_of([line("Close", 10, 30), line("×", 44, 8)], button) == []
    assert groups_of([line("Q", 2, 8), line("Connect", 16, 50)], button) == []


def test_lines_below_each_other_are_not_joined() -> None:
    button = [thing(Role.BUTTON, box(0, 0, 80, 60))]
    assert groups_of([line("Sign", 10, 30, y=10), line("in", 46, 12, y=30)], button) == []
