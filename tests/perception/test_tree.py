"""Elements from trees."""

from __future__ import annotations

import time

from innervate.core.frame import Node
from innervate.core.scene import Scene
from innervate.core.vocabulary import Role, Situation, State
from innervate.perception.fused import Fused

from .frames import frame, node, rect, top, window


async def scene_of_nodes(*nodes: Node) -> Scene:
    return await Fused(read_pixels=False).perceive(frame({7: (top(), *nodes)}))


async def test_an_entry_is_named_by_its_label_and_holds_its_text() -> None:
    scene = await scene_of_nodes(
        node("l", Role.LABEL, "top", rect(10, 10, 80, 20), name="Policy number:"),
        node("e", Role.ENTRY, "top", rect(100, 10, 90, 20), text="POL-1", labelled_by=("l",)),
    )
    entry = scene.by_id["e"]
    assert (entry.name, entry.value, entry.label) == ("Policy number", "POL-1", "l")
    assert not entry.named_by_content


async def test_static_text_inside_is_folded_into_its_parent() -> None:
    scene = await scene_of_nodes(
        node("b", Role.BUTTON, "top", rect(10, 10, 80, 20)),
        node("t", Role.LABEL, "b", rect(12, 12, 70, 16), name="Save"),
    )
    assert [e.id for e in scene.elements] == ["top", "b"]
    button = scene.by_id["b"]
    assert (button.name, button.named_by_content) == ("Save", True)
    assert button.lines == (("Save", rect(12, 12, 70, 16)),)


async def test_names_in_rows_are_content_even_where_the_application_tells_them_as_names() -> None:
    scene = await scene_of_nodes(
        node("t", Role.TABLE, "top", rect(0, 0, 300, 60)),
        node("r", Role.ROW, "t", rect(0, 0, 300, 20)),
        node("c", Role.CELL, "r", rect(0, 0, 100, 20), name="Ana Lee"),
        node("k", Role.LINK, "c", rect(0, 0, 50, 20), name="Ana Lee"),
    )
    assert scene.by_id["c"].named_by_content
    assert scene.by_id["k"].named_by_content


async def test_what_has_no_place_is_left_out_and_its_children_move_up() -> None:
    scene = await scene_of_nodes(
        node("tab", Role.TAB, "top", None),
        node("flat", Role.GROUP, "tab", rect(5, 5, 0, 20)),
        node("b", Role.BUTTON, "flat", rect(10, 10, 80, 20), name="Go"),
    )
    assert "tab" not in scene.by_id
    assert scene.by_id["b"].parent == "top"
    assert [e.id for e in scene.inside(scene.by_id["top"])] == ["b"]


async def test_the_origin_is_that_of_the_nearest_document() -> None:
    scene = await scene_of_nodes(
        node("bar", Role.ENTRY, "top", rect(0, 0, 100, 20), name="Address", text="x"),
        node("d", Role.DOCUMENT, "top", rect(0, 30, 300, 200), url="http://127.0.0.1:8080/a?b=c"),
        node("in", Role.BUTTON, "d", rect(0, 40, 50, 20), name="Save"),
        node("f", Role.DOCUMENT, "d", rect(0, 90, 100, 100), url="https://user@other.example/x"),
        node("ad", Role.BUTTON, "f", rect(0, 95, 50, 20), name="Save"),
    )
    assert scene.by_id["bar"].origin is None
    assert scene.by_id["in"].origin == "http://127.0.0.1:8080"
    assert scene.by_id["ad"].origin == "https://other.example"


async def test_the_value_of_a_combo_box_is_the_chosen_option_even_when_it_does_not_show() -> None:
    scene = await scene_of_nodes(
        node("l", Role.LABEL, "top", rect(10, 10, 60, 20), name="Cause"),
        node("c", Role.COMBO, "top", rect(90, 10, 90, 20), name="Storm"),
        node("o1", Role.OPTION, "c", None, name="Fire"),
        node("o2", Role.OPTION, "c", None, name="Storm", states=(State.SELECTED,)),
    )
    assert (scene.by_id["c"].name, scene.by_id["c"].value) == ("Cause", "Storm")


