"""Turn a mirrored tree into core's Nodes.

Promises: document order, parents before children; ids are those of the bus and live as long as the
accessible. A top-level window in which nothing has a name, a text or a use is left out: Chromium keeps such
windows, said to show, for popups that are closed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from innervate.core.frame import Node
from innervate.core.vocabulary import INTERACTIVE, Role
from innervate.surfaces.x11 import atspi_roles as roles
from innervate.surfaces.x11.atspi_bus import Ref
from innervate.surfaces.x11.atspi_known import Known


class Nodes:
    """Makes the nodes of one application; those of what has not been read again are made once."""

    def __init__(self, root: Ref, pid: int) -> None:
        self._root, self._pid = root, pid
        self._made: dict[Ref, tuple[Known, bool, Node]] = {}

    def of(self, known: Mapping[Ref, Known]) -> tuple[Node, ...]:
        """All nodes in document order."""
        before, self._made = self._made, {}
        if self._root not in known:
            return ()
        nodes = [self._node(known, known[self._root], False, before)]
        for window in known[self._root].children:
            inside = [
                self._node(known, each, option, before) for each, option in _walk(known, window, self._root)
            ]
            if any(node.name or node.text or node.role in INTERACTIVE for node in inside):
                nodes.extend(inside)
        return tuple(nodes)

    def _node(
        self,
        known: Mapping[Ref, Known],
        here: Known,
        option: bool,
        before: Mapping[Ref, tuple[Known, bool, Node]],
    ) -> Node:
        made = before.get(here.ref)
        if made is None or made[0] is not here or made[1] is not option or here.role == roles.DATE_EDITOR:
            made = (here, option, _node(known, here, self._pid, option=option))
        self._made[here.ref] = made
        return made[2]


def _walk(known: Mapping[Ref, Known], top: Ref, above: Ref) -> Iterator[tuple[Known, bool]]:
    """All under `top` in document order, and whether it is within a combo box."""
    stack = [(top, above, False)]
    while stack:
        ref, parent, within = stack.pop()
        here = known.get(ref)
        if here is None or here.parent != parent:
            continue
        yield here, within
        inner = within or here.role == roles.COMBO_BOX
        stack.extend((child, ref, inner) for child in reversed(here.children))


def _node(known: Mapping[Ref, Known], here: Known, pid: int, *, option: bool) -> Node:
    above = known.get(here.parent) if here.parent is not None else None
    top = above is not None and above.parent is None
    text = here.text
    if here.role == roles.DATE_EDITOR:
        text = _date(known, here)
    role = roles.role_of(here.role, here.bits, top=top, childless=not here.count, text=text)
    if above is None:
        role = Role.APPLICATION
    elif option:
        role = _in_combo(here.role, role)
    return Node(
        id=here.alias or name_of(here.ref),
        parent=name_of(here.parent) if here.parent is not None else "",
        pid=pid,
        role=role,
        name=here.name,
        description=here.description,
        text=text,
        bounds=here.bounds,
        states=roles.states_of(here.bits, here.role, role),
        labelled_by=tuple(name_of(label) for label in here.labelled_by),
        url=here.url,
        lines=here.lines,
    )


def name_of(ref: Ref) -> str:
    """The id of a node."""
    return f"{ref[0]}{ref[1]}"


def _in_combo(number: int, role: Role) -> Role:
    if number in roles.OPTIONS:
        return Role.OPTION
    return Role.LIST if number in (roles.MENU, roles.LIST_BOX) else role


def _date(known: Mapping[Ref, Known], here: Known) -> str:
    """A date field says its value only in pieces: "01", "/", "05", ...; empty until all are filled in."""
    inside = (each for child in here.children for each, _ in _walk(known, child, here.ref))
    pieces = [each for each in inside if each.role in (roles.SPIN_BUTTON, roles.STATIC)]
    if any(not each.text for each in pieces if each.role == roles.SPIN_BUTTON):
        return ""
    return "".join(each.text or each.name for each in pieces)
