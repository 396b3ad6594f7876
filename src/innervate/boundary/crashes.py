"""What is left of a process that ends unforeseen: no core file, and a traceback without a word of a screen.

Promises, once `close` was called: the kernel writes no core file of this process, whatever limit and pattern
the machine has, and lets no other program of its person read its memory; what is told of an exception that
nobody foresaw, in whatever thread, task, destructor or log, is its type and where in the code it was raised,
without its message and without any value. `INNERVATE_TRACEBACK=private` tells the messages, too, for a person
who looks for a fault of innervate's at this machine.
"""

from __future__ import annotations

import linecache
import logging
import os
import resource
import sys
import threading
import traceback
import warnings
from collections.abc import Iterator
from types import TracebackType
from typing import TextIO

VARIABLE, PRIVATE = "INNERVATE_TRACEBACK", "private"
EXIT_STATUS = 70  # EX_SOFTWARE: a fault of innervate's own
_PR_SET_DUMPABLE = 4
_OURS = __name__.partition(".")[0]


def close(*, limits: bool = True) -> None:
    """Close this process, for as long as it lives.

    limits: programs that it starts write no core files either, since they inherit the limit.
    """
    no_dumps(limits=limits)
    if os.environ.get(VARIABLE) != PRIVATE:
        no_words()


def no_dumps(*, limits: bool = True) -> None:
    """No core file, and no other program of this person reads this process's memory.

    The limit alone would not do: it is not asked where the kernel hands core files to a program.
    """
    if limits:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def no_words() -> None:
    """From now on nothing that nobody foresaw is told with its message."""
    sys.excepthook = _told
    threading.excepthook = lambda found: _told(found.exc_type, found.exc_value, found.exc_traceback)
    sys.unraisablehook = lambda found: _told(found.exc_type, found.exc_value, found.exc_traceback)
    warnings.showwarning = _warned
    if logging.lastResort is not None:
        logging.lastResort.setFormatter(_Wordless())


class Outermost:
    """Around all that a program does: a fault is told without its words, and ends it with EXIT_STATUS."""

    def __enter__(self) -> None:
        if os.environ.get(VARIABLE) != PRIVATE:
            no_words()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        fault = kind is not None and issubclass(kind, Exception)
        if kind is not None and fault and os.environ.get(VARIABLE) != PRIVATE:
            _told(kind, error, trace)
            sys.exit(EXIT_STATUS)


def told(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None = None) -> str:
    """An exception and what led to it: types and places in the code, the first cause first."""
    parts = [
        "\n".join([*_places(traceback.extract_tb(where)), _name(one)])
        for one, where in reversed(list(_chain(kind, error, trace)))
    ]
    todo = f"{VARIABLE}={PRIVATE} tells the message, too: keep that at this machine"
    return "a fault of innervate's own, told without any text:\n" + "\nand then\n".join(parts) + f"\n{todo}"


def _chain(
    kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
) -> Iterator[tuple[type[BaseException], TracebackType | None]]:
    """The exception, then what it came from, to the first one; each only once."""
    seen: set[int] = set()
    while True:
        yield kind, trace or (error.__traceback__ if error is not None else None)
        if error is None:
            return
        seen.add(id(error))
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        if error is None or id(error) in seen:
            return
        kind, trace = type(error), None


def _places(frames: traceback.StackSummary) -> list[str]:
    """Code that was made while running has a name that was made, too: only that of real files is told."""
    return [
        f"  {frame.filename}:{frame.lineno} {frame.name}"
        if linecache.getline(frame.filename, 1)
        else "  code without a file"
        for frame in frames
    ]


def _name(kind: type[BaseException]) -> str:
    """Of a type that stands in a module; one that was made while running has a name that was made, too."""
    found: object = sys.modules.get(kind.__module__)
    for part in kind.__qualname__.split("."):
        found = getattr(found, part, None)
    return f"{kind.__module__}.{kind.__qualname__}" if found is kind else "an exception"


def _told(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt | SystemExit):
        return
    if sys.stderr is not None:
        print(told(kind, error, trace), file=sys.stderr)


def _warned(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    print(f"{filename}:{lineno}: {category.__name__}", file=file or sys.stderr)


class _Wordless(logging.Formatter):
    """Of our own records what they say, which holds no text of a screen; of others' where they come from.

    Libraries put exceptions into their messages: `asyncio` those of tasks that nobody waited for.
    """

    def format(self, record: logging.LogRecord) -> str:
        ours = record.name.partition(".")[0] == _OURS
        said = record.getMessage() if ours else f"{record.levelname.lower()} at line {record.lineno}"
        text = f"{record.name}: {said}"
        if record.exc_info and record.exc_info[0] is not None:
            kind, error, trace = record.exc_info
            text += "\n" + told(kind, error, trace)
        return text
