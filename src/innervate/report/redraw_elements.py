"""One thing of a window, drawn by its role: forms as label and box, buttons, pages, check boxes."""

from __future__ import annotations

from innervate.core.view import ViewElement
from innervate.core.vocabulary import Role, State
from innervate.report.drawing import Box, pill, width_of, words
from innervate.report.markup import Markup, join, tag
from innervate.report.redraw_items import Item, Shape, is_page
from innervate.report.redraw_table import table

_SHOWN = frozenset({State.FOCUSED, State.INVALID, State.REQUIRED})
_LISTED = frozenset({Role.ITEM, Role.TREE_ITEM, Role.OPTION, Role.ROW, Role.CELL})
# Signs for what a reader knows as a picture; other icons are a dot, with their words as its tooltip.
_SIGNS = {
    "Close": "M-3 -3l6 6M3 -3l-6 6",
    "Minimize": "M-3.5 2.5h7",
    "Maximize": "M-3 -3h6v6h-6z",
    "Back": "M2 -4l-4 4l4 4",
    "Forward": "M-2 -4l4 4l-4 4",
    "Menu": "M-3 -1.5l3 3l3 -3",
}
_DOT = "M-3.2 0h.1M0 0h.1M3.2 0h.1"


def drawing_of(item: Item, box: Box) -> Markup:
    one = item.element
    if one is None:
        return words(item.note, box, "soft")
    states = "".join(f" {state.value.replace(' ', '-')}" for state in one.states if state in _SHOWN)
    off = " off" if _may_be_off(one) and State.ENABLED not in one.states else ""
    return tag("g", f"element{states}{off}", _by_shape(item, one, box))


def _may_be_off(one: ViewElement) -> bool:
    return one.role in (Role.BUTTON, Role.TOGGLE, Role.ENTRY, Role.COMBO, Role.CHECK_BOX)


def _by_shape(item: Item, one: ViewElement, box: Box) -> Markup:
    match item.shape:
        case Shape.BLOCK:
            return table(one, box)
        case Shape.FRAME:
            return _frame(one, box)
        case Shape.FIELD:
            return _field(one, box, item.caption)
    if item.icon:
        return _icon(one, box)
    return _line(one, box)


def _line(one: ViewElement, box: Box) -> Markup:
    match one.role:
        case Role.BUTTON | Role.TOGGLE:
            return _button(one, box)
        case Role.CHECK_BOX | Role.RADIO:
            return _tick(one, box)
        case Role.TAB:
            face = tag("path", {"class": "tab", "d": _tab_path(box)})
            return join(face, pill(one.label, box.part(9, box.width - 14)) if one.label else None)
        case Role.LINK:
            return _labelled(one, box, "link")
        case Role.HEADING | Role.COLUMN_HEADER:
            return _labelled(one, box, "heading")
        case Role.ALERT | Role.STATUS:
            return join(
                box.part(-3, box.width + 2).rect("notice-box", 4), _labelled(one, box.part(2, box.width), "")
            )
        case Role.IMAGE | Role.ICON:
            return _icon(one, box)
        case role if role in _LISTED:
            return join(box.part(-3, box.width + 2).rect("item", 3), _labelled(one, box, ""))
    return _labelled(one, box, "")


def _tab_path(box: Box) -> str:
    return f"M{box.x:g} {box.bottom:g}v{4 - box.height:g}q0 -4 4 -4h{box.width - 8:g}q4 0 4 4V{box.bottom:g}"


def _labelled(one: ViewElement, box: Box, kind: str) -> Markup:
    """Its label, then what it shows, side by side."""
    shown = one.value or one.choice
    if one.label is None:
        return pill(shown, box) if shown is not None else Markup("")
    if shown is None:
        return pill(one.label, box, kind)
    first = min(width_of(one.label), box.width * 0.6)
    return join(
        pill(one.label, box.part(0, first), kind), pill(shown, box.part(first + 5, box.width - first - 5))
    )


def _field(one: ViewElement, box: Box, caption: float) -> Markup:
    """Its label, then its box with the value in it."""
    inner = box.part(caption, box.width - caption)
    first = inner.top(24)
    shown = one.value or one.choice
    label = box.part(0, caption - 6).top(24)
    fixed = one.role is Role.TEXT and State.EDITABLE not in one.states
    spot = first.part(0 if fixed else 7, first.width - 12)
    return join(
        pill(one.label, label, "caption") if one.label is not None else None,
        None if fixed else inner.rect("field", radius=4),
        pill(shown, spot) if shown is not None else None,
        _chevron(first) if one.role is Role.COMBO else None,
        _required(first) if State.REQUIRED in one.states else None,
    )


def _required(box: Box) -> Markup:
    return tag("circle", {"class": "must", "cx": box.right - 7, "cy": box.middle, "r": 2})


def _chevron(box: Box) -> Markup:
    return tag("path", {"class": "stroke", "d": f"M{box.right - 15:g} {box.middle - 2:g}l3.5 3.5l3.5 -3.5"})


def _button(one: ViewElement, box: Box) -> Markup:
    face = box.rect("button", radius=5)
    if one.label is None:
        return face
    return join(face, pill(one.label, box.inset(3), "on mid"))


def _icon(one: ViewElement, box: Box) -> Markup:
    """A small square with a sign, where the real screen has a picture."""
    said = one.label.text if one.label is not None else one.role.value
    side = Box(box.x + box.width / 2 - 10, box.middle - 10, 20, 20)
    move = f"translate({side.x + 10:g} {side.middle:g})"
    sign = tag("path", {"class": "stroke", "d": _SIGNS.get(said, _DOT), "transform": move})
    return join(tag("title", None, said), side.rect("icon", radius=5), sign)


def _tick(one: ViewElement, box: Box) -> Markup:
    """The box or ring, empty: what is chosen in it is a value, so it stands beside it as a handle."""
    ring = Box(box.x + 1, box.middle - 6, 12, 12).rect("tick", radius=6 if one.role is Role.RADIO else 3)
    return join(ring, _labelled(one, box.part(18, box.width - 18), ""))


def _frame(one: ViewElement, box: Box) -> Markup:
    """What stands behind what it holds: a sheet for a page, else an outline."""
    name = "page" if is_page(one) else one.role.value.replace(" ", "-")
    title = tag("title", None, f"{one.role.value} {one.label.text}") if one.label is not None else None
    return join(title, box.rect(f"frame {name}", radius=2 if name == "page" else 5))
