"""From a screen's truth to what the network should put out for a crop of it.

Promises: what lies in an ignored area, or is cut by the crop's edge, counts neither for nor against. All
coordinates are pixels of the crop.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from innervate.core.vocabulary import Role
from innervate.perception.detector_outputs import ROLES, STATES, STRIDE, TEXT_STRIDE

Array = npt.NDArray[np.float32]
Box = tuple[float, float, float, float]
# The truth says "table cell" where the vocabulary says "cell".
_NUMBERS = {"table cell" if role is Role.CELL else role.value: number for number, role in enumerate(ROLES)}
_SMALL = 220
"""Pixels that a character or two take at most."""
_STATES = {("disabled" if state is None else state.value): number for number, state in enumerate(STATES)}


@dataclass(frozen=True, slots=True)
class Thing:
    """An element of the truth: left, top, right, bottom; number of its role; its states as numbers."""

    box: Box
    role: int
    states: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Truth:
    """What a crop holds. texts and ignored: boxes."""

    things: tuple[Thing, ...]
    texts: tuple[Box, ...]
    ignored: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Targets:
    """heat (roles, h, w); sizes (4, h, w) logarithms; weight (h, w) of sizes and states; states (states, h,
    w); counts (h, w): 0 where nothing is known; text and its weight (2h', 2w')."""

    heat: Array
    sizes: Array
    weight: Array
    states: Array
    counts: Array
    text: Array
    text_weight: Array


def truth_of(said: dict[str, object]) -> Truth:
    """The truth of a whole screen, from its JSON."""
    things = [
        Thing(_box(e["bounds"]), _NUMBERS[e["role"]], tuple(_STATES[s] for s in e["states"] if s in _STATES))
        for e in said["elements"]  # type: ignore[attr-defined]
    ]
    things += [
        Thing(_box(w["bounds"]), _NUMBERS["dialog" if w["dialog"] else "window"], ())
        for w in said["windows"]  # type: ignore[attr-defined]
    ]
    texts = [_box(t["bounds"]) for t in said["texts"]]  # type: ignore[attr-defined]
    ignored = [_box(b) for b in said["ignore"]]  # type: ignore[attr-defined]
    return Truth(tuple(things), tuple(texts), tuple(ignored))


def _box(bounds: list[float]) -> Box:
    x, y, width, height = bounds
    return (x, y, x + width, y + height)


def cropped(truth: Truth, area: Box, scale: float) -> Truth:
    """The truth of a crop, scaled; what is cut to less than 0.7 of itself is ignored."""
    ignored = [b for box in truth.ignored if (b := _cut(box, area, scale))]
    things: list[Thing] = []
    for thing in truth.things:
        if kept := _cut(thing.box, area, scale):
            if _area(kept) >= 0.7 * _area(thing.box) * scale * scale:
                things.append(Thing(kept, thing.role, thing.states))
            else:
                ignored.append(kept)
    texts = [b for box in truth.texts if (b := _cut(box, area, scale))]
    return Truth(tuple(things), tuple(texts), tuple(ignored))


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _cut(box: Box, area: Box, scale: float) -> Box | None:
    left, top = max(box[0], area[0]), max(box[1], area[1])
    right, bottom = min(box[2], area[2]), min(box[3], area[3])
    if right - left < 1 or bottom - top < 1:
        return None
    return (
        (left - area[0]) * scale,
        (top - area[1]) * scale,
        (right - area[0]) * scale,
        (bottom - area[1]) * scale,
    )


def targets_of(truth: Truth, height: int, width: int) -> Targets:
    """What the network should put out for a crop of that size."""
    h, w = height // STRIDE, width // STRIDE
    heat = np.zeros((len(ROLES), h, w), dtype=np.float32)
    sizes = np.zeros((4, h, w), dtype=np.float32)
    weight = np.zeros((h, w), dtype=np.float32)
    states = np.zeros((len(STATES), h, w), dtype=np.float32)
    counts = np.ones((h, w), dtype=np.float32)
    for left, top, right, bottom in truth.ignored:
        counts[
            int(top / STRIDE) : math.ceil(bottom / STRIDE), int(left / STRIDE) : math.ceil(right / STRIDE)
        ] = 0
    # Large ones first, so that what lies inside them has the last word.
    for thing in sorted(truth.things, key=lambda t: -_area(t.box)):
        _put(thing, heat, sizes, weight, states, counts)
    text, text_weight = texts_of(truth, height, width)
    return Targets(heat, sizes, weight, states, counts, text, text_weight)


def _put(thing: Thing, heat: Array, sizes: Array, weight: Array, states: Array, counts: Array) -> None:
    left, top, right, bottom = (edge / STRIDE for edge in thing.box)
    middle_x, middle_y = (left + right) / 2 - 0.5, (top + bottom) / 2 - 0.5
    sigma_x, sigma_y = max(0.45, (right - left) * 0.12), max(0.45, (bottom - top) * 0.12)
    h, w = weight.shape
    xs = np.arange(max(0, int(middle_x - 3 * sigma_x)), min(w, int(middle_x + 3 * sigma_x) + 2))
    ys = np.arange(max(0, int(middle_y - 3 * sigma_y)), min(h, int(middle_y + 3 * sigma_y) + 2))
    if not xs.size or not ys.size:
        return
    bump = np.exp(
        -((xs[None] - middle_x) ** 2) / (2 * sigma_x**2) - (ys[:, None] - middle_y) ** 2 / (2 * sigma_y**2)
    ).astype(np.float32)
    # The place next to the centre is fully one, wherever the centre lies between places.
    bump /= bump.max()
    part = (slice(ys[0], ys[-1] + 1), slice(xs[0], xs[-1] + 1))
    np.maximum(heat[thing.role][part], bump, out=heat[thing.role][part])
    counts[part] = np.maximum(counts[part], bump > 0.3)
    inside = bump > 0.3
    edges = np.stack(
        [
            np.broadcast_to(xs[None] + 0.5 - left, bump.shape),
            np.broadcast_to(ys[:, None] + 0.5 - top, bump.shape),
            np.broadcast_to(right - xs[None] - 0.5, bump.shape),
            np.broadcast_to(bottom - ys[:, None] - 0.5, bump.shape),
        ]
    )
    np.copyto(sizes[(slice(None), *part)], np.log(np.maximum(edges, 0.05)), where=inside[None])
    np.copyto(weight[part], bump, where=inside)
    said = np.zeros((states.shape[0], 1, 1), dtype=np.float32)
    said[list(thing.states)] = 1
    np.copyto(states[(slice(None), *part)], said, where=inside[None])


def texts_of(truth: Truth, height: int, width: int) -> tuple[Array, Array]:
    """Insides of text runs at half resolution, and how much each place counts: gaps between runs count
    most, and runs of a character or two, which are few pixels and yet a text each."""
    step = TEXT_STRIDE
    text = np.zeros((height // step, width // step), dtype=np.float32)
    weight = np.ones_like(text)
    for left, top, right, bottom in truth.texts:
        around = (
            slice(max(0, int((top - 4) / step)), math.ceil((bottom + 4) / step)),
            slice(max(0, int((left - 10) / step)), math.ceil((right + 10) / step)),
        )
        small = (right - left) * (bottom - top) < _SMALL
        weight[around] = np.maximum(weight[around], 4.0 if small else 2.5)
    for left, top, right, bottom in truth.texts:
        # Drawn a pixel smaller, so that neighbours do not touch.
        rows = slice(
            math.floor((top + 1) / step + 0.5),
            max(math.floor((top + 1) / step + 0.5) + 1, math.floor((bottom - 1) / step + 0.5)),
        )
        columns = slice(
            math.floor(left / step + 0.5),
            max(math.floor(left / step + 0.5) + 1, math.floor(right / step + 0.5)),
        )
        text[rows, columns] = 1
    for left, top, right, bottom in truth.ignored:
        area = (
            slice(int(top / step), math.ceil(bottom / step)),
            slice(int(left / step), math.ceil(right / step)),
        )
        weight[area] *= text[area] > 0
    return text, weight
