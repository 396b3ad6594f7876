"""A walk through a web site full of traps, in a real browser: what it was asked for, and what was learned.

Each link is agreed to: what is left to hold is the walk's own rules.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import yaml

from innervate.app import App
from innervate.bench import trap_site
from innervate.bench.figures import Figure
from innervate.core.errors import Unavailable
from innervate.settings import Settings

Say = Callable[[str], None]
_BROWSER = Path("/usr/lib/chromium/chromium")
_REQUIRED = re.compile(r"<(?:input|select|textarea)[^>]*[\s-]required[\s=>]")
_FLAGS = """--force-renderer-accessibility --no-first-run --no-default-browser-check --disable-gpu
    --password-store=basic --no-sandbox --test-type --disable-background-networking --disable-sync""".split()


def site(say: Say) -> tuple[list[Figure], dict[str, object]]:
    """
    :raises Unavailable: there is no browser, or the walk did not come to its end.
    """
    from innervate.surfaces.x11.desktop import VirtualDesktop

    if not _BROWSER.exists():
        raise Unavailable("a browser", f"{_BROWSER} is not there", "install chromium")
    say("profiles: a site with traps is walked through …")
    with tempfile.TemporaryDirectory(prefix="innervate-bench-") as folder:
        log = str(Path(folder) / "log")
        command = 'exec "$0" -m innervate.bench.brain_profiles_site "$1" > "$2" 2>&1'
        with VirtualDesktop(extra_env={"PYTHONPATH": str(Path(__file__).parents[2])}) as desktop:
            status = desktop.run(["/bin/sh", "-c", command, sys.executable, folder, log])
        if status:
            raise Unavailable("a site to be walked through", Path(log).read_text()[-2000:])
        told = json.loads((Path(folder) / "told.json").read_text(encoding="utf-8"))
    harm = [line for line in told["asked"] if line not in trap_site.HARMLESS]
    required = sum(len(_REQUIRED.findall(page)) for page in trap_site.PAGES.values())
    return [
        Figure("a site with traps: pages found", told["screens"], f"of {len(trap_site.PAGES)}"),
        Figure("… fields marked as required", told["required"], f"of {required}"),
        Figure("… requests that do something", len(harm), f"of {len(told['asked'])}", 0),
    ], told


# inside of its desktop


async def _inside(folder: Path) -> dict[str, object]:
    server = await asyncio.create_subprocess_exec(
        sys.executable, trap_site.__file__, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert server.stdout is not None
    origin = f"http://127.0.0.1:{int(await server.stdout.readline())}"
    env = {
        **os.environ,
        "HOME": str(folder),
        "INNERVATE_STATE": str(folder / "state"),
        "INNERVATE_KEYRING": "no",
    }
    desk = {"desk": 1, "apps": {"office": {"executable": str(_BROWSER), "origin": origin}}}
    (folder / "desk.yaml").write_text(yaml.safe_dump(desk), encoding="utf-8")
    app = App(Settings.from_environment(env, folder / "desk.yaml"), env)
    quiet, own = subprocess.DEVNULL, f"--user-data-dir={folder / 'browser'}"
    browser = await asyncio.create_subprocess_exec(
        "chromium", *_FLAGS, own, f"{origin}/", env=env, stdout=quiet, stderr=quiet
    )
    try:
        found = await _learned(app, origin)
    finally:
        browser.terminate()
        await browser.wait()
        told, _ = await server.communicate(b"")
    return {**found, "asked": told.decode().split("\n")[:-1]}


async def _learned(app: App, origin: str) -> dict[str, object]:
    """As for a person who agrees to every link, and approves what stands in the pages' own places."""
    from innervate.boundary import learning_walks
    from innervate.boundary.candidates import candidates, merged, opened
    from innervate.boundary.handles import Handles
    from innervate.boundary.learning import Learning
    from innervate.boundary.view import Sanitiser
    from innervate.boundary.where import Position
    from innervate.core.vocabulary import Role, State
    from innervate.runtime.walking import Limits, Walked

    async with asyncio.timeout(60):
        while True:
            scene = await app.scene()
            if any(e.role is Role.LINK and e.origin == origin for e in scene.elements):
                break
            await asyncio.sleep(0.5)
    walked = Walked()

    async def everything(names: Sequence[str]) -> Sequence[str]:
        return names

    await app.walk(app.application("office"), everything, walked, print, lambda: False, Limits())
    desk = app.desk()
    applications, catalogues = list(desk.applications.values()), app.catalogues(desk)
    shown = merged(c for s in walked.looks for c in candidates(s, applications, catalogues, origin))
    own = [c for c in shown if c.place != Position.CONTENT.value]
    catalogues[origin] = opened(catalogues[origin], own)
    sanitiser, learning = Sanitiser(applications, catalogues, Handles()), Learning()
    learning_walks.learn(learning, [sanitiser.view(s) for s in walked.looks], walked.moves, "office")
    elements = [e for screen in learning.told() for e in screen.elements]
    return {
        "screens": len(learning.screens),
        "required": sum(State.REQUIRED in element.states for element in elements),
        "stopped": walked.stopped,
    }


if __name__ == "__main__":
    where = Path(sys.argv[1])
    (where / "told.json").write_text(json.dumps(asyncio.run(_inside(where))), encoding="utf-8")
