from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from innervate.core.errors import Ambiguous, BadInput, Denied, Lost, Refused, Unavailable
from innervate.core.event import (
    Delivered,
    Event,
    Intended,
    Looked,
    LoopBound,
    Parked,
    Recovered,
    RunEnded,
    RunStarted,
    StepEnded,
    StepStarted,
    VariableBound,
)
from innervate.core.outcome import Applied, Code, Effect, Means, Verdict
from innervate.core.run import Status, fold
from innervate.core.values import PERSON, Value, ValueType
from innervate.journal.store import Journal
from tests.journal.conftest import KEY
from tests.journal.events import events

STARTED = RunStarted("host:1", 2, "Title", "plan", {})
RECEIPT = Delivered("1", Means.POINTER)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=50)
@given(happened=st.lists(events, max_size=8))
def test_what_is_appended_is_read_in_order(journal: Journal, happened: list[Event]) -> None:
    run = journal.new_run()
    stamped = [journal.append(run, event) for event in happened]
    assert list(journal.read(run)) == stamped
    assert [s.number for s in stamped] == list(range(1, len(happened) + 1))
    assert journal.state(run) == fold(stamped)
    check = journal.verify(run)
    assert (check.whole, check.events) == (True, len(happened))


def test_everything_is_there_after_reopening(path: Path) -> None:
    with Journal.open(path, KEY) as journal:
        run = journal.new_run()
        stamped = [journal.append(run, STARTED), journal.append(run, RECEIPT)]
        head = journal.verify(run).head
    with Journal.open(path, KEY) as journal:
        assert list(journal.read(run)) == stamped
        assert journal.verify(run).head == head
        assert journal.append(run, RECEIPT).number == 3


def test_many_events_are_read_in_portions_and_with_those_appended_meanwhile(journal: Journal) -> None:
    run = journal.new_run()
    for _ in range(150):
        journal.append(run, RECEIPT)
    reading = journal.read(run)
    assert next(reading).number == 1
    journal.append(run, RunEnded("done", 0, 0))
    assert [s.number for s in reading] == list(range(2, 152))


def test_nothing_private_is_readable_in_the_files(path: Path) -> None:
    canary, told = "CANARY-7f3a", "VIEW-7f3a"  # a View may be told, and is sealed all the same
    value = Value(ValueType.PERSON, canary, PERSON)
    private: list[Event] = [
        RunStarted("host:1", 1, canary, canary, {canary: canary}),
        StepStarted("1", "get", "mail", 1, False, canary),
        Intended("1", "type", Effect.REVERSIBLE, canary),
        LoopBound("1", [{canary: value}]),
        VariableBound("1", canary, value),
        Recovered("1", "retry", Code.OK_DONE, canary),
        Looked("1", "before", told, canary.encode() * 3),
        StepEnded("1", Verdict.CONFIRMED, Code.OK_DONE, Applied.APPLIED, 1.0, 1.0, canary),
        Parked("1", Code.LOCATE_ABSENT, canary, canary, canary),
    ]
    with Journal.open(path, KEY) as journal:
        run = journal.new_run()
        for event in private:
            stamped = journal.append(run, event)
            assert canary not in repr(stamped)
        assert journal.runs()[0].title == canary
        assert canary not in repr(journal.runs())
        files = {file: file.read_bytes() for file in path.parent.rglob("*") if file.is_file()}
        assert {path, path.with_name("journal.db-wal")} <= files.keys()
        for content in files.values():
            assert canary.encode() not in content
            assert told.encode() not in content
            assert KEY not in content
    assert canary.encode() not in path.read_bytes()


def test_only_the_owner_can_read_it(path: Path) -> None:
    with Journal.open(path, KEY) as journal:
        journal.append(journal.new_run(), STARTED)
        for file in path.parent.iterdir():
            assert stat.S_IMODE(file.stat().st_mode) & 0o077 == 0
    path.chmod(0o644)
    Journal.open(path, KEY).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET public = '{}'",
        "DELETE FROM events",
        "DELETE FROM events WHERE number = 1",
        "UPDATE runs SET started_at = 0",
        "DELETE FROM runs",
        "DELETE FROM meta",
        "INSERT OR REPLACE INTO events SELECT * FROM events",
        "INSERT OR REPLACE INTO runs SELECT * FROM runs",
        "INSERT OR REPLACE INTO meta SELECT * FROM meta",
        "INSERT INTO events SELECT run, 9, at, kind, public, sealed, chain FROM events",
    ],
)
def test_the_tables_are_append_only(journal: Journal, statement: str) -> None:
    run = journal.new_run()
    journal.append(run, STARTED)
    stranger = sqlite3.connect(journal.path)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        stranger.execute(statement)
    stranger.close()
    assert journal.verify(run).whole


