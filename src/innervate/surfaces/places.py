"""Places outside the screen: tables of databases and folders of mail, read without touching them.

A screen that says "saved" is not a saved record. Everything here opens read-only.
"""

from __future__ import annotations

import email
import email.policy
import sqlite3
from collections.abc import Mapping
from email.message import EmailMessage
from pathlib import Path

from innervate.core.application import MailAt, Place, TableAt
from innervate.core.errors import BadInput
from innervate.core.values import Origin, Record, Value, ValueType

# A place of more rows is not read in part: what is cut off would count as absent.
MAX_ROWS = 10_000


class Places:
    """Implements the Verifier protocol over the places of a desk."""

    def __init__(self, places: Mapping[str, Place]) -> None:
        self._places = places

    def rows(self, place: str) -> list[Record] | None:
        """All rows, oldest first, or None where the place can't be read now.

        :raises BadInput: the desk has no such place.
        """
        match self._places.get(place):
            case TableAt(database=database, table=table):
                return _table(database, table)
            case MailAt(folder=folder):
                return _messages(folder)
        raise BadInput(f"a place called {place!r}", f"the desk has {', '.join(self._places) or 'none'}")


def _value(text: str, place: str) -> Value:
    return Value(ValueType.TEXT, text, Origin(place))


def _table(database: Path, table: str) -> list[Record] | None:
    if not database.exists():
        return None
    origin = f"sqlite:{database.name}"
    try:
        connection = sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True, timeout=1.0)
        try:
            cursor = connection.execute(f'SELECT * FROM "{table}" LIMIT {MAX_ROWS + 1}')
            names = [column[0] for column in cursor.description]
            rows = [
                {
                    name: _value("" if cell is None else str(cell), origin)
                    for name, cell in zip(names, row, strict=True)
                }
                for row in cursor
            ]
            return rows if len(rows) <= MAX_ROWS else None
        finally:
            connection.close()
    except sqlite3.Error:
        return None


def _messages(folder: Path) -> list[Record] | None:
    """Messages of an MH folder (files named by number) or a Maildir (cur and new)."""
    try:
        folders = [f for f in (folder / "cur", folder / "new") if f.is_dir()] or [folder]
        files = [f for where in folders for f in where.iterdir() if f.is_file()]
    except OSError:
        return None
    if folders == [folder]:
        files = [f for f in files if f.name.isdigit()]
    if len(files) > MAX_ROWS:
        return None
    rows = []
    for file in sorted(files, key=lambda f: (len(f.name), f.name)):
        try:
            message = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
        except OSError:
            return None
        if isinstance(message, EmailMessage):
            rows.append(_message(message, file, folder.name))
    return rows


def _message(message: EmailMessage, file: Path, folder: str) -> Record:
    body = message.get_body(("plain",))
    try:
        text = str(body.get_content()) if body is not None else ""
    except (LookupError, ValueError):  # an unknown character set, or none that fits
        text = ""
    fields = {
        "id": str(message["Message-ID"] or file.name),
        "from": str(message["From"] or ""),
        "to": str(message["To"] or ""),
        "subject": str(message["Subject"] or ""),
        "text": text,
    }
    return {name: _value(text, f"mail:{folder}") for name, text in fields.items()}
