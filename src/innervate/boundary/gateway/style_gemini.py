"""generateContent, Google's API: the model stands in the address, not in the body."""

from __future__ import annotations

from innervate.boundary.canonical import Json
from innervate.boundary.gateway.clearance import Told
from innervate.boundary.gateway.style import Around, Reply, Taken, at, count, items, joined


def headers(key: str | None) -> list[tuple[str, str]]:
    return [] if key is None else [("x-goog-api-key", key)]


def body(around: Around, content: str) -> dict[str, Json]:
    config: dict[str, Json] = {"maxOutputTokens": around.most_tokens}
    if around.schema is not None:
        config |= {"responseMimeType": "application/json", "responseJsonSchema": _known(around.schema)}
    return {
        "systemInstruction": {"parts": [{"text": around.instructions}]},
        "contents": [{"role": "user", "parts": [{"text": content}]}],
        "generationConfig": config,
    }


def content_of(body: Json) -> str | None:
    found = at(body, "contents", -1, "parts", 0, "text")
    return found if isinstance(found, str) else None


def reply(said: object) -> Reply:
    """Parts that are thoughts are left out. A question that was blocked has no candidate."""
    taken = _taken(at(said, "usageMetadata"))
    if isinstance(at(said, "promptFeedback", "blockReason"), str):
        return Reply(Told.DECLINED, taken=taken)
    match at(said, "candidates", 0, "finishReason"):
        case "MAX_TOKENS":
            return Reply(Told.TOO_LONG, taken=taken)
        case "STOP" | None:
            parts = items(said, "candidates", 0, "content", "parts")
            text = joined([part for part in parts if at(part, "thought") is not True])
            found = text is not None
            return Reply(Told.ANSWERED, text or "", taken) if found else Reply(Told.UNUSABLE, taken=taken)
        case "SAFETY" | "RECITATION" | "BLOCKLIST" | "PROHIBITED_CONTENT" | "SPII" | "LANGUAGE":
            return Reply(Told.DECLINED, taken=taken)
    return Reply(Told.UNUSABLE, taken=taken)


def failure(status: int, said: object) -> Told | None:
    """A wrong key is a bad request here, and says so in its details."""
    wrong = any(at(one, "reason") == "API_KEY_INVALID" for one in items(said, "error", "details"))
    return Told.KEY if status == 400 and wrong else None


def _known(schema: Json) -> Json:
    """The schema without patterns, which are not among what the API says that it knows."""
    match schema:
        case dict():
            kept = {k: v for k, v in schema.items() if k != "pattern" or not isinstance(v, str)}
            return {name: _known(part) for name, part in kept.items()}
        case list():
            return [_known(part) for part in schema]
    return schema


def _taken(usage: object) -> Taken | None:
    if not isinstance(usage, dict):
        return None
    output = count(usage, "candidatesTokenCount") + count(usage, "thoughtsTokenCount")
    return Taken(count(usage, "promptTokenCount"), count(usage, "cachedContentTokenCount"), output)
