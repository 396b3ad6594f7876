"""`innervate bench brain`, part wire: programs that plan, fail and misbehave, and what comes of each.

Promises: each is asked through the real way out, and again by another question. What the one that gives back
what it got was given are the bytes of the ledger.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import yaml

from innervate.bench import wire_programs
from innervate.bench.boundary_house import House, house
from innervate.bench.boundary_stage import scene_of_mail, stage
from innervate.bench.figures import Figure
from innervate.boundary.gateway.clearance import Told
from innervate.boundary.ledger_records import Kind
from innervate.core.errors import InnervateError
from innervate.core.planner import Question, Unanswered

Say = Callable[[str], None]
CASES: Mapping[str, Told] = {
    "echo": Told.ANSWERED,
    "plan": Told.ANSWERED,
    "structured": Told.ANSWERED,
    "noisy": Told.ANSWERED,
    "error": Told.DECLINED,
    "garbage": Told.UNUSABLE,
    "other": Told.UNUSABLE,
    "huge": Told.UNUSABLE,
    "endless": Told.UNUSABLE,
    "two": Told.UNUSABLE,
    "ends": Told.CUT,
    "closes": Told.CUT,
    "hangs": Told.SLOW,
    "deaf": Told.SLOW,
}
"""What has to come of a question, by the program."""


def measure(say: Say) -> tuple[list[Figure], dict[str, object]]:
    """
    :raises InnervateError: the gateway does not come up.
    """
    with tempfile.TemporaryDirectory(prefix="innervate-programs-") as name:
        home = house(Path(name), stage())
        wrong = []
        for program, how in CASES.items():
            say(f"wire: a program, {program} …")
            told, texts = asked(home, program, 1 if how is Told.SLOW else 20)
            if told != [how.value] * 2 or (program == "echo" and texts != cleared(home)):
                wrong.append(f"{program}: {told}")
    return [Figure("wire: programs that end otherwise", len(wrong), f"of {len(CASES)}", 0)], {
        "programs": wrong
    }


def asked(home: House, program: str, seconds: float) -> tuple[list[str], list[str]]:
    """What came of two questions, and the texts that were answered."""
    words = [sys.executable, wire_programs.__file__, program]
    path = home.folder / "planner-exec.yaml"
    path.write_text(yaml.safe_dump({"exec": words, "seconds": seconds}), encoding="utf-8")
    told, texts = [], []
    with home.way_by(path) as way:
        view = way.gate.pass_view(way.sanitiser.view(scene_of_mail(home.stage, [])))
        for _ in range(2):
            try:
                texts.append(asyncio.run(way.out.plan(Question(view))).text)
                told.append(Told.ANSWERED.value)
            except Unanswered as unanswered:
                told.append(unanswered.seen)
            except InnervateError as error:
                told.append(type(error).__name__)
    return told, texts


def cleared(home: House) -> list[str]:
    """The bodies that the ledger says left to the first program, as texts."""
    return [r.body.decode() for r in home.app.ledger().records() if r.kind is Kind.LEAVING]
