"""`innervate bench kills`: the claims demonstration, killed at an event of its journal and gone on with.

Promises: each run has a desktop of its own with the real applications; innervate is killed with SIGKILL as
soon as its journal holds the event, and the same run is then resumed beside applications that went on
without it. What came of it is read out of band. In full, at every event of a run's journal.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from innervate.bench.examples import examples_folder
from innervate.bench.faults import Fault, Progress, Ran, settle
from innervate.bench.figures import Figure, Result
from innervate.core.errors import Unavailable

KILLED = Fault("innervate killed", "", True, (), True)
SEED, EVERY = 1, 20


def measure(runs: int, progress: Progress, full: bool, *, first: int = 1, every: int | None = None) -> Result:
    """first, every: at which events; in full at each of them, else at every twentieth.

    :raises Unavailable: the claims example is not here, or can't be settled undisturbed.
    """
    examples = examples_folder()
    whole = _killed(10**9, examples)
    events = whole.told.get("events")
    if not isinstance(events, int) or not whole.done:
        raise Unavailable("a run that nothing disturbs", json.dumps(whole.told)[:500], "run make demo")
    progress(f"a run has {events} events")
    killed = []
    for number in range(first, events + 1, every or (1 if full else EVERY)):
        killed.append(_killed(number, examples))
        progress(_line(number, killed[-1]))
    return Result("kills", figures(events, killed), {"runs": [one.told for one in killed]})


def figures(events: int, killed: Sequence[Ran]) -> list[Figure]:
    """What became of the effects."""
    landed = [one for one in killed if one.told.get("moment")]
    return [
        Figure("events of a run", events, ""),
        Figure("kills, each at another event", len(landed), ""),
        Figure("resumed and done", sum(one.done for one in killed), "", len(killed), most=False),
        Figure("effects doubled or wrong", sum(one.amiss for one in killed), "", 0),
        Figure("effects missing", sum(bool(one.told.get("wrong")) or not one.told for one in killed), "", 0),
    ]


def _killed(number: int, examples: Path) -> Ran:
    return settle(KILLED, SEED, examples, "--kill-at", str(number))


def _line(number: int, ran: Ran) -> str:
    mark = "✓" if ran.done and not ran.told.get("wrong") else "✗"
    why = "" if ran.done else f"  {ran.told.get('code') or 'no end'}: {ran.told.get('why', '')}"
    return f"{mark} {number:>4} {ran.told.get('moment', ''):<24} {ran.told.get('seconds', '')} s{why}"
