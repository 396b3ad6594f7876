"""The tables and lists of a window from its pixels: those with a header, and those that cells make.

Promises: what two of them tell is told once; a table does not go on into a control.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from innervate.core.geometry import Device, Point, Rect
from innervate.core.scene import Element, TextRun
from innervate.core.vocabulary import Role, Source, State
from innervate.perception.cells import grids
from innervate.perception.changes import CALLED
from innervate.perception.grid import Header
from innervate.perception.growing import grown
from innervate.perception.layout import smallest_around
from innervate.perception.listings import listings
from innervate.perception.lists import Tabular, tabular_of
from innervate.perception.picture import Image
from innervate.perception.region import HOLDING, Hidden, Region, Thing

_CONTROLS = HOLDING | CALLED - {Role.LINK}
"""What a table does not go on into."""
_LARGER, _INSIDE = 1.15, 0.9
"""How many more texts a table has than a list that is a part of it; share of its width between that one's
sides."""


def tabulars_of(
    region: Region,
    image: Image,
    things: Sequence[Thing],
    texts: Sequence[TextRun],
    origin: Point[Device],
    hidden: Hidden,
) -> list[Tabular]:
    """All lists and tables. region: the window's part that they are in; image: the window's crop."""
    lists = lists_of(region, image, texts, origin, hidden)
    return without_repeats(lists, tables_of(region, image, things, texts, origin))


def lists_of(
    region: Region, image: Image, texts: Sequence[TextRun], origin: Point[Device], hidden: Hidden
) -> list[Tabular]:
    """The lists with a header."""
    found: list[Tabular] = []
    for number, one in enumerate(listings(image, origin, texts)):
        part = inside(region, f"list{number}", one.bounds)
        crop = image[
            one.bounds.y - origin.y : one.bounds.bottom - origin.y,
            one.bounds.x - origin.x : one.bounds.right - origin.x,
        ]
        tabular = tabular_of(part, crop, Point(one.bounds.x, one.bounds.y), one.texts, one.header)
        if tabular is not None:
            found.append(replace(tabular, filling=True, hidden=hidden))
    return found


def tables_of(
    region: Region, image: Image, things: Sequence[Thing], texts: Sequence[TextRun], origin: Point[Device]
) -> list[Tabular]:
    """The tables that detected cells make."""
    cells = [t for t in things if t.role is Role.CELL]
    headers = [t.bounds for t in things if t.role is Role.COLUMN_HEADER]
    chosen = [t.bounds for t in cells if State.SELECTED in t.states]
    around = smallest_around([c.bounds for c in cells], [run.bounds for run in texts])
    held = {id(run): cells[i] for run, i in zip(texts, around, strict=True) if i is not None}
    found: list[Tabular] = []
    controls = [t.bounds for t in things if t.role in _CONTROLS]
    inside_one = smallest_around(controls, [run.bounds for run in texts])
    free = [run for run, i in zip(texts, inside_one, strict=True) if i is None]
    seen = grids([t.bounds for t in cells], headers, texts, chosen, image, origin)
    owned = smallest_around([grid.bounds for grid in seen], [run.bounds for run in free])
    for number, grid in enumerate(seen):
        # What stands in another table is none of this one's.
        others = [run for run, owner in zip(free, owned, strict=True) if owner in (None, number)]
        grid = grown(grid, others, image, origin)
        inner = tuple(run for run in texts if grid.bounds.holds_middle(run.bounds))
        header = Header(grid.header - grid.bounds.y, ()) if grid.header is not None else None
        part = inside(region, f"table{number}", grid.bounds)
        found.append(Tabular(part, inner, header, grid.columns, grid.lines, held))
    return found


def without_repeats(lists: Sequence[Tabular], tables: Sequence[Tabular]) -> list[Tabular]:
    """Lists and tables without those that tell what another one tells: of two the list stays, unless it is a
    part of the table, and that stays between the list's sides."""
    kept = [
        one
        for one in lists
        if not any(
            len(table.texts) > _LARGER * len(one.texts)
            and shared(one, table) > len(one.texts) // 2
            and not goes_beyond(table.region.bounds, one.region.bounds)
            for table in tables
        )
    ]
    return [*kept, *(table for table in tables if not any(shared(one, table) for one in kept))]


def goes_beyond(table: Rect[Device], other: Rect[Device]) -> bool:
    """Whether a table reaches over into the pane beside a list."""
    inner = min(table.right, other.right) - max(table.x, other.x)
    return inner < _INSIDE * table.width


def shared(one: Tabular, other: Tabular) -> int:
    """How many texts of one table stand in the other's place."""
    return sum(other.region.bounds.holds_middle(run.bounds) for run in one.texts)


def inside(region: Region, name: str, bounds: Rect[Device]) -> Region:
    """A table's part of a window; its parent is the table's element."""
    key = f"{region.key}:{name}"
    return replace(region, key=key, bounds=bounds, parent=f"px:{region.window}:{key}", whole=False)


def table_element(region: Region) -> Element:
    """The element of a table; region: the table's own."""
    window = region.key.rpartition(":")[0]
    return Element(
        region.parent,
        Role.TABLE,
        "",
        region.bounds,
        region.window,
        parent=f"px:{region.window}:{window}:sheet",
        source=Source.PIXELS,
        confidence=0.8,
        origin=region.origin,
    )
