"""Messages, Anthropic's API.

A constrained answer is asked for as the input of a tool that has to be called: the schemas of `output_config`
may not refer to themselves, and a step of a plan holds steps.
"""

from __future__ import annotations

from innervate.boundary.canonical import Json
from innervate.boundary.gateway.clearance import Told
from innervate.boundary.gateway.style import (
    SCHEMA_NAME,
    Around,
    Reply,
    Taken,
    as_text,
    at,
    count,
    items,
    joined,
)


def headers(key: str | None) -> list[tuple[str, str]]:
    version = ("anthropic-version", "2023-06-01")
    return [version] if key is None else [version, ("x-api-key", key)]


def body(around: Around, content: str) -> dict[str, Json]:
    """The mark says that what stands up to there may be kept for the next question."""
    kept: Json = {"type": "ephemeral"}
    made: dict[str, Json] = {
        "model": around.model,
        "max_tokens": around.most_tokens,
        "system": [{"type": "text", "text": around.instructions, "cache_control": kept}],
        "messages": [{"role": "user", "content": content}],
    }
    if around.schema is not None:
        tool: Json = {"name": SCHEMA_NAME, "description": "Gives the plan.", "input_schema": around.schema}
        made["tools"] = [tool]
        made["tool_choice"] = {"type": "tool", "name": SCHEMA_NAME}
    return made


def content_of(body: Json) -> str | None:
    found = at(body, "messages", -1, "content")
    return found if isinstance(found, str) else None


def reply(said: object) -> Reply:
    """Of the parts of an answer, texts and the one tool's input; what was thought before is left out."""
    taken = _taken(at(said, "usage"))
    match at(said, "stop_reason"):
        case "max_tokens" | "model_context_window_exceeded":
            return Reply(Told.TOO_LONG, taken=taken)
        case "refusal":
            return Reply(Told.DECLINED, taken=taken)
    parts = items(said, "content")
    for part in parts:
        match part:
            case {"type": "tool_use", "name": "plan", "input": dict(plan)}:
                return Reply(Told.ANSWERED, as_text(plan), taken)
    text = joined([part for part in parts if at(part, "type") == "text"])
    return Reply(Told.ANSWERED, text, taken) if text is not None else Reply(Told.UNUSABLE, taken=taken)


def failure(status: int, said: object) -> Told | None:
    match at(said, "error", "type"):
        case "billing_error":
            return Told.UNPAID
        case "overloaded_error":
            return Told.OVERLOADED
    return None


def _taken(usage: object) -> Taken | None:
    """Here what was kept, and what was put there to be kept, stands beside the rest of the input."""
    if not isinstance(usage, dict):
        return None
    cached = count(usage, "cache_read_input_tokens")
    read = count(usage, "input_tokens") + count(usage, "cache_creation_input_tokens") + cached
    return Taken(read, cached, count(usage, "output_tokens"))
