"""What a region of a window says: from its pixels to texts, elements and tables.

Promises: a list that a tree leaves blank becomes one table; a whole window becomes elements, labels and
tables. Texts that go on under something hidden are left out: half a value is a wrong value. Blocking.
"""

from __future__ import annotations

from collections.abc import Sequence

from innervate.core.geometry import Device, Point, Rect
from innervate.core.scene import TextRun
from innervate.perception.grid import header_of
from innervate.perception.layout import bands
from innervate.perception.lists import list_of
from innervate.perception.picture import Image, moved
from innervate.perception.pixels import window_of
from innervate.perception.region import Hidden, Reading, Region
from innervate.perception.sighting import Line, LineMemory, Sighter, Sighting


class RegionReader:
    """One region, read again only as far as its pixels changed."""

    def __init__(self, memory: LineMemory) -> None:
        self._sighter = Sighter(memory)
        self._last: tuple[Sighting, Region, Hidden, Reading] | None = None

    def read(self, region: Region, image: Image, origin: Point[Device], hidden: Hidden = ()) -> Reading:
        """What the region says; `image` is its crop, `origin` the crop's place, `hidden` what is not its own.

        The same object as before where nothing changed.

        :raises Unavailable: a part that reading needs is not installed.
        """
        windowed = region.whole or region.check
        header = None if windowed else header_of(image)
        seen = self._sighter.see(image, header.borders if header else ())
        if self._last is not None and self._last[:3] == (seen, region, hidden):
            return self._last[3]
        texts = uncut(runs_of(seen.lines, region, origin), hidden)
        if windowed:
            reading = window_of(region, image, seen.found, texts, origin, hidden)
        else:
            reading = list_of(region, image, origin, texts, header, hidden)
        self._last = (seen, region, hidden, reading)
        return reading


def runs_of(lines: Sequence[Line], region: Region, origin: Point[Device]) -> list[TextRun]:
    """Lines of a crop as runs on the surface, in reading order."""
    runs = [TextRun(line.text, moved(line.bounds, origin), line.confidence, region.window) for line in lines]
    return [run for band in bands([(run, run.bounds) for run in runs]) for run, _ in band]


def uncut(texts: Sequence[TextRun], hidden: Hidden) -> tuple[TextRun, ...]:
    """The texts that don't touch what is hidden."""
    if not hidden:
        return tuple(texts)
    return tuple(run for run in texts if not any(part.overlaps(wider(run.bounds)) for part in hidden))


def wider(place: Rect[Device]) -> Rect[Device]:
    return Rect(place.x - 4, place.y, place.width + 8, place.height)
