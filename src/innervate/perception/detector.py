"""Text runs and elements of a screen from its pixels, in one pass of a small network.

Promises: boxes in pixels of the picture that was given, whatever its size; each element with its role,
states and a confidence from 0 to 1. Refuses to tell one thing twice: of boxes that mean the same thing the
surest stays.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import cv2
import numpy as np
import numpy.typing as npt

from innervate.core.geometry import Rect
from innervate.core.vocabulary import Role, State
from innervate.perception.detector_outputs import MULTIPLE, ROLES, STATES, STRIDE, TEXT_STRIDE
from innervate.perception.models import network
from innervate.perception.picture import Cropped, Image

Floats = npt.NDArray[np.float32]

SURE, _LEAST = 0.35, 0.28
_IN_STATE = np.array([0.92 if state is None else 0.85 for state in STATES], dtype=np.float32)
"""Training weighs states sixfold, so these are even chances and better: what is taken for disabled is left
alone."""
_LONGEST, _OVERLAP = 2048, 256
"""Longest side of what is looked at in one pass, so that memory stays bounded; what two passes share."""
_LEAST_SIDE = 3
"""Pixels of the shortest side of an element."""
_INSIDE = frozenset(
    {Role.CELL, Role.ITEM, Role.TREE_ITEM, Role.TAB, Role.COLUMN_HEADER, Role.SPIN, Role.COMBO}
)
"""Roles that may hold another element of nearly the same place."""

BORDERED = frozenset({Role.BUTTON, Role.ENTRY, Role.PASSWORD, Role.COMBO, Role.SPIN, Role.TOGGLE})
"""Roles of things that usually have a border; where one is drawn, less heat is enough."""
_HEAT = {
    **dict.fromkeys(BORDERED, _LEAST),
    Role.CHECK_BOX: 0.3,
    Role.RADIO: 0.3,
    Role.TAB: 0.3,
    Role.LINK: 0.3,
    Role.CELL: 0.3,
    Role.TOGGLE: 0.38,
    Role.TREE_ITEM: 0.42,
    Role.SCROLL_BAR: 0.4,
    Role.SLIDER: 0.42,
    Role.ICON: 0.36,
    Role.MENU: 0.36,
}
"""Heat from which on an element is one, where that is not `SURE`: half of what has it is right (development
screens and those that training held back)."""
_ENOUGH = np.array([_HEAT.get(role, SURE) for role in ROLES], dtype=np.float32)


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
    columns, rows = tiles(width), tiles(height)
    if len(columns) == len(rows) == 1:
        texts, elements = look_at_once(image)
        return Sight(texts, elements)
    texts = np.zeros((-(-height // TEXT_STRIDE), -(-width // TEXT_STRIDE)), dtype=np.float32)
    found: list[Found] = []
    for top, bottom, first, last in rows:
        for left, right, start, end in columns:
            part, elements = look_at_once(image[top:bottom, left:right])
            step = TEXT_STRIDE
            inner = part[
                (first - top) // step : -(-(last - top) // step),
                (start - left) // step : -(-(end - left) // step),
            ]
            texts[
                first // step : first // step + inner.shape[0], start // step : start // step + inner.shape[1]
            ] = inner
            for one in elements:
                place: Rect[Cropped] = Rect(
                    one.bounds.x + left, one.bounds.y + top, one.bounds.width, one.bounds.height
                )
                if start <= place.centre.x < end and first <= place.centre.y < last:
                    found.append(replace(one, bounds=place))
    return Sight(texts, tuple(sorted(found, key=lambda one: -one.confidence)))


def tiles(length: int) -> list[tuple[int, int, int, int]]:
    """Stretches [start, end) of at most `_LONGEST` pixels that overlap, and of each the part that it
    answers for."""
    count = 1 if length <= _LONGEST else -(-(length - _OVERLAP) // (_LONGEST - _OVERLAP))
    edges = [length * i // count // MULTIPLE * MULTIPLE for i in range(count)] + [length]
    half = _OVERLAP // 2
    return [(max(0, a - half), min(length, b + half), a, b) for a, b in pairwise(edges)]


def look_at_once(image: Image) -> tuple[Floats, tuple[Found, ...]]:
    """The map of texts and the elements of a picture that fits into one pass."""
    height, width = image.shape[:2]
    below, beside = -height % MULTIPLE, -width % MULTIPLE
    full = cv2.copyMakeBorder(image, 0, below, 0, beside, cv2.BORDER_REPLICATE)
    picture = cv2.cvtColor(full, cv2.COLOR_BGR2RGB)[None]
    seen, texts = network("screen_detector").run(None, {"picture": picture})
    step = TEXT_STRIDE
    return texts[0, 0][: -(-height // step), : -(-width // step)], elements_of(seen[0], height, width)


def elements_of(seen: Floats, height: int, width: int) -> tuple[Found, ...]:
    """Elements from the network's heat maps (already 0 to 1), edges (pixels / STRIDE) and states (0 to 1)."""
    count = len(ROLES)
    heat = seen[:count]
    peaks = np.stack([cv2.dilate(plane, np.ones((3, 3), np.uint8)) for plane in heat])
    # Flat, and the places from it: a tenth of the time of all three at once.
    summits = np.flatnonzero((heat == peaks) & (heat > _ENOUGH[:, None, None]))
    roles, ys, xs = np.unravel_index(summits, heat.shape)
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
    kept = [
        i
        for i in distinct(boxes, roles)
        if boxes[i, 2] - boxes[i, 0] >= _LEAST_SIDE and boxes[i, 3] - boxes[i, 1] >= _LEAST_SIDE
    ]
    holding = seen[count + 4 :, ys[kept], xs[kept]] > _IN_STATE[:, None]
    kinds, kind_of = np.unique(holding, axis=1, return_inverse=True)
    states = [states_of(kind) for kind in kinds.T]
    sides = np.rint(boxes[kept]).astype(int).tolist()
    return tuple(
        Found(ROLES[role], Rect(left, top, right - left, bottom - top), states[kind], score)
        for role, (left, top, right, bottom), kind, score in zip(
            roles[kept].tolist(), sides, kind_of.ravel().tolist(), scores[kept].tolist(), strict=True
        )
    )


