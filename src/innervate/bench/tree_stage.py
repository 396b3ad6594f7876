"""The stage of the tree benchmark: a desktop with applications, what they show, and when they are ready.

Promises: all documents are generated, the same each time; an application counts as ready when its window is
on the bus and it has rested for two seconds, so that nothing but the walk is measured.
"""

from __future__ import annotations

import asyncio
import os
import random
import shutil
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from innervate.core.errors import Unavailable
from innervate.surfaces.x11.atspi_bus import ROOT, Bus, references
from innervate.surfaces.x11.atspi_calls import Failed, Silent
from innervate.surfaces.x11.atspi_read import Reader
from innervate.surfaces.x11.atspi_toolkit import Toolkit
from innervate.surfaces.x11.desktop import VirtualDesktop

_READY_SECONDS = 120.0
_REST_SECONDS = 2.0
_MOST_REST_SECONDS = 30.0
_NAMES = ("Smith", "Jones", "Natarajan", "Weber", "Dubois", "Rossi", "Novak", "Kim")
CHROMIUM = (
    *("chromium", "--force-renderer-accessibility", "--no-sandbox", "--no-first-run", "--disable-gpu"),
    "--password-store=basic",
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--window-size=1400,1000", "--window-position=0,0"),
)
_SHEET = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3"
 office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body><office:spreadsheet>
