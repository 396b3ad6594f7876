"""Responses, OpenAI's newer API.

`store` is false: nothing is asked to be kept there.
"""

from __future__ import annotations

from innervate.boundary.canonical import Json
from innervate.boundary.gateway import style_chat
from innervate.boundary.gateway.clearance import Told
from innervate.boundary.gateway.style import SCHEMA_NAME, Around, Reply, Taken, at, count, items, joined

headers = style_chat.headers
failure = style_chat.failure


def body(around: Around, content: str) -> dict[str, Json]:
    made: dict[str, Json] = {
        "model": around.model,
        "max_output_tokens": around.most_tokens,
        "instructions": around.instructions,
        "input": [{"role": "user", "content": content}],
        "store": False,
    }
    if around.schema is not None:
        form: Json = {"type": "json_schema", "name": SCHEMA_NAME, "schema": around.schema, "strict": False}
        made["text"] = {"format": form}
    return made


def content_of(body: Json) -> str | None:
    found = at(body, "input", -1, "content")
    return found if isinstance(found, str) else None


def reply(said: object) -> Reply:
    """Of the output, the messages; what was reasoned before is left out."""
    taken = _taken(at(said, "usage"))
    match at(said, "status"), at(said, "incomplete_details", "reason"):
        case "incomplete", "content_filter":
            return Reply(Told.DECLINED, taken=taken)
        case "incomplete", _:
            return Reply(Told.TOO_LONG, taken=taken)
        case "failed", _:
            limited = at(said, "error", "code") == "rate_limit_exceeded"
            return Reply(Told.LIMITED if limited else Told.FAULT, taken=taken)
    messages = [one for one in items(said, "output") if at(one, "type") == "message"]
    parts = [part for one in messages for part in items(one, "content")]
    if any(at(part, "type") == "refusal" for part in parts):
        return Reply(Told.DECLINED, taken=taken)
    text = joined([part for part in parts if at(part, "type") == "output_text"])
    return Reply(Told.ANSWERED, text, taken) if text is not None else Reply(Told.UNUSABLE, taken=taken)


def _taken(usage: object) -> Taken | None:
    if not isinstance(usage, dict):
        return None
    cached = count(usage, "input_tokens_details", "cached_tokens")
    return Taken(count(usage, "input_tokens"), cached, count(usage, "output_tokens"))
