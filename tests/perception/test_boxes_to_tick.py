"""Boxes to tick that have no text beside them."""

from __future__ import annotations

import numpy as np
from PIL import Image as Picture
from PIL import ImageDraw

from innervate.core.geometry import Rect
from innervate.core.vocabulary import Role, State
from innervate.perception.boxes_to_tick import with_boxes
from innervate.perception.detector import Found
from innervate.perception.drawn import Box
from innervate.perception.picture import Image

ENABLED = frozenset({State.ENABLED})
PLACES: list[Box] = [Rect(40 + 34 * i, 40, 18, 18) for i in range(3)]


def drawn(places: list[Box], ticked: int | None = None, full: bool = False) -> Image:
    picture = Picture.new("RGB", (260, 120), "#ffffff")
    draw = ImageDraw.Draw(picture)
    for number, p in enumerate(places):
        fill = "#0a5bd0" if number == ticked else "#777777" if full else None
        draw.rounded_rectangle((p.x, p.y, p.right - 1, p.bottom - 1), 2, fill, "#666666", 1)
        if number == ticked:
            draw.line((p.x + 4, p.y + 9, p.x + 8, p.y + 13), "#ffffff", 2)
            draw.line((p.x + 8, p.y + 13, p.x + 14, p.y + 5), "#ffffff", 2)
    return np.ascontiguousarray(np.asarray(picture)[..., ::-1])


def seen(places: list[Box], role: Role = Role.ICON) -> list[Found]:
    return [Found(role, Rect(p.x - 5, p.y - 4, p.width + 9, p.height + 9), ENABLED, 0.5) for p in places]


def test_squares_in_a_row_or_a_column_are_boxes_to_tick() -> None:
    column: list[Box] = [Rect(p.y, p.x - 30, p.width, p.height) for p in PLACES]
    for places in (PLACES, column):
        found = with_boxes(drawn(places), seen(places))
        assert [(one.role, one.bounds) for one in found] == [(Role.CHECK_BOX, place) for place in places]
        again = with_boxes(drawn(places), found)
        assert all(one is other for one, other in zip(found, again, strict=True))


def test_a_tick_in_one_is_seen() -> None:
    found = with_boxes(drawn(PLACES, ticked=1), seen(PLACES))
    assert [one.role for one in found] == [Role.CHECK_BOX] * 3
    assert [State.CHECKED in one.states for one in found] == [False, True, False]


def test_one_alone_full_ones_and_circles_are_pictures() -> None:
    alone, all_full = seen(PLACES[:1]), seen(PLACES)
    assert with_boxes(drawn(PLACES[:1]), alone) == tuple(alone)
    assert with_boxes(drawn(PLACES, full=True), all_full) == tuple(all_full)
    picture = Picture.new("RGB", (260, 120), "#ffffff")
    for p in PLACES:
        ImageDraw.Draw(picture).ellipse((p.x, p.y, p.right - 1, p.bottom - 1), outline="#666666")
    assert with_boxes(np.ascontiguousarray(np.asarray(picture)), all_full) == tuple(all_full)


def test_what_is_told_already_is_not_told_twice() -> None:
    known = Found(Role.CHECK_BOX, PLACES[0], ENABLED, 0.6)
    found = with_boxes(drawn(PLACES), [known, *seen(PLACES)])
    assert [one.bounds for one in found if one.role is Role.CHECK_BOX] == PLACES
    assert found[0] is known


def test_what_reaches_over_the_gap_to_the_next_one_is_its_first() -> None:
    _, *rest = seen(PLACES)
    wide = Found(Role.BUTTON, Rect(40, 40, 34, 18), ENABLED, 0.5)
    found = with_boxes(drawn(PLACES), [wide, *rest])
    assert [one.bounds for one in found] == PLACES
