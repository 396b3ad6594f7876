"""Figures and what is written among them, as a plan finds them on the screen."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PIL import ImageDraw, ImageFont

from innervate.core.application import Application
from innervate.core.asking import Extreme, Literal, Locator, Op
from innervate.core.asking import Test as Asked
from innervate.core.errors import Missing
from innervate.core.scene import Element, Scene, TextRun, scene_of
from innervate.core.vocabulary import Role, Source
from innervate.runtime import grounding
from innervate.runtime.judging import Judge
from innervate.runtime.ordering import extreme
from tests.perception.frames import BOLD, blank, frame, rect, window


class _Nowhere:
    """There is nothing outside the screen."""

    def rows(self, place: str) -> None:
        return None


def scene(*texts: TextRun) -> Scene:
    picture = blank()
    draw = ImageDraw.Draw(picture)
    for number, text in enumerate(("-5", "10")):
        draw.text((100, 60 + 80 * number), text, "#000000", ImageFont.truetype(BOLD, 40))
    draw.ellipse((300, 60, 380, 140), outline="#000000", width=2)
    shown = window()
    draw.polygon([(500, 60), (580, 140), (460, 140)], fill="#0000ff")
    page = Element("page", Role.DOCUMENT, "", shown.bounds, shown.id, source=Source.PIXELS)
    return scene_of(frame({}, picture=picture), (page,), texts)


def find(locator: Locator, now: Scene) -> list[Element]:
    application = Application("desk", window().executable)
    return grounding.find(locator, now, Judge(now, {"desk": application}, _Nowhere(), lambda _: None))


def written(*tests: Asked) -> Locator:
    return Locator("desk", role=Role.FIGURE, where=(("text", tests),))


def test_numbers_that_are_drawn_are_found_by_what_they_say_and_read() -> None:
    now = scene()
    found = find(written(Asked(Op.GT, (Literal(Decimal(-1000)),))), now)
    assert [e.name for e in found] == ["-5", "10"]
    said = grounding.property_of(found[0], "text", now)
    assert said is not None
    assert said.text == "-5"
    assert [e.name for e in find(written(Asked(Op.EQ, (Literal("10"),))), now)] == ["10"]


def test_a_figure_has_no_text_where_none_is_asked_for() -> None:
    now = scene()
    circles = Locator("desk", role=Role.FIGURE, where=(("form", (Asked(Op.EQ, (Literal("circle"),)),)),))
    (one,) = find(circles, now)
    assert (one.name, grounding.property_of(one, "text", now)) == ("", None)


@pytest.mark.parametrize(("said", "seen"), [("\\", 1), ("Words", 0)])
def test_a_sign_that_was_read_hides_no_figure(said: str, seen: int) -> None:
    around = TextRun(said, rect(450, 30, 140, 140), 0.9, window().id)
    shapes = Locator("desk", role=Role.FIGURE, where=(("form", (Asked(Op.EQ, (Literal("triangle"),)),)),))
    assert len(find(shapes, scene(around))) == seen


def test_what_has_no_order_has_no_least() -> None:
    things = [Element(f"e{n}", Role.LABEL, name, None, 1) for n, name in enumerate(("3h 20m", "soon"))]
    with pytest.raises(Missing):
        extreme(things, Extreme("text"), lambda e, _: grounding.value_of(e))
