"""Training examples: what was perceived of drawn screens, as it is and put into other words.

Promises: the same screens give the same examples, in the same order.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

from innervate.bench.scene_file import from_json
from innervate.bench.states_truth import Truth, truth_of
from innervate.core.scene import Scene, scene_of
from innervate.perception.states.looks import Look, look_of
from training.states.grammar import LANGUAGES, Said, anew

REWORDED = 14
_LEAST_SEEN = 0.35
"""Of a screen's texts so many must be in what was perceived: else it was looked at too early."""


@dataclass(frozen=True, slots=True)
class Example:
    """harmless: of a dialog's buttons by name."""

    look: Look
    truth: Truth
    harmless: Mapping[str, bool]


def examples(folder: Path, reworded: int = REWORDED) -> Iterator[Example]:
    """All, by kind, number and way."""
    for path in sorted(folder.glob("*.jsonl")):
        rows = sorted(
            (json.loads(line) for line in path.read_text("utf-8").splitlines()), key=lambda r: r["number"]
        )
        for row in rows:
            for way in ("tree", "pixels"):
                if row[way] is not None:
                    yield from _of(row["screen"], row[way], f"{path.stem}/{row['number']}/{way}", reworded)


def _of(screen: Mapping[str, Any], seen: Mapping[str, Any], seed: str, reworded: int) -> Iterator[Example]:
    scene = from_json(seen["scene"])
    said = [Said(one["text"], one["entry"]) for one in screen["said"]]
    texts = " ".join(f"{e.name} {e.value or ''}" for e in scene.elements) + " " + scene.windows[0].title
    found = sum(one.text in texts for one in said)
    if said and found < len(said) * _LEAST_SEEN:
        return
    truth = truth_of(screen["truth"], hard=screen["hard"])
    yield _example(scene, seen["window"], truth, screen["harmless"])
    for number in range(reworded):
        chance = Random(f"{seed}/{number}")
        language = screen["language"] if chance.random() < 0.8 else chance.choice(LANGUAGES)
        other = anew(said, chance, language)
        harmless = {other.get(name, name): good for name, good in screen["harmless"].items()}
        yield _example(_worded(scene, other), seen["window"], truth, harmless)


def _example(scene: Scene, window: int, truth: Truth, harmless: Mapping[str, bool]) -> Example:
    shown = scene.window(window)
    assert shown is not None
    return Example(look_of(scene, shown), truth, harmless)


def _worded(scene: Scene, other: Mapping[str, str]) -> Scene:
    """The Scene with other words in the same places; longer texts first, as they may hold shorter ones."""
    order = sorted((text for text in other if text), key=len, reverse=True)

    def said(text: str) -> str:
        if text in other:
            return other[text]
        for old in order:
            if len(old) > 6 and old in text:
                text = text.replace(old, other[old])
        return text

    elements = tuple(
        replace(e, name=said(e.name), value=said(e.value) if e.value else e.value) for e in scene.elements
    )
    windows = tuple(replace(w, title=said(w.title)) for w in scene.windows)
    return scene_of(replace(scene.frame, windows=windows), elements, tables=scene.tables)
