"""RapidOCR as recogniser of single lines, for scripts that our own reader does not know.

Promises: two threads at most, quiet, models made once at first use, lines of like width in one batch.
Refuses with `Unavailable` where the extra `innervate[ocr]` is not installed. Detection is never used:
on screens our own is faster by an order of magnitude and keeps neighbouring cells apart.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from importlib import import_module
from threading import Lock
from typing import Protocol, cast

import numpy as np

from innervate.core.errors import Unavailable
from innervate.perception.fused import Fused
from innervate.perception.ink import Ink
from innervate.perception.models import THREADS, unmeasured
from innervate.perception.picture import Image
from innervate.perception.sighting import LineMemory

_BATCH = 8
_MARGIN = 3
_NARROWEST = 48
"""Narrowest input of the network: its default of 320 pads every number of a table to the width of a line."""


class _Answer(Protocol):
    txts: Sequence[str]
    scores: Sequence[float]


class _Engine(Protocol):
    def recognize_txt(self, img: list[Image]) -> _Answer: ...


class RapidRecognizer:
    """Reads the ink of lines. Safe to call from several threads: one reads at a time."""

    def __init__(self) -> None:
        self._engine: _Engine | None = None
        self._lock = Lock()

    def recognize(self, lines: Sequence[Ink]) -> list[tuple[str, float]]:
        """Text and confidence (0 to 1) of each line, in order.

        :raises Unavailable: the extra `innervate[ocr]` is not installed.
        """
        if not lines:
            return []
        with self._lock:
            self._engine = self._engine or self._make()
            answer = self._engine.recognize_txt([framed(line) for line in lines])
        return [(text.strip(), float(score)) for text, score in zip(answer.txts, answer.scores, strict=True)]

    def _make(self) -> _Engine:
        unmeasured()
        try:
            rapidocr = import_module("rapidocr")
        except ImportError as error:
            seen = f"the Python module 'rapidocr' can't be imported ({error})"
            raise Unavailable("to read other scripts", seen, "pip install 'innervate[ocr]'") from error
        params = {
            "Global.log_level": "critical",
            "Global.use_cls": False,
            "Global.use_det": False,
            "EngineConfig.onnxruntime.intra_op_num_threads": THREADS,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            "Rec.rec_batch_num": _BATCH,
            "Rec.rec_img_shape": [3, 48, _NARROWEST],
        }
        engine = rapidocr.RapidOCR(params=params)
        logging.getLogger("RapidOCR").setLevel(logging.CRITICAL)
        return cast(_Engine, engine)


def open_rapid() -> Fused:
    """The built-in perceiver with RapidOCR as its reader: `INNERVATE_PERCEIVER=rapidocr`."""
    return Fused(LineMemory(RapidRecognizer()))


def framed(line: Ink) -> Image:
    """Black on white with a margin, as recognisers of photographs expect it."""
    height, width = line.shape
    picture = np.full((height + 2 * _MARGIN, width + 2 * _MARGIN, 3), 255, dtype=np.uint8)
    picture[_MARGIN:-_MARGIN, _MARGIN:-_MARGIN] -= line[..., None]
    return picture
