"""The machine's one root key, in the operating system's keyring or a file that only its owner may read.

The file `root.key` in the state directory is the one that decides: it holds the key, or says that the
keyring does. So a key is never made a second time because a keyring happens to be locked. Keys for the
vault and the journal are derived from it and can't be told from one another or led back to it.
"""

from __future__ import annotations

import secrets
from enum import StrEnum
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from innervate.boundary.private_file import create_private, read_private
from innervate.core.errors import Denied, Unavailable

KEY_BYTES = 32
_KEY_FILE = "root.key"
_IN_KEYRING = b"keyring"
_ENTRY = "root key"
# Keyrings that encrypt. Anything else (null, fail, plain-text files, third-party ones) is not used.
_TRUSTED_KEYRINGS = frozenset(
    f"keyring.backends.{name}" for name in ("SecretService", "libsecret", "kwallet", "macOS", "Windows")
)


class Purpose(StrEnum):
    """What a derived key is for."""

    VAULT = "vault"
    JOURNAL = "journal"
    LEDGER = "ledger"


def derive(root: bytes, purpose: Purpose) -> bytes:
    """The 32-byte key for one purpose (HKDF-SHA256, RFC 5869)."""
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=b"innervate/" + purpose.value.encode()).derive(root)


def load_or_create_key(state_dir: Path, service: str = "innervate", *, use_keyring: bool = True) -> bytes:
    """The root key, 32 bytes; made on the first call.

    use_keyring: whether a new key goes to the keyring, where there is a trusted one. An existing key is
    found wherever it is.

    :raises Denied: the key file can be read by others, or is not a key.
    :raises Unavailable: the key is in a keyring that can't be reached now.
    """
    path = state_dir / _KEY_FILE
    try:
        return _opened(read_private(path), path, service)
    except FileNotFoundError:
        pass
    key = secrets.token_bytes(KEY_BYTES)
    contents = key.hex().encode()
    if use_keyring and _put_in_keyring(service, key.hex()):
        contents = _IN_KEYRING
    create_private(path, contents)
    return _opened(read_private(path), path, service)  # of another process, if that one was first


def _opened(contents: bytes, path: Path, service: str) -> bytes:
    contents = contents.strip()
    found = _from_keyring(service) if contents == _IN_KEYRING else contents.decode(errors="replace")
    try:
        key = bytes.fromhex(found)
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise Denied(
            f"the root key of {path}",
            "what is there is not a key",
            f"restore {path} (or the keyring's entry {service!r}) from a backup; without it the vault and "
            "the journals stay closed",
        )
    return key


def _from_keyring(service: str) -> str:
    import keyring
    from keyring.errors import KeyringError

    try:
        found = keyring.get_password(service, _ENTRY) if _keyring_is_trusted() else None
    except KeyringError:
        found = None
    if found is None:
        raise Unavailable(
            f"the root key, which is in the keyring's entry {service!r}",
            "the keyring is locked, not running or has no such entry",
            "unlock the keyring of this session and try again",
        )
    return found


def _put_in_keyring(service: str, key: str) -> bool:
    """Whether the keyring holds exactly this key now; an entry that is there already is not replaced."""
    import keyring
    from keyring.errors import KeyringError

    try:
        if not _keyring_is_trusted():
            return False
        if keyring.get_password(service, _ENTRY) is None:
            keyring.set_password(service, _ENTRY, key)
        return keyring.get_password(service, _ENTRY) is not None
    except KeyringError:
        return False


def _keyring_is_trusted() -> bool:
    import keyring

    chosen = keyring.get_keyring()
    if type(chosen).__module__ == "keyring.backends.chainer":
        parts = getattr(chosen, "backends", ())
        return bool(parts) and all(type(part).__module__ in _TRUSTED_KEYRINGS for part in parts)
    return type(chosen).__module__ in _TRUSTED_KEYRINGS
