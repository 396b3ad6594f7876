"""What asking a planner takes, what it may take in one run, and what that costs.

Promises: what is not known is counted at its most, and says so. What answers took stands in the journal, so
that a budget outlives an interruption; a question that was under way at a kill is not in it.
"""

from __future__ import annotations

from dataclasses import dataclass

from innervate.core.errors import NeedsPerson
from innervate.core.outcome import Code


@dataclass(frozen=True, slots=True)
class Usage:
    """Of one question, or of all of a run. input: tokens that were read, cached: those of them that the
    planner's server had kept. seconds: waited for the answer. cost: in whatever money the price is. sure:
    whether the planner's server said it; else it is the most that it can have been.
    """

    input: int = 0
    cached: int = 0
    output: int = 0
    seconds: float = 0.0
    cost: float = 0.0
    sure: bool = True

    @property
    def tokens(self) -> int:
        return self.input + self.output

    def __add__(self, other: Usage) -> Usage:
        return Usage(
            self.input + other.input,
            self.cached + other.cached,
            self.output + other.output,
            self.seconds + other.seconds,
            self.cost + other.cost,
            self.sure and other.sure,
        )


NOTHING = Usage()


@dataclass(frozen=True, slots=True)
class Price:
    """Of a million tokens each."""

    input: float = 0.0
    cached: float = 0.0
    output: float = 0.0

    def of(self, input: int, cached: int, output: int) -> float:
        return (max(0, input - cached) * self.input + cached * self.cached + output * self.output) / 1_000_000


NO_PRICE = Price()


@dataclass(frozen=True, slots=True)
class Budget:
    """What one run may take; None for as much as it needs."""

    tokens: int | None = None
    cost: float | None = None
    seconds: float | None = None

    def require(self, spent: Usage) -> None:
        """
        :raises NeedsPerson: it is spent. The last question before may have gone over it.
        """
        limits = {"tokens": self.tokens, "cost": self.cost, "seconds": self.seconds}
        used = {"tokens": spent.tokens, "cost": spent.cost, "seconds": spent.seconds}
        for name, most in limits.items():
            if most is not None and used[name] >= most:
                raise NeedsPerson(
                    f"a question to the planner within this run's budget of {name}: {most:g}",
                    f"{used[name]:g} spent{'' if spent.sure else ' at most'}; nothing was sent",
                    f"raise `budget: {{{name}: …}}` in the planner's file",
                    code=Code.PLAN_OVER_BUDGET,
                )


NO_BUDGET = Budget()
