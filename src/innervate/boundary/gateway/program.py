"""A program on this machine that plans: a child of the gateway, asked by lines.

Promises: it gets the bytes that both keys cleared and the end of a line, and nothing else, on its standard
input; what it answers is bounded in bytes and time. A program that says anything else, or too late, is ended
with all that it started, and begun anew at the next question. Its standard error is dropped; of the
environment it gets no screens and nothing of innervate's.
"""

from __future__ import annotations

import os
import selectors
import signal
import subprocess
import time
from collections.abc import Mapping
from contextlib import suppress

from innervate.boundary.gateway.clearance import Told
from innervate.boundary.gateway.destination import Program
from innervate.boundary.gateway.leaves import Leaves
from innervate.boundary.gateway.style import Reply
from innervate.boundary.gateway.template import Template
from innervate.boundary.gateway.transport import MOST_ANSWER, Clearing, Countersigner

_PIECE = 1 << 16


class Running:
    """The program, begun when it is first needed. Implements `Way`."""

    def __init__(self, to: Program, template: Template, leaves: Leaves, core: Countersigner) -> None:
        self._to, self._template = to, template
        self._clearing = Clearing(to, leaves, core)
        self._process: subprocess.Popen[bytes] | None = None

    def send(self, body: bytes) -> Reply:
        process = self._begun()
        if process is None:
            return Reply(Told.NOT_SENT)
        line = self._clearing.cleared(body) + b"\n"
        try:
            answer = _exchanged(process, line, time.monotonic() + self._to.seconds)
        except TimeoutError:
            reply = Reply(Told.SLOW)
        except EOFError:
            reply = Reply(Told.CUT)
        except ValueError:
            reply = Reply(Told.UNUSABLE)
        else:
            reply = self._template.reply(200, answer)
        if reply.told not in (Told.ANSWERED, Told.DECLINED):
            self.close()
        return reply

    def close(self) -> None:
        """End it, and whatever it started."""
        process, self._process = self._process, None
        if process is None:
            return
        for pipe in (process.stdin, process.stdout):
            assert pipe is not None
            with suppress(OSError):
                pipe.close()
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def _begun(self) -> subprocess.Popen[bytes] | None:
        """Nothing has left if there is none."""
        if self._process is not None and _spoke(self._process):
            self.close()
        if self._process is None:
            try:
                self._process = subprocess.Popen(
                    self._to.words,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    cwd=self._to.folder,
                    env=environment_of(os.environ),
                    process_group=0,
                    bufsize=0,
                )
            except OSError:
                return None
        return self._process


def _spoke(process: subprocess.Popen[bytes]) -> bool:
    """Whether it said something that nobody asked for, or ended: the next line would answer nothing."""
    assert process.stdout is not None
    with selectors.DefaultSelector() as waiting:
        waiting.register(process.stdout, selectors.EVENT_READ)
        return bool(waiting.select(0))


def environment_of(environment: Mapping[str, str]) -> dict[str, str]:
    """What of the gateway's environment the program gets."""
    return {name: value for name, value in environment.items() if not name.startswith("INNERVATE_")}


def _exchanged(process: subprocess.Popen[bytes], line: bytes, deadline: float) -> bytes:
    """The line that it answers. It may read slowly and write meanwhile.

    :raises TimeoutError: not in time. :raises EOFError: it ended, or closed one of both.
    :raises ValueError: it said too much, or something before it was asked, or after its line.
    """
    assert process.stdin is not None
    assert process.stdout is not None
    given, taken = process.stdin.fileno(), process.stdout.fileno()
    os.set_blocking(given, False)
    os.set_blocking(taken, False)
    left, answer = memoryview(line), bytearray()
    with selectors.DefaultSelector() as waiting:
        waiting.register(given, selectors.EVENT_WRITE)
        waiting.register(taken, selectors.EVENT_READ)
        while True:
            ready = waiting.select(max(0.0, deadline - time.monotonic()))
            if not ready:
                raise TimeoutError
            for key, _ in ready:
                if key.fd == given:
                    left = _written(given, left)
                    if not left:
                        waiting.unregister(given)
                    continue
                answer += _read(taken)
                if len(answer) > MOST_ANSWER:
                    raise ValueError("more than an answer can be")
            if b"\n" in answer:
                said, _, more = bytes(answer).partition(b"\n")
                if left or more:
                    raise ValueError("other words than an answer")
                return said
            if time.monotonic() > deadline:
                raise TimeoutError


def _written(into: int, left: memoryview) -> memoryview:
    try:
        return left[os.write(into, left[:_PIECE]) :]
    except BlockingIOError:
        return left
    except OSError:
        raise EOFError from None


def _read(out: int) -> bytes:
    try:
        chunk = os.read(out, _PIECE)
    except BlockingIOError:
        return b""
    if not chunk:
        raise EOFError
    return chunk
