"""Other readers of screens, asked the same: RapidOCR with its default settings, and tesseract.

Promises: each gets the picture's file and gives runs with boxes in pixels of the picture; `None` where it
is not installed. Times are those of the reading alone, models loaded before.
"""

from __future__ import annotations

import csv
import io
import logging
import shutil
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from pathlib import Path

from innervate.bench.eyes_truth import Run
from innervate.core.geometry import Device, Rect

Reading = tuple[list[Run], float]
"""Runs, and the seconds that they took."""


def peers() -> dict[str, Callable[[Path], Reading]]:
    """The peers that are installed, by name."""
    found: dict[str, Callable[[Path], Reading]] = {}
    with suppress(ImportError):
        found["RapidOCR"] = rapidocr()
    if shutil.which("tesseract"):
        found["tesseract"] = tesseract
    return found


def rapidocr() -> Callable[[Path], Reading]:
    """RapidOCR as it comes.

    :raises ImportError: it is not installed.
    """
    engine = import_module("rapidocr").RapidOCR()
    logging.getLogger("RapidOCR").setLevel(logging.CRITICAL)

    def read(picture: Path) -> Reading:
        began = time.perf_counter()
        answer = engine(str(picture))
        spent = time.perf_counter() - began
        boxes = [] if answer.boxes is None else answer.boxes
        found = [Run(text, around(box)) for text, box in zip(answer.txts or (), boxes, strict=True)]
        return found, spent

    return read


def around(corners: object) -> Rect[Device]:
    """The upright box around four corners."""
    xs = [round(float(corner[0])) for corner in corners]  # type: ignore[attr-defined]
    ys = [round(float(corner[1])) for corner in corners]  # type: ignore[attr-defined]
    return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def tesseract(picture: Path) -> Reading:
    """tesseract 5 for scattered text (--psm 11), its words joined to lines as it tells them."""
    began = time.perf_counter()
    said = subprocess.run(
        ["tesseract", str(picture), "-", "--psm", "11", "tsv"], capture_output=True, text=True, check=False
    ).stdout
    spent = time.perf_counter() - began
    lines: dict[tuple[str, ...], Run] = {}
    for row in csv.DictReader(io.StringIO(said), delimiter="\t", quoting=csv.QUOTE_NONE):
        if row.get("level") != "5" or not (row.get("text") or "").strip():
            continue
        place: Rect[Device] = Rect(*(int(row[key]) for key in ("left", "top", "width", "height")))
        key = tuple(row[key] for key in ("block_num", "par_num", "line_num"))
        before = lines.get(key)
        if before is None:
            lines[key] = Run(row["text"], place)
        else:
            lines[key] = Run(f"{before.text} {row['text']}", before.bounds.union(place))
    return list(lines.values()), spent
