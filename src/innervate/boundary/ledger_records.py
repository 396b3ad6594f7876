"""What one line of the ledger says: a record of bytes that are to leave, or of what came of that.

Promises: a record is one line of canonical JSON, so a record has one form, and its hash is the SHA-256 of
that line without its end; each line names the hash of the line before. Bytes that are UTF-8 stand in it as
they are, others as base64: both give back exactly the bytes. Refuses lines that say anything in another way.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from innervate.boundary.canonical import Json, canonical
from innervate.core.errors import BadInput

MOST_BYTES = 4 << 20
"""More than this never leaves at once."""
BEGINNING = "0" * 64
"""What the first line names as the hash of the line before."""
_FIELDS = frozenset("number at kind run face sink of head body sha256 size previous".split())


class Face(StrEnum):
    """By which door something left."""

    PLANNER = "planner"
    GOAL = "goal"
    MCP = "mcp"
    EXEC = "exec"


class Kind(StrEnum):
    """leaving: about to be sent, with the bytes. sent, failed (it may have arrived), withheld (it did not
    leave after all): what came of the record `of`."""

    LEAVING = "leaving"
    SENT = "sent"
    FAILED = "failed"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class Record:
    """One line. at: UTC, ISO 8601. sink: where to. head: what goes before the bytes (request line and
    headers, the key left out). of: the number of the record whose end this tells; 0 for one that tells of
    bytes."""

    number: int
    at: str
    kind: Kind
    run: str
    face: Face
    sink: str
    of: int
    head: str
    body: bytes
    previous: str

    @property
    def digest(self) -> str:
        return sha256(self.body).hexdigest()


def line_of(record: Record) -> bytes:
    """The line, without its end."""
    try:
        body: Json = {"text": record.body.decode("utf-8")}
    except UnicodeDecodeError:
        body = {"base64": base64.b64encode(record.body).decode("ascii")}
    return canonical(
        {
            "number": record.number,
            "at": record.at,
            "kind": record.kind.value,
            "run": record.run,
            "face": record.face.value,
            "sink": record.sink,
            "of": record.of,
            "head": record.head,
            "body": body,
            "sha256": record.digest,
            "size": len(record.body),
            "previous": record.previous,
        }
    )


def hash_of(line: bytes) -> str:
    """The hash that the next line names."""
    return sha256(line).hexdigest()


def record_of(line: bytes) -> Record:
    """
    :raises BadInput: the line is no record, or a record that is written in another way.
    """
    try:
        said = json.loads(line)
        if type(said) is not dict or said.keys() != _FIELDS:
            raise ValueError("other fields than a record has")
        record = Record(
            _number(said["number"]),
            _text(said["at"]),
            Kind(said["kind"]),
            _text(said["run"]),
            Face(said["face"]),
            _text(said["sink"]),
            _number(said["of"]),
            _text(said["head"]),
            _body(said["body"]),
            _text(said["previous"]),
        )
        if line_of(record) != line:
            raise ValueError("its contents are not what it says of them")
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise BadInput("a record of the ledger", type(error).__name__, "see docs/boundary.md") from error
    return record


def _body(said: object) -> bytes:
    match said:
        case {"text": str(text), **rest} if not rest:
            return text.encode()
        case {"base64": str(text), **rest} if not rest:
            return base64.b64decode(text, validate=True)
    raise ValueError("no bytes")


def _number(said: object) -> int:
    if type(said) is not int or said < 0:
        raise ValueError("no count")
    return said


def _text(said: object) -> str:
    if type(said) is not str:
        raise ValueError("no text")
    return said
