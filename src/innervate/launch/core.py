"""Starts core where nothing leads out: bubblewrap's namespaces, a seccomp filter, and only what it was given.

Promises: core sees the programs of this machine, its own state, the desk and what the desk names, the
display's socket and the filtered accessibility bus, and no other file or socket of its person; its network is
empty; of the environment it has what it needs. What it inherits are the descriptors named in
INNERVATE_DESCRIPTORS. Refuses with `Unavailable` where a part is missing.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import innervate
from innervate.app import App
from innervate.boundary.gateway.planner_file import EXEC, resolved
from innervate.boundary.isolation import Probe
from innervate.boundary.isolation_targets import DESCRIPTORS
from innervate.core.application import FolderAt, MailAt, TableAt
from innervate.core.errors import Unavailable
from innervate.launch import gateway
from innervate.launch.broker import Broker
from innervate.launch.bus_filter import BusFilter
from innervate.launch.namespaces import NAMESPACES, require_namespaces
from innervate.launch.planners import named
from innervate.launch.seccomp import program
from innervate.planners.desk import Desk
from innervate.runtime.desktop_lock import lock_folder
from innervate.surfaces.broker import VARIABLE as BROKER

_NEEDED = re.compile(
    r"INNERVATE_\w+|LC_\w+|PYTHON(PATH|WARNINGS|UTF8|HASHSEED)|CLICOLOR\w*|"
    r"DISPLAY|HOME|PATH|LANG|LANGUAGE|TERM|COLORTERM|NO_COLOR|FORCE_COLOR|TZ|USER|LOGNAME|COLUMNS|LINES"
)
_VARIABLE = re.compile(rb"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")
# /proc stays that of the machine: windows tell which process they are of. What is in it of other processes is
# closed by the user namespace. System V memory is shared with the display.
_SYSTEM = (
    *("--ro-bind", "/usr", "/usr", "--ro-bind", "/etc", "/etc", "--ro-bind-try", "/opt", "/opt"),
    *("--dev", "/dev", "--ro-bind", "/proc", "/proc"),
    *("--tmpfs", "/tmp", "--tmpfs", "/run", "--tmpfs", "/var"),
    *("--ro-bind-try", "/sys/devices/system/cpu", "/sys/devices/system/cpu"),
)
_LINKED = ("/bin", "/sbin", "/lib", "/lib64", "/lib32")


@dataclass(slots=True)
class Inside:
    """What core is given. read, write: paths. descriptors: numbers, the same inside."""

    read: list[Path] = field(default_factory=list)
    write: list[Path] = field(default_factory=list)
    environment: dict[str, str] = field(default_factory=dict)
    descriptors: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Handed:
    """What else a core is given. descriptors: by the variable that names them inside. silent: this process's
    standard input and output are another's, who speaks a protocol over them."""

    descriptors: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    silent: bool = False


def run(app: App, words: Sequence[str], files: Sequence[Path] = (), handed: Handed | None = None) -> int:
    """`innervate WORDS` in an isolated core; returns its exit status. files: that the command reads.

    :raises Unavailable: a part is missing. :raises BadInput: the desk file is wrong.
    """
    handed = handed or Handed()
    with _prepared(app, files) as inside:
        for name, descriptors in handed.descriptors.items():
            inside.environment[name] = " ".join(map(str, descriptors))
            inside.descriptors += descriptors
        inside.environment[DESCRIPTORS] = " ".join(map(str, inside.descriptors))
        command = [sys.executable, "-m", "innervate.cli.main", *words]
        return _foreground(_wrapped(command, inside), inside, silent=handed.silent)


def probes(app: App, targets: Mapping[str, object] | None = None) -> tuple[Probe, ...]:
    """What can be reached from inside such a core.

    :raises Unavailable: a part is missing.
    """
    with _prepared(app, ()) as inside:
        said = json.dumps({**(targets or {})})
        command = [sys.executable, "-m", "innervate.boundary.isolation", said]
        ran = subprocess.run(
            _wrapped(command, inside),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            pass_fds=inside.descriptors,
            env=inside.environment,
            text=True,
            check=False,
        )
    if ran.returncode:
        raise Unavailable(
            "an isolated process",
            ran.stderr.strip().splitlines()[-1][:200] if ran.stderr else "no word",
            "see whether `bwrap --unshare-user --unshare-net true` works here",
        )
    return tuple(Probe(**one) for one in json.loads(ran.stdout))


@contextlib.contextmanager
def _prepared(app: App, files: Sequence[Path]) -> Iterator[Inside]:
    """Everything that core is given, made and open for the length of the block."""
    require_namespaces()
    desk, environment = app.desk(), app.environment
    state = app.settings.state.resolve()
    state.mkdir(mode=0o700, parents=True, exist_ok=True)
    inside = Inside(read=[*_python(), *(path.resolve() for path in files)], write=[state])
    _environment(inside, environment, desk, app)
    with contextlib.ExitStack() as undo:
        place = Path(undo.enter_context(tempfile.TemporaryDirectory(prefix="innervate-core-")))
        _display(inside, environment, place, undo)
        commands = (a.launch for a in desk.applications.values() if a.launch)
        broker = Broker(commands, environment, desk.places)
        undo.callback(broker.close)
        inside.environment[BROKER] = str(broker.core.fileno())
        inside.descriptors.append(broker.core.fileno())
        _gateways(inside, app, undo)
        key = os.memfd_create("innervate key", 0)
        undo.callback(os.close, key)
        os.write(key, app.root_key())
        inside.environment[app.KEY_DESCRIPTOR] = str(key)
        inside.descriptors.append(key)
        inside.environment[DESCRIPTORS] = " ".join(map(str, inside.descriptors))
        inside.environment[app.INSIDE] = "yes"
        yield inside


