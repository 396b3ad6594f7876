"""What core and gateway say to each other: signed frames over the socket pair that both were born with.

Promises: whoever holds the other end agreed on a key at the start, and each frame is signed by it, for this
session, this direction and this place in the order; a frame is bounded, and is one canonical JSON object.
Refuses anything else by ending the channel: a frame that can't be trusted has no successor that can.
"""

from __future__ import annotations

import json
import secrets
import select
import socket
import struct
import time
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from innervate.boundary.canonical import Json, canonical
from innervate.core.errors import Lost

MOST_FRAME = 8 << 20
_PROTOCOL = "innervate gateway 1"
_DOMAIN = b"innervate gateway frame 1\0"
_LENGTH = struct.Struct(">I")
_SIGNATURE_BYTES = 64


@dataclass(frozen=True, slots=True)
class _Ours:
    """This end: its key, and whether it is core's."""

    private: Ed25519PrivateKey
    is_core: bool


class Channel:
    """One end. Made with `agree`; every method may raise `Lost`, after which nothing more comes."""

    def __init__(self, sock: socket.socket, ours: _Ours, peer: Ed25519PublicKey, session: bytes) -> None:
        self._socket, self._ours, self._peer, self.session = sock, ours, peer, session
        self._sent = self._received = 0

    @staticmethod
    def agree(sock: socket.socket, *, is_core: bool, seconds: float = 30.0) -> Channel:
        """Exchange fresh keys. Both ends were inherited, so whoever answers is the other one.

        :raises Lost: there is no other end, or one that speaks another protocol.
        """
        ours, nonce = _Ours(Ed25519PrivateKey.generate(), is_core), secrets.token_hex(16)
        hello: Json = {
            "protocol": _PROTOCOL,
            "core": is_core,
            "nonce": nonce,
            "key": ours.private.public_key().public_bytes_raw().hex(),
        }
        deadline = time.monotonic() + seconds
        _send(sock, canonical(hello), deadline)
        said = _read(_receive(sock, deadline))
        try:
            if said["protocol"] != _PROTOCOL or said["core"] is is_core:
                raise ValueError("another protocol")
            peer = Ed25519PublicKey.from_public_bytes(bytes.fromhex(str(said["key"])))
            nonces = [str(said["nonce"]), nonce]
        except (KeyError, ValueError) as error:
            raise _broken("another protocol") from error
        return Channel(sock, ours, peer, sha256("".join(sorted(nonces)).encode()).digest())

    def send(self, message: dict[str, Json], seconds: float = 30.0) -> None:
        """
        :raises Lost: the other end is gone, or takes nothing.
        """
        data = canonical(message)
        signature = self._ours.private.sign(self._bound(self._ours.is_core, self._sent, data))
        self._sent += 1
        _send(self._socket, signature + data, time.monotonic() + seconds)

    def receive(self, seconds: float | None) -> dict[str, Json]:
        """The next message. seconds: how long to wait for it; None: as long as the other end lives.

        :raises Lost: the other end is gone or silent, or said something that it did not sign.
        """
        deadline = None if seconds is None else time.monotonic() + seconds
        frame = _receive(self._socket, deadline)
        signature, data = frame[:_SIGNATURE_BYTES], frame[_SIGNATURE_BYTES:]
        try:
            self._peer.verify(signature, self._bound(not self._ours.is_core, self._received, data))
        except InvalidSignature:
            raise _broken("a frame without its signature") from None
        self._received += 1
        return _read(data)

    def rest(self, seconds: float) -> None:
        """Let time pass while the other end has nothing to say.

        :raises Lost: it is gone, or speaks out of turn.
        """
        ready, _, _ = select.select([self._socket], [], [], seconds)
        if ready:
            raise _broken("an end that closed, or spoke out of turn")

    def sign(self, message: bytes) -> str:
        """This end's signature, bound to this session, hexadecimal."""
        return self._ours.private.sign(self.session + message).hex()

    def verifies(self, signature: object, message: bytes) -> bool:
        """Whether the other end signed this, in this session."""
        try:
            self._peer.verify(bytes.fromhex(str(signature)), self.session + message)
        except (InvalidSignature, ValueError):
            return False
        return True

    def fileno(self) -> int:
        """To wait for the next message by."""
        return self._socket.fileno()

    def close(self) -> None:
        self._socket.close()

    def _bound(self, from_core: bool, number: int, data: bytes) -> bytes:
        return _DOMAIN + self.session + bytes([from_core]) + number.to_bytes(8, "big") + data


def _send(sock: socket.socket, data: bytes, deadline: float) -> None:
    if len(data) > MOST_FRAME:
        raise _broken("a frame that is too large")
    try:
        sock.settimeout(max(0.001, deadline - time.monotonic()))
        sock.sendall(_LENGTH.pack(len(data)) + data)
    except (OSError, TimeoutError) as error:
        raise _broken("an end that takes nothing") from error


def _receive(sock: socket.socket, deadline: float | None) -> bytes:
    (length,) = _LENGTH.unpack(_exactly(sock, _LENGTH.size, deadline))
    if length > MOST_FRAME:
        raise _broken("a frame that is too large")
    return _exactly(sock, length, deadline)


def _exactly(sock: socket.socket, count: int, deadline: float | None) -> bytes:
    found = bytearray()
    try:
        while len(found) < count:
            sock.settimeout(None if deadline is None else max(0.001, deadline - time.monotonic()))
            chunk = sock.recv(min(count - len(found), 1 << 16))
            if not chunk:
                raise _broken("an end that closed")
            found += chunk
    except (OSError, TimeoutError) as error:
        raise _broken("an end that says nothing") from error
    return bytes(found)


def _read(data: bytes) -> dict[str, Json]:
    try:
        said: Json = json.loads(data)
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict) or canonical(said) != data:
        raise _broken("a frame that is no message")
    return said


def _broken(seen: str) -> Lost:
    return Lost("the other process of the boundary", seen, "nothing was sent; start the run again")
