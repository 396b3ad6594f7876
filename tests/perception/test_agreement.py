"""Where tree and pixels disagree, pixels win, and the element says so."""

from __future__ import annotations

from dataclasses import replace

from innervate.core.scene import Element
from innervate.core.vocabulary import Doubt, Role, Source
from innervate.perception.agreement import agreed, doubtful
from innervate.perception.fused import Fused

from .frames import frame, node, rect, top, window

SAVE = Element("save", Role.BUTTON, "Save", rect(100, 100, 80, 30), 1)
MUTE = replace(SAVE, id="mute", name="")
ASTRAY = replace(SAVE, bounds=rect(5000, 100, 80, 30))


def seen(name: str, x: int, y: int, role: Role = Role.LABEL) -> Element:
    return Element(
        f"px:{name}:{x}", role, name, rect(x, y, 60, 14), 1, source=Source.PIXELS, named_by_content=True
    )


def test_a_name_that_the_tree_leaves_out_is_read() -> None:
    (mended,) = agreed(window(), [MUTE], [seen("Send", 110, 108)])
    assert (mended.name, mended.doubt, mended.source) == ("Send", Doubt.NAMED, Source.BOTH)
    assert mended.named_by_content
    assert mended.confidence < 1


def test_a_field_is_called_what_stands_beside_it() -> None:
    field = replace(MUTE, role=Role.ENTRY, bounds=rect(200, 100, 200, 24))
    (mended,) = agreed(window(), [field], [seen("Policy", 120, 104)])
    assert (mended.name, mended.doubt) == ("Policy", Doubt.NAMED)


def test_what_is_astray_is_placed_where_its_name_stands() -> None:
    (mended,) = agreed(window(), [ASTRAY], [seen("Save", 300, 200, Role.BUTTON)])
    assert (mended.bounds, mended.doubt) == (rect(300, 200, 60, 14), Doubt.PLACED)


def test_three_points_and_an_ellipsis_are_one_name() -> None:
    astray = replace(ASTRAY, name="Save as...")
    (mended,) = agreed(window(), [astray], [seen("Save as…", 300, 200, Role.BUTTON)])
    assert mended.bounds == rect(300, 200, 60, 14)


def test_two_places_are_no_place() -> None:
    places = [seen("Save", 300, 200), seen("Save", 300, 300)]
    assert agreed(window(), [ASTRAY], places) == [ASTRAY]
    twins = [ASTRAY, replace(ASTRAY, id="twin")]
    assert agreed(window(), twins, places[:1]) == twins


def test_what_agrees_stays_as_it_is() -> None:
    assert not doubtful(window(), [SAVE])
    assert agreed(window(), [SAVE], [seen("Other", 110, 108)]) == [SAVE]


async def test_what_another_window_covers_says_so() -> None:
    trees = {7: (top(), node("b", Role.BUTTON, "top", rect(100, 100, 80, 30), name="Save"))}
    above = window(2, rect(50, 50, 300, 300), title="Above", pid=9, order=1)
    scene = await Fused(read_pixels=False).perceive(frame(trees, (window(), above)))
    save = scene.by_id["b"]
    assert (save.visible, save.doubt) == (False, Doubt.COVERED)
