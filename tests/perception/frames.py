"""Frames built by hand: windows, nodes and drawn pictures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from PIL import Image as Picture
from PIL import ImageDraw, ImageFont

from innervate.core.frame import Frame, Node, Pixels, Window
from innervate.core.geometry import Device, Rect
from innervate.core.vocabulary import Role, State

SIZE = (900, 500)
FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
BOLD = "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf"
PLAIN, STRIPE, CHOSEN, HEAD, RULE = "#ffffff", "#eeeeee", "#3584e4", "#e4e2df", "#b0aca8"


def rect(x: int, y: int, width: int, height: int) -> Rect[Device]:
    return Rect(x, y, width, height)


def node(
    ident: str,
    role: Role,
    parent: str = "",
    bounds: Rect[Device] | None = None,
    *,
    name: str = "",
    text: str | None = None,
    states: Sequence[State] = (),
    labelled_by: tuple[str, ...] = (),
    url: str | None = None,
    pid: int = 7,
) -> Node:
    return Node(
        ident,
        parent,
        pid,
        role,
        name,
        text=text,
        bounds=bounds,
        states=frozenset(states),
        labelled_by=labelled_by,
        url=url,
    )


def window(
    ident: int = 1,
    bounds: Rect[Device] | None = None,
    *,
    title: str = "Main",
    pid: int = 7,
    order: int = 0,
    popup: bool = False,
) -> Window:
    return Window(ident, title, pid, "/usr/bin/app", bounds or rect(0, 0, *SIZE), order, order == 0, popup)


def top(bounds: Rect[Device] | None = None, name: str = "Main") -> Node:
    return node("top", Role.WINDOW, bounds=bounds or rect(0, 0, *SIZE), name=name)


def blank() -> Picture.Image:
    return Picture.new("RGB", SIZE, PLAIN)


def frame(
    trees: Mapping[int, tuple[Node, ...]],
    windows: tuple[Window, ...] | None = None,
    *,
    picture: Picture.Image | None = None,
    epoch: int = 1,
    damaged: tuple[Rect[Device], ...] = (),
) -> Frame:
    shown = np.asarray(picture or blank())[..., ::-1]
    height, width = shown.shape[:2]
    data = np.dstack([shown, np.zeros((height, width), np.uint8)]).tobytes()
    return Frame(
        epoch,
        rect(0, 0, width, height),
        Pixels(width, height, width * 4, data),
        windows if windows is not None else (window(),),
        trees,
        damaged,
    )


def draw_list(
    rows: Sequence[Sequence[str]],
    at: tuple[int, int] = (50, 60),
    columns: Sequence[tuple[str, int]] = (("Subject", 300), ("From", 180), ("Date", 160)),
    chosen: int | None = None,
    size: tuple[int, int] = (700, 300),
) -> Picture.Image:
    """A list as toolkits draw it: a header with separators, striped rows of 20 pixels, texts cut off."""
    picture = blank()
    draw = ImageDraw.Draw(picture)
    x0, y0 = at
    draw.rectangle((x0, y0, x0 + size[0], y0 + 28), fill=HEAD, outline=RULE)
    left = x0
    for name, width in columns:
        draw.text((left + 8, y0 + 7), name, fill="#222222", font=ImageFont.truetype(FONT, 13))
        left += width
        draw.line((left, y0, left, y0 + 28), fill=RULE)
    for index, row in enumerate(rows):
        y = y0 + 29 + 20 * index
        fill = CHOSEN if index == chosen else (STRIPE, PLAIN)[index % 2]
        draw.rectangle((x0, y, x0 + size[0], y + 19), fill=fill)
        left = x0
        for text, (_, width) in zip(row, columns, strict=False):
            cell = Picture.new("RGB", (width - 6, 20), fill)
            ink = "#ffffff" if index == chosen else "#222222"
            ImageDraw.Draw(cell).text((4, 3), text, fill=ink, font=ImageFont.truetype(FONT, 13))
            picture.paste(cell, (left + 3, y))
            left += width
    return picture
