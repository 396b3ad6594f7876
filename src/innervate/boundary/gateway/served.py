"""The one form in which an MCP client is told something: what both processes make, each by itself, and
compare.

Promises: the text is a function of a `Reply` alone; a reply is a word of a closed vocabulary, a View,
codes, complaints, an answer to a question, names of the desk, and playbooks in their public form. What its
words mean to a client (`TODO`) is fixed. Refuses, in `read`, whatever is no reply to the last field.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from innervate.boundary.canonical import Json
from innervate.core.errors import BadInput
from innervate.core.outcome import Code
from innervate.core.planner import Complaint, Fault
from innervate.core.values import Truth, ValueType

MOST_PLAN = 256 << 10
"""Characters of a plan, of steps or of a condition."""
MOST_RUNS = 20
RUN = re.compile(r"[0-9]{8}-[0-9]{6}-[2-9a-z]{4}")
PLAYBOOK = re.compile(r"[a-z][a-z0-9_-]{0,63}")
"""How a playbook's file may be called, without its ending: the name is told as it is."""


class Said(StrEnum):
    """What became of a call: the first line of each answer."""

    OK = "ok"
    COMPLAINTS = "complaints"
    WENT_ON = "went on"
    DONE = "done"
    GIVEN_UP = "given up"
    PARKED = "parked"
    BUSY = "busy"
    OVER_BUDGET = "over_budget"
    UNAVAILABLE = "unavailable"
    NO_PLAYBOOK = "no such playbook"
    ARGUMENTS = "wrong arguments"


TODO = {
    Said.COMPLAINTS: "Nothing was run. Correct these lines of what you sent, and call again.",
    Said.WENT_ON: (
        "What was parked went on first, and what you sent was not run. Look at the codes, then plan again."
    ),
    Said.DONE: "The run is over. The next observe, act or run begins a new one, with new handles.",
    Said.GIVEN_UP: "The run is over. The next observe, act or run begins a new one, with new handles.",
    Said.PARKED: (
        "The run is parked: nothing more of it is done. Tell your user that a person can go on with it at "
        "that machine: innervate run --resume RUN. Your next observe begins a new run, or goes on with "
        "this one where it is not known what a step of it did."
    ),
    Said.BUSY: (
        "Another run drives this desktop, or its person is deciding something. Nothing was done; try again "
        "later."
    ),
    Said.OVER_BUDGET: (
        "No more may be told of private values. Tell your user to run there: innervate ledger budget. "
        "Nothing you send changes it."
    ),
    Said.UNAVAILABLE: (
        "The desktop can't be seen, or a part is missing. Tell your user to run there: innervate doctor."
    ),
    Said.NO_PLAYBOOK: "The resources list the playbooks there are.",
    Said.ARGUMENTS: "Nothing was run. See the tool's description and schema.",
}
FAILED = frozenset(Said) - {Said.OK, Said.DONE, Said.GIVEN_UP}
"""With these the call did not do what it was asked to."""


class Level(StrEnum):
    """How much is left of a budget."""

    PLENTY = "plenty"
    SOME = "some"
    LITTLE = "little"
    NONE = "none"


class Where(StrEnum):
    """What a session is doing."""

    NOTHING = "no run"
    WORKING = "working"
    WAITING = "waiting for your call"
    PARKED = "parked: a person looks"


@dataclass(frozen=True, slots=True)
class Left:
    """What of a budget is left, for values of a type that an application or place of the desk shows."""

    place: str
    type: ValueType
    level: Level


@dataclass(frozen=True, slots=True)
class Listed:
    """A run in a list. going: it goes on. How it ended, and how far it came, may not be paid for."""

    run: str
    going: bool


@dataclass(frozen=True, slots=True)
class Reply:
    """What a client is told. run: which run is meant. codes: how the steps ended, in order. earlier: those
    of a call whose answer nobody waited for. answer: to a question. where, left, runs: of `status` and
    `runs`. parked: why. playbook: in its public form. view: what shows, or what changed.
    """

    said: Said
    run: str | None = None
    codes: Sequence[Code] = ()
    earlier: Sequence[Code] = ()
    complaints: Sequence[Complaint] = ()
    answer: Truth | None = None
    parked: Code | None = None
    where: Where | None = None
    left: Sequence[Left] = ()
    runs: Sequence[Listed] = ()
    playbook: str = ""
    view: str = ""


