"""Detected elements brought onto what is drawn: borders, boxes to tick, circles, arrows.

Refuses what is unsure and has none of that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from innervate.core.vocabulary import Role, State
from innervate.perception.changes import INDICATED
from innervate.perception.detector import BORDERED, SURE, Found
from innervate.perception.drawn import Box
from innervate.perception.edges import snapped
from innervate.perception.indicators import CLEAR, by_shape, with_arrow
from innervate.perception.picture import Image
from innervate.perception.region import HOLDING
from innervate.perception.sliders import is_slider

_SURE_INDICATED = 0.45
_RINGED = 0.75
"""Overlap, of what both cover, of a field and the same with a ring around it, at least."""
_SMALL, _SHRUNK = 48, 0.7
"""Pixels that a button with a picture alone has at most; share of its area that a border leaves at least."""


def refined(image: Image, found: Sequence[Found]) -> tuple[Found, ...]:
    """The elements, those that have a border on it, look-alikes told apart."""
    return tuple(r for f in found if (r := reshaped(image, f)) is not None)


def reshaped(image: Image, thing: Found) -> Found | None:
    """The element on its border; what is drawn in it tells look-alikes apart. None: too unsure without a
    border, or without a box or a circle to tick."""
    if thing.role in INDICATED:
        if thing.confidence < _SURE_INDICATED:
            clear = by_shape(image, thing.role, thing.bounds, CLEAR)
            if clear == (thing.role, None):
                return None
        role, checked = by_shape(image, thing.role, thing.bounds)
        states = thing.states - {State.CHECKED} if checked is not None else thing.states
        return replace(thing, role=role, states=states | {State.CHECKED} if checked else states)
    if thing.role in BORDERED:
        place, bordered = snapped(image, thing.bounds)
        if thing.role is Role.BUTTON and pictured(thing.bounds, place):
            place, bordered = thing.bounds, False
        if thing.confidence < SURE and not bordered:
            return None
        role = with_arrow(image, thing.role, place) if thing.role is Role.ENTRY else thing.role
        return replace(thing, role=role, bounds=place)
    return thing


def still_drawn(image: Image, thing: Found) -> Found | None:
    """An element that was seen before, as what is drawn at its place tells it now: a box or circle to tick
    before its text, a border on all sides, a slider. None where neither does."""
    if thing.role in INDICATED:
        role, checked = by_shape(image, thing.role, thing.bounds, CLEAR)
        states = thing.states | {State.CHECKED} if checked else thing.states - {State.CHECKED}
        return None if checked is None else replace(thing, role=role, states=states)
    if thing.role in BORDERED:
        place, bordered = snapped(image, thing.bounds)
        if bordered and place == thing.bounds:
            return thing
        # A ring that shows the focus is drawn around a field, or over its border.
        ringed = bordered and thing.role in HOLDING and place.iou(thing.bounds) >= _RINGED
        return replace(thing, bounds=place) if ringed else None
    if thing.role is Role.SLIDER:
        return thing if is_slider(image, thing.bounds) else None
    return None


def pictured(box: Box, place: Box) -> bool:
    """Whether what was taken for a small button's border is the outline of the picture in it."""
    small = max(box.width, box.height) < _SMALL
    return small and place.width * place.height < _SHRUNK * box.width * box.height
