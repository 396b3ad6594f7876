"""Inside a virtual desktop: one screen, seen by an isolated core and by one that is not.

Promises: both look at the same program at rest; what they would tell is compared but for the numbers of
handles. Called as `python -m innervate.bench.boundary_isolation_desktop OUT`.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import subprocess
import sys
from pathlib import Path

from innervate.app import App
from innervate.launch import core
from innervate.settings import Settings

_HANDLE_NUMBER = re.compile(r"_\d+⟧")
_EPOCH = re.compile(r"^view \d+")
_TRIES = 40
_DESK = """desk: 1
apps:
  mail: {executable: /usr/bin/claws-mail, launch: [claws-mail], catalogues: [claws-mail, gtk30]}
"""


def main(out: Path) -> None:
    """Writes what was found as JSON."""
    desk = out.with_name("desk.yaml")
    desk.write_text(_DESK, encoding="utf-8")
    environment = {
        **os.environ,
        "INNERVATE_STATE": str(out.with_name("state")),
        "INNERVATE_KEYRING": "no",
        "INNERVATE_DESK": str(desk),
    }
    program = subprocess.Popen(["claws-mail"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        app = App(Settings.from_environment(environment), environment)
        asyncio.run(_at_rest(app))
        same = {kind: _same({**environment, "INNERVATE_SURFACE": kind}) for kind in ("x11", "x11-pixels")}
        found = core.probes(app)
    finally:
        program.kill()
        program.wait()
    opened = [str(one) for one in found if one.open]
    out.write_text(json.dumps({"same": same, "probes": len(found), "open": opened}))


async def _at_rest(app: App) -> None:
    """Until a window of the program shows, and says the same twice."""
    before = ""
    for _ in range(_TRIES):
        said = _alike((await app.view()).decode())
        if "\n  " in said and said == before:  # a window shows, and an element in it
            return
        before = said
        await asyncio.sleep(0.5)
    raise SystemExit("the program did not come to rest")


def _same(environment: dict[str, str]) -> bool:
    told = [_told(environment, *words) for words in ((), ("--unisolated",))]
    return told[0] == told[1] and "\n  " in told[0]


def _told(environment: dict[str, str], *words: str) -> str:
    command = [sys.executable, "-m", "innervate.cli.main", "view", *words]
    ran = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return _alike(ran.stdout)


def _alike(told: str) -> str:
    return _EPOCH.sub("", _HANDLE_NUMBER.sub("⟧", told))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
