"""The one form of all benchmarks, and the times that the loop's is made of."""

from __future__ import annotations

from innervate.bench.figures import Figure, Result, table
from innervate.bench.loop import step_times
from innervate.core.event import Stamped, StepEnded, StepStarted
from innervate.core.outcome import Applied, Code, Verdict


def test_a_figure_is_held_against_its_bar() -> None:
    assert Figure("own time", 200.0, "ms", 250.0).holds is True
    assert Figure("own time", 251.0, "ms", 250.0).holds is False
    assert Figure("steps", 31, "steps", 20, most=False).holds is True
    assert Figure("steps", 19, "steps", 20, most=False).holds is False
    assert Figure("wall time", 20.0, "s").holds is None


def test_the_form_is_the_same_for_people_and_programs() -> None:
    figures = [Figure("own time", 200.0, "ms", 250.0, peers={"other": 900.0}), Figure("wall time", 20.0, "s")]
    result = Result("loop", figures, {})
    facts = result.facts()
    assert set(facts) == {"bench", "machine", "figures"}
    first = facts["figures"][0]  # type: ignore[index]
    expected = {"name": "own time", "value": 200.0, "unit": "ms", "bar": 250.0, "holds": True}
    assert first == {**expected, "peers": {"other": 900.0}}
    assert "✓ own time" in table(result)
    assert "≤ 250 ms" in table(result)


def test_steps_that_are_made_of_others_are_not_counted_twice() -> None:
    def ended(path: str, own: float) -> StepEnded:
        return StepEnded(path, Verdict.CONFIRMED, Code.OK_DONE, Applied.NONE, own, 5.0, "")

    events = [
        StepStarted("0", "stage", "", 1, True, ""),
        StepStarted("0.0", "press", "portal", 2, False, ""),
        ended("0.0", 120.0),
        ended("0", 121.0),
    ]
    stamped = [Stamped("run", n, 0.0, event) for n, event in enumerate(events, start=1)]
    assert step_times(stamped) == [{"own_ms": 120.0, "application_ms": 5.0}]
