"""The journal: append-only events of all runs in one SQLite file, private values encrypted.

Promises that an event is on the disk before `append` returns, that the events of a run are numbered
from 1 without gaps, that a run has one writer at a time, and that a failure of the storage loses no
event appended before it. Refuses to change or delete an event, and to hand out a row that was changed; a
whole run can be forgotten, and the journal says so.
"""

from __future__ import annotations

import secrets
import sqlite3
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from innervate.core.errors import Ambiguous, BadInput, Denied, Lost
from innervate.core.event import (
    Event,
    Parked,
    PlannerAnswered,
    Resumed,
    RunEnded,
    RunStarted,
    Stamped,
    StepEnded,
    StepStarted,
)
from innervate.core.run import RunState, Status, fold
from innervate.core.usage import NOTHING, Usage
from innervate.journal.codec import Encoded, decode, encode
from innervate.journal.forgetting import Forgotten, forget, forgotten
from innervate.journal.schema import connect
from innervate.journal.seal import Row, Sealer, genesis
from innervate.journal.storage_errors import storage_errors
from innervate.journal.writer_lock import WriterLock

_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # without 0 o 1 l i: people read run ids aloud
_COLUMNS = "run, number, at, kind, public, sealed, chain"
_AT_ONCE = 64
_DAY = 86_400.0  # seconds

_TELLING = (RunStarted, Resumed, StepStarted, StepEnded, PlannerAnswered, Parked, RunEnded)


def _of_kinds(kinds: Iterable[type[Event]]) -> str:
    """The condition that an event is of one of these kinds."""
    return f"kind IN ({', '.join(repr(kind.__name__) for kind in kinds)})"


@dataclass(frozen=True, slots=True)
class RunSummary:
    """One line in a list of runs. events: how many there are; last_at: time of the last of them. spent: what
    asking planners took.
    """

    run: str
    started_at: float
    last_at: float
    events: int
    status: Status
    confirmed: int
    planned_steps: int
    title: str = field(repr=False)
    spent: Usage = NOTHING


@dataclass(frozen=True, slots=True)
class ChainCheck:
    """What `verify` found. head: hash over all events, hexadecimal, worth writing down elsewhere.

    broken_at: number of the first event that is missing or not as it was written; None if all are whole.
    """

    run: str
    events: int
    head: str
    broken_at: int | None

    @property
    def whole(self) -> bool:
        return self.broken_at is None


@dataclass(frozen=True, slots=True)
class _Pen:
    """A run that this journal writes: its lock, and where its chain begins."""

    lock: WriterLock
    start: bytes


