"""The accessibility bus as core sees it: accessible objects and their events, and nothing else of a bus.

Promises: what core sends is read message by message; calls to the bus itself are those of a plain client,
calls to applications those of AT-SPI. A client that asks for anything else (starting a service, an
environment for services, listening in, another interface) is cut off. Known proxies can't stand here:
applications own no names on this bus, and they filter by names.
"""

from __future__ import annotations

import socket
import struct
import threading
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_OF_THE_BUS = frozenset(
    "Hello AddMatch RemoveMatch GetNameOwner NameHasOwner ListNames GetConnectionUnixProcessID GetId".split()
)
_INTERFACES = ("org.a11y.atspi.", "org.freedesktop.DBus.Properties", "org.freedesktop.DBus.Peer")
_BUS = "org.freedesktop.DBus"
_CALL, _RETURN, _ERROR = 1, 2, 3
_FIXED = 16
_MOST_MESSAGE = 128 << 20
_MOST_HANDSHAKE = 4096
_MOST_HEADERS = 20_000
_INTERFACE, _MEMBER, _DESTINATION = 2, 3, 6


class Forbidden(Exception):
    """A message that is not let through."""


@dataclass(frozen=True, slots=True)
class Header:
    """What the filter decides by. size: of the whole message, in bytes."""

    kind: int
    destination: str
    interface: str
    member: str


def allowed(header: Header) -> bool:
    """Whether core may send this."""
    if header.kind in (_RETURN, _ERROR):
        return True
    if header.kind != _CALL:
        return False
    if header.destination == _BUS:
        return header.interface == _BUS and header.member in _OF_THE_BUS
    return bool(header.destination) and header.interface.startswith(_INTERFACES)


def size_of(fixed: bytes | bytearray) -> int:
    """Of the message that begins with these 16 bytes.

    :raises Forbidden: it is no message of D-Bus.
    """
    order = _order(fixed)
    (body,) = struct.unpack_from(order + "I", fixed, 4)
    (fields,) = struct.unpack_from(order + "I", fixed, 12)
    size = _FIXED + fields + -fields % 8 + body
    if size > _MOST_MESSAGE:
        raise Forbidden
    return int(size)


def header_of(message: bytes) -> Header:
    """
    :raises Forbidden: it is no message of D-Bus.
    """
    order = _order(message)
    (length,) = struct.unpack_from(order + "I", message, 12)
    return _header(order, message[1], message[_FIXED : _FIXED + length])


@lru_cache(maxsize=_MOST_HEADERS)  # the same questions are asked of the same accessibles again and again
def _header(order: str, kind: int, fields: bytes) -> Header:
    found: dict[int, str] = {}
    at, end = 0, len(fields)
    try:
        while at < end:
            at += -at % 8
            code, signature_size = fields[at], fields[at + 1]
            signature = fields[at + 2 : at + 2 + signature_size].decode("ascii")
            at += 3 + signature_size
            at, value = _value(fields, at, signature, order)
            if code in found:
                raise Forbidden
            found[code] = value
    except (IndexError, struct.error, UnicodeDecodeError) as error:
        raise Forbidden from error
    names = (found.get(_DESTINATION, ""), found.get(_INTERFACE, ""), found.get(_MEMBER, ""))
    return Header(kind, *names)


def _value(message: bytes, at: int, signature: str, order: str) -> tuple[int, str]:
    match signature:
        case "s" | "o":
            at += -at % 4
            (size,) = struct.unpack_from(order + "I", message, at)
            return at + 5 + size, message[at + 4 : at + 4 + size].decode("utf-8")
        case "g":
            return at + 2 + message[at], ""
        case "u":
            at += -at % 4
            struct.unpack_from(order + "I", message, at)
            return at + 4, ""
    raise Forbidden


def _order(message: bytes | bytearray) -> str:
    match bytes(message[:1]):
        case b"l":
            return "<"
        case b"B":
            return ">"
    raise Forbidden


class BusFilter:
    """Listens at `path` for core, and passes what is allowed on to the bus at `address` (unix:path=…)."""

    def __init__(self, path: Path, address: str) -> None:
        self._address = _path_of(address)
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(str(path))
        path.chmod(0o600)
        self._listener.listen(8)
        threading.Thread(target=self._listen, daemon=True).start()

    def close(self) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _listen(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._pass, args=(client,), daemon=True).start()

    def _pass(self, client: socket.socket) -> None:
        with client, socket.socket(socket.AF_UNIX) as bus:
            try:
                bus.connect(self._address)
            except OSError:
                return
            passage = _Passage(client, bus)
            back = threading.Thread(target=passage.back, daemon=True)
            back.start()
            passage.there()
            back.join()


class _Passage:
    """One client's connection: filtered on the way there, as it is on the way back."""

    def __init__(self, client: socket.socket, bus: socket.socket) -> None:
        self._client, self._bus = client, bus

    def there(self) -> None:
        kept = bytearray()
        try:
            self._handshake(kept)
            while True:
                whole = _whole(kept)
                self._bus.sendall(kept[:whole])
                del kept[:whole]
                self._more(kept)
        except (OSError, Forbidden):
            self._cut()

    def back(self) -> None:
        try:
            while data := self._bus.recv(1 << 16):
                self._client.sendall(data)
        except OSError:
            pass
        self._cut()

    def _handshake(self, kept: bytearray) -> None:
        """Lines until BEGIN; descriptors are not agreed on, so none is passed.

        :raises Forbidden: anything but EXTERNAL authentication.
        """
        seen = 0
        while True:
            while (end := kept.find(b"\r\n")) < 0:
                self._more(kept)
                seen += 1
                if seen > _MOST_HANDSHAKE or len(kept) > _MOST_HANDSHAKE:
                    raise Forbidden
            line = bytes(kept[: end + 2])
            del kept[: end + 2]
            if line.lstrip(b"\0").startswith(b"NEGOTIATE_UNIX_FD"):
                self._client.sendall(b"ERROR\r\n")
                continue
            if not line.lstrip(b"\0").startswith((b"AUTH", b"DATA", b"BEGIN", b"CANCEL")):
                raise Forbidden
            self._bus.sendall(line)
            if line.startswith(b"BEGIN"):
                return

    def _more(self, kept: bytearray) -> None:
        data = self._client.recv(1 << 16)
        if not data:
            raise OSError("closed")
        kept += data

    def _cut(self) -> None:
        for end in (self._client, self._bus):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


def _whole(kept: bytearray) -> int:
    """How many of these bytes are whole messages.

    :raises Forbidden: one of them is not let through.
    """
    at = 0
    while len(kept) - at >= _FIXED:
        size = size_of(kept[at : at + _FIXED])
        if len(kept) - at < size:
            break
        if not allowed(header_of(bytes(kept[at : at + size]))):
            raise Forbidden
        at += size
    return at


def _path_of(address: str) -> str:
    """The socket of a bus address; an abstract one begins with a zero byte."""
    for part in address.split(";"):
        kind, _, said = part.partition(":")
        known = dict(pair.split("=", 1) for pair in said.split(",") if "=" in pair)
        if kind == "unix" and "path" in known:
            return known["path"]
        if kind == "unix" and "abstract" in known:
            return "\0" + known["abstract"]
    raise ValueError("a bus that is no Unix socket")
