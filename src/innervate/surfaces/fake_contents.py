"""What a fake window shows rather than asks: tables, documents, and canvases that tell nothing.

Promises: what does not fit is told without a place, as by real applications. A canvas notes all that is
done to it, for tests that look at what arrived.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from PIL import ImageDraw

from innervate.core.frame import Node
from innervate.core.geometry import Device, Point, Rect, Windowed
from innervate.core.vocabulary import Role, State
from innervate.surfaces.fake_controls import FACE, LINE_HEIGHT, PAPER, Control, box, write


class Table(Control):
    """Rows under column headers; a click selects a row, a double click or Return opens it."""

    role = Role.TABLE
    focusable = True

    def __init__(
        self, name: str, bounds: Rect[Windowed], columns: Sequence[str], rows: Sequence[Sequence[str]] = ()
    ) -> None:
        super().__init__(name, bounds)
        self.columns = tuple(columns)
        self.rows = tuple(tuple(row) for row in rows)
        self.row: int | None = None
        self.first = 0
        self.on_open: Callable[[int], None] = lambda row: None

    @property
    def _fitting(self) -> int:
        return max(0, self.bounds.height // LINE_HEIGHT - 1)

    def _cell(self, line: int, column: int, at: Rect[Device]) -> Rect[Device]:
        width = at.width // len(self.columns)
        return Rect(at.x + column * width, at.y + line * LINE_HEIGHT, width, LINE_HEIGHT)

    def parts(self, pid: int, at: Rect[Device]) -> Iterator[Node]:
        for column, name in enumerate(self.columns):
            where = self._cell(0, column, at)
            yield Node(f"{self.id}/c{column}", self.id, pid, Role.COLUMN_HEADER, name, bounds=where)
        for index, row in enumerate(self.rows):
            line = index - self.first + 1
            shown = 0 < line <= self._fitting
            states = frozenset({State.ENABLED} | ({State.SELECTED} if index == self.row else set()))
            place: Rect[Device] = Rect(at.x, at.y + line * LINE_HEIGHT, at.width, LINE_HEIGHT)
            row_id = f"{self.id}/{index}"
            yield Node(row_id, self.id, pid, Role.ROW, bounds=place if shown else None, states=states)
            for column, value in enumerate(row):
                where_shown = self._cell(line, column, at) if shown else None
                yield Node(f"{row_id}/{column}", row_id, pid, Role.CELL, value, bounds=where_shown)

    def draw(self, pen: ImageDraw.ImageDraw, at: Rect[Device]) -> None:
        box(pen, at, PAPER, self.focused)
        shown = self.rows[self.first : self.first + self._fitting]
        for line, row in enumerate((self.columns, *shown)):
            for column, value in enumerate(row):
                cell = self._cell(line, column, at)
                chosen = line and self.row == self.first + line - 1
                if chosen or not line:
                    pen.rectangle(
                        (cell.x, cell.y, cell.right - 1, cell.bottom - 1), "#c3d6ee" if line else FACE
                    )
                write(pen, value, cell, True)

    def click(self, point: Point[Windowed], button: str, count: int) -> None:
        line = (point.y - self.bounds.y) // LINE_HEIGHT
        row = self.first + line - 1
        if line and row < len(self.rows):
            self.row = row
            if count > 1:
                self.on_open(row)

    def scroll(self, notches: int) -> None:
        self.first = min(max(0, self.first + 3 * notches), max(0, len(self.rows) - self._fitting))

    def key(self, key: str, held: frozenset[str]) -> bool:
        if key in ("Up", "Down") and self.rows:
            at = -1 if self.row is None else self.row
            self.row = min(max(0, at + (1 if key == "Down" else -1)), len(self.rows) - 1)
            return True
        if key == "Return" and self.row is not None:
            self.on_open(self.row)
            return True
        return False


class Document(Control):
    """A page of text, told line by line."""

    role = Role.DOCUMENT

    def __init__(self, name: str, bounds: Rect[Windowed], content: str, url: str | None = None) -> None:
        super().__init__(name, bounds)
        self.content, self.url = content, url

    def _lines(self, at: Rect[Device]) -> tuple[tuple[str, Rect[Device]], ...]:
        fitting = self.content.splitlines()[: at.height // LINE_HEIGHT]
        place = (at.x, at.width, LINE_HEIGHT)
        return tuple(
            (line, Rect(place[0], at.y + index * LINE_HEIGHT, place[1], place[2]))
            for index, line in enumerate(fitting)
        )

    def text(self) -> str:
        return self.content

    def node(self, parent: str, pid: int, at: Rect[Device]) -> Node:
        states, lines = frozenset(self.states()), self._lines(at)
        facts = (self.id, parent, pid, self.role, self.name, self.description, self.content, at, states)
        return Node(*facts, self.labelled_by, self.url, lines)

    def draw(self, pen: ImageDraw.ImageDraw, at: Rect[Device]) -> None:
        box(pen, at, PAPER, False)
        for line, place in self._lines(at):
            write(pen, line, place, True)


class Canvas(Control):
    """A picture that tells nothing of itself, as a game or a remote desktop; it notes what is done to it."""

    role = Role.CANVAS
    focusable = True

    def __init__(self, name: str, bounds: Rect[Windowed], colour: str = PAPER) -> None:
        super().__init__(name, bounds)
        self.colour = colour
        self.painted: tuple[tuple[Rect[Windowed], str], ...] = ()
        self.events: list[tuple[str, ...]] = []
        self.typed = ""

    def paint(self, area: Rect[Windowed], colour: str) -> None:
        """Colour an area, given within the canvas."""
        self.painted = (*self.painted, (area, colour))

    def draw(self, pen: ImageDraw.ImageDraw, at: Rect[Device]) -> None:
        pen.rectangle((at.x, at.y, at.right - 1, at.bottom - 1), self.colour)
        for area, colour in self.painted:
            place: Rect[Device] = Rect(at.x + area.x, at.y + area.y, area.width, area.height)
            shown = place.intersection(at)
            if shown.area:
                pen.rectangle((shown.x, shown.y, shown.right - 1, shown.bottom - 1), colour)

    def click(self, point: Point[Windowed], button: str, count: int) -> None:
        self.events += [("click", button, str(point.x), str(point.y))] * count

    def scroll(self, notches: int) -> None:
        self.events += [("scroll", "down" if notches > 0 else "up")] * abs(notches)

    def key(self, key: str, held: frozenset[str]) -> bool:
        self.events.append(("key", *sorted(held), key))
        if not held - {"Shift"}:
            self.typed += {"Return": "\n", "Tab": "\t", "space": " "}.get(key, key if len(key) == 1 else "")
        return True