def test_another_key_is_denied(path: Path) -> None:
    Journal.open(path, KEY).close()
    with pytest.raises(Denied, match="key"):
        Journal.open(path, bytes(32))
    with pytest.raises(BadInput, match="32 bytes"):
        Journal.open(path, b"short")


def test_a_file_that_is_not_a_journal_is_refused_untouched(path: Path) -> None:
    path.write_bytes(b"Dear diary, " * 99)
    with pytest.raises(BadInput, match="not a database"):
        Journal.open(path, KEY)
    assert path.read_bytes() == b"Dear diary, " * 99


def test_the_database_of_another_program_is_refused_untouched(path: Path) -> None:
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE cookies (name)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(BadInput, match="another program"):
        Journal.open(path, KEY)
    assert path.read_bytes() == before


def test_a_newer_version_is_refused(path: Path) -> None:
    Journal.open(path, KEY).close()
    newer = sqlite3.connect(path)
    newer.execute("PRAGMA user_version = 3")
    newer.close()
    with pytest.raises(Refused, match="update innervate"):
        Journal.open(path, KEY)


def test_a_folder_or_a_forbidden_place_is_unavailable(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="permissions"):
        Journal.open(tmp_path, KEY)
    with pytest.raises(Unavailable, match="permissions"):
        Journal.open(Path("/proc/journal.db"), KEY)


def test_a_run_has_one_writer(path: Path) -> None:
    with Journal.open(path, KEY) as first, Journal.open(path, KEY) as second:
        run = first.new_run()
        first.append(run, STARTED)
        with pytest.raises(Denied, match="somebody else"):
            second.append(run, RECEIPT)
        assert len(list(second.read(run))) == 1
        other = second.new_run()
        assert second.append(other, STARTED).number == 1
        first.close()
        assert second.append(run, RECEIPT).number == 2
    assert list((path.parent / "journal.db-writers").iterdir()) == []


def test_threads_of_one_writer_take_turns(journal: Journal) -> None:
    run = journal.new_run()

    def write() -> None:
        for _ in range(20):
            journal.append(run, RECEIPT)

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [s.number for s in journal.read(run)] == list(range(1, 81))
    assert journal.verify(run).whole


def test_runs_are_listed_the_newest_first(journal: Journal) -> None:
    assert journal.runs() == []
    first, second = journal.new_run(), journal.new_run()
    journal.append(first, STARTED)
    journal.append(first, StepEnded("1", Verdict.CONFIRMED, Code.OK_DONE, Applied.APPLIED, 1.0, 1.0, ""))
    journal.append(first, RunEnded("done", 1, 2))
    newest, oldest = journal.runs()
    assert (newest.run, newest.events, newest.status, newest.title) == (second, 0, Status.RUNNING, "")
    assert (oldest.run, oldest.events, oldest.status) == (first, 3, Status.DONE)
    assert (oldest.confirmed, oldest.planned_steps, oldest.title) == (1, 2, "Title")


def test_a_run_is_found_by_the_beginning_of_its_id(journal: Journal) -> None:
    with pytest.raises(BadInput, match="without runs"):
        journal.resolve("last")
    first, second = journal.new_run(), journal.new_run()
    assert journal.resolve("last") == second
    assert journal.resolve(first) == first
    with pytest.raises(Ambiguous, match="2: "):
        journal.resolve(first[:4])
    for wrong in ("x", ""):
        with pytest.raises(BadInput, match="begins with"):
            journal.resolve(wrong)


def test_a_run_that_is_not_there(journal: Journal) -> None:
    for ask in (journal.state, journal.verify, lambda run: journal.append(run, STARTED)):
        with pytest.raises(BadInput, match="no such run"):
            ask("20000101-000000-none")


