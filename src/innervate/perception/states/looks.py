"""What of a window decisions look at: its texts with the places that they stand in, and facts of its make-up.

Promises: the same window looks the same, whatever its elements are called; a browser's own frame is left
out; at most `MOST_PIECES` texts, those that tell most. Refuses nothing: a window without elements is blank.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from innervate.core.frame import Window
from innervate.core.geometry import Device, Rect
from innervate.core.scene import Element, Scene
from innervate.core.vocabulary import Role, Source, State

MOST_PIECES, MOST_CHARACTERS = 56, 180
_BROWSERS = ("chromium", "chrome", "firefox", "msedge", "brave", "opera", "vivaldi")
_BROWSER_TITLES = (" - Chromium", " - Google Chrome", " — Mozilla Firefox", " - Mozilla Firefox")
_SMALL, _TINY = 0.3, 0.12
_TALL = 1.35
_HEAD, _FOOT = 30, 60
_BUTTON_WORDS = 3
_SENTENCE, _LONG = 5, 160

TITLE, HEADING, ALERT, NAMED, BUTTON, FIELD, SECRET, TEXT, LINK, ITEM, MENU, CELL, PROSE = "qhadbfwtlimcx"
"""The places that a text may stand in."""
PROMINENT = frozenset((TITLE, HEADING, ALERT, NAMED, BUTTON, FIELD, SECRET, TEXT, LINK, ITEM))
_TELLING = (TITLE, ALERT, NAMED, SECRET, HEADING, TEXT, BUTTON, FIELD, ITEM, LINK, PROSE, CELL, MENU)
_ORDER = {zone: rank for rank, zone in enumerate(_TELLING)}
_MOST_OF = {PROSE: 4, ITEM: 8, CELL: 8, MENU: 4, LINK: 12}

_ZONES: Mapping[Role, str] = {
    Role.HEADING: HEADING,
    Role.ALERT: ALERT,
    Role.DIALOG: NAMED,
    Role.BUTTON: BUTTON,
    Role.TOGGLE: BUTTON,
    Role.LINK: LINK,
    Role.ENTRY: FIELD,
    Role.PASSWORD: SECRET,
    Role.COMBO: FIELD,
    Role.SPIN: FIELD,
    Role.CHECK_BOX: FIELD,
    Role.RADIO: FIELD,
    Role.LABEL: TEXT,
    Role.TEXT: TEXT,
    Role.STATUS: TEXT,
    Role.PROGRESS: TEXT,
    Role.UNKNOWN: TEXT,
    Role.ICON: BUTTON,
    Role.IMAGE: TEXT,
    Role.CELL: CELL,
    Role.ITEM: ITEM,
    Role.TREE_ITEM: CELL,
    Role.OPTION: MENU,
    Role.COLUMN_HEADER: CELL,
    Role.MENU: MENU,
    Role.MENU_ITEM: MENU,
    Role.TAB: MENU,
    Role.TERMINAL: PROSE,
}
_HOLDERS = frozenset({Role.WINDOW, Role.DIALOG, Role.DOCUMENT, Role.PAGE})
_ROWS = frozenset({Role.ROW, Role.ITEM, Role.TREE_ITEM})


@dataclass(frozen=True, slots=True)
class Piece:
    """One text. first: whether it is among the first that tell something."""

    zone: str
    text: str = field(repr=False)
    first: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """kind: what sort of window it is. facts: of its make-up, in closed words. buttons: those that may leave
    a dialog, in reading order, by id and name.
    """

    kind: str
    pieces: tuple[Piece, ...]
    facts: tuple[str, ...]
    buttons: tuple[tuple[str, str], ...] = field(repr=False, default=())

    @property
    def told(self) -> tuple[str, ...]:
        """What stands prominently, for buttons to be judged by."""
        return tuple(p.text for p in self.pieces if p.zone in (TITLE, HEADING, ALERT, NAMED, TEXT))


def look_of(scene: Scene, window: Window) -> Look:
    """The look of one window of a Scene."""
    own = [e for e in scene.elements if e.window == window.id and e.bounds is not None]
    shown = [e for e in own if e.visible] or own
    web = _is_browser(window, shown)
    if web:
        shown = _of_the_page(shown)
    over = _over(shown, scene)
    pixels = sum(e.source is Source.PIXELS for e in shown) * 2 > len(shown)
    facts, kind = _facts(window, shown, scene.frame.bounds, over, web=web, pixels=pixels)
    pieces = _pieces(window, shown, over, pixels=pixels)
    return Look(kind, pieces, facts, _buttons(shown, over, kind, pixels=pixels))


def _is_browser(window: Window, elements: Iterable[Element]) -> bool:
    name = PurePath(window.executable).name
    return name.startswith(_BROWSERS) or any(e.origin and e.role is Role.DOCUMENT for e in elements)


def _of_the_page(elements: list[Element]) -> list[Element]:
    """What a page shows, and a browser's own dialogs and alerts; not its tabs and tools."""
    documents = [e.bounds for e in elements if e.role is Role.DOCUMENT and e.bounds is not None]
    area = max(documents, key=lambda b: b.width * b.height, default=None)
    if area is None:
        return elements
    kept: set[str] = set()
    found = []
    for element in elements:
        assert element.bounds is not None
        inside = area.holds(element.bounds.centre)
        own = element.parent in kept or element.role in (Role.DIALOG, Role.ALERT)
        if own and not inside:
            kept.add(element.id)
        if inside or own:
            found.append(element)
    return found


