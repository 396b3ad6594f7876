"""Places outside the screen: tables of databases, mail, files, what a web service answers, processes.

A screen that says "saved" is not a saved record. Everything here is read and nothing is written; what can't
be read is unknown, never empty.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from innervate.core.application import FolderAt, HttpAt, MailAt, Place, ProcessAt, SqlAt, TableAt
from innervate.core.errors import BadInput
from innervate.core.values import Origin, Record, Value, ValueType
from innervate.surfaces.mails import Messages
from innervate.surfaces.processes import running
from innervate.surfaces.services import answered
from innervate.surfaces.tables import table_rows

# A place of more rows is not read in part: what is cut off would count as absent.
MAX_ROWS = 10_000
MAX_TEXT = 1 << 18
"""Bytes of a file that are read as text."""


class Places:
    """Implements the Verifier protocol over the places of a desk."""

    def __init__(self, places: Mapping[str, Place]) -> None:
        self._places = places
        self._messages = Messages()

    def rows(self, place: str) -> list[Record] | None:
        """All rows, oldest first, or None where the place can't be read now.

        :raises BadInput: the desk has no such place. :raises Unavailable: what reads it is not installed.
        """
        match self._places.get(place):
            case TableAt(database=database, table=table):
                return _records(_table(database, table), f"sqlite:{database.name}")
            case SqlAt() as sql:
                return _records(table_rows(sql, place, MAX_ROWS), f"sql:{place}")
            case MailAt(folder=folder):
                return _records(self._messages.rows(folder, MAX_ROWS), f"mail:{folder.name}")
            case FolderAt(folder=folder):
                return _records(_files(folder), f"folder:{folder.name}")
            case HttpAt() as service:
                return _records(answered(service, place), f"http:{place}")
            case ProcessAt(executable=executable):
                return _records(running(executable), f"process:{executable}")
        raise BadInput(f"a place called {place!r}", f"the desk has {', '.join(self._places) or 'none'}")


def _records(rows: list[dict[str, str]] | None, origin: str) -> list[Record] | None:
    if rows is None or len(rows) > MAX_ROWS:
        return None
    return [{name: Value(ValueType.TEXT, text, Origin(origin)) for name, text in row.items()} for row in rows]


def _table(database: Path, table: str) -> list[dict[str, str]] | None:
    if not database.exists():
        return None
    try:
        address = f"{database.resolve().as_uri()}?mode=ro"
        with closing(sqlite3.connect(address, uri=True, timeout=1.0)) as connection:
            cursor = connection.execute(f'SELECT * FROM "{table}" LIMIT {MAX_ROWS + 1}')
            names = [column[0] for column in cursor.description]
            return [
                {name: "" if cell is None else str(cell) for name, cell in zip(names, row, strict=True)}
                for row in cursor
            ]
    except sqlite3.Error:
        return None


def _files(folder: Path) -> list[dict[str, str]] | None:
    """Each file, with `text` where it can be read as one."""
    try:
        files = [(f, f.stat()) for f in folder.iterdir() if f.is_file()]
        files.sort(key=lambda one: (one[1].st_mtime_ns, one[0].name))
        return [_file(file, status) for file, status in files[: MAX_ROWS + 1]]
    except OSError:
        return None


def _file(file: Path, status: os.stat_result) -> dict[str, str]:
    modified = datetime.fromtimestamp(status.st_mtime, UTC).isoformat(timespec="seconds")
    row = {"name": file.name, "size": str(status.st_size), "modified": modified}
    text = _text(file) if status.st_size <= MAX_TEXT else None
    return row if text is None else {**row, "text": text}


def _text(file: Path) -> str | None:
    """What stands in it; None where it is no text."""
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text
