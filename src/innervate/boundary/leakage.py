"""What planners may have learned so far of values that they can't see: accounts in bits, by lineage.

A planner learns from how its plan ends and from the View that it gets then. Each decision over private values
costs bits by its outcomes (`GOES_ON`, `TURNS`), and nothing is charged before anything is told: a run
that tells its planner nothing costs one bit at most, for the silence. That a planner is told something
costs that bit and those of all decisions on the way. So the outcomes that it can tell apart never outnumber
what was charged (Kraft's inequality), however it adapts.

Promises: what is charged is on disk before anything is told, and stays charged when the telling fails.
Refuses to tell what an account can't pay; the accounts outlive runs, and only a person renews them.
"""

from __future__ import annotations

import fcntl
import json
import math
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from innervate.boundary.policy import Budgets
from innervate.boundary.private_file import read_private, write_private
from innervate.core.errors import BadInput, NeedsPerson
from innervate.core.outcome import Code
from innervate.core.values import ValueType

Lineage = tuple[str, str]
"""The identity of an application or place, and the type of a value that it showed."""

GOES_ON = 0.5
"""Bits of "it went on", beside those of the ways in which it can."""
TURNS = -math.log2(1 - 2**-GOES_ON)
"""Bits of "it did not": 2^-GOES_ON and 2^-TURNS are one together."""
FAILS = TURNS + math.log2(len(Code))
"""Bits of "it did not, and this is the code"."""
ANSWERED = math.log2(5)
"""Bits of what an application shows when a value was put into it: none, one, few, some, many."""
TOLD = SILENT = 1.0
"""Bits of whether a planner is told anything at all."""

_FORMAT = 1
_MOST_RUNS = 10_000


class Charges(Protocol):
    """Who is asked before a planner is told anything."""

    def charge(self) -> None:
        """
        :raises NeedsPerson: more would be told than the budgets allow; nothing may be told.
        :raises BadInput: the accounts can't be read; nothing may be told.
        """
        ...


class NothingRan:
    """No plan of a planner has run, so nothing that it is told depends on one."""

    def charge(self) -> None:
        """Nothing is due."""


@dataclass(slots=True)
class _Kept:
    """bits: by lineage, since it was renewed. runs: bits by run."""

    bits: dict[Lineage, float] = field(default_factory=dict)
    runs: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Accounts:
    """The accounts in one file of innervate's state."""

    path: Path

    def charged(self) -> dict[Lineage, float]:
        """Bits by lineage, since each was renewed.

        :raises BadInput, Denied: the file is damaged, or others could write it.
        """
        return self._read().bits

    def take(self, run: str, bits: Mapping[Lineage, float], total: float, budgets: Budgets) -> None:
        """Charge all of it, or nothing. total: of the run, where lineages share decisions.

        :raises NeedsPerson: an account can't pay. :raises BadInput, Denied: as `charged`.
        """
        with self._changed() as kept:
            lacking = [
                f"{kind} of {place}: {more:.1f} bits, {_left(kept.bits, (place, kind), budgets):.1f} are left"
                for (place, kind), more in sorted(bits.items())
                if more > _left(kept.bits, (place, kind), budgets) + 1e-9
            ]
            if kept.runs.get(run, 0.0) + total > budgets.run + 1e-9:
                lacking.append(f"in this run: {kept.runs.get(run, 0.0) + total:.1f} bits of {budgets.run:g}")
            if lacking:
                raise NeedsPerson(
                    "to tell the planner how the plan went",
                    "more would be told than the budgets allow: " + "; ".join(lacking),
                    "see `innervate ledger budget`; renew an account, or go on with a plan of your own",
                    code=Code.PLAN_OVER_BUDGET,
                )
            _add(kept, run, bits, total)

    def silence(self, run: str, lineages: Iterable[Lineage], budgets: Budgets) -> None:
        """A run ended, and its planner is told nothing: as much of a bit as each account has.

        :raises BadInput, Denied: as `charged`.
        """
        with self._changed() as kept:
            bits = {one: min(SILENT, _left(kept.bits, one, budgets)) for one in lineages}
            _add(kept, run, bits, min(max(bits.values(), default=0.0), SILENT))

    def renew(self, place: str, kind: ValueType | None = None) -> dict[Lineage, float]:
        """Forget what was charged for a place, or for its values of one type; returns what that was.

        :raises BadInput, Denied: as `charged`.
        """
        with self._changed() as kept:
            gone = {one: b for one, b in kept.bits.items() if one[0] == place and kind in (None, one[1])}
            for one in gone:
                del kept.bits[one]
        return gone

    @contextmanager
    def _changed(self) -> Iterator[_Kept]:
        """The accounts, written when the block ends well; one process at a time."""
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = os.open(self.path.with_suffix(".lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            kept = self._read()
            yield kept
            write_private(self.path, _bytes(kept))
        finally:
            os.close(lock)

    def _read(self) -> _Kept:
        try:
            return _kept(json.loads(read_private(self.path)))
        except FileNotFoundError:
            return _Kept()
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise BadInput(
                f"the accounts of what was told, in {self.path}",
                f"they are damaged: {type(error).__name__}",
                "restore the file, or remove it: then all that was told is forgotten",
            ) from error


def _left(charged: Mapping[Lineage, float], lineage: Lineage, budgets: Budgets) -> float:
    return max(0.0, budgets.of(ValueType(lineage[1])) - charged.get(lineage, 0.0))


def _add(kept: _Kept, run: str, bits: Mapping[Lineage, float], total: float) -> None:
    for lineage, more in bits.items():
        kept.bits[lineage] = kept.bits.get(lineage, 0.0) + more
    kept.runs[run] = kept.runs.pop(run, 0.0) + total
    while len(kept.runs) > _MOST_RUNS:
        del kept.runs[next(iter(kept.runs))]


def _kept(data: object) -> _Kept:
    if not isinstance(data, dict) or data["format"] != _FORMAT:
        raise ValueError("another format")
    bits = {(str(one["place"]), ValueType(one["type"]).value): _count(one["bits"]) for one in data["told"]}
    return _Kept(bits, {str(run): _count(more) for run, more in data["runs"].items()})


def _count(number: object) -> float:
    if not isinstance(number, int | float) or not 0 <= number < math.inf:
        raise ValueError("no number of bits")
    return float(number)


def _bytes(kept: _Kept) -> bytes:
    told = [{"place": p, "type": kind, "bits": bits} for (p, kind), bits in sorted(kept.bits.items())]
    return json.dumps({"format": _FORMAT, "told": told, "runs": kept.runs}, indent=1).encode()
