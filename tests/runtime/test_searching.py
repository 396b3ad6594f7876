"""What a page does not show now: looked for by scrolling, in a real browser."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from innervate.app import App
from innervate.core.errors import Uncertain
from innervate.core.event import Recovered
from innervate.core.plan import Ending
from innervate.planners.playbook import read_playbook
from innervate.settings import Settings
from innervate.surfaces.x11.desktop import VirtualDesktop

pytestmark = pytest.mark.desktop
CHROMIUM = "/usr/lib/chromium/chromium"
LINES = "".join(f"<p>Line {number}</p>" for number in range(80))
PAGES = {
    "index.html": """<title>First</title><h1>First</h1><a href="/second.html">Next</a> <button
        onclick="document.getElementById('n').textContent += '!'">Check</button> <span id="n">Checked</span>
        {lines}<p>Approved</p>""",
    "second.html": """<title>Second</title><h1>Second</h1><input type="number" aria-label="Amount" value="7"
        style="width:100%">{lines}<button
        onclick="document.body.append('Saved')">Save</button>""",
}


@pytest.fixture
def app(in_desktop: VirtualDesktop, tmp_path: Path) -> Iterator[App]:
    """An app whose desk has one page, in a browser that runs."""
    for name, page in PAGES.items():
        whole = "<!doctype html><meta charset=utf-8>" + page.replace("{lines}", LINES)
        (tmp_path / name).write_text(whole, encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    # A program of its own: what this process serves would be innervate's.
    words = ("-m", "http.server", "--bind", "127.0.0.1", "--directory", str(tmp_path), str(port))
    quiet = subprocess.DEVNULL
    server = subprocess.Popen([sys.executable, *words], stdout=quiet, stderr=quiet)
    origin = f"http://127.0.0.1:{port}"
    desk = tmp_path / "desk.yaml"
    desk.write_text(f"desk: 1\napps: {{page: {{executable: {CHROMIUM}, origin: '{origin}'}}}}\n")
    browser = subprocess.Popen(
        [
            *("chromium", "--force-renderer-accessibility", f"--user-data-dir={tmp_path / 'browser'}"),
            *("--no-first-run", "--no-sandbox", "--disable-gpu", "--password-store=basic", "--test-type"),
            *("--disable-background-networking", "--window-size=900,600", f"{origin}/"),
        ],
        stdout=quiet,
        stderr=quiet,
    )
    environment = {
        **os.environ,
        "INNERVATE_STATE": str(tmp_path / "state"),
        "INNERVATE_DESK": str(desk),
        "INNERVATE_KEYRING": "no",
    }
    try:
        yield App(Settings.from_environment(environment), environment)
    finally:
        browser.terminate()
        browser.wait()
        server.terminate()
        server.wait()


async def run(app: App, folder: Path, steps: str) -> Ending:
    playbook = folder / "plan.yaml"
    playbook.write_text(f"plan: A test\nfrom: [page]\nsteps:\n{steps}", encoding="utf-8")
    _, how = await app.run(read_playbook(playbook))
    return how


def reflexes(app: App) -> list[str]:
    with app.journal() as journal:
        events = [stamped.event for stamped in journal.read(journal.resolve("last"))]
    return [event.reflex for event in events if isinstance(event, Recovered)]


NEXT = """  - act: press
    on: {in: page, role: link, label: Next}
    expect: {exists: {in: page, role: button, label: Save}}
"""
SAVE = """  - act: press
    on: {in: page, role: button, label: Save}
    expect: {exists: {in: page, where: {text: {contains: Saved}}, pick: all}}
"""
AMOUNT = """  - get: {in: page, role: spin button, label: Amount}
    as: $amount
    expect: {is: $amount, eq: 7}
"""


async def test_what_stands_further_down_another_page_is_found_and_nothing_is_changed_on_the_way(
    app: App, tmp_path: Path
) -> None:
    assert await run(app, tmp_path, NEXT + SAVE + AMOUNT) is Ending.DONE
    assert "scroll" in reflexes(app)


async def test_what_stood_further_down_the_same_page_confirms_nothing(app: App, tmp_path: Path) -> None:
    steps = """  - act: press
    on: {in: page, role: button, label: Check}
    within: 2
    expect: {exists: {in: page, where: {text: {contains: Approved}}, pick: all}}
"""
    with pytest.raises(Uncertain):
        await run(app, tmp_path, steps)
