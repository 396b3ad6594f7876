"""Whether a ledger is whole: each link of its chain, each anchor, and what is wrong by name.

Promises: every record that an anchor tells of is there, unchanged and in its place, or a fault says which is
not. A record that no anchor tells of is held by those after it alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from innervate.boundary.ledger import ANCHOR_FILE, LEDGER_FILE, lines_of
from innervate.boundary.ledger_anchors import Anchor, anchors_in
from innervate.boundary.ledger_records import BEGINNING, Kind, Record, hash_of, record_of
from innervate.core.errors import BadInput

_MOST_FAULTS = 20


class Wrong(StrEnum):
    """In which way a ledger is not whole."""

    UNREADABLE = "the line is no record"
    OUT_OF_ORDER = "it is missing, doubled or moved"
    BROKEN = "the next one was chained to another record"
    REWRITTEN = "it is not the one that was anchored"
    CUT = "it was anchored, and the ledger ends before it"
    FORGED_ANCHOR = "it was not signed with this machine's key"


@dataclass(frozen=True, slots=True)
class Fault:
    """number: of the record or, for an anchor, of its line."""

    wrong: Wrong
    number: int

    def __str__(self) -> str:
        place = "anchor" if self.wrong is Wrong.FORGED_ANCHOR else "record"
        return f"{place} {self.number}: {self.wrong.value}"


@dataclass(frozen=True, slots=True)
class Checked:
    """What `check` found. unsettled: records of bytes whose end nothing tells: a crash, or under way."""

    records: int
    anchors: int
    kept: int
    head: Anchor | None
    faults: tuple[Fault, ...]
    unsettled: tuple[int, ...]

    @property
    def whole(self) -> bool:
        return not self.faults


def check(state: Path, public_key: str, kept: Sequence[Anchor] = ()) -> Checked:
    """kept: anchors that a person kept elsewhere. public_key: of `AnchorKey`, hexadecimal."""
    faults: list[Fault] = []
    anchored: dict[int, set[str]] = {}
    anchors = 0
    for place, anchor in anchors_in(state / ANCHOR_FILE, public_key):
        anchors += 1
        if anchor is None:
            faults.append(Fault(Wrong.FORGED_ANCHOR, place))
        else:
            anchored.setdefault(anchor.number, set()).add(anchor.hash)
    for anchor in kept:
        anchored.setdefault(anchor.number, set()).add(anchor.hash)
    chain = _Chain(anchored, faults)
    for line in lines_of(state / LEDGER_FILE):
        chain.link(line)
    if anchored and max(anchored) > chain.count:
        faults.append(Fault(Wrong.CUT, chain.count + 1))
    head = Anchor(chain.count, chain.previous) if chain.count else None
    return Checked(
        chain.count, anchors, len(kept), head, tuple(faults[:_MOST_FAULTS]), tuple(sorted(chain.open))
    )


class _Chain:
    """The ledger's lines, one after the other."""

    def __init__(self, anchored: dict[int, set[str]], faults: list[Fault]) -> None:
        self._anchored, self._faults = anchored, faults
        self.count, self.previous = 0, BEGINNING
        self.open: set[int] = set()

    def link(self, line: bytes) -> None:
        self.count += 1
        found = hash_of(line)
        if self._anchored.get(self.count, {found}) != {found}:
            self._fault(Wrong.REWRITTEN)
        try:
            record = record_of(line)
        except BadInput:
            self._fault(Wrong.UNREADABLE)
        else:
            self._read(record)
        self.previous = found

    def _read(self, record: Record) -> None:
        if record.number != self.count:
            self._fault(Wrong.OUT_OF_ORDER)
        if record.previous != self.previous:
            self._faults.append(Fault(Wrong.BROKEN, max(1, self.count - 1)))
        if record.kind is Kind.LEAVING:
            self.open.add(record.number)
        else:
            self.open.discard(record.of)

    def _fault(self, wrong: Wrong) -> None:
        self._faults.append(Fault(wrong, self.count))
