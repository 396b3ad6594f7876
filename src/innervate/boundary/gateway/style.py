"""What every style of planner has: how a question is put to it, and how its answer is read.

Promises: a body is a function of what stands around a question and of the question alone. Of an answer comes
back how it ended, its text, and what it took, as bounded numbers: no word of a server's own. A form is a
module of its own (`style_chat`, `style_messages`, `style_responses`, `style_gemini`, `style_line`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from innervate.boundary.canonical import Json
from innervate.boundary.gateway.clearance import Told

MOST_COUNT = 1_000_000_000
"""More tokens than any answer takes."""
SCHEMA_NAME = "plan"


@dataclass(frozen=True, slots=True)
class Around:
    """What a body has beside its question. schema: what the answer has to keep to, if anything."""

    model: str
    instructions: str
    most_tokens: int
    schema: dict[str, Json] | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """Tokens, as the planner's server counts them. cached: those of input that it had kept."""

    input: int
    cached: int
    output: int


@dataclass(frozen=True, slots=True)
class Reply:
    """How an answer ended, its text if it did well, and what it took, where that was said.

    wait: the seconds after which another try was asked for.
    """

    told: Told
    text: str = ""
    taken: Taken | None = None
    wait: float | None = None


class Form(Protocol):
    """One style."""

    def headers(self, key: str | None) -> list[tuple[str, str]]:
        """Those that only this style has. key: None for a planner without."""
        ...

    def body(self, around: Around, content: str) -> dict[str, Json]:
        """The whole body. content: the question, written."""
        ...

    def content_of(self, body: Json) -> str | None:
        """The question in a body that may be this style's; whoever asks makes the body anew and compares."""
        ...

    def reply(self, said: object) -> Reply:
        """A successful answer, read. said: its JSON."""
        ...

    def failure(self, status: int, said: object) -> Told | None:
        """What the body of an error adds to its status, if anything."""
        ...


def at(said: object, *path: str | int) -> object:
    """What stands at a path of JSON; None where nothing does."""
    for part in path:
        match said, part:
            case dict(), str():
                said = said.get(part)
            case list(), int() if -len(said) <= part < len(said):
                said = said[part]
            case _:
                return None
    return said


def items(said: object, *path: str | int) -> list[object]:
    """The list that stands there; none where there is none."""
    found = at(said, *path)
    return found if isinstance(found, list) else []


def count(said: object, *path: str | int) -> int:
    """A number of tokens; 0 for what is none."""
    found = at(said, *path)
    return min(found, MOST_COUNT) if type(found) is int and found > 0 else 0


def joined(parts: list[object], name: str = "text") -> str | None:
    """The texts of some parts, one after the other; None where there is none."""
    texts = [text for part in parts if isinstance(text := at(part, name), str)]
    return "".join(texts) if texts else None


def as_text(plan: Mapping[str, object]) -> str:
    """A plan that came as JSON, as the text of one: JSON is YAML. In lines, as complaints name lines."""
    return json.dumps(plan, ensure_ascii=False, indent=1)
