"""What hands do: a closed union of actions, bound to real elements and real values."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from innervate.core.geometry import Device, Point, Rect


@dataclass(frozen=True, slots=True)
class Target:
    """Where an action goes: the point to touch, and the window and place that were looked at.

    A surface refuses with `Changed` when the window under the point is another one, or has moved.
    """

    point: Point[Device]
    bounds: Rect[Device]
    window: int
    window_bounds: Rect[Device]
    description: str = field(repr=False, default="")


class Button(StrEnum):
    LEFT = "left"
    MIDDLE = "middle"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Click:
    """Press and release a button `count` times on the target."""

    target: Target
    button: Button = Button.LEFT
    count: int = 1


@dataclass(frozen=True, slots=True)
class Hover:
    """Move the pointer onto the target."""

    target: Target


@dataclass(frozen=True, slots=True)
class Drag:
    """Press on one target, release on another. through: what the pointer passes on its way, in order."""

    target: Target
    to: Target
    through: tuple[Point[Device], ...] = ()


@dataclass(frozen=True, slots=True)
class Scroll:
    """Turn the wheel over the target: positive is down, in notches."""

    target: Target
    notches: int


@dataclass(frozen=True, slots=True)
class Type:
    """Type text into the window that has the keyboard focus; refused when that is not `window`."""

    text: str = field(repr=False)
    window: int
    secret: bool = False


@dataclass(frozen=True, slots=True)
class Press:
    """Press keys together, in order, and release them: ("Control", "Return")."""

    keys: tuple[str, ...]
    window: int


@dataclass(frozen=True, slots=True)
class Focus:
    """Bring a window to the front and give it the keyboard."""

    window: int


@dataclass(frozen=True, slots=True)
class CloseWindow:
    """Ask a window to close, as its close button does."""

    window: int


@dataclass(frozen=True, slots=True)
class Launch:
    """Start a program of the desk; its command line comes from policy."""

    argv: tuple[str, ...]


Action = Click | Hover | Drag | Scroll | Type | Press | Focus | CloseWindow | Launch
