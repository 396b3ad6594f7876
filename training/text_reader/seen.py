"""Lines as they are cut out of training screens by the eyes that will read them.

Promises: a line is what the detector and the segmentation of `innervate.perception` found on a screen that a
browser or a toolkit drew, with its letters smoothed, hinted and coloured as these do it; it says what the
screen's truth says at that place. What was cut badly is left out: its ink is not that of its text.

`python -m training.text_reader.seen SCREENS...` cuts the lines of all screens that have none yet; they lie
beside the pictures as `.lines.npz`.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import cv2
import numpy as np

from innervate.core.geometry import Rect
from innervate.perception.alphabet import ALPHABET
from innervate.perception.detector import look
from innervate.perception.drawn import Box, Drawn
from innervate.perception.ink import Ink
from innervate.perception.reader import folded
from innervate.perception.sighting import runs_of

Cut = tuple[Ink, str]
_KNOWN = frozenset(ALPHABET)
_SIDE, _AXIS = 3, 4
"""Pixels by which the ends, and the top and bottom, of a line may differ from those of the truth."""
_MOST = 12
"""Lines of one screen that follow each other in the stream."""


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("screens", type=Path, nargs="+", help="folders that training.screens has filled")
    count = 0
    for number, picture in enumerate(missing(asked.parse_args().screens), start=1):
        count += keep(picture)
        if number % 100 == 0:
            print(f"{number} screens, {count} lines", flush=True)
    print(f"{count} new lines", flush=True)


def missing(folders: Sequence[Path]) -> list[Path]:
    """The pictures whose truth is there and whose lines are not."""
    found = (path for folder in folders for path in sorted(folder.rglob("*.json")))
    return [path.with_suffix(".png") for path in found if not beside(path).exists()]


def beside(picture: Path) -> Path:
    return picture.with_suffix(".lines.npz")


def keep(picture: Path) -> int:
    """Cuts the lines of a screen and writes them, whole or not at all; how many they are."""
    lines = cuts_of(picture)
    flat = np.concatenate([ink.ravel() for ink, _ in lines]) if lines else np.zeros(0, np.uint8)
    part = picture.with_suffix(".part.npz")
    np.savez_compressed(
        part,
        ink=flat,
        shapes=np.array([ink.shape for ink, _ in lines], dtype=np.int32).reshape(-1, 2),
        texts=np.array([text for _, text in lines], dtype=np.str_),
    )
    part.replace(beside(picture))
    return len(lines)


def cuts_of(picture: Path) -> list[Cut]:
    """The lines of one screen: their ink, (height, width), and what they say."""
    image = cv2.imread(str(picture), cv2.IMREAD_COLOR)
    truth = json.loads(picture.with_suffix(".json").read_text("utf-8"))
    wanted: list[tuple[Box, str]] = [(Rect(*text["bounds"]), text["text"]) for text in truth["texts"]]
    found: list[Cut] = []
    for run in runs_of(image, look(image), (), None):
        said = next((text for place, text in wanted if same(run, place)), None)
        if said and _KNOWN.issuperset(said):
            found.append((run.ink, spoken(said)))
    return found


def spoken(text: str) -> str:
    """A text as the reader should say it: all dots of a password alike."""
    return " ".join(folded(text).split())


def same(run: Drawn, place: Box) -> bool:
    """Whether a run is that of the truth, from end to end."""
    b = run.bounds
    across = max(abs(b.x - place.x), abs(b.right - place.right)) <= _SIDE
    return across and max(abs(b.y - place.y), abs(b.bottom - place.bottom)) <= _AXIS


def stream(folders: Sequence[Path], chance: random.Random) -> Iterator[Cut]:
    """Lines of random screens without end. The list of screens is read anew now and then: more may come."""
    while True:
        paths = sorted(path for folder in folders for path in folder.rglob("*.lines.npz"))
        if not paths:
            raise FileNotFoundError(f"no *.lines.npz below {', '.join(map(str, folders))}")
        for path in chance.choices(paths, k=4000):
            with np.load(path) as held:
                inks, shapes, texts = held["ink"], held["shapes"], held["texts"]
            ends = shapes.prod(axis=1).cumsum()
            order = list(range(len(texts)))
            for i in chance.sample(order, min(_MOST, len(order))):
                height, width = shapes[i].tolist()
                yield inks[ends[i] - height * width : ends[i]].reshape(height, width), str(texts[i])


if __name__ == "__main__":
    main()
