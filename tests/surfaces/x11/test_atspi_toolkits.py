"""The accessibility reader against toolkits and tables of every size: Calc, GTK 3, GTK 4, Qt 5."""

from __future__ import annotations

import asyncio
import shutil
import time
from contextlib import suppress
from pathlib import Path

import pytest

from innervate.bench.tree_stage import commands, resident_mb
from innervate.core.frame import LIVE_TREE, Node
from innervate.core.vocabulary import Role, State
from innervate.perception.fused import Fused
from innervate.surfaces.x11.surface import open_x11

from .toolkits import lacks, written
from .watching import Bench, check_order, one, some

MISSING = [program for program in ("Xvfb", "openbox", "xdotool") if shutil.which(program) is None]
pytestmark = [
    pytest.mark.desktop,
    pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}"),
]


def cells(nodes: tuple[Node, ...]) -> dict[str, Node]:
    return {node.name: node for node in nodes if node.role is Role.CELL}


def office(folder: Path) -> int | None:
    """The office that has its settings in that folder."""
    for entry in Path("/proc").iterdir():
        with suppress(OSError):
            command = (entry / "cmdline").read_bytes() if entry.name.isdigit() else b""
            if b"soffice.bin" in command and str(folder).encode() in command:
                return int(entry.name)
    return None


async def open_sheet(bench: Bench, tmp_path: Path) -> tuple[int, tuple[Node, ...]]:
    """Calc with a full sheet, and the process that serves its tree, which is not the one that was started."""
    bench.start(*commands(tmp_path)["Calc"])
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline:
        await asyncio.sleep(0.5)
        pid = office(tmp_path)  # it starts itself again when it has made its settings
        if pid is not None and len(cells(nodes := await bench.tree(pid))) > 300:
            return pid, nodes
    pytest.fail("Calc did not start")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="not installed: libreoffice-calc, -gtk3")
async def test_a_sheet_shows_its_cells_and_costs_the_office_little(bench: Bench, tmp_path: Path) -> None:
    pid, nodes = await open_sheet(bench, tmp_path)
    check_order(nodes)
    sheet = cells(nodes)
    assert (sheet["A1"].text, sheet["B1"].text, sheet["A2"].text) == ("Claim", "Holder", "CLM-40000")
    assert sheet["A2"].bounds is not None
    assert sheet["A1"].bounds is not None
    assert sheet["A2"].bounds.y == sheet["A1"].bounds.bottom
    assert "Z1" not in sheet
    assert one(nodes, Role.TABLE).id == sheet["A1"].parent
    trees = await bench.reader.trees(frozenset({pid}))
    assert trees.health[pid] == LIVE_TREE

    before = resident_mb(pid)
    for _ in range(10):  # an information bar may move the sheet while the mouse is on its way
        bench.click(cells(await bench.tree(pid))["C5"])
        await asyncio.sleep(0.5)
        if State.FOCUSED in cells(nodes := await bench.tree(pid))["C5"].states:
            break
    for _ in range(5):
        bench.input("key", "Down")
    nodes = await bench.until(pid, lambda nodes: State.FOCUSED in cells(nodes)["C10"].states)
    assert State.FOCUSED not in cells(nodes)["C5"].states
    assert cells(nodes)["C5"].id == sheet["C5"].id
    bench.input("type", "hello")
    bench.input("key", "Return")
    await bench.until(pid, lambda nodes: cells(nodes)["C10"].text == "hello")
    bench.input("key", "Page_Down")
    nodes = await bench.until(pid, lambda nodes: "A1" not in cells(nodes) and len(cells(nodes)) > 300)
    assert resident_mb(pid) - before < 50

    surface = await open_x11(bench.desktop.display)
    try:
        scene = await Fused(read_pixels=False).perceive(await surface.observe())
    finally:
        await surface.close()
    table = next(table for table in scene.tables if len(table.rows) > 20)
    assert len(table.columns) == 11
    row = next(row for row in table.rows if None not in row.cells)
    assert str(scene.by_id[row.cells[0] or ""].value).startswith("CLM-4")


