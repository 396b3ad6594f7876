"""Elements of a window from its pixels alone: what was detected, named by the texts that were read.

Promises: an element is called what stands in it, a field what stands beside or above it; a text in no
element is a label. Where only words change, what they don't stand in stays the same objects.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import is_
from statistics import fmean

from innervate.core.geometry import Device, Point
from innervate.core.scene import Element, TextRun
from innervate.core.vocabulary import Role, State
from innervate.perception.cell_groups import celled
from innervate.perception.changes import CALLED
from innervate.perception.detector import Found
from innervate.perception.edges import bounds_seen
from innervate.perception.focus import focused
from innervate.perception.labels import with_labels
from innervate.perception.layout import smallest_around
from innervate.perception.likely import likely
from innervate.perception.lists import Tabular, as_table
from innervate.perception.lone_numbers import without_numbers
from innervate.perception.picture import Image, moved, within
from innervate.perception.pixel_elements import Names, element, sheet, sheet_id, text_of, written
from innervate.perception.region import HOLDING, Hidden, Reading, Region, Thing
from innervate.perception.tabulars import table_element, tabulars_of

_PLACES = frozenset({Role.WINDOW, Role.DIALOG})
_CELLS = frozenset({Role.CELL, Role.COLUMN_HEADER})
_PICTURED = frozenset({Role.BUTTON, Role.ICON})
_UNSURE = 0.54
"""Mean confidence below which list items that stand as cells do are cells."""


@dataclass(frozen=True, slots=True)
class Structure:
    """How a window is built: what its elements are made of, whatever its texts say.

    things: those that no table tells. held: of the texts in one of them, by the text's `id`, its number.
    tables: each with what it said. outside: the texts that no table tells alone, and the elements they make.
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
            if mine:
                again = table.reworded(now)
                tables.append((again, as_table(again, (table, said))))
            else:
                tables.append((table, said))
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
    placings = [placed(f, origin) for f in with_focus(found, image)]
    everything = without_numbers(placings, texts, image, origin)
    shown = [t for t in everything if not any(part.holds_middle(t.bounds) for part in hidden)]
    things = with_cells([t for t in shown if likely(t, texts, shown)])
    inner = replace(region, parent=sheet_id(region))
    tables = [(t, as_table(t)) for t in tabulars_of(inner, image, things, texts, origin, hidden)]
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


def placed(thing: Found, origin: Point[Device]) -> Thing:
    return Thing(thing.role, moved(thing.bounds, origin), thing.states, thing.confidence)


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
    elements = [element(region, names, t, text_of(runs.get(i, ()))) for i, t in enumerate(built.things)]
    for run in texts:
        if run.underlined and not told_as_pressed(built, run):
            elements.append(written(region, names, Role.LINK, run))
        elif id(run) not in built.held and id(run) not in taken:
            elements.append(written(region, names, Role.LABEL, run))
    return elements


def told_as_pressed(built: Structure, run: TextRun) -> bool:
    """Whether a text stands in something that can be pressed anyway, or is what was written in a field."""
    holder = built.held.get(id(run))
    return holder is not None and built.things[holder].role in CALLED | HOLDING
