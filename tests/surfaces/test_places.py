"""Places outside the screen: read as they are, unknown when they can't be, never touched."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from innervate.core.application import FolderAt, HttpAt, MailAt, ProcessAt, TableAt
from innervate.core.errors import BadInput
from innervate.core.values import Record
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


def texts(rows: list[Record] | None) -> list[dict[str, str]]:
    assert rows is not None
    return [{name: value.text for name, value in row.items()} for row in rows]


def test_files_of_a_folder_with_their_text_where_they_have_one(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear café", encoding="utf-8")
    (tmp_path / "scan.pdf").write_bytes(b"%PDF-1.7 \xff\xfe")
    (tmp_path / "long.txt").write_text("x" * ((1 << 18) + 1), encoding="utf-8")
    (tmp_path / "below").mkdir()
    for age, name in enumerate(("scan.pdf", "letter.txt", "long.txt")):
        os.utime(tmp_path / name, (1_700_000_000 + age, 1_700_000_000 + age))
    rows = texts(Places({"letters": FolderAt(tmp_path)}).rows("letters"))
    assert [row["name"] for row in rows] == ["scan.pdf", "letter.txt", "long.txt"]
    assert [row.get("text") for row in rows] == [None, "Dear café", None]
    assert rows[1]["size"] == "10"
    assert rows[1]["modified"] == "2023-11-14T22:13:21+00:00"
    assert Places({"letters": FolderAt(tmp_path / "none")}).rows("letters") is None


@contextmanager
def serving(status: int, body: bytes) -> Iterator[tuple[str, list[str]]]:
    """A web service with one answer: its address, and what it is asked."""
    asked: list[str] = []

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(status)
            self.send_header("Location", "/elsewhere")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/api/stock?of=screws", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_a_services_answer_as_rows() -> None:
    said = {"data": {"items": [{"id": 7, "price": 0.10, "sold": False, "of": {"name": "café"}, "tags": [1]}]}}
    with serving(200, json.dumps(said).replace("0.1", "0.10").encode()) as (url, asked):
        rows = texts(Places({"stock": HttpAt(url, ("data", "items"))}).rows("stock"))
        assert rows == [{"id": "7", "price": "0.10", "sold": "false", "of.name": "café"}]
        assert asked == ["/api/stock?of=screws"]
        whole = texts(Places({"stock": HttpAt(url)}).rows("stock"))
        assert whole == [{}], "one object is one row, and a list in it is no column"


@pytest.mark.parametrize(
    ("status", "body", "keys"),
    [
        (500, b"[]", ()),
        (302, b"[]", ()),
        (200, b"{", ()),
        (200, b"[1, 2]", ()),
        (200, b'{"items": []}', ("other",)),
        (200, b"[" * 100_000, ()),
        (200, b"\xff\xfe", ()),
        (200, b"[" + b" " * (1 << 22) + b"]", ()),
    ],
)
def test_another_answer_of_a_service_is_unknown(status: int, body: bytes, keys: tuple[str, ...]) -> None:
    with serving(status, body) as (url, asked):
        assert Places({"stock": HttpAt(url, keys)}).rows("stock") is None
        assert asked == ["/api/stock?of=screws"], "no redirection is followed"


def test_nobody_answers() -> None:
    with serving(200, b"[]") as (url, _):
        pass
    assert Places({"stock": HttpAt(url)}).rows("stock") is None


def test_processes_of_a_program(tmp_path: Path) -> None:
    program = tmp_path / "waits (for) it"
    program.write_bytes(Path("/bin/sleep").resolve().read_bytes())
    program.chmod(0o755)
    places = Places({"waiting": ProcessAt(str(program))})
    assert places.rows("waiting") == []
    with subprocess.Popen([program, "60"]) as first, subprocess.Popen([program, "60"]) as second:
        try:
            assert texts(places.rows("waiting")) == [{"id": str(first.pid)}, {"id": str(second.pid)}]
        finally:
            first.kill()
            second.kill()
    assert places.rows("waiting") == []
