"""The ledger: every byte that leaves, written down before it does, in a chain that a person can read.

Promises: `leaving` returns only when the record and an anchor of it are on disk, so nothing leaves that is
not in it; any number of processes may append; a process that is killed while appending leaves at most a torn
last line, which was never relied on and is cut by the next. Refuses bodies larger than can leave, and never
changes or removes a whole record.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from innervate.boundary.ledger_anchors import Anchor, AnchorKey, append_anchor
from innervate.boundary.ledger_records import (
    BEGINNING,
    MOST_BYTES,
    Face,
    Kind,
    Record,
    hash_of,
    line_of,
    record_of,
)
from innervate.core.errors import BadInput, Lost, PrivacyRefused

LEDGER_FILE = "ledger.jsonl"
ANCHOR_FILE = Path("anchors") / "ledger.jsonl"
_CHUNK = 1 << 16


class Ledger:
    """The ledger of one state folder. Open one in each process; it holds no descriptor between calls."""

    def __init__(self, state: Path, key: AnchorKey) -> None:
        self.path, self.anchors, self._key = state / LEDGER_FILE, state / ANCHOR_FILE, key

    @property
    def public_key(self) -> str:
        return self._key.public

    def leaving(self, run: str, face: Face, sink: str, body: bytes, head: str = "") -> int:
        """Write down bytes that are about to leave; returns the record's number, for `ended`.

        :raises PrivacyRefused: there are more bytes than may leave at once.
        :raises Lost: the storage fails, so nothing may be sent. :raises BadInput: the file is no ledger.
        """
        if len(body) + len(head) > MOST_BYTES:
            raise PrivacyRefused(
                f"at most {MOST_BYTES} bytes to leave at once", "more", "nothing was sent; look at less"
            )
        return self._append(Kind.LEAVING, run, face, sink, 0, body, head)

    def ended(self, of: int, kind: Kind, run: str, face: Face, sink: str) -> int:
        """Write down what came of the record `of`.

        :raises Lost, BadInput: as `leaving`.
        """
        if kind is Kind.LEAVING:
            raise ValueError("an end is sent, failed or withheld")
        return self._append(kind, run, face, sink, of, b"", "")

    def head(self) -> Anchor | None:
        """Where the chain is now, to be kept elsewhere; None for an empty ledger.

        :raises Lost, BadInput: as `leaving`.
        """
        if not self.path.exists():
            return None
        with self._locked() as descriptor:
            number, previous = _last(descriptor)
        return Anchor(number, previous) if number else None

    def records(self) -> Iterator[Record]:
        """All whole records, in order.

        :raises BadInput: a line is none; `check` names all that is wrong.
        """
        for line in lines_of(self.path):
            yield record_of(line)

    def _append(self, kind: Kind, run: str, face: Face, sink: str, of: int, body: bytes, head: str) -> int:
        with self._locked() as descriptor:
            number, previous = _last(descriptor)
            at = datetime.now(UTC).isoformat(timespec="microseconds")
            line = line_of(Record(number + 1, at, kind, run, face, sink, of, head, body, previous))
            _write(descriptor, line + b"\n")
            anchor = Anchor(number + 1, hash_of(line), at)
            append_anchor(self.anchors, self._key.line(anchor))
        return number + 1

    @contextmanager
    def _locked(self) -> Iterator[int]:
        """The file, open and ours alone until the block ends; a torn last line is cut off."""
        try:
            for folder in (self.path.parent, self.anchors.parent):
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            new = not self.path.exists()
            flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC | os.O_NOFOLLOW
            descriptor = os.open(self.path, flags, 0o600)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX)
                _cut_torn(descriptor)
                yield descriptor
                if new:
                    _sync_folders(self.path.parent, self.anchors.parent)
            finally:
                os.close(descriptor)
        except OSError as error:
            raise Lost(
                f"the ledger {self.path} to be written",
                f"{error.strerror}",
                "make room or mend the disk; nothing leaves that can't be written down",
            ) from error


def lines_of(path: Path) -> Iterator[bytes]:
    """The whole lines of a ledger, without their ends; nothing, where there is none."""
    if not path.exists():
        return
    with open(path, "rb") as file:
        for line in file:
            if line.endswith(b"\n"):
                yield line[:-1]


def _last(descriptor: int) -> tuple[int, str]:
    """Number and hash of the last record."""
    size = os.fstat(descriptor).st_size
    if size == 0:
        return 0, BEGINNING
    line = os.pread(descriptor, size, _line_start(descriptor, size - 1))[:-1]
    try:
        return record_of(line).number, hash_of(line)
    except BadInput as error:
        raise BadInput(
            "a ledger whose last line is a record",
            "another line",
            "`innervate ledger verify` says what is wrong",
        ) from error


def _cut_torn(descriptor: int) -> None:
    size = os.fstat(descriptor).st_size
    if size and os.pread(descriptor, 1, size - 1) != b"\n":
        os.ftruncate(descriptor, _line_start(descriptor, size))
        os.fsync(descriptor)


def _line_start(descriptor: int, end: int) -> int:
    """Where the line begins that ends before `end`."""
    while end > 0:
        start = max(0, end - _CHUNK)
        found = os.pread(descriptor, end - start, start).rfind(b"\n")
        if found >= 0:
            return start + found + 1
        end = start
    return 0


def _write(descriptor: int, data: bytes) -> None:
    while data:
        data = data[os.write(descriptor, data) :]
    os.fsync(descriptor)


def _sync_folders(*folders: Path) -> None:
    for folder in folders:
        opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