def _over(elements: Sequence[Element], scene: Scene) -> frozenset[str]:
    """The ids of what stands in the topmost dialog, if one lies within the window."""
    dialogs = [e for e in elements if e.role is Role.DIALOG]
    if not dialogs:
        return frozenset()
    top = dialogs[-1]
    return frozenset((top.id, *(e.id for e in scene.inside(top))))


def _facts(
    window: Window,
    elements: Sequence[Element],
    screen: Rect[Device],
    over: frozenset[str],
    *,
    web: bool,
    pixels: bool,
) -> tuple[tuple[str, ...], str]:
    count = Counter(e.role for e in elements)
    states = {s for e in elements if e.role in _HOLDERS for s in e.states}
    share = window.bounds.width * window.bounds.height / max(1, screen.width * screen.height)
    size = "tiny" if share < _TINY else "small" if share < _SMALL else "large"
    kind = "dialog" if over or State.MODAL in states else "page" if web else size
    way, passwords = "pixels" if pixels else "tree", min(count[Role.PASSWORD], 2)
    entries = count[Role.ENTRY] + count[Role.COMBO] + count[Role.SPIN] + count[Role.PASSWORD]
    buttons = _some(count[Role.BUTTON] + count[Role.TOGGLE], (0, 1, 3))
    rows = sum(count[role] for role in _ROWS) or count[Role.CELL] // 3
    bars = [e for e in elements if e.role is Role.PROGRESS]
    waits = any(State.BUSY in e.states for e in elements if e.role in _HOLDERS | {Role.GROUP, Role.FORM})
    # Few and coarse, as training's screens are made up otherwise than real ones.
    facts = [
        way,
        f"kind {kind}",
        f"{kind} by {way}",
        f"passwords {passwords} by {way}",
        f"buttons {buttons} of {kind}",
        f"passwords {passwords} of {kind}",
        f"passwords {passwords}, entries {min(entries, 3)}",
        f"rows {_some(rows, (0, 1))}",
        f"alerts {min(count[Role.ALERT], 1)} by {way}",
        f"bar {bool(bars)} of {kind}",
    ]
    if not web:
        head, foot = _edges(window, elements)
        facts += [f"head {head} by {way}", f"foot {foot} by {way}", f"head {head}, foot {foot}"]
    facts += [f"bar at work {_half_way(bars)}"] * bool(bars) + ["busy"] * waits
    facts += ["invalid"] * any(State.INVALID in e.states for e in elements)
    return tuple(facts), kind


def _edges(window: Window, elements: Iterable[Element]) -> tuple[int, int]:
    """How much stands along the upper edge, as a menu does, and along the lower, as a dialog's buttons."""
    top, bottom = window.bounds.y + _HEAD, window.bounds.bottom - _FOOT
    named = [e.bounds for e in elements if e.bounds is not None and e.name and e.role not in _HOLDERS]
    short = [b for b in named if b.height < _FOOT]
    return min(sum(b.centre.y < top for b in short), 3), min(sum(b.centre.y > bottom for b in short), 3)


def _some(count: int, bounds: Sequence[int]) -> str:
    return str(next((bound for bound in bounds if count <= bound), "more"))


