"""What a frame means: elements, texts, tables and situations. Local and raw: it never crosses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

from innervate.core.frame import Frame, Window
from innervate.core.geometry import Device, Rect
from innervate.core.vocabulary import Doubt, Role, Situation, Source, State


@dataclass(frozen=True, slots=True)
class Element:
    """One thing on the screen.

    id: stable while the thing lives. name: what it is called (its own name, else its label's).
    value: what it holds; None where it holds nothing, as a button. label: id of the element that
    names it. window: id of its window. origin: web origin of the document it is in, or None.
    confidence: 0 to 1. visible: not covered by a window above, as far as can be told. doubt: where the
    tree said otherwise.
    """

    id: str
    role: Role
    name: str = field(repr=False)
    bounds: Rect[Device] | None
    window: int
    value: str | None = field(repr=False, default=None)
    parent: str = ""
    states: frozenset[State] = frozenset()
    source: Source = Source.TREE
    confidence: float = 1.0
    label: str | None = None
    named_by_content: bool = False
    origin: str | None = None
    visible: bool = True
    lines: tuple[tuple[str, Rect[Device]], ...] = field(repr=False, default=())
    doubt: Doubt | None = None


@dataclass(frozen=True, slots=True)
class TextRun:
    """A run of text read from pixels. confidence: 0 to 1, as the reader gives it. underlined: all along."""

    text: str = field(repr=False)
    bounds: Rect[Device]
    confidence: float
    window: int
    underlined: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its element's id and its cells' ids, None where a cell is empty."""

    id: str
    cells: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows and columns. columns: header texts, "" where a column has none."""

    id: str
    columns: tuple[str, ...] = field(repr=False)
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class WindowState:
    """What one window is doing, with a confidence from 0 to 1."""

    window: int
    situation: Situation
    confidence: float


@dataclass(frozen=True, slots=True)
class Scene:
    """All elements of a frame, in reading order within each window, windows from the top down.

    guesses: of elements that our own perception could not name, by id, the same element as a local model
    sees it (source `MODEL`, a modest confidence). They stand apart from `elements`, so that what does not
    ask for guesses never meets one: a View, a condition, a value that is read.
    """

    frame: Frame
    elements: tuple[Element, ...]
    texts: tuple[TextRun, ...] = ()
    tables: tuple[Table, ...] = ()
    states: tuple[WindowState, ...] = ()
    by_id: Mapping[str, Element] = field(default_factory=dict, repr=False)
    children: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)
    guesses: Mapping[str, Element] = field(default_factory=dict, repr=False)

    @property
    def epoch(self) -> int:
        return self.frame.epoch

    @property
    def windows(self) -> tuple[Window, ...]:
        return self.frame.windows

    def window(self, window_id: int) -> Window | None:
        return next((w for w in self.frame.windows if w.id == window_id), None)

    def inside(self, element: Element) -> list[Element]:
        """All elements below `element`, in order."""
        found: list[Element] = []
        waiting = list(reversed(self.children.get(element.id, ())))
        while waiting:
            below = waiting.pop()
            found.append(self.by_id[below])
            waiting.extend(reversed(self.children.get(below, ())))
        return found

    def guessed(self) -> Scene:
        """This Scene with its guesses in the places of their elements. For hands that find nothing else."""
        elements = tuple(self.guesses.get(e.id, e) for e in self.elements)
        return replace(self, elements=elements, by_id={**self.by_id, **self.guesses}, guesses={})

    def situation(self, window_id: int) -> Situation:
        return next((s.situation for s in self.states if s.window == window_id), Situation.READY)


def scene_of(
    frame: Frame,
    elements: tuple[Element, ...],
    texts: tuple[TextRun, ...] = (),
    tables: tuple[Table, ...] = (),
    states: tuple[WindowState, ...] = (),
) -> Scene:
    """A Scene with its two indexes."""
    by_id = {e.id: e for e in elements}
    below: dict[str, list[str]] = {}
    for element in elements:
        if element.parent in by_id:
            below.setdefault(element.parent, []).append(element.id)
    children = {parent: tuple(ids) for parent, ids in below.items()}
    return Scene(frame, elements, texts, tables, states, by_id, children)


class Perceiver(Protocol):
    """Turns a Frame into a Scene. It may remember what it saw, keyed by content, never by place alone."""

    async def perceive(self, frame: Frame, windows: frozenset[int] | None = None) -> Scene:
        """windows: the ids of the windows that matter now; pixels of others need not be read. None: all."""
        ...
