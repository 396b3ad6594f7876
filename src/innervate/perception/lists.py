"""Lists and tables from pixels: a region of a window that the accessibility tree shows as one blank thing.

Promises: rows are elements with cells in columns, named after what they say; an id follows the content of
its row, not its place, so that a row that moves keeps its name. A chosen row is told by its background.
Refuses to make a table of fewer than two lines without a header: then each text is a label.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b

from innervate.core.geometry import Device, Point, Rect
from innervate.core.scene import Element, Row, Table, TextRun
from innervate.core.vocabulary import Role, Source, State
from innervate.perception.grid import (
    Header,
    Line,
    columns_by_borders,
    columns_by_gaps,
    lines_of,
    ruled_header,
)
from innervate.perception.picture import Image
from innervate.perception.region import Hidden, Reading, Region, Thing

Columns = tuple[tuple[int, int], ...]

_ENABLED = frozenset({State.ENABLED})


@dataclass(frozen=True, slots=True)
class Tabular:
    """How a list or a table is built: all that its elements are made of.

    region: it alone, its parent the table's element. lines: its rows, without the header. cells: those that
    were detected, by the `id` of the first text in each. filling: cells are as wide as their column and as
    high as their row, not only around their texts. hidden: what is not the region's own.
    """

    region: Region
    texts: tuple[TextRun, ...]
    header: Header | None
    columns: Columns
    lines: tuple[Line, ...]
    cells: Mapping[int, Thing] = field(default_factory=dict)
    filling: bool = False
    hidden: Hidden = ()

    def reworded(self, now: Mapping[int, TextRun]) -> Tabular:
        """The same with other texts at some places. now: the new texts by the `id` of the old ones."""
        lines = tuple(
            replace(line, runs=swapped(line.runs, now)) if any(id(run) in now for run in line.runs) else line
            for line in self.lines
        )
        cells = {id(now[key]) if key in now else key: cell for key, cell in self.cells.items()}
        return replace(self, texts=swapped(self.texts, now), lines=lines, cells=cells)


def swapped(runs: Sequence[TextRun], now: Mapping[int, TextRun]) -> tuple[TextRun, ...]:
    return tuple(now.get(id(run), run) for run in runs)


def list_of(
    region: Region,
    image: Image,
    origin: Point[Device],
    texts: tuple[TextRun, ...],
    header: Header | None,
    hidden: Hidden,
) -> Reading:
    """What a region says that is one list, if it is one: else each text is a label.

    header: as its separators tell it. hidden: what is not the region's own.
    """
    tabular = tabular_of(region, image, origin, texts, header)
    if tabular is None:
        texts = clipped(texts, region.bounds)
        return Reading(texts, labels(region, texts))
    return as_table(replace(tabular, hidden=hidden))


def tabular_of(
    region: Region,
    image: Image,
    origin: Point[Device],
    texts: tuple[TextRun, ...],
    header: Header | None,
) -> Tabular | None:
    """How the list that a region is is built; None where it is none."""
    texts = clipped(texts, region.bounds)
    header = header or ruled_header(image, texts, origin)
    top = origin.y + (header.bottom if header else 0)
    lines = lines_of(image, origin, region.bounds, top, texts)
    columns = columns_of(header, texts, region.bounds, top)
    if header is None and (len(lines) < 2 or len(columns) < 2):
        return None
    return Tabular(region, texts, header, columns, tuple(lines))


def clipped(texts: Sequence[TextRun], bounds: Rect[Device]) -> tuple[TextRun, ...]:
    """The texts, those only half believed that run into the left or right edge: they may go on beyond it."""
    return tuple(
        replace(run, confidence=run.confidence / 2)
        if run.bounds.x <= bounds.x + 1 or run.bounds.right >= bounds.right - 1
        else run
        for run in texts
    )


def doubted(element: Element, hidden: Hidden) -> Element:
    """A row of which a part is hidden is only half believed."""
    partly = element.bounds is not None and any(part.overlaps(element.bounds) for part in hidden)
    return replace(element, confidence=element.confidence / 2) if partly else element


def columns_of(header: Header | None, texts: Sequence[TextRun], bounds: Rect[Device], top: int) -> Columns:
    """Columns between separators, else between gaps that all lines share."""
    if header is not None and header.borders:
        return columns_by_borders(header, bounds)
    return columns_by_gaps(texts, bounds)


def as_table(built: Tabular, before: tuple[Tabular, Reading] | None = None) -> Reading:
    """Headers, rows and cells of a list or table, and the table.

    before: the same table, and what it said when some of its texts were others.
    """
    region, columns = built.region, built.columns
    names, elements = headers(region, built.texts, built.header, columns)
    rows: list[Row] = []
    seen: dict[str, int] = {}
    old = before if before is not None and not built.hidden else None
    known = dict(zip(map(id, old[0].lines), old[1].tables[0].rows, strict=True)) if old else {}
    parts = {element.id: element for element in old[1].elements} if old else {}
    for line in built.lines:
        row = known.get(id(line))
        if row is not None and still(row.id, seen):
            elements += [parts[row.id], *(parts[cell] for cell in row.cells if cell is not None)]
            rows.append(row)
            continue
        said: list[list[TextRun]] = [[] for _ in columns]
        for run in line.runs:
            if (column := column_of(run, columns)) is not None:
                said[column].append(run)
        row_id = name_row(region, [" ".join(run.text for run in cell) for cell in said], seen)
        elements.append(row_element(region, row_id, line))
        cells: list[str | None] = []
        for index, runs in enumerate(said):
            if not runs:
                cells.append(None)
                continue
            held = filled(line, columns[index], runs) if built.filling else built.cells.get(id(runs[0]))
            cell = cell_element(region, row_id, index, runs, held)
            cells.append(cell.id)
            elements.append(cell)
        rows.append(Row(row_id, tuple(cells)))
    table = Table(region.parent or f"px:{region.window}:{region.key}", names, tuple(rows))
    if built.hidden:
        elements = [doubted(e, built.hidden) for e in elements]
    return Reading(built.texts, tuple(elements), (table,))


def filled(line: Line, column: tuple[int, int], runs: Sequence[TextRun]) -> Thing:
    """A cell that fills its row and column."""
    place: Rect[Device] = Rect(column[0], line.bounds.y, column[1] - column[0], line.bounds.height)
    return Thing(Role.CELL, place, _ENABLED, min(run.confidence for run in runs))


def headers(
    region: Region, texts: Sequence[TextRun], header: Header | None, columns: Columns
) -> tuple[tuple[str, ...], list[Element]]:
    """The columns' names, "" where a header says nothing in words, and an element for each named one."""
    if header is None:
        return ("",) * len(columns), []
    bottom = region.bounds.y + header.bottom
    above = [run for run in texts if run.bounds.centre.y < bottom and any(c.isalpha() for c in run.text)]
    spots = [column_of(run, columns) if len(run.text) > 1 else None for run in above]
    names: list[str] = []
    elements: list[Element] = []
    for index, (left, right) in enumerate(columns):
        runs = [run for run, spot in zip(above, spots, strict=True) if spot == index]
        name = " ".join(run.text for run in runs)
        names.append(name)
        if name:
            place: Rect[Device] = Rect(left, region.bounds.y, right - left, header.bottom)
            elements.append(made(region, f"head:{index}", Role.COLUMN_HEADER, name, place, runs))
    return tuple(names), elements


