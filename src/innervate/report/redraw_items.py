"""What of a window is drawn, and how much room each thing needs.

A View says some things twice (a combo box and the entry in it, a text and its line) and many that tell a
reader nothing. Here each is said once; what is left has a natural size, at which its label is legible.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from innervate.core.geometry import Rect, Viewed
from innervate.core.view import Bucket, ViewElement, ViewWindow
from innervate.core.vocabulary import EDITABLE, Role, State
from innervate.report.drawing import LINE, Shown, width_of, words_width
from innervate.report.redraw_table import counted, table_size

FIELDS = EDITABLE | {Role.COMBO, Role.SLIDER, Role.PROGRESS}
_FRAMES = frozenset(
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
    }
)
# Words of an interface that nearly always stand beside a picture, or behind one.
PICTURED = frozenset({"Close", "Minimize", "Maximize", "Back", "Forward", "Menu"})
_HOLDERS = frozenset({Role.TABLE, Role.LIST, Role.TREE})
_NOTHING = frozenset({Role.SCROLL_BAR, Role.SEPARATOR})
_SMALL = 3  # cells: below that an unlabelled area is decoration
_TALL = 6  # cells: a text as high as this is a page
_MOST_AT_ONE_PLACE = 3
_WIDEST_LABEL = 190.0
_CELL_PIXELS = 20  # about the width of a cell on the real screen


class Shape(StrEnum):
    """How a thing takes room. line: as much as its label needs. field: up to its neighbour.

    block: all of its rows. frame: none of its own, it stands behind what it holds.
    """

    LINE = "line"
    FIELD = "field"
    BLOCK = "block"
    FRAME = "frame"


@dataclass(frozen=True, slots=True)
class Item:
    """cells: on the window's grid. number: of its element in the window. caption: room for a field's label.

    note: what is said of it in words, if it is no element.
    """

    shape: Shape
    cells: Rect[Viewed]
    width: float
    height: float
    element: ViewElement | None = None
    number: int | None = None
    caption: float = 0.0
    note: str = ""
    icon: bool = False


def items_of(window: ViewWindow) -> list[Item]:
    """All that is drawn of this window, with cells that count from its corner."""
    place = window.place
    if place is None:
        return []
    found = [
        replace(item, number=number)
        for number, one in enumerate(window.elements)
        if not (_says_nothing(one) or _is_name(one, window.elements))
        for item in _items(one)
    ]
    return _stacked(_captioned([_local(item, place) for item in found]))


def is_count_of_drawn(one: ViewElement) -> bool:
    """How many fields or lists of a name there are: the first of them are drawn, so it is said below."""
    return one.count is not Bucket.ONE and (one.role in FIELDS or one.role in _HOLDERS)


def is_page(one: ViewElement) -> bool:
    """A long text, drawn as a sheet."""
    if one.role in (Role.DOCUMENT, Role.PAGE):
        return True
    high = one.place.height if one.place is not None else 1
    return one.role is Role.TEXT and high > (_TALL if State.EDITABLE in one.states else _SMALL)


def _says_nothing(one: ViewElement) -> bool:
    if one.role in _NOTHING:
        return True
    place = one.place
    small = place is None or place.width < _SMALL or place.height < _SMALL
    unlabelled = one.label is None and one.value is None and one.choice is None
    return unlabelled and small and (one.role in _FRAMES or one.role in (Role.BUTTON, Role.IMAGE, Role.ICON))


def _is_name(one: ViewElement, others: Iterable[ViewElement]) -> bool:
    """Is this the name of the field beside?"""
    return any(_is_name_of(one, other) for other in others)


def _is_name_of(one: ViewElement, field: ViewElement) -> bool:
    """A label with the words of a field that stands to its right or just below: the field draws them."""
    if one.role is not Role.LABEL or field.role not in FIELDS or one.label != field.label:
        return False
    label, box = one.place, field.place
    return label is not None and box is not None and label.x <= box.x and -2 <= box.y - label.y <= 3


def _items(one: ViewElement) -> list[Item]:
    place = one.place
    if place is None:
        return []
    if is_count_of_drawn(one):
        return []
    if one.count is not Bucket.ONE:
        return [_note(place, f"{one.label.text if one.label else one.role.value} ×{one.count.value}")]
    if one.role is Role.TABLE:
        return [Item(Shape.BLOCK, place, *table_size(one), one)]
    if is_page(one):
        found = [Item(Shape.FRAME, place, 0, 60, one)]
        if one.value is not None:
            line = replace(one, role=Role.LABEL, label=None)
            found.append(Item(Shape.LINE, _start(place), _fit(one.value) + 10, LINE + 14, line))
        return found
    if one.role in _FRAMES and (place.width > 1 or place.height > 2):
        return [Item(Shape.FRAME, place, 0, 0, one), *_contents_of(one, place)]
    if one.role in FIELDS and not (one.role is Role.TEXT and not one.label and place.width == 1):
        shown = one.value or one.choice
        box = max(96.0, _fit(shown) + (32 if one.role is Role.COMBO else 14))
        high = 24.0 if place.height <= _SMALL else 44.0
        return [Item(Shape.FIELD, place, box, high, one)]
    icon = _is_icon(one, place)
    return [Item(Shape.LINE, place, 20.0 if icon else _natural(one), _high(one), one, icon=icon)]


def _contents_of(one: ViewElement, place: Rect[Viewed]) -> list[Item]:
    """What a frame itself says: how many things it holds; a list's or a group's name stays in its tooltip."""
    found: list[Item] = []
    if one.label is not None and one.role in (Role.DIALOG, Role.ALERT):
        line = replace(one, role=Role.LABEL)
        found.append(Item(Shape.LINE, _start(place), _fit(one.label), LINE, line))
    if one.holds is not None:
        found.append(_note(_start(place), counted(one.holds, "item")))
    return found


def _note(place: Rect[Viewed], said: str) -> Item:
    return Item(Shape.LINE, _start(place), words_width(said), LINE, note=said)


def _start(place: Rect[Viewed]) -> Rect[Viewed]:
    return Rect(place.x, place.y, 1, 1)


def _is_icon(one: ViewElement, place: Rect[Viewed]) -> bool:
    """A button that is too narrow for its words shows a picture on the real screen."""
    if one.role not in (Role.BUTTON, Role.TOGGLE, Role.IMAGE, Role.ICON):
        return False
    if one.label is None:
        return True
    if one.label.text in PICTURED and place.width < _SMALL:
        return True
    return place.height <= _SMALL and width_of(one.label) > (place.width + 0.5) * _CELL_PIXELS


def _fit(label: Shown | None) -> float:
    return min(_WIDEST_LABEL, width_of(label)) if label is not None else 0.0


def _natural(one: ViewElement) -> float:
    """The width of what is drawn of it: its label, and what it shows."""
    shown = None if one.role in (Role.TOGGLE, Role.TAB) else one.value or one.choice
    parts = [_fit(label) for label in (one.label, shown) if label is not None]
    padding = {
        Role.BUTTON: 20.0,
        Role.TOGGLE: 20.0,
        Role.TAB: 18.0,
        Role.CHECK_BOX: 20.0,
        Role.RADIO: 20.0,
        Role.LINK: 8.0,
    }
    extra = padding.get(one.role, 8.0 if one.role is Role.ALERT else 2.0)
    return max(12.0, sum(parts) + 6 * max(0, len(parts) - 1) + extra)


def _high(one: ViewElement) -> float:
    return 24.0 if one.role in (Role.BUTTON, Role.TOGGLE, Role.TAB) else LINE + 2


def _local(item: Item, window: Rect[Viewed]) -> Item:
    """Cells from the window's corner, and within it."""
    x = min(max(0, item.cells.x - window.x), window.width - 1)
    y = min(max(0, item.cells.y - window.y), window.height - 1)
    width = max(1, min(item.cells.width, window.width - x))
    height = max(1, min(item.cells.height, window.height - y))
    return replace(item, cells=Rect(x, y, width, height))


