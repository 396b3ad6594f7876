"""The error tree, named by what the caller may do next.

    InnervateError
    ├── Refused            nothing was done; a person or a policy decides
    │   ├── Denied             policy forbids it
    │   ├── Ambiguous          a locator matched more than one element
    │   ├── PrivacyRefused     something private would have crossed
    │   ├── BadInput           a file, a plan or an option that a person wrote is wrong
    │   └── NeedsPerson        only a person can go on (a question, an unknown effect)
    ├── Stale              nothing was done; observe again, then retry
    │   ├── Changed            the target moved, vanished or lost focus between look and touch
    │   ├── NotFound           a locator matched nothing
    │   └── Missing            a value that was to be read is not there, or not readable with certainty
    ├── Uncertain          maybe done; verify, never retry
    └── Lost               a surface, an application or the journal is gone; resume elsewhere
        └── Unavailable        a part of the machine that is needed is not installed or not running

Every error says what was wanted, what was seen and what to do next. `exit_status` is the status with
which the command line ends.
"""

from __future__ import annotations

from typing import ClassVar

from innervate.core.outcome import Applied, Code


class InnervateError(Exception):
    """Base of all errors that innervate raises on purpose.

    wanted: what was attempted. seen: what was found instead. todo: what to do next. All three may
    hold private values, so they are for the local terminal and the encrypted journal only; what
    may be told elsewhere is `code`.
    """

    exit_status: ClassVar[int] = 1
    default_code: ClassVar[Code] = Code.ACT_UNEXPECTED_SCREEN

    def __init__(self, wanted: str, seen: str, todo: str = "", *, code: Code | None = None) -> None:
        super().__init__(wanted, seen, todo)
        self.wanted = wanted
        self.seen = seen
        self.todo = todo
        self.code = code or self.default_code
        self.applied = Applied.NONE

    def __str__(self) -> str:
        lines = [f"wanted: {self.wanted}", f"seen:   {self.seen}"]
        if self.todo:
            lines.append(f"to do:  {self.todo}")
        return "\n".join(lines)


class Refused(InnervateError):
    """Nothing was done; a person or a policy decides."""

    exit_status = 3
    default_code = Code.ACT_DENIED


class Denied(Refused):
    """Policy forbids it."""


class Ambiguous(Refused):
    """A locator matched more than one element; nothing was touched."""

    default_code = Code.LOCATE_AMBIGUOUS


class PrivacyRefused(Refused):
    """Something private would have crossed the boundary; nothing was sent."""

    exit_status = 6


class BadInput(Refused):
    """Something that a person wrote (a playbook, a desk file, an option) is wrong."""

    exit_status = 2
    default_code = Code.PLAN_TYPE_ERROR


class NeedsPerson(Refused):
    """Only a person can go on."""

    default_code = Code.PERSON_ABSENT


class Stale(InnervateError):
    """Nothing was done; observe again, then retry."""

    exit_status = 4
    default_code = Code.LOCATE_ABSENT


class Changed(Stale):
    """The target moved, vanished or lost focus between look and touch."""

    default_code = Code.LOCATE_OBSCURED


class NotFound(Stale):
    """A locator matched nothing."""


class Missing(Stale):
    """A value to be read is not there, or can't be read with certainty."""

    default_code = Code.READ_MISSING


class Uncertain(InnervateError):
    """The action may have happened; verify, never retry."""

    exit_status = 5
    default_code = Code.VERIFY_UNVERIFIABLE


class Lost(InnervateError):
    """A surface, an application or the journal is gone; the run is resumed elsewhere."""

    exit_status = 7
    default_code = Code.ACT_APP_LOST


class Unavailable(Lost):
    """A part of the machine that is needed is missing."""

    exit_status = 8
