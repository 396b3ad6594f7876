from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from innervate.core.event import (
    Delivered,
    Event,
    Intended,
    LoopBound,
    Parked,
    Resumed,
    RunEnded,
    RunStarted,
    Stamped,
    StepEnded,
    StepStarted,
    VariableBound,
    Withheld,
)
from innervate.core.outcome import Applied, Code, Effect, Means, Verdict
from innervate.core.run import RunState, Status, fold
from innervate.core.values import PERSON, Value, ValueType
from tests.journal.events import events


def stamped(*happened: Event) -> list[Stamped]:
    return [Stamped("r", number, float(number), event) for number, event in enumerate(happened, 1)]


def ended(path: str, verdict: Verdict = Verdict.CONFIRMED) -> StepEnded:
    return StepEnded(path, verdict, Code.OK_DONE, Applied.APPLIED, 1.0, 1.0, "")


runs = st.lists(events, max_size=20).map(lambda happened: stamped(*happened))


@given(runs, st.integers(0, 20))
def test_a_prefix_then_the_rest_is_the_whole(run: list[Stamped], cut: int) -> None:
    assert fold(run[cut:], fold(run[:cut])) == fold(run)


@given(runs)
def test_event_by_event_is_the_whole(run: list[Stamped]) -> None:
    state = RunState()
    for event in run:
        state = fold([event], state)
    assert state == fold(run)


@given(runs)
def test_folding_twice_gives_the_same_and_leaves_no_trace(run: list[Stamped]) -> None:
    assert fold(run) == fold(run)
    assert fold([]) == RunState()


@given(runs)
def test_an_intent_is_open_only_without_receipt_or_end_after_it(run: list[Stamped]) -> None:
    state = fold(run)
    for path, intent in state.open.items():
        places = [n for n, s in enumerate(run) if s.event is intent]
        assert not any(
            isinstance(s.event, Delivered | Withheld | StepEnded) and s.event.path == path
            for s in run[places[-1] + 1 :]
        )


def test_order_matters() -> None:
    intent = Intended("1", "press", Effect.IRREVERSIBLE, "")
    delivered = Delivered("1", Means.POINTER)
    assert fold(stamped(intent, delivered)).open == {}
    assert fold(stamped(delivered, intent)).open == {"1": intent}


def test_the_story_of_a_run() -> None:
    value = Value(ValueType.TEXT, "x", PERSON)
    started = RunStarted("host:1", 3, "t", "p", {"a": "b"})
    story = [
        started,
        StepStarted("0", "get", "mail", 3, False, ""),
        VariableBound("0", "claim", {"no": value}),
        ended("0"),
        LoopBound("1", [{"n": value}]),
        Intended("1#0.0", "press", Effect.REVERSIBLE, ""),
        Parked("1#0.0", Code.LOCATE_ABSENT, "", "", ""),
    ]
    state = fold(stamped(*story))
    assert (state.status, state.confirmed, state.planned_steps) == (Status.PARKED, 1, 3)
    assert state.touched == {"1#0.0"}
    assert set(state.open) == {"1#0.0"}
    assert state.variables == {"claim": {"no": value}}
    assert state.rows == {"1": [{"n": value}]}
    assert (state.started_at, state.last_at) == (1.0, 7.0)
    state = fold(stamped(*story, Resumed("host:2", False), ended("1#0.0", Verdict.REFUTED)))
    assert (state.status, state.parked, state.desktop) == (Status.RUNNING, None, "host:2")
    assert state.open == {}
    assert state.touched == {"1#0.0"}
    assert state.confirmed == 1
    assert fold(stamped(*story, RunEnded("done", 2, 3))).status is Status.DONE
    assert fold(stamped(*story, RunEnded("given up", 2, 3))).status is Status.GIVEN_UP