@pytest.mark.skipif(lacks("gtk3"), reason="not installed: python3-gi, gir1.2-gtk-3.0")
async def test_a_million_rows_of_gtk3(bench: Bench, tmp_path: Path) -> None:
    pid = bench.start(*written("gtk3", tmp_path))
    nodes = await bench.until(pid, some(Role.CELL, "CLM-0"), 60)
    check_order(nodes)
    assert [node.name for node in nodes if node.role is Role.COLUMN_HEADER] == ["Claim", "Holder", "Number"]
    assert 30 < len(cells(nodes)) < 200
    assert all(node.bounds is not None for node in cells(nodes).values())
    nodes = await bench.until(pid, lambda nodes: State.ACTIVE in one(nodes, Role.WINDOW).states)
    bench.click(cells(nodes)["CLM-3"])
    await bench.until(pid, lambda nodes: State.SELECTED in cells(nodes)["CLM-3"].states)
    for _ in range(3):
        bench.input("key", "Page_Down")
    bench.reader.touch(pid)
    await bench.until(pid, lambda nodes: "CLM-0" not in cells(nodes) and "CLM-60" in cells(nodes))
    bench.input("key", "End")
    bench.reader.touch(pid)
    nodes = await bench.until(pid, lambda nodes: "CLM-999999" in cells(nodes))
    assert len(nodes) < 300


@pytest.mark.skipif(lacks("qt5"), reason="not installed: python3-pyqt5")
async def test_qt_is_read_and_survives(bench: Bench, tmp_path: Path) -> None:
    pid = bench.start(*written("qt5", tmp_path))
    nodes = await bench.until(pid, some(Role.CELL, "row 0 of 0"), 60)
    check_order(nodes)
    assert one(nodes, Role.BUTTON, "Save").bounds is not None
    assert [node.name for node in nodes if node.role is Role.COLUMN_HEADER] == [f"Head {i}" for i in range(8)]
    assert any(node.text == "hello" and State.EDITABLE in node.states for node in nodes)
    assert len(cells(nodes)) < 400
    table = one(nodes, Role.TABLE).bounds
    assert table is not None
    bench.input("mousemove", str(table.centre.x), str(table.centre.y), "click", "--repeat", "10", "5")
    bench.reader.touch(pid, table)
    await bench.until(pid, lambda nodes: "row 0 of 0" not in cells(nodes) and "row 40 of 0" in cells(nodes))
    assert bench.started[-1].poll() is None


@pytest.mark.skipif(lacks("gtk4"), reason="not installed: python3-gi, gir1.2-gtk-4.0")
async def test_gtk4_stands_where_its_window_is(bench: Bench, tmp_path: Path) -> None:
    pid = bench.start(*written("gtk4", tmp_path))
    await bench.until(pid, some(Role.LABEL, "CLM-0"), 60)
    bench.input("search", "--sync", "--name", "^Long$", "windowmove", "300", "200")
    surface = await open_x11(bench.desktop.display)
    try:
        deadline = time.monotonic() + 20
        while True:
            frame = await surface.observe()
            window = next(window for window in frame.windows if window.title == "Long")
            nodes = frame.trees.get(pid, ())
            if window.bounds.x >= 300 and nodes and one(nodes, Role.WINDOW).bounds == window.bounds:
                break
            assert time.monotonic() < deadline, nodes
            await surface.change(0.5)
        assert frame.tree_health(pid) == LIVE_TREE
        button = one(nodes, Role.BUTTON, "Save").bounds
        assert button is not None
        assert window.bounds.contains(button)
        assert one(nodes, Role.ENTRY).text == "hello"
        items = [node for node in nodes if node.name.startswith("CLM-")]
        assert 15 < len(items) < 60
        assert all(node.bounds is not None and window.bounds.overlaps(node.bounds) for node in items)
    finally:
        await surface.close()