_ANSWERS = {Truth.TRUE: "yes", Truth.FALSE: "no", Truth.UNKNOWN: "unknown"}


def text_of(reply: Reply) -> str:
    """The text that leaves. Of a playbook nothing but itself."""
    if reply.playbook:
        return reply.playbook
    lines = [reply.said.value]
    if reply.run is not None:
        lines.append(f"run: {reply.run}")
    if reply.where is not None:
        lines.append(f"session: {reply.where.value}")
    if reply.earlier:
        lines.append("codes of the call before, which was cancelled: " + " ".join(reply.earlier))
    if reply.codes:
        lines.append("codes: " + " ".join(reply.codes))
    if reply.answer is not None:
        lines.append(f"answer: {_ANSWERS[reply.answer]}")
    if reply.parked is not None:
        lines.append(f"why: {reply.parked.value}")
    lines += [f"line {one.line}: {one.fault.value}" for one in reply.complaints]
    lines += [f"budget for {one.type.value} of {one.place}: {one.level.value}" for one in reply.left]
    lines += [f"{one.run}: {'goes on' if one.going else 'over'}" for one in reply.runs]
    if reply.said in TODO:
        lines.append(TODO[reply.said].replace("RUN", reply.run or "last"))
    return "\n".join([*lines, *(["", reply.view.removesuffix("\n")] if reply.view else [])]) + "\n"


def fields_of(reply: Reply) -> dict[str, Json]:
    """The reply, to be written."""
    return {
        "said": reply.said.value,
        "run": reply.run,
        "codes": [one.value for one in reply.codes],
        "earlier": [one.value for one in reply.earlier],
        "complaints": [[one.line, one.fault.value] for one in reply.complaints],
        "answer": reply.answer.value if reply.answer is not None else None,
        "parked": reply.parked.value if reply.parked is not None else None,
        "where": reply.where.value if reply.where is not None else None,
        "left": [[one.place, one.type.value, one.level.value] for one in reply.left],
        "runs": [[one.run, one.going] for one in reply.runs],
        "playbook": reply.playbook,
        "view": reply.view,
    }


def read_reply(said: Json) -> Reply:
    """The exact inverse of `fields_of`.

    :raises BadInput: it is no reply. What texts are in it is not looked at.
    """
    try:
        reply = _read(said)
    except (ValueError, KeyError, TypeError) as error:
        raise BadInput("a reply to an MCP client", type(error).__name__) from None
    if fields_of(reply) != said:
        raise BadInput("a reply to an MCP client", "one that says more")
    return reply


def _read(said: Json) -> Reply:
    match said:
        case {
            "said": str(word),
            "run": str() | None as run,
            "codes": [*codes],
            "earlier": [*earlier],
            "complaints": [*complaints],
            "answer": answer,
            "parked": parked,
            "where": where,
            "left": [*left],
            "runs": [*runs],
            "playbook": str(playbook),
            "view": str(view),
        } if isinstance(said, dict) and len(said) == 12:
            return Reply(
                Said(word),
                run,
                [Code(str(one)) for one in codes],
                [Code(str(one)) for one in earlier],
                [_complaint(one) for one in complaints],
                Truth(answer) if answer is not None else None,
                Code(str(parked)) if parked is not None else None,
                Where(str(where)) if where is not None else None,
                [_left(one) for one in left],
                [_listed(one) for one in runs],
                playbook,
                view,
            )
    raise ValueError("no reply")


def _complaint(said: Json) -> Complaint:
    match said:
        case [int(line), str(fault)] if type(line) is int:
            return Complaint(line, Fault(fault))
    raise ValueError("no complaint")


def _left(said: Json) -> Left:
    match said:
        case [str(place), str(kind), str(level)]:
            return Left(place, ValueType(kind), Level(level))
    raise ValueError("no budget")


def _listed(said: Json) -> Listed:
    match said:
        case [str(run), bool(going)]:
            return Listed(run, going)
    raise ValueError("no run")