class Journal:
    """An open journal. Safe to use from several threads; use it as a context manager, or close it."""

    def __init__(self, path: Path, connection: sqlite3.Connection, sealer: Sealer) -> None:
        self.path = path
        self._connection = connection
        self._sealer = sealer
        self._pens: dict[str, _Pen] = {}
        self._turn = threading.RLock()

    @staticmethod
    def open(path: Path, key: bytes, *, patience: float = 5.0) -> Journal:
        """Opens a journal, or makes one. key: 32 bytes. patience: seconds to wait for a lock.

        :raises Denied: the key is another's.
        :raises BadInput: the file is not a journal, or the key has another length.
        :raises Refused: a newer version of innervate wrote it.
        :raises Lost: the storage can't be read or written.
        """
        sealer = Sealer(key)
        return Journal(path, connect(path, sealer, patience), sealer)

    def close(self) -> None:
        with self._turn:
            for pen in self._pens.values():
                pen.lock.release()
            self._pens.clear()
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def new_run(self) -> str:
        """A new run's id: its start in UTC and four letters, so that ids sort by time."""
        started_at = time.time()
        stamp = datetime.fromtimestamp(started_at, UTC).strftime("%Y%m%d-%H%M%S")
        with self._turn, storage_errors("begin a new run in the journal"):
            while True:
                run = f"{stamp}-{''.join(secrets.choice(_ALPHABET) for _ in range(4))}"
                if not self._connection.execute("SELECT 1 FROM runs WHERE id = ?", (run,)).fetchone():
                    break
            self._connection.execute("INSERT INTO runs (id, started_at) VALUES (?, ?)", (run, started_at))
        return run

    def append(self, run: str, event: Event) -> Stamped:
        """Writes an event down for good; when this returns, it is on the disk.

        :raises Denied: somebody else writes this run.
        :raises BadInput: there is no such run, or the event holds what a journal can't keep.
        :raises Lost: the storage failed; the event counts as not written, all before it are kept.
        """
        encoded = encode(event)
        with self._turn, storage_errors(f"write an event of run {run}"):
            pen = self._pens.get(run) or self._take_pen(run)
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                row = self._next_row(run, encoded, pen.start)
                self._insert(row)
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
        return Stamped(run, row.number, row.at, event)

    def read(self, run: str) -> Iterator[Stamped]:
        """All events of a run, in order; those appended meanwhile too.

        :raises BadInput: there is no such run.
        :raises Lost: a row is missing or was changed, or the storage failed.
        """
        self._started_at(run)
        expected = 1
        for row in self._rows(run):
            if row.number != expected:
                raise Lost(
                    f"event {expected} of run {run}",
                    f"a gap: event {row.number} follows",
                    "don't resume this run; restore the journal from a copy",
                )
            expected += 1
            yield self._stamped(row)

    def recent(self, runs: int, kinds: Iterable[type[Event]], *, but: str = "") -> Iterator[Stamped]:
        """Events of these kinds of the newest runs, each run's in order. but: not of this run.

        :raises Lost: a row was changed, or the storage failed.
        """
        with self._turn, storage_errors("find the newest runs"):
            found = self._connection.execute(
                "SELECT id FROM runs WHERE id NOT IN (SELECT run FROM forgotten) AND id != ?"
                " ORDER BY rowid DESC LIMIT ?",
                (but, runs),
            ).fetchall()
        condition = _of_kinds(kinds)
        for (run,) in found:
            yield from map(self._stamped, self._rows(run, condition))

    def state(self, run: str) -> RunState:
        """Where a run is."""
        return fold(self.read(run))

    def runs(self) -> list[RunSummary]:
        """All runs, the newest first."""
        with self._turn, storage_errors("list the runs"):
            found = self._connection.execute(
                "SELECT id, started_at, (SELECT count(*) FROM events WHERE run = id),"
                " (SELECT at FROM events WHERE run = id ORDER BY number DESC LIMIT 1)"
                " FROM runs WHERE id NOT IN (SELECT run FROM forgotten) ORDER BY rowid DESC"
            ).fetchall()
        return [self._summary(run, began, count, last) for run, began, count, last in found]

    def resolve(self, prefix: str) -> str:
        """The id of the only run that begins so, or of the newest for "last".

        :raises Ambiguous: several begin so.
        :raises BadInput: none does.
        """
        with self._turn, storage_errors("find a run"):
            found = self._connection.execute(
                "SELECT id FROM runs WHERE id NOT IN (SELECT run FROM forgotten) ORDER BY rowid DESC"
            ).fetchall()
        ids = [str(row[0]) for row in found]
        if prefix == "last" and ids:
            return ids[0]
        fitting = [run for run in ids if prefix and run.startswith(prefix)]
        match fitting:
            case [run]:
                return run
            case []:
                seen = f"{len(ids)} other runs" if ids else "a journal without runs"
                raise BadInput(f'a run that begins with "{prefix}"', seen, "list them with `innervate runs`")
        few = ", ".join(fitting[:5]) + (", …" if len(fitting) > 5 else "")
        raise Ambiguous(
            f'one run that begins with "{prefix}"', f"{len(fitting)}: {few}", "write more of its id"
        )

    def verify(self, run: str) -> ChainCheck:
        """Checks every row's seal and the chain over all of them. It needs no event to be decoded."""
        chain = genesis(run, self._started_at(run))
        count = 0
        for row in self._rows(run):
            fits = self._sealer.opened(row.sealed, row.open_part) is not None
            if row.number != count + 1 or not fits or not row.follows(chain):
                return ChainCheck(run, count, chain.hex(), count + 1)
            chain, count = row.chain, row.number
        return ChainCheck(run, count, chain.hex(), None)

    def forget(self, run: str) -> Forgotten:
        """Its events are overwritten, for good; that they were there stays known.

        :raises BadInput: there is no such run, or no longer. :raises Denied: somebody is writing it.
        :raises Lost: the storage failed; the run is forgotten whole, or not at all.
        """
        self._started_at(run)
        with self._turn, storage_errors(f"forget run {run}"):
            held = run in self._pens
            lock = self._pens.pop(run).lock if held else WriterLock.take(self.path, run)
            try:
                count, chain = self._connection.execute(
                    "SELECT count(*), (SELECT chain FROM events WHERE run = ? ORDER BY number DESC LIMIT 1)"
                    " FROM events WHERE run = ?",
                    (run, run),
                ).fetchone()
                gone = Forgotten(run, time.time(), count, chain.hex() if chain else "")
                forget(self._connection, gone)
            finally:
                lock.release()
        return gone

    def forget_older(self, days: float | None, but: str = "") -> list[Forgotten]:
        """Forget all runs whose last event is so old; none where no days are given.

        Neither `but`, nor any that somebody is writing.
        """
        gone = []
        for run, last in self._last_events() if days is not None else ():
            if days is not None and last <= time.time() - days * _DAY and run != but:
                with suppress(Denied):
                    gone.append(self.forget(run))
        return gone

    def forgotten(self) -> list[Forgotten]:
        """What is left of the runs that were."""
        with self._turn, storage_errors("list what was forgotten"):
            return list(forgotten(self._connection).values())

    def _last_events(self) -> list[tuple[str, float]]:
        with self._turn, storage_errors("list the runs"):
            found = self._connection.execute(
                "SELECT id, coalesce((SELECT at FROM events WHERE run = id ORDER BY number DESC LIMIT 1),"
                " started_at) FROM runs WHERE id NOT IN (SELECT run FROM forgotten)"
            ).fetchall()
        return [(str(run), float(last)) for run, last in found]

    def _take_pen(self, run: str) -> _Pen:
        start = genesis(run, self._started_at(run))
        self._pens[run] = _Pen(WriterLock.take(self.path, run), start)
        return self._pens[run]

    def _next_row(self, run: str, encoded: Encoded, start: bytes) -> Row:
        last = self._connection.execute(
            "SELECT number, chain FROM events WHERE run = ? ORDER BY number DESC LIMIT 1", (run,)
        ).fetchone()
        number, chain = last if last is not None else (0, start)
        return self._sealer.row(
            run, number + 1, time.time(), encoded.kind, encoded.public, encoded.private, chain
        )

    def _insert(self, row: Row) -> None:
        self._connection.execute(
            f"INSERT INTO events ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (row.run, row.number, row.at, row.kind, row.public, row.sealed, row.chain),
        )

    def _started_at(self, run: str) -> float:
        with self._turn, storage_errors(f"find run {run}"):
            found = self._connection.execute("SELECT started_at FROM runs WHERE id = ?", (run,)).fetchone()
        if found is None:
            raise BadInput(f"run {run}", "no such run in this journal", "list them with `innervate runs`")
        with self._turn, storage_errors(f"find run {run}"):
            gone = forgotten(self._connection).get(run)
        if gone is not None:
            when = datetime.fromtimestamp(gone.at).strftime("%Y-%m-%d")
            raise BadInput(
                f"run {run}",
                f"its {gone.events} events were forgotten on {when}; their head was {gone.head}",
                "`at_rest` in the policy says how long runs are kept",
            )
        return float(found[0])

    def _rows(self, run: str, condition: str = "TRUE") -> Iterator[Row]:
        """In small portions, so that a reader never keeps a writer waiting."""
        after = 0
        query = (
            f"SELECT {_COLUMNS} FROM events WHERE run = ? AND number > ? AND {condition}"
            " ORDER BY number LIMIT ?"
        )
        while True:
            with self._turn, storage_errors(f"read run {run}"):
                portion = self._connection.execute(query, (run, after, _AT_ONCE)).fetchall()
            if not portion:
                return
            rows = [Row(*columns) for columns in portion]
            yield from rows
            after = rows[-1].number

    def _stamped(self, row: Row) -> Stamped:
        encoded = Encoded(row.kind, row.public, self._sealer.private(row))
        return Stamped(row.run, row.number, row.at, decode(encoded))

    def _summary(self, run: str, started_at: float, events: int, last_at: float | None) -> RunSummary:
        telling: Iterable[Stamped] = map(self._stamped, self._rows(run, _of_kinds(_TELLING)))
        state = fold(telling)
        return RunSummary(
            run=run,
            started_at=started_at,
            last_at=last_at if last_at is not None else started_at,
            events=events,
            status=state.status,
            confirmed=state.confirmed,
            planned_steps=state.planned_steps,
            title=state.title,
            spent=state.spent,
        )
