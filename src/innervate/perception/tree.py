"""Elements from the accessibility tree of one process.

Promises: every node that shows something is one element, in document order, with its window, name, value,
label and web origin; static text that only repeats its parent is folded into it. A node without a place is
left out and its children belong to the next one above that is kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from innervate.core.frame import Frame, Node
from innervate.core.geometry import Device, Rect
from innervate.core.scene import Element
from innervate.core.vocabulary import Role, State
from innervate.perception.naming import (
    BY_CONTENT,
    FIELDS,
    STATIC,
    Family,
    full_text,
    naming,
    origin_of,
    said,
    value_of,
)
from innervate.perception.placing import own_windows, windows_of

_FOLDS = BY_CONTENT | FIELDS | {Role.TEXT}
_LIVE = frozenset({State.EDITABLE, State.FOCUSABLE})


@dataclass(frozen=True, slots=True)
class _Kept:
    """What the walk has decided: who stands for each node, and lines taken over from folded texts."""

    stands: Mapping[str, str]
    lines: Mapping[str, list[tuple[str, Rect[Device]]]]


def elements_of(frame: Frame, pid: int) -> list[Element]:
    """The elements of one process's tree, in document order."""
    nodes = frame.trees.get(pid, ())
    family = Family(nodes)
    windows = windows_of(nodes, own_windows(frame, pid, nodes), family.by_id)
    kept = keep(nodes, family, windows)
    origins: dict[str, str | None] = {}
    found: list[Element] = []
    for node in nodes:
        origins[node.id] = origin_of(node, origins)
        if kept.stands.get(node.id) == node.id:
            found.append(element(node, family, windows[node.id], origins[node.id], kept))
    return found


def keep(nodes: Sequence[Node], family: Family, windows: Mapping[str, int]) -> _Kept:
    """Which nodes become elements; the others are stood for by the nearest one above."""
    stands: dict[str, str] = {}
    lines: dict[str, list[tuple[str, Rect[Device]]]] = {}
    for node in nodes:
        above = stands.get(node.parent, "")
        holder = family.by_id.get(above)
        if node.bounds is None or node.bounds.area == 0 or node.id not in windows or mute(node, family):
            stands[node.id] = above
        elif holder is not None and repeats(node, holder, family):
            stands[node.id] = above
            own = list(node.lines) or ([(said(node), node.bounds)] if said(node) else [])
            lines.setdefault(above, []).extend(own)
        else:
            stands[node.id] = node.id
    return _Kept(stands, lines)


def mute(node: Node, family: Family) -> bool:
    """Whether a node is a label that says nothing: the space between two links."""
    return node.role is Role.LABEL and not said(node) and not family.children(node)


def repeats(node: Node, holder: Node, family: Family) -> bool:
    """Whether a static text says nothing that the element around it does not say."""
    if node.role not in STATIC or holder.role not in _FOLDS:
        return False
    if node.role is Role.TEXT and node.states & _LIVE:
        return False
    if holder.role in FIELDS or not said(node):
        return True
    whole = f"{holder.name} {full_text(holder, family)}"
    return " ".join(said(node).split()) in " ".join(whole.split())


def element(node: Node, family: Family, window: int, origin: str | None, kept: _Kept) -> Element:
    """The element of a node that is kept."""
    called = naming(node, family)
    value = value_of(node, family)
    labels = [kept.stands.get(i, "") for i in node.labelled_by]
    label = next((i for i in labels if i and i != node.id), None)
    name = called.name
    if node.role is Role.COMBO and name == value and label is not None:
        name = said(family.by_id[label]).rstrip(":").strip() or name
    return Element(
        id=node.id,
        role=node.role,
        name=name,
        bounds=node.bounds,
        window=window,
        value=value,
        parent=kept.stands.get(node.parent, ""),
        states=node.states,
        label=label,
        named_by_content=called.by_content,
        origin=origin,
        lines=node.lines or tuple(kept.lines.get(node.id, ())),
    )
