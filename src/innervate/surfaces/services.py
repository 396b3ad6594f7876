"""What a web service answers to a plain GET, in JSON, as rows.

Promises: nothing is sent but the address that a person wrote into the desk file; no redirection is followed.
What is no JSON, no success, too long or too late is unknown.
"""

from __future__ import annotations

import json
import ssl
from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

from innervate.core.application import HttpAt
from innervate.surfaces.broker import connected

SECONDS = 3.0
MOST_BYTES = 1 << 22


def answered(service: HttpAt, place: str) -> list[dict[str, str]] | None:
    """An object for each row, what is nested in it by keys with dots. place: the service's name in the desk.

    :raises Lost: core is isolated, and what stands outside of it is gone.
    """
    try:
        said = json.loads(_body(service.url, place), parse_float=Decimal)
        for key in service.rows:
            said = said[key]
    except (OSError, HTTPException, ValueError, KeyError, TypeError, RecursionError):
        return None
    rows = said if isinstance(said, list) else [said]
    if not all(isinstance(row, dict) for row in rows):
        return None
    return [dict(_flat(row)) for row in rows]


def endpoint(url: str) -> tuple[str, int]:
    """Host and port of a web address."""
    parts = urlsplit(url)
    return parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)


def _body(url: str, place: str) -> bytes:
    parts = urlsplit(url)
    host, port = endpoint(url)
    # A connection that was made outside is given to it; it makes none itself then.
    made = connected(place, (host, port), SECONDS)
    kind: HTTPConnection
    if parts.scheme == "https":
        kind = HTTPSConnection(host, port, timeout=SECONDS)
        made = ssl.create_default_context().wrap_socket(made, server_hostname=host)
    else:
        kind = HTTPConnection(host, port, timeout=SECONDS)
    kind.sock = made
    with closing(kind):
        path = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
        kind.request("GET", path, headers={"Accept": "application/json"})
        answer = kind.getresponse()
        if answer.status != 200:
            raise HTTPException(f"status {answer.status}")
        body = answer.read(MOST_BYTES + 1)
        if len(body) > MOST_BYTES:
            raise HTTPException("too long an answer")
        return body


def _flat(row: dict[str, object], before: str = "") -> Iterator[tuple[str, str]]:
    for key, value in row.items():
        match value:
            case dict():
                yield from _flat(value, f"{before}{key}.")
            case list():
                continue
            case bool():
                yield f"{before}{key}", "true" if value else "false"
            case None:
                yield f"{before}{key}", ""
            case _:
                yield f"{before}{key}", str(value)
