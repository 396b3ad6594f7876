"""Find and end the processes that belong to one virtual desktop.

Promises: a process is only signalled if it descends from the given process, or carries the
desktop's tag in its environment (or descends from one that does), and only while it is still
the very process that was found (pid and start time are checked behind a pidfd).

Both marks are needed. Descent alone misses what somebody outside started with the desktop's
environment (a test that launches an application itself); the tag alone misses programs that
overwrite their environment area, as Chromium's helpers do to set their titles, or drop it.
"""

from __future__ import annotations

import ctypes
import os
import select
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

TAG = "INNERVATE_DESKTOP"

_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36
# How often newcomers are looked for while old processes are still ending.
_RESCAN_SECONDS = 0.1
# A killed process that does not go within this time hangs in the kernel; waiting longer is no use.
_KILL_SECONDS = 5.0

_libc = ctypes.CDLL(None, use_errno=True)


@dataclass(frozen=True, slots=True)
class Process:
    """One process as /proc showed it; `started` (clock ticks) tells it from a later user of the pid."""

    pid: int
    parent: int
    started: int


def become_subreaper() -> None:
    """Make orphans among our descendants our children, so that daemonising is no escape."""
    _prctl(_PR_SET_CHILD_SUBREAPER, 1)


def die_with_parent(parent: int) -> Callable[[], None]:
    """A preexec_fn: the child gets SIGKILL when `parent` goes, also if that was just before."""

    def arm() -> None:
        _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)

    return arm


def _prctl(option: int, value: int) -> None:
    if _libc.prctl(option, ctypes.c_ulong(value), 0, 0, 0) != 0:
        code = ctypes.get_errno()
        raise OSError(code, f"prctl({option}): {os.strerror(code)}")


def _read_stat(pid: int) -> Process | None:
    try:
        with open(f"/proc/{pid}/stat", "rb") as file:
            text = file.read()
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        return None
    # The name in brackets may itself hold spaces and brackets: count fields behind the last one.
    fields = text[text.rindex(b")") + 2 :].split()
    if fields[0] in b"ZX":
        return None
    return Process(pid, int(fields[1]), int(fields[19]))


def running() -> dict[int, Process]:
    """All live processes that may be looked at; zombies are not alive."""
    pids = (int(name) for name in os.listdir("/proc") if name.isdigit())
    return {found.pid: found for pid in pids if (found := _read_stat(pid)) is not None}


def _is_tagged(pid: int, desktop: str) -> bool:
    try:
        with open(f"/proc/{pid}/environ", "rb") as file:
            entries = file.read().split(b"\0")
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        return False
    return f"{TAG}={desktop}".encode() in entries


def tagged(desktop: str) -> set[int]:
    """Pids of live processes whose environment says that they run in this desktop."""
    return {pid for pid in running() if _is_tagged(pid, desktop)}


def descendants(roots: Iterable[int], table: dict[int, Process]) -> set[int]:
    """Pids below the roots, the roots themselves left out."""
    children: dict[int, list[int]] = {}
    for process in table.values():
        children.setdefault(process.parent, []).append(process.pid)
    found: set[int] = set()
    todo = list(roots)
    while todo:
        new = [pid for pid in children.get(todo.pop(), ()) if pid not in found]
        found.update(new)
        todo.extend(new)
    return found


def members(desktop: str, ancestor: int | None = None, spare: Iterable[int] = ()) -> list[Process]:
    """What belongs to the desktop: below `ancestor` or tagged, less `spare` and what is below that."""
    table = running()
    marked = {pid for pid in table if _is_tagged(pid, desktop)}
    mine = marked | descendants(marked if ancestor is None else {ancestor, *marked}, table)
    spared = set(spare)
    mine -= spared | descendants(spared, table) | {os.getpid()}
    return [table[pid] for pid in mine]


@contextmanager
def _held(found: Iterable[Process]) -> Iterator[dict[int, Process]]:
    """Pidfds of those still running; behind an open pidfd the identity cannot change."""
    held: dict[int, Process] = {}
    try:
        for process in found:
            with suppress(ProcessLookupError):
                handle = os.pidfd_open(process.pid)
                held[handle] = process
        yield {fd: process for fd, process in held.items() if _is_same(process)}
    finally:
        for handle in held:
            os.close(handle)


def _is_same(process: Process) -> bool:
    now = _read_stat(process.pid)
    return now is not None and now.started == process.started


def end_all(find: Callable[[], list[Process]], grace: float) -> list[Process]:
    """SIGTERM, at most `grace` seconds, then SIGKILL, until `find` finds nothing; returns what stayed."""
    patience = time.monotonic() + grace
    told: set[Process] = set()
    first = True
    while found := find():
        now = time.monotonic()
        if now >= patience + _KILL_SECONDS:
            return found
        with _held(found) as held:
            for handle, process in held.items():
                if now >= patience:
                    _send(handle, signal.SIGKILL)
                elif process not in told and (first or now >= patience - grace / 2):
                    # What a process starts in order to end well is left alone for a while.
                    _send(handle, signal.SIGTERM)
                    _send(handle, signal.SIGCONT)  # a stopped process would never see the SIGTERM
                    told.add(process)
            _await_an_end(held, _RESCAN_SECONDS)
        first = False
        reap()
    reap()
    return []


def _send(handle: int, number: signal.Signals) -> None:
    with suppress(ProcessLookupError, PermissionError):
        signal.pidfd_send_signal(handle, number)


def _await_an_end(handles: Iterable[int], seconds: float) -> None:
    poll = select.poll()
    for handle in handles:
        poll.register(handle, select.POLLIN)
    poll.poll(int(seconds * 1000))


def wait_for_end(pid: int, seconds: float) -> None:
    """Waits until a child has ended, at most so long; it is left to be reaped."""
    handle = os.pidfd_open(pid)
    try:
        _await_an_end([handle], seconds)
    finally:
        os.close(handle)


def reap() -> dict[int, int]:
    """Collect ended children, adopted ones too: pid -> exit status as a shell counts it."""
    ended: dict[int, int] = {}
    with suppress(ChildProcessError):
        while (found := os.waitpid(-1, os.WNOHANG))[0] != 0:
            code = os.waitstatus_to_exitcode(found[1])
            ended[found[0]] = code if code >= 0 else 128 - code
    return ended
