"""Where a picture changed, how far a change reaches, and what of the old sight stays.

Promises: what two looks tell alike stays the same object; a piece of an element that a look at a part took
for a whole one is left out; only words changed where lines take each other's places and nothing else did.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from innervate.core.geometry import Rect
from innervate.core.vocabulary import Role
from innervate.perception.detector import BORDERED, Found
from innervate.perception.layout import same_line
from innervate.perception.picture import Cropped, Image, differing, spans

Box = Rect[Cropped]

CALLED = frozenset({Role.BUTTON, Role.TOGGLE, Role.TAB, Role.MENU, Role.MENU_ITEM, Role.LINK})
INDICATED = frozenset({Role.CHECK_BOX, Role.RADIO})
_WHOLE = BORDERED | CALLED | INDICATED | {Role.SLIDER}
"""Roles of what holds no other element."""
_AROUND = 64
"""Pixels around a change that are looked at with it: they decide what it is."""
_APART = 24
_ALIKE, _SAME_PLACE, _PIECE, _INSTEAD = 0.7, 0.3, 0.7, 0.4


@dataclass(frozen=True, slots=True)
class Line:
    """A text run: what it says, how sure that is (0 to 1), where it stands; whether a line is under it."""

    text: str = field(repr=False)
    confidence: float
    bounds: Box
    underlined: bool = False


@dataclass(frozen=True, slots=True)
class Sighting:
    """All that a picture shows: lines top down, elements surest first.

    reworded: the lines that were exchanged since the sighting before, old and new, where nothing else
    changed; None where more did, or there was none before.
    """

    lines: tuple[Line, ...] = ()
    found: tuple[Found, ...] = ()
    reworded: tuple[tuple[Line, Line], ...] | None = None


def kept(
    before: Sequence[Found],
    fresh: Sequence[Found],
    renewable: Callable[[Box], bool],
    drawn: Callable[[Found], Found | None],
) -> tuple[Found, ...]:
    """Elements after a new look at some of them: what is told alike stays as it was.

    drawn: an element as its border or its box or circle to tick still tells it. A look at a part sees less
    around than a look at the whole, so that it may overlook one.
    """
    left, found = list(fresh), []
    for old in before:
        if not renewable(old.bounds):
            found.append(old)
        elif same := next((new for new in left if alike(old, new)), None):
            left.remove(same)
            found.append(old)
        elif (still := drawn(old)) is not None and not any(
            old.bounds.iou(new.bounds) >= _INSTEAD for new in fresh
        ):
            found.append(still)
    return (*found, *(new for new in left if not any(part_of(new, old) for old in found)))


def part_of(new: Found, old: Found) -> bool:
    """Whether a look at a part took a piece of an element for a whole one."""
    whole = old.role in _WHOLE or old.role is new.role
    return whole and old.bounds.intersection(new.bounds).area > _PIECE * new.bounds.area


def alike(old: Found, new: Found) -> bool:
    """Whether two looks saw the same element."""
    return old.role is new.role and old.states == new.states and old.bounds.iou(new.bounds) >= _ALIKE


def rewordings(
    before: Sighting, now: Sighting, changes: Sequence[Box]
) -> tuple[tuple[Line, Line], ...] | None:
    """The lines that were exchanged for others at their places, where that is all that changed."""
    if len(before.lines) != len(now.lines) or len(before.found) != len(now.found):
        return None
    if any(old is not new for old, new in zip(before.found, now.found, strict=True)):
        return None
    old, new = set(map(id, before.lines)), set(map(id, now.lines))
    gone = [line for line in before.lines if id(line) not in new]
    pairs: list[tuple[Line, Line]] = []
    for line in (one for one in now.lines if id(one) not in old):
        places = [one for one in gone if one.bounds.iou(line.bounds) >= _SAME_PLACE]
        if len(places) != 1:
            return None
        gone.remove(places[0])
        pairs.append((places[0], line))
    spots = [grown(a.bounds.union(b.bounds), 3) for a, b in pairs]
    return tuple(pairs) if all(any(s.contains(c) for s in spots) for c in changes) else None


def changed(before: Image, now: Image) -> list[Box]:
    """Places that differ between two pictures of one shape; those near each other are one."""
    rows = np.zeros(len(now), dtype=bool)
    for top, bottom in differing(before, now):
        rows[top:bottom] = (before[top:bottom] != now[top:bottom]).reshape(bottom - top, -1).any(axis=1)
    found: list[Box] = []
    for top, bottom in spans(rows, _APART):
        columns = (before[top:bottom] != now[top:bottom]).any(axis=0).any(axis=1)
        found += [Rect(left, top, right - left, bottom - top) for left, right in spans(columns, 2 * _APART)]
    return found


def reached(change: Box, seen: Sighting, image: Image) -> Box:
    """The area to look at for a change: what it touches as a whole, and what is around that."""
    whole, around = change, grown(change, 2)
    for line in seen.lines:
        if line.bounds.overlaps(around):
            whole = whole.union(line.bounds)
    for thing in seen.found:
        if thing.role in _WHOLE and thing.bounds.overlaps(change):
            whole = whole.union(thing.bounds)
    everything: Box = Rect(0, 0, image.shape[1], image.shape[0])
    return grown(whole, _AROUND).intersection(everything)


def lengthened(lines: Sequence[Line], again: Sequence[Line]) -> list[Box]:
    """Where those lines stand that are a part of one that was read again: text came to them."""
    return [
        old.bounds
        for new in again
        for old in lines
        if old.bounds.overlaps(new.bounds) and same_line(old.bounds, new.bounds)
    ]


def inside(place: Box, area: Box, edge: Box) -> bool:
    """Whether a place lies in a looked-at area, not cut by its edge unless that is the picture's own."""
    return (
        (place.x > area.x + 2 or area.x == edge.x)
        and (place.y > area.y + 2 or area.y == edge.y)
        and (place.right < area.right - 2 or area.right == edge.right)
        and (place.bottom < area.bottom - 2 or area.bottom == edge.bottom)
        and place.overlaps(area)
    )


def grown(box: Box, by: int) -> Box:
    return Rect(box.x - by, box.y - by, box.width + 2 * by, box.height + 2 * by)


def moved(box: Box, dx: int, dy: int) -> Box:
    return Rect(box.x + dx, box.y + dy, box.width, box.height)
