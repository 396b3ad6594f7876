"""When a planner is asked again, after how long, and when it is left alone."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innervate.boundary.gateway.clearance import PASSING, Told
from innervate.boundary.gateway.patience import FAILURES, MOST_REST, MOST_WAIT, REST, Circuit, Patience
from innervate.boundary.gateway.style import Reply
from innervate.boundary.gateway.transport import wait_of

REPLIES = st.builds(
    Reply,
    st.sampled_from(Told),
    wait=st.none() | st.floats(0, 1e6, allow_nan=False),
)


@given(st.lists(REPLIES, min_size=4, max_size=4), st.integers(1, 4), st.floats(0, 20), st.integers())
def test_what_is_tried_again_and_how_long_is_waited(
    replies: list[Reply], tries: int, pause: float, seed: int
) -> None:
    waited: list[float] = []
    became: list[Told] = []
    left = iter(replies)
    last = Patience(tries, pause, waited.append, random.Random(seed)).ask(lambda: next(left), became.append)
    sent = [*replies][: len(waited) + 1]
    assert last is sent[-1]
    assert became == [reply.told for reply in sent[:-1]]
    assert set(became) <= PASSING
    assert len(sent) <= tries
    if last.told in PASSING and len(sent) < tries:
        assert last.wait is not None
        assert last.wait > MOST_WAIT, "only a longer pause than is bearable ends it early"
    for number, (wait, reply) in enumerate(zip(waited, sent, strict=False)):
        assert wait <= MOST_WAIT
        assert wait >= min(MOST_WAIT, pause * 2**number / 2)
        assert reply.wait is None or wait >= reply.wait


def test_pauses_differ() -> None:
    waited: list[float] = []
    for _ in range(20):
        Patience(2, 1.0, waited.append).ask(lambda: Reply(Told.OVERLOADED), lambda told: None)
    assert len(set(waited)) > 10


class Clock:
    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


def test_after_failures_in_a_row_none_is_asked_until_it_had_a_rest() -> None:
    clock = Clock()
    circuit = Circuit(clock)
    rest = REST
    for _ in range(FAILURES):
        assert not circuit.open
        circuit.ended(Told.OVERLOADED)
    for _ in range(6):
        assert circuit.open
        clock.at += rest - 0.1
        assert circuit.open
        clock.at += 0.2
        assert not circuit.open, "one question finds out"
        circuit.ended(Told.CUT)
        rest = min(MOST_REST, 2 * rest)
    clock.at += rest + 0.1
    circuit.ended(Told.ANSWERED)
    circuit.ended(Told.OVERLOADED)
    assert not circuit.open


@pytest.mark.parametrize("told", [Told.ANSWERED, Told.DECLINED, Told.TOO_LONG, Told.REFUSED])
def test_what_is_no_fault_of_the_planner_counts_as_none(told: Told) -> None:
    circuit = Circuit(Clock())
    for _ in range(FAILURES):
        circuit.ended(Told.FAULT)
        circuit.ended(told)
    assert not circuit.open


def test_when_to_come_back_is_read_in_both_forms() -> None:
    assert wait_of("7") == 7.0
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=60), usegmt=True)
    found = wait_of(soon)
    assert found is not None
    assert 50 < found < 61
    assert wait_of("Wed, 21 Oct 2015 07:28:00 GMT") == 0.0


@given(st.text() | st.sampled_from(["", "-1", "1.5", "٣", "9" * 30, "Wed, 99 Oct", "nan", "inf"]))
def test_whatever_is_said_of_when_to_come_back_is_a_number_or_nothing(said: str) -> None:
    found = wait_of(said)
    assert found is None or 0 <= found < 1e12
