"""Text from pixels: the seam for readers, and a reader that remembers by content what it has read.

Promises: pixels that were read before are never read again, wherever on the screen they stand: a list that
has not changed costs its hash, a changed line costs that line, a scrolled one nothing. Nothing but runs
with a text and a plausible confidence is returned. Refuses with `Unavailable` where no reader is installed.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock
from typing import Generic, Protocol, TypeVar

import numpy as np

from innervate.core.geometry import Device, Point, Rect
from innervate.core.scene import TextRun
from innervate.perception.picture import Cropped, Image, commonest, cut, fingerprint, is_blank, moved
from innervate.perception.segments import spans, text_boxes

LEAST_CONFIDENCE = 0.5
_MARGIN = 3

K = TypeVar("K")
V = TypeVar("V")


class TextReader(Protocol):
    """Reads all text in a picture. Blocking: call it in a thread."""

    def read(
        self, image: Image, origin: Point[Device], window: int, cuts: Sequence[int] = ()
    ) -> tuple[TextRun, ...]:
        """The text runs of a BGR crop whose top left corner is at `origin`, top down, left to right.

        cuts: x within the crop that no run crosses (borders of columns).

        :raises Unavailable: a part that the reader needs is not installed.
        """
        ...


class Recognizer(Protocol):
    """Reads crops of one line each."""

    def recognize(self, crops: Sequence[Image]) -> list[tuple[str, float]]:
        """Text and confidence of each crop, in order."""
        ...


class Memory(Generic[K, V]):
    """A bounded memory; what was not asked for longest is forgotten first."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._held: OrderedDict[K, V] = OrderedDict()
        self._lock = Lock()

    def get(self, key: K) -> V | None:
        with self._lock:
            if key not in self._held:
                return None
            self._held.move_to_end(key)
            return self._held[key]

    def put(self, key: K, value: V) -> None:
        with self._lock:
            self._held[key] = value
            self._held.move_to_end(key)
            if len(self._held) > self._limit:
                self._held.popitem(last=False)


class RememberingReader:
    """Segmentation, then recognition of those lines alone whose pixels are new.

    recognized: how many lines the recogniser has been given so far.
    """

    def __init__(self, recognizer: Recognizer, lines: int = 8192, pictures: int = 256) -> None:
        self._recognizer = recognizer
        self._lines: Memory[bytes, tuple[str, float]] = Memory(lines)
        self._boxes: Memory[tuple[bytes, tuple[int, ...]], list[Rect[Cropped]]] = Memory(pictures)
        self.recognized = 0

    def read(
        self, image: Image, origin: Point[Device], window: int, cuts: Sequence[int] = ()
    ) -> tuple[TextRun, ...]:
        if is_blank(image):
            return ()
        key = (fingerprint(image), tuple(cuts))
        boxes = self._boxes.get(key)
        if boxes is None:
            boxes = text_boxes(image, cuts)
            self._boxes.put(key, boxes)
        answers = self._texts([cut(image, box) for box in boxes])
        return tuple(
            TextRun(text, moved(box, origin), confidence, window)
            for box, (text, confidence) in zip(boxes, answers, strict=True)
            if text and confidence >= LEAST_CONFIDENCE
        )

    def _texts(self, crops: Sequence[Image]) -> list[tuple[str, float]]:
        keys = [fingerprint(crop) for crop in crops]
        known = {key: answer for key in keys if (answer := self._lines.get(key)) is not None}
        new = {key: crop for key, crop in zip(keys, crops, strict=True) if key not in known}
        if new:
            for key, answer in zip(new, self._recognize(list(new.values())), strict=True):
                self._lines.put(key, answer)
                known[key] = answer
        return [known[key] for key in keys]

    def _recognize(self, crops: Sequence[Image]) -> list[tuple[str, float]]:
        self.recognized += len(crops)
        answers = self._recognizer.recognize([framed(crop) for crop in crops])
        return self._with_spaces(crops, answers)

    def _with_spaces(
        self, crops: Sequence[Image], answers: Sequence[tuple[str, float]]
    ) -> list[tuple[str, float]]:
        """Reads word by word where the picture has more gaps than the text has spaces."""
        mended = list(answers)
        for index, crop in enumerate(crops):
            text, confidence = answers[index]
            words = word_crops(crop)
            if len(words) <= len(text.split()) or len(text) < 3:
                continue
            parts = self._recognizer.recognize([framed(word) for word in words])
            spaced = " ".join(part for part, _ in parts)
            if spaced.replace(" ", "") == text.replace(" ", ""):
                mended[index] = (spaced, confidence)
        return mended


def framed(crop: Image) -> Image:
    """The crop with a margin of its background, as recognisers expect it."""
    height, width = crop.shape[:2]
    picture = np.empty((height + 2 * _MARGIN, width + 2 * _MARGIN, 3), dtype=np.uint8)
    picture[:] = commonest(crop)
    picture[_MARGIN:-_MARGIN, _MARGIN:-_MARGIN] = crop
    return picture


def word_crops(crop: Image) -> list[Image]:
    """The crop, taken apart at gaps as wide as a space."""
    background = np.array(commonest(crop), dtype=np.int16)
    drawn = (np.abs(crop.astype(np.int16) - background).max(axis=2) > 60).any(axis=0)
    gap = max(4, int(0.27 * crop.shape[0]))
    return [crop[:, max(0, a - 1) : b + 1] for a, b in spans(drawn, gap)]
