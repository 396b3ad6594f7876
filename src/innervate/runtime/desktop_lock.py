"""One run at a time drives a desktop: a lock that ends with its holder, however that ends."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from innervate.core.errors import Denied, Unavailable


def lock_folder(environment: Mapping[str, str]) -> Path:
    """Where the locks of desktops are; not made yet."""
    return Path(environment.get("XDG_RUNTIME_DIR") or "/tmp") / f"innervate-{os.geteuid()}"


@contextmanager
def only_run_on(desktop: str, environment: Mapping[str, str]) -> Iterator[None]:
    """A lock on the desktop that ends with its holder, however that ends.

    :raises Denied: another run drives this desktop. :raises Unavailable: the lock can't be made.
    """
    # A folder of its own, so that an isolated core can be given it alone.
    folder = lock_folder(environment)
    name = "".join(c if c.isalnum() else "-" for c in desktop)
    path = folder / f"{name}.lock"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        # The folder may be everybody's: no link is followed, and nothing is cut short.
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise Unavailable(f"a lock at {path}", str(error), "remove it, or set XDG_RUNTIME_DIR") from None
    with os.fdopen(descriptor, "r+b") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Denied(
                "this desktop for a run",
                "another run drives it",
                "wait for that run, or use `innervate desktop`",
            ) from None
        yield