<table:table table:name="Claims">{rows}</table:table></office:spreadsheet></office:body></office:document>"""
_CELL = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'


@dataclass(frozen=True, slots=True)
class Started:
    """An application that is ready. name: its bus name. pid: of the process that serves its tree."""

    title: str
    name: str
    pid: int
    process: subprocess.Popen[bytes]


def commands(folder: Path) -> Mapping[str, list[str]]:
    """What to start, by title; writes what they open."""
    (folder / "note.txt").write_text("\n".join(f"line {i} of the note, some words" for i in range(200)))
    (folder / "page.html").write_text(_page(25), encoding="utf-8")
    (folder / "sheet.fods").write_text(_sheet(400, 11), encoding="utf-8")
    profile = f"--user-data-dir={folder / 'chromium'}"
    office = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    return {
        "Chromium": [*CHROMIUM, profile, (folder / "page.html").as_uri()],
        "Mousepad": ["mousepad", "--disable-server", str(folder / "note.txt")],
        "Calc": ["soffice", "--calc", "--norestore", "--nologo", office, str(folder / "sheet.fods")],
    }


def moving(folder: Path) -> Mapping[str, list[str]]:
    """Programs that change a label every so often, and write the time of the change into it."""
    (folder / "moving.py").write_text(_GTK)
    (folder / "moving.html").write_text(_MOVING_PAGE, encoding="utf-8")
    profile = f"--user-data-dir={folder / 'moving'}"
    return {
        "GTK 3": ["/usr/bin/python3", str(folder / "moving.py")],
        "Chromium": [*CHROMIUM, profile, (folder / "moving.html").as_uri()],
    }


async def start(desktop: VirtualDesktop, title: str, command: list[str]) -> Started:
    """Start an application and wait until it is ready. :raises Unavailable: it does not come."""
    if shutil.which(command[0]) is None:
        raise Unavailable(title, f"no program {command[0]}", f"install {Path(command[0]).name}")
    bus = await Bus.connect(desktop.accessibility_bus)
    reader = Reader(bus, Toolkit())
    try:
        before = {root[0] for root in await reader.children(ROOT)}
        quiet = subprocess.DEVNULL
        process = await asyncio.to_thread(
            subprocess.Popen, command, env=desktop.env, stdout=quiet, stderr=quiet
        )
        deadline = time.monotonic() + _READY_SECONDS
        while time.monotonic() < deadline:
            await asyncio.sleep(0.5)
            for root in await reader.children(ROOT):
                if root[0] not in before and await _has_window(reader, root):
                    pid = await bus.pid_of(root[0])
                    await _rest(pid)
                    return Started(title, root[0], pid, process)
        process.kill()
        raise Unavailable(f"{title} to show a window", f"none in {_READY_SECONDS:.0f} s", "try it by hand")
    finally:
        bus.close()


async def _has_window(reader: Reader, root: tuple[str, str]) -> bool:
    """Whether the main window is there; splash screens have no name."""
    try:
        windows = await reader.bus.call(root, "org.a11y.atspi.Accessible", "GetChildren")
        names = [await reader.name(window) for window in references(windows[0])]
    except (Failed, Silent):
        return False
    return any(names)


async def _rest(pid: int) -> None:
    """Wait until a process has used next to no processor time for a while, but not for ever."""
    since, used = time.monotonic(), _used(pid)
    deadline = since + _MOST_REST_SECONDS
    while time.monotonic() < min(deadline, since + _REST_SECONDS):
        await asyncio.sleep(0.5)
        now = _used(pid)
        if now - used > 0.1:
            since, used = time.monotonic(), now


def _used(pid: int) -> float:
    """Seconds of processor time."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident_mb(pid: int) -> float:
    """Resident memory of a process in MB; 0 when it is gone."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _row(index: int, source: random.Random) -> list[str]:
    return [
        *(f"CLM-{40000 + index}", source.choice(_NAMES), source.choice(("Fire", "Water", "Theft"))),
        *(f"{source.random() * 9999:.2f}", source.choice(("Pending", "Paid"))),
        *(f"2026-0{source.randint(1, 9)}-1{source.randint(0, 9)}", f"555-{source.randint(1000, 9999)}"),
        *(source.choice(("Paris", "Rome")), f"note {index}", f"X{index:04}", str(index)),
    ]


def _sheet(rows: int, columns: int) -> str:
    source = random.Random(1)
    heads = ["Claim", "Holder", "Cause", "Amount", "State", "Date", "Phone", "City", "Notes", "Code", "Count"]
    lines = [heads, *(_row(index, source) for index in range(rows))]
    made = ("".join(_CELL.format(value) for value in line[:columns]) for line in lines)
    return _SHEET.format(rows="".join(f"<table:table-row>{line}</table:table-row>" for line in made))


def _page(rows: int) -> str:
    source = random.Random(2)
    cells = "".join(
        f"<tr>{''.join(f'<td>{value}' for value in _row(i, source)[:5])}<td><a href='#{i}'>Open</a>"
        f"<td><input type=checkbox aria-label='pick {i}'>"
        for i in range(rows)
    )
    return (
        "<!doctype html><meta charset=utf-8><title>Claims</title><h1>Claims</h1>"
        "<p><label for=q>Search</label> <input id=q value=abc> <button>Go</button> "
        "<select><option>All<option>Open</select></p>"
        "<table border=1><tr><th>Claim<th>Holder<th>Cause<th>Amount<th>State<th>Link<th>Pick"
        f"{cells}</table>"
    )


_GTK = """
import time
import gi
gi.require_version("Gtk", "3.0")
from gi.repository import GLib, Gtk
window, grid = Gtk.Window(title="Moving"), Gtk.Grid()
labels = [Gtk.Label(label=f"label {i}") for i in range(200)]
for i, label in enumerate(labels):
    grid.attach(label, i % 10, i // 10, 1, 1)
entry = Gtk.Entry()
grid.attach(entry, 0, 21, 10, 1)
window.add(grid)
window.set_default_size(1200, 700)
window.show_all()
count = 0
def change():
    global count
    count += 1
    if count % 2:
        labels[42].set_text(f"at {time.monotonic_ns()}")
    else:
        entry.set_text(f"at {time.monotonic_ns()}")
    return True
GLib.timeout_add(250, change)
window.connect("destroy", Gtk.main_quit)
Gtk.main()
"""
_MOVING_PAGE = """<!doctype html><meta charset=utf-8><title>Moving</title><h1>Moving</h1>
<table id=t></table><p>Now: <b id=b>never</b></p>
<script>
for (let i = 0; i < 20; i++) t.insertRow().innerHTML = `<td>${i}<td>Smith<td><a href=#>Open</a>`;
const now = () => Math.round((performance.timeOrigin + performance.now()) * 1e6);
setInterval(() => { b.textContent = `at ${now()}` }, 400);
</script>"""
