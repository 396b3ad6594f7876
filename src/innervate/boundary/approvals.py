"""A person's approvals: phrase lists signed with a key that never leaves this machine.

A signature binds the exact bytes of a list to one origin. Refuses a list that was changed after it was
approved, that is approved for another origin, or that nobody approved. What is returned is what was
verified: the file is read once.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from innervate.boundary.private_file import create_private, read_private, write_private
from innervate.core.errors import Denied, PrivacyRefused

_KEY_FILE = "approval.key"
_DOMAIN = b"innervate phrase list 1"


@dataclass(frozen=True, slots=True)
class ApprovalKey:
    """The key pair with which the person at this machine approves (Ed25519, RFC 8032)."""

    private: Ed25519PrivateKey

    @staticmethod
    def load_or_create(state_dir: Path) -> ApprovalKey:
        """
        :raises Denied: the key file can be read by others, or holds no key.
        """
        path = state_dir / _KEY_FILE
        if not path.exists():
            create_private(path, Ed25519PrivateKey.generate().private_bytes_raw().hex().encode())
        try:
            raw = bytes.fromhex(read_private(path).decode("ascii"))
            return ApprovalKey(Ed25519PrivateKey.from_private_bytes(raw))
        except ValueError as error:
            raise Denied(
                f"the approval key of {path}",
                "what is there is not a key",
                f"remove {path} and approve your phrase lists again",
            ) from error

    def sign(self, message: bytes) -> bytes:
        return self.private.sign(message)

    def verifies(self, signature: bytes, message: bytes) -> bool:
        try:
            self.private.public_key().verify(signature, message)
        except InvalidSignature:
            return False
        return True


def signature_path(phrase_list: Path) -> Path:
    """phrases.json has its signature in phrases.json.approval, beside it."""
    return phrase_list.with_name(phrase_list.name + ".approval")


def sign(phrase_list: Path, origin: str, key: ApprovalKey, signature: Path | None = None) -> Path:
    """Approve a list, as it is now, for one origin (scheme://host:port). Returns the signature's path."""
    data = phrase_list.read_bytes()
    signed = key.sign(_message(data, origin))
    path = signature or signature_path(phrase_list)
    write_private(path, json.dumps({"origin": origin, "signature": signed.hex()}, indent=1).encode())
    return path


def approved_bytes(phrase_list: Path, origin: str, key: ApprovalKey, signature: Path | None = None) -> bytes:
    """The bytes of a list, verified.

    :raises Denied: the list or its approval does not exist.
    :raises PrivacyRefused: the list is not the one that was approved for this origin.
    """
    path = signature or signature_path(phrase_list)
    wanted = f"the phrases of {phrase_list}, approved for {origin}"
    todo = f"read {phrase_list}; if every phrase in it may leave this machine: `innervate approve APP`"
    try:
        data, approval = phrase_list.read_bytes(), path.read_bytes()
    except FileNotFoundError as error:
        raise Denied(wanted, f"{error.filename} does not exist", todo) from error
    try:
        parts = json.loads(approval)
        approved_origin, signed = str(parts["origin"]), bytes.fromhex(parts["signature"])
    except (ValueError, KeyError, TypeError) as error:
        raise PrivacyRefused(wanted, f"{path} is not an approval", todo) from error
    if approved_origin != origin:
        raise PrivacyRefused(wanted, f"it is approved for {approved_origin}", todo)
    if not key.verifies(signed, _message(data, origin)):
        raise PrivacyRefused(wanted, "it was changed after it was approved, or with another key", todo)
    return data


def verify(phrase_list: Path, origin: str, key: ApprovalKey, signature: Path | None = None) -> None:
    """
    :raises Denied, PrivacyRefused: as `approved_bytes`.
    """
    approved_bytes(phrase_list, origin, key, signature)


def _message(data: bytes, origin: str) -> bytes:
    return b"\0".join((_DOMAIN, origin.encode(), sha256(data).digest()))
