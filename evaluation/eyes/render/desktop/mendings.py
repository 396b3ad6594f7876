"""What is wrong in the tree of each application, found by looking at the truth drawn on its picture."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce

from evaluation.eyes.render.desktop.libreoffice import places
from evaluation.eyes.render.desktop.metrics import Face, locate
from evaluation.eyes.render.desktop.papers import COLUMNS, RIGHT, STEP, invoice, letter
from evaluation.eyes.render.desktop.tree import Box, Mending, Reader
from evaluation.eyes.render.finish import Draft
from evaluation.eyes.render.pixels import ink
from innervate.bench.eyes_truth import Cell, Run, Table
from innervate.core.frame import Node
from innervate.core.geometry import Rect
from innervate.core.vocabulary import Role


def plain(reader: Reader) -> Mending:
    """Nothing is known to be wrong."""
    return Mending()


def mousepad(reader: Reader) -> Mending:
    """Menu items don't tell their keys."""
    keys = {
        "Undo": "Ctrl+Z",
        "Redo": "Ctrl+Y",
        "Cut": "Ctrl+X",
        "Copy": "Ctrl+C",
        "Paste": "Ctrl+V",
        "Delete Selection": "Delete",
    }
    keys |= {
        "Select All": "Ctrl+A",
        "Increase Indent": "Ctrl+I",
        "Decrease Indent": "Ctrl+U",
        "Delete Line": "Shift+Ctrl+Delete",
    }
    return Mending(accelerators=keys)


def thunar(reader: Reader) -> Mending:
    """In the side pane a whole row is one item; its headings are no items."""
    headings = (Rect(0, 119, 171, 30), Rect(0, 174, 171, 30))  # wider than they are told
    return Mending(role=_thunar_role, ignore=headings, after=table)


def _thunar_role(node: Node, role: str, reader: Reader) -> str:
    if role == "table cell" and node.bounds is not None and node.bounds.x < 160:
        names = {n.name for n in reader.nodes if n.parent == node.id}
        return "" if names & {"Places", "Devices"} else "list item"
    return role


def table(draft: Draft, reader: Reader) -> None:
    """The truth of a GTK table: its cells under its heads, each with the run that lies in it."""
    heads = [
        (n.name, n.bounds) for n in reader.nodes if n.role is Role.COLUMN_HEADER and n.bounds is not None
    ]
    places = [(element.bounds, element) for element in draft.elements if element.role == "table cell"]
    tops = sorted({box.y for box, _ in places})
    cells = []
    for box, _ in places:
        column = next(
            (c for c, (_, head) in enumerate(heads) if head.x - 3 <= box.centre.x <= head.right),
            None,
        )
        text = " ".join(run.text for run in draft.texts if box.holds(run.bounds.centre))
        if column is not None and text:
            cells.append(Cell(tops.index(box.y), column, text, box))
    area = reduce(lambda a, b: a.union(b), [*(c.bounds for c in cells), *(head for _, head in heads)])
    draft.tables.append(Table(area, tuple(name for name, _ in heads), tuple(cells)))


def galculator(reader: Reader) -> Mending:
    """Its keys are toggle buttons by class only."""
    return Mending(role=_keys)


def _keys(node: Node, role: str, reader: Reader) -> str:
    return "button" if role == "toggle" else role


def settings(reader: Reader) -> Mending:
    """A tab is told as its label; a slider's number isn't told."""
    return Mending(place=_wide_tabs, after=_numbers)


def _wide_tabs(node: Node, box: Box) -> Box:
    return Rect(box.x - 13, box.y - 4, box.width + 26, box.height + 9) if node.role is Role.TAB else box


def _numbers(draft: Draft, reader: Reader) -> None:
    for node in reader.nodes:
        if node.role is Role.SLIDER and node.bounds is not None:
            box = node.bounds
            right: Box = Rect(box.right - 42, box.y, 42, box.height)
            number = "2.0" if box.y < 460 else "4 px"
            right = Rect(right.x + 8, right.y, right.width - 8, right.height)
            place = locate(reader.picture, right, number, reader.faces[0])
            if place is None:
                draft.ignore.append(right)
            else:
                draft.texts.append(Run(number, place))


