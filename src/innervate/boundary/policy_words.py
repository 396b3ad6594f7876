"""What a policy opens, in plain words: one line for each thing that the default keeps closed.

Promises: no line if and only if the policy is no more open than the default. Values that the policy
holds are shown, since a person at this machine has to judge them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from innervate.boundary.policy import Budgets, Level, Policy, Proof
from innervate.core.values import ValueType

_SAID = {
    Level.LABELS: "listed phrases cross wherever static text stands",
    Level.OPEN: "ALL TEXT CROSSES unless a detector masks it, and no run has a claim any more",
}
_PROVEN = {
    Proof.MATCH: "before an irreversible act it must equal a known value, or a person is asked",
    Proof.PERSON: "before an irreversible act a person is asked",
    Proof.NOTHING: "IT MAY BE USED IRREVERSIBLY AS IT IS READ",
}


def opens(policy: Policy) -> tuple[str, ...]:
    """What this policy opens beyond the default, in words."""
    return (
        *_levels(policy),
        *_choices(policy),
        *_flows(policy),
        *_rest(policy),
        *_budgets(policy.budgets),
    )


def _levels(policy: Policy) -> Iterator[str]:
    if policy.level is not Level.STRICT:
        yield f"everywhere: {_SAID[policy.level]}"
    for rule in policy.levels:
        if rule.level is Level.STRICT:
            continue
        where = [f"in {rule.application}"]
        if rule.role is not None:
            where.append(f"in a {rule.role.value}")
        if rule.title is not None:
            where.append(f"titled {rule.title!r}")
        if rule.field is not None:
            where.append(f"at {rule.field!r}")
        yield f"{', '.join(where)}: {_SAID[rule.level]}"


def _choices(policy: Policy) -> Iterator[str]:
    for application, label in sorted(policy.choices):
        yield f"in {application}: what is chosen in {label!r} crosses"


def _flows(policy: Policy) -> Iterator[str]:
    for flow in policy.permits.flows:
        kinds = _kinds(flow.types)
        yield (
            f"a plan may put {kinds} from {flow.source} into {flow.field!r} of {flow.sink}; "
            f"{_PROVEN[flow.proof]}"
        )
    for rule in policy.permits.literals:
        told = [repr(text) for text in sorted(rule.exact)]
        told += [f"anything that begins with {prefix}" for prefix in rule.prefixes]
        yield f"a planner may write {', '.join(told) or 'nothing'} into {rule.field!r} of {rule.sink}"
    for branch in policy.permits.branches:
        yield f"what {_names(branch.sources)} shows may decide what is done in {_names(branch.sinks)}"


def _rest(policy: Policy) -> Iterator[str]:
    for deed in policy.permits.deeds:
        yield f"a plan may press {deed.label!r} in {deed.application} without asking, irreversible as it is"
    for known in policy.permits.known:
        yield f"{known.text!r} is known to be right as {known.type.value}"
    for place in sorted(policy.permits.trusted_places):
        yield f"what stands in {place} is known to be right"
    for name in sorted(policy.terminals):
        yield f"a plan may type into the terminal of {name}"
    for name, keys in sorted(policy.keys):
        yield f"a plan may press {keys} in {name}"
    for planner in policy.planners:
        yield f"the planner of {planner.file} may be asked"


def _budgets(budgets: Budgets) -> Iterator[str]:
    default = Budgets()
    if budgets.lineage > default.lineage:
        yield f"{budgets.lineage:g} bits may be told of each value, not {default.lineage:g}"
    if budgets.run > default.run:
        yield f"{budgets.run:g} bits may be told in each run, not {default.run:g}"
    if missing := default.nothing - budgets.nothing:
        yield f"bits may be told of {_kinds(missing)}"


def _kinds(types: Iterable[ValueType]) -> str:
    return " or ".join(sorted(kind.value for kind in types))


def _names(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))
