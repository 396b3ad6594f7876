"""Points and rectangles typed by the space they are in; mixing two spaces is a type error.

Spaces are phantom types: `Rect[Device]` and `Rect[Windowed]` have the same numbers and can't be
passed for one another. `Transform` is the only way from one to another.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar, final


@final
class Device:
    """Device pixels of a surface; origin at its top left corner, x right, y down."""


@final
class Logical:
    """Device pixels divided by the scale of the monitor."""


@final
class Windowed:
    """Device pixels from the top left corner of one window's contents."""


@final
class Viewed:
    """The coarse grid of a View: 64 columns by 36 rows over the surface."""


S = TypeVar("S")
A = TypeVar("A")
B = TypeVar("B")


@dataclass(frozen=True, slots=True)
class Point(Generic[S]):
    """A point in space S."""

    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Rect(Generic[S]):
    """A rectangle in space S: half open, [x, x + width) by [y, y + height)."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        return self.x + self.width

    @property
    def bottom(self) -> int:
        return self.y + self.height

    @property
    def area(self) -> int:
        return max(0, self.width) * max(0, self.height)

    @property
    def centre(self) -> Point[S]:
        return Point(self.x + self.width // 2, self.y + self.height // 2)

    def holds(self, point: Point[S]) -> bool:
        return self.x <= point.x < self.right and self.y <= point.y < self.bottom

    def holds_middle(self, other: Rect[S]) -> bool:
        """Whether the other's centre lies in here."""
        x, y = other.x + other.width // 2, other.y + other.height // 2
        return self.x <= x < self.x + self.width and self.y <= y < self.y + self.height

    def contains(self, other: Rect[S]) -> bool:
        return (
            self.x <= other.x
            and self.y <= other.y
            and other.right <= self.right
            and other.bottom <= self.bottom
        )

    def intersection(self, other: Rect[S]) -> Rect[S]:
        """The common part; its width or height is 0 where there is none."""
        x, y = max(self.x, other.x), max(self.y, other.y)
        right, bottom = min(self.right, other.right), min(self.bottom, other.bottom)
        return Rect(x, y, max(0, right - x), max(0, bottom - y))

    def union(self, other: Rect[S]) -> Rect[S]:
        x, y = min(self.x, other.x), min(self.y, other.y)
        return Rect(x, y, max(self.right, other.right) - x, max(self.bottom, other.bottom) - y)

    def overlaps(self, other: Rect[S]) -> bool:
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
            and min(self.width, self.height, other.width, other.height) > 0
        )

    def iou(self, other: Rect[S]) -> float:
        """Intersection over union, 0 to 1."""
        common = self.intersection(other).area
        return common / (self.area + other.area - common) if common else 0.0


@dataclass(frozen=True, slots=True)
class Transform(Generic[A, B]):
    """From space A to space B: multiply by scale, then move by (dx, dy)."""

    scale: float = 1.0
    dx: float = 0.0
    dy: float = 0.0

    def point(self, p: Point[A]) -> Point[B]:
        return Point(round(p.x * self.scale + self.dx), round(p.y * self.scale + self.dy))

    def rect(self, r: Rect[A]) -> Rect[B]:
        """The rectangle between the two transformed corners, so that neighbours stay neighbours."""
        start, end = self.point(Point(r.x, r.y)), self.point(Point(r.right, r.bottom))
        return Rect(start.x, start.y, end.x - start.x, end.y - start.y)

    def inverse(self) -> Transform[B, A]:
        return Transform(1 / self.scale, -self.dx / self.scale, -self.dy / self.scale)
