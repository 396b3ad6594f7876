"""What servers of the four APIs answer, in the shapes that these have: successes, refusals, ends by length,
errors.

Promises: whole answers with all that a server sends along, so that also its own SDK reads them (a test lets
each do so). Texts are generated here; none is a server's.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from innervate.boundary.gateway.destination import Style

READ, CACHED, MADE = 1201, 1024, 57
"""Tokens of each success: all that were read, those of them that were kept, those that were made."""
_KINDS = {
    400: ("invalid_request_error", "INVALID_ARGUMENT"),
    401: ("authentication_error", "UNAUTHENTICATED"),
    402: ("billing_error", "FAILED_PRECONDITION"),
    403: ("permission_error", "PERMISSION_DENIED"),
    404: ("not_found_error", "NOT_FOUND"),
    408: ("timeout_error", "DEADLINE_EXCEEDED"),
    429: ("rate_limit_error", "RESOURCE_EXHAUSTED"),
    500: ("api_error", "INTERNAL"),
    502: ("api_error", "UNAVAILABLE"),
    503: ("overloaded_error", "UNAVAILABLE"),
    529: ("overloaded_error", "UNAVAILABLE"),
}


@dataclass(frozen=True, slots=True)
class Shapes:
    """Of one API. success: from the text of a plan. thought: the same, after some thinking. refused,
    filtered, cut: without a plan. error: by status."""

    success: Callable[[str], object]
    thought: Callable[[str], object]
    refused: object
    filtered: object
    cut: object
    error: Callable[[int], object]


def body(shape: object) -> bytes:
    return json.dumps(shape).encode()


def _chat(text: str | None, reason: str = "stop", **more: object) -> object:
    message = {"role": "assistant", "content": text, "refusal": None, "annotations": [], **more}
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1_760_000_000,
        "model": "planner-one",
        "choices": [{"index": 0, "message": message, "logprobs": None, "finish_reason": reason}],
        "usage": {
            "prompt_tokens": READ,
            "completion_tokens": MADE,
            "total_tokens": READ + MADE,
            "prompt_tokens_details": {"cached_tokens": CACHED, "audio_tokens": 0},
            "completion_tokens_details": {"reasoning_tokens": 11, "audio_tokens": 0},
        },
        "service_tier": "default",
        "system_fingerprint": "fp_1",
    }


def _openai_error(status: int) -> object:
    kind, _ = _KINDS[status]
    code = {401: "invalid_api_key", 402: "insufficient_quota", 404: "model_not_found"}.get(status)
    return {"error": {"message": "It did not work.", "type": kind, "param": None, "code": code}}


def _messages(parts: list[object], reason: str = "end_turn") -> object:
    return {
        "id": "msg_1",
        "type": "message",
        "role": "assistant",
        "model": "planner-one",
        "content": parts,
        "stop_reason": reason,
        "stop_sequence": None,
        "usage": {
            "input_tokens": READ - CACHED - 7,
            "cache_creation_input_tokens": 7,
            "cache_read_input_tokens": CACHED,
            "output_tokens": MADE,
            "service_tier": "standard",
        },
    }


def _said(text: str) -> object:
    return {"type": "text", "text": text, "citations": None}


def _messages_error(status: int) -> object:
    kind, _ = _KINDS[status]
    return {"type": "error", "error": {"type": kind, "message": "It did not work."}, "request_id": "req_1"}


def _responses(output: list[object], status: str = "completed", reason: str | None = None) -> object:
    return {
        "id": "resp_1",
        "object": "response",
        "created_at": 1_760_000_000,
        "status": status,
        "error": None,
        "incomplete_details": {"reason": reason} if reason else None,
        "instructions": "…",
        "max_output_tokens": 4096,
        "model": "planner-one",
        "output": output,
        "parallel_tool_calls": True,
        "previous_response_id": None,
        "reasoning": {"effort": None, "summary": None},
        "store": False,
        "temperature": 1.0,
        "text": {"format": {"type": "text"}},
        "tool_choice": "auto",
        "tools": [],
        "top_p": 1.0,
        "truncation": "disabled",
        "usage": {
            "input_tokens": READ,
            "input_tokens_details": {"cached_tokens": CACHED, "cache_write_tokens": 0},
            "output_tokens": MADE,
            "output_tokens_details": {"reasoning_tokens": 11},
            "total_tokens": READ + MADE,
        },
        "metadata": {},
    }


def _output(part: object, status: str = "completed") -> object:
    return {"id": "msg_1", "type": "message", "role": "assistant", "status": status, "content": [part]}


def _output_text(text: str) -> object:
    return {"type": "output_text", "text": text, "annotations": [], "logprobs": []}


def _gemini(parts: list[object], reason: str = "STOP") -> object:
    return {
        "candidates": [{"content": {"parts": parts, "role": "model"}, "finishReason": reason, "index": 0}],
        "usageMetadata": {
            "promptTokenCount": READ,
            "cachedContentTokenCount": CACHED,
            "candidatesTokenCount": MADE - 11,
            "thoughtsTokenCount": 11,
            "totalTokenCount": READ + MADE,
        },
        "modelVersion": "planner-one",
        "responseId": "r1",
    }


def _gemini_error(status: int) -> object:
    _, name = _KINDS[status]
    return {"error": {"code": status, "message": "It did not work.", "status": name, "details": []}}


def _blocked() -> object:
    return {
        "promptFeedback": {"blockReason": "PROHIBITED_CONTENT"},
        "usageMetadata": {"promptTokenCount": READ, "totalTokenCount": READ},
        "modelVersion": "planner-one",
        "responseId": "r1",
    }


_THINKING: dict[str, object] = {"type": "thinking", "thinking": "plan: not this\n", "signature": "c2lnbmVk"}
_REASONING: dict[str, object] = {
    "id": "rs_1",
    "type": "reasoning",
    "summary": [{"type": "summary_text", "text": "plan: not this\n"}],
}
NO = "I can't help with that."

SHAPES: Mapping[Style, Shapes] = {
    Style.CHAT: Shapes(
        success=_chat,
        thought=lambda text: _chat(text, reasoning_content="plan: not this\n"),
        refused=_chat(None, refusal=NO),
        filtered=_chat("", "content_filter"),
        cut=_chat("plan: Half of", "length"),
        error=_openai_error,
    ),
    Style.MESSAGES: Shapes(
        success=lambda text: _messages([_said(text)]),
        thought=lambda text: _messages([_THINKING, _said(text)]),
        refused=_messages([_said(NO)], "refusal"),
        filtered=_messages([], "refusal"),
        cut=_messages([_said("plan: Half of")], "max_tokens"),
        error=_messages_error,
    ),
    Style.RESPONSES: Shapes(
        success=lambda text: _responses([_output(_output_text(text))]),
        thought=lambda text: _responses([_REASONING, _output(_output_text(text))]),
        refused=_responses([_output({"type": "refusal", "refusal": NO})]),
        filtered=_responses([], "incomplete", "content_filter"),
        cut=_responses(
            [_output(_output_text("plan: Half of"), "incomplete")], "incomplete", "max_output_tokens"
        ),
        error=_openai_error,
    ),
    Style.GEMINI: Shapes(
        success=lambda text: _gemini([{"text": text}]),
        thought=lambda text: _gemini([{"text": "plan: not this\n", "thought": True}, {"text": text}]),
        refused=_gemini([], "SAFETY"),
        filtered=_blocked(),
        cut=_gemini([{"text": "plan: Half of"}], "MAX_TOKENS"),
        error=_gemini_error,
    ),
}
