"""What keeps a journal private and honest: one key's encryption of rows, and a chain of hashes over them.

A row is sealed with AES-256-GCM. The seal covers its run, number, time, kind and public fields too, so
that without the key no row can be changed, moved to another place or swapped with one of another run.
The chain (SHA-256 of the chain before and the row) needs no key to check and shows a missing row; only
rows cut from the very end go unseen, unless the head was written down elsewhere, as each report does.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from innervate.core.errors import BadInput, Lost
from innervate.journal import sections

KEY_BYTES = 32
_NONCE_BYTES = 12


@dataclass(frozen=True, slots=True)
class Row:
    """An event as it stands in the table. chain: 32 bytes, of this row and all before it in its run."""

    run: str
    number: int
    at: float
    kind: str
    public: str
    sealed: bytes
    chain: bytes

    @property
    def open_part(self) -> bytes:
        """All that is readable of the row, as bytes that no other row has."""
        return _open_part(self.run, self.number, self.at, self.kind, self.public)

    def follows(self, before: bytes) -> bool:
        return self.chain == _link(before, self.open_part, self.sealed)


@dataclass(frozen=True, slots=True)
class Sealer:
    """Seals and opens with one key of 32 bytes, which never shows in a repr."""

    key: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.key) != KEY_BYTES:
            raise BadInput(f"a key of {KEY_BYTES} bytes", f"one of {len(self.key)} bytes")

    def seal(self, secret: bytes, context: bytes) -> bytes:
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + AESGCM(self.key).encrypt(nonce, secret, context)

    def opened(self, sealed: bytes, context: bytes) -> bytes | None:
        """The secret; None if the key, the context or the sealed bytes are not those of sealing."""
        try:
            return AESGCM(self.key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], context)
        except (InvalidTag, ValueError):
            return None

    def row(
        self, run: str, number: int, at: float, kind: str, public: str, private: bytes, chain: bytes
    ) -> Row:
        """The next row of a run, whose chain was `chain` before it."""
        open_part = _open_part(run, number, at, kind, public)
        sealed = self.seal(private, open_part)
        return Row(run, number, at, kind, public, sealed, _link(chain, open_part, sealed))

    def private(self, row: Row) -> bytes:
        """
        :raises Lost: the row is not the one that was written.
        """
        secret = self.opened(row.sealed, row.open_part)
        if secret is None:
            raise Lost(
                f"event {row.number} of run {row.run}",
                "a row that was changed after it was written: its seal does not fit",
                "don't resume this run; restore the journal from a copy, or start anew",
            )
        return secret


def genesis(run: str, started_at: float) -> bytes:
    """The chain of a run before its first event."""
    return hashlib.sha256(
        sections.join([b"innervate journal 1", run.encode(), repr(started_at).encode()])
    ).digest()


def _open_part(run: str, number: int, at: float, kind: str, public: str) -> bytes:
    return sections.join([part.encode() for part in (run, str(number), repr(at), kind, public)])


def _link(before: bytes, open_part: bytes, sealed: bytes) -> bytes:
    return hashlib.sha256(sections.join([before, open_part, sealed])).digest()
