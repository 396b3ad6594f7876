"""Why something crosses or goes somewhere, and why not: the same decisions, told in a sentence.

Promises: what is told is what is done, for it asks the very functions that decide.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from innervate.boundary.field_kind import FieldKind, kind_of_label
from innervate.boundary.generic_words import GENERIC_ROLES, GENERIC_WORDS
from innervate.boundary.opening import may_be_named
from innervate.boundary.phrases import GETTEXT_ROLES, STATIC, Catalogue, Position, public_form
from innervate.boundary.policy import Policy, Proof
from innervate.boundary.sinks import Rules, Sink
from innervate.boundary.where import Grant
from innervate.core.application import Application
from innervate.core.errors import Denied
from innervate.core.plan import Author
from innervate.core.values import PLANNER, Origin, Value, ValueType
from innervate.core.vocabulary import Role


@dataclass(frozen=True, slots=True)
class Explanation:
    """passes: whether it does. because: why, or why not. todo: what would change that; "" if nothing."""

    passes: bool
    because: str
    todo: str = ""


_OPEN = Explanation(True, "the policy says open here: it crosses, with what a detector finds masked")


def explain_phrase(
    text: str, role: Role, application: Application, catalogue: Catalogue, policy: Policy, position: Position
) -> Explanation:
    """Whether a text crosses as the name of an element of this role in this application."""
    form, sink = public_form(text), application.sink
    opened = _OPEN if policy.opens_text(application.name, None) and may_be_named(role) else None
    if form is None:
        return opened or Explanation(
            False, "digits, marks of a template, brackets of handles and single letters never do"
        )
    approved = catalogue.approved.get(form, frozenset())
    if catalogue.is_public(text, role, origin=sink, position=position):
        if role in {_of(grant).role for grant in approved}:
            return Explanation(True, f"a person approved it for {sink} as {_roles(approved)}")
        if form in catalogue.anywhere and role in STATIC:
            level = policy.level_of(application.name, label=form)
            return Explanation(True, f"the policy says {level.value} here, and it is listed for {sink}")
        if form in GENERIC_WORDS and role in GENERIC_ROLES:
            return Explanation(True, f"it is a generic word of interfaces, on a {role.value}")
        return Explanation(True, f"it is a constant in the catalogue of {sink}, on a {role.value}")
    return opened or _not_public(form, role, application, catalogue, position)


def _not_public(
    form: str, role: Role, application: Application, catalogue: Catalogue, position: Position
) -> Explanation:
    approve = f"if it may: add it as a {role.value} to the phrases of {application.name}, then approve them"
    approved = catalogue.approved.get(form, frozenset())
    if approved:
        return Explanation(False, f"it is approved as {_roles(approved)}, not as a {role.value}", approve)
    if form in catalogue.constants and role in GETTEXT_ROLES and position is Position.CONTENT:
        why = "it is a constant of the program, but stands where people's own words stand too"
        return Explanation(False, why, approve)
    if form in catalogue.constants:
        return Explanation(False, f"it is a constant, but a {role.value} shows content too often", approve)
    return Explanation(False, f"no catalogue or approved list of {application.sink} has it", approve)


def explain_flow(
    kind: ValueType, source: str, application: Application, label: str, rules: Rules, author: Author
) -> Explanation:
    """Whether a value of this type may go from a source into a field. source: an identity, or `planner`."""
    planner = source == PLANNER.place
    value = Value(kind, "" if planner else "…", PLANNER if planner else Origin(source))
    field = kind_of_label(label)
    try:
        proof = rules.authorise(value, Sink(application, label, field), author)
    except Denied as denied:
        return Explanation(False, denied.seen, denied.todo)
    if planner:
        return Explanation(
            True, f"the field is a plain one, so a constant may stand in it, unless it looks {_leading()}"
        )
    if author is Author.PERSON and rules.policy.own_flows:
        return Explanation(True, "a person's own playbook names its flows by its steps")
    then = {
        Proof.NOTHING: "and may be used irreversibly as it is",
        Proof.MATCH: "and before an irreversible act it must equal a known value, or a person is asked",
        Proof.PERSON: "and before an irreversible act a person is asked",
    }[proof]
    return Explanation(True, f"the goal or the policy names this flow, {then}")


def _leading() -> str:
    return "like an " + ", a ".join(
        k.value for k in (FieldKind.URL, FieldKind.RECIPIENT, FieldKind.PATH, FieldKind.COMMAND)
    )


def _roles(approved: Iterable[Grant | Role]) -> str:
    grants = sorted(_of(grant) for grant in approved)
    return ", ".join(f"{grant.role.value} at {grant.place}" for grant in grants)


def _of(grant: Grant | Role) -> Grant:
    """A bare role counts for the interface."""
    return Grant(grant) if isinstance(grant, Role) else grant
