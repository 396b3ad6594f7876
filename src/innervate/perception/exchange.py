"""One bounded exchange with a model's server: what is asked, how long and how much may be answered.

Promises: one connection, to the address given and to nothing else; no redirect is followed, no proxy of the
environment is used, no name is looked up for a server on this machine; the time is bounded as a whole (a
server that drips is cut off too), and so are both sizes. Refuses to raise: what goes wrong is `Abstained`.
"""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException, HTTPResponse
from threading import Timer

from innervate.perception.address import Address
from innervate.perception.advice import Abstained

MOST_SENT = 4 * 1024 * 1024
MOST_RECEIVED = 128 * 1024


def exchange(address: Address, path: str, body: bytes | None, seconds: float) -> bytes | Abstained:
    """POST a JSON body (GET where there is none) to a path of the server; what it answers. Blocking."""
    if body is not None and len(body) > MOST_SENT:
        return Abstained("the picture is too large to be asked about")
    fuse = _Fuse(seconds)
    try:
        with fuse.burning(), _connected(address, fuse) as connection:
            headers = {"Accept": "application/json", "Accept-Encoding": "identity"}
            if body is not None:
                headers["Content-Type"] = "application/json"
            connection.request("GET" if body is None else "POST", address.path + path, body, headers)
            answer = _read(connection.getresponse())
    except (OSError, HTTPException, ValueError) as error:
        answer = Abstained(f"{address.host}:{address.port} does not answer: {_said(error)}", away=True)
    # What was cut off may look whole.
    return Abstained(f"no answer within {seconds:g} s", away=True) if fuse.blown else answer


def _read(response: HTTPResponse) -> bytes | Abstained:
    if 300 <= response.status < 400:
        return Abstained("the server sends elsewhere; redirects are not followed", away=True)
    if response.status != 200:
        # llama.cpp says 500 of one answer that came out wrong; all else holds for other questions too.
        away = response.status != 500
        return Abstained(f"the server answers with status {response.status}", away)
    body = response.read(MOST_RECEIVED + 1)
    if len(body) > MOST_RECEIVED:
        return Abstained(f"the answer is longer than {MOST_RECEIVED // 1024} KiB")
    if response.length:
        return Abstained("the answer broke off", away=True)
    return body


class _Fuse:
    """Cuts a socket off when the time is over, whatever it is being used for at that moment."""

    def __init__(self, seconds: float) -> None:
        self.blown = False
        self._deadline = time.monotonic() + seconds
        self._timer = Timer(seconds, self._blow)
        self._timer.daemon = True
        self._socket: socket.socket | None = None

    @property
    def left(self) -> float:
        return max(0.01, self._deadline - time.monotonic())

    @contextmanager
    def burning(self) -> Iterator[None]:
        self._timer.start()
        try:
            yield
        finally:
            self._timer.cancel()
            self.blown = self.blown or time.monotonic() >= self._deadline

    def on(self, connected: socket.socket) -> None:
        self._socket = connected
        if self.blown:
            self._blow()

    def _blow(self) -> None:
        self.blown = True
        if self._socket is not None:
            try:
                # Not that of an SSLSocket, which would go on in the clear.
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)
            except OSError:  # it is closed already
                return


@contextmanager
def _connected(address: Address, fuse: _Fuse) -> Iterator[HTTPConnection]:
    """
    :raises OSError: nothing listens there, or its certificate is another's.
    """
    plain = _socket(address, fuse)
    used = plain
    try:
        fuse.on(plain)
        plain.settimeout(fuse.left)
        if address.secure:
            context = ssl.create_default_context()
            used = context.wrap_socket(plain, server_hostname=address.host, do_handshake_on_connect=False)
            fuse.on(used)
            used.do_handshake()
        connection = HTTPConnection(address.host, address.port)
        connection.sock, connection.auto_open = used, 0
        yield connection
        connection.close()
    finally:
        used.close()


def _socket(address: Address, fuse: _Fuse) -> socket.socket:
    problem: OSError | None = None
    for number in address.resolved():
        try:
            return socket.create_connection((number, address.port), fuse.left)
        except OSError as error:
            problem = error
    raise problem or OSError("it has no address")


def _said(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or error or type(error).__name__)