def column_of(run: TextRun, columns: Columns) -> int | None:
    """The column that a run stands in: that which shares most width with it."""
    start, end = run.bounds.x, run.bounds.right
    most, found = 0, None
    for index, (left, right) in enumerate(columns):
        if right <= start:
            continue
        if left >= end:
            break
        shared = min(end, right) - max(start, left)
        if shared > most:
            most, found = shared, index
    return found


def name_row(region: Region, cells: Sequence[str], seen: dict[str, int]) -> str:
    """An id from what a row says. Spaces and case are left aside: readers waver in them."""
    plain = "|".join("".join(filter(str.isalnum, cell.casefold())) for cell in cells)
    digest = blake2b(plain.encode(), digest_size=6).hexdigest()
    seen[digest] = seen.get(digest, 0) + 1
    count = f"~{seen[digest]}" if seen[digest] > 1 else ""
    return f"px:{region.window}:{region.key}:{digest}{count}"


def still(row_id: str, seen: dict[str, int]) -> bool:
    """Whether a row that says what it said has the id that it had: as many rows before it say the same."""
    digest, _, count = row_id.rpartition(":")[2].partition("~")
    if seen.get(digest, 0) + 1 != int(count or 1):
        return False
    seen[digest] = int(count or 1)
    return True


def row_element(region: Region, row_id: str, line: Line) -> Element:
    return Element(
        id=row_id,
        role=Role.ROW,
        name=" ".join(run.text for run in line.runs),
        bounds=line.bounds,
        window=region.window,
        parent=region.parent,
        states=_ENABLED | {State.SELECTED} if line.chosen else _ENABLED,
        source=Source.PIXELS,
        confidence=min(run.confidence for run in line.runs),
        named_by_content=True,
        origin=region.origin,
    )


def cell_element(
    region: Region, row_id: str, column: int, runs: Sequence[TextRun], held: Thing | None
) -> Element:
    text = runs[0].text if len(runs) == 1 else " ".join(run.text for run in runs)
    return Element(
        id=f"{row_id}:{column}",
        role=Role.CELL,
        name=text,
        bounds=held.bounds if held else around(runs),
        window=region.window,
        value=text,
        parent=row_id,
        states=held.states if held else _ENABLED,
        source=Source.PIXELS,
        confidence=held.confidence if held else min(run.confidence for run in runs),
        named_by_content=True,
        origin=region.origin,
    )


def labels(region: Region, texts: Sequence[TextRun]) -> tuple[Element, ...]:
    """A label for each text of a region that is no list."""
    seen: dict[str, int] = {}
    found: list[Element] = []
    for run in texts:
        key = name_row(region, [run.text], seen).rpartition(":")[2]
        found.append(made(region, key, Role.LABEL, run.text, run.bounds, [run]))
    return tuple(found)


def made(
    region: Region, key: str, role: Role, name: str, bounds: Rect[Device], runs: Sequence[TextRun]
) -> Element:
    return Element(
        id=f"px:{region.window}:{region.key}:{key}",
        role=role,
        name=name,
        bounds=bounds,
        window=region.window,
        parent=region.parent,
        states=_ENABLED,
        source=Source.PIXELS,
        confidence=min(run.confidence for run in runs),
        named_by_content=role is not Role.COLUMN_HEADER,
        origin=region.origin,
    )


def around(runs: Sequence[TextRun]) -> Rect[Device]:
    area = runs[0].bounds
    for run in runs[1:]:
        area = area.union(run.bounds)
    return area
