"""What a failing disk or database means to a run: Lost or Unavailable, with what to do about it."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from innervate.core.errors import Lost, Unavailable

_RESUME = "then resume the run: everything up to its last event is kept"

_MEANINGS: dict[int, tuple[type[Lost], str, str]] = {
    sqlite3.SQLITE_FULL: (Lost, "the disk is full", f"free some space, {_RESUME}"),
    sqlite3.SQLITE_IOERR: (Lost, "the disk did not take or give the bytes", f"check the disk, {_RESUME}"),
    sqlite3.SQLITE_CORRUPT: (Lost, "a damaged database", "restore the journal from a copy"),
    sqlite3.SQLITE_NOTADB: (Lost, "a damaged database", "restore the journal from a copy"),
    sqlite3.SQLITE_READONLY: (Unavailable, "the journal can't be written", f"make it writable, {_RESUME}"),
    sqlite3.SQLITE_CANTOPEN: (Unavailable, "the file can't be opened", "check its path and permissions"),
    sqlite3.SQLITE_PERM: (Unavailable, "the file can't be opened", "check its path and permissions"),
    sqlite3.SQLITE_BUSY: (
        Unavailable,
        "another process keeps the database locked",
        f"wait for it or end it, {_RESUME}",
    ),
    sqlite3.SQLITE_LOCKED: (
        Unavailable,
        "another connection keeps the database locked",
        f"wait for it, {_RESUME}",
    ),
}


@contextmanager
def storage_errors(wanted: str) -> Iterator[None]:
    """Within, errors of SQLite and of the file system become ours.

    :raises Lost: full, damaged or failing storage.
    :raises Unavailable: storage that is locked, read-only or not to be opened.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise _meaning(wanted, error) from error
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        kind, seen, todo = _MEANINGS[sqlite3.SQLITE_FULL if full else sqlite3.SQLITE_CANTOPEN]
        raise kind(wanted, f"{seen} ({error.strerror})", todo) from error


def _meaning(wanted: str, error: sqlite3.Error) -> Lost:
    code: int | None = getattr(error, "sqlite_errorcode", None)
    known = _MEANINGS.get(code & 0xFF) if code is not None else None
    if known is None:
        return Lost(wanted, f"the database failed ({error})", f"check the journal, {_RESUME}")
    kind, seen, todo = known
    return kind(wanted, f"{seen} ({getattr(error, 'sqlite_errorname', error)})", todo)
