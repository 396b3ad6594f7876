"""Draws composed screens in a real browser and real toolkits, and keeps what innervate perceives of them.

`python -m training.states.render --pages 900 --windows 900`: one JSON line for each screen in
`out/states/training/*.jsonl`, by its tree and, of one in a few, by its pixels alone. What was drawn before is
kept; screens hang on their number alone. Runs on a virtual desktop of its own.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from random import Random

from innervate.bench.scene_file import to_json
from innervate.core.frame import Frame, Surface
from innervate.core.scene import Scene, scene_of
from innervate.perception.fused import Fused
from innervate.surfaces.x11.desktop import VirtualDesktop
from training.screens.html.browser import Browser, Rendering
from training.states.compose import composed
from training.states.page import html
from training.states.screen import Screen

OUT = Path("out/states/training")
SEED = "states/2"
SIZE = (1400, 900)
PIXELS_EVERY = 2
_SYSTEM_PYTHON = "/usr/bin/python3"
_SHOWN = (
    "--no-sandbox --no-first-run --no-default-browser-check --disable-background-networking "
    "--disable-component-update --disable-sync --disable-gpu --disable-extensions --disable-dev-shm-usage "
    "--force-renderer-accessibility --password-store=basic --test-type --remote-debugging-pipe "
    "--disable-features=Translate,MediaRouter,HttpsUpgrades"
).split()


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=900)
    parser.add_argument("--windows", type=int, default=900)
    parser.add_argument("--inside", action="store_true")
    options = parser.parse_args()
    OUT.mkdir(parents=True, exist_ok=True)
    if options.inside:
        asyncio.run(_all(options.pages, options.windows))
        return
    environment = {
        "PYTHONPATH": os.environ.get("PYTHONPATH", ""), "LANG": "C.UTF-8", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "QT_ACCESSIBILITY": "1",
    }  # fmt: skip
    with (
        tempfile.TemporaryDirectory(prefix="states-home-") as home,
        VirtualDesktop(SIZE, home=Path(home), extra_env=environment) as desktop,
    ):
        command = [sys.executable, "-m", "training.states.render", "--inside", "--pages", str(options.pages)]
        sys.exit(desktop.run([*command, "--windows", str(options.windows)]))


async def _all(pages: int, windows: int) -> None:
    from innervate.surfaces.x11.surface import open_x11

    surface = await open_x11()
    try:
        for kind in ("gtk", "qt"):
            with _toolkit(kind) as show:
                await _kept(surface, kind, windows // 2, show)
        with _browser() as show:
            await _kept(surface, "html", pages, show)
    finally:
        await surface.close()


async def _kept(surface: Surface, kind: str, count: int, show: Callable[[int, Screen], None]) -> None:
    path = OUT / f"{kind}.jsonl"
    done = {json.loads(line)["number"] for line in path.read_text().splitlines()} if path.exists() else set()
    by_tree, by_pixels = Fused(read_pixels=False), Fused(pixels_only=True)
    with path.open("a") as out:
        for number in range(count):
            if number in done:
                continue
            screen = composed(f"{SEED}/{kind}/{number}", kind != "html")
            await asyncio.to_thread(show, number, screen)
            frame = await _still(surface)
            told = _seen(frame, await by_tree.perceive(frame))
            pixels = _seen(frame, await by_pixels.perceive(frame)) if number % PIXELS_EVERY == 0 else None
            if told is None:
                continue
            row = {"number": number, "screen": asdict(screen), "tree": told, "pixels": pixels}
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
            out.flush()
            if number % 25 == 0:
                print(kind, number, screen.truth, flush=True)


async def _still(surface: Surface) -> Frame:
    await surface.quiet(0.18, 2.5)
    await surface.observe()
    await surface.quiet(0.12, 1.5)
    return await surface.observe()


def _seen(frame: Frame, scene: Scene) -> dict[str, object] | None:
    """The window that is in front."""
    shown = [w for w in frame.windows if not w.popup]
    window = next((w for w in shown if w.active), shown[-1] if shown else None)
    if window is None:
        return None
    elements = tuple(e for e in scene.elements if e.window == window.id)
    alone = scene_of(replace(frame, windows=(window,)), elements)
    return {"window": window.id, "scene": to_json(alone)}


@contextmanager
def _toolkit(kind: str) -> Iterator[Callable[[int, Screen], None]]:
    """A program of a toolkit that shows one screen after another."""
    program = subprocess.Popen(
        [_SYSTEM_PYTHON, str(Path(__file__).parent / f"window_{kind}.py")],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        env={k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "PYTHONHOME")},
    )  # fmt: skip
    assert program.stdin is not None
    assert program.stdout is not None

    def show(number: int, screen: Screen) -> None:
        chance = Random(f"size/{number}")
        told = {
            **asdict(screen),
            "width": chance.choice((640, 800, 1000)),
            "height": chance.choice((420, 560, 700)),
        }
        program.stdin.write(json.dumps(told) + "\n")  # type: ignore[union-attr]
        program.stdin.flush()  # type: ignore[union-attr]
        if not program.stdout.readline():  # type: ignore[union-attr]
            raise RuntimeError(f"the {kind} program is gone")

    try:
        yield show
    finally:
        program.stdin.close()
        program.terminate()
        program.wait(10)


@contextmanager
def _browser() -> Iterator[Callable[[int, Screen], None]]:
    """A browser with its accessibility tree, and a server on loopback that has one page: the next."""
    pages: dict[str, bytes] = {}

    class Pages(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = pages.get(self.path, b"")
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    flags = [*_SHOWN, f"--window-size={SIZE[0]},{SIZE[1]}", "--window-position=0,0"]
    try:
        with Browser("chromium", Rendering("slight"), flags) as browser:

            def show(number: int, screen: Screen) -> None:
                path = f"/{Random(f'path/{number}').choice(('', 'app/', 'orders/', 'admin/', 'en/'))}{number}"
                pages.clear()
                pages[path] = html(screen, Random(f"look/{number}")).encode()
                browser.call("Page.navigate", url=f"http://127.0.0.1:{server.server_port}{path}")
                browser.evaluate(
                    "new Promise(r=>document.readyState==='complete'?r(1):addEventListener('load',()=>r(1)))"
                )

            yield show
    finally:
        server.shutdown()


if __name__ == "__main__":
    main()
