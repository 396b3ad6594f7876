"""A View as a picture: windows as cards on the grid of the surface, elements drawn by their role.

Draws only what is in the View, so a picture tells no more than a planner was told. One cell of the
View's grid is `CELL` units of the drawing. Handles are pills, coloured by the type of their value.
"""

from __future__ import annotations

from innervate.core.geometry import Rect, Viewed
from innervate.core.view import View, ViewElement, ViewTable, ViewWindow
from innervate.core.vocabulary import Situation, State
from innervate.report.drawing import CELL, HEIGHT, WIDTH, Box, box_of, pill, words
from innervate.report.markup import Markup, join, tag
from innervate.report.redraw_elements import element, is_container
from innervate.report.redraw_layout import placed
from innervate.report.redraw_table import table

_TITLE = float(CELL)

_MOST_CHANGES = 8

_Place = tuple[str | None, str, str, Rect[Viewed]]


def drawn(view: View) -> Markup:
    """The contents of an <svg> of WIDTH by HEIGHT units."""
    back = tag("rect", {"class": "surface", "width": WIDTH, "height": HEIGHT, "rx": 6})
    if not view.windows:
        empty = words("no window", Box(0, 0, WIDTH, HEIGHT), "soft mid")
        return join(back, empty)
    return join(back, *(_window(window) for window in reversed(view.windows)))


def changes(before: View, after: View) -> list[Box]:
    """Where `after` has an element that `before` had not, or had with other contents; few, or nothing.

    A screen that changed as a whole has no changes worth pointing at.
    """
    old, new = _contents(before), _contents(after)
    if not old:
        return []
    known = {window.application for window in before.windows}
    opened = [box_of(window.place) for window in after.windows if window.application not in known]
    boxes = [
        box
        for place, (box, shown) in new.items()
        if place[0] in known and (place not in old or old[place][1] != shown)
    ]
    return opened + (boxes if len(boxes) <= _MOST_CHANGES else [])


def _contents(view: View) -> dict[_Place, tuple[Box, str]]:
    """What each place shows, where a window's number may differ from look to look."""
    found: dict[_Place, tuple[Box, str]] = {}
    for window in view.windows:
        for one in placed(window):
            e = one.element
            if e.place is not None:
                shown = f"{e.value} {e.choice} {sorted(s.value for s in e.states if s is not State.FOCUSED)}"
                found[(window.application, e.role.value, str(e.label), e.place)] = (one.box, shown)
        for grid in window.tables:
            if grid.place is not None:
                shown = f"{grid.columns} {grid.rows}"
                found[(window.application, "table", "", grid.place)] = (box_of(grid.place), shown)
    return found


def _window(window: ViewWindow) -> Markup:
    box = box_of(window.place)
    parts: list[ViewElement | ViewTable] = [*window.elements, *window.tables]
    tops = [part.place.y for part in parts if part.place is not None]
    crowded = bool(tops) and min(tops) <= window.place.y
    bar = Box(box.x, max(0.0, box.y - _TITLE) if crowded else box.y, box.width, _TITLE)
    card = Box(box.x, bar.y, box.width, box.bottom - bar.y)
    active = " active" if window.active else ""
    return tag(
        "g",
        f"window{active}",
        card.rect("card", radius=5),
        None if crowded and bar.bottom > box.y + 1 else _title_bar(window, bar),
        *(_parts(window)),
    )


def _title_bar(window: ViewWindow, bar: Box) -> Markup:
    """The desk file's name of the application, the title, and the situation where it is not just ready."""
    dots = [
        tag("circle", {"class": "dot", "cx": bar.x + 7 + 6 * n, "cy": bar.middle, "r": 1.7}) for n in range(3)
    ]
    left = bar.x + 27
    application = window.application or "unknown application"
    room = len(application) * 5.4 + 8
    chip = _situation(window, bar)
    title = bar.part(left - bar.x + room, bar.width - (left - bar.x) - room - 52)
    return join(
        Box(bar.x, bar.y, bar.width, bar.height).rect("bar", radius=5),
        *dots,
        words(application, bar.part(left - bar.x, room), "app"),
        pill(window.title, title) if window.title is not None and title.width > 14 else None,
        chip,
    )


def _situation(window: ViewWindow, bar: Box) -> Markup | None:
    if window.situation is Situation.READY:
        return None
    name = window.situation.value
    width = len(name) * 4.7 + 10
    spot = Box(bar.right - width - 3, bar.y + 0.8, width, bar.height - 1.6)
    return join(spot.rect(f"chip {name}", radius=4), words(name, spot, "chip-text mid"))


def _parts(window: ViewWindow) -> list[Markup]:
    """Containers first and larger ones before smaller ones, so that nothing hides what it holds."""
    ordered = sorted(placed(window), key=lambda p: -p.box.width * p.box.height)
    containers = [element(p.element, p.box) for p in ordered if is_container(p.element)]
    others = [element(p.element, p.box) for p in ordered if not is_container(p.element)]
    return [*containers, *(table(t) for t in window.tables if t.place is not None), *others]
