"""Runs plans as a planner's on the desktop of the environment: JSON in, JSON out."""

from __future__ import annotations

import asyncio
import json
import os
import sys

from innervate.app import App
from innervate.boundary.policy import Branch, Deed, Flow, Permits, Proof
from innervate.core.errors import InnervateError
from innervate.core.plan import Author
from innervate.core.values import ValueType
from innervate.planners.compiler import plan_of
from innervate.planners.source import Source
from innervate.settings import Settings

_ALL = frozenset({"mail", "documents", "portal", "claims", "sent"})
_TYPES = frozenset(set(ValueType) - {ValueType.SECRET})


def granted() -> Permits:
    """What the person who wants the claim settled says yes to."""

    def into(source: str, sink: str, *fields: str) -> list[Flow]:
        return [Flow(_TYPES, source, sink, field, Proof.NOTHING) for field in fields]

    form = ("Policy number", "Date of loss", "Cause", "Claimant", "Amount (EUR)")
    flows = [
        *into("mail", "portal", "Claim number"),
        *into("documents", "portal", *form),
        *into("mail", "mail", "text"),
        *into("mail", "mail", "From", "entry"),  # who the answer is from and whom it goes to, as filled in
        *into("portal", "mail", "text"),
    ]
    deeds = (Deed("portal", "Save claim"), Deed("mail", "Control+Return"))
    return Permits(tuple(flows), branches=(Branch(_ALL, _ALL),), deeds=deeds)


async def outcome(text: str, grants: Permits) -> tuple[str, str]:
    """How it ended, and what was seen if it was refused."""
    app = App(Settings.from_environment(os.environ))
    try:
        _, how = await app.run(plan_of(Source.parse(text, "plan"), Author.PLANNER), grants=grants)
    except InnervateError as error:
        return type(error).__name__, f"{error.wanted}: {error.seen}"
    return how.value, ""


if __name__ == "__main__":
    for case in json.load(sys.stdin):
        ended = asyncio.run(outcome(case["text"], granted() if case["granted"] else Permits()))
        print(json.dumps(ended), flush=True)
