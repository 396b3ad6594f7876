"""What a program that plans without a network can't open: sockets of any family, to buses and displays."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

from innervate.core.errors import Unavailable
from innervate.launch.namespaces import require_namespaces
from innervate.launch.seccomp import without_sockets

TRY = """
import socket
ours, theirs = socket.socketpair()
ours.send(b"x")
assert theirs.recv(1) == b"x", "what event loops need"
for family in (socket.AF_UNIX, socket.AF_INET, socket.AF_INET6, socket.AF_NETLINK):
    try:
        socket.socket(family, socket.SOCK_RAW if family == socket.AF_NETLINK else socket.SOCK_STREAM)
    except PermissionError:
        continue
    raise SystemExit(f"{family} can be opened")
"""


def test_no_socket_can_be_made() -> None:
    try:
        require_namespaces()
    except Unavailable as error:
        pytest.skip(error.seen)
    assert shutil.which("bwrap")
    filter_ = os.memfd_create("filter", 0)
    os.write(filter_, without_sockets())
    os.lseek(filter_, 0, os.SEEK_SET)
    command = ["bwrap", "--ro-bind", "/", "/", "--dev", "/dev", "--seccomp", str(filter_), "--"]
    ran = subprocess.run(
        [*command, sys.executable, "-c", TRY], pass_fds=[filter_], capture_output=True, text=True, check=False
    )
    os.close(filter_)
    assert ran.returncode == 0, ran.stderr
