"""A body taken apart to its leaves, each of which must be known, whatever made the body.

Promises: it trusts neither core nor an SDK. What is not the template, to the byte, is a View that the gate
knows by catalogues and a policy which this process loaded itself, outcome codes, and a goal that a person
confirmed; handles are those that were issued, and no more. Refuses everything else as a whole.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import NoReturn

from innervate.boundary.canonical import Json, canonical
from innervate.boundary.gate import Gate
from innervate.boundary.gateway.template import Template
from innervate.boundary.phrases import Catalogue
from innervate.boundary.policy import DEFAULT, Policy
from innervate.boundary.reading import words_of
from innervate.boundary.render import MASKED, OPENED
from innervate.core.application import Application
from innervate.core.errors import PrivacyRefused
from innervate.core.outcome import Code
from innervate.core.planner import Fault
from innervate.core.view import HANDLE, Guide, Handle, read_handle

_CODES = frozenset(Code)
_FAULTS = frozenset(Fault)
_MOST_LINES = 1_000_000
_MOST_HANDLES = 1_000_000


class Leaf(StrEnum):
    """What a leaf is."""

    TEMPLATE = "template"
    PHRASE = "phrase"
    HANDLE = "handle"
    ENUM = "enum"
    NUMBER = "number"
    GOAL = "goal"
    TEXT = "text where the policy says open"


class Issued:
    """The names of handles that core says it issued; what they stand for is not known here."""

    def __init__(self) -> None:
        self._handles: set[Handle] = set()

    def add(self, names: Iterable[object]) -> None:
        """
        :raises PrivacyRefused: a name is no handle's, or there are more than a run can have.
        """
        for name in names:
            handle = read_handle(name) if isinstance(name, str) else None
            if handle is None or len(self._handles) >= _MOST_HANDLES:
                _refuse("a handle that is none")
            self._handles.add(handle)

    def issued(self, handle: Handle) -> bool:
        return handle in self._handles


class Leaves:
    """Checks bodies for one template. confirmed: whether a person confirmed a goal, word by word."""

    def __init__(
        self,
        template: Template,
        applications: Sequence[Application],
        catalogues: Mapping[str, Catalogue],
        confirmed: Callable[[str], bool] = lambda goal: False,
        policy: Policy = DEFAULT,
        guides: Mapping[str, Guide] | None = None,
    ) -> None:
        self.issued = Issued()
        self._template, self._confirmed = template, confirmed
        self._gate = Gate(applications, catalogues, self.issued, policy, guides)

    def check(self, body: bytes) -> Counter[Leaf]:
        """How many leaves of each kind the body has.

        :raises PrivacyRefused: a leaf is of none.
        """
        outer = _strict(body)
        content = self._template.content_of(outer)
        if content is None:
            _refuse("a body that is not the template's")
        found = Counter({Leaf.TEMPLATE: sum(1 for _ in _leaves(outer)) - 1})
        match _strict(content.encode()):
            case {
                "view": str(view),
                "goal": goal,
                "codes": [*codes],
                "complaints": [*complaints],
                **rest,
            } if not rest:
                self._gate.check(view.encode())
                found.update(
                    _kind(word)
                    for line in view.removesuffix("\n").split("\n")
                    for word in words_of(line.strip())
                )
                found.update(self._code(code) for code in codes)
                found.update(kind for one in complaints for kind in self._complaint(one))
                found.update(self._goal(goal))
            case _:
                _refuse("another question than a planner is asked")
        return found

    def _code(self, code: Json) -> Leaf:
        if not isinstance(code, str) or code not in _CODES:
            _refuse("a code that is not of its vocabulary")
        return Leaf.ENUM

    def _complaint(self, said: Json) -> list[Leaf]:
        match said:
            case [int(line), str(fault)] if (
                type(line) is int and 0 < line <= _MOST_LINES and fault in _FAULTS
            ):
                return [Leaf.NUMBER, Leaf.ENUM]
        _refuse("a complaint that is not of its vocabulary")

    def _goal(self, goal: Json) -> list[Leaf]:
        if goal is None:
            return []
        if not isinstance(goal, str) or not self._confirmed(goal):
            _refuse("a goal that nobody confirmed")
        for name in HANDLE.finditer(goal):
            handle = read_handle(name[0])
            if handle is None or not self.issued.issued(handle):
                _refuse("a handle in a goal that was never issued")
        if not {"⟦", "⟧"}.isdisjoint(HANDLE.sub("", goal)):
            _refuse("a goal with half a handle")
        return [Leaf.GOAL]


def _leaves(body: Json) -> Iterable[Json]:
    match body:
        case dict():
            for value in body.values():
                yield from _leaves(value)
        case list():
            for value in body:
                yield from _leaves(value)
        case _:
            yield body


def _kind(word: str) -> Leaf:
    """What a word of a View is, which the gate has passed."""
    if word.isdigit():
        return Leaf.NUMBER
    if word.startswith(f'{MASKED}"'):
        return Leaf.TEXT
    if word.removeprefix(OPENED).startswith('"'):
        return Leaf.PHRASE
    return Leaf.HANDLE if read_handle(word) else Leaf.ENUM


def _strict(data: bytes) -> Json:
    """JSON in its one form: no key twice, no spaces, nothing that means the same in other bytes."""
    try:
        said: Json = json.loads(data)
        if canonical(said) == data:
            return said
    except (ValueError, RecursionError):
        pass
    _refuse("bytes that are not JSON in its one form")


def _refuse(seen: str) -> NoReturn:
    raise PrivacyRefused("a body of which every leaf is known", seen, "nothing was sent")
