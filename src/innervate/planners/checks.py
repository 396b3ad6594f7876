"""Static checks of a plan against the desk that it is to run on, before anything is touched.

What is refused here: an application, place, capability, argument or secret that the desk or the plan does
not know; a variable that is used before anything binds it; and whatever may be written but means nothing
where it stands, such as a role in a table of a database. Nothing that is written is silently ignored.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass

from innervate.core.application import Application
from innervate.core.asking import Changed, Is, Locator, Not, Pick, Ref, SecretRef, Toward
from innervate.core.plan import (
    Act,
    Ask,
    Capability,
    Each,
    End,
    Get,
    If,
    Plan,
    Repeat,
    Set,
    Stage,
    Step,
    Unchanged,
    Verb,
    walk,
)
from innervate.core.planner import Complaint, Fault
from innervate.core.values import ValueType
from innervate.core.vocabulary import FIGURE_PROPERTIES
from innervate.planners.source import Faulty

# What each built-in verb takes in `with`, and whether it may stand `on` an element or `in` an application.
_ARGUMENTS: dict[Verb, frozenset[str]] = {
    Verb.TYPE: frozenset({"text"}),
    Verb.KEY: frozenset({"keys"}),
    Verb.SCROLL: frozenset({"notches"}),
}
# What it may take, but need not.
_OPTIONAL: dict[Verb, frozenset[str]] = {
    Verb.PRESS: frozenset({"times"}),
    Verb.KEY: frozenset({"times"}),
}
_AT = frozenset({Verb.PRESS, Verb.OPEN, Verb.SELECT, Verb.HOVER, Verb.DRAG})
_ON = frozenset(
    {
        Verb.PRESS,
        Verb.OPEN,
        Verb.SELECT,
        Verb.HOVER,
        Verb.SCROLL,
        Verb.DRAG,
        Verb.TYPE,
        Verb.KEY,
        Verb.CLOSE,
        Verb.SWITCH,
    }
)
_IN = frozenset({Verb.LAUNCH, Verb.SWITCH, Verb.CLOSE, Verb.KEY, Verb.TYPE, Verb.WAIT})
_PARAMETER = re.compile(r"\$([a-z][a-z0-9_]*)")
_READ = FIGURE_PROPERTIES | {"text"}
# Types that no screen may fill: the name of a secret would then be a stranger's.
_UNREADABLE = frozenset({ValueType.SECRET, ValueType.PICTURE})


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a plan, and on which line. where: of which file, if it is not the plan."""

    line: int
    fault: Fault
    problem: str
    where: str = ""

    def __str__(self) -> str:
        return f"{self.where}line {self.line}: {self.problem}"


def check(
    plan: Plan, applications: Mapping[str, Application], places: Iterable[str], known: Iterable[str] = ()
) -> None:
    """known: variables that earlier plans of the run bound.

    :raises Faulty: with all complaints, each with its line.
    """
    complaints = [
        Problem(1, Fault.UNKNOWN_APPLICATION, f"`from` names {name!r}; the desk has {_list(applications)}")
        for name in plan.applications
        if name not in applications
    ]
    outside = frozenset(places)
    driven = {name: applications[name] for name in plan.applications if name in applications}
    checker = _Checker(driven, applications, outside, frozenset(plan.secrets), complaints)
    known = frozenset(known)
    bound = {*plan.takes, *known}
    for name, value in plan.lets:
        checker.names(value, bound, 1)
        bound.add(name)
    for name in _PARAMETER.findall(plan.goal or ""):
        if name not in plan.takes:
            checker.say(1, Fault.UNBOUND, f"`goal` names ${name}, which is not among `takes`")
    checker.steps(plan.steps, bound)
    if any(isinstance(step, End) for step in walk(plan.steps)):
        # The plan may end before its last step, so `finally` can't count on what its steps bind.
        bound = {*plan.takes, *known} | {name for name, _ in plan.lets}
    checker.steps(plan.finally_, bound)
    checker.rules(plan)
    for application in driven.values():
        for capability in application.capabilities.values():
            where = f"the desk's {application.name}.{capability.name}, "
            # A person wrote it: it may go to any application; its secrets are among the plan's all the same.
            own = _Checker(applications, applications, outside, frozenset(plan.secrets), complaints, where)
            own.steps(capability.steps, set(capability.takes))
            if capability.done is not None:
                own.names(capability.done, set(capability.takes), _line(capability))
            if _calls_itself(capability, application, applications):
                own.say(_line(capability), Fault.MISPLACED, f"{capability.name!r} comes to call itself")
    if complaints:
        more = f"\n… and {len(complaints) - 8} more" if len(complaints) > 8 else ""
        lines = "\n".join(str(c) for c in complaints[:8])
        told = sorted({Complaint(c.line, c.fault) for c in complaints if not c.where})
        raise Faulty("a plan that fits this desk", lines + more, "correct the plan, or the desk file", told)


