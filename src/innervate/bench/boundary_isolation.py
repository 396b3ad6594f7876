"""What a core can reach: probes from inside, the same outside as a control, and whether its surfaces still
work.

A success inside is what a probe says or what something outside noticed, whichever is more. The control is the
same program, started without isolation and with a descriptor left open: probes that can't succeed even there
would prove nothing.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from innervate.app import App
from innervate.bench.boundary_outside import Outside, outside
from innervate.bench.figures import Figure
from innervate.boundary.isolation import Probe
from innervate.core.errors import Unavailable
from innervate.launch import core
from innervate.settings import Settings
from innervate.surfaces.x11.desktop import VirtualDesktop

_AS_THE_MACHINE_IS = frozenset({"TCP over IPv6", "raw sockets", "ICMP", "io_uring"})
"""Whether these succeed outside hangs on the machine and on who runs this."""
Say = Callable[[str], None]


def measure(say: Say, desktop: bool = True) -> tuple[list[Figure], dict[str, object]]:
    """desktop: also on a virtual desktop, where core has a display and an accessibility bus.

    :raises Unavailable: a part is missing.
    """
    figures, samples = _probed(say)
    if desktop:
        say("isolation: what an isolated core sees on a desktop …")
        more, told = _on_a_desktop()
        figures, samples = [*figures, *more], {**samples, "desktop": told}
    return figures, samples


def _probed(say: Say) -> tuple[list[Figure], dict[str, object]]:
    with tempfile.TemporaryDirectory(prefix="innervate-probes-") as name, outside(Path(name)) as there:
        say("isolation: probes outside, as a control …")
        free = _outside(there)
        noticed_free = there.arrived()
        say("isolation: probes inside …")
        held, noticed = inside(there)
    opened = [one.name for one in held if one.open]
    controls = [one for one in free if one.name not in _AS_THE_MACHINE_IS]
    count = f"of {len(held)}"
    return [
        Figure("isolation: probes that succeed inside", max(len(opened), noticed), count, 0),
        Figure(
            "isolation: the same outside, as a control",
            sum(one.open for one in controls),
            f"of {len(controls)}",
            len(controls),
            most=False,
        ),
    ], {
        "inside": [str(one) for one in held],
        "outside": [str(one) for one in free],
        "noticed": {"inside": noticed, "outside": noticed_free},
    }


def inside(there: Outside) -> tuple[tuple[Probe, ...], int]:
    """What a core says of these targets, and what they noticed. A network's descriptor is left open here."""
    there.arrived()
    with tempfile.TemporaryDirectory(prefix="innervate-state-") as state:
        environment = {**os.environ, "INNERVATE_STATE": state, "INNERVATE_KEYRING": "no"}
        environment.pop("INNERVATE_DESK", None)
        with _left_open():
            found = core.probes(App(Settings.from_environment(environment), environment), there.targets)
    return found, there.arrived()


def _left_open() -> socket.socket:
    left = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    left.set_inheritable(True)
    return left


def _outside(there: Outside) -> tuple[Probe, ...]:
    with _left_open() as left:
        ran = subprocess.run(
            [sys.executable, "-m", "innervate.boundary.isolation", json.dumps(there.targets)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            pass_fds=[left.fileno()],
            check=True,
        )
    return tuple(Probe(**one) for one in json.loads(ran.stdout))


def _on_a_desktop() -> tuple[list[Figure], dict[str, object]]:
    if shutil.which("claws-mail") is None:
        raise Unavailable("a program to look at", "claws-mail is not installed", "apt-get install claws-mail")
    with (
        tempfile.TemporaryDirectory(prefix="innervate-home-") as home,
        VirtualDesktop((1280, 800), home=Path(home)) as there,
    ):
        out = Path(home) / "seen.json"
        words = [sys.executable, "-m", "innervate.bench.boundary_isolation_desktop", str(out)]
        if there.run(words) != 0:
            raise Unavailable("two looks at one desktop", "a failure", "see what was printed above")
        told: dict[str, object] = json.loads(out.read_text())
    same = told["same"]
    assert isinstance(same, dict)
    opened = told["open"]
    assert isinstance(opened, list)
    return [
        Figure("isolation: probes that succeed on a desktop", len(opened), f"of {told['probes']}", 0),
        Figure(
            "isolation: surfaces that see the same as outside",
            sum(map(bool, same.values())),
            f"of {len(same)}",
            len(same),
            most=False,
        ),
    ], told
