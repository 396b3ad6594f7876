"""A View as a picture: the window in front as a card, those that it covers as cards behind it.

Draws only what is in the View. Handles are pills, coloured by the type of their value; what is only counted
is said in words below. Labels have their natural size: what stands beside what is kept,
how far apart is not. Of a covered window only its title bar is drawn; its elements are in the text.
"""

from __future__ import annotations

from dataclasses import dataclass

from innervate.core.view import Others, View, ViewElement, ViewWindow
from innervate.core.vocabulary import Situation, State
from innervate.report.drawing import Box, pill, width_of, words, words_width
from innervate.report.markup import Markup, join, tag
from innervate.report.redraw_elements import drawing_of
from innervate.report.redraw_items import is_count_of_drawn, items_of
from innervate.report.redraw_layout import Layout, Placed, laid_out

MARGIN, BAR, _PEEK, _LAP = 14.0, 30.0, 26.0, 6.0
_NARROWEST = 420.0
_MOST_CHANGES = 8
_REST, _IN_A_LINE = 17.0, 6
_MOST_BEHIND = 4
_SMALL_SHARE = 0.3  # of the surface: a front window smaller than this leaves the next one to be seen

_Place = tuple[str | None, str, str, object]


@dataclass(frozen=True, slots=True)
class Picture:
    """The contents of an <svg> of this size.

    cards, spots: where a window, or an element of it, is drawn, by their numbers in the View.
    """

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
    layouts = [(n, front[n], _layout(front[n])) for n in reversed(range(len(front)))]
    cards = [Box(24.0 * n, 0, *_size(window, layout)) for n, (_, window, layout) in enumerate(layouts)]
    width = max([_NARROWEST, *(card.right + 2 * MARGIN for card in cards)])
    cards[0] = Box(0, 0, width - 2 * MARGIN, cards[0].height)
    parts, y = _behind(view.windows[len(front) :], width)
    placed: dict[int, Box] = {}
    spots: dict[tuple[int, int], Box] = {}
    for (number, window, layout), card in zip(layouts, cards, strict=True):
        at = card.moved(MARGIN, y - _LAP * bool(placed))
        parts.append(_card(window, layout, at))
        placed[number] = at
        for one in layout.placed:
            if one.item.number is not None:
                spots.setdefault((number, one.item.number), _at(one, at))
        y = at.bottom
    surface = Box(0, 0, width, y + MARGIN)
    return Picture(width, surface.height, join(surface.rect("surface", 8), *parts), placed, spots)


def _layout(window: ViewWindow) -> Layout:
    place = window.place
    return laid_out(items_of(window), place.width, place.height) if place is not None else Layout(0, 0, ())


def _size(window: ViewWindow, layout: Layout) -> tuple[float, float]:
    width = max(layout.width, _title_width(window), *(words_width(line) + 28 for line in _rest(window)), 0)
    return width, layout.height + BAR + 4 + _REST * len(_rest(window))


def _rest(window: ViewWindow) -> list[str]:
    """What a planner is told of things without a public name, in lines of a few words."""
    said = [f"{e.count.value} {_called(e)} in all" for e in window.elements if is_count_of_drawn(e)]
    said += [_said(others) for others in window.others]
    lines = [", ".join(said[n : n + _IN_A_LINE]) for n in range(0, len(said), _IN_A_LINE)]
    return [f"{'besides: ' if not n else ''}{line}" for n, line in enumerate(lines)]


def _called(one: ViewElement) -> str:
    return f"{one.role.value} {one.label.text}" if one.label is not None else one.role.value


def _said(others: Others) -> str:
    types = f" ({', '.join(type_.value for type_ in others.types)})" if others.types else ""
    return f"{others.count.value} {others.role.value}{types}"


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
        if at_work or (window.place is not None and window.place.area > _SMALL_SHARE * 64 * 36):
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
    opened = [picture.cards.get(n) for n, w in enumerate(after.windows) if w.application not in known]
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
    for number, window in enumerate(view.windows):
        for n, e in enumerate(window.elements):
            if e.place is not None:
                states = sorted(s.value for s in e.states if s is not State.FOCUSED)
                shown = f"{e.value} {e.choice} {states} {e.holds} {e.count}"
                found[window.application, e.role.value, str(e.label), e.place] = ((number, n), shown)
    return found


def _at(placed: Placed, card: Box) -> Box:
    return placed.box.moved(card.x, card.y + BAR)


def _card(window: ViewWindow, layout: Layout, card: Box) -> Markup:
    return tag(
        "g",
        f"window{' active' if window.active else ''}",
        card.moved(2, 4).rect("shadow", radius=9),
        card.rect("sheet", radius=8),
        _title_bar(window, card),
        *(drawing_of(placed.item, _at(placed, card)) for placed in layout.placed),
        *_said_below(window, card),
    )


def _said_below(window: ViewWindow, card: Box) -> list[Markup]:
    lines = _rest(window)
    top = card.bottom - _REST * len(lines) - 4
    return [
        words(line, Box(card.x + 12, top + _REST * n, card.width - 20, _REST), "soft")
        for n, line in enumerate(lines)
    ]


def _covered(window: ViewWindow, card: Box) -> Markup:
    """The edge of a window that stands behind, with its title."""
    return tag("g", "window covered", card.rect("sheet", radius=8), _title_bar(window, card))


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
