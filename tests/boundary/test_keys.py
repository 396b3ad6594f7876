from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked

from innervate.boundary.keys import Purpose, derive, load_or_create_key
from innervate.boundary.private_file import create_private, read_private, write_private
from innervate.core.errors import Denied, Unavailable


class MemoryKeyring(KeyringBackend):
    """A keyring in memory that can be locked."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.entries: dict[tuple[str, str], str] = {}
        self.locked = False

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise KeyringLocked
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.entries[service, username]


@pytest.fixture
def ring(request: pytest.FixtureRequest) -> Iterator[MemoryKeyring]:
    before = keyring.get_keyring()
    made = MemoryKeyring()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


def test_a_key_file_is_made_once(tmp_path: Path) -> None:
    key = load_or_create_key(tmp_path / "state", use_keyring=False)
    assert len(key) == 32
    assert load_or_create_key(tmp_path / "state") == key
    assert (tmp_path / "state/root.key").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "state").stat().st_mode & 0o777 == 0o700


def test_purposes_have_keys_of_their_own() -> None:
    root = bytes(32)
    keys = {derive(root, purpose) for purpose in Purpose}
    assert len(keys) == len(Purpose)
    assert root not in keys
    assert derive(root, Purpose.VAULT) == derive(root, Purpose.VAULT)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_a_key_that_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    load_or_create_key(tmp_path, use_keyring=False)
    (tmp_path / "root.key").chmod(mode)
    with pytest.raises(Denied, match="chmod 600"):
        load_or_create_key(tmp_path)


@pytest.mark.parametrize("contents", [b"", b"abc", b"00" * 31, b"\xff"])
def test_what_is_no_key_is_not_replaced(tmp_path: Path, contents: bytes) -> None:
    write_private(tmp_path / "root.key", contents)
    with pytest.raises(Denied, match="not a key"):
        load_or_create_key(tmp_path)
    assert read_private(tmp_path / "root.key") == contents


def test_an_unknown_keyring_is_not_used(tmp_path: Path, ring: MemoryKeyring) -> None:
    load_or_create_key(tmp_path)
    assert ring.entries == {}


def test_a_trusted_keyring_holds_the_key(
    tmp_path: Path, ring: MemoryKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(MemoryKeyring, "__module__", "keyring.backends.SecretService")
    key = load_or_create_key(tmp_path)
    assert (tmp_path / "root.key").read_bytes() == b"keyring"
    assert ring.entries == {("innervate", "root key"): key.hex()}
    assert load_or_create_key(tmp_path) == key
    ring.locked = True
    with pytest.raises(Unavailable, match="locked"):
        load_or_create_key(tmp_path)


def test_a_file_is_created_once_and_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "f"
    assert create_private(path, b"one")
    assert not create_private(path, b"two")
    assert read_private(path) == b"one"
    write_private(path, b"three")
    assert read_private(path) == b"three"
    assert [p.name for p in tmp_path.iterdir()] == ["f"]