class _Checker:
    """driven: applications that may be named here. secrets: those that the plan declares."""

    def __init__(
        self,
        driven: Mapping[str, Application],
        desk: Mapping[str, Application],
        outside: frozenset[str],
        secrets: frozenset[str],
        complaints: list[Problem],
        where: str = "",
    ) -> None:
        self._driven = driven
        self._desk = desk
        self._outside = outside
        self._secrets = secrets
        self._complaints = complaints
        self._where = where

    def rules(self, plan: Plan) -> None:
        """What is watched may name whatever the plan ever binds: before that it can't be told."""
        every = {step.terms.bind for step in walk((*plan.steps, *plan.finally_)) if step.terms.bind}
        every |= {*plan.takes, *(name for name, _ in plan.lets)}
        for rule in plan.watch:
            self.names(rule, every, rule.line)
            self._since(rule, rule.line)
            if isinstance(rule, Unchanged):
                self._on_screen(rule.locator, rule.line)

    def steps(self, steps: Sequence[Step], bound: set[str]) -> None:
        """Walk in order; `bound` grows with what the steps bind."""
        for step in steps:
            self._step(step, bound)

    def _step(self, step: Step, bound: set[str]) -> None:
        line = step.terms.line
        inner = bound | ({step.terms.bind} if isinstance(step, Each) and step.terms.bind else set())
        own = {step.terms.bind} if isinstance(step, Get | Ask) and step.terms.bind else set()
        self.names(step, inner | own, line)
        self._terms(step, line)
        match step:
            case Act():
                self._act(step, line)
            case Get():
                self._get(step, line)
            case Set(target=target):
                self._on_screen(target, line)
            case Stage(steps=below):
                self.steps(below, bound)
            case If(then=then, otherwise=otherwise):
                one, other = set(bound), set(bound)
                self.steps(then, one)
                self.steps(otherwise, other)
                bound |= one & other
            case Each(steps=below):
                self.steps(below, inner)
            case Repeat(steps=below):
                self.steps(below, set(bound))
            case _:
                pass
        self.steps(step.terms.fail, set(bound))
        bound |= own

    def names(self, part: object, bound: set[str], line: int) -> None:
        """Everything that an expression, a condition or a step itself names must be there."""
        for one in _parts(part):
            if isinstance(one, Locator | Is) and any(isinstance(p, SecretRef) for p in _parts(one)):
                self.say(
                    line,
                    Fault.SECRET,
                    "a secret can be put into a field, and neither be compared nor looked for",
                )
            match one:
                case Ref(name=name) if name not in bound:
                    self.say(
                        line,
                        Fault.UNBOUND,
                        f"${name} is used before anything binds it; bound here: {_list(bound)}",
                    )
                case SecretRef(name=name) if name not in self._secrets:
                    self.say(line, Fault.SECRET, f"secret {name!r} is not among the plan's `secrets`")
                case Locator():
                    self._locator(one, line)
                case Is(value=Locator() as locator):
                    self._on_screen(locator, line)
                case _:
                    pass

    def _locator(self, locator: Locator, line: int) -> None:
        place = locator.place
        if place in self._desk and place not in self._driven:
            self.say(
                line, Fault.UNKNOWN_APPLICATION, f"`in: {place}` names an application that `from` does not"
            )
        elif place not in self._driven and place not in self._outside:
            self.say(
                line, Fault.UNKNOWN_PLACE, f"`in: {place}` names nothing on the desk; it has {self._known()}"
            )
        elif place in self._outside and locator != Locator(place, where=locator.where, pick=locator.pick):
            self.say(line, Fault.MISPLACED, f"{place} is no application: only `where` tells its rows apart")

    def _on_screen(self, locator: Locator, line: int) -> None:
        if locator.place in self._outside:
            self.say(
                line,
                Fault.MISPLACED,
                f"{locator.place} is no application: of it, only `exists` and `each` can be asked",
            )
        if locator.pick is Pick.ALL:
            self.say(line, Fault.MISPLACED, "`pick: all` means nothing where one element is wanted")

    def _terms(self, step: Step, line: int) -> None:
        terms = step.terms
        asked_now = (terms.need, terms.done, getattr(step, "condition", None), getattr(step, "until", None))
        for part in (*asked_now, *(p.condition for p in parts_of(terms.expect) if isinstance(p, Not))):
            self._since(part, line)
        if terms.bind and not isinstance(step, Get | Ask | Each):
            self.say(line, Fault.MISPLACED, "`as` is for get, ask and each: nothing else has a result")
        if terms.effect is not None and not isinstance(step, Act | Set):
            self.say(line, Fault.MISPLACED, "`effect` is for act and set: nothing else has one of its own")
        if terms.expect is not None and isinstance(step, Ask | End):
            self.say(line, Fault.MISPLACED, "`expect` means nothing after ask and end")
        asked = terms.expect is None or any(isinstance(part, Locator) for part in _parts(terms.expect))
        if not asked and not isinstance(step, Get):
            self.say(line, Fault.NO_EXPECT, "`expect` has to ask about something on a screen or in a place")

    def _since(self, part: object, line: int) -> None:
        if any(isinstance(one, Changed) for one in parts_of(part)):
            self.say(line, Fault.MISPLACED, "`changed` means since the step began: it stands in `expect`")

    def _get(self, get: Get, line: int) -> None:
        self._on_screen(get.source, line)
        if get.property is not None and get.property not in _READ:
            self.say(line, Fault.MISPLACED, f"nothing has a {get.property!r}: {_list(_READ)}")
        if get.property is not None and (get.what is not None or get.fields):
            self.say(line, Fault.MISPLACED, "either `property` or what is written there, not both")
        if get.what is not None and get.fields:
            self.say(line, Fault.MISPLACED, "either `what` (one value) or `fields` (several), not both")
        for kind in {get.type, *(field.type for field in get.fields)} & _UNREADABLE:
            self.say(line, Fault.MISPLACED, f"nothing on a screen can be read as a {kind.value}")

    def _act(self, act: Act, line: int) -> None:
        if act.target is not None:
            self._on_screen(act.target, line)
        application = self._driven.get(act.application or "")
        if application is None:
            self.say(
                line,
                Fault.UNKNOWN_APPLICATION,
                f"{act.application!r} is no application of this plan; it has {_list(self._driven)}",
            )
            return
        if act.verb in set(Verb):
            self._verb(act, Verb(act.verb), line)
            return
        capability = application.capabilities.get(act.verb)
        if capability is None:
            can = _list([*(_ON | _IN), *application.capabilities])
            self.say(line, Fault.UNKNOWN_VERB, f"{application.name} can't {act.verb!r}; it can {can}")
            return
        if act.target is not None:
            self.say(
                line,
                Fault.MISPLACED,
                f"{act.verb} is asked of the application: `in: {application.name}`, not `on`",
            )
        given = {name for name, _ in act.arguments}
        if given != set(capability.takes):
            self.say(
                line,
                Fault.ARGUMENTS,
                f"{act.verb} takes {_list(capability.takes)}, and was given {_list(given)}",
            )

    def _verb(self, act: Act, verb: Verb, line: int) -> None:
        if verb not in _ON | _IN:
            self.say(line, Fault.UNKNOWN_VERB, f"{verb.value!r} is not in this version")
        elif act.target is not None and verb not in _ON:
            self.say(line, Fault.MISPLACED, f"{verb.value} is asked of an application: `in`, not `on`")
        elif act.target is None and verb not in _IN:
            self.say(line, Fault.MISPLACED, f"{verb.value} wants an element: `on`, not `in`")
        wanted, given = _ARGUMENTS.get(verb, frozenset()), {name for name, _ in act.arguments}
        if act.target is not None:
            self._touched(act, verb, line)
        elif act.at is not None or act.to is not None or act.through:
            self.say(line, Fault.MISPLACED, "`at`, `to` and `through` are places of an element: `on`")
        if given - _OPTIONAL.get(verb, frozenset()) != wanted:
            self.say(
                line, Fault.ARGUMENTS, f"{verb.value} takes {_list(wanted)}, and was given {_list(given)}"
            )
        if verb is Verb.WAIT and act.terms.expect is None:
            self.say(line, Fault.NO_EXPECT, "wait wants an `expect`: what is to be waited for")

    def _touched(self, act: Act, verb: Verb, line: int) -> None:
        """Where an element is touched, and where a drag goes."""
        if act.at is not None and verb not in _AT:
            self.say(line, Fault.MISPLACED, f"`at` means nothing for {verb.value}")
        if (verb is Verb.DRAG) != (act.to is not None):
            self.say(line, Fault.ARGUMENTS, "a drag, and nothing else, has `to`: where it ends")
        if act.through and verb is not Verb.DRAG:
            self.say(line, Fault.MISPLACED, f"`through` means nothing for {verb.value}")
        others = (act.to, act.at.other if isinstance(act.at, Toward) else None)
        for other in others:
            if isinstance(other, Locator):
                self._on_screen(other, line)
                if other.place != act.application:
                    self.say(line, Fault.MISPLACED, "a drag, and a way, stay within one application")

    def say(self, line: int, fault: Fault, problem: str) -> None:
        """Complain, once."""
        complaint = Problem(line, fault, problem, self._where)
        if complaint not in self._complaints:
            self._complaints.append(complaint)

    def _known(self) -> str:
        return _list([*self._driven, *self._outside])


