"""What a probe of isolation is given, and how it says that it got nowhere."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

DESCRIPTORS = "INNERVATE_DESCRIPTORS"
"""The variable that names the descriptors which core was given."""


@dataclass(frozen=True, slots=True)
class Targets:
    """What may be tried to reach, all on this machine. port: TCP and UDP, of 127.0.0.1. abstract: a Unix
    socket's name. sockets: paths of Unix sockets. buses: addresses of D-Bus. service: a name that a bus can
    start. pid: of a process outside. descriptors: that were given on purpose."""

    port: int | None = None
    abstract: str | None = None
    sockets: Sequence[str] = ()
    buses: Sequence[str] = ()
    service: str | None = None
    pid: int | None = None
    descriptors: Sequence[int] = field(
        default_factory=lambda: [int(n) for n in os.environ.get(DESCRIPTORS, "").split()]
    )


class Closed(Exception):
    """What stopped a probe."""


Try = Callable[[Targets], str]
