"""A View as a picture: the window in front as a card, those that it covers as cards behind it.

Draws only what is in the View, so a picture tells no more than a planner was told. Handles are pills,
coloured by the type of their value. Labels have their natural size: what stands beside what is kept,
how far apart is not. Of a covered window only its title bar is drawn; its elements are in the text.
"""

from __future__ import annotations

from dataclasses import dataclass

from innervate.core.geometry import Rect, Viewed
from innervate.core.view import View, ViewWindow
from innervate.core.vocabulary import Situation, State
from innervate.report.drawing import Box, around, pill, width_of, words, words_width
from innervate.report.markup import Markup, join, tag
from innervate.report.redraw_elements import drawing_of, sheet
from innervate.report.redraw_items import is_line, items_of
from innervate.report.redraw_layout import Layout, Placed, laid_out

MARGIN, BAR, _PEEK, _LAP = 14.0, 30.0, 26.0, 6.0
_NARROWEST = 420.0
_MOST_CHANGES = 8
_MOST_BEHIND = 4
_SMALL_SHARE = 0.3  # of the surface: a front window smaller than this leaves the next one to be seen

_Place = tuple[str | None, str, str, Rect[Viewed]]


@dataclass(frozen=True, slots=True)
class Picture:
    """The contents of an <svg> of this size. cards, spots: where a window, or its elements, are drawn."""

    width: float
    height: float
    drawing: Markup
    cards: dict[int, Box]
    spots: dict[tuple[int, int], Box]


def drawn(view: View) -> Picture:
    """The whole View: covered windows first, so that what is in front comes last."""
    if not view.windows:
        size = Box(0, 0, _NARROWEST, 64)
        said = words("no window shows", size, "soft mid")
        return Picture(size.width, size.height, join(size.rect("surface", 8), said), {}, {})
    front = _in_front(view)
    layouts = [(w, laid_out(items_of(w), w.place.width, w.place.height)) for w in reversed(front)]
    cards = [Box(24.0 * n, 0, *_size(window, layout)) for n, (window, layout) in enumerate(layouts)]
    width = max([_NARROWEST, *(card.right + 2 * MARGIN for card in cards)])
    cards[0] = Box(0, 0, width - 2 * MARGIN, cards[0].height)
    parts, y = _behind(view.windows[len(front) :], width)
    placed: dict[int, Box] = {}
    spots: dict[tuple[int, int], Box] = {}
    for (window, layout), card in zip(layouts, cards, strict=True):
        at = card.moved(MARGIN, y - _LAP * bool(placed))
        parts.append(_card(window, layout, at))
        placed[window.number] = at
        for one in layout.placed:
            if one.item.number is not None:
                spots.setdefault((window.number, one.item.number), _at(one, at))
        y = at.bottom
    surface = Box(0, 0, width, y + MARGIN)
    return Picture(width, surface.height, join(surface.rect("surface", 8), *parts), placed, spots)


def _size(window: ViewWindow, layout: Layout) -> tuple[float, float]:
    return max(layout.width, _title_width(window)), layout.height + BAR + 4


def _behind(windows: tuple[ViewWindow, ...], width: float) -> tuple[list[Markup], float]:
    """The title bars of windows that are covered, the deepest first, and where the next card begins."""
    shown, more = windows[:_MOST_BEHIND], len(windows) - _MOST_BEHIND
    parts: list[Markup] = []
    y = MARGIN
    if more > 0:
        parts.append(words(f"{more} more behind", Box(0, y - 6, width, 16), "soft mid"))
        y += 12
    for n, window in enumerate(reversed(shown)):
        inset = MARGIN + 10.0 * (len(shown) - n)
        parts.append(_covered(window, Box(inset, y, width - 2 * inset, _PEEK + 12)))
        y += _PEEK
    return parts, y


def _in_front(view: View) -> list[ViewWindow]:
    """The first window, and the next ones while those in front of them are small, at most three."""
    found: list[ViewWindow] = []
    for window in view.windows[:3]:
        found.append(window)
        at_work = window.active and window.situation is Situation.READY
        if at_work or window.place.area > _SMALL_SHARE * 64 * 36:
            break
    return found


