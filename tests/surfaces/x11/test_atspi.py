"""The accessibility reader against real applications on a virtual desktop."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from innervate.core.errors import Lost, Unavailable
from innervate.core.frame import LIVE_TREE, NO_TREE, Health, Node, Shortfall, TreeHealth
from innervate.core.geometry import Device, Rect
from innervate.core.vocabulary import Role, State
from innervate.surfaces.x11.atspi import Accessibility, Trees

from .watching import Bench, check_order, one, some

PROGRAMS = ("Xvfb", "openbox", "chromium", "evince", "mousepad", "xdotool")
MISSING = [program for program in PROGRAMS if shutil.which(program) is None]
pytestmark = [
    pytest.mark.desktop,
    pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}"),
]

FORM = """<!doctype html><meta charset=utf-8><title>New claim</title><h1>New claim</h1>
<p>Please fill in <b>all</b> fields.</p>
<p><label for=p>Policy number</label> <input id=p value="P-1234" required></p>
<p><label for=w>Password</label> <input id=w type=password value=hunter2></p>
<p><label for=c>Cause</label> <select id=c><option>Fire<option selected>Water<option>Theft</select></p>
<p><label><input type=checkbox checked> Urgent</label> <input type=date aria-label=Date value=2026-01-05></p>
<table border=1><tr><th>Description<th>Amount<tr><td>Pipe<td>120.00</table>
<p><a href="#there">Help</a> <button type=button>Save</button> <button disabled>Send</button></p>
<div role=alert>Something is <i>wrong</i></div>
<div style="height:3000px"></div><p>Bottom text</p>"""
CHROMIUM = (
    *("chromium", "--force-renderer-accessibility", "--no-sandbox", "--no-first-run", "--disable-gpu"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    "--password-store=basic",  # no keyring asks for a password
    *("--window-size=1000,900", "--window-position=0,0"),
)


async def open_form(bench: Bench, tmp_path: Path) -> tuple[int, tuple[Node, ...]]:
    page = tmp_path / "form.html"
    page.write_text(FORM)
    pid = bench.start(*CHROMIUM, f"--user-data-dir={tmp_path / 'profile'}", page.as_uri())
    return pid, await bench.until(pid, some(Role.BUTTON, "Save"))


async def test_chromium_form(bench: Bench, tmp_path: Path) -> None:
    _, nodes = await open_form(bench, tmp_path)
    check_order(nodes)
    assert len([node for node in nodes if node.role is Role.WINDOW]) == 1
    assert one(nodes, Role.DOCUMENT, "New claim").url == (tmp_path / "form.html").as_uri()
    policy = one(nodes, Role.ENTRY, "Policy number")
    assert policy.text == "P-1234"
    assert {State.EDITABLE, State.REQUIRED, State.ENABLED} <= policy.states
    labels = {node.id: node for node in nodes if node.role is Role.LABEL}
    assert [labels[label].text for label in policy.labelled_by] == ["Policy number"]
    assert one(nodes, Role.COMBO, "Cause").text == "Water"
    assert State.CHECKED in one(nodes, Role.CHECK_BOX, "Urgent").states
    assert one(nodes, Role.ENTRY, "Date").text == "01/05/2026"
    assert State.ENABLED not in one(nodes, Role.BUTTON, "Send").states
    assert one(nodes, Role.HEADING).name == "New claim"
    assert one(nodes, Role.LINK).name == "Help"
    assert [node.name for node in nodes if node.role is Role.COLUMN_HEADER] == ["Description", "Amount"]
    assert [node.name for node in nodes if node.role is Role.CELL] == ["Pipe", "120.00"]
    assert any(node.role is Role.ALERT and node.text == "Something is wrong" for node in nodes)
    assert any(node.role is Role.TEXT and node.text == "Please fill in all fields." for node in nodes)
    assert not any("Bottom text" in (node.name, node.text) for node in nodes)


async def test_chromium_password_is_never_read(bench: Bench, tmp_path: Path) -> None:
    pid, nodes = await open_form(bench, tmp_path)
    bench.click(one(nodes, Role.PASSWORD, "Password"))
    bench.input("key", "End")
    bench.input("type", "x")
    nodes = await bench.until(pid, lambda nodes: one(nodes, Role.PASSWORD, "Password").text == "•" * 8)
    assert not any("hunter2" in repr((node.text, node.name, node.lines)) for node in nodes)


async def test_chromium_typing_is_mended_in_place(bench: Bench, tmp_path: Path) -> None:
    pid, nodes = await open_form(bench, tmp_path)
    before = one(nodes, Role.ENTRY, "Policy number")
    bench.click(before)
    await bench.until(pid, lambda nodes: State.FOCUSED in one(nodes, Role.ENTRY, "Policy number").states)
    bench.input("key", "End")
    bench.input("type", "5")
    nodes = await bench.until(pid, lambda nodes: one(nodes, Role.ENTRY, "Policy number").text == "P-12345")
    assert one(nodes, Role.ENTRY, "Policy number").id == before.id
    nodes = await bench.until(pid, lambda nodes: not bench.reader.dirty)
    assert await bench.tree(pid) is nodes


async def test_chromium_options_show_while_the_list_is_open(bench: Bench, tmp_path: Path) -> None:
    pid, nodes = await open_form(bench, tmp_path)
    bench.click(one(nodes, Role.COMBO, "Cause"))
    nodes = await bench.until(pid, some(Role.OPTION, "Theft"))
    assert State.SELECTED in one(nodes, Role.OPTION, "Water").states
    assert State.EXPANDED in one(nodes, Role.COMBO, "Cause").states
    bench.click(one(nodes, Role.OPTION, "Theft"))
    nodes = await bench.until(pid, lambda nodes: one(nodes, Role.COMBO, "Cause").text == "Theft")
    await bench.until(pid, lambda nodes: not some(Role.OPTION, "Theft")(nodes))


async def test_chromium_scrolls_without_an_event(bench: Bench, tmp_path: Path) -> None:
    pid, nodes = await open_form(bench, tmp_path)
    before = one(nodes, Role.BUTTON, "Save").bounds
    document = one(nodes, Role.DOCUMENT, "New claim").bounds
    assert before is not None
    assert document is not None
    bench.input("mousemove", "600", "600", "click", "5")
    bench.reader.touch(pid, document)
    await bench.tree(pid)  # most likely too early: the tree follows the pixels
    at = before.y
    nodes = await bench.until(pid, lambda nodes: one(nodes, Role.BUTTON, "Save").bounds.y != at)  # type: ignore[union-attr]
    bench.input("mousemove", "600", "600", "click", "--repeat", "60", "--delay", "5", "5")
    bench.reader.touch(pid, document)
    await bench.until(pid, lambda nodes: any("Bottom text" in (n.name, n.text) for n in nodes))


async def test_a_touch_of_a_few_pixels_is_cheap(bench: Bench, tmp_path: Path) -> None:
    pid, nodes = await open_form(bench, tmp_path)
    entry = one(nodes, Role.ENTRY, "Policy number").bounds
    assert entry is not None
    caret: Rect[Device] = Rect(entry.x + 3, entry.y + 3, 1, 12)
    bench.reader.touch(pid, caret)
    assert bench.reader.dirty
    began = time.monotonic()
    nodes = await bench.tree(pid)
    assert time.monotonic() - began < 0.2
    assert one(nodes, Role.ENTRY, "Policy number").text == "P-1234"


def write_pdf(path: Path) -> None:
    canvas = pytest.importorskip("reportlab.pdfgen.canvas")
    sheet = canvas.Canvas(str(path), pagesize=(595, 842))
    sheet.setFont("Helvetica", 11)
    rows = [("Claim number:", "CLM-48213"), ("Policy holder:", "Jane Doe"), ("Total:", "1,234.50")]
    for index, (label, value) in enumerate(rows):
        sheet.drawString(72, 780 - 22 * index, label)
        sheet.drawString(200, 780 - 22 * index, value)
    sheet.drawString(72, 690, "A sentence of several words stays in one piece, however long.")
    sheet.showPage()
    sheet.save()


async def test_evince_lines_tell_label_from_value(bench: Bench, tmp_path: Path) -> None:
    pdf = tmp_path / "form.pdf"
    write_pdf(pdf)
    pid = bench.start("evince", str(pdf))
    nodes = await bench.until(pid, lambda nodes: any(node.lines for node in nodes))
    check_order(nodes)
    page = one(nodes, Role.PAGE)
    assert "Claim number:CLM-48213" in (page.text or "")
    lines = dict(page.lines)
    assert set(lines) == {
        *("Claim number:", "CLM-48213", "Policy holder:", "Jane Doe", "Total:", "1,234.50"),
        "A sentence of several words stays in one piece, however long.",
    }
    label, value = lines["Claim number:"], lines["CLM-48213"]
    assert label.y == value.y
    assert label.right + label.height < value.x == lines["Jane Doe"].x
    assert page.bounds is not None
    assert all(page.bounds.overlaps(bounds) for bounds in lines.values())
    assert dark_share(bench, value) > 0.1
    assert dark_share(bench, Rect(label.right + 2, label.y, value.x - label.right - 4, label.height)) == 0

    window = one(nodes, Role.WINDOW)
    bench.input("key", "ctrl+plus")
    before = value
    nodes = await bench.until(
        pid, lambda nodes: before.width < dict(one(nodes, Role.PAGE).lines)["CLM-48213"].width
    )
    bench.reader.touch(pid)
    value = dict(one(await bench.tree(pid), Role.PAGE).lines)["CLM-48213"]
    await wait_dark(bench, value)
    assert window.id == one(nodes, Role.WINDOW).id


def dark_share(bench: Bench, place: Rect[Device]) -> float:
    """The share of dark pixels on the screen, to hold what the tree says against what shows."""
    grab = f"{place.width}x{place.height}+{place.x}+{place.y}"
    command = ["import", "-window", "root", "-crop", grab, "-depth", "8", "gray:-"]
    if shutil.which("import") is None:
        pytest.skip("not installed: imagemagick")
    data = subprocess.run(command, env=bench.desktop.env, check=True, capture_output=True, timeout=20).stdout
    return sum(value < 128 for value in data) / len(data)


async def wait_dark(bench: Bench, place: Rect[Device]) -> None:
    deadline = time.monotonic() + 10
    while dark_share(bench, place) <= 0.1:
        assert time.monotonic() < deadline
        await asyncio.sleep(0.05)


async def open_note(bench: Bench, tmp_path: Path) -> tuple[int, tuple[Node, ...]]:
    note = tmp_path / "note.txt"
    note.write_text("first line\nsecond   line\n")
    pid = bench.start("mousepad", "--disable-server", str(note))
    return pid, await bench.until(pid, lambda nodes: any(node.text for node in nodes))


async def test_gtk_text_menu_and_huge_list(bench: Bench, tmp_path: Path) -> None:
    for index in range(700):
        (tmp_path / f"file-{index:03}").touch()
    pid, nodes = await open_note(bench, tmp_path)
    text = next(node for node in nodes if node.role is Role.TEXT and node.text)
    assert text.text == "first line\nsecond   line\n"
    assert [line for line, _ in text.lines] == ["first line", "second", "line"]
    assert not any(node.role is Role.MENU_ITEM for node in nodes)
    bench.click(one(nodes, Role.MENU, "File"))
    nodes = await bench.until(pid, some(Role.MENU_ITEM, "Save As..."))
    bench.input("key", "Escape")
    await bench.until(pid, lambda nodes: not some(Role.MENU_ITEM, "Save As...")(nodes))
    bench.input("key", "ctrl+o")
    nodes = await bench.until(pid, lambda nodes: sum("file-" in n.name for n in nodes) > 5)
    assert any(node.role is Role.DIALOG and State.MODAL in node.states for node in nodes)
    assert sum("file-" in node.name for node in nodes) < 100
    assert all(node.bounds is not None for node in nodes if "file-" in node.name)
    bench.input("key", "Escape")
    await bench.until(pid, lambda nodes: not any(node.role is Role.DIALOG for node in nodes))


async def test_a_context_menu_without_a_place_in_the_tree(bench: Bench, tmp_path: Path) -> None:
    pid, nodes = await open_note(bench, tmp_path)
    text = next(node for node in nodes if node.role is Role.TEXT and node.text)
    assert text.bounds is not None
    at = text.bounds.centre
    bench.input("mousemove", str(at.x), str(at.y), "click", "3")
    nodes = await bench.until(pid, lambda nodes: any(n.name.startswith("Select All") for n in nodes))
    check_order(nodes)
    item = next(node for node in nodes if node.name.startswith("Select All"))
    assert item.role is Role.MENU_ITEM
    assert item.bounds is not None
    bench.input("key", "Escape")
    await bench.until(pid, lambda nodes: not any(n.role is Role.MENU_ITEM for n in nodes))


async def test_an_application_that_is_killed_has_no_tree(bench: Bench, tmp_path: Path) -> None:
    pid, _ = await open_note(bench, tmp_path)
    os.kill(pid, signal.SIGKILL)
    assert await bench.until(pid, lambda nodes: not nodes) == ()
    assert (await bench.reader.trees(frozenset({pid}))) == Trees({}, {pid: NO_TREE}, True)


async def test_an_application_that_hangs_costs_a_bounded_time(bench: Bench, tmp_path: Path) -> None:
    pid, before = await open_note(bench, tmp_path)
    os.kill(pid, signal.SIGSTOP)
    bench.reader.touch(pid)
    for limit in (2.5, 0.5):
        began = time.monotonic()
        trees = await bench.reader.trees(frozenset({pid}))
        assert time.monotonic() - began < limit
        assert not trees.current
        assert trees.health[pid] == TreeHealth(Health.STALE, Shortfall.SILENT)
        assert trees.nodes[pid] == before
    os.kill(pid, signal.SIGCONT)
    deadline = time.monotonic() + 10
    while not (trees := await bench.reader.trees(frozenset({pid}))).current:
        assert time.monotonic() < deadline
    assert trees.health[pid] == LIVE_TREE


async def test_a_lost_bus_is_lost(bench: Bench, tmp_path: Path) -> None:
    pid, _ = await open_note(bench, tmp_path)
    bench.changed.clear()
    bench.desktop._close()
    await asyncio.wait_for(bench.changed.wait(), 10)
    with pytest.raises(Lost):
        await bench.reader.trees(frozenset({pid}))


async def test_no_bus_is_unavailable(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("AT_SPI_BUS_ADDRESS", f"unix:path={tmp_path / 'nobody'}")
    with pytest.raises(Unavailable):
        await Accessibility.connect(lambda: None)
