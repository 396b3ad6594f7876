"""What the person at this machine allows: levels, opened choices, flows, literals, branches, acts, budgets.

Promises: without a policy nothing is open (`DEFAULT`), and `restricted` takes from any policy all that
opens more than that, so that what nobody approved can only close. Rules name applications as the desk
does, fields as they are labelled, whole and literally: there are no patterns.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TypeVar

from innervate.core.event import Claim
from innervate.core.values import ZERO_BUDGET, ValueType
from innervate.core.vocabulary import Role

ANY = "any"
"""In a rule that denies: whatever it is. No rule that allows may say so."""

R = TypeVar("R")


class Level(StrEnum):
    """What may cross of texts that a screen shows.

    strict: approved phrases where programs show constants. labels: listed phrases wherever static text
    stands. open: detect and mask; the whole run is then without a claim.
    """

    STRICT = "strict"
    LABELS = "labels"
    OPEN = "open"

    @property
    def weight(self) -> int:
        return list(Level).index(self)


class Proof(StrEnum):
    """What an untrusted value needs before it is used irreversibly."""

    PERSON = "person"
    MATCH = "match"
    NOTHING = "nothing"


def plain(label: str) -> str:
    """A label for comparing: white space, case and what surrounds it (a colon, an asterisk) do not count."""
    return " ".join(label.replace("...", "…").split()).rstrip(":*… ").casefold()


@dataclass(frozen=True, slots=True)
class LevelRule:
    """The level of an application, of its windows of this title or role, or of its fields of this label."""

    application: str
    level: Level
    title: str | None = None
    role: Role | None = None
    field: str | None = None

    @property
    def of_window(self) -> bool:
        return self.title is not None or self.role is not None

    def fits(self, application: str, title: str | None, role: Role | None, label: str | None) -> bool:
        return (
            self.application == application
            and self.title in (None, title)
            and self.role in (None, role)
            and (self.field is None or (label is not None and plain(self.field) == plain(label)))
        )

    @property
    def weight(self) -> tuple[bool, bool, bool]:
        """The more a rule says, the more it counts."""
        return self.field is not None, self.title is not None, self.role is not None


@dataclass(frozen=True, slots=True)
class Flow:
    """Values of these types from one application or place may go into one field of another.

    proof: what one of untrusted origin needs before an irreversible act.
    """

    types: frozenset[ValueType]
    source: str
    sink: str
    field: str
    proof: Proof = Proof.MATCH

    def names(self, kind: ValueType, source: str, sink: str, label: str) -> bool:
        return (
            kind in self.types
            and self.source == source
            and self.sink == sink
            and plain(self.field) == plain(label)
        )


@dataclass(frozen=True, slots=True)
class Ban:
    """A flow that is denied, to a person's own playbook too. "any" stands for all."""

    types: frozenset[ValueType] | None
    source: str
    sink: str
    field: str

    def names(self, kind: ValueType, source: str, sink: str, label: str) -> bool:
        return (
            (self.types is None or kind in self.types)
            and self.source in (ANY, source)
            and self.sink in (ANY, sink)
            and (self.field == ANY or plain(self.field) == plain(label))
        )


@dataclass(frozen=True, slots=True)
class Literal:
    """Constants that a planner may write into a field for a URL, a recipient, a path or a command."""

    sink: str
    field: str
    exact: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Branch:
    """What these show may decide what is done in those: it can be told from what they are asked to do."""

    sources: frozenset[str]
    sinks: frozenset[str]


@dataclass(frozen=True, slots=True)
class Deed:
    """An irreversible act that a planner's plan may do: what is pressed, by its label."""

    application: str
    label: str


@dataclass(frozen=True, slots=True)
class Known:
    """A value that is known to be right, so that an equal one from a screen may be used irreversibly."""

    type: ValueType
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Permits:
    """What planners' plans may do: typed flows, and what else. Of a policy, or confirmed with a goal.

    Empty: nothing that leads out.
    """

    flows: tuple[Flow, ...] = ()
    literals: tuple[Literal, ...] = ()
    branches: tuple[Branch, ...] = ()
    deeds: tuple[Deed, ...] = ()
    known: tuple[Known, ...] = ()
    trusted_places: frozenset[str] = frozenset()

    def __or__(self, other: Permits) -> Permits:
        return Permits(
            _joined(self.flows, other.flows),
            _joined(self.literals, other.literals),
            _joined(self.branches, other.branches),
            _joined(self.deeds, other.deeds),
            _joined(self.known, other.known),
            self.trusted_places | other.trusted_places,
        )


NOTHING_PERMITTED = Permits()


@dataclass(frozen=True, slots=True)
class Budgets:
    """Bits that may be told of what a planner can't see. nothing: types of which none may."""

    lineage: float = 8.0
    run: float = 64.0
    nothing: frozenset[ValueType] = ZERO_BUDGET

    def of(self, kind: ValueType) -> float:
        """Bits for one lineage of this type."""
        return 0.0 if kind in self.nothing else self.lineage


@dataclass(frozen=True, slots=True)
class AtRest:
    """What a run keeps on this machine. pictures: of the screen. days: how long; None: until removed."""

    pictures: bool = True
    days: int | None = None


@dataclass(frozen=True, slots=True)
class PlannerRule:
    """One planner that may be asked. file: beside the policy. seconds, cost, reached: what its plans took,
    what they cost and how many came to their end, lately, may be; None for no limit.
    """

    file: str
    seconds: float | None = None
    cost: float | None = None
    reached: float | None = None