def _forge(path: Path, statement: str) -> None:
    """What somebody without the key could do to the file: drop the triggers, then change it."""
    forger = sqlite3.connect(path, isolation_level=None)
    for (name,) in forger.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        forger.execute(f"DROP TRIGGER {name}")
    forger.execute(statement)
    forger.close()


@pytest.mark.parametrize(
    ("statement", "at"),
    [
        ("UPDATE events SET public = replace(public, 'pointer', 'keyboard') WHERE number = 3", 3),
        ("UPDATE events SET at = at + 1 WHERE number = 2", 2),
        ("UPDATE events SET sealed = zeroblob(28) WHERE number = 4", 4),
        ("UPDATE events SET sealed = x'00' WHERE number = 4", 4),
        ("UPDATE events SET kind = 'Resumed' WHERE number = 2", 2),
        ("UPDATE events SET chain = zeroblob(32) WHERE number = 2", 2),
        ("DELETE FROM events WHERE number = 3", 3),
        ("DELETE FROM events WHERE number = 1", 1),
        ("UPDATE runs SET started_at = started_at - 1", 1),
        (
            "UPDATE events SET sealed = (SELECT o.sealed FROM events o WHERE o.number = 7 - events.number)"
            " WHERE number IN (3, 4)",
            3,
        ),
    ],
)
def test_what_was_changed_is_found(path: Path, statement: str, at: int) -> None:
    with Journal.open(path, KEY) as journal:
        run = journal.new_run()
        for event in (STARTED, RECEIPT, RECEIPT, RECEIPT, RECEIPT):
            journal.append(run, event)
        assert journal.verify(run).whole
    _forge(path, statement)
    with Journal.open(path, KEY) as journal:
        check = journal.verify(run)
        assert (check.broken_at, check.events, check.whole) == (at, at - 1, False)


def test_a_changed_or_missing_row_is_not_handed_out(path: Path) -> None:
    with Journal.open(path, KEY) as journal:
        run = journal.new_run()
        for event in (STARTED, RECEIPT, RECEIPT):
            journal.append(run, event)
    _forge(path, "UPDATE events SET public = replace(public, 'pointer', 'tree') WHERE number = 3")
    with Journal.open(path, KEY) as journal, pytest.raises(Lost, match="changed"):
        list(journal.read(run))
    _forge(path, "DELETE FROM events WHERE number = 2")
    with Journal.open(path, KEY) as journal, pytest.raises(Lost, match="gap"):
        list(journal.read(run))


def test_rows_cannot_move_to_another_run(path: Path) -> None:
    with Journal.open(path, KEY) as journal:
        first, second = journal.new_run(), journal.new_run()
        journal.append(first, STARTED)
    _forge(path, f"UPDATE events SET run = '{second}'")
    with Journal.open(path, KEY) as journal, pytest.raises(Lost):
        journal.state(second)


def test_a_cut_end_shows_against_a_head_that_was_written_down(path: Path) -> None:
    with Journal.open(path, KEY) as journal:
        run = journal.new_run()
        journal.append(run, STARTED)
        journal.append(run, RECEIPT)
        head = journal.verify(run).head
    _forge(path, "DELETE FROM events WHERE number = 2")
    with Journal.open(path, KEY) as journal:
        check = journal.verify(run)
    assert check.whole
    assert check.head != head


def test_many_may_make_the_journal_at_once(path: Path) -> None:
    program = (
        "import sys, pathlib; from innervate.journal.store import Journal;"
        "j = Journal.open(pathlib.Path(sys.argv[1]), bytes(range(32))); j.new_run(); j.close()"
    )
    processes = [subprocess.Popen([sys.executable, "-c", program, str(path)]) for _ in range(3)]
    opened: list[Journal] = []
    threads = [threading.Thread(target=lambda: opened.append(Journal.open(path, KEY))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [process.wait() for process in processes] == [0, 0, 0]
    assert len(opened) == 6
    for journal in opened:
        journal.append(journal.new_run(), STARTED)
    assert len(opened[0].runs()) == 9
    for journal in opened:
        journal.close()
