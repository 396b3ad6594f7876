"""`innervate policy`: what it prints, and that only a person at a terminal approves."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from innervate.boundary.driving import driving
from tests.cli.test_bad_input import House

DESK = """
desk: 1
apps:
  mail: {executable: /usr/bin/mail}
  portal: {executable: /usr/bin/browser, origin: "http://127.0.0.1:5000"}
places:
  claims: {sqlite: claims.db, table: claims}
policy: policy.yaml
"""
POLICY = """
policy: 1
apps:
  portal: {level: labels}
flows:
  - {type: amount, from: mail, to: portal, field: Amount}
"""


@pytest.fixture
def house(tmp_path: Path) -> House:
    house = House(tmp_path)
    house.write("desk.yaml", DESK)
    house.write("policy.yaml", POLICY)
    house.env["INNERVATE_DESK"] = "desk.yaml"
    return house


def at_a_terminal(house: House, answer: str, *words: str) -> tuple[int, str]:
    """The command line as a person at a terminal uses it."""
    ours, theirs = os.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "innervate.cli.main", *words],
        cwd=house.folder,
        env=house.env,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    ) as running:
        os.close(theirs)
        os.write(ours, f"{answer}\n".encode())
        impatient = threading.Timer(60, running.kill)  # it asks something that nobody answers
        impatient.start()
        told = b""
        while True:
            try:
                part = os.read(ours, 4096)
            except OSError:  # the other end was closed
                break
            if not part:
                break
            told += part
        status = running.wait(timeout=60)
        impatient.cancel()
    os.close(ours)
    return status, told.decode()


def test_schema(house: House) -> None:
    status, said = house("policy", "schema")
    assert status == 0
    assert json.loads(said)["title"] == "innervate policy"


def test_check_tells_what_is_wrong_and_where(house: House) -> None:
    house.write("wrong.yaml", POLICY.replace("field: Amount", "feld: Amount"))
    status, said = house("policy", "check", "wrong.yaml")
    assert status == 2
    assert "wrong.yaml:6:" in said
    assert "`field` is missing" in said
    assert "innervate policy schema" in said


def test_an_unapproved_policy_says_what_it_would_open(house: House) -> None:
    status, said = house("policy", "check")
    assert status == 0
    assert "not approved (nobody approved it)" in said
    assert "in portal: listed phrases cross" in said
    assert "claim: strict" in said


def test_approval_is_asked_for_at_a_terminal_only(house: House) -> None:
    status, said = house("policy", "approve", stdin="yes\n")
    assert status == 3
    assert "this is no terminal" in said
    assert not (house.folder / "state" / "policy.approval").exists()
    status, said = at_a_terminal(house, "y", "policy", "approve")
    assert status == 3
    assert "was not given" in said
    assert not (house.folder / "state" / "policy.approval").exists()


def test_an_approved_policy_opens_until_it_is_changed(house: House) -> None:
    status, said = at_a_terminal(house, "yes", "policy", "approve")
    assert status == 0, said
    assert "in portal: listed phrases cross" in said
    assert "portal is http://127.0.0.1:5000 /usr/bin/browser" in said
    assert "claim: what the policy opens may cross" in house("policy", "check")[1]
    assert (
        house("policy", "explain", "flow", "amount", "--from", "mail", "--to", "portal", "--field", "Amount")[
            0
        ]
        == 0
    )
    house.write("desk.yaml", DESK.replace(":5000", ":6000"))
    assert "portal is http://127.0.0.1:6000" in house("policy", "check")[1]
    house.write("desk.yaml", DESK)
    house.write("policy.yaml", POLICY + "acts: [{in: portal, label: Pay}]\n")
    assert "claim: strict" in house("policy", "check")[1]
    status, said = house(
        "policy", "explain", "flow", "amount", "--from", "mail", "--to", "portal", "--field", "Amount"
    )
    assert status == 3
    assert "changed after it was approved" in said


def test_nobody_approves_while_a_run_goes_on(house: House) -> None:
    with driving(house.folder / "state"):
        status, said = at_a_terminal(house, "yes", "policy", "approve")
    assert status == 3
    assert "a run drives" in said
    assert not (house.folder / "state" / "policy.approval").exists()


def test_why_a_phrase_crosses_and_why_not(house: House) -> None:
    def why(text: str, role: str, *more: str) -> tuple[int, str]:
        return house("policy", "explain", "phrase", text, "--role", role, "--in", "portal", *more)

    assert why("Save", "button") == (0, "crosses: it is a generic word of interfaces, on a button\n")
    status, said = why("Save", "button", "--content")
    assert status == 3
    assert "does not cross" in said
    assert "digits" in why("Claim 7", "button")[1]
    assert "no catalogue or approved list of http://127.0.0.1:5000 has it" in why("Divorce", "label")[1]
    assert why("x", "button")[0] == 3
    assert house("policy", "explain", "phrase", "a", "--role", "button", "--in", "nothing")[0] == 2


def test_why_a_flow_may_not_go(house: House) -> None:
    def may(kind: str, source: str, field: str, *more: str) -> tuple[int, str]:
        return house(
            "policy", "explain", "flow", kind, "--from", source, "--to", "portal", "--field", field, *more
        )

    status, said = may("iban", "mail", "IBAN")
    assert status == 3
    assert "neither the goal nor the policy names this flow" in said
    assert "{type: iban, from: mail, to: portal, field: 'IBAN'}" in said
    assert may("iban", "mail", "IBAN", "--own")[0] == 0
    assert may("text", "planner", "Notes")[0] == 0
    status, said = may("text", "planner", "Send to")
    assert status == 3
    assert "recipient" in said
    assert may("text", "nowhere", "Notes")[0] == 2


def test_a_policy_named_by_the_environment_comes_first(house: House) -> None:
    house.write("other.yaml", "policy: 1\n")
    house.env["INNERVATE_POLICY"] = "other.yaml"
    status, said = house("policy", "check")
    assert (status, "other.yaml: it counts as it is" in said) == (0, True)
    status, said = house("policy", "approve")
    assert status == 0
    assert "opens nothing" in said
