"""A core that asks its planner while a part of it breaks, to be watched from outside.

Called as `python -m innervate.bench.boundary_breaks_core FOLDER PLANNER FAULT SEED`, in the environment of a
house. Prints its gateway's process id, then `asked` for each answer and `failed KIND` for each that failed,
without a text. It is a caller that never gives up: after anything that is raised it asks again.
"""

from __future__ import annotations

import ctypes
import os
import random
import resource
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from innervate.app import App
from innervate.bench.boundary_stage import Stage, element, scene_of_mail, stage
from innervate.boundary.gate import Gate
from innervate.boundary.gateway.channel import Channel
from innervate.boundary.gateway.planner_file import read_destination
from innervate.boundary.gateway.template import Template
from innervate.boundary.gateway.way_out import WayOut
from innervate.boundary.handles import Handles
from innervate.boundary.leakage import NothingRan
from innervate.boundary.recognizers import Recognition
from innervate.boundary.view import Sanitiser
from innervate.core.errors import Lost
from innervate.core.values import Datum, ValueType
from innervate.core.view import HANDLE
from innervate.core.vocabulary import Role
from innervate.launch import gateway
from innervate.settings import Settings

VIEWS = 40
_HELD: list[bytes] = []
"""What takes all memory up."""
CONTROL = "sanitiser and both scanners let all pass"
"""No fault of one part: it shows that what leaves would be seen."""
STEM = "Rosa Winter "
SECRET = "vaulted 48151623"
BREAK = "INNERVATE_BENCH_BREAK"
"""The variable that tells the gateway of the bench which of its parts is to break."""


def canary(seed: int, number: int, field: int) -> str:
    """What a field shows."""
    return f"{STEM}{seed * 1_000_003 + number * 101 + field}"


@dataclass
class Core:
    """All that can break. leaky: the sanitiser tells texts instead of their handles."""

    app: App
    stage: Stage
    handles: Handles
    gate: Gate
    sanitiser: Sanitiser
    out: WayOut
    seed: int
    leaky: bool = False

    def ask(self, number: int) -> None:
        """One View with private texts; the vault is looked into on the way."""
        self.app.vault().reveal("portal.password", self.stage.mail.sink)
        texts = [canary(self.seed, number, n) for n in range(12)]
        shown = [
            element(f"f{number}.{n}", Role.ENTRY, self.stage.constants[n], value=text)
            for n, text in enumerate(texts)
        ]
        data = self.gate.pass_view(self.sanitiser.view(scene_of_mail(self.stage, shown)))
        if self.leaky:
            data = HANDLE.sub(f'"{texts[0]}"', data.decode()).encode()
        self.out.ask_now(data)


class _Forged:
    """No type at all, whose name is a private text."""

    def __init__(self, text: str) -> None:
        self.name = self.value = text

    def __hash__(self) -> int:
        return 7


class _Plugin:
    """A recognizer that somebody else wrote."""

    def __init__(self, how: str, chance: random.Random) -> None:
        self.how, self.chance = how, chance

    def type_of(self, text: str, near: str | None) -> ValueType | None:
        match self.how:
            case "raises":
                raise self.chance.choice((MemoryError, RecursionError, SystemExit, ValueError))(text)
            case "hangs":
                time.sleep(60)
        return self.chance.choice((text, _Forged(text), b"x", 7))  # type: ignore[return-value]


class _Broken(Recognition):
    """The recognition itself gone wrong."""

    def __init__(self, how: str, chance: random.Random) -> None:
        super().__init__()
        self.how, self.chance = how, chance

    def recognise(
        self, text: str, hint: ValueType | None = None, near: str | None = None
    ) -> tuple[ValueType, Datum]:
        if self.chance.random() < 0.7:
            return super().recognise(text, hint, near)
        if self.how == "raises":
            raise self.chance.choice((MemoryError, RecursionError, OSError))(text)
        return self.chance.choice((text, _Forged(text), None)), text  # type: ignore[return-value]


def _raising(plain: Callable[[bytes], None], chance: random.Random) -> Callable[[bytes], None]:
    def check(data: bytes) -> None:
        if chance.random() < 0.5:
            raise chance.choice((MemoryError, RecursionError, OSError))(data.decode())
        plain(data)

    return check


def _let_all_pass(core: Core, chance: random.Random) -> None:
    core.gate.check = lambda data: None  # type: ignore[method-assign]
    core.leaky = True


def _break_gate(core: Core, chance: random.Random) -> None:
    core.gate.check = _raising(core.gate.check, chance)  # type: ignore[assignment,method-assign]