def qalculate(reader: Reader) -> Mending:
    """Keys with raised letters and arrows can't be told as text; menu buttons are toggles by class only."""
    keys = {
        "Store Result...": "Ctrl+S",
        "Store Result…": "Ctrl+S",
        "Convert Number Bases": "Ctrl+B",
        "Minimal Window": "Ctrl+Space",
        "Quit": "Ctrl+Q",
    }
    odd = tuple(
        node.bounds
        for node in reader.nodes
        if node.role is Role.BUTTON and node.bounds is not None and node.name in ("a(x)b", "xy", "x̅", "x̄")
    )
    return Mending(role=_keys, accelerators=keys, ignore=(*odd, Rect(712, 283, 106, 192)))


def extras(*texts: tuple[str, Box]) -> Callable[[Draft, Reader], None]:
    """Texts that the tree doesn't tell, each confirmed in its area, or the area is ignored."""

    def add(draft: Draft, reader: Reader) -> None:
        for text, area in texts:
            place = next(
                (p for face in reader.faces if (p := locate(reader.picture, area, text, face))), None
            )
            if place is None:
                draft.ignore.append(area)
            else:
                draft.texts.append(Run(text, place))

    return add


def gedit(reader: Reader) -> Mending:
    """Line numbers and the status bar aren't told; menu buttons are toggles by class only."""
    dialog = next(w.bounds for w in reader.frame.windows if w.title == "Find and Replace")
    placeholder: Box = Rect(dialog.x + 116, dialog.y + 56, 100, 20)
    return Mending(
        role=_keys,
        ignore=(Rect(0, 45, 24, 1010), Rect(0, 1054, 1920, 26)),
        dialogs=frozenset({"Find and Replace"}),
        after=extras(("Nothing", placeholder)),
    )


def pcmanfm(reader: Reader) -> Mending:
    """The status bar is told twice; the side pane's rows are items."""
    return Mending(
        role=_pcmanfm_role, text=lambda node, text: "" if node.role is Role.STATUS else text, after=table
    )


def _pcmanfm_role(node: Node, role: str, reader: Reader) -> str:
    if role == "table cell" and node.bounds is not None and node.bounds.x < 100:
        return "list item" if any(n.name for n in reader.nodes if n.parent == node.id) else ""
    return role


def evince(reader: Reader) -> Mending:
    """Where the page's words stand is known from the page itself; the window's own buttons aren't told."""

    def after(draft: Draft, reader: Reader) -> None:
        _page(draft, reader)
        extras(("Invoice", Rect(860, 2, 200, 20)), ("invoice.pdf", Rect(860, 21, 200, 20)))(draft, reader)

    return Mending(
        role=lambda node, role, reader: "" if node.text == "of 1" else _keys(node, role, reader),
        text=lambda node, text: "" if node.role in (Role.PAGE, Role.DOCUMENT) else text,
        ignore=(Rect(1824, 0, 96, 43),),
        after=after,
    )


def _page(draft: Draft, reader: Reader) -> None:
    """The page lies centred, its white begins where the grey of the view ends."""
    row = reader.picture[600].astype(int).sum(axis=1)
    white = [int(x) for x in range(1900) if row[x] > 740]
    left, scale = white[0], (white[-1] - white[0] + 1) / 595
    column = reader.picture[:, left + 10].astype(int).sum(axis=1)
    top = next(y for y in range(44, 1080) if column[y] > 740)
    cells, edges = [], (*COLUMNS, RIGHT)
    for words in invoice(45):
        size, base = words.size * scale, top + (842 - words.y) * scale
        face = Face("Gentium Basic", size)
        area: Box = Rect(
            round(left + words.x * scale) - 3,
            round(base - size),
            round(face.width(words.text)) + 12,
            round(1.25 * size),
        )
        if area.bottom > 1080:
            continue
        place = locate(reader.picture, area, words.text, face)
        if place is None:
            draft.ignore.append(area)
            continue
        draft.texts.append(Run(words.text, place))
        if words.row > 0:
            x, right = (round(left + edges[words.column + n] * scale) for n in (0, 1))
            y = round(base - (STEP - 6) * scale)
            cells.append(
                Cell(words.row - 1, words.column, words.text, Rect(x - 4, y, right - x, round(STEP * scale)))
            )
    area = Rect(
        cells[0].bounds.x,
        cells[0].bounds.y - round(STEP * scale),
        round(470 * scale) + 4,
        round(STEP * scale) * (1 + cells[-1].row + 1),
    )
    draft.tables.append(Table(area, ("Item", "Qty", "Price", "Total"), tuple(cells)))


