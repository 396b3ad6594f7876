"""The journal's file: its tables, the triggers that keep them append-only, and opening it safely.

Promises a file that only its owner can read, and a connection on which a committed transaction has
reached the disk. Refuses a file that is not a journal, one of a newer version, and another key's.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from innervate.core.errors import BadInput, Denied, Refused
from innervate.journal import forgetting
from innervate.journal.seal import Sealer
from innervate.journal.storage_errors import storage_errors

VERSION = 2  # 1 could not forget a run
APPLICATION_ID = 0x696E7276  # "inrv", so that `file` and we can tell a journal from other databases

_OPENING = threading.Lock()
_CANARY = b"innervate journal, opened with the right key"
_CANARY_CONTEXT = b"canary of version 1"

_TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, content BLOB NOT NULL) STRICT;
CREATE TABLE runs (id TEXT PRIMARY KEY, started_at REAL NOT NULL) STRICT;
CREATE TABLE events (
    run TEXT NOT NULL REFERENCES runs (id),
    number INTEGER NOT NULL,
    at REAL NOT NULL,
    kind TEXT NOT NULL,
    public TEXT NOT NULL,
    sealed BLOB NOT NULL,
    chain BLOB NOT NULL,
    PRIMARY KEY (run, number)
) STRICT;
CREATE INDEX events_by_kind ON events (run, kind, number);
CREATE TRIGGER events_gapless BEFORE INSERT ON events
WHEN NEW.number <> 1 + coalesce((SELECT max(number) FROM events WHERE run = NEW.run), 0)
BEGIN SELECT raise(ABORT, 'append-only: events are numbered without gaps'); END;
CREATE TRIGGER runs_once BEFORE INSERT ON runs
WHEN EXISTS (SELECT 1 FROM runs WHERE id = NEW.id)
BEGIN SELECT raise(ABORT, 'append-only: the run exists'); END;
CREATE TRIGGER meta_once BEFORE INSERT ON meta
WHEN EXISTS (SELECT 1 FROM meta WHERE name = NEW.name)
BEGIN SELECT raise(ABORT, 'append-only: the entry exists'); END;
"""


def connect(path: Path, sealer: Sealer, patience: float) -> sqlite3.Connection:
    """An open journal, made if it is not there. patience: seconds to wait for another's lock.

    :raises BadInput: the file is not a journal.
    :raises Denied: the key is not the one that it was made with.
    :raises Refused: a newer version of innervate wrote it.
    :raises Lost: the storage can't be read or written.
    """
    with storage_errors(f"open the journal {path}"):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _one_at_a_time(path.parent):
            _own_alone(path)
            connection = sqlite3.connect(
                path, timeout=patience, isolation_level=None, check_same_thread=False
            )
            try:
                _prepare(connection, path, sealer)
            except BaseException:
                connection.close()
                raise
    return connection


@contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    """Among all threads and processes: half a new journal would look like another program's database."""
    with _OPENING:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)


def _own_alone(path: Path) -> None:
    """The file exists and is its owner's alone; SQLite gives its companions the same permissions.

    A file that is there is never opened here: to close it would end the locks that SQLite holds on it for
    another journal of this process.
    """
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
    except FileExistsError:
        if path.is_file() and path.stat().st_mode & 0o077:
            path.chmod(0o600)


def _prepare(connection: sqlite3.Connection, path: Path, sealer: Sealer) -> None:
    try:
        found = _pragma(connection, "application_id")
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_NOTADB:
            raise
        raise _not_a_journal(path, "a file that is not a database") from None
    if found == 0 and connection.execute("SELECT count(*) FROM sqlite_schema").fetchone() == (0,):
        _create(connection, sealer)
    elif found != APPLICATION_ID:
        raise _not_a_journal(path, "a database of another program")
    connection.execute("PRAGMA secure_delete = ON")
    version = _migrated(connection, _pragma(connection, "user_version"))
    if version > VERSION:
        raise Refused(
            f"a journal of version {VERSION} at {path}",
            f"one of version {version}, which a newer innervate wrote",
            "update innervate, or name another journal",
        )
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    sealed = connection.execute("SELECT content FROM meta WHERE name = 'canary'").fetchone()
    if sealed is None or sealer.opened(sealed[0], _CANARY_CONTEXT) != _CANARY:
        raise Denied(
            f"open the journal {path}",
            "a key that is not the one that it was made with",
            "restore the key from your key ring or its copy; without it the private values are lost for good",
        )


def _create(connection: sqlite3.Connection, sealer: Sealer) -> None:
    """All tables or none."""
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("BEGIN IMMEDIATE")
    try:
        for statement in _statements():
            connection.execute(statement)
        canary = sealer.seal(_CANARY, _CANARY_CONTEXT)
        connection.execute("INSERT INTO meta VALUES ('canary', ?)", (canary,))
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _migrated(connection: sqlite3.Connection, version: int) -> int:
    """The version that it is of then."""
    if version != 1:
        return version
    connection.execute("BEGIN IMMEDIATE")
    try:
        if _pragma(connection, "user_version") == 1:  # nobody else was first
            for statement in (
                "DROP TRIGGER events_no_delete",
                *forgetting.TABLE,
                f"PRAGMA user_version = {VERSION}",
            ):
                connection.execute(statement)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return _pragma(connection, "user_version")


def _statements() -> list[str]:
    """Statement by statement: `executescript` would commit before it begins."""
    statements: list[str] = []
    pending = ""
    for line in _TABLES.strip().splitlines():
        pending += line + "\n"
        if sqlite3.complete_statement(pending):
            statements.append(pending)
            pending = ""
    statements += [
        f"CREATE TRIGGER {table}_no_{what.lower()} BEFORE {what} ON {table} "
        f"BEGIN SELECT raise(ABORT, 'append-only: {table} are never changed'); END"
        for table in ("meta", "runs", "events")
        for what in ("UPDATE", "DELETE")
        if (table, what) != ("events", "DELETE")
    ]
    statements += forgetting.TABLE
    return [*statements, f"PRAGMA application_id = {APPLICATION_ID}", f"PRAGMA user_version = {VERSION}"]


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


def _not_a_journal(path: Path, seen: str) -> BadInput:
    return BadInput(f"a journal of innervate at {path}", seen, "name another file for the journal")
