"""What stays behind: files of state, home and temporary folders, default reports, playbooks and pages,
tracebacks and core files of whole runs, with canaries in every kind of place.

Runs are those of the command line. Some are killed, by signals and by exceptions that quote a canary, at any
call of innervate's code. The controls take away what guards: the encryption, the report's, the playbook's and
the traceback's reserve, and what closes a process to core files. A bar of 0 means something only beside them.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import CompletedProcess

from innervate.bench.at_rest_runs import Home, Kept, home, populate
from innervate.bench.at_rest_stage import CRASH, DEATHS
from innervate.bench.boundary_forms import betrayed
from innervate.bench.boundary_stage import Stage
from innervate.bench.figures import Figure
from innervate.boundary.crashes import EXIT_STATUS, PRIVATE, VARIABLE
from innervate.core.errors import Unavailable
from innervate.core.view import HANDLE
from innervate.journal.schema import connect
from innervate.journal.seal import Sealer
from innervate.journal.store import Journal

Say = Callable[[str], None]
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"data:image")
_MOST = 50  # of a kind of place in one world
_CORES = "core files, of a process that does not close itself"
_IN_DEATH = 14  # of a kind of place in a world in which a run dies
_CONTROLS = 3
_LEAST = 200  # bytes of what was asked for: less is none


@dataclass(slots=True)
class Found:
    """Canaries found, and looked for, by where. cores: files that the kernel wrote. told: tracebacks."""

    canaries: dict[str, list[str]] = field(default_factory=dict)
    looked: dict[str, set[str]] = field(default_factory=dict)
    pictures: dict[str, int] = field(default_factory=dict)
    cores: int = 0
    deaths: int = 0
    told: int = 0

    def look(self, where: str, kept: Kept, data: bytes) -> None:
        found = betrayed(kept.pairs, HANDLE.sub("", data.decode("utf-8", "replace")).encode())
        self.canaries.setdefault(where, []).extend(found)
        self.looked.setdefault(where, set()).update(canary for canary, _ in kept.pairs)
        self.pictures[where] = self.pictures.get(where, 0) + sum(data.count(magic) for magic in _PICTURES)


class Unsealed(Sealer):
    """As if nothing were encrypted: the control."""

    __slots__ = ()

    def seal(self, secret: bytes, context: bytes) -> bytes:
        return bytes(12) + secret

    def opened(self, sealed: bytes, context: bytes) -> bytes | None:
        return sealed[12:]


def measure(stage: Stage, canaries: int, deaths: int, say: Say) -> tuple[list[Figure], dict[str, object]]:
    """canaries: how many at least. deaths: how many runs are killed.

    :raises Unavailable: a run that nobody kills does not come to its end.
    """
    chance, kept, found = random.Random(19), Kept(), Found()
    with tempfile.TemporaryDirectory(prefix="innervate-at-rest-") as name:
        each = max(2, min(_IN_DEATH, canaries // 100))
        _died(home(_folder(Path(name), 0), stage), kept, found, deaths, chance, each, say)
        alive = Kept(kinds=kept.kinds)
        worlds = 0
        while len(alive.pairs) < canaries:
            say(f"at rest: {len(alive.pairs)} of {canaries} canaries …")
            worlds += 1
            on = home(_folder(Path(name), worlds), stage)
            fresh = Kept(kinds=kept.kinds)
            populate(on, fresh, chance, max(2, min(_MOST, canaries // 20)))
            _lived(on, fresh, found, parked=worlds == 1)
            alive.pairs += fresh.pairs
        kept.pairs += alive.pairs
    return _figures(kept, found), {"found": found.canaries, "kinds": sorted(kept.kinds)}


def _folder(parent: Path, number: int) -> Path:
    made = parent / str(number)
    made.mkdir(mode=0o700)
    return made


def _lived(on: Home, kept: Kept, found: Found, *, parked: bool) -> None:
    """A run that comes to its end, one that parks, and what a person may ask for then."""
    _call(on, 0, "run", "--quiet", str(on.mine / "done.yaml"))
    _asked(on, kept, found)
    if parked:
        _call(on, 4, "run", "--quiet", str(on.mine / "parked.yaml"))
        _asked(on, kept, found)
    found.look("state, home and temporary files", kept, b"\n".join(on.contents()))
    _unsealed(on, kept, found)


def _asked(on: Home, kept: Kept, found: Found) -> None:
    """Reports, playbooks, pages and Views, as they are by default, and with what they keep back."""
    out = on.mine / "asked"
    for what, words in (
        ("default reports", ("report", "last")),
        ("default playbooks", ("playbook", "last")),
        ("the ledger's page", ("ledger", "export")),
    ):
        _call(on, 0, *words, "--output", str(out))
        found.look(what, kept, _written(out))
        if words[0] != "ledger":
            _call(on, 0, *words, "--private", "--output", str(out))
            found.look(f"{what}, with --private", kept, _written(out))
        out.unlink()
    found.look("views", kept, _call(on, 0, "view").stdout)


def _written(path: Path) -> bytes:
    data = path.read_bytes()
    if len(data) < _LEAST:
        raise Unavailable("a file that was asked for", f"{len(data)} bytes")
    return data


def _call(on: Home, status: int, *words: str) -> CompletedProcess[bytes]:
    ran = on.call(*words)
    if ran.returncode != status:
        seen = f"status {ran.returncode}: {ran.stderr.decode(errors='replace')[-600:]}"
        raise Unavailable(f"`innervate {words[0]}` to end with {status}", seen)
    return ran


def _unsealed(on: Home, kept: Kept, found: Found) -> None:
    """The same journal, had nothing encrypted it."""
    path = on.mine / "unsealed.db"
    key = bytes(32)
    with (
        on.house.app.journal() as journal,
        Journal(path, connect(path, Unsealed(key), 5), Unsealed(key)) as open_,
    ):
        for one in journal.runs():
            run = open_.new_run()
            for stamped in journal.read(one.run):
                open_.append(run, stamped.event)
    found.look("the journal, had nothing encrypted it", kept, path.read_bytes())
    path.unlink()


def _died(
    on: Home, kept: Kept, found: Found, deaths: int, chance: random.Random, each: int, say: Say
) -> None:
    """Runs that die at any moment, each in a small world of its own, since counting calls takes its time."""
    populate(on, kept, chance, each)
    plan = str(on.mine / "done.yaml")
    on.call("run", "--quiet", plan, **{CRASH: "count:0"})
    calls = int((on.mine / "world.calls").read_text())
    kinds = ["raise", "raise", *DEATHS]
    for number in range(deaths):
        say(f"at rest: death {number + 1} of {deaths} …")
        here = Kept(kinds=kept.kinds)
        populate(on, here, chance, each)
        kept.pairs += here.pairs
        how = f"{kinds[number % len(kinds)]}:{chance.randrange(1, calls)}"
        ran = on.call("run", "--quiet", plan, **{CRASH: how})
        found.deaths += ran.returncode < 0 or ran.returncode == EXIT_STATUS
        found.told += ran.returncode == EXIT_STATUS
        found.look("tracebacks", here, ran.stderr + ran.stdout)
        if ran.returncode == EXIT_STATUS and found.told <= _CONTROLS:
            again = on.call("run", "--quiet", plan, **{CRASH: how, VARIABLE: PRIVATE})
            found.look("tracebacks, with the messages", here, again.stderr)
    found.cores += len(list((on.house.folder / "work").iterdir()))
    found.look("what the dead left", kept, b"\n".join(on.contents()))
    # The control: the same run in a process that does not close itself.
    ran = on.python("-m", "innervate.bench.at_rest_stage", plan, **{CRASH: f"ABRT:{calls // 2}"})
    held = [data for path in (on.house.folder / "work").iterdir() for data in [path.read_bytes()]]
    plain = [canary for canary, shown in here.pairs if any(shown.encode() in data for data in held)]
    found.canaries[_CORES] = plain
    found.looked[_CORES] = {canary for canary, _ in here.pairs}
    for path in (on.house.folder / "work").iterdir():
        path.unlink()


def _figures(kept: Kept, found: Found) -> list[Figure]:
    bars = {
        "state, home and temporary files": 0,
        "default reports": 0,
        "default playbooks": 0,
        "the ledger's page": 0,
        "views": 0,
        "tracebacks": 0,
        "what the dead left": 0,
    }
    figures = [
        Figure("at rest: canaries", len(kept.pairs), "canaries"),
        Figure("at rest: kinds of places with canaries", len(kept.kinds), "kinds", 14, most=False),
    ]
    for where in (*bars, *(name for name in found.canaries if name not in bars)):
        name = f"at rest: in {where}" if where in bars else f"… control: in {where}"
        figures.append(
            Figure(
                name,
                len(set(found.canaries.get(where, []))),
                f"of {len(found.looked.get(where, ()))}",
                bars.get(where),
            )
        )
    pictures = sum(n for where, n in found.pictures.items() if where in bars)
    others = sum(n for where, n in found.pictures.items() if where not in bars)
    return [
        *figures,
        Figure("at rest: pictures of screens in all of these", pictures, "pictures", 0),
        Figure("… control: with --private, and unencrypted", others, "pictures"),
        Figure("at rest: core files", found.cores, f"of {found.deaths} deaths", 0),
        Figure("… of which told a fault of innervate's", found.told, "tracebacks"),
    ]
