"""Places in LibreOffice's tree, put right.

LibreOffice's own parts are told too high by the height of GTK's menu bar, but not the native entries among
them; its menus are told twice; an entry with an arrow is told as two things.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from innervate.core.frame import Frame, Node
from innervate.core.geometry import Device, Rect
from innervate.core.vocabulary import Role

Box = Rect[Device]


@dataclass(frozen=True, slots=True)
class Places:
    """Which nodes are told right (native), which too high by `shift`, and entries with their arrow."""

    native: frozenset[str]
    shifted: frozenset[str]
    arrows: dict[str, Box]
    shift: int

    def place(self, node: Node, box: Box) -> Box:
        """The true place of a node."""
        if node.id in self.arrows:
            return self.arrows[node.id]
        return box if node.id not in self.shifted else Rect(box.x, box.y + self.shift, box.width, box.height)

    def role(self, node: Node, role: str) -> str:
        """The truth's role of a node, "" where it is told elsewhere."""
        if node.id in self.arrows:
            return "combo box"
        if role == "menu" and node.id not in self.native:
            return ""  # told twice
        if role == "table cell" or (role == "toggle" and node.id in self.native):
            return ""  # cells are added with their contents; the arrow of a combo box is a part of it
        return role


def places(frame: Frame) -> Places:
    """Of the one window of a frame."""
    nodes = [node for tree in frame.trees.values() for node in tree]
    bar = next(n.bounds for n in nodes if n.role is Role.MENU_BAR and n.bounds is not None)
    native = _native(nodes)
    title = next(w.title for w in frame.windows if not w.popup)
    return Places(native, _under(nodes, title) - native, _with_arrow(nodes), bar.height)


def _native(nodes: list[Node]) -> frozenset[str]:
    """Ids of what GTK itself places: the menu bar, and what is in a native box (lower than its parent)."""
    by_id = {node.id: node for node in nodes}
    found: set[str] = set()
    for node in nodes:
        above = by_id.get(node.parent)
        if (node.role is Role.MENU_BAR and node.bounds is not None) or node.parent in found:
            found.add(node.id)
        elif above is not None and above.bounds is not None and node.bounds is not None:
            same = (node.bounds.x, node.bounds.width, node.bounds.height) == (
                above.bounds.x,
                above.bounds.width,
                above.bounds.height,
            )
            if same and node.role is Role.GROUP and 15 < node.bounds.y - above.bounds.y < 40:
                found.add(node.id)
    return frozenset(found)


def _with_arrow(nodes: list[Node]) -> dict[str, Box]:
    """Native entries that are combo boxes: an arrow stands at their right. The boxes of both together."""
    found = {}
    for node, after in pairwise(n for n in nodes if n.bounds is not None):
        if node.role is Role.ENTRY and after.role is Role.TOGGLE and node.parent == after.parent:
            assert node.bounds is not None
            assert after.bounds is not None
            found[node.id] = node.bounds.union(after.bounds)
    return found


def _under(nodes: list[Node], title: str) -> frozenset[str]:
    """Ids of what LibreOffice itself draws: the group that is named like the window, and all in it."""
    found: set[str] = set()
    for node in nodes:
        if (node.role is Role.GROUP and node.name == title) or node.parent in found:
            found.add(node.id)
    return frozenset(found)
