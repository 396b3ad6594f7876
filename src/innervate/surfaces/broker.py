"""What an isolated core asks of the process that started it: which program a process runs, which processes
run one, to start one, and a connection to a place of the desk.

Promises: it is asked only where INNERVATE_BROKER names the descriptor that leads to it; elsewhere `broker` is
None and a surface does these things itself. The broker decides what may be started.
"""

from __future__ import annotations

import json
import os
import socket
import threading
from functools import cache

from innervate.core.errors import Denied, Lost, Unavailable

VARIABLE = "INNERVATE_BROKER"
_MOST = 1 << 16


class Broker:
    """One connection; answers come in the order of the questions."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection, self._one = connection, threading.Lock()

    def executable(self, pid: int) -> str:
        """The program that a process runs; empty where that may not be known.

        :raises Lost: the broker is gone.
        """
        return str(self._asked({"executable": pid}).get("path", ""))

    def processes(self, executable: str) -> list[int] | None:
        """Ids of the processes that run a program; None where the desk has no place that asks for it.

        :raises Lost: the broker is gone.
        """
        found = self._asked({"processes": executable}).get("ids")
        return [int(str(one)) for one in found] if isinstance(found, list) else None

    def connect(self, place: str) -> socket.socket:
        """A connection to where the desk says that a place is.

        :raises OSError: nobody answers there. :raises Denied: the desk has no such place.
        :raises Lost: the broker is gone.
        """
        try:
            with self._one:
                self._connection.send(json.dumps({"connect": place}).encode())
                said, descriptors, _, _ = socket.recv_fds(self._connection, _MOST, 1)
            answer = json.loads(said)
        except (OSError, ValueError) as error:
            raise _gone() from error
        if descriptors:
            return socket.socket(fileno=descriptors[0])
        if answer.get("refused") == "denied":
            raise Denied(f"a connection to {place}", "the desk has no such place", "add it to the desk file")
        raise ConnectionRefusedError(f"no connection to {place}")

    def launch(self, argv: tuple[str, ...]) -> int:
        """Start a program of the desk, outside; returns its process id.

        :raises Denied: no application of the desk is started so.
        :raises Unavailable: it can't be started. :raises Lost: the broker is gone.
        """
        answer = self._asked({"launch": list(argv)})
        if "pid" in answer:
            return int(str(answer["pid"]))
        if answer.get("refused") == "denied":
            raise Denied(
                "to start a program", "no application of the desk is started so", "add it to the desk file"
            )
        raise Unavailable(f"the program {argv[0]}", "no such program", "install it, or correct the desk file")

    def _asked(self, question: dict[str, object]) -> dict[str, object]:
        try:
            with self._one:
                self._connection.send(json.dumps(question).encode())
                said = self._connection.recv(_MOST)
            answer: dict[str, object] = json.loads(said)
        except (OSError, ValueError) as error:
            raise _gone() from error
        return answer


def _gone() -> Lost:
    return Lost("the process that started core", "it is gone", "start the run again")


@cache
def broker() -> Broker | None:
    """The broker of this process; None where core is not isolated."""
    number = os.environ.get(VARIABLE)
    return Broker(socket.socket(fileno=int(number))) if number else None


def connected(place: str, address: tuple[str, int], seconds: float) -> socket.socket:
    """A connection to a place: to `address`, or, where core is isolated, one that is made outside.

    :raises OSError: nobody answers there in time. :raises Lost: the broker is gone.
    """
    outside = broker()
    made = outside.connect(place) if outside is not None else socket.create_connection(address, seconds)
    made.settimeout(seconds)
    return made
