"""While a run drives a desktop nobody approves anything: a planner could be the one who types.

Promises: as long as any run of this state folder goes on, `undriven` refuses, and no run begins while an
approval is being given. Both end with their process, however that ends.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from innervate.core.errors import Denied

_LOCK = "driving.lock"


@contextmanager
def driving(state: Path) -> Iterator[None]:
    """Held by each run. Any number of runs may hold it.

    :raises Denied: an approval is being given.
    """
    with _locked(
        state,
        fcntl.LOCK_SH,
        Denied("to drive a desktop", "an approval is being given", "finish or stop that first"),
    ):
        yield


@contextmanager
def undriven(state: Path) -> Iterator[None]:
    """Held while a person approves.

    :raises Denied: a run goes on.
    """
    todo = "wait until no run goes on, then approve"
    with _locked(state, fcntl.LOCK_EX, Denied("to approve", "a run drives a desktop meanwhile", todo)):
        yield


@contextmanager
def _locked(state: Path, kind: int, refusal: Denied) -> Iterator[None]:
    state.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(state / _LOCK, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    with os.fdopen(descriptor, "r+b") as lock:
        try:
            fcntl.flock(lock, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            raise refusal from None
        yield
