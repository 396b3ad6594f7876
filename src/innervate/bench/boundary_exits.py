"""Every exit: what an external recorder saw against the ledger, canaries on the wire, and a ledger tampered
with.

Canaries stand in every kind of place that a desktop has, as they are and encoded, and go through the real way
out: sanitiser, gate, gateway process, HTTP. Looked for are the forms in which they stood and all others.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from innervate.bench.boundary_canaries import picture_of, seen
from innervate.bench.boundary_forms import FORMS, betrayed
from innervate.bench.boundary_house import House, Way, house
from innervate.bench.boundary_recorder import Recorder
from innervate.bench.boundary_stage import (
    Stage,
    element,
    scene_of_mail,
    scene_of_portal,
    secret,
)
from innervate.bench.boundary_tampering import tampered
from innervate.bench.figures import Figure
from innervate.boundary.gateway.destination import KEY_MASK, Style
from innervate.boundary.ledger_records import Kind
from innervate.core.errors import InnervateError, PrivacyRefused
from innervate.core.scene import Element, Row, Table
from innervate.core.view import HANDLE
from innervate.core.vocabulary import Role

Say = Callable[[str], None]
Placed = tuple[list[Element], list[Table]]


def _one(role: Role, value: bool = False, parent: Role | None = None) -> Callable[[str, str], Placed]:
    def place(key: str, text: str) -> Placed:
        holder = [element(f"{key}h", parent, "")] if parent else []
        above = f"{key}h" if parent else ""
        it = element(key, role, "" if value else text, above, text if value else None)
        return [*holder, it], []

    return place


def _cell(key: str, text: str) -> Placed:
    cell = element(f"{key}c", Role.CELL, text, f"{key}r", text)
    row = element(f"{key}r", Role.ROW, text, f"{key}t")
    table = Table(f"{key}t", ("",), (Row(f"{key}r", (f"{key}c",)),))
    return [element(f"{key}t", Role.TABLE, text), row, cell], [table]


PLACES: Mapping[str, Callable[[str, str], Placed]] = {
    "cells": _cell,
    "labels": _one(Role.LABEL),
    "headings": _one(Role.HEADING),
    "tooltips": _one(Role.TOOLTIP),
    "recent files": _one(Role.MENU_ITEM, parent=Role.MENU),
    "clipboard, as pasted": _one(Role.TEXT, value=True),
    "file names": _one(Role.ITEM, parent=Role.LIST),
    "folders": _one(Role.TREE_ITEM, parent=Role.TREE),
    "error texts": _one(Role.ALERT),
    "notifications": _one(Role.STATUS),
    "alternative texts": _one(Role.IMAGE),
    "autocomplete": _one(Role.OPTION, parent=Role.LIST),
    "credentials": _one(Role.PASSWORD, value=True),
    "fields": _one(Role.ENTRY, value=True),
    "links": _one(Role.LINK),
    "tabs": _one(Role.TAB, parent=Role.TAB_LIST),
    "terminals": _one(Role.TERMINAL, value=True),
}
"""Beside these: window titles, pictures, goals, and the vault."""


@dataclass(slots=True)
class Hidden:
    """What was put where. shown: canaries by kind of place."""

    canaries: list[str]
    shown: list[str]
    kinds: set[str]
    told: list[str]


def measure(
    stage: Stage, canaries: int, changes: int, kills: int, say: Say
) -> tuple[list[Figure], dict[str, object]]:
    """canaries: how many at least. changes: how often the ledger is tampered with. kills: of each process.

    :raises InnervateError: the gateway does not come up.
    """
    with tempfile.TemporaryDirectory(prefix="innervate-exits-") as name:
        home = house(Path(name), stage)
        with Recorder() as recorder:
            hidden = _asked(home, recorder, canaries, say)
            equal, count = _equal(home, recorder)
            wire = b"\n".join(bytes(c) for c in recorder.connections)
        say("exits: looking for canaries on the wire …")
        found = _found(hidden, wire)
        kept = b"\n".join(_kept_files(home.folder / "state"))
        at_rest = _found(hidden, kept + "\n".join(hidden.told).encode())
        say("exits: tampering with the ledger …")
        detected, missed = tampered(home.app.ledger(), changes, random.Random(5))
    say("exits: processes killed …")
    unsigned, moments = chaos(stage, kills, say)
    kinds = len(hidden.kinds)
    return [
        Figure("exits: bytes recorded outside that the ledger has", equal, f"% of {count}", 100, most=False),
        Figure("exits: canaries on the wire", len(found), f"of {len(hidden.canaries)}", 0),
        Figure("exits: kinds of places with canaries", kinds, "kinds", 14, most=False),
        Figure("exits: canaries in ledger, errors and state", len(at_rest), f"of {len(hidden.canaries)}", 0),
        Figure(
            "exits: tampering after an anchor, detected", detected, f"% of {2 * changes}", 100, most=False
        ),
        Figure("chaos: unsigned bytes that left", unsigned, f"in {moments} kills", 0),
    ], {
        "on the wire": found,
        "at rest": at_rest,
        "kinds": sorted(hidden.kinds),
        "missed": missed,
    }


def _asked(home: House, recorder: Recorder, canaries: int, say: Say) -> Hidden:
    chance, hidden = random.Random(10), Hidden([], [], set(), [])
    fresh = canaries_of(home.stage, chance)
    with home.way_out(recorder.port) as way:
        _pictures(home.stage, way, hidden, fresh)
        while len(hidden.canaries) < canaries:
            if len(recorder.connections) % 50 == 0:
                say(f"exits: {len(hidden.canaries)} of {canaries} canaries …")
            _screen(home, way, hidden, fresh, chance)
            _goal(way, hidden, next(fresh))
    return hidden


def canaries_of(stage: Stage, chance: random.Random) -> Iterator[str]:
    """Secrets of public words that are no part of any phrase, and others with digits, by turns."""
    public = "\n".join([*stage.phrases(web=False), *stage.phrases(web=True)]).lower()
    while True:
        text = secret(chance, stage.words)
        if text.lower() not in public:
            yield text
        yield f"{secret(chance, stage.words)} {chance.randrange(10**6, 10**7)}"


def _screen(home: House, way: Way, hidden: Hidden, fresh: Iterator[str], chance: random.Random) -> None:
    """One View with a canary in every kind of place."""
    stage, elements, tables = home.stage, [], []
    for number, (kind, place) in enumerate(PLACES.items()):
        more, tabular = place(f"k{number}", _hide(hidden, kind, next(fresh), chance))
        elements += more
        tables += tabular
    elements += [element(f"p{n}", Role.BUTTON, chance.choice(stage.constants)) for n in range(4)]
    web = chance.random() < 0.5
    title = _hide(hidden, "titles", next(fresh), chance)
    scene = (scene_of_portal if web else scene_of_mail)(stage, elements, tables, title)
    if len(hidden.canaries) < 200:
        kept = next(fresh)
        home.app.vault().put(f"secret {len(hidden.canaries)}", kept, stage.mail.sink)
        _hide(hidden, "the vault", kept, chance)
    try:
        way.out.ask_now(way.gate.pass_view(way.sanitiser.view(scene)))
    except InnervateError as error:
        hidden.told.append(str(error))


def _hide(hidden: Hidden, kind: str, canary: str, chance: random.Random) -> str:
    """The form in which it is shown; half of them as they are."""
    form = FORMS["plain"] if chance.random() < 0.5 else chance.choice(list(FORMS.values()))
    hidden.canaries.append(canary)
    hidden.kinds.add(kind)
    hidden.shown.append(form(canary))
    return hidden.shown[-1]


def _pictures(stage: Stage, way: Way, hidden: Hidden, fresh: Iterator[str]) -> None:
    texts = [next(fresh) for _ in range(12)]
    scene = seen(stage, picture_of([text[:38] for text in texts]))
    hidden.canaries += texts
    hidden.shown += texts
    hidden.kinds.add("pictures")
    way.out.ask_now(way.gate.pass_view(way.sanitiser.view(scene)))


def _goal(way: Way, hidden: Hidden, canary: str) -> None:
    """A goal that nobody confirmed: it must not leave, and what is told of it must not tell it."""
    hidden.canaries.append(canary)
    hidden.shown.append(canary)
    hidden.kinds.add("goals")
    view = b"view 1\n"
    try:
        way.out.ask_now(view, goal=f"settle the claim of {canary}")
    except PrivacyRefused as refused:
        hidden.told.append(str(refused))
    else:
        hidden.told.append(f"sent: {canary}")


def _equal(home: House, recorder: Recorder) -> tuple[float, int]:
    """Per cent of the bytes that arrived that are the ledger's, sending by sending; how many arrived."""
    records = [r for r in home.app.ledger().records() if r.kind is Kind.LEAVING]
    left = [r.head.encode() + r.body for r in records]
    arrived = [bytes(c).replace(home.key.encode(), KEY_MASK.encode()) for c in recorder.connections]
    total = sum(map(len, arrived))
    same = sum(len(a) for a, b in zip(arrived, left, strict=False) if a == b)
    unseen = sum(map(len, left[len(arrived) :]))  # what the ledger has and nobody saw
    return (100 * same / (total + unseen) if total else 0.0), total


