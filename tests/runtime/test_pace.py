"""Deadlines that are learned from what the journal tells of earlier runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from innervate.core.event import Event, StepEnded, StepStarted
from innervate.core.outcome import Applied, Code, Verdict
from innervate.journal.store import Journal
from innervate.runtime.pace import KINDS, MOST_SECONDS, SAMPLES, Pace
from tests.runtime.house import KEY


def steps(
    seconds: float, count: int = SAMPLES, code: Code = Code.OK_DONE, verb: str = "press"
) -> list[Event]:
    verdict = Verdict.CONFIRMED if code in (Code.OK_DONE, Code.OK_SKIPPED) else Verdict.REFUTED
    found: list[Event] = []
    for number in range(count):
        path = f"{verb}.{number}"
        found.append(StepStarted(path, verb, "portal", 2, False, ""))
        half = seconds * 1000 / 2
        found.append(StepEnded(path, verdict, code, Applied.APPLIED, half, half, ""))
    return found


def learned(folder: Path, *runs: list[Event], newest: int = 12) -> Pace:
    with Journal.open(folder / "journal.db", KEY) as journal:
        for events in runs:
            run = journal.new_run()
            for event in events:
                journal.append(run, event)
        return Pace.learned(journal.recent(newest, KINDS, but="none"))


def test_what_was_slow_is_waited_for_longer(tmp_path: Path) -> None:
    pace = learned(tmp_path, steps(9.0, 4), steps(9.0, 4))
    assert pace.deadline(10.0, "portal", "press") == pytest.approx(27.0)
    assert pace.deadline(10.0, "portal", "open") == 10.0
    assert pace.deadline(10.0, "mail", "press") == 10.0


def test_what_was_fast_is_not_given_up_sooner(tmp_path: Path) -> None:
    assert learned(tmp_path, steps(0.1)).deadline(10.0, "portal", "press") == 10.0


def test_nothing_is_waited_for_without_end(tmp_path: Path) -> None:
    assert learned(tmp_path, steps(900.0)).deadline(10.0, "portal", "press") == MOST_SECONDS


@pytest.mark.parametrize("code", [Code.VERIFY_FALSE, Code.OK_SKIPPED])
def test_only_what_was_done_and_confirmed_counts(tmp_path: Path, code: Code) -> None:
    assert learned(tmp_path, steps(9.0, code=code)).usual == {}


def test_few_steps_tell_nothing(tmp_path: Path) -> None:
    assert learned(tmp_path, steps(9.0, SAMPLES - 1)).usual == {}


def test_only_the_newest_runs_are_read(tmp_path: Path) -> None:
    assert learned(tmp_path, steps(9.0), steps(1.0, verb="set"), newest=1).usual.keys() == {("portal", "set")}


def test_the_run_itself_tells_nothing_of_itself(tmp_path: Path) -> None:
    with Journal.open(tmp_path / "journal.db", KEY) as journal:
        run = journal.new_run()
        for event in steps(9.0):
            journal.append(run, event)
        assert list(journal.recent(5, KINDS, but=run)) == []
