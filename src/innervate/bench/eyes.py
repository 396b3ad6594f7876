"""`innervate bench eyes`: how well and how fast screens are read from pixels, beside other readers in the
same run.

Promises: every screen is of the held-out split, of applications, toolkits, themes and fonts that training
never saw; peers get the same pictures. The pictures of the worst mistakes are written to out/eyes.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image

from innervate.bench.eyes_corpus import runs, screens, tables, targets
from innervate.bench.eyes_ink import tightened
from innervate.bench.eyes_peers import Reading, peers
from innervate.bench.eyes_pictures import draw_mistakes
from innervate.bench.eyes_scores import (
    ElementScore,
    TableScore,
    TextScore,
    score_elements,
    score_tables,
    score_texts,
)
from innervate.bench.eyes_truth import Screen
from innervate.bench.figures import Figure, Result
from innervate.core.errors import Unavailable
from innervate.core.scene import Scene
from innervate.perception.perceive import Perception

Say = Callable[[str], None]

DENSE = 350
"""Runs of text from which on a screen is dense."""


@dataclass(slots=True)
class Tally:
    """Scores of all screens so far, and of each by name."""

    texts: TextScore = field(default_factory=TextScore)
    elements: ElementScore = field(default_factory=ElementScore)
    tables: TableScore = field(default_factory=TableScore)
    rivals: dict[str, TextScore] = field(default_factory=dict)
    seconds: dict[str, dict[str, float]] = field(default_factory=dict)
    screens: dict[str, dict[str, float]] = field(default_factory=dict)


def measure(runs: int, say: Say, full: bool = False) -> Result:
    """All figures. runs: how often each time is taken.

    :raises Unavailable: the evaluation is not here.
    """
    from innervate.bench.eyes_tree import measure as measure_tree

    split = os.environ.get("INNERVATE_EYES_SPLIT", "held_out")
    pairs = screens(split)
    tally = Tally()
    rivals = peers()
    for number, (picture, screen) in enumerate(pairs, start=1):
        say(f"{number} of {len(pairs)}: {screen.name} …")
        judge(picture, screen, rivals, tally)
    say("speed …")
    figures = [*speeds(pairs, tally, runs), *scores(tally)]
    say("the accessibility tree …")
    try:
        tree, samples = measure_tree(say)
    except Unavailable as missing:
        # What was measured so far took minutes, and is worth as much.
        say(f"the accessibility tree was not measured: {missing}")
        tree, samples = [], {}
    figures += [*tree, memory(pairs)]
    return Result(
        f"eyes ({split})", figures, {"screens": tally.screens, "seconds": tally.seconds, "tree": samples}
    )


def judge(
    picture: Path, screen: Screen, rivals: Mapping[str, Callable[[Path], Reading]], tally: Tally
) -> None:
    """One screen, seen by us and by the others."""
    began = time.perf_counter()
    scene = Perception().perceive(picture)
    spent = {"innervate": time.perf_counter() - began}
    image = np.asarray(Image.open(picture).convert("RGB"))
    texts, elements, grids = scored(scene, image, screen)
    tally.texts += texts
    tally.elements += elements
    tally.tables += grids
    tally.screens[screen.name] = {
        "characters wrong": texts.error_rate,
        "runs found": texts.found_share,
        "runs spurious": texts.spurious_share,
        "elements found": elements.recall,
        "elements right": elements.precision,
        "roles right": elements.role_accuracy,
        "cells right": grids.right_share,
    }
    for name, read in rivals.items():
        found, spent[name] = read(picture)
        score = score_texts(screen.texts, tightened(image, found), screen.ignore)
        tally.rivals[name] = tally.rivals.get(name, TextScore()) + score
    tally.seconds[screen.name] = spent
    draw_mistakes(picture, screen, scene, Path("out/eyes"))


def scored(
    scene: Scene, image: npt.NDArray[np.uint8], screen: Screen
) -> tuple[TextScore, ElementScore, TableScore]:
    """What was seen against the truth. image: the picture, rows of R, G, B."""
    # Readers pad their boxes differently: all are made tight by the function that made the truth so.
    texts = score_texts(screen.texts, tightened(image, runs(scene)), screen.ignore)
    elements = score_elements(screen.elements, targets(scene), screen.ignore)
    return texts, elements, score_tables(screen.tables, tables(scene), screen.ignore)


def speeds(pairs: Sequence[tuple[Path, Screen]], tally: Tally, times: int) -> list[Figure]:
    """Times of dense and ordinary screens, and of changes."""
    from innervate.bench.eyes_speed import cold, one_line, unchanged

    dense = [pair for pair in pairs if len(pair[1].texts) >= DENSE and pair[1].width == 1920]
    ordinary = [
        pair
        for pair in pairs
        if len(pair[1].texts) < DENSE and (pair[1].width, pair[1].height) == (1920, 1080)
    ]
    figures: list[Figure] = []
    if dense:
        ours = statistics.median(s for picture, _ in dense for s in cold(picture, times))
        theirs = {
            name: statistics.median(tally.seconds[screen.name][name] for _, screen in dense)
            for name in tally.rivals
        }
        if "RapidOCR" in theirs:
            figures.append(
                Figure(
                    "dense spreadsheet, times faster than RapidOCR",
                    rounded(theirs["RapidOCR"] / ours),
                    "×",
                    20,
                    most=False,
                )
            )
        figures.append(
            Figure(
                "dense spreadsheet, cold",
                rounded(ours),
                "s",
                0.7,
                peers={k: rounded(v) for k, v in theirs.items()},
            )
        )
        line = [1000 * s for picture, screen in dense for s in one_line(picture, screen)]
        same = [1000 * s for picture, _ in dense for s in unchanged(picture)]
        figures.append(
            Figure("one line changed on a dense screen, p50", rounded(statistics.median(line)), "ms", 20)
        )
        figures.append(Figure("nothing changed, p50", rounded(statistics.median(same)), "ms", 3))
    if ordinary:
        each = {screen.name: statistics.median(cold(picture, times)) for picture, screen in ordinary}
        for _, screen in ordinary:
            tally.seconds[screen.name]["innervate, cold"] = each[screen.name]
        theirs = {
            name: rounded(1000 * statistics.median(tally.seconds[s.name][name] for _, s in ordinary))
            for name in tally.rivals
        }
        middle = 1000 * statistics.median(each.values())
        figures.append(Figure("ordinary window, cold, median", rounded(middle), "ms", 200, peers=theirs))
    return figures


def scores(tally: Tally) -> list[Figure]:
    """How right it was."""
    texts, elements = tally.texts, tally.elements

    def rivals(value: Callable[[TextScore], float]) -> dict[str, float]:
        return {name: percent(value(score)) for name, score in tally.rivals.items()}

    return [
        Figure("characters wrong", percent(texts.error_rate), "%", 1.0, peers=rivals(lambda s: s.error_rate)),
        Figure(
            "runs found (IoU ≥ 0.5)",
            percent(texts.found_share),
            "%",
            98,
            most=False,
            peers=rivals(lambda s: s.found_share),
        ),
        Figure(
            "runs spurious", percent(texts.spurious_share), "%", 3, peers=rivals(lambda s: s.spurious_share)
        ),
        Figure(
            "characters wrong in runs found",
            percent(texts.found_error_rate),
            "%",
            peers=rivals(lambda s: s.found_error_rate),
        ),
        Figure(
            "characters wrong, an ellipsis being no three points",
            percent(texts.strict_error_rate),
            "%",
            peers=rivals(lambda s: s.strict_error_rate),
        ),
        Figure("elements found (recall)", rounded(elements.recall), "", 0.92, most=False),
        Figure("elements right (precision)", rounded(elements.precision), "", 0.85, most=False),
        Figure("with a visible boundary: IoU ≥ 0.5", rounded(elements.fitting_share), "", 0.90, most=False),
        Figure("role right, where found", rounded(elements.role_accuracy), "", 0.92, most=False),
        Figure("states right, where there are any", rounded(elements.stated_accuracy), ""),
        Figure("tables: cell in its row and column", rounded(tally.tables.right_share), "", 0.97, most=False),
    ]


_MEMORY = """
import sys
from innervate.perception.perceive import Perception
for path in sys.argv[1:]:
    Perception().perceive(path)
# Not ru_maxrss: that is handed on by the process that started this one.
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""


def memory(pairs: Sequence[tuple[Path, Screen]]) -> Figure:
    """The most memory that a process needs which reads the largest screens, one after the other."""
    largest = sorted(pairs, key=lambda pair: -len(pair[1].texts))[:6]
    command = [sys.executable, "-c", _MEMORY, *(str(picture) for picture, _ in largest)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return Figure("resident memory of perception", round(int(said) / 1024), "MB", 600)


def percent(share: float) -> float:
    return round(100 * share, 2)


def rounded(value: float) -> float:
    return float(f"{value:.3g}")
