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
from innervate.surfaces.x11.atspi_read import Known


def nodes_of(known: Mapping[Ref, Known], root: Ref, pid: int) -> tuple[Node, ...]:
    """The nodes of the application whose root is given."""
    if root not in known:
        return ()
    nodes = [_node(known, known[root], pid, option=False)]
    for window in known[root].children:
        inside = [_node(known, each, pid, option=option) for each, option in _walk(known, window)]
        if any(node.name or node.text or node.role in INTERACTIVE for node in inside):
            nodes.extend(inside)
    return tuple(nodes)


def _walk(known: Mapping[Ref, Known], top: Ref) -> Iterator[tuple[Known, bool]]:
    """All under `top` in document order, and whether it is within a combo box."""
    stack = [(top, False)]
    while stack:
        ref, within = stack.pop()
        if (here := known.get(ref)) is None:
            continue
        yield here, within
        inner = within or here.role == roles.COMBO_BOX
        stack.extend((child, inner) for child in reversed(here.children))


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
        id=name_of(here.ref),
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
    pieces = [each for each, _ in _walk(known, here.ref) if each.role in (roles.SPIN_BUTTON, roles.STATIC)]
    if any(not each.text for each in pieces if each.role == roles.SPIN_BUTTON):
        return ""
    return "".join(each.text or each.name for each in pieces)
