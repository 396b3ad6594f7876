"""What can go wrong while a claim is settled: named faults, each brought about in the real applications.

A fault happens at a moment: when a step of the playbook begins, told by its title. Which of its moments that
is, is drawn by the seed. `Hand` is what brings it about: it knows the world, the desktop and the run.
"""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import subprocess
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from claims.world import Facts

PORTAL = "/usr/lib/chromium/chromium"
MAIL = "/usr/bin/claws-mail"
FORM = ("Enter the claim number", "Enter the date of loss", "Enter the claimant", "Enter the amount")
FIND = ("Go to the policies", "Enter the policy number", "Search for it", "Open the policy")
IN_PORTAL = (*FIND, "Start a claim on this policy", *FORM, "Review the claim", "Save the claim")
ANYWHERE = (*IN_PORTAL, "Select the attached form", "Read the form", "Reply", "Send the answer")
EVER = ("Open the mail program",)


@dataclass(frozen=True)
class Hand:
    """Brings a fault about. chance: of this fault and seed."""

    facts: Facts
    folder: Path
    chance: random.Random

    def portal(self, *switches: dict[str, object]) -> None:
        """Switch faults of the portal on."""
        path = self.folder / "faults.json"
        part = path.with_suffix(".part")
        part.write_text(json.dumps(switches), encoding="utf-8")
        part.replace(path)

    def shell(self, command: str, *, later: bool = False) -> str:
        """Run it in the desktop; later: and don't wait for its end."""
        if later:
            quiet = subprocess.DEVNULL
            subprocess.Popen(["/bin/sh", "-c", command], stdout=quiet, stderr=quiet, start_new_session=True)
            return ""
        done = subprocess.run(
            ["/bin/sh", "-c", command], capture_output=True, text=True, timeout=20, check=False
        )
        return done.stdout.strip()

    def window(self, program: str) -> str:
        """The newest window of a program that shows, as xdotool numbers it."""
        name = {PORTAL: "Chromium", MAIL: "Claws"}[program]
        return self.shell(f"xdotool search --onlyvisible --name {name} | tail -1")

    def processes(self, program: str) -> list[int]:
        """Ids of the processes of this desktop that run a program."""
        found = []
        for folder in Path("/proc").iterdir():
            with suppress(OSError, ValueError):
                if os.readlink(folder / "exe") == program and self._here(int(folder.name)):
                    found.append(int(folder.name))
        return found

    def _here(self, pid: int) -> bool:
        """Whether it, or one above it, belongs to this desktop: some overwrite their environment."""
        mark = f"INNERVATE_DESKTOP={os.environ.get('INNERVATE_DESKTOP', '')}".encode()
        while pid > 1:
            try:
                if mark in Path(f"/proc/{pid}/environ").read_bytes():
                    return True
                pid = int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
            except (OSError, ValueError):
                return False
        return False

    def send(self, number: signal.Signals, program: str) -> None:
        for pid in self.processes(program):
            with suppress(ProcessLookupError):  # a browser's helpers come and go
                os.kill(pid, number)


@dataclass(frozen=True)
class Fault:
    """name, told: for the table. at: titles of steps, of which chance draws one. happens: brings it about.

    recoverable: whether a machine can go on. parks: whether a run may end parked all the same, with one of
    these codes. resumes: how a run goes on that ended in the middle.
    """

    name: str
    told: str
    at: tuple[str, ...]
    happens: Callable[[Hand], None]
    recoverable: bool = True
    parks: tuple[str, ...] = ()
    resumes: bool = False
    environment: Callable[[Path], dict[str, str]] = lambda folder: {}


def page(fault: str, at: tuple[str, ...], seconds: float = 3.0, times: int = 1) -> Callable[[Hand], None]:
    """A switch of the portal, at one of these of its moments."""

    def happens(hand: Hand) -> None:
        where = hand.chance.choice(at)
        hand.portal({"fault": fault, "at": where, "seconds": seconds, "times": times})

    return happens


