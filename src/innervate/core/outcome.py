"""What came of an action: a `Receipt` says whether it was delivered, an `Outcome` whether it worked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from innervate.core.values import Record


class Code(StrEnum):
    """The whole vocabulary of what may be told about a step beyond this machine."""

    OK_DONE = "ok.done"
    OK_SKIPPED = "ok.skipped"
    LOCATE_ABSENT = "locate.absent"
    LOCATE_AMBIGUOUS = "locate.ambiguous"
    LOCATE_DISABLED = "locate.disabled"
    LOCATE_OBSCURED = "locate.obscured"
    READ_MISSING = "read.missing"
    READ_UNCERTAIN = "read.uncertain"
    READ_WRONG_TYPE = "read.wrong_type"
    READ_CONFLICT = "read.conflict"
    ACT_NO_EFFECT = "act.no_effect"
    ACT_UNEXPECTED_SCREEN = "act.unexpected_screen"
    ACT_DIALOG = "act.dialog"
    ACT_SIGNED_OUT = "act.signed_out"
    ACT_APP_LOST = "act.app_lost"
    ACT_DENIED = "act.denied"
    VERIFY_FALSE = "verify.false"
    VERIFY_TIMEOUT = "verify.timeout"
    VERIFY_UNVERIFIABLE = "verify.unverifiable"
    DATA_DUPLICATE = "data.duplicate"
    DATA_OUT_OF_RANGE = "data.out_of_range"
    DATA_UNIT_MISMATCH = "data.unit_mismatch"
    PERSON_DECLINED = "person.declined"
    PERSON_ABSENT = "person.absent"
    PLAN_STALE_VIEW = "plan.stale_view"
    PLAN_UNSUPPORTED = "plan.unsupported"
    PLAN_TYPE_ERROR = "plan.type_error"
    PLAN_OVER_BUDGET = "plan.over_budget"

    @property
    def ok(self) -> bool:
        return self in (Code.OK_DONE, Code.OK_SKIPPED)


class Verdict(StrEnum):
    """What verification found. It fails safe: unsure is indeterminate."""

    CONFIRMED = "confirmed"
    REFUTED = "refuted"
    INDETERMINATE = "indeterminate"


class Applied(StrEnum):
    """Whether a failed step left an effect behind."""

    NONE = "none"
    APPLIED = "applied"
    UNKNOWN = "unknown"


class Effect(StrEnum):
    """The consequence of an action, mildest first; a plan may raise it, never lower it."""

    READS = "reads"
    REVERSIBLE = "reversible"
    IRREVERSIBLE = "irreversible"

    @property
    def weight(self) -> int:
        return list(Effect).index(self)

    def raised_to(self, other: Effect | None) -> Effect:
        return other if other is not None and other.weight > self.weight else self


class Means(StrEnum):
    """By which means an action was delivered."""

    POINTER = "pointer"
    KEYBOARD = "keyboard"
    TREE = "tree"
    PROCESS = "process"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Receipt:
    """An action was delivered to the surface at `at` (monotonic seconds). It claims nothing of its effect."""

    means: Means
    at: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a step. `evidence` is local and private: a sentence for the person at this machine."""

    verdict: Verdict
    code: Code
    evidence: str = ""
    applied: Applied = Applied.NONE


class Verifier(Protocol):
    """Reads places outside the screen: tables of databases, mail folders."""

    def rows(self, place: str) -> list[Record] | None:
        """All rows of the place, or None where it can't be read now.

        :raises BadInput: the desk has no such place.
        """
        ...
