"""The web origin that a browser's own address bar shows, where no tree tells it.

Promises: only windows of known browsers have one; it is read from the topmost entry of the window, which no
page can draw above. Refuses what is not wholly read: a character misread makes another origin, or none, and
nothing that is meant for one is given to another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from hashlib import blake2b
from pathlib import PurePath

from innervate.core.frame import Window
from innervate.core.geometry import Device, Rect
from innervate.core.scene import Row, Table, TextRun
from innervate.core.vocabulary import Role
from innervate.perception.region import Reading

_BROWSERS = frozenset(
    {"chromium", "chrome", "google-chrome", "firefox", "firefox-esr", "microsoft-edge", "brave"}
)
_DEPTH = 130
"""Pixels from the top of a browser's window in which its address bar stands."""
_ADDRESS = re.compile(
    r"(?:(?P<scheme>https?)://)?(?P<host>localhost|(?:\d{1,3}\.){3}\d{1,3}|(?:[a-z0-9-]+\.)+[a-z]{2,})(?P<port>:\d{1,5})?(?:/\S*)?",
    re.IGNORECASE,
)
_BELOW = 8
_HERE = re.compile(r"localhost|127\.\d+\.\d+\.\d+")
_LEAST_SURE = 0.85


def address_of(window: Window, texts: Sequence[TextRun]) -> tuple[str, TextRun] | None:
    """The origin that a browser's window shows, and the text that shows it; None for other windows.

    Browsers leave the scheme out: it is http on this machine, https elsewhere.
    """
    if PurePath(window.executable).name not in _BROWSERS:
        return None
    for run in texts:
        if run.bounds.bottom > window.bounds.y + _DEPTH or run.confidence < _LEAST_SURE:
            continue
        found = _ADDRESS.fullmatch(run.text.strip())
        if found is not None:
            host = found["host"].casefold()
            scheme = found["scheme"] or ("http" if _HERE.fullmatch(host) else "https")
            return f"{scheme.casefold()}://{host}{found['port'] or ''}", run
    return None


def addressed(window: Window, reading: Reading) -> Reading:
    """The reading of a browser's window: what stands below the address bar belongs to the origin it shows.

    Under another address all is new, whatever it looks like: ids are those of their page.
    """
    found = address_of(window, reading.texts)
    if found is None:
        return reading
    origin, bar = found
    top = bar.bounds.bottom + _BELOW
    page = blake2b(bar.text.encode(), digest_size=4).hexdigest()
    own = {
        e.id
        for e in reading.elements
        if e.bounds is not None and (e.bounds.y >= top or e.role is Role.DOCUMENT)
    }

    def named(one: str) -> str:
        return f"{one}@{page}" if one in own else one

    elements = tuple(
        replace(
            e,
            id=named(e.id),
            parent=named(e.parent),
            label=named(e.label) if e.label else None,
            origin=origin if e.id in own else None,
            bounds=below(e.bounds, top) if e.bounds and e.role is Role.DOCUMENT else e.bounds,
        )
        for e in reading.elements
    )
    tables = tuple(
        Table(
            named(t.id),
            t.columns,
            tuple(Row(named(r.id), tuple(named(c) if c else None for c in r.cells)) for r in t.rows),
        )
        for t in reading.tables
    )
    return replace(reading, elements=elements, tables=tables)


def below(place: Rect[Device], top: int) -> Rect[Device]:
    return Rect(place.x, top, place.width, max(0, place.bottom - top))
