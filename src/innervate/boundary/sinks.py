"""Which values may go into which application; checked again before each delivery.

A secret goes only to the sink that the vault binds it to. Everything else is granted when a person's own
playbook names the flow: the playbook is that person's words, and writing `set` of a value into a field is
how a person names a flow. A planner's plan is not: each part of what it puts somewhere needs a flow that the
goal or the policy names (type, source, sink, field), and what leads out (an address, a recipient, a path, a
command) is never a planner's constant or put together, unless the policy lists that very constant. Granting
changes nothing about a value: what was read from a screen stays untrusted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from innervate.boundary.addresses import below
from innervate.boundary.field_kind import FieldKind, kind_of_text
from innervate.boundary.policy import DEFAULT, NOTHING_PERMITTED, Permits, Policy, Proof, plain
from innervate.core.application import Application
from innervate.core.errors import Denied
from innervate.core.plan import Author
from innervate.core.values import (
    CONSTANTS,
    PLANNER,
    VAULT,
    Value,
    ValueType,
    lineage,
)

_HARMLESS = frozenset({FieldKind.PLAIN, FieldKind.PROSE})
_STRICTNESS = (Proof.NOTHING, Proof.MATCH, Proof.PERSON)


@dataclass(frozen=True, slots=True)
class Sink:
    """A field of an application. label: what it is called."""

    application: Application
    label: str
    kind: FieldKind = FieldKind.PLAIN

    def __str__(self) -> str:
        return f"{self.label!r} of {self.application.name} ({self.application.sink})"


@dataclass(frozen=True, slots=True)
class Rules:
    """The policy, what was granted with the goal, and whom names stand for.

    names: of applications and places by identity: an executable, a web origin, a place outside.
    """

    policy: Policy = DEFAULT
    grants: Permits = NOTHING_PERMITTED
    names: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def permits(self) -> Permits:
        return self.policy.permits | self.grants

    def called(self, place: str) -> frozenset[str]:
        """The names that a place has in the desk; itself where it has none."""
        return self.names.get(place, frozenset({place}))

    def authorise(self, value: Value, sink: Sink, author: Author) -> Proof:
        """Whether a value may go there, and what it needs before it is used irreversibly.

        :raises Denied: it may not.
        """
        self._secret(value, sink)
        parts = [(place, ValueType(kind)) for place, kind in lineage(value)]
        for place, kind in parts:
            self._not_banned(place, kind, sink)
        if author is Author.PERSON and self.policy.own_flows:
            return Proof.NOTHING
        if author is Author.PLANNER:
            self._not_leading_out(value, sink)
        proofs = [self._flow(place, kind, sink) for place, kind in parts if place not in CONSTANTS]
        return max(proofs, key=_STRICTNESS.index, default=Proof.NOTHING)

    def _secret(self, value: Value, sink: Sink) -> None:
        """The vault itself binds an entry that the plan names to its sink."""
        owner = value.origin.place
        if value.type is ValueType.SECRET and owner not in (VAULT.place, sink.application.sink):
            raise Denied(
                f"to put a secret into {sink}",
                f"it belongs to {owner}",
                "name the vault's entry in the plan, so that its own sink decides",
            )

    def _not_banned(self, place: str, kind: ValueType, sink: Sink) -> None:
        for ban in self.policy.banned:
            if any(ban.names(kind, name, sink.application.name, sink.label) for name in self.called(place)):
                raise Denied(
                    f"to put {kind.value} from {_said(self.called(place))} into {sink}",
                    "the policy denies this flow",
                    "see `deny` in the policy",
                )

    def _flow(self, place: str, kind: ValueType, sink: Sink) -> Proof:
        """The proof that the flows of one part ask for; of several flows the mildest."""
        named = [
            flow.proof
            for flow in self.permits.flows
            if any(flow.names(kind, name, sink.application.name, sink.label) for name in self.called(place))
        ]
        if not named:
            source = _said(self.called(place))
            raise Denied(
                f"to put {kind.value} from {source} into {sink}",
                "neither the goal nor the policy names this flow",
                f"if it is to go there, add to the policy's `flows`: {{type: {kind.value}, from: {source}, "
                f"to: {sink.application.name}, field: {sink.label!r}}}",
            )
        return min(named, key=_STRICTNESS.index)

    def _not_leading_out(self, value: Value, sink: Sink) -> None:
        """
        :raises Denied: a planner's constant, or what was put together, where it would lead out.
        """
        by_planner = any(place == PLANNER.place for place, _ in lineage(value))
        looks = kind_of_text(value.text, sink.kind) if by_planner else FieldKind.PLAIN
        harmless = sink.kind in _HARMLESS
        if value.type is ValueType.SECRET or (harmless and looks is FieldKind.PLAIN):
            return
        if value.origin.joined and not harmless:
            raise Denied(
                f"to put a text into {sink}",
                f"it was put together, and the field is one for a {_told(sink.kind)}",
                "give the whole value from where it stands, or from the goal",
            )
        if by_planner and not self._listed(value.text, sink):
            kind = looks if harmless else sink.kind
            raise Denied(
                f"to put a planner's constant into {sink}",
                f"it would be a {_told(kind)}, and neither the goal nor the policy lists it",
                f"if it is right, list it in the policy's `literals` for {sink.application.name}",
            )

    def _listed(self, text: str, sink: Sink) -> bool:
        for rule in self.permits.literals:
            if rule.sink != sink.application.name or plain(rule.field) != plain(sink.label):
                continue
            if text in rule.exact or any(below(text, prefix) for prefix in rule.prefixes):
                return True
        return False

    # what is done, rather than what is put somewhere

    def may_decide(self, place: str, application: Application) -> bool:
        """Whether what a place shows may decide what is done in an application."""
        if place == application.sink or place in CONSTANTS:
            return True
        return any(
            self.called(place) & branch.sources and application.name in branch.sinks
            for branch in self.permits.branches
        )

    def may_reach(self, place: str, application: Application) -> bool:
        """Whether anything at all of a place may reach an application: then also that it could be read."""
        return self.may_decide(place, application) or any(
            flow.source in self.called(place) and flow.sink == application.name for flow in self.permits.flows
        )

    def allows_deed(self, application: Application, label: str) -> bool:
        """Whether a planner's plan may do this irreversible act without asking."""
        return any(
            deed.application == application.name and plain(deed.label) == plain(label)
            for deed in self.permits.deeds
        )

    def known(self, value: Value) -> bool:
        """Whether an equal value, whole and of the same type, is known to be right by goal or policy."""
        return any(
            known.type is value.type and known.text == value.text.strip() for known in self.permits.known
        )


def names_of(applications: Mapping[str, Application]) -> dict[str, frozenset[str]]:
    """The names of applications by their identity."""
    found: dict[str, frozenset[str]] = {}
    for name, application in applications.items():
        found[application.sink] = found.get(application.sink, frozenset()) | {name}
    return found


def _said(names: frozenset[str]) -> str:
    return " or ".join(sorted(names))


def _told(kind: FieldKind) -> str:
    return (
        "recipient, address, path or command for all that tells" if kind is FieldKind.UNSURE else kind.value
    )
