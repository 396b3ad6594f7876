"""Which processes run a program, as the kernel tells it."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from innervate.surfaces.broker import broker


def running(executable: str) -> list[dict[str, str]] | None:
    """Processes of this user, or those that may be looked into, oldest first: their `id`.

    executable: the program's real path. None where they can't be told.

    :raises Lost: core is isolated, and what stands outside of it is gone.
    """
    outside = broker()
    found = processes_of(executable) if outside is None else outside.processes(executable)
    return None if found is None else [{"id": str(pid)} for pid in found]


def processes_of(executable: str) -> list[int]:
    """Ids of processes that run it and have not ended, oldest first."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            with suppress(OSError, IndexError):  # it ended meanwhile, or is another's
                if os.readlink(folder / "exe") == executable:
                    found.append((_started(folder), int(folder.name)))
    return [pid for _, pid in sorted(found)]


def _started(folder: Path) -> int:
    """Ticks since the machine's start; its name may hold blanks and brackets, so what follows the last."""
    return int((folder / "stat").read_text().rpartition(")")[2].split()[19])
