"""How likely a window shows a login, an error of some kind, a dialog, …: a small model of our own.

Promises: no network, the same answer always, and a confidence that was calibrated on applications that
training never saw. One layer over hashed words: each text speaks for or against each answer, the strongest
count (log-sum-exp), and the window's make-up is added. training/states makes its weights, in bytes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from innervate.core.decision import YES_OR_NO, ErrorKind, Question
from innervate.perception.states.features import (
    BUCKETS,
    BUTTON_BUCKETS,
    VERSION,
    Numbered,
    Numbers,
    button,
    numbered,
)
from innervate.perception.states.looks import Look

WEIGHTS = Path(__file__).parent.parent / "weights" / "states.npz"
KINDS = tuple(ErrorKind)
OUTPUTS = len(YES_OR_NO) + len(KINDS)
SILENT, SHARP = 1.0, 3.0
"""How much a text has to say before it counts, and how little many weak ones count beside a strong one."""
MOST_OF_FACTS = 3.0
"""How much a window's make-up counts at most, for or against: its texts are to decide."""
KNOWN_SHARE = 0.34
"""Of a window's prominent words so many must have been seen in training: of others nothing is known."""

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learned. rows: (BUCKETS, OUTPUTS), in bytes. scale, bias: one an output. words: which word
    numbers training saw. buttons: (BUTTON_BUCKETS,) in bytes, with `button_scale` and `button_bias`.
    calibration: slope and shift of each output and, last, of the buttons. sure: from which confidence on each
    question is answered.

    :raises ValueError: they are of another version.
    """

    rows: NDArray[np.int8]
    scale: Floats
    bias: Floats
    words: NDArray[np.bool_]
    buttons: NDArray[np.int8]
    button_scale: float
    button_bias: float
    calibration: Floats
    sure: Mapping[Question, float]

    def __post_init__(self) -> None:
        whole = (
            self.rows.shape == (BUCKETS, OUTPUTS)
            and self.rows.dtype == np.int8
            and self.scale.shape == self.bias.shape == (OUTPUTS,)
            and self.words.shape == (BUCKETS,)
            and self.buttons.shape == (BUTTON_BUCKETS,)
            and self.calibration.shape == (len(YES_OR_NO) + 2, 2)
            and set(self.sure) == set(Question)
        )
        if not whole:
            raise ValueError(
                f"weights of {self.rows.shape} in {self.rows.dtype} are of another version; make train-states"
                " makes them anew"
            )


@dataclass(frozen=True, slots=True)
class Judged:
    """What the model thinks of a look. likely: of each question that it holds. kinds: of an error, they add
    up to one. known: share of the prominent words that training saw. spoke: for each question the number of
    the text that spoke most for it.
    """

    likely: Mapping[Question, float]
    kinds: Mapping[ErrorKind, float]
    known: float
    spoke: Mapping[Question, int] = field(default_factory=dict)


class StateModel:
    """The model."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self._rows: Floats = weights.rows.astype(np.float32) * weights.scale
        self._buttons: Floats = weights.buttons.astype(np.float32) * np.float32(weights.button_scale)

    def scores(self, given: Numbered) -> tuple[Floats, Floats]:
        """Before calibration: of each output, and of each text for each output."""
        facts = MOST_OF_FACTS * np.tanh(self._rows[given.facts].sum(axis=0) / MOST_OF_FACTS)
        score: Floats = (self.weights.bias + facts).astype(np.float32)
        if not given.pieces:
            return score, np.zeros((0, OUTPUTS), np.float32)
        sizes = np.array([len(p) for p in given.pieces])
        starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
        summed = np.add.reduceat(self._rows[np.concatenate(given.pieces)], starts, axis=0)
        texts: Floats = (summed / np.sqrt(sizes)[:, None]).astype(np.float32) - np.float32(SILENT)
        loud = np.log1p(np.exp(SHARP * np.minimum(texts, 20)).sum(axis=0)) / SHARP
        return (score + loud).astype(np.float32), texts

    def judge(self, look: Look, given: Numbered | None = None) -> Judged:
        """What it thinks of a look."""
        given = given or numbered(look)
        score, texts = self.scores(given)
        count = len(YES_OR_NO)
        slope, shift = self.weights.calibration[:count, 0], self.weights.calibration[:count, 1]
        likely = 1 / (1 + np.exp(-(score[:count] * slope + shift)))
        kinds = score[count:] * self.weights.calibration[count, 0]
        powers = np.exp(kinds - kinds.max())
        known = float(self.weights.words[given.words].mean()) if len(given.words) else 0.0
        best = texts.argmax(axis=0) if len(texts) else np.zeros(OUTPUTS, np.int64)
        return Judged(
            {q: float(p) for q, p in zip(YES_OR_NO, likely, strict=True)},
            {k: float(p) for k, p in zip(KINDS, powers / powers.sum(), strict=True)},
            known,
            {q: int(b) for q, b in zip(YES_OR_NO, best[:count], strict=True)} if len(texts) else {},
        )

    def harmless(self, names: Sequence[str], told: Sequence[str]) -> list[float]:
        """How likely each of a dialog's buttons leaves it without a consequence."""
        found = []
        for index, name in enumerate(names):
            score = self.button_score(button(name, index, names, told))
            slope, shift = self.weights.calibration[-1]
            found.append(float(1 / (1 + np.exp(-(score * slope + shift)))))
        return found

    def button_score(self, given: Numbers) -> float:
        """Before calibration."""
        return float(self.weights.button_bias + self._buttons[given].sum())


def read(path: Path = WEIGHTS) -> Weights:
    """
    :raises ValueError: the file is of another version.
    """
    with np.load(path) as file:
        if int(file["version"]) != VERSION or tuple(str(file["questions"]).split("|")) != tuple(Question):
            raise ValueError(
                f"{path.name} fits version {file['version']} of the features and questions, not {VERSION};"
                " make train-states makes it anew"
            )
        scale, bias, calibration = (file[n].astype(np.float32) for n in ("scale", "bias", "calibration"))
        return Weights(
            file["rows"],
            scale,
            bias,
            np.unpackbits(file["words"])[:BUCKETS].astype(np.bool_),
            file["buttons"],
            float(file["button_scale"]),
            float(file["button_bias"]),
            calibration,
            {q: float(s) for q, s in zip(Question, file["sure"], strict=True)},
        )


def write(weights: Weights, path: Path = WEIGHTS) -> None:
    """For training. The same weights are the same bytes."""
    np.savez_compressed(
        path,
        version=np.array(VERSION),
        questions=np.array("|".join(Question)),
        rows=weights.rows,
        scale=weights.scale,
        bias=weights.bias,
        words=np.packbits(weights.words),
        buttons=weights.buttons,
        button_scale=np.array(weights.button_scale),
        button_bias=np.array(weights.button_bias),
        calibration=weights.calibration,
        sure=np.array([weights.sure[q] for q in Question]),
    )


@lru_cache(maxsize=1)
def shipped() -> StateModel:
    """The model that comes with innervate."""
    return StateModel(read())
