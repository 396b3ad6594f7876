"""What an accessible is called and what it holds, from what the application tells.

Promises: an own name wins over a label's, a label's over the text inside; a name that stands in the content
(a cell, an item, a link in a row) is told as such, since content is never public by itself. Refuses to name
a field by what was typed into it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from innervate.core.frame import Node
from innervate.core.vocabulary import Role, State

STATIC = frozenset({Role.LABEL, Role.TEXT})
FIELDS = frozenset({Role.ENTRY, Role.PASSWORD, Role.SPIN, Role.COMBO})
OF_ROWS = frozenset({Role.CELL, Role.ITEM, Role.TREE_ITEM, Role.ROW})
BY_CONTENT = OF_ROWS - {Role.ROW} | {
    Role.BUTTON,
    Role.LINK,
    Role.TOGGLE,
    Role.CHECK_BOX,
    Role.RADIO,
    Role.MENU,
    Role.MENU_ITEM,
    Role.TAB,
    Role.OPTION,
    Role.HEADING,
    Role.COLUMN_HEADER,
    Role.LABEL,
    Role.ALERT,
    Role.TOOLTIP,
}
_HOLDING = frozenset({Role.ENTRY, Role.PASSWORD, Role.TEXT, Role.SPIN, Role.SLIDER, Role.PROGRESS})
_DOCUMENTS = frozenset({Role.DOCUMENT, Role.PAGE, Role.TERMINAL})
_CHOSEN = frozenset({Role.OPTION, Role.MENU_ITEM, Role.ITEM})
_EMBEDDED = "\ufffc"


@dataclass(frozen=True, slots=True)
class Naming:
    """A name, and whether it was taken from content."""

    name: str
    by_content: bool


class Family:
    """The nodes of one process by their relations."""

    def __init__(self, nodes: Sequence[Node]) -> None:
        self.by_id: dict[str, Node] = {n.id: n for n in nodes}
        self._below: dict[str, list[Node]] = {}
        for node in nodes:
            self._below.setdefault(node.parent, []).append(node)

    def children(self, node: Node) -> Sequence[Node]:
        return self._below.get(node.id, ())

    def ancestors(self, node: Node) -> Iterator[Node]:
        above = self.by_id.get(node.parent)
        while above is not None:
            yield above
            above = self.by_id.get(above.parent)

    def below(self, node: Node, enter: Callable[[Node], bool] = lambda _: True) -> Iterable[Node]:
        """All nodes below in document order; nodes that `enter` refuses are told, not entered."""
        waiting = list(reversed(self.children(node)))
        while waiting:
            one = waiting.pop()
            yield one
            if enter(one):
                waiting.extend(reversed(self.children(one)))


def said(node: Node) -> str:
    """What the node itself says: its name, else its own text."""
    return node.name.strip() or own_text(node).strip()


def own_text(node: Node) -> str:
    return (node.text or "").replace(_EMBEDDED, "")


def content_text(node: Node, family: Family) -> str:
    """The texts inside, in document order; a part that says something is not asked for its parts."""
    parts = [said(part) for part in family.below(node, lambda n: not said(n)) if part.role not in FIELDS]
    return " ".join(part for part in parts if part)


def full_text(node: Node, family: Family) -> str:
    """The node's own text, or the texts inside where it has none or only holes for other nodes."""
    text = own_text(node).strip()
    return text if text and _EMBEDDED not in (node.text or "") else content_text(node, family) or text


def naming(node: Node, family: Family) -> Naming:
    """Name of a node: its own, else its labels', else its content's."""
    own = node.name.strip()
    if own:
        return Naming(own, in_content(node, own, family))
    labels = [said(family.by_id[i]) for i in node.labelled_by if i in family.by_id]
    if label := " ".join(text for text in labels if text):
        return Naming(label.rstrip(":").strip(), False)
    if node.role in BY_CONTENT and (text := full_text(node, family)):
        static = node.role is Role.LABEL and not in_row(node, family)
        return Naming(text, not static)
    return Naming("", False)


def in_content(node: Node, own: str, family: Family) -> bool:
    """Whether an own name only repeats what a row, a cell or an item of a list shows."""
    if node.role in OF_ROWS:
        return True
    return node.role in (Role.LINK, Role.LABEL) and in_row(node, family)


def in_row(node: Node, family: Family) -> bool:
    return any(above.role in OF_ROWS for above in family.ancestors(node))


def value_of(node: Node, family: Family) -> str | None:
    """What a node holds; None for what holds nothing."""
    role = node.role
    if role in _HOLDING:
        return own_text(node) if node.text is not None else None
    if role is Role.COMBO:
        return combo_value(node, family)
    if role is Role.CELL:
        if node.text == "":  # an empty cell of a spreadsheet, whose name is its address
            return ""
        return full_text(node, family) or node.name.strip()
    if role in _DOCUMENTS:
        return own_text(node) if node.text is not None else None
    return None


def combo_value(node: Node, family: Family) -> str | None:
    """The text of the box, else of an entry inside, else the option that is chosen."""
    if node.text is not None and own_text(node).strip():
        return own_text(node)
    chosen = None
    for part in family.below(node):
        if part.role is Role.ENTRY and part.text is not None:
            return own_text(part)
        if part.role in _CHOSEN and State.SELECTED in part.states:
            chosen = said(part)
    return own_text(node) if chosen is None and node.text is not None else chosen


def origin_of(node: Node, inherited: Mapping[str, str | None]) -> str | None:
    """The web origin: scheme://host[:port] of the nearest document; None outside the web."""
    if node.role is not Role.DOCUMENT and node.url is None:
        return inherited.get(node.parent)
    parts = urlsplit(node.url or "")
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}" if parts.netloc else None
