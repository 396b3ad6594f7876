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
from innervate.surfaces.x11.atspi_known import Known

# More than these and one walk is the cheaper way: it asks for a third of what mending asks.
_MANY = 150
_MUCH = 0.4
_CONTENTS = frozenset({"ModelChanged", "RowInserted", "RowDeleted", "RowReordered"})
_MANY_STRAYS = 1_000
# Of more children than this not all are read again when some other is chosen.
_CROWD = 100


@dataclass(slots=True)
class Dirt:
    """What is to be read again.

    whole: all. nodes: the accessible itself. lists: which children it has. parts: the same, of one with too
    many to list, in these places only. below: it and all under it. strays: unknown, so they must lie under
    something known that changed. choices: which of its children are selected. arrived: by child, the one in
    whose place of it to look. current: the child at which somebody is. places: pixels there changed.
    """

    whole: bool = False
    nodes: set[Ref] = field(default_factory=set)
    lists: set[Ref] = field(default_factory=set)
    below: set[Ref] = field(default_factory=set)
    strays: set[Ref] = field(default_factory=set)
    places: list[Rect[Device]] = field(default_factory=list)
    parts: dict[Ref, list[Rect[Device]]] = field(default_factory=dict)
    choices: set[Ref] = field(default_factory=set)
    arrived: dict[Ref, Ref] = field(default_factory=dict)
    current: Ref | None = None

    def __bool__(self) -> bool:
        known = self.nodes or self.lists or self.below or self.choices or self.arrived
        return bool(self.whole or known or self.strays or self.places)

    def much(self, known: int) -> bool:
        """Whether to walk the whole tree, of which so much is known, rather than to mend it."""
        return self.whole or len(self.nodes) + len(self.lists) > max(_MANY, known * _MUCH)

    def heed(
        self,
        ref: Ref,
        kind: str,
        detail: str,
        first: object,
        known: Mapping[Ref, Known],
        hidden: Mapping[Ref, Ref],
    ) -> None:
        """Note one event. `known` shows; `hidden` did not when it was read, and names its parent.

        first: the event's first number; of an ActiveDescendantChanged, the descendant.
        """
        room, _, what = kind.partition(".")
        node = known.get(ref)
        if self.whole or len(self.strays) > _MANY_STRAYS:
            self.whole = True  # there is no more to note
            return
        if room == "Window":
            self._window(ref, node, known)
        elif node is not None:
            self._known_changed(node, room, what, detail, first)
        elif room == "Document" or what == "ChildrenChanged":
            if ref not in hidden:
                self.strays.add(ref)
        elif what == "StateChanged":
            self._appeared(ref, detail, first, known, hidden)
        elif what in ("SelectionChanged", "TextChanged", "PropertyChange"):
            self._within(ref, known, hidden)

    def _known_changed(self, node: Known, room: str, what: str, detail: str, first: object) -> None:
        self.nodes.add(node.ref)
        match what, detail:
            case _ if room == "Document" or what in _CONTENTS:
                self.below.add(node.ref)
            case ("ChildrenChanged", _) | ("StateChanged", "expanded"):
                self.lists.add(node.ref)
            case "VisibleDataChanged", _ if node.sheet:
                self.below.add(node.ref)
            case "ActiveDescendantChanged", _ if node.sheet and isinstance(first, tuple):
                self.choices.add(node.ref)
                self.arrived[first] = node.ref
                self.current = first
            case "ActiveDescendantChanged", _:
                self.below.add(node.ref)
            case "SelectionChanged", _ if len(node.children) > _CROWD:
                self.choices.add(node.ref)
            case "SelectionChanged", _:
                self.nodes.update(node.children)
            case "PropertyChange", "accessible-value" if node.role == roles.SCROLL_BAR and node.parent:
                # GTK moves what is in a scrolled view without a word; this is the only sign.
                self.below.add(node.parent)
            case "TextChanged", _ if node.parent is not None:
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
        """A closed list changed: its combo box, which shows the choice, did too. Or an empty cell."""
        above = hidden.get(ref)
        if above is not None and above in known:
            self.nodes.add(above)
            if known[above].sheet:
                self.arrived[ref] = above
