"""Scenes from tree and pixels together, made anew only where something changed.

Promises: the same Frame gives the same Scene; a process whose tree is the same object keeps its elements; a
region whose pixels are the same keeps its texts, and of a region that changed only the new lines are read.
Pixels are read in a thread, for the windows that matter alone; of others what is remembered is told, where
it was read at the same place. Refuses with `Unavailable` where pixels must be read and nothing can.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from innervate.core.frame import Frame, Node, Window
from innervate.core.geometry import Device, Rect
from innervate.core.scene import Element, Scene, Table, TextRun, scene_of
from innervate.core.vocabulary import Source
from innervate.perception.address_bar import addressed
from innervate.perception.agreement import agreed
from innervate.perception.labels import with_labels
from innervate.perception.lines import with_lines
from innervate.perception.order import in_order, with_visibility
from innervate.perception.placing import covers
from innervate.perception.reading import RegionReader
from innervate.perception.region import Reading, Region
from innervate.perception.regions import picture_of, regions_of, whole, window_element
from innervate.perception.sighting import LineMemory
from innervate.perception.situations import states_of
from innervate.perception.tables import with_tables
from innervate.perception.tree import elements_of


@dataclass(frozen=True, slots=True)
class _TreeSeen:
    """What a process's tree became, and of what it was made."""

    nodes: tuple[Node, ...]
    windows: tuple[Window, ...]
    elements: tuple[Element, ...]
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class _RegionSeen:
    """What a region said, and of what it was read."""

    region: Region
    covered: tuple[Rect[Device], ...]
    reader: RegionReader
    reading: Reading


@dataclass(frozen=True, slots=True)
class _Last:
    frame: Frame
    windows: frozenset[int] | None
    scene: Scene


@dataclass(slots=True)
class _Look:
    """A look that is going on. scene: where it is known already. unread: regions whose pixels must be
    read."""

    frame: Frame
    windows: frozenset[int] | None
    trees: Sequence[_TreeSeen] = ()
    scene: Scene | None = None
    regions: Sequence[Region] = ()
    readings: dict[Region, Reading] = field(default_factory=dict)
    unread: list[Region] = field(default_factory=list)

    @property
    def elements(self) -> list[Element]:
        return [e for seen in self.trees for e in seen.elements]


