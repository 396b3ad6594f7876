"""The frame of a list in pixels: header band, column borders, rows and which of them is chosen.

Reads no text. Promises: borders of columns come from the separators that a header draws, through the whole
of its height; a row is chosen where its background stands out from the list's, beyond the stripes of
alternate rows. Refuses to see a header where neither separators nor an edge below texts without digits
are drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import numpy as np

from innervate.core.geometry import Device, Point, Rect
from innervate.core.scene import TextRun
from innervate.perception.layout import bands
from innervate.perception.picture import Image, commonest, spans

_STEP = 8
_STRAIGHT = (4, 12)
"""Rows of a header in which a separator must be unbroken; above them corners may be round."""
_HIGHEST_HEADER = 60
_STANDS_OUT = 30


@dataclass(frozen=True, slots=True)
class Header:
    """A header band. bottom: its end below, from the crop's top. borders: x of its separators."""

    bottom: int
    borders: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A row: its place on the surface, its texts from left to right, whether it is chosen."""

    bounds: Rect[Device]
    runs: tuple[TextRun, ...]
    chosen: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's place. columns: [left, right). header: where its header ends below, None without one."""

    bounds: Rect[Device]
    columns: tuple[tuple[int, int], ...]
    header: int | None
    lines: tuple[Line, ...]


def header_of(image: Image) -> Header | None:
    """The header that a list draws at its top, by its separators; None where there is none."""
    top = image[:_HIGHEST_HEADER].astype(np.int16)
    if top.shape[0] < 16 or top.shape[1] < 60:
        return None
    step = np.abs(np.diff(top, axis=1)).max(axis=2) > _STEP
    places = np.flatnonzero(step[slice(*_STRAIGHT)].all(axis=0))
    rest = step[_STRAIGHT[1] :]
    ends = {int(x): _STRAIGHT[1] + int(np.argmin(rest[:, x])) for x in places if not rest[:, x].all()}
    if not ends:
        return None
    bottom = round(median(ends.values()))
    taken = np.zeros(image.shape[1], dtype=np.bool_)
    taken[[x for x, end in ends.items() if abs(end - bottom) <= 2]] = True
    borders = tuple((a + b) // 2 for a, b in spans(taken, 5))
    inner = [x for x in borders if 4 < x < image.shape[1] - 5]
    return Header(bottom + 1, borders) if inner else None


def ruled_header(image: Image, runs: Sequence[TextRun], origin: Point[Device]) -> Header | None:
    """The header of a flat list: a first line of texts without digits, an edge or line right below it."""
    lines = bands([(run, run.bounds) for run in runs])
    if len(lines) < 2 or len(lines[0]) < 2 or any(c.isdigit() for run, _ in lines[0] for c in run.text):
        return None
    end = max(bounds.bottom for _, bounds in lines[0]) - origin.y
    start = min(bounds.y for _, bounds in lines[1]) - origin.y
    between = image[end : start + 1].astype(np.int16)
    if between.shape[0] < 2:
        return None
    edges = np.flatnonzero((np.abs(np.diff(between, axis=0)).max(axis=2) > _STEP).mean(axis=1) > 0.9)
    return Header(end + int(edges[0]) + 1, ()) if edges.size else None


def columns_by_gaps(runs: Sequence[TextRun], region: Rect[Device]) -> tuple[tuple[int, int], ...]:
    """Columns [left, right) where no separators are drawn: stretches of x in which no line has a gap."""
    taken = np.zeros(region.width, dtype=np.bool_)
    for run in runs:
        taken[max(0, run.bounds.x - region.x) : max(0, run.bounds.right - region.x)] = True
    return tuple((a + region.x, b + region.x) for a, b in spans(taken, 6))


def columns_by_borders(header: Header, region: Rect[Device]) -> tuple[tuple[int, int], ...]:
    """Columns [left, right) between separators; slivers at the sides are none."""
    edges = sorted({0, *header.borders, region.width})
    return tuple((a + region.x, b + region.x) for a, b in pairwise(edges) if b - a > 5)


def lines_of(
    image: Image, origin: Point[Device], region: Rect[Device], top: int, runs: Sequence[TextRun]
) -> list[Line]:
    """The rows below `top` (a y of the surface): one for each line of text, touching each other."""
    lines = bands([(run, run.bounds) for run in runs if run.bounds.centre.y >= top])
    centres = [middle([bounds for _, bounds in line]) for line in lines]
    if not lines:
        return []
    pitches = [b - a for a, b in pairwise(centres)]
    pitch = min(pitches) if pitches else 1.4 * max(bounds.height for _, bounds in lines[0])
    plain = np.array(commonest(image[top - origin.y :]), dtype=np.int16)
    found: list[Line] = []
    for line, centre in zip(lines, centres, strict=True):
        start, end = max(top, round(centre - pitch / 2)), min(region.bottom, round(centre + pitch / 2))
        strip = image[start - origin.y + 1 : end - origin.y - 1]
        chosen = strip.size > 0 and int(np.abs(np.array(commonest(strip)) - plain).max()) > _STANDS_OUT
        place: Rect[Device] = Rect(region.x, start, region.width, end - start)
        found.append(Line(place, tuple(run for run, _ in line), chosen))
    return found


def middle(places: Sequence[Rect[Device]]) -> float:
    """The middle of a line: of its usual text heights, one accent or cut letter aside."""
    return (median(p.y for p in places) + median(p.bottom for p in places)) / 2
