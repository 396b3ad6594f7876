"""Start programs in a desktop, to live as long as they like.

Promises: a program gets its own session and no file of ours; its end is collected, never waited for.
Refuses, with `Unavailable`, a program that does not exist or can't be started.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
from collections.abc import Mapping
from contextlib import suppress

from innervate.core.errors import Unavailable
from innervate.surfaces.broker import broker


class Programs:
    """Programs started with one environment."""

    def __init__(self, env: Mapping[str, str]) -> None:
        self._env = dict(env)
        self._running: dict[int, int] = {}  # pidfd -> pid

    def launch(self, argv: tuple[str, ...]) -> int:
        """Start a program; returns its process id at once.

        :raises Unavailable: there is no such program. :raises Denied: core is isolated, and no application
            of the desk is started so.
        """
        if (outside := broker()) is not None:
            return outside.launch(argv)
        found = shutil.which(argv[0], path=self._env.get("PATH")) if argv else None
        if found is None:
            wanted = f"the program {argv[0]}" if argv else "a program"
            raise Unavailable(wanted, "no such program", "install it, or correct the desk file")
        nowhere = [
            (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
            (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
            (os.POSIX_SPAWN_DUP2, 1, 2),
        ]
        # Python ignores these two; a program that inherits that would not die of a broken pipe.
        restored = (signal.SIGPIPE, signal.SIGXFSZ)
        try:
            # Not subprocess: that would hold a program's life and ours together.
            pid = os.posix_spawn(
                found, argv, self._env, file_actions=nowhere, setsid=True, setsigdef=restored
            )
        except OSError as error:
            raise Unavailable(f"to start {found}", f"{error.strerror}", "check the program") from error
        self._collect_at_end(pid)
        return pid

    def _collect_at_end(self, pid: int) -> None:
        handle = os.pidfd_open(pid)
        self._running[handle] = pid
        asyncio.get_running_loop().add_reader(handle, self._collect, handle)

    def _collect(self, handle: int) -> None:
        with suppress(ChildProcessError):
            os.waitpid(self._running[handle], os.WNOHANG)
        self._forget(handle)

    def _forget(self, handle: int) -> None:
        asyncio.get_running_loop().remove_reader(handle)
        os.close(handle)
        del self._running[handle]

    def close(self) -> None:
        """Stop watching; what runs goes on."""
        for handle in tuple(self._running):
            self._forget(handle)
