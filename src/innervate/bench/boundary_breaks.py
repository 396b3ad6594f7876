"""Chaos: a part breaks at a random moment while Views go out over the real way, watched from outside.

Recognizers, vault, scanners, gateway, core, memory and disk; by raising, hanging, talking nonsense, being
killed, stopped, cut short or filled up. Counted are bytes that a recorder outside saw and that are not, one
by one, those of a record of the ledger, which is written before core signs; private texts among them; and
starts after a break that do not work, or a ledger that is not whole then.
"""

from __future__ import annotations

import fcntl
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from innervate.bench.boundary_breaks_core import BREAK, CONTROL, INSIDE, SECRET, STEM, VIEWS
from innervate.bench.boundary_forms import traces
from innervate.bench.boundary_house import House, house
from innervate.bench.boundary_recorder import Recorder
from innervate.bench.boundary_stage import Stage
from innervate.bench.figures import Figure
from innervate.boundary.gateway.destination import KEY_MASK, Style
from innervate.boundary.ledger_check import check
from innervate.boundary.ledger_records import Kind

Say = Callable[[str], None]
_SECONDS = 25.0
"""As long a broken core may go on, before it is killed."""
GATEWAYS: Mapping[str, str] = {
    "the gateway's scanner raises": "raises",
    "the gateway's scanner lets all pass": "lets all pass",
    "the sanitiser and the gateway's scanner let all pass": "lets all pass",
    CONTROL: "lets all pass",
}
"""Faults for which the gateway itself has a part that breaks."""


@dataclass(frozen=True, slots=True)
class Running:
    """A core that asks, its gateway, and where their state is."""

    core: int
    gateway: int
    state: Path
    chance: random.Random


@contextmanager
def _file(running: Running, name: str, change: Callable[[Path, random.Random], None]) -> Iterator[None]:
    """A file of the state folder is another one for a while."""
    path = running.state / name
    kept = path.read_bytes()
    change(path, running.chance)
    try:
        yield
    finally:
        if path.is_dir() and not path.is_symlink():
            path.rmdir()
        path.unlink(missing_ok=True)
        path.write_bytes(kept)
        path.chmod(0o600)


def _cut(path: Path, chance: random.Random) -> None:
    os.truncate(path, chance.randrange(path.stat().st_size))


def _flip(path: Path, chance: random.Random) -> None:
    data = bytearray(path.read_bytes())
    for _ in range(8):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(data)


def _remove(path: Path, chance: random.Random) -> None:
    path.unlink()


def _changed(name: str, change: Callable[[Path, random.Random], None]) -> Callable[[Running], Iterator[None]]:
    @contextmanager
    def fault(running: Running) -> Iterator[None]:
        with _file(running, name, change):
            yield

    return fault  # type: ignore[return-value]


