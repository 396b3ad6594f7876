"""Which window each accessible belongs to, and what lies above it.

Promises: the tops of a tree are matched to windows of their process by title and place; what a menu or a
combo box drops down belongs to the popup window that shows it. Refuses to guess: a top that fits no window
of its process is left out, with all below it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from innervate.core.frame import Frame, Node, Window
from innervate.core.geometry import Device, Rect
from innervate.core.vocabulary import Role

_DROPS_DOWN = frozenset({Role.MENU, Role.COMBO, Role.MENU_BAR})
_FRAME_TOP, _FRAME_SIDE = 28, 4
"""What the window manager may draw around a window's contents, in device pixels."""


def windows_of(nodes: Sequence[Node], windows: Sequence[Window], by_id: Mapping[str, Node]) -> dict[str, int]:
    """The window id of each node of one process; nodes of no window are absent."""
    popups = [w for w in windows if w.popup]
    dropping: dict[str, bool] = {}
    placed: dict[str, int] = {}
    for node in nodes:
        above = by_id.get(node.parent)
        drops = above is not None and (above.role in _DROPS_DOWN or dropping.get(above.id, False))
        dropping[node.id] = drops
        if above is None or above.role is Role.APPLICATION:
            window = best_window(node, windows)
        else:
            window = placed.get(node.parent)
            if popups and drops and node.bounds is not None:
                shown = [w.id for w in popups if w.bounds.holds(node.bounds.centre)]
                window = shown[-1] if shown else window
        if window is not None:
            placed[node.id] = window
    return placed


def best_window(top: Node, windows: Sequence[Window]) -> int | None:
    """The window that a top of the tree describes: same title or like place, both best."""
    if top.role is Role.APPLICATION:
        return None
    scored = [(fitness(top, window), window.order, window.id) for window in windows]
    score, _, window_id = max(scored, default=(0.0, 0, 0))
    return window_id if score >= 0.5 else None


def fitness(top: Node, window: Window) -> float:
    """0 to 2: 1 for the title, up to 1 for the place."""
    titled = 1.0 if top.name and top.name == window.title else 0.0
    return titled + (top.bounds.iou(window.bounds) if top.bounds is not None else 0.0)


def own_windows(frame: Frame, pid: int, nodes: Sequence[Node]) -> list[Window]:
    """Windows of the process; where none is known by process, those whose titles the tree names."""
    own = [w for w in frame.windows if w.pid == pid]
    if own:
        return own
    names = {n.name for n in nodes if n.role in (Role.WINDOW, Role.DIALOG, Role.ALERT) and n.name}
    return [w for w in frame.windows if w.pid not in frame.trees and w.title in names]


def covers(frame: Frame, window_id: int) -> tuple[Rect[Device], ...]:
    """What windows above this one hide, their frames included; lowest first."""
    own = next((w.order for w in frame.windows if w.id == window_id), None)
    if own is None:
        return ()
    return tuple(w.bounds if w.popup else framed(w.bounds) for w in frame.windows if w.order > own)


def framed(bounds: Rect[Device]) -> Rect[Device]:
    return Rect(
        bounds.x - _FRAME_SIDE,
        bounds.y - _FRAME_TOP,
        bounds.width + 2 * _FRAME_SIDE,
        bounds.height + _FRAME_TOP + _FRAME_SIDE,
    )
