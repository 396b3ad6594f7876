"""What stands outside of core and does for it what it can't: say which program a process runs, start
programs.

Promises: it starts exactly the command lines of the desk file, with the environment outside, and nothing
else; it reads of a process only which program it runs. Everything else is refused.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import threading
from collections.abc import Iterable, Mapping

_MOST = 1 << 16
Json = dict[str, object]


class Broker:
    """Serves one core. commands: the command lines that may be started."""

    def __init__(self, commands: Iterable[tuple[str, ...]], environment: Mapping[str, str]) -> None:
        self._commands = frozenset(commands)
        self._environment = dict(environment)
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
                self._ours.send(json.dumps(self._answer(said)).encode())
            except OSError:
                return

    def _answer(self, said: bytes) -> Json:
        self._running = [one for one in self._running if one.poll() is None]
        try:
            match json.loads(said):
                case {"executable": int(pid), **rest} if not rest:
                    return {"path": _executable(pid)}
                case {"launch": [*words], **rest} if not rest:
                    return self._launched(tuple(str(word) for word in words))
        except ValueError:
            pass
        return {"refused": "denied"}

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


def _executable(pid: int) -> str:
    try:
        return os.readlink(f"/proc/{pid}/exe") if pid > 0 else ""
    except OSError:
        return ""
