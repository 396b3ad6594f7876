"""Static checks of a plan against the desk that it is to run on, before anything is touched.

What is refused here: an application, place, capability, argument or secret that the desk does not
know, and a variable that is used before anything binds it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass

from innervate.core.application import Application
from innervate.core.errors import BadInput
from innervate.core.plan import (
    Act,
    Capability,
    Each,
    If,
    Locator,
    Plan,
    Ref,
    SecretRef,
    Stage,
    Step,
    Verb,
)


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is wrong with a plan, and on which line."""

    line: int
    problem: str


def check(plan: Plan, applications: Mapping[str, Application], places: Iterable[str]) -> None:
    """
    :raises BadInput: with all complaints, each with its line.
    """
    known = set(applications) | set(places)
    complaints = [
        Complaint(1, f"`from` names {name!r}; the desk has {_list(applications)}")
        for name in plan.applications
        if name not in applications
    ]
    checker = _Checker(applications, known, frozenset(plan.secrets), complaints)
    bound = set(plan.takes) | {name for name, _ in plan.lets}
    checker.steps(plan.steps, bound)
    checker.steps(plan.finally_, bound)
    for application in applications.values():
        for capability in application.capabilities.values():
            checker.steps(capability.steps, set(capability.takes))
    if complaints:
        lines = "\n".join(f"line {c.line}: {c.problem}" for c in complaints[:8])
        raise BadInput("a plan that fits this desk", lines, "correct the plan, or the desk file")


class _Checker:
    def __init__(
        self,
        applications: Mapping[str, Application],
        known: set[str],
        secrets: frozenset[str],
        complaints: list[Complaint],
    ) -> None:
        self._applications = applications
        self._known = known
        self._secrets = secrets
        self._complaints = complaints

    def steps(self, steps: Sequence[Step], bound: set[str]) -> None:
        """Walk in order; `bound` grows with what the steps bind."""
        for step in steps:
            self._step(step, bound)

    def _step(self, step: Step, bound: set[str]) -> None:
        line = step.terms.line
        inner = bound | ({step.terms.bind} if isinstance(step, Each) and step.terms.bind else set())
        self._names(step, inner, line)
        match step:
            case Act():
                self._act(step, line)
            case Stage(steps=below):
                self.steps(below, bound)
            case If(then=then, otherwise=otherwise):
                one, other = set(bound), set(bound)
                self.steps(then, one)
                self.steps(otherwise, other)
                bound |= one & other
            case Each(steps=below):
                self.steps(below, inner)
            case _:
                pass
        self.steps(step.terms.fail, set(bound))
        if step.terms.bind:
            bound.add(step.terms.bind)

    def _names(self, step: Step, bound: set[str], line: int) -> None:
        own = {step.terms.bind} if step.terms.bind else set()
        for part in _parts(step):
            match part:
                case Ref(name=name) if name not in bound | own:
                    self._say(line, f"${name} is used before anything binds it; bound here: {_list(bound)}")
                case SecretRef(name=name) if name not in self._secrets:
                    self._say(line, f"secret {name!r} is not among the plan's `secrets`")
                case Locator(place=place) if place not in self._known:
                    self._say(line, f"`in: {place}` names nothing on the desk; it has {_list(self._known)}")
                case _:
                    pass

    def _act(self, act: Act, line: int) -> None:
        if act.verb in set(Verb):
            return
        application = self._applications.get(act.application or "")
        if application is None:
            self._say(line, f"{act.verb!r} is no verb, and {act.application!r} is no application")
            return
        capability: Capability | None = application.capabilities.get(act.verb)
        if capability is None:
            can = _list([*Verb, *application.capabilities])
            self._say(line, f"{application.name} can't {act.verb!r}; it can {can}")
            return
        given = {name for name, _ in act.arguments}
        if given != set(capability.takes):
            self._say(line, f"{act.verb} takes {_list(capability.takes)}, and was given {_list(given)}")

    def _say(self, line: int, problem: str) -> None:
        if Complaint(line, problem) not in self._complaints:
            self._complaints.append(Complaint(line, problem))


def _list(names: Iterable[str]) -> str:
    return ", ".join(sorted(str(n) for n in names)) or "nothing"


def _parts(step: Step) -> list[object]:
    """All expressions and locators that the step itself names, not those of steps below it."""
    found: list[object] = []
    nested = {"steps", "then", "otherwise", "fail"}
    waiting: list[object] = [step]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Ref | SecretRef | Locator):
            found.append(part)
        if isinstance(part, tuple):
            waiting.extend(part)
        elif is_dataclass(part):
            waiting.extend(getattr(part, f.name) for f in fields(part) if f.name not in nested)
    return found
