from __future__ import annotations

import json
from pathlib import Path

import pytest

from innervate.boundary.approvals import ApprovalKey, approved_bytes, sign, signature_path, verify
from innervate.boundary.phrases import approved_phrases
from innervate.boundary.where import Grant
from innervate.core.errors import Denied, PrivacyRefused
from innervate.core.vocabulary import Role

ORIGIN = "http://127.0.0.1:5000"
LIST = b'{"origin-profile": "portal", "phrases": [{"text": "Save claim", "role": "button", "from": "x"}]}'


@pytest.fixture
def phrases(tmp_path: Path) -> Path:
    path = tmp_path / "phrases.json"
    path.write_bytes(LIST)
    return path


@pytest.fixture
def key(tmp_path: Path) -> ApprovalKey:
    return ApprovalKey.load_or_create(tmp_path / "state")


def test_an_approved_list_is_public_for_its_origin(phrases: Path, key: ApprovalKey, tmp_path: Path) -> None:
    sign(phrases, ORIGIN, key)
    again = ApprovalKey.load_or_create(tmp_path / "state")
    verify(phrases, ORIGIN, again)
    assert approved_phrases(phrases, ORIGIN, again) == {
        "Save claim": frozenset({Grant(Role.BUTTON), Grant(Role.TOGGLE)})
    }
    assert (tmp_path / "state/approval.key").stat().st_mode & 0o777 == 0o600


def test_nobody_approved(phrases: Path, key: ApprovalKey) -> None:
    with pytest.raises(Denied, match="approve"):
        approved_bytes(phrases, ORIGIN, key)


def test_changed_after_approval(phrases: Path, key: ApprovalKey) -> None:
    sign(phrases, ORIGIN, key)
    phrases.write_bytes(LIST + b" ")
    with pytest.raises(PrivacyRefused, match="changed after it was approved"):
        approved_phrases(phrases, ORIGIN, key)


def test_another_origin_or_another_key(phrases: Path, key: ApprovalKey, tmp_path: Path) -> None:
    path = sign(phrases, ORIGIN, key)
    with pytest.raises(PrivacyRefused, match="approved for"):
        verify(phrases, "http://127.0.0.1:5001", key)
    with pytest.raises(PrivacyRefused):
        verify(phrases, ORIGIN, ApprovalKey.load_or_create(tmp_path / "other"))
    approval = json.loads(path.read_bytes())
    path.write_text(json.dumps({**approval, "origin": "http://evil.example:80"}))
    with pytest.raises(PrivacyRefused):
        verify(phrases, "http://evil.example:80", key)


@pytest.mark.parametrize(
    "broken", [b"", b"{}", b"[]", b'{"origin": "http://127.0.0.1:5000", "signature": "zz"}']
)
def test_a_broken_approval(phrases: Path, key: ApprovalKey, broken: bytes) -> None:
    signature_path(phrases).write_bytes(broken)
    with pytest.raises(PrivacyRefused, match="not an approval"):
        verify(phrases, ORIGIN, key)


def test_a_key_that_others_can_read_is_not_used(key: ApprovalKey, tmp_path: Path) -> None:
    path = tmp_path / "state/approval.key"
    path.chmod(0o640)
    with pytest.raises(Denied, match="chmod 600"):
        ApprovalKey.load_or_create(tmp_path / "state")
    path.chmod(0o600)
    path.write_bytes(b"no key")
    with pytest.raises(Denied, match="not a key"):
        ApprovalKey.load_or_create(tmp_path / "state")