async def test_rows_headers_and_cells_make_a_table() -> None:
    scene = await scene_of_nodes(
        node("t", Role.TABLE, "top", rect(0, 0, 300, 60)),
        node("h", Role.ROW, "t", rect(0, 0, 300, 20)),
        node("h1", Role.COLUMN_HEADER, "h", rect(0, 0, 100, 20), name="Policy"),
        node("h2", Role.COLUMN_HEADER, "h", rect(100, 0, 100, 20), name="Holder"),
        node("r", Role.ROW, "t", rect(0, 20, 300, 20)),
        node("r2", Role.CELL, "r", rect(100, 20, 100, 20), name="Ana Lee"),
    )
    (table,) = scene.tables
    assert table.columns == ("Policy", "Holder")
    assert [row.cells for row in table.rows] == [(None, "r2")]


async def test_a_flat_table_gets_rows_by_height() -> None:
    cells = [
        node(f"c{y}{x}", Role.CELL, "t", rect(100 * x, 20 * y, 90, 18), name=f"{y}{x}")
        for y in range(3)
        for x in range(2)
    ]
    scene = await scene_of_nodes(node("t", Role.TABLE, "top", rect(0, 0, 300, 60)), *cells)
    (table,) = scene.tables
    assert [row.cells for row in table.rows] == [("c00", "c01"), ("c10", "c11"), ("c20", "c21")]
    assert scene.by_id["c11"].parent == table.rows[1].id
    assert scene.by_id[table.rows[1].id].role is Role.ROW


async def test_fields_without_a_name_take_the_label_beside_or_above() -> None:
    scene = await scene_of_nodes(
        node("l1", Role.LABEL, "top", rect(10, 10, 80, 20), name="Holder:"),
        node("e1", Role.ENTRY, "top", rect(100, 10, 90, 20), text=""),
        node("l2", Role.LABEL, "top", rect(10, 50, 80, 16), name="Notes"),
        node("e2", Role.TEXT, "top", rect(10, 70, 300, 90), text="", states=(State.EDITABLE,)),
        node("k", Role.CHECK_BOX, "top", rect(10, 200, 16, 16)),
        node("l3", Role.LABEL, "top", rect(30, 200, 60, 16), name="Urgent"),
    )
    assert [scene.by_id[i].name for i in ("e1", "e2", "k")] == ["Holder", "Notes", "Urgent"]
    assert [scene.by_id[i].label for i in ("e1", "e2", "k")] == ["l1", "l2", "l3"]


async def test_popups_get_what_menus_drop_down_and_hide_what_is_below() -> None:
    nodes = (
        top(),
        node("bar", Role.MENU_BAR, "top", rect(0, 0, 900, 20)),
        node("m", Role.MENU, "bar", rect(0, 0, 40, 20), name="File"),
        node("i", Role.MENU_ITEM, "m", rect(2, 22, 96, 20), name="Open"),
        node("b", Role.BUTTON, "top", rect(10, 30, 50, 20), name="Under"),
        node("c", Role.BUTTON, "top", rect(300, 300, 50, 20), name="Beside"),
    )
    popup = window(2, rect(0, 20, 100, 80), title="", order=1, popup=True)
    scene = await Fused(read_pixels=False).perceive(frame({7: nodes}, (window(), popup)))
    assert scene.by_id["i"].window == 2
    assert scene.by_id["b"].window == 1
    assert {e.id: e.visible for e in scene.elements if e.id in "ibc"} == {"i": True, "b": False, "c": True}
    assert scene.elements[0].id == "i"


