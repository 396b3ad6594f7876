"""Elements of what pixels tell: a detected thing and the text in it, a text that stands for itself.

Promises: ids follow role, text and order, so that a thing that moves keeps its name. Everything is named by
content: what only pixels tell is never public by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from hashlib import blake2b

from innervate.core.scene import Element, TextRun
from innervate.core.vocabulary import EDITABLE, Role, Source, State
from innervate.perception.layout import bands
from innervate.perception.reader import is_secret
from innervate.perception.region import HOLDING, Region, Thing

_ENABLED = frozenset({State.ENABLED})
_SEVERAL_LINES = 64
"""Height of an entry, in pixels, from which on it takes several lines."""


def sheet(region: Region) -> Element:
    """All that a window shows, as one document: what is written in it is read from it."""
    return Element(
        sheet_id(region),
        Role.DOCUMENT,
        "",
        region.bounds,
        region.window,
        parent=region.parent,
        source=Source.PIXELS,
        confidence=0.6,
        named_by_content=True,
        origin=region.origin,
    )


def sheet_id(region: Region) -> str:
    return f"px:{region.window}:{region.key}:sheet"


def text_of(runs: Sequence[TextRun]) -> str:
    """Texts in reading order."""
    if len(runs) < 2:
        return runs[0].text if runs else ""
    return " ".join(run.text for line in bands([(run, run.bounds) for run in runs]) for run, _ in line)


class Names:
    """Ids within one region, by what a thing is and says, and how often that has been said before.

    What is said again is another thing, be it of the same role or not: a heading that a page shows is new,
    though a link to it was there.
    """

    def __init__(self, region: Region) -> None:
        self._start = f"px:{region.window}:{region.key}"
        self._seen: dict[str, int] = {}

    def next(self, role: Role, text: str) -> str:
        plain = "".join(c for c in text.casefold() if c.isalnum()) or role.value
        self._seen[plain] = self._seen.get(plain, 0) + 1
        digest = blake2b(f"{role.value}|{plain}".encode(), digest_size=6).hexdigest()
        count = f"~{self._seen[plain]}" if self._seen[plain] > 1 else ""
        return f"{self._start}:{digest}{count}"


def element(region: Region, names: Names, thing: Thing, text: str) -> Element:
    """The element of a detected thing that holds this text."""
    if thing.role is Role.ENTRY and is_secret(text, fewest=2):
        thing = replace(thing, role=Role.PASSWORD)
    holds = thing.role in HOLDING
    states = thing.states | ({State.EDITABLE} if thing.role in EDITABLE else frozenset())
    if thing.role is Role.ENTRY and thing.bounds.height > _SEVERAL_LINES:
        states |= {State.MULTI_LINE}
    value = text if holds or thing.role is Role.CELL else None
    return Element(
        id=names.next(thing.role, "" if holds else text),
        role=thing.role,
        name="" if holds else text,
        bounds=thing.bounds,
        window=region.window,
        value=value,
        parent=region.parent,
        states=states,
        source=Source.PIXELS,
        confidence=thing.confidence,
        named_by_content=True,
        origin=region.origin,
    )


def written(region: Region, names: Names, role: Role, run: TextRun) -> Element:
    """A text that stands for itself: a label, or a link."""
    return Element(
        id=names.next(role, run.text),
        role=role,
        name=run.text,
        bounds=run.bounds,
        window=region.window,
        parent=region.parent,
        states=_ENABLED if role is Role.LINK else frozenset(),
        source=Source.PIXELS,
        confidence=run.confidence,
        named_by_content=True,
        origin=region.origin,
    )
