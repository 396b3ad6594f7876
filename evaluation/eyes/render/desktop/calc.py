"""LibreOffice Calc with a dense sheet. What its cells say is known; where they are, the ruling says.

The tree gives the grid's place, the tool bars and the menus. Every text is confirmed by the width of its ink.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from PIL import Image

from evaluation.eyes.render.desktop.libreoffice import places
from evaluation.eyes.render.desktop.metrics import Face, locate
from evaluation.eyes.render.desktop.session import Look, Session, take
from evaluation.eyes.render.desktop.sheet import Sheet, claims, document, stock
from evaluation.eyes.render.desktop.tree import Mending, Reader, read
from evaluation.eyes.render.finish import Draft, save
from evaluation.eyes.render.pixels import Picture
from innervate.bench.eyes_truth import Cell, Run, Table, Target
from innervate.core.frame import Node
from innervate.core.geometry import Device, Rect
from innervate.core.vocabulary import Role

Box = Rect[Device]


def render(draft: Draft, sheet: Sheet, look: Look, name: str) -> None:
    """Show `sheet` in a maximised window and save its truth."""
    command = ("libreoffice", "--norestore", "--nologo", "--calc", f"{name}.fods")
    files = {f"{name}.fods": document(sheet)}
    steps = (("maximize", ":ACTIVE:"), ("sleep", "12"))
    frame, picture = take(Session((command,), look, steps, wait=12, files=files))
    nodes = [node for tree in frame.trees.values() for node in tree]
    document_node = next(n for n in nodes if n.role is Role.TABLE)
    assert document_node.bounds is not None
    known = places(frame)
    grid = known.place(document_node, document_node.bounds)
    face = Face(look.font, look.points * 96 / 72)
    mending = Mending(
        place=known.place,
        role=lambda node, role, reader: known.role(node, role),
        text=lambda node, text: (
            text if node.role in (Role.MENU, Role.ENTRY) and node.id in known.native else ""
        ),
        ignore=(
            Rect(0, 0, picture.shape[1], 19),  # the window manager's
            Rect(0, grid.y, grid.x, grid.height),  # row numbers: a role that the truth doesn't have
            Rect(0, grid.bottom, picture.shape[1], picture.shape[0] - grid.bottom),  # sheet tabs, status bar
            Rect(grid.right + 16, grid.y - 60, picture.shape[1] - grid.right, picture.shape[0]),  # side bar
        ),
    )
    reader = Reader(frame, picture, (face,), mending)
    read(draft, reader)
    _formula(draft, reader, nodes, sheet.names[0])
    _cells(draft, picture, sheet, grid)
    save(draft, Image.fromarray(picture))


def _formula(draft: Draft, reader: Reader, nodes: list[Node], text: str) -> None:
    """The line of input, which the tree has as nested groups only."""
    line = next(
        n.bounds
        for n in nodes
        if n.bounds is not None
        and 240 < n.bounds.x < 300
        and n.bounds.width > 1000
        and 118 < n.bounds.y < 140
    )
    draft.elements.append(Target("entry", line, text))
    place = next(
        (
            p
            for face in reader.faces
            if (p := locate(reader.picture, Rect(line.x + 4, line.y + 3, 300, line.height - 6), text, face))
        ),
        None,
    )
    if place is None:
        draft.ignore.append(line)
    else:
        draft.texts.append(Run(text, place))


def _letter(number: int) -> str:
    return chr(ord("A") + number)


def edges(picture: Picture, grid: Box, widths: tuple[int, ...]) -> list[int]:
    """The left edges of the columns and the right edge of the last, where the strip of heads shows lines.

    :raises ValueError: the lines are not where the widths, all scaled by one factor, would have them.
    """
    strip = picture[grid.y - 13 : grid.y - 3, grid.x : grid.right].astype(int).sum(axis=2)
    inner = strip[:, 1:-1]
    step = (np.minimum(np.abs(inner - strip[:, :-2]), np.abs(inner - strip[:, 2:])) > 20).mean(axis=0) > 0.85
    lines = [grid.x + int(x) + 2 for x in np.flatnonzero(step)]
    found = [grid.x]
    scale = (lines[0] - grid.x) / widths[0]
    for wide in widths:
        wanted = found[-1] + wide * scale
        nearest = min(lines, key=lambda x: abs(x - wanted))
        if abs(nearest - wanted) > 2.5:
            raise ValueError(f"no ruling at {wanted:.1f}; the nearest is at {nearest} of {lines}")
        found.append(nearest)
    return found


def _cells(draft: Draft, picture: Picture, sheet: Sheet, grid: Box) -> None:
    lines = (sheet.names, *sheet.rows)
    lefts = edges(picture, grid, sheet.widths)
    rows = grid.height // sheet.height
    draft.ignore.append(
        Rect(lefts[-1], grid.y - 19, grid.right - lefts[-1], grid.height + 19)
    )  # empty columns
    draft.ignore.append(Rect(0, grid.y + rows * sheet.height, grid.right, grid.height % sheet.height + 1))
    cells = []
    for column, (left, right) in enumerate(pairwise(lefts)):
        head: Box = Rect(left, grid.y - 18, right - left, 18)
        draft.elements.append(Target("column header", head, _letter(column)))
        draft.texts.append(Run(_letter(column), Rect(left + 3, head.y + 2, head.width - 6, head.height - 4)))
        for row in range(rows):
            box: Box = Rect(left, grid.y + row * sheet.height, right - left, sheet.height)
            text = lines[row][column]
            first = frozenset({"focused"}) if row == column == 0 else frozenset()
            draft.elements.append(Target("table cell", box, text, first))
            if _confirmed(draft, picture, sheet, box, text, (grid.x, grid.y), bold=row == 0):
                cells.append(Cell(row, column, text, box))
    names = tuple(_letter(column) for column in range(len(sheet.widths)))
    area: Box = Rect(grid.x, grid.y - 18, lefts[-1] - grid.x, 18 + rows * sheet.height)
    draft.tables.append(Table(area, names, tuple(cells)))


def _confirmed(
    draft: Draft, picture: Picture, sheet: Sheet, box: Box, text: str, corner: tuple[int, int], *, bold: bool
) -> bool:
    edge = 3 if (box.x, box.y) == corner else 1  # the cell cursor
    inner: Box = Rect(box.x + edge, box.y + 2, box.width - 2 * edge, box.height - 2 - edge)
    face = Face(sheet.font, sheet.points * 96 / 72, "Bold" if bold else "Regular")
    place = locate(picture, inner, text, face)
    if place is None:
        print("  cell not confirmed:", text, box)
        draft.ignore.append(box)
        return False
    draft.texts.append(Run(text, place))
    return True


def development() -> None:
    """Claims in Carlito under Greybird."""
    look = Look("Greybird", "Carlito", 11)
    draft = Draft("claims_calc", "development", "LibreOffice Calc", "libreoffice", "Greybird", ("Carlito",))
    render(draft, claims("Carlito", 11, 301, 60), look, "claims")


def held_out() -> None:
    """Stock in Lato under Arc."""
    look = Look("Arc", "Inter", 10)
    draft = Draft("stock_calc", "held_out", "LibreOffice Calc", "libreoffice", "Arc", ("Lato", "Inter"))
    render(draft, stock("Lato", 10, 302, 60), look, "stock")


if __name__ == "__main__":
    development()
    held_out()
