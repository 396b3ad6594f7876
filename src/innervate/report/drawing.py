"""Boxes, words and pills: what the redrawing of a View is made of. Units are those of the drawing.

A drawing is shown at one unit per CSS pixel or smaller, so these sizes are what a reader gets.
"""

from __future__ import annotations

from dataclasses import dataclass

from innervate.core.values import ValueType
from innervate.core.view import Chosen, Handle, Masked, Phrase
from innervate.report.markup import Attribute, Markup, tag

Shown = Phrase | Masked | Chosen | Handle
LINE = 17.0  # height of a line of text, and of a pill
_LETTER = 7.0  # average width of a letter of 11.5 units; a longer text ends in an ellipsis
_PILL_LETTER = 6.1
_BASELINE = 4.0


@dataclass(frozen=True, slots=True)
class Box:
    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def middle(self) -> float:
        return self.y + self.height / 2

    def inset(self, by: float) -> Box:
        return Box(self.x + by, self.y + by, max(1, self.width - 2 * by), max(1, self.height - 2 * by))

    def part(self, start: float, width: float) -> Box:
        """A part of its width, as high as it is."""
        return Box(self.x + start, self.y, max(0, width), self.height)

    def top(self, height: float) -> Box:
        return Box(self.x, self.y, self.width, min(height, self.height))

    def moved(self, x: float, y: float) -> Box:
        return Box(self.x + x, self.y + y, self.width, self.height)

    def holds(self, other: Box) -> bool:
        return (
            self.x <= other.x
            and self.y <= other.y
            and other.right <= self.right
            and other.bottom <= self.bottom
        )

    def meets(self, other: Box) -> bool:
        return (
            self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom
        )

    def rect(self, kind: str, radius: float = 0) -> Markup:
        size: dict[str, Attribute] = {"x": self.x, "y": self.y, "width": self.width, "height": self.height}
        return tag("rect", {"class": kind, **size, "rx": radius or None})


def around(boxes: list[Box]) -> Box:
    """The smallest box that holds all of these, of which there is at least one."""
    x, y = min(b.x for b in boxes), min(b.y for b in boxes)
    return Box(x, y, max(b.right for b in boxes) - x, max(b.bottom for b in boxes) - y)


def words(shown: str, box: Box, kind: str = "") -> Markup:
    """Text on one line in the middle of the box's height, cut to its width; kind "mid" centres it."""
    fits = int((box.width + 2) / _LETTER)
    if fits < 1:
        return Markup("")
    cut = shown if len(shown) <= fits else shown[: max(0, fits - 1)].rstrip() + "…"
    x = box.x + box.width / 2 if "mid" in kind.split() else box.x
    full = tag("title", None, shown) if cut != shown else None
    return tag("text", {"class": kind or None, "x": x, "y": box.middle + _BASELINE}, full, cut)


def words_width(shown: str) -> float:
    return len(shown) * _LETTER + 1


def named(handle: Handle) -> str:
    return f"{handle.type.name}_{handle.number}"


def width_of(label: Shown) -> float:
    """What `pill` needs to show all of it."""
    if isinstance(label, Handle):
        return len(named(label)) * _PILL_LETTER + 12
    return words_width(label.value if isinstance(label, Chosen) else label.text)


def pill(label: Shown, box: Box, kind: str = "") -> Markup:
    """A public phrase or what is chosen as words, a handle as a pill that is as wide as its name."""
    if not isinstance(label, Handle):
        return words(label.value if isinstance(label, Chosen) else label.text, box, kind)
    width = width_of(label)
    spot = Box(box.x, box.middle - 8, min(width, box.width), 16)
    if spot.width < 12:
        return spot.rect(f"pill {label.type.value}", radius=4)
    shown = named(label) if width <= box.width + 2 else _short(label, spot.width)
    return tag(
        "g",
        None,
        tag("title", None, str(label)),
        spot.rect(f"pill {label.type.value}", radius=8),
        tag("text", {"class": "pill-text mid", "x": spot.x + spot.width / 2, "y": spot.middle + 3.6}, shown),
    )


def _short(handle: Handle, width: float) -> str:
    """The beginning of the type and the whole number, which tells handles apart."""
    number = str(handle.number)
    letters = int((width - 10) / _PILL_LETTER) - len(number) - 1
    return f"{handle.type.name[:letters]}…{number}" if letters > 0 else number


def ghost(kind: ValueType, box: Box) -> Markup:
    """A cell of a table: there is a value of this type, and that is all that is told."""
    return box.rect(f"ghost {kind.value}", radius=4)
