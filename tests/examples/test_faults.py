"""What goes wrong in the claims example goes wrong, and a run gets over it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from claims.faults import FAULTS
from claims.generate import case
from claims.portal import db
from claims.portal.app import create_app
from claims.world import fill_database
from innervate.bench.faults import Fault, Ran, figures
from innervate.surfaces.x11.desktop import VirtualDesktop

STORY = case(3)


class Browser:
    """A person's browser at the portal, with its switches."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        fill_database(STORY, folder / "portal.db")
        self.app = create_app(folder / "portal.db", secret="a", faults=folder / "faults.json")
        self.client = self.app.test_client()
        self.client.get("/sign-in")
        self.post("/sign-in", username=STORY.portal_user, password=STORY.portal_password)
        self.client.get("/")  # a page, so that there is a token for forms

    def switch(self, **one: object) -> None:
        (self.folder / "faults.json").write_text(json.dumps([one]))

    def post(self, path: str, **form: str) -> tuple[int, str]:
        with self.client.session_transaction() as session:
            token = session.get("token", "")
        answer = self.client.post(path, data={"token": token, **form})
        return answer.status_code, answer.get_data(as_text=True)

    def get(self, path: str) -> tuple[int, str]:
        answer = self.client.get(path)
        return answer.status_code, answer.get_data(as_text=True)

    def save(self) -> tuple[int, str]:
        entered = {
            "claim_number": STORY.claim_number,
            "date_of_loss": STORY.date_of_loss.isoformat(),
            "cause": STORY.cause.value,
            "claimant": STORY.claimant,
            "amount": str(STORY.amount),
            "description": "",
        }
        path = f"/policies/{STORY.policy_number}/new-claim"
        return self.post(path, step="save", decision="Approve", **entered)

    def rows(self) -> int:
        with db.connect(self.folder / "portal.db") as connection:
            return len(db.claims(connection))


@pytest.fixture
def browser(tmp_path: Path) -> Browser:
    return Browser(tmp_path)


def test_without_switches_nothing_goes_wrong(browser: Browser) -> None:
    assert browser.get("/policies")[0] == 200
    assert browser.save()[0] == 302
    assert browser.rows() == 1
    assert (browser.folder / "saves.log").read_text().split() == [STORY.claim_number]


@pytest.mark.parametrize(
    ("fault", "status", "rows"),
    [("error", 500, 0), ("lie", 302, 0), ("silent", 204, 1), ("mute", 500, 1), ("doubled", 422, 1)],
)
def test_what_goes_wrong_at_saving(browser: Browser, fault: str, status: int, rows: int) -> None:
    browser.switch(fault=fault, at="save")
    assert browser.save()[0] == status
    assert browser.rows() == rows
    assert (browser.folder / "saves.log").read_text().split() == [STORY.claim_number]


@pytest.mark.parametrize("fault", ["dialog", "dialogs", "tip", "cookies", "spinner", "dark", "large"])
def test_what_is_drawn_into_a_page_once(browser: Browser, fault: str) -> None:
    plain = browser.get("/policies")[1]
    browser.switch(fault=fault, at="policies")
    first, second = browser.get("/policies")[1], browser.get("/policies")[1]
    assert len(first) > len(plain)
    assert len(second) == len(plain)


def test_a_session_that_ends(browser: Browser) -> None:
    browser.switch(fault="expired", at="policies")
    assert browser.get("/policies")[0] == 302
    assert browser.get("/policies")[0] == 302, "until somebody signs in again"


def test_each_fault_is_one() -> None:
    assert len({fault.name for fault in FAULTS}) == len(FAULTS) >= 30
    assert all(fault.at and fault.told for fault in FAULTS)
    assert all(fault.parks or fault.recoverable for fault in FAULTS)


def test_how_runs_are_judged() -> None:
    fault = Fault("a", "", True, ("verify.false",), False)
    good = {"done": True, "wrong": [], "statuses": [0], "rows": 1, "sent": {"sent": 1}}
    ran = [
        Ran(fault, 1, good),
        Ran(fault, 2, {**good, "wrong": ["the amount is wrong"]}),
        Ran(fault, 3, {**good, "rows": 2}),
        Ran(fault, 4, {"done": False, "code": "verify.false", "statuses": [5], "rows": 0, "sent": {}}),
        Ran(fault, 5, {"done": False, "code": "locate.absent", "statuses": [4], "rows": 0, "sent": {}}),
        Ran(fault, 6, {}),
    ]
    assert [one.right for one in ran] == [True, False, False, True, False, False]
    assert [one.silent for one in ran] == [False, True, False, False, False, False]
    assert [one.amiss for one in ran] == [False, False, True, False, False, False]
    assert [one.recovered for one in ran] == [True, False, True, False, False, False]
    by_name = {figure.name: figure.value for figure in figures(ran)}
    assert by_name["runs that end right"] == pytest.approx(33.3)
    assert by_name["says done, and is not"] == 1


@pytest.mark.desktop
@pytest.mark.parametrize("fault", ["browser crashed"])
def test_a_claim_is_settled_all_the_same(tmp_path: Path, fault: str) -> None:
    folder = tmp_path / "world"
    command = [sys.executable, "-m", "claims.faulty", "--fault", fault, "--seed", "1", "--dir", str(folder)]
    with VirtualDesktop(extra_env={"PYTHONPATH": os.pathsep.join(sys.path)}) as desktop:
        quiet = f'exec "$0" "$@" > \'{tmp_path}/log\' 2>&1'
        status = desktop.run(["/bin/sh", "-c", quiet, *command])
    assert status == 0, (tmp_path / "log").read_text()
    told = json.loads((folder / "told.json").read_text())
    assert told["done"], told
    assert not told["wrong"]
    assert told["reflexes"]


def test_faults_are_listed_for_the_bench() -> None:
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-m", "claims.faulty", "--list"]
    listed = json.loads(subprocess.run(command, env=env, capture_output=True, check=True).stdout)
    assert [one["name"] for one in listed] == [fault.name for fault in FAULTS]