def changes(before: View, after: View, picture: Picture) -> list[Box]:
    """Where `after` has an element that `before` had not, or had with other contents; few, or nothing.

    picture: the drawing of `after`. A screen that changed as a whole has no changes worth pointing at.
    """
    old, new = _contents(before), _contents(after)
    if not old:
        return []
    known = {window.application for window in before.windows}
    opened = [picture.cards.get(w.number) for w in after.windows if w.application not in known]
    changed = [
        picture.spots.get(at)
        for place, (at, shown) in new.items()
        if place[0] in known and (place not in old or old[place][1] != shown)
    ]
    boxes = list(dict.fromkeys(box for box in changed if box is not None))
    return [b for b in opened if b is not None] + (boxes if len(boxes) <= _MOST_CHANGES else [])


def _contents(view: View) -> dict[_Place, tuple[tuple[int, int], str]]:
    """What each place shows, where a window's number may differ from look to look."""
    found: dict[_Place, tuple[tuple[int, int], str]] = {}
    for window in view.windows:
        for e in window.elements:
            if e.place is not None:
                shown = f"{e.value} {e.choice} {sorted(s.value for s in e.states if s is not State.FOCUSED)}"
                at = (window.number, e.number)
                found[window.application, e.role.value, str(e.label), e.place] = (at, shown)
        for table in window.tables:
            if table.place is not None:
                shown = f"{table.columns} {table.rows}"
                found[window.application, "table", "", table.place] = ((window.number, table.number), shown)
    return found


def _at(placed: Placed, card: Box) -> Box:
    return placed.box.moved(card.x, card.y + BAR)


def _card(window: ViewWindow, layout: Layout, card: Box) -> Markup:
    parts = [(placed.item, _at(placed, card)) for placed in layout.placed]
    lines = [box for item, box in parts if item.element is not None and is_line(item.element)]
    return tag(
        "g",
        f"window{' active' if window.active else ''}",
        card.moved(2, 4).rect("shadow", radius=9),
        card.rect("card", radius=8),
        _title_bar(window, card),
        _sheet_behind(lines, [box for _, box in parts if box not in lines], card),
        *(drawing_of(item, box) for item, box in parts),
    )


def _sheet_behind(lines: list[Box], others: list[Box], card: Box) -> Markup | None:
    """A page behind the lines of a document, unless other things stand among or behind them."""
    if len(lines) < 2:
        return None
    whole = around(lines)
    above = [other.bottom for other in others if other.bottom <= whole.y]
    left, top = max(card.x + 10, whole.x - 56), max([whole.y - 16, *(bottom + 4 for bottom in above)])
    right, bottom = min(card.right - 10, whole.right + 140), min(card.bottom - 6, whole.bottom + 22)
    page = Box(left, top, right - left, bottom - top)
    return None if any(page.meets(other) for other in others) else sheet(page)


def _covered(window: ViewWindow, card: Box) -> Markup:
    """The edge of a window that stands behind, with its title."""
    return tag("g", "window covered", card.rect("card", radius=8), _title_bar(window, card))


def _title_bar(window: ViewWindow, card: Box) -> Markup:
    """The desk file's name of the application, the title, and the situation where it is not just ready."""
    bar = card.top(BAR)
    d = f"M{bar.x:g} {bar.bottom:g}V{bar.y + 8:g}q0 -8 8 -8H{bar.right - 8:g}q8 0 8 8V{bar.bottom:g}z"
    application = window.application or "unknown application"
    room = words_width(application) * 1.15 + 12
    title = bar.part(14 + room, 0)
    parts = [words(application, bar.part(14, room), "app")]
    if window.program is not None:
        wide = words_width(window.program) + 12
        parts.append(words(window.program, title.part(0, wide), "program"))
        title = title.part(wide, 0)
    if window.title is not None:
        parts.append(pill(window.title, title.part(0, min(width_of(window.title), bar.right - 90 - title.x))))
    return join(tag("path", {"class": "bar", "d": d}), *parts, _situation(window, bar))


def _title_width(window: ViewWindow) -> float:
    """What a title bar needs for all that it says."""
    said = [window.application or "unknown application", window.program, window.situation.value]
    title = width_of(window.title) + 12 if window.title is not None else 0.0
    return title + sum(words_width(one) * 1.15 + 14 for one in said if one is not None) + 28


def _situation(window: ViewWindow, bar: Box) -> Markup | None:
    if window.situation is Situation.READY:
        return None
    name = window.situation.value
    width = words_width(name) + 14
    spot = Box(bar.right - width - 8, bar.middle - 9, width, 18)
    return join(spot.rect(f"chip {name}", radius=9), words(name, spot, "chip-text mid"))
