"""Places outside the screen: read as they are, unknown when they can't be, never touched."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from innervate.core.application import MailAt, TableAt
from innervate.core.errors import BadInput
from innervate.surfaces.places import Places

MESSAGE = """From: Claims desk <desk@insurer.example>
To: broker@example.org
Subject: =?utf-8?q?Re=3A_caf=C3=A9?=
Message-ID: <1@insurer.example>
Content-Type: text/plain; charset=utf-8

Good day,
paid.
"""


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "claims.db"
    connection = sqlite3.connect(path)
    with connection:
        connection.execute("CREATE TABLE claims (number TEXT, cents INTEGER, note TEXT)")
        connection.execute("INSERT INTO claims VALUES ('CLM-1', 4200, NULL)")
    connection.close()
    return path


def test_a_table_is_read_as_records_of_text(database: Path) -> None:
    rows = Places({"claims": TableAt(database, "claims")}).rows("claims")
    assert rows is not None
    assert [{name: value.text for name, value in row.items()} for row in rows] == [
        {"number": "CLM-1", "cents": "4200", "note": ""}
    ]


def test_what_can_not_be_read_is_unknown_and_not_empty(database: Path, tmp_path: Path) -> None:
    (tmp_path / "broken.db").write_bytes(b"nothing of the kind")
    places = Places(
        {
            "missing": TableAt(tmp_path / "missing.db", "claims"),
            "broken": TableAt(tmp_path / "broken.db", "claims"),
            "table": TableAt(database, "other"),
            "folder": MailAt(tmp_path / "nowhere"),
        }
    )
    for place in ("missing", "broken", "table", "folder"):
        assert places.rows(place) is None
    assert not (tmp_path / "missing.db").exists()


def test_a_place_that_the_desk_does_not_have(database: Path) -> None:
    with pytest.raises(BadInput, match="claims"):
        Places({"claims": TableAt(database, "claims")}).rows("other")


@pytest.mark.parametrize("kind", ["mh", "maildir"])
def test_messages_of_a_folder(tmp_path: Path, kind: str) -> None:
    folder = tmp_path / "sent"
    where = folder if kind == "mh" else folder / "cur"
    where.mkdir(parents=True)
    if kind == "maildir":
        (folder / "new").mkdir()
    for number in ("2", "10", "1"):
        (where / number).write_text(MESSAGE.replace("<1@", f"<{number}@"), encoding="utf-8")
    (folder / ".mh_sequences").write_text("unseen: 1")
    rows = Places({"sent": MailAt(folder)}).rows("sent")
    assert rows is not None
    assert [row["id"].text for row in rows] == [f"<{n}@insurer.example>" for n in ("1", "2", "10")]
    assert rows[0]["subject"].text == "Re: café"
    assert rows[0]["to"].text == "broker@example.org"
    assert "paid." in rows[0]["text"].text
