"""What a planner planned once and what came true, as a playbook for the next time.

Promises: the plans of a run become one, with a parameter for each handle of the goal; it says the same as
they did. Refuses, with the reason, what would not do the same again: plans that did not come to their end,
and plans that name values of one screen.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import yaml

from innervate.core.errors import BadInput
from innervate.core.plan import Author, End, Ending, Plan
from innervate.core.view import HANDLE, read_handle
from innervate.planners.compiler import plan_of
from innervate.planners.source import RESOLVERS, Source

Data = object


_VARIABLE = re.compile(r"\$([a-z][a-z0-9_]*)")
_ROUND = re.compile(r"\bas[\"']?\s*:\s*[\"']?\$?([a-z][a-z0-9_]*)")


class NoCandidate(Exception):
    """Why a run's plans are no playbook."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """title: of the plan, if it is but one. text: the playbook, YAML."""

    title: str
    text: str


def candidate(goal: str, plans: Sequence[Plan]) -> Candidate:
    """goal: with handles, as it was confirmed. plans: of one run, in order, all of which came to their end.

    :raises NoCandidate: they would not do the same for another goal.
    """
    names = _names(goal, plans)
    said = _said(goal, names)
    title = plans[0].title if len(plans) == 1 else said.replace("$", "")
    tree: dict[str, Data] = {"plan": title, "goal": said}
    trees = [_tree(plan) for plan in plans]
    for key in ("from", "secrets", "assume"):
        tree[key] = _union(trees, key)
    tree["takes"] = [*dict.fromkeys(names.values())]
    tree["let"] = _lets(trees)
    tree["steps"] = [
        step for n, one in enumerate(trees) for step in _steps(one, n < len(trees) - 1, plans[n])
    ]
    tree["finally"] = trees[-1].get("finally", [])
    named = _with_parameters({key: one for key, one in tree.items() if key == "from" or one}, names)
    text = yaml.dump(
        named, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100, default_flow_style=None
    )
    if HANDLE.search(text):
        raise NoCandidate("it names values that one screen showed")
    try:
        plan_of(Source.parse(text, "the candidate"), Author.PERSON)
    except BadInput as error:
        raise NoCandidate(f"together its plans are none: {error.seen.splitlines()[0]}") from None
    return Candidate(title, text)


def _names(goal: str, plans: Sequence[Plan]) -> dict[str, str]:
    """A parameter for each handle, called by its type, and as nothing in the plans is called."""
    taken = {name for plan in plans for name in _VARIABLE.findall(plan.source)}
    taken |= {name for plan in plans for name in _ROUND.findall(plan.source)}
    names: dict[str, str] = {}
    for found in HANDLE.finditer(goal):
        handle = read_handle(found[0])
        if handle is not None and found[0] not in names:
            kind, count = handle.type.value, 1
            while (name := kind if count == 1 else f"{kind}_{count}") in taken:
                count += 1
            names[found[0]] = name
            taken.add(name)
    return names


def _said(goal: str, names: dict[str, str]) -> str:
    return HANDLE.sub(lambda found: f"${names[found[0]]}" if found[0] in names else found[0], goal)


def _tree(plan: Plan) -> dict[str, Data]:
    data = Source.parse(plan.source, "a plan of the run").data()
    assert isinstance(data, dict)
    return data


def _union(trees: Sequence[dict[str, Data]], key: str) -> list[Data]:
    lists = [one for tree in trees if isinstance(one := tree.get(key), list)]
    return [*dict.fromkeys(item for one in lists for item in one)]


def _lets(trees: Sequence[dict[str, Data]]) -> dict[str, Data]:
    found: dict[str, Data] = {}
    for tree in trees:
        lets = tree.get("let")
        for name, value in lets.items() if isinstance(lets, dict) else ():
            if found.setdefault(name, value) != value:
                raise NoCandidate(f"two of its plans say {name} of different values")
    return found


def _steps(tree: dict[str, Data], is_earlier: bool, plan: Plan) -> list[Data]:
    """Of a plan that another followed: less the look at its end, with what it did finally."""
    steps = tree.get("steps")
    assert isinstance(steps, list)
    if not is_earlier:
        return steps
    last = plan.steps[-1]
    if not (isinstance(last, End) and last.how is Ending.LOOK):
        raise NoCandidate("one of its plans did not come to its end")
    after = tree.get("finally")
    return [*steps[:-1], *(after if isinstance(after, list) else [])]


def _with_parameters(data: Data, names: dict[str, str]) -> Data:
    match data:
        case dict():
            return {key: _with_parameters(value, names) for key, value in data.items()}
        case list():
            return [_with_parameters(item, names) for item in data]
        case str() if data in names:
            return f"${names[data]}"
    return data


class _Dumper(yaml.SafeDumper):
    """Plain where the language reads it plainly, and with exact decimals."""


_Dumper.yaml_implicit_resolvers = RESOLVERS

_Dumper.add_representer(
    Decimal, lambda dumper, value: dumper.represent_scalar("tag:yaml.org,2002:float", f"{value:f}")
)
