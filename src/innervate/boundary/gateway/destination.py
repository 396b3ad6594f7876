"""Where a planner is: one exact address, which of two API styles it speaks, and where its key is kept.

Promises: what leaves before the body (`head`) is fixed by this alone, to the byte; the key is read by the
gateway only, from the keyring or a file that nobody else may read. Refuses plain HTTP to other machines, and
addresses with a user, a query or a fragment.
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

import yaml

from innervate.boundary.private_file import read_private
from innervate.core.errors import BadInput, Unavailable

KEY_MASK = "(the key)"
_FIELDS = {"url", "style", "model", "key_file", "keyring", "ca", "most_tokens", "seconds"}


class Style(StrEnum):
    """chat: messages with roles, answer in choices. messages: system and messages, answer in content."""

    CHAT = "chat"
    MESSAGES = "messages"


@dataclass(frozen=True, slots=True)
class Destination:
    """One planner. url: exact. ca: the only certificates to trust, None for the system's.

    key_file, keyring: where the key is: a private file, or the name of a service in the keyring; neither, for
    a planner without keys. seconds: how long one answer may take.
    """

    url: str
    style: Style
    model: str
    key_file: Path | None = None
    keyring: str | None = None
    ca: Path | None = None
    most_tokens: int = 4096
    seconds: float = 120.0

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

    def headers(self, length: int, key: str) -> list[tuple[str, str]]:
        """All headers, in the order in which they leave."""
        sent = [
            ("Host", urlsplit(self.url).netloc),
            ("Accept", "application/json"),
            ("Accept-Encoding", "identity"),
            ("Connection", "close"),
            ("Content-Type", "application/json"),
            ("Content-Length", str(length)),
        ]
        if self.style is Style.MESSAGES:
            sent.append(("anthropic-version", "2023-06-01"))
        if self.key_file is not None or self.keyring is not None:
            bearer = self.style is Style.CHAT
            sent.append(("Authorization", f"Bearer {key}") if bearer else ("x-api-key", key))
        return sent

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


def read_destination(path: Path) -> Destination:
    """The planner's file: url, style, model; optionally key_file or keyring, ca, most_tokens, seconds.

    :raises BadInput: it is not there, or says something else.
    """
    todo = "give url, style (chat or messages) and model; see docs/boundary.md"
    try:
        said = yaml.safe_load(path.read_text("utf-8"))
        if not isinstance(said, dict) or not said.keys() <= _FIELDS:
            raise ValueError("other fields than those of a planner")
        files = {name: path.parent / str(said[name]) for name in ("key_file", "ca") if said.get(name)}
        return Destination(
            url=str(said["url"]),
            style=Style(said["style"]),
            model=str(said["model"]),
            key_file=files.get("key_file"),
            keyring=str(said["keyring"]) if said.get("keyring") else None,
            ca=files.get("ca"),
            most_tokens=int(said.get("most_tokens", 4096)),
            seconds=float(said.get("seconds", 120)),
        )
    except (OSError, ValueError, KeyError, TypeError, yaml.YAMLError) as error:
        raise BadInput(f"a planner's file at {path}", type(error).__name__, todo) from error


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
