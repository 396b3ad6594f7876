"""Tables of a tree: rows, cells and headers that the application tells, as columns and rows.

Promises: a cell stands in the column above which it lies; cells without row elements (as toolkits with flat
tables tell them) are put into rows by their height. Refuses nothing: a table without headers has columns
named "".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from innervate.core.geometry import Device, Rect
from innervate.core.scene import Element, Row, Table
from innervate.core.vocabulary import Role, Source, State
from innervate.perception.layout import bands, hull, nearest_column

_GRIDS = frozenset({Role.TABLE, Role.TREE, Role.LIST})
_CELLS = frozenset({Role.CELL, Role.COLUMN_HEADER})


def with_tables(elements: Sequence[Element]) -> tuple[list[Element], list[Table]]:
    """The elements, rows added where a table tells none, and the tables they make."""
    below: dict[str, list[Element]] = {}
    for element in elements:
        below.setdefault(element.parent, []).append(element)
    added: dict[str, list[Element]] = {}
    moved: dict[str, str] = {}
    tables: list[Table] = []
    for grid in elements:
        if grid.role not in _GRIDS:
            continue
        parts = list(parts_of(grid, below))
        rows = [(p, [c for c in parts_of(p, below) if c.role in _CELLS]) for p in parts if p.role is Role.ROW]
        loose = [p for p in parts if p.role is Role.CELL]
        if not rows and loose:
            rows = rows_by_height(grid, loose)
            added[grid.id] = [row for row, _ in rows]
            moved |= {cell.id: row.id for row, cells in rows for cell in cells}
        if table := table_of(grid, [p for p in parts if p.role is Role.COLUMN_HEADER], rows):
            tables.append(table)
    return placed(elements, added, moved), tables


def parts_of(whole: Element, below: dict[str, list[Element]]) -> Iterable[Element]:
    """Rows, cells and headers of one grid: not those inside of its rows, cells or inner grids."""
    waiting = list(reversed(below.get(whole.id, ())))
    while waiting:
        part = waiting.pop()
        if part.role is Role.ROW or part.role in _CELLS:
            yield part
        elif part.role not in _GRIDS:
            waiting.extend(reversed(below.get(part.id, ())))


def rows_by_height(grid: Element, cells: Sequence[Element]) -> list[tuple[Element, list[Element]]]:
    """Rows made for cells that have none; named after their first cell, which lives as long as they."""
    shown = [c for c in cells if c.bounds is not None]
    rows: list[tuple[Element, list[Element]]] = []
    for band in bands([(cell, cell.bounds) for cell in shown if cell.bounds is not None]):
        area = hull([bounds for _, bounds in band])
        members = [cell for cell, _ in band]
        chosen = any(State.SELECTED in cell.states for cell in members)
        states = frozenset({State.SELECTED}) if chosen else frozenset[State]()
        made = Element(f"row:{members[0].id}", Role.ROW, "", area, grid.window, parent=grid.id, states=states)
        rows.append((replace(made, origin=grid.origin, source=Source.TREE), members))
    return rows


def table_of(
    grid: Element, headers: list[Element], rows: Sequence[tuple[Element, list[Element]]]
) -> Table | None:
    """Columns and rows of a grid; None where it has no cells."""
    body: list[tuple[Element, list[Element]]] = []
    for row, cells in rows:
        if cells and all(cell.role is Role.COLUMN_HEADER for cell in cells):
            headers = headers or cells
        elif cells:
            body.append((row, cells))
    if not body:
        return None
    spots = [h.bounds for h in headers] or column_places([cells for _, cells in body])
    columns = tuple(h.name for h in headers) or ("",) * len(spots)
    return Table(grid.id, columns, tuple(Row(row.id, in_columns(cells, spots)) for row, cells in body))


def column_places(rows: Sequence[Sequence[Element]]) -> list[Rect[Device] | None]:
    """Where columns without headers are: a spreadsheet tells no empty cells, so no row need have all of them.

    A cell that reaches over where another one begins spans columns and is none itself.
    """
    longest = [cell.bounds for cell in max(rows, key=len)]
    by_left: dict[int, Rect[Device]] = {}
    for bounds in (cell.bounds for cells in rows for cell in cells):
        if bounds is not None and (bounds.x not in by_left or bounds.width < by_left[bounds.x].width):
            by_left[bounds.x] = bounds
    lefts = sorted(by_left)
    single = [by_left[x] for x in lefts if not any(x < other < by_left[x].right - 1 for other in lefts)]
    return [*single] if len(single) > len(longest) else longest


def in_columns(cells: Sequence[Element], spots: Sequence[Rect[Device] | None]) -> tuple[str | None, ...]:
    """The cells' ids by column: one by one where their numbers agree, else by place."""
    if len(cells) == len(spots):
        return tuple(cell.id for cell in cells)
    taken: list[str | None] = [None] * len(spots)
    for cell in cells:
        index = nearest_column(cell.bounds, spots)
        if index is not None and taken[index] is None:
            taken[index] = cell.id
    return tuple(taken)


def placed(
    elements: Sequence[Element], added: dict[str, list[Element]], moved: dict[str, str]
) -> list[Element]:
    """All elements, rows that were made put before their first cells."""
    if not moved:
        return list(elements)
    rows = {row.id: row for made in added.values() for row in made}
    found: list[Element] = []
    for element in elements:
        row_id = moved.get(element.id)
        if row_id in rows:
            found.append(rows.pop(row_id))
        found.append(replace(element, parent=row_id) if row_id else element)
    return found
