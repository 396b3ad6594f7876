"""The examples of a checkout, run on desktops of their own, for the benches.

Promises: what a run prints goes into a file, and its desktop is gone when it ends.
"""

from __future__ import annotations

import json
import os
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

from innervate.core.errors import Unavailable
from innervate.core.event import Stamped


def examples_folder() -> Path:
    for folder in (Path.cwd(), *Path.cwd().parents, Path(__file__).parents[3]):
        if (folder / "examples" / "claims" / "demo.py").exists():
            return folder / "examples"
    raise Unavailable(
        "the claims example", "no examples/claims above this folder", "run this in a checkout of innervate"
    )


def importable(examples: Path) -> str:
    """The Python path by which a process finds the examples, and all that this one finds."""
    return os.pathsep.join(filter(None, [str(examples), os.environ.get("PYTHONPATH")]))


def on_a_desktop(command: Sequence[str], log: Path, examples: Path) -> int:
    """Run a command of the examples on a desktop of its own; its exit status. log: gets what it prints."""
    from innervate.surfaces.x11.desktop import VirtualDesktop

    quiet = f'exec "$0" "$@" >> {shlex.quote(str(log))} 2>&1'
    with VirtualDesktop(extra_env={"PYTHONPATH": importable(examples)}) as desktop:
        return desktop.run(["/bin/sh", "-c", quiet, *command])


def demonstrate(seed: int, folder: Path, examples: Path) -> dict[str, float]:
    """One claim, settled on a desktop of its own; what was measured of it.

    :raises Unavailable: it did not come to its end.
    """
    log = folder.with_suffix(".log")
    command = [sys.executable, "-m", "claims.demo", "--seed", str(seed), "--dir", str(folder)]
    if on_a_desktop(command, log, examples):
        raise Unavailable(
            f"the demonstration of seed {seed} to succeed", log.read_text()[-2000:], "run make demo"
        )
    facts: dict[str, float] = json.loads((folder / "result.json").read_text())
    return facts


def events_of(state: Path) -> list[Stamped]:
    """What happened in the last run of this state folder."""
    from innervate.app import App
    from innervate.settings import Settings

    environment = {**os.environ, "INNERVATE_STATE": str(state), "INNERVATE_KEYRING": "no"}
    with App(Settings.from_environment(environment)).journal() as journal:
        return list(journal.read(journal.resolve("last")))
