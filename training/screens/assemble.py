"""From what a page or toolkit reports (CSS or device pixels) and two pictures (with and without text) to
exact truth.

Promises: bounds of texts are ink-tight; what is cut or covered by half or more is ignored, not listed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from training.screens.document import Truth
from training.screens.pixels import (
    Box,
    Mask,
    Picture,
    area,
    clipped,
    has_boundary,
    ink_between,
    sides_needed,
    tight,
    without,
)

Item = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Stage:
    """One rendered page: pictures, ink and what covers what."""

    picture: Picture
    bare: Picture
    ink: Mask
    scale: float
    layers: tuple[tuple[int, Box], ...]
    scrims: tuple[int, ...] = ()

    @property
    def whole(self) -> Box:
        """The picture's own box."""
        return 0, 0, self.picture.shape[1], self.picture.shape[0]

    def box(self, corners: object) -> Box:
        """CSS pixels to image pixels."""
        left, top, right, bottom = (round(float(v) * self.scale) for v in corners)  # type: ignore[attr-defined]
        return left, top, right, bottom

    def clip(self, item: Item) -> Box:
        """Where an item may show at all."""
        return clipped(self.box(item["clip"]), self.whole)

    def dimmed(self, layer: int) -> bool:
        """Whether a half transparent layer lies over a layer: what is there shows, but does not react."""
        return any(order > layer for order in self.scrims)

    def rest(self, box: Box, layer: int) -> list[Box]:
        """What higher layers leave of a box, as rectangles that do not overlap."""
        left = [box] if area(box) else []
        for order, cover in self.layers:
            if order > layer:
                left = [piece for part in left for piece in without(part, cover)]
        return left

    def seen(self, box: Box, layer: int) -> tuple[Box, float]:
        """The box around what higher layers leave of a box, and the share of it that they leave."""
        if not area(box):
            return box, 0.0
        left, top, right, bottom = box
        covers = [clipped(cover, box) for order, cover in self.layers if order > layer]
        covers = [cover for cover in covers if area(cover)]
        if not covers:
            return box, 1.0
        free = np.ones((bottom - top, right - left), dtype=bool)
        for x0, y0, x1, y1 in covers:
            free[y0 - top : y1 - top, x0 - left : x1 - left] = False
        if not free.any():
            return box, 0.0
        rows, columns = np.flatnonzero(free.any(axis=1)), np.flatnonzero(free.any(axis=0))
        around = (
            left + int(columns[0]),
            top + int(rows[0]),
            left + int(columns[-1]) + 1,
            top + int(rows[-1]) + 1,
        )
        return around, float(free.mean())


def stage(picture: Picture, bare: Picture, scale: float, report: Mapping[str, Sequence[Item]]) -> Stage:
    """Bring pictures and the page's layers together."""
    empty = Stage(picture, bare, ink_between(picture, bare), scale, ())
    numbered = [(int(str(item["layer"])), item) for item in report["layers"]]
    layers = tuple(
        (order, clipped(empty.box(item["box"]), empty.whole)) for order, item in numbered if not item["scrim"]
    )
    return Stage(
        picture, bare, empty.ink, scale, layers, tuple(order for order, item in numbered if item["scrim"])
    )


def fill(truth: Truth, scene: Stage, report: Mapping[str, Sequence[Item]]) -> None:
    """Fill a truth from a page's report."""
    _texts(truth, scene, report["words"])
    for item in report["elements"]:
        _element(truth, scene, item)
    for item in report["tables"]:
        _table(truth, scene, item)
    for order, item in enumerate(sorted(report["layers"], key=lambda it: int(str(it["layer"])))):
        box, share = scene.seen(clipped(scene.box(item["box"]), scene.whole), int(str(item["layer"])))
        if item["window"] and share > 0:
            truth.windows.append((str(item["title"]), box, order, bool(item["dialog"])))
    for item in report["labels"]:
        label, field = (_whole(scene, item[key]) for key in ("label", "field"))  # type: ignore[arg-type]
        if label and field:
            truth.labels.append((tight(label, scene.ink, 0) or label, field))


