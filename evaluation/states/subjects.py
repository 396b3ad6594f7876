"""How a subject of the measurement is told: an application, the sessions it is started for, and their states.

A state's truth is what was done to the application, in words of `innervate.bench.states_truth`; nothing is
labelled by what a model says.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Shown:
    """One screen. steps: what leads there from the screen before. truth: what is so of it, in words.

    hard: it is in none of the states, or not in that which its words suggest, and looks as if it were.
    """

    name: str
    steps: tuple[str, ...]
    truth: str = ""
    hard: bool = False


@dataclass(frozen=True, slots=True)
class Session:
    """One start of the application, and what is looked at. command: words, with {home} and the like."""

    command: str
    screens: tuple[Shown, ...]
    ready: float = 3.0


@dataclass(frozen=True, slots=True)
class Subject:
    """One application. server: what serves it, where it is looked at in a browser."""

    name: str
    sessions: tuple[Session, ...]
    development: bool = False
    server: str = ""
    environment: dict[str, str] = field(default_factory=dict)


def shown(name: str, steps: str = "", truth: str = "", *, hard: bool = False) -> Shown:
    """steps: parted by " ; "."""
    return Shown(name, tuple(s.strip() for s in steps.split(" ; ") if s.strip()), truth, hard)


def page(name: str, path: str, truth: str = "", *, hard: bool = False) -> Shown:
    """A page of a web application, by its address."""
    return Shown(name, (f"go {path}",), truth, hard)
