"""What a region of a window says: from its pixels to texts, elements and tables.

Promises: a list that a tree leaves blank becomes one table; a whole window becomes elements, labels and
tables. Texts that go on under something hidden are left out: half a value is a wrong value. Where only
words changed, tables keep their rows and columns. Blocking.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median

from innervate.core.geometry import Device, Point, Rect
from innervate.core.scene import TextRun
from innervate.perception.changes import Line, Sighting
from innervate.perception.grid import Header, header_of
from innervate.perception.joining import joined, joining, neighbours
from innervate.perception.layout import bands, hull, same_line
from innervate.perception.lists import list_of, swapped
from innervate.perception.picture import Image, moved
from innervate.perception.pixels import Structure, structure_of, window_of
from innervate.perception.region import Hidden, Reading, Region
from innervate.perception.sighting import LineMemory, Sighter
from innervate.perception.wording import sized


@dataclass(frozen=True, slots=True)
class _Last:
    """What was read, and of what. runs: the text of each line, by the line's `id`."""

    seen: Sighting
    region: Region
    hidden: Hidden
    runs: Mapping[int, TextRun]
    reading: Reading
    structure: Structure | None = None


class RegionReader:
    """One region, read again only as far as its pixels changed."""

    def __init__(self, memory: LineMemory) -> None:
        self._sighter = Sighter(memory)
        self._last: _Last | None = None

    def read(self, region: Region, image: Image, origin: Point[Device], hidden: Hidden = ()) -> Reading:
        """What the region says; `image` is its crop, `origin` the crop's place, `hidden` what is not its own.

        The same object as before where nothing changed.

        :raises Unavailable: a part that reading needs is not installed.
        """
        header = None if region.windowed else header_of(image)
        seen = self._sighter.see(image, header.borders if header else ())
        last = self._last
        if last is not None and (last.seen, last.region, last.hidden) == (seen, region, hidden):
            return last.reading
        now = reworded(last, seen, image, origin) if last is not None and last.region == region else None
        self._last = (
            now if now is not None and not hidden else read_anew(region, image, seen, origin, header, hidden)
        )
        return self._last.reading


def read_anew(
    region: Region,
    image: Image,
    seen: Sighting,
    origin: Point[Device],
    header: Header | None,
    hidden: Hidden,
) -> _Last:
    """A region of which nothing is known but what its picture shows."""
    usual = usual_height(seen.lines)
    runs = {id(line): run_of(line, region, origin, usual) for line in seen.lines}
    groups = joined(seen.lines, seen.found, image) if region.windowed else []
    # What is joined is no line's text: where it changes, all is read anew.
    whole = [together([runs.pop(id(seen.lines[i])) for i in group]) for group in groups]
    texts = uncut(in_order((*runs.values(), *whole)), hidden)
    if not region.windowed:
        return _Last(seen, region, hidden, runs, list_of(region, image, origin, texts, header, hidden))
    structure = structure_of(region, image, seen.found, texts, origin, hidden)
    return _Last(seen, region, hidden, runs, window_of(structure, texts), structure)


def reworded(last: _Last, seen: Sighting, image: Image, origin: Point[Device]) -> _Last | None:
    """A window in which some lines say something else and nothing else changed; None where more may have."""
    if last.structure is None or seen.reworded is None or last.hidden:
        return None
    runs, usual = dict(last.runs), usual_height(seen.lines)
    now: dict[int, TextRun] = {}
    for old, new in seen.reworded:
        if id(old) not in runs:
            return None
        before = runs.pop(id(old))
        now[id(before)] = runs[id(new)] = run_of(new, last.region, origin, usual)
    if grows_together([new for _, new in seen.reworded], seen, image):
        return None
    texts = swapped(last.reading.texts, now)
    structure = last.structure.reworded(now, texts)
    if structure is None:
        return None
    return _Last(seen, last.region, (), runs, window_of(structure, texts), structure)


def usual_height(lines: Sequence[Line]) -> float:
    return median(line.bounds.height for line in lines) if lines else 0.0


def run_of(line: Line, region: Region, origin: Point[Device], usual: float) -> TextRun:
    """A line of a crop as a run on the surface. usual: the height of the crop's lines."""
    text = sized(line.text, line.bounds.height, usual)
    return TextRun(text, moved(line.bounds, origin), line.confidence, region.window, line.underlined)


def grows_together(fresh: Sequence[Line], seen: Sighting, image: Image) -> bool:
    """Whether a new line is one text with one beside it."""
    if not fresh:
        return False
    top, bottom = min(new.bounds.y for new in fresh), max(new.bounds.bottom for new in fresh)
    near = [one for one in seen.lines if one.bounds.y < bottom and one.bounds.y + one.bounds.height > top]
    level = [line for line in near if any(same_line(line.bounds, new.bounds) for new in fresh)]
    ids = set(map(id, fresh))
    pairs = [pair for pair in neighbours(level) if any(id(level[i]) in ids for i in pair)]
    return any(True for _ in joining(pairs, level, seen.found, image))


def together(runs: Sequence[TextRun]) -> TextRun:
    """Runs beside each other, from left to right, as the one text that they are."""
    return replace(
        runs[0],
        text=" ".join(run.text for run in runs),
        bounds=hull([run.bounds for run in runs]),
        confidence=min(run.confidence for run in runs),
        underlined=all(run.underlined for run in runs),
    )


def in_order(runs: Sequence[TextRun]) -> list[TextRun]:
    """Runs in reading order."""
    return [run for band in bands([(run, run.bounds) for run in runs]) for run, _ in band]


def uncut(texts: Sequence[TextRun], hidden: Hidden) -> tuple[TextRun, ...]:
    """The texts that don't touch what is hidden."""
    if not hidden:
        return tuple(texts)
    return tuple(run for run in texts if not any(part.overlaps(wider(run.bounds)) for part in hidden))


def wider(place: Rect[Device]) -> Rect[Device]:
    return Rect(place.x - 4, place.y, place.width + 8, place.height)