def _captioned(items: list[Item]) -> list[Item]:
    """Fields that start in one column get labels and boxes of one width each, as on a form."""
    fields = [i for i in items if i.shape is Shape.FIELD and i.element is not None]
    captions: dict[int, float] = {}
    boxes: dict[int, float] = {}
    for item in fields:
        label = item.element.label if item.element is not None else None
        x = item.cells.x
        captions[x] = max(captions.get(x, 0.0), _fit(label) + 8 if label is not None else 0.0)
        boxes[x] = max(boxes.get(x, 0.0), item.width)
    return [
        replace(item, caption=captions[item.cells.x], width=boxes[item.cells.x] + captions[item.cells.x])
        if item.shape is Shape.FIELD
        else item
        for item in items
    ]


def _stacked(items: list[Item]) -> list[Item]:
    """Of many things that start in one cell the first few, and how many more there are."""
    counts = Counter((i.cells.x, i.cells.y) for i in items if i.shape is Shape.LINE)
    seen: Counter[tuple[int, int]] = Counter()
    found = []
    for item in items:
        at = (item.cells.x, item.cells.y)
        if item.shape is Shape.LINE:
            seen[at] += 1
            over = counts[at] - _MOST_AT_ONE_PLACE
            if over > 1 and seen[at] > _MOST_AT_ONE_PLACE:
                if seen[at] == _MOST_AT_ONE_PLACE + 1:
                    found.append(Item(Shape.LINE, item.cells, 26, LINE, note=f"+{over}"))
                continue
        found.append(item)
    return found
