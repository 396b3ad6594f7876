"""Draw the truth of screens on their pictures: `python -m evaluation.eyes.annotate OUT SCREEN.json ...`

Texts are boxed in blue with the text above, elements in a colour per role with role and states, cells in grey
with row and column, windows in violet, ignored areas hatched in red. --only texts | elements | tables.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from innervate.bench.eyes_truth import ROLES, Screen, load
from innervate.core.geometry import Device, Rect

_FONT = ImageFont.load_default(size=10)
_COLOURS = {role: f"hsl({137 * place % 360}, 90%, 38%)" for place, role in enumerate(sorted(ROLES))}


def draw(screen: Screen, picture: Image.Image, parts: frozenset[str]) -> Image.Image:
    """A copy of the picture, twice as pale, with the wanted parts of the truth drawn on it."""
    canvas = Image.blend(picture.convert("RGB"), Image.new("RGB", picture.size, "white"), 0.35)
    pen = ImageDraw.Draw(canvas)
    for area in screen.ignore:
        _hatch(pen, area)
    if "tables" in parts:
        for table in screen.tables:
            _box(pen, table.bounds, "black", "table", 3)
            for cell in table.cells:
                _box(pen, cell.bounds, "grey", f"{cell.row},{cell.column} {cell.text}", 1)
    if "elements" in parts:
        for element in screen.elements:
            caption = " ".join([element.role, *sorted(element.states)]) + ("" if element.boundary else " ~")
            _box(pen, element.bounds, _COLOURS[element.role], caption, 2)
        for link in screen.captions:
            pen.line([_middle(link.label), _middle(link.target)], fill="magenta", width=2)
        for window in screen.windows:
            _box(pen, window.bounds, "purple", f"window {window.order} {window.title}", 3)
    if "texts" in parts:
        for run in screen.texts:
            _box(pen, run.bounds, "blue", run.text, 1)
    return canvas


def _middle(rect: Rect[Device]) -> tuple[int, int]:
    return rect.centre.x, rect.centre.y


def _box(pen: ImageDraw.ImageDraw, rect: Rect[Device], colour: str, caption: str, width: int) -> None:
    pen.rectangle((rect.x - 1, rect.y - 1, rect.right, rect.bottom), outline=colour, width=width)
    pen.text((rect.x, rect.y - 11), caption, fill=colour, font=_FONT)


def _hatch(pen: ImageDraw.ImageDraw, area: Rect[Device]) -> None:
    pen.rectangle((area.x, area.y, area.right - 1, area.bottom - 1), outline="red", width=2)
    for x in range(area.x, area.right, 12):
        pen.line((x, area.y, min(area.right, x + 8), area.bottom), fill="red")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("screens", type=Path, nargs="+")
    parser.add_argument("--only", choices=("texts", "elements", "tables"), action="append")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    parts = frozenset(options.only or ("texts", "elements", "tables"))
    for path in options.screens:
        screen = load(path)
        drawn = draw(screen, Image.open(path.with_suffix(".png")), parts)
        drawn.save(options.out / f"{screen.name}.png")


if __name__ == "__main__":
    main()
