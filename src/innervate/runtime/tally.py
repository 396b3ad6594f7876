"""What has decided how a planner's plan goes on, in bits, since its planner was last told anything.

The judge names each value that it compares or looks for (`asked`); the loop says what came of that:
it went on in one of so many ways, it turned to another way, or it failed. Promises: what was asked about is
counted once for each decision, for every lineage that had a part in it, and outlives an interruption.
Refuses questions about values of which nothing may be told, before they are looked at.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from innervate.boundary.leakage import ANSWERED, FAILS, GOES_ON, TOLD, TURNS, Accounts, Lineage
from innervate.boundary.policy import Budgets
from innervate.core.errors import Denied
from innervate.core.event import Decided, Event, Told
from innervate.core.outcome import Code
from innervate.core.values import CONSTANTS, PLANNER, Value, ValueType, lineage
from innervate.core.vocabulary import Role
from innervate.runtime.reading import looked_at, shown_by


@dataclass(slots=True)
class Tally:
    """budgets: of the policy. write: into the run's journal.

    public: whether a View of this place tells at once what is called so in this role. bits: by lineage, since
    the planner was last told anything. total: of all.
    """

    budgets: Budgets = Budgets()
    write: Callable[[Event], object] | None = None
    public: Callable[[str, str, Role], bool] = lambda place, text, role: False
    bits: dict[Lineage, float] = field(default_factory=dict)
    total: float = 0.0
    _asked: set[Lineage] = field(default_factory=set, init=False)
    _among: int = field(default=1, init=False)

    def asked(self, value: Value, place: str | None = None) -> None:
        """A value is about to decide something. place: whose, where the value itself does not say.

        :raises Denied: nothing may be told of values of its type, so nothing is asked about them.
        """
        found = _lineages(value, place)
        self._require_budget(found)
        self._asked |= found

    def _require_budget(self, lineages: set[Lineage]) -> None:
        for _, kind in lineages:
            if self.budgets.of(ValueType(kind)) == 0.0:
                raise Denied(
                    f"to ask about a value of the type {kind}",
                    "nothing may be told of such values, so no plan of a planner may ask",
                    f"if it may, say `budget: {{tell: [{kind}]}}` in the policy",
                    code=Code.PLAN_OVER_BUDGET,
                )

    def counted(self, place: str) -> None:
        """How many things a place has is about to decide something."""
        self._asked.add((place, ValueType.TEXT.value))

    def is_public(self, place: str, text: str, role: Role | None) -> bool:
        return role is not None and self.public(place, text, role)

    def among(self, count: int) -> None:
        """Which of so many things passes was asked."""
        self._among = max(self._among, count)

    # what came of it

    def went_on(self, path: str, ways: int = 1) -> None:
        """In one of so many ways, each with any of the things that were asked about."""
        self._decide(path, GOES_ON + math.log2(ways) + _rounded(self._among))

    def chose_some(self, path: str, at_most: int) -> None:
        """So many things at most: how many, where that is all that was asked, or any of those asked about."""
        self._decide(path, GOES_ON + (self._among if self._among > 1 else math.log2(at_most + 1)))

    def turned(self, path: str) -> None:
        """It failed, and the plan goes on another way."""
        self._decide(path, TURNS)

    def failed(self, path: str) -> None:
        """It failed, and the code of that may be told."""
        self._decide(path, FAILS)

    def put(self, value: Value, sink: str) -> None:
        """A value was put into an application, which may show what it makes of it.

        A planner's own constant may search in all that the application holds. Of values of which nothing may
        be told nothing is charged: a person granted the flow.

        :raises Denied: it is a constant that looks like a value about which nothing may be asked.
        """
        if value.type in (ValueType.SECRET, ValueType.CHOICE):
            return  # a tick searches in nothing
        found = _lineages(value, None)
        if any(place == PLANNER.place for place, _ in lineage(value)):
            self._require_budget(_lineages(value, sink))
            found |= {(sink, kind.value) for kind in ValueType}
        self._add("put", {one for one in found if self.budgets.of(ValueType(one[1]))}, ANSWERED)

    def _decide(self, path: str, bits: float) -> None:
        asked, self._asked, self._among = self._asked, set(), 1
        self._add(path, asked, bits)

    def _add(self, path: str, found: set[Lineage], bits: float) -> None:
        if found:
            decided = Decided(path, [list(one) for one in sorted(found)], bits)
            if self.write is not None:
                self.write(decided)
            self.count(decided)

    def told(self) -> None:
        """The planner was told, and it is paid for."""
        if self.write is not None and self.bits:
            self.write(Told(self.total))
        self.bits.clear()
        self.total = 0.0

    def count(self, decided: Decided) -> None:
        """Also what the journal holds of it, after an interruption."""
        for place, kind in decided.about:
            self.bits[place, kind] = self.bits.get((place, kind), 0.0) + decided.bits
        self.total += decided.bits


@dataclass(frozen=True, slots=True)
class Telling:
    """Charges one run's tally to the accounts."""

    tally: Tally
    accounts: Accounts
    run: str

    def charge(self) -> None:
        """The planner is about to be told how its plan went, and what the screen shows.

        :raises NeedsPerson: it may not be. :raises BadInput, Denied: the accounts can't be read.
        """
        bits, total = self._due()
        self.accounts.take(self.run, bits, total, self.tally.budgets)
        self.tally.told()

    def silent(self) -> None:
        """The run ended, and its planner is told nothing.

        :raises BadInput, Denied: the accounts can't be read.
        """
        if self.tally.bits:
            self.accounts.silence(self.run, self.tally.bits, self.tally.budgets)

    def _due(self) -> tuple[Mapping[Lineage, float], float]:
        if not self.tally.bits:
            return {}, 0.0
        return {one: TOLD + bits for one, bits in self.tally.bits.items()}, TOLD + self.tally.total


def _lineages(value: Value, place: str | None) -> set[Lineage]:
    """Whose it is, by all types that it was read as or looks like."""
    if place is not None:
        value = shown_by(value, place)
    found = {one for one in lineage(looked_at(value)) if one[0] not in CONSTANTS}
    special = {whose for whose, kind in found if kind != ValueType.TEXT}
    return {one for one in found if one[1] != ValueType.TEXT or one[0] not in special}


def _rounded(among: int) -> float:
    """Bits of which of so many, in whole ones: they are not to tell how many exactly."""
    return float(math.ceil(math.log2(among))) if among > 1 else 0.0
