"""What policy will not allow of a planner's plan, told before any of it is done.

Promises: a flow is named only where it is denied for certain: a variable that a `get` of the plan binds, with
its place and declared type, put under a label that stands in the plan. All else is decided at delivery, on
what the screen shows then.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from innervate.boundary.field_kind import kind_of_label
from innervate.boundary.sinks import Rules, Sink
from innervate.core.application import Application
from innervate.core.asking import Expr, Literal, Ref
from innervate.core.errors import Denied
from innervate.core.plan import Author, Get, Plan, Set, walk
from innervate.core.planner import Complaint, Fault
from innervate.core.values import Origin, Value, ValueType

_Known = Mapping[tuple[str, ...], tuple[str, ValueType]]
"""Place and type, by a variable's name and field."""


def denied_flows(plan: Plan, rules: Rules, applications: Mapping[str, Application]) -> list[Complaint]:
    """With the lines of the steps that would do them."""
    steps = walk((*plan.steps, *plan.finally_))
    known: dict[tuple[str, ...], tuple[str, ValueType]] = {}
    for step in steps:
        if isinstance(step, Get) and step.terms.bind is not None:
            known |= _bound(step, step.terms.bind)
    return [
        Complaint(step.terms.line, Fault.FLOW)
        for step in steps
        if isinstance(step, Set) and any(_denied(*flow, rules, applications) for flow in _flows(step, known))
    ]


def _bound(get: Get, name: str) -> dict[tuple[str, ...], tuple[str, ValueType]]:
    place = get.source.place
    if get.fields:
        return {(name, field.name): (place, field.type) for field in get.fields}
    return {(name,): (place, get.type)}


def _flows(step: Set, known: _Known) -> Iterator[tuple[str, ValueType, str, str]]:
    """Place and type of each value, and application and label of where it is put."""
    label = step.target.label
    pairs: list[tuple[str, Expr]] = list(step.form)
    if step.value is not None and isinstance(label, Literal) and isinstance(label.value, str):
        pairs.append((label.value, step.value))
    for under, value in pairs:
        if isinstance(value, Ref) and (found := known.get((value.name, *value.path))) is not None:
            yield *found, step.target.place, under


def _denied(
    place: str, kind: ValueType, to: str, label: str, rules: Rules, applications: Mapping[str, Application]
) -> bool:
    source, application = applications.get(place), applications.get(to)
    if application is None:
        return False
    value = Value(kind, "…", Origin(source.sink if source is not None else place))
    try:
        rules.authorise(value, Sink(application, label, kind_of_label(label)), Author.PLANNER)
    except Denied:
        return True
    return False
