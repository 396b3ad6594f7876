"""The bench of chaos: what breaks lets nothing out, and what would get out is seen."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from innervate.bench import boundary_breaks
from innervate.bench.boundary_breaks import FAULTS, GATEWAYS, OUTSIDE, Running, canaries, unsigned_once
from innervate.bench.boundary_breaks_core import CONTROL, INSIDE, SECRET, VIEWS, canary
from innervate.bench.boundary_stage import stage

SOME = ("recognition says the text", "core's scanner and sanitiser let all pass", "the ledger is no file")


def test_what_breaks_lets_nothing_out_and_the_next_start_works() -> None:
    figures, samples = boundary_breaks.measure(stage(), 1, lambda _: None, SOME)
    assert samples["unwell"] == []
    assert samples["crossed"] == []
    assert all(f.holds is not False for f in figures)
    assert figures[0].value == len(SOME)
    assert figures[3].value > VIEWS // 3  # what would get out is seen
    said = samples["said"]
    assert isinstance(said, dict)
    assert json.dumps(samples)
    assert all(any(word.startswith("failed") for word in told) for told in said.values())  # each did break


def test_each_fault_is_one_and_the_control_is_none() -> None:
    assert CONTROL not in FAULTS
    assert set(FAULTS) | {CONTROL} == {*INSIDE, *OUTSIDE, *GATEWAYS}


def test_bytes_are_signed_once_each_and_only_from_their_beginning() -> None:
    assert unsigned_once([b"abc", b"de"], [b"abcd", b"de"]) == 0
    assert unsigned_once([b"abc", b"abc"], [b"abcd", b"de"]) == 3  # what leaves twice was signed once
    assert unsigned_once([b"bcd"], [b"abcd"]) == 3
    assert unsigned_once([b"", b""], []) == 0


def test_a_private_text_is_found_in_what_arrived() -> None:
    text = canary(3, 5, 7)
    assert canaries(f"x {text} y {text}".encode()) == [text]
    assert len(canaries(f"x {canary(4, 0, 0).encode().hex()}".encode())) == 1
    assert canaries(f"x {SECRET[::-1]}".encode()) == [SECRET]
    assert canaries(b"Rosa in Winter") == []


@pytest.mark.parametrize(
    "fault", [name for name in OUTSIDE if "vault" in name or "key" in name or "no f" in name]
)
def test_what_was_broken_is_mended(fault: str, tmp_path: Path) -> None:
    for name in ("vault.json", "root.key", "ledger.jsonl"):
        (tmp_path / name).write_bytes(b"whole" * 9)
    with OUTSIDE[fault](Running(0, 0, tmp_path, random.Random(1))):  # type: ignore[attr-defined]
        seen = [p.read_bytes() if p.is_file() else b"" for p in sorted(tmp_path.glob("*[yln]"))]
        assert seen != [b"whole" * 9] * 3
    assert {p.read_bytes() for p in tmp_path.iterdir()} == {b"whole" * 9}
