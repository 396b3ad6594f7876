"""From an application's accessibility tree to a draft of truth that its picture confirms.

Trees lie, so nothing is taken on trust: a text enters only where ink of its width is found in its box (else
the box is ignored, and that is said), what another window covers is clipped or ignored, and each application
says in its `Mending` which places are shifted, wrong or better left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

import numpy as np

from evaluation.eyes.render.desktop.metrics import Face, locate
from evaluation.eyes.render.finish import Draft
from evaluation.eyes.render.pixels import Picture, clipped, has_boundary, ink
from innervate.bench.eyes_truth import Caption, Run, Target, Window
from innervate.core.frame import Frame, Node
from innervate.core.geometry import Device, Rect
from innervate.core.vocabulary import Role, State

Box = Rect[Device]

ROLES = {
    Role.BUTTON: "button",
    Role.TOGGLE: "toggle",
    Role.LINK: "link",
    Role.ENTRY: "entry",
    Role.PASSWORD: "password entry",
    Role.CHECK_BOX: "check box",
    Role.RADIO: "radio button",
    Role.COMBO: "combo box",
    Role.SPIN: "spin button",
    Role.SLIDER: "slider",
    Role.TAB: "tab",
    Role.MENU: "menu",
    Role.MENU_ITEM: "menu item",
    Role.ITEM: "list item",
    Role.TREE_ITEM: "tree item",
    Role.CELL: "table cell",
    Role.COLUMN_HEADER: "column header",
    Role.SCROLL_BAR: "scroll bar",
    Role.ICON: "icon",
}
_STATES = {
    State.CHECKED: "checked",
    State.PRESSED: "checked",
    State.SELECTED: "selected",
    State.FOCUSED: "focused",
    State.EXPANDED: "expanded",
}
_STATELESS = frozenset({"scroll bar"})


@dataclass(frozen=True, slots=True)
class Mending:
    """What is known to be wrong in one application's tree.

    place: the true box of a node. role: the truth's role, "" to leave the node out. text: the text as drawn, "" if
    none is drawn. ignore: areas to leave out. inset: how far from a box's edge no text can be. dialogs: titles.
    """

    place: Callable[[Node, Box], Box] = lambda node, box: box
    role: Callable[[Node, str, Reader], str] = lambda node, role, reader: role
    text: Callable[[Node, str], str] = lambda node, text: text
    ignore: tuple[Box, ...] = ()
    inset: int = 3
    dialogs: frozenset[str] = frozenset()
    faces: tuple[Face, ...] = ()
    silent: frozenset[str] = frozenset()


@dataclass
class Reader:
    """Reads one frame."""

    frame: Frame
    picture: Picture
    faces: tuple[Face, ...]
    mending: Mending = field(default_factory=Mending)

    def __post_init__(self) -> None:
        self.nodes = [node for nodes in self.frame.trees.values() for node in nodes]
        self.by_id = {node.id: node for node in self.nodes}
        self.parents = {node.parent for node in self.nodes if node.bounds is not None}

    def above(self, node: Node) -> Iterable[Node]:
        """The ancestors of a node, from the nearest up."""
        here = self.by_id.get(node.parent)
        while here is not None:
            yield here
            here = self.by_id.get(here.parent)

    def within(self, node: Node, *roles: Role) -> bool:
        return any(other.role in roles for other in self.above(node))

    def covers(self, node: Node) -> list[Box]:
        """The windows above the one that the node is in."""
        tops = [n for n in (node, *self.above(node)) if n.role in (Role.WINDOW, Role.DIALOG)]
        titles = {n.name for n in tops}
        mine = [w for w in self.frame.windows if w.pid == node.pid and w.title in titles and not w.popup]
        if not mine or self.within(node, Role.MENU) or node.role is Role.MENU_ITEM:
            return []
        order = max(w.order for w in mine)
        return [w.bounds for w in self.frame.windows if w.order > order and (w.popup or w.bounds.area > 0)]


def read(draft: Draft, reader: Reader) -> None:
    """Fill `draft` from the tree."""
    mending = reader.mending
    draft.ignore.extend(mending.ignore)
    targets: dict[str, Box] = {}
    for node in reader.nodes:
        if node.bounds is None:
            continue
        box = clipped(mending.place(node, node.bounds), reader.picture)
        shown = _clip(reader, node, box)
        if shown.area == 0:
            continue
        if shown.area < 0.5 * box.area or min(shown.width, shown.height) < 4:
            draft.ignore.append(shown)
            continue
        _element(draft, reader, node, shown, targets)
        _text(draft, reader, node, shown)
    for node in reader.nodes:
        for label in node.labelled_by:
            caption = reader.by_id.get(label)
            if node.id in targets and caption is not None and caption.bounds is not None and caption.bounds.area:
                place = mending.place(caption, caption.bounds)
                if place.area and not place.overlaps(targets[node.id]):
                    draft.captions.append(Caption(place, targets[node.id]))
    windows = sorted(reader.frame.windows, key=lambda w: w.order)
    draft.windows = [
        Window(w.title, w.bounds, place, w.title in mending.dialogs)
        for place, w in enumerate(w for w in windows if not w.popup)
    ]


def _clip(reader: Reader, node: Node, box: Box) -> Box:
    """What shows of a box: within its scrolling ancestors, not under other windows."""
    for other in reader.above(node):
        if other.bounds is not None and other.role in (Role.WINDOW, Role.DIALOG, Role.GROUP, Role.TABLE, Role.TREE, Role.LIST):
            place = reader.mending.place(other, other.bounds)
            if box.overlaps(place):
                box = box.intersection(place)
    covers = [cover for cover in reader.covers(node) if cover.overlaps(box)]
    if not covers or box.area == 0:
        return box
    free = np.ones((box.height, box.width), dtype=bool)
    for cover in covers:
        part = box.intersection(cover)
        free[part.y - box.y : part.bottom - box.y, part.x - box.x : part.right - box.x] = False
    if free.sum() < 0.5 * box.area:
        return replace(box, width=0)
    columns, rows = np.flatnonzero(free.any(axis=0)), np.flatnonzero(free.any(axis=1))
    wide, high = int(columns[-1] - columns[0]) + 1, int(rows[-1] - rows[0]) + 1
    return Rect(box.x + int(columns[0]), box.y + int(rows[0]), wide, high)


def _element(draft: Draft, reader: Reader, node: Node, box: Box, targets: dict[str, Box]) -> None:
    role = ROLES.get(node.role, "")
    if node.role is Role.TEXT and State.EDITABLE in node.states:
        role = "entry"
    if node.role is Role.MENU and not reader.within(node, Role.MENU_BAR):
        role = "menu item"
    if node.role is Role.MENU and reader.within(node, Role.MENU):
        role = "menu item"
    role = reader.mending.role(node, role, reader)
    if not role:
        return
    if role in ("button", "toggle") and not _drawn(reader, node) and not has_boundary(reader.picture, box):
        role = "icon"
    states = {_STATES[state] for state in node.states if state in _STATES}
    if State.ENABLED not in node.states:
        states.add("disabled")
    if role in _STATELESS:
        states = set()
    if role in ("menu", "menu item", "combo box"):
        states.discard("focused")
    targets[node.id] = box
    draft.elements.append(Target(role, box, node.name or node.text or "", frozenset(states)))


def _drawn(reader: Reader, node: Node) -> str:
    """The text that a node is said to draw."""
    said = node.text if node.text is not None and node.role not in (Role.BUTTON, Role.COMBO) else node.name
    if node.role in (Role.LABEL, Role.HEADING, Role.CELL, Role.STATUS, Role.LINK, Role.ITEM, Role.TREE_ITEM):
        said = node.text or node.name
    if node.role in _CONTAINERS or node.id in reader.mending.silent:
        said = ""
    return reader.mending.text(node, said or "").strip()


_CONTAINERS = frozenset(
    {Role.APPLICATION, Role.WINDOW, Role.DIALOG, Role.ALERT, Role.DOCUMENT, Role.PAGE, Role.FORM, Role.GROUP, Role.TOOLBAR}
    | {Role.MENU_BAR, Role.TABLE, Role.TREE, Role.LIST, Role.ROW, Role.IMAGE, Role.SCROLL_BAR, Role.SEPARATOR, Role.TAB_LIST}
    | {Role.UNKNOWN, Role.CANVAS, Role.TITLE_BAR, Role.PROGRESS, Role.SLIDER, Role.ICON}
)


def _text(draft: Draft, reader: Reader, node: Node, box: Box) -> None:
    text = _drawn(reader, node)
    if not text:
        return
    if node.role is Role.PASSWORD:
        return
    if "\n" in text or node.lines:
        _lines(draft, reader, node, box)
        return
    inset = 0 if node.role in (Role.LABEL, Role.HEADING, Role.LINK) else reader.mending.inset
    inner = Rect(box.x + inset, box.y + min(inset, 3), box.width - 2 * inset, box.height - 2 * min(inset, 3))
    for face in (*reader.mending.faces, *reader.faces):
        place = locate(reader.picture, clipped(inner, reader.picture), text, face)
        if place is not None and place.height <= 1.6 * face.pixels:
            draft.texts.append(Run(" ".join(text.split()), place))
            return
    tight = ink(reader.picture, inner)
    if tight is not None and (node.role in (Role.LABEL, Role.HEADING, Role.ENTRY, Role.TEXT, Role.CELL) or tight.width > 30):
        print(f"  not confirmed: {node.role.value} {text[:60]!r} {box}")
        draft.ignore.append(box)


def _lines(draft: Draft, reader: Reader, node: Node, box: Box) -> None:
    """A text of several lines: each where the application says, its ink confirmed, else all is ignored."""
    for text, place in node.lines:
        area = reader.mending.place(node, place).intersection(box)
        found = next((f for face in reader.faces if (f := locate(reader.picture, area, text, face))), None)
        if found is None:
            draft.ignore.append(area)
        else:
            draft.texts.append(Run(text, found))
    if not node.lines:
        print(f"  several lines: {node.name[:50]!r} {box}")
        draft.ignore.append(box)
