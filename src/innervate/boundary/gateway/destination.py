"""Where a planner is: one exact address and which API style it speaks, or a program on this machine.

Promises: what leaves before the body (`head`) is fixed by this alone, to the byte; the key is read by the
gateway only, from the keyring or a file that nobody else may read. Refuses plain HTTP to other machines, and
addresses with a user, a query or a fragment.
"""

from __future__ import annotations

import ipaddress
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeAlias
from urllib.parse import urlsplit

from innervate.boundary.gateway import style_chat, style_gemini, style_line, style_messages, style_responses
from innervate.boundary.gateway.style import Form
from innervate.boundary.ledger_records import Face
from innervate.boundary.private_file import read_private
from innervate.core.errors import BadInput, Unavailable

KEY_MASK = "(the key)"
MOST_TRIES = 4


class Style(StrEnum):
    """The APIs that planners speak: Chat Completions, Messages, Responses, generateContent."""

    CHAT = "chat"
    MESSAGES = "messages"
    RESPONSES = "responses"
    GEMINI = "gemini"


_FORMS: Mapping[Style, Form] = {
    Style.CHAT: style_chat,
    Style.MESSAGES: style_messages,
    Style.RESPONSES: style_responses,
    Style.GEMINI: style_gemini,
}
FORMS: tuple[Form, ...] = (*_FORMS.values(), style_line)
"""Of all styles, that of programs last: it takes any map for its own."""


@dataclass(frozen=True, slots=True)
class Destination:
    """One planner that is asked over HTTP. url: exact. ca: the only certificates to trust, None for the
    system's.

    key_file, keyring: where the key is: a private file, or the name of a service in the keyring; neither, for
    a planner without keys. seconds: how long one answer may take. tries: of one question. pause: seconds
    before the second try, about twice as long before each further one. constrain: whether the answer has to
    keep to the schema of plans.
    """

    url: str
    style: Style
    model: str
    key_file: Path | None = None
    keyring: str | None = None
    ca: Path | None = None
    most_tokens: int = 4096
    seconds: float = 120.0
    tries: int = MOST_TRIES
    pause: float = 1.0
    constrain: bool = False

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        plain = parts.scheme == "http" and _is_this_machine(parts.hostname or "")
        extra = parts.username or parts.password or parts.query or parts.fragment
        if not (plain or parts.scheme == "https") or not parts.hostname or extra or not self.url.isascii():
            raise BadInput(
                "a planner's address: https://host/path, http only on this machine",
                "another one",
                "correct `url` in the planner's file",
            )
        if not self.model.isprintable() or not self.model:
            raise BadInput("the name of a model", "none", "correct `model` in the planner's file")
        if self.style is Style.GEMINI and not parts.path.endswith(f"/{self.model}:generateContent"):
            raise BadInput(
                f"an address of generateContent: it ends with /{self.model}:generateContent",
                "another one",
                "correct `url` or `model` in the planner's file",
            )

    @property
    def sink(self) -> str:
        return self.url

    @property
    def form(self) -> Form:
        return _FORMS[self.style]

    @property
    def face(self) -> Face:
        return Face.PLANNER

    def headers(self, length: int, key: str) -> list[tuple[str, str]]:
        """All headers, in the order in which they leave."""
        keyed = self.key_file is not None or self.keyring is not None
        return [
            ("Host", urlsplit(self.url).netloc),
            ("Accept", "application/json"),
            ("Accept-Encoding", "identity"),
            ("Connection", "close"),
            ("Content-Type", "application/json"),
            ("Content-Length", str(length)),
            *self.form.headers(key if keyed else None),
        ]

    def head(self, length: int) -> str:
        """What goes over the wire before the body, to the byte, but for the key."""
        lines = [f"POST {urlsplit(self.url).path or '/'} HTTP/1.1"]
        lines += [f"{name}: {value}" for name, value in self.headers(length, KEY_MASK)]
        return "\r\n".join(lines) + "\r\n\r\n"

    def key(self) -> str:
        """The key; only the gateway asks.

        :raises Denied: others may read the file. :raises Unavailable: it is not there.
        """
        found: str | None = ""
        if self.key_file is not None:
            try:
                found = read_private(self.key_file).decode("ascii", "replace").strip()
            except FileNotFoundError:
                found = None
        elif self.keyring is not None:
            found = _from_keyring(self.keyring)
        if found is None or not found.isascii() or not found.isprintable():
            raise Unavailable("the planner's key", "there is none", "put it where the planner's file says")
        return found


@dataclass(frozen=True, slots=True)
class Program:
    """One planner that is a program here. words: its command line. folder: where it runs. network: whether
    it, and with it the gateway, reaches any; other fields as in `Destination`."""

    words: tuple[str, ...]
    folder: Path
    network: bool = False
    most_tokens: int = 4096
    seconds: float = 120.0
    tries: int = 1
    pause: float = 1.0
    constrain: bool = False

    def __post_init__(self) -> None:
        if not self.words or not all(self.words) or not self.sink.isprintable():
            raise BadInput(
                "a program and its words",
                "none, or some that can't be shown",
                "correct `exec` in the planner's file",
            )

    @property
    def sink(self) -> str:
        return f"exec:{shlex.join(self.words)}"

    @property
    def model(self) -> str:
        return ""

    @property
    def form(self) -> Form:
        return style_line

    @property
    def face(self) -> Face:
        return Face.EXEC

    def head(self, length: int) -> str:
        """Nothing goes before the line."""
        return ""

    def key(self) -> str:
        """It has none."""
        return ""


Target: TypeAlias = Destination | Program


def _from_keyring(service: str) -> str | None:
    import keyring
    from keyring.errors import KeyringError

    try:
        return keyring.get_password(service, "api key")
    except KeyringError:
        return None


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False  # also `localhost`: a name can be made to mean another machine
