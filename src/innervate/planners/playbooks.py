"""The playbook planner: finds the playbook that a goal is for and binds its parameters, or finds none.

A playbook fits surely when its `goal` says the very words, with a handle of the goal for each parameter. It
may fit when it says the same words of content in another order or with other small words: then a person
decides. Refuses to choose between two, and to bind a parameter that could mean either of two handles.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from innervate.core.plan import Plan
from innervate.core.values import ValueType
from innervate.core.view import HANDLE, Handle, read_handle

Stem = Callable[[str], str]

_TOKEN = re.compile(rf"{HANDLE.pattern}|\$[a-z][a-z0-9_]*|[^\W_]+(?:['’][^\W_]+)*|[^\w\s\"“”„'’.,]")
"""Signs count: `>` is not `<`, and a question is no order. Quotation marks, points and commas do not."""
_SMALL = frozenset(
    "a about an and any as at by can could do for from get have her his i in into is it its kindly me my now "
    "of on our out over please than that the their them there this to up us was we were which who will with "
    "would you your".split()
)
"""Words that change nothing of what is wanted; `not` and `without` are none of them."""


@dataclass(frozen=True, slots=True)
class Playbook:
    """name: on its shelf. plan: with a `goal`."""

    name: str
    plan: Plan


@dataclass(frozen=True, slots=True)
class Match:
    """sure: by the very words. given: the goal's handle for each parameter."""

    playbook: Playbook
    given: Mapping[str, Handle]
    sure: bool


def matching(goal: str, playbooks: Sequence[Playbook], stem: Stem) -> Match | None:
    """The one playbook that a goal is for; None if none is, or if it may be either of two.

    goal: with handles. stem: of a word in small letters.
    """
    found = [one for playbook in playbooks if (one := _match(goal, playbook, stem)) is not None]
    best = [one for one in found if one.sure] or found
    return best[0] if len(best) == 1 else None


@dataclass(slots=True)
class _Words:
    """said: the words as they follow each other, a dot for each slot. slots: each with the word before it."""

    said: list[str] = field(default_factory=list)
    slots: list[tuple[str, str]] = field(default_factory=list)


def _words(text: str) -> _Words:
    found = _Words()
    for token in _TOKEN.finditer(text):
        word = token[0]
        if word.startswith("$") or read_handle(word) is not None:
            found.slots.append((found.said[-1] if found.said else "", word))
            found.said.append("·")
        else:
            found.said.append(word.casefold())
    return found


def _match(goal: str, playbook: Playbook, stem: Stem) -> Match | None:
    template = playbook.plan.goal
    if template is None:
        return None
    wanted, said = _words(template), _words(goal)
    names = [name for _, name in wanted.slots]
    if len(wanted.slots) != len(said.slots) or set(names) != {f"${name}" for name in playbook.plan.takes}:
        return None
    sure = wanted.said == said.said
    if not sure and _content(wanted.said, stem) != _content(said.said, stem):
        return None
    pairs = list(zip(names, said.slots, strict=True)) if sure else _paired(wanted.slots, said.slots)
    given: dict[str, Handle] = {}
    for name, (_, text) in pairs or ():
        handle = read_handle(text)
        if handle is None or given.setdefault(name[1:], handle) != handle or not _is_for(name[1:], handle):
            return None
    return Match(playbook, given, sure) if pairs is not None else None


def _paired(
    wanted: Sequence[tuple[str, str]], said: Sequence[tuple[str, str]]
) -> list[tuple[str, tuple[str, str]]] | None:
    """By the words before them; None where these do not tell them apart."""
    if len(wanted) == 1:
        return [(wanted[0][1], said[0])]
    before = {word: slot for slot in said for word in (slot[0],)}
    if len(before) < len(said) or before.keys() != {word for word, _ in wanted}:
        return None
    return [(name, before[word]) for word, name in wanted]


def _is_for(name: str, handle: Handle) -> bool:
    """A parameter that is called by a type takes that type alone."""
    kind = re.sub(r"_[0-9]+$", "", name)
    return kind == handle.type.value or kind not in set(ValueType)


def _content(said: Sequence[str], stem: Stem) -> Counter[str]:
    return Counter(stem(word) for word in said if word not in _SMALL)
