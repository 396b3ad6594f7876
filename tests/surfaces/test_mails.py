"""Messages of a folder: what is read once is remembered, and never instead of what is there now."""

from __future__ import annotations

import os
from pathlib import Path

from innervate.surfaces.mails import Messages


def put(folder: Path, name: str, subject: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    file.write_text(f"Message-ID: <{name}@x>\nSubject: {subject}\n\nGood day\n", encoding="utf-8")
    return file


def subjects(messages: Messages, folder: Path) -> list[str] | None:
    rows = messages.rows(folder, 100)
    return None if rows is None else [row["subject"] for row in rows]


def test_what_comes_changes_and_goes_is_told(tmp_path: Path) -> None:
    messages = Messages()
    one, two = put(tmp_path, "1", "One"), put(tmp_path, "2", "Two")
    assert subjects(messages, tmp_path) == ["One", "Two"]
    put(tmp_path, "10", "Ten")
    assert subjects(messages, tmp_path) == ["One", "Two", "Ten"]
    two.write_text("Subject: Changed\n\n", encoding="utf-8")
    one.unlink()
    assert subjects(messages, tmp_path) == ["Changed", "Ten"]


def test_a_file_of_the_same_name_and_size_is_another(tmp_path: Path) -> None:
    messages = Messages()
    put(tmp_path, "1", "One")
    assert subjects(messages, tmp_path) == ["One"]
    other = put(tmp_path / "other", "1", "Two")
    os.replace(other, tmp_path / "1")
    assert subjects(messages, tmp_path) == ["Two"]


def test_a_maildir_is_its_two_folders(tmp_path: Path) -> None:
    put(tmp_path / "cur", "a:2,S", "Read")
    put(tmp_path / "new", "bb", "New")
    put(tmp_path / "tmp", "c", "Half")
    found = subjects(Messages(), tmp_path)
    assert found is not None
    assert sorted(found) == ["New", "Read"]


def test_what_cannot_be_read_is_unknown(tmp_path: Path) -> None:
    messages = Messages()
    assert messages.rows(tmp_path / "nowhere", 100) is None
    for number in range(1, 5):
        put(tmp_path, str(number), "One")
    assert messages.rows(tmp_path, 3) is None
    assert len(messages.rows(tmp_path, 4) or []) == 4
