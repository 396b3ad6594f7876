"""A policy's approval: exact bytes, exact names; without it a policy only closes; none during a run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from innervate.boundary.approvals import ApprovalKey
from innervate.boundary.driving import driving, undriven
from innervate.boundary.policy import DEFAULT, Level
from innervate.boundary.policy_approval import Standing, approve, identities, standing
from innervate.core.application import Application
from innervate.core.errors import Denied
from tests.boundary.policies import FULL, written

DATA = FULL.encode()
NAMES = {"portal": "http://127.0.0.1:5000 /usr/bin/browser", "mail": "/usr/bin/mail"}


@pytest.fixture
def key(tmp_path: Path) -> ApprovalKey:
    return ApprovalKey.load_or_create(tmp_path)


def found(tmp_path: Path, key: ApprovalKey | None, data: bytes = DATA, **names: str) -> Standing:
    policy = written(data.decode())
    return standing(policy, data, {**NAMES, **names}, key, tmp_path / "approval", tmp_path / "policy.yaml")


def test_nobody_approved(tmp_path: Path, key: ApprovalKey) -> None:
    for one in (key, None):
        here = found(tmp_path, one)
        assert not here.approved
        assert here.why == "nobody approved it"
        assert here.policy == written(FULL).restricted()
        assert here.withheld


def test_an_approved_policy_counts_as_written(tmp_path: Path, key: ApprovalKey) -> None:
    approve(DATA, NAMES, key, tmp_path / "approval")
    here = found(tmp_path, key)
    assert here.approved
    assert here.policy == written(FULL)
    assert here.policy.level_of("portal") is Level.LABELS


def test_another_byte_another_name_another_key(tmp_path: Path, key: ApprovalKey) -> None:
    approve(DATA, NAMES, key, tmp_path / "approval")
    changed = found(tmp_path, key, DATA + b"# nothing\n")
    assert "changed after it was approved" in changed.why
    renamed = found(tmp_path, key, portal="http://127.0.0.1:6000 /usr/bin/browser")
    assert "now portal is http://127.0.0.1:6000" in renamed.why
    added = found(tmp_path, key, evil="/usr/bin/evil")
    assert "evil is /usr/bin/evil" in added.why
    other = found(tmp_path, ApprovalKey.load_or_create(tmp_path / "other"))
    assert "another key" in other.why
    for one in (changed, renamed, added, other):
        assert one.policy == written(FULL).restricted()


@pytest.mark.parametrize("junk", [b"", b"{}", b"[1]", b'{"names": 3, "signature": "zz"}', b"\xff"])
def test_a_damaged_approval_approves_nothing(tmp_path: Path, key: ApprovalKey, junk: bytes) -> None:
    path = tmp_path / "approval"
    path.write_bytes(junk)
    path.chmod(0o600)
    assert not found(tmp_path, key).approved


def test_an_approval_that_others_may_write_approves_nothing(tmp_path: Path, key: ApprovalKey) -> None:
    approve(DATA, NAMES, key, tmp_path / "approval")
    (tmp_path / "approval").chmod(0o666)
    assert "permissions" in found(tmp_path, key).why


def test_names_in_the_approval_are_signed_too(tmp_path: Path, key: ApprovalKey) -> None:
    approve(DATA, NAMES, key, tmp_path / "approval")
    parts = json.loads((tmp_path / "approval").read_text())
    parts["names"]["portal"] = "http://evil.example /usr/bin/browser"
    (tmp_path / "approval").write_text(json.dumps(parts))
    assert not found(tmp_path, key, portal="http://evil.example /usr/bin/browser").approved


def test_a_phrase_list_approval_is_none_for_a_policy(tmp_path: Path, key: ApprovalKey) -> None:
    from innervate.boundary.approvals import sign

    list_ = tmp_path / "policy.yaml"
    list_.write_bytes(DATA)
    signed = json.loads(sign(list_, "x", key, tmp_path / "s").read_text())["signature"]
    (tmp_path / "approval").write_text(json.dumps({"names": NAMES, "signature": signed}))
    (tmp_path / "approval").chmod(0o600)
    assert not found(tmp_path, key).approved


def test_what_opens_nothing_needs_no_approval(tmp_path: Path) -> None:
    data = b"policy: 1\nplaybooks: named\ndeny: [{type: any, from: any, to: mail, field: any}]\n"
    here = found(tmp_path, None, data)
    assert here.approved
    assert not here.policy.own_flows
    assert here.policy != DEFAULT


def test_names_stand_for_programs_origins_and_places() -> None:
    browser = Application("portal", "/usr/bin/browser", origin="http://127.0.0.1:5000")
    told = identities(written(FULL), {"portal": browser}, {})
    assert told["portal"] == NAMES["portal"]
    assert told["mail"] == "nothing"


def test_nobody_approves_while_a_run_drives(tmp_path: Path) -> None:
    with (
        driving(tmp_path),
        driving(tmp_path),
        pytest.raises(Denied, match="a run drives"),
        undriven(tmp_path),
    ):
        pytest.fail("it was not refused")
    with undriven(tmp_path), pytest.raises(Denied, match="an approval is being given"), driving(tmp_path):
        pytest.fail("it was not refused")
