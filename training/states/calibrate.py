"""Makes the model's confidence honest, and says from which on it answers: on development applications alone.

A slope and a shift for each question (Platt, 1999), held near one that all share, as there are few screens
of some states; of the kinds of error one temperature. A question's threshold is the lowest at which what is
answered is right in 98 of 100, and never below a floor.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from innervate.bench.states_corpus import Screen, screens
from innervate.core.decision import YES_OR_NO, Question
from innervate.perception.states.features import numbered
from innervate.perception.states.looks import look_of
from innervate.perception.states.model import KINDS, StateModel, Weights

Floats = NDArray[np.float64]
RIGHT = 0.98
FLOOR, CEILING = 0.6, 0.97
_NEAR = 3.0
"""How strongly a question's slope and shift are held near those of all."""


def calibrated(model: StateModel, given: Sequence[Screen] | None = None) -> Weights:
    """The weights with their calibration and thresholds."""
    shown = list(given if given is not None else screens(development=True))
    looks = [look_of(s.scene, s.window) for s in shown]
    scores = np.array([model.scores(numbered(look))[0] for look in looks], np.float64)
    count = len(YES_OR_NO)
    holds = np.array(
        [[-1 if q not in s.truth.holds else int(s.truth.holds[q]) for q in YES_OR_NO] for s in shown]
    )
    weigh = np.array([1.0 if s.telling else 0.35 for s in shown])
    asked = holds >= 0
    all_weights = np.broadcast_to(weigh[:, None], holds.shape)
    shared = _platt(scores[:, :count][asked], holds[asked], all_weights[asked], (1.0, 0.0), 0.0)
    lines = [
        _platt(scores[asked[:, i], i], holds[asked[:, i], i], weigh[asked[:, i]], shared, _NEAR)
        for i in range(count)
    ]
    kinds = np.array([-1 if s.truth.kind is None else KINDS.index(s.truth.kind) for s in shown])
    lines.append((_temperature(scores[kinds >= 0, count:], kinds[kinds >= 0]), 0.0))
    buttons, good = _buttons(model, shown)
    lines.append(_platt(buttons, good, np.ones(len(good)), (1.0, 0.0), 1.0) if len(good) else (1.0, 0.0))
    calibration = np.array(lines, np.float32)
    sure = {
        q: _threshold(scores[asked[:, i], i], holds[asked[:, i], i], lines[i])
        for i, q in enumerate(YES_OR_NO)
    }
    sure |= {
        Question.ERROR_KIND: _least_kind(scores[:, count:], kinds, lines[count][0]),
        Question.WAY_OUT: FLOOR,
    }
    made = replace(model.weights, calibration=calibration, sure=sure)
    return replace(made, sure={**sure, Question.WAY_OUT: _least_way(StateModel(made), shown)})


def _platt(
    scores: Floats, holds: NDArray[np.int64], weigh: Floats, near: tuple[float, float], held: float
) -> tuple[float, float]:
    """Slope and shift, by Newton's method."""
    at = np.array(near)
    centre = np.array(near)
    given = np.stack([scores, np.ones_like(scores)], axis=1)
    for _ in range(60):
        likely = 1 / (1 + np.exp(-(given @ at)))
        down = given.T @ (weigh * (likely - holds)) + held * (at - centre)
        bend = (given * (weigh * likely * (1 - likely))[:, None]).T @ given + (held + 1e-3) * np.eye(2)
        step = np.linalg.solve(bend, down)
        at = at - np.clip(step, -0.5, 0.5)
        at[0] = min(max(at[0], 0.15), 3.0)
    return float(at[0]), float(at[1])


def _temperature(scores: Floats, kinds: NDArray[np.int64]) -> float:
    if not len(kinds):
        return 1.0
    slopes = np.linspace(0.15, 1.6, 59)
    losses = []
    for slope in slopes:
        power = np.exp(slope * (scores - scores.max(axis=1, keepdims=True)))
        losses.append(-np.log(power[np.arange(len(kinds)), kinds] / power.sum(axis=1)).mean())
    return float(slopes[int(np.argmin(losses))])


def _buttons(model: StateModel, shown: Sequence[Screen]) -> tuple[Floats, NDArray[np.int64]]:
    from innervate.perception.states.features import button

    scores, good = [], []
    for screen in shown:
        if screen.truth.harmless is None:
            continue
        look = look_of(screen.scene, screen.window)
        names = [name for _, name in look.buttons]
        for index, name in enumerate(names):
            scores.append(model.button_score(button(name, index, names, look.told)))
            good.append(name in screen.truth.harmless)
    return np.array(scores), np.array(good, np.int64)


def _least_kind(scores: Floats, kinds: NDArray[np.int64], slope: float) -> float:
    power = np.exp(slope * (scores - scores.max(axis=1, keepdims=True)))
    share = power / power.sum(axis=1, keepdims=True)
    asked = kinds >= 0
    return _least(share[asked].max(axis=1), share[asked].argmax(axis=1) == kinds[asked], 0.4)


def _least_way(model: StateModel, shown: Sequence[Screen]) -> float:
    """Of the likeliest button of each dialog."""
    sure, right = [], []
    for screen in shown:
        look = look_of(screen.scene, screen.window)
        if screen.truth.harmless is not None and look.buttons:
            names = [name for _, name in look.buttons]
            likely = model.harmless(names, look.told)
            best = int(np.argmax(likely))
            sure.append(likely[best])
            right.append(names[best] in screen.truth.harmless)
    return _least(np.array(sure), np.array(right, np.bool_), FLOOR)


def _threshold(scores: Floats, holds: NDArray[np.int64], line: tuple[float, float]) -> float:
    likely = 1 / (1 + np.exp(-(scores * line[0] + line[1])))
    sure = np.maximum(likely, 1 - likely)
    right = (likely >= 0.5) == (holds == 1)
    return _least(sure, right, FLOOR)


def _least(sure: Floats, right: NDArray[np.bool_], floor: float) -> float:
    """From where on enough of what is answered is right."""
    for at in np.arange(floor, CEILING, 0.01):
        chosen = right[sure >= at]
        if not len(chosen) or chosen.mean() >= RIGHT:
            return round(float(at), 2)
    return CEILING