class Fused:
    """The built-in perceiver.

    memory: reads lines of text, those it has read before from memory; with our own reader where none is
    given. pixels_only: no tree is looked at, as on a remote desktop. read_pixels: False leaves what only
    pixels tell unread.
    """

    def __init__(
        self, memory: LineMemory | None = None, *, pixels_only: bool = False, read_pixels: bool = True
    ) -> None:
        self._memory = memory or LineMemory()
        self._pixels_only = pixels_only
        self._read_pixels = read_pixels or pixels_only
        self._trees: dict[int, _TreeSeen] = {}
        self._regions: dict[tuple[int, str], _RegionSeen] = {}
        self._last: _Last | None = None
        self._lock = asyncio.Lock()

    async def perceive(self, frame: Frame, windows: frozenset[int] | None = None) -> Scene:
        """The Scene of a Frame.

        windows: ids of those whose pixels are read; None: of all.

        :raises Unavailable: pixels must be read and a network's weights are damaged.
        """
        async with self._lock:
            look = self._look(frame, windows)
            if look.unread:
                look.readings.update(await asyncio.to_thread(self._read, frame, look.unread))
            return self._made(look)

    def perceive_now(self, frame: Frame) -> Scene:
        """As `perceive`, of all windows, in this thread."""
        look = self._look(frame, None)
        look.readings.update(self._read(frame, look.unread))
        return self._made(look)

    def _look(self, frame: Frame, windows: frozenset[int] | None) -> _Look:
        """What is known of a frame, and what must be read."""
        last = self._last
        if last is not None and last.frame is frame and enough(last.windows, windows):
            return _Look(frame, windows, scene=last.scene)
        trees = [] if self._pixels_only else [self._tree(frame, pid) for pid in frame.trees]
        look = _Look(frame, windows, trees)
        if self._read_pixels:
            look.regions = self._wanted(frame, look.elements)
        self._sort(look)
        return look

    def _made(self, look: _Look) -> Scene:
        """The Scene of a look that was read."""
        if look.scene is not None:
            return look.scene
        readings = [(region, look.readings[region]) for region in look.regions if region in look.readings]
        tables = [t for seen in look.trees for t in seen.tables]
        scene = self._scene(look.frame, look.elements, tables, readings)
        self._forget(look.frame, look.regions)
        self._last = _Last(look.frame, look.windows, scene)
        return scene

    def _tree(self, frame: Frame, pid: int) -> _TreeSeen:
        """A process's elements, remembered while its tree is the same object and its windows stay."""
        nodes, windows = frame.trees[pid], tuple(w for w in frame.windows if w.pid == pid)
        seen = self._trees.get(pid)
        if seen is None or seen.nodes is not nodes or seen.windows != windows or not windows:
            elements, tables = with_tables(with_labels(elements_of(frame, pid)))
            seen = _TreeSeen(nodes, windows, tuple(with_lines(elements)), tuple(tables))
            self._trees[pid] = seen
        return seen

    def _wanted(self, frame: Frame, elements: Iterable[Element]) -> list[Region]:
        by_window = of_windows(frame, elements)
        if self._pixels_only:
            return [whole(frame, w) for w in frame.windows]
        return [region for w in frame.windows for region in regions_of(frame, w, by_window[w.id])]

    def _sort(self, look: _Look) -> None:
        """Tells the regions that need not be read, or not now, from those that must be."""
        for region in look.regions:
            seen = self._regions.get((region.window, region.key))
            if seen is not None and seen.region == region and self._unchanged(look.frame, seen):
                look.readings[region] = seen.reading
            elif look.windows is None or region.window in look.windows:
                look.unread.append(region)
            elif seen is not None and seen.region == region:
                look.readings[region] = seen.reading

    def _unchanged(self, frame: Frame, seen: _RegionSeen) -> bool:
        """Whether damage alone tells that a region is as it was: then it isn't even looked at."""
        last = self._last
        if last is None or frame.epoch - last.frame.epoch not in (0, 1) or not frame.coherent:
            return False
        if not enough(last.windows, frozenset({seen.region.window})):
            return False
        moved = covers(frame, seen.region.window) != seen.covered
        return not moved and not any(part.overlaps(seen.region.bounds) for part in frame.damaged)

    def _read(self, frame: Frame, regions: Sequence[Region]) -> dict[Region, Reading]:
        """Reads regions whose pixels are not those that were read before. Blocking."""
        found: dict[Region, Reading] = {}
        for region in regions:
            image, origin, hidden = picture_of(frame, region)
            seen = self._regions.get((region.window, region.key))
            reader = seen.reader if seen is not None else RegionReader(self._memory)
            reading = reader.read(region, image, origin, hidden)
            if region.whole:
                reading = addressed(frame_window(frame, region.window), reading)
            above = covers(frame, region.window)
            self._regions[region.window, region.key] = _RegionSeen(region, above, reader, reading)
            found[region] = reading
        return found

    def _scene(
        self,
        frame: Frame,
        elements: Sequence[Element],
        tables: Sequence[Table],
        readings: Sequence[tuple[Region, Reading]],
    ) -> Scene:
        checks = {region.window: reading for region, reading in readings if region.check}
        readings = [(region, reading) for region, reading in readings if not region.check]
        filled = {region.parent for region, reading in readings if reading.elements}
        known = [replace(e, source=Source.BOTH) if e.id in filled else e for e in elements]
        for number, reading in checks.items():
            known = mended(known, frame_window(frame, number), reading)
        known += [window_element(frame_window(frame, r.window)) for r, _ in readings if r.whole]
        by_window = of_windows(frame, [*known, *(e for _, reading in readings for e in reading.elements)])
        found: list[Element] = []
        for window in reversed(frame.windows):
            found += with_visibility(frame, window, in_order(by_window[window.id]))
        texts: list[TextRun] = [run for _, reading in readings for run in reading.texts]
        made = [*tables, *(table for _, reading in readings for table in reading.tables)]
        states = states_of(tuple(reversed(frame.windows)), found)
        return scene_of(frame, tuple(found), tuple(texts), tuple(made), states)

    def _forget(self, frame: Frame, regions: Sequence[Region]) -> None:
        """Lets go of processes and regions that are gone."""
        kept = {(region.window, region.key) for region in regions}
        self._regions = {key: seen for key, seen in self._regions.items() if key in kept}
        self._trees = {pid: seen for pid, seen in self._trees.items() if pid in frame.trees}


def enough(read: frozenset[int] | None, wanted: frozenset[int] | None) -> bool:
    """Whether windows that were read hold those that are wanted."""
    return read is None or (wanted is not None and wanted <= read)


def mended(elements: Sequence[Element], window: Window, reading: Reading) -> list[Element]:
    """All elements, those of one window agreed with its pixels."""
    mine = [e for e in elements if e.window == window.id]
    now = dict(zip([e.id for e in mine], agreed(window, mine, reading.elements), strict=True))
    return [now.get(e.id, e) for e in elements]


def frame_window(frame: Frame, window_id: int) -> Window:
    return next(w for w in frame.windows if w.id == window_id)


def of_windows(frame: Frame, elements: Iterable[Element]) -> dict[int, list[Element]]:
    """Elements by window, an entry for each window of the frame."""
    found: dict[int, list[Element]] = {w.id: [] for w in frame.windows}
    for element in elements:
        if element.window in found:
            found[element.window].append(element)
    return found
