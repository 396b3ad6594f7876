"""Text runs and elements of a screen from its pixels, in one pass of a small network.

Promises: boxes in pixels of the picture that was given, whatever its size; each element with its role,
states and a confidence from 0 to 1. Refuses to tell one thing twice: of boxes that mean the same thing the
surest stays.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from innervate.core.geometry import Rect
from innervate.core.vocabulary import Role, State
from innervate.perception.detector_outputs import MULTIPLE, ROLES, STATES, STRIDE
from innervate.perception.models import network
from innervate.perception.picture import Cropped, Image

Floats = npt.NDArray[np.float32]

_LEAST = 0.3
_INSIDE = frozenset(
    {Role.CELL, Role.ITEM, Role.TREE_ITEM, Role.TAB, Role.COLUMN_HEADER, Role.SPIN, Role.COMBO}
)
"""Roles that may hold another element of nearly the same place."""


@dataclass(frozen=True, slots=True)
class Found:
    """An element as the network tells it, in pixels of the picture."""

    role: Role
    bounds: Rect[Cropped]
    states: frozenset[State]
    confidence: float


@dataclass(frozen=True, slots=True)
class Sight:
    """texts: map of text, (height / 2, width / 2), 0 to 1. elements: surest first."""

    texts: Floats
    elements: tuple[Found, ...]


def look(image: Image) -> Sight:
    """What a BGR picture of shape (height, width, 3) shows.

    :raises Unavailable: the weights are not there.
    """
    height, width = image.shape[:2]
    full = np.empty((-(-height // MULTIPLE) * MULTIPLE, -(-width // MULTIPLE) * MULTIPLE, 3), dtype=np.uint8)
    full[:height, :width] = image
    full[height:] = full[height - 1 : height]
    full[:, width:] = full[:, width - 1 : width]
    picture = cv2.dnn.blobFromImage(full, 1 / 255, swapRB=True)
    seen, texts = network("screen_detector").run(None, {"picture": picture})
    return Sight(texts[0, 0][: -(-height // 2), : -(-width // 2)], elements_of(seen[0], height, width))


def elements_of(seen: Floats, height: int, width: int) -> tuple[Found, ...]:
    """Elements from the network's heat maps (already 0 to 1), edges (pixels / STRIDE) and states (0 to 1)."""
    count = len(ROLES)
    heat = seen[:count]
    peaks = np.stack([cv2.dilate(plane, np.ones((3, 3), np.uint8)) for plane in heat])
    roles, ys, xs = np.nonzero((heat == peaks) & (heat > _LEAST))
    scores = heat[roles, ys, xs]
    order = np.argsort(-scores)
    roles, ys, xs, scores = roles[order], ys[order], xs[order], scores[order]
    edges = seen[count : count + 4, ys, xs]
    boxes = np.stack(
        [
            (xs + 0.5 - edges[0]) * STRIDE,
            (ys + 0.5 - edges[1]) * STRIDE,
            (xs + 0.5 + edges[2]) * STRIDE,
            (ys + 0.5 + edges[3]) * STRIDE,
        ],
        axis=1,
    ).clip(0, [width, height, width, height])
    kept = distinct(boxes, roles)
    states = seen[count + 4 :, ys, xs] > 0.5
    return tuple(
        Found(ROLES[roles[i]], rect(boxes[i]), states_of(states[:, i]), float(scores[i]))
        for i in kept
        if boxes[i, 2] - boxes[i, 0] >= 3 and boxes[i, 3] - boxes[i, 1] >= 3
    )


def distinct(boxes: Floats, roles: npt.NDArray[np.int64]) -> list[int]:
    """Numbers of the boxes that stay, surest first: each is no repetition of a surer one."""
    if not len(boxes):
        return []
    left, top, right, bottom = boxes.T
    areas = (right - left) * (bottom - top)
    wide = np.minimum(right[:, None], right) - np.maximum(left[:, None], left)
    high = np.minimum(bottom[:, None], bottom) - np.maximum(top[:, None], top)
    common = wide.clip(0) * high.clip(0)
    ious = common / (areas[:, None] + areas - common).clip(1e-6)
    within = common / np.minimum(areas[:, None], areas).clip(1e-6)
    same = roles[:, None] == roles
    holds = np.array([role in _INSIDE for role in ROLES])[roles]
    nested = holds[:, None] != holds
    repeats = np.where(same, (ious > 0.4) | (within > 0.8), np.where(nested, ious > 0.8, ious > 0.5))
    gone = np.zeros(len(boxes), dtype=np.bool_)
    kept: list[int] = []
    for i in range(len(boxes)):
        if not gone[i]:
            kept.append(i)
            gone |= repeats[i]
    return kept


def rect(box: Floats) -> Rect[Cropped]:
    left, top, right, bottom = (round(float(edge)) for edge in box)
    return Rect(left, top, right - left, bottom - top)


def states_of(said: npt.NDArray[np.bool_]) -> frozenset[State]:
    """Everything is enabled unless the network says otherwise."""
    found = {state for state, holds in zip(STATES, said.tolist(), strict=True) if holds and state is not None}
    disabled = bool(said[STATES.index(None)])
    return frozenset(found if disabled else found | {State.ENABLED})
