"""One JSON object a line, as a program that plans reads and writes it; docs/planners.md is its contract.

`{"innervate": 1, "instructions", "view", "goal", "codes", "complaints"}` is asked; `{"plan": TEXT or OBJECT}`
or `{"error": …}` is answered, with what it took in `usage` if that is known.
"""

from __future__ import annotations

import json

from innervate.boundary.canonical import Json, canonical
from innervate.boundary.gateway.clearance import Told
from innervate.boundary.gateway.style import Around, Reply, Taken, as_text, at, count

VERSION = 1
_AROUND = {"innervate", "instructions", "schema"}


def headers(key: str | None) -> list[tuple[str, str]]:
    return []


def body(around: Around, content: str) -> dict[str, Json]:
    question: dict[str, Json] = json.loads(content)
    made: dict[str, Json] = {"innervate": VERSION, "instructions": around.instructions, **question}
    return made if around.schema is None else {**made, "schema": around.schema}


def content_of(body: Json) -> str | None:
    if not isinstance(body, dict):
        return None
    return canonical({name: value for name, value in body.items() if name not in _AROUND}).decode()


def reply(said: object) -> Reply:
    taken = _taken(at(said, "usage"))
    match said:
        case {"error": _}:
            return Reply(Told.DECLINED, taken=taken)
        case {"plan": str(text)}:
            return Reply(Told.ANSWERED, text, taken)
        case {"plan": dict(plan)}:
            return Reply(Told.ANSWERED, as_text(plan), taken)
    return Reply(Told.UNUSABLE, taken=taken)


def failure(status: int, said: object) -> Told | None:
    return None


def _taken(usage: object) -> Taken | None:
    if not isinstance(usage, dict):
        return None
    return Taken(count(usage, "input"), count(usage, "cached"), count(usage, "output"))
