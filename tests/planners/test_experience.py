"""What was measured of planners lately, and what follows of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from innervate.planners.experience import LEAST, MOST, Experience, Limits


@pytest.fixture
def experience(tmp_path: Path) -> Experience:
    def write(path: Path, data: bytes) -> None:
        path.write_bytes(data)

    return Experience(tmp_path / "planners.json", write)


def test_too_little_is_known_to_judge(experience: Experience) -> None:
    for _ in range(LEAST - 1):
        experience.note("slow", 99, 9, reached=False)
    limits = Limits(seconds=1, cost=1, reached=1)
    assert experience.broken("slow", limits) is None
    experience.note("slow", 99, 9, reached=False)
    assert experience.broken("slow", limits) == "seconds"
    assert experience.broken("slow", Limits(cost=1)) == "cost"
    assert experience.broken("slow", Limits(reached=0.5)) == "reached"
    assert experience.broken("slow", Limits()) is None
    assert experience.broken("other", limits) is None


def test_the_last_ones_count(experience: Experience) -> None:
    for _ in range(MOST):
        experience.note("one", 99, 0, reached=False)
    for _ in range(MOST):
        experience.note("one", 1, 0, reached=True)
    assert len(experience.plans("one")) == MOST
    assert experience.broken("one", Limits(seconds=2, reached=0.9)) is None


def test_what_was_a_day_ago_counts_no_more(experience: Experience) -> None:
    for _ in range(MOST):
        experience.note("one", 99, 0, reached=False)
    (latest, *_) = reversed(experience.plans("one"))
    assert experience.plans("one", latest.at + 86_401) == []


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"[]",
        b"{",
        b'{"one": 7}',
        b'{"one": [[1]]}',
        b"\xff",
        b'{"one": [["a",1,1,1]]}',
        b"[" * 9999,
        b'{"one": [[1, 1e999, 1, 1]]}',
    ],
)
def test_a_broken_file_is_as_none(experience: Experience, said: bytes) -> None:
    experience.path.write_bytes(said)
    assert experience.plans("one") == []
    experience.note("one", 1, 0, reached=True)
    assert len(json.loads(experience.path.read_bytes())["one"]) == 1
