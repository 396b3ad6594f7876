"""The exits' bench: what it looks for it finds, when it is there."""

from __future__ import annotations

import base64
import random
from pathlib import Path

import pytest

from innervate.bench.boundary_exits import Hidden, _found, unsigned_bytes
from innervate.bench.boundary_forms import FORMS
from innervate.bench.boundary_tampering import ATTEMPTS, tampered
from innervate.boundary.ledger import Ledger
from innervate.boundary.ledger_anchors import AnchorKey
from innervate.boundary.ledger_records import Face, Kind

CANARY = "Rosa Winter 4821337"


def test_nothing_is_found_where_nothing_is() -> None:
    assert _found(Hidden([CANARY], [CANARY], set(), []), b'{"phrase":"Reply to all"}') == []


@pytest.mark.parametrize("form", FORMS)
def test_a_canary_is_found_in_every_form(form: str) -> None:
    hidden = Hidden([CANARY], [CANARY], set(), [])
    assert _found(hidden, b"before " + FORMS[form](CANARY).encode() + b" after") == [CANARY]


@pytest.mark.parametrize("offset", range(3))
def test_a_canary_is_found_in_the_middle_of_base64(offset: int) -> None:
    hidden = Hidden([CANARY], [CANARY], set(), [])
    coded = base64.b64encode(b"x" * offset + CANARY.encode() + b" and more of it")
    assert _found(hidden, b'{"data":"' + coded + b'"}') == [CANARY]


def test_bytes_that_nobody_cleared_are_counted() -> None:
    cleared = [b"POST /v1 body"]
    assert unsigned_bytes([b"POST /v1 body", b"POST /v", b""], cleared) == 0
    assert unsigned_bytes([b"POST /v1 body!", b"GET /"], cleared) == 19


def test_every_attempt_on_a_ledger_is_noticed_and_the_ledger_put_back(tmp_path: Path) -> None:
    book = Ledger(tmp_path, AnchorKey.of(bytes(32)))
    for n in range(8):
        book.ended(book.leaving("r", Face.PLANNER, "s", b"body %d" % n), Kind.SENT, "r", Face.PLANNER, "s")
    before = book.path.read_bytes()
    share, missed = tampered(book, 3 * len(ATTEMPTS), random.Random(2))
    assert (share, list(missed)) == (100, [])
    assert book.path.read_bytes() == before
