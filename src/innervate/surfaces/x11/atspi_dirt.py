"""What of a mirrored tree can no longer be trusted, as told by events and by pixels that changed.

Promises: an event that is not understood makes nothing less trusted than it was, one of many may; what an
event says is never taken as a value, it only says what to read again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from innervate.core.geometry import Device, Rect
from innervate.surfaces.x11 import atspi_roles as roles
from innervate.surfaces.x11.atspi_bus import Ref
from innervate.surfaces.x11.atspi_read import Known

# More than this and one walk is the cheaper way.
_MANY = 150


@dataclass(slots=True)
class Dirt:
    """whole: all. nodes: the accessible itself. lists: which children it has. below: it and all under it.
    strays: unknown, so they must lie under something known that changed. places: pixels there changed."""

    whole: bool = False
    nodes: set[Ref] = field(default_factory=set)
    lists: set[Ref] = field(default_factory=set)
    below: set[Ref] = field(default_factory=set)
    strays: set[Ref] = field(default_factory=set)
    places: list[Rect[Device]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.whole or self.nodes or self.lists or self.below or self.strays or self.places)

    @property
    def much(self) -> bool:
        """Whether to walk the whole tree rather than to mend it."""
        return self.whole or len(self.nodes) + len(self.lists) > _MANY

    def heed(
        self,
        ref: Ref,
        kind: str,
        detail: str,
        first: object,
        known: Mapping[Ref, Known],
        hidden: Mapping[Ref, Ref],
    ) -> None:
        """Note one event. `known` shows; `hidden` did not when it was read, and names its parent."""
        room, _, what = kind.partition(".")
        node = known.get(ref)
        match room, what:
            case "Window", _:
                self._window(ref, node, known)
            case "Document", _ if node is not None:
                self.below.add(ref)
            case ("Document", _) | (_, "ChildrenChanged") if node is None:
                if ref not in hidden:
                    self.strays.add(ref)
            case _, "ChildrenChanged" if node is not None:
                self.lists.add(ref)
                self.nodes.add(ref)
            case _, "StateChanged" if node is None:
                self._appeared(ref, detail, first, known, hidden)
            case _, "SelectionChanged" | "TextChanged" | "PropertyChange" if node is None:
                self._within(ref, known, hidden)
            case _, "StateChanged" if detail == "expanded":
                self.nodes.add(ref)
                self.lists.add(ref)
            case _, "SelectionChanged":
                self.nodes.update({ref, *(node.children if node else ())})
            case (
                _,
                "ActiveDescendantChanged" | "ModelChanged" | "RowInserted" | "RowDeleted" | "RowReordered",
            ):
                self.below.add(ref)
            case _, "PropertyChange" if detail == "accessible-value" and node is not None:
                self._scrolled(node)
            case _ if node is not None:
                self.nodes.add(ref)
                if what == "TextChanged" and node.parent is not None:
                    self.nodes.add(node.parent)

    def _window(self, ref: Ref, node: Known | None, known: Mapping[Ref, Known]) -> None:
        self.nodes.add(ref)
        if node is None:
            self.lists.update(other for other, seen in known.items() if seen.parent is None)

    def _appeared(
        self, ref: Ref, detail: str, first: object, known: Mapping[Ref, Known], hidden: Mapping[Ref, Ref]
    ) -> None:
        if detail in ("showing", "visible") and first == 1:
            if hidden.get(ref) in known:
                self.lists.add(hidden[ref])
            else:
                self.strays.add(ref)
        elif detail == "focused" and first == 1 and ref not in hidden:
            self.strays.add(ref)
        elif detail == "selected":
            self._within(ref, known, hidden)

    def _within(self, ref: Ref, known: Mapping[Ref, Known], hidden: Mapping[Ref, Ref]) -> None:
        """A closed list changed: its combo box, which shows the choice, did too."""
        above = hidden.get(ref)
        if above in known:
            self.nodes.add(above)

    def _scrolled(self, node: Known) -> None:
        """GTK moves what is in a scrolled view without a word; its scroll bar's value is the only sign."""
        self.nodes.add(node.ref)
        if node.role == roles.SCROLL_BAR and node.parent is not None:
            self.below.add(node.parent)