def distinct(boxes: Floats, roles: npt.NDArray[np.int64]) -> list[int]:
    """Numbers of the boxes that stay, surest first: each is no repetition of a surer one."""
    left, top, right, bottom = boxes.T
    meet = (
        (left[:, None] < right) & (left < right[:, None]) & (top[:, None] < bottom) & (top < bottom[:, None])
    )
    first, second = np.divmod(np.flatnonzero(np.triu(meet, 1)), len(boxes))
    wide = np.minimum(right[first], right[second]) - np.maximum(left[first], left[second])
    high = np.minimum(bottom[first], bottom[second]) - np.maximum(top[first], top[second])
    areas, common = (right - left) * (bottom - top), wide * high
    ious = common / (areas[first] + areas[second] - common)
    within = common / np.minimum(areas[first], areas[second])
    holds = np.array([role in _INSIDE for role in ROLES])[roles]
    repeats = np.where(
        roles[first] == roles[second],
        (ious > 0.4) | (within > 0.8),
        np.where(holds[first] != holds[second], ious > 0.8, ious > 0.5),
    )
    gone: set[int] = set()
    for surer, other in zip(first[repeats].tolist(), second[repeats].tolist(), strict=True):
        if surer not in gone:
            gone.add(other)
    return [i for i in range(len(boxes)) if i not in gone]


def states_of(said: npt.NDArray[np.bool_]) -> frozenset[State]:
    """Everything is enabled unless the network says otherwise."""
    found = {state for state, holds in zip(STATES, said.tolist(), strict=True) if holds and state is not None}
    disabled = bool(said[STATES.index(None)])
    return frozenset(found if disabled else found | {State.ENABLED})
