"""Long work: how much longer a question is late in a run than early.

A form of fifty fields is filled plan by plan, eight steps each, one of which always fails; each plan binds
variables of its own, as planners do. Gate, template and plan language are those of every run.
"""

from __future__ import annotations

import asyncio
import random
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from innervate.bench.boundary_view import tokenizer
from innervate.bench.figures import Figure
from innervate.bench.flows_stage import Secrets
from innervate.boundary.changes import Teller
from innervate.boundary.gateway.template import INSTRUCTIONS, own_words, written
from innervate.boundary.handles import Handles
from innervate.boundary.phrases import Catalogue
from innervate.boundary.policy import Flow, Permits
from innervate.boundary.sinks import Rules, names_of
from innervate.boundary.view import Sanitiser
from innervate.core.application import Application
from innervate.core.errors import NeedsPerson
from innervate.core.event import GoalTaken, RunStarted
from innervate.core.planner import Answer, Question
from innervate.core.usage import NOTHING, Usage
from innervate.core.values import ValueType
from innervate.journal.store import Journal
from innervate.perception.fused import Fused
from innervate.runtime.context import Context, Patience
from innervate.runtime.looking import Eyes
from innervate.runtime.planning import MOST_PLANS, Planning
from innervate.runtime.record import Recorder
from innervate.runtime.routing import Router, Way
from innervate.surfaces.fake import FakeDesktop, FakeSurface
from innervate.surfaces.places import Places

APP = "/usr/bin/claims"
GOAL = "Fill in the form"
EARLY, LATE = 10, 47
_STEPS, _FIELDS = 8, 50
_PATIENCE = Patience(find=0.0, effect=0.1, any_effect=0.05, launch=0.1, ambiguous=0.0)
Say = Callable[[str], None]


@dataclass
class Clerk:
    """A planner that fills in a few fields with each plan. asked: steps that were done before each question,
    and its text.
    """

    asked: list[tuple[int, str]] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)

    async def plan(self, asked: Question, spent: Usage = NOTHING) -> Answer:
        number = len(self.answers)
        self.asked.append((number * _STEPS, written(own_words(asked, self.answers))))
        first = number * (_STEPS - 2)
        fields = [_field(at) for at in range(first, first + _STEPS - 2)]
        place = "{in: claims, role: entry, label: %s}"
        steps = [f"- get: {place % one}\n  as: ${one.lower().replace(' ', '_')}" for one in fields[:3]]
        steps += [f"- set: {place % one}\n  to: Filled in" for one in fields[3:]]
        steps.append("- act: press\n  on: {in: claims, role: button, label: Nowhere}\n  optional: true")
        steps.append("- end: look")
        self.answers.append(
            f"plan: Part {_field(number)}\nfrom: [claims]\nsteps:\n" + "\n".join(steps) + "\n"
        )
        return Answer(self.answers[-1])

    def close(self) -> None:
        """There is nothing to close."""


def measure(say: Say) -> tuple[list[Figure], dict[str, object]]:
    say(f"a run of {LATE} steps and more …")
    with tempfile.TemporaryDirectory(prefix="innervate-bench-") as folder:
        asked = asyncio.run(_ran(Path(folder)))
    count = tokenizer() or len
    sizes = [(step, count(text)) for step, text in asked]
    early, late = (next(size for step, size in sizes if step >= at) for at in (EARLY, LATE))
    stable = count(INSTRUCTIONS)
    between = f"from step {EARLY} to step {LATE}"
    return [
        Figure(f"prompt growth {between}", round(100 * (late - early) / (stable + early), 1), "%", 10),
        Figure("… of what is not the same in every call", round(100 * (late - early) / early, 1), "%"),
    ], {"steps and tokens": sizes, "the same in every call": stable}


async def _ran(folder: Path) -> list[tuple[int, str]]:
    desktop, application, clerk = FakeDesktop(), Application("claims", APP, (APP,)), Clerk()
    window = desktop.window("Claims", app=APP)
    labels = [_field(at) for at in range(_FIELDS)]
    for label in labels:
        window.entry(label, "As it was")
    catalogue = Catalogue(APP, frozenset({*labels, "Nowhere"}))
    applications, handles = {"claims": application}, Handles(random.Random(LATE))
    sanitiser, teller = Sanitiser([application], {APP: catalogue}, handles), Teller()
    text = frozenset({ValueType.TEXT})
    flows = tuple(Flow(text, "planner", "claims", label) for label in labels)
    with Journal.open(folder / "journal.db", bytes(range(32))) as journal:
        recorder = Recorder(journal, journal.new_run(), lambda scene: "{}", pictures=False)
        recorder.add(RunStarted(desktop.identity, 0, GOAL, "", {}))
        recorder.add(GoalTaken(GOAL, {}))
        context = Context(
            Eyes(FakeSurface(desktop), Fused(read_pixels=False), applications),
            recorder,
            applications,
            Places({}),
            Secrets(),
            patience=_PATIENCE,
            rules=Rules(grants=Permits(flows), names=names_of(applications)),
            handles=handles,
        )
        planning = Planning(
            context,
            Router([Way("clerk", lambda: clerk)]),
            handles,
            lambda scene: teller.both(sanitiser.view(scene)),
            (),
            recorder.state(),
        )
        try:
            await planning.run()
        except NeedsPerson:
            assert len(clerk.asked) == MOST_PLANS
    return clerk.asked


def _field(number: int) -> str:
    """A label without digits, which never cross."""
    return f"Field {chr(ord('A') + number // 26)}{chr(ord('A') + number % 26)}"
