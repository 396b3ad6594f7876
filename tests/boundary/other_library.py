"""Another library asks servers of styles: `python other_library.py STYLE=BASE …` prints what it read of each.

A process of its own: its connections and its warnings are not those of the tests.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from pydantic_ai import Agent
from pydantic_ai.models.anthropic import AnthropicModel
from pydantic_ai.models.google import GoogleModel
from pydantic_ai.models.openai import OpenAIChatModel, OpenAIResponsesModel
from pydantic_ai.providers.anthropic import AnthropicProvider
from pydantic_ai.providers.google import GoogleProvider
from pydantic_ai.providers.openai import OpenAIProvider


def model(style: str, base: str) -> Any:
    name, at = "planner-one", {"base_url": base, "api_key": "unused"}
    match style:
        case "chat":
            return OpenAIChatModel(name, provider=OpenAIProvider(**at))
        case "responses":
            return OpenAIResponsesModel(name, provider=OpenAIProvider(**at))
        case "messages":
            return AnthropicModel(name, provider=AnthropicProvider(**at))
        case "gemini":
            return GoogleModel(name, provider=GoogleProvider(**at))
    raise ValueError(style)


def read(style: str, base: str) -> list[object]:
    settings: Any = {"max_tokens": 4096, "anthropic_cache_instructions": True}
    agent = Agent(model(style, base), instructions="The instructions.", model_settings=settings)
    found = agent.run_sync('{"view":"view 1\\n"}')
    used = found.usage
    return [found.output, used.input_tokens, used.cache_read_tokens, used.output_tokens]


if __name__ == "__main__":
    pairs = [word.split("=", 1) for word in sys.argv[1:]]
    print(json.dumps([read(style, base) for style, base in pairs]))
