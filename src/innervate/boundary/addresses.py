"""Whether an address or path lies below one that a person allowed, with nothing about it left to guess.

Promises: what is below a prefix has the same scheme, host and port, or is in the same folder, whatever
program reads it. Refuses whatever programs read in different ways: a user's name, a backslash, dots that
climb, percent signs, characters that are not plain ASCII.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_URL = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]*)://(?P<host>[a-z0-9.-]+(?::[0-9]{1,5})?)(?P<path>/[!-~]*)?")
_NO_FOLDER = frozenset("?#")
_FORBIDDEN = frozenset("\\%@<>\"'`{}|^ ")


@dataclass(frozen=True, slots=True)
class Prefix:
    """authority: scheme://host:port, "" for a path of this machine. folder: ends in a slash."""

    authority: str
    folder: str


def prefix_of(text: str) -> Prefix | None:
    """A declared prefix; None unless it ends at a folder and nothing in it is ambiguous."""
    split = _split(text)
    if split is None or not split[1].endswith("/") or not _NO_FOLDER.isdisjoint(split[1]):
        return None
    return Prefix(*split)


def below(text: str, prefix: str) -> bool:
    """Whether an address or path lies below a declared prefix."""
    allowed, split = prefix_of(prefix), _split(text)
    if allowed is None or split is None:
        return False
    authority, path = split
    return authority == allowed.authority and path.startswith(allowed.folder)


def _split(text: str) -> tuple[str, str] | None:
    """Authority and path, of what every program reads alike."""
    if not text.isascii() or not text.isprintable() or not _FORBIDDEN.isdisjoint(text):
        return None
    found = _URL.fullmatch(text)
    if found is not None:
        authority, path = f"{found['scheme']}://{found['host']}", found["path"] or "/"
        bare = re.split(r"[?#]", path)[0]
    elif text.startswith("/") and not text.startswith("//"):
        authority, path, bare = "", text, text
    else:
        return None
    if any(part in (".", "..") for part in bare.split("/")):
        return None
    return authority, path
