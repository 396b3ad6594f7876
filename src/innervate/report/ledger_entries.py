"""The ledger's records as a reader thinks of them: one sending each, with what came of it and what it said.

Promises: what a body says in words is read from its very bytes; a body that is not understood is shown as
bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from innervate.boundary.canonical import Json
from innervate.boundary.changes import are_changes, read_changes
from innervate.boundary.gateway.destination import FORMS
from innervate.boundary.ledger_records import Kind, Record
from innervate.boundary.reading import read_view
from innervate.core.errors import BadInput


@dataclass(frozen=True, slots=True)
class Sending:
    """Bytes that were to leave. ended: what came of it; None while nothing tells it."""

    record: Record
    ended: Kind | None
    ended_at: str | None

    @property
    def size(self) -> int:
        return len(self.record.body)

    @property
    def at(self) -> float:
        return seconds(self.record.at)

    @property
    def ending(self) -> str:
        """In a person's words."""
        return ENDINGS[self.ended]


ENDINGS = {
    Kind.SENT: "sent",
    Kind.FAILED: "failed, may have arrived",
    Kind.WITHHELD: "did not leave",
    None: "end unknown",
}


def sendings(records: Iterable[Record]) -> list[Sending]:
    """In the order in which they were to leave."""
    left: dict[int, Sending] = {}
    for record in records:
        if record.kind is Kind.LEAVING:
            left[record.number] = Sending(record, None, None)
        elif record.of in left:
            left[record.of] = Sending(left[record.of].record, record.kind, record.at)
    return list(left.values())


@dataclass(frozen=True, slots=True)
class Said:
    """What a body says. view: in words. goal, codes: as they stand in it."""

    view: str
    goal: str | None
    codes: tuple[str, ...]


def said(body: bytes) -> Said | None:
    """What was asked, of a body with a View in it; None of any other."""
    try:
        question, view = _question(json.loads(body))
        if are_changes(view):
            read_changes(view)
        else:
            read_view(view)
        goal, codes = question.get("goal"), question.get("codes")
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, BadInput, RecursionError):
        return None
    return Said(
        view,
        goal if isinstance(goal, str) else None,
        tuple(str(one[-1]) for one in codes if one) if isinstance(codes, list) else (),
    )


def _question(outer: Json) -> tuple[dict[str, object], str]:
    """What stands in a body of any style, and the View in it.

    :raises ValueError: it is none.
    """
    for form in FORMS:
        content = form.content_of(outer)
        try:
            question = None if content is None else json.loads(content)
        except ValueError:
            continue
        if isinstance(question, dict) and isinstance(question.get("view"), str):
            return question, question["view"]
    raise ValueError("no question")


def seconds(at: str) -> float:
    """0 for a time that is none: a broken ledger is shown, too."""
    try:
        return datetime.fromisoformat(at).timestamp()
    except ValueError:
        return 0.0
