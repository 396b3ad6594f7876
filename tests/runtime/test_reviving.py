"""An application that crashed, or signed its person out, in the middle of a run: the run goes on by itself,
with each effect once, wherever it is killed meanwhile."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from innervate.core.application import Application, Session
from innervate.core.asking import Exists, Literal, Locator, Ref, SecretRef
from innervate.core.errors import InnervateError, NeedsPerson, NotFound
from innervate.core.event import Recovered, Stamped
from innervate.core.plan import Act, Capability, Ending
from innervate.core.plan import Set as Put
from innervate.core.run import Status
from innervate.core.vocabulary import Role
from innervate.planners.compiler import plan_of
from innervate.planners.source import Source
from innervate.surfaces.fake_controls import Entry
from tests.runtime.house import APP, QUICK, House
from tests.runtime.test_kill import Killed

PLAN = """
plan: File a claim
from: [portal]
steps:
  - act: launch
    in: portal
    done: {exists: {in: portal, role: button, label: New}}
  - stage: Fill in
    done: {exists: {in: claims, where: {number: {eq: CLM-7}}}}
    steps:
      - act: press
        on: {in: portal, role: button, label: New}
        expect: {exists: {in: portal, role: entry, label: Number}}
      - set: {in: portal, role: entry, label: Number}
        to: CLM-7
      - set: {in: portal, role: entry, label: Note}
        to: burst pipe
      - act: press
        on: {in: portal, role: button, label: Save}
        expect: {exists: {in: claims, where: {number: {eq: CLM-7}}}}
        done: {exists: {in: claims, where: {number: {eq: CLM-7}}}}
"""


EACH = int(os.environ.get("INNERVATE_SWEEP_STEP", "11"))
"""Of the events of a run, each how manyth is tried; `make kills` tries all."""


def entry(label: str, role: Role = Role.ENTRY) -> Locator:
    return Locator("portal", role, Literal(label))


SIGN_IN = Capability(
    "sign_in",
    ("password",),
    (
        Put(entry("Password", Role.PASSWORD), Ref("password")),
        Act("press", Locator("portal", Role.BUTTON, Literal("Sign in")), "portal"),
    ),
    Exists(Locator("portal", Role.BUTTON, Literal("New"))),
)
SESSION = Session(
    Exists(entry("Password", Role.PASSWORD)), "sign_in", (("password", SecretRef("portal.password")),)
)


class Portal(House):
    """A form that saves a row; trouble: called at each page, by name, before it is drawn."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.applications = {
            "portal": Application("portal", APP, (APP,), capabilities={"sign_in": SIGN_IN}, session=SESSION)
        }
        with sqlite3.connect(self.folder / "claims.db") as database:
            database.execute("CREATE TABLE claims (number TEXT, note TEXT)")
        database.close()
        self.desktop.program(APP, self.start)
        self.signed_in = True
        self.trouble: list[str] = []

    def start(self) -> None:
        self.window = self.desktop.window("Portal", app=APP)
        self.first()

    def first(self) -> None:
        self.window.clear()
        if not self.signed_in:
            self.window.password("Password")
            self.window.button("Sign in", on_press=self.sign_in)
            return
        self.window.button("New", on_press=self.form)

    def sign_in(self) -> None:
        self.signed_in = True
        self.first()

    def form(self) -> None:
        self.window.clear()
        self.number, self.note = self.window.entry("Number"), self.window.entry("Note")
        assert isinstance(self.number, Entry)
        self.window.button("Save", on_press=self.save)

    def save(self) -> None:
        if self.came("before save"):
            return
        with sqlite3.connect(self.folder / "claims.db") as database:
            database.execute("INSERT INTO claims VALUES (?, ?)", (self.number.value, self.note.value))
        database.close()
        if not self.came("after save"):
            self.first()

    def came(self, moment: str) -> bool:
        """Whether there is trouble at this moment: the application is gone, or its person signed out."""
        for kind in ("crash", "sign out"):
            if f"{kind} {moment}" in self.trouble:
                self.trouble.remove(f"{kind} {moment}")
                self.happens(kind)
                return True
        return False

    def happens(self, kind: str) -> None:
        if kind == "crash":
            self.desktop.crash(APP)
        else:
            self.signed_in = False
            self.first()

    def rows(self) -> list[tuple[str, str]]:
        with sqlite3.connect(self.folder / "claims.db") as database:
            found = list(database.execute("SELECT * FROM claims"))
        database.close()
        return found

    def reflexes(self) -> list[str]:
        return [e.reflex for e in self.events() if isinstance(e, Recovered)]


@pytest.fixture
def portal(tmp_path: Path) -> Portal:
    return Portal(tmp_path)