def _found(hidden: Hidden, data: bytes) -> list[str]:
    """Canaries of which any trace stands in the data; handles' numbers, drawn by chance, are left out."""
    data = HANDLE.sub("", data.decode("utf-8", "replace")).encode()
    return betrayed(zip(hidden.canaries, hidden.shown, strict=True), data)


def _kept_files(state: Path) -> Iterator[bytes]:
    for path in sorted(state.rglob("*")):
        if path.is_file():
            yield path.read_bytes()


def chaos(stage: Stage, kills: int, say: Say) -> tuple[int, int]:
    """Bytes that arrived of which the ledger has nothing, and how many processes were killed: half gateways,
    half cores."""
    chance = random.Random(16)
    with tempfile.TemporaryDirectory(prefix="innervate-chaos-") as name, Recorder() as recorder:
        home = house(Path(name), stage)
        planner = home.planner(recorder.port, Style.CHAT)
        for turn in range(2 * kills):
            if turn % 10 == 0:
                say(f"chaos: {turn} of {2 * kills} kills …")
            _killed(home, planner, recorder, chance, core=turn % 2 == 0)
        whole = [(r.head, r.body) for r in home.app.ledger().records() if r.kind is Kind.LEAVING]
        cleared = [head.replace(KEY_MASK, home.key).encode() + body for head, body in whole]
        unsigned = unsigned_bytes([bytes(c) for c in recorder.connections], cleared)
    return unsigned, 2 * kills


def unsigned_bytes(arrived: Sequence[bytes], cleared: Sequence[bytes]) -> int:
    """Bytes of connections that are not the beginning of something that was cleared."""
    return sum(len(one) for one in arrived if not any(whole.startswith(one) for whole in cleared))


def _killed(home: House, planner: Path, recorder: Recorder, chance: random.Random, *, core: bool) -> None:
    """Core asks without end until it, or its gateway, is killed at some moment."""
    words = [sys.executable, "-m", "innervate.bench.boundary_chaos_core", str(home.folder), str(planner)]
    environment = {**os.environ, **home.environment}
    with subprocess.Popen(words, stdout=subprocess.PIPE, env=environment, text=True) as asking:
        assert asking.stdout is not None
        gateway = int(asking.stdout.readline())
        asking.stdout.readline()  # the first answer
        time.sleep(chance.random() * 0.06)
        os.kill(asking.pid if core else gateway, 9)
        asking.stdout.read()  # ends when both have ended
