"""The one form in which something is put to a planner, and the one in which its answer is read.

Promises: the body is a function of destination, instructions, schema and question alone, so that core and
gateway can each make it and compare; of an answer come back how it ended, its text, bounded, and numbers.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from importlib.resources import files

from innervate.boundary.canonical import Json, canonical
from innervate.boundary.gateway.clearance import Told, told_by
from innervate.boundary.gateway.destination import Target
from innervate.boundary.gateway.style import Around, Reply
from innervate.core.errors import BadInput
from innervate.core.planner import Question

MOST_PLAN = 256 << 10
"""Characters of a plan that comes back."""

INSTRUCTIONS = (
    "You plan for a person's desktop that you can't see. You are given a view of it, line by line: "
    "windows, and in each its elements with role, public name, states, and handles such as "
    "\u27e6DATE_7\u27e7 that stand for values which stay on that person's machine. A table or list says "
    "how many rows it has (of few: 2 to 5, some: 6 to 30, many) and the types of its columns. What has "
    "no public name is only counted (others). A profile is known of an application from before: its "
    "screens by number, the presses by which each is reached (from a screen, else from anywhere), and what "
    "it has; can lists what an application can do, with what that takes. Answer with a plan in the plan "
    "language, as YAML, and with nothing else. Name values by their handles. Never guess what a handle "
    "stands for.\n\n"
) + files("innervate.boundary.gateway").joinpath("language.md").read_text(encoding="utf-8")


MOST_LAST = 12_000
"""Characters of a planner's last answer that it is reminded of."""


def said(question: Question) -> dict[str, Json]:
    """What is asked, to be written."""
    return {
        "view": question.view.decode(),
        "goal": question.goal,
        "last": question.last,
        "codes": [[one.line, one.code.value] for one in question.codes],
        "complaints": [[one.line, one.fault.value] for one in question.complaints],
        "bound": [*question.bound],
        "earlier": [*question.earlier],
    }


def own_words(question: Question, answers: Collection[str]) -> Question:
    """The question less all words of plans that are in none of these answers, which are the planner's own.

    What became of a plan is told to nobody who did not make it. Of a long answer, only what is wrong with it.
    """
    own = question.last in answers
    brief = own and question.last is not None and len(question.last) <= MOST_LAST
    return replace(
        question,
        last=question.last if brief else None,
        codes=question.codes if brief else (),
        complaints=question.complaints if own else (),
        bound=tuple(name for name in question.bound if any(_names(name, one) for one in answers)),
        earlier=tuple(title for title in question.earlier if any(title in one for one in answers)),
        changed=b"",
    )


def _names(name: str, text: str) -> bool:
    return re.search(rf"\${re.escape(name)}(?![a-z0-9_])", text) is not None


def written(question: Question) -> str:
    """The user's part of a body."""
    return canonical(said(question)).decode()


@dataclass(frozen=True, slots=True)
class Template:
    """Bodies for one destination. instructions, schema: fixed, and known to both processes.

    schema: what answers have to keep to, where the destination is to be constrained.
    """

    destination: Target
    instructions: str = INSTRUCTIONS
    schema: dict[str, Json] | None = None

    def __post_init__(self) -> None:
        if self.destination.constrain and self.schema is None:
            raise BadInput("the schema of plans", "none", "start the gateway by `innervate`")

    def body(self, question: Question) -> bytes:
        """The body, to the byte."""
        return canonical(self.around(written(question)))

    def around(self, content: str) -> dict[str, Json]:
        """The body around the user's part."""
        to = self.destination
        schema = self.schema if to.constrain else None
        return to.form.body(Around(to.model, self.instructions, to.most_tokens, schema), content)

    def content_of(self, body: Json) -> str | None:
        """The user's part of a body that has this template's form; None of any other."""
        content = self.destination.form.content_of(body)
        try:
            return content if content is not None and body == self.around(content) else None
        except ValueError:
            return None  # a question that is no JSON, where it has to be

    def reply(self, status: int, data: bytes) -> Reply:
        """What became of the question by an answer; never quotes it."""
        form = self.destination.form
        try:
            said: object = json.loads(data)
        except (ValueError, RecursionError):
            return Reply(Told.UNUSABLE if status == 200 else told_by(status))
        if status != 200:
            return Reply(form.failure(status, said) or told_by(status))
        found = form.reply(said)
        return found if _is_text(found.text) else Reply(Told.UNUSABLE, taken=found.taken)


def _is_text(said: str) -> bool:
    """Whether it can be the text of a plan: bounded, and no half characters, which JSON can name."""
    return len(said) <= MOST_PLAN and not any("\ud800" <= character <= "\udfff" for character in said)
