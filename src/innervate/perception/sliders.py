"""Sliders, told by what is drawn: a track too low to write in, and one handle that stands out of it.

Promises: a slider's place is that of its track and its handle; what was taken for a field, a button or a
picture within it is gone. Refuses a track without a handle, or with several: that may be a bar of progress, a
line, a range.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import cv2
import numpy as np

from innervate.core.geometry import Rect
from innervate.core.vocabulary import Role, State
from innervate.perception.changes import grown
from innervate.perception.detector import Found
from innervate.perception.drawn import Box, Drawn
from innervate.perception.picture import Image, Mask, cut, spans

_EDGE = 10
"""Difference of 255 between neighbouring pixels from which on one of them is an edge."""
_SHORTEST, _HIGHEST, _LONG = 60, 20, 5
"""Pixels of the shortest and of the highest track, and how much longer than high it is at least: no line of
text has room in it."""
_LOWEST_HANDLE, _HIGHEST_HANDLE, _STANDS_OUT = 10, 40, 4
"""Pixels of a handle's height, and of how much higher than its track it is at least."""
_NARROWEST, _WIDEST = 6, 40
"""Pixels of a handle's width."""
_OFF = 2
"""Pixels that a handle's middle is off its track's, at most."""
_LEVEL = 0.6
"""Of a slider's length, what is track and not handle, at least."""
_LINED = 0.85
"""Of a track's length, along which its upper side is a line; its ends may be round."""
_CORNER = 3
"""Pixels of a handle's corner."""
_PIECE = 9
"""Pixels of the shortest piece of a track."""
_ROUND = 4
"""Pixels of a track's round end."""
_SEEN = 0.6
_PIECES = frozenset(
    {Role.ICON, Role.BUTTON, Role.ENTRY, Role.SPIN, Role.COMBO, Role.TOGGLE, Role.SLIDER, Role.PROGRESS}
    | {Role.CHECK_BOX, Role.RADIO}
)
"""What a part of a slider may be taken for, or a part of it with its value beside it."""
_BESIDE = (400, 24)
"""Pixels along and across a change in which the slider may be that it is of."""


def sliders_near(image: Image, changes: Sequence[Box]) -> list[Box]:
    """The places of the sliders of a BGR picture near what changed."""
    everywhere: Box = Rect(0, 0, image.shape[1], image.shape[0])
    areas = [area.intersection(everywhere) for change in changes for area in _around(change)]
    return list(dict.fromkeys(place for area in areas for place in sliders_in(image, area)))


def is_slider(image: Image, place: Box) -> bool:
    """Whether a slider is drawn at that very place of a BGR picture."""
    return place in sliders_near(image, [place])


def with_sliders(found: Sequence[Found], places: Sequence[Box]) -> tuple[Found, ...]:
    """The elements with sliders at those places; the same objects for those that were known."""
    known = {f.bounds: f for f in found if f.role is Role.SLIDER}
    sliders = [known.get(p) or Found(Role.SLIDER, p, frozenset({State.ENABLED}), _SEEN) for p in places]
    own = set(map(id, sliders))
    kept = [f for f in found if id(f) in own or not any(_within(f, p) for p in places)]
    here = set(map(id, kept))
    return (*kept, *(slider for slider in sliders if id(slider) not in here))


def clear_of(runs: Sequence[Drawn], sliders: Sequence[Box]) -> list[Drawn]:
    """The runs without what is drawn of a slider: no text has room on its track."""
    found: list[Drawn] = []
    for run in runs:
        b = run.bounds
        place = next((p for p in sliders if p.overlaps(b)), None)
        if place is None:
            found.append(run)
        elif grown(place, 2).contains(b):
            continue
        elif b.x < place.x < b.right:
            found.append(run.cut(place.x, place.x)[0])
        elif b.x < place.right < b.right:
            found.append(run.cut(place.right, place.right)[1])
        else:
            found.append(run)
    return found