def _whole(scene: Stage, item: Item) -> Box | None:
    """An item's box if half or more of it shows."""
    full = scene.box(item["box"])
    box, share = scene.seen(clipped(full, scene.clip(item)), int(str(item["layer"])))
    if scene.dimmed(int(str(item["layer"]))):
        return None
    return box if area(full) and share * area(clipped(full, scene.clip(item))) / area(full) > 0.5 else None


def _texts(truth: Truth, scene: Stage, words: Sequence[Item]) -> None:
    for run in _runs(words):
        first = run[0]
        boxes = [scene.box(word["box"]) for word in run]
        full = (
            min(b[0] for b in boxes),
            min(b[1] for b in boxes),
            max(b[2] for b in boxes),
            max(b[3] for b in boxes),
        )
        limit = scene.clip(first)
        visible, share = scene.seen(clipped(full, limit), int(str(first["layer"])))
        layer = int(str(first["layer"]))
        if not area(visible) or share == 0:
            if first.get("cut"):
                truth.ignore += scene.rest(clipped(full, scene.whole), layer)
            continue
        ink = tight(visible, scene.ink, 3 if share == 1 else 0)
        slack = round(0.28 * (full[3] - full[1]))
        inside = clipped((full[0] + 1, full[1] + slack, full[2] - 1, full[3] - slack), full)
        if scene.seen(inside, layer)[1] < 1 or scene.dimmed(layer) or clipped(inside, limit) != inside:
            truth.ignore += scene.rest(clipped(full, limit), layer)
        elif ink and ink[3] - ink[1] < 4 and any(letter.isalnum() for letter in str(first["text"])):
            truth.ignore.append(ink)  # Too little of the letters was found to be their box.
        elif ink:
            truth.texts.append((_joined(run), clipped(ink, limit)))


def _runs(words: Sequence[Item]) -> list[list[Item]]:
    """Words in document order, joined along a line of one block where no wide gap comes between."""
    runs: list[list[Item]] = []
    for word in words:
        if runs and _continues(runs[-1][-1], word):
            runs[-1].append(word)
        else:
            runs.append([word])
    return runs


def _continues(last: Item, word: Item) -> bool:
    if last["block"] != word["block"] or last.get("whole"):
        return False
    a, b = [[float(v) for v in item["box"]] for item in (last, word)]  # type: ignore[attr-defined]
    overlap = min(a[3], b[3]) - max(a[1], b[1])
    gap = b[0] - a[2]
    size = max(float(str(last["size"])), float(str(word["size"])))
    return overlap > 0.5 * min(a[3] - a[1], b[3] - b[1]) and -2 <= gap <= size


def _joined(run: Sequence[Item]) -> str:
    text = str(run[0]["text"])
    for word in run[1:]:
        text += str(word["text"]) if word["glued"] else f" {word['text']}"
    return text


def _element(truth: Truth, scene: Stage, item: Item) -> None:
    full = scene.box(item["box"])
    inside = clipped(full, scene.clip(item))
    box, share = scene.seen(inside, int(str(item["layer"])))
    visible = share * area(inside) / max(1, area(full))
    if visible == 0 or area(box) < 12:
        return
    role = str(item["role"])
    if visible <= 0.5 or scene.dimmed(int(str(item["layer"]))) or (share == 1 and not item["hit"]):
        truth.ignore += scene.rest(inside, int(str(item["layer"])))
        return
    boundary = has_boundary(scene.bare, box, sides_needed(role))
    if role == "icon button":
        role = "button" if boundary else "icon"
    states = [str(state) for state in item["states"]]  # type: ignore[attr-defined]
    truth.elements.append((role, str(item["name"])[:120], box, states, boundary))


def _table(truth: Truth, scene: Stage, item: Item) -> None:
    layer, limit = int(str(item["layer"])), scene.clip(item)
    box, share = scene.seen(clipped(scene.box(item["box"]), limit), layer)
    if share <= 0.5 or not area(box) or scene.dimmed(layer):
        return
    cells = []
    for cell in item["cells"]:  # type: ignore[attr-defined]
        full = scene.box(cell["box"])
        shown, part = scene.seen(clipped(full, limit), layer)
        if area(full) and part * area(clipped(full, limit)) / area(full) > 0.5:
            cells.append((int(cell["row"]), int(cell["column"]), str(cell["text"]), shown))
    truth.tables.append((box, [str(column) for column in item["columns"]], cells))  # type: ignore[attr-defined]
