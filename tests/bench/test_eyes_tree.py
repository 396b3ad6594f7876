"""The benchmark of the tree: its documents, and the watch over the other reader."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from innervate.bench.eyes_tree import _newest
from innervate.bench.tree_peer import walk
from innervate.bench.tree_stage import commands, moving, resident_mb
from innervate.core.frame import Node
from innervate.core.vocabulary import Role


def test_the_documents_are_the_same_each_time(tmp_path: Path) -> None:
    for folder in (tmp_path / "one", tmp_path / "two"):
        folder.mkdir()
        assert set(commands(folder)) == {"Chromium", "Mousepad", "Calc"}
        assert set(moving(folder)) == {"GTK 3", "Chromium"}
    for name in ("page.html", "sheet.fods", "note.txt"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
    assert (tmp_path / "one" / "sheet.fods").read_text().count("<text:p>") == 401 * 11


def test_the_other_reader_is_ended_in_time() -> None:
    nobody = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    try:
        began = time.monotonic()
        told = walk(nobody.pid, {**os.environ, "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere"}, 3)
        assert told.seconds is None
        assert time.monotonic() - began < 10
        assert resident_mb(nobody.pid) > 1
    finally:
        nobody.kill()
        nobody.wait()
    assert resident_mb(nobody.pid) == 0


def test_the_newest_change_is_the_one_that_counts() -> None:
    nodes = (
        Node("a", "", 7, Role.LABEL, "at 12345678901"),
        Node("b", "", 7, Role.ENTRY, text="at 12345678905"),
        Node("c", "", 7, Role.LABEL, "at noon"),
    )
    assert _newest(nodes) == 12345678905
    assert _newest(()) == 0