def _gateways(inside: Inside, app: App, undo: contextlib.ExitStack) -> None:
    """The planners' gateways, outside, and core's ends of what leads to them; nothing without a planner."""
    ends: list[int] = []
    for one in named(app):
        started = gateway.start(one.planner, app.environment)
        undo.callback(started.process.wait)
        undo.callback(started.core.close)
        if not one.planner.startswith(EXEC):
            inside.read.append(Path(one.planner))
        ends.append(started.core.fileno())
    given = app.environment.get(gateway.PLANNER)
    if given:
        inside.environment[gateway.PLANNER] = resolved(given)
    inside.environment[gateway.DESCRIPTOR] = " ".join(map(str, ends))
    inside.descriptors += ends


def _environment(inside: Inside, environment: Mapping[str, str], desk: Desk, app: App) -> None:
    named: set[str] = set()
    path = app.settings.desk
    if path is not None and path.exists():
        named = {found.decode() for found in _VARIABLE.findall(path.read_bytes())}
        inside.read += [path.resolve(), *(p.resolve() for p in desk.phrases.values())]
    policy = app.policy_path(desk)
    if policy is not None and policy.exists():
        inside.read.append(policy.resolve())
    for place in desk.places.values():
        match place:
            case TableAt(database=database):
                # SQLite locks beside it.
                inside.write.append(database.resolve().parent)
            case MailAt(folder=folder) | FolderAt(folder=folder):
                inside.read.append(folder.resolve())
    kept = {n: v for n, v in environment.items() if n in named or _NEEDED.fullmatch(n)}
    lock = lock_folder(environment)
    lock.mkdir(mode=0o700, exist_ok=True)
    inside.write.append(lock.resolve())
    inside.environment = {
        **kept,
        "INNERVATE_STATE": str(app.settings.state.resolve()),
        **({"INNERVATE_POLICY": str(policy.resolve())} if policy is not None else {}),
        "XDG_RUNTIME_DIR": str(lock.resolve().parent),
    }


def _display(inside: Inside, environment: Mapping[str, str], place: Path, undo: contextlib.ExitStack) -> None:
    """The display's socket and cookie, and the accessibility bus behind a filter, where there are any."""
    number = environment.get("DISPLAY", "").partition(":")[2].partition(".")[0]
    if not number.isdigit():
        return
    inside.read.append(Path(f"/tmp/.X11-unix/X{number}"))
    cookie = Path(environment.get("XAUTHORITY") or Path(environment.get("HOME", "/")) / ".Xauthority")
    if cookie.exists():
        inside.read.append(cookie.resolve())
        inside.environment["XAUTHORITY"] = str(cookie.resolve())
    address = _accessibility_bus(environment)
    if address:
        bus = BusFilter(place / "bus", address)
        undo.callback(bus.close)
        inside.read.append(place / "bus")
        inside.environment["AT_SPI_BUS_ADDRESS"] = f"unix:path={place / 'bus'}"


def _accessibility_bus(environment: Mapping[str, str]) -> str:
    """Its address; empty where there is none."""
    from innervate.surfaces.x11.atspi_bus import accessibility_address

    try:
        return environment.get("AT_SPI_BUS_ADDRESS") or asyncio.run(accessibility_address())
    except Unavailable:
        return ""


def _python() -> list[Path]:
    """Where Python, its packages and innervate are. Not all of `sys.path`: a folder of work may be in it."""
    named = [Path(name) for name in os.environ.get("PYTHONPATH", "").split(os.pathsep) if name]
    found = [Path(sys.prefix), Path(sys.base_prefix), Path(innervate.__file__).parent, *named]
    return sorted({path for one in found if one.is_dir() for path in (one.absolute(), one.resolve())})


def _wrapped(command: Sequence[str], inside: Inside) -> list[str]:
    """The command line that starts this command inside. The filter is put into a descriptor of its own."""
    words = ["bwrap", *NAMESPACES, "--die-with-parent", "--cap-drop", "ALL", *_SYSTEM]
    for name in _LINKED:
        path = Path(name)
        if path.is_symlink():
            words += ["--symlink", os.readlink(path), name]
        elif path.is_dir():
            words += ["--ro-bind", name, name]
    for given in sorted({p for p in inside.read if p.exists()} - {Path("/usr")}):
        words += ["--ro-bind", str(given), str(given)]
    for given in sorted({p for p in inside.write if p.exists()}):
        words += ["--bind", str(given), str(given)]
    filter_ = os.memfd_create("innervate filter", 0)
    os.write(filter_, program())
    os.lseek(filter_, 0, os.SEEK_SET)
    inside.descriptors.append(filter_)  # bwrap reads and closes it
    return [*words, "--seccomp", str(filter_), "--", *command]


def _foreground(command: Sequence[str], inside: Inside, *, silent: bool = False) -> int:
    """Run with this process's standard files; signals to end go on to core."""
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL if silent else None,
        stdout=sys.stderr.fileno() if silent else None,
        pass_fds=inside.descriptors,
        env=inside.environment,
    ) as started:
        before = {
            number: signal.signal(number, lambda got, _: started.send_signal(got))
            for number in (signal.SIGTERM, signal.SIGHUP)
        }
        # Core gets it from the terminal, too.
        before[signal.SIGINT] = signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            status = started.wait()
        finally:
            for number, old in before.items():
                signal.signal(number, old)
    return status if status >= 0 else 128 - status
