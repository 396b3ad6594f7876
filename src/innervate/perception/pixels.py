"""Elements of a window from its pixels alone: what was detected, named by the texts that were read.

Promises: an element is called what stands in it, a field what stands beside or above it; a text in no
element is a label; ids follow role, text and order, so that a thing that moves keeps its name. Everything
is named by content: what only pixels tell is never public by itself.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from operator import is_
from statistics import fmean

from innervate.core.geometry import Device, Point, Rect
from innervate.core.scene import Element, TextRun
from innervate.core.vocabulary import EDITABLE, Role, Source, State
from innervate.perception.cell_groups import celled
from innervate.perception.cells import grids
from innervate.perception.changes import CALLED
from innervate.perception.detector import Found
from innervate.perception.edges import bounds_seen
from innervate.perception.focus import focused
from innervate.perception.grid import Header
from innervate.perception.growing import grown
from innervate.perception.labels import with_labels
from innervate.perception.layout import bands, smallest_around
from innervate.perception.likely import likely
from innervate.perception.listings import listings
from innervate.perception.lists import Tabular, as_table, tabular_of
from innervate.perception.picture import Image, moved, within
from innervate.perception.reader import is_secret
from innervate.perception.region import HOLDING, Hidden, Reading, Region, Thing

_PLACES = frozenset({Role.WINDOW, Role.DIALOG})
_ENABLED = frozenset({State.ENABLED})
_CONTROLS = HOLDING | CALLED - {Role.LINK}
"""What a table does not go on into."""
_CELLS = frozenset({Role.CELL, Role.COLUMN_HEADER})
_PICTURED = frozenset({Role.BUTTON, Role.ICON})
_LARGER, _INSIDE = 1.15, 0.9
"""How many more texts a table has than a list that is a part of it; share of its width between that one's
sides."""
_UNSURE = 0.54
"""Mean confidence below which list items that stand as cells do are cells."""
_SEVERAL_LINES = 64
"""Height of an entry, in pixels, from which on it takes several lines."""


@dataclass(frozen=True, slots=True)
class Structure:
    """How a window is built: what its elements are made of, whatever its texts say.

    things: those that no table tells. held: of the texts in one of them, by the text's `id`, its number.
    tables: each with what it said. outside: the elements in no table, and the texts that they tell.
    """

    region: Region
    things: tuple[Thing, ...]
    held: Mapping[int, int]
    tables: tuple[tuple[Tabular, Reading], ...]
    outside: tuple[tuple[TextRun, ...], tuple[Element, ...]] = ((), ())

    def reworded(self, now: Mapping[int, TextRun], texts: Sequence[TextRun]) -> Structure | None:
        """The same window with other texts at some places; None where a table can't tell its own text.

        now: the new texts by the `id` of the old ones. texts: all, the new among them.
        """
        tables: list[tuple[Tabular, Reading]] = []
        for table, said in self.tables:
            mine = {id(run) for run in table.texts} & now.keys()
            if any(table.region.bounds.holds_middle(run.bounds) and i not in mine for i, run in now.items()):
                return None
            tables.append(with_reading(table.reworded(now), (table, said)) if mine else (table, said))
        held = {id(now[key]) if key in now else key: number for key, number in self.held.items()}
        return with_outside(replace(self, held=held, tables=tuple(tables)), texts)


def structure_of(
    region: Region,
    image: Image,
    found: Sequence[Found],
    texts: tuple[TextRun, ...],
    origin: Point[Device],
    hidden: Hidden,
) -> Structure:
    """How a whole window is built.

    image: its crop. found: in pixels of its crop, whose top left corner is at `origin`; what lies under
    something hidden is left out.
    """
    everything = [placed(f, origin) for f in with_focus(found, image)]
    shown = [t for t in everything if not any(part.holds_middle(t.bounds) for part in hidden)]
    things = with_cells([t for t in shown if likely(t, texts, shown)])
    inner = replace(region, parent=sheet_id(region))
    lists = lists_of(inner, image, texts, origin, hidden)
    tables = [with_reading(t) for t in without_repeats(lists, tables_of(inner, image, things, texts, origin))]
    # A cell or header of a table is told by the table.
    told = [
        e.bounds for _, said in tables for e in said.elements if e.role in _CELLS and e.bounds is not None
    ]
    cells = [t for t in things if t.role in _CELLS]
    filled = {id(cells[i]) for i in smallest_around([c.bounds for c in cells], told) if i is not None}
    rest = tuple(t for t in things if id(t) not in filled)
    holding = [i for i, t in enumerate(rest) if t.role not in _PLACES]
    around = smallest_around([rest[i].bounds for i in holding], [run.bounds for run in texts])
    held = {id(run): holding[i] for run, i in zip(texts, around, strict=True) if i is not None}
    named = set(held.values())
    rest = tuple(t if i in named else without_text(t, image, origin) for i, t in enumerate(rest))
    return with_outside(Structure(region, rest, held, tuple(tables)), texts)


def with_cells(things: Sequence[Thing]) -> list[Thing]:
    """The things, list items that are unsure and stand as the cells of a table do being cells."""
    items = [i for i, t in enumerate(things) if t.role is Role.ITEM]
    cells: set[int] = set()
    for group in celled([things[i].bounds for i in items]):
        members = [items[i] for i in group]
        if fmean(things[i].confidence for i in members) < _UNSURE:
            cells.update(members)
    return [replace(t, role=Role.CELL) if i in cells else t for i, t in enumerate(things)]


def without_text(thing: Thing, image: Image, origin: Point[Device]) -> Thing:
    """A picture to press: a button where it is seen to end, an icon where it is not."""
    if thing.role not in _PICTURED:
        return thing
    sides = bounds_seen(image, within(thing.bounds, origin))
    role = Role.BUTTON if sides >= 3 else Role.ICON if sides < 2 else thing.role
    return replace(thing, role=role)


def with_reading(table: Tabular, before: tuple[Tabular, Reading] | None = None) -> tuple[Tabular, Reading]:
    return table, as_table(table, before)


def window_of(built: Structure, texts: tuple[TextRun, ...]) -> Reading:
    """Elements, labels and tables of a whole window that says these texts."""
    elements = [sheet(built.region)]
    for table, said in built.tables:
        elements += [table_element(table.region), *said.elements]
    elements += built.outside[1]
    return Reading(texts, tuple(elements), tuple(t for _, said in built.tables for t in said.tables))


def with_focus(found: Sequence[Found], image: Image) -> list[Found]:
    """The elements, the focus with the field whose ring stands out, if one does."""
    fields = [i for i, f in enumerate(found) if f.role in HOLDING]
    index = focused(image, [found[i].bounds for i in fields])
    if index is None:
        return list(found)
    chosen = fields[index]
    return [
        replace(f, states=f.states | {State.FOCUSED} if i == chosen else f.states - {State.FOCUSED})
        for i, f in enumerate(found)
    ]


def sheet_id(region: Region) -> str:
    return f"px:{region.window}:{region.key}:sheet"


def sheet(region: Region) -> Element:
    """All that a window shows, as one document: what is written in it is read from it."""
    return Element(
        sheet_id(region),
        Role.DOCUMENT,
        "",
        region.bounds,
        region.window,
        parent=region.parent,
        source=Source.PIXELS,
        confidence=0.6,
        named_by_content=True,
        origin=region.origin,
    )


def placed(thing: Found, origin: Point[Device]) -> Thing:
    return Thing(thing.role, moved(thing.bounds, origin), thing.states, thing.confidence)


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


def with_outside(built: Structure, texts: Sequence[TextRun]) -> Structure:
    """The window with the elements in no table, those that it had where they tell the same texts."""
    taken = {id(run) for _, said in built.tables for run in said.texts}
    free = tuple(run for run in texts if run.underlined or id(run) in built.held or id(run) not in taken)
    before, elements = built.outside
    if elements and len(free) == len(before) and all(map(is_, free, before)):
        return built
    return replace(built, outside=(free, tuple(with_labels(loose(built, free, taken)))))


def loose(built: Structure, texts: Sequence[TextRun], taken: Container[int]) -> list[Element]:
    """Elements that stand in no table, named by the texts in them; and the texts that stand nowhere.

    taken: ids of the text objects that a table tells.
    """
    region = replace(built.region, parent=sheet_id(built.region))
    names = Names(region)
    runs: dict[int, list[TextRun]] = {}
    for run in texts:
        if (holder := built.held.get(id(run))) is not None:
            runs.setdefault(holder, []).append(run)
    elements = [element(region, names, t, said(runs.get(i, ()))) for i, t in enumerate(built.things)]
    for run in texts:
        if run.underlined and not told_as_pressed(built, run):
            elements.append(written(region, names, Role.LINK, run))
        elif id(run) not in built.held and id(run) not in taken:
            elements.append(written(region, names, Role.LABEL, run))
    return elements


def told_as_pressed(built: Structure, run: TextRun) -> bool:
    """Whether a text stands in something that can be pressed anyway."""
    holder = built.held.get(id(run))
    return holder is not None and built.things[holder].role in CALLED


def said(runs: Sequence[TextRun]) -> str:
    """Texts in reading order."""
    if len(runs) < 2:
        return runs[0].text if runs else ""
    return " ".join(run.text for line in bands([(run, run.bounds) for run in runs]) for run, _ in line)


class Names:
    """Ids within one region, by what a thing is and says, and how often that has been said before.

    What is said again is another thing, be it of the same role or not: a heading that a page shows is new,
    though a link to it was there.
    """

    def __init__(self, region: Region) -> None:
        self._start = f"px:{region.window}:{region.key}"
        self._seen: dict[str, int] = {}

    def next(self, role: Role, text: str) -> str:
        plain = "".join(c for c in text.casefold() if c.isalnum()) or role.value
        self._seen[plain] = self._seen.get(plain, 0) + 1
        digest = blake2b(f"{role.value}|{plain}".encode(), digest_size=6).hexdigest()
        count = f"~{self._seen[plain]}" if self._seen[plain] > 1 else ""
        return f"{self._start}:{digest}{count}"


def element(region: Region, names: Names, thing: Thing, text: str) -> Element:
    """The element of a detected thing that holds this text."""
    if thing.role is Role.ENTRY and is_secret(text):
        thing = replace(thing, role=Role.PASSWORD)
    holds = thing.role in HOLDING
    states = thing.states | ({State.EDITABLE} if thing.role in EDITABLE else frozenset())
    if thing.role is Role.ENTRY and thing.bounds.height > _SEVERAL_LINES:
        states |= {State.MULTI_LINE}
    value = text if holds or thing.role is Role.CELL else None
    return Element(
        id=names.next(thing.role, "" if holds else text),
        role=thing.role,
        name="" if holds else text,
        bounds=thing.bounds,
        window=region.window,
        value=value,
        parent=region.parent,
        states=states,
        source=Source.PIXELS,
        confidence=thing.confidence,
        named_by_content=True,
        origin=region.origin,
    )


def written(region: Region, names: Names, role: Role, run: TextRun) -> Element:
    """A text that stands for itself: a label, or a link."""
    return Element(
        id=names.next(role, run.text),
        role=role,
        name=run.text,
        bounds=run.bounds,
        window=region.window,
        parent=region.parent,
        states=_ENABLED if role is Role.LINK else frozenset(),
        source=Source.PIXELS,
        confidence=run.confidence,
        named_by_content=True,
        origin=region.origin,
    )
