"""A desk with one secret on it, a planner that wants to know it, and exactly what that planner is told.

A program shows the secret in a field, in a table and in a letter, and can sort, search and compute. Promises:
the planner's plans run as the app runs them, each on a desk as new; it is told its plan's code and the View
past the gate, with handles numbered in the order in which it sees them, when the accounts can pay for that.
"""

from __future__ import annotations

import random
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial

from innervate.bench.flows_stage import Secrets
from innervate.boundary.gate import Gate
from innervate.boundary.handles import Handles
from innervate.boundary.leakage import Accounts, Lineage
from innervate.boundary.own import Own
from innervate.boundary.phrases import Catalogue
from innervate.boundary.policy import DEFAULT, Budgets
from innervate.boundary.sinks import Rules, names_of
from innervate.boundary.view import Sanitiser
from innervate.core.application import Application
from innervate.core.errors import InnervateError, NeedsPerson
from innervate.core.event import RunStarted
from innervate.core.geometry import Rect
from innervate.core.plan import Author, Ending, Plan
from innervate.core.run import RunState
from innervate.core.view import HANDLE
from innervate.journal.store import Journal
from innervate.perception.fused import Fused
from innervate.planners.compiler import plan_of
from innervate.planners.source import Source
from innervate.runtime.context import Context, Patience
from innervate.runtime.looking import Eyes
from innervate.runtime.loop import Loop
from innervate.runtime.record import Recorder
from innervate.runtime.tally import Tally, Telling
from innervate.surfaces.fake import FakeDesktop, FakeSurface
from innervate.surfaces.places import Places

APP = "/usr/bin/claims"
WORDS = ("Above", "Below", *(f"Mark {letter}" for letter in "ABCD"))
"""What the program can say of its own accord; it is all public."""
_LABELS = (
    "Amount",
    "Search",
    "Compare",
    "Diagnosis",
    "Claimant",
    "Urgent",
    "Show",
    "Sort",
    "Name",
    "Sum",
    "Letter",
    *WORDS,
)
_PATIENCE = Patience(find=0.0, effect=0.0, any_effect=0.05, launch=0.1, ambiguous=0.0)
_SIZE = (560, 720)

Planner = Generator[str, str, None]
"""Yields plans, one for each run, and gets what it is told of each: nothing is an empty text."""


@dataclass(frozen=True, slots=True)
class World:
    """secret: it shows as an amount. others: other sums. claimant: in a field. names: of more rows."""

    secret: int = 0
    others: Sequence[int] = ()
    claimant: str = "Ada Lovelace"
    names: Sequence[str] = ()
    code: str = "J45.0"
    urgent: bool = False

    @property
    def amount(self) -> str:
        return f"EUR {self.secret}.00"


@dataclass
class Session:
    """One planner in one world, over its runs."""

    world: World
    journal: Journal
    accounts: Accounts
    budgets: Budgets = Budgets()
    seen: list[str] = field(default_factory=list)

    async def play(self, planner: Planner, runs: int) -> None:
        """Let the planner have its runs; `seen` has all that it is told."""
        try:
            plan = next(planner)
            for _ in range(runs):
                self.seen.append(await self._told(plan))
                plan = planner.send(self.seen[-1])
        except StopIteration:
            return

    @property
    def charged(self) -> Mapping[Lineage, float]:
        return self.accounts.charged()

    async def _told(self, text: str) -> str:
        desktop, handles = FakeDesktop(_SIZE), Handles(random.Random(7))
        application = Application("claims", APP, (APP,))
        catalogues = {APP: Catalogue(APP, frozenset(_LABELS))}
        gate = Gate([application], catalogues, handles)
        _show(desktop, self.world)
        run = self.journal.new_run()
        recorder = Recorder(self.journal, run, lambda scene: "", (), pictures=False)
        recorder.add(RunStarted(desktop.identity, 1, "", text, {}))
        eyes = Eyes(FakeSurface(desktop), Fused(read_pixels=False), {"claims": application})
        tally = Tally(self.budgets, recorder.add, gate.is_public)
        context = Context(
            eyes,
            recorder,
            {"claims": application},
            Places({}),
            Secrets(),
            None,
            _PATIENCE,
            Rules(DEFAULT, names=names_of({"claims": application})),
            Own,
            handles,
            tally=tally,
        )
        telling = Telling(tally, self.accounts, run)
        try:
            plan = _compiled(text)
            ending = await Loop(context, plan, RunState(run=run)).run()
            how = ending.value
        except InnervateError as error:
            how = error.code.value
        if how == Ending.DONE.value:
            telling.silent()
            return ""
        try:
            telling.charge()
        except NeedsPerson:
            telling.silent()
            return ""
        scene = await eyes.look("claims")
        view = gate.pass_view(Sanitiser([application], catalogues, handles).view(scene)).decode()
        return f"{how}\n{_renumbered(view)}"


@lru_cache(10_000)
def _compiled(text: str) -> Plan:
    """Planners that learnt the same ask the same."""
    return plan_of(Source.parse(text, "plan"), Author.PLANNER)


def _renumbered(view: str) -> str:
    """Handles by the order in which they stand: the planner can't tell their numbers' worth."""
    numbers: dict[str, int] = {}
    return HANDLE.sub(lambda m: f"⟦{m[1]}_{numbers.setdefault(m[0], len(numbers) + 1)}⟧", view)


def _show(desktop: FakeDesktop, world: World) -> None:
    window = desktop.window("Claims", app=APP, bounds=Rect(0, 0, 560, 720))
    window.entry("Amount", world.amount)
    search, compare = window.entry("Search"), window.entry("Compare")
    window.entry("Claimant", world.claimant)
    window.entry("Diagnosis", world.code)
    window.check("Urgent", world.urgent)
    rows = [("Ada Lovelace", world.amount)]
    rows += [(f"Person {n}", f"EUR {number}.00") for n, number in enumerate(world.others)]
    rows += [(name, "EUR 7.00") for name in world.names]
    table = window.table("Claims", ("Name", "Sum"), rows, bounds=Rect(16, 230, 528, 110))
    letter = f"Dear all,\nthe amount is {world.amount}\nAmount: {world.amount}\n"
    window.document("Letter", letter, bounds=Rect(16, 620, 528, 80))

    status = window.button("Show")

    def say(word: str) -> None:
        status.name = word

    def sort() -> None:
        table.rows = tuple(sorted(table.rows, key=lambda row: float(row[1].split()[1])))
        say("Above")

    def find() -> None:
        table.rows = tuple(row for row in rows if search.value in " ".join(row))

    def compute() -> None:
        number = compare.value.removeprefix("over ")
        if number.isdigit():
            say("Above" if world.secret > int(number) else "Below")

    for word in WORDS[2:]:
        window.button(word, on_press=partial(say, word))
    window.button("Sort", on_press=sort)
    search.on_change, compare.on_change = find, compute
