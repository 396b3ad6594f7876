"""Where a local model may be asked: on this machine, or where policy names the host.

Promises: an address is judged by its text alone, before anything is sent, and no name is ever looked up
that policy does not name (`localhost` is this machine by definition, RFC 6761, whatever a resolver says).
Refuses with `Denied` every host off this machine, and with `BadInput` what no plain address needs: a user's
name, a query, a fragment, white space, a backslash, an address without a port that can be.
"""

from __future__ import annotations

import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import SplitResult, urlsplit

from innervate.core.application import VisionServer
from innervate.core.errors import BadInput, Denied

_LOOPBACK = ("127.0.0.1", "::1")
_PORTS = {"http": 80, "https": 443}
_TODO = "write it as http://127.0.0.1:8080/v1"


@dataclass(frozen=True, slots=True)
class Address:
    """A server that may be asked. path: without a last slash. numbers: of this machine; () for others."""

    host: str
    port: int
    path: str
    secure: bool
    numbers: tuple[str, ...]

    @property
    def here(self) -> bool:
        """Whether what is sent stays on this machine."""
        return bool(self.numbers)

    def resolved(self) -> tuple[str, ...]:
        """The numbers to connect to. Blocking, for a host that policy names: its name is looked up.

        :raises OSError: the name is not known.
        """
        if self.numbers:
            return self.numbers
        found = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)
        return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def address_of(server: VisionServer) -> Address:
    """
    :raises BadInput: it is no plain http address. :raises Denied: it is off this machine, and not allowed.
    """
    parts, port = _parts(server.url)
    host = (parts.hostname or "").rstrip(".").casefold()
    path = parts.path.rstrip("/") or "/v1"
    secure = parts.scheme == "https"
    numbers = _of_this_machine(host)
    if not numbers and host not in {name.strip("[]").casefold() for name in server.allow}:
        raise Denied(
            f"a vision model at {host}",
            "it is not on this machine, and policy does not name it",
            f"run one at 127.0.0.1, or write `allow: [{host}]` if pictures of this screen may go there",
        )
    return Address(host, port, path, secure, numbers)


def _parts(url: str) -> tuple[SplitResult, int]:
    wanted = "the address of a vision model's server"
    # Parsers disagree about these, and `urlsplit` drops some of them silently.
    if not url.isascii() or not url.isprintable() or any(c in url for c in ' \\@?#%"<>^`{|}'):
        raise BadInput(wanted, repr(url), _TODO)
    try:
        parts = urlsplit(url)
        port = parts.port if parts.port is not None else _PORTS.get(parts.scheme, 0)
    except ValueError as error:
        raise BadInput(wanted, f"{url!r}: {error}", _TODO) from None
    if parts.scheme not in _PORTS or not (parts.hostname or "").strip(".") or not port:
        raise BadInput(wanted, repr(url), _TODO)
    return parts, port


def _of_this_machine(host: str) -> tuple[str, ...]:
    """The loopback numbers that a host stands for; () if it is, or may be, another machine."""
    if host == "localhost" or host.endswith(".localhost"):
        return _LOOPBACK
    try:
        number: IPv4Address | IPv6Address = ip_address(host)
    except ValueError:  # a name, or a number in a form that not everybody reads alike, as 127.1 or 0x7f000001
        return ()
    if isinstance(number, IPv6Address) and number.ipv4_mapped is not None:
        number = number.ipv4_mapped
    return (str(number),) if number.is_loopback else ()
