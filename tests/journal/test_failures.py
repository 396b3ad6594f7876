"""The journal when its process or its storage fails: nothing that was appended is lost."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from innervate.core.errors import Lost, Unavailable
from innervate.core.event import Delivered, Looked
from innervate.core.outcome import Means
from innervate.journal.store import Journal
from tests.journal.conftest import KEY

RECEIPT = Delivered("1", Means.POINTER)

WRITER = """
import sys
from pathlib import Path
from innervate.core.event import Looked
from innervate.journal.store import Journal
journal = Journal.open(Path(sys.argv[1]), bytes(range(32)))
for number in range(10_000):
    journal.append(sys.argv[2], Looked(str(number), "before", "{}", b"p" * (number * 977 % 9000)))
    print(number + 1, flush=True)
"""

LIMITED = """
import resource, sys
from pathlib import Path
from innervate.core.errors import Lost
from innervate.core.event import Looked
from innervate.journal.store import Journal
journal = Journal.open(Path(sys.argv[1]), bytes(range(32)))
run = journal.new_run()
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
try:
    while True:
        print(journal.append(run, Looked("1", "before", "{}", b"p" * 9000)).number, flush=True)
except Lost as error:
    print(type(error).__name__, error.seen, "|", error.todo)
"""


def test_after_kill_9_what_was_appended_is_there_without_gaps(path: Path) -> None:
    with Journal.open(path, KEY) as journal:
        run = journal.new_run()
    told_in_all = 0
    for round_number in range(4):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path), run], stdout=subprocess.PIPE, text=True
        )
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(0.03 + 0.02 * round_number)
        writer.send_signal(signal.SIGKILL)
        told = 1 + len(writer.stdout.readlines())
        writer.wait()
        writer.stdout.close()
        with Journal.open(path, KEY) as journal:
            stamped = list(journal.read(run))
            assert [s.number for s in stamped] == list(range(1, len(stamped) + 1))
            # Each that was told is kept; at most one more was on the disk and not yet told.
            assert told_in_all + told <= len(stamped) <= told_in_all + told + 1
            assert journal.verify(run).whole
            told_in_all = journal.append(run, RECEIPT).number


def _append_many(journal: Journal, run: str) -> None:
    for _ in range(100):
        journal.append(run, Looked("1", "before", "{}", bytes(9000)))


def _filled(journal: Journal) -> tuple[str, int]:
    run = journal.new_run()
    (pages,) = journal._connection.execute("PRAGMA page_count").fetchone()
    journal._connection.execute(f"PRAGMA max_page_count = {pages + 20}")
    with pytest.raises(Lost, match="disk is full") as caught:
        _append_many(journal, run)
    assert "free some space" in caught.value.todo
    return run, len(list(journal.read(run)))


def test_a_full_disk_loses_nothing_and_writing_goes_on_when_there_is_space(journal: Journal) -> None:
    run, kept = _filled(journal)
    assert kept > 0
    assert journal.verify(run).whole
    journal._connection.execute("PRAGMA max_page_count = 1000000")
    assert journal.append(run, RECEIPT).number == kept + 1
    assert journal.verify(run).whole


def test_a_disk_that_takes_no_more_bytes(path: Path) -> None:
    limited = subprocess.run(
        [sys.executable, "-c", LIMITED, str(path)], capture_output=True, text=True, check=True
    )
    *told, error = limited.stdout.splitlines()
    assert error.startswith("Lost")
    assert "resume the run" in error
    with Journal.open(path, KEY) as journal:
        run = journal.resolve("last")
        assert len(list(journal.read(run))) == len(told) > 0
        assert journal.verify(run).whole
        assert journal.append(run, RECEIPT).number == len(told) + 1


def test_a_locked_database_is_unavailable_and_stays_intact(path: Path) -> None:
    with Journal.open(path, KEY, patience=0.05) as journal:
        run = journal.new_run()
        journal.append(run, RECEIPT)
        greedy = sqlite3.connect(path, isolation_level=None)
        greedy.execute("BEGIN IMMEDIATE")
        with pytest.raises(Unavailable, match="locked"):
            journal.append(run, RECEIPT)
        greedy.execute("ROLLBACK")
        greedy.close()
        assert journal.append(run, RECEIPT).number == 2


def test_a_journal_that_turned_read_only_is_unavailable(journal: Journal) -> None:
    run = journal.new_run()
    journal.append(run, RECEIPT)
    journal._connection.execute("PRAGMA query_only = ON")
    with pytest.raises(Unavailable, match="can't be written"):
        journal.append(run, RECEIPT)
    assert len(list(journal.read(run))) == 1


def test_a_damaged_database_is_lost(path: Path) -> None:
    with Journal.open(path, KEY) as journal:
        run = journal.new_run()
        for _ in range(50):
            journal.append(run, Looked("1", "before", "{}", bytes(9000)))
    size = os.path.getsize(path)
    with path.open("r+b") as file:
        file.seek(20_000)
        file.write(b"\xff" * (size - 40_000))
    with Journal.open(path, KEY) as journal, pytest.raises(Lost):
        list(journal.read(run))
