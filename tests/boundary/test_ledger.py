"""The ledger: byte-exact, chained, safe against kills and many writers, and honest about what was changed."""

from __future__ import annotations

import itertools
import multiprocessing
import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innervate.boundary.ledger import Ledger
from innervate.boundary.ledger_anchors import Anchor, AnchorKey
from innervate.boundary.ledger_check import Wrong, check
from innervate.boundary.ledger_records import BEGINNING, Face, Kind, Record, line_of, record_of
from innervate.core.errors import BadInput, PrivacyRefused

SEED = bytes(range(32))
SINK = "https://planner.example/v1"


def ledger(state: Path) -> Ledger:
    return Ledger(state, AnchorKey.of(SEED))


def filled(state: Path, count: int = 6) -> Ledger:
    book = ledger(state)
    for number in range(count):
        of = book.leaving("run", Face.PLANNER, SINK, f"body {number} ⟦DATE_7⟧".encode())
        book.ended(of, Kind.SENT, "run", Face.PLANNER, SINK)
    return book


def wrongs(book: Ledger, *kept: Anchor) -> set[Wrong]:
    return {fault.wrong for fault in check(book.path.parent, book.public_key, kept).faults}


@given(st.binary(max_size=200), st.text(max_size=40).filter(lambda t: t.isprintable()))
def test_a_record_gives_back_its_bytes(body: bytes, head: str) -> None:
    record = Record(
        3, "2026-01-01T00:00:00+00:00", Kind.LEAVING, "run", Face.MCP, SINK, 0, head, body, BEGINNING
    )
    assert record_of(line_of(record)) == record


def test_a_record_has_one_form() -> None:
    line = line_of(Record(1, "t", Kind.LEAVING, "r", Face.GOAL, SINK, 0, "", b"a", BEGINNING))
    for other in (
        line + b" ",
        line.replace(b'"size":1', b'"size":2'),
        line.replace(b'"text":"a"', b'"base64":"YQ=="'),
    ):
        with pytest.raises(BadInput):
            record_of(other)


def test_a_whole_ledger_is_whole_and_can_be_checked_by_hand(tmp_path: Path) -> None:
    book = filled(tmp_path)
    found = check(tmp_path, book.public_key)
    assert found.whole
    assert (found.records, found.anchors, found.unsettled) == (12, 12, ())
    lines = book.path.read_bytes().splitlines()
    for before, line in itertools.pairwise(lines):
        assert f'"previous":"{sha256(before).hexdigest()}"'.encode() in line
    assert book.path.stat().st_mode & 0o077 == 0
    assert next(r.body for r in book.records()) == "body 0 ⟦DATE_7⟧".encode()


def test_what_nothing_tells_the_end_of_is_named(tmp_path: Path) -> None:
    book = filled(tmp_path, 1)
    number = book.leaving("run", Face.PLANNER, SINK, b"x")
    assert check(tmp_path, book.public_key).unsettled == (number,)


def test_more_bytes_than_may_leave_are_refused(tmp_path: Path) -> None:
    with pytest.raises(PrivacyRefused):
        ledger(tmp_path).leaving("run", Face.PLANNER, SINK, bytes(5 << 20))
    assert not (tmp_path / "ledger.jsonl").exists()


def test_every_tampering_after_an_anchor_is_named(tmp_path: Path) -> None:
    book = filled(tmp_path)
    lines = book.path.read_bytes().splitlines(keepends=True)
    changed = [line.replace(b"body 2", b"body 9") for line in lines]
    rest = lines[:4] + lines[5:]
    for attack, wrong in {
        b"".join(lines[:-1]): Wrong.CUT,
        b"".join(lines)[:-1]: Wrong.CUT,
        b"": Wrong.CUT,
        b"".join(changed): Wrong.UNREADABLE,
        b"".join(rest): Wrong.OUT_OF_ORDER,
        b"".join([*lines[:2], lines[3], lines[2], *lines[4:]]): Wrong.OUT_OF_ORDER,
        b"".join([lines[0], *lines]): Wrong.OUT_OF_ORDER,
        rewritten(lines): Wrong.REWRITTEN,
    }.items():
        book.path.write_bytes(attack)
        assert wrong in wrongs(book)
    book.path.unlink()
    assert Wrong.CUT in wrongs(book)


