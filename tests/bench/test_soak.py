"""Claims in a row, and runs that are killed: how they are judged, and a few of each for real."""

from __future__ import annotations

from pathlib import Path

import pytest

from innervate.bench import kills, soak
from innervate.bench.examples import examples_folder
from innervate.bench.faults import Ran, settle


def claim(number: int, **more: object) -> dict[str, object]:
    return {"number": str(number), "done": True, "seconds": 5.0, "memory_mb": 400.0, "wrong": [], **more}


def test_what_is_lost_or_doubled_is_counted() -> None:
    told = {
        "settled": [claim(1), claim(2, wrong=["the answer lies 0 times in sent"]), claim(3, done=False)],
        "rows lost": 1,
        "rows doubled": 0,
        "sent lost": 1,
        "sent doubled": 2,
        "received doubled": 0,
    }
    by_name = {figure.name: figure for figure in soak.figures(told)}
    assert by_name["lost"].value == 3
    assert by_name["doubled"].value == 2
    assert by_name["done"].value == 2
    assert not by_name["done"].holds
    assert "memory after the first 50, growth" not in by_name


def test_memory_that_grows_after_the_first_fifty() -> None:
    assert soak.growth([100.0] * 74) is None
    assert soak.growth([300.0] * 30 + [400.0] * 270) == 0.0
    assert soak.growth([400.0 + n for n in range(300)]) == pytest.approx(52.8)


def test_kills_are_judged_by_what_is_there() -> None:
    whole = {"done": True, "wrong": [], "rows": 1, "sent": {"sent": 1}, "moment": "StepStarted 0"}
    ran = [
        Ran(kills.KILLED, 1, whole),
        Ran(kills.KILLED, 1, {**whole, "rows": 2}),
        Ran(kills.KILLED, 1, {**whole, "done": False, "rows": 0, "wrong": ["the database holds it 0 times"]}),
        Ran(kills.KILLED, 1, {}),
    ]
    by_name = {figure.name: figure.value for figure in kills.figures(210, ran)}
    assert by_name["kills, each at another event"] == 3
    assert by_name["resumed and done"] == 2
    assert by_name["effects doubled or wrong"] == 1
    assert by_name["effects missing"] == 2


@pytest.mark.desktop
@pytest.mark.parametrize("number", [1, 97, 160])
def test_a_run_that_is_killed_there_goes_on_and_does_nothing_twice(number: int) -> None:
    """A sample: `make kills` kills a run at each of its events."""
    ran = settle(kills.KILLED, 1, examples_folder(), "--kill-at", str(number))
    assert ran.done, ran.told
    assert ran.told["moment"]
    assert ran.told["statuses"] == [-9, 0]
    assert not ran.told["wrong"]


@pytest.mark.desktop
def test_two_claims_in_a_row(tmp_path: Path) -> None:
    """A sample: `make soak` settles three hundred."""
    found = soak.measure(1, lambda line: None, full=False, claims=2)
    assert [figure.name for figure in found.figures if figure.holds is False] == []
    by_name = {figure.name: figure.value for figure in found.figures}
    assert by_name["done"] == 2
