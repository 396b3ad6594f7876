"""How fast perception from pixels is: cold, after one line changed, after nothing changed.

Promises: cold means that nothing is remembered of any picture, the networks being loaded; each time is that
of the whole way from the pixels to the Scene.
"""

from __future__ import annotations

import statistics
import time
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image

from innervate.bench.eyes_truth import Screen
from innervate.perception.perceive import Perception

Picture = npt.NDArray[np.uint8]


def picture(path: Path) -> Picture:
    return np.asarray(Image.open(path).convert("RGB"))


def cold(path: Path, times: int = 3) -> list[float]:
    """Seconds for a picture of which nothing is remembered."""
    image = picture(path)
    found: list[float] = []
    for _ in range(times):
        eyes = Perception()
        began = time.perf_counter()
        eyes.perceive(image)
        found.append(time.perf_counter() - began)
    return found


def unchanged(path: Path, times: int = 30) -> list[float]:
    """Seconds for a picture that is as it was."""
    image, eyes = picture(path), Perception()
    eyes.perceive(image)
    return [timed(eyes, np.array(image)) for _ in range(times)]


def one_line(path: Path, screen: Screen, times: int = 30) -> list[float]:
    """Seconds for a picture of which one run of text was exchanged for another one's pixels."""
    image, eyes = picture(path), Perception()
    eyes.perceive(image)
    usual = statistics.median(run.bounds.height for run in screen.texts)
    places = [run.bounds for run in screen.texts if abs(run.bounds.height - usual) <= 2]
    found: list[float] = []
    for number in range(times):
        one, other = places[(7 * number + 3) % len(places)], places[(13 * number + 8) % len(places)]
        width, height = min(one.width, other.width), min(one.height, other.height)
        image = np.array(image)
        # Shifted by a pixel each time, so that no picture of a line has been read before.
        row = np.roll(image[other.y : other.y + height, other.x : other.x + width], number % 3 - 1, axis=1)
        image[one.y : one.y + height, one.x : one.x + width] = row
        found.append(timed(eyes, image))
    return found


def timed(eyes: Perception, image: Picture) -> float:
    began = time.perf_counter()
    eyes.perceive(image)
    return time.perf_counter() - began