@dataclass(frozen=True, slots=True)
class Policy:
    """A person's policy.

    choices: application and label of fields whose choice may cross. undriven: applications that nothing
    may drive. terminals: applications whose terminal a planner may type into. keys: application and keys
    that a planner may press there besides the harmless ones. own_flows: a person's own playbook names its
    flows by its steps; False: they have to be named here. planners: who plans, in this order. asked:
    applications in which nothing irreversible is done without a person's yes, whoever wrote the plan.
    """

    level: Level = Level.STRICT
    levels: tuple[LevelRule, ...] = ()
    choices: frozenset[tuple[str, str]] = frozenset()
    permits: Permits = NOTHING_PERMITTED
    banned: tuple[Ban, ...] = ()
    undriven: frozenset[str] = frozenset()
    terminals: frozenset[str] = frozenset()
    keys: frozenset[tuple[str, str]] = frozenset()
    budgets: Budgets = Budgets()
    at_rest: AtRest = AtRest()
    own_flows: bool = True
    planners: tuple[PlannerRule, ...] = ()
    asked: frozenset[str] = frozenset()

    def level_of(
        self,
        application: str,
        *,
        title: str | None = None,
        role: Role | None = None,
        label: str | None = None,
    ) -> Level:
        """The level at one place: by the rule that says most about it; of two that say as much, the stricter.

        title, role: of the window. label: of the field or element.
        """
        fitting = [rule for rule in self.levels if rule.fits(application, title, role, label)]
        if not fitting:
            return self.level
        most = max(rule.weight for rule in fitting)
        return min((rule.level for rule in fitting if rule.weight == most), key=lambda level: level.weight)

    def listed_anywhere(self, application: str, phrases: Iterable[str]) -> frozenset[str]:
        """Those of an application's listed phrases that may cross wherever static text stands.

        A catalogue knows no windows: a rule for some of them counts for all, if it is stricter.
        """
        if self.level is Level.STRICT and not self.levels:
            return frozenset()
        windows = [rule.level for rule in self.levels if rule.application == application and rule.of_window]
        if Level.STRICT in windows:
            return frozenset()
        return frozenset(p for p in phrases if self.level_of(application, label=p) is not Level.STRICT)

    def opens_text(self, application: str, title: str | None, label: str | None = None) -> bool:
        """Whether text of a window crosses, masked. title: as it is told; None where it is not told.

        Two processes have to agree, and one sees no screen: a rule for windows that no public title tells
        apart counts for all windows, if it closes, and for none, if it opens.
        """
        closing = (
            rule.application == application
            and rule.of_window
            and rule.level is not Level.OPEN
            and (title is None or rule.role is not None or rule.title in (None, title))
            for rule in self.levels
        )
        return not any(closing) and self.level_of(application, title=title, label=label) is Level.OPEN

    def without_open(self) -> Policy:
        """The policy with `labels` wherever it says `open`: for what is kept, and for reports."""
        levels = (
            replace(r, level=min(r.level, Level.LABELS, key=lambda level: level.weight)) for r in self.levels
        )
        return replace(
            self, level=min(self.level, Level.LABELS, key=lambda level: level.weight), levels=tuple(levels)
        )

    def opens_choice(self, application: str, label: str) -> bool:
        """Whether what is chosen in this field may cross."""
        return (application, plain(label)) in self.choices

    def applications(self) -> frozenset[str]:
        """All names of applications and places that the policy speaks of."""
        permits = self.permits
        named = {rule.application for rule in self.levels} | {deed.application for deed in permits.deeds}
        named |= {name for name, _ in (*self.choices, *self.keys)} | self.undriven | self.terminals
        named |= self.asked
        named |= {name for flow in permits.flows for name in (flow.source, flow.sink)}
        named |= {name for ban in self.banned for name in (ban.source, ban.sink)}
        named |= {rule.sink for rule in permits.literals} | permits.trusted_places
        named |= {name for rule in permits.branches for name in rule.sources | rule.sinks}
        return frozenset(named - {ANY})

    def restricted(self) -> Policy:
        """The policy less all that it opens; what it closes stays closed."""
        mine, default = self.budgets, Budgets()
        days = [d for d in (self.at_rest.days,) if d is not None]
        return Policy(
            banned=self.banned,
            undriven=self.undriven,
            budgets=Budgets(
                min(mine.lineage, default.lineage),
                min(mine.run, default.run),
                mine.nothing | default.nothing,
            ),
            at_rest=replace(AtRest(), pictures=self.at_rest.pictures, days=min(days, default=None)),
            own_flows=self.own_flows,
            asked=self.asked,
        )


DEFAULT = Policy()


def claim(policy: Policy, *, isolated: bool = True) -> Claim:
    """What can be claimed under this policy. isolated: whether core is."""
    used = {policy.level, *(rule.level for rule in policy.levels)}
    if Level.OPEN in used:
        return Claim.VOID
    if not isolated:
        return Claim.UNAVAILABLE
    return Claim.OPENED if Level.LABELS in used or policy.choices else Claim.STRICT


def _joined(one: tuple[R, ...], other: tuple[R, ...]) -> tuple[R, ...]:
    return tuple(dict.fromkeys((*one, *other)))