def rewritten(lines: list[bytes]) -> bytes:
    """A chain that is whole in itself, with another body in it."""
    previous, out = BEGINNING, b""
    for line in lines:
        r = record_of(line[:-1])
        body = r.body.replace(b"body 2", b"body 9")
        new = line_of(Record(r.number, r.at, r.kind, r.run, r.face, r.sink, r.of, r.head, body, previous))
        previous, out = sha256(new).hexdigest(), out + new + b"\n"
    return out


def test_without_the_anchors_only_the_kept_one_tells(tmp_path: Path) -> None:
    book = filled(tmp_path)
    head = book.head()
    assert head is not None
    kept = Anchor.parse(str(head))
    lines = book.path.read_bytes().splitlines(keepends=True)
    book.anchors.unlink()
    book.path.write_bytes(b"".join(lines[:-2]))
    assert wrongs(book) == set()  # nothing on this machine can tell
    assert Wrong.CUT in wrongs(book, kept)
    book.path.write_bytes(rewritten(lines))
    assert Wrong.REWRITTEN in wrongs(book, kept)


def test_the_chain_alone_names_a_record_that_was_changed(tmp_path: Path) -> None:
    """Written in the one form that a record has, with the hash of its own body; only the next line tells."""
    book = filled(tmp_path)
    lines = book.path.read_bytes().splitlines()
    record = record_of(lines[4])
    lines[4] = line_of(replace(record, body=b"another"))
    book.path.write_bytes(b"".join(line + b"\n" for line in lines))
    book.anchors.unlink()
    found = check(tmp_path, book.public_key)
    assert [(fault.wrong, fault.number) for fault in found.faults] == [(Wrong.BROKEN, 5)]


def test_an_anchor_of_another_key_is_named(tmp_path: Path) -> None:
    book = filled(tmp_path, 1)
    with open(book.anchors, "ab") as file:
        file.write(AnchorKey.of(bytes(32)).line(Anchor(1, "0" * 64, "t")) + b"\n")
    assert Wrong.FORGED_ANCHOR in wrongs(book)


def test_a_torn_last_line_is_cut_by_the_next_append(tmp_path: Path) -> None:
    book = filled(tmp_path, 2)
    with open(book.path, "ab") as file:
        file.write(b'{"at":"2026')
    book.leaving("run", Face.PLANNER, SINK, b"next")
    found = check(tmp_path, book.public_key)
    assert found.whole
    assert found.records == 5


def _write_many(state: Path, count: int, name: str) -> None:
    book = ledger(state)
    for number in range(count):
        book.leaving(name, Face.PLANNER, SINK, f"{name} {number}".encode())


def test_many_processes_append_to_one_chain(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_write_many, args=(tmp_path, 25, f"w{n}")) for n in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
        assert writer.exitcode == 0
    book = ledger(tmp_path)
    found = check(tmp_path, book.public_key)
    assert found.whole
    assert found.records == 75
    assert {r.body.decode() for r in book.records()} == {f"w{n} {i}" for n in range(3) for i in range(25)}


_WRITER = """
import sys
from pathlib import Path
from innervate.boundary.ledger import Ledger
from innervate.boundary.ledger_anchors import AnchorKey
from innervate.boundary.ledger_records import Face
book = Ledger(Path(sys.argv[1]), AnchorKey.of(bytes(range(32))))
number = 0
while True:
    body = f"{sys.argv[2]} {number} ".encode() * 900
    book.leaving("run", Face.PLANNER, "https://planner.example/v1", body)
    print(number, flush=True)
    number += 1
"""


def test_a_writer_that_is_killed_at_any_moment_breaks_no_chain(tmp_path: Path) -> None:
    chance, told = random.Random(4), 0
    for turn in range(8):
        writer = subprocess.Popen(
            [sys.executable, "-c", _WRITER, str(tmp_path), f"turn{turn}"],
            stdout=subprocess.PIPE,
            env=os.environ,
        )
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(chance.random() * 0.05)  # any moment will do: nothing is asserted of time
        writer.send_signal(signal.SIGKILL)
        told += 1 + len(writer.stdout.read().splitlines())
        writer.stdout.close()
        writer.wait()
        book = ledger(tmp_path)
        found = check(tmp_path, book.public_key)
        assert found.whole, found.faults
        assert found.records >= told  # whatever it told of is there
    book.leaving("run", Face.PLANNER, SINK, b"after")
    assert check(tmp_path, book.public_key).whole