@contextmanager
def _locked(running: Running) -> Iterator[None]:
    with open(running.state / "ledger.jsonl", "rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        time.sleep(1.5)
    yield


@contextmanager
def _moved(running: Running) -> Iterator[None]:
    """Where the ledger was, there is a folder."""
    path = running.state / "ledger.jsonl"
    kept = path.with_suffix(".kept")
    path.rename(kept)
    path.mkdir()
    try:
        yield
    finally:
        path.rmdir()
        kept.rename(path)


def _killed(gateway: bool, stopped: bool) -> Callable[[Running], Iterator[None]]:
    @contextmanager
    def fault(running: Running) -> Iterator[None]:
        process = running.gateway if gateway else running.core
        if stopped:
            os.kill(process, signal.SIGSTOP)
            time.sleep(running.chance.random())
        os.kill(process, signal.SIGKILL)
        yield

    return fault  # type: ignore[return-value]


OUTSIDE: Mapping[str, Callable[[Running], object]] = {
    "the vault is cut short": _changed("vault.json", _cut),
    "the vault is damaged": _changed("vault.json", _flip),
    "the vault is gone": _changed("vault.json", _remove),
    "the root key is cut short": _changed("root.key", _cut),
    "the root key is damaged": _changed("root.key", _flip),
    "the ledger is held by another": _locked,
    "the ledger is no file": _moved,
    "core is killed": _killed(gateway=False, stopped=False),
    "core is stopped, then killed": _killed(gateway=False, stopped=True),
    "the gateway is killed": _killed(gateway=True, stopped=False),
    "the gateway is stopped, then killed": _killed(gateway=True, stopped=True),
}
"""What is done to them from outside, at a random moment after the first answer."""

FAULTS = tuple(name for name in dict.fromkeys((*INSIDE, *GATEWAYS, *OUTSIDE)) if name != CONTROL)
_NEEDED_AT_A_START = ("the vault", "the root key")


@dataclass(slots=True)
class Found:
    """said: what the cores printed, by fault. unwell: after which fault a start did not work.

    while_broken: Views that were answered of cores that were started with a broken vault or key.
    """

    said: dict[str, Counter[str]] = field(default_factory=dict)
    unwell: list[str] = field(default_factory=list)
    breaks: int = 0
    while_broken: int = 0


def measure(
    stage: Stage, times: int, say: Say, faults: Sequence[str] = FAULTS
) -> tuple[list[Figure], dict[str, object]]:
    """times: how often each of the faults.

    :raises InnervateError: the state folder can't be set up.
    """
    found = Found()
    with tempfile.TemporaryDirectory(prefix="innervate-breaks-") as name, Recorder() as recorder:
        home = house(Path(name), stage)
        home.app.vault().put("portal.password", SECRET, stage.mail.sink)
        planner = home.planner(recorder.port, Style.CHAT, seconds=5)
        for turn in range(times):
            for number, fault in enumerate(faults):
                say(f"chaos: {fault}, {turn + 1} of {times} …")
                _one(home, planner, fault, 1000 * turn + number, found)
        say("chaos: a last start …")
        if not _well(home, planner):
            found.unwell.append("a last start")
        arrived = [bytes(c) for c in recorder.connections]
        records = [r for r in home.app.ledger().records() if r.kind is Kind.LEAVING]
        cleared = [r.head.replace(KEY_MASK, home.key).encode() + r.body for r in records]
        whole = check(home.folder / "state", home.app.ledger().public_key).whole
    crossed = canaries(b"\n".join(arrived))
    say("chaos: the control …")
    unsigned, breaks, control = unsigned_once(arrived, cleared), f"in {found.breaks}", _control(stage)
    return [
        Figure("chaos: breaks of recognizer, vault, scanner, gateway …", found.breaks, "breaks"),
        Figure("chaos: bytes that left beside the signed ones", unsigned, breaks, 0),
        Figure("chaos: private texts that left", len(crossed), breaks, 0),
        Figure("  … where sanitiser and both scanners fail, as a control", control, f"in {VIEWS} Views"),
        Figure("chaos: Views of a start with a broken vault or key", found.while_broken, breaks, 0),
        Figure("chaos: starts after a break that fail", len(found.unwell), breaks, 0),
        Figure("chaos: the ledger afterwards is whole", float(whole), "", 1, most=False),
        Figure("  Views that were answered all the same", _answered(found), f"of {found.breaks * VIEWS}"),
    ], {
        "said": {fault: dict(counted) for fault, counted in found.said.items()},
        "unwell": found.unwell,
        "crossed": crossed,
        "sendings": len(arrived),
    }


def _answered(found: Found) -> int:
    return sum(counted["asked"] for counted in found.said.values())


def unsigned_once(arrived: Sequence[bytes], cleared: Sequence[bytes]) -> int:
    """Bytes of connections that are not the beginning of something cleared, each of which may leave once."""
    left, unsigned = list(cleared), 0
    for one in sorted(arrived, key=len, reverse=True):
        whole = next((whole for whole in left if whole.startswith(one)), None)
        if whole is None:
            unsigned += len(one)
        elif one:
            left.remove(whole)
    return unsigned


def canaries(wire: bytes) -> list[str]:
    """Private texts of which any trace stands in what arrived: plain ones by themselves, else in which form.

    All of them begin alike, and what they begin with has a trace in each form but the compressed one.
    """
    found = {text.decode() for text in re.findall(re.escape(STEM.encode()) + rb"\d+", wire)}
    found |= {f"in another form: {t!r}" for t in traces(STEM) if t != STEM.encode() and t in wire}
    return sorted(found | {SECRET for t in traces(SECRET) if t in wire})


def _one(home: House, planner: Path, fault: str, seed: int, found: Found) -> None:
    """One broken run. That its first View is answered shows that what broke before it is mended."""
    chance, said = random.Random(f"break {seed}"), Counter[str]()
    with _core(home, planner, fault, seed) as (process, gateway, lines):
        if fault in GATEWAYS or lines.wait("asked"):
            found.breaks += 1
            if fault in OUTSIDE:
                time.sleep(chance.random() * 0.08)
                running = Running(process.pid, gateway, home.folder / "state", chance)
                with OUTSIDE[fault](running):  # type: ignore[attr-defined]
                    lines.ended(_SECONDS)
                    if fault.startswith(_NEEDED_AT_A_START):
                        with _core(home, planner, "nothing", seed) as (_, _, others):
                            others.ended(_SECONDS)
                            found.while_broken += others.told.count("asked")
            else:
                lines.ended(_SECONDS)
        else:
            found.unwell.append(f"before {fault!r}: {lines.told[-3:]}")
        said.update(lines.told)
    found.said.setdefault(fault, Counter()).update(said)


def _control(stage: Stage) -> int:
    """Private texts that leave when nothing looks at what leaves."""
    with tempfile.TemporaryDirectory(prefix="innervate-breaks-") as name, Recorder() as recorder:
        home = house(Path(name), stage)
        home.app.vault().put("portal.password", SECRET, stage.mail.sink)
        _one(home, home.planner(recorder.port, Style.CHAT, seconds=5), CONTROL, 0, Found())
        return len(canaries(b"\n".join(bytes(c) for c in recorder.connections)))


def _well(home: House, planner: Path) -> bool:
    with _core(home, planner, "nothing", 999_999) as (_, _, lines):
        lines.ended(_SECONDS)
        return lines.told.count("asked") == VIEWS


class _Lines:
    """What a process prints, as it comes."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.told: list[str] = []
        self._process, self._more = process, threading.Condition()
        self._over = False
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            with self._more:
                self.told.append(line.strip())
                self._more.notify_all()
        with self._more:
            self._over = True
            self._more.notify_all()

    def wait(self, word: str) -> bool:
        """Until it is printed; False where the process ends before."""
        with self._more:
            self._more.wait_for(lambda: word in self.told or self._over, _SECONDS)
            return word in self.told

    def first(self) -> str:
        with self._more:
            self._more.wait_for(lambda: self.told or self._over, _SECONDS)
            return self.told.pop(0) if self.told else ""

    def ended(self, seconds: float) -> None:
        """Until core and gateway have ended, or core is killed for going on too long."""
        with self._more:
            if not self._more.wait_for(lambda: self._over, seconds):
                self.told.append("killed for hanging")


@contextmanager
def _core(
    home: House, planner: Path, fault: str, seed: int
) -> Iterator[tuple[subprocess.Popen[str], int, _Lines]]:
    words = [sys.executable, "-m", "innervate.bench.boundary_breaks_core"]
    words += [str(home.folder), str(planner), fault, str(seed)]
    environment = {**os.environ, **home.environment}
    if fault in GATEWAYS:
        environment[BREAK] = GATEWAYS[fault]
    with subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, text=True
    ) as process:
        lines = _Lines(process)
        gateway = lines.first()
        try:
            yield process, int(gateway or 0), lines
        finally:
            process.kill()
            process.wait()
            lines.ended(_SECONDS)
