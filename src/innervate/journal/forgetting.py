"""Forgetting a run: its events go for good, and that they did is written down.

Promises: either all events of a run are gone and the journal says when, how many there were and with which
head of their chain, or none is; what is gone is overwritten in the file, not only left out; a run that
somebody is writing is not forgotten. No event of another run is touched, and no event can be taken out alone.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What is left of a run. at: when it was forgotten. head: of its chain then, hexadecimal."""

    run: str
    at: float
    events: int
    head: str


TABLE = (
    "CREATE TABLE forgotten (run TEXT PRIMARY KEY REFERENCES runs (id), at REAL NOT NULL,"
    " events INTEGER NOT NULL, head TEXT NOT NULL) STRICT",
    "CREATE TRIGGER forgotten_once BEFORE INSERT ON forgotten"
    " WHEN EXISTS (SELECT 1 FROM forgotten WHERE run = NEW.run)"
    " BEGIN SELECT raise(ABORT, 'append-only: the run is forgotten already'); END",
    *(
        f"CREATE TRIGGER forgotten_no_{what.lower()} BEFORE {what} ON forgotten"
        " BEGIN SELECT raise(ABORT, 'append-only: what is forgotten stays so'); END"
        for what in ("UPDATE", "DELETE")
    ),
    "CREATE TRIGGER events_no_delete BEFORE DELETE ON events"
    " WHEN NOT EXISTS (SELECT 1 FROM forgotten WHERE run = OLD.run)"
    " BEGIN SELECT raise(ABORT, 'append-only: events are never changed'); END",
    "CREATE TRIGGER events_no_more BEFORE INSERT ON events"
    " WHEN EXISTS (SELECT 1 FROM forgotten WHERE run = NEW.run)"
    " BEGIN SELECT raise(ABORT, 'append-only: the run is forgotten'); END",
)
"""What version 2 of a journal has more than version 1, whose events could not be deleted at all."""


def forget(connection: sqlite3.Connection, gone: Forgotten) -> None:
    """Within the caller's turn; the file is overwritten where the events were."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        values = (gone.run, gone.at, gone.events, gone.head)
        connection.execute("INSERT INTO forgotten VALUES (?, ?, ?, ?)", values)
        connection.execute("DELETE FROM events WHERE run = ?", (gone.run,))
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    # The pages as they were are still in the log. A reader elsewhere can hold it back: then at the next one.
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()


def forgotten(connection: sqlite3.Connection) -> dict[str, Forgotten]:
    rows = connection.execute("SELECT run, at, events, head FROM forgotten").fetchall()
    return {row[0]: Forgotten(*row) for row in rows}
