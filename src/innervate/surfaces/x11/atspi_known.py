"""What is known of one accessible, and what an application offers to tell of all its own at once.

Promises: plain values, no calls. What an application offers is taken only where it has the right form, and
the children of a parent only where they are as many as the parent says, each with a place of its own.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from innervate.core.geometry import Device, Rect
from innervate.surfaces.x11.atspi_bus import Ref, bits_of, reference, whole
from innervate.surfaces.x11.atspi_calls import Failed
from innervate.surfaces.x11.atspi_text import Cuts, Line

# The longest name and description that are kept.
_LONGEST = 4_000


Cell = tuple[int, int]
"""Row and column, from 0."""

# at-spi2-atk frees what nobody but the bus knows of 30 s after it was handed out.
_LEASE_SECONDS = 20.0
# Cells that are remembered.
_MOST_CELLS = 20_000


def address(cell: Cell) -> str:
    """What a spreadsheet calls a cell."""
    row, column = cell
    letters = ""
    while column >= 0:
        letters = chr(ord("A") + column % 26) + letters
        column = column // 26 - 1
    return f"{letters}{row + 1}"


class Sheet:
    """The cells of a table that are named by their address, as far as they were asked for.

    An office makes a new accessible each time that it is asked for a cell, and keeps some of its memory for
    ever, so each is asked for once while it lives.
    """

    def __init__(self) -> None:
        self.names: dict[Ref, str] = {}
        self._cells: dict[Cell, tuple[Ref, float]] = {}
        self._places: dict[Ref, Cell] = {}

    def __bool__(self) -> bool:
        return bool(self.names)

    def living(self) -> Mapping[Cell, Ref]:
        """The cells that can still be asked."""
        oldest = time.monotonic() - _LEASE_SECONDS
        return {cell: ref for cell, (ref, since) in self._cells.items() if since > oldest}

    def add(self, cells: Mapping[Cell, Ref]) -> None:
        """Cells that were asked for just now, or known before."""
        if len(self._cells) > _MOST_CELLS:
            self.names, self._cells, self._places = {}, {}, {}
        now = time.monotonic()
        for cell, ref in cells.items():
            before = self._cells.get(cell)
            if before is None or before[0] != ref:
                self._cells[cell] = ref, now
                self.names[ref], self._places[ref] = address(cell), cell

    def drop(self, ref: Ref) -> None:
        """A cell was found not to live any more."""
        cell = self._places.get(ref)
        if cell is not None and self._cells.get(cell, (None,))[0] == ref:
            del self._cells[cell]


@dataclass(slots=True)
class Known:
    """What an accessible said of itself. children: those that show, in order. count: of all children.

    loose: a menu without a place in the tree, or in one; GTK doesn't say that the items of such a menu show,
    only that they are visible, so what has a place there counts as showing. sheet: the cells of a table that
    are named by their address and too many to list. alias: of a cell of a sheet, an id for good, as its
    accessible does not live for long. origin: where the window is, for toolkits that don't know. clip: what
    of the screen the parts of a scrolled view may show in.
    """

    ref: Ref
    parent: Ref | None
    role: int = 0
    bits: int = 0
    count: int = 0
    name: str = field(repr=False, default="")
    description: str = field(repr=False, default="")
    bounds: Rect[Device] | None = None
    text: str | None = field(repr=False, default=None)
    lines: tuple[Line, ...] = field(repr=False, default=())
    url: str | None = field(repr=False, default=None)
    labelled_by: tuple[Ref, ...] = ()
    cuts: Cuts = field(repr=False, default_factory=dict)
    children: list[Ref] = field(default_factory=list)
    loose: bool = False
    sheet: Sheet = field(repr=False, default_factory=Sheet)
    alias: str = ""
    origin: tuple[int, int] = (0, 0)
    clip: Rect[Device] | None = None

    def same(self, other: Known) -> bool:
        """Whether the other reading says the same."""
        return _said(self) == _said(other)


def _said(known: Known) -> tuple[object, ...]:
    return (known.bits, known.count, known.name, known.description, known.bounds, known.text, known.lines)


def cleaned(text: str) -> str:
    """Without object replacement characters."""
    return text.replace("\ufffc", "")


def title(said: object) -> str:
    """A name or description as it is kept."""
    return cleaned(said[:_LONGEST]).strip() if isinstance(said, str) else ""


@dataclass(frozen=True, slots=True)
class Offer:
    """What an application offers to tell of one accessible. count: -1 where it doesn't say."""

    count: int
    role: int
    bits: int
    name: str = field(repr=False)
    description: str = field(repr=False)


class Offers:
    """All that an application offered, as the answer to Cache.GetItems (at-spi2-core 2.46).

    A web page offers tens of thousands of which some hundred show, so an offer is looked into when asked for.
    """

    def __init__(self, items: Sequence[object] = ()) -> None:
        self._items: dict[Ref, Sequence[object]] = {}
        self._below: dict[Ref, list[Ref]] = {}
        for item in items:
            if not isinstance(item, (list, tuple)) or len(item) != 10:
                continue
            ref, parent = reference(item[0]), reference(item[2])
            if ref is not None:
                self._items[ref] = item
                if parent is not None:
                    self._below.setdefault(parent, []).append(ref)

    def __len__(self) -> int:
        return len(self._items)

    def get(self, ref: Ref, parent: Ref | None) -> Offer | None:
        """What is offered of an accessible that was found under `parent`."""
        item = self._items.get(ref)
        if item is None or reference(item[2]) != parent:
            return None
        try:
            count, role, bits = whole(item[4]), whole(item[7]), bits_of(item[9])
        except Failed:
            return None
        return Offer(count, role, bits, title(item[6]), title(item[8]))

    def children(self, ref: Ref, count: int) -> list[Ref] | None:
        """The `count` children of an accessible in order; None where not all are offered or have one."""
        below = self._below.get(ref, [])
        if len(below) != count:
            return None
        order = [(index, child) for child in below if isinstance(index := self._items[child][3], int)]
        if len({index for index, _ in order} - {-1}) != count:
            return None
        return [child for _, child in sorted(order)]
