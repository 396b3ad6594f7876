"""What stands outside of a core while it is probed, and notices whatever gets there.

Promises: everything is on this machine: TCP and UDP on loopback, an abstract socket, one that looks like a
container engine's, and a bus that starts services. `arrived` counts what came, whatever the prober says.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

_SERVICES = (
    "org.example.InnervateProbe",
    "org.freedesktop.systemd1",
    "org.freedesktop.portal.Desktop",
    "org.freedesktop.secrets",
)
_SERVICE = """
import asyncio, sys
from dbus_fast.aio import MessageBus

async def main():
    open(sys.argv[1], "w").close()
    bus = await MessageBus().connect()
    await bus.request_name(sys.argv[2])
    await bus.wait_for_disconnect()

asyncio.run(main())
"""
_CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path={folder}/bus</listen><servicedir>{folder}/services</servicedir>
<policy context="default"><allow user="*"/><allow own="*"/><allow send_destination="*"/>
<allow receive_sender="*"/></policy></busconfig>
"""


@dataclass(slots=True)
class Outside:
    """targets: as `isolation_targets.Targets` takes them."""

    folder: Path
    targets: dict[str, object]
    came: list[str]

    def arrived(self) -> int:
        """How much came since the last call."""
        marks = list(self.folder.glob("started-*"))
        count = len(self.came) + len(marks)
        self.came.clear()
        for mark in marks:
            mark.unlink()
        return count


@contextmanager
def outside(folder: Path) -> Iterator[Outside]:
    """Everything there is to reach, open for the length of the block. folder: empty."""
    came: list[str] = []
    with ExitStack() as undo:
        tcp = undo.enter_context(socket.create_server(("127.0.0.1", 0)))
        port = int(tcp.getsockname()[1])
        udp = undo.enter_context(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
        udp.bind(("127.0.0.1", port))
        name = f"innervate-probe-{os.getpid()}"
        abstract = undo.enter_context(_listening("\0" + name))
        docker = undo.enter_context(_listening(str(folder / "docker.sock")))
        undo.enter_context(_noting(came, "tcp", tcp, _accepted))
        undo.enter_context(_noting(came, "udp", udp, _received))
        undo.enter_context(_noting(came, "abstract", abstract, _accepted))
        undo.enter_context(_noting(came, "docker.sock", docker, _accepted))
        undo.enter_context(_bus(folder))
        yield Outside(
            folder,
            {
                "port": port,
                "abstract": name,
                "sockets": [str(folder / "docker.sock")],
                "buses": [f"unix:path={folder}/bus"],
                "service": _SERVICES[0],
                "pid": os.getpid(),
            },
            came,
        )


def _listening(address: str) -> socket.socket:
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(address)
    listener.listen(16)
    return listener


@contextmanager
def _noting(
    came: list[str], kind: str, listener: socket.socket, take: Callable[[socket.socket], None]
) -> Iterator[None]:
    ended = threading.Event()
    listener.settimeout(0.05)

    def listen() -> None:
        while True:
            try:
                take(listener)
            except TimeoutError:
                if ended.is_set():
                    return
            else:
                came.append(kind)

    thread = threading.Thread(target=listen, daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _accepted(listener: socket.socket) -> None:
    listener.accept()[0].close()


def _received(listener: socket.socket) -> None:
    listener.recv(1 << 16)


@contextmanager
def _bus(folder: Path) -> Iterator[None]:
    """A session bus on which anybody may start services, among them some with well-known names."""
    services = folder / "services"
    services.mkdir()
    (folder / "service.py").write_text(_SERVICE, encoding="utf-8")
    for name in _SERVICES:
        mark = folder / f"started-{name}"
        command = f"{sys.executable} {folder / 'service.py'} {mark} {name}"
        text = f"[D-BUS Service]\nName={name}\nExec={command}\n"
        (services / f"{name}.service").write_text(text, encoding="utf-8")
    config = folder / "bus.conf"
    config.write_text(_CONFIG.format(folder=folder), encoding="utf-8")
    words = ["dbus-daemon", "--nofork", "--nopidfile", "--print-address=1", f"--config-file={config}"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as daemon:
        try:
            assert daemon.stdout is not None
            daemon.stdout.readline()
            yield
        finally:
            daemon.terminate()
