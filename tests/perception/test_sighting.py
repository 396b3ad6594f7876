"""Looking again: only what changed is read, and the answer is that of a fresh look."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image as Picture
from PIL import ImageDraw, ImageFont

from innervate.core.geometry import Rect
from innervate.core.vocabulary import Role, State
from innervate.perception.changes import Line, Sighting, changed, kept, rewordings
from innervate.perception.detector import Found
from innervate.perception.picture import Image
from innervate.perception.sighting import LineMemory, Sighter, least_of

from .frames import FONT, rect


def page(lines: list[str], width: int = 700) -> Image:
    picture = Picture.new("RGB", (width, 30 + 26 * len(lines)), "#fafafa")
    draw, font = ImageDraw.Draw(picture), ImageFont.truetype(FONT, 14)
    for number, line in enumerate(lines):
        draw.text((20, 12 + 26 * number), line, fill="#202020", font=font)
    return np.ascontiguousarray(np.asarray(picture)[..., ::-1])


LINES = [f"Entry {number}: paid {number * 37}.50" for number in range(20)]


def test_nothing_changed_is_the_same_object() -> None:
    memory = LineMemory()
    sighter = Sighter(memory)
    first = sighter.see(page(LINES))
    read = memory.read
    assert sighter.see(page(LINES)) is first
    assert memory.read == read


def test_one_changed_line_is_one_line_read() -> None:
    memory = LineMemory()
    sighter = Sighter(memory)
    sighter.see(page(LINES))
    read = memory.read
    lines = [*LINES[:7], "Entry 7: refused", *LINES[8:]]
    again = sighter.see(page(lines))
    assert 1 <= memory.read - read <= 3
    assert [line.text for line in again.lines] == lines
    fresh = Sighter(LineMemory()).see(page(lines))
    assert [line.text for line in again.lines] == [line.text for line in fresh.lines]


def test_a_line_that_vanished_is_gone() -> None:
    sighter = Sighter(LineMemory())
    sighter.see(page(LINES))
    lines = [*LINES[:3], "", *LINES[4:]]
    assert [line.text for line in sighter.see(page(lines)).lines] == [line for line in lines if line]


@pytest.mark.parametrize(
    "parts",
    [
        ["Words that go on for quite a while", "Words that go on for quite a while and more"],
        ["One", "One two", "One two three"],
        ["Name: Muster", "Name:"],
        ["Name of the thing 1500", "Name of the thing"],
        ["One two three", "One       three", "One two three"],
    ],
)
def test_a_line_to_which_text_comes_or_of_which_text_goes_is_seen_as_a_fresh_look_sees_it(
    parts: list[str],
) -> None:
    sighter = Sighter(LineMemory())
    for part in parts:
        shown = page([*LINES[:3], part, *LINES[4:6]])
        seen, fresh = sighter.see(shown), Sighter(LineMemory()).see(shown)
        assert [(line.text, line.bounds) for line in seen.lines] == [
            (line.text, line.bounds) for line in fresh.lines
        ]


def test_another_size_is_another_picture() -> None:
    sighter = Sighter(LineMemory())
    sighter.see(page(LINES))
    assert [line.text for line in sighter.see(page(LINES[:5])).lines] == LINES[:5]


@pytest.mark.parametrize("place", [(0, 0, 1, 1), (699, 299, 1, 1), (100, 50, 200, 10)])
def test_changes_are_where_pixels_differ(place: tuple[int, int, int, int]) -> None:
    before = np.full((300, 700, 3), 200, dtype=np.uint8)
    now = before.copy()
    x, y, width, height = place
    now[y : y + height, x : x + width, 1] = 9
    assert changed(before, now) == [Rect(*place)]


def test_distant_changes_stay_apart() -> None:
    before = np.full((300, 700, 3), 200, dtype=np.uint8)
    now = before.copy()
    now[10, 10] = now[200, 10] = now[200, 600] = 0
    assert changed(before, now) == [Rect(10, 10, 1, 1), Rect(10, 200, 1, 1), Rect(600, 200, 1, 1)]


def found(role: Role, *box: int, states: frozenset[State] = frozenset({State.ENABLED})) -> Found:
    return Found(role, rect(*box), states, 0.7)


def gone(_: Found) -> None:
    """Nothing that was seen before is still drawn."""


def test_a_piece_seen_in_a_part_is_no_element_of_its_own() -> None:
    button, cell = found(Role.BUTTON, 100, 100, 150, 40), found(Role.CELL, 130, 100, 64, 40)
    assert kept([button], [cell], lambda box: box == cell.bounds, gone) == (button,)
    beside = found(Role.BUTTON, 300, 100, 80, 40)
    assert kept([button], [beside], lambda box: box == beside.bounds, gone) == (button, beside)


def test_what_is_seen_alike_stays_as_it_was_and_what_is_not_is_renewed() -> None:
    before = found(Role.RADIO, 100, 100, 150, 30)
    moved = found(Role.RADIO, 101, 100, 149, 30)
    checked = found(Role.RADIO, 100, 100, 150, 30, states=frozenset({State.ENABLED, State.CHECKED}))
    assert kept([before], [moved], lambda _: True, gone)[0] is before
    assert kept([before], [checked], lambda _: True, gone) == (checked,)


def test_what_a_look_at_a_part_overlooks_stays_while_it_is_drawn_and_nothing_is_seen_instead() -> None:
    before, ticked = found(Role.RADIO, 100, 100, 150, 30), found(Role.RADIO, 100, 100, 150, 30)
    instead, elsewhere = found(Role.CHECK_BOX, 98, 98, 160, 34), found(Role.MENU_ITEM, 90, 300, 300, 40)
    assert kept([before], [], lambda _: True, gone) == ()
    assert kept([before], [elsewhere], lambda _: True, lambda _: ticked) == (ticked, elsewhere)
    assert kept([before], [instead], lambda _: True, lambda _: ticked) == (instead,)


def test_only_words_changed_where_lines_take_each_other_s_place() -> None:
    one, other = Line("a", 1.0, rect(10, 10, 50, 12)), Line("b", 1.0, rect(10, 40, 50, 12))
    new = Line("c", 1.0, rect(10, 10, 44, 12))
    before, now = Sighting((one, other)), Sighting((new, other))
    assert rewordings(before, now, [rect(12, 11, 40, 9)]) == ((one, new),)
    assert rewordings(before, now, [rect(0, 0, 300, 60)]) is None
    assert rewordings(before, Sighting((new,)), [rect(12, 11, 40, 9)]) is None
    assert rewordings(before, Sighting((new, other), (found(Role.BUTTON, 0, 0, 9, 9),)), []) is None


def test_a_row_of_dots_need_not_be_sure_and_a_lone_sign_must_be() -> None:
    assert least_of("••••") < least_of("Save") < least_of("›")
    assert least_of("•••") == least_of("Save")
