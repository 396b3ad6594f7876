"""`python -m training.judge FOLDER...`: how well screens with truth are read, one line of scores a folder.

For choosing what to ship: `make judge` does it on screens in fonts and frameworks that training never shows,
and on the development screens of the evaluation. Scores are those of `innervate bench eyes`. `--weights`:
a folder with other networks than the package's.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from PIL import Image

from innervate.bench.eyes import Tally, scored
from innervate.bench.eyes_truth import Screen, load
from innervate.perception import models
from innervate.perception.perceive import Perception


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folders", type=Path, nargs="+", help="folders of pictures and their truth")
    asked.add_argument("--weights", type=Path, help="a folder called weights that holds both networks")
    asked.add_argument("--each", action="store_true", help="a line for every screen, too")
    options = asked.parse_args()
    if options.weights:
        models.files = lambda _: options.weights.parent  # type: ignore[assignment]
    for folder in options.folders:
        print(f"{folder}: {said(judged(folder, options.each))}", flush=True)


def judged(folder: Path, each: bool) -> Tally:
    """The scores of all screens of a folder."""
    total = Tally()
    for path in sorted(folder.rglob("*.json")):
        one = judge(path.with_suffix(".png"), told(load(path)))
        if each:
            print(f"{path.stem}: {said(one)}", flush=True)
        total.texts += one.texts
        total.elements += one.elements
        total.tables += one.tables
    return total


def told(screen: Screen) -> Screen:
    """A screen whose tables have only the cells that show text, as the evaluation's have."""
    shown = (replace(t, cells=tuple(c for c in t.cells if c.text.strip())) for t in screen.tables)
    return replace(screen, tables=tuple(shown))


def judge(picture: Path, screen: Screen) -> Tally:
    """The scores of one screen."""
    image = np.asarray(Image.open(picture).convert("RGB"))
    return Tally(*scored(Perception().perceive(picture), image, screen))


def said(tally: Tally) -> str:
    """The scores in one line."""
    texts, elements = tally.texts, tally.elements
    figures: Sequence[tuple[str, float]] = (
        ("characters wrong", 100 * texts.error_rate),
        ("ellipses strictly", 100 * texts.strict_error_rate),
        ("in runs found", 100 * texts.found_error_rate),
        ("runs found", 100 * texts.found_share),
        ("spurious", 100 * texts.spurious_share),
        ("recall", 100 * elements.recall),
        ("precision", 100 * elements.precision),
        ("boundary", 100 * elements.fitting_share),
        ("role", 100 * elements.role_accuracy),
        ("states", 100 * elements.stated_accuracy),
        ("cells", 100 * tally.tables.right_share),
    )
    return "  ".join(f"{name} {value:.2f}" for name, value in figures)


if __name__ == "__main__":
    main()