def run(command: str, program: str = PORTAL, *, later: bool = False) -> Callable[[Hand], None]:
    """A command of the shell; {window} is the program's window."""

    def happens(hand: Hand) -> None:
        window = hand.window(program) if "{window}" in command else ""
        hand.shell(command.replace("{window}", window), later=later)

    return happens


def stopped(seconds: float | None) -> Callable[[Hand], None]:
    """The browser hangs, for a while or for ever."""

    def happens(hand: Hand) -> None:
        pids = " ".join(map(str, hand.processes(PORTAL)))
        hand.send(signal.SIGSTOP, PORTAL)
        if seconds is not None:
            hand.shell(f"sleep {seconds}; kill -CONT {pids}", later=True)

    return happens


def crashed(program: str) -> Callable[[Hand], None]:
    return lambda hand: hand.send(signal.SIGKILL, program)


def portal_away(seconds: float) -> Callable[[Hand], None]:
    """The portal's server refuses connections for a while; see `claims.faulty`."""

    def happens(hand: Hand) -> None:
        part = hand.folder / "away.part"
        part.write_text(str(seconds), encoding="utf-8")
        part.replace(hand.folder / "away")

    return happens


def no_space(hand: Hand) -> None:
    """No file of this process can grow any more: the journal's next page does not fit."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))


def clock(hand: Hand) -> None:
    """The clock of this process jumps by hours, forward or back."""
    jump = hand.chance.choice(("+7h", "-7h", "+400d"))
    (hand.folder / "clock").write_text(f"{jump}\n")


def faked_clock(folder: Path) -> dict[str, str]:
    library = next(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"), None)
    if library is None:
        return {}
    (folder / "clock").write_text("+0\n")
    return {
        "LD_PRELOAD": str(library),
        "FAKETIME_TIMESTAMP_FILE": str(folder / "clock"),
        "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }


def die(hand: Hand) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def bus(hand: Hand) -> None:
    """The accessibility bus of this desktop ends."""
    hand.shell(
        "for p in $(pgrep -f 'at-spi2/accessibility.conf'); do "
        'grep -qz "INNERVATE_DESKTOP=$INNERVATE_DESKTOP" /proc/$p/environ && kill -9 $p; done'
    )


def display(hand: Hand) -> None:
    """The display server of this desktop ends, and with it all that shows on it."""
    number = os.environ["DISPLAY"].partition(":")[2].partition(".")[0]
    lock = Path(f"/tmp/.X{number}-lock").read_text().strip()
    hand.shell(f"sleep 0.{hand.chance.randrange(1, 9)}; kill -9 {lock}", later=True)


SOON = ("policies", "policy", "form", "review")

FAULTS = (
    Fault("slow page", "a page takes 4 s", EVER, page("slow", (*SOON, "save"), 4.0)),
    Fault("very slow page", "a page takes 20 s", EVER, page("slow", (*SOON, "save"), 20.0)),
    Fault("spinner", "a page is busy for 5 s behind a spinner", EVER, page("spinner", SOON, 5.0)),
    Fault("dialog", "a modal dialog nobody expects", EVER, page("dialog", SOON)),
    Fault("two dialogs", "one modal dialog over another", EVER, page("dialogs", SOON)),
    Fault("cookie banner", "a banner over most of the page", EVER, page("cookies", SOON)),
    Fault("tip of the day", "a tip with an OK", EVER, page("tip", SOON)),
    Fault("focus stolen", "another program opens a window in front", IN_PORTAL, run("mousepad", later=True)),
    Fault(
        "window moved", "the browser's window is moved", IN_PORTAL, run("xdotool windowmove {window} 40 120")
    ),
    Fault("window resized", "it is made smaller", IN_PORTAL, run("xdotool windowsize {window} 900 560")),
    Fault("window minimised", "it is minimised", IN_PORTAL, run("xdotool windowminimize {window}")),
    Fault(
        "window covered",
        "a window of another program lies over it",
        IN_PORTAL,
        run(
            "mousepad >/dev/null 2>&1 & for i in 1 2 3 4 5 6 7 8 9; do sleep 0.5;"
            ' w=$(xdotool search --onlyvisible --name Mousepad | tail -1); test -n "$w" && break; done;'
            " xdotool windowsize $w 1100 800 windowmove $w 560 60 windowactivate $w"
        ),
    ),
    Fault(
        "signed out in the form",
        "the session ends while the form is filled",
        EVER,
        page("expired", ("review", "save")),
    ),
    Fault(
        "signed out",
        "the session ends between two pages",
        EVER,
        page("expired", ("policies", "policy", "form")),
    ),
    Fault(
        "validation error",
        "the portal refuses what is right",
        EVER,
        page("invalid", ("review",), times=0),
        recoverable=False,
        parks=("act.unexpected_screen", "verify.false"),
    ),
    Fault(
        "server error",
        "a page fails once with status 500",
        EVER,
        page("error", ("policies", "policy", "form")),
    ),
    Fault("server error before saving", "saving fails once with status 500", EVER, page("error", ("save",))),
    Fault("server error at saving", "saved, and then status 500 is shown", EVER, page("mute", ("save",))),
    Fault("connection refused", "the portal is away for 4 s", IN_PORTAL, portal_away(4.0)),
    Fault("double submit", "the browser sends the form twice", EVER, page("doubled", ("save",))),
    Fault(
        "said, not saved",
        "“saved” is shown, and there is no row",
        EVER,
        page("lie", ("save",), times=0),
        recoverable=False,
        parks=("verify.false",),
    ),
    Fault("saved, not said", "the row is there, and nothing is shown", EVER, page("silent", ("save",))),
    Fault(
        "button renamed",
        "a button is called otherwise",
        EVER,
        page("renamed", ("form", "review"), times=0),
        parks=("locate.absent", "verify.false"),
    ),
    Fault("field moved", "the fields stand in another order", EVER, page("moved", ("form",), times=0)),
    Fault("dark theme", "the pages turn dark", EVER, page("dark", (*SOON,), times=0)),
    Fault("larger font", "text is half as large again", EVER, page("large", ("form",), times=0)),
    Fault("browser crashed", "all its processes are killed", IN_PORTAL, crashed(PORTAL)),
    Fault(
        "mail crashed",
        "the mail program is killed",
        ("Select the attached form", "Go to the policies", "Reply", "Send the answer"),
        crashed(MAIL),
    ),
    Fault("browser hung", "it stands still for 5 s", IN_PORTAL, stopped(5.0)),
    Fault(
        "browser hung for ever",
        "it stands still",
        IN_PORTAL,
        stopped(None),
        recoverable=False,
        parks=("act.no_effect", "verify.false", "act.app_lost", "locate.absent", "locate.obscured"),
    ),
    Fault("disk full", "the journal can't grow", ANYWHERE, no_space, resumes=True),
    Fault("clock jump", "the clock jumps by hours or a year", ANYWHERE, clock, environment=faked_clock),
    Fault(
        "clipboard taken",
        "another program keeps taking the clipboard",
        ANYWHERE,
        run("for i in $(seq 40); do echo $i | xclip -selection clipboard; sleep 0.2; done", later=True),
    ),
    Fault("layout changed", "the keyboard becomes a German one", ANYWHERE, run("setxkbmap de")),
    Fault(
        "person types",
        "somebody types into what has the focus",
        FORM,
        run("sleep 0.2; xdotool type --delay 20 hello", later=True),
        parks=("verify.false",),
    ),
    Fault(
        "person clicks",
        "somebody clicks elsewhere",
        IN_PORTAL,
        run("sleep 0.1; xdotool mousemove 20 500 click 1", later=True),
    ),
    Fault("accessibility bus dies", "it is killed", IN_PORTAL, bus, parks=("act.app_lost",), resumes=True),
    Fault("display restarts", "the display server is killed", ANYWHERE, display, resumes=True),
    Fault("innervate killed", "it is killed", ANYWHERE, die, resumes=True),
)
