"""What is drawn, found in the pixels: areas of one colour, with their colour's name, form and corners.

For what no tree tells and no detector knows: shapes on a canvas, a colour to choose, dots of a chart. A
figure is what the eye takes for one: its fill with its outline. Promises: the same pixels give the same
figures, in reading order. Refuses to tell a form where it is none of the plain ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from math import hypot, pi

import cv2
import numpy as np
import numpy.typing as npt

from innervate.core.frame import Pixels
from innervate.core.geometry import Device, Rect
from innervate.perception.dots import LEAST_PIXELS, LEAST_SIDE, SMALL, apart

_MOST_COLOURS = 64
_LEAST_SOLID = 4
"""Pixels of a colour with nothing but it around them: softened edges have none."""
_OFTEN = 60
_OWN = 100
"""How far a colour is from all mixtures of two others, of 442, that is drawn with though it is rare."""
_CLOSE = 20
_EXACT = 2
_FRAME = 6
_SURELY = 0.12
_LEAST_BLOCK = 12
_LEAST_DISC = 9
_OUTLINE, _SOLID = 0.6, 0.9
"""What fills less of what it holds is an outline; so much fills a disc, but no letter."""
_BACKGROUND_EDGES = 3
"""What runs out of the area on so many of its sides is what the rest is drawn on."""
_ROUND = 0.92
"""The share that a form fills of the circle around it: a circle at least so much; a heptagon fills 0.87."""
_FILLED = 0.93
_STRAIGHT = 0.012
"""How far a corner stands out, as a share of the outline's length; a heptagon's does by 0.0165."""
_LEAST_CORNER = 2.0
_SHORT = 0.045

Paint = tuple[int, int, int]
"""R, G, B."""

# Names that people use for certain colours; the values are CSS's.
COLOURS: dict[str, Paint] = {
    "black": (0, 0, 0), "white": (255, 255, 255), "grey": (128, 128, 128), "silver": (192, 192, 192),
    "red": (255, 0, 0), "maroon": (128, 0, 0), "brown": (165, 42, 42), "orange": (255, 165, 0),
    "yellow": (255, 255, 0), "olive": (128, 128, 0), "lime": (0, 255, 0), "green": (0, 128, 0),
    "cyan": (0, 255, 255), "teal": (0, 128, 128), "blue": (0, 0, 255), "navy": (0, 0, 128),
    "magenta": (255, 0, 255), "purple": (128, 0, 128), "pink": (255, 192, 203),
}  # fmt: skip


# Where each hue begins, in degrees.
_HUES = (
    *((0, "red"), (15, "orange"), (46, "yellow"), (68, "green"), (165, "cyan"), (195, "blue")),
    *((255, "purple"), (292, "magenta"), (325, "pink"), (345, "red")),
)
_SAME_COLOUR = 10.0
_COLOURLESS = 9.0
_BROWN = 0.72
_PINK = 75.0


class Form(StrEnum):
    """A plain form."""

    CIRCLE = "circle"
    TRIANGLE = "triangle"
    RECTANGLE = "rectangle"
    PENTAGON = "pentagon"
    HEXAGON = "hexagon"
    HEPTAGON = "heptagon"
    LINE = "line"
    OTHER = "other"


_BY_CORNERS = {3: Form.TRIANGLE, 4: Form.RECTANGLE, 5: Form.PENTAGON, 6: Form.HEXAGON, 7: Form.HEPTAGON}


@dataclass(frozen=True, slots=True)
class Figure:
    """bounds: of all of it. paint: its fill as R, G, B. corners: 0 for what has none, or where none count.

    filled: the share of what its outline holds.
    """

    bounds: Rect[Device]
    paint: Paint
    form: Form
    corners: int
    filled: float = 1.0

    @property
    def hollow(self) -> bool:
        """Whether it is an outline alone, and what shows in it is what is behind."""
        return self.filled < _OUTLINE

    @property
    def colour(self) -> str:
        return name_of(self.paint)

    @property
    def hex(self) -> str:
        return "{:02x}{:02x}{:02x}".format(*self.paint)


def name_of(paint: Paint) -> str:
    """The name of a colour: of that which it is but for what no eye tells apart, else of its hue."""
    seen = _seen(np.array([paint], dtype=np.uint8))
    known = _seen(np.array(list(COLOURS.values()), dtype=np.uint8))
    far = np.square(known - seen).sum(axis=1)
    if float(far.min()) <= _SAME_COLOUR**2:
        return list(COLOURS)[int(far.argmin())]
    lightness, a, b = (float(value) for value in seen[0])
    if hypot(a, b) < _COLOURLESS:
        return "black" if lightness < 20 else "white" if lightness > 93 else "grey"
    hue, _, value = (float(one) for one in _hue(paint))
    name = next(name for least, name in reversed(_HUES) if hue >= least)
    if name == "orange" and value < _BROWN:
        return "brown"
    return "pink" if name == "red" and lightness > _PINK else name


def _hue(paint: Paint) -> npt.NDArray[np.float32]:
    """Degrees, saturation and value."""
    return np.asarray(cv2.cvtColor(np.array([[paint]], dtype=np.float32) / 255, cv2.COLOR_RGB2HSV)[0, 0])


def _seen(paints: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
    """R, G, B in the space of L*a*b*, where distances are as the eye sees them."""
    return np.asarray(cv2.cvtColor(paints[None].astype(np.float32) / 255, cv2.COLOR_RGB2LAB)[0])


def figures_in(pixels: Pixels, area: Rect[Device], without: Sequence[Rect[Device]] = ()) -> list[Figure]:
    """All figures of an area. without: lines of text, whose letters are no figures."""
    crop, area = cropped(pixels, area)
    if crop.size == 0:
        return []
    found = [one for one in _parts(crop) if _is_block(one) or not _is_letter(one.bounds, area, without)]
    placed = [
        replace(
            one,
            bounds=Rect(one.bounds.x + area.x, one.bounds.y + area.y, one.bounds.width, one.bounds.height),
        )
        for one in _joined(found)
    ]
    return sorted(placed, key=lambda one: (one.bounds.y, one.bounds.x))


def cropped(pixels: Pixels, area: Rect[Device]) -> tuple[npt.NDArray[np.uint8], Rect[Device]]:
    """An area's pixels as B, G, R, and the part of it that lies in the picture."""
    image = np.frombuffer(pixels.data, np.uint8).reshape(pixels.height, pixels.stride // 4, 4)
    area = area.intersection(Rect(0, 0, pixels.width, pixels.height))
    return np.ascontiguousarray(image[area.y : area.bottom, area.x : area.right, :3]), area


def _is_block(figure: Figure) -> bool:
    """Whether it is too solid for a letter, even where it stands among them."""
    bounds = figure.bounds
    side = min(bounds.width, bounds.height)
    match figure.form:
        case Form.RECTANGLE:
            return not figure.hollow and side >= _LEAST_BLOCK
        case Form.CIRCLE:
            return figure.filled >= _SOLID and side >= _LEAST_DISC
    return False


def _is_letter(bounds: Rect[Device], area: Rect[Device], without: Sequence[Rect[Device]]) -> bool:
    there: Rect[Device] = Rect(bounds.x + area.x, bounds.y + area.y, bounds.width, bounds.height)
    return any(line.contains(there) and there.height <= 0.75 * line.height for line in without)


def _parts(crop: npt.NDArray[np.uint8]) -> Iterator[Figure]:
    """Connected areas of one colour; what is thick in them apart from the lines that it hangs on."""
    paints, which = colours_drawn(crop)
    for index, paint in enumerate(paints):
        mask = (which == index).astype(np.uint8)
        count, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
        for label in range(1, count):
            x, y, width, height, pixels = (int(value) for value in stats[label])
            if max(width, height) < LEAST_SIDE or pixels < LEAST_PIXELS:
                continue
            edges = (x == 0) + (y == 0) + (x + width == mask.shape[1]) + (y + height == mask.shape[0])
            if edges >= _BACKGROUND_EDGES:
                continue
            part = (labels[y : y + height, x : x + width] == label).astype(np.uint8)
            for inner, box in apart(part):
                form, corners, filled = _form(inner, int(inner.sum()))
                there: Rect[Device] = Rect(x + box[0], y + box[1], box[2], box[3])
                yield Figure(there, (int(paint[2]), int(paint[1]), int(paint[0])), form, corners, filled)


def colours_drawn(crop: npt.NDArray[np.uint8]) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.uint8]]:
    """The colours that are drawn with, as B, G, R, and which of them each pixel is of.

    Softened edges between two are of the nearer of these, also where they happen to be near a third.
    """
    wide = crop.astype(np.uint32)
    codes = np.asarray(wide[..., 0] | wide[..., 1] << 8 | wide[..., 2] << 16, dtype=np.uint32)
    colours, counts = np.unique(codes, return_counts=True)
    drawn = np.stack([colours & 255, colours >> 8 & 255, colours >> 16], axis=1).astype(np.int32)
    chosen: list[int] = []
    for at in np.argsort(-counts)[:_MOST_COLOURS]:
        if counts[at] < LEAST_PIXELS:
            break
        if chosen and int(np.abs(drawn[chosen] - drawn[at]).max(axis=1).min()) < _CLOSE:
            continue
        solid = cv2.erode((codes == colours[at]).astype(np.uint8), np.ones((3, 3), np.uint8))
        sure = counts[at] >= _OFTEN or int(solid.sum()) >= _LEAST_SOLID
        if sure or (chosen and _apart_from(drawn[at], drawn[chosen])):
            chosen.append(int(at))
    far = np.square(drawn[:, None] - drawn[chosen][None]).sum(axis=2)
    nearest, least_far = far.argmin(axis=1).astype(np.uint8), far.min(axis=1)
    # A frequent colour that is close to a paint is one with it, however it differs.
    exact = (least_far <= _EXACT) | ((counts >= _OFTEN) & (least_far < _CLOSE**2))
    order = np.searchsorted(colours, codes)
    which, surely = nearest[order], exact[order]
    masks = [which == index for index in range(len(chosen))]
    wrong = [_by_chance(mask, surely) for mask in masks]
    least = np.full(which.shape, np.iinfo(np.int64).max)
    amiss = np.logical_or.reduce(wrong) if wrong else np.zeros(which.shape, np.bool_)
    if amiss.any():
        for index, (mask, false) in enumerate(zip(masks, wrong, strict=True)):
            near = cv2.dilate((mask & ~false).astype(np.uint8), np.ones((9, 9), np.uint8)) > 0
            own = np.where(near & amiss, far[:, index][order], np.iinfo(np.int64).max)
            which[own < least], least = index, np.minimum(own, least)
    return drawn[chosen], which


