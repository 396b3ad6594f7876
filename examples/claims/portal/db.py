"""The portal's SQLite database: users, policies, claims.

A connection lives for one request. `add_claim` relies on the primary key of the table for the promise that a
claim number is filed at most once, whatever a browser sends twice.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from werkzeug.security import check_password_hash, generate_password_hash

SCHEMA = Path(__file__).with_name("schema.sql")


@dataclass(frozen=True)
class NewClaim:
    """A checked claim, ready to be stored."""

    claim_number: str
    policy_number: str
    claimant: str
    date_of_loss: str
    cause: str
    amount_cents: int
    deductible_cents: int
    decision: str
    payable_cents: int
    description: str
    created_at: str
    created_by: str


class Taken(Exception):
    """The claim number has been filed before."""


@contextmanager
def connect(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that commits on leaving without an error and is closed in any case."""
    connection = sqlite3.connect(path, timeout=10)
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys = ON")
    try:
        with connection:
            yield connection
    finally:
        connection.close()


def create(path: Path) -> None:
    """Creates the tables, in write-ahead mode."""
    with connect(path) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript(SCHEMA.read_text(encoding="utf-8"))


def add_user(connection: sqlite3.Connection, name: str, full_name: str, password: str) -> None:
    hashed = generate_password_hash(password, method="pbkdf2:sha256:60000")
    connection.execute("INSERT INTO users VALUES (?, ?, ?)", (name, full_name, hashed))


def add_policies(connection: sqlite3.Connection, policies: Iterable[tuple[str, str, str, str, int]]) -> None:
    connection.executemany("INSERT INTO policies VALUES (?, ?, ?, ?, ?)", policies)


def user_with(connection: sqlite3.Connection, name: str, password: str) -> sqlite3.Row | None:
    """The user if name and password belong together."""
    row: sqlite3.Row | None = connection.execute("SELECT * FROM users WHERE name = ?", (name,)).fetchone()
    return row if row is not None and check_password_hash(row["password_hash"], password) else None


def policies(connection: sqlite3.Connection, number_part: str = "") -> list[sqlite3.Row]:
    """Policies whose number contains the given part."""
    return connection.execute(
        "SELECT * FROM policies WHERE instr(number, upper(?)) > 0 ORDER BY number", (number_part,)
    ).fetchall()


def policy(connection: sqlite3.Connection, number: str) -> sqlite3.Row | None:
    row: sqlite3.Row | None = connection.execute(
        "SELECT * FROM policies WHERE number = ?", (number,)
    ).fetchone()
    return row


def claims(connection: sqlite3.Connection, policy_number: str | None = None) -> list[sqlite3.Row]:
    """All claims, or those of one policy, newest first."""
    return connection.execute(
        "SELECT * FROM claims WHERE ? IS NULL OR policy_number = ? ORDER BY created_at DESC",
        (policy_number, policy_number),
    ).fetchall()


def claim(connection: sqlite3.Connection, claim_number: str) -> sqlite3.Row | None:
    row: sqlite3.Row | None = connection.execute(
        "SELECT * FROM claims WHERE claim_number = ?", (claim_number,)
    ).fetchone()
    return row


def add_claim(connection: sqlite3.Connection, new: NewClaim) -> None:
    """Stores the claim; raises `Taken` if its number is in use."""
    fields = list(vars(new))
    marks = ", ".join("?" for _ in fields)
    try:
        connection.execute(
            f"INSERT INTO claims ({', '.join(fields)}) VALUES ({marks})", tuple(vars(new).values())
        )
    except sqlite3.IntegrityError as error:
        raise Taken(new.claim_number) from error