async def test_two_windows_of_one_process_are_told_apart_by_title() -> None:
    nodes = (
        node("a", Role.WINDOW, "", rect(0, 0, 900, 500), name="Main"),
        node("b", Role.DIALOG, "", rect(0, 0, 900, 500), name="Question", states=(State.MODAL,)),
    )
    windows = (window(1), window(2, title="Question", order=1))
    scene = await Fused(read_pixels=False).perceive(frame({7: nodes}, windows))
    assert {e.id: e.window for e in scene.elements} == {"a": 1, "b": 2}
    assert scene.situation(2) is Situation.DIALOG


async def test_situations() -> None:
    login = await scene_of_nodes(node("p", Role.PASSWORD, "top", rect(0, 0, 90, 20), text=""))
    error = await scene_of_nodes(node("a", Role.ALERT, "top", rect(0, 0, 90, 20), name="Amount is missing"))
    bar = await scene_of_nodes(
        node("a", Role.ALERT, "top", rect(0, 0, 90, 20), name="Unsupported flag"),
        node("d", Role.DOCUMENT, "top", rect(0, 30, 90, 90), name="Portal"),
    )
    busy = await scene_of_nodes(
        node("d", Role.DOCUMENT, "top", rect(0, 0, 90, 20), name="x", states=(State.BUSY,))
    )
    empty = await scene_of_nodes()
    found = [s.situation(1) for s in (login, error, bar, busy, empty)]
    assert found == [Situation.LOGIN, Situation.ERROR, Situation.READY, Situation.BUSY, Situation.EMPTY]


async def test_siblings_are_in_reading_order() -> None:
    scene = await scene_of_nodes(
        node("c", Role.BUTTON, "top", rect(10, 50, 50, 20), name="c"),
        node("b", Role.BUTTON, "top", rect(100, 12, 50, 20), name="b"),
        node("a", Role.BUTTON, "top", rect(10, 10, 50, 20), name="a"),
    )
    assert [e.id for e in scene.elements] == ["top", "a", "b", "c"]


async def test_five_hundred_nodes_take_milliseconds_and_unchanged_ones_less() -> None:
    groups = [node(f"g{i}", Role.GROUP, "top", rect(0, 20 * i, 900, 20)) for i in range(20)]
    leaves = [
        node(f"n{i}", Role.BUTTON, f"g{i % 20}", rect(5 * (i // 20), 20 * (i % 20), 30, 18), name=f"b{i}")
        for i in range(480)
    ]
    nodes = (top(), *groups, *leaves)
    times = []
    for epoch in range(5):
        fused, shown = Fused(read_pixels=False), frame({7: nodes}, epoch=epoch)
        start = time.perf_counter()
        await fused.perceive(shown)
        times.append(time.perf_counter() - start)
    assert min(times) < 0.03  # 6 to 10 ms on the two cores where this was written


async def test_a_spreadsheet_has_all_columns_though_no_row_has_all_cells() -> None:
    def cell(address: str, column: int, row: int, text: str, width: int = 80) -> Node:
        bounds = rect(80 * column, 20 + 17 * row, width, 17)
        return node(address, Role.CELL, "t", bounds, name=address, text=text)

    scene = await scene_of_nodes(
        node("t", Role.TABLE, "top", rect(0, 20, 400, 200), name="Sheet"),
        cell("A1", 0, 0, "Claims of the year", width=240),
        cell("A2", 0, 1, "CLM-1"),
        cell("B2", 1, 1, "Ana Lee"),
        cell("B3", 1, 2, "Jo Kim"),
        cell("C3", 2, 2, "12.00"),
        cell("D3", 3, 2, ""),
    )
    table = scene.tables[0]
    assert [row.cells for row in table.rows] == [
        ("A1", None, None, None),
        ("A2", "B2", None, None),
        (None, "B3", "C3", "D3"),
    ]
    assert [scene.by_id[each].value for each in ("A2", "C3", "D3")] == ["CLM-1", "12.00", ""]
