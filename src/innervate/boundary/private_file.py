"""Files that only their owner may read: written whole or not at all, and not read when others could.

Refuses a file whose permissions are wider than 0600, and says which command mends it.
"""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

from innervate.core.errors import Denied


def read_private(path: Path) -> bytes:
    """
    :raises Denied: others than its owner may read or write it, or somebody else owns it.
    :raises FileNotFoundError: it does not exist.
    """
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    with os.fdopen(descriptor, "rb") as file:
        found = os.fstat(descriptor)
        if stat.S_IMODE(found.st_mode) & 0o077:
            raise Denied(
                f"to read {path}",
                f"others may read it too (permissions {stat.S_IMODE(found.st_mode):04o})",
                f"chmod 600 {path}",
            )
        if found.st_uid != os.geteuid():
            raise Denied(f"to read {path}", "it belongs to somebody else", f"chown {os.geteuid()} {path}")
        return file.read()


def write_private(path: Path, data: bytes) -> None:
    """Replace the file at once, safe on disk when this returns; readers see the old or the new contents."""
    temporary = _written_beside(path, data)
    try:
        os.replace(temporary, path)
    except OSError:
        os.unlink(temporary)
        raise
    _sync_directory(path.parent)


def create_private(path: Path, data: bytes) -> bool:
    """Make the file whole, unless there is one already: then False, and it is left as it is."""
    temporary = _written_beside(path, data)
    try:
        os.link(temporary, path)
    except FileExistsError:
        return False
    finally:
        os.unlink(temporary)
    _sync_directory(path.parent)
    return True


def _written_beside(path: Path, data: bytes) -> str:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)  # 0600 from the start
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(descriptor)
    return temporary


def _sync_directory(directory: Path) -> None:
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
