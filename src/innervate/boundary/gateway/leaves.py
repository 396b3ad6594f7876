"""A body taken apart to its leaves, each of which must be known, whatever made the body.

Promises: it trusts neither core nor an SDK. What is not the template, to the byte, is a View that the gate
knows by catalogues and a policy which this process loaded itself, outcome codes, and a goal that a person
confirmed; handles are those that were issued, and no more. Refuses everything else as a whole.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import NoReturn

from innervate.boundary.canonical import Json, canonical
from innervate.boundary.gate import Gate
from innervate.boundary.gateway.template import Template, own_words
from innervate.boundary.phrases import Catalogue
from innervate.boundary.policy import DEFAULT, Policy
from innervate.boundary.reading import words_of
from innervate.boundary.render import MASKED, OPENED
from innervate.core.application import Application
from innervate.core.errors import PrivacyRefused
from innervate.core.outcome import Code
from innervate.core.planner import MOST_BOUND, MOST_CODES, MOST_EARLIER, Fault, Question
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
    OWN = "the planner's own words"
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
    """Checks bodies for one template. confirmed: whether a person confirmed a goal, word by word.

    answers: what the planner answered to this process, so far.
    """

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
        self.answers: list[str] = []
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
        fixed = _leaves(self._template.around("{}"))
        found = Counter({Leaf.TEMPLATE: sum(1 for leaf in fixed if leaf != "{}")})
        match _strict(content.encode()):
            case {
                "view": str(view),
                "goal": goal,
                "last": last,
                "codes": [*codes],
                "complaints": [*complaints],
                "bound": [*bound],
                "earlier": [*earlier],
                **rest,
            } if not rest:
                self._gate.check(view.encode())
                found.update(
                    _kind(word)
                    for line in view.removesuffix("\n").split("\n")
                    for word in words_of(line.strip())
                )
                found.update(kind for one in codes for kind in _on_line(one, _CODES))
                found.update(kind for one in complaints for kind in _on_line(one, _FAULTS))
                found.update(self._goal(goal))
                if len(codes) > MOST_CODES or len(bound) > MOST_BOUND or len(earlier) > MOST_EARLIER:
                    _refuse("more of a run than a planner is told")
                if codes and last is None:
                    _refuse("codes of a plan that its planner is not reminded of")
                found.update(self._own(last, bound, earlier))
            case _:
                _refuse("another question than a planner is asked")
        return found

    def _own(self, last: Json, bound: Sequence[Json], earlier: Sequence[Json]) -> list[Leaf]:
        """What the planner is reminded of, it said itself: in an answer to this very process."""
        words = [*([] if last is None else [last]), *bound, *earlier]
        if all(isinstance(one, str) for one in words):
            spoken = None if last is None else str(last)
            asked = Question(b"", last=spoken, bound=tuple(map(str, bound)), earlier=tuple(map(str, earlier)))
            if own_words(asked, self.answers) == asked:
                return [Leaf.OWN] * len(words)
        _refuse("words that are not the planner's own")

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


def _on_line(said: Json, words: Collection[str]) -> list[Leaf]:
    match said:
        case [int(line), str(word)] if type(line) is int and 0 < line <= _MOST_LINES and word in words:
            return [Leaf.NUMBER, Leaf.ENUM]
    _refuse("a code or complaint that is not of its vocabulary")


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
