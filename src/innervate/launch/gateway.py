"""Starts the gateway, and is its process: it loads desk, approvals and key by itself, and serves one core.

Promises: the gateway starts with no descriptor but its end of the socket pair, without screens in its
environment, without core files, closed to debuggers of its own user; of innervate's state it sees approvals
alone, neither vault nor journal nor root key, where bubblewrap is installed. Core never sees the planner's
key, in arguments, environment or frames. A planner that is a program is the gateway's child, and has no more
than it; neither has a network then, unless the planner's file says so.
"""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from innervate.app import App
from innervate.boundary.approvals import ApprovalKey
from innervate.boundary.crashes import close
from innervate.boundary.gate import Gate
from innervate.boundary.gateway.channel import Channel
from innervate.boundary.gateway.destination import Program, Target
from innervate.boundary.gateway.goals import Goals
from innervate.boundary.gateway.leaves import Leaves
from innervate.boundary.gateway.planner_file import read_planner, resolved
from innervate.boundary.gateway.template import Template
from innervate.boundary.gateway.way_out import Known, WayOut
from innervate.boundary.leakage import Charges
from innervate.core.errors import Denied, InnervateError, Lost, Unavailable
from innervate.launch.namespaces import require_namespaces
from innervate.launch.seccomp import without_sockets
from innervate.settings import Settings

NOT_FOR_IT = ("DISPLAY", "XAUTHORITY", "AT_SPI_BUS_ADDRESS", "WAYLAND_DISPLAY")
PLANNER, DESCRIPTOR = "INNERVATE_PLANNER", "INNERVATE_GATEWAY"
"""The variables that name the planner, by its file or as exec:COMMAND, and, in an isolated core, the
descriptors to the gateways."""
_DISPLAYS = ("/tmp/.X11-unix", "/run/user", "/run/dbus")
"""Folders of sockets: of displays, then of buses, too."""
_OF_STATE = ("approvals", "approval.key", "goals", "profiles", "policy.yaml", "policy.approval")


@dataclass(frozen=True, slots=True)
class Started:
    """A gateway that runs. core: the end of the pair that core gets."""

    process: subprocess.Popen[bytes]
    core: socket.socket


def start(planner: Path | str, environment: Mapping[str, str]) -> Started:
    """Start a gateway for that planner: its file, or exec:COMMAND. It ends when `core` is closed.

    :raises BadInput: the file is none. :raises Unavailable: a program can't be run without a network here.
    """
    named = resolved(str(planner))
    to = read_planner(named).to
    core, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
    state = Settings.from_environment(environment).state.resolve()
    doors = _doors(to)
    alone = [word for door in doors for word in ("--unshare-net", "--seccomp", str(door))]
    hidden = _DISPLAYS if isinstance(to, Program) else _DISPLAYS[:1]  # a key may be behind a bus
    command = [
        *confined(state, *alone, hidden=hidden),
        sys.executable,
        "-P",
        "-m",
        "innervate.launch.gateway",
    ]
    with its, contextlib.ExitStack() as undo:
        for door in doors:
            undo.callback(os.close, door)
        process = subprocess.Popen(
            [*command, str(its.fileno()), named],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            pass_fds=[its.fileno(), *doors],
            env={name: value for name, value in environment.items() if name not in NOT_FOR_IT},
            process_group=0,  # a Ctrl-C at the terminal is for core, whose end ends it
        )
    return Started(process, core)


def _doors(to: Target) -> list[int]:
    """The filter, as a descriptor: a program without a network gets no socket to a bus.

    :raises Unavailable: it can't be kept from one here.
    """
    if not isinstance(to, Program) or to.network:
        return []
    require_namespaces()
    program, filter_ = without_sockets(), os.memfd_create("innervate filter", 0)
    os.write(filter_, program)
    os.lseek(filter_, 0, os.SEEK_SET)
    return [filter_]


def to_planner(
    app: App, named: str, given: str | None, gate: Gate, handles: Known, run: str, charges: Charges
) -> WayOut:
    """Core's half: by the descriptor that an isolated core was given, else by a gateway that is started here.

    named: the planner's file, or exec:COMMAND; core reads where the file leads, and never the key.

    :raises BadInput: no planner is named, or its file is none. :raises Lost: the gateway ended.
    """
    planner = read_planner(named)
    core = socket.socket(fileno=int(given)) if given else start(named, app.environment).core
    channel = Channel.agree(core, is_core=True)
    means = (planner.budget, planner.price)
    return WayOut(channel, template_of(planner.to), gate, handles, app.ledger(), run, charges, *means)


def template_of(to: Target) -> Template:
    """The template of both processes; with the schema of plans where answers have to keep to it."""
    if not to.constrain:
        return Template(to)
    from innervate.planners.constraint import constraint

    return Template(to, schema=constraint())


def confined(state: Path, *more: str, hidden: Sequence[str] = _DISPLAYS[:1]) -> list[str]:
    """What a gateway's command line begins with: all of the machine to read, but no state of ours, no
    screens and no other process. Nothing where that can't be had. more: options. hidden: folders."""
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
    words += [*more, "--cap-drop", "ALL", "--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc"]
    words += ["--tmpfs", str(state)]
    for name in _OF_STATE:
        words += ["--ro-bind-try", str(state / name), str(state / name)]
    for name in hidden:
        if Path(name).is_dir():
            words += ["--tmpfs", name]
    return [*words, "--"]


def main(words: list[str]) -> int:
    """words: the descriptor, and how the planner is named."""
    from innervate.boundary.gateway.process import Gateway  # brings an HTTP client, which core has no use for

    close()  # neither a core file, a message nor another program of this user is to show the key
    try:
        app = App(Settings.from_environment(os.environ))
        desk, destination = app.desk(), read_planner(words[1]).to
        template = template_of(destination)
        goals = Goals(app.settings.state / "goals", app.approvals())
        applications = list(desk.applications.values())
        policy = app.policy(desk).policy
        catalogues = app.catalogues(desk, policy)
        guides = app.guides(desk, catalogues)
        leaves = Leaves(template, applications, catalogues, goals.confirmed, policy, guides)
        key = _key(destination)
        channel = Channel.agree(socket.socket(fileno=int(words[0])), is_core=False)
        Gateway(channel, template, leaves, key).serve()
    except Lost:
        return 0  # core ended without asking: nothing is to be said
    except InnervateError as error:
        print(f"gateway: {type(error).__name__}: {error.wanted}", file=sys.stderr)
        return error.exit_status
    return 0


def _key(to: Target) -> str | None:
    """The planner's key; None where it is not there, or others may read it: core is told when it asks."""
    try:
        return to.key()
    except (Unavailable, Denied):
        return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
