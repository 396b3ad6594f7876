"""From an application's accessibility tree to a draft of truth that its picture confirms.

Trees lie, so nothing is taken on trust: a text enters only where ink of its width is found in its box (else
the box is ignored, and that is said), what another window covers is clipped or ignored, and each application
says in its `Mending` which places are shifted, wrong or better left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

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
# Their focus is told even where it isn't drawn.
_UNFOCUSED = frozenset({"menu", "menu item", "combo box", "table cell", "list item", "tree item"})
_STATELESS = frozenset({"scroll bar"})


@dataclass(frozen=True, slots=True)
class Mending:
    """What is known to be wrong in one application's tree.

    place: the true box of a node. role: the truth's role, "" to leave the node out. text: the text as drawn,
    "" if none is drawn. ignore: areas to leave out. inset: how far from a box's edge no text can be. dialogs:
    titles. accelerators: keys drawn in a menu item, by its name. after: what else is to be done to the draft.
    """

    place: Callable[[Node, Box], Box] = lambda node, box: box
    role: Callable[[Node, str, Reader], str] = lambda node, role, reader: role
    text: Callable[[Node, str], str] = lambda node, text: text
    ignore: tuple[Box, ...] = ()
    inset: int = 3
    dialogs: frozenset[str] = frozenset()
    faces: tuple[Face, ...] = ()
    silent: frozenset[str] = frozenset()
    accelerators: Mapping[str, str] = field(default_factory=dict)
    after: Callable[[Draft, Reader], None] = lambda draft, reader: None


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
        if node.bounds is None or (node.role in (Role.OPTION, Role.LIST) and reader.within(node, Role.COMBO)):
            continue
        box = clipped(mending.place(node, node.bounds), reader.picture)
        shown = _clip(reader, node, box)
        if shown.area == 0:
            if node.role not in _CONTAINERS:
                draft.ignore.extend(_remains(_scrolled(reader, node, box), reader.covers(node)))
            continue
        if shown.area < 0.5 * box.area or min(shown.width, shown.height) < 4:
            draft.ignore.append(shown)
            continue
        _element(draft, reader, node, shown, targets)
        _text(draft, reader, node, shown)
    for node in reader.nodes:
        for label in node.labelled_by:
            caption = reader.by_id.get(label)
            if (
                node.id in targets
                and caption is not None
                and caption.bounds is not None
                and caption.bounds.area
            ):
                place = mending.place(caption, caption.bounds)
                if place.area and not place.overlaps(targets[node.id]):
                    draft.captions.append(Caption(place, targets[node.id]))
    mending.after(draft, reader)
    windows = sorted(reader.frame.windows, key=lambda w: w.order)
    draft.windows = [
        Window(w.title, w.bounds, place, w.title in mending.dialogs)
        for place, w in enumerate(w for w in windows if not w.popup)
    ]


def _scrolled(reader: Reader, node: Node, box: Box) -> Box:
    """What of a box lies within the boxes that hold it."""
    for other in reader.above(node):
        if other.bounds is not None and other.role in _HOLDERS:
            place = reader.mending.place(other, other.bounds)
            if box.overlaps(place):
                box = box.intersection(place)
    return box


_HOLDERS = (Role.WINDOW, Role.DIALOG, Role.GROUP, Role.TABLE, Role.TREE, Role.LIST)


def _remains(box: Box, covers: Iterable[Box]) -> list[Box]:
    """The parts of a box that no cover hides."""
    parts = [box] if box.area else []
    for cover in covers:
        parts = [piece for part in parts for piece in _beside(part, cover)]
    return parts


def _beside(part: Box, cover: Box) -> list[Box]:
    if not part.overlaps(cover):
        return [part]
    common = part.intersection(cover)
    pieces: tuple[Box, ...] = (
        Rect(part.x, part.y, part.width, common.y - part.y),
        Rect(part.x, common.bottom, part.width, part.bottom - common.bottom),
        Rect(part.x, common.y, common.x - part.x, common.height),
        Rect(common.right, common.y, part.right - common.right, common.height),
    )
    return [piece for piece in pieces if piece.area]


def _clip(reader: Reader, node: Node, box: Box) -> Box:
    """What shows of a box: within its scrolling ancestors, not under other windows; none if under half."""
    box = _scrolled(reader, node, box)
    parts = _remains(box, reader.covers(node))
    if sum(part.area for part in parts) < 0.5 * box.area or not parts:
        return replace(box, width=0)
    left, top = min(part.x for part in parts), min(part.y for part in parts)
    return Rect(left, top, max(p.right for p in parts) - left, max(p.bottom for p in parts) - top)


def _element(draft: Draft, reader: Reader, node: Node, box: Box, targets: dict[str, Box]) -> None:
    role = ROLES.get(node.role, "")
    if node.role is Role.TEXT and State.EDITABLE in node.states:
        role = "entry"
    above = reader.by_id.get(node.parent)
    if node.role in (Role.MENU, Role.MENU_ITEM):
        role = "menu" if above is not None and above.role is Role.MENU_BAR else "menu item"
    if node.role is Role.CELL and above is not None and above.role is Role.CELL:
        role = ""  # GTK: an icon or a text within a cell
    role = reader.mending.role(node, role, reader) if role else ""
    if not role:
        return
    if role in ("button", "toggle") and not _drawn(reader, node) and not has_boundary(reader.picture, box):
        role = "icon"
    states = {_STATES[state] for state in node.states if state in _STATES}
    if State.ENABLED not in node.states:
        states.add("disabled")
    if role in _STATELESS:
        states = set()
    if role in _UNFOCUSED:
        states.discard("focused")
    if role in ("icon", "scroll bar") and ink(reader.picture, box) is None:
        return  # there, but not drawn
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
    {
        Role.APPLICATION,
        Role.WINDOW,
        Role.DIALOG,
        Role.ALERT,
        Role.DOCUMENT,
        Role.PAGE,
        Role.FORM,
        Role.GROUP,
        Role.TOOLBAR,
    }
    | {
        Role.MENU_BAR,
        Role.TABLE,
        Role.TREE,
        Role.LIST,
        Role.ROW,
        Role.IMAGE,
        Role.SCROLL_BAR,
        Role.SEPARATOR,
        Role.TAB_LIST,
    }
    | {Role.UNKNOWN, Role.CANVAS, Role.TITLE_BAR, Role.PROGRESS, Role.SLIDER, Role.ICON}
)


def _text(draft: Draft, reader: Reader, node: Node, box: Box) -> None:
    text = " ".join(_drawn(reader, node).split("\u200b"))
    if not text or node.role is Role.PASSWORD:
        return
    if "\n" in text or node.lines:
        _lines(draft, reader, node, box)
        return
    alone = node.role in _ALONE
    inset = 0 if alone else reader.mending.inset
    inner = clipped(
        Rect(box.x + inset, box.y + min(inset, 3), box.width - 2 * inset, box.height - 2 * min(inset, 3)),
        reader.picture,
    )
    place = _found(reader, inner, text, alone=alone)
    if place is None and inner.height > 40:  # an icon stands above
        below: Box = Rect(
            inner.x, inner.y + inner.height * 3 // 5, inner.width, inner.height - inner.height * 3 // 5
        )
        place = _found(reader, below, text, alone=False)
    if place is not None:
        _add(draft, reader, node, " ".join(text.split()), place)
        if node.role is Role.MENU_ITEM:
            _accelerator(draft, reader, node, place, box)
        return
    tight = ink(reader.picture, inner)
    if tight is not None and (alone or node.role in (Role.ENTRY, Role.TEXT, Role.CELL) or tight.width > 30):
        print(f"  not confirmed: {node.role.value} {text[:60]!r} {box}")
        draft.ignore.append(box)


_ALONE = frozenset({Role.LABEL, Role.HEADING, Role.LINK, Role.STATUS})


def _found(reader: Reader, inner: Box, text: str, *, alone: bool) -> Box | None:
    """Where the text stands; alone: all ink in the box should be the text's, so that is tried first."""
    faces = (*reader.mending.faces, *reader.faces)
    tight = ink(reader.picture, inner) if alone else None
    for face in faces if tight is not None else ():
        wide = face.width(text)
        if (
            tight is not None
            and abs(tight.width - wide) <= 3 + 0.08 * wide
            and tight.height <= 1.6 * face.pixels
        ):
            return tight
    for face in faces:
        place = locate(reader.picture, inner, text, face)
        if place is not None and place.height <= 1.6 * face.pixels:
            return place
    return None