def _apart_from(colour: npt.NDArray[np.int32], others: npt.NDArray[np.int32]) -> bool:
    """Whether a colour is on no way from one of these to another, as the softened edges between them are."""
    start, way = others[:, None, :], others[None] - others[:, None]
    length = np.maximum(1, np.square(way).sum(axis=2))
    share = np.clip(((colour - start) * way).sum(axis=2) / length, 0, 1)
    far = np.square(start + share[..., None] * way - colour).sum(axis=2)
    return bool(far.min() > _OWN**2)


def _by_chance(mask: npt.NDArray[np.bool_], surely: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """The areas of a colour of which hardly a pixel has it exactly, and nothing is solid."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8), connectivity=8)
    sure = surely & mask
    solid = cv2.erode(sure.astype(np.uint8), np.ones((2, 2), np.uint8)) > 0
    few = np.bincount(labels[sure], minlength=count) < _SURELY * stats[:, cv2.CC_STAT_AREA]
    few &= np.bincount(labels[solid], minlength=count) == 0
    few[0] = False
    return np.asarray(few[labels])


def _form(part: npt.NDArray[np.uint8], pixels: int) -> tuple[Form, int, float]:
    """Form, corners, and the share of what its outline holds that it fills."""
    height, width = part.shape
    outline, area, length = _outline(part)
    if area < 0.12 * length * min(width, height) / 4:
        # An outline with a gap of a pixel is closed for the eye.
        outline, area, length = _outline(cv2.morphologyEx(np.pad(part, 2), cv2.MORPH_CLOSE, np.ones((3, 3))))
    if min(width, height) <= 3 or area < 0.12 * length * min(width, height) / 4:
        return Form.LINE, 0, 1.0
    filled = pixels / (area + length / 2)
    hull = cv2.convexHull(outline)
    around = cv2.contourArea(hull)
    if area < 0.85 * around:
        return Form.OTHER, 0, filled
    (_, _), radius = cv2.minEnclosingCircle(outline)
    round_share = area / (pi * max(1.0, radius - 0.3) ** 2)
    if max(width, height) <= SMALL and round_share >= 0.75 and 0.8 <= width / height <= 1.25:
        square = area / max(1, (width - 1) * (height - 1))
        if square < _FILLED:
            return Form.CIRCLE, 0, filled
    apart = max(_LEAST_CORNER, _STRAIGHT * cv2.arcLength(hull, True))
    corners = _corners(hull, apart)
    square = area / max(1, (width - 1) * (height - 1))
    if square >= _FILLED:
        return Form.RECTANGLE, 4, filled
    if round_share >= _ROUND and corners >= 7:
        return Form.CIRCLE, 0, filled
    return _BY_CORNERS.get(corners, Form.OTHER), corners, filled


def _outline(part: cv2.typing.MatLike) -> tuple[cv2.typing.MatLike, float, float]:
    """The outline of the largest piece, the area within, and its length."""
    outlines, _ = cv2.findContours(np.pad(part, 1), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    outline = max(outlines, key=cv2.contourArea)
    return outline, cv2.contourArea(outline), cv2.arcLength(outline, True)


def _corners(hull: cv2.typing.MatLike, apart: float) -> int:
    """How many corners there are; two close together are one, cut off where the outline happened to begin."""
    points = cv2.approxPolyDP(hull, apart, True).reshape(-1, 2).astype(np.float64)
    sides = np.hypot(*(np.roll(points, -1, axis=0) - points).T)
    return len(points) - int((sides < _SHORT * sides.sum()).sum())


def _joined(parts: Sequence[Figure]) -> list[Figure]:
    """Fills with their outlines: what fills an outline is one figure with it, of the fill's looks."""
    found: list[Figure] = []
    taken: set[int] = set()
    for number, outer in enumerate(parts):
        if not outer.hollow:
            continue
        inner = [
            (other.bounds.area, index)
            for index, other in enumerate(parts)
            if index != number and outer.bounds.contains(other.bounds) and _fills(other, outer)
        ]
        if inner:
            index = max(inner)[1]
            taken |= {number, index}
            found.append(replace(parts[index], bounds=outer.bounds, filled=1.0))
    return found + [part for number, part in enumerate(parts) if number not in taken]


def _fills(inner: Figure, outer: Figure) -> bool:
    one, other = inner.bounds, outer.bounds
    centred = abs(one.centre.x - other.centre.x) <= 3 and abs(one.centre.y - other.centre.y) <= 3
    return centred and one.area >= 0.4 * other.area


def paints_of(pixels: Pixels, area: Rect[Device]) -> tuple[Paint, Paint | None] | None:
    """The colour that fills most of an area, and of those that are drawn there the one that differs most.

    None for an area outside of the picture; the second is None where nothing is drawn.
    """
    image = np.frombuffer(pixels.data, np.uint8).reshape(pixels.height, pixels.stride // 4, 4)
    area = area.intersection(Rect(0, 0, pixels.width, pixels.height))
    # Not its frame: of a button, what is written on it counts.
    inset = min(area.height // 5, area.width // 5, _FRAME)
    shown = image[area.y + inset : area.bottom - inset, area.x + inset : area.right - inset]
    crop = shown[..., 2::-1].reshape(-1, 3)
    if crop.size == 0:
        return None
    # As one number each: rows take thirty times as long to sort.
    wide = crop.astype(np.uint32)
    codes, counts = np.unique(wide[:, 0] << 16 | wide[:, 1] << 8 | wide[:, 2], return_counts=True)
    colours = np.stack([codes >> 16, codes >> 8 & 255, codes & 255], axis=1).astype(np.uint8)
    ground = colours[counts.argmax()]
    far = np.square(colours.astype(np.int32) - ground).sum(axis=1)
    often = counts >= max(2, crop.shape[0] // 2000)
    drawn = np.where(often, far, 0)
    ink = colours[drawn.argmax()] if drawn.max() > 3 * _CLOSE**2 else None
    return _paint(ground), None if ink is None else _paint(ink)


def _paint(colour: npt.NDArray[np.uint8]) -> Paint:
    return int(colour[0]), int(colour[1]), int(colour[2])
