"""The planner's file: who plans, what a run of its plans may take, and what that costs.

Promises: what is wrong is told by its field, and values of fields are not quoted. A planner is named by its
file, or, for a program, by `exec:COMMAND` alone.
"""

from __future__ import annotations

import math
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import yaml

from innervate.boundary.gateway.destination import MOST_TRIES, Destination, Program, Style, Target
from innervate.core.errors import BadInput
from innervate.core.usage import Budget, Price

EXEC = "exec:"
_SHARED = frozenset({"most_tokens", "seconds", "constrain", "tries", "pause", "budget", "price"})
_SERVER = frozenset({"url", "style", "model", "key_file", "keyring", "ca"}) | _SHARED
_PROGRAM = frozenset({"exec", "network"}) | _SHARED
_MOST_SECONDS, _MOST_PAUSE, _MOST_TOKENS = 3600.0, 20.0, 1_000_000
_TODO = "see docs/planners.md"


@dataclass(frozen=True, slots=True)
class Named:
    """A planner, and the means for its runs."""

    to: Target
    budget: Budget = Budget()
    price: Price = Price()


def resolved(named: str) -> str:
    """How a planner was named, so that it means the same from any folder."""
    return named if named.startswith(EXEC) else str(Path(named).resolve())


def read_destination(path: Path) -> Target:
    """Who the planner's file names.

    :raises BadInput: as `read_planner`.
    """
    return read_planner(str(path)).to


def read_planner(named: str) -> Named:
    """named: the path of a planner's file, or exec:COMMAND.

    :raises BadInput: the file is not there, or says something else; the command is none.
    """
    if named.startswith(EXEC):
        try:
            return Named(Program(tuple(shlex.split(named.removeprefix(EXEC))), Path.cwd()))
        except ValueError:
            raise BadInput("a command after exec:", "quotes that do not end", _TODO) from None
    path = Path(named)
    try:
        said = yaml.safe_load(path.read_text("utf-8"))
    except (OSError, ValueError, yaml.YAMLError, RecursionError) as error:
        raise BadInput(f"a planner's file at {path}", type(error).__name__, _TODO) from error
    if not isinstance(said, dict) or not all(isinstance(name, str) for name in said):
        raise BadInput(f"a planner's file at {path}", "no map of fields", _TODO)
    fields = _Fields(said, path)
    to = fields.program() if "exec" in said else fields.server()
    return Named(to, fields.budget(), fields.price())


@dataclass(frozen=True, slots=True)
class _Fields:
    """What a planner's file says, field by field."""

    said: Mapping[str, object]
    path: Path

    def server(self) -> Destination:
        self._only(_SERVER)
        style = self._text("style")
        if style not in set(Style):
            self._bad("style", f"one of {', '.join(Style)}")
        return Destination(
            url=self._text("url"),
            style=Style(style),
            model=self._text("model"),
            key_file=self._file("key_file"),
            keyring=self._text("keyring") if self.said.get("keyring") else None,
            ca=self._file("ca"),
            most_tokens=int(self._number("most_tokens", 4096, 1, _MOST_TOKENS)),
            seconds=self._number("seconds", 120, 0, _MOST_SECONDS),
            tries=int(self._number("tries", MOST_TRIES, 1, MOST_TRIES)),
            pause=self._number("pause", 1, 0, _MOST_PAUSE),
            constrain=self._constrain(),
        )

    def program(self) -> Program:
        self._only(_PROGRAM)
        words = self.said["exec"]
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            self._bad("exec", "a list of a command and its words")
        if not isinstance(self.said.get("network", False), bool):
            self._bad("network", "yes or no")
        return Program(
            tuple(words),
            self.path.absolute().parent,
            network=self.said.get("network") is True,
            most_tokens=int(self._number("most_tokens", 4096, 1, _MOST_TOKENS)),
            seconds=self._number("seconds", 120, 0, _MOST_SECONDS),
            tries=int(self._number("tries", 1, 1, MOST_TRIES)),
            pause=self._number("pause", 1, 0, _MOST_PAUSE),
            constrain=self._constrain(),
        )

    def budget(self) -> Budget:
        found = self._map("budget", {"tokens", "cost", "seconds"})
        tokens, cost, seconds = (found.get(name) for name in ("tokens", "cost", "seconds"))
        return Budget(None if tokens is None else int(tokens), cost, seconds)

    def price(self) -> Price:
        found = self._map("price", {"input", "cached", "output"})
        if (
            "cost" in self._map("budget", {"tokens", "cost", "seconds"})
            and not {"input", "output"} <= found.keys()
        ):
            self._bad("price", "input and output, for a million tokens each: the budget counts costs")
        paid = found.get("input", 0.0)
        return Price(paid, found.get("cached", paid), found.get("output", 0.0))

    def _only(self, known: frozenset[str]) -> None:
        if more := sorted(self.said.keys() - known):
            wanted = f"a planner's file at {self.path}, of the fields {', '.join(sorted(known))}"
            raise BadInput(wanted, f"also {', '.join(more)}", _TODO)

    def _text(self, name: str) -> str:
        found = self.said.get(name)
        if not isinstance(found, str) or not found:
            self._bad(name, "a text")
        return found

    def _file(self, name: str) -> Path | None:
        return self.path.parent / self._text(name) if self.said.get(name) else None

    def _number(self, name: str, otherwise: float, least: float, most: float) -> float:
        found = self.said.get(name, otherwise)
        number = _number(found)
        if number is None or not least <= number <= most or (name == "seconds" and not number):
            self._bad(name, f"a number from {least:g} to {most:g}")
        return number

    def _map(self, name: str, known: set[str]) -> dict[str, float]:
        found = self.said.get(name) or {}
        if not isinstance(found, dict) or not found.keys() <= known:
            self._bad(name, f"a map of {', '.join(sorted(known))}")
        numbers = {key: _number(one) for key, one in found.items()}
        if any(one is None or one < 0 for one in numbers.values()):
            self._bad(name, "numbers from 0")
        return {key: one for key, one in numbers.items() if one is not None}

    def _constrain(self) -> bool:
        match self.said.get("constrain"):
            case None | "no" | False:
                return False
            case "schema":
                return True
        self._bad("constrain", "`schema`, or nothing")

    def _bad(self, name: str, wanted: str) -> NoReturn:
        raise BadInput(
            f"a planner's file at {self.path}, with `{name}`: {wanted}",
            "nothing" if self.said.get(name) is None else "something else",
            _TODO,
        )


def _number(found: object) -> float | None:
    if isinstance(found, int | float) and not isinstance(found, bool) and math.isfinite(found):
        return float(found)
    return None