def _add(draft: Draft, reader: Reader, node: Node, text: str, place: Box) -> None:
    """Add a run, unless something above it covers a part: then what is left of it is ignored."""
    remains = _remains(place, reader.covers(node))
    if remains == [place] and set(text) <= _DRAWABLE:
        draft.texts.append(Run(text, place))
    else:
        draft.ignore.extend(remains)


_RANGES = (
    (0x20, 0x7F),
    (0xA1, 0x180),
    (0x2010, 0x203B),
    (0x20A0, 0x20C0),
    (0x2190, 0x2200),
    (0x2500, 0x2600),
)
_DRAWABLE = frozenset(chr(code) for low, high in _RANGES for code in range(low, high))
"""Characters that a reader is expected to know; a text with others is ignored."""


def _accelerator(draft: Draft, reader: Reader, node: Node, place: Box, box: Box) -> None:
    """The keys at the right of a menu item, which the tree doesn't tell as text."""
    rest: Box = Rect(place.right + 8, box.y + 1, box.right - place.right - 10, box.height - 2)
    text = reader.mending.accelerators.get(node.name)
    found = _found(reader, rest, text, alone=False) if text and rest.width > 0 else None
    if found is not None and text:
        draft.texts.append(Run(text, found))
    elif rest.width > 0 and ink(reader.picture, rest) is not None:
        draft.ignore.append(rest)


def _lines(draft: Draft, reader: Reader, node: Node, box: Box) -> None:
    """A text of several lines: each where the application says; what shows in part, or wider, is ignored."""
    for text, place in node.lines:
        whole = reader.mending.place(node, place)
        area = whole.intersection(box)
        tight = ink(reader.picture, area) if area.area else None
        if tight is None:
            continue
        cut = area.area < 0.95 * whole.area or abs(tight.width - whole.width) > 4 + 0.08 * whole.width
        if cut and not any(cover.overlaps(area) for cover in reader.covers(node)):
            draft.ignore.append(area)
            continue
        _add(draft, reader, node, text, whole.intersection(box) if area != whole else tight)
    if not node.lines:
        print(f"  several lines: {(node.name or node.text or '')[:50]!r} {box}")
        draft.ignore.append(box)