def sliders_in(image: Image, area: Box) -> Iterator[Box]:
    """The places of the sliders that lie in an area of a BGR picture, all around them included."""
    part = cut(image, area)
    if min(part.shape[:2]) < _LOWEST_HANDLE:
        return
    _, labels, stats, _ = cv2.connectedComponentsWithStats(_edges(part), connectivity=8)
    left, top, wide, high, _ = stats.T
    longer, shorter = np.maximum(wide, high), np.minimum(wide, high)
    fits = (longer >= _SHORTEST) & (shorter >= _LOWEST_HANDLE) & (shorter <= _HIGHEST_HANDLE)
    fits &= (left > 0) & (top > 0) & (left + wide < part.shape[1]) & (top + high < part.shape[0])
    fits[0] = False
    for index in np.flatnonzero(fits).tolist():
        x, y, width, height, _ = stats[index].tolist()
        shape = labels[y : y + height, x : x + width] == index
        upright = height > width
        ends = _ends(shape.T if upright else shape)
        if ends is None:
            continue
        # An edge lies before what is drawn.
        start, length = ends[0] + 1, ends[1] - ends[0] - 1
        x, y = area.x + x, area.y + y
        if upright:
            yield Rect(x + 1, y + start, width - 1, length)
        else:
            yield Rect(x + start, y + 1, length, height - 1)


def _edges(image: Image) -> Image:
    """Where a picture's lightness changes to the right or downwards."""
    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    found = np.zeros(grey.shape, dtype=np.uint8)
    found[:, :-1] = cv2.absdiff(grey[:, 1:], grey[:, :-1])
    found[:-1] = cv2.max(found[:-1], cv2.absdiff(grey[1:], grey[:-1]))
    return np.asarray(cv2.threshold(found, _EDGE, 1, cv2.THRESH_BINARY)[1])


def _ends(shape: Mask) -> tuple[int, int] | None:
    """Where along an outline a level track with one handle begins and ends; None where it is none."""
    first = shape.argmax(axis=0)
    heights = shape.shape[0] - first - shape[::-1].argmax(axis=0)
    middles = first + heights / 2
    track, middle = int(np.median(heights)), float(np.median(middles))
    if track > _HIGHEST or shape.shape[1] < _LONG * track:
        return None
    handles = spans(heights >= track + _STANDS_OUT, 1)
    if len(handles) != 1 or float((np.abs(heights - track) <= 1).mean()) < _LEVEL:
        return None
    start, end = handles[0]
    fits = _NARROWEST <= end - start <= _WIDEST
    if not fits or abs(float(np.median(middles[start:end])) - middle) > _OFF:
        return None
    # Words are as even, but for the line along all of a track's upper side.
    line = shape[int(np.median(first))].copy()
    line[max(0, start - 1) : end + 1] = False
    # What is shorter is a letter's that touches the handle.
    pieces = [(a, b) for a, b in spans(line, 1) if b - a >= _PIECE]
    if not pieces:
        return None
    on_track = (heights <= track + 1) & (np.abs(middles - middle) <= 1)
    # A handle's round corners are lower than it.
    start -= min(_CORNER, _along(heights[:start][::-1] > track + 1))
    end += min(_CORNER, _along(heights[end:] > track + 1))
    begins = min(start - _along(on_track[:start][::-1]), max(0, pieces[0][0] - _ROUND))
    ends = end + _along(on_track[end:])
    if pieces[-1][0] >= end:
        ends = max(ends, min(shape.shape[1], pieces[-1][1] + _ROUND))
    length = ends - begins - (end - start) - 2 * _ROUND
    return (begins, ends) if sum(b - a for a, b in pieces) >= _LINED * length else None


def _along(marks: Mask) -> int:
    """How many are marked from the first one on."""
    return int(marks.size if marks.all() else marks.argmin())


def _around(change: Box) -> Iterator[Box]:
    for x, y in (_BESIDE, _BESIDE[::-1]):
        yield Rect(change.x - x, change.y - y, change.width + 2 * x, change.height + 2 * y)


def _within(thing: Found, slider: Box) -> bool:
    """Whether a thing is a part of a slider, or what that was taken for."""
    part = thing.role in _PIECES and thing.bounds.overlaps(slider)
    return part and (thing.role is Role.SLIDER or not thing.bounds.contains(slider))
