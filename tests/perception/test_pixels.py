"""Lists, texts and memory, on drawn pictures and with the real recogniser."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image as Picture
from PIL import ImageDraw, ImageFont

from innervate.core.frame import Frame
from innervate.core.scene import Scene
from innervate.core.vocabulary import Role, Source, State
from innervate.perception.fused import Fused
from innervate.perception.sighting import LineMemory, Sighter

from .frames import FONT, blank, draw_list, frame, node, rect, top, window

ROWS = (
    ("New claim CLM-48213 (storm)", "Bogdan Novotny", "2026-03-23 12:39"),
    ("Invoice INV-31872 for drying", "Greta Albescu", "2026-03-22 08:55"),
    ("Team meeting moved to room 323", "Oskari Eriksdal", "2026-03-19 15:40"),
    ("Parking deck F closed on Thursday", "Ingeborg Kallergis", "2026-03-17 10:31"),
)
PANEL = rect(50, 60, 701, 301)
TREE = (top(), node("panel", Role.GROUP, "top", PANEL))


def listed(rows: tuple[tuple[str, ...], ...] = ROWS, chosen: int | None = None, epoch: int = 1) -> Frame:
    return frame({7: TREE}, picture=draw_list(rows, chosen=chosen), epoch=epoch)


def shown(scene: Scene) -> list[tuple[str | None, ...]]:
    (table,) = scene.tables
    return [tuple(scene.by_id[c].value if c else None for c in row.cells)[:3] for row in table.rows]


async def test_a_drawn_list_becomes_a_table() -> None:
    scene = await Fused(LineMemory()).perceive(listed(chosen=2))
    (table,) = scene.tables
    assert table.id == "panel"
    assert table.columns[:3] == ("Subject", "From", "Date")
    assert shown(scene) == list(ROWS)
    chosen = [State.SELECTED in scene.by_id[row.id].states for row in table.rows]
    assert chosen == [False, False, True, False]
    row = scene.by_id[table.rows[0].id]
    assert (row.role, row.source, row.parent) == (Role.ROW, Source.PIXELS, "panel")
    assert row.named_by_content
    assert row.bounds is not None
    assert (row.bounds.y, row.bounds.height) == pytest.approx((89, 20), abs=2)
    assert scene.by_id["panel"].source is Source.BOTH


async def test_what_was_read_is_not_read_again() -> None:
    memory = LineMemory()
    fused = Fused(memory)
    first = await fused.perceive(listed())
    read = memory.read
    assert read > 0
    again = await fused.perceive(listed(epoch=5))
    assert memory.read == read
    assert [e.id for e in again.elements] == [e.id for e in first.elements]
    same = listed(epoch=6)
    assert await fused.perceive(same) is await fused.perceive(same)


async def test_of_a_changed_list_only_the_changed_row_is_read() -> None:
    memory = LineMemory()
    fused = Fused(memory)
    before = await fused.perceive(listed())
    read = memory.read
    after = await fused.perceive(listed(chosen=1, epoch=5))
    # The row's three cells; and one above, a descender of which touches the new edge.
    assert 3 <= memory.read - read <= 4
    assert [r.id for r in after.tables[0].rows] == [r.id for r in before.tables[0].rows]


async def test_a_row_that_moves_keeps_its_name_and_is_not_read_again() -> None:
    memory = LineMemory()
    fused = Fused(memory)
    before = await fused.perceive(listed())
    read = memory.read
    # By two: stripes alternate, so that each row keeps its background.
    after = await fused.perceive(listed(ROWS[2:], epoch=5))
    # The edge of a run may be found a pixel further on.
    assert memory.read <= read + 2
    assert [r.id for r in after.tables[0].rows] == [r.id for r in before.tables[0].rows[2:]]


async def test_regions_that_damage_spares_are_not_looked_at() -> None:
    memory = LineMemory()
    fused = Fused(memory)
    await fused.perceive(listed())
    read = memory.read
    other = frame({7: TREE}, picture=draw_list(ROWS[1:]), epoch=2, damaged=(rect(0, 400, 50, 50),))
    scene = await fused.perceive(other)
    assert memory.read == read
    assert shown(scene) == list(ROWS)


async def test_windows_that_do_not_matter_are_not_read() -> None:
    memory = LineMemory()
    scene = await Fused(memory).perceive(listed(), frozenset())
    assert memory.read == 0
    assert scene.tables == ()


async def test_long_texts_stay_in_their_columns() -> None:
    rows = (("A subject so long that it is cut off where its column ends", *ROWS[0][1:]), *ROWS[1:])
    scene = await Fused(LineMemory()).perceive(listed(rows))
    subject, sender, day = shown(scene)[0]
    assert subject is not None
    assert subject.startswith("A subject so long that it is cut")
    assert (sender, day) == ROWS[0][1:]


async def test_pictures_of_other_windows_are_not_read_as_ours() -> None:
    picture = draw_list(ROWS)
    ImageDraw.Draw(picture).rectangle((0, 109, 899, 499), fill="#ffffff")
    ImageDraw.Draw(picture).text(
        (100, 140), "Somebody else", fill="#000000", font=ImageFont.truetype(FONT, 13)
    )
    windows = (window(1), window(2, rect(0, 137, 900, 363), title="Other", pid=9, order=1))
    trees = {7: TREE, 9: (node("o", Role.WINDOW, "", rect(0, 137, 900, 363), name="Other", pid=9),)}
    scene = await Fused(LineMemory()).perceive(frame(trees, windows, picture=picture))
    assert shown(scene) == [ROWS[0]]


async def test_a_window_that_hangs_over_the_edge_is_read_where_it_shows() -> None:
    picture = blank()
    picture.paste(draw_list(ROWS), (-100, 0))
    panel = rect(-50, 60, 701, 301)
    tree = (top(rect(-100, 0, 900, 500)), node("panel", Role.GROUP, "top", panel))
    shifted = frame({7: tree}, (window(1, rect(-100, 0, 900, 500)),), picture=picture)
    scene = await Fused(LineMemory()).perceive(shifted)
    assert [row[1:] for row in shown(scene)] == [row[1:] for row in ROWS]


async def test_pixels_alone_give_lists_and_labels() -> None:
    fused = Fused(LineMemory(), pixels_only=True)
    picture = draw_list(ROWS)
    ImageDraw.Draw(picture).text((60, 20), "Claims desk", fill="#222222", font=ImageFont.truetype(FONT, 13))
    scene = await fused.perceive(frame({}, picture=picture))
    (table,) = scene.tables
    assert {"Subject", "From", "Date"} <= set(table.columns)
    named = {e.name: e for e in scene.elements}
    assert named[ROWS[1][0]].role is Role.CELL
    assert named["Claims desk"].parent == "px:1:window:sheet"
    assert scene.by_id["window:1"].name == "Main"


def test_icons_in_front_of_texts_are_left_off() -> None:
    picture = blank()
    draw = ImageDraw.Draw(picture)
    draw.rectangle((20, 20, 34, 34), fill="#cc2200", outline="#003388")
    draw.ellipse((23, 23, 30, 30), fill="#22bb22")
    draw.text((39, 20), "Inbox", fill="#222222", font=ImageFont.truetype(FONT, 13))
    lines = Sighter(LineMemory()).see(array(picture)).lines
    assert [line.text for line in lines] == ["Inbox"]
    assert lines[0].bounds.x >= 36


def test_separators_and_cuts_part_texts() -> None:
    picture = blank()
    draw = ImageDraw.Draw(picture)
    font = ImageFont.truetype(FONT, 13)
    draw.text((20, 20), "left", fill="#222222", font=font)
    draw.text((47, 20), "right", fill="#222222", font=font)
    assert len(Sighter(LineMemory()).see(array(picture)).lines) == 1
    assert len(Sighter(LineMemory()).see(array(picture), (45,)).lines) == 2
    draw.line((44, 0, 44, 60), fill="#888888")
    assert len(Sighter(LineMemory()).see(array(picture)).lines) == 2


def test_spaces_are_kept() -> None:
    picture = blank()
    font = ImageFont.truetype(FONT, 13)
    text = "2026-03-17 10:31 for John Smith"
    ImageDraw.Draw(picture).text((20, 20), text, fill="#222222", font=font)
    assert [line.text for line in Sighter(LineMemory()).see(array(picture)).lines] == [text]


def array(picture: Picture.Image) -> np.ndarray[tuple[int, int, int], np.dtype[np.uint8]]:
    return np.ascontiguousarray(np.asarray(picture)[..., ::-1])