def writer(reader: Reader) -> Mending:
    """LibreOffice's places, and the keys of its menus; ruler and status bar aren't told in pieces."""
    known = places(reader.frame)
    keys = {
        "Clear Direct Formatting": "Ctrl+M",
        "Page Style...": "Shift+Alt+P",
        "Bold": "Ctrl+B",
        "Italic": "Ctrl+I",
        "Double Underline": "Ctrl+D",
    }
    keys |= {
        "Superscript": "Shift+Ctrl+P",
        "Subscript": "Shift+Ctrl+B",
        "Increase Size": "Ctrl+]",
        "Decrease Size": "Ctrl+[",
    }
    keys |= {"Cycle Case": "Shift+F3", "Small capitals": "Shift+Ctrl+K"}

    def text(node: Node, said: str) -> str:
        if said.startswith("Default Paragraph"):
            return ""  # cut in the middle of a letter
        native = node.role in (Role.MENU, Role.ENTRY) and node.id in known.native
        return said if native or node.role is Role.MENU_ITEM else ""

    return Mending(
        place=known.place,
        role=lambda node, role, reader: known.role(node, role),
        text=text,
        accelerators=keys,
        ignore=(
            Rect(0, 126, 180, 24),
            Rect(766, 126, 1080, 24),
            Rect(0, 1058, 1920, 22),
            Rect(4, 92, 170, 32),
            Rect(1862, 126, 58, 930),
        ),
    )


def claws(reader: Reader) -> Mending:
    """Folder tree and message list are panels without children; menu buttons are toggles by class only."""
    return Mending(role=_keys, ignore=(Rect(0, 108, 248, 932), Rect(528, 108, 1392, 300)))


def kcalc(reader: Reader) -> Mending:
    """The display tells its parts in no place of their own."""
    return Mending(ignore=(Rect(558, 296, 250, 37),))


def keepassxc(reader: Reader) -> Mending:
    """The tool bar shows icons only; titles of groups aren't told; hidden parts are told as showing."""

    def bar(node: Node) -> bool:
        return node.bounds is not None and 45 < node.bounds.y < 95

    def role(node: Node, role: str, reader: Reader) -> str:
        if bar(node) and node.bounds is not None and node.bounds.x > 1800 and role != "entry":
            return ""
        return "" if below(node) else "button" if bar(node) and role == "check box" else role

    def below(node: Node) -> bool:  # scrolled out of the page
        return node.bounds is not None and node.bounds.y > 1000 and node.bounds.x < 1700

    titles = {"Startup": 174, "File Management": 429, "Entry Management": 692, "User Interface": 887}
    groups: list[tuple[str, Box]] = [(title, Rect(900, y, 220, 16)) for title, y in titles.items()]
    return Mending(
        role=role,
        text=lambda node, text: "" if bar(node) or below(node) else text,
        after=extras(("Search (Ctrl+F)...", Rect(566, 58, 200, 24)), *groups),
    )


def kwrite(reader: Reader) -> Mending:
    """Its lines are told in wrong places; they stand 17 pixels apart. Line numbers aren't told."""

    def after(draft: Draft, reader: Reader) -> None:
        face = Face("Hack", 13)
        for number, line in enumerate(letter(46).split("\n")):
            area: Box = Rect(50, 94 + 17 * number, 900, 17)
            place = ink(reader.picture, area) if line.strip() else None
            if place is not None and abs(place.width - face.width(line.strip())) < 4 + 0.03 * place.width:
                draft.texts.append(Run(" ".join(line.split()), place))
            elif place is not None:
                draft.ignore.append(area)

    def role(node: Node, role: str, reader: Reader) -> str:
        return "button" if role == "check box" and not node.name else role

    def text(node: Node, said: str) -> str:
        low = node.bounds is not None and node.bounds.height > 200
        return "" if low or said == "Save As" else said

    return Mending(role=role, text=text, ignore=(Rect(0, 93, 40, 930), Rect(240, 50, 68, 36)), after=after)
