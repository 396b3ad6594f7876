"""A run killed at every event of its journal, then resumed: each effect happens exactly once."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from innervate.core.action import Action
from innervate.core.errors import NeedsPerson
from innervate.core.event import Stamped
from innervate.core.geometry import Rect
from innervate.core.outcome import Receipt
from innervate.core.plan import Ending
from innervate.core.run import Status
from innervate.surfaces.fake import FakeDesktop, FakeSurface
from innervate.surfaces.fake_controls import Entry
from tests.runtime.house import APP, House

PLAN = """
plan: File a claim
from: [portal]
steps:
  - stage: Fill in
    steps:
      - get: {in: portal, role: document}
        what: Claim number
        type: reference
        as: $number
      - set: {in: portal, role: entry, label: Claim number}
        to: $number
      - act: press
        on: {in: portal, role: button, label: Review}
        expect: {exists: {in: portal, role: button, label: Save}}
  - stage: Save
    steps:
      - act: press
        on: {in: portal, role: button, label: Save}
        done: {exists: {in: claims, where: {number: {eq: $number}}}}
        expect: {exists: {in: claims, where: {number: {eq: $number}}}}
      - act: press
        on: {in: portal, role: button, label: Close}
        expect: {exists: {in: portal, role: label, label: Closed}}
"""


class Killed(BaseException):
    """The process ends here; no code of ours may catch it."""


class Portal:
    """A little application with a database: two pages, and a row for each press of Save."""

    def __init__(self, folder: Path) -> None:
        self.database = folder / "claims.db"
        self.desktop = FakeDesktop()
        with sqlite3.connect(self.database) as connection:
            connection.execute("CREATE TABLE claims (number TEXT)")
        connection.close()
        self.open()

    def open(self) -> None:
        window = self.desktop.window("Portal", app=APP)
        window.document("Mail", "Claim number: CLM-48213", bounds=Rect(16, 16, 600, 60))
        entry = window.entry("Claim number")

        def review() -> None:
            window.button("Save", on_press=lambda: self.save(entry.value))
            window.button("Close", on_press=lambda: window.label("Closed"))

        window.button("Review", on_press=review)

    def save(self, number: str) -> None:
        with sqlite3.connect(self.database) as connection:
            connection.execute("INSERT INTO claims VALUES (?)", (number,))
        connection.close()

    def rows(self) -> list[str]:
        connection = sqlite3.connect(self.database)
        found = [row[0] for row in connection.execute("SELECT number FROM claims")]
        connection.close()
        return found


def killer(at: int) -> tuple[list[int], object]:
    """A watcher that ends the process right after event number `at` was written down."""
    count = [0]

    def watch(stamped: Stamped) -> None:
        count[0] += 1
        if count[0] == at:
            raise Killed

    return count, watch


async def interrupted(house: House, at: int) -> bool:
    """Run until event `at`; False where the run ended before."""
    count, house.watcher = killer(at)  # type: ignore[assignment]
    try:
        await house.run(PLAN)
    except Killed:
        return True
    finally:
        house.watcher = None
    return count[0] >= at


async def test_killed_at_every_event_then_resumed_on_the_same_desktop(tmp_path: Path) -> None:
    at = 2
    while True:
        folder = tmp_path / str(at)
        folder.mkdir()
        portal = Portal(folder)
        house = House(folder, portal.desktop)
        if not await interrupted(house, at):
            break
        if house.state().status is not Status.DONE:
            assert await house.run(PLAN, resume=True) is Ending.DONE, at
        assert portal.rows() == ["CLM-48213"], at
        at += 1
    assert at > 15


class DiesAfter(FakeSurface):
    """Delivers its nth action and dies before it can say so."""

    def __init__(self, desktop: FakeDesktop, nth: int) -> None:
        super().__init__(desktop)
        self.left = nth

    async def perform(self, action: Action) -> Receipt:
        receipt = await super().perform(action)
        self.left -= 1
        if self.left == 0:
            raise Killed
        return receipt


@pytest.mark.parametrize("nth", range(1, 8))
async def test_killed_between_delivery_and_receipt(tmp_path: Path, nth: int) -> None:
    portal = Portal(tmp_path)
    house = House(tmp_path, portal.desktop)
    try:
        await house.run(PLAN, surface=DiesAfter(portal.desktop, nth))
    except Killed:
        assert await house.run(PLAN, resume=True) is Ending.DONE
    assert portal.rows() == ["CLM-48213"]


async def test_resumed_on_a_fresh_desktop_the_stage_starts_anew(tmp_path: Path) -> None:
    at = 2
    while True:
        folder = tmp_path / str(at)
        folder.mkdir()
        portal = Portal(folder)
        house = House(folder, portal.desktop)
        if not await interrupted(house, at):
            break
        if house.state().status is not Status.DONE:
            portal.desktop = house.desktop = FakeDesktop()
            portal.open()
            second_stage = house.state().ended.get("0") is not None
            if second_stage:
                # The review page is what the second stage begins on.
                window = portal.desktop.windows[0]
                next(c for c in window.controls if isinstance(c, Entry)).value = "CLM-48213"
                review = next(c for c in window.controls if c.name == "Review")
                review.on_press()
            assert await house.run(PLAN, resume=True) is Ending.DONE, at
        assert portal.rows() == ["CLM-48213"], at
        at += 1
    assert at > 15


async def test_an_effect_that_nothing_can_tell_goes_to_a_person(tmp_path: Path) -> None:
    portal = Portal(tmp_path)
    house = House(tmp_path, portal.desktop)
    blind = PLAN.replace("        done: {exists: {in: claims, where: {number: {eq: $number}}}}\n", "")
    presses = 0
    # Die right after Save was delivered: the fifth action (click, select all, type, Review, Save).
    try:
        await house.run(blind, surface=DiesAfter(portal.desktop, 5))
    except Killed:
        presses = len(portal.rows())
    assert presses == 1
    with pytest.raises(NeedsPerson):
        await house.run(blind, resume=True)
    assert portal.rows() == ["CLM-48213"]
