"""A screen before anything is drawn of it: blocks of texts, and what is so of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from training.states.grammar import Said

KINDS = ("not_found", "permission", "network", "crash", "validation", "other")
Block = tuple[Any, ...]


@dataclass(slots=True)
class Screen:
    """One screen. truth: words as `innervate.bench.states_truth` reads them. harmless: of a dialog's buttons.

    over: blocks of a dialog that lies over the rest. window: it is a dialog's window of its own.
    """

    title: str
    truth: str = ""
    hard: bool = False
    blocks: list[Block] = field(default_factory=list)
    over: list[Block] = field(default_factory=list)
    harmless: dict[str, bool] = field(default_factory=dict)
    navigation: list[str] = field(default_factory=list)
    footer: str = ""
    window: bool = False
    said: list[Said] = field(default_factory=list)
    language: str = "en"