def _list(names: Iterable[str]) -> str:
    return ", ".join(sorted(str(n) for n in names)) or "nothing"


def _line(capability: Capability) -> int:
    return capability.steps[0].terms.line if capability.steps else 1


def parts_of(part: object) -> list[object]:
    """A part and all within it, not those of steps below it."""
    found: list[object] = []
    nested = {"steps", "then", "otherwise", "fail"}
    waiting: list[object] = [part]
    while waiting:
        part = waiting.pop()
        found.append(part)
        if isinstance(part, tuple):
            waiting.extend(part)
        elif is_dataclass(part):
            waiting.extend(getattr(part, f.name) for f in fields(part) if f.name not in nested)
    return found


def _parts(part: object) -> list[object]:
    """All expressions, locators and comparisons that something names, not those of steps below it."""
    return [one for one in parts_of(part) if isinstance(one, Ref | SecretRef | Locator | Is)]


def _calls_itself(
    capability: Capability, application: Application, applications: Mapping[str, Application]
) -> bool:
    """Whether a capability comes back to itself through the capabilities that it uses."""
    start = (application.name, capability.name)
    seen: set[tuple[str, str]] = set()
    waiting = [capability]
    while waiting:
        for step in walk(waiting.pop().steps):
            if not isinstance(step, Act) or step.verb in set(Verb):
                continue
            called = (step.application or "", step.verb)
            if called == start:
                return True
            used = applications.get(called[0])
            if used is not None and step.verb in used.capabilities and called not in seen:
                seen.add(called)
                waiting.append(used.capabilities[step.verb])
    return False
