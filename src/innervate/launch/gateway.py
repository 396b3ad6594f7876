"""Starts the gateway, and is its process: it loads desk, approvals and key by itself, and serves one core.

Promises: the gateway starts with no descriptor but its end of the socket pair, without screens in its
environment, without core files, closed to debuggers of its own user; of innervate's state it sees approvals
alone, neither vault nor journal nor root key, where bubblewrap is installed. Core never sees the planner's
key, in arguments, environment or frames.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from innervate.app import App
from innervate.boundary.approvals import ApprovalKey
from innervate.boundary.crashes import close
from innervate.boundary.gate import Gate
from innervate.boundary.gateway.channel import Channel
from innervate.boundary.gateway.destination import read_destination
from innervate.boundary.gateway.goals import Goals
from innervate.boundary.gateway.leaves import Leaves
from innervate.boundary.gateway.template import Template
from innervate.boundary.gateway.way_out import Known, WayOut
from innervate.boundary.leakage import Charges
from innervate.core.errors import BadInput, InnervateError, Unavailable
from innervate.launch.namespaces import require_namespaces
from innervate.settings import Settings

_NOT_FOR_IT = ("DISPLAY", "XAUTHORITY", "AT_SPI_BUS_ADDRESS", "WAYLAND_DISPLAY")
PLANNER, DESCRIPTOR = "INNERVATE_PLANNER", "INNERVATE_GATEWAY"
"""The variables that name the planner's file and, in an isolated core, the descriptor to its gateway."""
_OF_STATE = ("approvals", "approval.key", "goals", "profiles", "policy.yaml", "policy.approval")


@dataclass(frozen=True, slots=True)
class Started:
    """A gateway that runs. core: the end of the pair that core gets."""

    process: subprocess.Popen[bytes]
    core: socket.socket


def start(planner: Path, environment: Mapping[str, str]) -> Started:
    """Start a gateway for the planner of that file. It ends when `core` is closed."""
    core, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
    state = Settings.from_environment(environment).state.resolve()
    command = [*_confined(state), sys.executable, "-P", "-m", "innervate.launch.gateway"]
    with its:
        process = subprocess.Popen(
            [*command, str(its.fileno()), str(planner.resolve())],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            pass_fds=[its.fileno()],
            env={name: value for name, value in environment.items() if name not in _NOT_FOR_IT},
            process_group=0,  # a Ctrl-C at the terminal is for core, whose end ends it
        )
    return Started(process, core)


def way_out(app: App, gate: Gate, handles: Known, run: str, charges: Charges) -> WayOut:
    """Core's half: by the descriptor that an isolated core was given, else by a gateway that is started here.

    The planner's file is that of INNERVATE_PLANNER; core reads where it leads, and never the key.

    :raises BadInput: no planner's file is named, or it is none. :raises Lost: the gateway ended.
    """
    environment = app.environment
    named = environment.get(PLANNER)
    if not named:
        raise BadInput("a planner to ask", f"{PLANNER} names no file", "see docs/boundary.md")
    given = environment.get(DESCRIPTOR)
    core = socket.socket(fileno=int(given)) if given else start(Path(named), environment).core
    channel = Channel.agree(core, is_core=True)
    return WayOut(channel, Template(read_destination(Path(named))), gate, handles, app.ledger(), run, charges)


def _confined(state: Path) -> list[str]:
    """What the gateway's command line begins with: all of the machine to read, but no state of ours, no
    screens and no other process."""
    try:
        require_namespaces()
    except Unavailable:
        return []
    for folder in (state, state / "goals"):  # what is confirmed later is to be seen, too
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    ApprovalKey.load_or_create(state)  # and so is by whose key
    words = [
        "bwrap",
        "--unshare-user",
        "--unshare-pid",
        "--unshare-ipc",
        "--unshare-uts",
        "--die-with-parent",
    ]
    words += ["--cap-drop", "ALL", "--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc"]
    words += ["--tmpfs", str(state)]
    for name in _OF_STATE:
        words += ["--ro-bind-try", str(state / name), str(state / name)]
    if Path("/tmp/.X11-unix").is_dir():
        words += ["--tmpfs", "/tmp/.X11-unix"]
    return [*words, "--"]


def main(words: list[str]) -> int:
    """words: the descriptor, and the planner's file."""
    from innervate.boundary.gateway.process import Gateway  # brings an HTTP client, which core has no use for

    close()  # neither a core file, a message nor another program of this user is to show the key
    try:
        app = App(Settings.from_environment(os.environ))
        desk, destination = app.desk(), read_destination(Path(words[1]))
        template = Template(destination)
        goals = Goals(app.settings.state / "goals", app.approvals())
        applications = list(desk.applications.values())
        policy = app.policy(desk).policy
        catalogues = app.catalogues(desk, policy)
        guides = app.guides(desk, catalogues)
        leaves = Leaves(template, applications, catalogues, goals.confirmed, policy, guides)
        key = destination.key()
        channel = Channel.agree(socket.socket(fileno=int(words[0])), is_core=False)
        Gateway(channel, template, leaves, key).serve()
    except InnervateError as error:
        print(f"gateway: {type(error).__name__}: {error.wanted}", file=sys.stderr)
        return error.exit_status
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
