"""One element of a View, drawn by its role: entries as boxes, buttons filled, check boxes, and so on."""

from __future__ import annotations

from innervate.core.view import Phrase, ViewElement
from innervate.core.vocabulary import Role, State
from innervate.report.drawing import CELL, Box, pill, width_of
from innervate.report.markup import Markup, join, tag
from innervate.report.redraw_layout import LISTED

_CONTAINERS = frozenset(
    {
        Role.APPLICATION,
        Role.WINDOW,
        Role.DIALOG,
        Role.ALERT,
        Role.DOCUMENT,
        Role.PAGE,
        Role.FORM,
        Role.GROUP,
        Role.TOOLBAR,
        Role.MENU_BAR,
        Role.TAB_LIST,
        Role.LIST,
        Role.TREE,
        Role.TABLE,
        Role.CANVAS,
        Role.TERMINAL,
        Role.SCROLL_BAR,
        Role.SEPARATOR,
    }
)


def is_container(one: ViewElement) -> bool:
    return one.role in _CONTAINERS


def element(one: ViewElement, box: Box) -> Markup:
    """Its drawing in the room that it has."""
    states = "".join(f" {state.value.replace(' ', '-')}" for state in one.states if state in _SHOWN)
    off = " off" if _may_be_off(one) and State.ENABLED not in one.states else ""
    return tag("g", f"element{states}{off}", _by_role(one, box))


_SHOWN = frozenset({State.FOCUSED, State.INVALID, State.REQUIRED})


def _may_be_off(one: ViewElement) -> bool:
    return one.role in (Role.BUTTON, Role.ENTRY, Role.COMBO, Role.CHECK_BOX) and bool(one.states)


def _by_role(one: ViewElement, box: Box) -> Markup:
    match one.role:
        case Role.ENTRY | Role.PASSWORD | Role.TEXT | Role.SPIN if _is_field(one):
            return _field(one, box)
        case Role.COMBO:
            return join(_field(one, box), _chevron(box))
        case Role.BUTTON | Role.TOGGLE:
            return _button(one, box)
        case Role.CHECK_BOX | Role.RADIO:
            return _tick(one, box)
        case Role.TAB:
            return join(box.rect("tab", radius=3), _labelled(one, box.part(5, box.width - 8), ""))
        case Role.LINK:
            return _labelled(one, box, "link")
        case Role.HEADING | Role.COLUMN_HEADER:
            return _labelled(one, box, "heading")
        case Role.SLIDER | Role.PROGRESS:
            return _slider(one, box)
        case Role.IMAGE | Role.ICON:
            return _picture(box)
        case role if role in _CONTAINERS:
            return _container(one, box)
        case role if role in LISTED:
            return join(box.inset(0.5).rect("item", radius=2), _labelled(one, box.part(4, box.width - 6), ""))
    return _labelled(one, box, "")


def _is_field(one: ViewElement) -> bool:
    """A text that can't be edited is shown as words."""
    return one.role is not Role.TEXT or State.EDITABLE in one.states


def _labelled(one: ViewElement, box: Box, kind: str) -> Markup:
    """Its label, then what it shows, side by side in the first line of a tall box."""
    line = box if box.height <= 2 * CELL else box.top(CELL)
    shown = one.value or one.choice
    if one.label is None:
        return pill(shown, line) if shown is not None else Markup("")
    if shown is None or shown == one.label:
        return pill(one.label, line, kind)
    first = min(width_of(one.label), line.width * 0.6)
    return join(
        pill(one.label, line.part(0, first), kind), pill(shown, line.part(first + 3, line.width - first - 3))
    )


def _field(one: ViewElement, box: Box) -> Markup:
    """A box; its label small on the upper edge, as on a form, or inside where nothing is filled in."""
    inner = box.inset(0.6)
    shown = one.value or one.choice
    line = inner.top(CELL) if inner.height > 2 * CELL else inner
    content = line.part(4, line.width - 8)
    if shown is not None and one.label is not None and content.width > 110:
        half = content.width * 0.42
        inside = join(
            pill(one.label, content.part(0, half), "hint"),
            pill(shown, content.part(half, content.width - half)),
        )
    elif shown is not None:
        inside = pill(shown, content)
    else:
        inside = pill(one.label, content, "hint") if one.label is not None else Markup("")
    return join(inner.rect("field", radius=2), inside, _required(one, inner))


def _required(one: ViewElement, box: Box) -> Markup | None:
    if State.REQUIRED not in one.states:
        return None
    return tag("circle", {"class": "must", "cx": box.right - 4, "cy": box.y + 4, "r": 1.3})


def _chevron(box: Box) -> Markup:
    x, y = box.right - 9, min(box.middle, box.y + CELL) - 1
    return tag("path", {"class": "chevron", "d": f"M{x:g} {y:g}l2.5 2.5l2.5 -2.5"})


def _button(one: ViewElement, box: Box) -> Markup:
    # The height of a button that hugs its label is not told: as high as a hand would draw it.
    spot = Box(box.x, box.y - 1.8, box.width, box.height + 3.6) if box.height <= CELL else box.inset(0.4)
    face = spot.rect("button", radius=3)
    if one.label is None:
        return face
    free = max(6.0, spot.width - width_of(one.label))
    return join(
        face,
        pill(
            one.label,
            spot if isinstance(one.label, Phrase) else spot.part(free / 2, spot.width - free),
            "on mid",
        ),
    )


def _tick(one: ViewElement, box: Box) -> Markup:
    """The box or ring, empty: what is chosen in it is a value, so it stands beside it as a handle."""
    size = min(7.0, box.height - 2)
    top = min(box.middle, box.y + CELL / 2) - size / 2
    ring = Box(box.x + 1, top, size, size).rect("tick", radius=size / 2 if one.role is Role.RADIO else 1.5)
    return join(ring, _labelled(one, box.part(size + 4, box.width - size - 4), ""))


def _slider(one: ViewElement, box: Box) -> Markup:
    groove = Box(box.x, box.middle - 1.5, box.width, 3).rect("groove", radius=1.5)
    return join(groove, pill(one.choice, box) if one.choice is not None else None)


def _picture(box: Box) -> Markup:
    inner = box.inset(0.6)
    wide, high = inner.width, inner.height
    hill = (
        f"M{inner.x:g} {inner.bottom:g}l{wide * 0.4:g} {-high * 0.5:g}"
        f"l{wide * 0.3:g} {high * 0.3:g}l{wide * 0.3:g} {-high * 0.2:g}"
    )
    return join(inner.rect("image", radius=2), tag("path", {"class": "hill", "d": hill}))


def _container(one: ViewElement, box: Box) -> Markup:
    """A frame; its label in the upper left corner where it has one."""
    name = one.role.value.replace(" ", "-")
    if one.role in (Role.SEPARATOR, Role.SCROLL_BAR):
        return box.inset(1).rect("groove", radius=1)
    frame = box.inset(0.5).rect(f"frame {name}", radius=3)
    if box.height < 2 * CELL:
        return frame
    if one.label is None:
        line = Box(box.x + 5, box.y + 3, box.width - 10, CELL)
        return join(frame, pill(one.value, line) if one.value is not None else None)
    return join(frame, pill(one.label, Box(box.x + 5, box.y + 1, box.width - 10, CELL), "soft"))
