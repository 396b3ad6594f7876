"""`innervate ledger`: what left is told, what was changed is found, the page escapes and loads nothing."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from innervate.app import App
from innervate.boundary.canonical import canonical
from innervate.boundary.ledger import Ledger
from innervate.boundary.ledger_records import Face, Kind
from innervate.boundary.render import view_text
from innervate.core.view import View
from innervate.settings import Settings

SINK = "https://planner.example/v1/plan"


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


def ledger_of(state: Path) -> Ledger:
    environment = {"INNERVATE_STATE": str(state), "INNERVATE_KEYRING": "no"}
    return App(Settings.from_environment(environment), environment).ledger()


def call(state: Path, *words: str) -> tuple[int, str]:
    ran = subprocess.run(
        [sys.executable, "-m", "innervate.cli.main", "ledger", *words],
        env={**os.environ, "INNERVATE_STATE": str(state), "INNERVATE_KEYRING": "no"},
        capture_output=True,
        text=True,
        check=False,
    )
    return ran.returncode, ran.stdout + ran.stderr


def fill(state: Path) -> None:
    book = ledger_of(state)
    question = canonical({"view": view_text(View(7, ())), "goal": "<b>settle</b>", "codes": []})
    bodies = [
        canonical({"messages": [{"content": question.decode()}]}),
        b"<script>alert(1)</script>",
        b"\xff\xfe",
    ]
    for body, kind in zip(bodies, (Kind.SENT, Kind.FAILED, Kind.WITHHELD), strict=True):
        book.ended(
            book.leaving("run-1", Face.PLANNER, SINK, body, "POST / HTTP/1.1\r\n\r\n"),
            kind,
            "run-1",
            Face.PLANNER,
            SINK,
        )
    book.leaving("run-2", Face.MCP, "stdio", b"{}")


def test_an_empty_ledger(state: Path) -> None:
    assert call(state, "show") == (0, "Nothing has left this machine.\n")
    assert call(state, "verify")[0] == 0
    assert "nothing" in call(state, "anchor")[1]


def test_show_tells_each_sending(state: Path) -> None:
    fill(state)
    status, said = call(state, "show", "--json")
    told = json.loads(said)
    assert status == 0
    assert [one["ended"] for one in told] == ["sent", "failed", "withheld", None]
    assert told[1]["body"] == {"text": "<script>alert(1)</script>"}
    assert told[2]["body"] == {"hex": "fffe"}
    assert len(json.loads(call(state, "show", "--json", "--run", "run-2")[1])) == 1
    plain = call(state, "show")[1]
    assert "did not leave" in plain
    assert "█" in plain


def test_verify_finds_what_was_changed_and_an_anchor_holds_against_all(state: Path) -> None:
    fill(state)
    anchor = call(state, "anchor")[1].strip()
    assert call(state, "verify", "--anchor", anchor)[0] == 0
    book = ledger_of(state)
    lines = book.path.read_bytes().splitlines(keepends=True)
    book.path.write_bytes(b"".join(lines[:-1]))
    status, said = call(state, "verify")
    assert status == 1
    assert "record 7" in said
    book.anchors.unlink()
    assert call(state, "verify")[0] == 0
    assert call(state, "verify", "--anchor", anchor)[0] == 1
    assert call(state, "verify", "--anchor", "nonsense")[0] == 2


def test_the_page_is_one_file_that_escapes_and_names_what_is_wrong(state: Path, tmp_path: Path) -> None:
    fill(state)
    page = tmp_path / "ledger.html"
    assert call(state, "export", "-o", str(page))[0] == 0
    html = page.read_text("utf-8")
    assert "<script" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "view 7" in html
    assert "&lt;b&gt;settle&lt;/b&gt;" in html
    assert not re.search(r'(src|href)="(?!#)', html)
    assert "default-src &#x27;none&#x27;" in html
    assert "badge confirmed" in html
    book = ledger_of(state)
    book.path.write_bytes(book.path.read_bytes().replace(b"settle", b"steals"))
    call(state, "export", "-o", str(page))
    html = page.read_text("utf-8")
    assert "not whole" in html
    assert "record 1: it is not the one that was anchored" in html
