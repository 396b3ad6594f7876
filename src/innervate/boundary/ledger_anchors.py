"""Anchors: what the ledger's head was at a time, signed, in a second place, and printable for a third.

Promises: an anchor binds a number, a hash and a time by an Ed25519 signature (RFC 8032). A person who keeps
the printed form needs no file of this machine to notice a ledger that was cut short or rewritten. What an
anchor can't do: hold against somebody who has the key and changes ledger and anchors both; that is what the
printed one is for.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from innervate.boundary.canonical import canonical
from innervate.core.errors import BadInput

_DOMAIN = b"innervate ledger anchor 1\0"
_PRINTED = re.compile(r"([1-9][0-9]{0,17}):([0-9a-f]{64})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Anchor:
    """The ledger had `number` records, of which the last had this hash. at: "" for one that a person kept."""

    number: int
    hash: str
    at: str = ""

    def __str__(self) -> str:
        """As a person keeps it."""
        return f"{self.number}:{self.hash}"

    @staticmethod
    def parse(text: str) -> Anchor:
        """
        :raises BadInput: it is not of the form NUMBER:HASH.
        """
        found = _PRINTED.fullmatch(text.strip())
        if found is None:
            raise BadInput("an anchor, NUMBER:HASH as `innervate ledger anchor` prints it", "another text")
        return Anchor(int(found[1]), found[2])

    def _message(self) -> bytes:
        return _DOMAIN + canonical({"number": self.number, "hash": self.hash, "at": self.at})


@dataclass(frozen=True, slots=True)
class AnchorKey:
    """Signs anchors. seed: 32 bytes that never leave this machine."""

    private: Ed25519PrivateKey

    @staticmethod
    def of(seed: bytes) -> AnchorKey:
        return AnchorKey(Ed25519PrivateKey.from_private_bytes(seed))

    @property
    def public(self) -> str:
        """What others check with, hexadecimal."""
        return self.private.public_key().public_bytes_raw().hex()

    def line(self, anchor: Anchor) -> bytes:
        """The anchor, signed, as one line without its end."""
        signature = self.private.sign(anchor._message()).hex()
        return canonical(
            {"number": anchor.number, "hash": anchor.hash, "at": anchor.at, "signature": signature}
        )


def append_anchor(path: Path, line: bytes) -> None:
    """On disk when this returns. The caller holds the ledger's lock."""
    flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC | os.O_NOFOLLOW
    descriptor = os.open(path, flags, 0o600)
    with os.fdopen(descriptor, "r+b", buffering=0) as file:
        size = os.fstat(descriptor).st_size
        torn = size > 0 and os.pread(descriptor, 1, size - 1) != b"\n"
        written = (b"\n" if torn else b"") + line + b"\n"
        while written:
            written = written[file.write(written) or 0 :]
        os.fsync(descriptor)


def anchors_in(path: Path, public: str) -> Iterator[tuple[int, Anchor | None]]:
    """Of each line its number and its anchor; None for a line that this key did not sign."""
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public))
    if not path.exists():
        return
    with open(path, "rb") as file:
        for number, line in enumerate(file, start=1):
            if not line.endswith(b"\n"):
                return  # torn by a crash: what it would have said was never relied on
            yield number, _anchor(line[:-1], key)


def _anchor(line: bytes, key: Ed25519PublicKey) -> Anchor | None:
    try:
        said = json.loads(line)
        anchor = Anchor(int(said["number"]), str(said["hash"]), str(said["at"]))
        key.verify(bytes.fromhex(said["signature"]), anchor._message())
    except (ValueError, TypeError, KeyError, InvalidSignature):
        return None
    return anchor
