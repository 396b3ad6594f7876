from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from innervate.boundary.vault import Vault
from innervate.core.application import Application
from innervate.core.errors import BadInput, Denied

KEY = bytes(range(32))
MAIL = Application("mail", "/usr/bin/mail")
PORTAL = Application("portal", "/usr/lib/browser", origin="http://127.0.0.1:5000")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "vault.json"


@pytest.fixture
def vault(path: Path) -> Vault:
    opened = Vault.open(path, KEY)
    opened.put("portal-password", "correct horse", PORTAL.sink)
    return opened


def test_a_secret_comes_back_for_its_sink_only(vault: Vault, path: Path) -> None:
    again = Vault.open(path, KEY)
    assert again.names() == ("portal-password",)
    assert again.reveal("portal-password", PORTAL.sink) == "correct horse"
    imposter = Application("portal", "/usr/lib/browser", origin="http://evil.example:80")
    for application in (MAIL, imposter):
        with pytest.raises(Denied, match="binds it to") as denied:
            again.reveal("portal-password", application.sink)
        assert "horse" not in str(denied.value)
    with pytest.raises(Denied, match="none of that name"):
        again.reveal("other", PORTAL.sink)
    assert path.stat().st_mode & 0o777 == 0o600
    assert not any(told in path.read_bytes() for told in (b"horse", b"portal", b"127.0.0.1"))
    assert "horse" not in repr(again)
    assert os.listdir(path.parent) == ["vault.json"]


def test_a_wrong_key(vault: Vault, path: Path) -> None:
    with pytest.raises(Denied, match="can't be opened with this key"):
        Vault.open(path, bytes(32))


def test_wider_permissions(vault: Vault, path: Path) -> None:
    path.chmod(0o644)
    with pytest.raises(Denied) as denied:
        Vault.open(path, KEY)
    assert denied.value.todo == f"chmod 600 {path}"


def _as_format_1(vault: Vault) -> dict[str, Any]:
    """What an older innervate would have written of it."""
    entries = {**vault._entries, "": vault._sealed("", "innervate vault", "")}
    return {
        "format": 1,
        "entries": {
            name: {"sink": s.sink, "nonce": s.nonce.hex(), "ciphertext": s.ciphertext.hex()}
            for name, s in entries.items()
        },
    }


def test_a_vault_of_format_1_is_read_and_sealed_whole_at_the_next_put(vault: Vault, path: Path) -> None:
    path.write_text(json.dumps(_as_format_1(vault)))
    old = Vault.open(path, KEY)
    assert old.reveal("portal-password", PORTAL.sink) == "correct horse"
    old.put("other", "battery staple", MAIL.sink)
    assert b"portal-password" not in path.read_bytes()
    assert Vault.open(path, KEY).names() == ("other", "portal-password")


@pytest.mark.parametrize("field", ["sealed", "nonce"])
def test_a_tampered_vault(vault: Vault, path: Path, field: str) -> None:
    contents = json.loads(path.read_bytes())
    first = contents[field][0]
    contents[field] = ("0" if first != "0" else "1") + contents[field][1:]
    path.write_text(json.dumps(contents))
    with pytest.raises(Denied, match="was changed"):
        Vault.open(path, KEY)


@pytest.mark.parametrize("field", ["sink", "ciphertext", "nonce", "name"])
def test_a_tampered_entry_of_format_1(vault: Vault, path: Path, field: str) -> None:
    contents = _as_format_1(vault)
    entry = contents["entries"].pop("portal-password")
    name, sink = "portal-password", PORTAL.sink
    if field == "name":
        name = "moved"
    elif field == "sink":
        entry["sink"] = sink = MAIL.sink
    else:
        entry[field] = ("0" if entry[field][0] != "0" else "1") + entry[field][1:]
    contents["entries"][name] = entry
    path.write_text(json.dumps(contents))
    with pytest.raises(Denied, match="was changed"):
        Vault.open(path, KEY).reveal(name, sink)


@pytest.mark.parametrize(
    "data",
    [b"", b"[]", b"{}", b'{"format": 2, "entries": {}}', b'{"format": 1, "entries": {}}', b'{"format": 3}'],
)
def test_a_file_that_is_no_vault(vault: Vault, path: Path, data: bytes) -> None:
    path.write_bytes(data)
    with pytest.raises(BadInput):
        Vault.open(path, KEY)


def test_a_secret_needs_a_name_and_a_sink(vault: Vault) -> None:
    with pytest.raises(BadInput):
        vault.put("", "x", MAIL.sink)
    with pytest.raises(BadInput):
        vault.put("x", "x", "")
