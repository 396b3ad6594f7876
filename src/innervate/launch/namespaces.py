"""Whether this system lets a person make namespaces, by bubblewrap, and which ones core gets."""

from __future__ import annotations

import shutil
import subprocess

from innervate.core.errors import Unavailable

NAMESPACES = ("--unshare-user", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try")


def require_namespaces() -> None:
    """
    :raises Unavailable: there is no bubblewrap, or this system lets nobody make namespaces.
    """
    if shutil.which("bwrap") is None:
        raise Unavailable(
            "the program bwrap", "no such program on PATH", "apt-get install bubblewrap, or --unisolated"
        )
    tried = subprocess.run(
        ["bwrap", *NAMESPACES, "--ro-bind", "/", "/", "true"], stderr=subprocess.PIPE, check=False
    )
    if tried.returncode:
        raise Unavailable(
            "an isolated core",
            tried.stderr.decode(errors="replace").strip()[:200],
            "allow user namespaces without privileges here, or --unisolated runs without the claim",
        )
