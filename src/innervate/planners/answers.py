"""A planner's answer read as a plan, and held against the desk before anything is touched.

Promises: what is wrong with it stands in `Faulty.complaints`, all of which may be told to the planner. An
answer may stand in one fence of backquotes, as models like to write; words around it are not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping

from innervate.core.application import Application
from innervate.core.asking import Count, Literal, Locator
from innervate.core.outcome import Effect
from innervate.core.plan import Act, Author, Get, Plan, Verb, walk
from innervate.core.planner import Complaint, Fault
from innervate.core.view import HANDLE, Handle, read_handle
from innervate.core.vocabulary import Role
from innervate.planners.checks import check, parts_of
from innervate.planners.compiler import plan_of
from innervate.planners.source import Faulty, Source

_LOOKS = frozenset("colour ink hex form corners width height size left top right bottom".split())
_FENCE = re.compile(r"^```[a-z]*[ \t]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
_TODO = "ask the planner again, or use a playbook"


def plan_from(
    answer: str,
    applications: Mapping[str, Application],
    places: Collection[str],
    issued: Callable[[Handle], bool],
    known: Collection[str] = (),
) -> Plan:
    """issued: whether a handle is one of this run's. known: variables that its earlier plans bound.

    :raises Faulty: it is no plan, or none for this desk.
    """
    fences = _FENCE.findall(answer)
    text = fences[0] if len(fences) == 1 else answer
    plan = plan_of(Source.parse(text, "the planner's answer"), Author.PLANNER)
    if plan.takes or plan.goal is not None:
        raise Faulty("a plan without `takes` and `goal`", "one", _TODO, [Complaint(1, Fault.MISPLACED)])
    check(plan, applications, places, known)
    _require_proofs(plan)
    _require_plain(plan)
    lines = enumerate(text.splitlines(), start=1)
    unknown = {number for number, line in lines for one in handles_in(line) if not issued(one)}
    if unknown:
        complaints = [Complaint(number, Fault.HANDLE) for number in sorted(unknown)]
        raise Faulty("handles of this run", f"others, on {len(unknown)} lines", _TODO, complaints)
    return plan


def _require_proofs(plan: Plan) -> None:
    """What a planner itself calls irreversible has to say by what its success is known.

    :raises Faulty: it does not.
    """
    steps = walk((*plan.steps, *plan.finally_))
    blind = [
        step
        for step in steps
        if step.terms.effect is Effect.IRREVERSIBLE and step.terms.expect is None and step.terms.done is None
    ]
    if blind:
        complaints = [Complaint(step.terms.line, Fault.NO_EXPECT) for step in blind]
        seen = f"irreversible steps without `expect`, on {len(blind)} lines"
        raise Faulty("a plan that can be verified", seen, _TODO, complaints)


def _require_plain(plan: Plan) -> None:
    """Looks, counts, shares of boxes, drags and rules of a whole run are for a person's playbooks: what a
    planner could learn by them, and touch by them, is not charged and not guarded yet.

    :raises Faulty: the plan has some.
    """
    steps = walk((*plan.steps, *plan.finally_))
    found = {step.terms.line for step in steps if any(map(_is_a_person_s, parts_of(step)))}
    lines = sorted(found | {rule.line for rule in plan.watch})
    if lines:
        complaints = [Complaint(max(1, line), Fault.MISPLACED) for line in lines]
        raise Faulty("a plan of what planners may use", f"more, on {len(lines)} lines", _TODO, complaints)


def _is_a_person_s(part: object) -> bool:
    match part:
        case Locator() as where:
            looks = any(name in _LOOKS for name, _ in where.where)
            return looks or where.role is Role.FIGURE or where.nth is not None or where.extreme is not None
        case Get(property=str()) | Count():
            return True
        case Act() as act:
            numbers = (value for name, value in act.arguments if name in ("times", "notches"))
            placed = act.at is not None or act.to is not None or bool(act.through)
            return placed or act.verb == Verb.DRAG or not all(isinstance(n, Literal) for n in numbers)
    return False


def handles_in(text: str) -> set[Handle]:
    """The handles that a text names."""
    return {handle for name in HANDLE.finditer(text) if (handle := read_handle(name[0])) is not None}
