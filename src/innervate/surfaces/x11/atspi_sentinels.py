"""See with few calls whether a mirrored tree still tells the truth about a part of the screen.

Promises: at most 8 accessibles are read again, and only under those of which much changed are those that did
not show asked whether they do now (at most 16). It may miss a change of what it did not look at; it invents
none.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from typing import TypeVar

from innervate.core.geometry import Device, Rect
from innervate.surfaces.x11 import atspi_roles as roles
from innervate.surfaces.x11.atspi_bus import Ref
from innervate.surfaces.x11.atspi_calls import Failed
from innervate.surfaces.x11.atspi_known import Known
from innervate.surfaces.x11.atspi_read import Reader
from innervate.surfaces.x11.atspi_strays import at_once

T = TypeVar("T")

_READ = 8
_ASKED = 16
# Below it is a caret, a check mark or a letter, and nothing scrolled into sight.
_MANY_PIXELS = 4_000
# What scrolls changes at least this part of what it scrolls in.
_MUCH = 0.25


async def differ(
    reader: Reader,
    known: Mapping[Ref, Known],
    hidden: Mapping[Ref, Ref],
    places: Sequence[Rect[Device]],
    fresh: Container[Ref] = (),
) -> bool:
    """Whether anything looked at is not as it is known. No places: anywhere. fresh: what was just read."""
    near = [each for each in known.values() if each.bounds is not None and _over(each.bounds, places)]
    parents = {each.ref for each in near if each.count and _much(each.bounds, places)}
    near = [each for each in near if each.ref not in fresh]
    near.sort(key=lambda each: each.bounds.area if each.bounds is not None else 0)
    chosen = _sample(near, _READ)
    above = [known.get(each.parent) if each.parent is not None else None for each in chosen]
    jobs = [reader.read(each.ref, parent, each) for each, parent in zip(chosen, above, strict=True)]
    again = await at_once(jobs)
    if any(now is None or not now.same(each) for each, now in zip(chosen, again, strict=True)):
        return True
    if places and sum(place.area for place in places) < _MANY_PIXELS:
        return False
    below = [ref for ref, parent in list(hidden.items()) if parent in parents and ref not in fresh]
    asked = _sample(below, _ASKED)
    return any(await at_once([_shows(reader, ref) for ref in asked]))


async def _shows(reader: Reader, ref: Ref) -> bool:
    try:
        return roles.has(await reader.states(ref), roles.SHOWING)
    except Failed:
        return False


def _sample(items: Sequence[T], most: int) -> Sequence[T]:
    return items[:: max(1, -(-len(items) // most))]


def _over(bounds: Rect[Device], places: Sequence[Rect[Device]]) -> bool:
    return not places or any(bounds.overlaps(place) for place in places)


def _much(bounds: Rect[Device] | None, places: Sequence[Rect[Device]]) -> bool:
    """Whether so much of it changed that something may have come into sight in it."""
    if bounds is None or not places:
        return True
    return sum(bounds.intersection(place).area for place in places) >= _MUCH * bounds.area
