"""Talks to other finders of private values: Microsoft Presidio and llm-guard, each in a Python of its own.

INNERVATE_PRESIDIO_PYTHON and INNERVATE_LLM_GUARD_PYTHON name the Pythons that have them; else it is this one.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from innervate.boundary.presidio import ENTITIES
from innervate.core.errors import Unavailable
from innervate.core.values import ValueType

PEERS: Mapping[str, str] = {
    "presidio": "INNERVATE_PRESIDIO_PYTHON",
    "llm-guard": "INNERVATE_LLM_GUARD_PYTHON",
}
_MORE: Mapping[str, ValueType] = {
    "EMAIL_ADDRESS_RE": ValueType.EMAIL,
    "CREDIT_CARD_RE": ValueType.CARD,
    "US_SSN_RE": ValueType.IDENTITY,
    "UUID": ValueType.REFERENCE,
}
_SCRIPT = Path(__file__).with_name("boundary_peer.py")
Span = tuple[int, int, str]


class Peer:
    """One of them, running. name: what it is, with its version and model."""

    def __init__(self, name: str, ask: IO[str], answers: IO[str]) -> None:
        self.name, self._ask, self._answers = name, ask, answers

    def find(self, text: str) -> list[Span]:
        """What it finds: start, end, label; the surest first.

        :raises Unavailable: it has ended.
        """
        self._ask.write(json.dumps(text) + "\n")
        self._ask.flush()
        line = self._answers.readline()
        if not line:
            raise Unavailable(f"an answer of {self.name}", "it has ended", "run it by itself and see why")
        return [(start, end, label) for start, end, label in json.loads(line)]


@contextmanager
def running(kind: str) -> Iterator[Peer]:
    """
    :raises Unavailable: it is not installed, or does not start.
    """
    python = os.environ.get(PEERS[kind]) or sys.executable
    command = [python, str(_SCRIPT), kind]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        try:
            assert process.stdin is not None
            assert process.stdout is not None
            said = process.stdout.readline()
            if not said:
                raise Unavailable(
                    kind, "it is not installed here", f"install it, or name its Python by {PEERS[kind]}"
                )
            yield Peer(json.loads(said), process.stdin, process.stdout)
        finally:
            process.kill()


def type_of(spans: Iterable[Span], start: int, end: int) -> ValueType:
    """The type of the surest span that covers most of this place, in our words; TEXT where none does."""
    for first, last, label in spans:
        if min(end, last) - max(start, first) > (end - start) / 2:
            kind = ENTITIES.get(label) or _MORE.get(label)
            if kind is not None:
                return kind
    return ValueType.TEXT


def untouched(spans: Iterable[Span], text: str, start: int, end: int) -> float:
    """The share of letters and digits from start to end that no span covers."""
    covered = set[int]()
    for first, last, _ in spans:
        covered.update(range(max(first, start), min(last, end)))
    places = [n for n in range(start, end) if text[n].isalnum()]
    return sum(n not in covered for n in places) / len(places) if places else 0.0