def at_event(number: int, then: Callable[[], None]) -> Callable[[Stamped], None]:
    def watch(stamped: Stamped) -> None:
        if stamped.number == number:
            then()

    return watch


async def test_without_trouble(portal: Portal) -> None:
    assert await portal.run(PLAN) is Ending.DONE
    assert portal.rows() == [("CLM-7", "burst pipe")]
    assert portal.reflexes() == []


@pytest.mark.parametrize("moment", ["before save", "after save"])
@pytest.mark.parametrize(("kind", "reflex"), [("crash", "start again"), ("sign out", "sign in again")])
async def test_trouble_around_what_can_not_be_taken_back(
    portal: Portal, moment: str, kind: str, reflex: str
) -> None:
    portal.trouble = [f"{kind} {moment}"]
    assert await portal.run(PLAN) is Ending.DONE
    assert portal.rows() == [("CLM-7", "burst pipe")]
    assert set(portal.reflexes()) <= {reflex, "repeat"}


@pytest.mark.parametrize("kind", ["crash", "sign out"])
async def test_trouble_at_each_event(tmp_path: Path, kind: str) -> None:
    (tmp_path / "whole").mkdir()
    whole = Portal(tmp_path / "whole")
    await whole.run(PLAN)
    for number in range(1, len(whole.events()) + 1, EACH):
        folder = tmp_path / str(number)
        folder.mkdir()
        portal = Portal(folder)

        def happens(portal: Portal = portal) -> None:
            if portal.desktop.windows:
                portal.happens(kind)

        portal.watcher = at_event(number, happens)
        assert await portal.run(PLAN) is Ending.DONE, number
        assert portal.rows() == [("CLM-7", "burst pipe")], number


async def test_a_kill_at_each_event_after_a_crash(tmp_path: Path) -> None:
    """Also while the application is being brought back."""
    number = 1 - EACH
    while True:
        number += EACH
        folder = tmp_path / str(number)
        folder.mkdir()
        portal = Portal(folder)
        portal.trouble = ["crash before save"]

        def dies() -> None:
            raise Killed

        portal.watcher = at_event(number, dies)
        try:
            assert await portal.run(PLAN) is Ending.DONE
            break
        except Killed:
            pass
        portal.watcher = None
        try:
            assert await portal.run(PLAN, resume=True) is Ending.DONE
        except NeedsPerson:
            pytest.fail(f"killed at event {number}: a person had to be asked")
        assert portal.rows() == [("CLM-7", "burst pipe")], number
    assert number > 30


async def test_an_application_that_crashes_each_time_is_given_up(portal: Portal) -> None:
    portal.trouble = ["crash before save"] * 9
    with pytest.raises(InnervateError):
        await portal.run(PLAN)
    assert portal.state().status is Status.PARKED
    assert portal.rows() == []
    assert portal.reflexes().count("start again") == 3


async def test_a_person_who_can_not_be_signed_in_again(portal: Portal) -> None:
    """The page that asks for the password does not go away: the run is parked with what it saw first."""
    portal.trouble = ["sign out before save"]
    portal.sign_in = lambda: None  # type: ignore[method-assign]
    with pytest.raises(InnervateError):
        await portal.run(PLAN)
    assert portal.state().status is Status.PARKED
    assert portal.rows() == []


async def test_an_application_that_hangs_is_waited_for(portal: Portal) -> None:
    """What was done to it meanwhile happens when it goes on; nothing is done twice."""
    portal.patience = replace(QUICK, hung=5.0)

    def hangs() -> None:
        portal.desktop.hang(APP)
        portal.desktop.after(2.5, lambda: portal.desktop.go_on(APP))

    portal.watcher = at_event(12, hangs)
    assert await portal.run(PLAN) is Ending.DONE
    assert portal.rows() == [("CLM-7", "burst pipe")]
    assert "wait for it" in portal.reflexes()


async def test_an_application_that_hangs_for_good_is_a_person_s(portal: Portal) -> None:
    portal.patience = replace(QUICK, hung=0.5)
    portal.watcher = at_event(12, lambda: portal.desktop.hang(APP))
    with pytest.raises(InnervateError) as error:
        await portal.run(PLAN)
    assert "portal does not answer" in error.value.seen
    assert portal.rows() == []


async def test_an_application_that_can_not_be_started(portal: Portal) -> None:
    portal.applications = {"portal": Application("portal", APP)}
    with pytest.raises(NotFound):
        await portal.run(PLAN.replace("act: launch", "act: wait").replace("done:", "expect:", 1))
    assert portal.reflexes() == []


def test_the_plan_is_one() -> None:
    assert plan_of(Source.parse(PLAN, "plan.yaml")).title == "File a claim"
