"""Chat Completions, as OpenAI's API and nearly every local server speak it."""

from __future__ import annotations

import re

from innervate.boundary.canonical import Json
from innervate.boundary.gateway.clearance import Told
from innervate.boundary.gateway.style import SCHEMA_NAME, Around, Reply, Taken, at, count, joined

_THOUGHT = re.compile(r"\A\s*<think>.*?</think>\s*", re.DOTALL)


def headers(key: str | None) -> list[tuple[str, str]]:
    return [] if key is None else [("Authorization", f"Bearer {key}")]


def body(around: Around, content: str) -> dict[str, Json]:
    """The instructions come first: servers keep what they read of the beginnings that they saw before."""
    messages: list[Json] = [
        {"role": "system", "content": around.instructions},
        {"role": "user", "content": content},
    ]
    made: dict[str, Json] = {"model": around.model, "max_tokens": around.most_tokens, "messages": messages}
    if around.schema is not None:
        # Not `strict`: its subset has neither maps with free keys nor fields that may be left out.
        schema: Json = {"name": SCHEMA_NAME, "schema": around.schema, "strict": False}
        made["response_format"] = {"type": "json_schema", "json_schema": schema}
    return made


def content_of(body: Json) -> str | None:
    found = at(body, "messages", -1, "content")
    return found if isinstance(found, str) else None


def reply(said: object) -> Reply:
    """What a model thought before it answered is left out: it stands elsewhere, in a part of its own, or,
    where a server knows no better, before the answer."""
    taken = taken_of(at(said, "usage"))
    match at(said, "choices", 0, "finish_reason"):
        case "length":
            return Reply(Told.TOO_LONG, taken=taken)
        case "content_filter":
            return Reply(Told.DECLINED, taken=taken)
    if isinstance(at(said, "choices", 0, "message", "refusal"), str):
        return Reply(Told.DECLINED, taken=taken)
    text = _text(at(said, "choices", 0, "message", "content"))
    return Reply(Told.UNUSABLE, taken=taken) if text is None else Reply(Told.ANSWERED, text, taken)


def _text(content: object) -> str | None:
    if isinstance(content, list):
        return joined([part for part in content if at(part, "type") == "text"])
    return _THOUGHT.sub("", content, count=1) if isinstance(content, str) else None


def failure(status: int, said: object) -> Told | None:
    match status, at(said, "error", "code"):
        case ((429 | 403), "insufficient_quota"):
            return Told.UNPAID
        case 400, "model_not_found":
            return Told.ABSENT
    return None


def taken_of(usage: object) -> Taken | None:
    if not isinstance(usage, dict):
        return None
    cached = count(usage, "prompt_tokens_details", "cached_tokens")
    return Taken(count(usage, "prompt_tokens"), cached, count(usage, "completion_tokens"))
