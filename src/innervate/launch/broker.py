"""What stands outside of core and does for it what it can't: say which program a process runs, start
programs, connect to the databases and services of the desk.

Promises: it starts exactly the command lines of the desk file, with the environment outside, and nothing
else; it connects to the addresses of the desk's places and to no other; it reads of a process only which
program it runs. Everything else is refused.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import threading
from collections.abc import Iterable, Mapping

from innervate.core.application import HttpAt, Place, ProcessAt, SqlAt
from innervate.surfaces import services, tables
from innervate.surfaces.processes import processes_of

_MOST = 1 << 16
Json = dict[str, object]


class Broker:
    """Serves one core. commands: the command lines that may be started. places: of the desk."""

    def __init__(
        self,
        commands: Iterable[tuple[str, ...]],
        environment: Mapping[str, str],
        places: Mapping[str, Place] | None = None,
    ) -> None:
        self._commands = frozenset(commands)
        self._environment = dict(environment)
        self._places = dict(places or {})
        self._running: list[subprocess.Popen[bytes]] = []
        self.core, self._ours = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        """What was started goes on."""
        self.core.close()
        self._ours.close()

    def _serve(self) -> None:
        while True:
            try:
                said = self._ours.recv(_MOST)
                if not said:
                    return
                self._reply(said)
            except OSError:
                return

    def _reply(self, said: bytes) -> None:
        match _parsed(said):
            case {"connect": str(place), **rest} if not rest:
                answer, made = self._connection(place)
            case question:
                answer, made = self._answer(question), None
        body = [json.dumps(answer).encode()]
        if made is None:
            self._ours.sendmsg(body)
            return
        with made:
            socket.send_fds(self._ours, body, [made.fileno()])

    def _answer(self, question: object) -> Json:
        self._running = [one for one in self._running if one.poll() is None]
        match question:
            case {"executable": int(pid), **rest} if not rest:
                return {"path": _executable(pid)}
            case {"processes": str(executable), **rest} if not rest:
                if ProcessAt(executable) in self._places.values():
                    return {"ids": processes_of(executable)}
            case {"launch": [*words], **rest} if not rest:
                return self._launched(tuple(str(word) for word in words))
        return {"refused": "denied"}

    def _connection(self, place: str) -> tuple[Json, socket.socket | None]:
        match self._places.get(place):
            case HttpAt(url=url):
                address: tuple[str, int] | None = services.endpoint(url)
            case SqlAt(url=url):
                address = tables.endpoint(url)
            case _:
                address = None
        if address is None:
            return {"refused": "denied"}, None
        try:
            return {}, socket.create_connection(address, services.SECONDS)
        except OSError:
            return {"refused": "missing"}, None

    def _launched(self, argv: tuple[str, ...]) -> Json:
        if argv not in self._commands:
            return {"refused": "denied"}
        found = shutil.which(argv[0], path=self._environment.get("PATH"))
        if found is None:
            return {"refused": "missing"}
        try:
            started = subprocess.Popen(
                argv,
                executable=found,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        except OSError:
            return {"refused": "missing"}
        self._running.append(started)
        return {"pid": started.pid}


def _parsed(said: bytes) -> object:
    try:
        return json.loads(said)
    except ValueError:
        return None


def _executable(pid: int) -> str:
    try:
        return os.readlink(f"/proc/{pid}/exe") if pid > 0 else ""
    except OSError:
        return ""
