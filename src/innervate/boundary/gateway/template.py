"""The one form in which something is put to a planner, and the one in which its answer is read.

Promises: the body is a function of destination, instructions and question alone, so that core and gateway can
each make it and compare; of an answer only its text comes back, bounded.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.resources import files
from typing import NoReturn

from innervate.boundary.canonical import Json, canonical
from innervate.boundary.gateway.destination import Destination, Style
from innervate.core.errors import BadInput
from innervate.core.planner import Question

MOST_PLAN = 256 << 10
"""Characters of a plan that comes back."""

INSTRUCTIONS = (
    "You plan for a person's desktop that you can't see. You are given a view of it, line by line: "
    "windows, and in each its elements with role, public name, states, and handles such as "
    "\u27e6DATE_7\u27e7 that stand for values which stay on that person's machine. A table or list says "
    "how many rows it has (of few: 2 to 5, some: 6 to 30, many) and the types of its columns. What has "
    "no public name is only counted (others). A view since another tells what changed: - gone, + new, ~ "
    "the one of this role and name is so now. A profile is known of an application from before: its "
    "screens by number, the presses by which each is reached (from a screen, else from anywhere), and what "
    "it has; can lists what an application can do, with what that takes. Answer with a plan in the plan "
    "language, as YAML, and with nothing else. Name values by their handles. Never guess what a handle "
    "stands for.\n\n"
) + files("innervate.boundary.gateway").joinpath("language.md").read_text(encoding="utf-8")


def said(question: Question) -> dict[str, Json]:
    """What is asked, to be written."""
    return {
        "view": question.view.decode(),
        "goal": question.goal,
        "codes": [code.value for code in question.codes],
        "complaints": [[one.line, one.fault.value] for one in question.complaints],
    }


def written(question: Question) -> str:
    """The user's part of a body."""
    return canonical(said(question)).decode()


@dataclass(frozen=True, slots=True)
class Template:
    """Bodies for one destination. instructions: a fixed text that both processes know."""

    destination: Destination
    instructions: str = INSTRUCTIONS

    def body(self, question: Question) -> bytes:
        """The body, to the byte."""
        return canonical(self.around(written(question)))

    def around(self, content: str) -> dict[str, Json]:
        """The body around the user's part."""
        user: Json = {"role": "user", "content": content}
        to = self.destination
        if to.style is Style.MESSAGES:
            return {
                "model": to.model,
                "max_tokens": to.most_tokens,
                "system": self.instructions,
                "messages": [user],
            }
        system: Json = {"role": "system", "content": self.instructions}
        return {"model": to.model, "max_tokens": to.most_tokens, "messages": [system, user]}

    def content_of(self, body: Json) -> str | None:
        """The user's part of a body that has this template's form; None of any other."""
        match body:
            case {"messages": [*_, {"content": str(content)}]} if body == self.around(content):
                return content
        return None

    def answer(self, data: bytes) -> str:
        """The text of a planner's answer.

        :raises BadInput: it is not of the style's form, or too long. Never quotes it.
        """
        try:
            said = json.loads(data)
        except (ValueError, RecursionError):
            _bad("no JSON")
        match (self.destination.style, said):
            case (Style.CHAT, {"choices": [{"message": {"content": str(text)}}, *_]}):
                pass
            case (Style.MESSAGES, {"content": [*parts]}):
                texts = [p["text"] for p in parts if isinstance(p, dict) and isinstance(p.get("text"), str)]
                text = "".join(texts) if texts else _bad("no text")
            case _:
                _bad("another form")
        if len(text) > MOST_PLAN:
            _bad("more than a plan can be")
        return text


def _bad(seen: str) -> NoReturn:
    raise BadInput("a planner's answer", seen, "ask again, or use a playbook")
