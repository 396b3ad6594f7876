"""One writer per run: a lock of the kernel's, so that it ends with its process, however that ends."""

from __future__ import annotations

import fcntl
import os
from dataclasses import dataclass
from pathlib import Path

from innervate.core.errors import Denied


@dataclass(frozen=True, slots=True)
class WriterLock:
    """Held from `take` to `release`; the empty file is only its place."""

    path: Path
    descriptor: int

    @staticmethod
    def take(journal: Path, run: str) -> WriterLock:
        """
        :raises Denied: somebody else writes this run, in this process or another.
        :raises OSError: the file can't be made.
        """
        folder = journal.with_name(journal.name + "-writers")
        folder.mkdir(mode=0o700, exist_ok=True)
        path = folder / run
        while True:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(descriptor)
                raise Denied(
                    f"write run {run}",
                    "somebody else is writing it",
                    "let that one end, or stop it; a run has one writer at a time",
                ) from None
            if _is_at(descriptor, path):
                return WriterLock(path, descriptor)
            os.close(descriptor)  # released and removed by another between our open and our lock

    def release(self) -> None:
        self.path.unlink(missing_ok=True)
        os.close(self.descriptor)


def _is_at(descriptor: int, path: Path) -> bool:
    try:
        return os.fstat(descriptor).st_ino == path.stat().st_ino
    except FileNotFoundError:
        return False
