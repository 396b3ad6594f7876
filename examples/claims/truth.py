"""What really happened, read without any of the automated applications.

`claim_rows` looks into the portal's database, `sent_messages` into a folder of mails: Claws Mail's `sent`
or the folder in which the SMTP server keeps what it accepted.
"""

from __future__ import annotations

import sqlite3
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import getaddresses
from pathlib import Path
from typing import Any


def claim_rows(db: Path, claim_number: str | None = None) -> list[dict[str, Any]]:
    """The stored claims, or those with this number, as plain dictionaries."""
    connection = sqlite3.connect(f"file:{db}?mode=ro", uri=True, timeout=10)
    connection.row_factory = sqlite3.Row
    try:
        rows = connection.execute(
            "SELECT * FROM claims WHERE ? IS NULL OR claim_number = ?", (claim_number, claim_number)
        ).fetchall()
    finally:
        connection.close()
    return [dict(row) for row in rows]


def sent_messages(mail_dir: Path, to: str | None = None) -> list[EmailMessage]:
    """The mails in this folder, or those to this address, in the order in which they were filed."""
    parser: BytesParser[EmailMessage] = BytesParser(policy=policy.default)
    files = [path for path in mail_dir.iterdir() if path.stem.isdigit() and path.is_file()]
    messages = [parser.parsebytes(path.read_bytes()) for path in sorted(files, key=lambda p: int(p.stem))]
    return [message for message in messages if to is None or to in recipients(message)]


def recipients(message: EmailMessage) -> set[str]:
    """The addresses a mail went to."""
    fields = [str(value) for name in ("To", "Cc") for value in message.get_all(name, [])]
    return {address for _, address in getaddresses(fields)}


def text_of(message: EmailMessage) -> str:
    """The plain text of a mail."""
    part = message.get_body(("plain",))
    return str(part.get_content()) if part is not None else ""
