"""A ledger in the hands of somebody who wants to hide what left: how many of the attempts are noticed.

Promises: each attempt changes something that was anchored; half of them are held against the anchors on this
machine, half against one that a person kept, with those on this machine gone. The ledger is put back after
each.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace

from innervate.boundary.ledger import Ledger
from innervate.boundary.ledger_anchors import Anchor
from innervate.boundary.ledger_check import check
from innervate.boundary.ledger_records import BEGINNING, hash_of, line_of, record_of

Lines = list[bytes]
Attempt = Callable[[Lines, random.Random], bytes]


def tampered(ledger: Ledger, times: int, chance: random.Random) -> tuple[float, Sequence[str]]:
    """Per cent of 2·`times` attempts that `check` noticed, and the names of those that it did not."""
    lines = ledger.path.read_bytes().splitlines()
    anchors, head = ledger.anchors.read_bytes(), ledger.head()
    whole, missed = ledger.path.read_bytes(), []
    assert head is not None
    for number in range(2 * times):
        name, attempt = list(ATTEMPTS.items())[number // 2 % len(ATTEMPTS)]
        changed = attempt(list(lines), chance)
        assert changed != whole
        ledger.path.write_bytes(changed)
        kept: Sequence[Anchor] = ()
        if number % 2:
            ledger.anchors.unlink()
            kept = (head,)
        if check(ledger.path.parent, ledger.public_key, kept).whole:
            missed.append(name)
        ledger.anchors.write_bytes(anchors)
    ledger.path.write_bytes(whole)
    return 100 * (1 - len(missed) / (2 * times)), missed


def _cut(lines: Lines, chance: random.Random) -> bytes:
    return _joined(lines[: chance.randrange(len(lines))])


def _cut_bytes(lines: Lines, chance: random.Random) -> bytes:
    data = _joined(lines)
    return data[: -chance.randint(1, min(2000, len(data)))]


def _flipped(lines: Lines, chance: random.Random) -> bytes:
    data = bytearray(_joined(lines))
    at = chance.randrange(len(data))
    data[at] ^= 1 << chance.randrange(8)
    return bytes(data)


def _dropped(lines: Lines, chance: random.Random) -> bytes:
    del lines[chance.randrange(len(lines))]
    return _joined(lines)


def _doubled(lines: Lines, chance: random.Random) -> bytes:
    at = chance.randrange(len(lines))
    return _joined([*lines[:at], lines[at], *lines[at:]])


def _swapped(lines: Lines, chance: random.Random) -> bytes:
    one, other = chance.sample(range(len(lines)), 2)
    lines[one], lines[other] = lines[other], lines[one]
    return _joined(lines)


def _rewritten(lines: Lines, chance: random.Random) -> bytes:
    """One body becomes another, and every hash after it is made anew: a chain that is whole in itself."""
    at = chance.randrange(len(lines))
    return _chained(lines, at, lambda body: b"nothing of note" if body != b"nothing of note" else b"")


def _left_out(lines: Lines, chance: random.Random) -> bytes:
    """A record less, all others renumbered and chained anew."""
    at = chance.randrange(len(lines))
    return _chained([*lines[:at], *lines[at + 1 :]], -1, lambda body: body)


def _emptied(lines: Lines, chance: random.Random) -> bytes:
    return b""


ATTEMPTS: dict[str, Attempt] = {
    "cut": _cut,
    "cut in a line": _cut_bytes,
    "a bit flipped": _flipped,
    "a record dropped": _dropped,
    "a record doubled": _doubled,
    "two records swapped": _swapped,
    "a body rewritten, chained anew": _rewritten,
    "a record left out, chained anew": _left_out,
    "emptied": _emptied,
}


def _chained(lines: Lines, at: int, change: Callable[[bytes], bytes]) -> bytes:
    previous, out = BEGINNING, []
    for number, line in enumerate(lines):
        record = replace(record_of(line), number=number + 1, previous=previous)
        if number == at:
            record = replace(record, body=change(record.body))
        out.append(line_of(record))
        previous = hash_of(out[-1])
    return _joined(out)


def _joined(lines: Sequence[bytes]) -> bytes:
    return b"".join(line + b"\n" for line in lines)