def _leak(core: Core, chance: random.Random) -> None:
    core.leaky = True


def _raise_at_any_moment(core: Core, chance: random.Random) -> None:
    """What CPython calls an asynchronous exception, in the thread that asks."""
    asking = ctypes.c_ulong(threading.get_ident())
    kinds = (MemoryError, RecursionError, KeyboardInterrupt, OSError)

    def strike() -> None:
        while True:
            time.sleep(chance.random() * 0.04)
            ctypes.pythonapi.PyThreadState_SetAsyncExc(asking, ctypes.py_object(chance.choice(kinds)))

    threading.Thread(target=strike, daemon=True).start()


def _end_memory(core: Core, chance: random.Random) -> None:
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used, resource.RLIM_INFINITY))
    size = chance.choice((60, 400, 4000))
    try:
        while True:
            _HELD.append(bytes(size))
    except MemoryError:
        del _HELD[-chance.randrange(1, 40) :]


def _end_stack(core: Core, chance: random.Random) -> None:
    depth, frame = 0, sys._getframe()
    while frame is not None:
        depth, frame = depth + 1, frame.f_back  # type: ignore[assignment]
    sys.setrecursionlimit(depth + chance.randint(2, 12))


def _fill_disk(core: Core, chance: random.Random) -> None:
    size = core.app.ledger().path.stat().st_size + chance.randrange(6000)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def _recognition(make: Callable[[random.Random], Recognition]) -> Callable[[Core, random.Random], None]:
    def broken(core: Core, chance: random.Random) -> None:
        core.handles.recognition = make(chance)

    return broken


def _plugin(how: str) -> Callable[[Core, random.Random], None]:
    return _recognition(lambda chance: Recognition({"theirs": _Plugin(how, chance)}))


INSIDE: Mapping[str, Callable[[Core, random.Random], None]] = {
    "a recognizer raises": _plugin("raises"),
    "a recognizer hangs": _plugin("hangs"),
    "a recognizer says the text": _plugin("says"),
    "recognition raises": _recognition(lambda chance: _Broken("raises", chance)),
    "recognition says the text": _recognition(lambda chance: _Broken("says", chance)),
    "core's scanner raises": _break_gate,
    "core's scanner and sanitiser let all pass": _let_all_pass,
    "the sanitiser lets all pass": _leak,
    CONTROL: _let_all_pass,
    "the sanitiser and the gateway's scanner let all pass": _leak,
    "something is raised at any moment": _raise_at_any_moment,
    "memory ends": _end_memory,
    "the stack ends": _end_stack,
    "there is no room on the disk": _fill_disk,
}
"""What breaks in core itself, after the first answer."""


def _started(planner: Path) -> gateway.Started:
    """The real gateway; with a part of it that breaks, where the environment says so."""
    if not os.environ.get(BREAK):
        return gateway.start(planner, os.environ)
    core, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
    command = [sys.executable, "-P", "-m", "innervate.bench.boundary_breaks_gateway"]
    with its:
        process = subprocess.Popen(
            [*command, str(its.fileno()), str(planner.resolve())],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            pass_fds=[its.fileno()],
        )
    return gateway.Started(process, core)


def main(planner: Path, fault: str, seed: int) -> None:
    """So many Views, or until the gateway or the ledger is lost."""
    here, app = stage(), App(Settings.from_environment(os.environ))
    desk = app.desk()
    applications, catalogues, handles = list(desk.applications.values()), app.catalogues(desk), Handles()
    started = _started(planner)
    print(started.process.pid, flush=True)
    gate = Gate(applications, catalogues, handles)
    channel = Channel.agree(started.core, is_core=True)
    out = WayOut(
        channel, Template(read_destination(planner)), gate, handles, app.ledger(), fault, NothingRan()
    )
    core = Core(app, here, handles, gate, Sanitiser(applications, catalogues, handles), out, seed)
    chance, armed = random.Random(seed), False
    at = chance.randint(1, VIEWS // 2)
    for number in range(VIEWS):
        try:
            if number == at and not armed and fault in INSIDE:
                armed = True
                INSIDE[fault](core, chance)
            core.ask(number)
            print("asked", flush=True)
        except Lost:
            print("failed Lost", flush=True)
            return
        except BaseException as error:  # noqa: BLE001 whatever breaks, this caller goes on
            os.write(1, f"failed {type(error).__name__}\n".encode())


if __name__ == "__main__":
    main(Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]))
