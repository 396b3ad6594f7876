from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from innervate.core.errors import BadInput, Denied
from innervate.core.event import Looked, RunEnded, RunStarted
from innervate.journal import forgetting
from innervate.journal.store import Journal
from tests.journal.conftest import KEY

STARTED = RunStarted("host:1", 2, "Title", "plan", {})


def _run(journal: Journal, picture: bytes) -> tuple[str, bytes]:
    """A run, and what its picture is sealed as."""
    run = journal.new_run()
    journal.append(run, STARTED)
    number = journal.append(run, Looked("1", "after", "view 1\n", picture)).number
    reader = sqlite3.connect(journal.path)
    (sealed,) = reader.execute(
        "SELECT sealed FROM events WHERE run = ? AND number = ?", (run, number)
    ).fetchone()
    reader.close()
    return run, sealed


def _on_disk(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(path.parent.iterdir()) if file.is_file())


def _parts_in(data: bytes, sealed: bytes) -> list[bytes]:
    """What is there of a sealed picture, piece by piece: it goes over many pages of the file."""
    pieces = [sealed[at : at + 64] for at in range(0, len(sealed) - 64, 64)]
    return [piece for piece in pieces if piece in data]


def test_a_forgotten_run_is_overwritten_and_known_to_have_been(journal: Journal, path: Path) -> None:
    gone, sealed = _run(journal, os.urandom(30_000))
    kept, other = _run(journal, os.urandom(30_000))
    head = journal.verify(gone).head
    assert _parts_in(_on_disk(path), sealed)
    left = journal.forget(gone)
    assert (left.run, left.events, left.head) == (gone, 2, head)
    assert not _parts_in(_on_disk(path), sealed)
    assert _parts_in(_on_disk(path), other)
    assert [one.run for one in journal.runs()] == [kept]
    assert journal.resolve("last") == kept
    assert journal.forgotten() == [left]
    for use in (journal.state, journal.verify, journal.forget, lambda run: journal.append(run, STARTED)):
        with pytest.raises(BadInput, match="forgotten"):
            use(gone)
    assert journal.verify(kept).whole


def test_a_run_that_is_written_is_not_forgotten_by_another(journal: Journal, path: Path) -> None:
    run, _ = _run(journal, b"")
    with Journal.open(path, KEY) as other:
        with pytest.raises(Denied, match="write run"):
            other.forget(run)
        assert other.forget_older(0) == []
    assert journal.append(run, RunEnded("done", 0, 0)).number == 3


def test_only_what_is_old_is_forgotten(journal: Journal) -> None:
    run, _ = _run(journal, b"")
    second, _ = _run(journal, b"")
    assert journal.forget_older(None) == []
    assert journal.forget_older(1) == []
    assert [one.run for one in journal.forget_older(0, but=second)] == [run]


def test_a_journal_of_version_1_is_opened_and_can_forget(path: Path) -> None:
    with Journal.open(path, KEY) as journal:
        run, _ = _run(journal, b"")
    old = sqlite3.connect(path, isolation_level=None)
    triggers = [statement.split()[2] for statement in forgetting.TABLE if "TRIGGER" in statement]
    for name in triggers:
        old.execute(f"DROP TRIGGER {name}")
    old.execute("DROP TABLE forgotten")
    old.execute(
        "CREATE TRIGGER events_no_delete BEFORE DELETE ON events"
        " BEGIN SELECT raise(ABORT, 'append-only'); END"
    )
    old.execute("PRAGMA user_version = 1")
    old.close()
    with Journal.open(path, KEY) as journal:
        assert journal.verify(run).whole
        journal.forget(run)
        assert journal.runs() == []


def test_a_kill_while_forgetting_leaves_a_run_whole_or_gone(path: Path) -> None:
    code = """
import sys
from pathlib import Path
from innervate.journal.store import Journal
journal = Journal.open(Path(sys.argv[1]), bytes(range(32)))
print("ready", flush=True)
for run in sys.argv[2:]:
    journal.forget(run)
    print(run, flush=True)
"""
    with Journal.open(path, KEY) as journal:
        runs = [_run(journal, os.urandom(20_000))[0] for _ in range(30)]
    child = subprocess.Popen([sys.executable, "-c", code, str(path), *runs], stdout=subprocess.PIPE)
    assert child.stdout is not None
    for _ in range(8):
        child.stdout.readline()
    os.kill(child.pid, signal.SIGKILL)
    child.stdout.close()
    child.wait()
    with Journal.open(path, KEY) as journal:
        left = {one.run for one in journal.runs()}
        gone = {one.run for one in journal.forgotten()}
        assert left | gone == set(runs)
        assert not left & gone
        assert gone >= set(runs[:7])
        assert all((check := journal.verify(run)).whole and check.events == 2 for run in left)
