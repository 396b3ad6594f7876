"""`innervate ledger budget` and `renew`: what was told is shown; only a person at a terminal forgets it."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from innervate.boundary.driving import driving
from innervate.boundary.leakage import Accounts
from innervate.boundary.policy import Budgets

CLI = [sys.executable, "-m", "innervate.cli.main", "ledger"]
SINK = "/usr/bin/claws-mail"


@pytest.fixture
def state(tmp_path: Path) -> Path:
    accounts = Accounts(tmp_path / "state" / "leakage.json")
    accounts.take("run", {(SINK, "amount"): 5.5, (SINK, "text"): 8.0}, 9.0, Budgets())
    return tmp_path / "state"


def environment(state: Path) -> dict[str, str]:
    return {**os.environ, "INNERVATE_STATE": str(state), "INNERVATE_KEYRING": "no"}


def call(state: Path, *words: str) -> tuple[int, str]:
    done = subprocess.run(
        [*CLI, *words], env=environment(state), capture_output=True, text=True, check=False, input="yes\n"
    )
    return done.returncode, done.stdout + done.stderr


def at_terminal(state: Path, answer: str, *words: str) -> int:
    """As a person calls it, who answers."""
    ours, its = pty.openpty()
    with subprocess.Popen(
        [*CLI, *words], env=environment(state), stdin=its, stdout=its, stderr=its
    ) as running:
        os.close(its)
        os.write(ours, f"{answer}\n".encode())
        status = running.wait(30)
    os.close(ours)
    return status


def charged(state: Path) -> dict[tuple[str, str], float]:
    return Accounts(state / "leakage.json").charged()


def test_what_was_told_is_shown(state: Path, tmp_path: Path) -> None:
    status, said = call(state, "budget")
    assert status == 0
    assert "5.5" in said
    assert "amount" in said
    status, said = call(state, "budget", "--json")
    assert json.loads(said)["told"][0] == {"place": SINK, "type": "amount", "told": 5.5, "budget": 8.0}
    assert "No planner was told anything" in call(tmp_path / "another", "budget")[1]


def test_a_person_at_a_terminal_renews(state: Path) -> None:
    assert at_terminal(state, "no", "renew", SINK) == 3
    assert len(charged(state)) == 2
    assert at_terminal(state, "yes", "renew", SINK, "--type", "amount") == 0
    assert charged(state) == {(SINK, "text"): 8.0}


def test_nobody_else_does(state: Path) -> None:
    status, said = call(state, "renew", SINK)
    assert status == 3
    assert "no terminal" in said
    with driving(state):
        assert at_terminal(state, "yes", "renew", SINK) == 3
    assert call(state, "renew", "nowhere")[0] == 2
    assert len(charged(state)) == 2