def _half_way(bars: Iterable[Element]) -> bool:
    return any(b.value and b.value not in ("0", "0.0", "100", "100.0", "1.0") for b in bars)


def _pieces(
    window: Window, elements: Sequence[Element], over: frozenset[str], *, pixels: bool
) -> tuple[Piece, ...]:
    """over: only the texts of a dialog that lies over the rest tell anything prominently."""
    usual = _usual_height(elements) if pixels else 0.0
    alerted: set[str] = set()
    found: list[tuple[str, str]] = [(TITLE, _titled(window.title)[:MOST_CHARACTERS])]
    for element in elements:
        if element.role is Role.ALERT or element.parent in alerted:
            alerted.add(element.id)
        zone = ALERT if element.id in alerted and element.role is not Role.BUTTON else _zone(element, usual)
        if over and element.id not in over and zone in PROMINENT:
            zone = CELL
        found += [(_placed(zone, text), text) for text in _texts(element, zone)]
    return _chosen(found)


def _placed(zone: str, text: str) -> str:
    """A box with a sentence in it is no button or field, whatever its frame looks like."""
    if len(text) >= _LONG and zone != ALERT:
        return PROSE
    return TEXT if zone in (BUTTON, LINK, FIELD) and text.count(" ") >= _SENTENCE else zone


def _titled(title: str) -> str:
    for tail in _BROWSER_TITLES:
        title = title.removesuffix(tail)
    return title


def _usual_height(elements: Iterable[Element]) -> float:
    heights = sorted(e.bounds.height for e in elements if e.role is Role.LABEL and e.bounds is not None)
    return heights[len(heights) // 2] if len(heights) > 2 else 0.0


def _zone(element: Element, usual: float) -> str:
    if element.role is Role.TEXT and State.EDITABLE in element.states:
        return PROSE
    if element.role is Role.LABEL and usual and element.bounds is not None:
        return HEADING if len(element.lines) < 2 and element.bounds.height > usual * _TALL else TEXT
    return _ZONES.get(element.role, "")


def _texts(element: Element, zone: str) -> list[str]:
    if not zone:
        return []
    told = [element.name] if element.name else []
    # What a person typed into a field says nothing of the screen; what a text or a label holds does.
    if element.value and element.value != element.name and zone in (TEXT, ALERT, PROSE, HEADING, ITEM, CELL):
        told.append(element.value)
    if element.value and zone == FIELD and element.source is Source.PIXELS:
        told.append(element.value)
    return [t[:MOST_CHARACTERS] for t in told if any(map(str.isalnum, t))]


def _chosen(found: Sequence[tuple[str, str]]) -> tuple[Piece, ...]:
    seen: set[tuple[str, str]] = set()
    many: Counter[str] = Counter()
    kept: list[tuple[int, int, str, str, bool]] = []
    leading = 0
    for number, (zone, text) in enumerate(found):
        if (zone, text) in seen or not text.strip() or many[zone] >= _MOST_OF.get(zone, 24):
            continue
        seen.add((zone, text))
        many[zone] += 1
        first = zone in (HEADING, ALERT, TEXT, NAMED) and leading < 3
        leading += first
        kept.append((_ORDER[zone], number, zone, text, first))
    kept.sort()
    return tuple(Piece(zone, text, first) for _, _, zone, text, first in kept[:MOST_PIECES])


def _may_be_one(element: Element, kind: str) -> bool:
    """Of flat buttons pixels show but the words."""
    return (
        kind in ("tiny", "small")
        and element.role is Role.LABEL
        and len(element.name.split()) <= _BUTTON_WORDS
        and element.name[-1:].isalnum()
    )


def _buttons(
    elements: Sequence[Element], over: frozenset[str], kind: str, *, pixels: bool
) -> tuple[tuple[str, str], ...]:
    """What may be pressed to leave a dialog. Pixels alone take buttons in a row for a table's head, too."""
    roles = {Role.BUTTON, Role.COLUMN_HEADER, Role.TAB, Role.TOGGLE} if pixels else {Role.BUTTON}
    found = [e for e in elements if (e.role in roles or (pixels and _may_be_one(e, kind))) and e.name]
    found = [e for e in found if not over or e.id in over]
    return tuple((e.id, e.name) for e in found[:12]) if over or kind != "page" or len(found) < 8 else ()
